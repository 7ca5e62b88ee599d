/* Axes start at zero (below it where values are negative), have four to seven round steps, and
 * carry their unit above. Years are whole numbers, one slot each. */
#include "axis.h"

#include <math.h>
#include <stdio.h>

#include "lettering.h"
#include "style.h"

static void widen(double *low, double *high, double x)
{
    if (fabs(x) < ABSENT_ABOVE) {
        *low = fmin(*low, x);
        *high = fmax(*high, x);
    }
}

/* What the traces of one side span in one year; columns count as high as they are stacked. */
static void year_range(const struct panel *p, const struct axes *axes, int side, int y, bool background, double *low,
                       double *high)
{
    double stacked = 0.0, below = 0.0;

    for (int i = 0; i < p->trace_count; i++) {
        const struct panel_trace *t = &p->traces[i];
        const bool behind = t->spec->flags & TRACE_BACKGROUND;
        if (axes_side(axes, t) != side || t->spec->flags & TRACE_TARGETS_ONLY || behind != background ||
            t->spec->style == TRACE_ROW)
            continue;
        const double v = fabs(t->value[y]) < ABSENT_ABOVE ? t->value[y] : 0;
        if (t->spec->style == TRACE_STACK || t->spec->style == TRACE_AREA)
            *(v > 0 ? &stacked : &below) += v;
        else
            widen(low, high, t->value[y]);
    }
    if (p->fan)
        return;
    widen(low, high, stacked);
    widen(low, high, below);
}

static void range_of(const struct panel *p, const struct axes *axes, int side, double *low, double *high)
{
    double behind_low = 0.0, behind_high = 0.0;

    *low = p->fan ? HUGE_VAL : 0.0;
    *high = p->fan ? -HUGE_VAL : 0.0;
    for (int y = 0; y < axes->years; y++) {
        if (p->fan && side == 0) {
            widen(low, high, p->fan->low[0][axes->skipped + y]);
            widen(low, high, p->fan->high[0][axes->skipped + y]);
        }
        year_range(p, axes, side, axes->skipped + y, false, low, high);
        year_range(p, axes, side, axes->skipped + y, true, &behind_low, &behind_high);
    }
    for (int i = 0; i < p->mark_count; i++) {
        if (axes_side(axes, &p->traces[p->marks[i].trace]) != side)
            continue;
        widen(low, high, p->marks[i].value);
        widen(low, high, p->marks[i].value_max);
    }
    if (p->fan) {
        /* What counts is the width of the fan: no zero where the values stay far above it. */
        *low = *low > 0.4 * *high ? *low - 0.15 * (*high - *low) : fmin(*low, 0);
        *high = fmax(*high, 0);
        return;
    }
    *high = *high > 0 ? fmax(*high, fmin(behind_high, 1.8 * *high)) : behind_high;
}

static void fit(struct axis *axis, const struct panel_trace *first, double low, double high, int parts)
{
    const bool whole = first->row->unit == UNIT_SHARE && high <= 1.0 + 1e-9 && low >= 0;
    double top = high > 0 ? high + 0.1 * (high - fmax(low, 0)) : 0, bottom = low < 0 ? low * 1.1 : low;

    if (top - bottom <= 0)
        top = 1;
    axis->step = quantity_step(top - bottom, parts);
    axis->high = axis->step * ceil(top / axis->step - 1e-9);
    axis->low = axis->step * floor(bottom / axis->step + 1e-9);
    if (whole && axis->high > 1.0)
        axis->high = 1.0 + 0.4 * axis->step; /* a share has no tick above 100 %, but its labels need room */
}

/* Flows have no value in the base year: a panel of flows starts a year later. */
static int years_skipped(const struct panel *p, const struct shape *shape)
{
    for (int i = 0; i < p->trace_count; i++)
        if (p->traces[i].spec->style != TRACE_ROW && fabs(p->traces[i].value[0]) < ABSENT_ABOVE)
            return 0;
    for (int i = 0; i < p->mark_count; i++)
        if (p->marks[i].year == shape->first_year)
            return 0;
    return shape->years > 1 ? 1 : 0;
}

int axes_side(const struct axes *axes, const struct panel_trace *t)
{
    return axes->side[1].used && t->spec->flags & TRACE_RIGHT ? 1 : 0;
}

static const struct panel_trace *first_on(const struct panel *p, const struct axes *axes, int side)
{
    for (int i = 0; i < p->trace_count; i++)
        if (axes_side(axes, &p->traces[i]) == side && p->traces[i].spec->style != TRACE_ROW)
            return &p->traces[i];
    return NULL;
}

static void start(struct axes *axes, const struct panel *p, const struct shape *shape)
{
    bool left = false, right = false;

    *axes = (struct axes){.skipped = years_skipped(p, shape)};
    axes->first_year = shape->first_year + axes->skipped;
    axes->years = shape->years - axes->skipped;
    for (int i = 0; i < p->trace_count; i++)
        *(p->traces[i].spec->flags & TRACE_RIGHT ? &right : &left) = true;
    axes->side[0].used = true;
    axes->side[1].used = left && right;
}

