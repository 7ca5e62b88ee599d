/* Morris plane: how much an input moves an output (mu*), against how much that depends on the others
 * or on where it starts (sigma). */
#include "span.h"
#include "study_page.h"

enum { TEXT = 20, MOST_LABELS = 40 };

struct plane {
    const struct study *study;
    const struct sensitivity *s;
    const double *mu_star, *mu, *sigma;
    int *order;
    struct span x, y;
    struct box plot;
    bool chinese;
    struct canvas *canvas;
    struct placer *placer;
};

static double at_x(const struct plane *p, double v) { return span_at(&p->x, v, p->plot.left, p->plot.right); }
static double at_y(const struct plane *p, double v) { return span_at(&p->y, v, p->plot.bottom, p->plot.top); }

/* Raises, lowers, or does both: then mu is far smaller than mu*. */
static int direction(const struct plane *p, int k)
{
    return fabs(p->mu[k]) < 0.5 * p->mu_star[k] ? 0 : p->mu[k] > 0 ? 1 : -1;
}

static const struct look {
    int colour;
    enum mark mark;
    const char *zh, *en;
} looks[3] = {{COLOUR_ORANGE, MARK_TRIANGLE, "升高则结果降低", "lowers the outcome"},
              {COLOUR_MUTED, MARK_CIRCLE, "有升有降", "either, depending on the others"},
              {COLOUR_BLUE, MARK_DISC, "升高则结果升高", "raises the outcome"}};

/* The line sigma = mu*: above it an input's effect depends more on the others than it lasts. */
static void diagonal(const struct plane *p)
{
    const double end = fmin(p->x.high, p->y.high);
    const double x1 = at_x(p, 0), y1 = at_y(p, 0), x2 = at_x(p, end), y2 = at_y(p, end);

    canvas_line(p->canvas, (const double[]){x1, y1, x2, y2}, 2, 2, DASH_SHORT, COLOUR_RULE);
    place_avoid_line(p->placer, x1, y1, x2, y2);
    const char *text = "σ = μ*";
    const double width = lettering_width(text, TEXT, false);
    const struct box b =
        place_label(p->placer, x2 - 0.04 * (x2 - x1), y2 + 0.04 * (y1 - y2), width, 1.2 * TEXT, 14, 14);
    canvas_text(p->canvas, (b.left + b.right) / 2, (b.top + b.bottom) / 2, ALIGN_CENTRE, TEXT, COLOUR_MUTED, text);
}

static bool covers(const struct box *boxes, int count, struct box b)
{
    for (int i = 0; i < count; i++)
        if (b.left < boxes[i].right && boxes[i].left < b.right && b.top < boxes[i].bottom && boxes[i].top < b.bottom)
            return true;
    return false;
}

/* Labels from the largest effect down, as long as there is room for them. */
static void labels(const struct plane *p, double least)
{
    struct box taken[2 * MOST_LABELS]; /* by labels and the lines to them */
    int count = 0;

    for (int i = 0; i < p->s->inputs && count + 1 < 2 * MOST_LABELS; i++) {
        const int k = p->order[i];
        if (p->mu_star[k] < least)
            break;
        const double x = at_x(p, p->mu_star[k]), y = at_y(p, p->sigma[k]);
        const char *text = lettering_cut(p->canvas->arena, study_input(p->s->setup, k, p->chinese), TEXT, false, 420);
        const double width = text ? lettering_width(text, TEXT, false) : 0;
        const struct box b = place_label(p->placer, x, y, width + 4, 1.2 * TEXT, 14, 12);
        if (covers(taken, count, b) || b.left < p->plot.left || b.right > p->canvas->width - 20)
            break;
        taken[count++] = b;
        const double middle = (b.top + b.bottom) / 2, near = fmin(fmax(x, b.left), b.right);
        const double edge = middle < y ? b.bottom : b.top;
        if (hypot(near - x, middle - y) > 40) {
            canvas_segment(p->canvas, x, y, near, edge, 1, COLOUR_RULE);
            place_avoid_line(p->placer, x, y, near, edge);
            taken[count++] = (struct box){fmin(x, near) - 1, fmin(y, edge) + 1, fmax(x, near) + 1, fmax(y, edge) - 1};
        }
        canvas_text(p->canvas, (b.left + b.right) / 2, middle, ALIGN_CENTRE, TEXT, COLOUR_INK, text);
    }
}

