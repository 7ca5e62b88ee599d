/* What changes from the first plan to another, with its own uncertainty. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "areas.h"
#include "ensemble_plan.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { P10 = 1, P90 = 5 };

/* Beyond two standard errors a difference is hardly chance. */
static enum tone difference_tone(double difference, double error)
{
    if (fabs(difference) <= 2 * error)
        return DIM;
    return difference > 0 ? GOOD : BAD;
}

static void points_text(double difference, double error, char *text, size_t size)
{
    const char *sign = difference < 0 ? "−" : difference > 0 ? "+" : "";
    if (difference == 0 && !(error > 0))
        snprintf(text, size, "0");
    else
        snprintf(text, size, "%s%.1f ± %.1f", sign, 100 * fabs(difference), 100 * error);
}

static const struct study_target *target_row_of(const struct study *study, int scenario, const char *id)
{
    for (int i = 0; i < study->lists[TABLE_TARGET].count; i++) {
        const struct study_target *t = STUDY_AT(study, study_target, TABLE_TARGET, i);
        if (t->scenario == scenario && strcmp(t->id, id) == 0)
            return t;
    }
    return NULL;
}

/* Returns how many targets of the area fare the same in every replicate; they are not listed. */
static int print_area(const struct page *p, const struct ensemble_plan *plan, int scenario, int area)
{
    const struct column columns[] = {{.heading = _("target"), .flexible = 20, .lines = 4},
                                     {.heading = _("due")},
                                     {.heading = _("first plan"), .right = true},
                                     {.heading = _("this plan"), .right = true},
                                     {.heading = _("difference, points"), .right = true}};
    struct table table = {.columns = columns, .count = 5, .indent = 2};
    const struct study *study = plan->results;
    int same = 0;
    for (int i = 0; i < study->lists[TABLE_TARGET_DIFFERENCE].count; i++) {
        const struct study_target_difference *d = STUDY_AT(study, study_target_difference, TABLE_TARGET_DIFFERENCE, i);
        const struct study_target *t = d->scenario == scenario ? target_row_of(study, scenario, d->id) : NULL;
        if (!t || !t->evaluated || !in_area(t->area, area))
            continue;
        if (d->only_here + d->only_base == 0) {
            same++;
            continue;
        }
        const struct label label = {t->label_zh, t->label_en};
        char text[64];
        struct table_row *row = table_row(&table);
        table_cell(&table, row, 0, PLAIN, "%s", label_text(&label, p->chinese, t->id));
        table_cell(&table, row, 1, PLAIN, "%d", (int)t->due);
        table_cell(&table, row, 2, PLAIN, "%.1f%%", 100 * d->base_probability);
        table_cell(&table, row, 3, PLAIN, "%.1f%%", 100 * d->probability);
        points_text(d->difference, d->standard_error, text, sizeof text);
        table_cell(&table, row, 4, difference_tone(d->difference, d->standard_error), "%s", text);
    }
    if (table.first) {
        page_blank(p);
        page_line(p, BOLD, "%s", area_name(area));
        table_print(p, &table);
    }
    table_free(&table);
    return same;
}

static void print_indicators(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct setup *u = plan->setups[scenario];
    const int year = u->shape.first_year + u->shape.years - 1;
    const struct column columns[] = {{.heading = "", .flexible = 20, .lines = 3},
                                     {.heading = _("mean difference"), .right = true},
                                     {.heading = "±", .right = true},
                                     {.heading = "P10", .right = true},
                                     {.heading = "P90", .right = true}};
    struct table table = {.columns = columns, .count = 5, .indent = 2};
    for (int i = 0; main_indicator(i); i++) {
        const struct series *s = setup_series(u, main_indicator(i), NULL);
        const struct study_indicator_difference *d = s ? find_difference(plan, scenario, s->key, year) : NULL;
        if (!d)
            continue;
        const enum unit unit = s->row->unit;
        char text[VALUE_TEXT], label[256];
        struct table_row *row = table_row(&table);
        series_label(u, s, p->chinese, label, sizeof label);
        const char *name = unit_shown(unit) ? "" : series_unit(u, s, p->chinese);
        table_cell(&table, row, 0, PLAIN, *name ? (p->chinese ? "%s（%s）" : "%s (%s)") : "%s%s", label, name);
        table_cell(&table, row, 1, PLAIN, "%s", gap_text(unit, d->mean, text));
        table_cell(&table, row, 2, DIM, "%s",
                   d->standard_error > 0 ? value_apart(unit, d->standard_error, 0, text) : "0");
        table_cell(&table, row, 3, PLAIN, "%s", gap_text(unit, d->quantile[P10], text));
        table_cell(&table, row, 4, PLAIN, "%s", gap_text(unit, d->quantile[P90], text));
    }
    if (table.first) {
        page_blank(p);
        page_line(p, BOLD, _("Main indicators in %d, this plan less the first"), year);
        table_print(p, &table);
    }
    table_free(&table);
}

void ensemble_differences(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    page_blank(p);
    page_line(p, BOLD, "%s", _("TARGETS: PROBABILITY IN BOTH PLANS"));
    int same = 0;
    for (int area = 0; area <= area_count(); area++)
        same += print_area(p, plan, scenario, area);
    if (same > 0) {
        page_blank(p);
        page_line(p, DIM, _("  Targets that fare the same in every replicate: %d"), same);
    }
    print_indicators(p, plan, scenario);
}
