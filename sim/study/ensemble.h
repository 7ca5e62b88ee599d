/* Ensembles: many replicates of one or more scenarios, with what is uncertain drawn anew in each.
 * Scenarios run side by side share their draws (common random numbers): an input of the same id
 * has the same deviate in replicate r of each, so differences between plans are not noise. */
#ifndef VETSIM_STUDY_ENSEMBLE_H
#define VETSIM_STUDY_ENSEMBLE_H

#include <signal.h>

#include "design.h"
#include "run.h"
#include "summary.h"
#include "tile.h"

struct ensemble;

struct ensemble_options {
    enum sampler sampler;
    uint64_t seed, runs;
    int threads;   /* 0: as many as OpenMP would take */
    int quantiles; /* 0: moments only */
    size_t exact_memory;
    void (*progress)(void *context, uint64_t done, uint64_t total); /* may be NULL; one thread at a time */
    void *context;
    const volatile sig_atomic_t *stop; /* non-zero ends the ensemble with what is done; may be NULL */
    /* Called now and then by one thread with everything up to e->done summed up: the moment to keep a
     * checkpoint (ensemble_state). May be NULL. A negative return ends the ensemble. */
    int (*checkpoint)(void *context, const struct ensemble *e);
    /* A checkpoint to go on from, or NULL: made by the same scenarios, seed and runs (the caller's
     * digest says so). The result has the same bytes as that of an uninterrupted run. */
    const void *resume;
    size_t resume_size;
    /* Called in rising order with blocks of runs where every run is wanted: x[input * stride + i]
     * and values[series * stride + i], i < count. May be NULL. A negative return ends the ensemble. */
    int (*runs_sink)(void *context, int scenario, uint64_t first, int count, const double *x, const double *values,
                     int stride);
};

/* A series in one year: what summaries are kept of. */
struct cell {
    const struct series *series;
    int year; /* calendar year */
};

struct member {
    const struct setup *setup;
    struct cell *cells;
    int cell_count;
    struct summary *summary;    /* one series for each cell */
    uint64_t (*codes)[5];       /* for each cell of a limit, replicates with code 0 … 4 */
    uint64_t *hits;             /* replicates in which each target is met at its due year */
    uint64_t joint;             /* … in which all evaluated targets are met */
    uint64_t failed;            /* … with a value that is not a number, kept out of summaries */
    struct summary *difference; /* cells of this member less those of member 0 with the same key; NULL for member 0 */
    int *base_cell;             /* for each cell the cell of member 0 it is compared with, or -1 */
    int *base_target;           /* for each target the one of member 0 with the same id, or -1 */
    uint64_t *only_here, *only_base; /* hits of a target here and not in member 0 (same id), and the reverse */
    /* Summing up goes through memory as the model's outputs lie there: `order` has the cell at each place,
     * `place` the place of each cell, and sums are about `shift`, the plan's own value (by place). */
    int *order, *place;
    double *shift;
    int *limits, limit_count; /* places of cells that hold limit codes */
    int *pairs, pair_count;   /* cells with a base cell, in that order; their differences are summed about … */
    double *pair_shift;
};

struct ensemble {
    struct member *members;
    int member_count;
    struct design *designs; /* one for each member: the same columns, each member's own distributions */
    int inputs;             /* columns: the union of the members' uncertain inputs */
    const char **input_ids;
    uint64_t done;            /* replicates done: options.runs, or fewer when stopped */
    struct arena arena, work; /* work: only while it runs */
};

/* Makes ready: designs, cells, empty sums. The setups must outlive the ensemble. */
int ensemble_init(struct ensemble *e, const struct setup *const *setups, int count,
                  const struct ensemble_options *options, struct diags *d);
/* Runs what is left: from the start, or from options->resume. 0, VS_STOPPED with what is done kept,
 * or a negative code. */
int ensemble_run(struct ensemble *e, const struct ensemble_options *options);
void ensemble_free(struct ensemble *e);

/* All that is summed up so far, as bytes (malloc; the caller frees); 0 when memory is out. */
size_t ensemble_state(const struct ensemble *e, void **bytes);

/* Digest of the scenarios, seed, runs, sampler, distributions and version: a result file made from
 * another digest is another study's. Known as soon as ensemble_init returns. */
void ensemble_digest(const struct ensemble *e, const struct ensemble_options *o, char digest[65]);

/* Probability of a target with its standard error sqrt(p(1-p)/n). */
double ensemble_probability(const struct ensemble *e, int member, int target, double *standard_error);

/* Index of a member's cell, -1 when there is none. */
int ensemble_cell(const struct member *m, const char *key, int year);

#endif
