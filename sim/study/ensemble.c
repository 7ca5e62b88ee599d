#include "ensemble.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ensemble_parts.h"
#include "lane.h"
#include "probe.h"

/* Replicates summed up at once. STRIDE is no power of two: rows a power of two apart share cache sets. */
enum { BLOCK = 4 * DESIGN_BLOCK, STRIDE = BLOCK + 8 };

/* --- one thread's tiles, and what a block of replicates leaves --- */

struct worker {
    struct tile *tiles;    /* one for each member */
    struct probe **probes; /* [member][target] */
    const double ***cells; /* [member][cell]: where a cell's lanes are in the tile */
    double *x;             /* inputs x DESIGN_BLOCK */
};

struct block {
    double **values;        /* [member][(tile * cells + cell) * LANES + l]: as tiles leave them, in order */
    double **kept;          /* [member][cell * STRIDE + i]; only where every run is wanted */
    double **inputs;        /* [member][input * STRIDE + i]; only where every run is wanted */
    unsigned char **hit;    /* [member][target * STRIDE + i] */
    unsigned char **failed; /* [member][i] */
};

static int worker_init(struct worker *w, struct ensemble *e)
{
    w->tiles = arena_alloc(&e->arena, sizeof *w->tiles * (size_t)e->member_count);
    w->probes = arena_alloc(&e->arena, sizeof *w->probes * (size_t)e->member_count);
    w->cells = arena_alloc(&e->arena, sizeof *w->cells * (size_t)e->member_count);
    w->x = arena_alloc(&e->arena, sizeof *w->x * (size_t)(e->inputs + 1) * DESIGN_BLOCK);
    struct address *changes = arena_alloc(&e->arena, sizeof *changes * (size_t)(e->inputs + 1));
    if (!w->tiles || !w->probes || !w->cells || !w->x || !changes)
        return VS_MEMORY;
    for (int m = 0; m < e->member_count; m++) {
        const struct scenario *s = e->members[m].setup->scenario;
        int count = 0, columns[512];
        for (int k = 0; k < e->inputs && count < 512; k++) {
            int i = ensemble_uncertain(s, e->input_ids[k]);
            if (i < 0)
                continue;
            columns[count] = k;
            changes[count++] = s->uncertains[i].address;
        }
        if (tile_init(&w->tiles[m], e->members[m].setup, changes, count) != 0)
            return VS_MEMORY;
        for (int c = 0; c < w->tiles[m].change_count; c++)
            w->tiles[m].changes[c].column = columns[w->tiles[m].changes[c].column];
        w->probes[m] = arena_alloc(&e->arena, sizeof **w->probes * (size_t)(s->target_count + 1));
        if (!w->probes[m])
            return VS_MEMORY;
        w->cells[m] = arena_alloc(&e->arena, sizeof **w->cells * (size_t)(e->members[m].cell_count + 1));
        if (!w->cells[m])
            return VS_MEMORY;
        for (int c = 0; c < e->members[m].cell_count; c++)
            w->cells[m][c] = tile_series(&w->tiles[m], e->members[m].cells[c].series,
                                         e->members[m].cells[c].year - e->members[m].setup->shape.first_year);
        for (int i = 0; i < s->target_count; i++)
            w->probes[m][i] = probe_make(&w->tiles[m], &s->targets[i]);
    }
    return VS_OK;
}

/* Copies a tile's cells into the block at position `at`. */
static void collect_cells(const struct worker *w, int member, int cells, const struct block *b, int at)
{
    const double *const *from = w->cells[member];
    double *to = b->values[member] + (size_t)at * (size_t)cells;

    for (int c = 0; c < cells; c++, to += LANES)
        memcpy(to, from[c], sizeof(lane));
}

static void collect_hits(const struct worker *w, int member, int targets, const struct block *b, int at)
{
    for (int i = 0; i < targets; i++) {
        unsigned char *hit = b->hit[member] + (size_t)i * STRIDE + at;
        for (int l = 0; l < LANES; l++)
            hit[l] = (unsigned char)probe_says(&w->probes[member][i], l);
    }
}

