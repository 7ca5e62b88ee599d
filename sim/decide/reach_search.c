/* Searching among settings. Moves are tried eight at a time, one in each lane: a lever's whole range at
 * once, then finer around the best; or, where a setting meets its aim already, how far each lever can go
 * back to the plan, and which lever does cheaper what another one does. */
#include <math.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

static bool stopped(const struct reach *r) { return r->options.stop && *r->options.stop; }

bool reach_better(const struct reach *r, const double *x, const double *than)
{
    const double a = reach_cost(r, x), b = reach_cost(r, than);
    if (fabs(a - b) > 1e-9 * (1.0 + fabs(b)))
        return a < b;
    return reach_effort(r, x) < reach_effort(r, than) - 1e-9;
}

/* Margins of x with one lever at each of eight values. */
static void try_values(struct reach_trial *t, const struct reach_aim *aim, const double *x, int lever,
                       const double values[LANES], bool only_met, double margin[LANES])
{
    double lanes[REACH_MOST_LEVERS * LANES];

    for (int i = 0; i < t->r->lever_count; i++) {
        for (int l = 0; l < LANES; l++)
            lanes[i * LANES + l] = i == lever ? values[l] : x[i];
    }
    reach_try(t, lanes, LANES, aim, 1, only_met, margin);
}

/* --- along one lever --- */

/* Between a value that misses the aim and one that meets it: the nearest to the first that meets it. */
static double close_in(struct reach_trial *t, const struct reach_aim *aim, const double *x, int lever, double misses,
                       double meets)
{
    const struct reach_lever *moved = &t->r->levers[lever];
    const double enough = moved->step > 0.0 ? moved->step * (1.0 + 1e-9) : 1e-7 * (moved->high - moved->low);
    double values[LANES], margin[LANES];

    for (int round = 0; round < 8 && fabs(meets - misses) > enough; round++) {
        const double from = misses, to = meets;
        for (int l = 0; l < LANES; l++)
            values[l] = reach_snap(moved, from + (to - from) * (l + 1) / (LANES + 1.0));
        try_values(t, aim, x, lever, values, true, margin);
        int first = 0;
        while (first < LANES && margin[first] < 0.0)
            misses = values[first++];
        meets = first < LANES ? values[first] : to;
        if (misses == from && meets == to)
            break;
    }
    return meets;
}

bool reach_along(struct reach_trial *t, const struct reach_aim *aim, const double *x, int lever, double from, double to,
                 int points, double *found)
{
    const struct reach_lever *moved = &t->r->levers[lever];
    double values[LANES], margin[LANES], misses = from;

    for (int k = 0; k < points; k += LANES) {
        for (int l = 0; l < LANES; l++)
            values[l] = k + l == 0            ? from
                        : k + l == points - 1 ? to
                                              : reach_snap(moved, from + (to - from) * (k + l) / (points - 1.0));
        try_values(t, aim, x, lever, values, true, margin);
        for (int l = 0; l < LANES; l++) {
            if (margin[l] < 0.0) {
                misses = values[l];
                continue;
            }
            *found = k + l == 0 ? from : close_in(t, aim, x, lever, misses, values[l]);
            return true;
        }
    }
    return false;
}

/* --- cheaper --- */

/* Every lever back towards the plan as far as the aim is still met, the dearest change first. */
static void shrink(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    const struct reach *r = t->r;
    bool done[REACH_MOST_LEVERS] = {false};

    for (int k = 0; k < r->lever_count && !stopped(r); k++) {
        int dearest = -1;
        for (int i = 0; i < r->lever_count; i++) {
            if (done[i] || !reach_moves(&r->levers[i], x[i]))
                continue;
            if (dearest < 0 ||
                reach_lever_cost(&r->levers[i], x[i]) > reach_lever_cost(&r->levers[dearest], x[dearest]))
                dearest = i;
        }
        if (dearest < 0)
            return;
        done[dearest] = true;
        double found;
        if (reach_along(t, aim, x, dearest, r->levers[dearest].base, x[dearest], LANES, &found))
            x[dearest] = found;
    }
}

