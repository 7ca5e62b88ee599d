/* Fills a study's tables from what was computed. Texts are the scenario's own where possible: the
 * scenarios must outlive the study. All return 0 or VS_MEMORY. */
#ifndef VETSIM_STORE_STUDY_FILL_H
#define VETSIM_STORE_STUDY_FILL_H

#include "ensemble.h"
#include "study_tables.h"

/* The head and the scenarios: what says whose results these are. */
int study_begin(struct study *s, const struct study_head *head, const struct setup *const *setups, int count);

/* Everything an ensemble says of `done` replicates; base has one run for each member. */
int study_fill_ensemble(struct study *s, const struct ensemble *e, const struct run *const *base);

/* One run without uncertainty. */
int study_fill_run(struct study *s, const struct run *r);

/* The key of a change: "faculty.quit_rate.sve", "population.junior_graduates.scale". */
const char *study_address(struct arena *a, const struct scenario *s, const struct address *address);

/* What a target is measured in, "" where it is not evaluated; and the key it is about. */
const char *study_target_unit(const struct setup *u, const struct target *t);
const char *study_target_key(const struct target *t);

const char *sampler_name(enum sampler sampler);

#endif
