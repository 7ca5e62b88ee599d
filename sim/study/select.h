/* Exact order statistics without sorting: several ranks of one series in two passes over it. */
#ifndef VETSIM_STUDY_SELECT_H
#define VETSIM_STUDY_SELECT_H

#include <stddef.h>

/* A series may lie in pieces. All values are finite. */
struct piece {
    const double *values;
    size_t count;
};

enum { SELECT_MOST = 64 }; /* ranks at once */

/* The values with ranks[0] <= ranks[1] <= … (0 is the smallest), written to chosen[]. `smallest` and
 * `largest` bound the values. Returns a negative code when memory is out. */
int select_ranks(const struct piece *pieces, size_t piece_count, double smallest, double largest, const size_t *ranks,
                 int rank_count, double *chosen);

/* Quantile p of n sorted values lies between ranks floor(h) and floor(h) + 1, h = (n - 1) p: type 7 of
 * Hyndman and Fan (1996), the default of R and NumPy. */
struct quantile_place {
    size_t rank;
    double beyond; /* share of the way to the next rank */
};
struct quantile_place quantile_place(size_t n, double p);
double quantile_between(double lower, double upper, double beyond);

#endif
