/* The six annex tables as a planner filled them in a spreadsheet, understood cell by cell, and the
 * scenario they make. */
#ifndef VETSIM_PLAN_IMPORT_H
#define VETSIM_PLAN_IMPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "annex.h"
#include "arena.h"
#include "diag.h"
#include "grid.h"

enum { IMPORT_YEARS = 40 };

struct import_row {
    const struct annex_table *table;
    const struct annex_row *form; /* NULL: an industry of the plan's own */
    const char *id, *column;
    const char *label; /* as the file has it */
    enum print print;
    struct issued_cell cells[IMPORT_YEARS];
    char names[IMPORT_YEARS][16]; /* "B7" */
    int line;
};

struct import {
    const char *file;
    int years[IMPORT_YEARS], year_count;
    struct import_row *rows;
    int row_count;
    const char *notes[16]; /* one for each table of the form */
};

/* Understands the sheet. Every cell that is not understood is an error in `d` that names it. */
int import_read(struct import *m, struct arena *a, const char *file, const struct grid *g, bool chinese,
                struct diags *d);

/* NULL when the file has no such row. */
const struct import_row *import_row(const struct import *m, const char *table, const char *id, const char *column);

struct import_text {
    const char *place, *mark; /* of what is to be filled in */
    bool chinese;             /* the language of comments and assumptions */
};

/* Writes the scenario: the tables, what follows from them with the cell it is from, and for the rest
 * assumptions that carry the mark. Warnings in `d` say what could not be taken over. */
int import_write(FILE *out, const struct import *m, const struct import_text *text, struct diags *d);

#endif
