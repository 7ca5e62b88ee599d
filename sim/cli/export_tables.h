/* Result files as CSV. */
#ifndef VETSIM_CLI_EXPORT_TABLES_H
#define VETSIM_CLI_EXPORT_TABLES_H

#include "command.h"

/* Writes every table that has rows as DIRECTORY/TABLE.csv: all of them appear, or none does.
 * `count` (may be NULL) gets how many there are. Errors are reported. */
int export_all(struct session *s, const char *path, const char *directory, int *count);

#endif
