/* Quantiles of a stream in little memory: a Greenwald-Khanna summary ("Space-efficient online
 * computation of quantile summaries", SIGMOD 2001) fed in blocks. It keeps some of the values seen,
 * each with a lower and an upper bound of its rank; the bounds are certain, not probable, in any
 * order of arrival. Result: a function of the sequence of blocks alone.
 *
 * Values are held as floats of their distance to the first value, that is to a sixteen millionth of
 * that distance; ranks are those of the values so rounded. */
#ifndef VETSIM_STUDY_SKETCH_H
#define VETSIM_STUDY_SKETCH_H

#include <stddef.h>
#include <stdint.h>

enum {
    SKETCH_BLOCK = 256, /* most values added at once */
    SKETCH_USUAL = 800, /* entries, of 10 bytes; some 900 in the long run */
    SKETCH_MOST = 2048  /* where the order of arrival is so unkind that the usual number will not do */
};

/* Entry i stands for one value seen. Of the values up to it, weight[i] lie above entry i - 1; its rank
 * is between r and r + slack[i], r the sum of the weights up to it. The last entry is a mark at
 * +infinity. Where two entries are equal, everything counted by the second equals them: so values
 * that come again and again (codes, shares at a bound) are counted exactly. */
struct sketch {
    double first;
    uint64_t count; /* below 2^32 */
    int size, room, shift;
    float *value; /* one piece of memory: `room` values, weights and slacks */
    uint32_t *weight;
    uint16_t *slack; /* in units of 1 << shift */
};

void sketch_clear(struct sketch *s);                               /* frees; a zeroed sketch is an empty one */
int sketch_add(struct sketch *s, const double *values, int count); /* finite, count <= SKETCH_BLOCK */
void sketch_prefetch(const struct sketch *s);                      /* asks the cache for what sketch_add will read */
int sketch_merge(struct sketch *s, const struct sketch *later);
int sketch_copy(struct sketch *to, const struct sketch *from);
size_t sketch_memory(const struct sketch *s);

/* As bytes: save returns how many (and only that when bytes is NULL); load how many it took, 0 when
 * they are not a sketch or memory is out. */
size_t sketch_save(const struct sketch *s, void *bytes);
size_t sketch_load(struct sketch *s, const void *bytes, size_t size);

/* A value whose rank is within sketch_error() x count of rank (1 … count). The smallest and the
 * largest value seen are known to the caller. */
double sketch_value(const struct sketch *s, double rank, double smallest, double largest);

/* The rank error that holds for this sketch, as a share of the count: at most 0.001 unless SKETCH_MOST
 * entries do not suffice. */
double sketch_error(const struct sketch *s);

#endif
