/* Which inputs drive an indicator from year to year: first-order indices stacked, interactions on top. */
#include <string.h>

#include "span.h"
#include "study_page.h"

enum { LAYERS = 8, MOST_SERIES = 64, TEXT = 20, LEGEND = 470 };

static const int colours[LAYERS] = {COLOUR_BLUE, COLOUR_ORANGE, COLOUR_GREEN,  COLOUR_VERMILION,
                                    COLOUR_SKY,  COLOUR_PURPLE, COLOUR_YELLOW, COLOUR_BROWN};
enum { OTHER_COLOUR = 0xc3c8cd, JOINT_COLOUR = 0x6b7075 };

/* The pages of one call: one for each series. */
struct times {
    struct study study;
    const struct series *series[MOST_SERIES];
    int count;
};

/* One page: outputs of the series by year, and the inputs that get a layer. */
struct stack {
    const struct times *times;
    const struct sensitivity *s;
    int output[MAX_YEARS], years;
    int *order, layers;
    bool chinese;
    struct box plot;
    struct canvas *canvas;
};

static double share(const struct stack *k, int year, int input)
{
    const double x = k->s->s1[(size_t)k->output[year] * (size_t)k->s->inputs + (size_t)input].value;

    return study_known(x) ? fmax(x, 0) : 0;
}

/* Estimates of all shares may come to a little more than the whole: then they are cut in proportion. */
static double whole(const struct stack *k, int year)
{
    double sum = 0;

    for (int j = 0; j < k->s->inputs; j++)
        sum += share(k, year, j);
    return fmax(1, sum);
}

static bool varies(const struct stack *k, int year)
{
    const int output = k->output[year];

    return k->s->variance[output] > 1e-18 * fmax(1, k->s->base[output] * k->s->base[output]);
}

static void find_outputs(struct stack *k, const struct series *of)
{
    const struct cell *cells = k->times->study.o->cells;

    for (int i = 0; i < k->s->outputs; i++) {
        int at = k->years;
        if (cells[i].series != of || k->years == MAX_YEARS)
            continue;
        for (; at > 0 && cells[k->output[at - 1]].year > cells[i].year; at--)
            k->output[at] = k->output[at - 1];
        k->output[at] = i;
        k->years++;
    }
}

/* Layers for the inputs that matter most over the years; false when no year varies. */
static bool choose_layers(struct stack *k)
{
    double *size = arena_alloc(k->canvas->arena, (size_t)(k->s->inputs + 1) * sizeof *size);
    bool any = false;

    k->order = arena_alloc(k->canvas->arena, (size_t)(k->s->inputs + 1) * sizeof *k->order);
    if (!size || !k->order) {
        k->canvas->failed = true;
        return false;
    }
    for (int y = 0; y < k->years; y++) {
        any = any || varies(k, y);
        for (int j = 0; j < k->s->inputs && varies(k, y); j++)
            size[j] = fmax(size[j], share(k, y, j) / whole(k, y));
    }
    study_order(size, k->s->inputs, k->order);
    while (k->layers < LAYERS && k->layers < k->s->inputs && size[k->order[k->layers]] > 0.01)
        k->layers++;
    return any;
}

/* One layer of a column, with its share inside where it is high enough; returns the new height. */
static double layer(const struct stack *k, double x, double half, double from, double part, int colour)
{
    const double y1 = k->plot.bottom - (k->plot.bottom - k->plot.top) * from,
                 y2 = k->plot.bottom - (k->plot.bottom - k->plot.top) * (from + part);
    char text[32];

    if (part <= 0)
        return from;
    canvas_rect(k->canvas, x - half, y2, x + half, y1, colour);
    snprintf(text, sizeof text, "%.0f%%", 100 * part);
    if (y1 - y2 > 1.2 * TEXT && half > 0.55 * lettering_width(text, TEXT - 2, false))
        canvas_text(k->canvas, x, (y1 + y2) / 2, ALIGN_CENTRE, TEXT - 2, study_text_on(colour), text);
    return from + part;
}

static void column(const struct stack *k, int year, double x, double half)
{
    const double all = whole(k, year);
    double at = 0, others = 0;

    for (int i = 0; i < k->s->inputs; i++) {
        const double part = share(k, year, k->order[i]) / all;
        if (i < k->layers)
            at = layer(k, x, half, at, part, colours[i]);
        else
            others += part;
    }
    at = layer(k, x, half, at, others, OTHER_COLOUR);
    layer(k, x, half, at, fmax(0, 1 - at), JOINT_COLOUR);
}

/* How far the indicator strays from its mean: what the shares are shares of. */
static void spread(const struct stack *k, int year, const struct quantity_scale *scale, double x, double slot)
{
    char number[64], text[96];

    quantity_text(number, sizeof number, scale, sqrt(fmax(0, k->s->variance[k->output[year]])));
    snprintf(text, sizeof text, "±%s%s", number, scale->value);
    canvas_text(k->canvas, x, k->plot.bottom + 8 + 2.3 * TEXT, ALIGN_CENTRE, TEXT - 2, COLOUR_INK,
                lettering_cut(k->canvas->arena, text, TEXT - 2, false, slot - 6));
}

