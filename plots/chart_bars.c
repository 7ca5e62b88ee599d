/* What drives an output, as horizontal bars: tornado, Sobol' indices, PRCC and PAWN. */
#include "bars.h"
#include "study_page.h"

/* One page about one output. */
struct view {
    const struct study *study;
    const struct sensitivity *s;
    const struct setup *u;
    const struct cell *cell;
    int output, inputs;
    bool chinese;
    int *order;
    struct bars bars;
    struct canvas *canvas;
};

static const double *of_output(const struct view *v, const double *all)
{
    return all + (size_t)v->output * (size_t)v->inputs;
}

/* Makes ready; false when memory is out. */
static bool start(struct view *v, const void *what, int i, bool chinese, struct canvas *c)
{
    const struct study *study = what;

    *v = (struct view){.study = study,
                       .s = study->s,
                       .u = study->s->setup,
                       .output = study->first + i,
                       .inputs = study->s->inputs,
                       .chinese = chinese,
                       .canvas = c};
    v->cell = &study->o->cells[v->output];
    v->order = arena_alloc(c->arena, (size_t)(v->inputs + 1) * sizeof *v->order);
    c->failed = c->failed || !v->order;
    return !c->failed;
}

/* Below an input's name, what it is varied between. */
static void note_ranges(struct view *v)
{
    for (int row = 0; row < v->bars.rows; row++) {
        const int k = v->order[row];
        v->bars.note[row] = study_input_range(v->u, k, v->s->p10[k], v->s->p90[k], v->chinese, v->canvas->arena);
    }
}

/* Takes the largest inputs into rows, as long as they are at least `least`. */
static void take_rows(struct view *v, const double *size, double least)
{
    study_order(size, v->inputs, v->order);
    for (int i = 0; i < v->inputs && i < BARS_MOST && size[v->order[i]] > least; i++)
        v->bars.label[v->bars.rows++] = study_input(v->u, v->order[i], v->chinese);
    v->canvas->height = bars_height(v->bars.rows, FRAME_TOP + 2 * NOTE_LINE + 100);
}

/* Title, subtitle, and the note with what was left out. Returns where the bars may begin. */
static double frame(const struct view *v, const char *note)
{
    struct arena *a = v->canvas->arena;
    const int left = v->inputs - v->bars.rows;
    const char *rest = left <= 0 ? ""
                                 : arena_format(a,
                                                v->chinese ? "另有%d个因素影响很小，未列出。"
                                                           : " %d more inputs hardly matter and are left out.",
                                                left);

    study_frame(v->study,
                study_title(v->u, v->cell, v->chinese ? "哪些因素影响最大" : "what matters most", v->chinese, a),
                v->chinese, v->canvas);
    return study_note(v->canvas, note && rest ? arena_format(a, "%s%s", note, rest) : NULL, 2);
}

static const char *file(const struct view *v, const char *prefix)
{
    return study_file(v->canvas->arena, prefix, v->cell->series->key, v->cell->year);
}

/* --- tornado --- */

static const int low_colour = COLOUR_BLUE, high_colour = COLOUR_ORANGE;

/* The output when an input is low or high: the longer bar lies behind the other. */
static void tornado_bars(const struct view *v, int row, double base, double low, double high)
{
    const bool low_first = fabs(low - base) > fabs(high - base), same_side = (low - base) * (high - base) > 0;

    for (int k = 0; k < 2; k++) {
        const bool is_low = (k == 0) == low_first;
        bars_bar(&v->bars, row, base, is_low ? low : high, 0, k == 1 && same_side ? 0.45 : 0.9,
                 is_low ? low_colour : high_colour, v->canvas);
    }
}

/* Numbers at the ends; the shorter of two bars on one side has no room for its own. */
static void tornado_numbers(const struct view *v, int row, double base, double low, double high)
{
    const double ends[2] = {fmin(low, high), fmax(low, high)};
    char text[64];

    for (int k = 0; k < 2; k++) {
        if ((k == 0) != (ends[k] < base) || ends[k] == base)
            continue;
        span_text(&v->bars.span, ends[k], text, sizeof text);
        bars_number(&v->bars, row, ends[k], k == 0, text, v->canvas);
    }
}

/* The target, if the output has one near the bars; its text stands above that of the base run. */
static const struct target *near_target(const struct view *v, double *low, double *high)
{
    const struct target *t = study_target(v->u, v->cell->series, v->cell->year);

    if (!t || fabs(t->value - (*low + *high) / 2) > 1.5 * (*high - *low))
        return NULL;
    *low = fmin(*low, t->value);
    *high = fmax(*high, t->value);
    return t;
}

