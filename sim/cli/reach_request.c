/* From the command line to a search: which targets, how sure, for how much money. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annex.h"
#include "ensemble_plan.h"
#include "reach_view.h"
#include "text.h"

enum { USUAL_RUNS = 256, LEAST_RUNS = 16, MOST_RUNS = 16384 };

/* --- targets --- */

static int find_target(struct session *s, const struct scenario *from, const char *id)
{
    const char **names = arena_alloc(&s->arena, sizeof *names * (size_t)(from->target_count + 1));
    for (int i = 0; names && i < from->target_count; i++) {
        names[i] = from->targets[i].id;
        if (strcmp(names[i], id) == 0)
            return i;
    }
    const char *near = names ? nearest_name(id, names, from->target_count) : NULL;
    if (near)
        return usage_error(s, _("no target \"%s\"; did you mean \"%s\"?"), id, near);
    return usage_error(s, _("no target \"%s\""), id);
}

static int add_target(struct session *s, struct reach_view *v, int *targets, const char *id)
{
    const struct scenario *from = &v->plan.scenario;
    int target = find_target(s, from, id);
    if (target < 0)
        return target;
    if (v->plan.run.results[target].verdict == VERDICT_UNEVALUATED)
        return usage_error(s, _("target \"%s\" cannot be evaluated, so there is nothing to search"), id);
    for (int i = 0; i < v->options.target_count; i++)
        if (targets[i] == target)
            return 0;
    targets[v->options.target_count++] = target;
    return 0;
}

/* --target ID, --target ID,ID, and further ids behind the scenario. */
static int read_targets(struct session *s, struct reach_view *v)
{
    int *targets = arena_alloc(&s->arena, sizeof *targets * (size_t)(v->plan.scenario.target_count + 1));
    char *list = s->options.target ? arena_copy(&s->arena, s->options.target, strlen(s->options.target)) : NULL;
    char *save = NULL;
    int code = 0;
    if (!s->options.target && s->argument_count > 1)
        return usage_error(s, _("reach takes one scenario; \"%s\" is one too many; targets are named with --target ID"),
                           s->arguments[1]);
    if (!s->options.target)
        return 0;
    if (!targets || !list)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (char *id = strtok_r(list, ",", &save); id && code == 0; id = strtok_r(NULL, ",", &save))
        code = add_target(s, v, targets, id);
    for (int i = 1; i < s->argument_count && code == 0; i++)
        code = add_target(s, v, targets, s->arguments[i]);
    if (code == 0 && v->options.target_count == 0)
        return usage_error(s, "%s", _("--target needs the id of a target; vetsim list targets SCENARIO shows them"));
    v->options.targets = targets;
    return code;
}

/* --- numbers --- */

static bool read_real(const char *text, double *number)
{
    char *end;
    if (*text == '\0' || strspn(text, "0123456789.eE+-") != strlen(text))
        return false;
    *number = strtod(text, &end);
    return *end == '\0' && isfinite(*number);
}

static int read_probability(struct session *s, struct reach_view *v)
{
    const char *text = s->options.probability;
    if (!text)
        return 0;
    if (!read_real(text, &v->options.probability) || !(v->options.probability > 0 && v->options.probability < 1))
        return usage_error(s, _("--probability %s: must lie between 0 and 1, for example 0.9"), text);
    if (v->plan.scenario.uncertain_count == 0)
        return failure(s, VS_SCENARIO, _("%s: nothing is uncertain; --probability needs \"uncertain\" inputs"),
                       s->arguments[0]);
    return 0;
}

static int read_budget(struct session *s, struct reach_view *v)
{
    const char *text = s->options.budget;
    v->options.budget = ABSENT;
    if (!text)
        return 0;
    if (!read_real(text, &v->options.budget) || v->options.budget < 0)
        return usage_error(s, _("--budget %s: must be a sum in 万元 (×10k yuan) of 0 or more, for example 5000"), text);
    return 0;
}

static int read_replicates(struct session *s, struct reach_view *v)
{
    v->options.runs = v->options.probability > 0 ? USUAL_RUNS : 0;
    if (!s->options.runs)
        return 0;
    if (!s->options.probability)
        return usage_error(s, "%s", _("-n is the number of replicates of --probability, which is not given"));
    if (!whole_number(s->options.runs, LEAST_RUNS, MOST_RUNS, &v->options.runs))
        return usage_error(s, _("-n %s: must be a whole number from %d to %d"), s->options.runs, LEAST_RUNS, MOST_RUNS);
    return 0;
}

/* What a scenario without levers needs, in the words of its file. */
static int say_levers(struct session *s)
{
    return failure(
        s, VS_SCENARIO,
        _("%s: has no levers, so there is nothing to search. A lever says what may be changed, how far and at "
          "what cost, for example: lever: { hires: { label = { zh = \"每年多招教师\"; en = \"More hires a "
          "year\"; }; parameter = \"faculty.planned_hires\"; form = \"shift\"; bounds = (0, 50); unit_cost "
          "= 60; integer = true; }; };"),
        s->arguments[0]);
}

int reach_prepare(struct session *s, struct reach_view *v)
{
    int (*const steps[])(struct session *, struct reach_view *) = {read_targets, read_probability, read_budget,
                                                                   read_replicates};
    memset(v, 0, sizeof *v);
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("reach needs a scenario file"));
    int code = read_seed(s, &v->options.seed);
    if (code == 0)
        code = read_threads(s, &v->options.threads);
    if (code == 0)
        code = load_run(s, &v->plan, s->arguments[0]);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == 0; i++)
        code = steps[i](s, v);
    if (code == 0 && v->plan.scenario.lever_count == 0)
        return say_levers(s);
    if (code == 0 && v->plan.run.met + v->plan.run.late + v->plan.run.missed == 0)
        return failure(s, VS_SCENARIO, _("%s: has no targets that can be evaluated"), s->arguments[0]);
    v->options.sets = s->options.sets;
    v->options.set_count = s->options.set_count;
    v->options.form = &annex_form;
    return code;
}
