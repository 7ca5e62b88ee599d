/* The answers as a page: what can be reached and how, what cannot and why not, all targets together, and
 * what a sum of money buys. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reach_view.h"
#include "reach_words.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { WORDS = 4000 };

/* --- what was searched --- */

static const char *left_reason(enum reach_left left)
{
    switch (left) {
    case REACH_VARIES:
        return _("sets one value where the plan has several; use shift, scale or a year");
    case REACH_REDRAWN:
        return _("what it sets is drawn anew as uncertain");
    default:
        return _("nothing there to change");
    }
}

static void print_head(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    const struct scenario *s = &v->plan.scenario;
    char text[WORDS], money[80];
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    snprintf(text, sizeof text,
             _("%d levers; %" PRIu64 " settings of them were tried, each by a run of the whole model."), r->lever_count,
             r->tried);
    page_wrap(p, PLAIN, "  ", text);
    page_wrap(p, DIM, "  ",
              _("The cost of a setting is the sum over levers of unit cost × change from the plan; it ranks settings. "
                "What the model books (pay, building, debt service) decides what can be afforded and is not added."));
    if (r->options.probability > 0) {
        snprintf(text, sizeof text,
                 _("Reached means: in at least %g%% of %" PRIu64
                   " replicates, the same draws for every setting (seed %" PRIu64 ")."),
                 100 * r->options.probability, r->options.runs, r->options.seed);
        page_wrap(p, PLAIN, "  ", text);
        page_wrap(
            p, DIM, "  ",
            _("Numbers are those of the run without uncertainty, with the share of replicates that reach the target."));
    }
    if (r->options.budget < ABSENT_ABOVE) {
        reach_money(r->options.budget, p->chinese, money, sizeof money);
        snprintf(text, sizeof text, _("Budget: %s"), money);
        page_wrap(p, PLAIN, "  ", text);
    }
    for (int i = 0; i < r->left_count; i++) {
        snprintf(text, sizeof text, _("Not used: %s (%s)"),
                 label_text(&r->left[i].lever->label, p->chinese, r->left[i].lever->id), left_reason(r->left[i].left));
        page_wrap(p, CAUTION, "  ", text);
    }
}

/* --- target by target --- */

enum { TARGET, DUE, GOAL, PLAN, WITH, LAST, COLUMNS };

static void number_cell(struct table *table, struct table_row *row, int column, enum tone tone,
                        const struct reach_view *v, const struct reach_answer *a, double value, double probability)
{
    const struct target *t = &v->plan.scenario.targets[a->target];
    const enum unit unit = target_measure(&v->plan.setup, t);
    char text[VALUE_TEXT];
    const double goal = t->comparator == RANGE && value > t->value ? t->value_max : t->value;
    if (tone == GOOD)
        value_text(unit, value, text);
    else
        value_apart(unit, value, goal, text); /* missed by little must not look as if it were met */
    if (v->options.probability > 0)
        table_cell(table, row, column, tone, "%s · %.0f%%", text, floor(100 * probability + 1e-9));
    else
        table_cell(table, row, column, tone, "%s%s", text, unit == UNIT_STUDENTS_PER_TEACHER ? ":1" : "");
}

static struct table_row *target_row_of(struct table *table, const struct page *p, const struct reach_view *v,
                                       const struct reach_answer *a)
{
    const struct target *t = &v->plan.scenario.targets[a->target];
    char goal[512];
    struct table_row *row = table_row(table);
    table_cell(table, row, TARGET, PLAIN, "%s", label_text(&t->label, p->chinese, t->id));
    table_cell(table, row, DUE, PLAIN, "%d", t->due);
    target_goal(&v->plan.setup, t, p->chinese, goal, sizeof goal);
    table_cell(table, row, GOAL, PLAIN, "%s", goal);
    number_cell(table, row, PLAN, PLAIN, v, a, a->plan, a->plan_probability);
    return row;
}

static void add_reachable(struct table *table, const struct page *p, const struct reach_view *v,
                          const struct reach_answer *a)
{
    struct table_row *row = target_row_of(table, p, v, a);
    char text[WORDS];
    number_cell(table, row, WITH, GOOD, v, a, a->reached, a->probability);
    reach_money(a->setting.cost, p->chinese, text, sizeof text);
    table_cell(table, row, LAST, BOLD, "%s", text);
    reach_setting_words(&v->reach, &a->setting, p->chinese, text, sizeof text);
    table_remark(table, PLAIN, "      → ", text);
}

/* The lever bound whose moving would do, "" when none would. */
static void bound_words(const struct page *p, const struct reach_view *v, const struct reach_answer *a, char *text,
                        size_t size)
{
    char phrase[400];
    *text = '\0';
    if (a->lever < 0)
        return;
    reach_phrase(&v->reach, a->lever, a->bound, p->chinese, phrase, sizeof phrase);
    snprintf(text, size, _("reachable if one bound gave way: %s"), phrase);
}

