/* What the parts of a panel's drawing share: panel_draw.c, panel_legend.c, panel_marks.c. */
#ifndef VETSIM_PLOTS_DRAWING_H
#define VETSIM_PLOTS_DRAWING_H

#include <math.h>

#include "axis.h"

struct drawing {
    const struct panel *panel;
    const struct run *run;
    bool chinese;
    struct canvas *canvas;
    struct axes axes;
    struct placer *placer;
    double text;
    double side_room; /* right of the plot, for the names of layers or of line ends; 0 where the legend has them */
};

static inline bool drawing_known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* A layer of a column, or of joined areas. */
static inline bool drawing_layer(const struct panel_trace *t)
{
    return (t->spec->style == TRACE_STACK || t->spec->style == TRACE_AREA) && !(t->spec->flags & TRACE_TARGETS_ONLY);
}

/* The colour of a fan's band, the widest (0) the palest. */
int fan_colour(int colour, int band);

bool drawing_has_layers(const struct panel *p);
bool drawing_any_layer(const struct panel *p, int year);
bool drawing_areas(const struct panel *p);
void drawing_layers(const struct drawing *d);
double drawing_half_column(const struct drawing *d);
enum dash drawing_dash(const struct trace *t);

/* Draws the legend from the top of the box; returns the y of its last line. */
double drawing_legend(const struct drawing *d, struct box box);

/* Names of layers beside the last column: the room they want in a panel so wide (0: none), which traces
 * have one, and drawing them. */
double drawing_side_room(const struct drawing *d, double width);
bool drawing_side_named(const struct drawing *d, int trace);
void drawing_side_draw(const struct drawing *d);

/* Rows of numbers under the years: how many, the room of their names at the left, and drawing them; a
 * row is DRAWING_ROW texts high. */
#define DRAWING_ROW 1.3
int drawing_rows(const struct panel *p);
double drawing_rows_room(const struct drawing *d);
void drawing_rows_draw(const struct drawing *d);

/* Targets and observed values, then their labels and those of the curves' ends. */
void drawing_marks(const struct drawing *d);

/* panel_ends.c. Right of a bare panel: which lines end where, "A B 5,506"; and the room that takes. */
double drawing_ends_room(const struct drawing *d);
void drawing_ends(const struct drawing *d);

#endif