static void points(const struct plane *p, double least)
{
    for (int k = 0; k < p->s->inputs; k++) {
        if (p->mu_star[k] < least)
            continue;
        const struct look *look = &looks[direction(p, k) + 1];
        const double x = at_x(p, p->mu_star[k]), y = at_y(p, p->sigma[k]);
        canvas_mark(p->canvas, x, y, look->mark, 9, look->colour);
        place_mark(p->placer, x, y, 10);
    }
}

static void legend(const struct plane *p, double y)
{
    double x = PAGE_MARGIN;

    for (int i = 2; i >= 0; i--) {
        const char *text = p->chinese ? looks[i].zh : looks[i].en;
        canvas_mark(p->canvas, x + 9, y, looks[i].mark, 9, looks[i].colour);
        canvas_text(p->canvas, x + 26, y, ALIGN_LEFT, NOTE_SIZE, COLOUR_INK, text);
        x += 26 + lettering_width(text, NOTE_SIZE, false) + 36;
    }
}

static void fit(struct plane *p, const struct series *of, double right, double top)
{
    const char *unit = series_unit(p->s->setup, of, p->chinese);

    span_fit(&p->x, 0, 1.12 * right, 10, of->row->unit, unit, p->chinese);
    span_fit(&p->y, 0, fmax(1.1 * top, 0.25 * right), 8, of->row->unit, unit, p->chinese);
    p->x.title = p->chinese ? "μ*：对结果影响的平均大小" : "μ*: mean size of the effect on the outcome";
    p->y.title = p->chinese ? "σ：影响的不稳定程度" : "σ: how much the effect varies";
}

static const char *draw_morris(const void *what, int i, bool chinese, struct canvas *c)
{
    const struct study *study = what;
    const int output = study->first + i, inputs = study->s->inputs;
    const struct cell *cell = &study->o->cells[output];
    const size_t at = (size_t)output * (size_t)inputs;
    struct plane p = {.study = study, .s = study->s, .chinese = chinese, .canvas = c};
    double right = 0, top = 0;

    p.mu_star = p.s->mu_star + at;
    p.mu = p.s->mu + at;
    p.sigma = p.s->sigma + at;
    p.order = arena_alloc(c->arena, (size_t)(inputs + 1) * sizeof *p.order);
    p.placer = arena_alloc(c->arena, sizeof *p.placer);
    c->failed = c->failed || !p.order || !p.placer;
    for (int k = 0; k < inputs; k++) {
        right = fmax(right, p.mu_star[k]);
        top = fmax(top, p.sigma[k]);
    }
    if (c->failed || !(right > 1e-9 * fabs(p.s->base[output])) || !study_known(right) || !study_known(top))
        return NULL;
    study_order(p.mu_star, inputs, p.order);
    fit(&p, cell->series, right, top);
    study_frame(study,
                study_title(p.s->setup, cell, chinese ? "哪些因素值得细究" : "which inputs deserve attention", chinese,
                            c->arena),
                chinese, c);
    const double y = study_note(c,
                                chinese ? "越靠右影响越大；越靠上，影响越取决于其他因素。未标名、未画出的因素影响很小。"
                                        : "Further right: a larger effect. Further up: an effect that depends more on "
                                          "the other inputs. Inputs without a name or point matter little.",
                                2) +
                     6;
    legend(&p, y);
    p.plot = (struct box){PAGE_MARGIN + span_room(&p.y, TEXT), y + 90, c->width - PAGE_MARGIN - 60,
                          c->height - frame_bottom(c) - 8 - 3.2 * TEXT};
    p.placer->inside = (struct box){p.plot.left + 4, p.plot.top, c->width - PAGE_MARGIN, p.plot.bottom - 4};
    span_bottom(&p.x, p.plot, TEXT, true, c);
    span_left(&p.y, p.plot, TEXT, true, c);
    points(&p, 0.004 * right);
    diagonal(&p);
    labels(&p, 0.03 * right);
    return study_file(c->arena, "morris", cell->series->key, cell->year);
}

int plots_morris(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                 const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    return study_outputs(s, o, output, METHOD_MORRIS, draw_morris, q, a, written, count, d);
}
