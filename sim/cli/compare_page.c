/* The page of a comparison: which plans, main indicators, money, and the targets they judge differently. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare.h"
#include "ensemble_plan.h"
#include "run_page.h"
#include "table.h"
#include "text.h"
#include "values.h"

/* --- the plans --- */

static void print_plans(const struct page *p, const struct compare *c)
{
    char lead[16], text[700], tally[256];
    page_line(p, BOLD, "%s", _("PLANS"));
    for (int i = 0; i < c->count; i++) {
        const struct run *r = plan_run(c, i);
        const struct scenario *s = r->setup->scenario;
        snprintf(lead, sizeof lead, "  %s  ", plan_letter(i));
        page_wrap(p, BOLD, lead, label_text(&s->label, p->chinese, s->name));
        tally_text(r->met, r->late, r->missed, r->unevaluated, tally, sizeof tally);
        snprintf(text, sizeof text, "%d–%d · %s%s%s · %.12s", s->first_year, s->last_year, tally, *tally ? " · " : "",
                 s->path, s->digest);
        page_wrap(p, DIM, "     ", text);
    }
    bool other_end = false;
    for (int i = 1; i < c->count; i++) {
        other_end |= c->pairs[i].why == ALIGNED && c->plans[i].scenario.last_year != c->plans[0].scenario.last_year;
        if (c->pairs[i].why == ALIGNED)
            continue;
        snprintf(text, sizeof text, _("%s and %s: %s. Only results of %d to %d are compared, not what differs."),
                 plan_letter(0), plan_letter(i), why_words(c->pairs[i].why), c->first, c->last);
        page_wrap(p, CAUTION, "  ", text);
    }
    if (other_end)
        page_line(p, CAUTION, _("  The plans do not end in the same year; compared are the years to %d."), c->last);
}

/* --- tables with a column for each plan --- */

enum { LABEL, FIRST_PLAN, MOST_COLUMNS = FIRST_PLAN + COMPARE_MOST + 1, CROWDED = 5 };

static void plan_columns(const struct page *p, const struct compare *c, struct column columns[MOST_COLUMNS],
                         char headings[COMPARE_MOST][32])
{
    memset(columns, 0, sizeof *columns * MOST_COLUMNS);
    columns[LABEL] = (struct column){.heading = "", .flexible = p->width >= 70 ? 24 : 14, .lines = 3};
    for (int i = 0; i < c->count; i++) {
        const bool less = i > 0 && c->pairs[i].why != ALIGN_PLACE;
        snprintf(headings[i], sizeof headings[i], less ? "%s − A" : "%s", plan_letter(i));
        columns[FIRST_PLAN + i] = (struct column){.heading = headings[i], .right = true};
    }
}

/* A difference; with many plans the heading of the row says that shares differ by points. */
static char *difference_text(const struct compare *c, enum unit unit, double difference, char text[VALUE_TEXT])
{
    const char *points = _(" points");
    gap_text(unit, difference, text);
    if (unit == UNIT_SHARE && c->count >= CROWDED && strlen(text) > strlen(points))
        text[strlen(text) - strlen(points)] = '\0';
    return text;
}

/* The base whole; others by how they differ from it; plans for other places whole too. */
static void plan_cells(struct table *table, struct table_row *row, const struct compare *c, enum unit unit,
                       const double *values)
{
    char text[VALUE_TEXT];
    for (int i = 0; i < c->count; i++) {
        const bool whole = i == 0 || c->pairs[i].why == ALIGN_PLACE;
        const bool known = fabs(values[0]) < ABSENT_ABOVE && fabs(values[i]) < ABSENT_ABOVE;
        const bool same = !whole && known && fabs(values[i] - values[0]) <= 1e-9 * fmax(1.0, fabs(values[0]));
        if (same)
            table_cell(table, row, FIRST_PLAN + i, DIM, "=");
        else
            table_cell(table, row, FIRST_PLAN + i, PLAIN, "%s",
                       whole   ? value_text(unit, values[i], text)
                       : known ? difference_text(c, unit, values[i] - values[0], text)
                               : value_text(unit, ABSENT, text));
    }
}

