#include "annex_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of one year: the plan's, the run's, and their difference. An industry has three for
 * the plan; programmes have no simulated name. */
struct group {
    int what; /* YEAR_PLAN, … */
    const char *column;
};
static const struct group plain[] = {{YEAR_PLAN, "values"}, {YEAR_SIMULATED, "values"}, {YEAR_DIFFERENCE, "values"}};
static const struct group by_industry[] = {
    {YEAR_PLAN, "names"},         {YEAR_PLAN, "points"},       {YEAR_PLAN, "students"},      {YEAR_SIMULATED, "points"},
    {YEAR_SIMULATED, "students"}, {YEAR_DIFFERENCE, "points"}, {YEAR_DIFFERENCE, "students"}};

struct layout {
    struct filled_tables *f;
    const struct annex_table *table;
    const struct group *groups;
    int group_count;
    bool chinese, failed;
    struct annex_sheet *sheet;
};

static void put(struct layout *l, int row, int column, enum annex_sheet_style style, const char *text)
{
    struct annex_sheet_cell *cell = &l->sheet->cells[row * l->sheet->columns + column];

    cell->number = ABSENT;
    cell->style = style;
    if (text && !*text)
        return;
    cell->text = text ? arena_copy(&l->f->arena, text, strlen(text)) : NULL;
    l->failed |= !cell->text;
}

/* A cell that a spreadsheet should take as a number: the one that is shown, not one with more digits. */
static void put_number(struct layout *l, int row, int column, double number, int decimals)
{
    struct annex_sheet_cell *cell = &l->sheet->cells[row * l->sheet->columns + column];
    char shown[FIGURE_TEXT];

    snprintf(shown, sizeof shown, "%.*f", decimals, number);
    cell->number = strtod(shown, NULL);
    cell->decimals = decimals;
}

