/* When a target fails: the box that scenario discovery found, one row for each restricted input. */
#include <string.h>

#include "bars.h"
#include "study_page.h"

enum { TEXT = 20, ROW_MOST = 110 };

/* A restricted input: what of its range the box keeps. */
struct kept {
    int input;
    double whole_low, whole_high, low, high;
};

/* The whole range of an input; open ends of a normal are drawn to three standard deviations. */
static void whole_range(const struct uncertain *x, double *low, double *high)
{
    *low = x->low;
    *high = x->high;
    if (x->distribution == DIST_DISCRETE) {
        *low = HUGE_VAL;
        *high = -HUGE_VAL;
        for (int i = 0; i < x->count; i++) {
            *low = fmin(*low, x->values[i]);
            *high = fmax(*high, x->values[i]);
        }
    } else if (x->distribution == DIST_NORMAL || x->distribution == DIST_LOGNORMAL) {
        *low = fmax(*low, x->mean - 3 * x->sd);
        *high = fmin(*high, x->mean + 3 * x->sd);
        if (x->distribution == DIST_LOGNORMAL)
            *low = fmax(*low, 0);
    }
}

/* Both sides of an input make one row. */
static int collect(const struct sensitivity *s, const struct prim_box *box, struct kept *list)
{
    int count = 0;

    for (int i = 0; i < box->sides; i++) {
        const struct prim_side *side = &box->side[i];
        int k = 0;
        while (k < count && list[k].input != side->input)
            k++;
        if (k == count) {
            struct kept *n = &list[count++];
            n->input = side->input;
            whole_range(&s->setup->scenario->uncertains[side->input], &n->whole_low, &n->whole_high);
            n->low = n->whole_low = fmin(n->whole_low, side->limit);
            n->high = n->whole_high = fmax(n->whole_high, side->limit);
        }
        if (side->upper)
            list[k].high = fmin(list[k].high, side->limit);
        else
            list[k].low = fmax(list[k].low, side->limit);
    }
    return count;
}

/* "above 5.8%", "0.7 to 0.9". */
static const char *kept_text(const struct setup *u, const struct kept *k, bool chinese, struct arena *a)
{
    char low[96], high[96];

    study_input_value(u, k->input, k->low, chinese, low, sizeof low);
    study_input_value(u, k->input, k->high, chinese, high, sizeof high);
    if (k->low > k->whole_low && k->high < k->whole_high)
        return arena_format(a, chinese ? "%s至%s" : "%s to %s", low, high);
    if (k->low > k->whole_low)
        return arena_format(a, chinese ? "高于%s" : "above %s", low);
    return arena_format(a, chinese ? "低于%s" : "below %s", high);
}

static void row(const struct setup *u, const struct kept *k, struct box area, bool chinese, struct canvas *c)
{
    const double y = (area.top + area.bottom) / 2, span = k->whole_high - k->whole_low;
    const double x1 = area.left + (area.right - area.left) * (k->low - k->whole_low) / span,
                 x2 = area.left + (area.right - area.left) * (k->high - k->whole_low) / span;
    char text[96];

    canvas_rect(c, area.left, y - 15, area.right, y + 15, COLOUR_GRID);
    canvas_rect(c, x1, y - 15, x2, y + 15, COLOUR_MISSED);
    study_input_value(u, k->input, k->whole_low, chinese, text, sizeof text);
    canvas_text(c, area.left, y + 32, ALIGN_LEFT, TEXT - 3, COLOUR_MUTED, text);
    study_input_value(u, k->input, k->whole_high, chinese, text, sizeof text);
    canvas_text(c, area.right, y + 32, ALIGN_RIGHT, TEXT - 3, COLOUR_MUTED, text);
    canvas_bold(c, area.right + 24, y, ALIGN_LEFT, TEXT, COLOUR_MISSED, kept_text(u, k, chinese, c->arena));
}

