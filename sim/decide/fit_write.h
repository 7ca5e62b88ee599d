/* What a fit found, as a scenario that extends the one it was fitted to: the fitted values are
 * assumptions with a range of two standard errors, never sources. */
#ifndef VETSIM_DECIDE_FIT_WRITE_H
#define VETSIM_DECIDE_FIT_WRITE_H

#include <stdio.h>

#include "fit.h"

/* Whether every estimate has a standard error and can be told from the others; else why not, in `d`. */
int fit_can_write(const struct fit *f, struct diags *d);

/* Writes the scenario; `r` was read without changes of the command line, and `extends` is the way from
 * the new file to its file. Texts in Chinese or English. */
int fit_write(FILE *out, const struct fit *f, const struct run *r, const struct annex_form *form, const char *extends,
              bool chinese, struct diags *d);

#endif
