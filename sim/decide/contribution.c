#include "contribution.h"

#include <math.h>
#include <string.h>

#include "tile.h"

/* Runs of one scenario, each with one difference as the other has it. */
struct runs {
    const struct aligned *al;
    const struct differences *d;
    const struct effect_of *outputs;
    int output_count;
    int side; /* whose numbers it starts from */
};

struct lane_of_tile {
    struct tile *tile;
    const struct setup *from;
    int lane;
};

static void write_lane(void *context, bool input, int at)
{
    const struct lane_of_tile *to = context;
    double *lanes = input ? to->tile->inputs : to->tile->levels;
    lanes[at * LANES + to->lane] = input ? to->from->inputs[at] : to->from->levels[at];
}

static void give(struct tile *tile, int at, const struct difference *one, const struct setup *from)
{
    struct lane_of_tile to = {tile, from, at};
    for (int i = 0; i < one->member_count; i++)
        member_lanes(from, &one->members[i], write_lane, &to);
}

static double read_output(const struct runs *r, const struct tile *tile, int output, int at)
{
    const struct effect_of *of = &r->outputs[output];
    const double x = tile_series(tile, of->series, of->year - r->al->setups[0].shape.first_year)[at];
    return isfinite(x) && fabs(x) < ABSENT_ABOVE ? x : ABSENT;
}

/* Every difference in numbers, eight at a time. `values` is [difference * outputs + output]. */
static int run_numbers(const struct runs *r, double *base, double *values)
{
    const struct setup *own = &r->al->setups[r->side], *other = &r->al->setups[1 - r->side];
    struct tile tile;
    int err = tile_init(&tile, own, NULL, 0), next = 0;
    while (!err && next < r->d->count + 1) { /* one more: the scenario as it stands */
        int taken[LANES], count = 0;
        for (; count < LANES && next < r->d->count + 1; next++)
            if (next == r->d->count || r->d->list[next].kind != DIFFERENCE_SETTING)
                taken[count++] = next;
        for (int l = 0; l < count; l++)
            if (taken[l] < r->d->count)
                give(&tile, l, &r->d->list[taken[l]], other);
        tile_run(&tile, NULL, 0);
        for (int l = 0; l < count; l++) {
            double *to = taken[l] < r->d->count ? &values[taken[l] * r->output_count] : base;
            for (int o = 0; o < r->output_count; o++)
                to[o] = read_output(r, &tile, o, l);
            if (taken[l] < r->d->count)
                give(&tile, l, &r->d->list[taken[l]], own);
        }
    }
    tile_free(&tile);
    return err;
}

/* A setting holds for all lanes of a run: one run each. */
static int run_setting(const struct runs *r, int difference, double *values)
{
    const struct difference *one = &r->d->list[difference];
    struct setup changed = r->al->setups[r->side];
    struct tile tile;
    setting_apply(&changed.shape, &r->al->setups[1 - r->side].shape, one->setting, one->item);
    const int err = tile_init(&tile, &changed, NULL, 0);
    if (!err) {
        tile_run(&tile, NULL, 0);
        for (int o = 0; o < r->output_count; o++)
            values[difference * r->output_count + o] = read_output(r, &tile, o, 0);
    }
    tile_free(&tile);
    return err;
}

static int run_side(struct runs *r, int side, double *base, double *values)
{
    r->side = side;
    int err = run_numbers(r, base, values);
    for (int i = 0; i < r->d->count && !err; i++)
        if (r->d->list[i].kind == DIFFERENCE_SETTING)
            err = run_setting(r, i, values);
    return err;
}

static double change(double to, double from) { return to < ABSENT_ABOVE && from < ABSENT_ABOVE ? to - from : ABSENT; }

/* From values to changes, and what they leave over. */
static void settle(struct contributions *c)
{
    for (int o = 0; o < c->outputs; o++) {
        const double whole = change(c->second[o], c->first[o]);
        c->rest_alone[o] = c->rest_without[o] = whole;
        for (int i = 0; i < c->differences; i++) {
            double *alone = &c->alone[i * c->outputs + o], *without = &c->without[i * c->outputs + o];
            *alone = change(*alone, c->first[o]);
            *without = change(c->second[o], *without);
            c->rest_alone[o] = change(c->rest_alone[o], *alone);
            c->rest_without[o] = change(c->rest_without[o], *without);
        }
    }
}

int contributions_init(struct contributions *c, const struct aligned *al, const struct differences *d,
                       const struct effect_of *outputs, int output_count)
{
    struct runs r = {.al = al, .d = d, .outputs = outputs, .output_count = output_count};
    memset(c, 0, sizeof *c);
    c->differences = d->count;
    c->outputs = output_count;
    const size_t few = sizeof(double) * (size_t)(output_count + 1), all = few * (size_t)(d->count + 1);
    double **const parts[] = {&c->first, &c->second, &c->rest_alone, &c->rest_without};
    for (int i = 0; i < 4; i++)
        if (!(*parts[i] = arena_alloc(&c->arena, few)))
            return VS_MEMORY;
    c->alone = arena_alloc(&c->arena, all);
    c->without = arena_alloc(&c->arena, all);
    if (!c->alone || !c->without)
        return VS_MEMORY;
    int err = run_side(&r, 0, c->first, c->alone);
    if (!err)
        err = run_side(&r, 1, c->second, c->without);
    if (!err)
        settle(c);
    return err;
}

void contributions_free(struct contributions *c)
{
    arena_free(&c->arena);
    memset(c, 0, sizeof *c);
}
