#include <math.h>

#include "csv.h"
#include "lane.h"
#include "study_fill.h"

static const char *or_empty(const char *text) { return text ? text : ""; }

static void fill_values(struct study *s, const struct run *r)
{
    const struct setup *u = r->setup;
    for (int i = 0; i < u->series_count; i++)
        for (int t = 0; t < u->shape.years; t++) {
            const struct series *series = &u->series[i];
            const int year = u->shape.first_year + t;
            struct study_value *row = study_add(s, TABLE_VALUE);
            *row = (struct study_value){.key = series->key,
                                        .indicator = series->row->key,
                                        .sector = series_item(u, series),
                                        .year = year,
                                        .value = run_value(r, series, year),
                                        .unit = unit_name(series->row->unit)};
        }
}

static void fill_verdicts(struct study *s, const struct run *r)
{
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *from = &r->results[i];
        const struct target *t = from->target;
        const bool said = from->verdict != VERDICT_UNEVALUATED;
        struct study_verdict *row = study_add(s, TABLE_VERDICT);
        *row = (struct study_verdict){.id = t->id,
                                      .area = or_empty(t->area),
                                      .label_zh = label_text(&t->label, true, ""),
                                      .label_en = label_text(&t->label, false, ""),
                                      .key = study_target_key(t),
                                      .unit = study_target_unit(r->setup, t),
                                      .comparator = comparator_key(t->comparator),
                                      .value = t->value,
                                      .value_max = t->comparator == RANGE ? t->value_max : ABSENT,
                                      .due = t->due,
                                      .verdict = verdict_key(from->verdict),
                                      .reached = said ? from->reached : ABSENT,
                                      .gap = said ? from->gap : ABSENT,
                                      .first_year_met = from->first_year,
                                      .bound_zh = from->bound_zh,
                                      .bound_en = from->bound_en};
    }
}

int study_fill_run(struct study *s, const struct run *r)
{
    struct study_head *head = s->lists[TABLE_STUDY].rows;
    const struct setup *u = r->setup;
    if (!study_rows(s, TABLE_VALUE, u->series_count * u->shape.years) ||
        !study_rows(s, TABLE_VERDICT, u->scenario->target_count))
        return VS_MEMORY;
    fill_values(s, r);
    fill_verdicts(s, r);
    head->done = head->runs;
    head->state = "complete";
    return 0;
}
