/* A panel on the canvas: title, legend, axes, columns, curves, then targets and their labels. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "axis.h"
#include "lettering.h"
#include "style.h"

struct drawing {
    const struct panel *panel;
    const struct run *run;
    bool chinese;
    struct canvas *canvas;
    struct axes axes;
    struct placer *placer;
    double text;
};

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

static bool is_curve(const struct panel_trace *t)
{
    return t->spec->style != TRACE_STACK && !(t->spec->flags & TRACE_TARGETS_ONLY);
}

/* ---- legend ---- */

enum { LEGEND_VERDICTS = VERDICT_UNEVALUATED, LEGEND_OBSERVED = VERDICT_UNEVALUATED + 1, LEGEND_MARKS };

static void swatch(const struct drawing *d, const struct panel_trace *t, double x, double y)
{
    const double w = 1.6 * d->text;
    static const enum dash dashes[] = {[TRACE_LINE] = DASH_SOLID, [TRACE_DASHED] = DASH_LONG, [TRACE_DOTTED] = DASH_SHORT, [TRACE_STEP] = DASH_SOLID};

    if (t->spec->style == TRACE_STACK) {
        canvas_rect(d->canvas, x + 0.3 * w, y - 0.4 * d->text, x + 0.3 * w + 0.8 * d->text, y + 0.4 * d->text, t->colour);
    } else if (t->spec->style == TRACE_STEP) {
        const double step[] = {x, y + 0.25 * d->text, x + w / 2, y + 0.25 * d->text, x + w / 2, y - 0.25 * d->text, x + w, y - 0.25 * d->text};
        canvas_line(d->canvas, step, 4, 3, DASH_SOLID, t->colour);
    } else {
        canvas_line(d->canvas, (double[]){x, y, x + w, y}, 2, 4, dashes[t->spec->style], t->colour);
    }
}

/* Puts one legend entry at the pen and moves the pen; starts a new line when it does not fit. */
static void legend_entry(const struct drawing *d, struct box box, double *x, double *y, const struct panel_trace *t, int mark, const char *label)
{
    const double lead = t ? 2.0 * d->text : 1.2 * d->text;
    const char *fits = lettering_cut(d->canvas->arena, label, d->text, false, box.right - box.left - lead);
    const double width = lead + lettering_width(fits ? fits : "", d->text, false);

    if (*x + width > box.right && *x > box.left) {
        *x = box.left;
        *y += 1.5 * d->text;
    }
    if (t)
        swatch(d, t, *x, *y);
    else if (mark == LEGEND_OBSERVED)
        canvas_mark(d->canvas, *x + 0.5 * d->text, *y, MARK_SQUARE, 0.42 * d->text, COLOUR_INK);
    else
        canvas_mark(d->canvas, *x + 0.5 * d->text, *y, verdict_mark((enum verdict)mark), 0.45 * d->text, verdict_colour((enum verdict)mark));
    canvas_text(d->canvas, *x + lead, *y, ALIGN_LEFT, d->text, COLOUR_INK, fits);
    *x += width + 1.4 * d->text;
}

static bool has_mark(const struct panel *p, int kind)
{
    for (int i = 0; i < p->mark_count; i++) {
        const struct result *r = p->marks[i].result;
        if (kind == LEGEND_OBSERVED ? !r : r && (int)r->verdict == kind)
            return true;
    }
    return false;
}

/* Returns the y of the legend's last line. */
static double legend(const struct drawing *d, struct box box)
{
    double x = box.left, y = box.top + 0.5 * d->text;
    char label[160];

    for (int i = 0; i < d->panel->trace_count; i++) {
        const struct panel_trace *t = &d->panel->traces[i];
        if (t->spec->flags & TRACE_TARGETS_ONLY)
            continue;
        snprintf(label, sizeof label, "%s%s", t->label, axes_side(&d->axes, t) ? (d->chinese ? "（右轴）" : " (right)") : "");
        legend_entry(d, box, &x, &y, t, 0, label);
    }
    for (int kind = VERDICT_MET; kind < LEGEND_VERDICTS; kind++) {
        if (!has_mark(d->panel, kind))
            continue;
        snprintf(label, sizeof label, d->chinese ? "目标：%s" : "target: %s", verdict_name((enum verdict)kind, d->chinese));
        legend_entry(d, box, &x, &y, NULL, kind, label);
    }
    if (has_mark(d->panel, LEGEND_OBSERVED))
        legend_entry(d, box, &x, &y, NULL, LEGEND_OBSERVED, d->chinese ? "实际值" : "observed");
    return y;
}

/* ---- columns and curves ---- */

