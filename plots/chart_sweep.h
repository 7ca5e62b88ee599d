/* What the two kinds of sweep share: chart_sweep.c draws lines, chart_sweep_map.c maps. */
#ifndef VETSIM_PLOTS_CHART_SWEEP_H
#define VETSIM_PLOTS_CHART_SWEEP_H

#include "span.h"
#include "study_page.h"

enum { SWEEP_TEXT = 20 };

struct sweep_page {
    const struct plot_grid *g;
    bool chinese;
    struct canvas *canvas;
    struct box plot;
    struct span z;
};

/* What an axis measures, in the page's language where it is given. */
const char *sweep_label(const struct plot_axis *a, bool chinese);

void sweep_fit(struct span *s, const struct plot_axis *a, double low, double high, int parts, bool chinese);

/* Whether a value meets the sweep's target. */
bool sweep_meets(const struct plot_grid *g, double z);

/* Widens low and high to the known values; false when there is none. */
bool sweep_range(const double *values, int count, double *low, double *high);

/* "target ≥ 302". */
const char *sweep_target(const struct sweep_page *p);

void sweep_frame(const struct sweep_page *p);

/* Draws the page of two parameters; false when no value is known. */
bool sweep_map(struct sweep_page *p);

#endif
