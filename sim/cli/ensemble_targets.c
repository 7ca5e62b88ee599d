/* Targets by area with the probability of each, the least likely first. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "areas.h"
#include "ensemble_plan.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { CHANCE, TARGET, DUE, GOAL, LOW, MIDDLE, HIGH, COLUMNS };
enum { P10 = 1, P50 = 3, P90 = 5 };

static enum tone chance_tone(double p) { return p >= 0.9 ? GOOD : p >= 0.5 ? CAUTION : BAD; }

static int less_likely(const void *a, const void *b)
{
    const struct study_target *x = *(const struct study_target *const *)a, *y = *(const struct study_target *const *)b;
    const double p = x->evaluated ? x->probability : 2, q = y->evaluated ? y->probability : 2;
    return p != q ? (p > q) - (p < q) : (x > y) - (x < y); /* else the scenario's order */
}

static const struct target *target_of(const struct setup *u, const char *id)
{
    for (int i = 0; i < u->scenario->target_count; i++)
        if (strcmp(u->scenario->targets[i].id, id) == 0)
            return &u->scenario->targets[i];
    return NULL;
}

static void add_target(struct table *table, const struct page *p, const struct ensemble_plan *plan, int scenario,
                       const struct study_target *t)
{
    const struct setup *u = plan->setups[scenario];
    const struct target *target = target_of(u, t->id);
    const struct label label = {t->label_zh, t->label_en};
    const bool measured = target && target_row(u, target);
    const struct study_indicator *spread = find_indicator(plan, scenario, t->key, (int)t->due);
    char text[512];
    struct table_row *row = table_row(table);
    chance_text(t->probability, t->standard_error, text, sizeof text);
    table_cell(table, row, CHANCE, t->evaluated ? chance_tone(t->probability) : DIM, "%s",
               t->evaluated ? text : _("unknown"));
    table_cell(table, row, TARGET, PLAIN, "%s", label_text(&label, p->chinese, t->id));
    table_cell(table, row, DUE, PLAIN, "%d", (int)t->due);
    if (measured) {
        target_goal(u, target, p->chinese, text, sizeof text);
        table_cell(table, row, GOAL, PLAIN, "%s", text);
    }
    static const int quantiles[] = {P10, P50, P90};
    for (int q = 0; spread && measured && q < 3; q++)
        table_cell(table, row, LOW + q, PLAIN, "%s",
                   value_text(target_measure(u, target), spread->quantile[quantiles[q]], text));
}

static void print_area(const struct page *p, const struct ensemble_plan *plan, int scenario, int area,
                       const struct study_target **sorted)
{
    const bool roomy = p->width >= 96;
    const struct column columns[COLUMNS] = {
        [CHANCE] = {.heading = _("probability"), .right = true},
        [TARGET] = {.heading = _("target"), .flexible = roomy ? 24 : 12, .lines = roomy ? 3 : 6},
        [DUE] = {.heading = _("due")},
        [GOAL] = {.heading = _("goal"), .right = true, .flexible = 8, .lines = 3},
        [LOW] = {.heading = "P10", .right = true},
        [MIDDLE] = {.heading = _("median"), .right = true},
        [HIGH] = {.heading = "P90", .right = true},
    };
    const struct study *study = plan->results;
    struct table table = {.columns = columns, .count = roomy ? COLUMNS : LOW, .indent = 2};
    int count = 0;
    for (int i = 0; i < study->lists[TABLE_TARGET].count; i++) {
        const struct study_target *t = STUDY_AT(study, study_target, TABLE_TARGET, i);
        if (t->scenario == scenario && in_area(t->area, area))
            sorted[count++] = t;
    }
    if (count == 0)
        return;
    qsort(sorted, (size_t)count, sizeof(*sorted), less_likely);
    for (int i = 0; i < count; i++)
        add_target(&table, p, plan, scenario, sorted[i]);
    page_blank(p);
    page_line(p, BOLD, "%s", area_name(area));
    table_print(p, &table);
    table_free(&table);
}

void ensemble_targets(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    int count = plan->results->lists[TABLE_TARGET].count;
    const struct study_target **sorted = malloc(sizeof *sorted * (size_t)(count + 1));
    if (!sorted || count == 0) {
        free(sorted);
        return;
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("TARGETS: HOW LIKELY EACH IS MET WHEN IT IS DUE"));
    for (int area = 0; area <= area_count(); area++)
        print_area(p, plan, scenario, area, sorted);
    free(sorted);
}
