/* The methods of sensitivity.c, each in its own file. */
#ifndef VETSIM_STUDY_SENSITIVITY_PARTS_H
#define VETSIM_STUDY_SENSITIVITY_PARTS_H

#include "pool.h"
#include "sensitivity.h"

int sensitivity_sobol(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d);
int sensitivity_morris(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d);
int sensitivity_tornado(struct sensitivity *s, struct pool *p, const struct sensitivity_options *o, struct diags *d);
int sensitivity_sample(struct sensitivity *s, const struct sensitivity_options *o,
                       struct diags *d); /* prcc, pawn, discover */

/* A design of A and B side by side: columns 0 … k-1 and k … 2k-1 with the same distributions. */
int twin_design(struct design *g, const struct sensitivity *s, uint64_t seed, uint64_t rows, struct diags *d);

/* DESIGN_BLOCK rows of it: x[column * DESIGN_BLOCK + row], first A's columns, then B's. */
void twin_block(const struct design *g, uint64_t first, double *x);

/* Takes note of one value; a value that is not finite counts as absent. */
void spread_add(struct spread *spread, double value);
void spread_merge(struct spread *spread, const struct spread *other);

double *result_array(struct sensitivity *s, size_t per_output);

#endif
