/* The target board, area by area: what is not met first, with reason and department; what is met folded below. Several
 * plans stand side by side, matched by the targets' ids. */
#include <string.h>

#include "areas.h"
#include "report_view.h"
#include "run_page.h"
#include "text.h"

static bool of_kind(const struct report_target *t, bool met) { return (t->worst == VERDICT_MET) == met; }

static void badge(struct html *h, enum verdict verdict, bool chinese)
{
    html_open(h, "span", report_class(verdict));
    html_text(h, verdict_sign(verdict));
    html_text(h, " ");
    html_text(h, verdict_name(verdict, chinese));
    html_close(h);
}

/* --- the cells of a row --- */

/* Whether every plan that has the target gives the same reason, and which. */
static bool one_reason(const struct report_view *v, const struct report_target *t, char text[REPORT_TEXT])
{
    char other[REPORT_TEXT];
    bool first = true, same = true;
    *text = '\0';
    for (int i = 0; i < v->count; i++) {
        const struct result *result = report_result(v, t, i);
        if (!result)
            continue;
        reason_words(result, v->chinese, first ? text : other, REPORT_TEXT);
        same = same && (first || strcmp(text, other) == 0);
        first = false;
    }
    return same;
}

static void print_reasons(struct report_view *v, const struct report_target *t)
{
    char text[REPORT_TEXT];
    if (one_reason(v, t, text)) {
        if (*text)
            html_put(&v->html, "small", NULL, "%s", text);
        return;
    }
    for (int i = 0; i < v->count; i++) {
        const struct result *result = report_result(v, t, i);
        if (result && reason_words(result, v->chinese, text, sizeof text) > 0)
            html_put(&v->html, "small", NULL, v->chinese ? "%s：%s" : "%s: %s", report_letter(v, i), text);
    }
}

/* The name, and below it in small print why not and who answers for it. */
static void name_cell(struct report_view *v, const struct report_target *t)
{
    struct html *h = &v->html;
    html_open_row_name(h);
    html_text(h, label_text(&t->target->label, v->chinese, t->target->id));
    print_reasons(v, t);
    if (t->worst == VERDICT_MET && t->target->departments && *t->target->departments)
        html_put(h, "small", NULL, _("responsible: %s"), t->target->departments);
    html_close(h);
}

static const char *goal_of(const struct report_view *v, const struct report_target *t, int plan, char text[512])
{
    const struct result *result = report_result(v, t, plan);
    *text = '\0';
    if (result && result->row)
        target_goal(report_setup(v, plan), result->target, v->chinese, text, 512);
    return text;
}

static void verdict_cell(struct report_view *v, const struct result *result)
{
    html_open(&v->html, "td", NULL);
    badge(&v->html, result->verdict, v->chinese);
    html_close(&v->html);
}

/* All that one plan alone has room for, each in its own column. */
static void number_cells(struct report_view *v, const struct report_target *t, const struct result *result)
{
    struct html *h = &v->html;
    char reached[VALUE_TEXT + 2] = "–", gap[2 * VALUE_TEXT], chance[16];
    if (result->verdict != VERDICT_UNEVALUATED)
        reached_text(report_run(v, 0), result, reached);
    gap_words(report_run(v, 0), result, gap, sizeof gap);
    report_chance(v, t, 0, chance);
    html_put(h, "td", "number", "%s", reached);
    html_put(h, "td", "number", "%s", gap);
    html_put(h, "td", "number", "%s", chance);
}

/* "34,755 · −10,245 (23%)", and the probability: on a line of its own where there is a gap. */
static void plan_numbers(struct report_view *v, const struct report_target *t, const struct result *result, int plan)
{
    char reached[VALUE_TEXT + 2], gap[2 * VALUE_TEXT], chance[16];
    struct html *h = &v->html;
    if (result->verdict == VERDICT_UNEVALUATED)
        return;
    const bool missing = gap_words(report_run(v, plan), result, gap, sizeof gap);
    html_open(h, "small", NULL);
    html_text(h, reached_text(report_run(v, plan), result, reached));
    html_text(h, missing ? " · " : "");
    html_text(h, gap);
    html_open(h, "span", missing ? "line" : NULL);
    report_chance(v, t, plan, chance);
    if (v->sampled)
        html_put(h, "span", "together", missing ? _("probability %s") : _(" · probability %s"), chance);
    html_close(h);
    html_close(h);
}

