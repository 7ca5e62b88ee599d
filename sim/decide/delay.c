#include "delay.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rows.h"

/* The plan's own changes first, then the task's, so that these act on what those left. */
static const char **all_sets(struct delay *d, const struct reading *reading)
{
    const struct scenario *s = d->plan->setup->scenario;
    const struct task *t = d->task;
    const char **all = arena_alloc(&d->arena, sizeof *all * (size_t)(reading->set_count + t->delay_count + 1));

    for (int i = 0; all && i < reading->set_count; i++)
        all[i] = reading->sets[i];
    for (int i = 0; all && i < t->delay_count; i++) {
        char key[200];
        address_key(s, t->delays[i].row, t->delays[i].item, key, sizeof key);
        const char *form = t->delays[i].form == FORM_SHIFT ? "shift" : "delay";
        const char *set = arena_format(&d->arena, "%s.%s=%d", key, form, d->years);
        if (!set)
            return NULL;
        all[reading->set_count + i] = set;
    }
    return all;
}

/* From met to late to missed is worse; what cannot be said is not compared. */
static bool worse(enum verdict before, enum verdict after)
{
    return before != VERDICT_UNEVALUATED && after != VERDICT_UNEVALUATED && after > before;
}

static bool farther(const struct result *before, const struct result *after)
{
    return before->verdict == after->verdict && fabs(after->gap) > fabs(before->gap) * (1.0 + 1e-9);
}

bool delay_changed(const struct delay *d, int target)
{
    return d->plan->results[target].verdict != d->run.results[target].verdict;
}

bool delay_worse(const struct delay *d, int target)
{
    return worse(d->plan->results[target].verdict, d->run.results[target].verdict);
}

int delay_init(struct delay *d, const struct run *plan, const struct reading *reading, const struct task *task,
               int years, struct diags *diags)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};

    memset(d, 0, sizeof *d);
    d->plan = plan;
    d->task = task;
    d->years = years;
    const char **all = all_sets(d, reading);
    if (!all)
        return VS_MEMORY;
    d->changes = all + reading->set_count;
    d->change_count = task->delay_count;
    int err = scenario_load(&d->scenario, plan->setup->scenario->path, all, reading->set_count + task->delay_count,
                            &parameters, reading->form, diags);
    if (!err)
        err = setup_init(&d->setup, &d->scenario, diags);
    if (!err)
        err = run_init(&d->run, &d->setup, diags);
    for (int i = 0; !err && i < d->scenario.target_count; i++) {
        d->changed += delay_changed(d, i);
        d->worse += delay_worse(d, i);
        d->farther += farther(&plan->results[i], &d->run.results[i]);
    }
    return err;
}

void delay_free(struct delay *d)
{
    run_free(&d->run);
    setup_free(&d->setup);
    scenario_free(&d->scenario);
    arena_free(&d->arena);
    memset(d, 0, sizeof *d);
}
