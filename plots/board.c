/* Boards: areas, rows and columns, and the counts of verdicts at the top right. */
#include "board.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lettering.h"
#include "style.h"

enum {
    AREAS = 7,
    COLUMN_GAP = 48,
    LINE = 23,     /* one line of a label */
    ROW_SPACE = 8, /* between rows */
    AREA_HEIGHT = 50,
    HEADING = 34,
    MARK_ROOM = 30,
    LABEL_LINES = 3,
    MOST_COLUMNS = 6
};

static const struct {
    const char *id, *zh, *en;
} areas[AREAS] = {{"enrolment", "规模与布局", "Enrolment"},
                  {"programme", "专业建设", "Programmes and schools"},
                  {"faculty", "师资队伍", "Faculty"},
                  {"training", "实训与培训", "Training and bases"},
                  {"funding", "经费投入", "Funding"},
                  {"governance", "体制机制", "Governance"},
                  {"", "其他", "Other"}};

/* One line of the board: an area's heading, or a target. */
struct entry {
    int area;
    const struct result *result; /* NULL: heading of the area */
    const char *lines[LABEL_LINES];
    int line_count;
    double height;
    int column;
    double y;
};

struct layout {
    struct entry *entries;
    int count, columns;
    double width, height; /* of a column, headings apart */
};

static int area_of(const struct target *t)
{
    for (int i = 0; i < AREAS - 1; i++)
        if (t->area && !strcmp(t->area, areas[i].id))
            return i;
    return AREAS - 1;
}

static double label_width(const struct board *b, double column_width)
{
    double cells = 0;

    for (int i = 0; i < b->cell_count; i++)
        cells += b->cells[i].width;
    return column_width - MARK_ROOM - cells - 12;
}

/* Lists headings and rows area by area; false when memory is out. */
static bool list_entries(const struct board *b, struct arena *a, struct layout *l)
{
    *l = (struct layout){.entries = arena_alloc(a, (size_t)(b->count + AREAS) * sizeof *l->entries)};
    for (int area = 0; l->entries && area < AREAS; area++) {
        bool headed = false;
        for (int i = 0; i < b->count; i++) {
            if (area_of(b->results[i]->target) != area)
                continue;
            if (!headed)
                l->entries[l->count++] = (struct entry){.area = area, .height = AREA_HEIGHT};
            headed = true;
            l->entries[l->count++] = (struct entry){.area = area, .result = b->results[i]};
        }
    }
    return l->entries != NULL;
}

/* Breaks the labels for columns of a given width. */
static void wrap_labels(const struct board *b, struct arena *a, struct layout *l, double column_width)
{
    for (int i = 0; i < l->count; i++) {
        struct entry *e = &l->entries[i];
        if (!e->result)
            continue;
        const struct target *t = e->result->target;
        e->line_count = lettering_wrap(a, label_text(&t->label, b->chinese, t->id), BOARD_TEXT,
                                       label_width(b, column_width), LABEL_LINES, e->lines);
        e->height = LINE * (e->line_count > 0 ? e->line_count : 1) + ROW_SPACE;
    }
}

/* Fills columns of a given height from the left; returns how many it takes. An area's heading never
 * stands alone at the foot of a column, and is repeated where an area goes on in the next. */
static int fill(struct layout *l, double height)
{
    int column = 0;
    double y = 0;

    for (int i = 0; i < l->count; i++) {
        struct entry *e = &l->entries[i];
        const double needed = e->height + (!e->result && i + 1 < l->count ? l->entries[i + 1].height : 0);
        if (y > 0 && y + needed > height) {
            column++;
            y = e->result ? AREA_HEIGHT : 0;
        }
        e->column = column;
        e->y = y;
        y += e->height;
    }
    return column + 1;
}

static double page_width(int columns, double width)
{
    return 2 * PAGE_MARGIN + columns * width + (columns - 1) * COLUMN_GAP;
}

static double page_height(double height) { return FRAME_TOP + HEADING + height + FRAME_BOTTOM + 10; }

/* The lowest columns of which `columns` are enough. */
static double lowest(struct layout *l, int columns)
{
    double total = AREA_HEIGHT * columns, height;

    for (int i = 0; i < l->count; i++)
        total += l->entries[i].height;
    for (height = floor((total - AREA_HEIGHT * columns) / columns); fill(l, height) > columns; height += 8)
        ;
    return height;
}

/* The number and width of columns that let the page be shown largest on a 16:9 screen. */
static void choose_columns(const struct board *b, struct arena *a, struct layout *l)
{
    double best = HUGE_VAL;
    const double room = label_width(b, 0); /* what the cells take, negative */

    for (int columns = 2; columns <= MOST_COLUMNS; columns++) {
        const double fills = (PAGE_WIDTH - 2.0 * PAGE_MARGIN - (columns - 1.0) * COLUMN_GAP) / columns;
        for (double label = 220; label <= 560; label += 20) {
            const double width = fmax(label - room, fills);
            wrap_labels(b, a, l, width);
            const double height = lowest(l, columns);
            const double shrink = fmax(page_width(columns, width) / PAGE_WIDTH, page_height(height) / PAGE_HEIGHT);
            if (shrink < best - 1e-9) {
                best = shrink;
                l->columns = columns;
                l->width = width;
                l->height = height;
            }
        }
    }
    wrap_labels(b, a, l, l->width);
    fill(l, l->height);
}

