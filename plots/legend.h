/* A legend for a whole page: entries from the left, on as many lines as they take. A thumbnail has none. */
#ifndef VETSIM_PLOTS_LEGEND_H
#define VETSIM_PLOTS_LEGEND_H

#include "canvas.h"

enum { LEGEND_TEXT = 20, LEGEND_LINE = 32 };

struct legend {
    struct canvas *canvas;
    double x, y; /* where the next entry stands, if it fits */
};

void legend_begin(struct legend *l, struct canvas *c, double y);
void legend_swatch(struct legend *l, int colour, const char *text);
void legend_line(struct legend *l, int colour, double width, enum dash dash, const char *text);
void legend_mark(struct legend *l, enum mark mark, int colour, const char *text);
void legend_whisker(struct legend *l, int colour, const char *text);

/* Where the rest of the page begins. */
double legend_end(const struct legend *l);

#endif
