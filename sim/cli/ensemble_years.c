/* How far the main indicators may go by year, and how often each limit bound. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ensemble_plan.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { P10 = 1, P50 = 3, P90 = 5, LABEL_ROOM = 24, YEAR_ROOM = 10, SHARE_ROOM = 6 };

struct grid {
    struct table table;
    struct column columns[MAX_YEARS + 1];
    char headings[MAX_YEARS][8];
    int years[MAX_YEARS];
    int count;
};

/* A label column and as many years as fit at `room` columns each. */
static void grid_start(struct grid *g, const struct page *p, const struct setup *u, int room)
{
    memset(g, 0, sizeof *g);
    int most = (p->width - 2 - LABEL_ROOM) / room;
    g->count = choose_shown_years(u, most > 1 ? most : 1, g->years);
    g->columns[0] = (struct column){.heading = "", .flexible = LABEL_ROOM / 2, .lines = 4};
    for (int i = 0; i < g->count; i++) {
        snprintf(g->headings[i], sizeof g->headings[i], "%d", g->years[i] % 100000);
        g->columns[i + 1] = (struct column){.heading = g->headings[i], .right = true};
    }
    g->table = (struct table){.columns = g->columns, .count = g->count + 1, .indent = 2};
}

static void add_quantile(struct grid *g, const struct ensemble_plan *plan, int scenario, const struct series *s,
                         int quantile, const char *name)
{
    struct table_row *row = table_row(&g->table);
    table_cell(&g->table, row, 0, PLAIN, "\xC2\xA0\xC2\xA0%s", name);
    for (int i = 0; i < g->count; i++) {
        char text[VALUE_TEXT];
        const struct study_indicator *found = find_indicator(plan, scenario, s->key, g->years[i]);
        if (found)
            table_cell(&g->table, row, i + 1, quantile == P50 ? BOLD : PLAIN, "%s",
                       value_text(s->row->unit, found->quantile[quantile], text));
    }
}

static bool worth_showing(const struct ensemble_plan *plan, int scenario, const struct series *s, const struct grid *g)
{
    for (int i = 0; i < g->count; i++) {
        const struct study_indicator *found = find_indicator(plan, scenario, s->key, g->years[i]);
        if (found && found->count > 0 && (found->least != 0 || found->most != 0))
            return true;
    }
    return false;
}

void ensemble_years(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct setup *u = plan->setups[scenario];
    struct grid g;
    grid_start(&g, p, u, YEAR_ROOM);
    for (int i = 0; main_indicator(i); i++) {
        const struct series *s = setup_series(u, main_indicator(i), NULL);
        if (!s || !worth_showing(plan, scenario, s, &g))
            continue;
        const char *name = p->chinese ? s->row->label_zh : s->row->label_en,
                   *unit = unit_label(s->row->unit, p->chinese);
        bool said = unit_shown(s->row->unit) || s->row->unit == UNIT_STUDENTS_PER_TEACHER || strstr(name, unit);
        char heading[256];
        snprintf(heading, sizeof heading, said ? "%s%s" : p->chinese ? "%s（%s）" : "%s (%s)", name, said ? "" : unit);
        table_remark(&g.table, PLAIN, "  ", heading);
        add_quantile(&g, plan, scenario, s, P90, "P90");
        add_quantile(&g, plan, scenario, s, P50, _("median"));
        add_quantile(&g, plan, scenario, s, P10, "P10");
    }
    if (g.table.first) {
        page_blank(p);
        page_line(p, BOLD, "%s",
                  _("MAIN INDICATORS: HALF THE REPLICATES ARE ABOVE THE MEDIAN, A TENTH ABOVE P90 OR BELOW P10"));
        table_print(p, &g.table);
        page_wrap(p, DIM, "  ", _("All indicators, every year, P5 to P95, mean and deviation: -o FILE.db or --json."));
    }
    table_free(&g.table);
}

/* --- limits --- */

static const struct {
    const char *key, *name;
} limits[] = {
    {"enrolment.limit", N_("Intake")},
    {"faculty.hire_limit", N_("Hiring")},
    {"training.limit", N_("Training")},
    {"funding.limit", N_("Spending")},
};

static double limit_share(const struct study *study, int scenario, const char *key, int code, int year)
{
    for (int i = 0; i < study->lists[TABLE_LIMIT].count; i++) {
        const struct study_limit *row = STUDY_AT(study, study_limit, TABLE_LIMIT, i);
        if (row->scenario == scenario && row->code == code && row->year == year && strcmp(row->key, key) == 0)
            return row->share;
    }
    return NAN;
}

/* One line for each limit of a series that bound in at least one replicate. */
static void add_limits(struct grid *g, const struct page *p, const struct ensemble_plan *plan, int scenario,
                       const struct series *s, const char *name, const char *part)
{
    for (int code = 0; code < 5; code++) {
        double shares[MAX_YEARS], most = 0;
        const char *limit = limit_name(s->row->limit, code, p->chinese);
        for (int i = 0; i < g->count; i++) {
            shares[i] = limit_share(plan->results, scenario, s->key, code, g->years[i]);
            most = shares[i] > most ? shares[i] : most;
        }
        if (most <= 0 || !*limit)
            continue;
        struct table_row *row = table_row(&g->table);
        table_cell(&g->table, row, 0, PLAIN, p->chinese ? "%s%s%s：%s" : "%s%s%s: %s", name,
                   *part ? (p->chinese ? "，" : ", ") : "", part, limit);
        for (int i = 0; i < g->count; i++)
            table_cell(&g->table, row, i + 1, shares[i] > 0 ? PLAIN : DIM,
                       shares[i] > 0 && shares[i] < 0.005 ? "<1%%" : "%.0f%%", 100 * shares[i]);
    }
}

void ensemble_limits(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct setup *u = plan->setups[scenario];
    const struct item_list *sectors = &u->scenario->items[SCOPE_SECTOR];
    struct grid g;
    grid_start(&g, p, u, SHARE_ROOM);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        const struct series *s = setup_series(u, limits[i].key, NULL);
        bool by_sector = s && s->row->scope == SCOPE_SECTOR;
        if (s && !by_sector)
            add_limits(&g, p, plan, scenario, s, _(limits[i].name), "");
        for (int k = 0; by_sector && k < sectors->count; k++) {
            char key[160];
            snprintf(key, sizeof key, "%s.%s", limits[i].key, sectors->list[k].id);
            const struct series *part = setup_series(u, key, NULL);
            if (part)
                add_limits(&g, p, plan, scenario, part, _(limits[i].name),
                           label_text(&sectors->list[k].label, p->chinese, sectors->list[k].id));
        }
    }
    if (g.table.first) {
        page_blank(p);
        page_line(p, BOLD, "%s", _("WHAT SET THE LIMIT: SHARE OF REPLICATES"));
        table_print(p, &g.table);
    }
    table_free(&g.table);
}
