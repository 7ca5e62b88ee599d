/* The ranked drivers, one row an input, for one output or for all. */
#include <math.h>

#include "sensitivity_view.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { BAR = 20, SHORT_BAR = 6, WIDE_PAGE = 96 };

/* --- cells of one input --- */

static void bar_text(double share, int full, char text[3 * BAR + 1])
{
    int length = (int)(share * full + 0.5);
    text[0] = '\0';
    for (int i = 0, used = 0; i < length && i < BAR; i++)
        used += snprintf(text + used, 4, "█");
}

static void interval_cell(struct table *t, struct table_row *row, int column, struct interval i)
{
    char low[16], high[16];
    if (isfinite(i.low) && isfinite(i.high)) {
        index_words(i.low, low);
        index_words(i.high, high);
        table_cell(t, row, column, DIM, "[%s, %s]", low, high);
    }
}

static int sobol_cells(struct table *t, struct table_row *row, const struct sensitivity *r, size_t at)
{
    char text[16];
    index_words(r->st[at].value, text);
    table_cell(t, row, 2, PLAIN, "%s", text);
    interval_cell(t, row, 3, r->st[at]);
    index_words(r->s1[at].value, text);
    table_cell(t, row, 4, PLAIN, "%s", text);
    interval_cell(t, row, 5, r->s1[at]);
    return 6;
}

static int morris_cells(struct table *t, struct table_row *row, const struct sensitivity *r, size_t at, enum unit unit)
{
    char text[VALUE_TEXT];
    table_cell(t, row, 2, PLAIN, "%s", size_text(unit, r->mu_star[at], text));
    table_cell(t, row, 3, PLAIN, "%s", gap_text(unit, r->mu[at], text));
    table_cell(t, row, 4, PLAIN, "%s", size_text(unit, r->sigma[at], text));
    return 5;
}

static int tornado_cells(struct table *t, struct table_row *row, const struct page *p, const struct sensitivity_view *v,
                         int output, int input)
{
    const struct sensitivity *r = &v->result;
    const size_t at = (size_t)output * (size_t)r->inputs + (size_t)input;
    const enum unit unit = v->cells[output].series->row->unit;
    struct words range = {.used = 0};
    char text[VALUE_TEXT];
    input_range_words(p, v, input, r->p10[input], r->p90[input], " → ", &range);
    table_cell(t, row, 2, PLAIN, "%s", range.text);
    table_cell(t, row, 3, PLAIN, "%s", value_text(unit, r->at_low[at], text));
    table_cell(t, row, 4, PLAIN, "%s", value_text(unit, r->at_high[at], text));
    table_cell(t, row, 5, PLAIN, "%s", size_text(unit, tornado_swing(r, output, input), text));
    return 6;
}

static int prcc_cells(struct table *t, struct table_row *row, const struct sensitivity *r, size_t at)
{
    char text[16];
    index_words(r->prcc[at], text);
    table_cell(t, row, 2, PLAIN, "%s", text);
    table_cell(t, row, 3, PLAIN, r->p_value[at] < 1e-4 ? "<0.0001" : "%.4f", r->p_value[at]);
    return 4;
}

static int pawn_cells(struct table *t, struct table_row *row, const struct sensitivity *r, int output, int input)
{
    const size_t at = (size_t)output * (size_t)(r->inputs + 1) + (size_t)input;
    char text[16];
    index_words(r->pawn[at], text);
    table_cell(t, row, 2, PLAIN, "%s", text);
    index_words(r->pawn_max[at], text);
    table_cell(t, row, 3, PLAIN, "%s", text);
    return 4;
}

static int measure_cells(struct table *t, struct table_row *row, const struct page *p, const struct sensitivity_view *v,
                         int output, int input)
{
    const struct sensitivity *r = &v->result;
    const size_t at = (size_t)output * (size_t)r->inputs + (size_t)input;
    switch (r->method) {
    case METHOD_SOBOL:
        return sobol_cells(t, row, r, at);
    case METHOD_MORRIS:
        return morris_cells(t, row, r, at, v->cells[output].series->row->unit);
    case METHOD_TORNADO:
        return tornado_cells(t, row, p, v, output, input);
    case METHOD_PRCC:
        return prcc_cells(t, row, r, at);
    default:
        return pawn_cells(t, row, r, output, input);
    }
}

static void add_input(struct table *t, const struct page *p, const struct sensitivity_view *v, int output, int input,
                      int rank)
{
    char bar[3 * BAR + 1];
    struct table_row *row = table_row(t);
    if (v->main >= 0)
        table_cell(t, row, 0, DIM, "%d", rank);
    table_cell(t, row, 1, PLAIN, "%s", input_label(p, v, input));
    const int last = measure_cells(t, row, p, v, output, input);
    const bool narrow = p->width < WIDE_PAGE || v->result.method == METHOD_TORNADO;
    bar_text(importance_share(&v->result, output, input), narrow ? SHORT_BAR : BAR, bar);
    table_cell(t, row, last, PLAIN, "%s", bar);
}

