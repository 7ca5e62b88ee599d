/* The legend of a panel, above its axes: traces, then verdicts of targets, then observed values. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"
#include "style.h"

enum { LEGEND_VERDICTS = VERDICT_UNEVALUATED, LEGEND_OBSERVED = VERDICT_UNEVALUATED + 1, LEGEND_MARKS };

static void swatch(const struct drawing *d, const struct panel_trace *t, double x, double y)
{
    const double w = 1.6 * d->text;

    if (t->spec->style == TRACE_STACK || t->spec->style == TRACE_AREA || t->spec->style == TRACE_NEST) {
        canvas_rect(d->canvas, x + 0.3 * w, y - 0.4 * d->text, x + 0.3 * w + 0.8 * d->text, y + 0.4 * d->text,
                    t->colour);
    } else if (t->spec->style == TRACE_STEP) {
        const double step[] = {x,         y + 0.25 * d->text, x + w / 2, y + 0.25 * d->text,
                               x + w / 2, y - 0.25 * d->text, x + w,     y - 0.25 * d->text};
        canvas_line(d->canvas, step, 4, 3, DASH_SOLID, t->colour);
    } else {
        canvas_line(d->canvas, (double[]){x, y, x + w, y}, 2, 4, drawing_dash(t->spec), t->colour);
    }
}

/* Puts one legend entry at the pen and moves the pen; starts a new line when it does not fit. */
static void legend_entry(const struct drawing *d, struct box box, double *x, double *y, const struct panel_trace *t,
                         int mark, const char *label)
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
        canvas_mark(d->canvas, *x + 0.5 * d->text, *y, verdict_mark((enum verdict)mark), 0.45 * d->text,
                    verdict_colour((enum verdict)mark));
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

static bool leaves_plot(const struct drawing *d, const struct panel_trace *t)
{
    for (int y = 0; y < d->axes.years; y++) {
        const double v = t->value[d->axes.skipped + y];
        if (drawing_known(v) && v > d->axes.side[axes_side(&d->axes, t)].high * (1 + 1e-9))
            return true;
    }
    return false;
}

double drawing_legend(const struct drawing *d, struct box box)
{
    double x = box.left, y = box.top + 0.5 * d->text;
    char label[224];

    for (int i = 0; i < d->panel->trace_count; i++) {
        const struct panel_trace *t = &d->panel->traces[i];
        if (t->spec->flags & TRACE_TARGETS_ONLY || t->spec->style == TRACE_ROW || drawing_side_named(d, i))
            continue;
        const char *note = axes_side(&d->axes, t) ? (d->chinese ? "（右轴）" : " (right)")
                           : leaves_plot(d, t)    ? (d->chinese ? "（超出图幅）" : " (beyond the chart)")
                                                  : "";
        snprintf(label, sizeof label, "%s%s", t->label, note);
        legend_entry(d, box, &x, &y, t, 0, label);
    }
    for (int kind = VERDICT_MET; kind < LEGEND_VERDICTS; kind++) {
        if (!has_mark(d->panel, kind))
            continue;
        snprintf(label, sizeof label, d->chinese ? "目标：%s" : "target: %s",
                 verdict_name((enum verdict)kind, d->chinese));
        legend_entry(d, box, &x, &y, NULL, kind, label);
    }
    if (has_mark(d->panel, LEGEND_OBSERVED))
        legend_entry(d, box, &x, &y, NULL, LEGEND_OBSERVED, d->chinese ? "实际值" : "observed");
    return y;
}
