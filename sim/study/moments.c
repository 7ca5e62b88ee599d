/* See moments.h. Blocks are merged as in Chan, Golub and LeVeque (1983), "Algorithms for computing
 * the sample variance", formula 1.5. Inside a block of at most 32 tiles the deviations from the
 * lane's first value are summed: since that value is one of the sample, the sum of squares about it
 * is at most 33 times that about the mean, so the subtraction loses at most five bits. */
#include "moments.h"

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

void moments_clear(struct moments *m)
{
    memset(m, 0, sizeof *m);
    m->smallest = HUGE_VAL;
    m->largest = -HUGE_VAL;
}

/* Sums about the first value of each lane. */
struct sums {
    double first[MOMENT_LANES], second[MOMENT_LANES], low[MOMENT_LANES], high[MOMENT_LANES];
};

/* The same operations on the same lanes in both: the same bits. Written out because gcc keeps the
 * accumulators in memory otherwise, which is three times slower. */
static void sum_tiles(struct sums *s, const double *x, int tiles)
{
    for (int l = 0; l < MOMENT_LANES; l += 4) {
        const __m128d shift0 = _mm_loadu_pd(x + l), shift1 = _mm_loadu_pd(x + l + 2);
        __m128d first0 = _mm_setzero_pd(), first1 = first0, second0 = first0, second1 = first0;
        __m128d low0 = shift0, low1 = shift1, high0 = shift0, high1 = shift1;
        for (int t = 1; t < tiles; t++) {
            const __m128d x0 = _mm_loadu_pd(x + t * MOMENT_LANES + l), x1 = _mm_loadu_pd(x + t * MOMENT_LANES + l + 2);
            const __m128d d0 = _mm_sub_pd(x0, shift0), d1 = _mm_sub_pd(x1, shift1);
            first0 = _mm_add_pd(first0, d0), first1 = _mm_add_pd(first1, d1);
            second0 = _mm_add_pd(second0, _mm_mul_pd(d0, d0)), second1 = _mm_add_pd(second1, _mm_mul_pd(d1, d1));
            low0 = _mm_min_pd(low0, x0), low1 = _mm_min_pd(low1, x1);
            high0 = _mm_max_pd(high0, x0), high1 = _mm_max_pd(high1, x1);
        }
        _mm_storeu_pd(s->first + l, first0), _mm_storeu_pd(s->first + l + 2, first1);
        _mm_storeu_pd(s->second + l, second0), _mm_storeu_pd(s->second + l + 2, second1);
        _mm_storeu_pd(s->low + l, low0), _mm_storeu_pd(s->low + l + 2, low1);
        _mm_storeu_pd(s->high + l, high0), _mm_storeu_pd(s->high + l + 2, high1);
    }
}

__attribute__((target("avx2"))) static void sum_tiles_avx2(struct sums *s, const double *x, int tiles)
{
    const __m256d shift0 = _mm256_loadu_pd(x), shift1 = _mm256_loadu_pd(x + 4);
    __m256d first0 = _mm256_setzero_pd(), first1 = first0, second0 = first0, second1 = first0;
    __m256d low0 = shift0, low1 = shift1, high0 = shift0, high1 = shift1;

    for (int t = 1; t < tiles; t++) {
        const __m256d x0 = _mm256_loadu_pd(x + t * MOMENT_LANES), x1 = _mm256_loadu_pd(x + t * MOMENT_LANES + 4);
        const __m256d d0 = _mm256_sub_pd(x0, shift0), d1 = _mm256_sub_pd(x1, shift1);
        first0 = _mm256_add_pd(first0, d0), first1 = _mm256_add_pd(first1, d1);
        second0 = _mm256_add_pd(second0, _mm256_mul_pd(d0, d0)),
        second1 = _mm256_add_pd(second1, _mm256_mul_pd(d1, d1));
        low0 = _mm256_min_pd(low0, x0), low1 = _mm256_min_pd(low1, x1);
        high0 = _mm256_max_pd(high0, x0), high1 = _mm256_max_pd(high1, x1);
    }
    _mm256_storeu_pd(s->first, first0), _mm256_storeu_pd(s->first + 4, first1);
    _mm256_storeu_pd(s->second, second0), _mm256_storeu_pd(s->second + 4, second1);
    _mm256_storeu_pd(s->low, low0), _mm256_storeu_pd(s->low + 4, low1);
    _mm256_storeu_pd(s->high, high0), _mm256_storeu_pd(s->high + 4, high1);
}

