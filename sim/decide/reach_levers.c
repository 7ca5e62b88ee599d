/* The levers as a search needs them: where the plan has them, how far they may go, what they cost. */
#include <math.h>

#include "lane.h"
#include "reach_parts.h"

/* Bounds within which no year or sector leaves the bounds of its parameter: what lies beyond could
 * not be written down as a scenario. */
static void narrow(struct reach_lever *lever, const struct change *c)
{
    const struct row *row = c->address.row;

    for (int k = 0; k < c->count; k++) {
        const double base = c->slots[k].base;
        double low = row->low, high = row->high; /* VALUE and YEAR: of the parameter itself */
        if (fabs(base) > ABSENT_ABOVE || c->address.form == FORM_DELAY)
            continue;
        if (c->address.form == FORM_SHIFT) {
            low -= base;
            high -= base;
        } else if (c->address.form == FORM_SCALE) {
            if (!(base > 0.0))
                continue;
            low /= base;
            high /= base;
        }
        lever->least = max2(lever->least, low);
        lever->most = min2(lever->most, high);
    }
}

/* Dates and durations move by months: nobody plans to open a campus a day later. */
static double step_of(const struct lever *lever)
{
    const struct address *a = &lever->address;
    const bool time = a->row->unit == UNIT_YEARS || a->row->unit == UNIT_CALENDAR_YEAR;

    if (lever->integer || a->form == FORM_DELAY || ((a->row->flags & ROW_INTEGER) && a->form != FORM_SCALE))
        return 1.0;
    return time && a->form != FORM_SCALE ? 1.0 / 12.0 : 0.0;
}

/* The plan's own value of the lever; ABSENT where it has none. */
static double plan_value(const struct change *c, enum reach_left *left)
{
    if (c->count == 0) {
        *left = REACH_NOTHING;
        return ABSENT;
    }
    if (c->address.form != FORM_VALUE && c->address.form != FORM_YEAR)
        return c->address.form == FORM_SCALE ? 1.0 : 0.0;
    for (int k = 1; k < c->count; k++) {
        if (c->slots[k].base != c->slots[0].base)
            *left = REACH_VARIES;
    }
    return c->slots[0].base;
}

static void read_one(struct reach_lever *lever, const struct change *c)
{
    bool any = false;

    for (int k = 0; k < c->count; k++)
        any |= fabs(c->slots[k].base) < ABSENT_ABOVE;
    lever->base = plan_value(c, &lever->left);
    if (!any)
        lever->left = REACH_NOTHING;
    if (lever->left != REACH_USED)
        return;
    lever->step = step_of(lever->lever);
    lever->least = c->address.form == FORM_DELAY ? -20.0 : -1e300;
    lever->most = c->address.form == FORM_DELAY ? 20.0 : 1e300;
    narrow(lever, c);
    lever->low = max2(lever->least, lever->lever->low);
    lever->high = min2(lever->most, lever->lever->high);
    if (lever->step == 1.0) {
        lever->low = ceil(lever->low - 1e-9);
        lever->high = floor(lever->high + 1e-9);
    }
    lever->low = min2(lever->low, lever->base);
    lever->high = max2(lever->high, lever->base);
    if (!(lever->low < lever->high))
        lever->left = REACH_NOTHING;
}

/* An uncertain input that sets the same number outright, or reads the scenario's own years again, leaves
 * nothing of what a lever did to it. */
static bool redrawn(const struct scenario *s, const struct address *a)
{
    for (int i = 0; i < s->uncertain_count; i++) {
        const struct address *u = &s->uncertains[i].address;
        const bool same = u->row == a->row && (u->item == a->item || u->item == ALL_ITEMS);
        if (same && (u->form == FORM_VALUE || u->form == FORM_DELAY ||
                     (u->form == FORM_YEAR && a->form == FORM_YEAR && u->year == a->year)))
            return true;
    }
    return false;
}

int reach_read_levers(struct reach *r)
{
    const struct scenario *s = r->plan->setup->scenario;
    struct address *addresses = arena_alloc(&r->arena, sizeof *addresses * (size_t)(s->lever_count + 1));
    struct tile tile;

    r->levers = arena_alloc(&r->arena, sizeof *r->levers * (size_t)(s->lever_count + 1));
    r->left = arena_alloc(&r->arena, sizeof *r->left * (size_t)(s->lever_count + 1));
    if (!addresses || !r->levers || !r->left)
        return VS_MEMORY;
    for (int i = 0; i < s->lever_count; i++) {
        addresses[0] = s->levers[i].address;
        if (tile_init(&tile, r->plan->setup, addresses, 1) != 0) {
            tile_free(&tile);
            return VS_MEMORY;
        }
        struct reach_lever lever = {.lever = &s->levers[i]};
        read_one(&lever, &tile.changes[0]);
        tile_free(&tile);
        if (lever.left == REACH_USED && r->options.probability > 0.0 && redrawn(s, &s->levers[i].address))
            lever.left = REACH_REDRAWN;
        if (lever.left == REACH_USED)
            r->levers[r->lever_count++] = lever;
        else
            r->left[r->left_count++] = lever;
    }
    return VS_OK;
}

bool reach_moves(const struct reach_lever *lever, double x)
{
    return fabs(x - lever->base) > 1e-12 * (fabs(lever->base) + lever->high - lever->low);
}

double reach_lever_cost(const struct reach_lever *lever, double x)
{
    return lever->lever->unit_cost * fabs(x - lever->base);
}

double reach_cost(const struct reach *r, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < r->lever_count; i++)
        sum += reach_lever_cost(&r->levers[i], x[i]);
    return sum;
}

double reach_effort(const struct reach *r, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < r->lever_count; i++)
        sum += fabs(x[i] - r->levers[i].base) / (r->levers[i].high - r->levers[i].low);
    return sum;
}

double reach_snap(const struct reach_lever *lever, double x)
{
    x = min2(max2(x, lever->low), lever->high);
    if (lever->step == 0.0 || x == lever->base)
        return x;
    if (lever->step < 1.0) { /* from the plan on; a bound in between may be had too */
        x = lever->base + floor((x - lever->base) / lever->step + 0.5) * lever->step;
        return min2(max2(x, lever->low), lever->high);
    }
    x = floor(x + 0.5);
    return x < lever->low || x > lever->high ? lever->base : x;
}
