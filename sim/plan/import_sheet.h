/* What the files that understand an imported sheet share: where the reading stands, the labels
 * people write, and the titles and headings above the rows. */
#ifndef VETSIM_PLAN_IMPORT_SHEET_H
#define VETSIM_PLAN_IMPORT_SHEET_H

#include "import.h"

/* What a column of the sheet holds: a year of the plan's, or nothing that is read. */
struct heading {
    int year; /* index into import.years; -1: not read */
    bool known;
    const char *column; /* of an industry; NULL until its heading is read */
};

struct sheet_reading {
    struct import *m;
    struct arena *a;
    const struct grid *g;
    struct diags *d;
    bool chinese; /* the language of labels in messages */
    int row;
    int table;                /* index in the form; -1 before the first title */
    bool headed;              /* the table's years are known */
    struct heading *headings; /* one for each column */
    bool seen[16];            /* tables */
};

/* The text of a cell of the row that is read; past an apostrophe export put before it. */
const char *import_cell(const struct sheet_reading *r, int column);
/* The message names the cell as a spreadsheet does: the person who filled it in looks for it there.
 * `what` is translated already. Returns VS_SCENARIO. */
int import_wrong(const struct sheet_reading *r, int column, const char *what, const char *near);

/* import_labels.c. Whether two labels are the same but for blanks, signs and the unit at their end. */
bool same_label(const char *given, const char *label);
/* The table a title names, as an index in the form; -1 when it names none. */
int titled_table(const char *text);
/* The year in a heading, 0 when there is none; the column of an industry, NULL. */
int year_in(const char *text);
const char *column_in(const char *text);
/* A column `tables` writes beside the plan's own, or a remark. */
bool is_passed_over(const char *text);
bool is_heading(const char *text);
bool is_note(const char *text);

/* import_headings.c: the line of years, and in a table by industry the line below it. */
int read_headings(struct sheet_reading *r);
bool is_second_heading(const struct sheet_reading *r);
int read_second_heading(struct sheet_reading *r);

#endif
