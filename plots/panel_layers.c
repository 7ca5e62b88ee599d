/* What of a panel stands on zero: columns, areas, and columns inside columns. */
#include "drawing.h"
#include "style.h"

bool drawing_has_layers(const struct panel *p)
{
    for (int i = 0; i < p->trace_count; i++)
        if (drawing_layer(&p->traces[i]))
            return true;
    return false;
}

bool drawing_any_layer(const struct panel *p, int year)
{
    for (int i = 0; i < p->trace_count; i++)
        if (drawing_layer(&p->traces[i]) && drawing_known(p->traces[i].value[year]))
            return true;
    return false;
}

bool drawing_areas(const struct panel *p)
{
    for (int i = 0; i < p->trace_count; i++)
        if (p->traces[i].spec->style == TRACE_AREA)
            return true;
    return false;
}

double drawing_half_column(const struct drawing *d)
{
    return fmin(0.33 * (d->axes.plot.right - d->axes.plot.left) / d->axes.years, 75);
}

/* One year's column: what is above zero from there up, what is below from there down. */
static void column(const struct drawing *d, int y)
{
    const struct panel *p = d->panel;
    const double half = drawing_half_column(d), x = axes_x(&d->axes, d->axes.first_year + y);
    double up = 0, down = 0;

    for (int i = 0; i < p->trace_count; i++) {
        const double v = p->traces[i].value[d->axes.skipped + y];
        if (p->traces[i].spec->style != TRACE_STACK || !drawing_layer(&p->traces[i]) || !drawing_known(v) || v == 0)
            continue;
        double *from = v > 0 ? &up : &down;
        canvas_rect(d->canvas, x - half, axes_y(&d->axes, 0, *from), x + half, axes_y(&d->axes, 0, *from + v),
                    p->traces[i].colour);
        *from += v;
    }
    if (up > 0 || down < 0)
        place_avoid_column(d->placer,
                           (struct box){x - half, axes_y(&d->axes, 0, up), x + half, axes_y(&d->axes, 0, down)});
}

static void nest(const struct drawing *d, int y)
{
    const struct panel *p = d->panel;
    const double x = axes_x(&d->axes, d->axes.first_year + y);
    double half = drawing_half_column(d);

    for (int i = 0; i < p->trace_count; i++) {
        const double v = p->traces[i].value[d->axes.skipped + y];
        if (p->traces[i].spec->style != TRACE_NEST)
            continue;
        if (drawing_known(v) && v > 0)
            canvas_rect(d->canvas, x - half, axes_y(&d->axes, 0, 0), x + half, axes_y(&d->axes, 0, v),
                        p->traces[i].colour);
        half *= 0.72;
    }
}

/* One layer from the first year to the last, on what lies below it. */
static void area(const struct drawing *d, const struct panel_trace *t, double *below)
{
    double xy[4 * MAX_YEARS];
    const int n = d->axes.years;

    for (int y = 0; y < n; y++) {
        const double x = axes_x(&d->axes, d->axes.first_year + y), v = t->value[d->axes.skipped + y];
        xy[2 * y] = xy[2 * (2 * n - 1 - y)] = x;
        xy[2 * (2 * n - 1 - y) + 1] = axes_y(&d->axes, 0, below[y]);
        below[y] += drawing_known(v) ? fmax(v, 0) : 0;
        xy[2 * y + 1] = axes_y(&d->axes, 0, below[y]);
    }
    canvas_polygon(d->canvas, xy, 2 * n, t->colour);
    canvas_line(d->canvas, xy, n, 1.5, DASH_SOLID, COLOUR_PAPER);
}

void drawing_layers(const struct drawing *d)
{
    double below[MAX_YEARS] = {0};

    for (int i = 0; i < d->panel->trace_count; i++)
        if (d->panel->traces[i].spec->style == TRACE_AREA)
            area(d, &d->panel->traces[i], below);
    for (int y = 0; y < d->axes.years; y++) {
        nest(d, y);
        column(d, y);
    }
}
