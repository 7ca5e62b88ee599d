/* One uncertain input's distribution as a monotone function of a standard normal deviate z, which
 * makes correlation by a Gaussian copula free. Distributions whose inverse is costly get a table of
 * cubics over z in [-8, 8], built once from GSL's exact inverse; the others are computed. */
#ifndef VETSIM_STUDY_MARGINAL_H
#define VETSIM_STUDY_MARGINAL_H

#include <stdbool.h>

#include "scenario.h"

enum { MARGINAL_BLOCK = 64 };

struct marginal;

/* Checks `u` (errors with its file and line go to `d`) and builds its marginal in `a`. */
int marginal_new(struct marginal **m, struct arena *a, const struct uncertain *u, struct diags *d);

/* Values at 64 probabilities in (0, 1), for marginals that need no normal deviate for it (uniform
 * and discrete: marginal_takes_units()), and at 64 normal deviates, for all. In place is allowed. */
bool marginal_takes_units(const struct marginal *m);
void marginal_of_units(const struct marginal *m, const double *u, double *x);
void marginal_of_deviates(const struct marginal *m, const double *z, double *x);

double marginal_value(const struct marginal *m, double z); /* as sampled, table and all */
double marginal_exact(const struct marginal *m, double z); /* by the inverse distribution itself */

#endif
