/* See fold.h. Eight lanes become one number by a tree: l and l + 4, then neighbours, then the two that
 * are left. Both versions below take the same steps; gcc finds neither by itself. */
#include "fold.h"

#include <immintrin.h>
#include <math.h>

#include "lane.h"

_Static_assert(LANES == 8 && FOLD_CELLS == 4, "written for four cells of eight lanes");

void fold_clear(struct fold *f, int groups)
{
    for (int g = 0; g < groups; g++) {
        for (int k = 0; k < FOLD_CELLS; k++) {
            f[g].first[k] = f[g].second[k] = 0.0;
            f[g].low[k] = HUGE_VAL;
            f[g].high[k] = -HUGE_VAL;
            f[g].missing[k] = 0;
        }
    }
}

/* --- one tile: four cells at once; false, and nothing done, where a value is not finite --- */

/* Four numbers of one cell, or half folded of two. */
struct wide {
    __m256d first, second, low, high;
};

__attribute__((target("avx2"))) static inline struct wide fold_cell(const double *x, const double *less, double shift)
{
    const __m256d from = _mm256_set1_pd(shift);
    __m256d a = _mm256_loadu_pd(x), b = _mm256_loadu_pd(x + 4);
    struct wide w;

    if (less) {
        a = _mm256_sub_pd(a, _mm256_loadu_pd(less));
        b = _mm256_sub_pd(b, _mm256_loadu_pd(less + 4));
    }
    w.low = _mm256_min_pd(a, b);
    w.high = _mm256_max_pd(a, b);
    a = _mm256_sub_pd(a, from);
    b = _mm256_sub_pd(b, from);
    w.first = _mm256_add_pd(a, b);
    w.second = _mm256_add_pd(_mm256_mul_pd(a, a), _mm256_mul_pd(b, b));
    return w;
}

__attribute__((target("avx2"))) static inline __m256d even(__m256d a, __m256d b) { return _mm256_unpacklo_pd(a, b); }
__attribute__((target("avx2"))) static inline __m256d odd(__m256d a, __m256d b) { return _mm256_unpackhi_pd(a, b); }

/* The numbers of the first cell in the even places, of the second in the odd ones. */
__attribute__((target("avx2"))) static inline struct wide fold_pair(const double *const *x, const double *const *less,
                                                                    const double *shift)
{
    const struct wide a = fold_cell(x[0], less ? less[0] : NULL, shift[0]),
                      b = fold_cell(x[1], less ? less[1] : NULL, shift[1]);

    return (struct wide){_mm256_add_pd(even(a.first, b.first), odd(a.first, b.first)),
                         _mm256_add_pd(even(a.second, b.second), odd(a.second, b.second)),
                         _mm256_min_pd(even(a.low, b.low), odd(a.low, b.low)),
                         _mm256_max_pd(even(a.high, b.high), odd(a.high, b.high))};
}

/* The halves of two pairs, side by side, that are still to be added (or compared). */
__attribute__((target("avx2"))) static inline __m256d near(__m256d ab, __m256d cd)
{
    return _mm256_permute2f128_pd(ab, cd, 0x20);
}
__attribute__((target("avx2"))) static inline __m256d far(__m256d ab, __m256d cd)
{
    return _mm256_permute2f128_pd(ab, cd, 0x31);
}

__attribute__((target("avx2"))) static inline bool fold_group_avx2(struct fold *f, const double *const *x,
                                                                   const double *const *less, const double *shift)
{
    const struct wide p = fold_pair(x, less, shift), q = fold_pair(x + 2, less ? less + 2 : NULL, shift + 2);
    const __m256d second = _mm256_add_pd(near(p.second, q.second), far(p.second, q.second));
    if (_mm256_movemask_pd(_mm256_cmp_pd(second, _mm256_set1_pd(HUGE_VAL), _CMP_LT_OQ)) != 15)
        return false;
    const __m256d first = _mm256_add_pd(near(p.first, q.first), far(p.first, q.first));
    const __m256d low = _mm256_min_pd(near(p.low, q.low), far(p.low, q.low));
    const __m256d high = _mm256_max_pd(near(p.high, q.high), far(p.high, q.high));
    _mm256_storeu_pd(f->first, _mm256_add_pd(_mm256_loadu_pd(f->first), first));
    _mm256_storeu_pd(f->second, _mm256_add_pd(_mm256_loadu_pd(f->second), second));
    _mm256_storeu_pd(f->low, _mm256_min_pd(_mm256_loadu_pd(f->low), low));
    _mm256_storeu_pd(f->high, _mm256_max_pd(_mm256_loadu_pd(f->high), high));
    return true;
}

/* Half a group: the same with half the width. */
struct half {
    __m128d first, second, low, high;
};

