/* A sweep: the plan run on a grid of values of one or two parameters, all else as the scenario has it,
 * and one number looked at: a target's indicator in its due year, or any indicator in any year. */
#ifndef VETSIM_STUDY_SWEEP_H
#define VETSIM_STUDY_SWEEP_H

#include "run.h"

struct sweep_axis {
    struct address address;
    double low, high;
    int points; /* at least 2, evenly spaced, both ends among them */
};

enum { SWEEP_MISSED, SWEEP_MET, SWEEP_UNKNOWN };

struct sweep {
    const struct setup *setup;
    struct sweep_axis axis[2]; /* x and y */
    int axes;                  /* 1 or 2 */
    const struct series *series;
    int year;
    const struct target *target; /* NULL for an indicator */
    double *values;              /* [j * axis[0].points + i], j = 0 with one axis; ABSENT where there is none */
    unsigned char *met;          /* the same; SWEEP_UNKNOWN without a target */
    struct arena arena;
};

/* Fills values and met from what is set above them. 0, VS_MEMORY, or VS_MODEL when a point gave a
 * value that is not a number. */
int sweep_run(struct sweep *w);
void sweep_free(struct sweep *w);

/* Value of an axis at point i. */
double sweep_at(const struct sweep_axis *axis, int i);
int sweep_rows(const struct sweep *w); /* points of the second axis, 1 when there is none */

#endif
