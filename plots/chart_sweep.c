/* Sweeps: an outcome along one parameter, or over two as a map. */
#include <string.h>

#include "span.h"
#include "study_page.h"

enum { TEXT = 20, MAP_LEGEND = 190 };

struct sweep_page {
    const struct plot_grid *g;
    bool chinese;
    struct canvas *canvas;
    struct box plot;
    struct span z;
};

static const char *text_of(const struct plot_axis *a, bool chinese)
{
    const char *wanted = chinese ? a->zh : a->en;

    return wanted ? wanted : a->en ? a->en : a->zh ? a->zh : "";
}

static void fit(struct span *s, const struct plot_axis *a, double low, double high, int parts, bool chinese)
{
    span_fit(s, low, high, parts, a->unit, chinese ? a->unit_zh : a->unit_en, chinese);
    s->title = text_of(a, chinese);
}

static bool meets(const struct plot_grid *g, double z)
{
    const double slack = 1e-9 * fmax(1, fabs(g->target));

    if (!g->has_target || !study_known(z))
        return false;
    switch (g->comparator) {
    case AT_LEAST:
        return z >= g->target - slack;
    case AT_MOST:
        return z <= g->target + slack;
    case EQUAL:
        return fabs(z - g->target) <= slack;
    default:
        return z >= g->target - slack && z <= g->target_max + slack;
    }
}

/* Smallest and largest of known values; false when there is none. */
static bool range(const double *values, int count, double *low, double *high)
{
    for (int i = 0; values && i < count; i++) {
        if (study_known(values[i])) {
            *low = fmin(*low, values[i]);
            *high = fmax(*high, values[i]);
        }
    }
    return *high >= *low;
}

static const char *target_text(const struct sweep_page *p)
{
    const struct target t = {.comparator = p->g->comparator, .value = p->g->target, .value_max = p->g->target_max};
    char text[96];

    study_target_text(&t, &p->z.scale, text, sizeof text);
    return arena_format(p->canvas->arena, p->chinese ? "目标 %s" : "target %s", text);
}

static void frame(const struct sweep_page *p)
{
    const struct plot_grid *g = p->g;
    const char *title = p->chinese ? g->title_zh : g->title_en, *study = p->chinese ? g->study_zh : g->study_en;
    const struct page_head head = {.setup = g->setup,
                                   .title = title         ? title
                                            : g->title_en ? g->title_en
                                            : g->title_zh ? g->title_zh
                                                          : "",
                                   .study = study         ? study
                                            : g->study_en ? g->study_en
                                                          : g->study_zh};

    page_frame(&head, p->chinese, p->canvas);
}

/* --- one parameter --- */

/* Screen points of values[from] … values[to - 1]. */
static void project(const struct sweep_page *p, const struct span *x, const double *values, int from, int to,
                    double *xy)
{
    for (int i = from; i < to; i++, xy += 2) {
        xy[0] = span_at(x, p->g->x.values[i], p->plot.left, p->plot.right);
        xy[1] = span_at(&p->z, values[i], p->plot.bottom, p->plot.top);
    }
}

/* The band between low and high, then the curve, each broken where a value is not known. */
static void lines(const struct sweep_page *p, const struct span *x)
{
    const struct plot_grid *g = p->g;
    double *xy = arena_alloc(p->canvas->arena, (size_t)(4 * g->x.count + 4) * sizeof *xy);
    int band = 0, curve = 0;

    p->canvas->failed = p->canvas->failed || !xy;
    for (int i = 0; xy && g->low && g->high && i <= g->x.count; i++) {
        if (i < g->x.count && study_known(g->low[i]) && study_known(g->high[i]))
            continue;
        const int n = i - band;
        project(p, x, g->high, band, i, xy);
        for (int k = 0; k < n; k++)
            project(p, x, g->low, i - 1 - k, i - k, xy + 2 * (n + k));
        canvas_polygon(p->canvas, xy, 2 * n, study_tint(COLOUR_BLUE, 0.25));
        band = i + 1;
    }
    for (int i = 0; xy && i <= g->x.count; i++) {
        if (i < g->x.count && study_known(g->z.values[i]))
            continue;
        project(p, x, g->z.values, curve, i, xy);
        canvas_line(p->canvas, xy, i - curve, 4.5, DASH_SOLID, COLOUR_BLUE);
        curve = i + 1;
    }
}