/* Simulates the DESIGN_BLOCK replicates from `first` on, for every member. */
static void simulate(struct ensemble *e, struct worker *w, const struct block *b, uint64_t first, int at)
{
    for (int m = 0; m < e->member_count; m++) {
        design_block(&e->designs[m], first, w->x);
        for (int k = 0; b->inputs && k < e->inputs; k++)
            memcpy(b->inputs[m] + (size_t)k * STRIDE + at, w->x + (size_t)k * DESIGN_BLOCK,
                   sizeof(double) * DESIGN_BLOCK);
        for (int i = 0; i < DESIGN_BLOCK; i += LANES) {
            tile_run(&w->tiles[m], w->x + i, DESIGN_BLOCK);
            collect_cells(w, m, e->members[m].cell_count, b, at + i);
            collect_hits(w, m, e->members[m].setup->scenario->target_count, b, at + i);
        }
    }
}

/* --- summing a block up, series by series --- */

enum { CHUNK = 32 }; /* cells summed at once: their pieces of a tile are one stretch of memory */

/* The values of cells from … from + n - 1 in the order of the replicates: to[k * STRIDE + i]. */
static void gather(const struct member *m, const double *values, int from, int n, int count, double *to)
{
    const size_t step = (size_t)m->cell_count * LANES;
    const double *tile = values + (size_t)from * LANES;

    for (int i = 0; i < count; i += LANES, tile += step) {
        for (int k = 0; k < n; k++) {
            const double *x = tile + k * LANES;
            double *y = to + k * STRIDE + i;
            FOR_LANES {
                y[l] = x[l];
            }
        }
    }
}

/* Marks the replicates in which a value is not a number; several threads may mark at once. */
static void mark_failed(unsigned char *failed, const double *values, int count)
{
    for (int i = 0; i < count; i++) {
        if (values[i] != values[i]) {
#pragma omp atomic write
            failed[i] = 1;
        }
    }
}

static void count_codes(uint64_t codes[5], const double *values, int count)
{
    for (int i = 0; i < count; i++) {
        if (values[i] >= 0.0 && values[i] < 5.0)
            codes[(int)values[i]]++;
    }
}

/* The difference of a cell from the same cell of the first member. */
static int sum_difference(struct ensemble *e, struct member *m, int c, const struct block *b, double *values,
                          uint64_t first, int count)
{
    double base[STRIDE];

    if (!m->difference || m->base_cell[c] < 0)
        return VS_OK;
    gather(&e->members[0], b->values[0], m->base_cell[c], 1, count, base);
    for (int i = 0; i < count; i++)
        base[i] = values[i] - base[i];
    return summary_feed(m->difference, c, base, first, count);
}

static int sum_cells(struct ensemble *e, int m, int from, const struct block *b, uint64_t first, int count)
{
    struct member *member = &e->members[m];
    const int n = member->cell_count - from < CHUNK ? member->cell_count - from : CHUNK;
    double values[CHUNK * STRIDE];
    int err = VS_OK;

    gather(member, b->values[m], from, n, count, values);
    if (b->kept)
        memcpy(b->kept[m] + (size_t)from * STRIDE, values, sizeof(double) * (size_t)n * STRIDE);
    for (int k = 0; k < n && !err; k++) {
        if (member->cells[from + k].series->row->unit == UNIT_LIMIT)
            count_codes(member->codes[from + k], values + k * STRIDE, count);
        const uint64_t missing = summary_missing(member->summary, from + k);
        err = summary_feed(member->summary, from + k, values + k * STRIDE, first, count);
        if (summary_missing(member->summary, from + k) != missing) /* absent, or not a number */
            mark_failed(b->failed[m], values + k * STRIDE, count);
        if (!err)
            err = sum_difference(e, member, from + k, b, values + k * STRIDE, first, count);
    }
    return err;
}

static int find_target(const struct scenario *s, const char *id)
{
    for (int i = 0; i < s->target_count; i++) {
        if (strcmp(s->targets[i].id, id) == 0)
            return i;
    }
    return -1;
}

static void sum_hits(struct ensemble *e, int m, const struct block *b, int count)
{
    struct member *member = &e->members[m];
    const struct scenario *s = member->setup->scenario;
    unsigned char all[BLOCK];

    memset(all, 1, sizeof all);
    for (int i = 0; i < s->target_count; i++) {
        const unsigned char *hit = b->hit[m] + (size_t)i * STRIDE;
        int other = m > 0 ? find_target(e->members[0].setup->scenario, s->targets[i].id) : -1;
        for (int r = 0; r < count; r++) {
            member->hits[i] += hit[r] == PROBE_HIT;
            all[r] &= hit[r] != PROBE_MISS;
        }
        if (other < 0)
            continue;
        const unsigned char *base = b->hit[0] + (size_t)other * STRIDE;
        for (int r = 0; r < count; r++) {
            member->only_here[i] += hit[r] == PROBE_HIT && base[r] == PROBE_MISS;
            member->only_base[i] += hit[r] == PROBE_MISS && base[r] == PROBE_HIT;
        }
    }
    for (int r = 0; r < count; r++) {
        member->joint += all[r];
        member->failed += b->failed[m][r];
    }
}