static void label_cell(const struct page *p, struct table *table, struct table_row *row, const struct compare *c,
                       const struct series *s)
{
    const struct setup *u = plan_run(c, 0)->setup;
    char label[256];
    series_label(u, s, p->chinese, label, sizeof label);
    const char *words = series_unit(u, s, p->chinese), *unit = unit_said(s->row->unit, label, words) ? "" : words;
    if (s->row->unit == UNIT_SHARE && c->count >= CROWDED)
        unit = _("%, points");
    table_cell(table, row, LABEL, PLAIN, *unit ? (p->chinese ? "%s（%s）" : "%s (%s)") : "%s%s", label, unit);
}

static bool any_value(const double *values, int count)
{
    for (int i = 0; i < count; i++)
        if (fabs(values[i]) < ABSENT_ABOVE && values[i] != 0.0)
            return true;
    return false;
}

static void print_indicators(const struct page *p, const struct compare *c, int year)
{
    struct column columns[MOST_COLUMNS];
    char headings[COMPARE_MOST][32];
    struct table table = {.columns = columns, .count = FIRST_PLAN + c->count, .indent = 2};
    const struct setup *u = plan_run(c, 0)->setup;
    plan_columns(p, c, columns, headings);
    for (int i = 0; main_indicator(i); i++) {
        const struct series *s = setup_series(u, main_indicator(i), NULL);
        double values[COMPARE_MOST];
        for (int k = 0; s && k < c->count; k++) {
            const struct run *r = plan_run(c, k);
            values[k] = run_value(r, setup_series(r->setup, s->key, NULL), year);
        }
        if (!s || !any_value(values, c->count))
            continue;
        struct table_row *row = table_row(&table);
        label_cell(p, &table, row, c, s);
        plan_cells(&table, row, c, s->row->unit, values);
    }
    page_blank(p);
    page_line(p, BOLD, _("MAIN INDICATORS IN %d"), year);
    table_print(p, &table);
    table_free(&table);
}

static void print_costs(const struct page *p, const struct compare *c)
{
    struct column columns[MOST_COLUMNS];
    char headings[COMPARE_MOST][32];
    struct table table = {.columns = columns, .count = FIRST_PLAN + c->count, .indent = 2};
    plan_columns(p, c, columns, headings);
    for (int i = 0; cost_name(i); i++) {
        double values[COMPARE_MOST];
        for (int k = 0; k < c->count; k++)
            values[k] = cost_value(c, k, i);
        struct table_row *row = table_row(&table);
        table_cell(&table, row, LABEL, PLAIN, "%s", cost_name(i));
        plan_cells(&table, row, c, UNIT_WAN_YUAN, values);
    }
    page_blank(p);
    page_line(p, BOLD, _("MONEY, %d TO %d (%s)"), c->first + 1, c->last, unit_label(UNIT_WAN_YUAN, p->chinese));
    table_print(p, &table);
    table_free(&table);
}

/* --- targets --- */

enum { TARGET, DUE, GOAL, FIRST_RESULT };

static void result_cell(struct table *table, struct table_row *row, const struct compare *c, int plan,
                        const struct result *result)
{
    char text[VALUE_TEXT + 2];
    if (!result)
        table_cell(table, row, FIRST_RESULT + plan, DIM, "–");
    else
        table_cell(table, row, FIRST_RESULT + plan, verdict_tone(result->verdict), "%s %s",
                   reached_text(plan_run(c, plan), result, text), verdict_sign(result->verdict));
}

/* Whether a plan that has the target asks for something else by it. */
static bool goals_differ(const struct compare *c, const struct target *t)
{
    for (int i = 1; i < c->count; i++) {
        const struct result *other = plan_result(c, i, t->id);
        if (other && !same_goal(t, other->target))
            return true;
    }
    return false;
}

