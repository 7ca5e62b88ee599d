/* The six tables as sheets of cells, in the layout of the form: a row for each line, for each year
 * the plan's column, beside it what the run gives and the difference. Whoever writes them (Markdown,
 * CSV, a workbook) only has to know what a cell is. */
#ifndef VETSIM_PLAN_ANNEX_SHEET_H
#define VETSIM_PLAN_ANNEX_SHEET_H

#include "tables.h"

enum annex_sheet_style {
    SHEET_EMPTY,
    SHEET_HEADING,
    SHEET_LABEL,
    SHEET_NAMES,
    SHEET_PLAN,
    SHEET_SIMULATED,
    SHEET_DIFFERENCE,
    SHEET_REMARK
};

struct annex_sheet_cell {
    const char *text; /* NULL where empty */
    double number;    /* the same as a number; ABSENT where the text says more */
    int decimals;     /* of the number */
    enum annex_sheet_style style;
};

struct annex_sheet {
    const char *name, *title; /* "规模与布局", "一、规模与布局" */
    int rows, columns, head_rows;
    struct annex_sheet_cell *cells;
    const char *note; /* the plan's own below the table, "备注：…"; or NULL */
};

/* The sheet of table `t` of the form, from the arena of `f`; VS_MEMORY when memory is out. */
int annex_sheet_make(struct filled_tables *f, int t, bool chinese, struct annex_sheet *sheet);

static inline const struct annex_sheet_cell *annex_sheet_at(const struct annex_sheet *sheet, int row, int column)
{
    return &sheet->cells[row * sheet->columns + column];
}

/* "一、规模与布局", "1. Scale and layout"; the table's number in the form. */
const char *table_title(struct arena *a, int t, bool chinese);

#endif
