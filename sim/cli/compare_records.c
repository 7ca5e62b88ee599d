/* A comparison as tables, for CSV files and JSON: numbers whole, in the units of the rows. */
#include <string.h>

#include "compare.h"
#include "csv.h"
#include "page.h"

enum { PLANS, INDICATORS, MONEY, TARGETS, INPUTS, CONTRIBUTIONS };

static const char *const plan_columns[] = {"plan",        "name",      "label_zh", "label_en", "path",
                                           "first_year",  "last_year", "met",      "late",     "missed",
                                           "unevaluated", "digest",    "compared", NULL};
static const char *const indicator_columns[] = {"plan",  "indicator", "sector",     "year", "unit",
                                                "value", "base",      "difference", NULL};
static const char *const money_columns[] = {"plan", "indicator", "name", "unit", "value", "base", "difference", NULL};
static const char *const target_columns[] = {"plan",         "target",  "label_zh", "label_en", "due",
                                             "comparator",   "value",   "reached",  "verdict",  "base_reached",
                                             "base_verdict", "changes", NULL};
static const char *const input_columns[] = {"plan",     "number", "kind",  "parameter", "label_zh",
                                            "label_en", "base",   "value", NULL};
static const char *const contribution_columns[] = {"plan",     "target",   "indicator", "year",      "unit", "number",
                                                   "label_zh", "label_en", "alone",     "taken_out", NULL};

static const struct {
    const char *name;
    const char *const *columns;
} tables_of[COMPARE_TABLES] = {
    [PLANS] = {"plans", plan_columns},    [INDICATORS] = {"indicators", indicator_columns},
    [MONEY] = {"money", money_columns},   [TARGETS] = {"targets", target_columns},
    [INPUTS] = {"inputs", input_columns}, [CONTRIBUTIONS] = {"contributions", contribution_columns},
};

static double less(double x, double base) { return x < ABSENT_ABOVE && base < ABSENT_ABOVE ? x - base : ABSENT; }

static void add_plans(const struct compare *c, struct records *t)
{
    static const char *const compared[] = {[ALIGNED] = "inputs and results",
                                           [ALIGN_PLACE] = "results only: other place",
                                           [ALIGN_BASE_YEAR] = "results only: other base year",
                                           [ALIGN_SECTORS] = "results only: other sectors",
                                           [ALIGN_ITEMS] = "results only: too many items"};
    for (int i = 0; i < c->count; i++) {
        const struct run *r = plan_run(c, i);
        const struct scenario *s = r->setup->scenario;
        record_start(t);
        record_text(t, plan_letter(i));
        record_text(t, s->name);
        record_text(t, s->label.zh);
        record_text(t, s->label.en);
        record_text(t, s->path);
        record_number(t, s->first_year);
        record_number(t, s->last_year);
        record_number(t, r->met);
        record_number(t, r->late);
        record_number(t, r->missed);
        record_number(t, r->unevaluated);
        record_text(t, s->digest);
        record_text(t, i == 0 ? "base" : compared[c->pairs[i].why]);
    }
}

/* Indicators of the base that a plan has too, in the years all have. */
static void add_indicators(const struct compare *c, int plan, struct records *t)
{
    const struct run *base = plan_run(c, 0), *r = plan_run(c, plan);
    for (int i = 0; i < base->setup->series_count; i++) {
        const struct series *s = &base->setup->series[i], *here = setup_series(r->setup, s->key, NULL);
        for (int year = c->first; here && year <= c->last; year++) {
            const double x = run_value(r, here, year), before = run_value(base, s, year);
            if (!(x < ABSENT_ABOVE) && !(before < ABSENT_ABOVE))
                continue;
            record_start(t);
            record_text(t, plan_letter(plan));
            record_text(t, s->row->key);
            record_text(t, series_item(base->setup, s));
            record_number(t, year);
            record_text(t, unit_name(s->row->unit));
            record_number(t, x);
            record_number(t, before);
            record_number(t, less(x, before));
        }
    }
}

static void add_money(const struct compare *c, int plan, struct records *t)
{
    for (int i = 0; cost_name(i); i++) {
        const double x = cost_value(c, plan, i), base = cost_value(c, 0, i);
        record_start(t);
        record_text(t, plan_letter(plan));
        record_text(t, cost_key(i));
        record_text(t, cost_name(i));
        record_text(t, unit_name(UNIT_WAN_YUAN));
        record_number(t, x);
        record_number(t, base);
        record_number(t, less(x, base));
    }
}

