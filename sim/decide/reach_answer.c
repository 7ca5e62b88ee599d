/* One target: on course, reachable at what cost, or out of reach and what is nearest. */
#include <math.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

static void plan_setting(const struct reach *r, double *x)
{
    for (int i = 0; i < r->lever_count; i++)
        x[i] = r->levers[i].base;
}

/* Continuous levers to three digits of their change, where the aim is still met; what has become needless by
 * that goes back to the plan. */
static void tidy(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    for (int i = 0; i < t->r->lever_count; i++) {
        const double before = x[i];
        x[i] = reach_tidy(&t->r->levers[i], before);
        if (x[i] != before && reach_try_one(t, x, aim) < 0.0)
            x[i] = before;
    }
    for (int i = 0; i < t->r->lever_count; i++) {
        const double before = x[i];
        x[i] = t->r->levers[i].base;
        if (x[i] != before && reach_try_one(t, x, aim) < 0.0)
            x[i] = before;
    }
}

bool reach_settle(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    if (!reach_find(t, aim, x))
        return false;
    tidy(t, aim, x);
    return true;
}

/* Whether any lever moves the target, and whether each moves it one way only. */
static void read_ways(const struct reach *r, struct reach_answer *a)
{
    const struct reach_archive *archive = &r->state->archive;
    const int targets = r->plan->setup->scenario->target_count;

    a->one_way = true;
    for (int i = 0; i < r->lever_count; i++) {
        const int ways = r->state->ways[a->target * r->lever_count + i];
        a->touched |= ways != 0;
        a->one_way &= ways != 3;
    }
    for (int i = 1; i < archive->count && !a->touched; i++)
        a->touched = fabs(archive->margin[i * targets + a->target] - archive->margin[a->target]) > 1e-12;
}

/* The first year after it is due in which some setting reaches the target; without levers that move it, in
 * which the plan does. */
static int first_year(struct reach_trial *t, const struct reach_answer *a, const double *nearest)
{
    const struct setup *u = t->r->plan->setup;
    const int due = u->scenario->targets[a->target].due, last = u->shape.first_year + u->shape.years - 1;
    double x[REACH_MOST_LEVERS];

    for (int year = due + 1; year <= last; year++) {
        const struct reach_aim aim = {.targets = &a->target, .count = 1, .later = year - due};
        memcpy(x, nearest, sizeof *x * (size_t)t->r->lever_count);
        if ((a->touched ? reach_climb(t, &aim, true, x) : reach_try_one(t, x, &aim)) >= 0.0)
            return year;
    }
    return 0;
}

/* The lever whose bound, moved out by the smallest share of its range, lets the target be reached with
 * the others as they are in the nearest setting. Bounds are moved by up to three times the range. */
static void relax_bound(struct reach_trial *t, struct reach_answer *a, const double *nearest)
{
    const struct reach *r = t->r;
    const struct reach_aim aim = {.targets = &a->target, .count = 1};
    struct reach_lever levers[REACH_MOST_LEVERS];
    struct reach wide = *r;
    double least = ABSENT, found;

    memcpy(levers, r->levers, sizeof *levers * (size_t)r->lever_count);
    wide.levers = levers;
    t->r = &wide;
    for (int i = 0; i < r->lever_count; i++) {
        const int ways = r->state->ways[a->target * r->lever_count + i];
        const double range = r->levers[i].high - r->levers[i].low;
        for (int up = 0; up < 2; up++) {
            const double bound = up ? r->levers[i].high : r->levers[i].low;
            const double end =
                up ? min2(r->levers[i].most, bound + 3.0 * range) : max2(r->levers[i].least, bound - 3.0 * range);
            if (!(ways & (up ? 1 : 2)) || fabs(end - bound) < 1e-9 * range)
                continue;
            levers[i].low = up ? levers[i].low : end;
            levers[i].high = up ? end : levers[i].high;
            if (reach_along(t, &aim, nearest, i, bound, reach_snap(&levers[i], end), 2 * LANES, &found) &&
                fabs(found - bound) / range < least) {
                least = fabs(found - bound) / range;
                a->lever = i;
                a->bound = reach_tidy(&levers[i], found);
            }
            levers[i] = r->levers[i];
        }
    }
    t->r = r;
}

/* The nearest setting with the levers that do next to nothing for it left as planned. Returns false
 * when that is all of them. */
static bool nearest(struct reach_trial *t, const struct reach_answer *a, double *x)
{
    struct reach_aim aim = {.targets = &a->target, .count = 1};
    double plan[REACH_MOST_LEVERS];

    plan_setting(t->r, plan);
    const double best = reach_climb(t, &aim, false, x), gain = best - reach_try_one(t, plan, &aim);
    if (!(gain > 1e-6)) {
        memcpy(x, plan, sizeof *x * (size_t)t->r->lever_count);
        return false;
    }
    aim.floor = best - min2(1e-3 * gain, 1e-6);
    reach_cheapen(t, &aim, x);
    tidy(t, &aim, x);
    return true;
}

static void out_of_reach(struct reach_trial *t, struct reach_answer *a, double *x)
{
    a->verdict = REACH_OUT;
    read_ways(t->r, a);
    if (!a->touched)
        plan_setting(t->r, x);
    a->year = first_year(t, a, x);
    if (a->touched) {
        relax_bound(t, a, x);
        a->touched = nearest(t, a, x);
    }
}

void reach_answer_one(struct reach_trial *t, struct reach_answer *a, double *x)
{
    const struct reach_aim aim = {.targets = &a->target, .count = 1};
    const uint64_t before = t->tried;

    plan_setting(t->r, x);
    if (a->verdict == REACH_UNEVALUATED)
        return;
    if (t->r->options.probability > 0.0)
        a->plan_probability = a->probability = reach_share(t, x, &aim);
    if (reach_try_one(t, x, &aim) >= 0.0) {
        a->verdict = REACH_ON_COURSE;
        read_ways(t->r, a);
    } else if (reach_settle(t, &aim, x)) {
        a->verdict = REACH_REACHABLE;
        read_ways(t->r, a);
    } else {
        out_of_reach(t, a, x);
    }
    a->tried = t->tried - before + (uint64_t)t->r->state->archive.count + t->r->compared;
}
