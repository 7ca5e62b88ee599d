/* The page around a chart, and the arrangement of its panels. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lettering.h"
#include "panel.h"
#include "style.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unversioned"
#endif

enum mark verdict_mark(enum verdict v)
{
    static const enum mark marks[] = {MARK_DISC, MARK_TRIANGLE, MARK_CROSS, MARK_CIRCLE};
    return marks[v];
}

int verdict_colour(enum verdict v)
{
    static const int colours[] = {COLOUR_MET, COLOUR_LATE, COLOUR_MISSED, COLOUR_GREY};
    return colours[v];
}

const char *rule_words(int closure, bool chinese)
{
    static const char *const texts[][2] = {{"what cannot be paid for is put off", "资金不足的事项顺延"},
                                           {"what cannot be paid for is borrowed", "资金不足的部分举债"},
                                           {"what cannot be paid for is shown as a gap", "资金不足的部分只列缺口"}};
    return texts[closure >= 0 && closure < 3 ? closure : 0][chinese];
}

/* What the picture rests on: enough to draw it again. A thumbnail has room for the scenario only. */
static const char *source_line(const struct page_head *h, bool brief, bool chinese, struct arena *a)
{
    const struct scenario *s = h->setup->scenario;
    const char *document = s->document && !brief ? s->document : "", *study = h->study ? h->study : "";
    const char *plan = !*document ? "" : chinese ? "依据：" : "Plan: ";
    const char *rule =
        brief ? ""
              : arena_format(a, chinese ? "资金规则：%s · " : "money rule: %s · ", rule_words(s->closure, chinese));

    return !rule ? NULL
                 : arena_format(a,
                                chinese ? "%s%s%s方案 %s · %s%s%s方案摘要 %.12s · vetsim %s"
                                        : "%s%s%sscenario %s · %s%s%sdigest %.12s · vetsim %s",
                                plan, document, *document ? " · " : "", s->name ? s->name : "", rule, study,
                                *study ? " · " : "", s->digest, VETSIM_VERSION);
}

double frame_top(const struct canvas *c) { return c->size->brief ? 96 : 150; }

double frame_bottom(const struct canvas *c) { return c->width < 1500 && !c->size->brief ? 84 : 60; }

void page_fit(struct canvas *c, double content)
{
    if (c->size->most_height > c->size->height)
        c->height = fmin(c->size->most_height, fmax(480, content + frame_bottom(c)));
}

/* The title in one line, smaller where it is long. */
static void page_title(const char *text, double width, struct canvas *c)
{
    double size = c->width < 1500 ? 34 : TITLE_SIZE;

    while (size > 26 && lettering_width(text, size, true) > width)
        size -= 1;
    canvas_bold(c, PAGE_MARGIN, c->size->brief ? 46 : 58, ALIGN_LEFT, size, COLOUR_INK,
                lettering_cut(c->arena, text, size, true, width));
}

static void page_source(const struct page_head *h, bool chinese, struct canvas *c)
{
    const char *lines[2], *source = source_line(h, c->size->brief, chinese, c->arena);
    const double top = c->height - frame_bottom(c) + 14, width = c->width - 2 * PAGE_MARGIN;
    const int most = frame_bottom(c) > 60 ? 2 : 1;
    const int count = source ? lettering_wrap(c->arena, source, SOURCE_SIZE, width, most, lines) : 0;

    c->failed = c->failed || !count;
    c->description = source;
    canvas_segment(c, PAGE_MARGIN, top, c->width - PAGE_MARGIN, top, 1, COLOUR_GRID);
    for (int i = 0; i < count; i++)
        canvas_text(c, PAGE_MARGIN, top + 20 + 24 * i, ALIGN_LEFT, SOURCE_SIZE, COLOUR_MUTED, lines[i]);
}

void page_frame(const struct page_head *h, bool chinese, struct canvas *c)
{
    const struct scenario *s = h->setup->scenario;
    const char *name = label_text(&s->label, chinese, s->name ? s->name : ""),
               *place = label_text(&s->place, chinese, "");
    const char *subtitle = h->subtitle
                               ? h->subtitle
                               : arena_format(c->arena, "%s%s%s", name, *place ? (chinese ? "　" : " · ") : "", place);
    const double width = c->width - 2 * PAGE_MARGIN;

    canvas_rect(c, 0, 0, c->width, c->height, COLOUR_PAPER);
    page_title(h->title, width, c);
    c->title = arena_format(c->arena, chinese ? "%s：%s" : "%s: %s", h->title, subtitle ? subtitle : "");
    c->failed = c->failed || !subtitle || !c->title;
    if (subtitle && !c->size->brief)
        canvas_text(c, PAGE_MARGIN, 106, ALIGN_LEFT, SUBTITLE_SIZE, COLOUR_MUTED,
                    lettering_cut(c->arena, subtitle, SUBTITLE_SIZE, false, width));
    page_source(h, chinese, c);
}

