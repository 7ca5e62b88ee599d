/* The frontier: how many targets a sum of money meets. Step by step the target that costs least on top
 * of those met is added; where none can be, a setting tried before that meets more in all, though it
 * gives some up, is where the next steps start. */
#include <math.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

struct frontier {
    struct reach *r;
    const int *targets; /* those that can be met */
    int count;
    bool *met, *refused;
    int *aim; /* room for the targets of an aim */
};

static bool stopped(const struct reach *r) { return r->options.stop && *r->options.stop; }

/* The targets met already, and one more (-1: none). */
static struct reach_aim aim_with(const struct frontier *f, int more)
{
    int n = 0;
    for (int k = 0; k < f->count; k++) {
        if (f->met[k] || k == more)
            f->aim[n++] = f->targets[k];
    }
    return (struct reach_aim){.targets = f->aim, .count = n};
}

/* The least cost of a setting tried so far that seems to meet an aim. */
static double known_cost(const struct reach *r, const struct reach_aim *aim)
{
    const int at = reach_cheapest_archived(r, aim, -1.0);
    return at < 0 ? ABSENT : r->state->archive.cost[at];
}

static const double *own_setting(const struct reach *r, int target)
{
    for (int i = 0; i < r->answer_count; i++) {
        if (r->answers[i].target == target)
            return r->answers[i].setting.x;
    }
    return NULL;
}

/* Both settings at once: each lever where it is farther from the plan. */
static void both(const struct reach *r, const double *x, const double *more, double *to)
{
    for (int i = 0; i < r->lever_count; i++) {
        const double base = r->levers[i].base;
        to[i] = fabs(more[i] - base) > fabs(x[i] - base) ? more[i] : x[i];
    }
}

/* The target that seems cheapest to add to what x meets, by what was tried so far or by adding its own
 * setting to x; -1 when all are met or refused. */
static int next_target(const struct frontier *f, const double *x)
{
    struct reach *r = f->r;
    struct reach_trial *t = &r->state->trials[0];
    double least = ABSENT, joined[REACH_MOST_LEVERS], chosen[REACH_MOST_LEVERS];
    bool keep = false;
    int best = -1;

    for (int k = 0; k < f->count; k++) {
        if (f->met[k] || f->refused[k])
            continue;
        const struct reach_aim aim = aim_with(f, k);
        both(r, x, own_setting(r, f->targets[k]), joined);
        double cost = known_cost(r, &aim);
        const bool simple = reach_cost(r, joined) < cost && reach_try_one(t, joined, &aim) >= 0.0;
        cost = simple ? reach_cost(r, joined) : cost;
        if (best >= 0 && cost >= least)
            continue;
        least = cost;
        best = k;
        keep = simple;
        memcpy(chosen, joined, sizeof *x * (size_t)r->lever_count);
    }
    if (keep)
        reach_keep(r, t, chosen); /* the search for the step starts there */
    return best;
}

/* Which targets a setting meets; with a probability, which of them all at once, those met before and the
 * one it was made for first. */
static int meets(const struct frontier *f, const double *x, int made_for, bool *now)
{
    struct reach_trial *t = &f->r->state->trials[0];
    int count = 0, *together = f->aim;

    memset(now, 0, (size_t)f->count);
    for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < f->count; k++) {
            if ((f->met[k] || k == made_for) != (pass == 0))
                continue;
            together[count] = f->targets[k];
            const bool apart = f->r->options.probability <= 0.0;
            const struct reach_aim aim = {.targets = apart ? &together[count] : together,
                                          .count = apart ? 1 : count + 1};
            now[k] = reach_try_one(t, x, &aim) >= 0.0;
            count += now[k];
        }
    }
    return count;
}

static int add_step(struct frontier *f, const double *x, int made_for)
{
    struct reach *r = f->r;
    struct reach_step *step = &r->steps[r->step_count];
    bool *now = arena_alloc(&r->arena, (size_t)f->count + 1);

    step->gained = arena_alloc(&r->arena, sizeof *step->gained * (size_t)(f->count + 1));
    step->lost = arena_alloc(&r->arena, sizeof *step->lost * (size_t)(f->count + 1));
    if (!now || !step->gained || !step->lost || reach_take(r, &step->setting, x) != 0)
        return VS_MEMORY;
    step->met = meets(f, x, made_for, now);
    for (int k = 0; k < f->count; k++) {
        if (now[k] && !f->met[k])
            step->gained[step->gained_count++] = f->targets[k];
        if (!now[k] && f->met[k])
            step->lost[step->lost_count++] = f->targets[k];
    }
    memcpy(f->met, now, (size_t)f->count);
    r->step_count++;
    return VS_OK;
}

