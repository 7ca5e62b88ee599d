/* The frontier: what a sum of money reaches. Cost across, targets met up; each step has a number, and the
 * list at the right says what it costs and which targets it adds or gives up. */
#include "reach_words.h"
#include "span.h"
#include "study_page.h"

enum { TEXT = 20, LIST_WIDTH = 760, PLOT_HEIGHT = 480, ROW = 30, LINES = 2 };

struct frontier {
    const struct reach *r;
    bool chinese;
    struct canvas *canvas;
    struct box plot, list; /* side by side on a slide, one above the other on a page */
    struct span cost, met;
};

static int lines_each(const struct frontier *f) { return f->r->step_count > 9 ? 1 : LINES; }

static void arrange(struct frontier *f)
{
    struct canvas *c = f->canvas;
    const bool beside = c->width > 1500;
    const double foot = 3.2 * TEXT + 8, row = ROW + (ROW - 5) * (lines_each(f) + 1) + 10;

    if (!beside)
        page_fit(c, frame_top(c) + PLOT_HEIGHT + foot + 40 + row * f->r->step_count);
    const double bottom = c->height - frame_bottom(c);
    f->plot = (struct box){PAGE_MARGIN + span_room(&f->met, TEXT), frame_top(c) + 50,
                           c->width - PAGE_MARGIN - (beside ? LIST_WIDTH + 40 : 40),
                           beside ? bottom - foot : frame_top(c) + PLOT_HEIGHT};
    f->list =
        (struct box){beside ? c->width - PAGE_MARGIN - LIST_WIDTH : PAGE_MARGIN,
                     beside ? frame_top(c) + 20 : f->plot.bottom + foot + 40, c->width - PAGE_MARGIN, bottom - 20};
}

static const char *target_label(const struct frontier *f, int target)
{
    const struct target *t = &f->r->plan->setup->scenario->targets[target];
    return label_text(&t->label, f->chinese, t->id);
}

/* "a; b; c and 4 more" */
static const char *names(const struct frontier *f, const int *targets, int count)
{
    enum { MOST = 3 };
    struct arena *a = f->canvas->arena;
    const char *text = "";

    for (int i = 0; i < count && i < MOST && text; i++)
        text = arena_format(a, "%s%s%s", text, i ? (f->chinese ? "；" : "; ") : "", target_label(f, targets[i]));
    if (text && count > MOST)
        text = arena_format(a, f->chinese ? "%s等%d项" : "%s and %d more", text, f->chinese ? count : count - MOST);
    return text ? text : "";
}

static double x_of(const struct frontier *f, int step)
{
    return span_at(&f->cost, f->r->steps[step].setting.cost, f->plot.left, f->plot.right);
}

static double y_of(const struct frontier *f, int step)
{
    return span_at(&f->met, f->r->steps[step].met, f->plot.bottom, f->plot.top);
}

static void fit(struct frontier *f)
{
    const struct reach *r = f->r;
    const struct reach_step *last = &r->steps[r->step_count - 1];
    double most = last->setting.cost;

    if (r->options.budget < 2.0 * most)
        most = fmax(most, r->options.budget);
    span_fit(&f->cost, 0, most > 0.0 ? 1.06 * most : 1.0, 6, UNIT_WAN_YUAN, NULL, f->chinese);
    span_fit(&f->met, r->steps[0].met > 2 ? r->steps[0].met - 2 : 0, r->joint_count + 1, 8, UNIT_COUNT,
             f->chinese ? "项" : "targets", f->chinese);
    f->cost.title = f->chinese ? "措施成本" : "Cost of the levers";
    f->met.title = f->chinese ? "达标" : "Met";
}

/* Between steps the money buys nothing more: the curve goes across, then up. */
static void draw_curve(const struct frontier *f)
{
    const struct reach *r = f->r;
    double *xy = arena_alloc(f->canvas->arena, sizeof *xy * (size_t)(4 * r->step_count + 4));
    int points = 0;

    if (!xy) {
        f->canvas->failed = true;
        return;
    }
    for (int i = 0; i < r->step_count; i++) {
        if (i > 0) {
            xy[2 * points] = x_of(f, i);
            xy[2 * points++ + 1] = y_of(f, i - 1);
        }
        xy[2 * points] = x_of(f, i);
        xy[2 * points++ + 1] = y_of(f, i);
    }
    xy[2 * points] = f->plot.right;
    xy[2 * points++ + 1] = y_of(f, r->step_count - 1);
    canvas_line(f->canvas, xy, points, 4.5, DASH_SOLID, COLOUR_BLUE);
}

