/* Sobol' study: R independent scrambles of n rows each; a row is A, B, AB_1 … AB_k and, with second
 * order, BA_1 … BA_k. Threads take whole scrambles, and estimates are joined in the order of the
 * scrambles, so their number changes nothing. The t interval over scrambles has the right coverage
 * where a bootstrap over rows of a net is far too wide (docs/methods.md). */
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "sensitivity_parts.h"

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u; /* keeps the scrambles' seeds apart */

/* One thread's room. */
struct room {
    struct spread *spread; /* outputs */
    double *x;             /* 2k x DESIGN_BLOCK: the rows' A and B */
    double *mix;           /* k x LANES: the points of one run of eight rows */
    double *rows;          /* LANES rows x runs x outputs */
};

/* Point l of run q for eight rows from `at`: A or B with one column from the other. */
static void mix_columns(const struct room *m, int k, int q, int at)
{
    const int from_b = q == 1 || q >= 2 + k, other = q < 2 ? -1 : q < 2 + k ? q - 2 : q - 2 - k;

    for (int j = 0; j < k; j++) {
        const int b = (j == other) ? !from_b : from_b;
        memcpy(m->mix + j * LANES, m->x + (size_t)(b ? k + j : j) * DESIGN_BLOCK + at, sizeof(double) * LANES);
    }
}

struct totals {
    double *mean, *squares; /* of the estimates so far, Welford over scrambles */
    int count;
};

static void add_estimate(struct totals *t, size_t i, double x)
{
    double before = t->mean[i];

    t->mean[i] += (x - before) / t->count;
    t->squares[i] += (x - before) * (x - t->mean[i]);
}

/* Student's t as interval_of() has it: the same bits on every CPU, which GSL's does not promise. The
 * numbers 0 … R - 1 have the variance R (R + 1) / 12. */
static double t_of(int replicates)
{
    double ladder[64];

    for (int r = 0; r < replicates && r < 64; r++)
        ladder[r] = r;
    const struct interval i = interval_of(ladder, replicates);
    return (i.high - i.value) / sqrt((replicates + 1) / 12.0);
}

static struct interval t_interval(const struct totals *t, size_t i, double t_value)
{
    double half = t->count > 1 ? t_value * sqrt(t->squares[i] / (t->count - 1) / t->count) : NAN;
    return (struct interval){t->mean[i], t->mean[i] - half, t->mean[i] + half};
}

/* Rows done by all threads together. */
static void tell(const struct sensitivity_options *o, uint64_t *done, int count)
{
#pragma omp critical(sensitivity_progress)
    {
        *done += (uint64_t)count;
        if (o->progress)
            o->progress(o->context, *done, o->runs);
    }
}

static void note_spread(struct room *m, int rows, int runs, int outputs)
{
    for (size_t i = 0; i < (size_t)(rows * runs); i++) {
        for (int c = 0; c < outputs; c++)
            spread_add(&m->spread[c], m->rows[i * (size_t)outputs + (size_t)c]);
    }
}

/* Rows `at` … of a block, all their runs. */
static int run_rows(struct sensitivity *s, struct pool *p, int runs, struct room *m, int at, int count)
{
    int failed = 0;

    for (int q = 0; q < runs; q++) {
        mix_columns(m, s->inputs, q, at);
        failed += pool_run(p, omp_get_thread_num(), m->mix, LANES, count, m->rows + (size_t)q * (size_t)s->outputs,
                           (size_t)runs * (size_t)s->outputs);
    }
    note_spread(m, count, runs, s->outputs);
    return failed;
}

static int one_scramble(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o,
                        const struct design *like, int scramble, struct room *m, struct sobol_sums *sums,
                        uint64_t *failed, uint64_t *done, struct diags *d)
{
    const int k = s->inputs, runs = o->second_order ? 2 * k + 2 : k + 2;
    const uint64_t n = o->runs / (uint64_t)o->scrambles;
    struct design g;
    int err = design_again(&g, like, o->seed + GOLDEN * (uint64_t)(scramble + 1), n, d);

    for (uint64_t first = 0; !err && first < n; first += DESIGN_BLOCK) {
        twin_block(&g, first, m->x);
        const uint64_t left = n - first;
        const int count = left < DESIGN_BLOCK ? (int)left : DESIGN_BLOCK;
        for (int at = 0; !err && at < count; at += LANES) {
            const int rows = count - at < LANES ? count - at : LANES;
            *failed += (uint64_t)run_rows(s, p, runs, m, at, rows);
            err = sobol_sums_add(sums, m->rows, (size_t)rows, s->base);
        }
        tell(o, done, count);
        if (o->stop && *o->stop)
            err = VS_STOPPED;
    }
    design_free(&g);
    return err;
}

/* Joins one scramble's estimates of every output. */
static int join(struct sensitivity *s, struct sobol_sums *sums, struct totals *t, bool second_order)
{
    const int k = s->inputs, pairs = second_order ? k * (k - 1) / 2 : 0;
    const size_t width = (size_t)(2 * k + pairs + 1);
    double *s1 = malloc(sizeof(double) * (size_t)(2 * k + k * k + 1)), *st = s1 + k, *s2 = st + k;

    if (!s1)
        return VS_MEMORY;
    t->count++;
    for (int c = 0; c < s->outputs; c++) {
        double variance = 0.0;
        sobol_sums_result(sums, c, s1, st, second_order ? s2 : NULL, &variance);
        for (int j = 0; j < 2 * k; j++)
            add_estimate(t, (size_t)c * width + (size_t)j, s1[j]);
        for (int a = 0; second_order && a < k; a++) {
            for (int b = a + 1; b < k; b++)
                add_estimate(t, (size_t)c * width + (size_t)(2 * k + sensitivity_pair(k, a, b)), s2[a * k + b]);
        }
        add_estimate(t, (size_t)c * width + width - 1, variance);
    }
    free(s1);
    return VS_OK;
}

