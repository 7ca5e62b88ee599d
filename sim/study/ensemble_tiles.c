/* One thread's part of an ensemble: tiles of eight replicates, and what is taken from their lanes while
 * they are in the cache. */
#include <string.h>

#include "ensemble_parts.h"
#include "lane.h"
#include "probe.h"

/* --- making a worker --- */

static int init_tile(struct worker *w, struct ensemble *e, int m)
{
    enum { MOST = 512 };
    const struct scenario *s = e->members[m].setup->scenario;
    struct address changes[MOST];
    int count = 0, columns[MOST];

    for (int k = 0; k < e->inputs && count < MOST; k++) {
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
    return VS_OK;
}

static const double *cell_lanes(const struct worker *w, const struct ensemble *e, int m, int cell)
{
    const struct cell *c = &e->members[m].cells[cell];
    return tile_series(&w->tiles[m], c->series, c->year - e->members[m].setup->shape.first_year);
}

/* The last group is filled up with its last cell. */
static int init_cells(struct worker *w, struct ensemble *e, int m)
{
    const struct member *member = &e->members[m];
    const int groups = fold_groups(member->cell_count), pairs = fold_groups(member->pair_count);
    const double **lanes = arena_alloc(&e->work, sizeof *lanes * (size_t)(groups + 2 * pairs + 1) * FOLD_CELLS);

    if (!lanes)
        return VS_MEMORY;
    w->cells[m] = (struct fold_cells){groups, lanes, NULL, member->shift};
    lanes += groups * FOLD_CELLS;
    w->different[m] = (struct fold_cells){pairs, lanes, lanes + pairs * FOLD_CELLS, member->pair_shift};
    for (int p = 0; p < groups * FOLD_CELLS; p++)
        w->cells[m].lanes[p] =
            p < member->cell_count ? cell_lanes(w, e, m, member->order[p]) : w->cells[m].lanes[p - 1];
    for (int p = 0; p < pairs * FOLD_CELLS; p++) {
        const int cell = member->pairs[p < member->pair_count ? p : member->pair_count - 1];
        w->different[m].lanes[p] = cell_lanes(w, e, m, cell);
        w->different[m].less[p] = cell_lanes(w, e, 0, member->base_cell[cell]);
    }
    return VS_OK;
}

static int init_counts(struct counts *c, struct arena *a, int targets, int limits)
{
    c->hits = arena_alloc(a, sizeof *c->hits * 3 * (size_t)(targets + 1));
    c->codes = arena_alloc(a, sizeof *c->codes * (size_t)(limits + 1));
    c->packed = arena_alloc(a, sizeof *c->packed * (size_t)(limits + 1));
    if (!c->hits || !c->codes || !c->packed)
        return VS_MEMORY;
    c->only_here = c->hits + targets;
    c->only_base = c->only_here + targets;
    return VS_OK;
}

static int init_member(struct worker *w, struct ensemble *e, int m)
{
    const struct scenario *s = e->members[m].setup->scenario;

    if (init_tile(w, e, m) != 0 || init_cells(w, e, m) != 0 ||
        init_counts(&w->counts[m], &e->work, s->target_count, e->members[m].limit_count) != 0)
        return VS_MEMORY;
    w->probes[m] = arena_alloc(&e->work, sizeof **w->probes * (size_t)(s->target_count + 1));
    w->x[m] = arena_alloc(&e->work, sizeof **w->x * (size_t)(e->inputs + 1) * ENSEMBLE_BLOCK);
    w->said[m] = arena_alloc(&e->work, sizeof **w->said * (size_t)(s->target_count + 1));
    if (!w->probes[m] || !w->x[m] || !w->said[m])
        return VS_MEMORY;
    for (int i = 0; i < s->target_count; i++)
        w->probes[m][i] = probe_make(&w->tiles[m], &s->targets[i]);
    return VS_OK;
}

int worker_init(struct worker *w, struct ensemble *e)
{
    const size_t n = (size_t)e->member_count;
    int err = VS_OK;

    w->tiles = arena_alloc(&e->work, sizeof *w->tiles * n);
    w->cells = arena_alloc(&e->work, sizeof *w->cells * n);
    w->different = arena_alloc(&e->work, sizeof *w->different * n);
    w->probes = arena_alloc(&e->work, sizeof *w->probes * n);
    w->x = arena_alloc(&e->work, sizeof *w->x * n);
    w->counts = arena_alloc(&e->work, sizeof *w->counts * n);
    w->said = arena_alloc(&e->work, sizeof *w->said * n);
    if (!w->tiles || !w->cells || !w->different || !w->probes || !w->x || !w->counts || !w->said)
        return VS_MEMORY;
    for (int m = 0; m < e->member_count && !err; m++)
        err = init_member(w, e, m);
    return err;
}

void worker_free(struct worker *w, const struct ensemble *e)
{
    for (int m = 0; w->tiles && m < e->member_count; m++)
        tile_free(&w->tiles[m]);
}

/* --- what is taken from a tile --- */

/* Five numbers of up to 4095 side by side in one word: they are added in one go. */
enum { CODE_BITS = 12 };

_Static_assert(ENSEMBLE_BLOCK < 1 << CODE_BITS, "a block's replicates can be counted");

/* Usually all eight replicates are bound by the same. */
static bool all_equal(const double *x)
{
    int different = 0;

    for (int l = 1; l < LANES; l++)
        different |= x[l] != x[0];
    return !different;
}

static void count_codes(const struct member *m, const struct worker *w, int member, int count)
{
    for (int i = 0; i < m->limit_count; i++) {
        const double *x = w->cells[member].lanes[m->limits[i]];
        const bool equal = count == LANES && all_equal(x);
        uint64_t codes = 0;
        for (int l = 0; l < (equal ? 1 : count); l++) {
            if (x[l] >= 0.0 && x[l] < 5.0)
                codes += UINT64_C(1) << CODE_BITS * (int)x[l];
        }
        w->counts[member].packed[i] += equal ? codes * LANES : codes;
    }
}

static void unpack_codes(const struct member *m, struct counts *c)
{
    for (int i = 0; i < m->limit_count; i++) {
        for (int code = 0; code < 5; code++)
            c->codes[i][code] += c->packed[i] >> CODE_BITS * code & ((1 << CODE_BITS) - 1);
        c->packed[i] = 0;
    }
}

/* Every value, as it lies in the tile, one cell after the other. */
static void collect(const struct fold_cells *c, int cells, double *to)
{
    for (int p = 0; p < cells; p++, to += LANES)
        memcpy(to, c->lanes[p], sizeof(lane));
}

/* Lanes at `count` and beyond are no replicates. */
static void take(struct worker *w, const struct ensemble *e, const struct block *b, int m, int at, int count)
{
    const struct member *member = &e->members[m];
    unsigned char failed[LANES] = {0};

    fold_tile(b->sums[m], &w->cells[m], count, failed);
    if (m > 0)
        fold_tile(b->differences[m], &w->different[m], count, NULL);
    if (b->values)
        collect(&w->cells[m], member->cell_count, b->values[m] + (size_t)at * (size_t)member->cell_count);
    count_codes(member, w, m, count);
    for (int l = 0; l < count; l++)
        w->counts[m].failed += failed[l];
    for (int i = 0; i < member->setup->scenario->target_count; i++) {
        const struct probe_bits bits = probe_tile(&w->probes[m][i]);
        struct said *said = &w->said[m][i];
        said->met |= (uint64_t)bits.met << at % DESIGN_BLOCK;
        said->known |= (uint64_t)bits.known << at % DESIGN_BLOCK;
    }
}

/* --- counting the targets of DESIGN_BLOCK replicates: one bit for each --- */

_Static_assert(DESIGN_BLOCK == 64, "as many as a word has bits");

static uint64_t number(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }

static void count_hits(struct worker *w, const struct ensemble *e, int m, int count)
{
    const struct member *member = &e->members[m];
    const uint64_t used = ~UINT64_C(0) >> (DESIGN_BLOCK - count);
    struct counts *c = &w->counts[m];
    uint64_t all = used;

    for (int i = 0; i < member->setup->scenario->target_count; i++) {
        const struct said here = w->said[m][i];
        const uint64_t missed = here.known & ~here.met;
        c->hits[i] += number(here.met & used);
        all &= ~missed;
        if (m == 0 || member->base_target[i] < 0)
            continue;
        const struct said base = w->said[0][member->base_target[i]];
        c->only_here[i] += number(here.met & base.known & ~base.met & used);
        c->only_base[i] += number(base.met & missed & used);
    }
    c->joint += number(all);
}

/* DESIGN_BLOCK replicates, of which `at` is the first one's place in the block. */
static void simulate(struct worker *w, const struct ensemble *e, const struct block *b, int at, int count)
{
    for (int m = 0; m < e->member_count; m++)
        memset(w->said[m], 0, sizeof **w->said * (size_t)e->members[m].setup->scenario->target_count);
    for (int i = 0; i < count; i += LANES) {
        for (int m = 0; m < e->member_count; m++) {
            tile_run(&w->tiles[m], w->x[m] + at + i, ENSEMBLE_BLOCK);
            take(w, e, b, m, at + i, count - i < LANES ? count - i : LANES);
        }
    }
    for (int m = 0; m < e->member_count; m++)
        count_hits(w, e, m, count);
}

void worker_simulate(struct worker *w, const struct ensemble *e, const struct block *b, uint64_t first, int count)
{
    for (int m = 0; m < e->member_count; m++) {
        fold_clear(b->sums[m], w->cells[m].groups);
        fold_clear(b->differences[m], w->different[m].groups);
        design_blocks(&e->designs[m], first, (count + DESIGN_BLOCK - 1) / DESIGN_BLOCK, w->x[m], ENSEMBLE_BLOCK);
        for (int k = 0; b->inputs && k < e->inputs; k++)
            memcpy(b->inputs[m] + k * ENSEMBLE_STRIDE, w->x[m] + k * ENSEMBLE_BLOCK, sizeof(double) * (size_t)count);
    }
    for (int at = 0; at < count; at += DESIGN_BLOCK)
        simulate(w, e, b, at, count - at < DESIGN_BLOCK ? count - at : DESIGN_BLOCK);
    for (int m = 0; m < e->member_count; m++)
        unpack_codes(&e->members[m], &w->counts[m]);
}

static void move(uint64_t *to, uint64_t *from, int count)
{
    for (int i = 0; i < count; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

void worker_deliver(struct worker *w, struct ensemble *e)
{
    for (int m = 0; m < e->member_count; m++) {
        struct member *member = &e->members[m];
        struct counts *c = &w->counts[m];
        const int targets = member->setup->scenario->target_count;
        move(member->hits, c->hits, targets);
        move(&member->joint, &c->joint, 1);
        move(&member->failed, &c->failed, 1);
        if (m > 0) {
            move(member->only_here, c->only_here, targets);
            move(member->only_base, c->only_base, targets);
        }
        for (int i = 0; i < member->limit_count; i++)
            move(member->codes[member->order[member->limits[i]]], c->codes[i], 5);
    }
}
