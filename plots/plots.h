/* Charts of one run.
 *
 * The chart table (chart_table.c) says what each chart shows; panels and boards turn a run into
 * shapes on a canvas; svg.c writes a canvas as SVG, script.c as gnuplot commands for PNG and PDF. Only
 * gnuplot.c starts a program. */
#ifndef VETSIM_PLOTS_PLOTS_H
#define VETSIM_PLOTS_PLOTS_H

#include <stdbool.h>

#include "run.h"

struct plot_request {
    const char *chart;  /* NULL = all */
    const char *format; /* "png", "svg", "pdf" */
    const char *size;   /* "slide" (NULL), "page", "thumbnail" */
    bool chinese;
    const char *directory; /* must exist */
    /* When given, every picture goes there instead of into a file, in order; a code other than 0 ends
     * the call. SVG is fit to stand inside a web page as it is, many on one page. */
    int (*take)(void *to, const char *name, const char *title, const char *bytes, size_t length);
    void *to;
};

/* Draws the charts as DIRECTORY/NAME.FORMAT and fills `written` with their paths (memory of `a`).
 * A chart for which the scenario has no data is left out; asked for by name, a warning says why.
 * Returns 0; VS_USAGE for an unknown chart, format or size; VS_PLOT when gnuplot is missing or fails;
 * VS_FILE when a file cannot be put in place. All charts appear, or none does. */
int plots_draw(const struct run *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
               struct diags *d);

int plots_chart_count(void);
const char *plots_chart_name(int i); /* "enrolment" */
const char *plots_chart_title(int i, bool chinese);

#endif
