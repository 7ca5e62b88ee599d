/* What would reach the missed targets, and at what cost. Targets that the same setting of the levers reaches share a
 * row. */
#include <inttypes.h>
#include <string.h>

#include "reach_words.h"
#include "report_view.h"
#include "text.h"
#include "values.h"

enum { MOST_PAIRS = 12 };

static const struct result *result_of(const struct report_view *v, int plan, int target)
{
    return &report_run(v, plan)->results[target];
}

static const char *name_of(const struct report_view *v, int plan, int target)
{
    const struct target *t = result_of(v, plan, target)->target;
    return label_text(&t->label, v->chinese, t->id);
}

/* --- reachable --- */

static bool said(const struct reach *r, int answer)
{
    for (int i = 0; i < answer; i++)
        if (reach_same(r, &r->answers[i], &r->answers[answer]))
            return true;
    return false;
}

/* "≥22,000 persons in 2022; in the plan 18,599, with this 22,000". */
static void numbers_line(struct report_view *v, int plan, const struct reach_answer *a)
{
    const struct target *t = result_of(v, plan, a->target)->target;
    const enum unit unit = target_measure(report_setup(v, plan), t);
    char goal[512], before[VALUE_TEXT], after[VALUE_TEXT];
    target_goal(report_setup(v, plan), t, v->chinese, goal, sizeof goal);
    value_apart(unit, a->plan, t->value, before);
    value_apart(unit, a->reached, t->value, after);
    html_put(&v->html, "small", NULL, _("%s in %d; in the plan %s, with this %s"), goal, t->due, before, after);
}

static void reachable_row(struct report_view *v, int plan, int answer)
{
    const struct reach *r = &v->plans[plan].reach;
    const struct reach_answer *a = &r->answers[answer];
    struct html *h = &v->html;
    char text[REPORT_TEXT];
    html_open(h, "tr", NULL);
    html_open_row_name(h);
    for (int i = answer; i < r->answer_count; i++) {
        if (!reach_same(r, a, &r->answers[i]))
            continue;
        html_open(h, "div", NULL);
        html_text(h, name_of(v, plan, r->answers[i].target));
        numbers_line(v, plan, &r->answers[i]);
        html_close(h);
    }
    html_close(h);
    reach_setting_words(r, &a->setting, v->chinese, text, sizeof text);
    html_put(h, "td", "wide", "%s", text);
    reach_money(a->setting.cost, v->chinese, text, sizeof text);
    html_put(h, "td", "number", "%s", text);
    html_close(h);
}

static void print_reachable(struct report_view *v, int plan)
{
    const struct html_column columns[] = {
        {_("target"), false}, {_("what would have to change"), false}, {_("cost"), true}};
    const struct reach *r = &v->plans[plan].reach;
    char caption[256];
    snprintf(caption, sizeof caption, _("Reachable, each by itself (%d): the cheapest setting found"),
             reach_count(r, REACH_REACHABLE));
    html_table(&v->html, caption, columns, 3);
    for (int i = 0; i < r->answer_count; i++)
        if (r->answers[i].verdict == REACH_REACHABLE && !said(r, i))
            reachable_row(v, plan, i);
    html_table_end(&v->html);
}

/* --- out of reach --- */

static void nearest_cell(struct report_view *v, const struct reach *r, const struct reach_answer *a)
{
    struct html *h = &v->html;
    char text[REPORT_TEXT], phrase[400];
    html_open(h, "td", "wide");
    if (!a->touched) {
        html_text(h, _("no lever of the scenario moves it"));
    } else {
        reach_setting_words(r, &a->setting, v->chinese, text, sizeof text);
        html_text(h, text);
    }
    if (a->touched && a->lever >= 0) {
        reach_phrase(r, a->lever, a->bound, v->chinese, phrase, sizeof phrase);
        html_put(h, "small", NULL, _("reachable if one bound gave way: %s"), phrase);
    }
    html_close(h);
}

