/* The annex tables on the terminal: a line for what the run gives, one for the plan's own figures,
 * and where they differ one for the difference, so that it is seen without colour. */
#include <string.h>

#include "table.h"
#include "tables_view.h"
#include "text.h"

enum { MOST_YEARS = 40 };

struct grid {
    const struct filled_tables *f;
    const struct page *page;
    struct table table;
    struct column columns[MOST_YEARS + 3];
    char headings[MOST_YEARS][FIGURE_TEXT];
    int first_year; /* column of the first year */
    int footnotes[GAPS], footnote_count;
};

static void grid_start(struct grid *g, const struct page *p, const struct filled_tables *f, bool by_industry)
{
    *g = (struct grid){.f = f, .page = p, .first_year = by_industry ? 3 : 2};
    g->columns[0] = (struct column){.heading = "", .flexible = by_industry ? 14 : 20, .lines = 6};
    if (by_industry)
        g->columns[1] = (struct column){.heading = "", .flexible = 8, .lines = 2};
    g->columns[g->first_year - 1] = (struct column){.heading = ""};
    for (int y = 0; y < f->year_count && y < MOST_YEARS; y++) {
        snprintf(g->headings[y], FIGURE_TEXT, p->chinese ? "%d年" : "%d", f->years[y]);
        g->columns[g->first_year + y] =
            (struct column){.heading = g->headings[y], .right = true, .flexible = 8, .lines = 6};
    }
    g->table = (struct table){.columns = g->columns, .count = g->first_year + f->year_count, .indent = 2};
}

/* The number of a reason's footnote, new or used before. */
static int footnote(struct grid *g, enum gap gap)
{
    if (g->footnotes[gap] == 0)
        g->footnotes[gap] = ++g->footnote_count;
    return g->footnotes[gap];
}

static bool any_issued(const struct grid *g, const struct filled_row *row)
{
    for (int y = 0; y < g->f->year_count; y++) {
        if (row->cells[y].issued)
            return true;
    }
    return false;
}

static bool any_filled(const struct grid *g, const struct filled_row *row)
{
    for (int y = 0; y < g->f->year_count; y++) {
        if (!row->cells[y].gap)
            return true;
    }
    return false;
}

static bool any_difference(const struct grid *g, const struct filled_row *row)
{
    for (int y = 0; y < g->f->year_count; y++) {
        if (row->cells[y].differs)
            return true;
    }
    return false;
}

static struct table_row *line(struct grid *g, const char **lead, const char *who)
{
    struct table_row *row = table_row(&g->table);
    for (int c = 0; c < g->first_year - 1; c++) {
        table_cell(&g->table, row, c, PLAIN, "%s", lead[c]);
        lead[c] = "";
    }
    table_cell(&g->table, row, g->first_year - 1, DIM, "%s", who);
    return row;
}

static void simulated_line(struct grid *g, const char **lead, const struct filled_row *row)
{
    struct table_row *at = line(g, lead, _("simulated"));
    char text[FIGURE_TEXT];
    for (int y = 0; y < g->f->year_count; y++) {
        const struct filled_cell *cell = &row->cells[y];
        if (cell->gap)
            table_cell(&g->table, at, g->first_year + y, DIM, "[%d]", footnote(g, cell->gap));
        else
            table_cell(&g->table, at, g->first_year + y, PLAIN, "%s", figure_text(row, cell, text));
    }
}

static void issued_line(struct grid *g, const char **lead, const struct filled_row *row)
{
    struct table_row *at = line(g, lead, _("plan"));
    for (int y = 0; y < g->f->year_count; y++) {
        const struct issued_cell *issued = row->cells[y].issued;
        table_cell(&g->table, at, g->first_year + y, issued ? PLAIN : DIM, "%s", issued ? issued->text : "");
    }
}

static void difference_line(struct grid *g, const char **lead, const struct filled_row *row)
{
    struct table_row *at = line(g, lead, _("off by"));
    char text[FIGURE_TEXT];
    for (int y = 0; y < g->f->year_count; y++)
        table_cell(&g->table, at, g->first_year + y, CAUTION, "%s", difference_text(row, &row->cells[y], text));
}

/* The lines of one row. Names of programmes are the plan's alone. */
static void row_lines(struct grid *g, const char **lead, const struct filled_row *row)
{
    if (row->print != PRINT_TEXT)
        simulated_line(g, lead, row);
    if (any_issued(g, row))
        issued_line(g, lead, row);
    if (any_difference(g, row))
        difference_line(g, lead, row);
}

/* An industry of which neither the plan nor the run says anything is one line. */
static bool blank_industry(const struct grid *g, const struct filled_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        if (any_issued(g, &rows[i]) || any_filled(g, &rows[i]))
            return false;
    }
    return true;
}

static void industry_lines(struct grid *g, const struct filled_row *rows, int count)
{
    const char *label = g->page->chinese ? rows[0].label_zh : rows[0].label_en;
    if (blank_industry(g, rows, count)) {
        const char *lead[] = {label, ""};
        struct table_row *at = line(g, lead, "");
        for (int y = 0; y < g->f->year_count; y++)
            table_cell(&g->table, at, g->first_year + y, DIM, "[%d]", footnote(g, rows[count - 1].cells[y].gap));
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *lead[] = {label, column_label(rows[i].column, g->page->chinese)};
        row_lines(g, lead, &rows[i]);
        if (rows[i].print != PRINT_TEXT || any_issued(g, &rows[i]))
            label = "";
    }
}

static void add_lines(struct grid *g, const struct annex_table *table)
{
    const struct filled_tables *f = g->f;
    for (int i = 0, n; i < f->row_count; i += n) {
        n = 1;
        if (f->rows[i].table != table)
            continue;
        while (i + n < f->row_count && f->rows[i + n].table == table && strcmp(f->rows[i + n].id, f->rows[i].id) == 0)
            n++;
        if (table->by_industry) {
            industry_lines(g, &f->rows[i], n);
        } else {
            const char *lead[] = {g->page->chinese ? f->rows[i].label_zh : f->rows[i].label_en};
            row_lines(g, lead, &f->rows[i]);
        }
    }
}

static void print_footnotes(const struct grid *g)
{
    char lead[16], text[GAP_TEXT];
    for (int n = 1; n <= g->footnote_count; n++) {
        for (int gap = 0; gap < GAPS; gap++) {
            if (g->footnotes[gap] != n)
                continue;
            snprintf(lead, sizeof lead, "  [%d] ", n);
            page_wrap(g->page, DIM, lead, gap_reason(g->f, (enum gap)gap, g->page->chinese, text));
        }
    }
}

void print_annex_table(const struct page *p, struct filled_tables *f, int t)
{
    const struct annex_table *table = &annex_form.tables[t];
    const struct issued *issued = &f->run->setup->scenario->issued;
    const char *title = table_title(&f->arena, t, p->chinese);
    struct grid g;

    grid_start(&g, p, f, table->by_industry);
    add_lines(&g, table);
    page_blank(p);
    page_line(p, BOLD, "%s", title ? title : table->label_en);
    table_print(p, &g.table);
    print_footnotes(&g);
    if (issued->notes && issued->notes[t])
        page_wrap(p, DIM, p->chinese ? "  备注：" : "  Note: ", issued->notes[t]);
    table_free(&g.table);
}
