/* Charts of one run, drawn by gnuplot through a pipe.
 *
 * The chart table (chart_table.c) says what each chart shows; panels and boards turn a run into
 * shapes on a canvas; script.c turns a canvas into gnuplot commands. Only gnuplot.c starts a program. */
#ifndef VETSIM_PLOTS_PLOTS_H
#define VETSIM_PLOTS_PLOTS_H

#include <stdbool.h>

#include "run.h"

struct plot_request {
    const char *chart;  /* NULL = all */
    const char *format; /* "png", "svg", "pdf" */
    bool chinese;
    const char *directory; /* must exist */
};

/* Draws the charts as DIRECTORY/NAME.FORMAT and fills `written` with their paths (memory of `a`).
 * A chart for which the scenario has no data is left out; asked for by name, a warning says why.
 * Returns 0; VS_USAGE for an unknown chart or format; VS_PLOT when gnuplot is missing or fails;
 * VS_FILE when a file cannot be put in place. All charts appear, or none does. */
int plots_draw(const struct run *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
               struct diags *d);

int plots_chart_count(void);
const char *plots_chart_name(int i); /* "enrolment" */
const char *plots_chart_title(int i, bool chinese);

#endif
