/* What a tile adds to the sums of many cells, taken from its lanes while they are in the cache: moving
 * thousands of cells through memory first would cost more than the model. Distances are measured from
 * a value of each cell that is near its mean (the run as planned), so that small spreads of large
 * numbers keep their digits. The same operations in the same order on every CPU: the same bits. */
#ifndef VETSIM_STUDY_FOLD_H
#define VETSIM_STUDY_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "moments.h"

enum { FOLD_CELLS = 4 }; /* summed up side by side */

/* Four cells over some replicates. */
struct fold {
    double first[FOLD_CELLS], second[FOLD_CELLS]; /* sums of the distances and of their squares */
    double low[FOLD_CELLS], high[FOLD_CELLS];
    uint32_t missing[FOLD_CELLS]; /* not finite, and in none of the sums */
};

/* Where the cells' lanes are; all arrays have groups x FOLD_CELLS places. */
struct fold_cells {
    int groups;
    const double **lanes;
    const double **less; /* lanes taken off them, where differences are summed up; else NULL */
    const double *shift; /* distances are measured from here: any finite numbers */
};

static inline int fold_groups(int cells) { return (cells + FOLD_CELLS - 1) / FOLD_CELLS; }

void fold_clear(struct fold *f, int groups);

/* Adds the first `count` lanes of every cell. `failed`, if not NULL, gets a 1 for each lane in which a
 * value is not a number. */
void fold_tile(struct fold *f, const struct fold_cells *c, int count, unsigned char *failed);

/* The same for all eight lanes, with AVX2 or without: the same bits, as a test shows. */
void fold_whole(struct fold *f, const struct fold_cells *c, unsigned char *failed, bool avx2);

/* The moments of cell k of a group over `count` replicates. */
struct moments fold_moments(const struct fold *f, int k, double shift, uint64_t count);

#endif
