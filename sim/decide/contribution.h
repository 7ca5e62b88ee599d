/* How much each difference between two scenarios does to an output. Each is tried twice: put alone into the
 * first scenario, and taken out of the second. Where differences work on each other the two do not agree, and
 * neither adds up to the whole change: what is left over is the interaction. */
#ifndef VETSIM_DECIDE_CONTRIBUTION_H
#define VETSIM_DECIDE_CONTRIBUTION_H

#include "differences.h"

/* A number to explain: an indicator of the first setup, in a year both have. */
struct effect_of {
    const struct series *series;
    int year;
};

/* Arrays by output, or [difference * outputs + output]. A value the model does not have is ABSENT. */
struct contributions {
    int differences, outputs;
    double *first, *second; /* in the two scenarios */
    double *alone;          /* put alone into the first: how much it changes */
    double *without;        /* taken out of the second: how much is lost */
    double *rest_alone;     /* whole change less the sum of `alone` */
    double *rest_without;   /* whole change less the sum of `without` */
    struct arena arena;
};

/* Zeroes `c` first. 0 or VS_MEMORY. */
int contributions_init(struct contributions *c, const struct aligned *al, const struct differences *d,
                       const struct effect_of *outputs, int output_count);
void contributions_free(struct contributions *c);

#endif
