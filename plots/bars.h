/* A page of horizontal bars: a label for each row at the left, values along the bottom. */
#ifndef VETSIM_PLOTS_BARS_H
#define VETSIM_PLOTS_BARS_H

#include "span.h"

enum { BARS_MOST = 15, BARS_TEXT = 20 };

struct bars {
    const char *label[BARS_MOST];
    const char *note[BARS_MOST]; /* smaller, below the label; or NULL */
    int rows;
    struct span span;
    double right_room; /* right of the plot, for numbers */
    struct box plot;   /* set by bars_draw */
    double row_height;
};

/* Labels, grid and axis between `top` and the foot of the page. */
void bars_draw(struct bars *b, double top, struct canvas *c);

/* How much room rows want at most; `above` is what stands over them. */
double bars_height(int rows, double above);

double bars_x(const struct bars *b, double value);
double bars_y(const struct bars *b, int row); /* the row's middle */

/* From one value to the other, `thick` high and `off` below the row's middle, both as shares of the
 * height that bars have in a row. */
void bars_bar(const struct bars *b, int row, double from, double to, double off, double thick, int colour,
              struct canvas *c);

/* A number beside the end of a bar, legible where lines cross it. */
void bars_number(const struct bars *b, int row, double at, bool left, const char *text, struct canvas *c);

/* A whisker from low to high. */
void bars_whisker(const struct bars *b, int row, double low, double high, double off, int colour, struct canvas *c);

/* A vertical line through all rows with a text above it, on line `level` (0 the nearest), so that texts
 * of neighbouring lines can stand clear of each other. */
void bars_line(const struct bars *b, double value, enum dash dash, int colour, const char *text, double level,
               struct canvas *c);

#endif
