#include "reach.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "reach_parts.h"

/* --- making ready --- */

enum sampler reach_sampler(const struct reach *r)
{
    const uint64_t n = r->options.runs;
    return n && (n & (n - 1)) == 0 ? SAMPLER_SOBOL : SAMPLER_LATIN;
}

static int choose_targets(struct reach *r, const struct reach_options *o)
{
    const int all = r->plan->setup->scenario->target_count, count = o->targets ? o->target_count : all;

    r->answers = arena_alloc(&r->arena, sizeof *r->answers * (size_t)(count + 1));
    for (int i = 0; r->answers && i < count; i++) {
        const int target = o->targets ? o->targets[i] : i;
        const struct result *result = &r->plan->results[target];
        r->answers[r->answer_count++] =
            (struct reach_answer){.target = target,
                                  .verdict = result->verdict == VERDICT_UNEVALUATED ? REACH_UNEVALUATED : REACH_OUT,
                                  .plan = result->reached,
                                  .reached = result->reached,
                                  .lever = -1};
    }
    return r->answers ? VS_OK : VS_MEMORY;
}

/* The same draws for every setting: differences between settings are not noise. */
static int make_draws(struct reach *r, struct diags *d)
{
    struct reach_search_state *state = r->state;
    const struct scenario *s = r->plan->setup->scenario;
    const uint64_t blocks = (r->options.runs + DESIGN_BLOCK - 1) / DESIGN_BLOCK;
    struct correlation *pairs = arena_alloc(&r->arena, sizeof *pairs * (size_t)(s->correlated_count + 1));

    for (int i = 0; pairs && i < s->correlated_count; i++)
        pairs[i] = (struct correlation){s->correlated[i].a, s->correlated[i].b, s->correlated[i].rank};
    state->draw_inputs = s->uncertain_count;
    state->needed = (int)ceil(r->options.probability * (double)r->options.runs - 1e-9);
    state->draws = arena_alloc(&r->arena, sizeof(double) * (size_t)blocks * DESIGN_BLOCK * (size_t)s->uncertain_count);
    if (!pairs || !state->draws)
        return VS_MEMORY;
    int err = design_init(&state->design, reach_sampler(r), r->options.seed, r->options.runs, s->uncertains,
                          s->uncertain_count, pairs, s->correlated_count, d);
    for (uint64_t b = 0; b < blocks && !err; b++)
        design_block(&state->design, b * DESIGN_BLOCK,
                     state->draws + (size_t)b * DESIGN_BLOCK * (size_t)s->uncertain_count);
    return err;
}

static int check_levers(const struct reach *r, struct diags *d)
{
    const struct scenario *s = r->plan->setup->scenario;

    if (r->lever_count > REACH_MOST_LEVERS)
        return diag_error(d, s->path, 0, "lever: %d levers; at most %d can be searched", r->lever_count,
                          REACH_MOST_LEVERS);
    if (r->lever_count > 0)
        return VS_OK;
    return diag_error(d, s->path, 0,
                      s->lever_count > 0 ? N_("lever: none of its levers has anything to change")
                                         : N_("lever: the scenario has none, so there is nothing to search"));
}

int reach_init(struct reach *r, const struct run *plan, const struct reach_options *o, struct diags *d)
{
    memset(r, 0, sizeof *r);
    r->plan = plan;
    r->options = *o;
    r->options.threads = o->threads > 0 ? o->threads : omp_get_max_threads();
    r->state = arena_alloc(&r->arena, sizeof *r->state);
    int err = r->state ? choose_targets(r, o) : VS_MEMORY;
    if (!err)
        err = reach_read_levers(r);
    if (!err)
        err = check_levers(r, d);
    if (!err && o->probability > 0.0)
        err = make_draws(r, d);
    if (err)
        return err;
    r->state->trials = arena_alloc(&r->arena, sizeof *r->state->trials * (size_t)r->options.threads);
    while (r->state->trials && !err && r->state->threads < r->options.threads)
        err = reach_trial_init(&r->state->trials[r->state->threads++], r);
    return r->state->trials ? err : VS_MEMORY;
}

void reach_free(struct reach *r)
{
    for (int i = 0; r->state && i < r->state->threads; i++)
        reach_trial_free(&r->state->trials[i]);
    if (r->state)
        design_free(&r->state->design);
    arena_free(&r->arena);
    memset(r, 0, sizeof *r);
}

int reach_take(struct reach *r, struct reach_setting *s, const double *x)
{
    s->x = arena_alloc(&r->arena, sizeof *x * (size_t)(r->lever_count + 1));
    if (!s->x)
        return VS_MEMORY;
    memcpy(s->x, x, sizeof *x * (size_t)r->lever_count);
    s->cost = reach_cost(r, x);
    return VS_OK;
}

/* --- running --- */

