/* A setting as changes that a scenario can carry, and the scenario run with them: what was found in the
 * lanes must hold in a run of its own. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ensemble.h"
#include "lane.h"
#include "reach_parts.h"
#include "rows.h"

double reach_tidy(const struct reach_lever *lever, double x)
{
    char text[40];

    if (lever->step > 0.0 || !reach_moves(lever, x))
        return x;
    const double change = fabs(x - lever->base);
    double step = 1.0; /* of the third digit; without libm, whose last bits differ between CPUs */
    while (step * 1e3 <= change)
        step *= 10.0;
    while (step * 1e2 > change)
        step /= 10.0;
    const double tidy = ceil(change / step - 1e-9) * step;
    snprintf(text, sizeof text, "%.10g", x > lever->base ? lever->base + tidy : lever->base - tidy);
    const double rounded = strtod(text, NULL);
    return rounded < lever->low || rounded > lever->high ? x : rounded;
}

/* Forms in the order in which they act: value, delay, scale, shift, single years. */
static const enum form acting[] = {FORM_VALUE, FORM_DELAY, FORM_SCALE, FORM_SHIFT, FORM_YEAR};

static const char *set_text(const struct reach *r, const struct reach_lever *lever, double x, struct arena *a)
{
    static const char *const suffix[] = {[FORM_SCALE] = ".scale", [FORM_SHIFT] = ".shift", [FORM_DELAY] = ".delay"};
    const struct address *to = &lever->lever->address;
    char key[200], number[40];

    address_key(r->plan->setup->scenario, to->row, to->item, key, sizeof key);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(number, sizeof number, "%.*g", digits, x);
        if (strtod(number, NULL) == x)
            break;
    }
    if (to->form == FORM_YEAR)
        return arena_format(a, "%s.%d=%s", key, to->year, number);
    if (to->form == FORM_VALUE)
        return arena_format(a, "%s={ value = %s; assumption = \"%s：%s\"; range = (%.15g, %.15g); }", key, number,
                            "可调措施", lever->lever->id, lever->low, lever->high);
    return arena_format(a, "%s%s=%s", key, suffix[to->form], number);
}

const char **reach_sets(const struct reach *r, const struct reach_setting *s, struct arena *a, int *count)
{
    const char **sets = arena_alloc(a, sizeof *sets * (size_t)(r->lever_count + r->options.set_count + 1));

    *count = 0;
    for (int i = 0; sets && i < r->options.set_count; i++)
        sets[(*count)++] = r->options.sets[i];
    for (int f = 0; sets && f < 5; f++) {
        for (int i = 0; i < r->lever_count; i++) {
            const struct reach_lever *lever = &r->levers[i];
            if (lever->lever->address.form != acting[f] || !reach_moves(lever, s->x[i]))
                continue;
            const char *text = set_text(r, lever, s->x[i], a);
            if (!text)
                return NULL;
            sets[(*count)++] = text;
        }
    }
    return sets;
}

/* --- the run --- */

struct replay {
    struct scenario scenario;
    struct setup setup;
    struct run run;
};

static int replay_start(struct replay *p, const struct reach *r, const struct reach_setting *s, struct diags *d)
{
    const struct row_table rows = {model_parameters, model_parameter_count};
    struct arena a = {0};
    int count;
    const char **sets = reach_sets(r, s, &a, &count);

    memset(p, 0, sizeof *p);
    int err = sets ? scenario_load(&p->scenario, r->plan->setup->scenario->path, sets, count, &rows, r->options.form, d)
                   : VS_MEMORY;
    if (!err)
        err = setup_init(&p->setup, &p->scenario, d);
    if (!err)
        err = run_init(&p->run, &p->setup, d);
    arena_free(&a);
    return err;
}

static void replay_end(struct replay *p)
{
    run_free(&p->run);
    setup_free(&p->setup);
    scenario_free(&p->scenario);
}

/* Replicates in which each target is met, with the draws of the search. */
static int replay_draws(struct replay *p, const struct reach *r, const int *targets, int count, double *share,
                        struct diags *d)
{
    const struct ensemble_options o = {
        .sampler = reach_sampler(r), .seed = r->options.seed, .runs = r->options.runs, .threads = r->options.threads};
    const struct setup *setups[] = {&p->setup};
    struct ensemble e;
    int err = ensemble_init(&e, setups, 1, &o, d);

    if (!err)
        err = ensemble_run(&e, &o);
    for (int k = 0; k < count && !err; k++)
        share[k] = ensemble_probability(&e, 0, targets[k], NULL);
    ensemble_free(&e);
    return err;
}

int reach_replay(const struct reach *r, const struct reach_setting *s, const int *targets, int count, double *reached,
                 double *share, struct diags *d)
{
    struct replay p;
    int err = replay_start(&p, r, s, d);

    for (int k = 0; k < count && !err; k++)
        reached[k] = p.run.results[targets[k]].reached;
    if (!err && r->options.probability > 0.0)
        err = replay_draws(&p, r, targets, count, share, d);
    replay_end(&p);
    return err;
}
