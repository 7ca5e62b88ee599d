/* The answer first: three sentences for each plan, then the counts by area. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "areas.h"
#include "reach_words.h"
#include "report_view.h"
#include "run_page.h"
#include "text.h"

#define LIKELY 0.9
#define UNLIKELY 0.5

/* --- how many targets are met --- */

static void met_words(const struct run *r, struct words *w)
{
    const int count = r->setup->scenario->target_count;
    if (count == 0)
        words_add(w, "%s", _("This scenario has no targets."));
    else if (r->met == count)
        words_add(w,
                  ngettext("The plan meets its %d target on time.", "The plan meets all its %d targets on time.",
                           (unsigned long)count),
                  count);
    else
        words_add(w, _("Of %d targets the plan meets %d on time and %d late, and misses %d; %d cannot be evaluated."),
                  count, r->met, r->late, r->missed, r->unevaluated);
}

/* --- how sure that is --- */

struct chances {
    int likely, open, unlikely;
};

static struct chances count_chances(const struct report_view *v, int plan)
{
    const struct run *r = report_run(v, plan);
    struct chances c = {0, 0, 0};
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        if (r->results[i].verdict == VERDICT_UNEVALUATED)
            continue;
        double error, p = ensemble_probability(&v->ensemble, plan, i, &error);
        c.likely += p >= LIKELY;
        c.unlikely += p < UNLIKELY;
        c.open += p >= UNLIKELY && p < LIKELY;
    }
    return c;
}

static void joint_words(const struct report_view *v, int plan, char text[16])
{
    const double n = (double)v->ensemble.done;
    percent_words(n > 0 ? (double)v->ensemble.members[plan].joint / n : 0.0, text);
}

static void sure_words(const struct report_view *v, int plan, struct words *w)
{
    const struct run *r = report_run(v, plan);
    if (r->setup->scenario->target_count == 0)
        return;
    if (!v->sampled || r->setup->scenario->uncertain_count == 0) {
        words_add(w, "%s", _("The scenario says of nothing that it is uncertain, so how sure this is cannot be said."));
        return;
    }
    const struct chances c = count_chances(v, plan);
    char joint[16];
    joint_words(v, plan, joint);
    words_add(w,
              _("With what is uncertain drawn %" PRIu64 " times, all evaluated targets are met together in %s of the "
                "cases; one by one %d are likely (90%% or more), %d open and %d unlikely (below 50%%)."),
              v->ensemble.done, joint, c.likely, c.open, c.unlikely);
}

/* --- what stands in the way, and what would help --- */

/* The reason given for most of the targets that are not met, and how often; NULL when there is none. */
static const char *most_common_bound(const struct report_view *v, int plan, int *most)
{
    const struct run *r = report_run(v, plan);
    const int targets = r->setup->scenario->target_count;
    const char *best = NULL;
    *most = 0;
    for (int i = 0; i < targets; i++) {
        const char *bound = v->chinese ? r->results[i].bound_zh : r->results[i].bound_en;
        int count = 0;
        for (int k = 0; *bound && k < targets; k++)
            count += strcmp(bound, v->chinese ? r->results[k].bound_zh : r->results[k].bound_en) == 0;
        if (count > *most) {
            *most = count;
            best = bound;
        }
    }
    return best;
}

/* The cheapest of the settings that each reach one target. */
static const struct reach_answer *cheapest(const struct reach *r)
{
    const struct reach_answer *best = NULL;
    for (int i = 0; i < r->answer_count; i++) {
        const struct reach_answer *a = &r->answers[i];
        if (a->verdict == REACH_REACHABLE && (!best || a->setting.cost < best->setting.cost))
            best = a;
    }
    return best;
}

static void remedy_words(const struct report_view *v, int plan, struct words *w)
{
    const struct report_plan *p = &v->plans[plan];
    const struct reach *r = &p->reach;
    char money[80], setting[REPORT_TEXT];
    const struct reach_answer *best = p->searched ? cheapest(r) : NULL;
    if (!p->searched) {
        words_add(w, "%s", _("the scenario names no levers that could help."));
        return;
    }
    if (!best) {
        words_add(w, "%s", _("none of the scenario's levers reaches one of these targets."));
        return;
    }
    words_add(w, _("the scenario's levers would reach %d of them and not the other %d"),
              reach_count(r, REACH_REACHABLE), reach_count(r, REACH_OUT));
    if (r->joint_verdict == REACH_REACHABLE) {
        reach_money(r->joint.cost, v->chinese, money, sizeof money);
        words_add(w, _(", all of the former together at %s"), money);
    }
    const struct target *t = report_run(v, plan)->results[best->target].target;
    reach_money(best->setting.cost, v->chinese, money, sizeof money);
    reach_setting_words(r, &best->setting, v->chinese, setting, sizeof setting);
    words_add(w, _("; the cheapest single step, at %s, reaches \"%s\": %s."), money,
              label_text(&t->label, v->chinese, t->id), setting);
}