static bool stopped(const struct reach *r) { return r->options.stop && *r->options.stop; }

/* Every target by itself, several at a time; no answer depends on another. */
static int answer_all(struct reach *r)
{
    uint64_t done = 0;
    int err = VS_OK;

    double *found = arena_alloc(&r->arena, sizeof *found * (size_t)(r->answer_count * r->lever_count + 1));
    if (!found)
        return VS_MEMORY;
#pragma omp parallel for num_threads(r->state->threads) schedule(dynamic)
    for (int i = 0; i < r->answer_count; i++) {
        if (stopped(r))
            continue;
        reach_answer_one(&r->state->trials[omp_get_thread_num()], &r->answers[i], found + i * r->lever_count);
#pragma omp critical
        if (r->options.progress)
            r->options.progress(r->options.context, ++done, (uint64_t)r->answer_count + 1);
    }
    for (int i = 0; i < r->answer_count && !err; i++) {
        if (r->answers[i].verdict == REACH_UNEVALUATED)
            continue;
        err = reach_take(r, &r->answers[i].setting, found + i * r->lever_count);
        reach_keep(r, &r->state->trials[0], found + i * r->lever_count);
    }
    return err;
}

static int not_confirmed(const struct target *t, struct diags *d)
{
    diag_error(d, t->file, t->line, "target.%s: what the search found does not hold in a run of its own", t->id);
    return VS_MODEL;
}

static bool holds(const struct reach *r, const struct target *t, double reached, double share)
{
    return r->options.probability > 0.0 ? share >= r->options.probability - 1e-12 : target_holds(t, reached);
}

/* Each answer's number in a run of its own. */
static int confirm_answers(struct reach *r, struct diags *d)
{
    const struct target *targets = r->plan->setup->scenario->targets;
    int err = VS_OK;

    for (int i = 0; i < r->answer_count && !err && !stopped(r); i++) {
        struct reach_answer *a = &r->answers[i];
        if (a->verdict == REACH_UNEVALUATED || (a->verdict == REACH_OUT && !a->touched))
            continue;
        err = reach_replay(r, &a->setting, &a->target, 1, &a->reached, &a->probability, d);
        if (!err && (a->verdict != REACH_OUT) != holds(r, &targets[a->target], a->reached, a->probability))
            err = not_confirmed(&targets[a->target], d);
    }
    return err;
}

/* All targets together in one run. */
static int confirm_joint(struct reach *r, struct diags *d)
{
    const struct target *targets = r->plan->setup->scenario->targets;
    const size_t room = (size_t)r->answer_count + 1;
    int *ids = arena_alloc(&r->arena, sizeof *ids * room), count = 0;
    double *reached = arena_alloc(&r->arena, sizeof *reached * room),
           *share = arena_alloc(&r->arena, sizeof *share * room);

    if (!ids || !reached || !share)
        return VS_MEMORY;
    if (r->joint_verdict != REACH_REACHABLE)
        return VS_OK;
    for (int i = 0; i < r->answer_count; i++) {
        if (r->answers[i].verdict == REACH_ON_COURSE || r->answers[i].verdict == REACH_REACHABLE)
            ids[count++] = r->answers[i].target;
    }
    int err = reach_replay(r, &r->joint, ids, count, reached, share, d);
    for (int i = 0; i < count && !err; i++) {
        if (!holds(r, &targets[ids[i]], reached[i], share[i]))
            err = not_confirmed(&targets[ids[i]], d);
    }
    return err;
}

int reach_run(struct reach *r, struct diags *d)
{
    int err = reach_scan(r);

    if (!err && !stopped(r))
        err = answer_all(r);
    if (!err && !stopped(r))
        err = confirm_answers(r, d);
    if (!err && !stopped(r))
        err = reach_joint(r);
    if (!err && !stopped(r))
        err = confirm_joint(r, d);
    for (int i = 0; i < r->answer_count && !err; i++) {
        if (r->answers[i].verdict == REACH_REACHABLE && r->answers[i].setting.cost > r->options.budget)
            r->answers[i].verdict = REACH_OVER_BUDGET;
    }
    for (int i = 0; i < r->state->threads; i++)
        r->tried += r->state->trials[i].tried;
    return err ? err : stopped(r) ? VS_STOPPED : VS_OK;
}

bool reach_same(const struct reach *r, const struct reach_answer *a, const struct reach_answer *b)
{
    if (a->verdict != b->verdict)
        return false;
    for (int i = 0; i < r->lever_count; i++)
        if (a->setting.x[i] != b->setting.x[i])
            return false;
    return true;
}

int reach_count(const struct reach *r, enum reach_verdict verdict)
{
    int count = 0;

    for (int i = 0; i < r->answer_count; i++)
        count += r->answers[i].verdict == verdict;
    return count;
}