static void add_targets(const struct compare *c, int plan, struct records *t)
{
    const struct run *r = plan_run(c, plan);
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *e = &r->results[i], *base = plan_result(c, 0, e->target->id);
        record_start(t);
        record_text(t, plan_letter(plan));
        record_text(t, e->target->id);
        record_text(t, e->target->label.zh);
        record_text(t, e->target->label.en);
        record_number(t, e->target->due);
        record_text(t, comparator_key(e->target->comparator));
        record_number(t, e->target->unevaluated ? ABSENT : e->target->value);
        record_number(t, e->verdict == VERDICT_UNEVALUATED ? ABSENT : e->reached);
        record_text(t, verdict_key(e->verdict));
        record_number(t, !base || base->verdict == VERDICT_UNEVALUATED ? ABSENT : base->reached);
        record_text(t, base ? verdict_key(base->verdict) : NULL);
        record_number(t, base ? base->verdict != e->verdict : ABSENT);
    }
}

static void add_inputs(const struct compare *c, int plan, bool chinese, struct records *t)
{
    static const char *const kinds[] = {"value", "family", "item", "setting"};
    const struct compare_pair *pair = &c->pairs[plan];
    const struct page words = {.chinese = chinese};
    for (int i = 0; i < pair->d.count; i++) {
        const struct difference *one = &pair->d.list[i];
        char text[6000], key[200] = "";
        if (one->row)
            address_key(&pair->al.scenarios[0], one->row, one->kind == DIFFERENCE_FAMILY ? ALL_ITEMS : one->item, key,
                        sizeof key);
        record_start(t);
        record_text(t, plan_letter(plan));
        record_number(t, i + 1);
        record_text(t, kinds[one->kind]);
        record_text(t, one->kind == DIFFERENCE_VALUE ? key : NULL);
        record_text(t, one->label_zh);
        record_text(t, one->label_en);
        for (int side = 0; side < 2; side++) {
            difference_words(&words, pair, one, side, text, sizeof text);
            record_text(t, text);
        }
    }
}

static void add_contribution(const struct compare *c, int plan, int output, int number, const char *zh, const char *en,
                             double alone, double without, struct records *t)
{
    const struct compare_pair *pair = &c->pairs[plan];
    const struct effect_of *of = &pair->outputs[output];
    record_start(t);
    record_text(t, plan_letter(plan));
    record_text(t, pair->targets[output] ? pair->targets[output]->id : NULL);
    record_text(t, of->series->key);
    record_number(t, of->year);
    record_text(t, unit_name(of->series->row->unit));
    record_number(t, number > 0 ? number : ABSENT);
    record_text(t, zh);
    record_text(t, en);
    record_number(t, alone);
    record_number(t, without);
}

static void add_contributions(const struct compare *c, int plan, struct records *t)
{
    const struct compare_pair *pair = &c->pairs[plan];
    for (int o = 0; o < pair->output_count; o++) {
        for (int i = 0; i < pair->d.count; i++)
            add_contribution(c, plan, o, i + 1, pair->d.list[i].label_zh, pair->d.list[i].label_en,
                             pair->c.alone[i * pair->c.outputs + o], pair->c.without[i * pair->c.outputs + o], t);
        const double whole = less(pair->c.second[o], pair->c.first[o]);
        add_contribution(c, plan, o, 0, "相互作用", "interaction", pair->c.rest_alone[o], pair->c.rest_without[o], t);
        add_contribution(c, plan, o, 0, "合计变化", "whole change", whole, whole, t);
    }
}

void compare_records(const struct compare *c, bool chinese, struct records *tables)
{
    for (int i = 0; i < COMPARE_TABLES; i++)
        tables[i] = (struct records){.name = tables_of[i].name, .columns = tables_of[i].columns};
    add_plans(c, &tables[PLANS]);
    for (int i = 0; i < c->count; i++) {
        add_indicators(c, i, &tables[INDICATORS]);
        add_money(c, i, &tables[MONEY]);
        add_targets(c, i, &tables[TARGETS]);
        if (i == 0 || c->pairs[i].why != ALIGNED)
            continue;
        add_inputs(c, i, chinese, &tables[INPUTS]);
        add_contributions(c, i, &tables[CONTRIBUTIONS]);
    }
}
