/* How the main figures go, as charts and in numbers. The charts are those of `plot`, `ensemble` and `compare`. */
#include <math.h>
#include <string.h>

#include "compare_plots.h"
#include "ensemble_plan.h"
#include "report_view.h"
#include "study_plots.h"
#include "text.h"
#include "values.h"

enum { SHOWN_YEARS = 7, MOST_INDICATORS = 12 };

/* --- pictures --- */

struct wanted {
    struct html *html;
    const char *name; /* the page that is taken; NULL: all */
};

static int take_picture(void *to, const char *name, const char *title, const char *bytes, size_t length)
{
    const struct wanted *w = to;
    (void)title;
    if (!w->name || strcmp(w->name, name) == 0)
        html_picture(w->html, bytes, length);
    return 0;
}

static struct plot_request request_of(const struct report_view *v, struct wanted *w, const char *chart)
{
    return (struct plot_request){
        .chart = chart, .format = "svg", .size = "page", .chinese = v->chinese, .take = take_picture, .to = w};
}

/* Charts that a scenario has no data for are left out without a word. */
static int finish(struct report_view *v, struct diags *d, int code)
{
    if (code < 0)
        report(v->session, d, code);
    diags_free(d);
    return code;
}

static int draw_fans(struct report_view *v, int plan)
{
    struct wanted w = {&v->html, "fan"};
    const struct plot_request q = request_of(v, &w, NULL);
    struct diags d = {0};
    char **written;
    int count;
    return finish(v, &d, plots_fan(&v->ensemble, plan, NULL, 0, &q, &v->arena, &written, &count, &d));
}

static int draw_chart(struct report_view *v, int plan, const char *name)
{
    struct wanted w = {&v->html, NULL};
    const struct plot_request q = request_of(v, &w, name);
    struct diags d = {0};
    char **written;
    int count;
    return finish(v, &d, plots_draw(report_run(v, plan), &q, &v->arena, &written, &count, &d));
}

static int draw_comparison(struct report_view *v)
{
    struct wanted w = {&v->html, NULL};
    const struct plot_request q = request_of(v, &w, NULL);
    const struct run *runs[REPORT_MOST];
    const char *keys[MOST_INDICATORS];
    struct diags d = {0};
    char **written;
    int count, key_count = 0;
    for (int i = 0; i < v->count; i++)
        runs[i] = report_run(v, i);
    for (; key_count < MOST_INDICATORS && main_indicator(key_count); key_count++)
        keys[key_count] = main_indicator(key_count);
    return finish(v, &d, plots_compare(runs, v->count, keys, key_count, &q, &v->arena, &written, &count, &d));
}

int report_frontier(struct report_view *v, int plan)
{
    struct wanted w = {&v->html, NULL};
    const struct plot_request q = request_of(v, &w, NULL);
    struct diags d = {0};
    char **written;
    int count;
    return finish(v, &d, plots_frontier(&v->plans[plan].reach, &q, &v->arena, &written, &count, &d));
}

/* --- the same in numbers --- */

static double quantile(const struct report_view *v, int plan, const struct series *s, int year, double p)
{
    const struct member *m = &v->ensemble.members[plan];
    const int cell = ensemble_cell(m, s->key, year);
    return cell < 0 ? ABSENT : summary_quantile(m->summary, cell, p);
}

static void year_cell(struct report_view *v, int plan, const struct series *s, int year)
{
    const enum unit unit = s->row->unit;
    struct html *h = &v->html;
    char text[VALUE_TEXT], low[VALUE_TEXT], high[VALUE_TEXT];
    html_open(h, "td", "number");
    html_text(h, value_text(unit, run_value(report_run(v, plan), s, year), text));
    if (v->sampled) {
        const double p10 = quantile(v, plan, s, year, 0.1), p90 = quantile(v, plan, s, year, 0.9);
        if (isfinite(p10) && isfinite(p90) && fabs(p10) < ABSENT_ABOVE && fabs(p90) < ABSENT_ABOVE) {
            value_text(unit, p10, low);
            value_text(unit, p90, high);
            if (strcmp(low, high) != 0)
                html_put(h, "small", NULL, "%s – %s", low, high);
        }
    }
    html_close(h);
}

static void print_indicator(struct report_view *v, int plan, const struct series *s, const int *years, int count)
{
    struct html *h = &v->html;
    const char *name = v->chinese ? s->row->label_zh : s->row->label_en, *unit = unit_label(s->row->unit, v->chinese);
    bool any = false;
    for (int i = 0; i < count; i++) {
        const double x = run_value(report_run(v, plan), s, years[i]);
        any |= fabs(x) < ABSENT_ABOVE && x != 0.0;
    }
    if (!any)
        return;
    html_open(h, "tr", NULL);
    html_open_row_name(h);
    html_text(h, name);
    if (!unit_shown(s->row->unit) && !unit_said(s->row->unit, name, unit))
        html_put(h, "small", NULL, "%s", unit);
    html_close(h);
    for (int i = 0; i < count; i++)
        year_cell(v, plan, s, years[i]);
    html_close(h);
}

static void print_numbers(struct report_view *v, int plan)
{
    const struct setup *u = report_setup(v, plan);
    struct html_column columns[1 + SHOWN_YEARS] = {{.name = _("indicator")}};
    char names[SHOWN_YEARS][16];
    int years[MAX_YEARS];
    const int count = choose_shown_years(u, SHOWN_YEARS, years);
    for (int i = 0; i < count; i++) {
        snprintf(names[i], sizeof *names, "%d", years[i]);
        columns[i + 1] = (struct html_column){names[i], .number = true};
    }
    html_table(&v->html,
               v->sampled ? _("The plan's own run, and below it the range in which eight of ten drawn cases lie")
                          : _("The plan's own run"),
               columns, count + 1);
    for (int i = 0; main_indicator(i); i++) {
        const struct series *s = setup_series(u, main_indicator(i), NULL);
        if (s)
            print_indicator(v, plan, s, years, count);
    }
    html_table_end(&v->html);
}

static int print_plan(struct report_view *v, int plan)
{
    static const char *const charts[] = {"enrolment", "faculty", "funding"};
    report_plan_heading(v, plan);
    const bool uncertain = v->sampled && report_setup(v, plan)->scenario->uncertain_count > 0;
    int code = uncertain ? draw_fans(v, plan) : 0;
    for (int i = uncertain ? 2 : 0; i < 3 && code == 0; i++) /* money is in both */
        code = draw_chart(v, plan, charts[i]);
    if (code == 0)
        print_numbers(v, plan);
    return code;
}

int report_trajectories(struct report_view *v)
{
    report_section(v, _("How it goes, year by year"));
    int code = v->count > 1 ? draw_comparison(v) : 0;
    for (int i = 0; i < v->count && code == 0; i++)
        code = print_plan(v, i);
    html_close(&v->html);
    return code;
}
