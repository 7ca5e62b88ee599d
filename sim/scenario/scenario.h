/* A scenario as read: everything a `.cfg` file and its ancestors say, checked key by key, with where
 * each number came from. docs/scenario-format.md is the description for users. This room knows
 * rows and text; what the numbers mean is for the models and the studies. */
#ifndef VETSIM_SCENARIO_SCENARIO_H
#define VETSIM_SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"
#include "issued.h"
#include "row.h"

/* A text in both languages; either may be NULL in a file that gives only one: use label_text(). */
struct label {
    const char *zh, *en;
};

/* The text in the wanted language, else in the other, else `fallback`. */
const char *label_text(const struct label *label, bool chinese, const char *fallback);

/* Where a number comes from: a source (document and sentence, or public statistic), or an
 * assumption with its reason and range, or neither. `file` and `line` are where it is written;
 * file is "--set" for a number from the command line. */
struct provenance {
    const char *source, *assumption, *confidence;
    bool has_range;
    double low, high;
    const char *file;
    int line;
};

enum { ALL_ITEMS = -1 }; /* value.item of a city row, or of a sector row given for all sectors */

struct point {
    int year;
    double value;
};

/* One parameter as the scenario sets it. Levels have `number`; paths and schedules have points (a
 * path given as one number has one point). Modifiers come from the command line, levers and uncertain inputs:
 * value(t) = scale * v(t - delay) + shift, then single years replace it. */
struct value {
    const struct row *row;
    int item;  /* index of the sector, project, initiative, industry or rule; ALL_ITEMS */
    bool none; /* "none": an optional limit that does not apply */
    double number;
    struct point *points;
    int count;
    bool has_after;
    double after;
    double scale, shift;
    int delay;
    struct point *single; /* years replaced one by one */
    int singles;
    struct provenance from;
};

/* One sector, project, initiative, industry or rule. Attributes that do not apply are zero. */
struct item {
    const char *id;
    struct label label, unit; /* unit: of initiatives and rules */
    const char *area;         /* of initiatives, as of targets; may be NULL */
    bool higher;              /* sector: level = "higher" */
    int length;               /* sector: programme length, years */
    int bridge_initiative;    /* sector: index of the initiative, or -1 */
    int sector;               /* project: index of the sector, or -1 */
    int kind;                 /* project: 0 places, 1 workstations, 2 bases, 3 buildings */
    bool gradual;             /* project: opens = "gradually" */
    int duration;             /* initiative: years from start to done */
    const char *file;
    int line;
};

struct item_list {
    struct item *list;
    int count;
};

enum comparator { AT_LEAST, AT_MOST, EQUAL, RANGE };

struct target {
    const char *id;
    struct label label;
    const char *area, *kind, *strength;
    const char *indicator, *parameter, *unevaluated; /* exactly one is set */
    enum comparator comparator;
    double value, value_max, tolerance; /* in the indicator's unit */
    int due;                            /* calendar year */
    double weight;
    const char *document, *section, *quote, *departments, *note; /* may be NULL */
    const char *file;
    int line;
};

enum form { FORM_VALUE, FORM_SCALE, FORM_SHIFT, FORM_DELAY, FORM_YEAR };

/* A parameter addressed for change: row, item and how. */
struct address {
    const struct row *row;
    int item;
    enum form form;
    int year; /* FORM_YEAR */
};

struct lever {
    const char *id;
    struct label label;
    struct address address;
    double low, high;
    double unit_cost; /* 万元 per unit of change */
    bool integer;
    struct provenance from;
};

enum distribution { DIST_UNIFORM, DIST_TRIANGULAR, DIST_PERT, DIST_NORMAL, DIST_LOGNORMAL, DIST_DISCRETE };

struct uncertain {
    const char *id;
    struct label label;
    struct address address;
    enum distribution distribution;
    double low, mode, high, mean, sd; /* low, high: -inf and inf where a normal is not truncated */
    double *values, *weights;         /* discrete */
    int count;
    struct provenance from;
};

/* A pair of uncertain inputs that move together: their rank (Spearman) correlation. */
struct correlated {
    int a, b; /* indices of uncertain inputs */
    double rank;
    struct provenance from;
};

