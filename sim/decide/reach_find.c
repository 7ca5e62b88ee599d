/* Where searches start: single levers, the ends at which each lever helps, the best of what was tried
 * before. From each the setting is made cheaper, and the cheapest is what was found. */
#include <math.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

enum { STARTS = 4, LINE_POINTS = 64, LINE_POINTS_DRAWN = 8 };

/* Settings that meet the aim, the cheapest first. */
struct starts {
    double x[STARTS][REACH_MOST_LEVERS];
    int count, most;
};

static void offer(const struct reach *r, struct starts *s, const double *x)
{
    const size_t size = sizeof *x * (size_t)r->lever_count;
    int at = s->count;

    while (at > 0 && reach_better(r, x, s->x[at - 1]))
        at--;
    if (at == s->most)
        return;
    s->count += s->count < s->most;
    for (int i = s->count - 1; i > at; i--)
        memcpy(s->x[i], s->x[i - 1], size);
    memcpy(s->x[at], x, size);
}

/* Every lever at the end at which it helps the aim's targets, as planned where they disagree. */
static void helping_ends(const struct reach *r, const struct reach_aim *aim, double *x)
{
    for (int i = 0; i < r->lever_count; i++) {
        int ways = 0;
        for (int k = 0; k < aim->count; k++)
            ways |= r->state->ways[aim->targets[k] * r->lever_count + i];
        x[i] = ways == 1 ? r->levers[i].high : ways == 2 ? r->levers[i].low : r->levers[i].base;
    }
}

static bool acts_on(const struct reach *r, const struct reach_aim *aim, int lever)
{
    for (int k = 0; k < aim->count; k++) {
        if (r->state->ways[aim->targets[k] * r->lever_count + lever])
            return true;
    }
    return false;
}

static void offer_single_levers(struct reach_trial *t, const struct reach_aim *aim, struct starts *s)
{
    const struct reach *r = t->r;
    const int points = r->options.probability > 0.0 ? LINE_POINTS_DRAWN : LINE_POINTS;
    double x[REACH_MOST_LEVERS], found;

    for (int i = 0; i < r->lever_count; i++)
        x[i] = r->levers[i].base;
    for (int i = 0; i < r->lever_count; i++) {
        const struct reach_lever *lever = &r->levers[i];
        for (int up = 0; up < 2 && acts_on(r, aim, i); up++) {
            const double end = up ? lever->high : lever->low;
            if (end == lever->base || !reach_along(t, aim, x, i, lever->base, end, points, &found))
                continue;
            x[i] = found;
            offer(r, s, x);
            x[i] = lever->base;
        }
    }
}

/* The cheapest archived settings that meet the aim. */
static void offer_archived(struct reach_trial *t, const struct reach_aim *aim, struct starts *s)
{
    const struct reach *r = t->r;
    int at, checks = 0;

    for (double above = -1.0; s->count < s->most && (at = reach_cheapest_archived(r, aim, above)) >= 0;) {
        above = r->state->archive.cost[at];
        if (reach_archived_meets(t, at, aim, &checks))
            offer(r, s, r->state->archive.x + at * r->lever_count);
    }
}

/* The archived setting with the largest margin among those below `below`; -1 when there is none. */
static int nearest_archived(const struct reach *r, const struct reach_aim *aim, double below)
{
    int best = -1;
    double most = -1e300;

    for (int i = 0; i < r->state->archive.count; i++) {
        const double margin = reach_archived(r, i, aim);
        if (margin < below && margin > most) {
            most = margin;
            best = i;
        }
    }
    return best;
}

bool reach_possible(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    const struct reach *r = t->r;
    const size_t size = sizeof *x * (size_t)r->lever_count;
    double trial[REACH_MOST_LEVERS], best, below = 1e300;

    helping_ends(r, aim, x);
    best = reach_climb(t, aim, true, x);
    const int starts = r->options.probability > 0.0 ? 1 : STARTS; /* there, each try is an ensemble */

    for (int k = 0; k < starts && best < 0.0; k++) {
        const int at = nearest_archived(r, aim, below);
        if (at < 0)
            break;
        below = reach_archived(r, at, aim);
        memcpy(trial, r->state->archive.x + at * r->lever_count, size);
        const double margin = reach_climb(t, aim, true, trial);
        if (margin > best) {
            best = margin;
            memcpy(x, trial, size);
        }
    }
    if (best < 0.0) {
        reach_cobyla_climb(t, aim, x);
        best = reach_climb(t, aim, true, x);
    }
    return best >= 0.0;
}

bool reach_find(struct reach_trial *t, const struct reach_aim *aim, double *x)
{
    const struct reach *r = t->r;
    const size_t size = sizeof *x * (size_t)r->lever_count;
    struct starts s = {.most = r->options.probability > 0.0 ? STARTS / 2 : STARTS};
    double trial[REACH_MOST_LEVERS];

    offer_archived(t, aim, &s);
    offer_single_levers(t, aim, &s);
    if (s.count == 0) {
        if (!reach_possible(t, aim, x))
            return false;
        offer(r, &s, x);
    }
    for (int k = 0; k < s.count; k++) {
        memcpy(trial, s.x[k], size);
        reach_cheapen(t, aim, trial);
        if (k == 0 || reach_better(r, trial, x))
            memcpy(x, trial, size);
    }
    reach_cobyla_cheapen(t, aim, x);
    return true;
}
