/* Axes of charts that are not over years: a range of values with round ticks, drawn along the bottom
 * or the left of a plot. */
#ifndef VETSIM_PLOTS_SPAN_H
#define VETSIM_PLOTS_SPAN_H

#include "canvas.h"
#include "place.h"
#include "quantity.h"

struct span {
    double low, high, step;
    struct quantity_scale scale;
    const char *title; /* with the unit behind it; or NULL */
    bool chinese;
};

/* "Students (persons)", "在校生（人）"; NULL when memory is out. */
const char *span_title(const char *title, const char *unit, bool chinese, struct arena *a);

/* Round ends around [low, high] in at most `parts` steps. */
void span_fit(struct span *s, double low, double high, int parts, enum unit unit, const char *own_unit, bool chinese);

/* Where a value lies between the pixels `from` (low) and `to` (high). */
double span_at(const struct span *s, double value, double from, double to);

/* A value with its suffix, to about a hundredth of the range: "12.5k", "63%". */
void span_text(const struct span *s, double value, char *text, size_t size);

/* Grid lines across the plot, tick labels and title outside it. */
void span_bottom(const struct span *s, struct box plot, double text, bool grid, struct canvas *c);
void span_left(const struct span *s, struct box plot, double text, bool grid, struct canvas *c);

/* Room the labels at the left take. */
double span_room(const struct span *s, double text);

#endif
