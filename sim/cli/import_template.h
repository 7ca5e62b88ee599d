/* The empty form of the six annex tables, to be filled in with a spreadsheet. */
#ifndef VETSIM_CLI_IMPORT_TEMPLATE_H
#define VETSIM_CLI_IMPORT_TEMPLATE_H

#include <stdbool.h>
#include <stdio.h>

/* For a base year and the years up to `last_year`. */
void import_template(FILE *out, int first_year, int last_year, bool chinese);

#endif
