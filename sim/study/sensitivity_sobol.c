/* Sobol' study: R independent scrambles of n rows each; a row is A, B, AB_1 … AB_k and, with second
 * order, BA_1 … BA_k. The scrambles grow together, DESIGN_BLOCK rows at a time; a net's first rows do not
 * depend on how many follow, so that n can be chosen on the way, and a study goes on where it was stopped.
 * Threads take scrambles, and estimates are joined in the order of the scrambles, so their number changes
 * nothing. The t interval over scrambles has the right coverage where a bootstrap over rows of a net is far
 * too wide (docs/methods.md). */
#include <math.h>
#include <omp.h>
#include <string.h>

#include "lane.h"
#include "sensitivity_stages.h"
#include "snapshot.h"

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u; /* keeps the scrambles' seeds apart */

/* One thread's room. */
struct room {
    double *x;    /* 2k x DESIGN_BLOCK: the rows' A and B */
    double *mix;  /* k x LANES: the points of one run of eight rows */
    double *rows; /* LANES rows x runs x outputs */
};

int stages_runs_of_row(const struct stages *t) { return (t->o->second_order ? 2 : 1) * t->s->inputs + 2; }

/* --- rows --- */

/* Point l of run q for eight rows from `at`: A or B with one column from the other. */
static void mix_columns(const struct room *m, int k, int q, int at)
{
    const int from_b = q == 1 || q >= 2 + k, other = q < 2 ? -1 : q < 2 + k ? q - 2 : q - 2 - k;

    for (int j = 0; j < k; j++) {
        const int b = (j == other) ? !from_b : from_b;
        memcpy(m->mix + j * LANES, m->x + (size_t)(b ? k + j : j) * DESIGN_BLOCK + at, sizeof(double) * LANES);
    }
}

static void note_spread(struct scramble *one, const struct room *m, int values, int outputs)
{
    for (int i = 0; i < values; i++) {
        for (int c = 0; c < outputs; c++)
            spread_add(&one->spread[c], m->rows[(size_t)i * (size_t)outputs + (size_t)c]);
    }
}

/* Rows `at` … of a block, all their runs. */
static void run_rows(struct stages *t, struct pool *p, struct scramble *one, struct room *m, int at, int count)
{
    const int runs = stages_runs_of_row(t), outputs = t->s->outputs;

    for (int q = 0; q < runs; q++) {
        mix_columns(m, t->s->inputs, q, at);
        one->failed += (uint64_t)pool_run(p, omp_get_thread_num(), m->mix, LANES, count,
                                          m->rows + (size_t)q * (size_t)outputs, (size_t)runs * (size_t)outputs);
    }
    note_spread(one, m, count * runs, outputs);
}

static int grow(struct stages *t, struct pool *p, struct scramble *one, struct room *m, int count)
{
    int err = VS_OK;

    twin_block(&one->design, t->rows, m->x);
    for (int at = 0; !err && at < count; at += LANES) {
        const int rows = count - at < LANES ? count - at : LANES;
        run_rows(t, p, one, m, at, rows);
        err = sobol_sums_add(one->sums, m->rows, (size_t)rows, t->s->base);
    }
    return err;
}

static int grow_all(struct stages *t, struct pool *p, struct room *rooms, int count)
{
    int err = VS_OK;

#pragma omp parallel for schedule(dynamic, 1) num_threads(p->threads) reduction(min : err)
    for (int r = 0; r < t->o->scrambles; r++) {
        const int failed = grow(t, p, &t->scrambles[r], &rooms[omp_get_thread_num()], count);
        err = failed < err ? failed : err;
    }
    return err;
}

/* --- the state --- */

/* The designs follow from the options, and the shift is the base run. */
static void walk_stages(struct snapshot *w, void *study)
{
    struct stages *t = study;
    const size_t outputs = (size_t)t->s->outputs, indices = outputs * (size_t)t->s->inputs;

    snapshot_part(w, &t->rows, sizeof t->rows);
    for (int r = 0; r < t->o->scrambles; r++) {
        struct scramble *one = &t->scrambles[r];
        size_t count;
        double *sums = sobol_sums_numbers(one->sums, &count);
        snapshot_part(w, sums, sizeof *sums * count);
        snapshot_part(w, one->spread, sizeof *one->spread * outputs);
        snapshot_part(w, &one->failed, sizeof one->failed);
    }
    for (int i = 0; i < 2; i++)
        snapshot_part(w, t->past[i], sizeof **t->past * indices);
}

size_t sensitivity_state(const struct sensitivity *s, void **bytes)
{
    return snapshot_write(walk_stages, s->stages, bytes);
}

/* --- the loop --- */

static bool power_of_two(uint64_t n) { return (n & (n - 1)) == 0; }

static void note_rows(struct stages *t)
{
    t->s->rows = t->rows * (uint64_t)t->o->scrambles;
    t->s->evaluations = t->s->rows * (uint64_t)stages_runs_of_row(t);
}

