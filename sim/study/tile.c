#include "tile.h"

#include <math.h>
#include <string.h>

enum { TILE = LANES }; /* every kernel kernel_choose() gives without a name has this many lanes */

/* --- where changes land --- */

static int acting_order(enum form form)
{
    static const int order[] = {
        [FORM_VALUE] = 0, [FORM_DELAY] = 1, [FORM_SCALE] = 2, [FORM_SHIFT] = 3, [FORM_YEAR] = 4};
    return order[form];
}

static bool taken(const struct tile *tile, int before, const double *lanes)
{
    for (int i = 0; i < before; i++) {
        for (int k = 0; k < tile->changes[i].count; k++) {
            if (tile->changes[i].slots[k].lanes == lanes)
                return true;
        }
    }
    return false;
}

/* A schedule's shift acts only in years in which something happens. */
static bool acts(const struct setup *u, const struct address *a, int item, int year)
{
    if (a->form == FORM_YEAR)
        return year == a->year;
    if (a->form != FORM_SHIFT || a->row->kind != KIND_SCHEDULE)
        return true;
    const struct value *v = scenario_value(u->scenario, a->row, a->row->scope == SCOPE_CITY ? ALL_ITEMS : item);
    for (int i = 0; v && i < v->count; i++) {
        if (v->points[i].year == year)
            return true;
    }
    return v && v->has_after && (v->count == 0 || year > v->points[v->count - 1].year);
}

static void add_slot(struct tile *tile, int c, double *lanes, double base)
{
    struct change *change = &tile->changes[c];
    change->slots[change->count++] = (struct slot){lanes, base, !taken(tile, c, lanes)};
}

static int find_slots(struct tile *tile, int c)
{
    const struct setup *u = tile->setup;
    const struct address *a = &tile->changes[c].address;
    const struct row *row = a->row;
    const int years = u->shape.years, all = row->scope == SCOPE_CITY ? 1 : u->scenario->items[row->scope].count;
    const int from = a->item < 0 ? 0 : a->item, to = a->item < 0 ? all : a->item + 1;

    tile->changes[c].slots =
        arena_alloc(&tile->arena, sizeof(struct slot) * (size_t)((to - from) * years * row->copies + 1));
    if (!tile->changes[c].slots)
        return VS_MEMORY;
    for (int i = from; i < to; i++) {
        const int at = row->offset + i * row->stride;
        if (row->kind == KIND_LEVEL) {
            add_slot(tile, c, tile->levels + at * TILE, u->levels[at]);
            continue;
        }
        for (int t = 0; t < years; t++) {
            for (int k = 0; k < row->copies; k++) {
                const int year = u->shape.first_year + t - row->lag - k, n = t * INPUT_LANES + at + k;
                if (acts(u, a, i, year))
                    add_slot(tile, c, tile->inputs + n * TILE, u->inputs[n]);
            }
        }
    }
    return VS_OK;
}

static double *lanes_of(struct arena *a, const double *values, int count)
{
    double *wide = arena_alloc(a, sizeof *wide * (size_t)count * TILE);
    for (int i = 0; wide && values && i < count * TILE; i++)
        wide[i] = values[i / TILE];
    return wide;
}

int tile_init(struct tile *tile, const struct setup *u, const struct address *changes, int count)
{
    const int years = u->shape.years;

    memset(tile, 0, sizeof *tile);
    tile->setup = u;
    tile->kernel = kernel_choose(NULL);
    tile->levels = lanes_of(&tile->arena, u->levels, LEVEL_LANES);
    tile->inputs = lanes_of(&tile->arena, u->inputs, years * INPUT_LANES);
    tile->outputs = lanes_of(&tile->arena, NULL, years * OUTPUT_LANES);
    tile->state = lanes_of(&tile->arena, NULL, STATE_LANES);
    tile->changes = arena_alloc(&tile->arena, sizeof *tile->changes * (size_t)(count + 1));
    if (!tile->levels || !tile->inputs || !tile->outputs || !tile->state || !tile->changes)
        return VS_MEMORY;
    for (int order = 0; order < 5; order++) {
        for (int i = 0; i < count; i++) {
            if (acting_order(changes[i].form) != order)
                continue;
            tile->changes[tile->change_count] = (struct change){.address = changes[i], .column = i};
            if (find_slots(tile, tile->change_count) != 0)
                return VS_MEMORY;
            tile->change_count++;
        }
    }
    return VS_OK;
}

void tile_free(struct tile *tile)
{
    arena_free(&tile->arena);
    memset(tile, 0, sizeof *tile);
}

/* --- running --- */

/* Whole years later: the base series is read again, lane by lane; this form is rare. */
static void delay(const struct tile *tile, const struct change *c, const double *x)
{
    const struct setup *u = tile->setup;
    const struct row *row = c->address.row;
    int k = 0;

    for (int i = c->address.item < 0 ? 0 : c->address.item; k < c->count; i++) {
        const struct value *set = scenario_value(u->scenario, row, row->scope == SCOPE_CITY ? ALL_ITEMS : i);
        struct value v = set ? *set : (struct value){.row = row, .scale = 1.0, .none = row->initial > ABSENT_ABOVE};
        for (int t = 0; t < u->shape.years; t++) {
            for (int copy = 0; copy < row->copies && k < c->count; copy++, k++) {
                for (int l = 0; l < TILE; l++) {
                    v.delay = (int)floor(x[l] + 0.5);
                    c->slots[k].lanes[l] =
                        set ? value_in_year(&v, u->shape.first_year + t - row->lag - copy) : row->initial;
                }
            }
        }
    }
}

static void act(enum form form, const double *x, double now[TILE])
{
    if (form == FORM_SCALE) {
        FOR_LANES {
            now[l] *= x[l];
        }
    } else if (form == FORM_SHIFT) {
        FOR_LANES {
            now[l] += x[l];
        }
    } else {
        memcpy(now, x, sizeof(double) * TILE);
    }
}

static void apply(const struct tile *tile, const struct change *c, const double *x)
{
    if (c->address.form == FORM_DELAY) {
        delay(tile, c, x);
        return;
    }
    const double low = c->address.row->low, high = c->address.row->high;
    for (int k = 0; k < c->count; k++) {
        const struct slot *s = &c->slots[k];
        double now[TILE];
        for (int l = 0; l < TILE; l++)
            now[l] = s->first_user ? s->base : s->lanes[l];
        act(c->address.form, x, now);
        FOR_LANES {
            /* A drawn value never leaves the parameter's hard bounds; an absent limit stays absent. */
            const double inside = min2(max2(now[l], low), high);
            now[l] = now[l] > ABSENT_ABOVE ? now[l] : inside;
        }
        memcpy(s->lanes, now, sizeof now);
    }
}

void tile_run(struct tile *tile, const double *x, int stride)
{
    for (int i = 0; i < tile->change_count; i++)
        apply(tile, &tile->changes[i], x + tile->changes[i].column * stride);
    tile->kernel->run(&tile->setup->shape, tile->levels, tile->inputs, tile->outputs, tile->state);
}

const double *tile_series(const struct tile *tile, const struct series *series, int t)
{
    return tile->outputs + (t * OUTPUT_LANES + series->offset) * TILE;
}
