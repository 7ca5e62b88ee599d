/* From the command line to a comparison: which plans, which years, which numbers to explain. */
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "ensemble_plan.h"
#include "text.h"

const char *plan_letter(int plan)
{
    static const char *const letters[COMPARE_MOST] = {"A", "B", "C", "D", "E", "F", "G", "H"};
    return letters[plan];
}

const struct run *plan_run(const struct compare *c, int plan) { return &c->plans[plan].run; }

const struct result *plan_result(const struct compare *c, int plan, const char *id)
{
    const struct run *r = plan_run(c, plan);
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        if (strcmp(r->results[i].target->id, id) == 0)
            return &r->results[i];
    return NULL;
}

bool verdict_changes(const struct compare *c, const struct result *base)
{
    for (int i = 1; i < c->count; i++) {
        const struct result *other = plan_result(c, i, base->target->id);
        if (other && other->verdict != base->verdict)
            return true;
    }
    return false;
}

static bool same_text(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

bool same_goal(const struct target *a, const struct target *b)
{
    return a->comparator == b->comparator && a->value == b->value && a->due == b->due &&
           (a->comparator != RANGE || a->value_max == b->value_max) && a->tolerance == b->tolerance &&
           same_text(a->indicator, b->indicator) && same_text(a->parameter, b->parameter);
}

bool output_shown(const struct compare_pair *pair, int output)
{
    for (int i = 0; i < pair->output_count; i++) {
        const bool same = pair->outputs[i].series == pair->outputs[output].series;
        const int later = pair->outputs[i].year - pair->outputs[output].year;
        if (same && (later > 0 || (later == 0 && i < output)))
            return false;
    }
    return true;
}

/* --- plans and years --- */

static int load_plans(struct session *s, struct compare *c)
{
    int code = 0;
    c->plans = calloc((size_t)s->argument_count, sizeof *c->plans);
    if (!c->plans)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (int i = 0; i < s->argument_count; i++) { /* all of them, to report every error at once */
        const int one = load_run(s, &c->plans[i], s->arguments[i]);
        c->count = i + 1;
        code = code ? code : one;
    }
    return code;
}

static int common_years(struct session *s, struct compare *c)
{
    for (int i = 0; i < c->count; i++) {
        const struct scenario *one = &c->plans[i].scenario;
        c->first = i == 0 || one->first_year > c->first ? one->first_year : c->first;
        c->last = i == 0 || one->last_year < c->last ? one->last_year : c->last;
    }
    if (c->last > c->first)
        return 0;
    return failure(s, VS_SCENARIO, "%s", _("the plans have no projected year in common: nothing can be compared"));
}

/* The year most targets of the base are due in, and the last one. */
static int usual_years(struct compare *c)
{
    const struct scenario *base = &c->plans[0].scenario;
    int best = 0, most = 0;
    for (int year = c->first + 1; year <= c->last; year++) {
        int due = 0;
        for (int i = 0; i < base->target_count; i++)
            due += base->targets[i].due == year;
        if (due > most) {
            most = due;
            best = year;
        }
    }
    if (best > 0 && best < c->last)
        c->years[c->year_count++] = best;
    c->years[c->year_count++] = c->last;
    return 0;
}

static int choose_years(struct session *s, struct compare *c)
{
    uint64_t year;
    if (!s->options.year)
        return usual_years(c);
    if (!whole_number(s->options.year, (uint64_t)c->first, (uint64_t)c->last, &year))
        return usage_error(s, _("--year %s: must be a year from %d to %d"), s->options.year, c->first, c->last);
    c->years[c->year_count++] = (int)year;
    return 0;
}

/* --- the numbers to explain --- */

static void add_output(struct compare_pair *pair, const char *key, int year, const struct target *t)
{
    const struct series *series = setup_series(&pair->al.setups[0], key, NULL);
    const struct shape *shape = &pair->al.setups[0].shape;
    if (!series || year <= shape->first_year || year >= shape->first_year + shape->years)
        return;
    pair->outputs[pair->output_count] = (struct effect_of){series, year};
    pair->targets[pair->output_count++] = t;
}

static int one_target(struct session *s, const struct compare *c, const char *id)
{
    const struct scenario *base = &c->plans[0].scenario;
    const char **names = arena_alloc(&s->arena, sizeof *names * (size_t)(base->target_count + 1));
    const struct result *found = plan_result(c, 0, id);
    if (!names)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (int i = 0; i < base->target_count; i++)
        names[i] = base->targets[i].id;
    const char *near = found ? NULL : nearest_name(id, names, base->target_count);
    if (!found && near)
        return usage_error(s, _("no target \"%s\" in the first plan; did you mean \"%s\"?"), id, near);
    if (!found)
        return usage_error(s, _("no target \"%s\" in the first plan"), id);
    if (!found->series)
        return usage_error(s, _("target \"%s\" is on no indicator: there is nothing to take apart"), id);
    return 0;
}

static int one_indicator(struct session *s, const struct compare *c, const char *key)
{
    const char *near = NULL;
    if (setup_series(plan_run(c, 0)->setup, key, &near))
        return 0;
    if (near)
        return usage_error(s, _("no indicator \"%s\"; did you mean \"%s\"?"), key, near);
    return usage_error(s, _("no indicator \"%s\""), key);
}

static int check_outputs(struct session *s, const struct compare *c)
{
    if (s->options.target && s->options.indicator)
        return usage_error(s, "%s", _("give --target or --indicator, not both"));
    if (s->options.target)
        return one_target(s, c, s->options.target);
    return s->options.indicator ? one_indicator(s, c, s->options.indicator) : 0;
}

/* The year in which the two plans part: the due year, or where neither is in time the one in which one of them
 * gets there at last. */
static int year_of_parting(const struct result *here, const struct result *there)
{
    if (there && here->verdict == VERDICT_LATE && there->verdict == VERDICT_MISSED)
        return here->first_year;
    if (there && here->verdict == VERDICT_MISSED && there->verdict == VERDICT_LATE)
        return there->first_year;
    return here->target->due;
}

/* What is asked for, else every target that this plan and the base judge differently. */
static void choose_outputs(struct session *s, const struct compare *c, int plan, struct compare_pair *pair)
{
    const struct scenario *base = &c->plans[0].scenario;
    if (s->options.indicator)
        add_output(pair, s->options.indicator, c->years[c->year_count - 1], NULL);
    for (int i = 0; i < base->target_count && !s->options.indicator; i++) {
        const struct result *here = &plan_run(c, 0)->results[i];
        const struct result *there = plan_result(c, plan, here->target->id);
        const bool asked = s->options.target && strcmp(s->options.target, here->target->id) == 0;
        const bool changes = !s->options.target && there && there->verdict != here->verdict &&
                             same_goal(here->target, there->target); /* else the goal changes, not the result */
        if (here->series && (asked || changes))
            add_output(pair, here->target->indicator, year_of_parting(here, there), here->target);
    }
}

static int compare_pairs(struct session *s, struct compare *c)
{
    struct diags d = {0};
    int code = 0;
    for (int i = 1; i < c->count && code == 0; i++) {
        struct compare_pair *pair = &c->pairs[i];
        const size_t most = (size_t)c->plans[0].scenario.target_count + 1;
        code = aligned_init(&pair->al, &c->plans[0].scenario, &c->plans[i].scenario, &pair->why, &d);
        if (code || pair->why != ALIGNED)
            continue;
        pair->outputs = arena_alloc(&s->arena, sizeof *pair->outputs * most);
        pair->targets = arena_alloc(&s->arena, sizeof *pair->targets * most);
        code = pair->outputs && pair->targets ? differences_init(&pair->d, &pair->al) : VS_MEMORY;
        if (code)
            continue;
        choose_outputs(s, c, i, pair);
        code = contributions_init(&pair->c, &pair->al, &pair->d, pair->outputs, pair->output_count);
    }
    if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

int compare_prepare(struct session *s, struct compare *c)
{
    memset(c, 0, sizeof *c);
    if (s->argument_count < 2)
        return usage_error(s, "%s", _("compare needs two or more scenario files; the first is the base"));
    if (s->argument_count > COMPARE_MOST)
        return usage_error(s, _("compare takes at most %d plans"), COMPARE_MOST);
    int code = load_plans(s, c);
    if (code == 0)
        code = common_years(s, c);
    if (code == 0)
        code = choose_years(s, c);
    if (code == 0)
        code = check_outputs(s, c);
    return code ? code : compare_pairs(s, c);
}

void compare_free(struct compare *c)
{
    for (int i = 0; i < c->count; i++) {
        contributions_free(&c->pairs[i].c);
        differences_free(&c->pairs[i].d);
        aligned_free(&c->pairs[i].al);
        loaded_free(&c->plans[i]);
    }
    free(c->plans);
}
