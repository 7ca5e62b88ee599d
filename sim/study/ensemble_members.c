/* What an ensemble is made of: the members' cells and sums, and designs with common columns. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ensemble_parts.h"

/* The series that is kept in place of a copy. */
static const struct series *kept(const struct setup *u, const struct series *s)
{
    char key[96];

    if (!series_is_copy(u, s))
        return s;
    int among = 0, one = 0;
    for (int i = 0; i < u->shape.sectors; i++) {
        if ((s->item == SERIES_HIGHER) == u->shape.sector[i].higher) {
            among++;
            one = i;
        }
    }
    if (among == u->shape.sectors)
        return setup_series(u, s->row->key, NULL);
    if (among != 1)
        return NULL;
    snprintf(key, sizeof key, "%s.%s", s->row->key, u->scenario->items[SCOPE_SECTOR].list[one].id);
    return setup_series(u, key, NULL);
}

int ensemble_cell(const struct member *m, const char *key, int year)
{
    const struct series *s = setup_series(m->setup, key, NULL);

    s = s ? kept(m->setup, s) : NULL;
    for (int c = 0; s && c < m->cell_count; c++) {
        if (m->cells[c].series == s && m->cells[c].year == year)
            return c;
    }
    return -1;
}

static int make_cells(struct arena *a, struct member *m)
{
    const struct setup *u = m->setup;

    m->cells = arena_alloc(a, sizeof *m->cells * (size_t)(u->series_count * u->shape.years));
    if (!m->cells)
        return VS_MEMORY;
    for (int i = 0; i < u->series_count; i++) {
        const struct series *s = &u->series[i];
        if (series_is_copy(u, s))
            continue;
        for (int t = s->row->flags & ROW_STOCK ? 0 : 1; t < u->shape.years; t++)
            m->cells[m->cell_count++] = (struct cell){s, u->shape.first_year + t};
    }
    return VS_OK;
}

int ensemble_uncertain(const struct scenario *s, const char *id)
{
    for (int i = 0; i < s->uncertain_count; i++) {
        if (strcmp(s->uncertains[i].id, id) == 0)
            return i;
    }
    return -1;
}

/* The union of the members' uncertain inputs, in order of first appearance. */
static int collect_inputs(struct ensemble *e)
{
    int most = 0;

    for (int m = 0; m < e->member_count; m++)
        most += e->members[m].setup->scenario->uncertain_count;
    e->input_ids = arena_alloc(&e->arena, sizeof *e->input_ids * (size_t)(most + 1));
    if (!e->input_ids)
        return VS_MEMORY;
    for (int m = 0; m < e->member_count; m++) {
        const struct scenario *s = e->members[m].setup->scenario;
        for (int i = 0; i < s->uncertain_count; i++) {
            int k = 0;
            while (k < e->inputs && strcmp(e->input_ids[k], s->uncertains[i].id) != 0)
                k++;
            if (k == e->inputs)
                e->input_ids[e->inputs++] = s->uncertains[i].id;
        }
    }
    return VS_OK;
}

static int column_of(const struct ensemble *e, const char *id)
{
    for (int k = 0; k < e->inputs; k++) {
        if (strcmp(e->input_ids[k], id) == 0)
            return k;
    }
    return -1;
}

/* The correlations of all members over the common columns; the first member to name a pair decides. */
static int collect_correlations(struct ensemble *e, struct correlation **pairs)
{
    int most = 0, count = 0;

    for (int m = 0; m < e->member_count; m++)
        most += e->members[m].setup->scenario->correlated_count;
    *pairs = arena_alloc(&e->arena, sizeof **pairs * (size_t)(most + 1));
    for (int m = 0; *pairs && m < e->member_count; m++) {
        const struct scenario *s = e->members[m].setup->scenario;
        for (int i = 0; i < s->correlated_count; i++) {
            const int a = column_of(e, s->uncertains[s->correlated[i].a].id),
                      b = column_of(e, s->uncertains[s->correlated[i].b].id);
            int k = 0;
            while (k < count && !((*pairs)[k].a == a && (*pairs)[k].b == b) &&
                   !((*pairs)[k].a == b && (*pairs)[k].b == a))
                k++;
            if (k == count)
                (*pairs)[count++] = (struct correlation){a, b, s->correlated[i].rank};
        }
    }
    return count;
}

