/* Building a design, and its blocks of values. The distribution is chosen once for 64 replicates of
 * an input, so no branch on it stays in the inner loops. */
#include "design.h"

#include <math.h>
#include <sha256.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "marginal.h"
#include "net.h"
#include "random.h"

_Static_assert((int)DESIGN_BLOCK == (int)RANDOM_BLOCK && (int)DESIGN_BLOCK == (int)NET_BLOCK &&
                   (int)DESIGN_BLOCK == (int)MARGINAL_BLOCK,
               "blocks of one size");

/* Indices of the net, strata and words all have 32 bits. */
static const uint64_t MOST_RUNS = UINT64_C(1) << 32;

int design_most_columns(void) { return net_most_columns(); }

/* --- digest --- */

static void hash_text(SHA2_CTX *hash, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void hash_text(SHA2_CTX *hash, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    const int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length > 0)
        SHA256Update(hash, (const uint8_t *)text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

static void hash_end(SHA2_CTX *hash, char digest[65])
{
    uint8_t bytes[SHA256_DIGEST_LENGTH];

    SHA256Final(bytes, hash);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(digest + 2 * i, 3, "%02x", bytes[i]);
}

static void hash_inputs(struct design *g, const struct uncertain *inputs, const struct correlation *correlations,
                        int correlation_count)
{
    SHA2_CTX hash;

    SHA256Init(&hash);
    for (int i = 0; i < g->inputs; i++) {
        const struct uncertain *u = &inputs[i];
        hash_text(&hash, "input %s %s item %d form %d year %d\n", u->id, u->address.row ? u->address.row->key : "",
                  u->address.item, (int)u->address.form, u->address.year);
        hash_text(&hash, "distribution %d %.17g %.17g %.17g %.17g %.17g\n", (int)u->distribution, u->low, u->mode,
                  u->high, u->mean, u->sd);
        for (int k = 0; u->distribution == DIST_DISCRETE && k < u->count; k++)
            hash_text(&hash, "value %.17g weight %.17g\n", u->values[k], u->weights[k]);
    }
    for (int i = 0; i < correlation_count; i++)
        hash_text(&hash, "rank %d %d %.17g\n", correlations[i].a, correlations[i].b, correlations[i].rank);
    hash_end(&hash, g->digest_of_inputs);
}

/* The first line names this method: it changes when the same inputs would give other numbers. */
void design_digest(const struct design *g, char digest[65])
{
    SHA2_CTX hash;

    SHA256Init(&hash);
    hash_text(&hash, "vetsim design 1\nsampler %d seed %llu runs %llu columns %d inputs %s\n", (int)g->sampler,
              (unsigned long long)g->seed, (unsigned long long)g->runs, g->columns, g->digest_of_inputs);
    hash_end(&hash, digest);
}

/* --- correlations --- */

/* Factor of the copula's matrix, row by row; returns the row that is not positive definite, or -1.
 * Our own rather than GSL's because GSL does not say which row it was. */
static int factor(double *a, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
            double sum = a[i * n + j];
            for (int k = 0; k < j; k++)
                sum -= a[i * n + k] * a[j * n + k];
            if (i == j && !(sum > 1e-10))
                return i;
            a[i * n + j] = i == j ? sqrt(sum) : sum / a[j * n + j];
        }
    }
    return -1;
}

/* The strongest correlation that ties row `row` to the rows before it. */
static const struct correlation *strongest(const struct correlation *list, int count, int row)
{
    const struct correlation *best = NULL;

    for (int i = 0; i < count; i++) {
        const int last = list[i].a > list[i].b ? list[i].a : list[i].b;
        if (last == row && (!best || fabs(list[i].rank) > fabs(best->rank)))
            best = &list[i];
    }
    return best;
}

static int check_correlation(const struct correlation *c, const double *matrix, const struct uncertain *inputs, int n,
                             struct diags *d)
{
    if (c->a < 0 || c->b < 0 || c->a >= n || c->b >= n)
        return diag_error(d, NULL, 0, "a correlation names an input that does not exist");
    const struct provenance *from = &inputs[c->a].from;
    if (c->a == c->b)
        return diag_error(d, from->file, from->line, "correlation of %s with itself", inputs[c->a].id);
    if (!(fabs(c->rank) < 1.0))
        return diag_error(d, from->file, from->line, "correlation of %s and %s = %g: must lie between -1 and 1",
                          inputs[c->a].id, inputs[c->b].id, c->rank);
    if (matrix[c->a * n + c->b] != 0.0)
        return diag_error(d, from->file, from->line, "correlation of %s and %s is given twice", inputs[c->a].id,
                          inputs[c->b].id);
    return VS_OK;
}

/* Spearman's rho to the normal copula's r: K. Pearson (1907), r = 2 sin(pi rho / 6). */
static int init_copula(struct design *g, const struct uncertain *inputs, const struct correlation *list, int count,
                       struct diags *d)
{
    const int n = g->inputs;
    int err = VS_OK;