struct observed {
    const char *indicator;
    int year;
    double value;
    const char *source, *confidence;
    const char *file;
    int line;
};

/* One line of the plan's task list: who answers for it, which targets it carries, and what in the
 * model comes later when the task does: a project's start (FORM_SHIFT) or what is given year by
 * year (FORM_DELAY). */
struct task {
    const char *id;
    int number; /* in the plan's list */
    struct label label;
    const char *section, *quote, *note; /* may be NULL */
    const char **lead, **support;       /* departments, as printed */
    int lead_count, support_count;
    int *targets; /* indices */
    int target_count;
    struct address *delays;
    int delay_count;
    const char *file;
    int line;
};

/* A sentence of the plan's text about rows of its annex tables ("funding.per_student"). */
struct statement {
    const char *id, *quote, *section;
    const char *document, *departments; /* may be NULL */
    const char **rows;
    int row_count;
    const char *file;
    int line;
};

struct scenario {
    struct arena arena;
    const char *path; /* as given on the command line */
    const char *name; /* the file's folder and name without .cfg: "jining/plan-2020" */
    char **files;     /* it and those it extends, by their real paths */
    int file_count;
    struct label label, place, note;
    const char *document;
    int first_year, last_year;
    int closure; /* 0 defer, 1 borrow, 2 show */
    bool serial_bonds, bonds_in_fiscal_input, other_includes_appropriation, workload_by_times;
    struct item_list items[SCOPES]; /* SCOPE_CITY is empty */
    struct value *values;
    int value_count;
    struct target *targets;
    int target_count;
    struct lever *levers;
    int lever_count;
    struct uncertain *uncertains;
    int uncertain_count;
    struct correlated *correlated;
    int correlated_count;
    struct observed *observed;
    int observed_count;
    struct statement *statements;
    int statement_count;
    struct issued issued; /* the plan's annex tables, where the scenario holds them */
    struct task *tasks;
    int task_count;
    const char *resolved; /* the whole scenario without `extends`, as text that can be run again */
    char digest[65];      /* SHA-256 of `resolved` without comments, in hex */
};

struct row_table {
    const struct row *rows;
    int count;
};

/* Reads `path` with its ancestors and applies `sets` ("key=value"). Every error goes to `d`, not
 * just the first; returns 0 or a negative code. `s` is zeroed first and can be freed after a
 * failure. `parameters` are the rows a scenario may set, `form` the annex tables it may hold. */
int scenario_load(struct scenario *s, const char *path, const char *const *sets, int set_count,
                  const struct row_table *parameters, const struct annex_form *form, struct diags *d);
void scenario_free(struct scenario *s);

/* A scenario that extends another one by what the command line changed. */
struct overlay {
    const char *extends; /* the other file, as seen from the one that is written */
    struct label label, note;
    const char *const *sets; /* the changes `s` was loaded with */
    int set_count;
};

/* Writes it, from a scenario loaded with the changes: read back, it gives the same numbers. VS_MEMORY
 * when it cannot be built; write errors stay in the stream. */
int scenario_write_overlay(FILE *out, const struct scenario *s, const struct overlay *o);

/* The value that holds for a row and item: the item's own, else the one for all sectors, else NULL. */
const struct value *scenario_value(const struct scenario *s, const struct row *row, int item);

/* A value in one calendar year, modifiers applied: ABSENT where it is not set for that year. */
double value_in_year(const struct value *v, int year);

/* "faculty.quit_rate.sve", "project.phase1.cost" into `text`. */
void address_key(const struct scenario *s, const struct row *row, int item, char *text, size_t size);

/* Parses such a key (with .2021, .scale, .shift, .delay). On failure returns VS_USAGE and writes why. */
int address_parse(const struct scenario *s, const struct row_table *parameters, const char *key, struct address *a,
                  char *why, size_t size);

/* The task of this id or number in the plan's list; NULL, and the nearest id in `near`, when there is none. */
const struct task *task_find(const struct scenario *s, const char *name, const char **near);

/* Whether any task carries the target. */
bool target_carried(const struct scenario *s, int target);

#endif
