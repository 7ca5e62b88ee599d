#include "annex_workbook.h"

#include <math.h>
#include <stdio.h>

#include "annex_sheet.h"
#include "xlsx.h"

enum { TITLE_ROW, LEGEND_ROW, HEAD_ROW, DECIMALS = 7 };
enum { LABEL_WIDTH = 36, REMARK_WIDTH = 36, NARROWEST = 11, WIDEST = 20, LINE_HEIGHT = 15, PAPER_A3 = 8, PAPER_A4 = 9 };

/* Formats of a workbook, by what a cell is and how many decimals it has. */
struct formats {
    lxw_format *title, *legend, *heading, *label, *remark;
    lxw_format *plan[DECIMALS], *simulated[DECIMALS], *difference[DECIMALS];
    bool failed;
};

static lxw_format *format(lxw_workbook *book, struct formats *f, const char *number, lxw_color_t fill)
{
    lxw_format *made = workbook_add_format(book);

    if (!made) {
        f->failed = true;
        return NULL;
    }
    format_set_text_wrap(made);
    format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(made, LXW_BORDER_THIN);
    format_set_border_color(made, 0xBFBFBF);
    if (number) {
        format_set_num_format(made, number);
        format_set_align(made, LXW_ALIGN_RIGHT);
    }
    if (fill)
        format_set_bg_color(made, fill);
    return made;
}

static void make_formats(lxw_workbook *book, struct formats *f)
{
    *f = (struct formats){.title = workbook_add_format(book), .legend = workbook_add_format(book)};
    f->failed = !f->title || !f->legend;
    f->heading = format(book, f, NULL, 0xE7ECF2);
    f->label = format(book, f, NULL, 0);
    f->remark = format(book, f, NULL, 0);
    for (int i = 0; i < DECIMALS; i++) {
        char number[16], difference[40];
        snprintf(number, sizeof number, "%.*f", i, 0.0);
        snprintf(difference, sizeof difference, "+%s;−%s", number, number);
        f->plan[i] = format(book, f, number, 0);
        f->simulated[i] = format(book, f, number, 0xF4F8F4);
        f->difference[i] = format(book, f, difference, 0xFCE4C8);
        if (!f->failed)
            format_set_bold(f->difference[i]);
    }
    if (f->failed)
        return;
    format_set_bold(f->title);
    format_set_font_size(f->title, 14);
    format_set_font_color(f->legend, 0x595959);
    format_set_font_color(f->remark, 0x595959);
    format_set_bold(f->heading);
    format_set_align(f->heading, LXW_ALIGN_CENTER);
}

static lxw_format *format_of(const struct formats *f, const struct annex_sheet_cell *cell)
{
    const int decimals = cell->decimals < DECIMALS ? cell->decimals : DECIMALS - 1;

    switch (cell->style) {
    case SHEET_HEADING:
        return f->heading;
    case SHEET_PLAN:
        return f->plan[decimals];
    case SHEET_SIMULATED:
        return f->simulated[decimals];
    case SHEET_DIFFERENCE: /* coloured only where something differs */
        return cell->text ? f->difference[decimals] : f->plan[decimals];
    case SHEET_REMARK:
        return f->remark;
    default:
        return f->label;
    }
}

static void write_cell(lxw_worksheet *to, const struct formats *f, int row, int column,
                       const struct annex_sheet_cell *cell)
{
    const lxw_row_t r = (lxw_row_t)row;
    const lxw_col_t c = (lxw_col_t)column;

    if (!cell->text)
        worksheet_write_blank(to, r, c, format_of(f, cell));
    else if (fabs(cell->number) < ABSENT_ABOVE)
        worksheet_write_number(to, r, c, cell->number, format_of(f, cell));
    else
        worksheet_write_string(to, r, c, cell->text, format_of(f, cell));
}

static int column_width(const struct annex_sheet *sheet, int column)
{
    int width = NARROWEST;

    if (column == 0)
        return LABEL_WIDTH;
    if (column == sheet->columns - 1)
        return REMARK_WIDTH;
    for (int r = sheet->head_rows; r < sheet->rows; r++) {
        const int needs = xlsx_columns(annex_sheet_at(sheet, r, column)->text) + 1;
        width = needs > width ? needs : width;
    }
    return width < WIDEST ? width : WIDEST;
}

