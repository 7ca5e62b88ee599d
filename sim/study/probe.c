#include "probe.h"

#include <string.h>

struct probe probe_make(const struct tile *tile, const struct target *t)
{
    const struct setup *u = tile->setup;
    struct address a;
    struct probe p = {.target = t, .count = 1};

    target_bounds(t, &p.low, &p.high);
    if (t->indicator) {
        p.lanes = tile_series(tile, setup_series(u, t->indicator, NULL), t->due - u->shape.first_year);
        p.year = OUTPUT_LANES * LANES;
    } else if (target_parameter(u, t, &a)) {
        int at = a.row->offset + (a.item < 0 ? 0 : a.item) * a.row->stride;
        if (a.row->scope == SCOPE_SECTOR && a.item < 0) {
            p.count = u->shape.sectors;
            p.step = a.row->stride * LANES;
        }
        p.year = a.row->kind == KIND_LEVEL ? 0 : INPUT_LANES * LANES;
        p.lanes = a.row->kind == KIND_LEVEL
                      ? tile->levels + at * LANES
                      : tile->inputs + ((t->due - u->shape.first_year) * INPUT_LANES + at) * LANES;
    }
    return p;
}

int probe_says(const struct probe *p, int l)
{
    if (!p->lanes)
        return PROBE_UNKNOWN;
    for (int i = 0; i < p->count; i++) {
        double x = p->lanes[i * p->step + l];
        if (!(x < ABSENT_ABOVE))
            return PROBE_UNKNOWN;
        if (!target_holds(p->target, x))
            return PROBE_MISS;
    }
    return PROBE_HIT;
}

/* Comparisons that choose numbers instead of branches: what eight replicates say is not to be predicted. */
static void say(const struct probe *p, const double *x, unsigned char says[LANES])
{
    const double low = p->low, high = p->high;
    double code[LANES];

    FOR_LANES {
        const double met = x[l] >= low ? (x[l] <= high ? PROBE_HIT : PROBE_MISS) : PROBE_MISS;
        code[l] = x[l] < ABSENT_ABOVE ? met : PROBE_UNKNOWN;
    }
    for (int l = 0; l < LANES; l++)
        says[l] = (unsigned char)code[l];
}

void probe_tile(const struct probe *p, unsigned char says[LANES])
{
    if (!p->lanes) {
        memset(says, PROBE_UNKNOWN, LANES);
        return;
    }
    say(p, p->lanes, says);
    for (int i = 1; i < p->count; i++) {
        unsigned char here[LANES];
        say(p, p->lanes + i * p->step, here);
        for (int l = 0; l < LANES; l++) /* the first that is absent or misses decides */
            says[l] = says[l] == PROBE_HIT ? here[l] : says[l];
    }
}

double probe_margin(const struct probe *p, int l, int later)
{
    double least = target_margin(p->target, p->lanes ? p->lanes[later * p->year + l] : ABSENT);

    for (int i = 1; p->lanes && i < p->count; i++)
        least = min2(least, target_margin(p->target, p->lanes[later * p->year + i * p->step + l]));
    return least;
}
