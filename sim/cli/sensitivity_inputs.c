/* The inputs that are named on the page: what is assumed of them, and where that comes from. */
#include <string.h>

#include "sensitivity_view.h"
#include "table.h"
#include "text.h"
#include "values.h"

static bool in_box(const struct prim_box *box, int input)
{
    for (int i = 0; i < box->sides; i++)
        if (box->side[i].input == input)
            return true;
    return false;
}

static bool named(const struct sensitivity_view *v, int input)
{
    const struct sensitivity *r = &v->result;
    int drivers[YEAR_DRIVERS];
    for (int c = 0; c < v->count; c++) {
        if (r->method == METHOD_DISCOVER && in_box(&r->box[c], input))
            return true;
        if (r->method != METHOD_DISCOVER && v->main < 0 && v->leader[c] == c && input_stands_out(r, c, input))
            return true;
    }
    if (v->main < 0 || r->method == METHOD_DISCOVER)
        return false;
    for (int i = year_drivers(v, drivers) - 1; i >= 0; i--)
        if (v->count > 1 && drivers[i] == input)
            return true;
    return input_matters(r, v->main, input);
}

void sensitivity_inputs(const struct page *p, const struct sensitivity_view *v)
{
    const struct column columns[] = {{.heading = _("input"), .flexible = 12, .lines = 3},
                                     {.heading = _("what is assumed"), .flexible = 20, .lines = 5},
                                     {.heading = _("where it comes from"), .flexible = 20, .lines = 6}};
    struct table t = {.columns = columns, .count = 3, .indent = 2};
    for (int j = 0; j < v->result.inputs; j++) {
        struct words distribution = {.used = 0}, source = {.used = 0};
        if (!named(v, j))
            continue;
        struct table_row *row = table_row(&t);
        table_cell(&t, row, 0, PLAIN, "%s", input_label(p, v, j));
        distribution_words(p, v, j, &distribution);
        table_cell(&t, row, 1, PLAIN, "%s", distribution.text);
        source_words(&input_of(v, j)->from, &source);
        table_cell(&t, row, 2, DIM, "%s", source.text);
    }
    if (t.first) {
        page_blank(p);
        page_line(p, BOLD, "%s", _("THE INPUTS NAMED HERE"));
        table_print(p, &t);
    }
    table_free(&t);
}