/* High enough for what wraps: not every program finds that out itself. */
static double row_height(const struct annex_sheet *sheet, int row)
{
    int lines = 1;
    for (int c = 0; c < sheet->columns; c++) {
        const int room = column_width(sheet, c) - 1;
        const int needs = (xlsx_columns(annex_sheet_at(sheet, row, c)->text) + room - 1) / room;
        const bool spans = row == 0 && sheet->head_rows > 1; /* a year above several columns */
        lines = needs > lines && !spans ? needs : lines;
    }
    return lines * LINE_HEIGHT;
}

/* A year stands above all its columns. */
static void merge_years(lxw_worksheet *to, const struct formats *f, const struct annex_sheet *sheet)
{
    for (int c = 1; c < sheet->columns - 1;) {
        int end = c;
        while (end + 1 < sheet->columns - 1 && !annex_sheet_at(sheet, 0, end + 1)->text)
            end++;
        if (end > c)
            worksheet_merge_range(to, HEAD_ROW, (lxw_col_t)c, HEAD_ROW, (lxw_col_t)end,
                                  annex_sheet_at(sheet, 0, c)->text, f->heading);
        c = end + 1;
    }
}

static void write_legend(lxw_worksheet *to, const struct formats *f, const struct filled_tables *tables, bool chinese)
{
    const struct scenario *s = tables->run->setup->scenario;
    char text[600];

    snprintf(text, sizeof text,
             chinese ? "%s。“年”列是方案原数，“推算”列是推算数；有底色的差额（推算减方案）超出了印出的最后一位数。"
                     : "%s. The year's column is the plan's own, \"simulated\" the run's; a difference (run less plan) "
                       "is shown and shaded where it exceeds the last printed digit.",
             label_text(&s->label, chinese, s->name));
    worksheet_write_string(to, LEGEND_ROW, 0, text, f->legend);
}

static void write_sheet(lxw_worksheet *to, const struct formats *f, const struct annex_sheet *sheet)
{
    worksheet_write_string(to, TITLE_ROW, 0, sheet->title, f->title);
    for (int r = 0; r < sheet->rows; r++) {
        worksheet_set_row(to, (lxw_row_t)(HEAD_ROW + r), row_height(sheet, r), NULL);
        for (int c = 0; c < sheet->columns; c++)
            write_cell(to, f, HEAD_ROW + r, c, annex_sheet_at(sheet, r, c));
    }
    if (sheet->head_rows > 1)
        merge_years(to, f, sheet);
    if (sheet->note)
        worksheet_write_string(to, (lxw_row_t)(HEAD_ROW + sheet->rows + 1), 0, sheet->note, f->legend);
    for (int c = 0; c < sheet->columns; c++)
        worksheet_set_column(to, (lxw_col_t)c, (lxw_col_t)c, column_width(sheet, c), NULL);
    worksheet_freeze_panes(to, (lxw_row_t)(HEAD_ROW + sheet->head_rows), 1);
    worksheet_set_landscape(to);
    worksheet_set_paper(to, sheet->head_rows > 1 ? PAPER_A3 : PAPER_A4);
    worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.5);
    worksheet_fit_to_pages(to, 1, 0);
    worksheet_repeat_rows(to, HEAD_ROW, (lxw_row_t)(HEAD_ROW + sheet->head_rows - 1));
}

int annex_workbook_add(struct lxw_workbook *book, struct filled_tables *f, int only, const char *mark, bool chinese)
{
    struct formats formats;

    make_formats(book, &formats);
    for (int t = 0; t < annex_form.table_count && !formats.failed; t++) {
        struct annex_sheet sheet;
        char name[64];
        if (only != ALL_TABLES && only != t)
            continue;
        if (annex_sheet_make(f, t, chinese, &sheet) != VS_OK)
            return VS_MEMORY;
        snprintf(name, sizeof name, "%s%s%s", sheet.name, *mark ? " " : "", mark);
        lxw_worksheet *to = workbook_add_worksheet(book, name);
        if (!to)
            return VS_MEMORY;
        write_sheet(to, &formats, &sheet);
        write_legend(to, &formats, f, chinese);
    }
    return formats.failed ? VS_MEMORY : VS_OK;
}

int annex_workbook_write(const char *path, struct filled_tables *f, int only, bool chinese, struct diags *d)
{
    const struct scenario *s = f->run->setup->scenario;
    const struct xlsx_about about = {.title = label_text(&s->label, chinese, s->name), .comments = s->digest};
    lxw_workbook *book = xlsx_new(path, &about);

    return book ? xlsx_close(book, path, annex_workbook_add(book, f, only, "", chinese), d) : VS_MEMORY;
}