/* Sum, smallest and largest of the lanes, pair by pair: a chain of eight would take longer than the
 * tiles themselves. */
static double fold(struct sums *s)
{
    double sum[MOMENT_LANES];

    memcpy(sum, s->second, sizeof sum);
    for (int half = MOMENT_LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
            sum[l] += sum[l + half];
            s->low[l] = s->low[l + half] < s->low[l] ? s->low[l + half] : s->low[l];
            s->high[l] = s->high[l + half] > s->high[l] ? s->high[l + half] : s->high[l];
        }
    }
    return sum[0];
}

/* Two or more whole tiles of finite values; false where the sums show that some are not (or overflow). */
static bool measure_whole(struct moments *m, const double *x, int tiles)
{
    const double n = tiles, part = 1.0 / n;
    struct sums s;

    if (__builtin_cpu_supports("avx2"))
        sum_tiles_avx2(&s, x, tiles);
    else
        sum_tiles(&s, x, tiles);
    if (!(fold(&s) < HUGE_VAL))
        return false;
#pragma omp simd
    for (int l = 0; l < MOMENT_LANES; l++) {
        const double mean = s.first[l] * part, square = s.second[l] - s.first[l] * mean;
        m->count[l] = n;
        m->mean[l] = x[l] + mean;
        m->square[l] = square > 0.0 ? square : 0.0;
    }
    m->smallest = s.low[0];
    m->largest = s.high[0];
    m->missing = 0;
    return true;
}

/* Any values, one by one (Welford 1962). */
static void measure_each(struct moments *m, const double *x, int count, int lane)
{
    for (int i = 0; i < count; i++) {
        const int l = (lane + i) % MOMENT_LANES;
        if (!isfinite(x[i])) {
            m->missing++;
            continue;
        }
        const double d = x[i] - m->mean[l];
        m->count[l] += 1.0;
        m->mean[l] += d / m->count[l];
        m->square[l] += d * (x[i] - m->mean[l]);
        m->smallest = x[i] < m->smallest ? x[i] : m->smallest;
        m->largest = x[i] > m->largest ? x[i] : m->largest;
    }
}

void moments_measure(struct moments *m, const double *x, int count, int lane)
{
    const bool whole = count >= 2 * MOMENT_LANES && count % MOMENT_LANES == 0 && lane == 0;

    if (whole && measure_whole(m, x, count / MOMENT_LANES))
        return;
    moments_clear(m);
    measure_each(m, x, count, lane);
}

void moments_merge(struct moments *m, const struct moments *later)
{
    double share[MOMENT_LANES];
    bool same = later->count[0] > 0.0;

    for (int l = 1; l < MOMENT_LANES; l++)
        same = same && m->count[l] == m->count[0] && later->count[l] == later->count[0];
    if (same) { /* the usual case: one division instead of eight */
        const double one = later->count[0] / (m->count[0] + later->count[0]);
        for (int l = 0; l < MOMENT_LANES; l++)
            share[l] = one;
    } else {
        for (int l = 0; l < MOMENT_LANES; l++)
            share[l] = later->count[l] > 0.0 ? later->count[l] / (m->count[l] + later->count[l]) : 0.0;
    }
#pragma omp simd
    for (int l = 0; l < MOMENT_LANES; l++) {
        const double d = later->mean[l] - m->mean[l];
        m->mean[l] += d * share[l];
        m->square[l] += later->square[l] + d * (m->count[l] * share[l]) * d;
        m->count[l] += later->count[l];
    }
    m->smallest = later->smallest < m->smallest ? later->smallest : m->smallest;
    m->largest = later->largest > m->largest ? later->largest : m->largest;
    m->missing += later->missing;
}

struct moments_total moments_total(const struct moments *m)
{
    struct moments_total t = {m->count[0], m->mean[0], m->square[0]};

    for (int l = 1; l < MOMENT_LANES; l++) {
        if (m->count[l] <= 0.0)
            continue;
        const double share = m->count[l] / (t.count + m->count[l]), d = m->mean[l] - t.mean;
        t.mean += d * share;
        t.square += m->square[l] + d * (t.count * share) * d;
        t.count += m->count[l];
    }
    return t;
}
