/* Rows of numbers under the years of a panel: those its traces ask for, else the height of its columns. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"
#include "style.h"

static const char *total_heading(bool chinese) { return chinese ? "合计" : "total"; }

static const char *heading(const struct drawing *d, const struct panel_trace *t)
{
    const struct trace *spec = t->spec;

    return spec->short_zh ? (d->chinese ? spec->short_zh : spec->short_en) : t->label;
}

int drawing_rows(const struct panel *p)
{
    int rows = 0;

    for (int i = 0; i < p->trace_count; i++)
        rows += p->traces[i].spec->style == TRACE_ROW;
    return rows ? rows : drawing_has_layers(p);
}

double drawing_rows_room(const struct drawing *d)
{
    const struct panel *p = d->panel;
    double room = 0;
    bool any = false;

    for (int i = 0; i < p->trace_count; i++) {
        if (p->traces[i].spec->style != TRACE_ROW)
            continue;
        any = true;
        room = fmax(room, lettering_width(heading(d, &p->traces[i]), d->text, false));
    }
    return any || !drawing_has_layers(p) ? room : lettering_width(total_heading(d->chinese), d->text, false);
}

/* As many decimals as the axis can tell apart. */
static int decimals_of(const struct axis *axis)
{
    const double high = axis->high / axis->scale.divisor;

    return (axis->scale.counted && axis->scale.divisor <= 1) || high >= 100 ? 0 : high >= 10 ? 1 : 2;
}

static double row_y(const struct drawing *d, int row)
{
    return d->axes.plot.bottom + 8 + (2.1 + DRAWING_ROW * row) * d->text;
}

/* Every how many years the numbers of all rows can stand side by side. */
static int every_year(const struct drawing *d)
{
    const struct axis *axis = &d->axes.side[0];
    double width = 1.35 * lettering_width("2022", d->text, false);
    char text[64];

    quantity_fixed(text, sizeof text, &axis->scale, axis->high, decimals_of(axis));
    width = fmax(width, 1.15 * lettering_width(text, 0.9 * d->text, true));
    for (int i = 0; i < d->panel->trace_count; i++)
        for (int y = 0; d->panel->traces[i].spec->style == TRACE_ROW && y < d->axes.years; y++) {
            const double v = d->panel->traces[i].value[d->axes.skipped + y];
            quantity_fixed(text, sizeof text, &axis->scale, drawing_known(v) ? v : 0, decimals_of(axis));
            width = fmax(width, 1.2 * lettering_width(text, 0.9 * d->text, false));
        }
    return axes_every(&d->axes, width);
}

static bool is_row(const struct panel_trace *t) { return t->spec->style == TRACE_ROW; }

static bool is_flow(const struct panel_trace *t) { return is_row(t) && t->spec->flags & TRACE_FLOW; }

static double total(const struct panel *p, int at)
{
    double sum = 0;

    for (int i = 0; i < p->trace_count; i++) {
        const double v = p->traces[i].value[at];
        sum += drawing_layer(&p->traces[i]) && drawing_known(v) ? fmax(v, 0) : 0;
    }
    return drawing_any_layer(p, at) ? sum : ABSENT;
}

/* A number in a year's slot; what comes and goes with its sign. */
static void number(const struct drawing *d, int year, double y, double value, const struct panel_trace *t)
{
    const struct axis *axis = &d->axes.side[0];
    const double x = axes_x(&d->axes, year);
    char digits[64], text[72];

    if (!drawing_known(value))
        return;
    quantity_fixed(digits, sizeof digits, &axis->scale, value, decimals_of(axis));
    snprintf(text, sizeof text, "%s%s", t && is_flow(t) && value > 0 ? "+" : "", digits);
    if (!t || t->spec->colour == COLOUR_INK)
        canvas_bold(d->canvas, x, y, ALIGN_CENTRE, 0.9 * d->text, COLOUR_INK, text);
    else
        canvas_text(d->canvas, x, y, ALIGN_CENTRE, 0.9 * d->text, t->colour, text);
}

void drawing_rows_draw(const struct drawing *d)
{
    const struct panel *p = d->panel;
    const double x = d->axes.plot.left - 0.5 * d->text;
    const int every = every_year(d);
    int rows = 0;

    for (int i = 0; i < p->trace_count; i++)
        if (is_row(&p->traces[i]))
            canvas_text(d->canvas, x, row_y(d, rows++), ALIGN_RIGHT, d->text, COLOUR_MUTED, heading(d, &p->traces[i]));
    if (rows == 0)
        canvas_text(d->canvas, x, row_y(d, 0), ALIGN_RIGHT, d->text, COLOUR_MUTED, total_heading(d->chinese));
    for (int y = 0; y < d->axes.years; y++) {
        const int year = d->axes.first_year + y;
        int at = 0;
        if (every > 1 && year % every != 0)
            continue;
        for (int i = 0; i < p->trace_count; i++)
            if (is_row(&p->traces[i]))
                number(d, year, row_y(d, at++), p->traces[i].value[d->axes.skipped + y], &p->traces[i]);
        if (rows == 0)
            number(d, year, row_y(d, 0), total(p, d->axes.skipped + y), NULL);
    }
}