/* One design for each member, all with the same columns: where a member lacks an input, another's
 * distribution fills the column, and nothing uses it. */
static int make_designs(struct ensemble *e, const struct ensemble_options *o, struct diags *d)
{
    struct uncertain *inputs = arena_alloc(&e->arena, sizeof *inputs * (size_t)(e->inputs + 1));
    struct correlation *pairs;
    const int pair_count = collect_correlations(e, &pairs);
    e->designs = arena_alloc(&e->arena, sizeof *e->designs * (size_t)e->member_count);
    if (!inputs || !pairs || !e->designs)
        return VS_MEMORY;
    for (int m = 0; m < e->member_count; m++) {
        for (int k = 0; k < e->inputs; k++) {
            const struct scenario *s = e->members[m].setup->scenario;
            int i = ensemble_uncertain(s, e->input_ids[k]);
            for (int other = 0; i < 0; other++) {
                s = e->members[other].setup->scenario;
                i = ensemble_uncertain(s, e->input_ids[k]);
            }
            inputs[k] = s->uncertains[i];
        }
        int err = design_init(&e->designs[m], o->sampler, o->seed, o->runs, inputs, e->inputs, pairs, pair_count, d);
        if (err)
            return err;
    }
    return VS_OK;
}

/* --- the order in which cells are summed up --- */

/* Where each cell lies in a tile's outputs, or behind them. */
struct lying {
    int at, cell;
};

