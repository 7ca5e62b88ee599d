#include "explain_why.h"

#include <math.h>
#include <string.h>

#include "ensemble_plan.h"
#include "explain.h"
#include "run_page.h"
#include "text.h"
#include "values.h"

static int choose_series(struct session *s, const struct run *r, const struct series **series, int *year)
{
    const struct shape *shape = &r->setup->shape;
    const char *near = NULL, *key = s->options.indicator;
    const int first = shape->first_year, last = first + shape->years - 1;
    uint64_t number = (uint64_t)last;
    *series = setup_series(r->setup, key, &near);
    if (!*series && near)
        return usage_error(s, _("no indicator \"%s\"; did you mean \"%s\"?"), key, near);
    if (!*series)
        return usage_error(s, _("no indicator \"%s\""), key);
    const int earliest = (*series)->row->flags & ROW_STOCK ? first : first + 1;
    if (s->options.year && !whole_number(s->options.year, (uint64_t)earliest, (uint64_t)last, &number))
        return usage_error(s, _("--year %s: must be a year from %d to %d"), s->options.year, earliest, last);
    *year = (int)number;
    return 0;
}

static void print_targets_on(const struct why *w, const struct series *series)
{
    const struct run *r = w->run;
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *result = &r->results[i];
        char goal[256], text[900];
        if (result->series != series)
            continue;
        target_goal(r->setup, result->target, w->page->chinese, goal, sizeof goal);
        snprintf(text, sizeof text, "%d  %s  %s  %s", result->target->due, goal,
                 verdict_name(result->verdict, w->page->chinese),
                 label_text(&result->target->label, w->page->chinese, result->target->id));
        explain_fact(w->page, _("target"), text);
    }
}

static void print_head(const struct why *w, const struct series *series)
{
    const struct setup *u = w->run->setup;
    const bool chinese = w->page->chinese;
    char label[256], value[VALUE_TEXT];
    series_label(u, series, chinese, label, sizeof label);
    const double x = run_value(w->run, series, w->year);
    const enum unit unit = series->row->unit;
    const char *name = unit_shown(unit) ? "" : series_unit(u, series, chinese);
    if (unit == UNIT_LIMIT)
        page_line(w->page, BOLD, _("%s in %d: %s"), label, w->year,
                  limit_name(series->row->limit, (int)lround(x), chinese));
    else if (x < ABSENT_ABOVE)
        page_line(w->page, BOLD, _("%s in %d: %s%s%s"), label, w->year, value_text(unit, x, value),
                  unit_space(name, chinese), name);
    else
        page_line(w->page, BOLD, _("%s in %d: no value (no limit is given, or nothing to divide by)"), label, w->year);
    explain_fact(w->page, _("scenario"), label_text(&u->scenario->label, chinese, u->scenario->name));
    explain_fact(w->page, _("indicator"), series->key);
    explain_fact(w->page, _("meaning"), chinese ? series->row->label_zh : series->row->doc);
    print_targets_on(w, series);
    explain_observed(w->page, u, series->key);
}

/* What limited the indicators taken apart, year by year. */
static void print_limits_met(const struct why *w)
{
    const struct series *said[WHY_WAITING];
    char before[1024] = "";
    int count = 0;
    for (int i = 0; i < w->shown; i++) {
        const struct series *limit = run_limit(w->run, w->waiting[i].series);
        char name[256], text[1024];
        bool known = !limit;
        for (int k = 0; k < count && !known; k++)
            known = said[k] == limit;
        if (known)
            continue;
        limit_words(w->run, limit, w->page->chinese, text, sizeof text);
        if (!*text || (count > 0 && said[count - 1]->row == limit->row && strcmp(text, before) == 0))
            continue; /* a sum over one sector says what the sector says */
        memcpy(before, text, sizeof before);
        if (count == 0) {
            page_blank(w->page);
            page_line(w->page, BOLD, "%s", _("What set the limit"));
        }
        said[count++] = limit;
        series_label(w->run->setup, limit, w->page->chinese, name, sizeof name);
        explain_fact(w->page, name, text);
    }
}

/* Indicators that were met and not taken apart: where to go on. */
static void print_more(const struct why *w, const struct series *series)
{
    const struct setup *u = w->run->setup;
    if (w->year > u->shape.first_year + (series->row->flags & ROW_STOCK ? 0 : 1)) {
        page_blank(w->page);
        const char *text = arena_format(w->arena, "vetsim explain %s --indicator %s --year %d", u->scenario->path,
                                        series->key, w->year - 1);
        page_wrap(w->page, DIM, _("The year before: "), text ? text : "");
    }
}

static int explain_number(struct session *s, const struct run *r, const struct series *series, int year)
{
    struct why *w = arena_alloc(&s->arena, sizeof *w);
    if (!w)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    w->page = &s->page;
    w->run = r;
    w->year = year;
    w->arena = &s->arena;
    print_head(w, series);
    why_meet_series(w, series, 0);
    int blocks = 0;
    for (w->shown = 0; w->shown < w->waiting_count && blocks < WHY_BLOCKS; w->shown++)
        if (w->waiting[w->shown].depth <= WHY_DEPTH)
            blocks += why_parts(w, w->waiting[w->shown].series, w->waiting[w->shown].depth);
    if (blocks == 0 && year == r->setup->shape.first_year) {
        page_blank(w->page);
        page_line(w->page, PLAIN, "%s", _("  The base year's number is given by the scenario, not computed."));
    }
    if (blocks > 0)
        page_line(w->page, DIM, "%s", _("  Numbers are rounded for reading; unrounded they add up."));
    print_limits_met(w);
    why_sources(w);
    print_more(w, series);
    return 0;
}

int explain_why(struct session *s, const struct run *r)
{
    const struct series *series;
    int year = 0, code = choose_series(s, r, &series, &year);
    return code ? code : explain_number(s, r, series, year);
}