static int finish(struct sensitivity *s, const struct totals *t, bool second_order)
{
    const int k = s->inputs, pairs = second_order ? k * (k - 1) / 2 : 0;
    const size_t width = (size_t)(2 * k + pairs + 1);
    const double t_value = t->count > 1 ? t_of(t->count) : 0.0;
    const size_t one = sizeof(struct interval) * (size_t)s->outputs;

    s->s1 = arena_alloc(&s->arena, one * (size_t)(k + 1));
    s->st = arena_alloc(&s->arena, one * (size_t)(k + 1));
    s->s2 = second_order ? arena_alloc(&s->arena, one * (size_t)(pairs + 1)) : NULL;
    s->variance = result_array(s, 1);
    if (!s->s1 || !s->st || !s->variance || (second_order && !s->s2))
        return VS_MEMORY;
    for (int c = 0; c < s->outputs; c++) {
        const size_t at = (size_t)c * width;
        for (int j = 0; j < k; j++) {
            s->s1[(size_t)c * (size_t)k + (size_t)j] = t_interval(t, at + (size_t)j, t_value);
            s->st[(size_t)c * (size_t)k + (size_t)j] = t_interval(t, at + (size_t)(k + j), t_value);
        }
        for (int i = 0; i < pairs; i++)
            s->s2[(size_t)c * (size_t)pairs + (size_t)i] = t_interval(t, at + (size_t)(2 * k + i), t_value);
        s->variance[c] = t->mean[at + width - 1];
    }
    return VS_OK;
}

static int make_room(struct arena *a, struct room *m, const struct sensitivity *s, int runs)
{
    m->x = arena_alloc(a, sizeof(double) * (size_t)(2 * s->inputs) * DESIGN_BLOCK);
    m->mix = arena_alloc(a, sizeof(double) * (size_t)s->inputs * LANES);
    m->spread = arena_alloc(a, sizeof *m->spread * (size_t)(s->outputs + 1));
    for (int c = 0; m->spread && c < s->outputs; c++)
        m->spread[c] = (struct spread){HUGE_VAL, -HUGE_VAL, 0};
    m->rows = arena_alloc(a, sizeof(double) * (size_t)(LANES * runs) * (size_t)s->outputs);
    return m->x && m->mix && m->rows && m->spread ? VS_OK : VS_MEMORY;
}

static void merge_spread(struct sensitivity *s, const struct room *rooms, int threads)
{
    for (int c = 0; c < s->outputs; c++) {
        for (int i = 0; i < threads; i++) {
            const struct spread *one = &rooms[i].spread[c];
            struct spread *all = &s->spread[c];
            all->low = one->low < all->low ? one->low : all->low;
            all->high = one->high > all->high ? one->high : all->high;
            all->absent += one->absent;
        }
    }
}

int sensitivity_sobol(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d)
{
    const int k = s->inputs, runs = o->second_order ? 2 * k + 2 : k + 2;
    const size_t width = (size_t)(2 * k + (o->second_order ? k * (k - 1) / 2 : 0) + 1);
    struct totals t = {result_array(s, width), result_array(s, width), 0};
    struct room *rooms = arena_alloc(&s->arena, sizeof *rooms * (size_t)p->threads);
    struct design like = {0}; /* whose distributions the scrambles share */
    int err =
        rooms && t.mean && t.squares ? twin_design(&like, s, o->seed, o->runs / (uint64_t)o->scrambles, d) : VS_MEMORY;
    uint64_t failed = 0, done = 0;

    for (int i = 0; !err && i < p->threads; i++)
        err = make_room(&s->arena, &rooms[i], s, runs);
    if (err) {
        design_free(&like);
        return err;
    }
    size_t sums_memory = 0;
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(p->threads) reduction(+ : failed)
    for (int r = 0; r < o->scrambles; r++) {
        struct diags own = {0};
        struct sobol_sums *sums = sobol_sums_new(s->outputs, k, o->second_order);
        int e = sums ? one_scramble(s, p, o, &like, r, &rooms[omp_get_thread_num()], sums, &failed, &done,
                                    r == 0 ? d : &own)
                     : VS_MEMORY;
#pragma omp ordered
        {
            e = e ? e : err ? err : join(s, sums, &t, o->second_order);
            err = err ? err : e;
            sums_memory = sums ? sobol_sums_memory(sums) : 0;
        }
        sobol_sums_free(sums);
        diags_free(&own);
    }
    design_free(&like);
    s->failed = failed;
    merge_spread(s, rooms, p->threads);
    s->memory = (size_t)p->threads * (sums_memory + sizeof(double) * (size_t)(LANES * runs) * (size_t)s->outputs) +
                2 * sizeof(double) * width * (size_t)s->outputs;
    return err ? err : finish(s, &t, o->second_order);
}
