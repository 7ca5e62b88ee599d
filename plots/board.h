/* A board: many targets, grouped by area. Where they cannot all be read on one page of the wanted
 * size, the first page is an overview, and every area has a page of its own. */
#ifndef VETSIM_PLOTS_BOARD_H
#define VETSIM_PLOTS_BOARD_H

#include "chart.h"

struct board_cell {
    const char *zh, *en; /* heading */
    double width;        /* in a text of BOARD_TEXT */
};

struct board {
    const char *name; /* of the file, "targets" */
    const char *title;
    const struct run *run;
    bool chinese;
    const struct result **results; /* what the board shows, in the scenario's order */
    int count;
    const struct board_cell *cells; /* right of the label */
    int cell_count;
    /* Draws the cell `cell` of a row between left and right around the middle y. */
    void (*draw_cell)(const struct board *b, struct canvas *c, const struct result *r, int cell, double left,
                      double right, double y);
    /* The list beside an overview: the worse, the larger; and what is said of one. */
    double (*badness)(const struct board *b, const struct result *r);
    void (*say)(const struct board *b, const struct result *r, char *text, size_t size);
    const char *worst; /* the list's title */
    /* Where verdicts stand for something else, such as classes of probability: their names, and what
     * an area's heading counts. NULL: as of verdicts. */
    const char *(*class_name)(enum verdict class, bool chinese);
    const char *counted;   /* "likely" */
    struct page_head head; /* the title apart */
    const char *note;      /* beside the counts; or NULL */
    double text;           /* how high texts are: set while drawing */
};

enum { BOARD_TEXT = 18, BOARD_AREAS = 7 };

/* What a target wants, "≥45,000人"; and a text right-aligned in its cell, smaller or cut where it is
 * too long. */
void board_target_text(const struct board *b, const struct result *r, char *text, size_t size);
/* What readers of a board must be told once: the unit of English money, and what ± means; "" when there
 * is neither, NULL when memory is out. */
const char *board_note(const struct board *b, struct arena *a);
void board_put(const struct board *b, struct canvas *c, const char *text, double left, double right, double y,
               int colour);

/* Draws a page, as chart_draw() does. */
const char *board_draw(struct board *b, int page, struct canvas *c);

/* For the pages of a board: what area a target is of, the area's name, and how many of its targets
 * (-1: of all) have a verdict. */
int board_area(const struct target *t);
const char *board_area_id(int area);
const char *board_area_name(int area, bool chinese);
int board_count(const struct board *b, int area, enum verdict v);
void board_area_counts(const struct board *b, int area, char *text, size_t size);

/* Title, counts of the area's (-1: all) verdicts and note; returns where the rest of the page begins. */
double board_frame(const struct board *b, int area, const char *title, struct canvas *c);

/* The page of an overview: a mark for every target, area by area, and the worst beside them. */
void board_overview(const struct board *b, struct canvas *c);

#endif
