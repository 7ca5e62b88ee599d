/* Numbers as a planner reads them: persons whole, money with thousands separators, shares in
 * percent; and what the page says about values and units. */
#ifndef VETSIM_CLI_VALUES_H
#define VETSIM_CLI_VALUES_H

#include <stddef.h>

#include "run.h"

enum { VALUE_TEXT = 64 };

/* "45,000", "45.0%", "12.5", "–" when absent. */
char *value_text(enum unit unit, double value, char text[VALUE_TEXT]);

/* For what a file says (values, defaults, bounds): not rounded for a page of results, so that 0.0005
 * is not shown as 0; "–" when absent. */
char *bound_text(enum unit unit, double value, char text[VALUE_TEXT]);

/* As value_text, with as many more digits as it takes to tell `value` from `other`: a target missed
 * by little must not look as if it were met. */
char *value_apart(enum unit unit, double value, double other, char text[VALUE_TEXT]);

/* Signed, never "0" for something that is not: "−5,200", "+0.3%". */
char *gap_text(enum unit unit, double gap, char text[VALUE_TEXT]);

/* Whether the number already shows its unit (percent, years, yes or no). */
bool unit_shown(enum unit unit);

/* Whether a name, or the numbers beside it, already tell the unit: 工位数 needs no （个工位）. */
bool unit_said(enum unit unit, const char *name, const char *words);

/* What stands between a number and its unit: nothing before ":1" and "/student", nor in Chinese. */
const char *unit_space(const char *unit, bool chinese);

/* The unit its numbers are shown in: a share where the plan counts 0.8 of the cities. */
enum unit target_measure(const struct setup *u, const struct target *t);

/* The row a target is measured in; NULL when it is not evaluated or the row is unknown. */
const struct row *target_row(const struct setup *u, const struct target *t);
/* What its numbers count, "" when the number says so itself. */
const char *target_unit(const struct setup *u, const struct target *t, bool chinese);
/* "≥45,000人", "3–5所", "=83,000±500", with its tolerance where it has one. */
void target_goal(const struct setup *u, const struct target *t, bool chinese, char *text, size_t size);

#endif
