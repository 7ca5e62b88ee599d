/* Aligned tables. Columns take what their cells need; when that is more than the page has, the
 * flexible columns give way: their text is wrapped, and cut with "…" after the column's last line. */
#ifndef VETSIM_CLI_TABLE_H
#define VETSIM_CLI_TABLE_H

#include "arena.h"
#include "page.h"

enum { MAX_COLUMNS = 48 };

struct column {
    const char *heading; /* "" for none */
    bool right;
    int flexible; /* 0, or the least width it may be squeezed to */
    int lines;    /* most lines of a flexible cell; 0 means 1 */
};

struct table {
    struct arena arena;
    const struct column *columns;
    int count;       /* of columns */
    int indent, gap; /* columns of white space before and between; gap 0 means 2 */
    struct table_row *first, *last;
    bool failed; /* out of memory: the table is not printed */
};

struct table_row *table_row(struct table *t);

/* Sets a cell; the text is copied and cleaned. A NULL row is ignored. */
void table_cell(struct table *t, struct table_row *row, int column, enum tone tone, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* A line over the whole width: a heading inside the table, or with `lead` a wrapped remark. */
void table_remark(struct table *t, enum tone tone, const char *lead, const char *text);

void table_print(const struct page *p, const struct table *t);
void table_free(struct table *t);

#endif