static void rows(const struct setup *u, const struct kept *list, int count, double top, bool chinese, struct canvas *c)
{
    const double bottom = c->height - frame_bottom(c) - 10, height = fmin(ROW_MOST, (bottom - top) / count);
    double labels = 0, texts = 0;

    for (int i = 0; i < count; i++) {
        const char *text = kept_text(u, &list[i], chinese, c->arena);
        labels = fmax(labels, lettering_width(study_input(u, list[i].input, chinese), TEXT, false));
        texts = fmax(texts, text ? lettering_width(text, TEXT, true) : 0);
    }
    labels = fmin(labels + 4, 520);
    for (int i = 0; i < count; i++) {
        const char *lines[2];
        const struct box area = {PAGE_MARGIN + labels + 24, top + i * height, c->width - PAGE_MARGIN - texts - 30,
                                 top + (i + 1) * height - 18};
        const int n = lettering_wrap(c->arena, study_input(u, list[i].input, chinese), TEXT, labels, 2, lines);
        for (int l = 0; l < n; l++)
            canvas_text(c, PAGE_MARGIN + labels, (area.top + area.bottom) / 2 + (l - (n - 1) / 2.0) * 1.25 * TEXT,
                        ALIGN_RIGHT, TEXT, COLOUR_INK, lines[l]);
        row(u, &list[i], area, chinese, c);
    }
}

static const char *note(const struct prim_box *box, bool chinese, struct arena *a)
{
    const double failures = box->coverage > 0 ? box->density * box->mass / box->coverage : 0; /* of all cases */

    return arena_format(a,
                        chinese ? "各条件同时成立时，该目标有%.0f%%的可能不达标（总体为%.0f%%）；全部不达标情形的%.0f%%"
                                  "在此范围内，这一范围占全部情形的%.0f%%。"
                                : "Where all of these hold, the target fails in %.0f%% of cases (overall in %.0f%%). "
                                  "%.0f%% of all failures are here, and %.0f%% of all cases.",
                        100 * box->density, 100 * failures, 100 * box->coverage, 100 * box->mass);
}

/* The target's name is cut where it would push coverage and density off the page. */
static const char *title(const struct prim_box *box, const char *name, bool chinese, struct canvas *c)
{
    const char *before = chinese ? "什么情况下不达标：" : "When it fails: ";
    const char *after =
        arena_format(c->arena, chinese ? "（覆盖%.0f%%，密度%.0f%%）" : " (coverage %.0f%%, density %.0f%%)",
                     100 * box->coverage, 100 * box->density);
    const double room = c->width - 2 * PAGE_MARGIN - lettering_width(before, TITLE_SIZE, true) -
                        lettering_width(after ? after : "", TITLE_SIZE, true) - 4;
    const char *fits = lettering_cut(c->arena, name, TITLE_SIZE, true, room);

    return after && fits ? arena_format(c->arena, "%s%s%s", before, fits, after) : NULL;
}

static const char *draw_prim(const void *what, int i, bool chinese, struct canvas *c)
{
    const struct study *study = what;
    const struct sensitivity *s = study->s;
    const int output = study->first + i;
    const struct target *t = study->o->targets ? study->o->targets[output] : NULL;
    const struct prim_box *box = &s->box[output];
    struct kept list[16];

    if (!t || box->sides < 1)
        return NULL;
    const int count = collect(s, box, list);
    page_fit(c, frame_top(c) + 2 * NOTE_LINE + 50 + count * ROW_MOST);
    study_frame(study, title(box, label_text(&t->label, chinese, t->id), chinese, c), chinese, c);
    struct legend l;
    legend_begin(&l, c, study_note(c, note(box, chinese, c->arena), 3) + 6);
    legend_swatch(&l, COLOUR_MISSED, chinese ? "不达标集中的取值范围" : "where failures gather");
    legend_swatch(&l, COLOUR_GRID, chinese ? "该因素的全部取值范围" : "the input's whole range");
    rows(s->setup, list, count, legend_end(&l), chinese, c);
    return study_file(c->arena, "prim", t->id, 0);
}

int plots_prim(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_DISCOVER, draw_prim, q, a, written, count, d);
}

int plots_sensitivity(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                      const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    switch (s->method) {
    case METHOD_SOBOL:
        return plots_sobol(s, o, output, q, a, written, count, d);
    case METHOD_MORRIS:
        return plots_morris(s, o, output, q, a, written, count, d);
    case METHOD_TORNADO:
        return plots_tornado(s, o, output, q, a, written, count, d);
    case METHOD_PRCC:
        return plots_prcc(s, o, output, q, a, written, count, d);
    case METHOD_PAWN:
        return plots_pawn(s, o, output, q, a, written, count, d);
    default:
        return plots_prim(s, o, output, q, a, written, count, d);
    }
}
