/* The rows of a board: how large their texts can be and how many columns and pages they take. */
#ifndef VETSIM_PLOTS_BOARD_ROWS_H
#define VETSIM_PLOTS_BOARD_ROWS_H

#include "board.h"

enum { BOARD_LABEL_LINES = 3 };

/* One line of a board: an area's heading, or a target. */
struct board_row {
    int area;
    const struct result *result; /* NULL: heading of the area */
    const char *lines[BOARD_LABEL_LINES];
    int line_count;
    double height;
    int column; /* counted through all pages */
    double y;
};

struct board_rows {
    struct board_row *rows;
    int count;
    double text, width; /* of texts; of a column */
    int columns, pages; /* columns on a page */
};

/* Plans the rows of one area, or of all (-1) with headings, for the canvas's size: the largest texts
 * with which they stand on one page, else the smallest that can be read, on several. */
void board_rows_plan(struct board *b, int area, struct canvas *c, struct board_rows *rows);

/* Draws page `page` of them under a title. */
void board_rows_draw(struct board *b, const struct board_rows *rows, int area, int page, const char *title,
                     struct canvas *c);

#endif
