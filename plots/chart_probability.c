/* The board of targets with the probability of meeting each, for one plan or several side by side. */
#include <string.h>

#include "board.h"
#include "study_page.h"

enum { MOST_MEMBERS = 6, CELL_DUE = 0, CELL_TARGET = 1, FIRST_MEMBER = 2 };

struct probabilities {
    struct board board; /* first: cells find the rest from it */
    const struct ensemble *e;
    int members;
};

/* The target of the same id in another member, -1 when it has none. */
static int target_of(const struct member *m, const char *id)
{
    const struct scenario *s = m->setup->scenario;

    for (int i = 0; i < s->target_count; i++)
        if (!strcmp(s->targets[i].id, id))
            return i;
    return -1;
}

/* A track from 0 to 100 %, filled up to the probability, with a whisker of one standard error and
 * the number at the right. */
static void bar(const struct board *b, struct canvas *c, double p, double error, double left, double right, double y)
{
    const double end = right - 108 * b->text / BOARD_TEXT, half = 0.44 * b->text;
    char number[32], text[64];

    probability_text(p, number, sizeof number);
    snprintf(text, sizeof text, "%s", number);
    if (error >= 0.0005)
        snprintf(text, sizeof text, error < 0.0095 ? "%s ±%.1f" : "%s ±%.0f", number, 100 * error);
    board_put(b, c, text, end + 14, right, y, COLOUR_INK);
    if (end - left < 2 * b->text) /* many plans side by side: the number must do */
        return;
    canvas_rect(c, left, y - half, end, y + half, COLOUR_GRID);
    canvas_rect(c, left, y - half, left + (end - left) * p, y + half, verdict_colour(probability_class(p)));
    if (error >= 0.0005) {
        const double x1 = left + (end - left) * fmax(0, p - error), x2 = left + (end - left) * fmin(1, p + error);
        canvas_segment(c, x1, y, x2, y, 2, COLOUR_INK);
        canvas_segment(c, x1, y - 5, x1, y + 5, 2, COLOUR_INK);
        canvas_segment(c, x2, y - 5, x2, y + 5, 2, COLOUR_INK);
    }
}

static void draw_cell(const struct board *b, struct canvas *c, const struct result *r, int cell, double left,
                      double right, double y)
{
    const struct probabilities *p = (const struct probabilities *)b;
    char text[256] = "—";
    double error;

    if (cell >= FIRST_MEMBER) {
        const int member = cell - FIRST_MEMBER, target = target_of(&p->e->members[member], r->target->id);
        if (r->row && target >= 0) {
            const double x = ensemble_probability(p->e, member, target, &error);
            bar(b, c, x, error, left, right, y);
            return;
        }
    } else if (cell == CELL_DUE) {
        snprintf(text, sizeof text, "%d", r->target->due);
    } else if (r->row) {
        board_target_text(b, r, text, sizeof text);
    }
    board_put(b, c, text, left, right, y, COLOUR_INK);
}

static const char *label(const struct ensemble *e, int member, bool chinese)
{
    const struct scenario *s = e->members[member].setup->scenario;

    return label_text(&s->label, chinese, s->name ? s->name : "");
}

/* `room` is what the members share, in a text of BOARD_TEXT. */
static void cells(const struct probabilities *p, double room, struct board_cell *list)
{
    const double each = fmin(240, room / p->members);

    list[CELL_DUE] = (struct board_cell){"年份", "due", 62};
    list[CELL_TARGET] = (struct board_cell){"目标值", "wanted", 122};
    for (int m = 0; m < p->members; m++)
        list[FIRST_MEMBER + m] = (struct board_cell){"达标概率（±标准误）", "probability (± std. error)", each};
    for (int m = 0; m < p->members && p->members > 1; m++)
        list[FIRST_MEMBER + m] = (struct board_cell){label(p->e, m, true), label(p->e, m, false), each};
}

/* The base run's results, their verdicts replaced by classes of probability; NULL when memory is out. */
static const struct result **classes(const struct probabilities *p, const struct run *base, struct arena *a)
{
    const int count = base->setup->scenario->target_count;
    struct result *own = arena_alloc(a, (size_t)(count + 1) * sizeof *own);
    const struct result **list = arena_alloc(a, (size_t)(count + 1) * sizeof *list);
    double error;

    for (int i = 0; own && list && i < count; i++) {
        own[i] = base->results[i];
        if (own[i].verdict != VERDICT_UNEVALUATED)
            own[i].verdict = probability_class(ensemble_probability(p->e, 0, i, &error));
        list[i] = &own[i];
    }
    return own ? list : NULL;
}

