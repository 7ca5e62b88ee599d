/* What is installed with the program, found from where the program itself is: a prefix may be moved. */
#ifndef VETSIM_CLI_INSTALLED_H
#define VETSIM_CLI_INSTALLED_H

#include <limits.h>
#include <stdbool.h>

/* The whole path of what lies at `relative` to the program's folder ("../share/vetsim"). False where
 * nothing is there, or where the program cannot tell where it is. */
bool installed_path(const char *relative, char path[PATH_MAX]);

#endif
