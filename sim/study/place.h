/* Rows in the order of a value. */
#ifndef VETSIM_STUDY_PLACE_H
#define VETSIM_STUDY_PLACE_H

#include <stddef.h>

struct place {
    double value;
    size_t row;
};

/* By rising value, equal ones by row. */
void places_sort(struct place *places, size_t count);

#endif
