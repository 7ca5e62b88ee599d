/* A study's results as plain tables: lists of structs with a description of their columns. One
 * description makes the SQL schema, the writer, the reader, the CSV export and the JSON document, so
 * they cannot disagree. docs/results.md describes the tables for those who query them. */
#ifndef VETSIM_STORE_STUDY_TABLES_H
#define VETSIM_STORE_STUDY_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

/* What the study is: exactly one row. */
struct study_head {
    const char *kind;    /* "ensemble", "run", "sweep", "sensitivity" or "reach" */
    const char *state;   /* "partial" or "complete" */
    const char *command; /* what repeats it; without what does not change numbers (threads, files) */
    const char *version; /* of vetsim */
    const char *sampler; /* "sobol", …; of a sensitivity study its method; "" where nothing is drawn */
    const char *design;  /* digest of the design; "" where there is none */
    int64_t seed, runs, done, inputs;
    int64_t kept;      /* 1: every run is kept */
    double rank_error; /* of the quantiles: 0 means exact */
};

struct study_scenario {
    int64_t number; /* 0 is the one the others are compared with */
    const char *path, *name, *label_zh, *label_en;
    int64_t first_year, last_year;
    const char *digest, *resolved;
    int64_t targets, joint; /* evaluated targets; replicates in which all of them are met */
    double joint_probability, joint_error;
    int64_t failed; /* replicates with a value that is not a number */
};

struct study_input {
    int64_t scenario, number;
    const char *id, *label_zh, *label_en, *parameter, *form, *distribution;
};

struct study_target {
    int64_t scenario;
    const char *id, *area, *label_zh, *label_en, *key, *unit, *comparator;
    double value, value_max;
    int64_t due, evaluated;
    int64_t hits; /* replicates in which it is met */
    double probability, standard_error;
    double base; /* the value without uncertainty */
};

enum { QUANTILES = 7 };

struct study_indicator {
    int64_t scenario;
    const char *key, *indicator, *sector;
    int64_t year;
    const char *unit;
    int64_t count; /* replicates with a value */
    double mean, sd, least, most, quantile[QUANTILES];
};

struct study_limit {
    int64_t scenario;
    const char *key, *indicator, *sector;
    int64_t year, code;
    const char *limit_zh, *limit_en;
    int64_t count;
    double share;
};

struct study_target_difference {
    int64_t scenario;
    const char *id;
    double probability, base_probability, difference, standard_error;
    int64_t only_here, only_base;
};

struct study_indicator_difference {
    int64_t scenario;
    const char *key;
    int64_t year;
    const char *unit;
    int64_t count;
    double mean, standard_error, sd, quantile[QUANTILES];
};

/* One run without uncertainty. */
struct study_value {
    int64_t scenario;
    const char *key, *indicator, *sector;
    int64_t year;
    double value;
    const char *unit;
};

struct study_verdict {
    int64_t scenario;
    const char *id, *area, *label_zh, *label_en, *key, *unit, *comparator;
    double value, value_max;
    int64_t due;
    const char *verdict;
    double reached, gap;
    int64_t first_year_met;
    const char *bound_zh, *bound_en;
};

/* A sweep: the parameters that are varied, what is looked at, and the grid. */
struct study_axis {
    int64_t number; /* 0: x, 1: y */
    const char *parameter;
    double low, high;
    int64_t points;
    double base; /* the scenario's own value; absent for paths */
};

struct study_measure {
    const char *kind, *id, *key; /* kind: "target" or "indicator" */
    int64_t year;
    const char *unit, *comparator; /* comparator "" for an indicator */
    double value, value_max, base;
};

struct study_point {
    int64_t i, j; /* place on the axes */
    double x, y;  /* y is absent with one axis */
    double value;
    int64_t met; /* 1, 0, or -1 for an indicator or a value that is absent */
};

/* One quantity of one output of a sensitivity study, as in sensitivity.csv. */
struct study_influence {
    int64_t scenario;
    const char *key, *indicator, *sector;
    int64_t year;
    const char *target, *unit; /* target "" for an indicator alone */
    const char *input;         /* an input's id; "" for what holds of the output; "(dummy)" drives nothing */
    const char *other;         /* the second input of a pair, else "" */
    const char *quantity;      /* "s1", "st", "s2", "mu_star", … */
    double value, low, high;
};

/* What would reach a target (`vetsim reach`): the verdict, and the cheapest setting of the levers. */
struct study_reach {
    const char *id, *area, *label_zh, *label_en, *key, *unit, *comparator;
    double value, value_max;
    int64_t due;
    const char *verdict; /* "on course", "reachable", "over budget", "out of reach", "unevaluated" */
    double plan, reached, cost, plan_probability, probability;
    int64_t tried, touched, one_way, earliest_year;
    const char *bound_lever; /* out of reach: the bound that would have to give way, "" for none */
    double bound;
};

/* One lever that a setting moves. */
struct study_reach_lever {
    const char *setting; /* a target's id, "all" or "step N" */
    const char *lever, *words_zh, *words_en, *parameter, *unit;
    double base, value, cost;
};

/* The frontier of cost and targets met. */
struct study_reach_step {
    int64_t number;
    double cost;
    int64_t met, of, within_budget;
    const char *gained, *lost; /* ids of targets with a space between */
};

struct study_reach_conflict {
    int64_t number;
    const char *targets;
};

enum study_table_index {
    TABLE_STUDY,
    TABLE_SCENARIO,
    TABLE_INPUT,
    TABLE_TARGET,
    TABLE_INDICATOR,
    TABLE_LIMIT,
    TABLE_TARGET_DIFFERENCE,
    TABLE_INDICATOR_DIFFERENCE,
    TABLE_VALUE,
    TABLE_VERDICT,
    TABLE_AXIS,
    TABLE_MEASURE,
    TABLE_GRID,
    TABLE_SENSITIVITY,
    TABLE_REACH,
    TABLE_REACH_LEVER,
    TABLE_REACH_STEP,
    TABLE_REACH_CONFLICT,
    STUDY_TABLES
};

enum study_field_type { STUDY_INTEGER, STUDY_REAL, STUDY_TEXT };

struct study_field {
    const char *name;
    enum study_field_type type;
    size_t offset;
};

struct study_table {
    const char *name;
    size_t size; /* of a row */
    const struct study_field *fields;
    int count;
};

extern const struct study_table study_tables[STUDY_TABLES];
extern const double study_quantiles[QUANTILES]; /* 0.05 … 0.95, the columns p5 … p95 */

struct study_list {
    void *rows;
    int count;
};

struct study {
    struct arena arena;
    struct study_list lists[STUDY_TABLES];
};

/* Room for `most` rows of a table (zeroed; count stays 0); NULL when memory is out. */
void *study_rows(struct study *s, enum study_table_index table, int most);
/* The next free row of a table made with study_rows(). */
void *study_add(struct study *s, enum study_table_index table);
const void *study_row(const struct study *s, enum study_table_index table, int i);
const struct study_head *study_head(const struct study *s); /* NULL when empty */
void study_free(struct study *s);

/* The table of that name, -1 when there is none. */
int study_table_find(const char *name);

#define STUDY_AT(study, type, table, i) ((const struct type *)study_row((study), (table), (i)))

#endif
