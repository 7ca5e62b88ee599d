/* One run of a scenario, and what it says of the targets. */
#ifndef VETSIM_STUDY_RUN_H
#define VETSIM_STUDY_RUN_H

#include "setup.h"

enum verdict { VERDICT_MET, VERDICT_LATE, VERDICT_MISSED, VERDICT_UNEVALUATED };

/* What a verdict rests on: the model's arithmetic, the assumed schedule of an initiative or project,
 * or a number the scenario declares. */
enum basis { BASIS_MODEL, BASIS_SCHEDULE, BASIS_DECLARED };

struct result {
    const struct target *target;
    const struct series *series; /* NULL for rules on a parameter and unevaluated targets */
    const struct row *row;       /* the indicator's or parameter's row; NULL when unevaluated */
    enum verdict verdict;
    enum basis basis;
    double reached;                  /* value at the due year, in the row's unit; ABSENT when it cannot be said */
    double gap;                      /* how much is missing, signed reached - value; 0 when met */
    double gap_share;                /* gap / |value|; ABSENT when value is 0 */
    int first_year;                  /* first year the target holds, 0 if never */
    char bound_zh[64], bound_en[64]; /* what bound: "places (2022)"; "" when met */
};

struct run {
    const struct setup *setup;
    double *outputs;        /* shape.years * OUTPUT_LANES doubles: one lane */
    struct result *results; /* one for each target, in the scenario's order */
    int met, late, missed, unevaluated;
    struct arena arena;
};

/* Runs the base case and checks the invariants; VS_MODEL with a message in `d` when one breaks. */
int run_init(struct run *r, const struct setup *u, struct diags *d);
void run_free(struct run *r);

/* Value of an indicator in a calendar year: ABSENT outside the horizon, for flows in the base year,
 * and where a limit is not given. */
double run_value(const struct run *r, const struct series *series, int year);

/* The series that says what limited an indicator, for the same item or sum; NULL where nothing limits it. */
const struct series *run_limit(const struct run *r, const struct series *series);

/* Whether a value meets a target, within its tolerance (or 1e-9 of its size). */
bool target_holds(const struct target *t, double x);

/* How far a value is inside (0 and more: it holds) or outside what a target asks, as a share of the
 * target's size: what a search climbs. MARGIN_UNKNOWN where the value is absent. */
#define MARGIN_UNKNOWN (-1e3)
double target_margin(const struct target *t, double x);

/* The same as two bounds: it holds where low <= x <= high. */
void target_bounds(const struct target *t, double *low, double *high);

/* The parameter a rule's target checks; false when the target is on an indicator or on nothing. */
bool target_parameter(const struct setup *u, const struct target *t, struct address *a);

const char *verdict_name(enum verdict verdict, bool chinese);
/* What a verdict rests on, in one word: model, schedule or declared. */
const char *basis_name(enum basis basis, bool chinese);

#endif
