/* The overview of a board too long for one page: a mark for every target, and the worst ones in words. */
#include <math.h>
#include <stdio.h>

#include "board.h"
#include "lettering.h"
#include "style.h"

enum { NAME_TEXT = 26, COUNT_TEXT = 20, WORST_MOST = 12, WORST_HEIGHT = 72 };

struct overview {
    const struct board *board;
    struct canvas *canvas;
    double left, right, top, row_height, step; /* step: from mark to mark */
};

static int targets_of(const struct board *b, int area)
{
    int count = 0;

    for (int i = 0; i < b->count; i++)
        count += board_area(b->results[i]->target) == area;
    return count;
}

static int area_rows(const struct board *b)
{
    int rows = 0;

    for (int area = 0; area < BOARD_AREAS; area++)
        rows += targets_of(b, area) > 0;
    return rows;
}

static double name_text(const struct overview *o) { return o->canvas->size->brief ? 24 : NAME_TEXT; }

static double name_room(const struct overview *o)
{
    double room = 0;

    for (int area = 0; area < BOARD_AREAS; area++)
        if (targets_of(o->board, area) > 0)
            room = fmax(room, lettering_width(board_area_name(area, o->board->chinese), name_text(o), true));
    return room + 40;
}

static int marks_in_line(const struct overview *o, double step)
{
    return (int)((o->right - o->left - name_room(o)) / step);
}

/* The widest step with which every area's marks stand in its row. */
static void choose_step(struct overview *o)
{
    for (o->step = 44; o->step > 14; o->step -= 2) {
        bool fits = true;
        for (int area = 0; area < BOARD_AREAS; area++) {
            const int line = marks_in_line(o, o->step), lines = (targets_of(o->board, area) + line - 1) / line;
            fits = fits && lines * o->step <= o->row_height - 14;
        }
        if (fits)
            return;
    }
}

static void draw_marks(const struct overview *o, int area, double top)
{
    const struct board *b = o->board;
    const int line = marks_in_line(o, o->step), lines = (targets_of(b, area) + line - 1) / line;
    const double y = top + (o->row_height - (lines - 1) * o->step) / 2;
    int n = 0;

    for (int v = VERDICT_MET; v <= VERDICT_UNEVALUATED; v++)
        for (int i = 0; i < b->count; i++) {
            if (board_area(b->results[i]->target) != area || (int)b->results[i]->verdict != v)
                continue;
            canvas_mark(o->canvas, o->left + name_room(o) + (n % line + 0.5) * o->step,
                        y + (double)(n / line) * o->step, verdict_mark((enum verdict)v), 0.36 * o->step,
                        verdict_colour((enum verdict)v));
            n++;
        }
}

static void draw_areas(const struct overview *o)
{
    const struct board *b = o->board;
    const double name = name_text(o);
    double y = o->top;
    char text[160];

    for (int area = 0; area < BOARD_AREAS; area++) {
        if (targets_of(b, area) == 0)
            continue;
        board_area_counts(b, area, text, sizeof text);
        const double middle = y + o->row_height / 2, apart = text[0] && o->row_height > 70 ? 16 : 0;
        canvas_bold(o->canvas, o->left, middle - apart, ALIGN_LEFT, name, COLOUR_INK,
                    board_area_name(area, b->chinese));
        if (apart > 0)
            canvas_text(o->canvas, o->left, middle + apart + 2, ALIGN_LEFT, COUNT_TEXT, COLOUR_MUTED, text);
        draw_marks(o, area, y);
        y += o->row_height;
        canvas_segment(o->canvas, o->left, y, o->right, y, 1, COLOUR_GRID);
    }
}

/* The worst first; returns how many. */
static int find_worst(const struct board *b, const struct result **worst, int most)
{
    int count = 0;

    for (int i = 0; i < b->count; i++) {
        const double bad = b->badness(b, b->results[i]);
        int at = count < most ? count : most;
        if (b->results[i]->verdict != VERDICT_MISSED)
            continue;
        while (at > 0 && b->badness(b, worst[at - 1]) < bad)
            at--;
        if (at == most)
            continue;
        count += count < most;
        for (int k = count - 1; k > at; k--)
            worst[k] = worst[k - 1];
        worst[at] = b->results[i];
    }
    return count;
}

static void draw_worst(const struct board *b, double left, double right, double top, int most, struct canvas *c)
{
    const struct result *worst[WORST_MOST];
    const int count = find_worst(b, worst, most < WORST_MOST ? most : WORST_MOST);
    double y = top + 24;
    char text[256];

    if (count == 0)
        return;
    canvas_bold(c, left, y, ALIGN_LEFT, NAME_TEXT - 2, COLOUR_INK,
                lettering_cut(c->arena, b->worst, NAME_TEXT - 2, true, right - left));
    y += 22;
    for (int i = 0; i < count; i++, y += WORST_HEIGHT) {
        const struct target *t = worst[i]->target;
        b->say(b, worst[i], text, sizeof text);
        canvas_mark(c, left + 12, y + 20, verdict_mark(VERDICT_MISSED), 9, verdict_colour(VERDICT_MISSED));
        canvas_text(c, left + 34, y + 20, ALIGN_LEFT, 22, COLOUR_INK,
                    lettering_cut(c->arena, label_text(&t->label, b->chinese, t->id), 22, false, right - left - 34));
        canvas_text(c, left + 34, y + 49, ALIGN_LEFT, COUNT_TEXT, verdict_colour(VERDICT_MISSED),
                    lettering_cut(c->arena, text, COUNT_TEXT, false, right - left - 34));
    }
}

void board_overview(const struct board *b, struct canvas *c)
{
    const bool wide = c->width >= 1500, brief = c->size->brief;
    const int rows = area_rows(b), missed = board_count(b, -1, VERDICT_MISSED);
    const int beneath = wide || brief ? 0 : missed < 8 ? missed : 8;
    struct overview o = {.board = b, .canvas = c, .left = PAGE_MARGIN, .right = c->width - PAGE_MARGIN};

    page_fit(c, frame_top(c) + 60 + rows * 110.0 + (beneath ? 60 + beneath * WORST_HEIGHT : 0));
    o.top = board_frame(b, -1, b->title, c);
    const double foot = c->height - frame_bottom(c) - (beneath ? 70 + beneath * WORST_HEIGHT : 8);
    if (wide && missed > 0)
        o.right = PAGE_MARGIN + 1060;
    o.row_height = fmin(124, (foot - o.top) / rows);
    choose_step(&o);
    draw_areas(&o);
    if (wide)
        draw_worst(b, o.right + 60, c->width - PAGE_MARGIN, o.top, (int)((foot - o.top - 46) / WORST_HEIGHT), c);
    else if (beneath)
        draw_worst(b, PAGE_MARGIN, c->width - PAGE_MARGIN, foot + 18, beneath, c);
}
