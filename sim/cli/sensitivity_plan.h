/* `vetsim sensitivity` in steps, so that a batch can check all its lines before it runs the first, and a
 * result file is refused before anything is computed. */
#ifndef VETSIM_CLI_SENSITIVITY_PLAN_H
#define VETSIM_CLI_SENSITIVITY_PLAN_H

#include "sensitivity_view.h"
#include "study_db.h"

struct sensitivity_plan {
    struct sensitivity_view view;
    struct study study;          /* head and scenario; after the computation everything */
    struct study stored;         /* what a complete file holds */
    const struct study *results; /* one of the two */
    struct study_db *db;         /* NULL without a result file */
};

/* All of these report what is wrong. The plan must stay where it is: it points into itself. */
int sensitivity_prepare(struct session *s, struct sensitivity_plan *plan);
void sensitivity_plan_free(struct sensitivity_plan *plan);

int sensitivity_open(struct session *s, struct sensitivity_plan *plan, const char *path);
int sensitivity_compute(struct session *s, struct sensitivity_plan *plan); /* sensitivity_compute.c */
int sensitivity_save(struct session *s, struct sensitivity_plan *plan);    /* nothing where it is complete already */

/* All three, without a page; what is complete is only read. */
int sensitivity_execute(struct session *s, struct sensitivity_plan *plan, const char *path);

/* What came out in one line. sensitivity_sentence.c */
const char *sensitivity_sentence(struct arena *a, const struct page *p, const struct sensitivity_plan *plan);

#endif