static void out_row(struct report_view *v, int plan, const struct reach_answer *a)
{
    struct html *h = &v->html;
    html_open(h, "tr", NULL);
    html_open_row_name(h);
    html_text(h, name_of(v, plan, a->target));
    numbers_line(v, plan, a);
    html_close(h);
    nearest_cell(v, &v->plans[plan].reach, a);
    if (a->year)
        html_put(h, "td", "number", "%d", a->year);
    else
        html_put(h, "td", "number", "%s", _("not by then"));
    html_close(h);
}

static void print_out(struct report_view *v, int plan)
{
    const struct html_column columns[] = {
        {_("target"), false}, {_("comes nearest with"), false}, {_("earliest"), true}};
    const struct reach *r = &v->plans[plan].reach;
    char caption[256];
    snprintf(caption, sizeof caption, _("Out of reach of the levers within their bounds (%d)"),
             reach_count(r, REACH_OUT));
    html_table(&v->html, caption, columns, 3);
    for (int i = 0; i < r->answer_count; i++)
        if (r->answers[i].verdict == REACH_OUT)
            out_row(v, plan, &r->answers[i]);
    html_table_end(&v->html);
}

/* --- together --- */

static void print_conflicts(struct report_view *v, int plan)
{
    const struct reach *r = &v->plans[plan].reach;
    html_put(&v->html, "p", NULL, "%s", _("No setting tried meets these together, though each can be met:"));
    html_open(&v->html, "ul", NULL);
    for (int k = 0; k < r->conflict_count && k < MOST_PAIRS; k++) {
        struct words w = {.used = 0};
        for (int m = 0; m < r->conflicts[k].count; m++)
            words_add(&w, "%s%s", m ? " ↔ " : "", name_of(v, plan, r->conflicts[k].targets[m]));
        html_put(&v->html, "li", NULL, "%s", w.text);
    }
    if (r->conflict_count > MOST_PAIRS)
        html_put(&v->html, "li", "muted", _("and %d more, which vetsim reach shows"), r->conflict_count - MOST_PAIRS);
    html_close(&v->html);
}

/* A setting of many levers, one on each line. */
static void print_setting(struct report_view *v, const struct reach *r, const struct reach_setting *setting)
{
    char phrase[400];
    html_open(&v->html, "ul", "columns");
    for (int i = 0; i < r->lever_count; i++) {
        if (!reach_moves(&r->levers[i], setting->x[i]))
            continue;
        reach_phrase(r, i, setting->x[i], v->chinese, phrase, sizeof phrase);
        html_put(&v->html, "li", NULL, "%s", phrase);
    }
    html_close(&v->html);
}

static void print_together(struct report_view *v, int plan)
{
    const struct reach *r = &v->plans[plan].reach;
    char money[80];
    if (r->joint_verdict == REACH_REACHABLE) {
        reach_money(r->joint.cost, v->chinese, money, sizeof money);
        html_put(&v->html, "p", NULL, _("All %d targets that are on course or reachable can be met together, at %s:"),
                 r->joint_count, money);
        print_setting(v, r, &r->joint);
        return;
    }
    html_put(&v->html, "p", NULL, _("%d targets can each be met, but no setting was found that meets all of them."),
             r->joint_count);
    if (r->conflict_count > 0)
        print_conflicts(v, plan);
}

static int print_plan(struct report_view *v, int plan)
{
    const struct report_plan *p = &v->plans[plan];
    int code = 0;
    report_plan_heading(v, plan);
    if (report_run(v, plan)->late + report_run(v, plan)->missed == 0) {
        html_put(&v->html, "p", NULL, "%s", _("No target is missed."));
    } else if (!p->searched) {
        html_put(&v->html, "p", NULL, "%s",
                 _("The scenario has no levers: it does not say what may be changed, how far and at what cost."));
    } else {
        if (reach_count(&p->reach, REACH_REACHABLE) > 0) {
            print_together(v, plan);
            code = report_frontier(v, plan);
            print_reachable(v, plan);
        }
        if (reach_count(&p->reach, REACH_OUT) > 0)
            print_out(v, plan);
    }
    return code;
}

int report_remedies(struct report_view *v)
{
    int code = 0;
    if (v->target_count == 0)
        return 0;
    report_section(v, _("What would reach them, and at what cost"));
    for (int i = 0; i < v->count && code == 0; i++)
        code = print_plan(v, i);
    html_close(&v->html);
    return code;
}
