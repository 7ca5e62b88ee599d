/* The answers as a page: what was searched, what can be reached and how, what cannot and why not. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reach_view.h"
#include "reach_words.h"
#include "table.h"
#include "text.h"
#include "values.h"

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
    char text[REACH_WORDS], money[80];
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    snprintf(text, sizeof text,
             ngettext("%d lever; %" PRIu64 " settings of it were tried, each by a run of the whole model.",
                      "%d levers; %" PRIu64 " settings of them were tried, each by a run of the whole model.",
                      (unsigned long)r->lever_count),
             r->lever_count, r->tried);
    page_wrap(p, PLAIN, "  ", text);
    page_wrap(p, DIM, "  ",
              _("The cost of a setting is the sum over levers of unit cost × change from the plan; it ranks settings. "
                "A change costs the same either way: doing less is no saving. "
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

/* Targets that one and the same setting reaches stand together: the setting and its cost are said once. */
static void add_reachable(struct table *table, const struct page *p, const struct reach_view *v, int first)
{
    const struct reach *r = &v->reach;
    char text[REACH_WORDS], words[REACH_WORDS];
    int count = 0;
    for (int i = 0; i < first; i++) {
        if (reach_same(r, &r->answers[i], &r->answers[first]))
            return;
    }
    for (int i = first; i < r->answer_count; i++) {
        const struct reach_answer *a = &r->answers[i];
        if (!reach_same(r, a, &r->answers[first]))
            continue;
        struct table_row *row = target_row_of(table, p, v, a);
        number_cell(table, row, WITH, GOOD, v, a, a->reached, a->probability);
        if (count++ == 0) {
            reach_money(a->setting.cost, p->chinese, text, sizeof text);
            table_cell(table, row, LAST, BOLD, "%s", text);
        }
    }
    reach_setting_words(r, &r->answers[first].setting, p->chinese, words, sizeof words);
    if (count > 1)
        snprintf(text, sizeof text, _("one setting for these %d: %s"), count, words);
    table_remark(table, PLAIN, "      → ", count > 1 ? text : words);
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
    char text[REACH_WORDS], words[REACH_WORDS];
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
    const int count = reach_count(r, verdict);
    for (int i = 0; i < r->answer_count; i++) {
        if (r->answers[i].verdict != verdict)
            continue;
        if (out)
            add_out(&table, p, v, &r->answers[i]);
        else
            add_reachable(&table, p, v, i);
    }
    if (count > 0) {
        page_blank(p);
        page_line(p, BOLD, p->chinese ? "%s：%d项" : "%s: %d", reach_verdict_name(verdict, p->chinese), count);
        table_print(p, &table);
    }
    table_free(&table);
}

void reach_page(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    print_head(p, v);
    print_verdict(p, v, REACH_REACHABLE);
    print_verdict(p, v, REACH_OVER_BUDGET);
    print_verdict(p, v, REACH_OUT);
    if (reach_count(r, REACH_ON_COURSE) > 0) {
        page_blank(p);
        page_line(p, BOLD, p->chinese ? "%s：%d项" : "%s: %d", reach_verdict_name(REACH_ON_COURSE, p->chinese),
                  reach_count(r, REACH_ON_COURSE));
    }
    if (reach_count(r, REACH_UNEVALUATED) > 0)
        page_line(p, DIM, p->chinese ? "%s：%d项" : "%s: %d", reach_verdict_name(REACH_UNEVALUATED, p->chinese),
                  reach_count(r, REACH_UNEVALUATED));
    if (r->answer_count > 1) {
        reach_joint_page(p, v);
        reach_frontier_page(p, v);
    }
}
