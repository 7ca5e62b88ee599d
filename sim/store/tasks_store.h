/* The task list of a plan with the verdicts of the targets each task carries, and, where a task was
 * delayed, those of the run with the delay. */
#ifndef VETSIM_STORE_TASKS_STORE_H
#define VETSIM_STORE_TASKS_STORE_H

#include <stdio.h>

#include "delay.h"

/* One line for each task and target, one for a task without targets, one for a target without a task.
 * `d` is NULL where nothing is delayed. Write errors stay in the stream. */
void tasks_csv(FILE *out, const struct run *r, const struct delay *d);

int tasks_json(FILE *out, const struct run *r, const struct delay *d, const char *version);

#endif