/* Every point, marked by whether it meets the target, with its value where there is room. */
static void points(const struct sweep_page *p, const struct span *x, struct placer *placer)
{
    const struct plot_grid *g = p->g;
    const int every = 1 + g->x.count / 20;

    for (int i = 0; i < g->x.count; i++) {
        const double px = span_at(x, g->x.values[i], p->plot.left, p->plot.right),
                     py = span_at(&p->z, g->z.values[i], p->plot.bottom, p->plot.top);
        const enum verdict v = meets(g, g->z.values[i]) ? VERDICT_MET : VERDICT_MISSED;
        char text[64];
        if (!study_known(g->z.values[i]))
            continue;
        canvas_mark(p->canvas, px, py, g->has_target ? verdict_mark(v) : MARK_DISC, 9,
                    g->has_target ? verdict_colour(v) : COLOUR_BLUE);
        if (i % every)
            continue;
        span_text(&p->z, g->z.values[i], text, sizeof text);
        const struct box b = place_label(placer, px, py, lettering_width(text, TEXT, true) + 4, 1.2 * TEXT, 14, 12);
        canvas_bold(p->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, TEXT, COLOUR_INK, text);
    }
}

static void target_lines(const struct sweep_page *p, struct placer *placer)
{
    const struct plot_grid *g = p->g;

    for (int i = 0; i < (g->comparator == RANGE ? 2 : 1); i++) {
        const double y = span_at(&p->z, i ? g->target_max : g->target, p->plot.bottom, p->plot.top);
        canvas_line(p->canvas, (const double[]){p->plot.left, y, p->plot.right, y}, 2, 2.5, DASH_LONG, COLOUR_GREEN);
        place_avoid_line(placer, p->plot.left, y, p->plot.right, y);
    }
    const char *text = target_text(p);
    canvas_bold(p->canvas, p->plot.right, p->plot.top - 1.4 * TEXT, ALIGN_RIGHT, TEXT, COLOUR_GREEN, text);
    const double width = text ? lettering_width(text, TEXT, true) : 0, x = p->plot.right - width - 50;
    canvas_line(p->canvas, (const double[]){x, p->plot.top - 1.4 * TEXT, x + 40, p->plot.top - 1.4 * TEXT}, 2, 2.5,
                DASH_LONG, COLOUR_GREEN);
}

static void avoid_curve(const struct sweep_page *p, const struct span *x, struct placer *placer)
{
    const struct plot_grid *g = p->g;

    for (int i = 0; i + 1 < g->x.count; i++)
        if (study_known(g->z.values[i]) && study_known(g->z.values[i + 1]))
            place_avoid_line(placer, span_at(x, g->x.values[i], p->plot.left, p->plot.right),
                             span_at(&p->z, g->z.values[i], p->plot.bottom, p->plot.top),
                             span_at(x, g->x.values[i + 1], p->plot.left, p->plot.right),
                             span_at(&p->z, g->z.values[i + 1], p->plot.bottom, p->plot.top));
}

