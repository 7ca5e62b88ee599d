/* One vertical axis of a panel, and the years along the bottom. */
#ifndef VETSIM_PLOTS_AXIS_H
#define VETSIM_PLOTS_AXIS_H

#include "panel.h"

struct axis {
    bool used;
    double low, high, step;
    struct number_scale scale;
    int colour;
};

struct axes {
    struct box plot;
    struct axis side[2]; /* left, right */
    int first_year, years;
    double text;
};

/* Fits both axes to what the panel shows; `plot` is still to be set. */
void axes_fit(struct axes *axes, const struct panel *p, const struct shape *shape, bool chinese, double text);

int axes_side(const struct axes *axes, const struct panel_trace *t);
double axes_x(const struct axes *axes, double year);
double axes_y(const struct axes *axes, int side, double value);

/* Room the tick labels of a side take. */
double axes_room(const struct axes *axes, int side);

/* Grid, ticks, units and years. */
void axes_draw(const struct axes *axes, struct canvas *c);

#endif
