/* Legends of pages. */
#include "legend.h"

#include "lettering.h"
#include "style.h"

void legend_begin(struct legend *l, struct canvas *c, double y)
{
    *l = (struct legend){.canvas = c, .x = PAGE_MARGIN, .y = y};
}

/* Writes an entry's text and moves on; returns the x of its key, negative when there is no legend. */
static double entry(struct legend *l, double key, const char *text)
{
    const double width = key + 8 + lettering_width(text ? text : "", LEGEND_TEXT, false);

    if (l->canvas->size->brief)
        return -1;
    if (!text)
        l->canvas->failed = true;
    if (l->x > PAGE_MARGIN && l->x + width > l->canvas->width - PAGE_MARGIN) {
        l->x = PAGE_MARGIN;
        l->y += LEGEND_LINE;
    }
    const double x = l->x;
    canvas_text(l->canvas, x + key + 8, l->y, ALIGN_LEFT, LEGEND_TEXT, COLOUR_INK, text);
    l->x += width + 34;
    return x;
}

void legend_swatch(struct legend *l, int colour, const char *text)
{
    const double x = entry(l, 18, text);

    if (x >= 0)
        canvas_rect(l->canvas, x, l->y - 9, x + 18, l->y + 9, colour);
}

void legend_line(struct legend *l, int colour, double width, enum dash dash, const char *text)
{
    const double x = entry(l, 34, text);

    if (x >= 0)
        canvas_line(l->canvas, (const double[]){x, l->y, x + 34, l->y}, 2, width, dash, colour);
}

void legend_mark(struct legend *l, enum mark mark, int colour, const char *text)
{
    const double x = entry(l, 18, text);

    if (x >= 0)
        canvas_mark(l->canvas, x + 9, l->y, mark, 9, colour);
}

void legend_whisker(struct legend *l, int colour, const char *text)
{
    const double x = entry(l, 30, text);

    if (x < 0)
        return;
    canvas_segment(l->canvas, x, l->y, x + 30, l->y, 2, colour);
    canvas_segment(l->canvas, x, l->y - 6, x, l->y + 6, 2, colour);
    canvas_segment(l->canvas, x + 30, l->y - 6, x + 30, l->y + 6, 2, colour);
}

double legend_end(const struct legend *l) { return l->canvas->size->brief ? l->y : l->y + LEGEND_LINE; }
