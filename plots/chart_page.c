/* The page around a chart, and the arrangement of its panels. */
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

static const char *closure_text(int closure, bool chinese)
{
    static const char *const texts[][2] = {{"what cannot be paid for is put off", "资金不足的事项顺延"},
                                           {"what cannot be paid for is borrowed", "资金不足的部分举债"},
                                           {"what cannot be paid for is shown as a gap", "资金不足的部分只列缺口"}};
    return texts[closure >= 0 && closure < 3 ? closure : 0][chinese];
}

static const char *source_line(const struct page_head *h, bool chinese, struct arena *a)
{
    const struct scenario *s = h->setup->scenario;
    const char *document = s->document ? s->document : "", *study = h->study ? h->study : "";
    const char *plan = !*document ? "" : chinese ? "依据：" : "Plan: ";

    return arena_format(a,
                        chinese ? "%s%s%s方案 %s · 资金规则：%s · %s%s方案摘要 %.12s · vetsim %s"
                                : "%s%s%sscenario %s · money rule: %s · %s%sdigest %.12s · vetsim %s",
                        plan, document, *document ? " · " : "", s->name ? s->name : "",
                        closure_text(s->closure, chinese), study, *study ? " · " : "", s->digest, VETSIM_VERSION);
}

void page_frame(const struct page_head *h, bool chinese, struct canvas *c)
{
    const struct scenario *s = h->setup->scenario;
    const char *name = label_text(&s->label, chinese, s->name ? s->name : ""),
               *place = label_text(&s->place, chinese, "");
    const char *subtitle = h->subtitle
                               ? h->subtitle
                               : arena_format(c->arena, "%s%s%s", name, *place ? (chinese ? "　" : " · ") : "", place);
    const char *source = source_line(h, chinese, c->arena);
    const double width = c->width - 2 * PAGE_MARGIN;

    canvas_rect(c, 0, 0, c->width, c->height, COLOUR_PAPER);
    canvas_bold(c, PAGE_MARGIN, 58, ALIGN_LEFT, TITLE_SIZE, COLOUR_INK,
                lettering_cut(c->arena, h->title, TITLE_SIZE, true, width));
    if (!subtitle || !source) {
        c->failed = true;
        return;
    }
    canvas_text(c, PAGE_MARGIN, 106, ALIGN_LEFT, SUBTITLE_SIZE, COLOUR_MUTED,
                lettering_cut(c->arena, subtitle, SUBTITLE_SIZE, false, width));
    canvas_segment(c, PAGE_MARGIN, c->height - 46, c->width - PAGE_MARGIN, c->height - 46, 1, COLOUR_GRID);
    canvas_text(c, PAGE_MARGIN, c->height - 26, ALIGN_LEFT, SOURCE_SIZE, COLOUR_MUTED,
                lettering_cut(c->arena, source, SOURCE_SIZE, false, width));
}

void chart_frame(const struct chart *chart, const struct run *r, bool chinese, struct canvas *c)
{
    const struct page_head head = {.setup = r->setup, .title = chinese ? chart->zh : chart->en};

    page_frame(&head, chinese, c);
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

void panels_arrange(const struct panel_list *panels, const struct run *r, bool chinese, double top, struct canvas *c)
{
    static const int columns_for[MAX_PANELS + 1] = {1, 1, 2, 3, 2, 3, 3, 4, 4, 3, 4, 4, 4};
    const int n = panels->count, columns = columns_for[n], rows = (n + columns - 1) / columns;
    const double gap_x = 56, gap_y = 44, bottom = c->height - FRAME_BOTTOM;
    const double width = (c->width - 2 * PAGE_MARGIN - (columns - 1) * gap_x) / columns;
    const double height = (bottom - top - (rows - 1) * gap_y) / rows;
    const double text = n == 1 ? 22 : n <= 3 ? 20 : n <= 6 ? 18 : 15;

    for (int i = 0; i < n; i++) {
        const double left = PAGE_MARGIN + (i % columns) * (width + gap_x),
                     y = top + (double)(i / columns) * (height + gap_y);
        double largest[UNITS];
        find_largest(panels, panels->list[i], r, largest);
        panel_draw(panels->list[i], r, chinese, c, (struct box){left, y, left + width, y + height}, text, largest);
    }
}

bool chart_draw(const struct chart *chart, const struct run *r, bool chinese, struct arena *a, struct canvas *c)
{
    struct panel_list panels;

    canvas_init(c, a, PAGE_WIDTH, PAGE_HEIGHT);
    if (chart->board)
        return chart->board(chart, r, chinese, c);
    if (!panels_build(chart, r, chinese, a, &panels)) {
        c->failed = true;
        return true;
    }
    if (panels.count == 0)
        return false;
    chart_frame(chart, r, chinese, c);
    panels_arrange(&panels, r, chinese, FRAME_TOP, c);
    return true;
}
