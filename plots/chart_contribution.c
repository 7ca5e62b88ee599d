/* From one plan's number to another's, step by step: what each difference between them does. */
#include "bars.h"
#include "compare_plots.h"
#include "study_page.h"

enum { MOST_STEPS = 10 };

static const int up_colour = COLOUR_BLUE, down_colour = COLOUR_VERMILION, together_colour = COLOUR_GREY;

struct step {
    const char *label;
    double by, without; /* without: ABSENT where there is none to say */
    int colour;
};

struct steps {
    const struct plot_contribution *what;
    struct step list[MOST_STEPS + 2];
    int count;
    double first, second, low, high; /* all numbers on the page */
    struct bars bars;
    struct canvas *canvas;
    bool chinese;
};

static double known(double x) { return study_known(x) ? x : 0.0; }

/* The strongest differences, the others as one, and what they do together. */
static void collect(struct steps *s)
{
    const struct contributions *c = s->what->contributions;
    const int n = c->differences, o = s->what->output;
    double *size = arena_alloc(s->canvas->arena, sizeof *size * (size_t)(n + 1));
    int *order = arena_alloc(s->canvas->arena, sizeof *order * (size_t)(n + 1)), others = 0;
    const double scale = 1e-9 * (1.0 + fabs(s->first) + fabs(s->second));
    struct step rest = {.without = 0.0};

    s->canvas->failed = s->canvas->failed || !size || !order;
    if (s->canvas->failed)
        return;
    for (int i = 0; i < n; i++)
        size[i] = fmax(fabs(known(c->alone[i * c->outputs + o])), fabs(known(c->without[i * c->outputs + o])));
    study_order(size, n, order);
    for (int i = 0; i < n && size[order[i]] > scale; i++) {
        const struct difference *one = &s->what->differences->list[order[i]];
        const double by = known(c->alone[order[i] * c->outputs + o]),
                     without = known(c->without[order[i] * c->outputs + o]);
        if (s->count < MOST_STEPS) {
            s->list[s->count++] = (struct step){s->chinese ? one->label_zh : one->label_en, by, without,
                                                by < 0 ? down_colour : up_colour};
            continue;
        }
        rest.by += by;
        rest.without += without;
        others++;
    }
    if (others > 0) {
        rest.label = arena_format(s->canvas->arena, s->chinese ? "其他%d项合计" : "%d others together", others);
        rest.colour = rest.by < 0 ? down_colour : up_colour;
        s->list[s->count++] = rest;
        s->canvas->failed = s->canvas->failed || !rest.label;
    }
    if (s->count > 1)
        s->list[s->count++] = (struct step){s->chinese ? "共同作用（相互影响）" : "working together (interaction)",
                                            known(c->rest_alone[o]), ABSENT, together_colour};
}

/* "+13.3 points", "−2,302": a change, not a number of its own; with the digits it takes not to look like none. */
static const char *change_text(const struct steps *s, double by)
{
    const struct quantity_scale *scale = &s->bars.span.scale;
    const bool share = s->what->of->series->row->unit == UNIT_SHARE;
    const double size = fabs(by) / scale->divisor;
    int decimals = by == 0 || (size >= 10 && !share) ? 0 : 1;
    char number[64];

    while (decimals < 6 && size > 0 && size * pow(10, decimals) < 0.95)
        decimals++;
    quantity_fixed(number, sizeof number, scale, fabs(by), decimals);
    return arena_format(s->canvas->arena, "%s%s%s",
                        by < 0   ? "−"
                        : by > 0 ? "+"
                                 : "",
                        number,
                        !share       ? scale->value
                        : s->chinese ? "个百分点"
                                     : " points");
}

static void find_range(struct steps *s)
{
    double at = s->first;

    s->low = fmin(s->first, s->second);
    s->high = fmax(s->first, s->second);
    for (int i = 0; i < s->count; i++) {
        at += s->list[i].by;
        s->low = fmin(s->low, at);
        s->high = fmax(s->high, at);
    }
}

static const struct target *near_target(struct steps *s)
{
    const struct target *t = s->what->target;

    if (!t || fabs(t->value - (s->low + s->high) / 2) > 1.5 * (s->high - s->low))
        return NULL;
    s->low = fmin(s->low, t->value);
    s->high = fmax(s->high, t->value);
    return t;
}

static void draw_steps(const struct steps *s)
{
    double at = s->first;

    for (int i = 0; i < s->count; i++) {
        const double to = at + s->list[i].by, x = bars_x(&s->bars, to);
        bars_bar(&s->bars, i, at, to, 0, 0.9, s->list[i].colour, s->canvas);
        if (i + 1 < s->count)
            canvas_segment(s->canvas, x, bars_y(&s->bars, i), x, bars_y(&s->bars, i + 1), 1, COLOUR_RULE);
        at = to;
    }
}

