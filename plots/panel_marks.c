/* Targets at their due year, observed values, and the labels of a panel. A target's mark is its
 * verdict's; its label stands where it covers least. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"
#include "study_page.h"

/* Where a mark stands: on a layer of a column its own height does not count, the stack below does. */
static double mark_level(const struct drawing *d, const struct panel_mark *m, double value)
{
    const struct panel *p = d->panel;
    double below = 0.0;

    if (!drawing_layer(&p->traces[m->trace]))
        return value;
    for (int i = 0; i < m->trace; i++) {
        const double v = p->traces[i].value[d->axes.skipped + m->year - d->axes.first_year];
        if (drawing_layer(&p->traces[i]) && drawing_known(v))
            below += fmax(v, 0);
    }
    return below + value;
}

/* True when two targets say and look the same, on different traces. */
static bool same_target(const struct drawing *d, const struct panel_mark *a, const struct panel_mark *b)
{
    return a->result && b->result && a->trace != b->trace && a->year == b->year && a->value == b->value &&
           mark_level(d, a, a->value) == mark_level(d, b, b->value) &&
           a->result->target->comparator == b->result->target->comparator && a->result->verdict == b->result->verdict;
}

/* True when an earlier target already has this one's label. */
static bool repeated(const struct drawing *d, int mark)
{
    for (int i = 0; i < mark; i++)
        if (same_target(d, &d->panel->marks[i], &d->panel->marks[mark]))
            return true;
    return false;
}

/* Which trace a target is on, where that is not plain; nothing for one that is on several. */
static const char *mark_prefix(const struct drawing *d, const struct panel_mark *m)
{
    const struct trace *t = d->panel->traces[m->trace].spec;
    bool several = false;

    for (int i = 0; i < d->panel->mark_count; i++) {
        const struct panel_mark *other = &d->panel->marks[i];
        if (same_target(d, other, m))
            return "";
        several = several || (other->result && other->trace != m->trace);
    }
    return several && t->short_zh ? (d->chinese ? t->short_zh : t->short_en) : "";
}

static void mark_text(const struct drawing *d, const struct panel_mark *m, int side, char *text, size_t size)
{
    static const char *const signs[] = {[AT_LEAST] = "≥", [AT_MOST] = "≤", [EQUAL] = "=", [RANGE] = ""};
    const struct quantity_scale *s = &d->axes.side[side].scale;
    const char *prefix = mark_prefix(d, m);
    char number[64], top[64] = "";

    if (drawing_known(m->probability)) {
        study_target_text(m->result->target, s, number, sizeof number);
        probability_text(m->probability, top, sizeof top);
        if (d->text < 17) /* small panels: the legend says what the second number is */
            snprintf(text, size, d->chinese ? "%s（%s）" : "%s (%s)", number, top);
        else
            snprintf(text, size, d->chinese ? "%s（概率%s）" : "%s (p %s)", number, top);
        return;
    }
    quantity_text(number, sizeof number, s, m->value);
    if (m->result->target->comparator == RANGE && drawing_known(m->value_max)) {
        quantity_text(top, sizeof top, s, m->value_max);
        snprintf(text, size, "%s%s%s–%s%s", prefix, *prefix ? " " : "", number, top, s->value);
    } else {
        snprintf(text, size, "%s%s%s%s%s", prefix, *prefix && !d->chinese ? " " : "",
                 signs[m->result->target->comparator], number, s->value);
    }
}

/* A target looks like its verdict; on a fan chart, like the class of its probability. */
static enum verdict mark_look(const struct panel_mark *m)
{
    return drawing_known(m->probability) ? probability_class(m->probability) : m->result->verdict;
}

static void label(const struct drawing *d, double x, double y, double beside, double gap, int colour, const char *text)
{
    const double width = lettering_width(text, d->text, true);
    const struct box b = place_label(d->placer, x, y, width + 6, 1.15 * d->text, beside, gap);

    canvas_rect(d->canvas, b.left, b.top, b.right, b.bottom, COLOUR_PAPER);
    canvas_bold(d->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, d->text, colour, text);
}

static void mark_position(const struct drawing *d, const struct panel_mark *m, double value, double *x, double *y)
{
    *x = axes_x(&d->axes, m->year) + m->shift * d->text;
    *y = axes_y(&d->axes, axes_side(&d->axes, &d->panel->traces[m->trace]), mark_level(d, m, value));
}

