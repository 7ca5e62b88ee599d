/* A scenario made ready for the model: its shape, and the base value of every parameter. This is
 * where text becomes arithmetic: what needs to know education is checked here. */
#ifndef VETSIM_STUDY_SETUP_H
#define VETSIM_STUDY_SETUP_H

#include "kernel.h"
#include "scenario.h"

/* An indicator of one item or sum: where it is in a year's outputs. */
enum { SERIES_CITY = -1, SERIES_ALL = -1, SERIES_SECONDARY = -2, SERIES_HIGHER = -3 };

struct series {
    const struct row *row;
    int item;     /* index of the item, or SERIES_*; sector rows: SERIES_ALL is the total */
    int offset;   /* in lanes, into struct outputs */
    char key[96]; /* "enrolment.intake.sve" */
};

struct setup {
    const struct scenario *scenario;
    struct arena arena;
    struct shape shape;
    double *levels;        /* LEVEL_LANES doubles: one lane */
    double *inputs;        /* shape.years * INPUT_LANES doubles: one lane */
    struct series *series; /* every indicator of this scenario, in display order */
    int series_count;
};

int setup_init(struct setup *u, const struct scenario *s, struct diags *d);
void setup_free(struct setup *u);

/* Finds an indicator by key; NULL when there is none. `near` (if not NULL) gets the nearest key. */
const struct series *setup_series(const struct setup *u, const char *key, const char **near);

/* Whether a series says what another one says: a sum over one sector is that sector, one over none is nothing. */
bool series_is_copy(const struct setup *u, const struct series *series);

/* Reader-friendly name of a series: "Intake, Secondary vocational"; written to `text`. */
void series_label(const struct setup *u, const struct series *series, bool chinese, char *text, size_t size);
/* Its unit as a reader sees it; an initiative's own unit where it has one. */
const char *series_unit(const struct setup *u, const struct series *series, bool chinese);

#endif