static int by_place(const void *a, const void *b)
{
    const struct lying *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* The run as planned, cell by cell. */
static int plan_values(const struct member *m, double *values)
{
    struct tile tile;
    int err = tile_init(&tile, m->setup, NULL, 0);

    if (!err)
        tile_run(&tile, NULL, 0);
    for (int c = 0; c < m->cell_count && !err; c++) {
        values[c] = *tile_series(&tile, m->cells[c].series, m->cells[c].year - m->setup->shape.first_year);
    }
    tile_free(&tile);
    return err;
}

static int make_order(struct arena *a, struct member *m)
{
    const size_t room = (size_t)(m->cell_count + FOLD_CELLS);
    struct lying *list = arena_alloc(a, sizeof *list * room);
    double *plan = arena_alloc(a, sizeof *plan * room);

    m->order = arena_alloc(a, sizeof *m->order * room);
    m->place = arena_alloc(a, sizeof *m->place * room);
    m->limits = arena_alloc(a, sizeof *m->limits * room);
    m->shift = arena_alloc(a, sizeof *m->shift * room);
    if (!list || !plan || !m->order || !m->place || !m->limits || !m->shift || plan_values(m, plan) != 0)
        return VS_MEMORY;
    for (int c = 0; c < m->cell_count; c++) {
        const struct cell *cell = &m->cells[c];
        const int at = (cell->year - m->setup->shape.first_year) * OUTPUT_LANES + cell->series->offset;
        /* What has no number in the plan has none in most replicates: side by side it costs least. */
        list[c] = (struct lying){isfinite(plan[c]) ? at : at + m->setup->shape.years * OUTPUT_LANES, c};
    }
    qsort(list, (size_t)m->cell_count, sizeof *list, by_place);
    for (int p = 0; p < m->cell_count; p++) {
        const int cell = m->order[p] = list[p].cell;
        m->place[cell] = p;
        m->shift[p] = isfinite(plan[cell]) ? plan[cell] : 0.0;
        if (m->cells[cell].series->row->unit == UNIT_LIMIT)
            m->limits[m->limit_count++] = p;
    }
    return VS_OK;
}

/* --- differences from the first member --- */

/* The orders are alike: each search goes on from the last one. */
static void find_base_cells(struct member *m, const struct member *base)
{
    for (int c = 0, b = 0; c < m->cell_count; c++) {
        m->base_cell[c] = -1;
        for (int n = 0; n < base->cell_count; n++, b++) {
            b = b >= base->cell_count ? 0 : b;
            if (base->cells[b].year == m->cells[c].year &&
                strcmp(base->cells[b].series->key, m->cells[c].series->key) == 0) {
                m->base_cell[c] = b++;
                break;
            }
        }
    }
}

static void find_base_targets(struct member *m, const struct scenario *base)
{
    const struct scenario *s = m->setup->scenario;

    for (int i = 0; i < s->target_count; i++) {
        m->base_target[i] = -1;
        for (int k = 0; k < base->target_count && m->base_target[i] < 0; k++)
            m->base_target[i] = strcmp(base->targets[k].id, s->targets[i].id) == 0 ? k : -1;
    }
}

static int make_differences(struct ensemble *e, struct member *m, const struct summary_options *so)
{
    const struct member *base = &e->members[0];
    const size_t targets = (size_t)(m->setup->scenario->target_count + 1), room = (size_t)(m->cell_count + FOLD_CELLS);

    if (m == base)
        return VS_OK;
    m->base_cell = arena_alloc(&e->arena, sizeof *m->base_cell * room);
    m->base_target = arena_alloc(&e->arena, sizeof *m->base_target * targets);
    m->only_here = arena_alloc(&e->arena, sizeof *m->only_here * targets);
    m->only_base = arena_alloc(&e->arena, sizeof *m->only_base * targets);
    m->pairs = arena_alloc(&e->arena, sizeof *m->pairs * room);
    m->pair_shift = arena_alloc(&e->arena, sizeof *m->pair_shift * room);
    m->difference = summary_new(so);
    if (!m->base_cell || !m->base_target || !m->only_here || !m->only_base || !m->pairs || !m->pair_shift ||
        !m->difference)
        return VS_MEMORY;
    find_base_cells(m, base);
    find_base_targets(m, base->setup->scenario);
    for (int p = 0; p < m->cell_count; p++) {
        const int other = m->base_cell[m->order[p]];
        if (other < 0)
            continue;
        m->pair_shift[m->pair_count] = m->shift[p] - base->shift[base->place[other]];
        m->pairs[m->pair_count++] = m->order[p];
    }
    return VS_OK;
}

static int make_members(struct ensemble *e, const struct setup *const *setups, int count,
                        const struct ensemble_options *o)
{
    e->members = arena_alloc(&e->arena, sizeof *e->members * (size_t)count);
    if (!e->members)
        return VS_MEMORY;
    e->member_count = count;
    for (int i = 0; i < count; i++) {
        struct member *m = &e->members[i];
        m->setup = setups[i];
        int err = make_cells(&e->arena, m);
        if (!err)
            err = make_order(&e->arena, m);
        if (err)
            return err;
        const struct summary_options so = {m->cell_count, o->quantiles, o->exact_memory};
        m->summary = summary_new(&so);
        m->codes = arena_alloc(&e->arena, sizeof *m->codes * (size_t)(m->cell_count + 1));
        m->hits = arena_alloc(&e->arena, sizeof *m->hits * (size_t)(setups[i]->scenario->target_count + 1));
        if (!m->summary || !m->codes || !m->hits || (err = make_differences(e, m, &so)) != 0)
            return VS_MEMORY;
    }
    return VS_OK;
}

int ensemble_init(struct ensemble *e, const struct setup *const *setups, int count,
                  const struct ensemble_options *options, struct diags *d)
{
    memset(e, 0, sizeof *e);
    int err = make_members(e, setups, count, options);
    if (!err)
        err = collect_inputs(e);
    if (!err)
        err = make_designs(e, options, d);
    return err;
}