static void add_target(const struct page *p, struct table *table, const struct compare *c, const struct result *base)
{
    const struct target *t = base->target;
    const struct setup *u = plan_run(c, 0)->setup;
    char goal[256];
    target_goal(u, t, p->chinese, goal, sizeof goal);
    struct table_row *row = table_row(table);
    table_cell(table, row, TARGET, PLAIN, "%s%s", label_text(&t->label, p->chinese, t->id),
               goals_differ(c, t) ? _(" (the goal differs)") : "");
    table_cell(table, row, DUE, PLAIN, "%d", t->due);
    table_cell(table, row, GOAL, PLAIN, "%s", goal);
    for (int i = 0; i < c->count; i++)
        result_cell(table, row, c, i, i == 0 ? base : plan_result(c, i, t->id));
}

/* Targets of the base that no other plan has, and the reverse. */
static int missing_from(const struct compare *c, int plan, int other)
{
    const struct scenario *s = plan_run(c, plan)->setup->scenario;
    int count = 0;
    for (int i = 0; i < s->target_count; i++)
        count += plan_result(c, other, s->targets[i].id) == NULL;
    return count;
}

static void print_unmatched(const struct page *p, const struct compare *c)
{
    for (int i = 1; i < c->count; i++) {
        const int only_base = missing_from(c, 0, i), only_here = missing_from(c, i, 0);
        if (only_base > 0)
            page_line(p, DIM, _("  Targets of %s that %s does not have: %d"), plan_letter(0), plan_letter(i),
                      only_base);
        if (only_here > 0)
            page_line(p, DIM, _("  Targets of %s that %s does not have: %d"), plan_letter(i), plan_letter(0),
                      only_here);
    }
}

static bool in_all_plans(const struct compare *c, const char *id)
{
    for (int i = 1; i < c->count; i++)
        if (!plan_result(c, i, id))
            return false;
    return true;
}

static void print_targets_that_change(const struct page *p, const struct compare *c)
{
    struct column columns[FIRST_RESULT + COMPARE_MOST] = {
        [TARGET] = {.heading = _("target"), .flexible = p->width >= 96 ? 22 : 14, .lines = 5},
        [DUE] = {.heading = _("due")},
        [GOAL] = {.heading = _("goal"), .right = true, .flexible = 8, .lines = 3}};
    struct table table = {.columns = columns, .count = FIRST_RESULT + c->count, .indent = 2};
    const struct run *base = plan_run(c, 0);
    int same = 0, changed = 0;
    for (int i = 0; i < c->count; i++)
        columns[FIRST_RESULT + i] = (struct column){.heading = plan_letter(i), .right = true};
    for (int i = 0; i < base->setup->scenario->target_count; i++) {
        const bool changes = verdict_changes(c, &base->results[i]);
        if (changes)
            add_target(p, &table, c, &base->results[i]);
        changed += changes;
        same += !changes && in_all_plans(c, base->setup->scenario->targets[i].id);
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("TARGETS WHOSE VERDICT CHANGES"));
    if (changed > 0)
        table_print(p, &table);
    else
        page_line(p, PLAIN, "%s", _("  None."));
    page_line(p, DIM, _("  Targets judged the same in all plans: %d"), same);
    print_unmatched(p, c);
    table_free(&table);
}

void compare_page(const struct page *p, const struct compare *c)
{
    print_plans(p, c);
    for (int i = 0; i < c->year_count; i++)
        print_indicators(p, c, c->years[i]);
    print_costs(p, c);
    print_targets_that_change(p, c);
    for (int i = 1; i < c->count; i++) {
        if (c->pairs[i].why != ALIGNED)
            continue;
        compare_inputs(p, c, i);
        compare_why(p, c, i);
    }
}