static const char *cell_heading(const struct board *b, struct canvas *c, int cell)
{
    return lettering_cut(c->arena, b->chinese ? b->cells[cell].zh : b->cells[cell].en, BOARD_TEXT - 2, false,
                         b->cells[cell].width - 10);
}

static void draw_heading(const struct board *b, struct canvas *c, double left, double width, double y)
{
    double right = left + width;

    canvas_text(c, left + MARK_ROOM, y, ALIGN_LEFT, BOARD_TEXT - 2, COLOUR_MUTED, b->chinese ? "目标" : "target");
    for (int i = b->cell_count - 1; i >= 0; i--) {
        canvas_text(c, right, y, ALIGN_RIGHT, BOARD_TEXT - 2, COLOUR_MUTED, cell_heading(b, c, i));
        right -= b->cells[i].width;
    }
}

static void draw_area(const struct board *b, struct canvas *c, int area, bool again, double left, double width,
                      double y)
{
    int met = 0, all = 0;
    char text[160];

    for (int i = 0; i < b->count; i++) {
        if (area_of(b->results[i]->target) != area || b->results[i]->verdict == VERDICT_UNEVALUATED)
            continue;
        all++;
        met += b->results[i]->verdict == VERDICT_MET;
    }
    canvas_rect(c, left, y + 8, left + width, y + AREA_HEIGHT - 6, COLOUR_BAND);
    snprintf(text, sizeof text, "%s%s", b->chinese ? areas[area].zh : areas[area].en,
             again ? (b->chinese ? "（续）" : " (continued)") : "");
    canvas_bold(c, left + 10, y + AREA_HEIGHT / 2 + 1, ALIGN_LEFT, BOARD_TEXT + 2, COLOUR_INK, text);
    if (b->chinese)
        snprintf(text, sizeof text, "%s %d / %d 项", b->counted ? b->counted : "达标", met, all);
    else
        snprintf(text, sizeof text, "%d of %d %s", met, all, b->counted ? b->counted : "met");
    if (!again && all > 0)
        canvas_text(c, left + width - 10, y + AREA_HEIGHT / 2 + 1, ALIGN_RIGHT, BOARD_TEXT, COLOUR_MUTED, text);
}

static void draw_row(const struct board *b, struct canvas *c, const struct entry *e, double left, double width,
                     double y)
{
    const double middle = y + LINE / 2.0 + 1;
    double right = left + width;

    canvas_mark(c, left + 12, middle, verdict_mark(e->result->verdict), 8.5, verdict_colour(e->result->verdict));
    for (int i = 0; i < e->line_count; i++)
        canvas_text(c, left + MARK_ROOM, middle + i * LINE, ALIGN_LEFT, BOARD_TEXT, COLOUR_INK, e->lines[i]);
    for (int i = b->cell_count - 1; i >= 0; i--) {
        b->draw_cell(b, c, e->result, i, right - b->cells[i].width + 10, right, middle);
        right -= b->cells[i].width;
    }
    canvas_segment(c, left, y + e->height - 4, left + width, y + e->height - 4, 1, COLOUR_GRID);
}

/* "● met 84   ▲ late 6 …" at the top right, which is also the legend. */
static void draw_counts(const struct board *b, struct canvas *c)
{
    double right = c->width - PAGE_MARGIN;

    for (int v = VERDICT_UNEVALUATED; v >= VERDICT_MET; v--) {
        int count = 0;
        char text[96];
        for (int i = 0; i < b->count; i++)
            count += (int)b->results[i]->verdict == v;
        if (count == 0)
            continue;
        snprintf(text, sizeof text, "%s %d",
                 (b->class_name ? b->class_name : verdict_name)((enum verdict)v, b->chinese), count);
        canvas_bold(c, right, 58, ALIGN_RIGHT, 26, verdict_colour((enum verdict)v), text);
        right -= lettering_width(text, 26, true) + 20;
        canvas_mark(c, right, 58, verdict_mark((enum verdict)v), 11, verdict_colour((enum verdict)v));
        right -= 44;
    }
}

void board_draw(const struct board *b, struct canvas *c)
{
    struct layout l;

    if (!list_entries(b, c->arena, &l)) {
        c->failed = true;
        return;
    }
    choose_columns(b, c->arena, &l);
    c->width = fmax(page_width(l.columns, l.width), PAGE_WIDTH);
    c->height = fmax(page_height(l.height), PAGE_HEIGHT * c->width / PAGE_WIDTH * 0.8);
    if (b->head)
        page_frame(b->head, b->chinese, c);
    else
        chart_frame(b->chart, b->run, b->chinese, c);
    if (b->note)
        canvas_text(c, c->width - PAGE_MARGIN, 106, ALIGN_RIGHT, SUBTITLE_SIZE, COLOUR_INK, b->note);
    draw_counts(b, c);
    for (int i = 0; i < l.count; i++) {
        const struct entry *e = &l.entries[i];
        const double left = PAGE_MARGIN + e->column * (l.width + COLUMN_GAP), top = FRAME_TOP + HEADING;
        const bool first = i == 0 || l.entries[i - 1].column != e->column;
        if (first)
            draw_heading(b, c, left, l.width, FRAME_TOP + HEADING / 2.0 - 2);
        if (first && e->result)
            draw_area(b, c, e->area, true, left, l.width, top);
        if (e->result)
            draw_row(b, c, e, left, l.width, top + e->y);
        else
            draw_area(b, c, e->area, false, left, l.width, top + e->y);
    }
}
