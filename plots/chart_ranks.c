/* Partial rank correlations and PAWN distances of one output. */
#include "chart_view.h"

static const char *draw_prcc(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;

    if (!view_start(&v, what, i, chinese, c))
        return NULL;
    const double *value = view_of(&v, v.s->prcc), *p = view_of(&v, v.s->p_value);
    double *size = arena_alloc(c->arena, (size_t)(v.inputs + 1) * sizeof *size);
    c->failed = c->failed || !size;
    for (int k = 0; size && k < v.inputs; k++)
        size[k] = study_known(value[k]) ? fabs(value[k]) : 0;
    if (c->failed)
        return NULL;
    view_rows(&v, size, 0.01);
    if (v.bars.rows == 0)
        return NULL;
    span_fit(&v.bars.span, -1, 1, 10, UNIT_RATIO, NULL, chinese);
    v.bars.span.low = -1.12; /* room for the numbers */
    v.bars.span.high = 1.12;
    v.bars.span.title = chinese ? "偏秩相关系数" : "partial rank correlation";
    v.bars.span.scale.unit[0] = 0;
    struct legend l;
    legend_begin(
        &l, c,
        view_frame(&v, chinese ? "扣除其他因素后，该因素与结果同升同降的程度：1为完全一致，−1为完全相反。"
                               : "How closely the outcome follows each input with the others held: 1 always up with "
                                 "it, −1 always down.") +
            6);
    legend_swatch(&l, COLOUR_BLUE, chinese ? "升高则结果升高" : "raises the outcome");
    legend_swatch(&l, COLOUR_ORANGE, chinese ? "升高则结果降低" : "lowers the outcome");
    legend_swatch(&l, COLOUR_PALE, chinese ? "可能只是偶然（p＞0.05）" : "may be chance (p > 0.05)");
    bars_draw(&v.bars, legend_end(&l), c);
    for (int row = 0; row < v.bars.rows; row++) {
        const int k = v.order[row];
        bars_bar(&v.bars, row, 0, value[k], 0, 0.9,
                 p[k] > 0.05    ? COLOUR_PALE
                 : value[k] > 0 ? COLOUR_BLUE
                                : COLOUR_ORANGE,
                 c);
        bars_number(&v.bars, row, value[k], value[k] < 0,
                    arena_format(c->arena, "%s%.2f", value[k] < 0 ? "−" : "", fabs(value[k])), c);
    }
    canvas_segment(c, bars_x(&v.bars, 0), v.bars.plot.top, bars_x(&v.bars, 0), v.bars.plot.bottom, 2, COLOUR_INK);
    return view_file(&v, "prcc");
}

static const char *draw_pawn(const void *what, int i, bool chinese, struct canvas *c)
{
    struct view v;
    double high = 0;

    if (!view_start(&v, what, i, chinese, c))
        return NULL;
    const size_t at = (size_t)v.output * (size_t)(v.inputs + 1);
    const double *median = v.s->pawn + at, *most = v.s->pawn_max + at,
                 noise = most[v.inputs]; /* of the input that does nothing */
    for (int k = 0; k <= v.inputs; k++)
        high = fmax(high, study_known(most[k]) ? most[k] : 0);
    if (!(high > 0))
        return NULL;
    view_rows(&v, median, 0);
    span_fit(&v.bars.span, 0, 1.06 * high, 10, UNIT_RATIO, NULL, chinese);
    v.bars.span.scale.unit[0] = 0;
    v.bars.span.title = chinese ? "分布差距（K—S距离：条为中位数，点为最大值）"
                                : "distance between distributions (K–S: bar the median, dot the largest)";
    const double top =
        view_frame(&v, chinese ? "固定某一因素后，结果的分布改变多少：0为毫无影响。短于虚线的可能只是偶然。"
                               : "How much the outcome's distribution changes when one input is fixed: 0 not "
                                 "at all. Bars that end before the dashed line may be chance.");
    v.bars.right_room = 110;
    canvas_text(c, c->width - PAGE_MARGIN - 8, top + 14, ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_MUTED,
                chinese ? "中位数" : "median");
    bars_draw(&v.bars, top + 34, c);
    for (int row = 0; row < v.bars.rows; row++) {
        const int k = v.order[row];
        bars_bar(&v.bars, row, 0, median[k], 0, 0.9, median[k] > noise ? COLOUR_BLUE : COLOUR_PALE, c);
        canvas_segment(c, bars_x(&v.bars, median[k]), bars_y(&v.bars, row), bars_x(&v.bars, most[k]),
                       bars_y(&v.bars, row), 2, COLOUR_MUTED);
        canvas_mark(c, bars_x(&v.bars, most[k]), bars_y(&v.bars, row), MARK_DISC, 6, COLOUR_MUTED);
        canvas_text(c, c->width - PAGE_MARGIN - 8, bars_y(&v.bars, row), ALIGN_RIGHT, BARS_TEXT - 1, COLOUR_INK,
                    arena_format(c->arena, "%.2f", median[k]));
    }
    bars_line(&v.bars, noise, DASH_LONG, COLOUR_VERMILION, chinese ? "偶然水平" : "chance", 0, c);
    return view_file(&v, "pawn");
}

int plots_prcc(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_PRCC, draw_prcc, q, a, written, count, d);
}

int plots_pawn(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_PAWN, draw_pawn, q, a, written, count, d);
}
