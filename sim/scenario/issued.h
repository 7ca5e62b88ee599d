/* The plan's annex tables as issued: every cell as it is printed, and the numbers the print says.
 * Which tables and rows there are is told by the caller (sim/plan/annex.def), as parameters are. */
#ifndef VETSIM_SCENARIO_ISSUED_H
#define VETSIM_SCENARIO_ISSUED_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

struct label;
struct arena;

/* How a cell is printed, and so what it must say. A part and a whole in brackets may follow a ratio. */
enum print {
    PRINT_TEXT,   /* 计算机应用 */
    PRINT_NUMBER, /* 2182 */
    PRINT_SHARE,  /* 95.4%（210/220）; value 0.954 */
    PRINT_TO_ONE, /* 20:1（6000/302）; value 20 */
    PRINT_PARTS   /* 4. 5: 5. 5; value 4.5 / (4.5 + 5.5), part 4.5, whole 10 */
};

/* One row of the form. Rows of a table by industry have the columns names, points and students. */
struct annex_row {
    const char *table, *key;
    enum print print;
    enum unit unit;
    const char *label_zh, *label_en; /* zh: as the form prints it */
};

struct annex_table {
    const char *key, *label_zh, *label_en;
    bool by_industry; /* three columns a year; a plan may add rows of its own */
};

struct annex_form {
    const struct annex_table *tables;
    int table_count;
    const struct annex_row *rows;
    int row_count;
};

/* A cell that is blank has no text and is ABSENT: unknown, never zero. */
struct issued_cell {
    const char *text;
    double value;       /* in the row's unit; ABSENT where blank, and for texts */
    double half;        /* half of the last printed digit, in the same unit */
    double part, whole; /* counts printed beside a ratio; ABSENT where there are none */
};

struct issued_row {
    const struct annex_table *table;
    const struct annex_row *form; /* NULL for a row the plan added */
    const char *id, *column;      /* "tourism", "points"; column "values" where the table has one */
    const char *label_zh, *label_en;
    const char *indicator; /* what a run fills the row with, where it is not what the form says; or NULL */
    enum print print;
    enum unit unit;
    struct issued_cell *cells; /* one for each year */
    const char *file;
    int line;
};

struct issued {
    int *years, year_count; /* 0 where the scenario holds no tables */
    const char *document, *section;
    const char **notes; /* 备注, one for each table of the form; NULL where there is none */
    struct issued_row *rows;
    int row_count;
};

/* Reads a cell as printed: full-width signs, blanks inside numbers and thousands separators are
 * taken as what they mean. Returns 0, or VS_USAGE with what was expected in `why`. */
int issued_parse(struct arena *a, const char *text, enum print print, struct issued_cell *cell, char *why, size_t size);

/* The row of a table by id and column ("values", or names, points, students); NULL when not there. */
const struct issued_row *issued_row(const struct issued *issued, const char *table, const char *id, const char *column);
/* Its cell in a year; NULL where the row, the year or the cell's text is missing. */
const struct issued_cell *issued_cell(const struct issued *issued, const char *table, const char *id,
                                      const char *column, int year);

#endif
