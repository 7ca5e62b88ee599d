/* All targets at once: rows are inputs, columns the targets by their number on the page, cells percent. */
#include <math.h>

#include "sensitivity_view.h"
#include "table.h"
#include "text.h"

enum { MOST_OUTPUTS = 512, LABEL = 26, CELL = 4 };

/* Only what matters somewhere; most targets first. */
static int choose_inputs(const struct sensitivity_view *v, int *chosen)
{
    const struct sensitivity *r = &v->result;
    double total[MOST_INPUTS];
    int count = 0;
    for (int j = 0; j < r->inputs; j++) {
        bool any = false;
        total[j] = 0.0;
        for (int c = 0; c < v->count; c++) {
            if (v->leader[c] != c)
                continue;
            total[j] += input_matters(r, c, j) ? importance_share(r, c, j) : 0.0;
            any |= input_stands_out(r, c, j);
        }
        int at = count;
        if (!any)
            continue;
        for (; at > 0 && total[chosen[at - 1]] < total[j]; at--)
            chosen[at] = chosen[at - 1];
        chosen[at] = j;
        count++;
    }
    return count;
}

static void add_cell(struct table *t, struct table_row *row, int column, const struct sensitivity *r, int output,
                     int input)
{
    const double share = importance_share(r, output, input);
    const int percent = (int)(100.0 * share + 0.5);
    const bool negative = r->method == METHOD_PRCC && r->prcc[(size_t)output * (size_t)r->inputs + (size_t)input] < 0.0;
    if (!input_matters(r, output, input) || percent == 0)
        table_cell(t, row, column, DIM, "·");
    else
        table_cell(t, row, column,
                   percent >= 50   ? BOLD
                   : percent >= 10 ? PLAIN
                                   : DIM,
                   "%s%d", negative ? "−" : "", percent);
}

static void print_block(const struct page *p, const struct sensitivity_view *v, const int *inputs, int count,
                        const int *outputs, int shown)
{
    struct column columns[MAX_COLUMNS] = {{.heading = _("input \\ target"), .flexible = 12, .lines = 2}};
    char numbers[MAX_COLUMNS][8];
    struct table t = {.columns = columns, .count = shown + 1, .indent = 2, .gap = 1};
    for (int i = 0; i < shown; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%3d", (outputs[i] + 1) % 1000);
        columns[i + 1] = (struct column){.heading = numbers[i], .right = true};
    }
    for (int j = 0; j < count; j++) {
        bool any = false;
        for (int i = 0; i < shown; i++)
            any |= input_stands_out(&v->result, outputs[i], inputs[j]);
        if (!any)
            continue;
        struct table_row *row = table_row(&t);
        table_cell(&t, row, 0, PLAIN, "%s", input_label(p, v, inputs[j]));
        for (int i = 0; i < shown; i++)
            add_cell(&t, row, i + 1, &v->result, outputs[i], inputs[j]);
    }
    page_blank(p);
    table_print(p, &t);
    table_free(&t);
}

static const char *legend(enum method method)
{
    switch (method) {
    case METHOD_SOBOL:
        return _("WHO DRIVES WHAT: 100 × ST; columns are the numbers above");
    case METHOD_PRCC:
        return _("WHO DRIVES WHAT: 100 × PRCC; columns are the numbers above");
    case METHOD_PAWN:
        return _("WHO DRIVES WHAT: 100 × PAWN's median; columns are the numbers above");
    default:
        return _("WHO DRIVES WHAT: percent of the largest driver; columns are the numbers above");
    }
}

void sensitivity_matrix(const struct page *p, const struct sensitivity_view *v)
{
    int inputs[MOST_INPUTS], outputs[MOST_OUTPUTS], varying = 0;
    const int count = choose_inputs(v, inputs);
    for (int c = 0; c < v->count && varying < MOST_OUTPUTS; c++)
        if (v->leader[c] == c)
            outputs[varying++] = c;
    if (count == 0 || varying < 2)
        return;
    int room = (p->width - 2 - LABEL) / CELL;
    room = room < 4 ? 4 : room > MAX_COLUMNS - 1 ? MAX_COLUMNS - 1 : room;
    page_blank(p);
    page_line(p, BOLD, "%s", legend(v->result.method));
    for (int from = 0; from < varying; from += room)
        print_block(p, v, inputs, count, outputs + from, varying - from < room ? varying - from : room);
}