/* How far from its value a target still counts as met, where that can be seen. */
static void tolerance(const struct drawing *d, const struct panel_mark *m, double radius, int colour)
{
    const double slack = m->result->target->tolerance;
    double x, low, high;

    if (!(slack > 0))
        return;
    mark_position(d, m, m->value - slack, &x, &low);
    mark_position(d, m, m->value + slack, &x, &high);
    if (low - high < 3 * radius)
        return;
    canvas_segment(d->canvas, x, low, x, high, 2, colour);
    canvas_segment(d->canvas, x - radius, low, x + radius, low, 2, colour);
    canvas_segment(d->canvas, x - radius, high, x + radius, high, 2, colour);
    place_avoid_line(d->placer, x, low, x, high);
}

static void mark_shapes(const struct drawing *d)
{
    const double radius = 0.48 * d->text;

    for (int i = 0; i < d->panel->mark_count; i++) {
        const struct panel_mark *m = &d->panel->marks[i];
        double x, y;
        mark_position(d, m, m->value, &x, &y);
        place_mark(d->placer, x, y, radius);
        if (!m->result) {
            canvas_mark(d->canvas, x, y, MARK_SQUARE, radius, COLOUR_INK);
            continue;
        }
        const int colour = verdict_colour(mark_look(m));
        if (drawing_known(m->value_max)) {
            double top;
            mark_position(d, m, m->value_max, &x, &top);
            canvas_segment(d->canvas, x, y, x, top, 3, colour);
            canvas_mark(d->canvas, x, top, verdict_mark(mark_look(m)), radius, colour);
        }
        tolerance(d, m, radius, colour);
        canvas_mark(d->canvas, x, y, verdict_mark(mark_look(m)), radius, colour);
    }
}

static void mark_labels(const struct drawing *d)
{
    for (int i = 0; i < d->panel->mark_count; i++) {
        const struct panel_mark *m = &d->panel->marks[i];
        double x, y;
        char text[160];
        if (!m->result || repeated(d, i))
            continue;
        mark_position(d, m, m->value, &x, &y);
        mark_text(d, m, axes_side(&d->axes, &d->panel->traces[m->trace]), text, sizeof text);
        label(d, x, y, drawing_has_layers(d->panel) ? drawing_half_column(d) + 4 : 0.7 * d->text, 0.7 * d->text,
              verdict_colour(mark_look(m)), text);
    }
}

/* The value a curve ends at, for full lines: what a reader would otherwise measure with a ruler. */
static void end_labels(const struct drawing *d)
{
    const int last = d->axes.years - 1, at = d->axes.skipped + last;

    for (int i = 0; i < d->panel->trace_count; i++) {
        const struct panel_trace *t = &d->panel->traces[i];
        const int side = axes_side(&d->axes, t);
        char number[64], text[160];
        if (t->spec->style != TRACE_LINE || t->spec->flags & TRACE_TARGETS_ONLY || !drawing_known(t->value[at]) ||
            t->value[at] > d->axes.side[side].high)
            continue;
        quantity_text(number, sizeof number, &d->axes.side[side].scale, t->value[at]);
        snprintf(text, sizeof text, "%s%s", number, d->axes.side[side].scale.value);
        label(d, axes_x(&d->axes, d->axes.first_year + last), axes_y(&d->axes, side, t->value[at]), 0.4 * d->text,
              0.5 * d->text, t->colour, text);
    }
}

static void end_value(const struct drawing *d, double y, double value, bool bold)
{
    const struct quantity_scale *s = &d->axes.side[0].scale;
    const double x = d->axes.plot.right + 0.2 * d->text;
    char number[64], text[96];

    quantity_text(number, sizeof number, s, value);
    snprintf(text, sizeof text, "%s%s", number, s->value);
    if (bold)
        canvas_bold(d->canvas, x, y, ALIGN_LEFT, d->text, d->panel->traces[0].colour, text);
    else
        canvas_text(d->canvas, x, y, ALIGN_LEFT, 0.9 * d->text, COLOUR_MUTED, text);
}

/* Right of a fan: its median in the last year, and the ends of the widest band. */
static void fan_end(const struct drawing *d)
{
    const int at = d->axes.skipped + d->axes.years - 1;
    const double median = d->panel->traces[0].value[at], low = d->panel->fan->low[0][at],
                 high = d->panel->fan->high[0][at], apart = 1.15 * d->text;

    if (!drawing_known(median) || !drawing_known(low) || !drawing_known(high))
        return;
    const double y = axes_y(&d->axes, 0, median);
    end_value(d, y, median, true);
    if (high - low < 1e-9 * fabs(median))
        return;
    end_value(d, fmin(axes_y(&d->axes, 0, high), y - apart), high, false);
    end_value(d, fmax(axes_y(&d->axes, 0, low), y + apart), low, false);
}

void drawing_marks(const struct drawing *d)
{
    mark_shapes(d);
    if (!d->canvas->size->brief)
        mark_labels(d);
    if (d->panel->fan)
        fan_end(d);
    else if (d->panel->bare)
        drawing_ends(d);
    else
        end_labels(d);
}
