/* A board: many targets on one page, grouped by area, in as many columns as make the page the shape
 * of a screen. */
#ifndef VETSIM_PLOTS_BOARD_H
#define VETSIM_PLOTS_BOARD_H

#include "chart.h"

struct board_cell {
    const char *zh, *en; /* heading */
    double width;
};

struct board {
    const struct chart *chart;
    const struct run *run;
    bool chinese;
    const struct result **results; /* what the board shows, in the scenario's order */
    int count;
    const struct board_cell *cells; /* right of the label */
    int cell_count;
    /* Draws the cell `cell` of a row between left and right around the middle y. */
    void (*draw_cell)(const struct board *b, struct canvas *c, const struct result *r, int cell, double left,
                      double right, double y);
};

enum { BOARD_TEXT = 18 };

/* Draws the page, its canvas resized to what the board needs. */
void board_draw(const struct board *b, struct canvas *c);

#endif
