#include "study_tables.h"

#include <string.h>

const double study_quantiles[QUANTILES] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

#define INTEGER(type, name) \
    { \
#name, STUDY_INTEGER, offsetof(struct type, name) \
    }
#define REAL(type, name) \
    { \
#name, STUDY_REAL, offsetof(struct type, name) \
    }
#define TEXT(type, name) \
    { \
#name, STUDY_TEXT, offsetof(struct type, name) \
    }
#define NAMED(type, member, name, kind) \
    { \
        name, kind, offsetof(struct type, member) \
    }
#define QUANTILE_FIELDS(type) \
    NAMED(type, quantile[0], "p5", STUDY_REAL), NAMED(type, quantile[1], "p10", STUDY_REAL), \
        NAMED(type, quantile[2], "p25", STUDY_REAL), NAMED(type, quantile[3], "p50", STUDY_REAL), \
        NAMED(type, quantile[4], "p75", STUDY_REAL), NAMED(type, quantile[5], "p90", STUDY_REAL), \
        NAMED(type, quantile[6], "p95", STUDY_REAL)

static const struct study_field head_fields[] = {
    TEXT(study_head, kind),    TEXT(study_head, state),     TEXT(study_head, command), TEXT(study_head, version),
    TEXT(study_head, sampler), TEXT(study_head, design),    INTEGER(study_head, seed), INTEGER(study_head, runs),
    INTEGER(study_head, done), INTEGER(study_head, inputs), INTEGER(study_head, kept), REAL(study_head, rank_error),
};

static const struct study_field scenario_fields[] = {
    INTEGER(study_scenario, number),    TEXT(study_scenario, path),      TEXT(study_scenario, name),
    TEXT(study_scenario, label_zh),     TEXT(study_scenario, label_en),  INTEGER(study_scenario, first_year),
    INTEGER(study_scenario, last_year), TEXT(study_scenario, digest),    TEXT(study_scenario, resolved),
    INTEGER(study_scenario, targets),   INTEGER(study_scenario, joint),  REAL(study_scenario, joint_probability),
    REAL(study_scenario, joint_error),  INTEGER(study_scenario, failed),
};

static const struct study_field input_fields[] = {
    INTEGER(study_input, scenario), INTEGER(study_input, number),    TEXT(study_input, id),
    TEXT(study_input, label_zh),    TEXT(study_input, label_en),     TEXT(study_input, parameter),
    TEXT(study_input, form),        TEXT(study_input, distribution),
};

#define TARGET_WANTED(type) \
    INTEGER(type, scenario), TEXT(type, id), TEXT(type, area), TEXT(type, label_zh), TEXT(type, label_en), \
        TEXT(type, key), TEXT(type, unit), TEXT(type, comparator), REAL(type, value), REAL(type, value_max), \
        INTEGER(type, due)

static const struct study_field target_fields[] = {
    TARGET_WANTED(study_target),     INTEGER(study_target, evaluated),   INTEGER(study_target, hits),
    REAL(study_target, probability), REAL(study_target, standard_error), REAL(study_target, base),
};

#define SERIES_YEAR(type) \
    INTEGER(type, scenario), TEXT(type, key), TEXT(type, indicator), TEXT(type, sector), INTEGER(type, year)

static const struct study_field indicator_fields[] = {
    SERIES_YEAR(study_indicator),
    TEXT(study_indicator, unit),
    INTEGER(study_indicator, count),
    REAL(study_indicator, mean),
    REAL(study_indicator, sd),
    NAMED(study_indicator, least, "min", STUDY_REAL),
    NAMED(study_indicator, most, "max", STUDY_REAL),
    QUANTILE_FIELDS(study_indicator),
};

static const struct study_field limit_fields[] = {
    SERIES_YEAR(study_limit),    INTEGER(study_limit, code),  TEXT(study_limit, limit_zh),
    TEXT(study_limit, limit_en), INTEGER(study_limit, count), REAL(study_limit, share),
};

static const struct study_field target_difference_fields[] = {
    INTEGER(study_target_difference, scenario),  TEXT(study_target_difference, id),
    REAL(study_target_difference, probability),  REAL(study_target_difference, base_probability),
    REAL(study_target_difference, difference),   REAL(study_target_difference, standard_error),
    INTEGER(study_target_difference, only_here), INTEGER(study_target_difference, only_base),
};

static const struct study_field indicator_difference_fields[] = {
    INTEGER(study_indicator_difference, scenario),    TEXT(study_indicator_difference, key),
    INTEGER(study_indicator_difference, year),        TEXT(study_indicator_difference, unit),
    INTEGER(study_indicator_difference, count),       REAL(study_indicator_difference, mean),
    REAL(study_indicator_difference, standard_error), REAL(study_indicator_difference, sd),
    QUANTILE_FIELDS(study_indicator_difference),
};

static const struct study_field value_fields[] = {
    SERIES_YEAR(study_value),
    REAL(study_value, value),
    TEXT(study_value, unit),
};

static const struct study_field verdict_fields[] = {
    TARGET_WANTED(study_verdict),  TEXT(study_verdict, verdict),           REAL(study_verdict, reached),
    REAL(study_verdict, gap),      INTEGER(study_verdict, first_year_met), TEXT(study_verdict, bound_zh),
    TEXT(study_verdict, bound_en),
};

static const struct study_field axis_fields[] = {
    INTEGER(study_axis, number), TEXT(study_axis, parameter), REAL(study_axis, low),
    REAL(study_axis, high),      INTEGER(study_axis, points), REAL(study_axis, base),
};

