/* One vertical axis of a panel, and the years along the bottom. */
#ifndef VETSIM_PLOTS_AXIS_H
#define VETSIM_PLOTS_AXIS_H

#include "panel.h"

struct axis {
    bool used;
    double low, high, step;
    struct quantity_scale scale;
    int colour;
};

struct axes {
    struct box plot;
    struct axis side[2];   /* left, right */
    int first_year, years; /* as shown */
    int skipped;           /* years of the horizon before the first one shown */
    double text;
    double least_room; /* at the left: for the heading of the row of totals */
};

/* Fits both axes to what the panel shows, for a panel about `height` pixels high; `plot` is still
 * to be set. `largest` is the largest value of each unit on the page: panels side by side then
 * count in the same 万. */
void axes_fit(struct axes *axes, const struct panel *p, const struct shape *shape, bool chinese, double text,
              double height, const double largest[UNITS]);

int axes_side(const struct axes *axes, const struct panel_trace *t);
double axes_x(const struct axes *axes, double year);
double axes_y(const struct axes *axes, int side, double value);

/* Every how many years a number of this width can be written below the axis without crowding. */
int axes_every(const struct axes *axes, double width);

/* Room the tick labels of a side take. */
double axes_room(const struct axes *axes, int side);

/* Grid, ticks, units and years. */
void axes_draw(const struct axes *axes, struct canvas *c);

#endif
