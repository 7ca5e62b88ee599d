/* The list of shapes of a page. */
#include "canvas.h"

#include <string.h>

void canvas_init(struct canvas *c, struct arena *a, const struct page_size *size)
{
    *c = (struct canvas){.arena = a, .size = size, .width = size->width, .height = size->height};
}

static struct canvas_shape *add(struct canvas *c, enum shape_kind kind, const double *xy, int points, int colour)
{
    struct canvas_shape *s = c->failed ? NULL : arena_alloc(c->arena, sizeof *s);
    double *copy = s ? arena_alloc(c->arena, 2 * (size_t)points * sizeof *copy) : NULL;

    if (!copy) {
        c->failed = true;
        return NULL;
    }
    memcpy(copy, xy, 2 * (size_t)points * sizeof *copy);
    *s = (struct canvas_shape){.kind = kind, .colour = colour, .xy = copy, .points = points};
    if (c->last)
        c->last->next = s;
    else
        c->first = s;
    c->last = s;
    return s;
}

void canvas_rect(struct canvas *c, double x1, double y1, double x2, double y2, int colour)
{
    add(c, SHAPE_RECT, (const double[]){x1, y1, x2, y2}, 2, colour);
}

void canvas_polygon(struct canvas *c, const double *xy, int points, int colour)
{
    if (points > 2)
        add(c, SHAPE_POLYGON, xy, points, colour);
}

void canvas_line(struct canvas *c, const double *xy, int points, double width, enum dash dash, int colour)
{
    struct canvas_shape *s = points > 1 ? add(c, SHAPE_LINE, xy, points, colour) : NULL;

    if (s) {
        s->size = width;
        s->dash = dash;
    }
}

void canvas_segment(struct canvas *c, double x1, double y1, double x2, double y2, double width, int colour)
{
    canvas_line(c, (const double[]){x1, y1, x2, y2}, 2, width, DASH_SOLID, colour);
}

/* Outlined marks are drawn here, because terminals disagree on how thick the lines of their own marks are. */
static void outline(struct canvas *c, double x, double y, enum mark mark, double r, int colour)
{
    const double thick = 0.36 * r + 0.4, h = 0.8 * r;

    if (mark == MARK_CROSS) {
        canvas_segment(c, x - h, y - h, x + h, y + h, thick, colour);
        canvas_segment(c, x - h, y + h, x + h, y - h, thick, colour);
    } else if (mark == MARK_SQUARE) {
        canvas_rect(c, x - h - thick / 2, y - h - thick / 2, x + h + thick / 2, y + h + thick / 2, colour);
        canvas_rect(c, x - h + thick / 2, y - h + thick / 2, x + h - thick / 2, y + h - thick / 2, 0xffffff);
    } else {
        canvas_mark(c, x, y, MARK_DISC, 0.85 * r + thick / 2, colour);
        canvas_mark(c, x, y, MARK_DISC, 0.85 * r - thick / 2, 0xffffff);
    }
}

void canvas_mark(struct canvas *c, double x, double y, enum mark mark, double radius, int colour)
{
    if (mark != MARK_DISC && mark != MARK_TRIANGLE) {
        outline(c, x, y, mark, radius, colour);
        return;
    }
    struct canvas_shape *s = add(c, SHAPE_MARK, (const double[]){x, y}, 1, colour);

    if (s) {
        s->mark = mark;
        s->size = radius;
    }
}

static void put_text(struct canvas *c, double x, double y, enum align align, double size, bool bold, int colour,
                     const char *text)
{
    struct canvas_shape *s = text && *text ? add(c, SHAPE_TEXT, (const double[]){x, y}, 1, colour) : NULL;

    if (!s)
        return;
    s->align = align;
    s->size = size;
    s->bold = bold;
    s->text = arena_copy(c->arena, text, strlen(text));
    if (!s->text) {
        s->text = "";
        c->failed = true;
    }
}

void canvas_text(struct canvas *c, double x, double y, enum align align, double size, int colour, const char *text)
{
    put_text(c, x, y, align, size, false, colour, text);
}

void canvas_bold(struct canvas *c, double x, double y, enum align align, double size, int colour, const char *text)
{
    put_text(c, x, y, align, size, true, colour, text);
}
