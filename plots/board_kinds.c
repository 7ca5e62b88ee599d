/* What the two boards show in a row: every target with its numbers; initiatives with a bar. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "lettering.h"
#include "quantity.h"
#include "style.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* What a target's numbers are: a share where the plan counts 0.8 of the cities. */
static enum unit measure(const struct board *b, const struct result *r)
{
    const bool share = r->series && !strcmp(series_unit(b->run->setup, r->series, true), "比例");

    return share ? UNIT_SHARE : r->row->unit;
}

static const char *own_unit(const struct board *b, const struct result *r)
{
    return r->series && measure(b, r) == r->row->unit ? series_unit(b->run->setup, r->series, b->chinese) : NULL;
}

static void value_text(const struct board *b, const struct result *r, double value, char *text, size_t size)
{
    const bool close_miss =
        r->verdict != VERDICT_MET && fabs(r->reached - r->target->value) < 1 && value != r->target->value;

    quantity_alone(text, size, measure(b, r), own_unit(b, r), value, b->chinese, close_miss);
}

static bool slack_matters(const struct target *t) { return t->tolerance > 0.005 * fabs(t->value); }

void board_target_text(const struct board *b, const struct result *r, char *text, size_t size)
{
    static const char *const signs[] = {[AT_LEAST] = "≥", [AT_MOST] = "≤", [EQUAL] = "=", [RANGE] = ""};
    const struct target *t = r->target;
    char low[96], high[96];

    value_text(b, r, t->value, low, sizeof low);
    if (t->comparator != RANGE) {
        snprintf(text, size, "%s%s", signs[t->comparator], low);
        if (slack_matters(t)) {
            value_text(b, r, t->tolerance, high, sizeof high);
            snprintf(text + strlen(text), size - strlen(text), "±%s", high);
        }
        return;
    }
    value_text(b, r, t->value_max, high, sizeof high);
    snprintf(text, size, "%s–%s", low, high);
}

static void gap_text(const struct board *b, const struct result *r, char *text, size_t size)
{
    char number[96];
    struct quantity_scale s;

    text[0] = 0;
    if (r->verdict == VERDICT_LATE) {
        snprintf(text, size, b->chinese ? "%d年达标" : "met in %d", r->first_year);
    } else if (r->verdict == VERDICT_MISSED && known(r->gap) && r->gap != 0.0) {
        const bool share = measure(b, r) == UNIT_SHARE;
        quantity_scale(&s, measure(b, r), NULL, 0, b->chinese);
        quantity_text(number, sizeof number, &s, r->gap);
        const char *plus = r->gap > 0 ? "+" : "";
        if (share) {
            snprintf(text, size, b->chinese ? "%s%s百分点" : "%s%s pp", plus, number);
        } else {
            value_text(b, r, r->gap, number, sizeof number);
            snprintf(text, size, "%s%s", plus, number);
        }
    }
}

/* Right-aligned in its cell; a text too long for it is written smaller, then cut. */
void board_put(const struct board *b, struct canvas *c, const char *text, double left, double right, double y,
               int colour)
{
    double size = b->text;

    while (size > 0.72 * b->text && lettering_width(text, size, false) > right - left)
        size -= 1;
    canvas_text(c, right, y, ALIGN_RIGHT, size, colour, lettering_cut(c->arena, text, size, false, right - left));
}

enum { CELL_DUE, CELL_TARGET, CELL_REACHED, CELL_GAP };

static void draw_target_cell(const struct board *b, struct canvas *c, const struct result *r, int cell, double left,
                             double right, double y)
{
    char text[256] = "";
    int colour = COLOUR_INK;

    if (cell == CELL_DUE) {
        snprintf(text, sizeof text, "%d", r->target->due);
    } else if (!r->row) {
        snprintf(text, sizeof text, "%s", cell == CELL_REACHED ? "—" : "");
    } else if (cell == CELL_TARGET) {
        board_target_text(b, r, text, sizeof text);
    } else if (cell == CELL_REACHED) {
        value_text(b, r, r->reached, text, sizeof text);
    } else {
        gap_text(b, r, text, sizeof text);
        colour = verdict_colour(r->verdict);
    }
    board_put(b, c, text, left, right, y, colour);
}

/* Picks the results a board shows; NULL when memory is out. */
static const struct result **pick(const struct run *r, struct arena *a, bool initiatives, int *count)
{
    const int all = r->setup->scenario->target_count;
    const struct result **list = arena_alloc(a, (size_t)(all + 1) * sizeof *list);

    *count = 0;
    for (int i = 0; list && i < all; i++) {
        const struct row *row = r->results[i].row;
        if (!initiatives ||
            (row && r->results[i].series && (row->scope == SCOPE_INITIATIVE || row->scope == SCOPE_PROJECT)))
            list[(*count)++] = &r->results[i];
    }
    return list;
}