static void tornado_lines(const struct view *v, double base, const struct target *t)
{
    char number[64], text[128];

    if (t) {
        study_target_text(t, &v->bars.span.scale, number, sizeof number);
        snprintf(text, sizeof text, v->chinese ? "目标 %s" : "target %s", number);
        bars_line(&v->bars, t->value, DASH_LONG, COLOUR_GREEN, text, 1, v->canvas);
    }
    span_text(&v->bars.span, base, number, sizeof number);
    snprintf(text, sizeof text, v->chinese ? "基准 %s" : "base run %s", number);
    bars_line(&v->bars, base, DASH_SOLID, COLOUR_INK, text, 0, v->canvas);
}

static double tornado_legend(const struct view *v, double y)
{
    const double x = study_swatch(v->canvas, PAGE_MARGIN, y, low_colour,
                                  v->chinese ? "该因素取偏低值（P10）" : "the input is low (P10)");
    study_swatch(v->canvas, x, y, high_colour, v->chinese ? "该因素取偏高值（P90）" : "the input is high (P90)");
    return y + 30;
}

static const char *tornado_note(const struct view *v)
{
    char down[64], up[64];

    span_text(&v->bars.span, v->s->all_down[v->output], down, sizeof down);
    span_text(&v->bars.span, v->s->all_up[v->output], up, sizeof up);
    return arena_format(
        v->canvas->arena,
        v->chinese ? "每条：只变动一个因素、其余不变时的结果。各因素都取使结果偏低的一端时为%s，都取偏高的一端时为%s。"
                   : "Each bar: the outcome when one input changes and the others stay. With every input "
                     "at its lowering end it is %s, at its raising end %s.",
        down, up);
}

static const char *draw_tornado(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;

    if (!start(&v, what, i, chinese, c))
        return NULL;
    const double *at_low = of_output(&v, v.s->at_low), *at_high = of_output(&v, v.s->at_high);
    const double base = v.s->base[v.output];
    double *size = arena_alloc(c->arena, (size_t)(v.inputs + 1) * sizeof *size), low = base, high = base;
    c->failed = c->failed || !size;
    for (int k = 0; size && k < v.inputs; k++) {
        size[k] = fmax(fmax(fabs(at_low[k] - base), fabs(at_high[k] - base)), fabs(at_high[k] - at_low[k]));
        low = fmin(low, fmin(at_low[k], at_high[k]));
        high = fmax(high, fmax(at_low[k], at_high[k]));
    }
    if (c->failed || !study_known(base) || !(high - low > 1e-9 * fabs(base)))
        return NULL;
    take_rows(&v, size, 0.002 * (high - low));
    note_ranges(&v);
    const struct target *t = near_target(&v, &low, &high);
    const double room = 0.09 * (high - low);
    span_fit(&v.bars.span, low - room, high + room, 10, v.cell->series->row->unit,
             series_unit(v.u, v.cell->series, chinese), chinese);
    v.bars.span.low = low - room;
    v.bars.span.high = high + room;
    const double top = tornado_legend(&v, frame(&v, tornado_note(&v)) + 6);
    bars_draw(&v.bars, top + (t ? 56 : 30), c);
    for (int row = 0; row < v.bars.rows; row++)
        tornado_bars(&v, row, base, at_low[v.order[row]], at_high[v.order[row]]);
    tornado_lines(&v, base, t);
    for (int row = 0; row < v.bars.rows; row++)
        tornado_numbers(&v, row, base, at_low[v.order[row]], at_high[v.order[row]]);
    return file(&v, "tornado");
}

/* --- Sobol' --- */

static void percent(double x, char *text, size_t size)
{
    snprintf(text, size, fabs(x) < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * (fabs(x) < 5e-4 ? 0 : x));
}

static void sobol_row(const struct view *v, int row, const struct interval *s1, const struct interval *st)
{
    const struct bars *b = &v->bars;
    char first[32], total[32], text[80];

    bars_bar(b, row, 0, s1->value, -0.26, 0.46, COLOUR_BLUE, v->canvas);
    bars_bar(b, row, 0, st->value, 0.26, 0.46, COLOUR_ORANGE, v->canvas);
    if (study_known(s1->low))
        bars_whisker(b, row, s1->low, s1->high, -0.26, COLOUR_INK, v->canvas);
    if (study_known(st->low))
        bars_whisker(b, row, st->low, st->high, 0.26, COLOUR_INK, v->canvas);
    percent(s1->value, first, sizeof first);
    percent(st->value, total, sizeof total);
    snprintf(text, sizeof text, "%s / %s", first, total);
    canvas_text(v->canvas, v->canvas->width - PAGE_MARGIN - 8, bars_y(b, row), ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_INK,
                text);
}

