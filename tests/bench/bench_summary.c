/* Summaries alone: moments, exact quantiles against sorting, the sketch, memory. Both sides of a ratio
 * are taken in turn in one process, so that a slow moment of the machine meets both. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "draws.h"
#include "fold.h"
#include "summary.h"

enum { SERIES = 88, RUNS = 32768, ROUNDS = 7, LARGE = 3600, LONG = 1 << 20 };

static double bell(uint64_t i) { return uniform(4 * i) + uniform(4 * i + 1) + uniform(4 * i + 2) + uniform(4 * i + 3); }

/* One block of tiles again and again, as it comes from the simulation: in the cache. */
static double moments_ns(const double *block)
{
    enum { TILES = SUMMARY_BLOCK / 8, GROUPS = SERIES / FOLD_CELLS };
    const struct summary_options o = {SERIES, 0, 0};
    struct summary *s = summary_new(&o);
    static double shift[SERIES];
    const double *lanes[SERIES];
    const struct fold_cells cells = {GROUPS, lanes, NULL, shift};
    struct fold sums[GROUPS];
    const double start = seconds();

    for (uint64_t first = 0; first < RUNS; first += SUMMARY_BLOCK) {
        fold_clear(sums, GROUPS);
        for (int t = 0; t < TILES; t++) {
            for (int k = 0; k < SERIES; k++)
                lanes[k] = block + (t * SERIES + k) * 8;
            fold_tile(sums, &cells, 8, NULL);
        }
        for (int k = 0; k < SERIES; k++) {
            const struct moments m = fold_moments(&sums[k / FOLD_CELLS], k % FOLD_CELLS, shift[k], SUMMARY_BLOCK);
            summary_add(s, k, &m);
        }
    }
    const double ns = (seconds() - start) * 1e9 / RUNS;
    summary_free(s);
    return ns;
}

/* Quantiles ask how many values there are and between which they lie. */
static void fill(struct summary *s, int series, double *values)
{
    struct moments m = {.count = RUNS, .smallest = 0.0, .largest = 4.0 * (series + 1)};

    for (int i = 0; i < RUNS; i++)
        values[i] = (series + 1) * bell((uint64_t)series * RUNS + (uint64_t)i);
    for (int i = 0; i < RUNS; i += SUMMARY_BLOCK)
        summary_feed(s, series, values + i, (uint64_t)i, SUMMARY_BLOCK);
    summary_add(s, series, &m);
}

static double sort_ns(const double *values, double *copy)
{
    const double start = seconds();
    for (int k = 0; k < SERIES; k++) {
        memcpy(copy, values + (size_t)k * RUNS, sizeof *copy * RUNS);
        qsort(copy, RUNS, sizeof *copy, by_value);
    }
    return (seconds() - start) * 1e9 / RUNS;
}

static double quantiles_ns(const struct summary *s, double *sum)
{
    static const double p[] = {0.05, 0.25, 0.50, 0.75, 0.95};
    const double start = seconds();
    for (int k = 0; k < SERIES; k++) {
        for (int i = 0; i < 5; i++)
            *sum += summary_quantile(s, k, p[i]);
    }
    return (seconds() - start) * 1e9 / RUNS;
}

static void bench_exact(void)
{
    const struct summary_options o = {SERIES, 1, (size_t)SERIES * RUNS * sizeof(double)};
    double *values = malloc(sizeof *values * SERIES * RUNS), *copy = malloc(sizeof *copy * RUNS), sum = 0.0;
    double sorting[ROUNDS], selecting[ROUNDS];

    for (int r = 0; values && copy && r < ROUNDS; r++) {
        struct summary *s = summary_new(&o); /* a new one: answers are remembered */
        for (int k = 0; k < SERIES; k++)
            fill(s, k, values + (size_t)k * RUNS);
        sorting[r] = sort_ns(values, copy);
        selecting[r] = quantiles_ns(s, &sum);
        summary_free(s);
    }
    printf("sorting every series, ns per run: %.0f\n", median(sorting, ROUNDS));
    printf("five exact quantiles of every series, ns per run: %.0f\n", median(selecting, ROUNDS));
    printf("ratio, sorting to five exact quantiles: %.1f\n", median_ratio(sorting, selecting, ROUNDS));
    printf("check: %g\n", sum);
    free(values);
    free(copy);
}

static void bench_sketch(void)
{
    const struct summary_options o = {1, 1, 0}, many = {LARGE, 1, 0};
    double *x = malloc(sizeof *x * LONG), ns[ROUNDS];
    struct summary *s = summary_new(&o), *large = summary_new(&many);

    for (size_t i = 0; i < LONG; i++)
        x[i] = bell(i);
    for (int r = 0; r < ROUNDS; r++) {
        summary_reset(s);
        const double start = seconds();
        summary_feed(s, 0, x, 0, LONG);
        ns[r] = (seconds() - start) * 1e9 / LONG;
    }
    printf("sketch, ns per value: %.1f\n", median(ns, ROUNDS));
    printf("sketch, bytes of one series after %d runs: %zu\n", LONG, summary_memory(s));
    printf("sketch, rank error stated: %.6f\n", summary_rank_error(s));
    for (int k = 0; k < LARGE; k++)
        summary_feed(large, k, x + (size_t)k * 64, 0, 65536);
    printf("%d series, MB: %.1f\n", LARGE, (double)summary_memory(large) * 1e-6);
    summary_free(s);
    summary_free(large);
    free(x);
}

int main(void)
{
    double *block = malloc(sizeof *block * SERIES * SUMMARY_BLOCK), ns[ROUNDS];

    if (!block)
        return 1;
    for (int i = 0; i < SERIES * SUMMARY_BLOCK; i++)
        block[i] = bell((uint64_t)i);
    for (int r = 0; r < ROUNDS; r++)
        ns[r] = moments_ns(block);
    printf("series: %d\n", SERIES);
    printf("mean and variance, ns per run: %.1f\n", median(ns, ROUNDS));
    bench_exact();
    bench_sketch();
    free(block);
    return 0;
}
