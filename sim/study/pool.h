/* Runs of one scenario at given input values, by several threads: what sensitivity designs need. */
#ifndef VETSIM_STUDY_POOL_H
#define VETSIM_STUDY_POOL_H

#include "ensemble.h"

struct pool {
    const struct setup *setup;
    const struct cell *cells;
    int cell_count, inputs, threads;
    struct tile *tiles; /* one for each thread */
    struct arena arena;
};

int pool_init(struct pool *p, const struct setup *u, const struct cell *cells, int cell_count, int threads);
void pool_free(struct pool *p);

/* Runs eight points: x[input * stride + l], l < 8, on the calling thread's tile (`thread`). Writes
 * y[l * step + c] for each cell c of the first `count` points. Returns how many of those had a value
 * that is not a number. */
int pool_run(struct pool *p, int thread, const double *x, int stride, int count, double *y, size_t step);

#endif
