/* Rows: every parameter and every indicator is declared once, in a `.def` file beside the model
 * that owns it. From a row come the model's struct field, the scenario key, range checks, `list`,
 * `explain`, samplers, levers, chart axes and the reference pages.
 *
 * A row's key is `area.name`; a value is addressed by a row and an item: the sector, project,
 * initiative or industry it belongs to. */
#ifndef VETSIM_CORE_ROW_H
#define VETSIM_CORE_ROW_H

#include <stddef.h>

enum unit {
    UNIT_NONE,
    UNIT_PERSONS,
    UNIT_PERSON_DAYS,
    UNIT_PERSON_TIMES,
    UNIT_PLACES,
    UNIT_WORKSTATIONS,
    UNIT_WAN_YUAN,            /* 万元: 10,000 yuan, nominal */
    UNIT_WAN_YUAN_PER_PERSON, /* 万元 a person and year */
    UNIT_WAN_YUAN_PER_UNIT,   /* 万元 for one of what the row counts */
    UNIT_WAN_YUAN_PER_DAY,    /* 万元 a person-day */
    UNIT_SHARE,               /* in [0, 1]; shown as a percentage */
    UNIT_SHARE_PER_YEAR,
    UNIT_RATIO, /* a plain number: X to 1 */
    UNIT_STUDENTS_PER_TEACHER,
    UNIT_PER_STUDENT, /* of what the row counts, per student */
    UNIT_YEARS,
    UNIT_AGE, /* years of age */
    UNIT_CALENDAR_YEAR,
    UNIT_DAYS,
    UNIT_COUNT,
    UNIT_FLAG,  /* 0 or 1 */
    UNIT_LIMIT, /* a code: which limit bound, see limit_name() */
    UNITS
};

/* What a row describes one of. Sector rows also have aggregates (indicators) or a value for all
 * sectors (parameters). */
enum scope { SCOPE_CITY, SCOPE_SECTOR, SCOPE_PROJECT, SCOPE_INITIATIVE, SCOPE_INDUSTRY, SCOPE_RULE, SCOPES };

enum kind {
    KIND_LEVEL,    /* one number */
    KIND_PATH,     /* year -> value, linear between listed years, flat outside them */
    KIND_SCHEDULE, /* happens in the listed years and in no other, unless `after` is given */
    KIND_INDICATOR
};

/* Which family of limit codes an indicator of unit UNIT_LIMIT uses, and which limit explains a
 * missed target on an indicator. */
enum limit_family { LIMIT_NONE, LIMIT_INTAKE, LIMIT_HIRING, LIMIT_TRAINING, LIMIT_MONEY, LIMIT_UPSKILLING };

enum row_flag {
    ROW_STOCK = 1,   /* indicator known in the base year; the others start a year later */
    ROW_INTEGER = 2, /* whole numbers only when it is a lever */
    ROW_GROWS = 4    /* made of earlier years too: an earlier year's limit can explain a miss */
};

struct row {
    const char *key; /* "faculty.quit_rate" */
    enum kind kind;
    enum scope scope;
    enum unit unit;
    int offset, stride;           /* in lanes: of item 0 from the start of the row's struct, and from item to item */
    int copies, lag;              /* a path is stored `copies` times, with lags lag, lag + 1, … years */
    double initial;               /* default; ABSENT where the row is optional and means "no limit" */
    double low, high;             /* hard bounds: outside is an error */
    double usual_low, usual_high; /* plausible bounds: outside is a warning */
    enum limit_family limit;
    int flags;
    const char *label_zh, *label_en;
    const char *doc; /* one line */
};

const char *unit_name(enum unit unit);  /* stable name, as written to files: "persons" */
const char *unit_words(enum unit unit); /* the name in the language of messages */
const char *unit_label(enum unit unit, int chinese);
const char *scope_name(enum scope scope);
const char *kind_name(enum kind kind);

/* Name of limit code `code` of a family, e.g. LIMIT_INTAKE 1 = "seats"; "" when out of range. */
const char *limit_name(enum limit_family family, int code, int chinese);

#endif