    g->cholesky = arena_alloc(&g->arena, sizeof *g->cholesky * (size_t)n * (size_t)n);
    if (!g->cholesky)
        return VS_MEMORY;
    for (int i = 0; i < n; i++)
        g->cholesky[i * n + i] = 1.0;
    for (int i = 0; i < count; i++) {
        const struct correlation *c = &list[i];
        const int wrong = check_correlation(c, g->cholesky, inputs, n, d);
        err = err ? err : wrong;
        if (wrong || c->rank == 0.0)
            continue;
        g->cholesky[c->a * n + c->b] = g->cholesky[c->b * n + c->a] = 2.0 * sin(M_PI / 6.0 * c->rank);
        g->linked[c->a] = g->linked[c->b] = true;
    }
    const int row = err ? -1 : factor(g->cholesky, n);
    if (row >= 0) {
        const struct correlation *c = strongest(list, count, row);
        const struct provenance *from = &inputs[row].from;
        return diag_error(
            d, from->file, from->line,
            "correlation of %s and %s = %g contradicts the other correlations: the matrix is not positive definite",
            inputs[c->a].id, inputs[c->b].id, c->rank);
    }
    return err;
}

/* --- building --- */

static int check_runs(enum sampler sampler, uint64_t runs, struct diags *d)
{
    uint64_t below = 1;

    if (runs == 0)
        return diag_error(d, NULL, 0, "the number of runs is 0: at least one is needed");
    if (sampler != SAMPLER_RANDOM && runs > MOST_RUNS)
        return diag_error(d, NULL, 0, "%llu runs: at most %llu; random sampling has no limit", (unsigned long long)runs,
                          (unsigned long long)MOST_RUNS);
    if (sampler != SAMPLER_SOBOL || (runs & (runs - 1)) == 0)
        return VS_OK;
    while (below * 2 < runs)
        below *= 2;
    if (below * 4 > MOST_RUNS)
        return diag_error(d, NULL, 0, "%llu is not a power of two: use %llu or %llu", (unsigned long long)runs,
                          (unsigned long long)below, (unsigned long long)below * 2);
    return diag_error(d, NULL, 0, "%llu is not a power of two: use %llu, %llu or %llu", (unsigned long long)runs,
                      (unsigned long long)below, (unsigned long long)below * 2, (unsigned long long)below * 4);
}

static int check_columns(enum sampler sampler, const struct uncertain *inputs, int count, int columns, struct diags *d)
{
    const int most = net_most_columns();

    if (count <= 0)
        return diag_error(d, NULL, 0, "the scenario has no uncertain inputs");
    if (columns < count)
        return diag_error(d, NULL, 0, "%d unit columns are too few for %d inputs", columns, count);
    if (sampler != SAMPLER_SOBOL || columns <= most)
        return VS_OK;
    const int fit = (int)((long long)most * count / columns);
    const struct provenance *from = &inputs[fit < count ? fit : count - 1].from;
    return diag_error(d, from->file, from->line,
                      "%d uncertain inputs need %d columns, and the Sobol' net has %d: at most %d inputs", count,
                      columns, most, fit);
}

/* What depends on the seed and the number of runs. */
static int init_sampler(struct design *g)
{
    if (g->sampler == SAMPLER_SOBOL) {
        g->net = arena_alloc(&g->arena, sizeof *g->net);
        return g->net ? net_init(g->net, &g->arena, g->columns, g->seed) : VS_MEMORY;
    }
    if (g->sampler == SAMPLER_LATIN) {
        g->strata = arena_alloc(&g->arena, sizeof *g->strata * (size_t)g->columns);
        if (!g->strata)
            return VS_MEMORY;
        for (int c = 0; c < g->columns; c++)
            permutation_init(&g->strata[c], g->seed, (uint32_t)c, g->runs);
    }
    return VS_OK;
}

int design_init(struct design *g, enum sampler sampler, uint64_t seed, uint64_t runs, const struct uncertain *inputs,
                int count, const struct correlation *correlations, int correlation_count, struct diags *d)
{
    return design_init_columns(g, sampler, seed, runs, inputs, count, correlations, correlation_count, count, d);
}

int design_init_columns(struct design *g, enum sampler sampler, uint64_t seed, uint64_t runs,
                        const struct uncertain *inputs, int count, const struct correlation *correlations,
                        int correlation_count, int columns, struct diags *d)
{
    *g = (struct design){.sampler = sampler, .seed = seed, .runs = runs, .inputs = count, .columns = columns};
    int err = check_runs(sampler, runs, d);
    const int too_many = check_columns(sampler, inputs, count, columns, d);
    if (err || too_many)
        return err ? err : too_many;
    g->marginals = arena_alloc(&g->arena, sizeof(struct marginal *) * (size_t)count);
    g->linked = arena_alloc(&g->arena, sizeof *g->linked * (size_t)count);
    if (!g->marginals || !g->linked)
        return VS_MEMORY;
    for (int i = 0; i < count; i++) { /* every error, not just the first */
        const int wrong = marginal_new(&g->marginals[i], &g->arena, &inputs[i], d);
        err = err ? err : wrong;
    }
    if (correlation_count > 0) {
        const int wrong = init_copula(g, inputs, correlations, correlation_count, d);
        err = err ? err : wrong;
    }
    if (err)
        return err;
    hash_inputs(g, inputs, correlations, correlation_count);
    return init_sampler(g);
}

