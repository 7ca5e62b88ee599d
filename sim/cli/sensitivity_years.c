/* Through time: how much the main drivers of an indicator matter in each year. */
#include <math.h>

#include "sensitivity_view.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { MOST_YEARS = 256, LABEL = 24 };

static bool has_two_rows(enum method method) { return method == METHOD_SOBOL; }

static void year_text(const struct sensitivity_view *v, int output, int input, bool second, char text[VALUE_TEXT])
{
    const struct sensitivity *r = &v->result;
    const size_t at = (size_t)output * (size_t)r->inputs + (size_t)input;
    const enum unit unit = v->cells[output].series->row->unit;
    char index[16];
    if (sensitivity_constant(r, output)) {
        snprintf(text, VALUE_TEXT, "–");
        return;
    }
    switch (r->method) {
    case METHOD_SOBOL:
        index_words(second ? r->s1[at].value : r->st[at].value, index);
        break;
    case METHOD_PRCC:
        index_words(r->prcc[at], index);
        break;
    case METHOD_PAWN:
        index_words(importance(r, output, input), index);
        break;
    default:
        value_text(unit, importance(r, output, input), text);
        return;
    }
    snprintf(text, VALUE_TEXT, "%s", index);
}

/* Drivers of any year, by what they matter over all years together. */
int year_drivers(const struct sensitivity_view *v, int *chosen)
{
    const struct sensitivity *r = &v->result;
    double total[MOST_INPUTS] = {0};
    int count = 0;
    for (int j = 0; j < r->inputs; j++)
        for (int c = 0; c < v->count; c++)
            total[j] += input_matters(r, c, j) ? importance_share(r, c, j) : 0.0;
    for (; count < YEAR_DRIVERS; count++) {
        int best = -1;
        for (int j = 0; j < r->inputs; j++)
            if (total[j] > 0.0 && (best < 0 || total[j] > total[best]))
                best = j;
        if (best < 0)
            break;
        chosen[count] = best;
        total[best] = 0.0;
    }
    return count;
}

/* As many years as fit, evenly, among them the one of the table. */
static int choose_years(const struct sensitivity_view *v, const int *drivers, int driver_count, int width, int *outputs)
{
    int widest = 4;
    char text[VALUE_TEXT];
    for (int c = 0; c < v->count; c++)
        for (int i = 0; i < driver_count; i++) {
            year_text(v, c, drivers[i], false, text);
            widest = text_width(text) > widest ? text_width(text) : widest;
        }
    const int room = (width - LABEL - 8) / (widest + 2), step = (v->count + room - 1) / (room > 0 ? room : 1);
    int count = 0;
    for (int c = v->main % step; c < v->count; c += step)
        outputs[count++] = c;
    return count;
}

static void add_driver(struct table *t, const struct page *p, const struct sensitivity_view *v, int input, bool second,
                       const int *outputs, int years)
{
    struct table_row *row = table_row(t);
    char text[VALUE_TEXT];
    table_cell(t, row, 0, second ? DIM : PLAIN, "%s", second ? "" : input_label(p, v, input));
    table_cell(t, row, 1, DIM, "%s", !has_two_rows(v->result.method) ? "" : second ? "S1" : "ST");
    for (int i = 0; i < years; i++) {
        year_text(v, outputs[i], input, second, text);
        table_cell(t, row, i + 2, second ? DIM : PLAIN, "%s", text);
    }
}

static const char *title(enum method method)
{
    switch (method) {
    case METHOD_SOBOL:
        return _("THROUGH TIME: ST and S1 by year");
    case METHOD_MORRIS:
        return _("THROUGH TIME: μ* by year");
    case METHOD_TORNADO:
        return _("THROUGH TIME: swing by year");
    case METHOD_PRCC:
        return _("THROUGH TIME: PRCC by year");
    default:
        return _("THROUGH TIME: PAWN's median by year");
    }
}

void sensitivity_years(const struct page *p, const struct sensitivity_view *v)
{
    struct column columns[MAX_COLUMNS] = {{.heading = "", .flexible = LABEL, .lines = 2}, {.heading = ""}};
    struct table t = {.columns = columns, .indent = 2};
    int drivers[YEAR_DRIVERS], outputs[MOST_YEARS], count = year_drivers(v, drivers);
    char years[MAX_COLUMNS][8];
    if (v->count < 2 || v->count > MOST_YEARS || count == 0)
        return;
    const int shown = choose_years(v, drivers, count, p->width, outputs);
    t.count = shown + 2;
    for (int i = 0; i < shown && i + 2 < MAX_COLUMNS; i++) {
        snprintf(years[i], sizeof years[i], "%d", v->cells[outputs[i]].year % 10000);
        columns[i + 2] = (struct column){.heading = years[i], .right = true};
    }
    for (int i = 0; i < count; i++) {
        add_driver(&t, p, v, drivers[i], false, outputs, shown);
        if (has_two_rows(v->result.method))
            add_driver(&t, p, v, drivers[i], true, outputs, shown);
    }
    page_blank(p);
    page_line(p, BOLD, "%s", title(v->result.method));
    table_print(p, &t);
    if (shown < v->count)
        page_wrap(p, DIM, "  ", _("Some years are left out to fit the page; -o DIR writes all of them."));
    table_free(&t);
}