static bool draw_line(struct sweep_page *p)
{
    const struct plot_grid *g = p->g;
    double low = HUGE_VAL, high = -HUGE_VAL;
    struct placer *placer = arena_alloc(p->canvas->arena, sizeof *placer);
    struct span x;

    if (!placer) {
        p->canvas->failed = true;
        return false;
    }
    if (!range(g->z.values, g->x.count, &low, &high))
        return false;
    range(g->low, g->x.count, &low, &high);
    range(g->high, g->x.count, &low, &high);
    if (g->has_target)
        range((const double[]){g->target, g->comparator == RANGE ? g->target_max : g->target}, 2, &low, &high);
    const double room = 0.1 * (high - low);
    const bool share = g->z.unit == UNIT_SHARE && low >= 0 && high <= 1;
    fit(&p->z, &g->z, share ? 0 : low - (low >= 0 && low < room ? low : room),
        share ? fmin(1, high + room) : high + room, 8, p->chinese);
    fit(&x, &g->x, g->x.values[0], g->x.values[g->x.count - 1], 12, p->chinese);
    frame(p);
    p->plot = (struct box){PAGE_MARGIN + span_room(&p->z, TEXT), FRAME_TOP + 50, p->canvas->width - PAGE_MARGIN - 40,
                           p->canvas->height - FRAME_BOTTOM - 8 - 3.2 * TEXT};
    placer->inside = (struct box){p->plot.left + 2, p->plot.top - 6, p->plot.right + 40, p->plot.bottom - 2};
    span_left(&p->z, p->plot, TEXT, true, p->canvas);
    span_bottom(&x, p->plot, TEXT, false, p->canvas);
    avoid_curve(p, &x, placer);
    lines(p, &x);
    if (g->has_target)
        target_lines(p, placer);
    points(p, &x, placer);
    return true;
}

/* --- two parameters --- */

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
    double size = TEXT;

    if (study_known(z))
        span_text(&p->z, z, text, sizeof text);
    while (size > 11 && (lettering_width(text, size, true) > b.right - b.left - 6 || 1.2 * size > b.bottom - b.top))
        size--;
    if (lettering_width(text, size, true) > b.right - b.left - 4 || 1.1 * size > b.bottom - b.top)
        return; /* too small to read: the colour and the scale must do */
    if (meets(p->g, z))
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
            const bool met = meets(g, cell_value(g, x, y));
            if (x + 1 < g->x.count && met != meets(g, cell_value(g, x + 1, y)))
                canvas_segment(p->canvas, b.right, b.top - 2, b.right, b.bottom + 2, 5, COLOUR_VERMILION);
            if (y + 1 < g->y.count && met != meets(g, cell_value(g, x, y + 1)))
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
        most = fmax(most, text ? lettering_width(text, TEXT, false) : 0);
    }
    return most;
}

static const char *axis_title(const struct plot_axis *a, const struct quantity_scale *s, bool chinese,
                              struct arena *arena)
{
    return span_title(text_of(a, chinese), s->unit, chinese, arena);
}

/* Values of the parameters in the middle of their columns and rows. */
static void map_axes(const struct sweep_page *p, const struct quantity_scale *sx, const struct quantity_scale *sy)
{
    const struct plot_grid *g = p->g;
    struct canvas *c = p->canvas;
    const double slot = (p->plot.right - p->plot.left) / g->x.count, line = (p->plot.bottom - p->plot.top) / g->y.count;
    const int every_x = 1 + (int)(1.2 * values_room(&g->x, sx, c->arena) / slot),
              every_y = 1 + (int)(1.2 * TEXT / line);

    for (int i = 0; i < g->x.count; i += every_x)
        canvas_text(c, p->plot.left + (i + 0.5) * slot, p->plot.bottom + TEXT, ALIGN_CENTRE, TEXT, COLOUR_MUTED,
                    axis_value(&g->x, sx, i, c->arena));
    for (int i = 0; i < g->y.count; i += every_y)
        canvas_text(c, p->plot.left - 0.6 * TEXT, p->plot.bottom - (i + 0.5) * line, ALIGN_RIGHT, TEXT, COLOUR_MUTED,
                    axis_value(&g->y, sy, i, c->arena));
    const char *x_title = axis_title(&g->x, sx, p->chinese, c->arena),
               *y_title = axis_title(&g->y, sy, p->chinese, c->arena);
    canvas_text(c, (p->plot.left + p->plot.right) / 2, p->plot.bottom + 2.5 * TEXT, ALIGN_CENTRE, TEXT, COLOUR_INK,
                x_title ? lettering_cut(c->arena, x_title, TEXT, false, p->plot.right - p->plot.left) : "");
    canvas_text(c, PAGE_MARGIN, p->plot.top - 1.2 * TEXT, ALIGN_LEFT, TEXT, COLOUR_INK,
                y_title ? lettering_cut(c->arena, y_title, TEXT, false, 0.6 * p->plot.right) : "");
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
        canvas_text(c, bar.right + 12, y, ALIGN_LEFT, TEXT, COLOUR_MUTED, text);
    }
    if (!p->g->has_target)
        return;
    const char *text = target_text(p);
    canvas_segment(c, bar.left, p->plot.bottom - 40, bar.left + 40, p->plot.bottom - 40, 5, COLOUR_VERMILION);
    canvas_text(c, bar.left, p->plot.bottom - 12, ALIGN_LEFT, TEXT - 2, COLOUR_INK,
                text ? lettering_cut(c->arena, text, TEXT - 2, false, MAP_LEGEND - 50 + PAGE_MARGIN - 20) : "");
}

