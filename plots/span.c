/* Axes of charts that are not over years. */
#include "span.h"

#include <math.h>
#include <stdio.h>

#include "lettering.h"
#include "style.h"

void span_fit(struct span *s, double low, double high, int parts, enum unit unit, const char *own_unit, bool chinese)
{
    *s = (struct span){.chinese = chinese};
    if (!(high - low > 1e-12 * fmax(fabs(low), fabs(high)))) {
        low -= fabs(low) > 0 ? 0.05 * fabs(low) : 1;
        high += fabs(high) > 0 ? 0.05 * fabs(high) : 1;
    }
    quantity_scale(&s->scale, unit, own_unit, fmax(fabs(low), fabs(high)), chinese);
    s->step = quantity_step(high - low, parts);
    if (s->scale.plain) /* years */
        s->step = fmax(1, ceil(s->step));
    s->low = s->step * floor(low / s->step + 1e-9);
    s->high = s->step * ceil(high / s->step - 1e-9);
}

double span_at(const struct span *s, double value, double from, double to)
{
    return from + (to - from) * (value - s->low) / (s->high - s->low);
}

void span_text(const struct span *s, double value, char *text, size_t size)
{
    /* As many decimals as it takes to tell a hundred values of the range apart. */
    const double fine = (s->high - s->low) / s->scale.divisor / 100;
    char number[64];

    quantity_fixed(number, sizeof number, &s->scale, value,
                   s->scale.plain || (s->scale.counted && s->scale.divisor <= 1 && fine >= 0.05)
                       ? 0
                       : (int)fmin(4, fmax(0, ceil(-log10(fine) - 0.3))));
    snprintf(text, size, "%s%s", number, s->scale.value);
}

/* Ticks are the multiples of the step inside the range, whose ends need not be round. */
static double first_tick(const struct span *s) { return ceil(s->low / s->step - 1e-6); }

static int ticks(const struct span *s) { return (int)(floor(s->high / s->step + 1e-6) - first_tick(s)) + 1; }

static double tick(const struct span *s, int i, char *text, size_t size)
{
    const double v = (first_tick(s) + i) * s->step;

    quantity_tick(text, size, &s->scale, v == 0 ? 0 : v, s->step);
    return v;
}

const char *span_title(const char *title, const char *unit, bool chinese, struct arena *a)
{
    if (!title || !*unit)
        return title ? title : unit;
    return arena_format(a, chinese ? "%s（%s）" : "%s (%s)", title, unit);
}

static const char *titled(const struct span *s, struct canvas *c)
{
    return span_title(s->title, s->scale.unit, s->chinese, c->arena);
}

static double widest(const struct span *s, double text)
{
    char label[64];
    double most = 0;

    for (int i = 0; i < ticks(s); i++) {
        tick(s, i, label, sizeof label);
        most = fmax(most, lettering_width(label, text, false));
    }
    return most;
}

double span_room(const struct span *s, double text) { return widest(s, text) + 0.7 * text; }

void span_bottom(const struct span *s, struct box plot, double text, bool grid, struct canvas *c)
{
    const double slot = (plot.right - plot.left) * s->step / (s->high - s->low);
    const int every = 1 + (int)(1.3 * widest(s, text) / slot);
    char label[64];

    for (int i = 0; i < ticks(s); i++) {
        const double x = span_at(s, tick(s, i, label, sizeof label), plot.left, plot.right);
        if (grid)
            canvas_segment(c, x, plot.top, x, plot.bottom, 1, COLOUR_GRID);
        canvas_segment(c, x, plot.bottom, x, plot.bottom + 8, 1, COLOUR_RULE);
        if (i % every == 0)
            canvas_text(c, x, plot.bottom + 8 + 0.75 * text, ALIGN_CENTRE, text, COLOUR_MUTED, label);
    }
    canvas_segment(c, plot.left, plot.bottom, plot.right, plot.bottom, 2, COLOUR_RULE);
    const char *title = titled(s, c);
    canvas_text(c, (plot.left + plot.right) / 2, plot.bottom + 8 + 2.2 * text, ALIGN_CENTRE, text, COLOUR_INK,
                title ? lettering_cut(c->arena, title, text, false, plot.right - plot.left) : "");
}

void span_left(const struct span *s, struct box plot, double text, bool grid, struct canvas *c)
{
    char label[64];

    for (int i = 0; i < ticks(s); i++) {
        const double y = span_at(s, tick(s, i, label, sizeof label), plot.bottom, plot.top);
        if (grid)
            canvas_segment(c, plot.left, y, plot.right, y, 1, COLOUR_GRID);
        canvas_text(c, plot.left - 0.5 * text, y, ALIGN_RIGHT, text, COLOUR_MUTED, label);
    }
    const char *title = titled(s, c);
    canvas_text(c, plot.left - span_room(s, text), plot.top - 1.4 * text, ALIGN_LEFT, text, COLOUR_INK,
                title ? lettering_cut(c->arena, title, text, false, plot.right - plot.left) : "");
}