/* All that can be met one by one, and the budget. */
static void draw_limits(const struct frontier *f)
{
    const double y = span_at(&f->met, f->r->joint_count, f->plot.bottom, f->plot.top);
    char money[80];

    canvas_line(f->canvas, (const double[]){f->plot.left, y, f->plot.right, y}, 2, 2.5, DASH_LONG, COLOUR_GREEN);
    canvas_bold(f->canvas, f->plot.left + 8, y - 0.8 * TEXT, ALIGN_LEFT, TEXT, COLOUR_GREEN,
                arena_format(f->canvas->arena, f->chinese ? "逐项看可达标的共%d项" : "%d can be met one by one",
                             f->r->joint_count));
    if (!(f->r->options.budget <= f->cost.high))
        return;
    const double x = span_at(&f->cost, f->r->options.budget, f->plot.left, f->plot.right);
    reach_money(f->r->options.budget, f->chinese, money, sizeof money);
    canvas_line(f->canvas, (const double[]){x, f->plot.top, x, f->plot.bottom}, 2, 2.5, DASH_LONG, COLOUR_VERMILION);
    canvas_bold(f->canvas, x - 8, f->plot.bottom - TEXT, ALIGN_RIGHT, TEXT, COLOUR_VERMILION,
                arena_format(f->canvas->arena, f->chinese ? "预算 %s" : "budget %s", money));
}

/* Numbers stand above their marks; where marks crowd, only the first and last of a crowd have one. */
static void draw_marks(const struct frontier *f)
{
    double free_from = -1e9;

    for (int i = 0; i < f->r->step_count; i++) {
        const double x = x_of(f, i), y = y_of(f, i);
        const bool affordable = f->r->steps[i].setting.cost <= f->r->options.budget;
        char number[16];
        canvas_mark(f->canvas, x, y, MARK_DISC, 9, affordable ? COLOUR_BLUE : COLOUR_GREY);
        snprintf(number, sizeof number, "%d", i);
        if (x < free_from)
            continue;
        canvas_bold(f->canvas, i ? x - 10 : x + 10, i ? y - 0.9 * TEXT : y + 0.9 * TEXT, i ? ALIGN_RIGHT : ALIGN_LEFT,
                    TEXT, COLOUR_INK, number);
        free_from = x + 1.6 * TEXT;
    }
}

/* Writes a text in the list, wrapped; returns the y below it. */
static double wrapped(const struct frontier *f, double x, double y, double width, int lines, int colour,
                      const char *text)
{
    const char *line[8];
    const int count = lettering_wrap(f->canvas->arena, text, TEXT - 2, width, lines, line);

    for (int i = 0; i < count; i++, y += ROW - 5)
        canvas_text(f->canvas, x, y, ALIGN_LEFT, TEXT - 2, colour, line[i]);
    return y;
}

static void draw_list(const struct frontier *f)
{
    const double left = f->list.left, width = f->list.right - left;
    const int lines = lines_each(f);
    double y = f->list.top;

    for (int i = 0; i < f->r->step_count; i++) {
        const struct reach_step *step = &f->r->steps[i];
        char money[80];
        if (y + ROW * (1 + lines) > f->list.bottom) {
            canvas_text(f->canvas, left, y, ALIGN_LEFT, TEXT - 2, COLOUR_MUTED,
                        arena_format(f->canvas->arena,
                                     f->chinese ? "……另有%d步，见表" : "… and %d more steps, in the table",
                                     f->r->step_count - i));
            return;
        }
        reach_money(step->setting.cost, f->chinese, money, sizeof money);
        canvas_bold(f->canvas, left, y, ALIGN_LEFT, TEXT, COLOUR_INK,
                    arena_format(f->canvas->arena, f->chinese ? "%d   %s，达标%d项" : "%d   %s, %d targets met", i,
                                 money, step->met));
        y += ROW;
        y = wrapped(f, left + 34, y, width - 34, lines, COLOUR_MUTED,
                    i == 0 ? (f->chinese ? "现方案" : "the plan as it is")
                           : names(f, step->gained, step->gained_count));
        if (step->lost_count > 0)
            y = wrapped(f, left + 34, y, width - 34, 1, COLOUR_MISSED,
                        arena_format(f->canvas->arena, f->chinese ? "放弃：%s" : "gives up: %s",
                                     names(f, step->lost, step->lost_count)));
        y += 10;
    }
}

static const char *draw_frontier(const void *what, int i, bool chinese, struct canvas *c)
{
    struct frontier f = {.r = what, .chinese = chinese, .canvas = c};
    char study[160];
    const struct page_head head = {.setup = f.r->plan->setup,
                                   .title = chinese ? "花多少钱，能达标几项" : "What a sum of money reaches",
                                   .study = study};

    (void)i;
    snprintf(study, sizeof study, chinese ? "试算%llu种措施组合" : "%llu settings of the levers tried",
             (unsigned long long)f.r->tried);
    if (f.r->step_count == 0)
        return NULL;
    fit(&f);
    arrange(&f);
    page_frame(&head, chinese, c);
    span_left(&f.met, f.plot, TEXT, true, c);
    span_bottom(&f.cost, f.plot, TEXT, false, c);
    draw_limits(&f);
    draw_curve(&f);
    draw_marks(&f);
    draw_list(&f);
    return "frontier";
}

int plots_frontier(const struct reach *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
                   struct diags *d)
{
    const struct page_set set = {.what = r, .count = 1, .draw = draw_frontier};
    const int code = pages_write(&set, q, a, written, count, d);

    if (!code && *count == 0)
        diag_warning(d, NULL, 0, "the frontier was not drawn: no target can be met");
    return code;
}
