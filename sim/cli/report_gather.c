/* What a report needs to know: the plans, how likely their targets are, what drives them, what would reach them, and
 * what is wrong in the plans themselves. */
#include <math.h>
#include <string.h>

#include "annex.h"
#include "ensemble_plan.h"
#include "progress.h"
#include "report_view.h"
#include "text.h"

enum { SOBOL_ROWS = 1024, SCRAMBLES = 4, PAWN_RUNS = 4096 };

/* --- the plans --- */

static int load_plans(struct report_view *v)
{
    struct session *s = v->session;
    int code = 0;
    for (int i = 0; i < s->argument_count; i++) { /* all of them, to report every error at once */
        int one = load_run(s, &v->plans[i].loaded, s->arguments[i]);
        code = code ? code : one;
        v->count = i + 1;
    }
    return code;
}

/* The verdict a meeting worries about more. */
static bool worse(enum verdict a, enum verdict b)
{
    static const int order[] = {[VERDICT_MISSED] = 3, [VERDICT_LATE] = 2, [VERDICT_MET] = 1, [VERDICT_UNEVALUATED] = 0};
    return order[a] > order[b];
}

static struct report_target *find_target(struct report_view *v, const char *id)
{
    for (int i = 0; i < v->target_count; i++)
        if (strcmp(v->targets[i].target->id, id) == 0)
            return &v->targets[i];
    return NULL;
}

static struct report_target *new_target(struct report_view *v, const struct target *target)
{
    struct report_target *t = &v->targets[v->target_count++];
    *t = (struct report_target){.target = target, .worst = VERDICT_UNEVALUATED};
    for (int i = 0; i < REPORT_MOST; i++)
        t->at[i] = -1;
    return t;
}

static int match_targets(struct report_view *v)
{
    int most = 1;
    for (int i = 0; i < v->count; i++)
        most += report_setup(v, i)->scenario->target_count;
    v->targets = arena_alloc(&v->arena, sizeof *v->targets * (size_t)most);
    for (int i = 0; v->targets && i < v->count; i++) {
        const struct run *r = report_run(v, i);
        for (int k = 0; k < r->setup->scenario->target_count; k++) {
            struct report_target *t = find_target(v, r->results[k].target->id);
            t = t ? t : new_target(v, r->results[k].target);
            t->at[i] = k;
            if (worse(r->results[k].verdict, t->worst))
                t->worst = r->results[k].verdict;
        }
    }
    return v->targets ? 0 : failure(v->session, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
}

int report_prepare(struct session *s, struct report_view *v)
{
    memset(v, 0, sizeof *v);
    v->session = s;
    v->chinese = s->chinese;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("report needs at least one scenario file"));
    if (s->argument_count > REPORT_MOST)
        return usage_error(s, _("report takes at most %d scenarios, which fit side by side on a page; there are %d"),
                           REPORT_MOST, s->argument_count);
    int code = read_runs(s, &v->options);
    if (code == 0)
        code = read_seed(s, &v->options.seed);
    if (code == 0)
        code = read_threads(s, &v->options.threads);
    if (code == 0)
        code = load_plans(v);
    return code ? code : match_targets(v);
}

/* --- computing: each step shows its progress and can be stopped --- */

static void show_progress(void *context, uint64_t done, uint64_t total) { progress_show(context, done, total); }

/* A step has its own pace, so its bar starts anew. */
static void next_step(struct report_view *v, struct progress *progress)
{
    progress_end(progress);
    progress_start(progress, &v->session->errors, 0);
}

static int sample(struct report_view *v, struct progress *progress, struct diags *d)
{
    const struct setup *setups[REPORT_MOST];
    for (int i = 0; i < v->count; i++) {
        setups[i] = report_setup(v, i);
        v->sampled |= setups[i]->scenario->uncertain_count > 0;
    }
    if (!v->sampled)
        return 0;
    v->options.quantiles = 1;
    v->options.exact_memory = EXACT_MEMORY / (size_t)(2 * v->count - 1);
    v->options.progress = show_progress;
    v->options.context = progress;
    v->options.stop = interrupt_flag();
    int code = ensemble_init(&v->ensemble, setups, v->count, &v->options, d);
    return code ? code : ensemble_run(&v->ensemble, &v->options);
}

