/* All targets together, and which of them stand in each other's way. */
#include <math.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

static bool stopped(const struct reach *r) { return r->options.stop && *r->options.stop; }

/* The targets that are met by the plan or by some setting. */
static int collect(const struct reach *r, int *targets)
{
    int count = 0;
    for (int i = 0; i < r->answer_count; i++) {
        const enum reach_verdict v = r->answers[i].verdict;
        if (v == REACH_ON_COURSE || v == REACH_REACHABLE)
            targets[count++] = r->answers[i].target;
    }
    return count;
}

/* --- conflicts --- */

static bool met_before(const struct reach *r, const struct reach_aim *aim)
{
    int checks = 0;
    for (int i = 0; i < r->state->archive.count; i++) {
        if (reach_archived_meets(&r->state->trials[0], i, aim, &checks))
            return true;
    }
    return false;
}

static bool possible(struct reach *r, const struct reach_aim *aim)
{
    struct reach_trial *t = &r->state->trials[0];
    double x[REACH_MOST_LEVERS];

    if (met_before(r, aim))
        return true;
    const bool found = reach_possible(t, aim, x);
    if (found)
        reach_keep(r, t, x);
    return found;
}

static int add_conflict(struct reach *r, const int *targets, int count)
{
    struct reach_conflict *c = &r->conflicts[r->conflict_count];

    c->targets = arena_alloc(&r->arena, sizeof *targets * (size_t)count);
    if (!c->targets)
        return VS_MEMORY;
    memcpy(c->targets, targets, sizeof *targets * (size_t)count);
    c->count = count;
    r->conflict_count++;
    return VS_OK;
}

static int find_pairs(struct reach *r, const int *targets, int count)
{
    int err = VS_OK;

    for (int i = 0; i < count && !err; i++) {
        for (int k = i + 1; k < count && !err && r->conflict_count < REACH_MOST_CONFLICTS && !stopped(r); k++) {
            const int pair[] = {targets[i], targets[k]};
            const struct reach_aim aim = {.targets = pair, .count = 2};
            if (!possible(r, &aim))
                err = add_conflict(r, pair, 2);
        }
    }
    return err;
}

/* No two are in each other's way, but all are: leaves targets out one by one while the rest is still not
 * possible. What remains is a smallest set: without any one of its targets it is. */
static int find_larger(struct reach *r, const int *targets, int count)
{
    int *rest = arena_alloc(&r->arena, sizeof *rest * (size_t)(count + 1));
    int *without = arena_alloc(&r->arena, sizeof *without * (size_t)(count + 1));
    int left = count;

    if (!rest || !without)
        return VS_MEMORY;
    memcpy(rest, targets, sizeof *rest * (size_t)count);
    for (int i = 0; i < left && !stopped(r);) {
        for (int k = 0, n = 0; k < left; k++) {
            if (k != i)
                without[n++] = rest[k];
        }
        const struct reach_aim aim = {.targets = without, .count = left - 1};
        if (left > 2 && !possible(r, &aim)) {
            left--;
            memcpy(rest, without, sizeof *rest * (size_t)left);
        } else {
            i++;
        }
    }
    return add_conflict(r, rest, left);
}

static int find_conflicts(struct reach *r, const int *targets, int count)
{
    r->conflicts = arena_alloc(&r->arena, sizeof *r->conflicts * REACH_MOST_CONFLICTS);
    int err = r->conflicts ? find_pairs(r, targets, count) : VS_MEMORY;
    return err || r->conflict_count ? err : find_larger(r, targets, count);
}

int reach_joint(struct reach *r)
{
    struct reach_trial *t = &r->state->trials[0];
    int *targets = arena_alloc(&r->arena, sizeof *targets * (size_t)(r->answer_count + 1));
    double x[REACH_MOST_LEVERS];

    if (!targets)
        return VS_MEMORY;
    r->joint_count = collect(r, targets);
    const struct reach_aim aim = {.targets = targets, .count = r->joint_count};
    for (int i = 0; i < r->lever_count; i++)
        x[i] = r->levers[i].base;
    const bool on_course = reach_try_one(t, x, &aim) >= 0.0, found = on_course || reach_settle(t, &aim, x);
    r->joint_verdict = on_course ? REACH_ON_COURSE : found ? REACH_REACHABLE : REACH_OUT;
    int err = reach_take(r, &r->joint, x);
    if (found)
        reach_keep(r, t, x);
    else if (!err)
        err = find_conflicts(r, targets, r->joint_count);
    return err ? err : reach_frontier(r, targets, r->joint_count);
}
