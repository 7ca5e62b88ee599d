#include "ensemble.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "ensemble_parts.h"
#include "lane.h"

enum { BLOCK = ENSEMBLE_BLOCK, STRIDE = ENSEMBLE_STRIDE };

/* A block of replicates is simulated by one thread and then added, cell by cell and in the order of the
 * blocks, by all: sums do not depend on the number of threads. The threads meet after a wave of blocks. */
struct wave {
    int blocks;
    struct block *list;
    double **kept; /* [member][cell * STRIDE + i]; only where every run is wanted, one block at a time */
};

/* A block with its values takes five megabytes: one is enough, because summing up, which all threads share,
 * takes longest then. */
static int wave_blocks(const struct ensemble_options *o, int threads)
{
    enum { MANY = 16 };

    return o->quantiles || o->runs_sink ? 1 : MANY * threads;
}

static int smaller(int a, int b) { return a < b ? a : b; }

/* --- making room --- */

/* For each member an array of `runs` numbers for each of its cells, or of the inputs. */
static double **make_arrays(struct ensemble *e, size_t runs, bool of_cells)
{
    double **arrays = arena_alloc(&e->work, (size_t)e->member_count * sizeof *arrays);

    for (int m = 0; arrays && m < e->member_count; m++) {
        const int rows = of_cells ? e->members[m].cell_count : e->inputs;
        arrays[m] = arena_alloc(&e->work, sizeof(double) * runs * (size_t)(rows + 1));
        if (!arrays[m])
            return NULL;
    }
    return arrays;
}

static struct fold **make_sums(struct ensemble *e, bool differences)
{
    struct fold **sums = arena_alloc(&e->work, (size_t)e->member_count * sizeof *sums);

    for (int m = 0; sums && m < e->member_count; m++) {
        const int cells = differences ? e->members[m].pair_count : e->members[m].cell_count;
        sums[m] = arena_alloc(&e->work, sizeof **sums * (size_t)(fold_groups(cells) + 1));
        if (!sums[m])
            return NULL;
    }
    return sums;
}

static int make_wave(struct wave *w, struct ensemble *e, const struct ensemble_options *o, int threads)
{
    const bool keep = o->runs_sink != NULL, values = keep || o->quantiles;

    w->blocks = wave_blocks(o, threads);
    w->list = arena_alloc(&e->work, sizeof *w->list * (size_t)w->blocks);
    w->kept = keep ? make_arrays(e, STRIDE, true) : NULL;
    if (!w->list || (keep && !w->kept))
        return VS_MEMORY;
    for (int i = 0; i < w->blocks; i++) {
        struct block *b = &w->list[i];
        b->sums = make_sums(e, false);
        b->differences = make_sums(e, true);
        b->values = values ? make_arrays(e, BLOCK, true) : NULL;
        b->inputs = keep ? make_arrays(e, STRIDE, false) : NULL;
        if (!b->sums || !b->differences || (values && !b->values) || (keep && !b->inputs))
            return VS_MEMORY;
    }
    return VS_OK;
}

/* --- summing a block up --- */

enum { CHUNK = 8 * FOLD_CELLS }; /* cells summed at once: their pieces of a tile are one stretch of memory */

/* The sums of cells from … to - 1 (places in `cells`) over one block of `count` replicates. */
static void add_sums(struct summary *s, const struct fold *sums, const int *cells, const double *shift, int from,
                     int to, int count)
{
    for (int p = from; p < to; p++) {
        const struct moments m = fold_moments(&sums[p / FOLD_CELLS], p % FOLD_CELLS, shift[p], (uint64_t)count);
        summary_add(s, cells[p], &m);
    }
}

/* The values of cells from … from + n - 1 (places) in the order of the replicates: to[k * STRIDE + i]. */
static void gather(const struct member *m, const double *values, int from, int n, int count, double *to)
{
    const size_t step = (size_t)m->cell_count * LANES;
    const double *tile = values + (size_t)from * LANES;

    for (int i = 0; i < count; i += LANES, tile += step) {
        for (int k = 0; k < n; k++)
            memcpy(to + k * STRIDE + i, tile + k * LANES, sizeof(lane));
    }
}

/* The difference of a cell from the same cell of the first member. */
static int feed_difference(struct ensemble *e, const struct member *m, int cell, const struct block *b,
                           const double *values, uint64_t first, int count)
{
    double x[STRIDE];

    if (!m->difference || m->base_cell[cell] < 0)
        return VS_OK;
    gather(&e->members[0], b->values[0], e->members[0].place[m->base_cell[cell]], 1, count, x);
    for (int i = 0; i < count; i++)
        x[i] = values[i] - x[i];
    return summary_feed(m->difference, cell, x, first, count);
}

