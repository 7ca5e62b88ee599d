/* A sweep over two parameters as a map: colour and number for each pair of values. */
#include "chart_sweep.h"

enum { MAP_LEGEND = 190 };

/* From pale yellow to dark blue: lightness alone orders it, so any eye and a grey print can read it. */
static int heat(double share)
{
    static const int stops[] = {0xfff7c8, 0xc7e3b4, 0x6fc0bb, 0x2f8fbe, 0x1d4f91, 0x122a5c};
    const int last = (int)(sizeof stops / sizeof *stops) - 1;
    const double at = fmin(fmax(share, 0), 1) * last;
    const int i = at >= last ? last - 1 : (int)at;
    int mixed = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        const int a = stops[i] >> shift & 255, b = stops[i + 1] >> shift & 255;
        mixed |= (int)lround(a + (b - a) * (at - i)) << shift;
    }
    return mixed;
}

static double cell_value(const struct plot_grid *g, int x, int y)
{
    return x < 0 || y < 0 || x >= g->x.count || y >= g->y.count
               ? NAN
               : g->z.values[(size_t)y * (size_t)g->x.count + (size_t)x];
}

/* Whole pixels. Rows rise. */
static struct box cell_box(const struct sweep_page *p, int x, int y)
{
    const struct box b = p->plot;
    const double w = (b.right - b.left) / p->g->x.count, h = (b.bottom - b.top) / p->g->y.count;

    return (struct box){round(b.left + x * w), round(b.bottom - (y + 1) * h), round(b.left + (x + 1) * w),
                        round(b.bottom - y * h)};
}

static int cell_colour(const struct sweep_page *p, int x, int y)
{
    const double z = cell_value(p->g, x, y);

    return study_known(z) ? heat((z - p->z.low) / (p->z.high - p->z.low)) : COLOUR_PAPER;
}

/* Each cell reaches a little under the next ones, so that no paper shows between them. */
static void paint(const struct sweep_page *p)
{
    for (int y = p->g->y.count - 1; y >= 0; y--)
        for (int x = 0; x < p->g->x.count; x++) {
            const struct box b = cell_box(p, x, y);
            canvas_rect(p->canvas, b.left, b.top, b.right + (x + 1 < p->g->x.count ? 2 : 0), b.bottom + (y > 0 ? 2 : 0),
                        cell_colour(p, x, y));
        }
}

static void cell_text(const struct sweep_page *p, int x, int y)
{
    const double z = cell_value(p->g, x, y);
    const struct box b = cell_box(p, x, y);
    const int ink = study_text_on(cell_colour(p, x, y));
    char text[64] = "—";
    double size = SWEEP_TEXT;

    if (study_known(z))
        span_text(&p->z, z, text, sizeof text);
    while (size > 11 && (lettering_width(text, size, true) > b.right - b.left - 6 || 1.2 * size > b.bottom - b.top))
        size--;
    if (lettering_width(text, size, true) > b.right - b.left - 4 || 1.1 * size > b.bottom - b.top)
        return; /* too small to read: the colour and the scale must do */
    if (sweep_meets(p->g, z))
        canvas_bold(p->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, size, ink, text);
    else
        canvas_text(p->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, size, ink, text);
}

/* The edge between cells that meet the target and those that do not. */
static void boundary(const struct sweep_page *p)
{
    const struct plot_grid *g = p->g;

    for (int y = 0; y < g->y.count; y++) {
        for (int x = 0; x < g->x.count; x++) {
            const struct box b = cell_box(p, x, y);
            const bool met = sweep_meets(g, cell_value(g, x, y));
            if (x + 1 < g->x.count && met != sweep_meets(g, cell_value(g, x + 1, y)))
                canvas_segment(p->canvas, b.right, b.top - 2, b.right, b.bottom + 2, 5, COLOUR_VERMILION);
            if (y + 1 < g->y.count && met != sweep_meets(g, cell_value(g, x, y + 1)))
                canvas_segment(p->canvas, b.left - 2, b.top, b.right + 2, b.top, 5, COLOUR_VERMILION);
        }
    }
}

/* A value of a parameter, as along the axis. */
static const char *axis_value(const struct plot_axis *a, const struct quantity_scale *s, int i, struct arena *arena)
{
    char number[64];

    quantity_text(number, sizeof number, s, a->values[i]);
    return arena_format(arena, "%s%s", number, s->tick);
}

static double values_room(const struct plot_axis *a, const struct quantity_scale *s, struct arena *arena)
{
    double most = 0;

    for (int i = 0; i < a->count; i++) {
        const char *text = axis_value(a, s, i, arena);
        most = fmax(most, text ? lettering_width(text, SWEEP_TEXT, false) : 0);
    }
    return most;
}

static const char *axis_title(const struct plot_axis *a, const struct quantity_scale *s, bool chinese,
                              struct arena *arena)
{
    return span_title(sweep_label(a, chinese), s->unit, chinese, arena);
}

