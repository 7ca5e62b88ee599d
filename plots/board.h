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
    /* Where verdicts stand for something else, such as classes of probability: their names, and what
     * an area's heading counts. NULL: as of verdicts. */
    const char *(*class_name)(enum verdict class, bool chinese);
    const char *counted;          /* "likely" */
    const struct page_head *head; /* NULL: the chart's title */
    const char *note;             /* a line below the subtitle; or NULL */
};

enum { BOARD_TEXT = 18 };

/* What a target wants, "≥45,000人"; and a text right-aligned in its cell, smaller or cut where it is
 * too long. */
void board_target_text(const struct board *b, const struct result *r, char *text, size_t size);
void board_put(struct canvas *c, const char *text, double left, double right, double y, int colour);

/* Draws the page, its canvas resized to what the board needs. */
void board_draw(const struct board *b, struct canvas *c);

#endif