static inline void fold_half(struct half *h, const double *const *x, const double *const *less, const double *shift)
{
    __m128d first[2][2], second[2][2], low[2][2], high[2][2]; /* [cell][lanes 0, 1 or 2, 3] */

    for (int k = 0; k < 2; k++) {
        const __m128d from = _mm_set1_pd(shift[k]);
        for (int i = 0; i < 2; i++) {
            __m128d a = _mm_loadu_pd(x[k] + 2 * i), b = _mm_loadu_pd(x[k] + 2 * i + 4);
            if (less) {
                a = _mm_sub_pd(a, _mm_loadu_pd(less[k] + 2 * i));
                b = _mm_sub_pd(b, _mm_loadu_pd(less[k] + 2 * i + 4));
            }
            low[k][i] = _mm_min_pd(a, b);
            high[k][i] = _mm_max_pd(a, b);
            a = _mm_sub_pd(a, from);
            b = _mm_sub_pd(b, from);
            first[k][i] = _mm_add_pd(a, b);
            second[k][i] = _mm_add_pd(_mm_mul_pd(a, a), _mm_mul_pd(b, b));
        }
    }
#define ACROSS(step, v) \
    step(step(_mm_unpacklo_pd(v[0][0], v[1][0]), _mm_unpackhi_pd(v[0][0], v[1][0])), \
         step(_mm_unpacklo_pd(v[0][1], v[1][1]), _mm_unpackhi_pd(v[0][1], v[1][1])))
    h->first = ACROSS(_mm_add_pd, first);
    h->second = ACROSS(_mm_add_pd, second);
    h->low = ACROSS(_mm_min_pd, low);
    h->high = ACROSS(_mm_max_pd, high);
#undef ACROSS
}

static inline bool fold_group(struct fold *f, const double *const *x, const double *const *less, const double *shift)
{
    struct half h[2];

    fold_half(&h[0], x, less, shift);
    fold_half(&h[1], x + 2, less ? less + 2 : NULL, shift + 2);
    const __m128d limit = _mm_set1_pd(HUGE_VAL);
    if ((_mm_movemask_pd(_mm_cmplt_pd(h[0].second, limit)) & _mm_movemask_pd(_mm_cmplt_pd(h[1].second, limit))) != 3)
        return false;
    for (int i = 0; i < 2; i++) {
        const int k = 2 * i;
        _mm_storeu_pd(f->first + k, _mm_add_pd(_mm_loadu_pd(f->first + k), h[i].first));
        _mm_storeu_pd(f->second + k, _mm_add_pd(_mm_loadu_pd(f->second + k), h[i].second));
        _mm_storeu_pd(f->low + k, _mm_min_pd(_mm_loadu_pd(f->low + k), h[i].low));
        _mm_storeu_pd(f->high + k, _mm_max_pd(_mm_loadu_pd(f->high + k), h[i].high));
    }
    return true;
}

/* Any values, and any number of lanes, one by one. */
static void fold_each(struct fold *f, const double *const *x, const double *const *less, const double *shift, int count,
                      unsigned char *failed)
{
    for (int k = 0; k < FOLD_CELLS; k++) {
        for (int l = 0; l < count; l++) {
            const double value = less ? x[k][l] - less[k][l] : x[k][l];
            if (!isfinite(value)) {
                f->missing[k]++;
                if (failed && value != value)
                    failed[l] = 1;
                continue;
            }
            const double d = value - shift[k];
            f->first[k] += d;
            f->second[k] += d * d;
            f->low[k] = min2(value, f->low[k]);
            f->high[k] = max2(value, f->high[k]);
        }
    }
}

/* The loop once more for each way, so that nothing is asked of a cell that is known before. */
#define FOLD_ALL(group, taken_off) \
    for (int g = 0; g < c->groups; g++) { \
        const double *const *x = c->lanes + g * FOLD_CELLS, *const *less = taken_off; \
        if (!group(&f[g], x, less, c->shift + g * FOLD_CELLS)) \
            fold_each(&f[g], x, less, c->shift + g * FOLD_CELLS, LANES, failed); \
    }

__attribute__((target("avx2"))) static void fold_all_avx2(struct fold *f, const struct fold_cells *c,
                                                          unsigned char *failed)
{
    if (c->less)
        FOLD_ALL(fold_group_avx2, c->less + g * FOLD_CELLS)
    else
        FOLD_ALL(fold_group_avx2, NULL)
}

static void fold_all(struct fold *f, const struct fold_cells *c, unsigned char *failed)
{
    if (c->less)
        FOLD_ALL(fold_group, c->less + g * FOLD_CELLS)
    else
        FOLD_ALL(fold_group, NULL)
}

void fold_whole(struct fold *f, const struct fold_cells *c, unsigned char *failed, bool avx2)
{
    if (avx2)
        fold_all_avx2(f, c, failed);
    else
        fold_all(f, c, failed);
}

void fold_tile(struct fold *f, const struct fold_cells *c, int count, unsigned char *failed)
{
    if (count == LANES) {
        fold_whole(f, c, failed, __builtin_cpu_supports("avx2"));
        return;
    }
    for (int g = 0; g < c->groups; g++)
        fold_each(&f[g], c->lanes + g * FOLD_CELLS, c->less ? c->less + g * FOLD_CELLS : NULL,
                  c->shift + g * FOLD_CELLS, count, failed);
}

/* --- what comes of it --- */

struct moments fold_moments(const struct fold *f, int k, double shift, uint64_t count)
{
    const double n = (double)(count - f->missing[k]);
    struct moments m = {.count = n, .smallest = f->low[k], .largest = f->high[k], .missing = f->missing[k]};

    if (f->low[k] == f->high[k]) { /* one and the same value: its distance from the shift was rounded */
        m.mean = f->low[k];
    } else if (n > 0.0) {
        const double mean = f->first[k] / n;
        m.mean = shift + mean;
        m.square = positive(f->second[k] - f->first[k] * mean);
    }
    return m;
}
