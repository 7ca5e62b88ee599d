/* What the files of the ensemble share. */
#ifndef VETSIM_STUDY_ENSEMBLE_PARTS_H
#define VETSIM_STUDY_ENSEMBLE_PARTS_H

#include "ensemble.h"
#include "fold.h"

/* Fills an ensemble that has run nothing yet; VS_STORE when the bytes are not of this ensemble. */
int ensemble_restore(struct ensemble *e, const void *bytes, size_t size);

/* Index of the scenario's uncertain input `id`, or -1. */
int ensemble_uncertain(const struct scenario *s, const char *id);

/* --- simulating (ensemble_tiles.c) --- */

/* Replicates summed up at once, by one thread. */
enum { ENSEMBLE_BLOCK = SUMMARY_BLOCK };

/* What one thread needs to simulate. */
struct worker {
    struct tile *tiles;                   /* one for each member */
    struct fold_cells *cells, *different; /* [member]: the cells' lanes, in the order of struct member */
    struct probe **probes;                /* [member][target] */
    double **x;                           /* [member]: inputs x ENSEMBLE_BLOCK */
    struct counts *counts;                /* [member]: of what this thread has simulated */
    struct said **said;                   /* [member][target]: of the DESIGN_BLOCK replicates at hand */
};

/* What replicates say of a target, bit by bit. */
struct said {
    uint64_t met, known;
};

/* Numbers of replicates: sums that come out the same in any order. */
struct counts {
    uint64_t *hits, *only_here, *only_base; /* [target] */
    uint64_t joint, failed;
    uint64_t (*codes)[5]; /* [limit cell] */
    uint64_t *packed;     /* the same of the block at hand */
};

/* What the simulation of a block leaves: the sums, and where asked for every value. */
struct block {
    struct fold **sums, **differences; /* [member][group] */
    double **values;                   /* [member][(tile * cells + cell) * LANES + l], or NULL */
    double **inputs;                   /* [member][input * ENSEMBLE_STRIDE + i], or NULL */
};

/* No power of two: rows a power of two apart share cache sets. */
enum { ENSEMBLE_STRIDE = ENSEMBLE_BLOCK + 8 };

int worker_init(struct worker *w, struct ensemble *e);
void worker_free(struct worker *w, const struct ensemble *e);

/* Simulates replicates first … first + count - 1 (at most ENSEMBLE_BLOCK) of every member. */
void worker_simulate(struct worker *w, const struct ensemble *e, const struct block *b, uint64_t first, int count);

/* Adds the worker's counts to the ensemble's, and sets them to zero. */
void worker_deliver(struct worker *w, struct ensemble *e);

#endif
