#include "study_fill.h"

#include <math.h>
#include <string.h>

#include "csv.h"
#include "lane.h"

enum { LIMIT_CODES = 5 };

static const char *or_empty(const char *text) { return text ? text : ""; }

const char *sampler_name(enum sampler sampler)
{
    static const char *const names[] = {
        [SAMPLER_RANDOM] = "random", [SAMPLER_LATIN] = "latin", [SAMPLER_SOBOL] = "sobol"};
    return names[sampler];
}

static const char *form_text(enum form form)
{
    static const char *const names[] = {[FORM_VALUE] = "value",
                                        [FORM_SCALE] = "scale",
                                        [FORM_SHIFT] = "shift",
                                        [FORM_DELAY] = "delay",
                                        [FORM_YEAR] = "year"};
    return names[form];
}

static const char *distribution_name(enum distribution distribution)
{
    static const char *const names[] = {
        [DIST_UNIFORM] = "uniform", [DIST_TRIANGULAR] = "triangular", [DIST_PERT] = "pert",
        [DIST_NORMAL] = "normal",   [DIST_LOGNORMAL] = "lognormal",   [DIST_DISCRETE] = "discrete"};
    return names[distribution];
}

const char *study_address(struct arena *a, const struct scenario *s, const struct address *address)
{
    char key[200];
    address_key(s, address->row, address->item, key, sizeof key);
    const char *text = address->form == FORM_VALUE  ? arena_format(a, "%s", key)
                       : address->form == FORM_YEAR ? arena_format(a, "%s.%d", key, address->year)
                                                    : arena_format(a, "%s.%s", key, form_text(address->form));
    return or_empty(text);
}

const char *study_target_unit(const struct setup *u, const struct target *t)
{
    const struct series *series = t->indicator ? setup_series(u, t->indicator, NULL) : NULL;
    struct address a;
    if (series)
        return unit_name(series->row->unit);
    return t->parameter && target_parameter(u, t, &a) ? unit_name(a.row->unit) : "";
}

const char *study_target_key(const struct target *t) { return or_empty(t->indicator ? t->indicator : t->parameter); }

/* --- the head and the scenarios --- */

static int evaluated_targets(const struct scenario *s)
{
    int count = 0;
    for (int i = 0; i < s->target_count; i++)
        count += !s->targets[i].unevaluated;
    return count;
}

static void fill_inputs(struct study *s, int scenario, const struct scenario *from)
{
    for (int i = 0; i < from->uncertain_count; i++) {
        const struct uncertain *u = &from->uncertains[i];
        struct study_input *row = study_add(s, TABLE_INPUT);
        *row = (struct study_input){.scenario = scenario,
                                    .number = i,
                                    .id = u->id,
                                    .label_zh = label_text(&u->label, true, ""),
                                    .label_en = label_text(&u->label, false, ""),
                                    .parameter = study_address(&s->arena, from, &u->address),
                                    .form = form_text(u->address.form),
                                    .distribution = distribution_name(u->distribution)};
    }
}

int study_begin(struct study *s, const struct study_head *head, const struct setup *const *setups, int count)
{
    int inputs = 0;
    for (int i = 0; i < count; i++)
        inputs += setups[i]->scenario->uncertain_count;
    if (!study_rows(s, TABLE_STUDY, 1) || !study_rows(s, TABLE_SCENARIO, count) || !study_rows(s, TABLE_INPUT, inputs))
        return VS_MEMORY;
    *(struct study_head *)study_add(s, TABLE_STUDY) = *head;
    for (int i = 0; i < count; i++) {
        const struct scenario *from = setups[i]->scenario;
        struct study_scenario *row = study_add(s, TABLE_SCENARIO);
        *row = (struct study_scenario){.number = i,
                                       .path = from->path,
                                       .name = from->name,
                                       .label_zh = label_text(&from->label, true, ""),
                                       .label_en = label_text(&from->label, false, ""),
                                       .first_year = from->first_year,
                                       .last_year = from->last_year,
                                       .digest = from->digest,
                                       .resolved = from->resolved,
                                       .targets = evaluated_targets(from),
                                       .joint_probability = ABSENT,
                                       .joint_error = ABSENT};
        if (head->inputs > 0)
            fill_inputs(s, i, from);
    }
    return 0;
}

/* --- an ensemble --- */

