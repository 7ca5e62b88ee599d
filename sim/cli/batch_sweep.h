/* `vetsim sweep`, also as a line of a batch: prepared and checked first, then run. */
#ifndef VETSIM_CLI_BATCH_SWEEP_H
#define VETSIM_CLI_BATCH_SWEEP_H

#include "command.h"
#include "study_tables.h"
#include "sweep.h"

struct sweep_plan {
    struct loaded scenario;
    struct sweep sweep; /* what plots need */
    struct study study; /* the same as tables */
};

int sweep_prepare(struct session *s, struct sweep_plan *plan);
/* Runs it and keeps the tables in `path`, which may be NULL. A sweep is short: it is done again even
 * where the file is complete, and gives the same. */
int sweep_execute(struct session *s, struct sweep_plan *plan, const char *path);
void sweep_plan_free(struct sweep_plan *plan);

void sweep_page(const struct page *p, const struct sweep_plan *plan); /* batch_sweep_page.c */

#endif