/* Where nothing is missed, the target that is least sure. */
static void weakest_words(const struct report_view *v, int plan, struct words *w)
{
    const struct run *r = report_run(v, plan);
    const struct target *weakest = NULL;
    double least = 2.0, error;
    char chance[16];
    for (int i = 0; v->sampled && i < r->setup->scenario->target_count; i++) {
        if (r->results[i].verdict == VERDICT_UNEVALUATED ||
            ensemble_probability(&v->ensemble, plan, i, &error) >= least)
            continue;
        least = ensemble_probability(&v->ensemble, plan, i, &error);
        weakest = r->results[i].target;
    }
    if (!weakest)
        return;
    percent_words(least, chance);
    words_add(w, _("Nothing stands in the way in the plan's own run; the least sure target is \"%s\" (%s)."),
              label_text(&weakest->label, v->chinese, weakest->id), chance);
}

static void way_words(const struct report_view *v, int plan, struct words *w)
{
    const struct run *r = report_run(v, plan);
    int most;
    const char *bound = most_common_bound(v, plan, &most);
    if (r->late + r->missed == 0) {
        weakest_words(v, plan, w);
        return;
    }
    words_add(w, _("What most often stands in the way is %s (%d of %d targets); "), bound ? bound : "–", most,
              r->late + r->missed);
    remedy_words(v, plan, w);
}

static void print_sentences(struct report_view *v, int plan)
{
    struct words met = {.used = 0}, sure = {.used = 0}, way = {.used = 0};
    const struct words *const sentences[] = {&met, &sure, &way};
    met_words(report_run(v, plan), &met);
    sure_words(v, plan, &sure);
    way_words(v, plan, &way);
    html_open(&v->html, "div", "answer");
    report_plan_heading(v, plan);
    for (int i = 0; i < 3; i++)
        if (sentences[i]->used > 0)
            html_put(&v->html, "p", NULL, "%s", sentences[i]->text);
    html_close(&v->html);
}

/* --- by area --- */

enum { ALL_AREAS = -1 };
static const enum verdict order[] = {VERDICT_MISSED, VERDICT_LATE, VERDICT_MET, VERDICT_UNEVALUATED};

static int count_in(const struct report_view *v, int plan, int area, enum verdict verdict)
{
    int count = 0;
    for (int i = 0; i < v->target_count; i++) {
        const struct result *result = report_result(v, &v->targets[i], plan);
        count += result && result->verdict == verdict && (area == ALL_AREAS || in_area(result->target->area, area));
    }
    return count;
}

static int count_all(const struct report_view *v, int area)
{
    int count = 0;
    for (int plan = 0; plan < v->count; plan++)
        for (int k = 0; k < 4; k++)
            count += count_in(v, plan, area, order[k]);
    return count;
}

/* One plan: a column for each verdict. Several: a column for each plan, "12 met of 20". */
static void area_row(struct report_view *v, int area, const char *name)
{
    struct html *h = &v->html;
    if (count_all(v, area) == 0)
        return;
    html_open(h, "tr", NULL);
    html_open_row_name(h);
    html_text(h, name);
    html_close(h);
    for (int plan = 0; plan < v->count; plan++) {
        int count[4];
        for (int k = 0; k < 4; k++)
            count[k] = count_in(v, plan, area, order[k]);
        for (int k = 0; k < 4 && v->count == 1; k++)
            html_put(h, "td", "number", "%d", count[k]);
        if (v->count > 1)
            html_put(h, "td", "number", _("%d of %d"), count[2], count[0] + count[1] + count[2]);
    }
    html_close(h);
}

static void print_areas(struct report_view *v)
{
    struct html_column columns[1 + 4] = {{.name = _("area of work")}};
    const int count = v->count > 1 ? v->count : 4;
    for (int i = 0; i < count; i++)
        columns[i + 1] = (struct html_column){v->count > 1 ? report_letter(v, i) : verdict_name(order[i], v->chinese),
                                              .number = true};
    html_table(&v->html, v->count > 1 ? _("Targets met on time, of those evaluated, by area") : _("Targets by area"),
               columns, count + 1);
    for (int area = 0; area <= area_count(); area++)
        area_row(v, area, area_name(area));
    area_row(v, ALL_AREAS, _("Total"));
    html_table_end(&v->html);
}

void report_answer(struct report_view *v)
{
    report_section(v, _("The answer"));
    if (v->count > 1)
        html_open(&v->html, "div", "beside");
    for (int i = 0; i < v->count; i++)
        print_sentences(v, i);
    if (v->count > 1)
        html_close(&v->html);
    if (v->target_count > 0)
        print_areas(v);
    html_close(&v->html);
}
