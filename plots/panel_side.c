/* Names of layers beside the last column, so that no reader has to look for them in a legend. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"
#include "style.h"

enum { LEAST_LAYERS = 3, LEAST_WIDTH = 900, SIDE_MOST = 300 };

struct side_label {
    int trace;
    double from, y; /* middle of the layer, and of the label */
    char text[200];
};

/* What stands beside a layer: its name, in a mix with its share of the whole. */
static void side_text(const struct drawing *d, int trace, double part, double whole, char *text, size_t size)
{
    const char *name = d->panel->traces[trace].label;

    if (d->panel->mix && whole > 0)
        snprintf(text, size, d->chinese ? "%s　%.1f%%" : "%s %.1f%%", name, 100 * part / whole);
    else
        snprintf(text, size, "%s", name);
}

/* The layers that are there in the last year, from the bottom; levels in values. */
static int collect(const struct drawing *d, struct side_label *list)
{
    const struct panel *p = d->panel;
    const int last = d->axes.skipped + d->axes.years - 1;
    double whole = 0, at = 0;
    int count = 0;

    for (int i = 0; i < p->trace_count; i++)
        whole += drawing_layer(&p->traces[i]) && drawing_known(p->traces[i].value[last])
                     ? fmax(p->traces[i].value[last], 0)
                     : 0;
    for (int i = 0; i < p->trace_count; i++) {
        const double v = p->traces[i].value[last];
        if (!drawing_layer(&p->traces[i]) || !drawing_known(v) || !(v > 0.002 * whole))
            continue;
        list[count] = (struct side_label){.trace = i, .from = at + v / 2};
        side_text(d, i, v, whole, list[count++].text, sizeof list->text);
        at += v;
    }
    return count;
}

double drawing_side_room(const struct drawing *d, double width)
{
    const struct panel *p = d->panel;
    struct side_label list[MAX_TRACES];
    int layers = 0;
    double room = 0;

    for (int i = 0; i < p->trace_count; i++) {
        layers += drawing_layer(&p->traces[i]);
        if (p->traces[i].spec->flags & (TRACE_DOWN | TRACE_RIGHT))
            return 0;
    }
    if (layers < LEAST_LAYERS || width < LEAST_WIDTH || d->canvas->size->brief)
        return 0;
    const int count = collect(d, list);
    for (int i = 0; i < count; i++)
        room = fmax(room, lettering_width(list[i].text, d->text, false));
    return count > 0 ? fmin(room, SIDE_MOST) + 3.2 * d->text : 0;
}

bool drawing_side_named(const struct drawing *d, int trace)
{
    struct side_label list[MAX_TRACES];
    const int count = d->side_room > 0 ? collect(d, list) : 0;

    for (int i = 0; i < count; i++)
        if (list[i].trace == trace)
            return true;
    return false;
}

/* Labels stand at their layers where they can, and never closer than a line: from the bottom up, then
 * back down from the top. */
static void spread(const struct drawing *d, struct side_label *list, int count)
{
    const double line = 1.2 * d->text;

    for (int i = 0; i < count; i++) {
        list[i].y = axes_y(&d->axes, 0, list[i].from);
        if (i > 0)
            list[i].y = fmin(list[i].y, list[i - 1].y - line);
    }
    double least = d->axes.plot.top + 0.5 * line;
    for (int i = count - 1; i >= 0 && list[i].y < least; i--) {
        list[i].y = least;
        least += line;
    }
}

void drawing_side_draw(const struct drawing *d)
{
    struct side_label list[MAX_TRACES];
    const int count = d->side_room > 0 ? collect(d, list) : 0;
    const double edge = axes_x(&d->axes, d->axes.first_year + d->axes.years - 1) +
                        (drawing_areas(d->panel) ? 0 : drawing_half_column(d)) + 4;
    const double x = d->axes.plot.right + 1.1 * d->text;

    spread(d, list, count);
    for (int i = 0; i < count; i++) {
        const double from = axes_y(&d->axes, 0, list[i].from), y = list[i].y;
        canvas_line(d->canvas, (const double[]){edge, from, x - 0.7 * d->text, y, x - 0.2 * d->text, y}, 3, 1,
                    DASH_SOLID, COLOUR_RULE);
        canvas_rect(d->canvas, x, y - 0.4 * d->text, x + 0.8 * d->text, y + 0.4 * d->text,
                    d->panel->traces[list[i].trace].colour);
        canvas_text(d->canvas, x + 1.2 * d->text, y, ALIGN_LEFT, d->text, COLOUR_INK,
                    lettering_cut(d->canvas->arena, list[i].text, d->text, false, d->side_room - 2.3 * d->text));
    }
}