/* --- one output --- */

/* PAWN of an input that does nothing: what a median of that size says. */
static void add_dummy(struct table *t, const struct sensitivity_view *v, int output)
{
    struct table_row *row = table_row(t);
    table_cell(t, row, 1, DIM, "%s", _("(dummy: drives nothing)"));
    pawn_cells(t, row, &v->result, output, v->result.inputs);
}

/* The inputs that are not shown, in one line; by name where the page is about one output. */
static void add_rest(struct table *t, const struct page *p, const struct sensitivity_view *v, const int *order,
                     int shown)
{
    struct words w = {.used = 0};
    if (shown == v->result.inputs || v->main < 0)
        return;
    words_add(&w, shown ? _("hardly any or no influence: ") : _("no input has any influence beyond noise: "));
    for (int i = shown; i < v->result.inputs; i++)
        words_add(&w, "%s%s", i > shown ? _("; ") : "", input_label(p, v, order[i]));
    table_remark(t, DIM, "     ", w.text);
}

static void add_output_rows(struct table *t, const struct page *p, const struct sensitivity_view *v, int output)
{
    const struct sensitivity *r = &v->result;
    const int most = v->main < 0 ? SHORT_DRIVERS : FULL_DRIVERS;
    int order[MOST_INPUTS], shown = 0;
    rank_inputs(r, output, order);
    while (shown < r->inputs && shown < most &&
           (v->main < 0 ? input_stands_out(r, output, order[shown]) : input_matters(r, output, order[shown]))) {
        add_input(t, p, v, output, order[shown], shown + 1);
        shown++;
    }
    if (r->method == METHOD_PAWN)
        add_dummy(t, v, output);
    if (shown == 0 && v->main < 0)
        table_remark(t, DIM, "     ", _("no input has any influence beyond noise"));
    add_rest(t, p, v, order, shown);
}

/* Above its drivers: what the output is, how it stands, and for Sobol' how far S1 explains it. */
static void add_heading(struct table *t, const struct page *p, const struct sensitivity_view *v, int output)
{
    struct words name = {.used = 0}, facts = {.used = 0};
    char lead[16], text[16];
    output_words(p, v, output, &name);
    output_facts(p, v, output, &facts);
    if (v->main >= 0) {
        page_blank(p);
        page_wrap(p, BOLD, "", name.text);
        page_wrap(p, PLAIN, "  ", facts.text);
        return;
    }
    if (t->first)
        table_remark(t, PLAIN, "", "");
    snprintf(lead, sizeof lead, "%3d ", output + 1);
    table_remark(t, BOLD, lead, name.text);
    if (v->result.method == METHOD_SOBOL) {
        index_words(sum_of_s1(&v->result, output), text);
        words_add(&facts, _("; sum of S1 %s"), text);
    }
    table_remark(t, DIM, "    ", facts.text);
    struct words others = {.used = 0}, same = {.used = 0};
    grouped_words(p, v, output, &others);
    words_add(&same, _("the same drivers: %s"), others.text);
    if (others.used)
        table_remark(t, DIM, "    ", same.text);
}

static int heading_columns(enum method method, struct column *columns)
{
    static const char *const names[METHODS][4] = {
        [METHOD_SOBOL] = {N_("ST"), N_("95% interval"), N_("S1"), N_("95% interval")},
        [METHOD_MORRIS] = {N_("μ*"), N_("μ"), N_("σ")},
        [METHOD_TORNADO] = {N_("P10 → P90"), N_("at P10"), N_("at P90"), N_("swing")},
        [METHOD_PRCC] = {N_("PRCC"), N_("p-value")},
        [METHOD_PAWN] = {N_("median"), N_("maximum")},
    };
    int count = 2;
    columns[0] = (struct column){.heading = "", .right = true};
    columns[1] = (struct column){.heading = _("input"), .flexible = 12, .lines = 3};
    for (int i = 0; i < 4 && names[method][i]; i++)
        columns[count++] = (struct column){.heading = _(names[method][i]), .right = true};
    if (method == METHOD_TORNADO)
        columns[2] = (struct column){.heading = _(names[method][0]), .flexible = 12, .lines = 3};
    columns[count++] = (struct column){.heading = ""};
    return count;
}

void sensitivity_table(const struct page *p, const struct sensitivity_view *v)
{
    struct column columns[8];
    struct table t = {.columns = columns, .count = heading_columns(v->result.method, columns), .indent = 2};
    for (int c = 0; c < v->count; c++) {
        if (v->leader[c] != c || (v->main >= 0 && (c != v->main || sensitivity_constant(&v->result, c))))
            continue;
        add_heading(&t, p, v, c);
        add_output_rows(&t, p, v, c);
    }
    if (t.first) {
        page_blank(p);
        table_print(p, &t);
    }
    table_free(&t);
}