static int make_block(struct ensemble *e, struct block *b, bool keep)
{
    const size_t n = (size_t)e->member_count;

    b->values = arena_alloc(&e->arena, n * sizeof *b->values);
    b->inputs = keep ? arena_alloc(&e->arena, n * sizeof *b->inputs) : NULL;
    b->kept = keep ? arena_alloc(&e->arena, n * sizeof *b->kept) : NULL;
    b->hit = arena_alloc(&e->arena, n * sizeof *b->hit);
    b->failed = arena_alloc(&e->arena, n * sizeof *b->failed);
    if (!b->values || !b->hit || !b->failed || (keep && (!b->inputs || !b->kept)))
        return VS_MEMORY;
    for (int m = 0; m < e->member_count; m++) {
        const struct member *member = &e->members[m];
        b->values[m] = arena_alloc(&e->arena, sizeof(double) * BLOCK * (size_t)(member->cell_count + 1));
        b->hit[m] = arena_alloc(&e->arena, STRIDE * (size_t)(member->setup->scenario->target_count + 1));
        b->failed[m] = arena_alloc(&e->arena, STRIDE);
        if (keep) {
            b->kept[m] = arena_alloc(&e->arena, sizeof(double) * STRIDE * (size_t)(member->cell_count + 1));
            b->inputs[m] = arena_alloc(&e->arena, sizeof(double) * STRIDE * (size_t)(e->inputs + 1));
        }
        if (!b->values[m] || !b->hit[m] || !b->failed[m] || (keep && (!b->inputs[m] || !b->kept[m])))
            return VS_MEMORY;
    }
    return VS_OK;
}

/* --- the loop --- */

static int run_block(struct ensemble *e, struct worker *workers, int threads, const struct block *b, uint64_t first,
                     int count, const struct ensemble_options *o)
{
    int err = VS_OK;

#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (int at = 0; at < count; at += DESIGN_BLOCK)
        simulate(e, &workers[omp_get_thread_num()], b, first + (uint64_t)at, at);

    for (int m = 0; m < e->member_count; m++) {
        const int cells = e->members[m].cell_count;
        memset(b->failed[m], 0, BLOCK);
#pragma omp parallel for num_threads(threads) schedule(static) reduction(min : err)
        for (int c = 0; c < cells; c += CHUNK) {
            int failed = sum_cells(e, m, c, b, first, count);
            err = failed < err ? failed : err;
        }
        sum_hits(e, m, b, count);
        if (!err && o->runs_sink)
            err = o->runs_sink(o->context, m, first, count, b->inputs[m], b->kept[m], STRIDE);
    }
    return err;
}

int ensemble_run(struct ensemble *e, const struct ensemble_options *o)
{
    const int threads = o->threads > 0 ? o->threads : omp_get_max_threads();
    struct worker *workers = arena_alloc(&e->arena, sizeof *workers * (size_t)threads);
    struct block block = {0};
    int err = workers ? make_block(e, &block, o->runs_sink != NULL) : VS_MEMORY, ready = 0;

    while (!err && ready < threads)
        err = worker_init(&workers[ready++], e);
    if (!err && o->resume)
        err = ensemble_restore(e, o->resume, o->resume_size);
    for (uint64_t first = e->done; !err && first < o->runs; first += BLOCK) {
        const uint64_t left = o->runs - first;
        if (o->stop && *o->stop) {
            err = VS_STOPPED;
            break;
        }
        err = run_block(e, workers, threads, &block, first, left < BLOCK ? (int)left : BLOCK, o);
        if (err)
            break;
        e->done = first + (left < BLOCK ? left : BLOCK);
        if (o->progress)
            o->progress(o->context, e->done, o->runs);
        if (o->checkpoint)
            err = o->checkpoint(o->context, e);
    }
    for (int i = 0; i < ready; i++) {
        for (int m = 0; workers[i].tiles && m < e->member_count; m++)
            tile_free(&workers[i].tiles[m]);
    }
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
