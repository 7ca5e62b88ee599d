/* What a chart shows, said once: the chart table is a list of these. */
#ifndef VETSIM_PLOTS_CHART_H
#define VETSIM_PLOTS_CHART_H

#include <stdbool.h>

#include "canvas.h"
#include "run.h"

enum trace_style {
    TRACE_LINE,
    TRACE_DASHED,
    TRACE_DOTTED,
    TRACE_STEP,  /* a capacity: holds for the whole year */
    TRACE_STACK, /* one layer of a column, the first at the bottom */
    TRACE_AREA,  /* the same, joined from year to year */
    TRACE_NEST,  /* a column inside the one before it */
    TRACE_ROW    /* not drawn: a row of numbers under the years */
};

enum trace_flag {
    TRACE_RIGHT = 1,        /* measured on the right axis */
    TRACE_IF_MARKED = 2,    /* only when a target or an observed value is on it */
    TRACE_TARGETS_ONLY = 4, /* not drawn itself: its targets stand on the columns it is the sum of */
    TRACE_BACKGROUND = 8,   /* does not stretch the axis: cut off at the top where it is far above the rest */
    TRACE_DOWN = 16,        /* what goes off: negative */
    TRACE_PREVIOUS = 32,    /* last year's value */
    TRACE_FLOW = 128,       /* a row of what comes or goes, with its sign */
    TRACE_SECONDARY = 64    /* of the secondary sectors together, in a panel that is of no sector */
};

struct trace {
    const char *row;  /* indicator row, "enrolment.intake"; of industries: a trace for each */
    const char *less; /* row taken off, for the rest of a total; or NULL */
    enum trace_style style;
    int colour;
    int flags;
    const char *zh, *en;             /* instead of the row's label */
    const char *short_zh, *short_en; /* before a target's value, where a panel has targets on several traces */
};

enum { MAX_TRACES = 20, MAX_PANELS = 12 };

struct panel_spec {
    const char *zh, *en;
    bool each_sector;                /* one panel for each sector, and for a sum that has a target */
    bool if_marked;                  /* only when a target or an observed value is on it */
    bool mix;                        /* the layers' shares in the last year are written beside them */
    struct trace traces[MAX_TRACES]; /* the first without a row ends them */
};

struct chart {
    const char *name, *zh, *en;
    const char *note_zh, *note_en; /* what a reader must know, beside the subtitle; or NULL */
    const char *empty;             /* why a scenario may have no such chart */
    const struct panel_spec *panels;
    int panel_count;
    /* Instead of panels: draws a page as chart_draw() does. */
    const char *(*board)(const struct chart *chart, const struct run *r, int page, bool chinese, struct canvas *c);
};

extern const struct chart chart_table[];
extern const int chart_table_count;

/* Draws a page of a chart (the first is 0; CHART_PAGES at most) and returns its file's name without the
 * ending; NULL when there is no such page: no page at all where the scenario has no data for the chart. */
enum { CHART_PAGES = 32 };
const char *chart_draw(const struct chart *chart, int page, const struct run *r, bool chinese, struct canvas *c);

/* Boards: every target; initiatives against their targets. */
const char *board_targets(const struct chart *chart, const struct run *r, int page, bool chinese, struct canvas *c);
const char *board_initiatives(const struct chart *chart, const struct run *r, int page, bool chinese, struct canvas *c);

/* Title on top, source line at the bottom. The page is free in between. */
struct page_head {
    const struct setup *setup;
    const char *title;
    const char *subtitle; /* NULL: the scenario and its place */
    const char *study;    /* in the source line, "512 runs, seed 7"; or NULL */
};
void page_frame(const struct page_head *h, bool chinese, struct canvas *c);
void chart_frame(const struct chart *chart, const struct run *r, bool chinese, struct canvas *c);
double frame_top(const struct canvas *c);    /* where the page is free to begin */
double frame_bottom(const struct canvas *c); /* how much of its foot is taken */

/* Gives a page whose height is free the height that its content, from the top of the page, needs. */
void page_fit(struct canvas *c, double content);

/* What is done when money is short. */
const char *rule_words(int closure, bool chinese);

/* How a verdict looks everywhere: by shape and by colour. */
enum mark verdict_mark(enum verdict v);
int verdict_colour(enum verdict v);

#endif