/* Every value of some cells: for quantiles, and where runs are kept. */
static int feed_values(struct ensemble *e, int m, int from, int to, const struct wave *w, const struct block *b,
                       uint64_t first, int count)
{
    const struct member *member = &e->members[m];
    double values[CHUNK * STRIDE];
    int err = VS_OK;

    gather(member, b->values[m], from, to - from, count, values);
    for (int p = from; p < to && !err; p++) {
        const int cell = member->order[p];
        double *x = values + (p - from) * STRIDE;
        if (w->kept)
            memcpy(w->kept[m] + (size_t)cell * STRIDE, x, sizeof *x * (size_t)count);
        if (p + 1 < to)
            summary_prefetch(member->summary, member->order[p + 1]);
        err = summary_feed(member->summary, cell, x, first, count);
        if (!err)
            err = feed_difference(e, member, cell, b, x, first, count);
    }
    return err;
}

/* Cells from … to - 1 over the whole wave, block by block. */
static int sum_cells(struct ensemble *e, int m, int from, int to, const struct wave *w, uint64_t first, int count)
{
    const struct member *member = &e->members[m];
    int err = VS_OK;

    for (int at = 0; at < count && !err; at += BLOCK) {
        const struct block *b = &w->list[at / BLOCK];
        const int n = smaller(count - at, BLOCK);
        add_sums(member->summary, b->sums[m], member->order, member->shift, from, to, n);
        if (member->difference)
            add_sums(member->difference, b->differences[m], member->pairs, member->pair_shift, from,
                     smaller(to, member->pair_count), n);
        if (b->values)
            err = feed_values(e, m, from, to, w, b, first + (uint64_t)at, n);
    }
    return err;
}

/* --- the loop --- */

static int run_wave(struct ensemble *e, struct worker *workers, int threads, const struct wave *w, uint64_t first,
                    int count, const struct ensemble_options *o)
{
    int err = VS_OK;

#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (int at = 0; at < count; at += BLOCK)
        worker_simulate(&workers[omp_get_thread_num()], e, &w->list[at / BLOCK], first + (uint64_t)at,
                        smaller(count - at, BLOCK));
    for (int t = 0; t < threads; t++)
        worker_deliver(&workers[t], e);
    for (int m = 0; m < e->member_count; m++) {
        const int cells = e->members[m].cell_count;
#pragma omp parallel for num_threads(threads) schedule(dynamic) reduction(min : err)
        for (int c = 0; c < cells; c += CHUNK) {
            const int failed = sum_cells(e, m, c, smaller(c + CHUNK, cells), w, first, count);
            err = smaller(failed, err);
        }
        if (!err && o->runs_sink)
            err = o->runs_sink(o->context, m, first, count, w->list->inputs[m], w->kept[m], STRIDE);
    }
    return err;
}

int ensemble_run(struct ensemble *e, const struct ensemble_options *o)
{
    const int threads = o->threads > 0 ? o->threads : omp_get_max_threads();
    struct worker *workers = arena_alloc(&e->work, sizeof *workers * (size_t)threads);
    struct wave wave = {0};
    int err = workers ? make_wave(&wave, e, o, threads) : VS_MEMORY, ready = 0;

    while (!err && ready < threads)
        err = worker_init(&workers[ready++], e);
    if (!err && o->resume)
        err = ensemble_restore(e, o->resume, o->resume_size);
    const uint64_t most = (uint64_t)wave.blocks * BLOCK;
    while (!err && e->done < o->runs) {
        const uint64_t left = o->runs - e->done, count = left < most ? left : most;
        if (o->stop && *o->stop) {
            err = VS_STOPPED;
            break;
        }
        err = run_wave(e, workers, threads, &wave, e->done, (int)count, o);
        if (err)
            break;
        e->done += count;
        if (o->progress)
            o->progress(o->context, e->done, o->runs);
        if (o->checkpoint)
            err = o->checkpoint(o->context, e);
    }
    for (int i = 0; i < ready; i++)
        worker_free(&workers[i], e);
    arena_free(&e->work); /* what comes next needs room too */
    return err;
}

void ensemble_free(struct ensemble *e)
{
    for (int m = 0; m < e->member_count; m++) {
        summary_free(e->members[m].summary);
        summary_free(e->members[m].difference);
        if (e->designs)
            design_free(&e->designs[m]);
    }
    arena_free(&e->work);
    arena_free(&e->arena);
    memset(e, 0, sizeof *e);
}

double ensemble_probability(const struct ensemble *e, int member, int target, double *standard_error)
{
    const double n = (double)e->done, p = n > 0 ? (double)e->members[member].hits[target] / n : 0.0;

    if (standard_error)
        *standard_error = n > 0 ? sqrt(p * (1.0 - p) / n) : 0.0;
    return p;
}