const char *board_note(const struct board *b, struct arena *a)
{
    bool money = false, slack = false;

    for (int i = 0; i < b->count; i++) {
        const struct result *r = b->results[i];
        money = money || (r->row && quantity_money(r->row->unit) && !b->chinese);
        slack = slack || (r->row && r->target->comparator != RANGE && slack_matters(r->target));
    }
    return arena_format(a, "%s%s%s", money ? "money in ×10k yuan" : "", money && slack ? " · " : "",
                        !slack       ? ""
                        : b->chinese ? "±：允许的误差"
                                     : "±: what still counts as met");
}

static double badness(const struct board *b, const struct result *r)
{
    (void)b;
    return known(r->gap_share) ? fabs(r->gap_share) : 0;
}

/* "2022: 3,698 of ≥6,000". */
static void say(const struct board *b, const struct result *r, char *text, size_t size)
{
    char wanted[128], reached[96] = "—";

    board_target_text(b, r, wanted, sizeof wanted);
    value_text(b, r, r->reached, reached, sizeof reached);
    snprintf(text, size, b->chinese ? "目标%s，%d年达到%s" : "wanted %s, in %d reached %s", wanted, r->target->due,
             reached);
}

static const char *draw(struct board *b, const struct chart *chart, int page, struct canvas *c, bool initiatives)
{
    b->results = pick(b->run, c->arena, initiatives, &b->count);
    if (!b->results) {
        c->failed = true;
        return NULL;
    }
    b->name = chart->name;
    b->title = b->chinese ? chart->zh : chart->en;
    b->badness = badness;
    b->say = say;
    b->worst = b->chinese ? "差距最大的未达标目标" : "Missed by most";
    b->head.setup = b->run->setup;
    b->note = board_note(b, c->arena);
    c->failed = c->failed || !b->note;
    return board_draw(b, page, c);
}

const char *board_targets(const struct chart *chart, const struct run *r, int page, bool chinese, struct canvas *c)
{
    static const struct board_cell cells[] = {[CELL_DUE] = {"年份", "due", 62},
                                              [CELL_TARGET] = {"目标值", "wanted", 122},
                                              [CELL_REACHED] = {"达到值", "reached", 112},
                                              [CELL_GAP] = {"差距", "gap", 112}};
    struct board b = {.run = r, .chinese = chinese, .cells = cells, .cell_count = 4, .draw_cell = draw_target_cell};

    return draw(&b, chart, page, c, false);
}

enum { CELL_BAR, CELL_COUNT, CELL_YEAR };

/* Reached over wanted: the track is 100 %, what goes beyond is not drawn. */
static void draw_bar(const struct board *b, struct canvas *c, const struct result *r, double left, double right,
                     double y)
{
    const double half = 0.44 * b->text;
    const double wanted = r->target->value, reached = known(r->reached) ? r->reached : 0;
    const double share = wanted > 0 ? fmin(fmax(reached / wanted, 0), 1) : r->verdict == VERDICT_MET;

    canvas_rect(c, left, y - half, right, y + half, COLOUR_GRID);
    canvas_rect(c, left, y - half, left + (right - left) * share, y + half, verdict_colour(r->verdict));
}

static void draw_initiative_cell(const struct board *b, struct canvas *c, const struct result *r, int cell, double left,
                                 double right, double y)
{
    static const struct quantity_scale plain = {.divisor = 1, .tick = "", .value = "", .counted = true};
    char text[256], wanted[64], reached[64];

    if (cell == CELL_BAR) {
        draw_bar(b, c, r, left, right, y);
        return;
    }
    snprintf(text, sizeof text, "%d", r->target->due);
    if (cell == CELL_COUNT) {
        struct quantity_scale s = plain;
        const bool share = measure(b, r) == UNIT_SHARE;
        if (share)
            quantity_scale(&s, UNIT_SHARE, NULL, 1, b->chinese);
        const double done = known(r->reached) ? r->reached : 0;
        if (s.counted && r->verdict != VERDICT_MET && fabs(done - r->target->value) < 1)
            quantity_fixed(reached, sizeof reached, &s, done, 1);
        else
            quantity_text(reached, sizeof reached, &s, done);
        quantity_text(wanted, sizeof wanted, &s, r->target->value);
        snprintf(text, sizeof text, "%s / %s%s%s", reached, wanted, b->chinese || share ? "" : " ",
                 share ? "%" : own_unit(b, r));
    }
    board_put(b, c, text, left, right, y, COLOUR_INK);
}

const char *board_initiatives(const struct chart *chart, const struct run *r, int page, bool chinese, struct canvas *c)
{
    static const struct board_cell cells[] = {[CELL_BAR] = {"完成比例", "share done", 210},
                                              [CELL_COUNT] = {"完成 / 目标", "done / wanted", 150},
                                              [CELL_YEAR] = {"年份", "due", 62}};
    struct board b = {.run = r, .chinese = chinese, .cells = cells, .cell_count = 3, .draw_cell = draw_initiative_cell};

    return draw(&b, chart, page, c, true);
}
