/* A constrained optimiser on the levers as if none were whole: NLopt's COBYLA (Powell 1994), which needs
 * no derivatives and gives the same bits everywhere. What it finds is rounded, run, and kept only if
 * it is better. Levers are seen as shares of their ranges, every target is a constraint of its own. */
#include <math.h>
#include <nlopt.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

enum { EVALUATIONS = 400, MOST_CONSTRAINTS = 200 };

struct problem {
    struct reach_trial *t;
    const struct reach_aim *aim;
    struct reach_aim each[MOST_CONSTRAINTS];
    int each_count;
    double size; /* of the cost: it is minimised in its own size */
    bool climbs; /* the last variable is the margin all targets have */
};

static void settings_of(const struct problem *p, const double *v, double *x)
{
    for (int i = 0; i < p->t->r->lever_count; i++) {
        const struct reach_lever *lever = &p->t->r->levers[i];
        x[i] = min2(max2(lever->low + v[i] * (lever->high - lever->low), lever->low), lever->high);
    }
}

static double objective(unsigned n, const double *v, double *gradient, void *data)
{
    const struct problem *p = data;
    double x[REACH_MOST_LEVERS];

    (void)gradient;
    if (p->climbs)
        return -v[n - 1];
    settings_of(p, v, x);
    return reach_cost(p->t->r, x) / p->size + 1e-6 * reach_effort(p->t->r, x);
}

/* NLopt wants them at or below 0. */
static void constraints(unsigned m, double *result, unsigned n, const double *v, double *gradient, void *data)
{
    struct problem *p = data;
    double x[REACH_MOST_LEVERS], lanes[REACH_MOST_LEVERS * LANES], margin[MOST_CONSTRAINTS * LANES];

    (void)gradient;
    settings_of(p, v, x);
    for (int i = 0; i < p->t->r->lever_count; i++) {
        for (int l = 0; l < LANES; l++)
            lanes[i * LANES + l] = x[i];
    }
    reach_try(p->t, lanes, 1, p->each, p->each_count, false, margin);
    for (unsigned k = 0; k < m; k++)
        result[k] = (p->climbs ? v[n - 1] : 0.0) - margin[k * LANES];
}

/* With a probability the share of replicates is of all targets at once. */
static void set_constraints(struct problem *p)
{
    const bool apart = p->t->r->options.probability <= 0.0 && p->aim->count <= MOST_CONSTRAINTS;

    p->each_count = apart ? p->aim->count : 1;
    p->each[0] = *p->aim;
    for (int k = 0; apart && k < p->aim->count; k++)
        p->each[k] = (struct reach_aim){&p->aim->targets[k], 1, p->aim->later, p->aim->floor};
}

static bool optimise(struct problem *p, double *x)
{
    const struct reach *r = p->t->r;
    const unsigned n = (unsigned)r->lever_count + p->climbs;
    double v[REACH_MOST_LEVERS + 1], low[REACH_MOST_LEVERS + 1], high[REACH_MOST_LEVERS + 1],
        step[REACH_MOST_LEVERS + 1], tolerance[MOST_CONSTRAINTS] = {0}, least;

    for (int i = 0; i < r->lever_count; i++) {
        v[i] = (x[i] - r->levers[i].low) / (r->levers[i].high - r->levers[i].low);
        low[i] = 0.0;
        high[i] = 1.0;
        step[i] = 0.1;
    }
    if (p->climbs) {
        v[n - 1] = reach_try_one(p->t, x, p->aim);
        low[n - 1] = MARGIN_UNKNOWN;
        high[n - 1] = -MARGIN_UNKNOWN;
        step[n - 1] = 0.1;
    }
    nlopt_opt o = nlopt_create(NLOPT_LN_COBYLA, n);
    if (!o)
        return false;
    nlopt_set_min_objective(o, objective, p);
    nlopt_add_inequality_mconstraint(o, (unsigned)p->each_count, constraints, p, tolerance);
    nlopt_set_lower_bounds(o, low);
    nlopt_set_upper_bounds(o, high);
    nlopt_set_initial_step(o, step);
    nlopt_set_xtol_rel(o, 1e-6);
    nlopt_set_maxeval(o, r->options.probability > 0.0 ? EVALUATIONS / 8 : EVALUATIONS);
    const nlopt_result said = nlopt_optimize(o, v, &least);
    nlopt_destroy(o);
    if (said < 0 && said != NLOPT_ROUNDOFF_LIMITED)
        return false;
    settings_of(p, v, x);
    return true;
}

/* Whole levers to a neighbour that still meets the aim: away from the plan first, where it is dearer. */
static bool round_off(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    for (int i = 0; i < t->r->lever_count; i++) {
        const struct reach_lever *lever = &t->r->levers[i];
        if (fabs(x[i] - lever->base) < 1e-6 * (lever->high - lever->low))
            x[i] = lever->base;
        else if (lever->step > 0.0)
            x[i] = reach_snap(lever, x[i] + (x[i] > lever->base ? 0.499 : -0.499) * lever->step);
    }
    return reach_try_one(t, x, aim) >= 0.0 || reach_climb(t, aim, true, x) >= 0.0;
}

void reach_cobyla_cheapen(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    struct problem p = {.t = t, .aim = aim, .size = reach_cost(t->r, x)};
    double found[REACH_MOST_LEVERS];

    p.size = p.size > 0.0 ? p.size : 1.0;
    memcpy(found, x, sizeof *x * (size_t)t->r->lever_count);
    set_constraints(&p);
    if (!optimise(&p, found) || !round_off(t, aim, found))
        return;
    reach_cheapen(t, aim, found);
    if (reach_better(t->r, found, x))
        memcpy(x, found, sizeof *x * (size_t)t->r->lever_count);
}

void reach_cobyla_climb(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    struct problem p = {.t = t, .aim = aim, .size = 1.0, .climbs = true};
    double found[REACH_MOST_LEVERS];

    memcpy(found, x, sizeof *x * (size_t)t->r->lever_count);
    set_constraints(&p);
    if (!optimise(&p, found))
        return;
    for (int i = 0; i < t->r->lever_count; i++)
        found[i] = reach_snap(&t->r->levers[i], found[i]);
    if (reach_try_one(t, found, aim) > reach_try_one(t, x, aim))
        memcpy(x, found, sizeof *x * (size_t)t->r->lever_count);
}