/* "All together: 3%, 12%." */
static const char *joint(const struct probabilities *p, bool chinese, struct arena *a)
{
    const char *text = chinese ? "所有目标同时达到的概率：" : "All targets together: ";
    char number[32];

    for (int m = 0; m < p->members && text; m++) {
        probability_text(p->e->done ? (double)p->e->members[m].joint / (double)p->e->done : 0, number, sizeof number);
        text = arena_format(a, "%s%s%s", text, m ? " / " : "", number);
    }
    return text;
}

static const char *names(const struct probabilities *p, bool chinese, struct arena *a)
{
    const char *text = NULL;

    for (int m = 0; m < p->members && p->members > 1; m++)
        text = m ? arena_format(a, "%s%s%s", text ? text : "", chinese ? "　对比　" : " · ", label(p->e, m, chinese))
                 : label(p->e, m, chinese);
    return text;
}

struct request {
    const struct ensemble *e;
    const struct run *base;
};

/* The less likely, the worse. */
static double badness(const struct board *b, const struct result *r)
{
    const struct probabilities *p = (const struct probabilities *)b;
    double error;

    return 1 - ensemble_probability(p->e, 0, target_of(&p->e->members[0], r->target->id), &error);
}

static void say(const struct board *b, const struct result *r, char *text, size_t size)
{
    char wanted[128], chance[32];

    board_target_text(b, r, wanted, sizeof wanted);
    probability_text(1 - badness(b, r), chance, sizeof chance);
    snprintf(text, size, b->chinese ? "%d年目标%s，达标概率%s" : "in %d wanted %s: probability %s", r->target->due,
             wanted, chance);
}

static const char *draw_probabilities(const void *what, int page, bool chinese, struct canvas *c)
{
    const struct request *q = what;
    struct probabilities p = {.e = q->e,
                              .members = q->e->member_count < MOST_MEMBERS ? q->e->member_count : MOST_MEMBERS};
    struct board_cell list[FIRST_MEMBER + MOST_MEMBERS];

    if (q->base->setup->scenario->target_count == 0)
        return NULL;
    cells(&p, c->width >= 1500 ? 1140 : 750, list);
    p.board = (struct board){.name = "probabilities",
                             .title = chinese ? "各项目标的达标概率" : "How likely each target is met",
                             .run = q->base,
                             .chinese = chinese,
                             .results = classes(&p, q->base, c->arena),
                             .count = q->base->setup->scenario->target_count,
                             .cells = list,
                             .cell_count = FIRST_MEMBER + p.members,
                             .draw_cell = draw_cell,
                             .badness = badness,
                             .say = say,
                             .worst = chinese ? "最难达到的目标" : "Least likely",
                             .class_name = probability_name,
                             .counted = chinese ? "把握较大" : "likely",
                             .head = {.setup = q->base->setup,
                                      .subtitle = names(&p, chinese, c->arena),
                                      .study = study_runs(c->arena, q->e->done, q->e->designs[0].seed, chinese)},
                             .note = joint(&p, chinese, c->arena)};
    const char *more = p.board.results ? board_note(&p.board, c->arena) : NULL;
    if (more && *more && p.board.note)
        p.board.note = arena_format(c->arena, "%s · %s", p.board.note, more);
    c->failed = c->failed || !p.board.results;
    return c->failed ? NULL : board_draw(&p.board, page, c);
}

int plots_probabilities(const struct ensemble *e, const struct plot_request *q, struct arena *a, char ***written,
                        int *count, struct diags *d)
{
    struct run base;
    const struct request request = {.e = e, .base = &base};
    const struct page_set set = {.what = &request, .count = CHART_PAGES, .brief = true, .draw = draw_probabilities};
    int code = run_init(&base, e->members[0].setup, d);

    *written = NULL;
    *count = 0;
    if (!code)
        code = pages_write(&set, q, a, written, count, d);
    run_free(&base);
    if (!code && *count == 0)
        diag_warning(d, NULL, 0, "the board of probabilities was not drawn: the scenario has no targets");
    return code;
}
