/* Sweeps: what both kinds share, and the line of an outcome along one parameter. */
#include "chart_sweep.h"

#include <string.h>

const char *sweep_label(const struct plot_axis *a, bool chinese)
{
    const char *wanted = chinese ? a->zh : a->en;

    return wanted ? wanted : a->en ? a->en : a->zh ? a->zh : "";
}

void sweep_fit(struct span *s, const struct plot_axis *a, double low, double high, int parts, bool chinese)
{
    span_fit(s, low, high, parts, a->unit, chinese ? a->unit_zh : a->unit_en, chinese);
    s->title = sweep_label(a, chinese);
}

bool sweep_meets(const struct plot_grid *g, double z)
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

bool sweep_range(const double *values, int count, double *low, double *high)
{
    for (int i = 0; values && i < count; i++) {
        if (study_known(values[i])) {
            *low = fmin(*low, values[i]);
            *high = fmax(*high, values[i]);
        }
    }
    return *high >= *low;
}

const char *sweep_target(const struct sweep_page *p)
{
    const struct target t = {.comparator = p->g->comparator, .value = p->g->target, .value_max = p->g->target_max};
    char text[96];

    study_target_text(&t, &p->z.scale, text, sizeof text);
    return arena_format(p->canvas->arena, p->chinese ? "目标 %s" : "target %s", text);
}

void sweep_frame(const struct sweep_page *p)
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
        canvas_polygon(p->canvas, xy, 2 * n, style_tint(COLOUR_BLUE, 0.25));
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
        const enum verdict v = sweep_meets(g, g->z.values[i]) ? VERDICT_MET : VERDICT_MISSED;
        char text[64];
        if (!study_known(g->z.values[i]))
            continue;
        canvas_mark(p->canvas, px, py, g->has_target ? verdict_mark(v) : MARK_DISC, 9,
                    g->has_target ? verdict_colour(v) : COLOUR_BLUE);
        if (i % every)
            continue;
        span_text(&p->z, g->z.values[i], text, sizeof text);
        const struct box b =
            place_label(placer, px, py, lettering_width(text, SWEEP_TEXT, true) + 4, 1.2 * SWEEP_TEXT, 14, 12);
        canvas_bold(p->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, SWEEP_TEXT, COLOUR_INK,
                    text);
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
    const char *text = sweep_target(p);
    canvas_bold(p->canvas, p->plot.right, p->plot.top - 1.4 * SWEEP_TEXT, ALIGN_RIGHT, SWEEP_TEXT, COLOUR_GREEN, text);
    const double width = text ? lettering_width(text, SWEEP_TEXT, true) : 0, x = p->plot.right - width - 50;
    canvas_line(p->canvas, (const double[]){x, p->plot.top - 1.4 * SWEEP_TEXT, x + 40, p->plot.top - 1.4 * SWEEP_TEXT},
                2, 2.5, DASH_LONG, COLOUR_GREEN);
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
    if (!sweep_range(g->z.values, g->x.count, &low, &high))
        return false;
    sweep_range(g->low, g->x.count, &low, &high);
    sweep_range(g->high, g->x.count, &low, &high);
    if (g->has_target)
        sweep_range((const double[]){g->target, g->comparator == RANGE ? g->target_max : g->target}, 2, &low, &high);
    const double room = 0.1 * (high - low);
    const bool share = g->z.unit == UNIT_SHARE && low >= 0 && high <= 1;
    sweep_fit(&p->z, &g->z, share ? 0 : low - (low >= 0 && low < room ? low : room),
              share ? fmin(1, high + room) : high + room, 8, p->chinese);
    sweep_fit(&x, &g->x, g->x.values[0], g->x.values[g->x.count - 1], 12, p->chinese);
    sweep_frame(p);
    p->plot = (struct box){PAGE_MARGIN + span_room(&p->z, SWEEP_TEXT), frame_top(p->canvas) + 50,
                           p->canvas->width - PAGE_MARGIN - 40,
                           p->canvas->height - frame_bottom(p->canvas) - 8 - 3.2 * SWEEP_TEXT};
    placer->inside = (struct box){p->plot.left + 2, p->plot.top - 6, p->plot.right + 40, p->plot.bottom - 2};
    span_left(&p->z, p->plot, SWEEP_TEXT, true, p->canvas);
    span_bottom(&x, p->plot, SWEEP_TEXT, false, p->canvas);
    avoid_curve(p, &x, placer);
    lines(p, &x);
    if (g->has_target)
        target_lines(p, placer);
    points(p, &x, placer);
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
    return (p.g->y.count > 1 ? sweep_map(&p) : draw_line(&p)) ? name : NULL;
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