static void total_label(const struct drawing *d, double x, double y, double total, double room)
{
    char text[64];

    number_text(text, sizeof text, &d->axes.side[0].scale, total);
    const double width = lettering_width(text, 0.9 * d->text, true);
    if (width > room)
        return;
    const struct box b = {x - width / 2, y - 1.25 * d->text, x + width / 2, y - 0.15 * d->text};
    canvas_bold(d->canvas, x, (b.top + b.bottom) / 2, ALIGN_CENTRE, 0.9 * d->text, COLOUR_INK, text);
    place_avoid_box(d->placer, b);
}

static void columns(const struct drawing *d)
{
    const struct panel *p = d->panel;
    const double slot = (d->axes.plot.right - d->axes.plot.left) / d->axes.years;
    const double half = fmin(0.33 * slot, 75);

    for (int y = 0; y < d->axes.years; y++) {
        const double x = axes_x(&d->axes, d->axes.first_year + y);
        double total = 0.0;
        for (int i = 0; i < p->trace_count; i++) {
            const double v = p->traces[i].value[y];
            if (p->traces[i].spec->style != TRACE_STACK || p->traces[i].spec->flags & TRACE_TARGETS_ONLY || !known(v) || !(v > 0))
                continue;
            canvas_rect(d->canvas, x - half, axes_y(&d->axes, 0, total), x + half, axes_y(&d->axes, 0, total + v), p->traces[i].colour);
            total += v;
        }
        if (total > 0)
            total_label(d, x, axes_y(&d->axes, 0, total), total, 0.96 * slot);
    }
}

static void stroke(const struct drawing *d, const struct panel_trace *t, const double *xy, int points)
{
    static const enum dash dashes[] = {[TRACE_LINE] = DASH_SOLID, [TRACE_DASHED] = DASH_LONG, [TRACE_DOTTED] = DASH_SHORT, [TRACE_STEP] = DASH_SOLID};

    if (points == 1)
        canvas_mark(d->canvas, xy[0], xy[1], MARK_DISC, 0.2 * d->text, t->colour);
    canvas_line(d->canvas, xy, points, t->spec->style == TRACE_LINE ? 4.5 : 3, dashes[t->spec->style], t->colour);
    for (int i = 0; i + 1 < points; i++)
        place_avoid_line(d->placer, xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]);
}

