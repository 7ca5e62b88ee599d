/* Trying settings: the model is run on each, and its targets are looked at. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

static bool drawn(const struct reach *r) { return r->options.probability > 0.0; }

int reach_trial_init(struct reach_trial *t, const struct reach *r)
{
    const struct setup *u = r->plan->setup;
    const struct scenario *s = u->scenario;
    const int most = r->lever_count + s->uncertain_count + 1;

    memset(t, 0, sizeof *t);
    t->r = r;
    t->probes = arena_alloc(&t->arena, sizeof *t->probes * (size_t)(s->target_count + 1));
    struct address *addresses = arena_alloc(&t->arena, sizeof *addresses * (size_t)most);
    if (!t->probes || !addresses)
        return VS_MEMORY;
    for (int i = 0; i < r->lever_count; i++)
        addresses[i] = r->levers[i].lever->address;
    if (tile_init(&t->plan, u, addresses, r->lever_count) != 0)
        return VS_MEMORY;
    if (drawn(r)) {
        for (int i = 0; i < s->uncertain_count; i++)
            addresses[i] = s->uncertains[i].address;
        t->margins = arena_alloc(&t->arena, sizeof *t->margins * (size_t)(s->target_count + 1) * r->options.runs);
        if (!t->margins || tile_init(&t->draws, u, addresses, s->uncertain_count) != 0)
            return VS_MEMORY;
    }
    for (int i = 0; i < s->target_count; i++)
        t->probes[i] = probe_make(drawn(r) ? &t->draws : &t->plan, &s->targets[i]);
    return VS_OK;
}

void reach_trial_free(struct reach_trial *t)
{
    tile_free(&t->plan);
    tile_free(&t->draws);
    arena_free(&t->arena);
    memset(t, 0, sizeof *t);
}

static double aim_margin(const struct reach_trial *t, const struct reach_aim *aim, int l)
{
    double least = ABSENT;
    for (int i = 0; i < aim->count; i++)
        least = min2(least, probe_margin(&t->probes[aim->targets[i]], l, aim->later));
    return least - aim->floor;
}

/* The number at the same place of the setting in one lane of the plan's tile. */
static double of_setting(const struct reach_trial *t, const double *lanes, int at)
{
    const struct tile *from = &t->plan, *to = &t->draws;
    const int years = t->r->plan->setup->shape.years;

    if (lanes >= to->levels && lanes < to->levels + LEVEL_LANES * LANES)
        return from->levels[lanes - to->levels + at];
    if (lanes >= to->inputs && lanes < to->inputs + years * INPUT_LANES * LANES)
        return from->inputs[lanes - to->inputs + at];
    return ABSENT;
}

/* Makes one setting what the replicates start from: what a lever changed, and the bases of the draws. */
static void take_setting(struct reach_trial *t, int at)
{
    const int years = t->r->plan->setup->shape.years;

    for (int c = 0; c < t->plan.change_count; c++) {
        const struct change *change = &t->plan.changes[c];
        for (int k = 0; k < change->count; k++) {
            const double *from = change->slots[k].lanes;
            const bool level = from >= t->plan.levels && from < t->plan.levels + LEVEL_LANES * LANES;
            const bool input = from >= t->plan.inputs && from < t->plan.inputs + years * INPUT_LANES * LANES;
            double *to = level   ? t->draws.levels + (from - t->plan.levels)
                         : input ? t->draws.inputs + (from - t->plan.inputs)
                                 : NULL;
            for (int l = 0; to && l < LANES; l++)
                to[l] = from[at];
        }
    }
    for (int c = 0; c < t->draws.change_count; c++) {
        struct change *change = &t->draws.changes[c];
        for (int k = 0; k < change->count; k++)
            change->slots[k].base = of_setting(t, change->slots[k].lanes, at);
    }
}

static int falling(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Runs the replicates of one setting and leaves margins[aim * runs + replicate]. `only_met`: stops when
 * too many have missed the only aim; false then. */
static bool run_replicates(struct reach_trial *t, const struct reach_aim *aims, int aim_count, bool only_met)
{
    const struct reach_search_state *state = t->r->state;
    const int runs = (int)t->r->options.runs;
    int missed = 0;

    for (int first = 0; first < runs; first += LANES) {
        const double *x = state->draws + (size_t)(first / DESIGN_BLOCK * DESIGN_BLOCK) * (size_t)state->draw_inputs +
                          first % DESIGN_BLOCK;
        tile_run(&t->draws, x, DESIGN_BLOCK);
        for (int l = 0; l < LANES && first + l < runs; l++) {
            for (int k = 0; k < aim_count; k++)
                t->margins[k * runs + first + l] = aim_margin(t, &aims[k], l);
            missed += t->margins[first + l] < 0.0;
        }
        if (only_met && aim_count == 1 && missed > runs - state->needed)
            return false;
    }
    return true;
}

static void try_drawn(struct reach_trial *t, int at, const struct reach_aim *aims, int aim_count, bool only_met,
                      double *margin)
{
    const int runs = (int)t->r->options.runs;

    take_setting(t, at);
    const bool whole = run_replicates(t, aims, aim_count, only_met);
    for (int k = 0; k < aim_count; k++) {
        double *m = t->margins + (size_t)k * (size_t)runs;
        if (whole)
            qsort(m, (size_t)runs, sizeof *m, falling);
        margin[k * LANES + at] = whole ? m[t->r->state->needed - 1] : -1.0;
    }
}

void reach_try(struct reach_trial *t, const double *x, int count, const struct reach_aim *aims, int aim_count,
               bool only_met, double *margin)
{
    t->tried += (uint64_t)count;
    tile_run(&t->plan, x, LANES);
    for (int l = 0; l < count; l++) {
        if (drawn(t->r)) {
            try_drawn(t, l, aims, aim_count, only_met, margin);
            continue;
        }
        for (int k = 0; k < aim_count; k++)
            margin[k * LANES + l] = aim_margin(t, &aims[k], l);
    }
}

double reach_try_one(struct reach_trial *t, const double *x, const struct reach_aim *aim)
{
    double lanes[64 * LANES], margin[LANES];

    for (int i = 0; i < t->r->lever_count; i++) {
        for (int l = 0; l < LANES; l++)
            lanes[i * LANES + l] = x[i];
    }
    reach_try(t, lanes, 1, aim, 1, false, margin);
    return margin[0];
}

double reach_share(struct reach_trial *t, const double *x, const struct reach_aim *aim)
{
    const int runs = (int)t->r->options.runs;
    int met = 0;

    reach_try_one(t, x, aim);
    for (int i = 0; i < runs; i++)
        met += t->margins[i] >= 0.0;
    return (double)met / (double)runs;
}