static double binomial_error(double p, double n) { return n > 0 ? sqrt(p * (1 - p) / n) : ABSENT; }

static void fill_targets(struct study *s, const struct ensemble *e, int m, const struct run *base)
{
    const struct member *member = &e->members[m];
    const struct scenario *from = member->setup->scenario;
    for (int i = 0; i < from->target_count; i++) {
        const struct target *t = &from->targets[i];
        const bool evaluated = base->results[i].verdict != VERDICT_UNEVALUATED || member->hits[i] > 0;
        double error, p = ensemble_probability(e, m, i, &error);
        struct study_target *row = study_add(s, TABLE_TARGET);
        *row = (struct study_target){.scenario = m,
                                     .id = t->id,
                                     .area = or_empty(t->area),
                                     .label_zh = label_text(&t->label, true, ""),
                                     .label_en = label_text(&t->label, false, ""),
                                     .key = study_target_key(t),
                                     .unit = study_target_unit(member->setup, t),
                                     .comparator = comparator_key(t->comparator),
                                     .value = t->value,
                                     .value_max = t->comparator == RANGE ? t->value_max : ABSENT,
                                     .due = t->due,
                                     .evaluated = evaluated,
                                     .hits = (int64_t)member->hits[i],
                                     .probability = evaluated ? p : ABSENT,
                                     .standard_error = evaluated ? error : ABSENT,
                                     .base = evaluated ? base->results[i].reached : ABSENT};
    }
}

static void fill_quantiles(const struct summary *summary, int c, double quantile[QUANTILES])
{
    for (int q = 0; q < QUANTILES; q++)
        quantile[q] = summary_count(summary, c) > 0 ? summary_quantile(summary, c, study_quantiles[q]) : ABSENT;
}

static double deviation(const struct summary *summary, int c)
{
    return summary_count(summary, c) > 1 ? sqrt(summary_variance(summary, c)) : ABSENT;
}

static void fill_indicators(struct study *s, const struct ensemble *e, int m)
{
    const struct member *member = &e->members[m];
    for (int c = 0; c < member->cell_count; c++) {
        const struct series *series = member->cells[c].series;
        const struct summary *summary = member->summary;
        const bool any = summary_count(summary, c) > 0;
        struct study_indicator *row = study_add(s, TABLE_INDICATOR);
        *row = (struct study_indicator){.scenario = m,
                                        .key = series->key,
                                        .indicator = series->row->key,
                                        .sector = series_item(member->setup, series),
                                        .year = member->cells[c].year,
                                        .unit = unit_name(series->row->unit),
                                        .count = (int64_t)summary_count(summary, c),
                                        .mean = any ? summary_mean(summary, c) : ABSENT,
                                        .sd = deviation(summary, c),
                                        .least = any ? summary_min(summary, c) : ABSENT,
                                        .most = any ? summary_max(summary, c) : ABSENT};
        fill_quantiles(summary, c, row->quantile);
    }
}

static void fill_limits(struct study *s, const struct ensemble *e, int m)
{
    const struct member *member = &e->members[m];
    for (int c = 0; c < member->cell_count; c++) {
        const struct series *series = member->cells[c].series;
        if (series->row->unit != UNIT_LIMIT)
            continue;
        for (int code = 0; code < LIMIT_CODES; code++) {
            const char *zh = limit_name(series->row->limit, code, 1), *en = limit_name(series->row->limit, code, 0);
            if (!*en)
                continue;
            struct study_limit *row = study_add(s, TABLE_LIMIT);
            *row = (struct study_limit){.scenario = m,
                                        .key = series->key,
                                        .indicator = series->row->key,
                                        .sector = series_item(member->setup, series),
                                        .year = member->cells[c].year,
                                        .code = code,
                                        .limit_zh = zh,
                                        .limit_en = en,
                                        .count = (int64_t)member->codes[c][code],
                                        .share = e->done ? (double)member->codes[c][code] / (double)e->done : ABSENT};
        }
    }
}

/* Both plans have the same draws, so the error of the difference comes from the replicates in which
 * they differ: far smaller than that of two independent ensembles. */
