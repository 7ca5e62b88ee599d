/* The task list of a plan with the verdicts of the targets each task carries, and, where a task was
 * delayed, those of the run with the delay. */
#ifndef VETSIM_STORE_TASKS_STORE_H
#define VETSIM_STORE_TASKS_STORE_H

#include <stdio.h>

#include "run.h"

/* The run with `task` later by `years`; run NULL where nothing is delayed. */
struct tasks_delay {
    const struct run *run;
    const struct task *task;
    int years;
    const char *const *changes; /* as --set would be given them */
    int change_count;
};

/* One line for each task and target, one for a task without targets, one for a target without a task.
 * Write errors stay in the stream. */
void tasks_csv(FILE *out, const struct run *r, const struct tasks_delay *delay);

int tasks_json(FILE *out, const struct run *r, const struct tasks_delay *delay, const char *version);

#endif
