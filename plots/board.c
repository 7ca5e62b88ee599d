/* Boards: which pages there are, and what all of them share. */
#include "board.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "board_rows.h"
#include "lettering.h"
#include "style.h"

enum { COUNTS_TEXT = 24, COUNTS_HEIGHT = 48, FLOWING = 2 /* pages a reader finds something on */ };

static const struct {
    const char *id, *zh, *en;
} areas[BOARD_AREAS] = {{"enrolment", "规模与布局", "Enrolment"},
                        {"programme", "专业建设", "Programmes and schools"},
                        {"faculty", "师资队伍", "Faculty"},
                        {"training", "实训与培训", "Training and bases"},
                        {"funding", "经费投入", "Funding"},
                        {"governance", "体制机制", "Governance"},
                        {"other", "其他", "Other"}};

int board_area(const struct target *t)
{
    for (int i = 0; i < BOARD_AREAS - 1; i++)
        if (t->area && !strcmp(t->area, areas[i].id))
            return i;
    return BOARD_AREAS - 1;
}

const char *board_area_id(int area) { return areas[area].id; }

const char *board_area_name(int area, bool chinese) { return chinese ? areas[area].zh : areas[area].en; }

int board_count(const struct board *b, int area, enum verdict v)
{
    int count = 0;

    for (int i = 0; i < b->count; i++)
        count += (area < 0 || board_area(b->results[i]->target) == area) && b->results[i]->verdict == v;
    return count;
}

/* "15 of 35 met"; empty where none can be evaluated. */
void board_area_counts(const struct board *b, int area, char *text, size_t size)
{
    const int met = board_count(b, area, VERDICT_MET),
              all = met + board_count(b, area, VERDICT_LATE) + board_count(b, area, VERDICT_MISSED);

    text[0] = 0;
    if (all > 0 && b->chinese)
        snprintf(text, size, "%s %d / %d 项", b->counted ? b->counted : "达标", met, all);
    else if (all > 0)
        snprintf(text, size, "%d of %d %s", met, all, b->counted ? b->counted : "met");
}

/* "● met 84   ▲ late 6 …", which is also the legend; of those, a thumbnail shows the three that matter. */
static double draw_counts(const struct board *b, int area, double y, struct canvas *c)
{
    const int last = c->size->brief ? VERDICT_MISSED : VERDICT_UNEVALUATED;
    double x = PAGE_MARGIN;

    for (int v = VERDICT_MET; v <= last; v++) {
        const int count = board_count(b, area, (enum verdict)v);
        char text[96];
        if (count == 0)
            continue;
        snprintf(text, sizeof text, "%s %d",
                 (b->class_name ? b->class_name : verdict_name)((enum verdict)v, b->chinese), count);
        canvas_mark(c, x + 11, y, verdict_mark((enum verdict)v), 0.42 * COUNTS_TEXT, verdict_colour((enum verdict)v));
        canvas_bold(c, x + 32, y, ALIGN_LEFT, COUNTS_TEXT, verdict_colour((enum verdict)v), text);
        x += 32 + lettering_width(text, COUNTS_TEXT, true) + 32;
    }
    return x;
}

/* Beside the counts, which end at `x`; where it does not fit there, small beside the title. */
static void draw_note(const struct board *b, const char *title, double x, double y, struct canvas *c)
{
    const double right = c->width - PAGE_MARGIN, small = SOURCE_SIZE;
    const bool fits = lettering_width(b->note ? b->note : "", SUBTITLE_SIZE, false) < right - x;
    const double title_end = PAGE_MARGIN + lettering_width(title, TITLE_SIZE, true);

    if (!b->note || c->size->brief)
        return;
    if (fits || title_end + lettering_width(b->note, small, false) > right)
        canvas_text(c, right, y, ALIGN_RIGHT, SUBTITLE_SIZE, COLOUR_INK,
                    lettering_cut(c->arena, b->note, SUBTITLE_SIZE, false, fmax(0, right - x)));
    else
        canvas_text(c, right, 58, ALIGN_RIGHT, small, COLOUR_MUTED, b->note);
}

double board_frame(const struct board *b, int area, const char *title, struct canvas *c)
{
    struct page_head head = b->head;
    const double y = frame_top(c) + 0.5 * COUNTS_TEXT - (c->size->brief ? 14 : 6);

    head.title = title ? title : "";
    c->failed = c->failed || !title;
    page_frame(&head, b->chinese, c);
    draw_note(b, head.title, draw_counts(b, area, y, c), y, c);
    return frame_top(c) + COUNTS_HEIGHT - (c->size->brief ? 14 : 6);
}

static const char *overview(const struct board *b, struct canvas *c)
{
    board_overview(b, c);
    return b->name;
}

/* A page of several: its number is in the title and, from the second on, in the file's name. */
static const char *numbered_page(struct board *b, int area, const char *title, const char *file, int page,
                                 const struct board_rows *rows, struct canvas *c)
{
    if (rows->pages > 1 && title)
        title = arena_format(c->arena, b->chinese ? "%s（%d/%d）" : "%s (%d/%d)", title, page + 1, rows->pages);
    board_rows_draw(b, rows, area, page, title, c);
    return page == 0 || !file ? file : arena_format(c->arena, "%s-%d", file, page + 1);
}

static const char *area_page(struct board *b, int area, int page, const struct board_rows *rows, struct canvas *c)
{
    return numbered_page(
        b, area, arena_format(c->arena, b->chinese ? "%s：%s" : "%s: %s", b->title, board_area_name(area, b->chinese)),
        arena_format(c->arena, "%s-%s", b->name, board_area_id(area)), page, rows, c);
}

const char *board_draw(struct board *b, int page, struct canvas *c)
{
    struct board_rows rows;

    if (b->count == 0 || (c->size->brief && page > 0))
        return NULL;
    if (c->size->brief)
        return overview(b, c);
    board_rows_plan(b, -1, c, &rows);
    if (rows.pages <= FLOWING)
        return page < rows.pages ? numbered_page(b, -1, b->title, b->name, page, &rows, c) : NULL;
    if (page == 0)
        return overview(b, c);
    page--;
    for (int area = 0; area < BOARD_AREAS; area++) {
        board_rows_plan(b, area, c, &rows);
        if (page < rows.pages)
            return area_page(b, area, page, &rows, c);
        page -= rows.pages;
    }
    return NULL;
}
