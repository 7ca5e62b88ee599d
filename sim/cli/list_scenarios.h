/* The scenario files below a folder. */
#ifndef VETSIM_CLI_LIST_SCENARIOS_H
#define VETSIM_CLI_LIST_SCENARIOS_H

#include "command.h"

/* vetsim list scenarios [DIR]: each file with its label, years and number of targets; a file with
 * errors is listed with their number. Broken files do not make the command fail. */
int list_scenarios(struct session *s);

/* Where `path` is no file: says on stderr which scenario below scenarios/ may have been meant, and how
 * to list them. Says nothing where the file is there. */
void suggest_scenario(struct session *s, const char *path);

#endif
