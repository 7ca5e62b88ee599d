/* Tables of texts and numbers under named columns, made in memory and written as CSV or as one JSON document:
 * for results that are lists of like things and nothing more. */
#ifndef VETSIM_STORE_RECORDS_H
#define VETSIM_STORE_RECORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"

struct records {
    const char *name;           /* of the table in JSON, and of the file */
    const char *const *columns; /* as many as there are, then NULL */
    struct record *first, *last;
    struct arena arena;
    bool failed; /* memory was out: nothing is written */
};

/* A new line, then its cells in the order of the columns. A text is copied, NULL is an empty cell (null), a number
 * that is absent too. */
void record_start(struct records *r);
void record_text(struct records *r, const char *text);
void record_number(struct records *r, double number);
void records_free(struct records *r);

/* With byte order mark and heading; write errors stay in the stream. VS_MEMORY when the table failed. */
int records_csv(FILE *out, const struct records *r);

/* {"vetsim": version, NAME: [{column: value, …}, …], …} */
int records_json(FILE *out, const struct records *tables, int count, const char *version);

#endif