/* The cheapest archived setting that meets more targets than the last step; -1 when there is none. */
static int richer(const struct frontier *f)
{
    const struct reach_archive *a = &f->r->state->archive;
    int best = -1, most = f->r->steps[f->r->step_count - 1].met;

    for (int i = 0; i < a->count; i++) {
        int met = 0;
        for (int k = 0; k < f->count; k++) {
            const struct reach_aim one = {.targets = &f->targets[k], .count = 1};
            met += reach_archived(f->r, i, &one) >= 0.0;
        }
        if (met > most || (best >= 0 && met == most && a->cost[i] < a->cost[best])) {
            most = met;
            best = i;
        }
    }
    return best;
}

/* Starts again from a setting that meets more; false when none does. With a probability what is met one by
 * one says little of what is met together, so there is no such start. */
static bool start_again(struct frontier *f, double *x)
{
    const int at = f->r->options.probability > 0.0 ? -1 : richer(f);
    struct reach_aim aim = {.targets = f->aim};

    if (at < 0)
        return false;
    for (int k = 0; k < f->count; k++) {
        const struct reach_aim one = {.targets = &f->targets[k], .count = 1};
        if (reach_archived(f->r, at, &one) >= 0.0)
            f->aim[aim.count++] = f->targets[k];
    }
    memset(f->refused, 0, (size_t)f->count);
    return reach_settle(&f->r->state->trials[0], &aim, x);
}

static int climb(struct frontier *f)
{
    struct reach *r = f->r;
    struct reach_trial *t = &r->state->trials[0];
    double x[REACH_MOST_LEVERS], found[REACH_MOST_LEVERS]; /* of the last step, of the next */

    for (int i = 0; i < r->lever_count; i++)
        x[i] = r->levers[i].base;
    int err = add_step(f, x, -1);
    while (!err && !stopped(r) && r->step_count <= f->count) {
        const int next = next_target(f, x);
        if (next >= 0) {
            const struct reach_aim aim = aim_with(f, next);
            if (!reach_settle(t, &aim, found)) {
                f->refused[next] = true;
                continue;
            }
        } else if (!start_again(f, found)) {
            break;
        }
        memcpy(x, found, sizeof *x * (size_t)r->lever_count);
        reach_keep(r, t, x);
        err = add_step(f, x, next);
    }
    return err;
}

static bool among(const int *list, int count, int what)
{
    for (int i = 0; i < count; i++) {
        if (list[i] == what)
            return true;
    }
    return false;
}

/* Adds what `from` lists to `to`, except what is in `not`. */
static void carry_over(const int *from, int count, const int * not, int not_count, int *to, int *to_count)
{
    for (int i = 0; i < count; i++) {
        if (!among(not, not_count, from[i]) && !among(to, *to_count, from[i]))
            to[(*to_count)++] = from[i];
    }
}

/* `step` follows what `before` followed: what the two gain and lose in all. */
static void join(struct reach_step *step, const struct reach_step *before, int *room)
{
    const struct reach_step own = *step;
    int gained = 0, lost = 0;

    carry_over(before->gained, before->gained_count, own.lost, own.lost_count, room, &gained);
    carry_over(own.gained, own.gained_count, before->lost, before->lost_count, room, &gained);
    carry_over(before->lost, before->lost_count, own.gained, own.gained_count, room + gained, &lost);
    carry_over(own.lost, own.lost_count, before->gained, before->gained_count, room + gained, &lost);
    memcpy(step->gained, room, sizeof *room * (size_t)gained);
    memcpy(step->lost, room + gained, sizeof *room * (size_t)lost);
    step->gained_count = gained;
    step->lost_count = lost;
}

/* A later step that costs no more makes an earlier one pointless. */
static int drop_dear_steps(struct reach *r, int count)
{
    int kept = 0, *room = arena_alloc(&r->arena, sizeof *room * (size_t)(2 * count + 2));

    for (int i = 0; room && i < r->step_count; i++) {
        struct reach_step step = r->steps[i];
        while (kept > 0 && r->steps[kept - 1].setting.cost >= step.setting.cost)
            join(&step, &r->steps[--kept], room);
        r->steps[kept++] = step;
    }
    r->step_count = kept;
    return room ? VS_OK : VS_MEMORY;
}

int reach_frontier(struct reach *r, const int *targets, int count)
{
    struct frontier f = {.r = r, .targets = targets, .count = count};

    f.met = arena_alloc(&r->arena, (size_t)count + 1);
    f.refused = arena_alloc(&r->arena, (size_t)count + 1);
    f.aim = arena_alloc(&r->arena, sizeof *f.aim * (size_t)(count + 1));
    r->steps = arena_alloc(&r->arena, sizeof *r->steps * (size_t)(count + 2));
    int err = f.met && f.refused && f.aim && r->steps ? climb(&f) : VS_MEMORY;
    if (!err)
        err = drop_dear_steps(r, count);
    for (int i = 0; i < r->step_count; i++) {
        if (r->steps[i].setting.cost <= r->options.budget)
            r->within = i;
    }
    return err;
}
