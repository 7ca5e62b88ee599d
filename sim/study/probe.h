/* What the replicates of a tile say of a target. */
#ifndef VETSIM_STUDY_PROBE_H
#define VETSIM_STUDY_PROBE_H

#include "lane.h"
#include "run.h"
#include "tile.h"

/* Where a target's number is in a tile. */
struct probe {
    const struct target *target;
    const double *lanes; /* in the due year; NULL where it cannot be evaluated */
    int count, step;     /* a rule on a parameter of all sectors must hold in each */
    int year;            /* from one year's number to the next; 0 for a level */
    double low, high;    /* target_bounds() */
};

struct probe probe_make(const struct tile *tile, const struct target *t);

/* Bit l of `met`: replicate l meets the target in its due year; of `known`: it can be evaluated there. */
struct probe_bits {
    unsigned met, known;
};
struct probe_bits probe_tile(const struct probe *p);

/* How far replicate l is above (0 and more: met) or below what the target asks, `later` years after
 * its due year: target_margin() of the sector that is worst. */
double probe_margin(const struct probe *p, int l, int later);

#endif
