/* A CSV file that a spreadsheet saved: UTF-8 with or without a byte order mark, UTF-16, or GB18030
 * as Chinese Excel writes it; commas, tabs or semicolons; cells in quotes may hold line ends. */
#ifndef VETSIM_STORE_CSV_READ_H
#define VETSIM_STORE_CSV_READ_H

#include "arena.h"
#include "diag.h"
#include "grid.h"

/* 0, or a negative code with a message in `d`. The cells live in `a`. */
int csv_read(struct arena *a, const char *path, struct grid *g, struct diags *d);

#endif