static void columns(const struct stack *k, const struct series *of)
{
    const struct cell *cells = k->times->study.o->cells;
    const double slot = (k->plot.right - k->plot.left) / k->years, half = fmin(0.36 * slot, 70);
    struct quantity_scale scale;
    double largest = 0;
    char text[32];

    for (int y = 0; y < k->years; y++)
        largest = fmax(largest, sqrt(fmax(0, k->s->variance[k->output[y]])));
    quantity_scale(&scale, of->row->unit, series_unit(k->s->setup, of, k->chinese), largest, k->chinese);
    for (int y = 0; y < k->years; y++) {
        const double x = k->plot.left + (y + 0.5) * slot;
        snprintf(text, sizeof text, "%d", cells[k->output[y]].year);
        canvas_text(k->canvas, x, k->plot.bottom + 8 + 0.75 * TEXT, ALIGN_CENTRE, TEXT, COLOUR_MUTED, text);
        if (!varies(k, y)) {
            canvas_text(k->canvas, x, k->plot.bottom - TEXT, ALIGN_CENTRE, TEXT - 2, COLOUR_MUTED, "—");
            continue;
        }
        column(k, y, x, half);
        spread(k, y, &scale, x, slot);
    }
    const char *unit = *scale.unit ? arena_format(k->canvas->arena, k->chinese ? "（%s）" : " (%s)", scale.unit) : "";
    canvas_text(k->canvas, k->plot.left, k->plot.bottom + 8 + 3.9 * TEXT, ALIGN_LEFT, TEXT - 2, COLOUR_MUTED,
                arena_format(k->canvas->arena,
                             k->chinese ? "±：该年结果的标准差%s" : "±: standard deviation of the year's outcome%s",
                             unit ? unit : ""));
}

/* In the order of the layers, from the top. */
static void legend(const struct stack *k)
{
    const double x = k->plot.right + 36, width = k->canvas->width - PAGE_MARGIN - x - 30;
    double y = k->plot.top + 14;
    const bool rest = k->layers < k->s->inputs;

    for (int i = k->layers + 1; i >= 0; i--) {
        const char *text = i == k->layers + 1 ? (k->chinese ? "因素之间的相互作用" : "interactions between inputs")
                           : i == k->layers ? (k->chinese ? "其他因素" : "other inputs")
                                            : study_input(k->s->setup, k->order[i], k->chinese);
        const char *lines[2];
        if (i == k->layers && !rest)
            continue;
        const int count = lettering_wrap(k->canvas->arena, text, TEXT, width, 2, lines);
        canvas_rect(k->canvas, x, y - 9, x + 18, y + 9,
                    i == k->layers + 1 ? JOINT_COLOUR
                    : i == k->layers   ? OTHER_COLOUR
                                       : colours[i]);
        for (int l = 0; l < count; l++, y += 1.25 * TEXT)
            canvas_text(k->canvas, x + 28, y, ALIGN_LEFT, TEXT, COLOUR_INK, lines[l]);
        y += 0.55 * TEXT;
    }
}

static const char *draw_page(const void *what, int i, bool chinese, struct canvas *c)
{
    const struct times *times = what;
    const struct series *of = times->series[i];
    struct stack k = {.times = times, .s = times->study.s, .chinese = chinese, .canvas = c};
    struct span percent;

    find_outputs(&k, of);
    if (k.years < 1 || !choose_layers(&k))
        return NULL;
    const char *name = study_series(k.s->setup, of, chinese, c->arena);
    study_frame(&times->study,
                arena_format(c->arena, chinese ? "%s：各因素影响的年度变化" : "%s: what matters from year to year",
                             name ? name : ""),
                chinese, c);
    const double top =
        study_note(c,
                   chinese ? "每根柱为当年结果波动（方差）的构成：各因素单独作用所占比重，最上为相互作用。"
                           : "Each column splits how much the year's outcome varies (its variance) into "
                             "the inputs by themselves and, on top, their interactions.",
                   2);
    k.plot =
        (struct box){PAGE_MARGIN + 70, top + 20, c->width - PAGE_MARGIN - LEGEND, c->height - frame_bottom(c) - 100};
    span_fit(&percent, 0, 1, 5, UNIT_SHARE, NULL, chinese);
    percent.scale.unit[0] = 0;
    span_left(&percent, k.plot, TEXT, true, c);
    canvas_segment(c, k.plot.left, k.plot.bottom, k.plot.right, k.plot.bottom, 2, COLOUR_RULE);
    columns(&k, of);
    legend(&k);
    return study_file(c->arena, "sobol-time", of->key, 0);
}

/* Every series of the outputs, or the one asked for. */
static void find_series(struct times *t, const char *key)
{
    const struct sensitivity_options *o = t->study.o;

    for (int i = 0; i < t->study.s->outputs && t->count < MOST_SERIES; i++) {
        int years = 0;
        bool seen = false;
        for (int k = 0; k < t->study.s->outputs; k++) {
            seen = seen || (k < i && o->cells[k].series == o->cells[i].series);
            years += o->cells[k].series == o->cells[i].series;
        }
        if (!seen && (key ? !strcmp(key, o->cells[i].series->key) : years > 1))
            t->series[t->count++] = o->cells[i].series;
    }
}

int plots_sobol_time(const struct sensitivity *s, const struct sensitivity_options *o, const char *key,
                     const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    struct times times = {.study = {.s = s, .o = o}};

    find_series(&times, key);
    if (key && times.count == 0) {
        *written = NULL;
        *count = 0;
        diag_error(d, NULL, 0, "%s is not among the outputs of the study", key);
        return VS_USAGE;
    }
    const struct page_set set = {.what = &times, .count = times.count, .draw = draw_page};
    return study_draw(&times.study, METHOD_SOBOL, &set, q, a, written, count, d);
}