/* Everything of one of several plans in one cell. */
static void plan_cell(struct report_view *v, const struct report_target *t, int plan, const char *goal)
{
    const struct result *result = report_result(v, t, plan);
    struct html *h = &v->html;
    char own[512];
    html_open(h, "td", "plan");
    if (!result) {
        html_put(h, "span", "muted", "%s", _("not in this plan"));
    } else {
        badge(h, result->verdict, v->chinese);
        plan_numbers(v, t, result, plan);
        if (strcmp(goal_of(v, t, plan, own), goal) != 0 || result->target->due != t->target->due)
            html_put(h, "small", NULL, _("here: %s in %d"), own, result->target->due);
    }
    html_close(h);
}

static void target_line(struct report_view *v, const struct report_target *t)
{
    struct html *h = &v->html;
    char goal[512] = "";
    for (int i = 0; i < v->count && !*goal; i++)
        goal_of(v, t, i, goal);
    html_open(h, "tr", NULL);
    name_cell(v, t);
    if (v->count == 1) /* next to the name, where a narrow screen shows it */
        verdict_cell(v, report_result(v, t, 0));
    html_put(h, "td", "number", "%d", t->target->due);
    html_put(h, "td", "number", "%s", *goal ? goal : "–");
    if (v->count == 1)
        number_cells(v, t, report_result(v, t, 0));
    for (int i = 0; i < v->count && v->count > 1; i++)
        plan_cell(v, t, i, goal);
    html_close(h);
}

/* --- the tables --- */

static void start_table(struct report_view *v, const char *caption)
{
    const struct html_column single[] = {{_("target"), false},    {_("verdict"), false}, {_("due"), true},
                                         {_("goal"), true},       {_("reached"), true},  {_("gap"), true},
                                         {_("probability"), true}};
    struct html_column several[3 + REPORT_MOST] = {{_("target"), false}, {_("due"), true}, {_("goal"), true}};
    for (int i = 0; i < v->count; i++)
        several[3 + i] = (struct html_column){report_letter(v, i), false};
    if (v->count == 1)
        html_table(&v->html, caption, single, sizeof single / sizeof *single);
    else
        html_table(&v->html, caption, several, 3 + v->count);
}

static int count_targets(const struct report_view *v, int area, bool met)
{
    int count = 0;
    for (int i = 0; i < v->target_count; i++)
        count += in_area(v->targets[i].target->area, area) && of_kind(&v->targets[i], met);
    return count;
}

static void print_table(struct report_view *v, int area, bool met, const char *caption)
{
    static const enum verdict order[] = {VERDICT_MISSED, VERDICT_LATE, VERDICT_UNEVALUATED, VERDICT_MET};
    start_table(v, caption);
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < v->target_count; i++) {
            const struct report_target *t = &v->targets[i];
            if (t->worst == order[k] && in_area(t->target->area, area) && of_kind(t, met))
                target_line(v, t);
        }
    html_table_end(&v->html);
}

static void print_area(struct report_view *v, int area)
{
    const int open = count_targets(v, area, false), met = count_targets(v, area, true);
    char caption[256];
    if (open + met == 0)
        return;
    html_put(&v->html, "h3", NULL, "%s", area_name(area));
    if (open > 0) {
        snprintf(caption, sizeof caption,
                 v->count > 1 ? _("%s: not met on time in every plan (%d)") : _("%s: not met on time (%d)"),
                 area_name(area), open);
        print_table(v, area, false, caption);
    }
    if (met > 0) {
        snprintf(caption, sizeof caption, _("%s: met on time (%d)"), area_name(area), met);
        html_open_details(&v->html, "%s", caption);
        print_table(v, area, true, caption);
        html_close(&v->html);
    }
}

void report_targets(struct report_view *v)
{
    if (v->target_count == 0)
        return;
    report_section(v, _("Targets"));
    html_put(&v->html, "p", "muted", "%s",
             v->sampled ? _("Verdict, number reached and gap are those of the plan's own run; the probability is the "
                            "share of the drawn cases in which the target is met in its due year.")
                        : _("Verdict, number reached and gap are those of the plan's own run."));
    for (int area = 0; area <= area_count(); area++)
        print_area(v, area);
    html_close(&v->html);
}