static void fill_target_differences(struct study *s, const struct ensemble *e, int m)
{
    const struct member *member = &e->members[m];
    const struct scenario *here = member->setup->scenario, *there = e->members[0].setup->scenario;
    const double n = (double)e->done;
    for (int i = 0; i < here->target_count; i++) {
        int other = 0;
        while (other < there->target_count && strcmp(there->targets[other].id, here->targets[i].id) != 0)
            other++;
        if (other == there->target_count || here->targets[i].unevaluated || there->targets[other].unevaluated)
            continue;
        const double up = n > 0 ? (double)member->only_here[i] / n : 0,
                     down = n > 0 ? (double)member->only_base[i] / n : 0;
        struct study_target_difference *row = study_add(s, TABLE_TARGET_DIFFERENCE);
        *row = (struct study_target_difference){.scenario = m,
                                                .id = here->targets[i].id,
                                                .probability = ensemble_probability(e, m, i, NULL),
                                                .base_probability = ensemble_probability(e, 0, other, NULL),
                                                .difference = up - down,
                                                .standard_error =
                                                    n > 0 ? sqrt((up + down - (up - down) * (up - down)) / n) : ABSENT,
                                                .only_here = (int64_t)member->only_here[i],
                                                .only_base = (int64_t)member->only_base[i]};
    }
}

static void fill_indicator_differences(struct study *s, const struct ensemble *e, int m)
{
    const struct member *member = &e->members[m];
    for (int c = 0; c < member->cell_count; c++) {
        const struct summary *summary = member->difference;
        const struct series *series = member->cells[c].series;
        if (member->base_cell[c] < 0 || series->row->unit == UNIT_LIMIT || summary_count(summary, c) == 0)
            continue;
        struct study_indicator_difference *row = study_add(s, TABLE_INDICATOR_DIFFERENCE);
        const double n = (double)summary_count(summary, c), sd = deviation(summary, c);
        *row = (struct study_indicator_difference){.scenario = m,
                                                   .key = series->key,
                                                   .year = member->cells[c].year,
                                                   .unit = unit_name(series->row->unit),
                                                   .count = (int64_t)n,
                                                   .mean = summary_mean(summary, c),
                                                   .standard_error = sd < ABSENT_ABOVE ? sd / sqrt(n) : ABSENT,
                                                   .sd = sd};
        fill_quantiles(summary, c, row->quantile);
    }
}

static int make_room(struct study *s, const struct ensemble *e)
{
    int targets = 0, cells = 0, later_targets = 0, later_cells = 0, limits = 0;
    for (int m = 0; m < e->member_count; m++) {
        const struct member *member = &e->members[m];
        targets += member->setup->scenario->target_count;
        cells += member->cell_count;
        for (int c = 0; c < member->cell_count; c++)
            limits += member->cells[c].series->row->unit == UNIT_LIMIT ? LIMIT_CODES : 0;
        if (m > 0) {
            later_targets += member->setup->scenario->target_count;
            later_cells += member->cell_count;
        }
    }
    bool room = study_rows(s, TABLE_TARGET, targets) && study_rows(s, TABLE_INDICATOR, cells) &&
                study_rows(s, TABLE_LIMIT, limits) && study_rows(s, TABLE_TARGET_DIFFERENCE, later_targets) &&
                study_rows(s, TABLE_INDICATOR_DIFFERENCE, later_cells);
    return room ? 0 : VS_MEMORY;
}

int study_fill_ensemble(struct study *s, const struct ensemble *e, const struct run *const *base)
{
    int err = make_room(s, e);
    struct study_head *head = s->lists[TABLE_STUDY].rows;
    if (err)
        return err;
    head->done = (int64_t)e->done;
    head->state = head->done == head->runs ? "complete" : "partial";
    head->rank_error = summary_rank_error(e->members[0].summary);
    for (int m = 0; m < e->member_count; m++) {
        struct study_scenario *row = (struct study_scenario *)s->lists[TABLE_SCENARIO].rows + m;
        const double n = (double)e->done;
        row->joint = (int64_t)e->members[m].joint;
        row->joint_probability = n > 0 && row->targets > 0 ? (double)row->joint / n : ABSENT;
        row->joint_error = row->joint_probability <= 1 ? binomial_error(row->joint_probability, n) : ABSENT;
        row->failed = (int64_t)e->members[m].failed;
        fill_targets(s, e, m, base[m]);
        fill_indicators(s, e, m);
        fill_limits(s, e, m);
        if (m > 0) {
            fill_target_differences(s, e, m);
            fill_indicator_differences(s, e, m);
        }
    }
    return 0;
}
