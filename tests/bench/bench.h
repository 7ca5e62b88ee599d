/* What the benchmarks share: a clock and medians. */
#ifndef VETSIM_BENCH_H
#define VETSIM_BENCH_H

#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Of this thread alone: what else the machine does counts only through its caches. */
static inline double own_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static inline double median(const double *values, int count)
{
    double copy[64];
    memcpy(copy, values, sizeof *values * (size_t)count);
    qsort(copy, (size_t)count, sizeof *copy, by_value);
    return copy[count / 2];
}

/* Median of the ratios pair by pair: a slow moment of the machine meets both sides of a pair. */
static inline double median_ratio(const double *a, const double *b, int count)
{
    double ratios[64];
    for (int i = 0; i < count; i++)
        ratios[i] = a[i] / b[i];
    return median(ratios, count);
}

#endif
