/* The rows of a board. */
#include "board_rows.h"

#include <math.h>
#include <stdio.h>

#include "lettering.h"
#include "style.h"

/* Lengths are shares of the text's height. */
static const double line_height = 1.28, row_space = 0.44, area_height = 2.7, heading_height = 1.8, mark_room = 1.65;
enum { COLUMN_GAP = 56, MOST_COLUMNS = 2, LEAST_LABEL = 13 }; /* a label has room for that many letters */

/* Texts from the largest; the last is the smallest that can be read: on a wall, on paper. */
static const double *texts_for(const struct canvas *c, int *count)
{
    static const double slide[] = {26, 24, 22, 20}, paper[] = {20, 18, 16};

    *count = c->width >= 1500 ? 4 : 3;
    return c->width >= 1500 ? slide : paper;
}

static double cells_width(const struct board *b, double text)
{
    double width = 0;

    for (int i = 0; i < b->cell_count; i++)
        width += b->cells[i].width * text / BOARD_TEXT;
    return width;
}

static double label_width(const struct board *b, double text, double column_width)
{
    return column_width - mark_room * text - cells_width(b, text) - 12;
}

/* Lists headings and rows area by area. */
static void list_rows(const struct board *b, int only, struct canvas *c, struct board_rows *l)
{
    *l = (struct board_rows){.rows = arena_alloc(c->arena, (size_t)(b->count + BOARD_AREAS) * sizeof *l->rows)};
    c->failed = c->failed || !l->rows;
    for (int area = 0; l->rows && area < BOARD_AREAS; area++) {
        bool headed = only >= 0;
        for (int i = 0; i < b->count; i++) {
            if (board_area(b->results[i]->target) != area || (only >= 0 && area != only))
                continue;
            if (!headed)
                l->rows[l->count++] = (struct board_row){.area = area};
            headed = true;
            l->rows[l->count++] = (struct board_row){.area = area, .result = b->results[i]};
        }
    }
}

static void measure(const struct board *b, struct arena *a, struct board_rows *l)
{
    for (int i = 0; i < l->count; i++) {
        struct board_row *row = &l->rows[i];
        row->height = area_height * l->text;
        if (!row->result)
            continue;
        const struct target *t = row->result->target;
        row->line_count = lettering_wrap(a, label_text(&t->label, b->chinese, t->id), l->text,
                                         label_width(b, l->text, l->width), BOARD_LABEL_LINES, row->lines);
        row->height = (line_height * (row->line_count > 0 ? row->line_count : 1) + row_space) * l->text;
    }
}

/* Fills columns of a given height from the left; returns how many it takes. An area's heading never
 * stands alone at the foot of a column, and is repeated where an area goes on in the next. */
static int fill(struct board_rows *l, bool headed, double height)
{
    int column = 0;
    double y = 0;

    for (int i = 0; i < l->count; i++) {
        struct board_row *row = &l->rows[i];
        const double needed = row->height + (!row->result && i + 1 < l->count ? l->rows[i + 1].height : 0);
        if (y > 0 && y + needed > height) {
            column++;
            y = row->result && headed ? area_height * l->text : 0;
        }
        row->column = column;
        row->y = y;
        y += row->height;
    }
    return column + 1;
}

static double column_room(const struct canvas *c, double text)
{
    const double most = fmax(c->size->most_height, c->size->height);

    return most - frame_top(c) - 42 - heading_height * text - frame_bottom(c) - 8;
}

void board_rows_plan(struct board *b, int area, struct canvas *c, struct board_rows *l)
{
    int sizes, used = 0;
    const double *texts = texts_for(c, &sizes);

    list_rows(b, area, c, l);
    if (l->count == 0)
        return;
    for (int i = 0; i < sizes && !l->pages; i++) {
        l->text = texts[i];
        for (int columns = 1; columns <= MOST_COLUMNS && !l->pages; columns++) {
            const double width = (c->width - 2 * PAGE_MARGIN - (columns - 1) * COLUMN_GAP) / columns;
            if (columns > 1 && label_width(b, l->text, width) < LEAST_LABEL * l->text)
                break;
            l->columns = columns;
            l->width = width;
            measure(b, c->arena, l);
            used = fill(l, area < 0, column_room(c, l->text));
            l->pages = used <= columns;
        }
    }
    if (!l->pages)
        l->pages = (used + l->columns - 1) / l->columns;
}

