/* Designs: which values the uncertain inputs take in replicate r. Everything is a function of
 * (seed, replicate, input) alone, so any split over threads or processes gives the same numbers.
 * (A Latin hypercube is a function of the number of runs too; the other two grow in place.)
 *
 * Unit-space points come from a sampler, one column for each input, or two for index designs. A
 * point's normal deviate z is correlated by a Gaussian copula where asked, and turned into the
 * input's value by a monotone function of z (marginal.h; docs/methods.md has the error bounds). A
 * built design is only read: threads share it. */
#ifndef VETSIM_STUDY_DESIGN_H
#define VETSIM_STUDY_DESIGN_H

#include <stdint.h>

#include "scenario.h"

enum sampler { SAMPLER_RANDOM, SAMPLER_LATIN, SAMPLER_SOBOL };

struct marginal;    /* one input's distribution, see marginal.h */
struct net;         /* scrambled Sobol' net, see net.h */
struct permutation; /* of the strata of a Latin hypercube, see random.h */

/* A pair of inputs with a rank (Spearman) correlation, -1 < rank < 1. */
struct correlation {
    int a, b;
    double rank;
};

struct design {
    enum sampler sampler;
    uint64_t seed;
    uint64_t runs; /* replicates; Latin hypercube needs it, Sobol' wants a power of two */
    int inputs;
    int columns; /* unit columns the sampler gives: inputs for an ensemble, 2 x inputs for indices */
    struct marginal **marginals;
    double *cholesky; /* inputs x inputs lower triangle, or NULL when independent */
    bool *linked;     /* inputs: correlated with another one */
    struct net *net;
    struct permutation *strata; /* columns */
    char digest_of_inputs[65];
    struct arena arena;
};

/* Builds the design for `count` uncertain inputs, one unit column each. Errors go to `d` with the
 * file and line of the input: no runs, Sobol' with runs that are not a power of two, more columns
 * than the net has, zero range, a correlation matrix that is not positive definite (names the
 * pair). `g` is zeroed first and can be freed after a failure. */
int design_init(struct design *g, enum sampler sampler, uint64_t seed, uint64_t runs, const struct uncertain *inputs,
                int count, const struct correlation *correlations, int correlation_count, struct diags *d);

/* The same with `columns` unit columns: 2 x count for index designs. */
int design_init_columns(struct design *g, enum sampler sampler, uint64_t seed, uint64_t runs,
                        const struct uncertain *inputs, int count, const struct correlation *correlations,
                        int correlation_count, int columns, struct diags *d);
void design_free(struct design *g);

/* The same inputs with another seed or number of runs (independent scrambles for intervals, or more
 * runs): shares the marginals of `g`, which must live longer. Free it with design_free(). */
int design_again(struct design *copy, const struct design *g, uint64_t seed, uint64_t runs, struct diags *d);

enum { DESIGN_BLOCK = 64 }; /* replicates sampled at once */

/* Values of all inputs for replicates first … first + DESIGN_BLOCK - 1 (first a multiple of
 * DESIGN_BLOCK): x[input * DESIGN_BLOCK + i]. Replicates at `runs` and beyond get values that are
 * valid but no part of the design. */
void design_block(const struct design *g, uint64_t first, double *x);

/* The same of several blocks at once, which is faster: x[input * stride + i], i < blocks x DESIGN_BLOCK. */
void design_blocks(const struct design *g, uint64_t first, int blocks, double *x, int stride);

/* The same from the unit columns starting at `column`: for index designs, column 0 gives matrix A
 * and column `inputs` matrix B. */
void design_block_from(const struct design *g, int column, uint64_t first, double *x);

/* The same in unit space for `columns` columns starting at `column` (no marginals, no copula). */
void design_unit(const struct design *g, int column, int columns, uint64_t first, double *u);

/* Value of input i at probability p (for tornado's P10 and P90) and for a given normal deviate. */
double design_quantile(const struct design *g, int input, double p);
double design_value(const struct design *g, int input, double z);

/* SHA-256 in hex of what decides the numbers: sampler, seed, runs, columns, distributions,
 * correlations. */
void design_digest(const struct design *g, char digest[65]);

int design_most_columns(void); /* of the Sobol' net: 512 */

#endif
