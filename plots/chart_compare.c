/* Plans side by side: a panel for each indicator, a line for each plan. */
#include "compare_plots.h"
#include "drawing.h"
#include "study_page.h"

#define PLAN_TRACE(letter) \
    { \
        .row = "", .style = TRACE_LINE, .zh = "", .en = "", .short_zh = letter, .short_en = letter \
    }
static const struct trace plan_traces[COMPARE_PLANS] = {PLAN_TRACE("A"), PLAN_TRACE("B"), PLAN_TRACE("C"),
                                                        PLAN_TRACE("D"), PLAN_TRACE("E"), PLAN_TRACE("F"),
                                                        PLAN_TRACE("G"), PLAN_TRACE("H")};

struct comparison {
    const struct run *const *runs;
    int run_count;
    const char *const *keys;
    int key_count;
};

static void fill_plan(struct panel_trace *t, const struct run *r, const char *key, int first_year, int years)
{
    const struct series *of = setup_series(r->setup, key, NULL);

    for (int y = 0; y < years; y++) {
        const double x = of ? run_value(r, of, first_year + y) : ABSENT;
        t->value[y] = study_known(x) ? x : ABSENT;
    }
}

static bool any_value(const struct panel *p, int years)
{
    for (int i = 0; i < p->trace_count; i++)
        for (int y = 0; y < years; y++)
            if (study_known(p->traces[i].value[y]) && p->traces[i].value[y] != 0.0)
                return true;
    return false;
}

/* NULL with *failed when memory is out, else when there is nothing to show. Whose targets the marks would be is not
 * plain on a panel of several plans: they are left to the board. */
static struct panel *panel_of(const struct comparison *m, const char *key, bool chinese, struct canvas *c)
{
    const struct run *base = m->runs[0];
    const struct shape *shape = &base->setup->shape;
    const struct series *of = setup_series(base->setup, key, NULL);
    struct panel *p = of ? panel_of_series(of, &plan_traces[0], base, chinese, c->arena) : NULL;

    c->failed = c->failed || (of && !p);
    if (!p)
        return NULL;
    for (int i = 0; i < m->run_count; i++) {
        p->traces[i] = p->traces[0];
        p->traces[i].spec = &plan_traces[i];
        p->traces[i].colour = style_scenario(i);
        fill_plan(&p->traces[i], m->runs[i], key, shape->first_year, shape->years);
    }
    p->trace_count = m->run_count;
    p->mark_count = 0;
    p->bare = true;
    p->colour = COLOUR_INK;
    return any_value(p, shape->years) ? p : NULL;
}

static const char *plan_name(const struct comparison *m, int i, bool chinese, struct canvas *c)
{
    const struct scenario *s = m->runs[i]->setup->scenario;
    const char *name = arena_format(c->arena, "%s  %s", plan_traces[i].short_en,
                                    label_text(&s->label, chinese, s->name ? s->name : ""));

    return name ? lettering_cut(c->arena, name, LEGEND_TEXT, false, c->width - 2 * PAGE_MARGIN - 80) : NULL;
}

/* The other plans, for the source line: the base is there already. Of many plans only their names fit. */
static const char *others(const struct comparison *m, struct canvas *c)
{
    const char *text = "";

    for (int i = 1; i < m->run_count && text; i++) {
        const struct scenario *s = m->runs[i]->setup->scenario;
        text = arena_format(c->arena, "%s%s%s %s%s%.*s", text, i > 1 ? " · " : "", plan_traces[i].short_en,
                            s->name ? s->name : "", m->run_count > 3 ? "" : " ", m->run_count > 3 ? 0 : 12, s->digest);
    }
    return text;
}

static const char *draw_compare(const void *what, int page, bool chinese, struct canvas *c)
{
    const struct comparison *m = what;
    struct panel_list panels = {.count = 0};
    struct legend l;

    (void)page;
    for (int i = 0; i < m->key_count && panels.count < MAX_PANELS; i++) {
        struct panel *p = panel_of(m, m->keys[i], chinese, c);
        if (p)
            panels.list[panels.count++] = p;
    }
    if (c->failed || panels.count == 0)
        return NULL;
    const struct page_head head = {.setup = m->runs[0]->setup,
                                   .title = chinese ? "方案比较：主要指标" : "Plans compared: main indicators",
                                   .study = others(m, c)};
    page_fit(c, frame_top(c) + (m->run_count + 1) * LEGEND_LINE + panels_height(panels.count, c));
    page_frame(&head, chinese, c);
    legend_begin(&l, c, frame_top(c) + 4);
    for (int i = 0; i < m->run_count; i++)
        legend_line(&l, style_scenario(i), 4.5, DASH_SOLID, plan_name(m, i, chinese, c));
    panels_arrange(&panels, m->runs[0], chinese, legend_end(&l) + 4, c);
    return "compare";
}

int plots_compare(const struct run *const *runs, int run_count, const char *const *keys, int key_count,
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    const struct comparison m = {runs, run_count < COMPARE_PLANS ? run_count : COMPARE_PLANS, keys, key_count};
    const struct page_set set = {.what = &m, .count = 1, .brief = true, .draw = draw_compare};

    return pages_write(&set, q, a, written, count, d);
}