static double sobol_legend(const struct view *v, double y)
{
    double x = study_swatch(v->canvas, PAGE_MARGIN, y, COLOUR_BLUE,
                            v->chinese ? "单独作用（一阶指数S1）" : "by itself (first order, S1)");
    x = study_swatch(v->canvas, x, y, COLOUR_ORANGE,
                     v->chinese ? "连同与其他因素的相互作用（总指数ST）" : "with its interactions (total, ST)");
    canvas_segment(v->canvas, x, y, x + 30, y, 2, COLOUR_INK);
    canvas_segment(v->canvas, x, y - 6, x, y + 6, 2, COLOUR_INK);
    canvas_segment(v->canvas, x + 30, y - 6, x + 30, y + 6, 2, COLOUR_INK);
    canvas_text(v->canvas, x + 40, y, ALIGN_LEFT, NOTE_SIZE, COLOUR_INK, v->chinese ? "95%置信区间" : "95% interval");
    canvas_text(v->canvas, v->canvas->width - PAGE_MARGIN - 8, y, ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_MUTED, "S1 / ST");
    return y + 30;
}

static const char *draw_sobol(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;
    double sum = 0, high = 0;

    if (!start(&v, what, i, chinese, c))
        return NULL;
    const size_t at = (size_t)v.output * (size_t)v.inputs;
    const struct interval *s1 = v.s->s1 + at, *st = v.s->st + at;
    double *size = arena_alloc(c->arena, (size_t)(v.inputs + 1) * sizeof *size);
    c->failed = c->failed || !size;
    for (int k = 0; size && k < v.inputs; k++) {
        size[k] = fmax(st[k].value, s1[k].value);
        sum += s1[k].value;
        high = fmax(high, fmax(size[k], study_known(st[k].high) ? st[k].high : 0));
    }
    if (c->failed || !(v.s->variance[v.output] > 0) || !(high > 0))
        return NULL;
    take_rows(&v, size, 0.002);
    span_fit(&v.bars.span, 0, fmin(high, 1.2), 10, UNIT_SHARE, NULL, chinese);
    v.bars.span.title = chinese ? "占结果方差的比重" : "share of the variance of the outcome";
    v.bars.right_room = 170;
    char share[32], rest[32];
    percent(fmin(fmax(sum, 0), 1), share, sizeof share);
    percent(1 - fmin(fmax(sum, 0), 1), rest, sizeof rest);
    const double top = sobol_legend(
        &v,
        frame(&v, arena_format(c->arena,
                               chinese ? "结果的波动有%s来自各因素单独作用，%s来自因素之间的相互作用。"
                                       : "The inputs by themselves explain %s of how much the outcome varies, their "
                                         "interactions %s.",
                               share, rest)) +
            6);
    bars_draw(&v.bars, top, c);
    for (int row = 0; row < v.bars.rows; row++)
        sobol_row(&v, row, &s1[v.order[row]], &st[v.order[row]]);
    return file(&v, "sobol");
}

/* --- PRCC and PAWN --- */

