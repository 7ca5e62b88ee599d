/* Sampling alone: ns per draw of the parts, beside GSL's direct generators, and ns per replicate of
 * a whole block of 25 mixed inputs. Medians of several rounds taken in turn in one process. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "bench.h"
#include "design.h"
#include "marginal.h"
#include "net.h"
#include "random.h"

enum { ROUNDS = 11, BLOCKS = 2000, DRAWS = BLOCKS * DESIGN_BLOCK, INPUTS = 25 };

struct bed {
    struct design random, latin, sobol, linked;
    struct net net;
    struct marginal *beta;
    gsl_rng *rng;
    double u[DESIGN_BLOCK], z[DESIGN_BLOCK], x[INPUTS * DESIGN_BLOCK], sink;
    uint32_t words[DESIGN_BLOCK];
};

static void philox_block(struct bed *b, uint64_t first)
{
    random_words(1, RANDOM_DRAWS, 0, first, b->words);
    units_of_words(b->words, b->u);
}

static void net_block(struct bed *b, uint64_t first)
{
    net_points(&b->net, 7, first, b->words);
    units_of_words(b->words, b->u);
}

static void normal_block(struct bed *b, uint64_t first)
{
    (void)first;
    normal_deviates(b->u, b->z);
}

static void beta_block(struct bed *b, uint64_t first)
{
    (void)first;
    marginal_of_deviates(b->beta, b->z, b->x);
}

static void random_inputs(struct bed *b, uint64_t first) { design_block(&b->random, first, b->x); }
static void latin_inputs(struct bed *b, uint64_t first) { design_block(&b->latin, first, b->x); }
static void sobol_inputs(struct bed *b, uint64_t first) { design_block(&b->sobol, first, b->x); }
static void linked_inputs(struct bed *b, uint64_t first) { design_block(&b->linked, first, b->x); }

static void gsl_uniform(struct bed *b, uint64_t first)
{
    for (int i = 0; i < DESIGN_BLOCK; i++)
        b->sink += gsl_rng_uniform_pos(b->rng);
    (void)first;
}

static void gsl_normal(struct bed *b, uint64_t first)
{
    for (int i = 0; i < DESIGN_BLOCK; i++)
        b->sink += gsl_ran_gaussian(b->rng, 1.0);
    (void)first;
}

static void gsl_beta(struct bed *b, uint64_t first)
{
    for (int i = 0; i < DESIGN_BLOCK; i++)
        b->sink += gsl_ran_beta(b->rng, 2.0, 4.0);
    (void)first;
}

/* Five of each: uniform, triangular, PERT, truncated normal, lognormal; the last one discrete. */
static void make_inputs(struct uncertain *inputs)
{
    static const enum distribution kinds[] = {DIST_UNIFORM, DIST_TRIANGULAR, DIST_PERT, DIST_NORMAL, DIST_LOGNORMAL};
    static double values[] = {1, 2, 3}, weights[] = {1, 2, 1};

    for (int i = 0; i < INPUTS; i++) {
        const bool open = kinds[i % 5] == DIST_LOGNORMAL;
        inputs[i] = (struct uncertain){.id = "input",
                                       .distribution = kinds[i % 5],
                                       .low = open ? -INFINITY : 1.0 + i,
                                       .mode = 1.5 + i,
                                       .high = open ? INFINITY : 3.0 + i,
                                       .mean = 2.0 + i,
                                       .sd = 0.7};
    }
    inputs[INPUTS - 1].distribution = DIST_DISCRETE;
    inputs[INPUTS - 1].values = values;
    inputs[INPUTS - 1].weights = weights;
    inputs[INPUTS - 1].count = 3;
}

static bool make_bed(struct bed *b, struct arena *a)
{
    static const struct correlation pairs[] = {{0, 1, 0.5}, {2, 3, -0.4}, {3, 4, 0.3}};
    const struct uncertain pert = {.id = "pert", .distribution = DIST_PERT, .low = 0, .mode = 0.25, .high = 1};
    struct uncertain inputs[INPUTS];
    struct diags d = {0};

    make_inputs(inputs);
    memset(b, 0, sizeof *b);
    b->rng = gsl_rng_alloc(gsl_rng_mt19937);
    return design_init(&b->random, SAMPLER_RANDOM, 1, DRAWS, inputs, INPUTS, NULL, 0, &d) == 0 &&
           design_init(&b->latin, SAMPLER_LATIN, 1, DRAWS, inputs, INPUTS, NULL, 0, &d) == 0 &&
           design_init(&b->sobol, SAMPLER_SOBOL, 1, 1 << 20, inputs, INPUTS, NULL, 0, &d) == 0 &&
           design_init(&b->linked, SAMPLER_SOBOL, 1, 1 << 20, inputs, INPUTS, pairs, 3, &d) == 0 &&
           net_init(&b->net, a, 8, 1) == 0 && marginal_new(&b->beta, a, &pert, &d) == 0 && b->rng;
}

int main(void)
{
    static const struct {
        const char *what;
        void (*block)(struct bed *b, uint64_t first);
    } parts[] = {
        {"uniform: Philox", philox_block},
        {"uniform: Sobol' net", net_block},
        {"normal from uniform", normal_block},
        {"beta from normal", beta_block},
        {"uniform: GSL mt19937", gsl_uniform},
        {"normal: GSL polar", gsl_normal},
        {"beta: GSL direct", gsl_beta},
        {"25 inputs: random", random_inputs},
        {"25 inputs: Latin hypercube", latin_inputs},
        {"25 inputs: Sobol'", sobol_inputs},
        {"25 inputs: Sobol', correlated", linked_inputs},
    };
    enum { PARTS = sizeof parts / sizeof *parts };
    static double ns[PARTS][ROUNDS];
    static struct bed bed;
    struct arena a = {0};

    double start = seconds();
    if (!make_bed(&bed, &a))
        return 1;
    printf("four designs of 25 inputs built in %.0f ms\n", (seconds() - start) * 1e3);
    for (int round = 0; round < ROUNDS; round++) {
        for (int p = 0; p < PARTS; p++) {
            start = seconds();
            for (uint64_t i = 0; i < BLOCKS; i++)
                parts[p].block(&bed, i * DESIGN_BLOCK);
            ns[p][round] = (seconds() - start) * 1e9 / DRAWS;
        }
    }
    for (int p = 0; p < PARTS; p++)
        printf("%-32s %7.2f ns\n", parts[p].what, median(ns[p], ROUNDS));
    design_free(&bed.random);
    design_free(&bed.latin);
    design_free(&bed.sobol);
    design_free(&bed.linked);
    arena_free(&a);
    gsl_rng_free(bed.rng);
    return bed.sink < 0;
}