/* A curve has a gap where its value is not known. */
static void curve(const struct drawing *d, const struct panel_trace *t)
{
    double xy[4 * MAX_YEARS];
    const int side = axes_side(&d->axes, t);
    int points = 0;

    for (int y = 0; y <= d->axes.years; y++) {
        const double v = y < d->axes.years ? t->value[y] : ABSENT;
        if (!known(v)) {
            stroke(d, t, xy, points);
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

static void curves(const struct drawing *d)
{
    for (int i = 0; i < d->panel->trace_count; i++)
        if (is_curve(&d->panel->traces[i]) && d->panel->traces[i].spec->style == TRACE_STEP)
            curve(d, &d->panel->traces[i]);
    for (int i = d->panel->trace_count - 1; i >= 0; i--)
        if (is_curve(&d->panel->traces[i]) && d->panel->traces[i].spec->style != TRACE_STEP)
            curve(d, &d->panel->traces[i]);
}

/* ---- targets, observed values and labels ---- */

/* Where a mark stands: on a layer of a column its own height does not count, the stack below does. */
static double mark_level(const struct drawing *d, const struct panel_mark *m, double value)
{
    const struct panel *p = d->panel;
    double below = 0.0;

    if (p->traces[m->trace].spec->style != TRACE_STACK || p->traces[m->trace].spec->flags & TRACE_TARGETS_ONLY)
        return value;
    for (int i = 0; i < m->trace; i++) {
        const double v = p->traces[i].value[m->year - d->axes.first_year];
        if (p->traces[i].spec->style == TRACE_STACK && known(v))
            below += fmax(v, 0);
    }
    return below + value;
}

static void mark_text(const struct drawing *d, const struct panel_mark *m, int side, char *text, size_t size)
{
    static const char *const signs[] = {[AT_LEAST] = "≥", [AT_MOST] = "≤", [EQUAL] = "=", [RANGE] = ""};
    const struct number_scale *s = &d->axes.side[side].scale;
    char number[64], top[64] = "";

    number_text(number, sizeof number, s, m->value);
    if (m->result->target->comparator == RANGE && known(m->value_max)) {
        number_text(top, sizeof top, s, m->value_max);
        snprintf(text, size, "%s–%s%s", number, top, s->value);
    } else {
        snprintf(text, size, "%s%s%s", signs[m->result->target->comparator], number, s->value);
    }
}

static void label(const struct drawing *d, double x, double y, double gap, int colour, const char *text)
{
    const double width = lettering_width(text, d->text, true);
    const struct box b = place_label(d->placer, x, y, width + 6, 1.15 * d->text, gap);

    canvas_rect(d->canvas, b.left, b.top, b.right, b.bottom, COLOUR_PAPER);
    canvas_bold(d->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, d->text, colour, text);
}

static void mark_position(const struct drawing *d, const struct panel_mark *m, double value, double *x, double *y)
{
    *x = axes_x(&d->axes, m->year);
    *y = axes_y(&d->axes, axes_side(&d->axes, &d->panel->traces[m->trace]), mark_level(d, m, value));
}

static void mark_shapes(const struct drawing *d)
{
    const double radius = 0.48 * d->text;

    for (int i = 0; i < d->panel->mark_count; i++) {
        const struct panel_mark *m = &d->panel->marks[i];
        double x, y;
        mark_position(d, m, m->value, &x, &y);
        place_avoid_box(d->placer, (struct box){x - radius, y - radius, x + radius, y + radius});
        if (!m->result) {
            canvas_mark(d->canvas, x, y, MARK_SQUARE, radius, COLOUR_INK);
            continue;
        }
        const int colour = verdict_colour(m->result->verdict);
        if (known(m->value_max)) {
            double top;
            mark_position(d, m, m->value_max, &x, &top);
            canvas_segment(d->canvas, x, y, x, top, 3, colour);
            canvas_mark(d->canvas, x, top, verdict_mark(m->result->verdict), radius, colour);
        }
        canvas_mark(d->canvas, x, y, verdict_mark(m->result->verdict), radius, colour);
    }
}

static void mark_labels(const struct drawing *d)
{
    for (int i = 0; i < d->panel->mark_count; i++) {
        const struct panel_mark *m = &d->panel->marks[i];
        double x, y;
        char text[160];
        if (!m->result)
            continue;
        mark_position(d, m, m->value, &x, &y);
        mark_text(d, m, axes_side(&d->axes, &d->panel->traces[m->trace]), text, sizeof text);
        label(d, x, y, 0.7 * d->text, verdict_colour(m->result->verdict), text);
    }
}

/* The value a curve ends at, for full lines: what a reader would otherwise measure with a ruler. */
static void end_labels(const struct drawing *d)
{
    const int last = d->axes.years - 1;

    for (int i = 0; i < d->panel->trace_count; i++) {
        const struct panel_trace *t = &d->panel->traces[i];
        const int side = axes_side(&d->axes, t);
        char number[64], text[160];
        if (t->spec->style != TRACE_LINE || !is_curve(t) || !known(t->value[last]))
            continue;
        number_text(number, sizeof number, &d->axes.side[side].scale, t->value[last]);
        snprintf(text, sizeof text, "%s%s", number, d->axes.side[side].scale.value);
        label(d, axes_x(&d->axes, d->axes.first_year + last), axes_y(&d->axes, side, t->value[last]), 0.5 * d->text, t->colour, text);
    }
}

static void title(const struct drawing *d, struct box *box)
{
    const struct panel *p = d->panel;
    const double size = 1.2 * d->text;

    if (!p->title[0])
        return;
    canvas_rect(d->canvas, box->left, box->top, box->left + 7, box->top + 1.2 * size, p->colour);
    canvas_bold(d->canvas, box->left + 18, box->top + 0.6 * size, ALIGN_LEFT, size, COLOUR_INK,
                lettering_cut(d->canvas->arena, p->title, size, true, box->right - box->left - 18));
    box->top += 1.8 * size;
}

void panel_draw(const struct panel *p, const struct run *r, bool chinese, struct canvas *c, struct box box, double text)
{
    struct drawing d = {.panel = p, .run = r, .chinese = chinese, .canvas = c, .text = text};

    d.placer = arena_alloc(c->arena, sizeof *d.placer);
    if (!d.placer) {
        c->failed = true;
        return;
    }
    axes_fit(&d.axes, p, &r->setup->shape, chinese, text);
    title(&d, &box);
    const double legend_end = legend(&d, box);
    d.axes.plot = (struct box){box.left + axes_room(&d.axes, 0), legend_end + 3.0 * text, box.right - axes_room(&d.axes, 1),
                               box.bottom - 1.9 * text};
    d.placer->inside = (struct box){d.axes.plot.left, d.axes.plot.top - 0.5 * text, d.axes.plot.right, d.axes.plot.bottom};
    axes_draw(&d.axes, c);
    columns(&d);
    curves(&d);
    mark_shapes(&d);
    mark_labels(&d);
    end_labels(&d);
}