static const char *draw_prcc(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;

    if (!start(&v, what, i, chinese, c))
        return NULL;
    const double *value = of_output(&v, v.s->prcc), *p = of_output(&v, v.s->p_value);
    double *size = arena_alloc(c->arena, (size_t)(v.inputs + 1) * sizeof *size);
    c->failed = c->failed || !size;
    for (int k = 0; size && k < v.inputs; k++)
        size[k] = study_known(value[k]) ? fabs(value[k]) : 0;
    if (c->failed)
        return NULL;
    take_rows(&v, size, 0.01);
    if (v.bars.rows == 0)
        return NULL;
    span_fit(&v.bars.span, -1, 1, 10, UNIT_RATIO, NULL, chinese);
    v.bars.span.low = -1.12; /* room for the numbers */
    v.bars.span.high = 1.12;
    v.bars.span.title = chinese ? "偏秩相关系数" : "partial rank correlation";
    v.bars.span.scale.unit[0] = 0;
    double y = frame(&v, chinese ? "扣除其他因素后，该因素与结果同升同降的程度：1为完全一致，−1为完全相反。"
                                 : "How closely the outcome follows each input with the others held: 1 always up with "
                                   "it, −1 always down.") +
               6;
    double x = study_swatch(c, PAGE_MARGIN, y, COLOUR_BLUE, chinese ? "升高则结果升高" : "raises the outcome");
    x = study_swatch(c, x, y, COLOUR_ORANGE, chinese ? "升高则结果降低" : "lowers the outcome");
    study_swatch(c, x, y, 0xc3c8cd, chinese ? "可能只是偶然（p＞0.05）" : "may be chance (p > 0.05)");
    bars_draw(&v.bars, y + 30, c);
    for (int row = 0; row < v.bars.rows; row++) {
        const int k = v.order[row];
        bars_bar(&v.bars, row, 0, value[k], 0, 0.9,
                 p[k] > 0.05    ? 0xc3c8cd
                 : value[k] > 0 ? COLOUR_BLUE
                                : COLOUR_ORANGE,
                 c);
        bars_number(&v.bars, row, value[k], value[k] < 0,
                    arena_format(c->arena, "%s%.2f", value[k] < 0 ? "−" : "", fabs(value[k])), c);
    }
    canvas_segment(c, bars_x(&v.bars, 0), v.bars.plot.top, bars_x(&v.bars, 0), v.bars.plot.bottom, 2, COLOUR_INK);
    return file(&v, "prcc");
}

static const char *draw_pawn(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;
    double high = 0;

    if (!start(&v, what, i, chinese, c))
        return NULL;
    const size_t at = (size_t)v.output * (size_t)(v.inputs + 1);
    const double *median = v.s->pawn + at, *most = v.s->pawn_max + at,
                 noise = most[v.inputs]; /* of the input that does nothing */
    for (int k = 0; k <= v.inputs; k++)
        high = fmax(high, study_known(most[k]) ? most[k] : 0);
    if (!(high > 0))
        return NULL;
    take_rows(&v, median, 0);
    span_fit(&v.bars.span, 0, 1.06 * high, 10, UNIT_RATIO, NULL, chinese);
    v.bars.span.scale.unit[0] = 0;
    v.bars.span.title = chinese ? "分布差距（K—S距离：条为中位数，点为最大值）"
                                : "distance between distributions (K–S: bar the median, dot the largest)";
    const double top = frame(&v, chinese ? "固定某一因素后，结果的分布改变多少：0为毫无影响。短于虚线的可能只是偶然。"
                                         : "How much the outcome's distribution changes when one input is fixed: 0 not "
                                           "at all. Bars that end before the dashed line may be chance.");
    v.bars.right_room = 110;
    canvas_text(c, c->width - PAGE_MARGIN - 8, top + 14, ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_MUTED,
                chinese ? "中位数" : "median");
    bars_draw(&v.bars, top + 34, c);
    for (int row = 0; row < v.bars.rows; row++) {
        const int k = v.order[row];
        bars_bar(&v.bars, row, 0, median[k], 0, 0.9, median[k] > noise ? COLOUR_BLUE : 0xc3c8cd, c);
        canvas_segment(c, bars_x(&v.bars, median[k]), bars_y(&v.bars, row), bars_x(&v.bars, most[k]),
                       bars_y(&v.bars, row), 2, COLOUR_MUTED);
        canvas_mark(c, bars_x(&v.bars, most[k]), bars_y(&v.bars, row), MARK_DISC, 6, COLOUR_MUTED);
        canvas_text(c, c->width - PAGE_MARGIN - 8, bars_y(&v.bars, row), ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_INK,
                    arena_format(c->arena, "%.2f", median[k]));
    }
    bars_line(&v.bars, noise, DASH_LONG, COLOUR_VERMILION, chinese ? "偶然水平" : "chance", 0, c);
    return file(&v, "pawn");
}

#define BAR_CHART(name, method) \
    int plots_##name(const struct sensitivity *s, const struct sensitivity_options *o, int output, \
                     const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d) \
    { \
        return study_outputs(s, o, output, method, draw_##name, q, a, written, count, d); \
    }
BAR_CHART(tornado, METHOD_TORNADO)
BAR_CHART(sobol, METHOD_SOBOL)
BAR_CHART(prcc, METHOD_PRCC)
BAR_CHART(pawn, METHOD_PAWN)
