/* What a fit found: each parameter before and after, how sure, and what to be careful of. */
#include <math.h>

#include "backtest_page.h"
#include "lane.h"
#include "table.h"
#include "text.h"
#include "values.h"

/* As a file would have it, to five digits: "3.7012%" of a share would be read as exact. */
static const char *change_text(const struct fit_parameter *p, double x, char text[VALUE_TEXT])
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.5g", x);
    if (!(isfinite(x) && x < ABSENT_ABOVE))
        return "–";
    if (p->address.form == FORM_SCALE)
        snprintf(text, VALUE_TEXT, "×%s", digits);
    else if (p->address.form == FORM_SHIFT)
        snprintf(text, VALUE_TEXT, "%s%s", x >= 0 ? "+" : "", digits);
    else
        snprintf(text, VALUE_TEXT, "%s", digits);
    return text;
}

static void parameter_row(struct table *table, const struct page *p, const struct fit_parameter *f)
{
    char text[VALUE_TEXT], other[VALUE_TEXT], error[40];
    double low, high;
    struct table_row *row = table_row(table);
    const char *unit = f->address.form == FORM_SCALE || unit_shown(f->address.row->unit)
                           ? ""
                           : unit_label(f->address.row->unit, p->chinese);
    table_cell(table, row, 0, PLAIN, "%s", f->key);
    table_cell(table, row, 1, PLAIN, "%s", change_text(f, f->before, text));
    table_cell(table, row, 2, BOLD, "%s", change_text(f, f->value, text));
    table_cell(table, row, 5, DIM, "%s", unit);
    if (f->at_bound)
        table_cell(table, row, 6, CAUTION, "%s", _("at its bound"));
    if (!(isfinite(f->error) && f->error < ABSENT_ABOVE))
        return;
    snprintf(error, sizeof error, "%.2g", f->error);
    table_cell(table, row, 3, PLAIN, "%s", error);
    fit_range(f, &low, &high);
    table_cell(table, row, 4, PLAIN, p->chinese ? "%s 至 %s" : "%s to %s", change_text(f, low, text),
               change_text(f, high, other));
}

static void print_cautions(const struct page *p, const struct fit *f)
{
    if (f->tied_a >= 0)
        page_wrap(
            p, CAUTION, "",
            _("These observations cannot tell all the parameters apart: the two below rise and fall together, and "
              "their values are not to be trusted one by one. Fit one of them, or add observations."));
    if (f->tied_a >= 0)
        page_line(p, CAUTION, "  %s, %s (r = %.3f)", f->parameters[f->tied_a].key, f->parameters[f->tied_b].key,
                  f->correlation[f->tied_a][f->tied_b]);
    if (!f->converged)
        page_wrap(p, CAUTION, "", _("The search did not come to rest: the values are where it was stopped."));
    if (f->observations == f->count)
        page_wrap(
            p, CAUTION, "",
            _("As many parameters as observations: they are met exactly, and how sure the values are cannot be said."));
    if (f->unmoved > 0)
        page_line(p, PLAIN, _("Left out, because none of the parameters moves them: %d"), f->unmoved);
    if (f->left_out > 0)
        page_line(p, PLAIN, _("Left out, because 0 was observed and no relative error exists: %d"), f->left_out);
}

void print_fit(const struct page *p, const struct fit *f)
{
    const struct column columns[] = {{.heading = _("parameter"), .flexible = 20, .lines = 3},
                                     {.heading = _("before"), .right = true},
                                     {.heading = _("fitted"), .right = true},
                                     {.heading = _("standard error"), .right = true},
                                     {.heading = _("two standard errors"), .right = true},
                                     {.heading = ""},
                                     {.heading = ""}};
    struct table table = {.columns = columns, .count = 7, .indent = 2};
    char before[VALUE_TEXT], after[VALUE_TEXT];
    for (int i = 0; i < f->count; i++)
        parameter_row(&table, p, &f->parameters[i]);
    page_blank(p);
    page_line(p, BOLD, "%s", _("FITTED TO THE OBSERVATIONS"));
    table_print(p, &table);
    table_free(&table);
    page_line(p, PLAIN, _("Root mean square error: %s before, %s after; observations used: %d"),
              value_text(UNIT_SHARE, f->before, before), value_text(UNIT_SHARE, f->after, after), f->observations);
    page_wrap(
        p, DIM, "  ",
        _("Least squares on the errors in percent of what was observed: students and shares count alike. Standard "
          "errors assume that these errors are independent, of the same size, and that the model is right."));
    print_cautions(p, f);
}
