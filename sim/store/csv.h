/* Results as CSV for spreadsheets and scripts: UTF-8 with a byte order mark (without it Excel shows
 * Chinese as garbage), comma, quotes as in RFC 4180, lines ended by LF, decimal point, the year and
 * the numbers unformatted with as many digits as give the same number back. An absent value is an
 * empty cell. Text that a spreadsheet would take for a formula gets an apostrophe in front. */
#ifndef VETSIM_STORE_CSV_H
#define VETSIM_STORE_CSV_H

#include <stdio.h>

#include "run.h"

/* year,indicator,sector,value,unit; one line for each indicator, item and year. `sector` is the id of
 * the sector, project, initiative or industry, "secondary" or "higher", or empty for the whole area.
 * Write errors stay in the stream, for atomic_close() to find. */
void csv_trajectories(FILE *out, const struct run *r);

/* One line for each target: what was wanted, what was reached, and why. */
void csv_targets(FILE *out, const struct run *r);

/* "" for the whole area, else the item's id, "secondary" or "higher". */
const char *series_item(const struct setup *u, const struct series *series);

/* Stable names for files: "met", "late", "missed", "unevaluated"; ">=", "<=", "=", "range". */
const char *verdict_key(enum verdict verdict);
const char *comparator_key(enum comparator comparator);

/* A cell with text, followed by `end`: quoted where needed, guarded against formulas. */
void csv_text(FILE *out, const char *text, char end);

/* The shortest text that reads back as the same number; "" when absent. Returns `text`. */
char *csv_number(double value, char text[32]);

#endif