/* How far lever j may go in a direction before it costs more than `saved`. */
static double affordable(const struct reach_lever *lever, double x, double saved, bool up)
{
    const double price = lever->lever->unit_cost, end = up ? lever->high : lever->low;
    double most = price > 0.0 ? saved / price : fabs(end - x);

    if (lever->step > 0.0)
        most = floor(most / lever->step + 1e-9) * lever->step;
    return up ? min2(end, x + most) : max2(end, x - most);
}

/* Lever i goes back by a share of its change; does lever j make up for it at less than that saves? */
static bool exchange(struct reach_trial *t, const struct reach_aim *aim, double *x, int i, int j, double share)
{
    const struct reach *r = t->r;
    const struct reach_lever *one = &r->levers[i], *other = &r->levers[j];
    double trial[REACH_MOST_LEVERS], found;

    memcpy(trial, x, sizeof *x * (size_t)r->lever_count);
    trial[i] = share == 1.0 ? one->base : reach_snap(one, x[i] + share * (one->base - x[i]));
    if (trial[i] == x[i])
        return false;
    const double saved = reach_lever_cost(one, x[i]) - reach_lever_cost(one, trial[i]);
    for (int up = 0; up < 2; up++) {
        if (up ? x[j] < other->base : x[j] > other->base) /* going back is what shrink() does */
            continue;
        const double to = affordable(other, x[j], saved, up);
        if (fabs(to - x[j]) <= 1e-9 * (other->high - other->low))
            continue;
        if (!reach_along(t, aim, trial, j, x[j], to, LANES, &found))
            continue;
        trial[j] = found;
        if (reach_better(r, trial, x)) {
            memcpy(x, trial, sizeof *x * (size_t)r->lever_count);
            return true;
        }
        trial[j] = x[j];
    }
    return false;
}

static bool exchange_any(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    static const double shares[] = {1.0, 0.5, 0.125};
    const struct reach *r = t->r;
    bool any = false;

    for (int i = 0; i < r->lever_count; i++) {
        for (int j = 0; j < r->lever_count; j++) {
            for (int k = 0; k < 3 && j != i && reach_moves(&r->levers[i], x[i]) && !stopped(r); k++)
                any |= exchange(t, aim, x, i, j, shares[k]);
        }
    }
    return any;
}

void reach_cheapen(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    shrink(t, aim, x);
    for (int round = 0; round < 12 && exchange_any(t, aim, x); round++)
        shrink(t, aim, x);
}

/* --- higher --- */

/* The best value of one lever: eight over its range, then twice eight around the best. */
static double raise_one(struct reach_trial *t, const struct reach_aim *aim, double *x, int lever, double best)
{
    const struct reach_lever *moved = &t->r->levers[lever];
    const int rounds = t->r->options.probability > 0.0 ? 2 : 3;
    double low = moved->low, high = moved->high, values[LANES], margin[LANES];

    for (int round = 0; round < rounds; round++) {
        for (int l = 0; l < LANES; l++)
            values[l] = reach_snap(moved, low + (high - low) * l / (LANES - 1.0));
        try_values(t, aim, x, lever, values, false, margin);
        for (int l = 0; l < LANES; l++) {
            if (margin[l] > best + 1e-12) {
                best = margin[l];
                x[lever] = values[l];
            }
        }
        const double step = (high - low) / (LANES - 1.0);
        low = max2(moved->low, x[lever] - step);
        high = min2(moved->high, x[lever] + step);
        if (step <= moved->step)
            break;
    }
    return best;
}

double reach_climb(struct reach_trial *t, const struct reach_aim *aim, bool stop, double *x)
{
    const struct reach *r = t->r;
    const int cycles = r->options.probability > 0.0 ? 2 : 8; /* there, each try is an ensemble */
    double best = reach_try_one(t, x, aim);

    for (int cycle = 0; cycle < cycles && !(stop && best >= 0.0) && !stopped(r); cycle++) {
        const double before = best;
        for (int i = 0; i < r->lever_count && !(stop && best >= 0.0); i++)
            best = raise_one(t, aim, x, i, best);
        if (best <= before + 1e-9)
            break;
    }
    return best;
}
