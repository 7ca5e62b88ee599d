#include "backtest.h"

#include <math.h>
#include <string.h>

#include "lane.h"

static bool known(double x) { return isfinite(x) && x < ABSENT_ABOVE; }

bool backtest_inside(const struct backtest_point *p, double low, double high)
{
    return known(low) && known(high) && p->observed->value >= low && p->observed->value <= high;
}

static void add_bands(struct backtest_point *p, const struct ensemble *e)
{
    static const double probabilities[] = {0.05, 0.95, 0.25, 0.75};
    double *const bands[] = {&p->low90, &p->high90, &p->low50, &p->high50};
    const int cell = e ? ensemble_cell(&e->members[0], p->observed->indicator, p->observed->year) : -1;

    for (int i = 0; i < 4; i++) {
        const double x = cell < 0 ? ABSENT : summary_quantile(e->members[0].summary, cell, probabilities[i]);
        *bands[i] = known(x) ? x : ABSENT;
    }
    if (p->high90 - p->low90 <= 1e-9 * fabs(p->high90)) /* nothing uncertain moves it: a line is no band */
        p->low90 = p->high90 = p->low50 = p->high50 = ABSENT;
}

/* Each observation goes to the points, or outside when the run has no value to lay beside it. */
static void compare(struct backtest *b, const struct run *r, const struct ensemble *e, const struct observed *o)
{
    const struct series *series = setup_series(r->setup, o->indicator, NULL);
    const double simulated = run_value(r, series, o->year);

    if (!known(simulated)) {
        b->outside[b->outside_count++] = o;
        return;
    }
    struct backtest_point *p = &b->points[b->count++];
    *p = (struct backtest_point){.observed = o,
                                 .series = series,
                                 .lead = o->year - r->setup->shape.first_year,
                                 .simulated = simulated,
                                 .relative = o->value != 0.0 ? (simulated - o->value) / fabs(o->value) : ABSENT};
    add_bands(p, e);
}

static struct backtest_error summed(const struct backtest *b, int lead)
{
    struct backtest_error s = {.lead = lead, .mape = ABSENT, .bias = ABSENT};
    double absolute = 0.0, signed_sum = 0.0;

    for (int i = 0; i < b->count; i++) {
        const struct backtest_point *p = &b->points[i];
        if (p->lead == 0 || (lead > 0 && p->lead != lead))
            continue;
        s.count++;
        if (known(p->relative)) {
            s.relative++;
            absolute += fabs(p->relative);
            signed_sum += p->relative;
        }
        s.banded += known(p->low90);
        s.in90 += backtest_inside(p, p->low90, p->high90);
        s.in50 += backtest_inside(p, p->low50, p->high50);
    }
    if (s.relative > 0) {
        s.mape = absolute / s.relative;
        s.bias = signed_sum / s.relative;
    }
    return s;
}

int backtest_init(struct backtest *b, const struct run *r, const struct ensemble *e)
{
    const struct scenario *s = r->setup->scenario;
    const size_t most = (size_t)s->observed_count + 1;

    memset(b, 0, sizeof *b);
    b->points = arena_alloc(&b->arena, most * sizeof *b->points);
    b->outside = arena_alloc(&b->arena, most * sizeof *b->outside);
    b->leads = arena_alloc(&b->arena, (size_t)r->setup->shape.years * sizeof *b->leads);
    if (!b->points || !b->outside || !b->leads)
        return VS_MEMORY;
    for (int i = 0; i < s->observed_count; i++)
        compare(b, r, e, &s->observed[i]);
    for (int lead = 1; lead < r->setup->shape.years; lead++) {
        const struct backtest_error one = summed(b, lead);
        if (one.count > 0)
            b->leads[b->lead_count++] = one;
    }
    b->all = summed(b, 0);
    return VS_OK;
}

void backtest_free(struct backtest *b)
{
    arena_free(&b->arena);
    memset(b, 0, sizeof *b);
}