/* Of several targets on one number, the one that is not met is what a section on misses is about. */
static void look_at_misses(const struct run *r, struct sensitivity_view *view)
{
    for (int c = 0; c < view->count; c++)
        for (int i = r->setup->scenario->target_count - 1; i >= 0; i--) {
            const struct result *result = &r->results[i];
            if (result->series == view->cells[c].series && result->target->due == view->cells[c].year &&
                (result->verdict == VERDICT_MISSED || result->verdict == VERDICT_LATE))
                view->targets[c] = result->target;
        }
}

static int analyse(struct report_view *v, struct report_plan *plan, struct sensitivity_view *view, enum method method,
                   struct progress *progress, struct diags *d)
{
    view->setup = &plan->loaded.setup;
    view->options = (struct sensitivity_options){.method = method,
                                                 .seed = v->options.seed,
                                                 .runs = method == METHOD_PAWN ? PAWN_RUNS : SOBOL_ROWS,
                                                 .scrambles = SCRAMBLES,
                                                 .threads = v->options.threads,
                                                 .progress = show_progress,
                                                 .context = progress,
                                                 .stop = interrupt_flag()};
    next_step(v, progress);
    int code = sensitivity_every_target(v->session, view);
    if (code == 0)
        look_at_misses(&plan->loaded.run, view);
    if (code == 0 && view->count == 0)
        return 0;
    if (code == 0)
        code = sensitivity_run(&view->result, view->setup, &view->options, d);
    return code ? code : sensitivity_group(v->session, view);
}

static int find_drivers(struct report_view *v, struct report_plan *plan, struct progress *progress, struct diags *d)
{
    const struct scenario *s = &plan->loaded.scenario;
    if (s->uncertain_count == 0)
        return 0;
    int code = analyse(v, plan, &plan->moves, METHOD_TORNADO, progress, d);
    if (code == 0)
        code = analyse(v, plan, &plan->shares, s->correlated_count > 0 ? METHOD_PAWN : METHOD_SOBOL, progress, d);
    plan->driven = code == 0 && plan->moves.count > 0;
    return code;
}

static int find_remedies(struct report_view *v, struct report_plan *plan, struct progress *progress, struct diags *d)
{
    const struct session *s = v->session;
    const struct run *r = &plan->loaded.run;
    const struct reach_options o = {.budget = ABSENT,
                                    .seed = v->options.seed,
                                    .sets = s->options.sets,
                                    .set_count = s->options.set_count,
                                    .form = &annex_form,
                                    .threads = v->options.threads,
                                    .progress = show_progress,
                                    .context = progress,
                                    .stop = interrupt_flag()};
    if (plan->loaded.scenario.lever_count == 0 || r->late + r->missed == 0)
        return 0;
    next_step(v, progress);
    int code = reach_init(&plan->reach, r, &o, d);
    if (code == VS_SCENARIO) /* no lever can be used here: there is nothing to say, but that is no reason to give up */
        return 0;
    if (code == 0)
        code = reach_run(&plan->reach, d);
    plan->searched = code == 0;
    return code;
}

static int compute(struct report_view *v, struct progress *progress, struct diags *d)
{
    int code = sample(v, progress, d);
    for (int i = 0; i < v->count && code == 0; i++) {
        struct report_plan *plan = &v->plans[i];
        code = find_drivers(v, plan, progress, d);
        if (code == 0)
            code = find_remedies(v, plan, progress, d);
        if (code == 0)
            code = audit_init(&plan->audit, &plan->loaded.run, v->chinese);
    }
    return code;
}

int report_gather(struct report_view *v)
{
    struct progress progress;
    struct diags d = {0};
    progress_start(&progress, &v->session->errors, 0);
    int code = compute(v, &progress, &d);
    progress_end(&progress);
    if (code == VS_STOPPED)
        failure(v->session, code, "%s", _("stopped; no report is written"));
    else if (code)
        report(v->session, &d, code);
    diags_free(&d);
    return code;
}

void report_free(struct report_view *v)
{
    for (int i = 0; i < v->count; i++) {
        audit_free(&v->plans[i].audit);
        reach_free(&v->plans[i].reach);
        sensitivity_free(&v->plans[i].moves.result);
        sensitivity_free(&v->plans[i].shares.result);
        loaded_free(&v->plans[i].loaded);
    }
    ensemble_free(&v->ensemble);
    arena_free(&v->arena);
}
