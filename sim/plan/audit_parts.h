/* What the files of the audit share: how a finding is put together, and the checks themselves. */
#ifndef VETSIM_PLAN_AUDIT_PARTS_H
#define VETSIM_PLAN_AUDIT_PARTS_H

#include "audit.h"
#include "formula.h"

struct auditor {
    struct audit *out;
    const struct run *run;
    const struct scenario *s;
    const struct issued *issued; /* the annex tables; no years where there are none */
    bool chinese, failed;
};

/* One line of audit.def. What the operands mean is said there for each kind of check. */
struct check {
    void (*run)(struct auditor *, const struct check *);
    const char *subject, *with, *by;
    enum comparator wanted;
    double limit;
};
extern const struct check checks[];
extern const int check_count;

void check_same(struct auditor *a, const struct check *c); /* audit_ratios.c */
void check_printed_ratio(struct auditor *a, const struct check *c);
void check_parts(struct auditor *a, const struct check *c); /* audit_rows.c */
void check_within(struct auditor *a, const struct check *c);
void check_all_of(struct auditor *a, const struct check *c);
void check_repeated(struct auditor *a, const struct check *c);
void check_stock(struct auditor *a, const struct check *c); /* audit_flows.c */
void check_growth(struct auditor *a, const struct check *c);
void check_step(struct auditor *a, const struct check *c);
void check_unit_cost(struct auditor *a, const struct check *c);
void check_cohort(struct auditor *a, const struct check *c); /* audit_cohort.c */
void check_general(struct auditor *a, const struct check *c);
void check_implied(struct auditor *a, const struct check *c);
void check_room(struct auditor *a, const struct check *c); /* audit_money.c */
void check_uses(struct auditor *a, const struct check *c);
void check_units(struct auditor *a, const struct check *c); /* audit_words.c */
void check_conversion(struct auditor *a, const struct check *c);
void check_wording(struct auditor *a, const struct check *c);
void check_targets(struct auditor *a, const struct check *c); /* audit_targets.c */
void check_denominator(struct auditor *a, const struct check *c);
void check_rules(struct auditor *a, const struct check *c);
void check_norm(struct auditor *a, const struct check *c); /* audit_norms.c */
void check_land(struct auditor *a, const struct check *c);
void check_pace(struct auditor *a, const struct check *c);

/* --- a finding: begin, quote, add the arithmetic, keep --- */

/* `subject` makes the id unique; `key` (a row, a quantity or a model area) says the area. */
struct finding begin_finding(struct auditor *a, const char *check, const char *subject, enum audit_severity severity,
                             const char *key);
void keep_finding(struct auditor *a, const struct finding *f);

/* A text in the audit's language; both formats take the same arguments. "" when memory is out. */
const char *say(struct auditor *a, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
void add_sum(struct finding *f, const char *line);
void quote_text(struct finding *f, const char *place, const char *text); /* each text once */
void quote_row(struct auditor *a, struct finding *f, const struct issued_row *row);
void quote_rows(struct auditor *a, struct finding *f, const char *formula); /* the rows it reads that say something */
void quote_every_row(struct auditor *a, struct finding *f, const char *formula); /* blank ones too */
void quote_target(struct auditor *a, struct finding *f, const struct target *t);
void quote_statement(struct auditor *a, struct finding *f, const struct statement *statement);
void quote_source(struct auditor *a, struct finding *f, const struct provenance *from);

/* Quotes every sentence of targets and statements with this phrase, and the other one unless it is
 * NULL (each sentence once); returns how many. */
int quote_phrase(struct auditor *a, struct finding *f, const char *phrase, const char *other);

/* --- words and numbers --- */
const char *row_label(struct auditor *a, const struct issued_row *row); /* without its unit */
const char *operand_label(struct auditor *a, const char *operand);      /* of a quantity or a row */
const char *row_unit(struct auditor *a, const char *operand);           /* "人", "万元", "" */
const char *num(struct auditor *a, double value);                       /* "5387.35" */
const char *fixed(struct auditor *a, double value, int decimals);
const char *percent(struct auditor *a, double share); /* "25.1%" */
const char *growth(struct auditor *a, double share);  /* "+25.1%", "−40.0%" */
/* A value in the unit of its row: shares in percent, with `more` digits than the cell prints. */
const char *cell_number(struct auditor *a, const struct issued_row *row, const struct issued_cell *cell, double value,
                        int more);
/* The values of all years, "727、1945、2127", whole numbers; absent ones left out. */
const char *numbers(struct auditor *a, const double *values, int count, int decimals);

bool is_known(double value);
double value_at(const struct auditor *a, const char *formula, int index); /* of the year's index */
const char *spelled_at(struct auditor *a, const char *formula, int index);

/* audit_match.c: the row of the tables an indicator or a target is about, NULL when there is none. */
const struct issued_row *row_about_indicator(const struct auditor *a, const char *indicator);
const struct issued_row *row_of_target(const struct auditor *a, const struct target *t);
/* audit_targets.c: whether a target says something of its own: not one that repeats a cell of the tables. */
bool is_text_target(const struct auditor *a, const struct target *t);

#endif
