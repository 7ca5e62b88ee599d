/* Sobol' indices of one output, first order and total, with their intervals. */
#include "chart_view.h"

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
    struct legend l;

    legend_begin(&l, v->canvas, y);
    legend_swatch(&l, COLOUR_BLUE, v->chinese ? "单独作用（一阶指数S1）" : "by itself (first order, S1)");
    legend_swatch(&l, COLOUR_ORANGE,
                  v->chinese ? "连同与其他因素的相互作用（总指数ST）" : "with its interactions (total, ST)");
    legend_whisker(&l, COLOUR_INK, v->chinese ? "95%置信区间" : "95% interval");
    canvas_text(v->canvas, v->canvas->width - PAGE_MARGIN - 8, legend_end(&l), ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_MUTED,
                "S1 / ST");
    return legend_end(&l) + 20;
}

static const char *draw_sobol(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;
    double sum = 0, high = 0;

    if (!view_start(&v, what, i, chinese, c))
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
    view_rows(&v, size, 0.002);
    span_fit(&v.bars.span, 0, fmin(high, 1.2), 10, UNIT_SHARE, NULL, chinese);
    v.bars.span.title = chinese ? "占结果方差的比重" : "share of the variance of the outcome";
    v.bars.right_room = 170;
    char share[32], rest[32];
    percent(fmin(fmax(sum, 0), 1), share, sizeof share);
    percent(1 - fmin(fmax(sum, 0), 1), rest, sizeof rest);
    const double top = sobol_legend(
        &v, view_frame(
                &v, arena_format(c->arena,
                                 chinese ? "结果的波动有%s来自各因素单独作用，%s来自因素之间的相互作用。"
                                         : "The inputs by themselves explain %s of how much the outcome varies, their "
                                           "interactions %s.",
                                 share, rest)) +
                6);
    bars_draw(&v.bars, top, c);
    for (int row = 0; row < v.bars.rows; row++)
        sobol_row(&v, row, &s1[v.order[row]], &st[v.order[row]]);
    return view_file(&v, "sobol");
}

int plots_sobol(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_SOBOL, draw_sobol, q, a, written, count, d);
}