void axes_largest(const struct panel *p, const struct shape *shape, double largest[UNITS])
{
    struct axes axes;

    start(&axes, p, shape);
    for (int side = 0; side < 2; side++) {
        const struct panel_trace *first = first_on(p, &axes, side);
        double low, high;
        if (!first)
            continue;
        range_of(p, &axes, side, &low, &high);
        largest[first->row->unit] = fmax(largest[first->row->unit], fmax(1.1 * high, -low));
    }
}

void axes_fit(struct axes *axes, const struct panel *p, const struct shape *shape, bool chinese, double text,
              double height, const double largest[UNITS])
{
    start(axes, p, shape);
    axes->text = text;
    for (int side = 0; side < 2; side++) {
        const struct panel_trace *first = first_on(p, axes, side);
        struct axis *axis = &axes->side[side];
        double low, high;
        if (!first)
            continue;
        range_of(p, axes, side, &low, &high);
        fit(axis, first, low, high, (int)fmin(9, fmax(height < 200 ? 2 : 4, height / 85)));
        quantity_scale(&axis->scale, first->row->unit, first->own_unit, largest[first->row->unit], chinese);
        axis->colour = side ? first->colour : COLOUR_MUTED;
    }
}

double axes_x(const struct axes *axes, double year)
{
    return axes->plot.left + (axes->plot.right - axes->plot.left) * (year - axes->first_year + 0.5) / axes->years;
}

double axes_y(const struct axes *axes, int side, double value)
{
    const struct axis *a = &axes->side[side];
    return axes->plot.bottom - (axes->plot.bottom - axes->plot.top) * (value - a->low) / (a->high - a->low);
}

double axes_room(const struct axes *axes, int side)
{
    const struct axis *a = &axes->side[side];
    double most = side ? 0.0 : axes->least_room;
    char text[64];

    if (!a->used)
        return axes->text;
    for (double v = a->low; v <= a->high + 1e-6 * a->step; v += a->step) {
        quantity_tick(text, sizeof text, &a->scale, v, a->step);
        most = fmax(most, lettering_width(text, axes->text, false));
    }
    return most + 0.7 * axes->text;
}

static void draw_side(const struct axes *axes, struct canvas *c, int side)
{
    const struct axis *a = &axes->side[side];
    const struct box *b = &axes->plot;
    const double x = side ? b->right + 0.5 * axes->text : b->left - 0.5 * axes->text;
    char text[64];

    for (int i = 0; a->low + i * a->step <= a->high + 1e-6 * a->step; i++) {
        const double v = a->low + i * a->step, y = axes_y(axes, side, v);
        if (!side)
            canvas_segment(c, b->left, y, b->right, y, fabs(v) < 1e-6 * a->step ? 2 : 1,
                           fabs(v) < 1e-6 * a->step ? COLOUR_RULE : COLOUR_GRID);
        quantity_tick(text, sizeof text, &a->scale, fabs(v) < 1e-6 * a->step ? 0 : v, a->step);
        canvas_text(c, x, y, side ? ALIGN_LEFT : ALIGN_RIGHT, axes->text, a->colour, text);
    }
    canvas_text(c, side ? b->right + axes_room(axes, 1) : b->left - axes_room(axes, 0), b->top - 1.3 * axes->text,
                side ? ALIGN_RIGHT : ALIGN_LEFT, axes->text, a->colour, a->scale.unit);
}

int axes_every(const struct axes *axes, double width)
{
    static const int steps[] = {1, 2, 5, 10};
    const double slot = (axes->plot.right - axes->plot.left) / axes->years;

    for (int i = 0; i < 4; i++)
        if (steps[i] * slot >= width)
            return steps[i];
    return 20;
}

static void draw_years(const struct axes *axes, struct canvas *c)
{
    const int every = axes_every(axes, 1.25 * lettering_width("2022", axes->text, false));
    char text[16];

    for (int y = axes->first_year; y < axes->first_year + axes->years; y++) {
        const double x = axes_x(axes, y);
        const bool labelled = every == 1 || y % every == 0;
        canvas_segment(c, x, axes->plot.bottom, x, axes->plot.bottom + (labelled ? 8 : 4), 1, COLOUR_RULE);
        if (!labelled)
            continue;
        snprintf(text, sizeof text, "%d", y);
        canvas_text(c, x, axes->plot.bottom + 8 + 0.75 * axes->text, ALIGN_CENTRE, axes->text, COLOUR_MUTED, text);
    }
}

void axes_draw(const struct axes *axes, struct canvas *c)
{
    for (int side = 1; side >= 0; side--)
        if (axes->side[side].used)
            draw_side(axes, c, side);
    canvas_segment(c, axes->plot.left, axes->plot.bottom, axes->plot.right, axes->plot.bottom, 2, COLOUR_RULE);
    draw_years(axes, c);
}