int design_again(struct design *copy, const struct design *g, uint64_t seed, uint64_t runs, struct diags *d)
{
    *copy = *g;
    copy->arena = (struct arena){0};
    copy->net = NULL;
    copy->strata = NULL;
    copy->seed = seed;
    copy->runs = runs;
    const int err = check_runs(g->sampler, runs, d);
    return err ? err : init_sampler(copy);
}

void design_free(struct design *g)
{
    arena_free(&g->arena);
    *g = (struct design){0};
}

/* --- blocks --- */

/* Stratum of each replicate and a place inside it, of 2^20 places: their sum has 53 bits or fewer, so u
 * never rounds into the next stratum, nor to 1. */
static void latin_units(const struct design *g, int column, uint64_t first, double u[DESIGN_BLOCK])
{
    uint32_t stratum[DESIGN_BLOCK], place[DESIGN_BLOCK];
    const double runs = (double)g->runs;

    permute(&g->strata[column], first, stratum);
    random_words(g->seed, RANDOM_JITTER, (uint32_t)column, first, place);
#pragma omp simd
    for (int i = 0; i < DESIGN_BLOCK; i++)
        u[i] = ((double)(int32_t)(stratum[i] ^ 0x80000000) + 2147483648.0 +
                ((double)(int32_t)(place[i] >> 12) + 0.5) * 0x1p-20) /
               runs;
}

static void column_units(const struct design *g, int column, uint64_t first, double u[DESIGN_BLOCK])
{
    uint32_t words[DESIGN_BLOCK];

    if (g->sampler == SAMPLER_LATIN) {
        latin_units(g, column, first, u);
        return;
    }
    if (g->sampler == SAMPLER_SOBOL)
        net_points(g->net, column, first, words);
    else
        random_words(g->seed, RANDOM_DRAWS, (uint32_t)column, first, words);
    units_of_words(words, u);
}

void design_unit(const struct design *g, int column, int columns, uint64_t first, double *u)
{
    for (int c = 0; c < columns; c++)
        column_units(g, column + c, first, u + c * DESIGN_BLOCK);
}

/* From the last linked input to the first: each needs the deviates of those before it, not yet
 * turned into values. */
static void link_inputs(const struct design *g, double *x, int stride)
{
    for (int i = g->inputs - 1; i >= 0; i--) {
        const double *row = g->cholesky + i * g->inputs;
        double *z = x + i * stride;
        if (!g->linked[i])
            continue;
        for (int l = 0; l < DESIGN_BLOCK; l++)
            z[l] *= row[i];
        for (int j = 0; j < i; j++) {
            const double *other = x + j * stride, weight = row[j];
            if (weight == 0.0)
                continue;
#pragma omp simd
            for (int l = 0; l < DESIGN_BLOCK; l++)
                z[l] += weight * other[l];
        }
        marginal_of_deviates(g->marginals[i], z, z);
    }
}

/* A linked input is left as its deviate. */
static void input_block(const struct design *g, int input, int column, uint64_t first, double *values)
{
    double u[DESIGN_BLOCK];

    column_units(g, column, first, u);
    if (!g->linked[input] && marginal_takes_units(g->marginals[input])) {
        marginal_of_units(g->marginals[input], u, values);
        return;
    }
    normal_deviates(u, values);
    if (!g->linked[input])
        marginal_of_deviates(g->marginals[input], values, values);
}

/* Input by input, so that each one's table is fetched once. */
static void blocks_from(const struct design *g, int column, uint64_t first, int blocks, double *x, int stride)
{
    for (int i = 0; i < g->inputs; i++) {
        for (int b = 0; b < blocks; b++)
            input_block(g, i, column + i, first + (uint64_t)(b * DESIGN_BLOCK), x + i * stride + b * DESIGN_BLOCK);
    }
    for (int b = 0; g->cholesky && b < blocks; b++)
        link_inputs(g, x + b * DESIGN_BLOCK, stride);
}

void design_block_from(const struct design *g, int column, uint64_t first, double *x)
{
    blocks_from(g, column, first, 1, x, DESIGN_BLOCK);
}

void design_block(const struct design *g, uint64_t first, double *x) { design_block_from(g, 0, first, x); }

void design_blocks(const struct design *g, uint64_t first, int blocks, double *x, int stride)
{
    blocks_from(g, 0, first, blocks, x, stride);
}

double design_quantile(const struct design *g, int input, double p)
{
    return marginal_exact(g->marginals[input], normal_deviate(p));
}

double design_value(const struct design *g, int input, double z) { return marginal_value(g->marginals[input], z); }
