/* See select.h. One pass counts the values in 4096 equal bins, a second gathers those in the few bins
 * that hold a wanted rank; inside a bin the same again, or a sort once it is small. */
#include "select.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"

enum { BINS = 4096, SMALL = 512, DEEPEST = 8 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Which bin: rises with x, whatever the rounding, so ranks stay exact. */
struct scale {
    double low, factor;
};

static inline int bin_of(struct scale s, double x) { return (int)((x - s.low) * s.factor); }

static void count_bins(const struct piece *pieces, size_t piece_count, struct scale s, uint32_t *bins)
{
    /* Two sets of counters: neighbours often fall into one bin and would wait for each other. */
    uint32_t other[BINS] = {0};

    memset(bins, 0, sizeof *bins * BINS);
    for (size_t p = 0; p < piece_count; p++) {
        const double *x = pieces[p].values;
        const size_t n = pieces[p].count;
        size_t i = 0;
        for (; i + 4 <= n; i += 4) {
            int at[4];
            for (int l = 0; l < 4; l++)
                at[l] = bin_of(s, x[i + (size_t)l]);
            bins[at[0]]++, other[at[1]]++, bins[at[2]]++, other[at[3]]++;
        }
        for (; i < n; i++)
            bins[bin_of(s, x[i])]++;
    }
    for (int b = 0; b < BINS; b++)
        bins[b] += other[b];
}

/* Appends every value whose bin is wanted, without a branch: `gathered` has room for one more. */
static size_t gather(const struct piece *pieces, size_t piece_count, struct scale s, const unsigned char *wanted,
                     double *gathered)
{
    size_t kept = 0;

    for (size_t p = 0; p < piece_count; p++) {
        const double *x = pieces[p].values;
        for (size_t i = 0; i < pieces[p].count; i++) {
            gathered[kept] = x[i];
            kept += wanted[bin_of(s, x[i])];
        }
    }
    return kept;
}

static int select_sorting(const struct piece *pieces, size_t piece_count, const size_t *ranks, int rank_count,
                          double *chosen)
{
    size_t n = 0;

    for (size_t p = 0; p < piece_count; p++)
        n += pieces[p].count;
    double *all = malloc(sizeof *all * n);
    if (!all)
        return VS_MEMORY;
    n = 0;
    for (size_t p = 0; p < piece_count; n += pieces[p++].count)
        memcpy(all + n, pieces[p].values, sizeof *all * pieces[p].count);
    qsort(all, n, sizeof *all, by_value);
    for (int r = 0; r < rank_count; r++)
        chosen[r] = all[ranks[r]];
    free(all);
    return VS_OK;
}

static int select_at(int depth, const struct piece *pieces, size_t piece_count, double smallest, double largest,
                     const size_t *ranks, int rank_count, double *chosen);

/* Ranks that fall into one bin: its values are moved to the front of `values` and searched alone. */
static int select_in_bin(int depth, double *values, size_t count, struct scale s, int bin, size_t below,
                         const size_t *ranks, int rank_count, double *chosen)
{
    size_t inside = 0, local[SELECT_MOST];
    double low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < count; i++) {
        double x = values[i];
        if (bin_of(s, x) != bin)
            continue;
        values[i] = values[inside];
        values[inside++] = x;
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    for (int r = 0; r < rank_count; r++)
        local[r] = ranks[r] - below;
    const struct piece whole = {values, inside};
    return select_at(depth + 1, &whole, 1, low, high, local, rank_count, chosen);
}

static int select_by_bins(int depth, const struct piece *pieces, size_t piece_count, struct scale s,
                          const size_t *ranks, int rank_count, double *chosen)
{
    uint32_t bins[BINS];
    unsigned char wanted[BINS] = {0};
    int bin_of_rank[SELECT_MOST], bin = -1, err = VS_OK;
    size_t below_rank[SELECT_MOST], below = 0, upto = 0, room = 1;

    count_bins(pieces, piece_count, s, bins);
    for (int r = 0; r < rank_count; r++) {
        while (upto <= ranks[r]) {
            below = upto;
            upto += bins[++bin];
        }
        room += wanted[bin] ? 0 : bins[bin];
        wanted[bin] = 1;
        bin_of_rank[r] = bin;
        below_rank[r] = below;
    }
    double *gathered = malloc(sizeof *gathered * room);
    if (!gathered)
        return VS_MEMORY;
    size_t kept = gather(pieces, piece_count, s, wanted, gathered);
    for (int r = 0, same; r < rank_count && !err; r += same) {
        for (same = 1; r + same < rank_count && bin_of_rank[r + same] == bin_of_rank[r];)
            same++;
        err = select_in_bin(depth, gathered, kept, s, bin_of_rank[r], below_rank[r], ranks + r, same, chosen + r);
    }
    free(gathered);
    return err;
}

static int select_at(int depth, const struct piece *pieces, size_t piece_count, double smallest, double largest,
                     const size_t *ranks, int rank_count, double *chosen)
{
    size_t n = 0;
    /* Halves, because largest - smallest may overflow. */
    const struct scale s = {smallest, (BINS - 1e-9) / 2.0 / (largest / 2.0 - smallest / 2.0)};

    for (size_t p = 0; p < piece_count; p++)
        n += pieces[p].count;
    if (smallest == largest) {
        for (int r = 0; r < rank_count; r++)
            chosen[r] = smallest;
        return VS_OK;
    }
    /* A range too wide or too narrow for the arithmetic of bins is rare enough to sort, and so are
     * values over so many orders of magnitude that bins in bins do not thin them out. */
    if (n <= SMALL || depth >= DEEPEST || !(s.factor < 1e300) || !((largest - smallest) * s.factor < BINS))
        return select_sorting(pieces, piece_count, ranks, rank_count, chosen);
    return select_by_bins(depth, pieces, piece_count, s, ranks, rank_count, chosen);
}

int select_ranks(const struct piece *pieces, size_t piece_count, double smallest, double largest, const size_t *ranks,
                 int rank_count, double *chosen)
{
    return select_at(0, pieces, piece_count, smallest, largest, ranks, rank_count, chosen);
}

struct quantile_place quantile_place(size_t n, double p)
{
    double h = (double)(n - 1) * (p < 0.0 ? 0.0 : p > 1.0 ? 1.0 : p), whole = floor(h);
    return (struct quantile_place){(size_t)whole, h - whole};
}

double quantile_between(double lower, double upper, double beyond)
{
    return beyond > 0.0 ? lower + beyond * (upper - lower) : lower;
}
