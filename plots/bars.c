/* Horizontal bars. */
#include "bars.h"

#include <math.h>

#include "chart.h"
#include "lettering.h"
#include "style.h"

enum { LABEL_MOST = 520, ROW_MOST = 110, BAR_MOST = 48, NOTE_TEXT = 16 };

double bars_x(const struct bars *b, double value)
{
    return span_at(&b->span, fmin(fmax(value, b->span.low), b->span.high), b->plot.left, b->plot.right);
}

/* How high bars are in a row: on a slide with few rows they grow with it. */
static double bar_room(const struct bars *b)
{
    return fmin(0.64 * b->row_height, BAR_MOST + 0.3 * fmax(0, b->row_height - ROW_MOST));
}

double bars_y(const struct bars *b, int row) { return b->plot.top + (row + 0.5) * b->row_height; }

static double label_room(const struct bars *b)
{
    double most = 120;

    for (int i = 0; i < b->rows; i++)
        most = fmax(most, fmax(lettering_width(b->label[i], BARS_TEXT, false),
                               b->note[i] ? lettering_width(b->note[i], NOTE_TEXT, false) : 0) +
                              4);
    return fmin(most, LABEL_MOST);
}

static void draw_label(const struct bars *b, int row, double room, struct canvas *c)
{
    const char *lines[2];
    const bool noted = b->note[row] && b->row_height > 2.2 * BARS_TEXT;
    const int count = lettering_wrap(c->arena, b->label[row], BARS_TEXT, room, noted ? 1 : 2, lines);

    if (noted) {
        canvas_text(c, PAGE_MARGIN + room, bars_y(b, row) - 0.55 * BARS_TEXT, ALIGN_RIGHT, BARS_TEXT, COLOUR_INK,
                    lines[0]);
        canvas_text(c, PAGE_MARGIN + room, bars_y(b, row) + 0.65 * BARS_TEXT, ALIGN_RIGHT, NOTE_TEXT, COLOUR_MUTED,
                    lettering_cut(c->arena, b->note[row], NOTE_TEXT, false, room));
        return;
    }

    for (int i = 0; i < count; i++)
        canvas_text(c, PAGE_MARGIN + room, bars_y(b, row) + (i - (count - 1) / 2.0) * 1.25 * BARS_TEXT, ALIGN_RIGHT,
                    BARS_TEXT, COLOUR_INK, lines[i]);
}

void bars_draw(struct bars *b, double top, struct canvas *c)
{
    const double room = label_room(b), foot = 8 + 3.2 * BARS_TEXT;
    const double bottom = c->height - frame_bottom(c) - foot;

    const double most = c->size->most_height > c->size->height ? ROW_MOST : 1.5 * ROW_MOST;
    b->row_height = fmin(most, (bottom - top) / fmax(1, b->rows));
    b->plot = (struct box){PAGE_MARGIN + room + 22, top, c->width - PAGE_MARGIN - fmax(b->right_room, 30),
                           top + b->rows * b->row_height};
    for (int i = 0; i < b->rows; i += 2)
        canvas_rect(c, PAGE_MARGIN, floor(b->plot.top + i * b->row_height), c->width - PAGE_MARGIN,
                    floor(b->plot.top + (i + 1) * b->row_height), COLOUR_BAND);
    span_bottom(&b->span, b->plot, BARS_TEXT, true, c);
    for (int i = 0; i < b->rows; i++)
        draw_label(b, i, room, c);
}

double bars_height(int rows, double above) { return above + rows * ROW_MOST + 8 + 3.2 * BARS_TEXT; }

void bars_number(const struct bars *b, int row, double at, bool left, const char *text, struct canvas *c)
{
    const double width = lettering_width(text, BARS_TEXT - 1, false), y = bars_y(b, row);
    const double x = bars_x(b, at) + (left ? -9 - width : 9);

    canvas_rect(c, x - 2, y - 0.6 * BARS_TEXT, x + width + 2, y + 0.6 * BARS_TEXT,
                row % 2 ? COLOUR_PAPER : COLOUR_BAND);
    canvas_text(c, left ? x + width : x, y, left ? ALIGN_RIGHT : ALIGN_LEFT, BARS_TEXT - 1, COLOUR_INK, text);
}

void bars_bar(const struct bars *b, int row, double from, double to, double off, double thick, int colour,
              struct canvas *c)
{
    const double y = bars_y(b, row) + off * bar_room(b), half = 0.5 * thick * bar_room(b);

    canvas_rect(c, bars_x(b, from), y - half, bars_x(b, to), y + half, colour);
}

void bars_whisker(const struct bars *b, int row, double low, double high, double off, int colour, struct canvas *c)
{
    const double y = bars_y(b, row) + off * bar_room(b), cap = fmin(6, 0.12 * b->row_height);
    const double x1 = bars_x(b, low), x2 = bars_x(b, high);

    canvas_segment(c, x1, y, x2, y, 2, colour);
    canvas_segment(c, x1, y - cap, x1, y + cap, 2, colour);
    canvas_segment(c, x2, y - cap, x2, y + cap, 2, colour);
}

void bars_line(const struct bars *b, double value, enum dash dash, int colour, const char *text, double level,
               struct canvas *c)
{
    const double x = bars_x(b, value), width = lettering_width(text, BARS_TEXT, true);
    const double middle = fmin(fmax(x, PAGE_MARGIN + width / 2), c->width - PAGE_MARGIN - width / 2);
    const double y = b->plot.top - (0.8 + 1.3 * level) * BARS_TEXT;

    canvas_line(c, (const double[]){x, y + 0.6 * BARS_TEXT, x, b->plot.bottom}, 2, 2.5, dash, colour);
    canvas_rect(c, middle - width / 2 - 4, y - 0.6 * BARS_TEXT, middle + width / 2 + 4, y + 0.6 * BARS_TEXT,
                COLOUR_PAPER);
    canvas_bold(c, middle, y, ALIGN_CENTRE, BARS_TEXT, colour, text);
}
