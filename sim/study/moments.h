/* Count, mean, sum of squared deviations, smallest and largest of one series. */
#ifndef VETSIM_STUDY_MOMENTS_H
#define VETSIM_STUDY_MOMENTS_H

#include <stdint.h>

struct moments {
    double count, mean, square; /* square: sum of (x - mean)^2 */
    double smallest, largest;
    uint64_t missing; /* not finite, and counted in nothing else */
};

void moments_clear(struct moments *m);

/* Adds what comes later. */
void moments_merge(struct moments *m, const struct moments *later);

#endif
