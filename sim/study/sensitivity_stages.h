/* What the files of the Sobol' study share: scrambles that grow together, row by row. */
#ifndef VETSIM_STUDY_SENSITIVITY_STAGES_H
#define VETSIM_STUDY_SENSITIVITY_STAGES_H

#include "sensitivity_parts.h"

struct scramble {
    struct design design;
    struct sobol_sums *sums;
    struct spread *spread; /* [output] */
    uint64_t failed;
};

struct stages {
    struct sensitivity *s;
    const struct sensitivity_options *o;
    uint64_t rows; /* of each scramble, so far */
    struct scramble *scrambles;
    double *mean, *squares; /* of the scrambles' estimates, Welford: [output * width] */
    double *past[2];        /* ST at the last doubling but one and at the last, [output * inputs + input]; NaN
                               where there was none */
};

int stages_runs_of_row(const struct stages *t);

/* Room for the indices; once. */
int stages_make_estimates(struct stages *t);

/* From the sums to indices, and to which outputs are settled. Called at every doubling, for it keeps what the
 * next two compare with. */
int stages_estimate(struct stages *t);

#endif
