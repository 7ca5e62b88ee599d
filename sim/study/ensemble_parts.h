/* What the files of the ensemble share. */
#ifndef VETSIM_STUDY_ENSEMBLE_PARTS_H
#define VETSIM_STUDY_ENSEMBLE_PARTS_H

#include "ensemble.h"

/* Fills an ensemble that has run nothing yet; VS_STORE when the bytes are not of this ensemble. */
int ensemble_restore(struct ensemble *e, const void *bytes, size_t size);

/* Index of the scenario's uncertain input `id`, or -1. */
int ensemble_uncertain(const struct scenario *s, const char *id);

#endif