/* Values of the parameters in the middle of their columns and rows. */
static void map_axes(const struct sweep_page *p, const struct quantity_scale *sx, const struct quantity_scale *sy)
{
    const struct plot_grid *g = p->g;
    struct canvas *c = p->canvas;
    const double slot = (p->plot.right - p->plot.left) / g->x.count, line = (p->plot.bottom - p->plot.top) / g->y.count;
    const int every_x = 1 + (int)(1.2 * values_room(&g->x, sx, c->arena) / slot),
              every_y = 1 + (int)(1.2 * SWEEP_TEXT / line);

    for (int i = 0; i < g->x.count; i += every_x)
        canvas_text(c, p->plot.left + (i + 0.5) * slot, p->plot.bottom + SWEEP_TEXT, ALIGN_CENTRE, SWEEP_TEXT,
                    COLOUR_MUTED, axis_value(&g->x, sx, i, c->arena));
    for (int i = 0; i < g->y.count; i += every_y)
        canvas_text(c, p->plot.left - 0.6 * SWEEP_TEXT, p->plot.bottom - (i + 0.5) * line, ALIGN_RIGHT, SWEEP_TEXT,
                    COLOUR_MUTED, axis_value(&g->y, sy, i, c->arena));
    const char *x_title = axis_title(&g->x, sx, p->chinese, c->arena),
               *y_title = axis_title(&g->y, sy, p->chinese, c->arena);
    canvas_text(c, (p->plot.left + p->plot.right) / 2, p->plot.bottom + 2.5 * SWEEP_TEXT, ALIGN_CENTRE, SWEEP_TEXT,
                COLOUR_INK,
                x_title ? lettering_cut(c->arena, x_title, SWEEP_TEXT, false, p->plot.right - p->plot.left) : "");
    canvas_text(c, PAGE_MARGIN, p->plot.top - 1.2 * SWEEP_TEXT, ALIGN_LEFT, SWEEP_TEXT, COLOUR_INK,
                y_title ? lettering_cut(c->arena, y_title, SWEEP_TEXT, false, 0.6 * p->plot.right) : "");
}

/* The colours' scale, with what is measured above it and the target's edge below. */
static void map_legend(const struct sweep_page *p)
{
    const struct box bar = {p->plot.right + 50, p->plot.top, p->plot.right + 80, p->plot.bottom - 90};
    struct canvas *c = p->canvas;
    enum { STEPS = 64 };

    for (int i = STEPS - 1; i >= 0; i--)
        canvas_rect(c, bar.left, round(bar.bottom - (bar.bottom - bar.top) * (i + 1) / STEPS), bar.right, bar.bottom,
                    heat((i + 0.5) / STEPS));
    for (int i = 0; p->z.low + i * p->z.step <= p->z.high + 1e-6 * p->z.step; i++) {
        char text[64];
        const double v = p->z.low + i * p->z.step, y = span_at(&p->z, v, bar.bottom, bar.top);
        quantity_tick(text, sizeof text, &p->z.scale, fabs(v) < 1e-9 * p->z.step ? 0 : v, p->z.step);
        canvas_segment(c, bar.right, y, bar.right + 6, y, 1, COLOUR_RULE);
        canvas_text(c, bar.right + 12, y, ALIGN_LEFT, SWEEP_TEXT, COLOUR_MUTED, text);
    }
    if (!p->g->has_target)
        return;
    const char *text = sweep_target(p);
    canvas_segment(c, bar.left, p->plot.bottom - 40, bar.left + 40, p->plot.bottom - 40, 5, COLOUR_VERMILION);
    canvas_text(c, bar.left, p->plot.bottom - 12, ALIGN_LEFT, SWEEP_TEXT - 2, COLOUR_INK,
                text ? lettering_cut(c->arena, text, SWEEP_TEXT - 2, false, MAP_LEGEND - 50 + PAGE_MARGIN - 20) : "");
}

bool sweep_map(struct sweep_page *p)
{
    const struct plot_grid *g = p->g;
    double low = HUGE_VAL, high = -HUGE_VAL;
    struct quantity_scale sx, sy;

    if (!sweep_range(g->z.values, g->x.count * g->y.count, &low, &high))
        return false;
    if (g->z.unit == UNIT_SHARE && low >= 0 && high <= 1 && high - low > 0.3) {
        low = 0;
        high = 1;
    }
    sweep_fit(&p->z, &g->z, low, high, 8, p->chinese);
    quantity_scale(&sx, g->x.unit, p->chinese ? g->x.unit_zh : g->x.unit_en,
                   fmax(fabs(g->x.values[0]), fabs(g->x.values[g->x.count - 1])), p->chinese);
    quantity_scale(&sy, g->y.unit, p->chinese ? g->y.unit_zh : g->y.unit_en,
                   fmax(fabs(g->y.values[0]), fabs(g->y.values[g->y.count - 1])), p->chinese);
    sweep_frame(p);
    p->plot = (struct box){PAGE_MARGIN + values_room(&g->y, &sy, p->canvas->arena) + SWEEP_TEXT,
                           frame_top(p->canvas) + 60, p->canvas->width - PAGE_MARGIN - MAP_LEGEND,
                           p->canvas->height - frame_bottom(p->canvas) - 3.6 * SWEEP_TEXT};
    paint(p);
    for (int y = 0; y < g->y.count; y++)
        for (int x = 0; x < g->x.count; x++)
            cell_text(p, x, y);
    if (g->has_target)
        boundary(p);
    map_axes(p, &sx, &sy);
    map_legend(p);
    const char *unit = axis_title(&g->z, &p->z.scale, p->chinese, p->canvas->arena);
    canvas_bold(p->canvas, p->canvas->width - PAGE_MARGIN, p->plot.top - 1.2 * SWEEP_TEXT, ALIGN_RIGHT, SWEEP_TEXT,
                COLOUR_INK,
                unit ? lettering_cut(p->canvas->arena, unit, SWEEP_TEXT, true, 0.3 * p->canvas->width) : "");
    return true;
}
