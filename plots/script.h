/* A canvas as gnuplot commands. Every text of a page travels as a field of a data block, which
 * gnuplot reads as data and never as a command; nothing from a scenario is in any other line. */
#ifndef VETSIM_PLOTS_SCRIPT_H
#define VETSIM_PLOTS_SCRIPT_H

#include <stdbool.h>
#include <stdio.h>

#include "canvas.h"

/* True for "png" and "pdf": what gnuplot draws. */
bool script_format_known(const char *format);

/* One page into the file `name`, which must be plain ASCII letters, digits, dots, slashes and hyphens. */
void script_page(FILE *out, const struct canvas *c, const char *format, const char *name);

#endif
