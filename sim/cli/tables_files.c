/* Sheets as Markdown and as CSV. */
#include <stdio.h>

#include "csv.h"
#include "tables_view.h"

/* A cell of a Markdown table: one line, and its bars are text. */
static void markdown_text(FILE *out, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '|' || *text == '\\')
            putc('\\', out);
        putc(*text == '\n' || *text == '\r' ? ' ' : *text, out);
    }
}

/* Two lines of headings as one: a year and what is counted in it. */
static void markdown_heading(FILE *out, const struct annex_sheet *sheet, int column, int *year)
{
    const char *top = annex_sheet_at(sheet, 0, column)->text;

    *year = top ? column : *year;
    markdown_text(out, annex_sheet_at(sheet, 0, *year)->text);
    const char *below = sheet->head_rows > 1 ? annex_sheet_at(sheet, 1, column)->text : NULL;
    if (below) {
        putc(' ', out);
        markdown_text(out, below);
    }
}

/* Markdown has no colour: what differs is bold. */
static void markdown_cell(FILE *out, const struct annex_sheet_cell *cell)
{
    const char *mark = cell->style == SHEET_DIFFERENCE && cell->text ? "**" : "";

    fputs(mark, out);
    markdown_text(out, cell->text);
    fputs(mark, out);
}

void sheet_markdown(FILE *out, const struct annex_sheet *sheet)
{
    int year = 0;

    fprintf(out, "## %s\n\n|", sheet->title);
    for (int c = 0; c < sheet->columns; c++) {
        putc(' ', out);
        markdown_heading(out, sheet, c, &year);
        fputs(" |", out);
    }
    fputs("\n|", out);
    for (int c = 0; c < sheet->columns; c++)
        fputs(c == 0 || c == sheet->columns - 1 ? " --- |" : " ---: |", out);
    for (int r = sheet->head_rows; r < sheet->rows; r++) {
        fputs("\n|", out);
        for (int c = 0; c < sheet->columns; c++) {
            putc(' ', out);
            markdown_cell(out, annex_sheet_at(sheet, r, c));
            fputs(" |", out);
        }
    }
    fputs("\n", out);
    if (sheet->note) {
        fputs("\n", out);
        markdown_text(out, sheet->note);
        fputs("\n", out);
    }
    fputs("\n", out);
}

/* A difference goes out as a plain number: a "+" would make it a formula. */
static void csv_cell(FILE *out, const struct annex_sheet_cell *cell, char end)
{
    if (cell->style == SHEET_DIFFERENCE && cell->text)
        fprintf(out, "%.*f%c", cell->decimals, cell->number, end);
    else
        csv_text(out, cell->text ? cell->text : "", end);
}

void sheet_csv(FILE *out, const struct annex_sheet *sheet)
{
    csv_text(out, sheet->title, '\n');
    for (int r = 0; r < sheet->rows; r++) {
        for (int c = 0; c < sheet->columns; c++)
            csv_cell(out, annex_sheet_at(sheet, r, c), c + 1 < sheet->columns ? ',' : '\n');
    }
    if (sheet->note)
        csv_text(out, sheet->note, '\n');
    fputs("\n", out);
}