/* Where the end is not known, towards the next doubling. */
static void tell(const struct stages *t, uint64_t most)
{
    uint64_t next = DESIGN_BLOCK;

    while (next <= t->rows && next < most)
        next *= 2;
    if (t->o->progress)
        t->o->progress(t->o->context, t->s->evaluations,
                       (t->o->until_settled ? next : most) * (uint64_t)(t->o->scrambles * stages_runs_of_row(t)));
}

bool sensitivity_settled(const struct sensitivity *s, const struct sensitivity_options *o)
{
    for (int c = 0; c < s->outputs; c++) {
        if (!s->settled[c] && (o->watched < 0 || o->watched == c))
            return false;
    }
    return true;
}

static int keep(const struct stages *t, bool stopping)
{
    return t->o->checkpoint ? t->o->checkpoint(t->o->context, t->s, stopping) : VS_OK;
}

/* Doublings start with the first whole block: fewer rows say nothing of ranks. */
static int run_stages(struct stages *t, struct pool *p, struct room *rooms)
{
    const struct sensitivity_options *o = t->o;
    const uint64_t most = o->runs / (uint64_t)o->scrambles;

    for (;;) {
        if (o->stop && *o->stop) {
            const int failed = keep(t, true);
            return failed ? failed : VS_STOPPED;
        }
        const uint64_t left = most - t->rows;
        const int count = left < DESIGN_BLOCK ? (int)left : DESIGN_BLOCK;
        int err = grow_all(t, p, rooms, count);
        t->rows += (uint64_t)count;
        note_rows(t);
        tell(t, most);
        if (!err && power_of_two(t->rows))
            err = stages_estimate(t);
        if (err || t->rows == most || (o->until_settled && power_of_two(t->rows) && sensitivity_settled(t->s, o)))
            return err;
        err = keep(t, false);
        if (err)
            return err;
    }
}

/* --- making ready --- */

static int make_room(struct room *m, const struct stages *t)
{
    struct arena *a = &t->s->arena;

    m->x = arena_alloc(a, sizeof(double) * (size_t)(2 * t->s->inputs) * DESIGN_BLOCK);
    m->mix = arena_alloc(a, sizeof(double) * (size_t)t->s->inputs * LANES);
    m->rows = arena_alloc(a, sizeof(double) * (size_t)(LANES * stages_runs_of_row(t)) * (size_t)t->s->outputs);
    return m->x && m->mix && m->rows ? VS_OK : VS_MEMORY;
}

static int make_scramble(struct stages *t, const struct design *like, int number)
{
    struct scramble *one = &t->scrambles[number];
    struct sensitivity *s = t->s;
    int err = design_again(&one->design, like, t->o->seed + GOLDEN * (uint64_t)(number + 1), like->runs, NULL);

    one->sums = sobol_sums_new(s->outputs, s->inputs, t->o->second_order);
    one->spread = arena_alloc(&s->arena, sizeof *one->spread * (size_t)(s->outputs + 1));
    if (err || !one->sums || !one->spread)
        return err ? err : VS_MEMORY;
    sobol_sums_start(one->sums, s->base);
    for (int c = 0; c < s->outputs; c++)
        one->spread[c] = (struct spread){HUGE_VAL, -HUGE_VAL, 0};
    return VS_OK;
}

static int make_ready(struct stages *t, const struct design *like, struct room *rooms, int threads)
{
    int err = t->scrambles && rooms ? stages_make_estimates(t) : VS_MEMORY;

    for (int r = 0; !err && r < t->o->scrambles; r++)
        err = make_scramble(t, like, r);
    for (int i = 0; !err && i < threads; i++)
        err = make_room(&rooms[i], t);
    if (!err && t->o->resume)
        err = snapshot_read(walk_stages, t, t->o->resume, t->o->resume_size);
    /* What is kept is a study that goes on. */
    return err ? err : t->rows % DESIGN_BLOCK == 0 && t->rows < like->runs ? VS_OK : VS_STORE;
}

static size_t memory_of(const struct stages *t, int threads)
{
    const size_t runs = (size_t)stages_runs_of_row(t), outputs = (size_t)t->s->outputs;

    return (size_t)t->o->scrambles * sobol_sums_memory(t->scrambles[0].sums) +
           (size_t)threads * sizeof(double) * LANES * runs * outputs;
}

int sensitivity_sobol(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d)
{
    struct stages t = {.s = s, .o = o};
    struct design like = {0}; /* whose distributions the scrambles share */
    struct room *rooms = arena_alloc(&s->arena, sizeof *rooms * (size_t)p->threads);
    int err = twin_design(&like, s, o->seed, o->runs / (uint64_t)o->scrambles, d);

    t.scrambles = arena_alloc(&s->arena, sizeof *t.scrambles * (size_t)o->scrambles);
    s->stages = &t;
    if (!err)
        err = make_ready(&t, &like, rooms, p->threads);
    note_rows(&t);
    if (!err)
        err = run_stages(&t, p, rooms);
    if (!err)
        s->memory = memory_of(&t, p->threads);
    s->stages = NULL;
    for (int r = 0; t.scrambles && r < o->scrambles; r++) {
        design_free(&t.scrambles[r].design);
        sobol_sums_free(t.scrambles[r].sums);
    }
    design_free(&like);
    return err;
}
