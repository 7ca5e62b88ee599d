/* gnuplot as a child process: the only place of the project that starts a program. */
#ifndef VETSIM_PLOTS_GNUPLOT_H
#define VETSIM_PLOTS_GNUPLOT_H

#include <stddef.h>

#include "diag.h"

/* Runs gnuplot in `directory` and feeds it `script`. Returns 0, or VS_PLOT with a message in `d`
 * when gnuplot is not installed, does not end well, or was killed. */
int gnuplot_run(const char *directory, const char *script, size_t length, struct diags *d);

#endif
