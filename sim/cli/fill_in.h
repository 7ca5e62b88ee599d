/* What a scenario made by "vetsim init" leaves to its planner: texts that carry a mark. */
#ifndef VETSIM_CLI_FILL_IN_H
#define VETSIM_CLI_FILL_IN_H

#include "scenario.h"

/* The mark in the wanted language, as it stands in starter.cfg.in. */
const char *fill_in_mark(bool chinese);

/* How many texts of a scenario (assumptions, quotes, labels) still carry a mark of either language;
 * *mark (may be NULL) is set to the one that was found, and left alone where there is none. */
int fill_in_count(const struct scenario *s, const char **mark);

#endif
