/* A table of texts as a spreadsheet holds it. */
#ifndef VETSIM_CORE_GRID_H
#define VETSIM_CORE_GRID_H

#include <stdio.h>

struct grid {
    int rows, columns;
    const char **cells; /* row by row; "" where blank */
    int *lines;         /* of the file in which each row starts */
};

static inline const char *grid_at(const struct grid *g, int row, int column)
{
    return row < g->rows && column < g->columns ? g->cells[row * g->columns + column] : "";
}

/* "B7", as a spreadsheet names the cell. */
static inline char *grid_name(int row, int column, char text[16])
{
    if (column < 26)
        snprintf(text, 16, "%c%d", 'A' + column, row + 1);
    else
        snprintf(text, 16, "%c%c%d", 'A' + (column / 26 - 1) % 26, 'A' + column % 26, row + 1);
    return text;
}

#endif
