/* One input at a time: Morris screening (radial design on the same net as Sobol') and the tornado
 * (each input at its P10 and P90, the others as the scenario has them). */
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "sensitivity_parts.h"

/* --- Morris: base point A_i, then A_i with column j from B_i --- */

static void mix_column(double *mix, const double *x, int k, int other, int at)
{
    for (int j = 0; j < k; j++)
        memcpy(mix + j * LANES, x + (size_t)(j == other ? k + j : j) * DESIGN_BLOCK + at, sizeof(double) * LANES);
}

/* All runs of the design: f[(run * outputs + output) * n + i], run 0 the base points. */
static int morris_runs(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o,
                       const struct design *g, double *f, double *delta)
{
    const int k = s->inputs, threads = p->threads;
    const size_t n = o->runs, outputs = (size_t)s->outputs;
    uint64_t failed = 0;
    int err = VS_OK;

#pragma omp parallel num_threads(threads) reduction(+ : failed) reduction(min : err)
    {
        double *x = malloc(sizeof(double) * (size_t)(4 * k) * DESIGN_BLOCK), *u = x + 2 * k * DESIGN_BLOCK;
        double *mix = malloc(sizeof(double) * (size_t)k * LANES), *y = malloc(sizeof(double) * LANES * outputs);
        err = x && mix && y ? VS_OK : VS_MEMORY;
#pragma omp for schedule(dynamic, 1)
        for (size_t first = 0; first < (n + DESIGN_BLOCK - 1) / DESIGN_BLOCK * DESIGN_BLOCK; first += DESIGN_BLOCK) {
            if (!err && o->stop && *o->stop)
                err = VS_STOPPED;
            if (err)
                continue;
            twin_block(g, first, x);
            design_unit(g, 0, 2 * k, first, u);
            for (int j = 0; j < k; j++) {
                for (size_t i = first; i < n && i < first + DESIGN_BLOCK; i++)
                    delta[(size_t)j * n + i] =
                        u[(k + j) * DESIGN_BLOCK + (int)(i - first)] - u[j * DESIGN_BLOCK + (int)(i - first)];
            }
            for (int at = 0; at < DESIGN_BLOCK && first + (size_t)at < n; at += LANES) {
                const size_t left = n - first - (size_t)at;
                const int count = left < LANES ? (int)left : LANES;
                for (int q = 0; q <= k; q++) {
                    mix_column(mix, x, k, q - 1, at);
                    failed += (uint64_t)pool_run(p, omp_get_thread_num(), mix, LANES, count, y, outputs);
                    for (size_t i = 0; i < (size_t)count; i++) {
                        for (size_t c = 0; c < outputs; c++)
                            f[((size_t)q * outputs + c) * n + first + (size_t)at + i] = y[i * outputs + c];
                    }
                }
            }
        }
        free(x);
        free(mix);
        free(y);
    }
    s->failed = failed;
    return err;
}

int sensitivity_morris(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d)
{
    const int k = s->inputs;
    const size_t n = o->runs, outputs = (size_t)s->outputs, size = (size_t)(k + 1) * outputs * n;
    double *f = malloc(sizeof(double) * (size + 1)), *delta = malloc(sizeof(double) * ((size_t)k * n + 1));
    double *fab = malloc(sizeof(double) * ((size_t)k * n + 1));
    struct design g = {0};
    uint64_t rows = 1;

    while (rows < n)
        rows *= 2; /* the net's own size; the first n points are used */
    int err = f && delta && fab ? twin_design(&g, s, o->seed, rows, d) : VS_MEMORY;
    s->mu_star = result_array(s, (size_t)k);
    s->mu = result_array(s, (size_t)k);
    s->sigma = result_array(s, (size_t)k);
    if (!err && (!s->mu_star || !s->mu || !s->sigma))
        err = VS_MEMORY;
    if (!err)
        err = morris_runs(s, p, o, &g, f, delta);
    for (size_t c = 0; !err && c < outputs; c++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t q = 0; q <= (size_t)k; q++)
                spread_add(&s->spread[c], f[(q * outputs + c) * n + i]);
        }
        for (int j = 0; j < k; j++)
            memcpy(fab + (size_t)j * n, f + ((size_t)(j + 1) * outputs + c) * n, sizeof(double) * n);
        morris_effects(f + c * n, fab, delta, n, k, s->mu_star + c * (size_t)k, s->mu + c * (size_t)k,
                       s->sigma + c * (size_t)k, NULL);
    }
    s->memory = sizeof(double) * size;
    design_free(&g);
    free(f);
    free(delta);
    free(fab);
    return err;
}