static void draw_numbers(const struct steps *s)
{
    double at = s->first;

    for (int i = 0; i < s->count; i++) {
        at += s->list[i].by;
        const char *text = change_text(s, s->list[i].by);
        s->canvas->failed = s->canvas->failed || !text;
        if (text)
            bars_number(&s->bars, i, at, s->list[i].by < 0, text, s->canvas);
    }
}

/* Where the way starts and ends, and the target; texts of neighbours stand on lines of their own. */
static void draw_lines(const struct steps *s, const struct target *t)
{
    char number[64], text[160];

    if (t) {
        study_target_text(t, &s->bars.span.scale, number, sizeof number);
        snprintf(text, sizeof text, s->chinese ? "目标 %s" : "target %s", number);
        bars_line(&s->bars, t->value, DASH_LONG, COLOUR_GREEN, text, 2, s->canvas);
    }
    span_text(&s->bars.span, s->second, number, sizeof number);
    snprintf(text, sizeof text, "%s %s", s->what->letter, number);
    bars_line(&s->bars, s->second, DASH_SOLID, style_scenario(s->what->letter[0] - 'A'), text, 1, s->canvas);
    span_text(&s->bars.span, s->first, number, sizeof number);
    snprintf(text, sizeof text, "A %s", number);
    bars_line(&s->bars, s->first, DASH_SOLID, style_scenario(0), text, 0, s->canvas);
}

static void frame(const struct steps *s)
{
    const struct plot_contribution *w = s->what;
    const struct scenario *base = w->setup->scenario;
    struct arena *a = s->canvas->arena;
    const struct cell cell = {w->of->series, w->of->year};
    const char *title =
        study_title(w->setup, &cell, s->chinese ? "各项差异的作用" : "what each difference does", s->chinese, a);
    const struct page_head head = {
        .setup = w->setup,
        .title = title ? title : "",
        .subtitle = arena_format(a, "A %s → %s %s", label_text(&base->label, s->chinese, base->name ? base->name : ""),
                                 w->letter, label_text(&w->other->label, s->chinese, "")),
        .study = arena_format(a, "%s %s %.12s", w->letter, w->other->name ? w->other->name : "", w->other->digest)};

    page_frame(&head, s->chinese, s->canvas);
}

static const char *note(const struct steps *s)
{
    return arena_format(s->canvas->arena,
                        s->chinese
                            ? "每条：该项差异单独加入A时的变化，依次相接；名称下为该项在%s中的作用（去掉前后之差）。"
                            : "Each bar: what a difference does put alone into A, one after the other; below its "
                              "name, what is lost when it is taken out of %s.",
                        s->what->letter);
}

static const char *draw_contribution(const void *what, int page, bool chinese, struct canvas *c)
{
    const struct plot_contribution *w = (const struct plot_contribution *)what + page;
    struct steps s = {.what = w, .canvas = c, .chinese = chinese};

    s.first = w->contributions->first[w->output];
    s.second = w->contributions->second[w->output];
    if (!study_known(s.first) || !study_known(s.second))
        return NULL;
    collect(&s);
    if (c->failed || s.count == 0)
        return NULL;
    find_range(&s);
    const struct target *t = near_target(&s);
    const double room = 260 / (c->width - 600) * (s.high - s.low); /* for the numbers beside the bars */
    span_fit(&s.bars.span, s.low - room, s.high + room, 10, w->of->series->row->unit,
             series_unit(w->setup, w->of->series, chinese), chinese);
    s.bars.span.low = s.low - room;
    s.bars.span.high = s.high + room;
    for (int i = 0; i < s.count; i++) {
        s.bars.label[s.bars.rows] = s.list[i].label;
        s.bars.note[s.bars.rows++] = study_known(s.list[i].without)
                                         ? arena_format(c->arena, chinese ? "在%s中：%s" : "within %s: %s", w->letter,
                                                        change_text(&s, s.list[i].without))
                                         : NULL;
    }
    page_fit(c, bars_height(s.bars.rows, frame_top(c) + 2 * NOTE_LINE + 140));
    frame(&s);
    bars_draw(&s.bars, study_note(c, note(&s), 2) + (t ? 82 : 56), c);
    draw_steps(&s);
    draw_lines(&s, t);
    draw_numbers(&s);
    return study_file(c->arena, arena_format(c->arena, "contribution-%s", w->letter), w->of->series->key, w->of->year);
}

int plots_contributions(const struct plot_contribution *list, int list_count, const struct plot_request *q,
                        struct arena *a, char ***written, int *count, struct diags *d)
{
    const struct page_set set = {.what = list, .count = list_count, .draw = draw_contribution};

    return pages_write(&set, q, a, written, count, d);
}
