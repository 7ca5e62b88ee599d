/* The six annex tables as sheets of an Excel workbook. */
#ifndef VETSIM_PLOTS_ANNEX_WORKBOOK_H
#define VETSIM_PLOTS_ANNEX_WORKBOOK_H

#include "tables.h"

struct lxw_workbook;

enum { ALL_TABLES = -1 };

/* Adds a sheet for each table, or for table `only` of the form; `mark` ("A") tells the sheets of several plans
 * apart, "" for one. 0, or VS_MEMORY. */
int annex_workbook_add(struct lxw_workbook *book, struct filled_tables *f, int only, const char *mark, bool chinese);

/* A workbook of nothing else, written to `path`. */
int annex_workbook_write(const char *path, struct filled_tables *f, int only, bool chinese, struct diags *d);

#endif
