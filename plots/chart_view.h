/* A page about one output of a sensitivity study, with horizontal bars for its inputs. */
#ifndef VETSIM_PLOTS_CHART_VIEW_H
#define VETSIM_PLOTS_CHART_VIEW_H

#include "bars.h"
#include "study_page.h"

struct view {
    const struct study *study;
    const struct sensitivity *s;
    const struct setup *u;
    const struct cell *cell;
    int output, inputs;
    bool chinese;
    int *order;
    struct bars bars;
    struct canvas *canvas;
};

/* Makes ready; false when memory is out. */
bool view_start(struct view *v, const void *what, int i, bool chinese, struct canvas *c);

/* The part about this output of an array [output * inputs + input]. */
const double *view_of(const struct view *v, const double *all);

/* Takes the largest inputs into rows, as long as they are at least `least`, and sizes the page. */
void view_rows(struct view *v, const double *size, double least);

/* Title, subtitle, and the note with what was left out. Returns where the bars may begin. */
double view_frame(const struct view *v, const char *note);

/* "prefix-key-year". */
const char *view_file(const struct view *v, const char *prefix);

#endif