/* --- tornado --- */

/* Values that leave an input as the scenario has it: the change is simply not applied. */
static int run_changed(const struct sensitivity *s, const struct sensitivity_options *o, const int *inputs,
                       const double *values, int count, double *y)
{
    struct address *changes = malloc(sizeof *changes * (size_t)(count + 1));
    double *x = malloc(sizeof(double) * (size_t)(count + 1) * LANES);
    struct tile tile = {0};
    int err = changes && x ? VS_OK : VS_MEMORY;

    for (int i = 0; !err && i < count; i++) {
        changes[i] = s->setup->scenario->uncertains[inputs[i]].address;
        for (int l = 0; l < LANES; l++)
            x[i * LANES + l] = values[i];
    }
    if (!err)
        err = tile_init(&tile, s->setup, changes, count);
    if (!err) {
        tile_run(&tile, x, LANES);
        for (int c = 0; c < o->cell_count; c++)
            y[c] = tile_series(&tile, o->cells[c].series, o->cells[c].year - s->setup->shape.first_year)[0];
    }
    tile_free(&tile);
    free(changes);
    free(x);
    return err;
}

/* For each output, all inputs at the side that lowers it (or raises it): how far the sum of the
 * single bars is from what happens together. */
static int together(struct sensitivity *s, const struct sensitivity_options *o, const double *p10, const double *p90,
                    int raise, double *result)
{
    const int k = s->inputs;
    int *all = malloc(sizeof *all * (size_t)(k + 1)), err = VS_OK;
    double *values = malloc(sizeof *values * (size_t)(k + 1)), *y = malloc(sizeof *y * (size_t)(s->outputs + 1));

    if (!all || !values || !y)
        err = VS_MEMORY;
    for (int c = 0; !err && c < s->outputs; c++) {
        for (int j = 0; j < k; j++) {
            double low = s->at_low[(size_t)c * (size_t)k + (size_t)j],
                   high = s->at_high[(size_t)c * (size_t)k + (size_t)j];
            all[j] = j;
            values[j] = (low > high) == (raise != 0) ? p10[j] : p90[j];
        }
        err = run_changed(s, o, all, values, k, y);
        result[c] = y[c];
    }
    free(all);
    free(values);
    free(y);
    return err;
}

int sensitivity_tornado(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d)
{
    const int k = s->inputs;
    const struct scenario *scenario = s->setup->scenario;
    double *p10 = s->p10 = arena_alloc(&s->arena, sizeof(double) * (size_t)(k + 1));
    double *p90 = s->p90 = arena_alloc(&s->arena, sizeof(double) * (size_t)(k + 1));
    double *y = arena_alloc(&s->arena, sizeof(double) * (size_t)(s->outputs + 1));
    struct design g = {0};
    (void)p;

    s->at_low = result_array(s, (size_t)k);
    s->at_high = result_array(s, (size_t)k);
    s->all_down = result_array(s, 1);
    s->all_up = result_array(s, 1);
    if (!p10 || !p90 || !y || !s->at_low || !s->at_high || !s->all_down || !s->all_up)
        return VS_MEMORY;
    int err = design_init(&g, SAMPLER_RANDOM, o->seed, DESIGN_BLOCK, scenario->uncertains, k, NULL, 0, d);
    for (int j = 0; !err && j < k; j++) {
        p10[j] = design_quantile(&g, j, 0.1);
        p90[j] = design_quantile(&g, j, 0.9);
        for (int high = 0; !err && high < 2; high++) {
            err = run_changed(s, o, &j, high ? &p90[j] : &p10[j], 1, y);
            for (int c = 0; c < s->outputs; c++)
                (high ? s->at_high : s->at_low)[(size_t)c * (size_t)k + (size_t)j] = y[c];
            for (int c = 0; !err && c < s->outputs; c++)
                spread_add(&s->spread[c], y[c]);
        }
    }
    design_free(&g);
    if (!err)
        err = together(s, o, p10, p90, 0, s->all_down);
    if (!err)
        err = together(s, o, p10, p90, 1, s->all_up);
    return err;
}
