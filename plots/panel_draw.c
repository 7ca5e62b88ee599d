/* A panel on the canvas: title, legend, axes, columns, curves, then targets and their labels. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"
#include "style.h"

enum dash drawing_dash(const struct trace *t)
{
    return t->style == TRACE_DASHED ? DASH_LONG : t->style == TRACE_DOTTED ? DASH_SHORT : DASH_SOLID;
}

static bool is_curve(const struct panel_trace *t)
{
    return t->spec->style <= TRACE_STEP && !(t->spec->flags & TRACE_TARGETS_ONLY);
}

static void stroke(const struct drawing *d, const struct panel_trace *t, const double *xy, int points)
{
    if (points == 1)
        canvas_mark(d->canvas, xy[0], xy[1], MARK_DISC, 0.2 * d->text, t->colour);
    canvas_line(d->canvas, xy, points, t->spec->style == TRACE_LINE ? 4.5 : 3, drawing_dash(t->spec), t->colour);
    for (int i = 0; i + 1 < points; i++)
        place_avoid_line(d->placer, xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]);
}

/* Strokes what of a curve lies below the top of the plot: a trace in the background may leave it. */
static void stroke_inside(const struct drawing *d, const struct panel_trace *t, const double *xy, int points)
{
    const double top = d->axes.plot.top;
    double part[8 * MAX_YEARS + 4];
    int kept = 0;

    for (int i = 0; i < points; i++) {
        const double x = xy[2 * i], y = xy[2 * i + 1];
        const bool inside = y >= top, was_inside = i > 0 && xy[2 * i - 1] >= top;
        if (i > 0 && inside != was_inside) {
            const double x0 = xy[2 * i - 2], y0 = xy[2 * i - 1];
            part[2 * kept] = x0 + (x - x0) * (top - y0) / (y - y0);
            part[2 * kept++ + 1] = top;
        }
        if (inside) {
            part[2 * kept] = x;
            part[2 * kept++ + 1] = y;
        }
        if ((!inside || i + 1 == points) && kept > 0) {
            stroke(d, t, part, kept);
            kept = 0;
        }
    }
}

/* A curve has a gap where its value is not known. */
static void curve(const struct drawing *d, const struct panel_trace *t)
{
    double xy[4 * MAX_YEARS + 4];
    const int side = axes_side(&d->axes, t);
    int points = 0;

    for (int y = 0; y <= d->axes.years; y++) {
        const double v = y < d->axes.years ? t->value[d->axes.skipped + y] : ABSENT;
        if (!drawing_known(v)) {
            stroke_inside(d, t, xy, points);
            points = 0;
            continue;
        }
        const double year = d->axes.first_year + y, level = axes_y(&d->axes, side, v);
        const bool step = t->spec->style == TRACE_STEP;
        xy[2 * points] = axes_x(&d->axes, year - (step ? 0.5 : 0.0));
        xy[2 * points++ + 1] = level;
        if (step) {
            xy[2 * points] = axes_x(&d->axes, year + 0.5);
            xy[2 * points++ + 1] = level;
        }
    }
}

/* One band of a fan, as long as its quantiles are known from year to year. */
static void band(const struct drawing *d, const double *low, const double *high, int colour)
{
    double xy[4 * MAX_YEARS];
    int run = 0;

    for (int y = 0; y <= d->axes.years; y++) {
        const int at = d->axes.skipped + y;
        if (y < d->axes.years && drawing_known(low[at]) && drawing_known(high[at])) {
            run++;
            continue;
        }
        for (int i = 0; i < run; i++) {
            const int year = d->axes.first_year + y - run + i, from = at - run + i;
            xy[2 * i] = xy[2 * (2 * run - 1 - i)] = axes_x(&d->axes, year);
            xy[2 * i + 1] = axes_y(&d->axes, 0, high[from]);
            xy[2 * (2 * run - 1 - i) + 1] = axes_y(&d->axes, 0, low[from]);
        }
        canvas_polygon(d->canvas, xy, 2 * run, colour);
        for (int i = 0; i + 1 < 2 * run; i++)
            place_avoid_line(d->placer, xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]);
        run = 0;
    }
}

static void fan(const struct drawing *d)
{
    for (int i = 0; i < FAN_BANDS; i++)
        band(d, d->panel->fan->low[i], d->panel->fan->high[i], fan_colour(d->panel->traces[0].colour, i));
}

static void curves(const struct drawing *d)
{
    for (int i = 0; i < d->panel->trace_count; i++)
        if (is_curve(&d->panel->traces[i]) && d->panel->traces[i].spec->style == TRACE_STEP)
            curve(d, &d->panel->traces[i]);
    for (int i = d->panel->trace_count - 1; i >= 0; i--)
        if (is_curve(&d->panel->traces[i]) && d->panel->traces[i].spec->style != TRACE_STEP)
            curve(d, &d->panel->traces[i]);
}

static void title(const struct drawing *d, struct box *box)
{
    const struct panel *p = d->panel;
    double size = 1.2 * d->text;

    if (!p->title[0])
        return;
    while (size > d->text && lettering_width(p->title, size, true) > box->right - box->left - 18)
        size -= 1;
    canvas_rect(d->canvas, box->left, box->top, box->left + 7, box->top + 1.44 * d->text, p->colour);
    canvas_bold(d->canvas, box->left + 18, box->top + 0.72 * d->text, ALIGN_LEFT, size, COLOUR_INK,
                lettering_cut(d->canvas->arena, p->title, size, true, box->right - box->left - 18));
    box->top += 2.16 * d->text;
}

void panel_draw(const struct panel *p, const struct run *r, bool chinese, struct canvas *c, struct box box, double text,
                const double largest[UNITS])
{
    struct drawing d = {.panel = p, .run = r, .chinese = chinese, .canvas = c, .text = text};

    d.placer = arena_alloc(c->arena, sizeof *d.placer);
    if (!d.placer) {
        c->failed = true;
        return;
    }
    axes_fit(&d.axes, p, &r->setup->shape, chinese, text, box.bottom - box.top - 6 * text, largest);
    title(&d, &box);
    d.side_room = p->bare ? drawing_ends_room(&d) : drawing_side_room(&d, box.right - box.left);
    const double legend_end = p->fan || p->bare || c->size->brief ? box.top - 0.5 * text : drawing_legend(&d, box);
    const int rows = c->size->brief ? 0 : drawing_rows(p);
    d.axes.least_room = rows ? drawing_rows_room(&d) : 0;
    d.axes.plot = (struct box){box.left + axes_room(&d.axes, 0), legend_end + 3.0 * text,
                               box.right - (p->fan            ? 3.2 * text
                                            : d.side_room > 0 ? d.side_room
                                                              : axes_room(&d.axes, 1)),
                               box.bottom - (1.9 + (rows ? 1.2 + (rows - 1) * DRAWING_ROW : 0)) * text};
    d.placer->inside = (struct box){d.axes.plot.left, d.axes.plot.top - 0.5 * text,
                                    d.axes.side[1].used || p->fan || d.side_room > 0 ? d.axes.plot.right : box.right,
                                    d.axes.plot.bottom};
    axes_draw(&d.axes, c);
    drawing_layers(&d);
    if (p->fan)
        fan(&d);
    curves(&d);
    drawing_marks(&d);
    if (rows)
        drawing_rows_draw(&d);
    drawing_side_draw(&d);
}