static int decimals_in(const char *text)
{
    const char *point = strchr(text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

static void put_cell(struct layout *l, int at, int column, int what, const struct filled_row *row,
                     const struct filled_cell *cell)
{
    const bool number = row->print == PRINT_NUMBER;
    char text[FIGURE_TEXT];
    int decimals;

    if (what == YEAR_PLAN) {
        put(l, at, column, row->print == PRINT_TEXT ? SHEET_NAMES : SHEET_PLAN, cell->issued ? cell->issued->text : "");
        if (number && cell->issued)
            put_number(l, at, column, cell->issued->value, decimals_in(cell->issued->text));
    } else if (what == YEAR_SIMULATED) {
        put(l, at, column, SHEET_SIMULATED, figure_text(row, cell, text));
        if (number && !cell->gap)
            put_number(l, at, column, cell->value, row->decimals);
    } else {
        put(l, at, column, SHEET_DIFFERENCE, difference_text(row, cell, text));
        if (cell->differs) {
            const double shown = shown_difference(row, cell, &decimals);
            put_number(l, at, column, shown, decimals);
        }
    }
}

/* Why cells of the line are blank: each reason once. */
static void put_remark(struct layout *l, int at, const struct filled_row *const rows[], int count)
{
    bool told[GAPS] = {[GAP_NONE] = true, [GAP_NAMES] = true};
    char text[GAP_TEXT], remark[4 * GAP_TEXT] = "";

    for (int i = 0; i < count; i++) {
        for (int y = 0; y < l->f->year_count; y++) {
            const enum gap gap = rows[i]->cells[y].gap;
            if (told[gap])
                continue;
            told[gap] = true;
            snprintf(remark + strlen(remark), sizeof remark - strlen(remark), "%s%s",
                     *remark ? l->chinese ? "；" : "; " : "", gap_reason(l->f, gap, l->chinese, text));
        }
    }
    put(l, at, l->sheet->columns - 1, SHEET_REMARK, remark);
}

/* The rows of the line that starts at row i: one, or the columns of an industry. */
static int line_rows(const struct filled_tables *f, int i, const struct filled_row *rows[3])
{
    int count = 0;
    for (int k = i; k < f->row_count && count < 3; k++) {
        if (f->rows[k].table != f->rows[i].table || strcmp(f->rows[k].id, f->rows[i].id) != 0)
            break;
        rows[count++] = &f->rows[k];
    }
    return count;
}

static void put_line(struct layout *l, int at, const struct filled_row *const rows[], int count)
{
    put(l, at, 0, SHEET_LABEL, l->chinese ? rows[0]->label_zh : rows[0]->label_en);
    for (int y = 0; y < l->f->year_count; y++) {
        for (int g = 0; g < l->group_count; g++) {
            for (int i = 0; i < count; i++) {
                if (strcmp(rows[i]->column, l->groups[g].column) == 0)
                    put_cell(l, at, 1 + y * l->group_count + g, l->groups[g].what, rows[i], &rows[i]->cells[y]);
            }
        }
    }
    put_remark(l, at, rows, count);
}

static void put_head(struct layout *l)
{
    char text[FIGURE_TEXT];
    const bool second = l->sheet->head_rows > 1;

    put(l, 0, 0, SHEET_HEADING,
        l->table->by_industry ? l->chinese ? "产业" : "Industry"
        : l->chinese          ? "指标"
                              : "Indicator");
    put(l, 0, l->sheet->columns - 1, SHEET_HEADING, l->chinese ? "说明" : "Remark");
    for (int y = 0; y < l->f->year_count; y++) {
        for (int g = 0; g < l->group_count; g++) {
            const int column = 1 + y * l->group_count + g, what = l->groups[g].what;
            const bool again = g > 0 && l->groups[g - 1].what == what;
            put(l, 0, column, SHEET_HEADING, again ? "" : year_text(l->f->years[y], y == 0, what, l->chinese, text));
            if (second)
                put(l, 1, column, SHEET_HEADING, column_label(l->groups[g].column, l->chinese));
        }
    }
    if (second) {
        put(l, 1, 0, SHEET_HEADING, "");
        put(l, 1, l->sheet->columns - 1, SHEET_HEADING, "");
    }
}

const char *table_title(struct arena *a, int t, bool chinese)
{
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
    const struct annex_table *table = &annex_form.tables[t];

    return chinese ? arena_format(a, "%s、%s", numbers[t], table->label_zh)
                   : arena_format(a, "%d. %s", t + 1, table->label_en);
}

static const char *note_of(struct arena *a, const struct issued *issued, int t, bool chinese)
{
    const char *note = issued->notes ? issued->notes[t] : NULL;
    return note ? arena_format(a, chinese ? "备注：%s" : "Note: %s", note) : NULL;
}

int annex_sheet_make(struct filled_tables *f, int t, bool chinese, struct annex_sheet *sheet)
{
    const struct annex_table *table = &annex_form.tables[t];
    const struct issued *issued = &f->run->setup->scenario->issued;
    struct layout l = {.f = f, .table = table, .groups = plain, .group_count = 3, .chinese = chinese, .sheet = sheet};
    const struct filled_row *rows[3];
    int lines = 0;

    if (table->by_industry) {
        l.groups = by_industry;
        l.group_count = sizeof by_industry / sizeof *by_industry;
    }
    for (int i = 0, n; i < f->row_count; i += n) {
        n = line_rows(f, i, rows);
        lines += f->rows[i].table == table;
    }
    *sheet = (struct annex_sheet){.name = chinese ? table->label_zh : table->label_en,
                                  .title = table_title(&f->arena, t, chinese),
                                  .columns = 2 + f->year_count * l.group_count,
                                  .head_rows = table->by_industry ? 2 : 1,
                                  .note = note_of(&f->arena, issued, t, chinese)};
    sheet->rows = sheet->head_rows + lines;
    sheet->cells = arena_alloc(&f->arena, (size_t)(sheet->rows * sheet->columns) * sizeof *sheet->cells);
    if (!sheet->cells || !sheet->title)
        return VS_MEMORY;
    put_head(&l);
    for (int i = 0, at = sheet->head_rows, n; i < f->row_count; i += n) {
        n = line_rows(f, i, rows);
        if (f->rows[i].table == table)
            put_line(&l, at++, rows, n);
    }
    return l.failed ? VS_MEMORY : VS_OK;
}
