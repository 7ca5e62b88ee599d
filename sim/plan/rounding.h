/* Whole numbers of a run that still add up. */
#ifndef VETSIM_PLAN_ROUNDING_H
#define VETSIM_PLAN_ROUNDING_H

#include "run.h"

/* Whole numbers that add up to `total` (itself whole), each next to its part: the largest remainders
 * are rounded up, of equal ones the first. */
void apportion(double total, const double *parts, int count, double *whole);

/* An indicator in a year, rounded: a total to the nearest whole number, its parts so that they add
 * up to it, an initiative down (what is not finished is not there). ABSENT as run_value. */
double rounded_value(const struct run *r, const struct series *series, int year);

#endif
