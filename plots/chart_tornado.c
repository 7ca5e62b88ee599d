/* Tornado: an output when one input at a time is at its P10 or P90. */
#include "chart_view.h"

static const int low_colour = COLOUR_BLUE, high_colour = COLOUR_ORANGE;

/* Below an input's name, what it is varied between. */
static void note_ranges(struct view *v)
{
    for (int row = 0; row < v->bars.rows; row++) {
        const int k = v->order[row];
        v->bars.note[row] = study_input_range(v->u, k, v->s->p10[k], v->s->p90[k], v->chinese, v->canvas->arena);
    }
}

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
    struct legend l;

    legend_begin(&l, v->canvas, y);
    legend_swatch(&l, low_colour, v->chinese ? "该因素取偏低值（P10）" : "the input is low (P10)");
    legend_swatch(&l, high_colour, v->chinese ? "该因素取偏高值（P90）" : "the input is high (P90)");
    return legend_end(&l);
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

    if (!view_start(&v, what, i, chinese, c))
        return NULL;
    const double *at_low = view_of(&v, v.s->at_low), *at_high = view_of(&v, v.s->at_high);
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
    view_rows(&v, size, 0.002 * (high - low));
    note_ranges(&v);
    const struct target *t = near_target(&v, &low, &high);
    const double room = 170 / (c->width - 400) * (high - low); /* for the numbers beside the bars */
    span_fit(&v.bars.span, low - room, high + room, 10, v.cell->series->row->unit,
             series_unit(v.u, v.cell->series, chinese), chinese);
    v.bars.span.low = low - room;
    v.bars.span.high = high + room;
    const double top = tornado_legend(&v, view_frame(&v, tornado_note(&v)) + 6);
    bars_draw(&v.bars, top + (t ? 56 : 30), c);
    for (int row = 0; row < v.bars.rows; row++)
        tornado_bars(&v, row, base, at_low[v.order[row]], at_high[v.order[row]]);
    tornado_lines(&v, base, t);
    for (int row = 0; row < v.bars.rows; row++)
        tornado_numbers(&v, row, base, at_low[v.order[row]], at_high[v.order[row]]);
    return view_file(&v, "tornado");
}

int plots_tornado(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_TORNADO, draw_tornado, q, a, written, count, d);
}
