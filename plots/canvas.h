/* A page as a list of shapes, in the order in which they are painted. Coordinates are pixels from
 * the top left corner. Texts are kept as they come; script.c makes them harmless. When memory runs
 * out the canvas notes it in `failed` and ignores the rest, so that drawing code need not check. */
#ifndef VETSIM_PLOTS_CANVAS_H
#define VETSIM_PLOTS_CANVAS_H

#include <stdbool.h>

#include "arena.h"
#include "page_size.h"

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
enum dash { DASH_SOLID, DASH_LONG, DASH_SHORT };
enum mark { MARK_DISC, MARK_TRIANGLE, MARK_CROSS, MARK_CIRCLE, MARK_SQUARE };
enum shape_kind { SHAPE_RECT, SHAPE_POLYGON, SHAPE_LINE, SHAPE_MARK, SHAPE_TEXT };

struct canvas_shape {
    enum shape_kind kind;
    int colour;
    double *xy; /* rect: two corners; line and polygon: their points; mark and text: one point */
    int points;
    double size; /* line width, mark radius, text height */
    enum dash dash;
    enum mark mark;
    enum align align;
    bool bold;
    const char *text;
    struct canvas_shape *next;
};

struct canvas {
    struct arena *arena;
    const struct page_size *size;
    double width, height;            /* those of the size, until the drawing needs another height */
    const char *title, *description; /* for those who cannot see the page; may be NULL */
    struct canvas_shape *first, *last;
    bool failed;
};

void canvas_init(struct canvas *c, struct arena *a, const struct page_size *size);
void canvas_rect(struct canvas *c, double x1, double y1, double x2, double y2, int colour);
void canvas_polygon(struct canvas *c, const double *xy, int points, int colour);
void canvas_line(struct canvas *c, const double *xy, int points, double width, enum dash dash, int colour);
void canvas_segment(struct canvas *c, double x1, double y1, double x2, double y2, double width, int colour);
void canvas_mark(struct canvas *c, double x, double y, enum mark mark, double radius, int colour);

/* y is the middle of the line of text. */
void canvas_text(struct canvas *c, double x, double y, enum align align, double size, int colour, const char *text);
void canvas_bold(struct canvas *c, double x, double y, enum align align, double size, int colour, const char *text);

#endif
