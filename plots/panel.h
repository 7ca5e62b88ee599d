/* A panel: one pair of axes with its traces, as numbers ready to draw. */
#ifndef VETSIM_PLOTS_PANEL_H
#define VETSIM_PLOTS_PANEL_H

#include "chart.h"
#include "place.h"
#include "quantity.h"

struct panel_trace {
    const struct trace *spec;
    const struct row *row;
    char label[160];
    const char *own_unit;
    int colour;
    double value[MAX_YEARS]; /* ABSENT where there is none */
    bool stock;
};

/* A target or an observed value on a trace. */
struct panel_mark {
    int trace; /* index in the panel */
    int year;
    double value, value_max;     /* value_max: of a range, else ABSENT */
    int shift;                   /* marks that would cover each other stand side by side */
    const struct result *result; /* NULL: an observed value */
    double probability;          /* of meeting the target, on a fan chart */
};

/* What a fan chart shows around its first trace, the median: bands between quantiles. */
enum { FAN_BANDS = 3 };
struct panel_fan {
    double low[FAN_BANDS][MAX_YEARS], high[FAN_BANDS][MAX_YEARS]; /* the widest first */
};

struct panel {
    char title[160];
    int colour;
    struct panel_trace traces[MAX_TRACES];
    int trace_count;
    struct panel_mark *marks;
    int mark_count;
    bool mix;
    const struct panel_fan *fan; /* or NULL; the page has the legend of fans */
    bool bare;                   /* the page has the legend: lines end with their trace's short name */
};

struct panel_list {
    struct panel *list[MAX_PANELS];
    int count;
};

/* The panels of a chart that have something to show. Returns false when memory is out. */
bool panels_build(const struct chart *chart, const struct run *r, bool chinese, struct arena *a,
                  struct panel_list *panels);

/* Puts the targets and observed values of `item` on the panel's traces; and, when traces that show nothing
 * are gone, those of one year and value but different verdicts side by side. */
void panel_add_marks(struct panel *p, const struct run *r, int item);
void panel_spread_marks(struct panel *p);

/* A panel of one series: its values in the run as the only trace, with its targets and observed
 * values. NULL when memory is out. */
struct panel *panel_of_series(const struct series *of, const struct trace *spec, const struct run *r, bool chinese,
                              struct arena *a);

/* Room that so many panels want; rows and columns of them from `top` down. */
double panels_height(int panels, const struct canvas *c);
void panels_arrange(const struct panel_list *panels, const struct run *r, bool chinese, double top, struct canvas *c);

/* The sectors a series sums over, one bit each: 0 for rows that are not of sectors. Sums over the
 * same sectors are the same thing. */
unsigned panel_sectors(const struct setup *u, const struct row *row, int item);

/* Draws a panel into a box; `text` is the text size, `largest` the largest value of each unit on the
 * page: see axes_fit(). */
void panel_draw(const struct panel *p, const struct run *r, bool chinese, struct canvas *c, struct box box, double text,
                const double largest[UNITS]);

/* Raises largest[] to what a panel shows. */
void axes_largest(const struct panel *p, const struct shape *shape, double largest[UNITS]);

#endif