static bool draw_map(struct sweep_page *p)
{
    const struct plot_grid *g = p->g;
    double low = HUGE_VAL, high = -HUGE_VAL;
    struct quantity_scale sx, sy;

    if (!range(g->z.values, g->x.count * g->y.count, &low, &high))
        return false;
    if (g->z.unit == UNIT_SHARE && low >= 0 && high <= 1 && high - low > 0.3) {
        low = 0;
        high = 1;
    }
    fit(&p->z, &g->z, low, high, 8, p->chinese);
    quantity_scale(&sx, g->x.unit, p->chinese ? g->x.unit_zh : g->x.unit_en,
                   fmax(fabs(g->x.values[0]), fabs(g->x.values[g->x.count - 1])), p->chinese);
    quantity_scale(&sy, g->y.unit, p->chinese ? g->y.unit_zh : g->y.unit_en,
                   fmax(fabs(g->y.values[0]), fabs(g->y.values[g->y.count - 1])), p->chinese);
    frame(p);
    p->plot = (struct box){PAGE_MARGIN + values_room(&g->y, &sy, p->canvas->arena) + TEXT, FRAME_TOP + 60,
                           p->canvas->width - PAGE_MARGIN - MAP_LEGEND, p->canvas->height - FRAME_BOTTOM - 3.6 * TEXT};
    paint(p);
    for (int y = 0; y < g->y.count; y++)
        for (int x = 0; x < g->x.count; x++)
            cell_text(p, x, y);
    if (g->has_target)
        boundary(p);
    map_axes(p, &sx, &sy);
    map_legend(p);
    const char *unit = axis_title(&g->z, &p->z.scale, p->chinese, p->canvas->arena);
    canvas_bold(p->canvas, p->canvas->width - PAGE_MARGIN, p->plot.top - 1.2 * TEXT, ALIGN_RIGHT, TEXT, COLOUR_INK,
                unit ? lettering_cut(p->canvas->arena, unit, TEXT, true, 0.3 * p->canvas->width) : "");
    return true;
}

static const char *draw_sweep(const void *what, int i, bool chinese, struct canvas *c)
{
    struct sweep_page p = {.g = what, .chinese = chinese, .canvas = c};
    char *name = arena_copy(c->arena, p.g->name, strlen(p.g->name));
    (void)i;

    for (char *at = name; at && *at; at++) {
        const bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
                           *at == '.' || *at == '-';
        if (!plain)
            *at = '-';
    }
    if (p.g->x.count < 1)
        return NULL;
    return (p.g->y.count > 1 ? draw_map(&p) : draw_line(&p)) ? name : NULL;
}

int plots_sweep(const struct plot_grid *g, const struct plot_request *q, struct arena *a, char ***written, int *count,
                struct diags *d)
{
    const struct page_set set = {.what = g, .count = 1, .draw = draw_sweep};
    const int code = pages_write(&set, q, a, written, count, d);

    if (!code && *count == 0)
        diag_warning(d, NULL, 0, "the sweep %s was not drawn: it has no values", g->name);
    return code;
}
