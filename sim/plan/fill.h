/* One cell's figure; what tables.c puts together. */
#ifndef VETSIM_PLAN_FILL_H
#define VETSIM_PLAN_FILL_H

#include "tables.h"

/* Fills value, part, whole and gap of a row's cell in a year. */
void fill_cell(const struct run *r, const struct filled_row *row, int year, struct filled_cell *cell);

#endif