static void add_out(struct table *table, const struct page *p, const struct reach_view *v, const struct reach_answer *a)
{
    struct table_row *row = target_row_of(table, p, v, a);
    char text[WORDS], words[WORDS];
    number_cell(table, row, WITH, BAD, v, a, a->reached, a->probability);
    if (a->year)
        table_cell(table, row, LAST, CAUTION, "%d", a->year);
    else
        table_cell(table, row, LAST, DIM, "%s", _("not by then"));
    if (!a->touched) {
        table_remark(table, DIM, "      ", _("no lever of the scenario moves it"));
        return;
    }
    reach_setting_words(&v->reach, &a->setting, p->chinese, words, sizeof words);
    snprintf(text, sizeof text, _("nearest with: %s"), words);
    table_remark(table, PLAIN, "      ", text);
    bound_words(p, v, a, text, sizeof text);
    if (*text)
        table_remark(table, PLAIN, "      ", text);
    snprintf(text, sizeof text,
             a->one_way ? _("%" PRIu64 " settings tried; each lever moves it one way only, so their bounds settle it")
                        : _("%" PRIu64 " settings tried; none reaches it"),
             a->tried);
    table_remark(table, DIM, "      ", text);
}

static int count_verdict(const struct reach *r, enum reach_verdict verdict)
{
    int count = 0;
    for (int i = 0; i < r->answer_count; i++)
        count += r->answers[i].verdict == verdict;
    return count;
}

static void print_verdict(const struct page *p, const struct reach_view *v, enum reach_verdict verdict)
{
    const struct reach *r = &v->reach;
    const bool out = verdict == REACH_OUT, roomy = p->width >= 96;
    const struct column columns[COLUMNS] = {
        [TARGET] = {.heading = _("target"), .flexible = roomy ? 20 : 12, .lines = roomy ? 4 : 6},
        [DUE] = {.heading = _("due")},
        [GOAL] = {.heading = _("goal"), .right = true, .flexible = roomy ? 14 : 8, .lines = 3},
        [PLAN] = {.heading = _("in the plan"), .right = true},
        [WITH] = {.heading = out ? _("at best") : _("with levers"), .right = true},
        [LAST] = {.heading = out ? _("earliest") : _("cost"), .right = true},
    };
    struct table table = {.columns = columns, .count = COLUMNS, .indent = 2};
    const int count = count_verdict(r, verdict);
    for (int i = 0; i < r->answer_count; i++) {
        if (r->answers[i].verdict != verdict)
            continue;
        if (out)
            add_out(&table, p, v, &r->answers[i]);
        else
            add_reachable(&table, p, v, &r->answers[i]);
    }
    if (count > 0) {
        page_blank(p);
        page_line(p, BOLD, "%s: %d", reach_verdict_name(verdict, p->chinese), count);
        table_print(p, &table);
    }
    table_free(&table);
}

/* --- together --- */

static const char *target_name(const struct page *p, const struct reach_view *v, int target)
{
    const struct target *t = &v->plan.scenario.targets[target];
    return label_text(&t->label, p->chinese, t->id);
}

/* "A; B; C": the targets of a list, with the due year where the label may not say it. */
static void target_names(const struct page *p, const struct reach_view *v, const int *targets, int count, char *text,
                         size_t size)
{
    size_t used = 0;
    *text = '\0';
    for (int i = 0; i < count && used + 1 < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? (p->chinese ? "；" : "; ") : "",
                                 target_name(p, v, targets[i]));
}

/* The target that is in most of the pairs not said yet. */
static int busiest(const struct reach *r, const bool *said)
{
    int best = -1, most = 0;
    for (int i = 0; i < r->answer_count; i++) {
        int pairs = 0;
        for (int k = 0; k < r->conflict_count; k++)
            for (int m = 0; m < r->conflicts[k].count && !said[k]; m++)
                pairs += r->conflicts[k].count == 2 && r->conflicts[k].targets[m] == r->answers[i].target;
        if (pairs > most) {
            most = pairs;
            best = r->answers[i].target;
        }
    }
    return best;
}

static void print_pairs(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    bool said[REACH_MOST_CONFLICTS] = {false};
    for (int target; (target = busiest(r, said)) >= 0;) {
        int against[REACH_MOST_CONFLICTS], count = 0;
        char text[WORDS], names[WORDS];
        for (int k = 0; k < r->conflict_count && k < REACH_MOST_CONFLICTS; k++) {
            const struct reach_conflict *c = &r->conflicts[k];
            if (said[k] || c->count != 2 || (c->targets[0] != target && c->targets[1] != target))
                continue;
            said[k] = true;
            against[count++] = c->targets[c->targets[0] == target];
        }
        target_names(p, v, against, count, names, sizeof names);
        snprintf(text, sizeof text, _("%s — with none of: %s"), target_name(p, v, target), names);
        page_wrap(p, PLAIN, "  · ", text);
    }
}

