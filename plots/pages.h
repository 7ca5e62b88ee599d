/* Pages to files, or to the caller: each file gets its place only when every one is complete. What a page shows is the
 * caller's business. */
#ifndef VETSIM_PLOTS_PAGES_H
#define VETSIM_PLOTS_PAGES_H

#include "canvas.h"
#include "plots.h"

struct page_set {
    const void *what;
    int count;
    bool brief; /* draws thumbnails of its own; else they are small slides */
    /* Draws page i on a canvas of the wanted size and returns its file's name without the ending, in
     * plain ASCII letters, digits, dots and hyphens; NULL when page i has nothing to show. */
    const char *(*draw)(const void *what, int i, bool chinese, struct canvas *c);
};

/* Draws the pages as DIRECTORY/NAME.FORMAT, or hands them to request->take; the rest as plots_draw(). */
int pages_write(const struct page_set *set, const struct plot_request *q, struct arena *a, char ***written, int *count,
                struct diags *d);

/* Called with every page before it goes to gnuplot, for tests that look at pages as shapes. */
extern void (*pages_watch)(const char *name, const struct canvas *c);

#endif
