/* Streaming, mergeable summaries of many series over replicates, in memory that does not grow with
 * their number. Every series is given its moments and, for quantiles, its values, both in rising order
 * of the replicates whatever the number of threads: so the same replicates give the same bytes. */
#ifndef VETSIM_STUDY_SUMMARY_H
#define VETSIM_STUDY_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "moments.h"

struct summary;

struct summary_options {
    int series;          /* how many series are summarised */
    int quantiles;       /* 1: keep a quantile sketch of every series; 0: moments only */
    size_t exact_memory; /* keep all values and give exact quantiles while series x runs fit in this */
};

enum { SUMMARY_BLOCK = 256 };

/* NULL when memory is out. */
struct summary *summary_new(const struct summary_options *options);
void summary_free(struct summary *s);
void summary_reset(struct summary *s); /* empty again, keeping its memory */

/* Adds the moments of replicates that come after those added before. Different series may be given to
 * different threads at once, here and below. */
void summary_add(struct summary *s, int series, const struct moments *later);

/* Then feeds the values of the same replicates where quantiles are kept: first, first + 1, … in rising order
 * from call to call; those that are not finite are left out. Returns 0 or VS_MEMORY. Which value within
 * the rank error a sketch gives depends on where calls cut the replicates, except at multiples of
 * SUMMARY_BLOCK, where they are cut in any case. */
int summary_feed(struct summary *s, int series, const double *values, uint64_t first, int count);

/* Asks the cache for a series that is to be fed soon: thousands of sketches do not fit there. */
void summary_prefetch(const struct summary *s, int series);

/* Adds what `later` holds, whose replicates all come after those of `s`. Where `later` still keeps all
 * values its quantiles have the same bits as those of one summary that saw everything. Where it does
 * not, and in the moments, the answers are as good but the last bits depend on where it was cut.
 * VS_USAGE when the two were not made alike. */
int summary_merge(struct summary *s, const struct summary *later);

/* The whole state as bytes, and back into a summary made with the same options. summary_save with a
 * NULL buffer only says how many bytes it needs. summary_load returns VS_STORE when they do not fit. */
size_t summary_save(const struct summary *s, void *bytes);
int summary_load(struct summary *s, const void *bytes, size_t size);

uint64_t summary_count(const struct summary *s, int series);   /* finite values */
uint64_t summary_missing(const struct summary *s, int series); /* not finite */
double summary_mean(const struct summary *s, int series);
double summary_variance(const struct summary *s, int series); /* n - 1 */
double summary_min(const struct summary *s, int series);
double summary_max(const struct summary *s, int series);
/* Quantile p of a series; rank error at most summary_rank_error(): 0 while all values are kept (then
 * interpolated as R and NumPy do), at most 0.001 after, more where sketches were merged. NaN when there is no value or
 * memory is out. The usual probabilities (5, 10, 25, 50, 75, 90, 95 %) of a series cost one search together; any other
 * costs one each. Not for several threads at once on one summary. */
double summary_quantile(const struct summary *s, int series, double p);
double summary_rank_error(const struct summary *s);
/* Bytes held. A sketch takes some 9 KB a series, 2.6 MB for 3,600 constant ones, 35 MB for 3,600 that
 * vary freely; up to 20 KB where replicates come in an unkind order. Its values are held to a sixteen
 * millionth of their distance to the series' first value. */
size_t summary_memory(const struct summary *s);

#endif
