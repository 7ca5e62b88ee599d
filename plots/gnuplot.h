/* gnuplot as a child process: the only place of the project that starts a program. */
#ifndef VETSIM_PLOTS_GNUPLOT_H
#define VETSIM_PLOTS_GNUPLOT_H

#include <stddef.h>

#include "diag.h"

/* Runs gnuplot and feeds it `script`, which writes to the open files outputs[] as /dev/fd/N. Returns 0, or VS_PLOT with
 * a message in `d` when gnuplot is not installed, does not end well, or was killed. */
int gnuplot_run(const char *script, size_t length, const int *outputs, int count, struct diags *d);

#endif