static void print_conflicts(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    char text[WORDS];
    if (r->conflict_count == 0)
        return;
    page_wrap(p, PLAIN, "  ", _("No setting tried meets these together, though each can be met:"));
    print_pairs(p, v);
    for (int k = 0; k < r->conflict_count; k++) {
        if (r->conflicts[k].count == 2)
            continue;
        target_names(p, v, r->conflicts[k].targets, r->conflicts[k].count, text, sizeof text);
        page_wrap(p, PLAIN, "  · ", text);
    }
}

static void print_joint(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    char text[WORDS], words[WORDS / 2], money[80];
    const int out = count_verdict(r, REACH_OUT);
    page_blank(p);
    page_line(p, BOLD, "%s", _("All together"));
    if (r->joint_verdict == REACH_ON_COURSE) {
        snprintf(text, sizeof text, _("%d targets are met by the plan as it is."), r->joint_count);
        page_wrap(p, PLAIN, "  ", text);
    } else if (r->joint_verdict == REACH_REACHABLE) {
        reach_money(r->joint.cost, p->chinese, money, sizeof money);
        reach_setting_words(r, &r->joint, p->chinese, words, sizeof words);
        snprintf(text, sizeof text, _("%d targets can be met together, at %s:"), r->joint_count, money);
        page_wrap(p, GOOD, "  ", text);
        page_wrap(p, PLAIN, "  → ", words);
    } else {
        snprintf(text, sizeof text, _("%d targets can each be met, but no setting was found that meets all of them."),
                 r->joint_count);
        page_wrap(p, BAD, "  ", text);
        print_conflicts(p, v);
    }
    if (out > 0) {
        snprintf(text, sizeof text, _("Targets out of reach, which are not counted here: %d"), out);
        page_wrap(p, DIM, "  ", text);
    }
}

/* --- the frontier --- */

static void print_frontier(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    const struct column columns[] = {{.heading = _("step"), .right = true},
                                     {.heading = _("cost"), .right = true},
                                     {.heading = _("targets met"), .right = true},
                                     {.heading = _("newly met"), .flexible = 24, .lines = 6}};
    struct table table = {.columns = columns, .count = 4, .indent = 2};
    char text[WORDS], names[WORDS / 2];
    for (int i = 0; i < r->step_count; i++) {
        const struct reach_step *step = &r->steps[i];
        struct table_row *row = table_row(&table);
        const enum tone tone = step->setting.cost > r->options.budget ? DIM : PLAIN;
        table_cell(&table, row, 0, tone, "%d", i);
        reach_money(step->setting.cost, p->chinese, text, sizeof text);
        table_cell(&table, row, 1, tone, "%s", text);
        table_cell(&table, row, 2, tone, "%d", step->met);
        target_names(p, v, step->gained, step->gained_count, text, sizeof text);
        table_cell(&table, row, 3, tone, "%s", i == 0 ? _("the plan as it is") : text);
        if (step->lost_count > 0) {
            target_names(p, v, step->lost, step->lost_count, names, sizeof names);
            snprintf(text, sizeof text, _("gives up: %s"), names);
            table_remark(&table, BAD, "      ", text);
        }
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("What a sum of money reaches"));
    table_print(p, &table);
    table_free(&table);
    if (r->options.budget < ABSENT_ABOVE && r->step_count > 0) {
        snprintf(text, sizeof text, _("Within the budget: step %d, %d targets."), r->within, r->steps[r->within].met);
        page_wrap(p, BOLD, "  ", text);
    }
}

void reach_page(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    print_head(p, v);
    print_verdict(p, v, REACH_REACHABLE);
    print_verdict(p, v, REACH_OVER_BUDGET);
    print_verdict(p, v, REACH_OUT);
    if (count_verdict(r, REACH_ON_COURSE) > 0) {
        page_blank(p);
        page_line(p, BOLD, "%s: %d", reach_verdict_name(REACH_ON_COURSE, p->chinese),
                  count_verdict(r, REACH_ON_COURSE));
    }
    if (count_verdict(r, REACH_UNEVALUATED) > 0)
        page_line(p, DIM, "%s: %d", reach_verdict_name(REACH_UNEVALUATED, p->chinese),
                  count_verdict(r, REACH_UNEVALUATED));
    if (r->answer_count > 1) {
        print_joint(p, v);
        print_frontier(p, v);
    }
}