static void draw_headings(const struct board *b, struct canvas *c, double left, double width, double y)
{
    const double text = b->text - 2;
    double right = left + width;

    canvas_text(c, left + mark_room * b->text, y, ALIGN_LEFT, text, COLOUR_MUTED, b->chinese ? "目标" : "target");
    for (int i = b->cell_count - 1; i >= 0; i--) {
        const double room = b->cells[i].width * b->text / BOARD_TEXT;
        const char *heading = b->chinese ? b->cells[i].zh : b->cells[i].en;
        canvas_text(c, right, y, ALIGN_RIGHT, text, COLOUR_MUTED,
                    lettering_cut(c->arena, heading, text, false, room - 10));
        right -= room;
    }
}

static void draw_area(const struct board *b, struct canvas *c, int area, bool again, double left, double width,
                      double y)
{
    const double height = area_height * b->text, middle = y + height / 2 + 1;
    char text[160];

    canvas_rect(c, left, y + 0.16 * height, left + width, y + 0.88 * height, COLOUR_BAND);
    snprintf(text, sizeof text, "%s%s", board_area_name(area, b->chinese),
             again ? (b->chinese ? "（续）" : " (continued)") : "");
    canvas_bold(c, left + 10, middle, ALIGN_LEFT, b->text + 2, COLOUR_INK, text);
    board_area_counts(b, area, text, sizeof text);
    if (!again && text[0])
        canvas_text(c, left + width - 10, middle, ALIGN_RIGHT, b->text, COLOUR_MUTED, text);
}

static void draw_row(const struct board *b, struct canvas *c, const struct board_row *row, double left, double width,
                     double y)
{
    const double line = line_height * b->text, middle = y + line / 2 + 1;
    const enum verdict v = row->result->verdict;
    double right = left + width;

    canvas_mark(c, left + 0.67 * b->text, middle, verdict_mark(v), 0.47 * b->text, verdict_colour(v));
    for (int i = 0; i < row->line_count; i++)
        canvas_text(c, left + mark_room * b->text, middle + i * line, ALIGN_LEFT, b->text, COLOUR_INK, row->lines[i]);
    for (int i = b->cell_count - 1; i >= 0; i--) {
        const double room = b->cells[i].width * b->text / BOARD_TEXT;
        b->draw_cell(b, c, row->result, i, right - room + 10, right, middle);
        right -= room;
    }
    canvas_segment(c, left, y + row->height - 4, left + width, y + row->height - 4, 1, COLOUR_GRID);
}

/* How far down the rows of a page reach. */
static double foot(const struct board_rows *l, int page)
{
    double most = 0;

    for (int i = 0; i < l->count; i++)
        if (l->rows[i].column / l->columns == page)
            most = fmax(most, l->rows[i].y + l->rows[i].height);
    return most;
}

void board_rows_draw(struct board *b, const struct board_rows *l, int area, int page, const char *title,
                     struct canvas *c)
{
    b->text = l->text;
    page_fit(c, frame_top(c) + 42 + heading_height * l->text + foot(l, page) + 8);
    const double headings = board_frame(b, area, title, c), top = headings + heading_height * b->text;

    for (int i = 0; i < l->count; i++) {
        const struct board_row *row = &l->rows[i];
        const double left = PAGE_MARGIN + (row->column % l->columns) * (l->width + COLUMN_GAP);
        const bool first = i == 0 || l->rows[i - 1].column != row->column;
        if (row->column / l->columns != page)
            continue;
        if (first)
            draw_headings(b, c, left, l->width, headings + 0.45 * heading_height * b->text);
        if (first && row->result && area < 0)
            draw_area(b, c, row->area, true, left, l->width, top);
        if (row->result)
            draw_row(b, c, row, left, l->width, top + row->y);
        else
            draw_area(b, c, row->area, false, left, l->width, top + row->y);
    }
}
