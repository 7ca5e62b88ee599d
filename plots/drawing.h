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
};

static inline bool drawing_known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* A layer of a column. */
static inline bool drawing_layer(const struct panel_trace *t)
{
    return t->spec->style == TRACE_STACK && !(t->spec->flags & TRACE_TARGETS_ONLY);
}

/* The colour of a fan's band, the widest (0) the palest. */
int fan_colour(int colour, int band);

bool drawing_has_layers(const struct panel *p);
double drawing_half_column(const struct drawing *d);
enum dash drawing_dash(const struct trace *t);

/* Draws the legend from the top of the box; returns the y of its last line. */
double drawing_legend(const struct drawing *d, struct box box);

/* Targets and observed values, then their labels and those of the curves' ends. */
void drawing_marks(const struct drawing *d);

#endif