static const struct study_field measure_fields[] = {
    TEXT(study_measure, kind),    TEXT(study_measure, id),        TEXT(study_measure, key),
    INTEGER(study_measure, year), TEXT(study_measure, unit),      TEXT(study_measure, comparator),
    REAL(study_measure, value),   REAL(study_measure, value_max), REAL(study_measure, base),
};

static const struct study_field point_fields[] = {
    INTEGER(study_point, i), INTEGER(study_point, j),  REAL(study_point, x),
    REAL(study_point, y),    REAL(study_point, value), INTEGER(study_point, met),
};

static const struct study_field influence_fields[] = {
    SERIES_YEAR(study_influence),
    TEXT(study_influence, target),
    TEXT(study_influence, unit),
    TEXT(study_influence, input),
    NAMED(study_influence, other, "second_input", STUDY_TEXT),
    TEXT(study_influence, quantity),
    REAL(study_influence, value),
    REAL(study_influence, low),
    REAL(study_influence, high),
};

static const struct study_field reach_fields[] = {
    TEXT(study_reach, id),
    TEXT(study_reach, area),
    TEXT(study_reach, label_zh),
    TEXT(study_reach, label_en),
    TEXT(study_reach, key),
    TEXT(study_reach, unit),
    TEXT(study_reach, comparator),
    REAL(study_reach, value),
    REAL(study_reach, value_max),
    INTEGER(study_reach, due),
    TEXT(study_reach, verdict),
    REAL(study_reach, plan),
    REAL(study_reach, reached),
    REAL(study_reach, cost),
    REAL(study_reach, plan_probability),
    REAL(study_reach, probability),
    INTEGER(study_reach, tried),
    INTEGER(study_reach, touched),
    INTEGER(study_reach, one_way),
    INTEGER(study_reach, earliest_year),
    TEXT(study_reach, bound_lever),
    REAL(study_reach, bound),
};

static const struct study_field reach_lever_fields[] = {
    TEXT(study_reach_lever, setting),  TEXT(study_reach_lever, lever),     TEXT(study_reach_lever, words_zh),
    TEXT(study_reach_lever, words_en), TEXT(study_reach_lever, parameter), TEXT(study_reach_lever, unit),
    REAL(study_reach_lever, base),     REAL(study_reach_lever, value),     REAL(study_reach_lever, cost),
};

static const struct study_field reach_step_fields[] = {
    INTEGER(study_reach_step, number),
    REAL(study_reach_step, cost),
    INTEGER(study_reach_step, met),
    INTEGER(study_reach_step, of),
    INTEGER(study_reach_step, within_budget),
    TEXT(study_reach_step, gained),
    TEXT(study_reach_step, lost),
};

static const struct study_field reach_conflict_fields[] = {
    INTEGER(study_reach_conflict, number),
    TEXT(study_reach_conflict, targets),
};

#define TABLE(name, type, fields) \
    { \
        name, sizeof(struct type), fields, sizeof fields / sizeof *fields \
    }

const struct study_table study_tables[STUDY_TABLES] = {
    [TABLE_STUDY] = TABLE("study", study_head, head_fields),
    [TABLE_SCENARIO] = TABLE("scenario", study_scenario, scenario_fields),
    [TABLE_INPUT] = TABLE("input", study_input, input_fields),
    [TABLE_TARGET] = TABLE("target", study_target, target_fields),
    [TABLE_INDICATOR] = TABLE("indicator", study_indicator, indicator_fields),
    [TABLE_LIMIT] = TABLE("limit_bound", study_limit, limit_fields),
    [TABLE_TARGET_DIFFERENCE] = TABLE("target_difference", study_target_difference, target_difference_fields),
    [TABLE_INDICATOR_DIFFERENCE] =
        TABLE("indicator_difference", study_indicator_difference, indicator_difference_fields),
    [TABLE_VALUE] = TABLE("trajectory", study_value, value_fields),
    [TABLE_VERDICT] = TABLE("verdict", study_verdict, verdict_fields),
    [TABLE_AXIS] = TABLE("axis", study_axis, axis_fields),
    [TABLE_MEASURE] = TABLE("measure", study_measure, measure_fields),
    [TABLE_GRID] = TABLE("grid", study_point, point_fields),
    [TABLE_SENSITIVITY] = TABLE("sensitivity", study_influence, influence_fields),
    [TABLE_REACH] = TABLE("reach", study_reach, reach_fields),
    [TABLE_REACH_LEVER] = TABLE("reach_lever", study_reach_lever, reach_lever_fields),
    [TABLE_REACH_STEP] = TABLE("reach_step", study_reach_step, reach_step_fields),
    [TABLE_REACH_CONFLICT] = TABLE("reach_conflict", study_reach_conflict, reach_conflict_fields),
};

void *study_rows(struct study *s, enum study_table_index table, int most)
{
    struct study_list *list = &s->lists[table];
    list->rows = arena_alloc(&s->arena, study_tables[table].size * (size_t)(most + 1));
    list->count = 0;
    return list->rows;
}

void *study_add(struct study *s, enum study_table_index table)
{
    struct study_list *list = &s->lists[table];
    return (char *)list->rows + study_tables[table].size * (size_t)list->count++;
}

const void *study_row(const struct study *s, enum study_table_index table, int i)
{
    return (const char *)s->lists[table].rows + study_tables[table].size * (size_t)i;
}

const struct study_head *study_head(const struct study *s)
{
    return s->lists[TABLE_STUDY].count ? s->lists[TABLE_STUDY].rows : NULL;
}

void study_free(struct study *s)
{
    arena_free(&s->arena);
    memset(s, 0, sizeof *s);
}

int study_table_find(const char *name)
{
    for (int i = 0; i < STUDY_TABLES; i++)
        if (strcmp(study_tables[i].name, name) == 0)
            return i;
    return -1;
}
