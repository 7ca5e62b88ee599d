/* Observations beside the projection: each by itself, then the errors by lead time. */
#include "backtest_page.h"

#include <math.h>

#include "lane.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { FEW = 5 };
enum { INDICATOR, YEAR, OBSERVED, SIMULATED, ERROR, BAND, INSIDE, COLUMNS };

static bool known(double x) { return isfinite(x) && x < ABSENT_ABOVE; }

/* "+3.2%": a percentage of what was observed, also where that is a share; "–" where there is none. */
static char *percent(double share, bool sign, char text[VALUE_TEXT])
{
    if (!known(share))
        snprintf(text, VALUE_TEXT, "–");
    else
        snprintf(text, VALUE_TEXT, "%s%.1f%%", !sign ? "" : share < 0 ? "−" : "+", 100.0 * fabs(share));
    return text;
}

static void point_row(struct table *table, const struct page *p, const struct run *r, const struct backtest_point *o)
{
    const enum tone tone = o->lead == 0 ? DIM : PLAIN;
    const enum unit unit = o->series->row->unit;
    char name[256], text[VALUE_TEXT], other[VALUE_TEXT];
    struct table_row *row = table_row(table);
    series_label(r->setup, o->series, p->chinese, name, sizeof name);
    const char *counted = unit_shown(unit) ? "" : series_unit(r->setup, o->series, p->chinese);
    table_cell(table, row, INDICATOR, tone, *counted ? (p->chinese ? "%s（%s）" : "%s (%s)") : "%s%s", name, counted);
    table_cell(table, row, YEAR, tone, "%d", o->observed->year);
    table_cell(table, row, OBSERVED, tone, "%s", value_text(unit, o->observed->value, text));
    table_cell(table, row, SIMULATED, tone, "%s", value_text(unit, o->simulated, text));
    table_cell(table, row, ERROR, tone, "%s", percent(o->relative, true, text));
    if (!known(o->low90))
        return;
    table_cell(table, row, BAND, tone, "%s–%s", value_text(unit, o->low90, text), value_text(unit, o->high90, other));
    const bool inside = backtest_inside(o, o->low90, o->high90);
    table_cell(table, row, INSIDE, o->lead == 0 ? DIM : inside ? GOOD : BAD, "%s", inside ? _("inside") : _("outside"));
}

static void print_points(const struct page *p, const struct run *r, const struct backtest *b)
{
    const struct column columns[COLUMNS] = {
        [INDICATOR] = {.heading = _("indicator"), .flexible = 18, .lines = 4},
        [YEAR] = {.heading = _("year")},
        [OBSERVED] = {.heading = _("observed"), .right = true},
        [SIMULATED] = {.heading = _("simulated"), .right = true},
        [ERROR] = {.heading = _("error"), .right = true},
        [BAND] = {.heading = _("90% band"), .right = true},
        [INSIDE] = {.heading = ""},
    };
    struct table table = {.columns = columns, .count = COLUMNS, .indent = 2};
    for (int i = 0; i < b->count; i++)
        point_row(&table, p, r, &b->points[i]);
    page_blank(p);
    page_line(p, BOLD, "%s", _("OBSERVED AND SIMULATED"));
    table_print(p, &table);
    table_free(&table);
}

static void error_row(struct table *table, const struct backtest_error *e, enum tone tone)
{
    char text[VALUE_TEXT];
    struct table_row *row = table_row(table);
    if (e->lead > 0)
        table_cell(table, row, 0, tone, "%d", e->lead);
    else
        table_cell(table, row, 0, tone, "%s", _("all"));
    table_cell(table, row, 1, tone, "%d", e->count);
    table_cell(table, row, 2, tone, "%s", percent(e->mape, false, text));
    table_cell(table, row, 3, tone, "%s", percent(e->bias, true, text));
    if (e->banded == 0)
        return;
    table_cell(table, row, 4, tone, _("%d of %d"), e->in90, e->banded);
    table_cell(table, row, 5, tone, _("%d of %d"), e->in50, e->banded);
}

static void print_leads(const struct page *p, const struct backtest *b)
{
    const struct column columns[] = {
        {.heading = _("years ahead"), .right = true},     {.heading = _("observations"), .right = true},
        {.heading = _("mean error"), .right = true},      {.heading = _("bias"), .right = true},
        {.heading = _("in the 90% band"), .right = true}, {.heading = _("in the 50% band"), .right = true}};
    struct table table = {.columns = columns, .count = b->all.banded > 0 ? 6 : 4, .indent = 2};
    for (int i = 0; i < b->lead_count; i++)
        error_row(&table, &b->leads[i], PLAIN);
    error_row(&table, &b->all, BOLD);
    page_blank(p);
    page_line(p, BOLD, "%s", _("ERROR BY LEAD TIME"));
    table_print(p, &table);
    table_free(&table);
    page_wrap(p, DIM, "  ",
              _("Mean error: mean of the absolute errors in percent of what was observed (MAPE). Bias: mean with its "
                "sign; above 0 the scenario says too much. Of good bands, nine in ten and five in ten observations lie "
                "inside."));
}

static void print_outside(const struct page *p, const struct backtest *b)
{
    if (b->outside_count == 0)
        return;
    page_blank(p);
    page_line(p, PLAIN, _("Not compared, because the run has no value there: %d"), b->outside_count);
    for (int i = 0; i < b->outside_count; i++)
        page_line(p, DIM, "  %s %d", b->outside[i]->indicator, b->outside[i]->year);
}

void print_backtest(const struct page *p, const struct run *r, const struct backtest *b)
{
    const struct scenario *s = r->setup->scenario;
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    char text[400];
    snprintf(text, sizeof text,
             _("Observations after the base year %d: %d; of the base year, which the scenario was given: %d"),
             s->first_year, b->all.count, b->count - b->all.count);
    page_wrap(p, PLAIN, "", text);
    if (b->count > 0)
        print_points(p, r, b);
    if (b->all.count > 0)
        print_leads(p, b);
    print_outside(p, b);
    page_blank(p);
    if (b->all.count == 0)
        page_wrap(p, CAUTION, "",
                  _("Nothing was observed after the base year: there is nothing to test the projection with."));
    else if (b->all.count < FEW)
        page_wrap(p, CAUTION, "", _("So few observations say little about the errors to come."));
    if (b->all.count > 0)
        page_wrap(p, PLAIN, "",
                  _("An observation from which a value of the scenario was worked out is no test of it: look at the "
                    "sources with vetsim explain."));
}
