/* Sums over the cells of the annex tables, written as text in audit.def: "scale.schools *
 * scale.students_per_school". A name is a quantity of quantities.def, a row ("faculty.hires"), the counts
 * printed in its cells ("faculty.dual_share#part", "#whole"), or a column added up over the distinct
 * rows of a table ("programme#students"). Blank cells are unknown: left out of a sum, and what is
 * multiplied or divided by one is unknown too. "a | b" is the first that is known. */
#ifndef VETSIM_PLAN_FORMULA_H
#define VETSIM_PLAN_FORMULA_H

#include "scenario.h"

/* A quantity the checks speak of by name. */
struct quantity {
    const char *name, *formula, *label_zh, *label_en;
};
extern const struct quantity quantities[];
extern const int quantity_count;
const struct quantity *find_quantity(const char *name);

/* The value of a year, ABSENT where unknown. */
double formula_value(const struct issued *issued, const char *formula, int year);

/* The same with its numbers put in: "0.33 × 3400"; "" where unknown. */
const char *formula_spelled(struct arena *arena, const struct issued *issued, const char *formula, int year);

/* The rows a formula reads, at most `most`, each once; returns how many. */
int formula_rows(const struct issued *issued, const char *formula, const struct issued_row **rows, int most);

/* "faculty.hires", of column "values". */
const struct issued_row *find_issued(const struct issued *issued, const char *key);

/* Whether two rows of a table say the same: equal cells in every year, of which at least two are
 * different numbers above zero (rows of 1, 1, 1, 1 are no copies of each other). */
bool same_cells(const struct issued *issued, const struct issued_row *a, const struct issued_row *b);

/* Whether an earlier row of the same table and column says the same. */
bool repeats_earlier(const struct issued *issued, const struct issued_row *row);

/* A number as short as it can be said: "2182", "5387.35", "0.33". */
char *number_text(char text[32], double value);

#endif
