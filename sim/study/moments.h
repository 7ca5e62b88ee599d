/* Count, mean, sum of squared deviations, smallest and largest of one series, in eight accumulators:
 * lane l of every tile always goes to accumulator l, and the eight are merged in that order, so the
 * sums are taken in one order on every CPU. */
#ifndef VETSIM_STUDY_MOMENTS_H
#define VETSIM_STUDY_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

enum { MOMENT_LANES = 8 };

struct moments {
    double count[MOMENT_LANES], mean[MOMENT_LANES], square[MOMENT_LANES]; /* square: sum of (x - mean)^2 */
    double smallest, largest;
    uint64_t missing; /* not finite */
};

void moments_clear(struct moments *m);

/* At most 256 values, the first of them for accumulator `lane`. */
void moments_measure(struct moments *m, const double *x, int count, int lane);

/* Adds what comes later. */
void moments_merge(struct moments *m, const struct moments *later);

/* All eight accumulators as one. */
struct moments_total {
    double count, mean, square;
};
struct moments_total moments_total(const struct moments *m);

#endif