/* At the right of the subtitle where that leaves room, else of the title. */
static void page_note(const char *note, bool chinese, const struct run *r, struct canvas *c)
{
    const struct scenario *s = r->setup->scenario;
    const double subtitle = lettering_width(label_text(&s->label, chinese, ""), SUBTITLE_SIZE, false) +
                            lettering_width(label_text(&s->place, chinese, ""), SUBTITLE_SIZE, false);
    const bool beside = subtitle + lettering_width(note, SOURCE_SIZE + 1, false) + 80 < c->width - 2 * PAGE_MARGIN;

    canvas_text(c, c->width - PAGE_MARGIN, beside ? 106 : 58, ALIGN_RIGHT, SOURCE_SIZE + 1, COLOUR_MUTED, note);
}

void chart_frame(const struct chart *chart, const struct run *r, bool chinese, struct canvas *c)
{
    const struct page_head head = {.setup = r->setup, .title = chinese ? chart->zh : chart->en};

    page_frame(&head, chinese, c);
    if (chart->note_zh && !c->size->brief)
        page_note(chinese ? chart->note_zh : chart->note_en, chinese, r, c);
}

/* Panels count in the same 万: all of a chart, but of fans only those of one indicator, because an
 * overview shows students and teachers side by side. */
static void find_largest(const struct panel_list *panels, const struct panel *p, const struct run *r,
                         double largest[UNITS])
{
    for (int i = 0; i < UNITS; i++)
        largest[i] = 0;
    for (int i = 0; i < panels->count; i++)
        if (!p->fan || panels->list[i]->traces[0].row == p->traces[0].row)
            axes_largest(panels->list[i], &r->setup->shape, largest);
}

/* How panels stand: on a slide side by side up to three, on a page below each other up to two. */
static int choose_panel_columns(int panels, const struct canvas *c)
{
    static const int slide[MAX_PANELS + 1] = {1, 1, 2, 3, 2, 3, 3, 4, 4, 3, 4, 4, 4};

    return c->width >= 1500 || c->size->brief ? slide[panels] : panels <= 3 ? 1 : 2;
}

/* Paper is read from nearer than a wall. */
static double panel_text(int panels, const struct canvas *c)
{
    if (c->width < 1500 && !c->size->brief)
        return panels <= 3 ? 17 : 15;
    return panels == 1 ? 22 : panels <= 3 ? 20 : panels <= 6 ? 18 : 15;
}

double panels_height(int panels, const struct canvas *c)
{
    const int columns = choose_panel_columns(panels, c);

    return ((panels + columns - 1) / columns) * (columns == 1 ? (panels == 1 ? 600.0 : 500.0) : 440.0);
}

void panels_arrange(const struct panel_list *panels, const struct run *r, bool chinese, double top, struct canvas *c)
{
    const int n = c->size->brief ? (panels->count < 2 ? panels->count : 2) : panels->count; /* the first tell most */
    const int columns = choose_panel_columns(n, c), rows = (n + columns - 1) / columns;
    const double gap_x = c->size->brief ? 36 : 56, gap_y = 44, bottom = c->height - frame_bottom(c);
    const double width = (c->width - 2 * PAGE_MARGIN - (columns - 1) * gap_x) / columns;
    const double height = (bottom - top - (rows - 1) * gap_y) / rows;
    const double text = panel_text(n, c);

    for (int i = 0; i < n; i++) {
        const double left = PAGE_MARGIN + (i % columns) * (width + gap_x),
                     y = top + (double)(i / columns) * (height + gap_y);
        double largest[UNITS];
        find_largest(panels, panels->list[i], r, largest);
        panel_draw(panels->list[i], r, chinese, c, (struct box){left, y, left + width, y + height}, text, largest);
    }
}

static const char *draw_panels(const struct chart *chart, const struct run *r, bool chinese, struct canvas *c)
{
    struct panel_list panels;

    if (!panels_build(chart, r, chinese, c->arena, &panels)) {
        c->failed = true;
        return NULL;
    }
    if (panels.count == 0)
        return NULL;
    page_fit(c, frame_top(c) + panels_height(panels.count, c));
    chart_frame(chart, r, chinese, c);
    panels_arrange(&panels, r, chinese, frame_top(c), c);
    return chart->name;
}

const char *chart_draw(const struct chart *chart, int page, const struct run *r, bool chinese, struct canvas *c)
{
    if (chart->board)
        return chart->board(chart, r, page, chinese, c);
    return page == 0 ? draw_panels(chart, r, chinese, c) : NULL;
}
