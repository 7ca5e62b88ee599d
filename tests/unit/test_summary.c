/* Summaries: moments against long double, quantiles against sorting in unkind orders, merging, bytes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag.h"
#include "draws.h"
#include "fold.h"
#include "summary.h"

enum { MANY = 1000000 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct summary *make(int series, size_t exact)
{
    const struct summary_options o = {series, 1, exact};
    struct summary *s = summary_new(&o);
    assert_non_null(s);
    return s;
}

/* One series' values as tiles hold them, eight by eight. */
static struct moments fold(const double *x, int n, double shift)
{
    const double *lanes[FOLD_CELLS], shifts[FOLD_CELLS] = {shift, shift, shift, shift};
    const struct fold_cells cells = {1, lanes, NULL, shifts};
    struct fold f;

    fold_clear(&f, 1);
    for (int i = 0; i < n; i += 8) {
        for (int k = 0; k < FOLD_CELLS; k++)
            lanes[k] = x + i;
        fold_tile(&f, &cells, n - i < 8 ? n - i : 8, NULL);
    }
    return fold_moments(&f, 0, shift, (uint64_t)n);
}

static void feed_about(struct summary *s, int series, const double *x, uint64_t first, size_t n, double shift)
{
    for (size_t i = 0; i < n; i += SUMMARY_BLOCK) {
        const int count = n - i < SUMMARY_BLOCK ? (int)(n - i) : SUMMARY_BLOCK;
        const struct moments m = fold(x + i, count, shift);
        summary_add(s, series, &m);
        assert_int_equal(summary_feed(s, series, x + i, first + i, count), 0);
    }
}

/* Distances are measured from an ordinary value of the series, as the plan's own is. */
static void feed(struct summary *s, int series, const double *x, uint64_t first, size_t n)
{
    feed_about(s, series, x, first, n, isfinite(x[n / 2]) ? x[n / 2] : 0.0);
}

/* --- moments --- */

/* Neumaier's compensated sum: as exact as 80-bit arithmetic, which valgrind does not have. */
struct exact_sum {
    double sum, rest;
};

static void sum_up(struct exact_sum *e, double x)
{
    const volatile double t = e->sum + x;
    e->rest += fabs(e->sum) >= fabs(x) ? (e->sum - t) + x : (x - t) + e->sum;
    e->sum = t;
}

static void assert_moments(const struct summary *s, int series, const double *x, size_t n)
{
    struct exact_sum sum = {0}, square = {0}, off = {0};
    double low = HUGE_VAL, high = -HUGE_VAL;
    uint64_t finite = 0;

    for (size_t i = 0; i < n; i++) {
        if (isfinite(x[i])) {
            sum_up(&sum, x[i]), finite++;
            low = x[i] < low ? x[i] : low;
            high = x[i] > high ? x[i] : high;
        }
    }
    const double mean = (sum.sum + sum.rest) / (double)finite;
    for (size_t i = 0; i < n; i++) {
        if (isfinite(x[i])) {
            sum_up(&square, (x[i] - mean) * (x[i] - mean));
            sum_up(&off, x[i] - mean); /* what the mean's own rounding leaves */
        }
    }
    const double left = off.sum + off.rest;
    const double variance = (square.sum + square.rest - left * left / (double)finite) / (double)(finite - 1);
    assert_int_equal(summary_count(s, series), finite);
    assert_int_equal(summary_missing(s, series), n - finite);
    assert_true(fabs(summary_mean(s, series) - mean) <= 1e-14 * (fabs(mean) + sqrt(variance)));
    assert_true(fabs(summary_variance(s, series) - variance) <= 1e-12 * variance + 1e-16 * fabs(mean) * sqrt(variance));
    assert_true(summary_min(s, series) == low && summary_max(s, series) == high);
}

static void moments_agree_with_two_exact_passes(void **state)
{
    static const size_t sizes[] = {2, 7, 8, 255, 256, 257, 1000, 65536, 100003};
    double *x = malloc(sizeof *x * 100003);
    (void)state;
    for (size_t c = 0; c < sizeof sizes / sizeof *sizes; c++) {
        for (int kind = 0; kind < 6; kind++) {
            struct summary *s = make(1, 0);
            for (size_t i = 0; i < sizes[c]; i++) {
                const double u = uniform(i);
                const double kinds[] = {
                    u, 1e6 + u, i == 0 ? 1e9 : u, pow(10.0, 40.0 * u - 20.0), 1e9 * (double)(i % 2) + u, (double)i};
                x[i] = kinds[kind];
                if (kind == 5 && i > 10 && i % 97 == 0)
                    x[i] = i % 2 ? NAN : i % 4 ? INFINITY : -INFINITY;
            }
            feed(s, 0, x, 0, sizes[c]);
            assert_moments(s, 0, x, sizes[c]);
            summary_free(s);
        }
    }
    free(x);
}

/* A plan's value a thousand deviations from the mean costs six digits of the variance, and none where
 * every replicate is the same. */
static void a_plan_far_from_the_mean_costs_few_digits(void **state)
{
    enum { N = 4096 };
    double x[N], same[N];
    (void)state;
    for (int i = 0; i < N; i++) {
        x[i] = 1e5 + (i % 2 ? 1.0 : -1.0);
        same[i] = 0.1 + 0.2;
    }
    struct summary *s = make(2, 0);
    feed_about(s, 0, x, 0, N, 1e5 + 1000.0 / 3.0);
    feed_about(s, 1, same, 0, N, 1.0 / 3.0);
    assert_true(fabs(summary_mean(s, 0) - 1e5) < 1e-9);
    assert_true(fabs(summary_variance(s, 0) - (double)N / (N - 1)) < 1e-9);
    assert_true(summary_mean(s, 1) == same[0] && summary_variance(s, 1) == 0.0);
    summary_free(s);
}

/* By hand: 1, 2, 3, 4 have mean 2.5 and variance 5/3; type 7 quantile 25 % is 1.75. */
static void four_values_by_hand(void **state)
{
    const double x[] = {4.0, INFINITY, 1.0, 3.0, NAN, 2.0};
    struct summary *s = make(2, 1 << 20);
    (void)state;
    feed(s, 0, x, 0, 6);
    assert_int_equal(summary_count(s, 0), 4);
    assert_int_equal(summary_missing(s, 0), 2);
    assert_true(fabs(summary_mean(s, 0) - 2.5) < 1e-15);
    assert_true(fabs(summary_variance(s, 0) - 5.0 / 3.0) < 1e-15);
    assert_true(summary_quantile(s, 0, 0.25) == 1.75);
    assert_true(summary_quantile(s, 0, 0.5) == 2.5);
    assert_true(summary_quantile(s, 0, 0.0) == 1.0 && summary_quantile(s, 0, 1.0) == 4.0);
    assert_true(summary_rank_error(s) == 0.0);
    assert_true(isnan(summary_mean(s, 1)) && isnan(summary_variance(s, 1)));
    assert_true(isnan(summary_min(s, 1)) && isnan(summary_quantile(s, 1, 0.5)));
    assert_int_equal(summary_count(s, 1), 0);
    summary_free(s);
}

/* --- quantiles --- */

enum order {
    RANDOM,
    SORTED,
    REVERSED,
    CONSTANT,
    TIES,
    CLUSTERS,
    ZOOM,
    SPREADING,
    CLOSING,
    HEAVY,
    STRIDE,
    HALF_ZERO,
    ORDERS
};

static double ordered(enum order o, size_t i, size_t n)
{
    const double u = uniform(i), v = uniform(i + 77 * n);

    switch (o) {
    case SORTED:
        return (double)i;
    case REVERSED:
        return -(double)i;
    case CONSTANT:
        return 3.5;
    case TIES:
        return floor(10.0 * u * v);
    case CLUSTERS:
        return (i & 1) ? u : 10.0 + u;
    case ZOOM:
        return i < n / 2 ? u : 0.5 + 1e-4 * u; /* after the ranks have settled, all in one gap */
    case SPREADING:
        return (i & 1) ? (double)i : -(double)i;
    case CLOSING:
        return ((i & 1) ? 1.0 : -1.0) / (1.0 + (double)i);
    case HEAVY:
        return u / (v * v * v);
    case STRIDE:
        return (double)(i * 7919 % n);
    case HALF_ZERO:
        return u < 0.5 ? 0.0 : v;
    case RANDOM:
    default:
        return u + v + uniform(i + 999 * n);
    }
}

static const double probabilities[] = {0.0005, 0.01, 0.05, 0.10, 0.25, 0.3333, 0.50, 0.75, 0.90, 0.95, 0.99, 1.0};
enum { PROBABILITIES = sizeof probabilities / sizeof *probabilities };

/* How far the wanted rank is from the ranks that q has, or would have, among the sorted values. `near`
 * widens q by the resolution of the sketch. */
static double rank_error(const double *sorted, size_t n, double p, double q, double near)
{
    const double wanted = 1.0 + (double)(n - 1) * p;
    size_t below = 0, upto = 0;

    for (size_t low = 0, high = n; low < high;) {
        const size_t middle = (low + high) / 2;
        if (sorted[middle] < q - near)
            low = middle + 1;
        else
            high = middle;
        below = low;
    }
    for (size_t low = below, high = n; low < high;) {
        const size_t middle = (low + high) / 2;
        if (sorted[middle] <= q + near)
            low = middle + 1;
        else
            high = middle;
        upto = low;
    }
    const double first = (double)below + 1.0, last = (double)upto;
    return (wanted < first ? first - wanted : wanted > last ? wanted - last : 0.0) / (double)n;
}

static void sketched_quantiles_keep_their_rank_error_in_any_order(void **state)
{
    double *x = malloc(sizeof *x * MANY);
    (void)state;
    for (int o = 0; o < ORDERS; o++) {
        struct summary *s = make(1, 0);
        for (size_t i = 0; i < MANY; i++)
            x[i] = ordered((enum order)o, i, MANY);
        feed(s, 0, x, 0, MANY);
        assert_true(summary_rank_error(s) <= 0.001);
        qsort(x, MANY, sizeof *x, by_value);
        for (int p = 0; p < PROBABILITIES; p++) {
            const double q = summary_quantile(s, 0, probabilities[p]);
            const double error = rank_error(x, MANY, probabilities[p], q, 1.2e-7 * (x[MANY - 1] - x[0]));
            if (!(error <= summary_rank_error(s)))
                fail_msg("order %d, p %g: %g with rank error %g", o, probabilities[p], q, error);
        }
        summary_free(s);
    }
    free(x);
}

/* Resolution plays no part where it is far finer than the data: rank errors as they are. */
static void plain_rank_errors_are_within_the_bound_too(void **state)
{
    static const enum order orders[] = {RANDOM, SORTED, TIES, CLUSTERS, STRIDE, HALF_ZERO};
    static const double offsets[] = {0.0, 1e6};
    double *x = malloc(sizeof *x * MANY);
    (void)state;
    for (size_t o = 0; o < sizeof orders / sizeof *orders; o++) {
        for (int f = 0; f < 2; f++) {
            struct summary *s = make(1, 0);
            for (size_t i = 0; i < MANY; i++)
                x[i] = offsets[f] + ordered(orders[o], i, MANY);
            feed(s, 0, x, 0, MANY);
            qsort(x, MANY, sizeof *x, by_value);
            for (int p = 0; p < PROBABILITIES; p++)
                assert_true(rank_error(x, MANY, probabilities[p], summary_quantile(s, 0, probabilities[p]), 1e-6) <=
                            0.001);
            summary_free(s);
        }
    }
    free(x);
}

static void a_sketch_is_small_and_smaller_where_it_can_be(void **state)
{
    double *x = malloc(sizeof *x * MANY);
    (void)state;
    struct summary *s = make(400, 0);
    for (int k = 0; k < 400; k++) {
        for (size_t i = 0; i < MANY / 20; i++)
            x[i] = k < 200 ? uniform(i + (uint64_t)k * MANY) : 1.0;
        feed(s, k, x, 0, MANY / 20);
    }
    assert_true(summary_memory(s) < 200u * 10000u + 200u * 1000u);
    summary_free(s);
    free(x);
}

static void kept_values_give_the_quantiles_of_sorting(void **state)
{
    static const size_t sizes[] = {1, 2, 3, 100, 512, 513, 5000, 100000};
    double *x = malloc(sizeof *x * 100000), *sorted = malloc(sizeof *x * 100000);
    (void)state;
    for (size_t c = 0; c < sizeof sizes / sizeof *sizes; c++) {
        for (int o = 0; o < ORDERS; o++) {
            const size_t n = sizes[c];
            struct summary *s = make(1, n * sizeof(double));
            for (size_t i = 0; i < n; i++)
                x[i] = ordered((enum order)o, i, n) * (o == HEAVY ? 1e290 : 1.0);
            for (size_t i = 0; i < n; i++)
                x[i] = isfinite(x[i]) ? x[i] : 1.0;
            feed(s, 0, x, 0, n);
            memcpy(sorted, x, sizeof *x * n);
            qsort(sorted, n, sizeof *x, by_value);
            assert_true(summary_rank_error(s) == 0.0);
            for (int p = 0; p < PROBABILITIES; p++) {
                const double h = (double)(n - 1) * probabilities[p], part = h - floor(h);
                const size_t at = (size_t)h, next = at + 1 < n ? at + 1 : at;
                const double want = part > 0.0 ? sorted[at] + part * (sorted[next] - sorted[at]) : sorted[at];
                assert_true(summary_quantile(s, 0, probabilities[p]) == want);
            }
            summary_free(s);
        }
    }
    free(x);
    free(sorted);
}

/* --- merging and bytes --- */

static void answers(const struct summary *s, int k, double *x)
{
    x[0] = summary_mean(s, k), x[1] = summary_variance(s, k), x[2] = summary_min(s, k), x[3] = summary_max(s, k);
    x[4] = summary_quantile(s, k, 0.5), x[5] = summary_quantile(s, k, 0.05), x[6] = summary_quantile(s, k, 0.123);
}

/* `digits`: how much the moments may differ; the rest has the same bits. */
static void assert_like(const struct summary *a, const struct summary *b, int series, double digits)
{
    for (int k = 0; k < series; k++) {
        assert_int_equal(summary_count(a, k), summary_count(b, k));
        assert_int_equal(summary_missing(a, k), summary_missing(b, k));
        double x[7], y[7];
        answers(a, k, x);
        answers(b, k, y);
        for (int i = 0; i < 2; i++)
            assert_true(fabs(x[i] - y[i]) <= digits * fabs(x[i]));
        assert_memory_equal(x + 2, y + 2, sizeof x - 2 * sizeof *x);
    }
}

static void assert_same(const struct summary *a, const struct summary *b, int series)
{
    assert_like(a, b, series, 0.0);
}

static void feed_series(struct summary *s, int series, uint64_t first, size_t n)
{
    double *x = malloc(sizeof *x * n);
    for (int k = 0; k < series; k++) {
        for (size_t i = 0; i < n; i++)
            x[i] = (first + i) % 1009 == 5 ? NAN : k + ordered(k % 2 ? RANDOM : TIES, first + i, MANY);
        feed_about(s, k, x, first, n, k);
    }
    free(x);
}

static void merging_is_one_pass(void **state)
{
    static const size_t exact[] = {1u << 30, 3 * 8 * 2000, 0};
    static const size_t cuts[] = {256, 1024, 5120, 5376, 20000};
    (void)state;
    for (size_t e = 0; e < 3; e++) {
        struct summary *one = make(3, exact[e]), *merged = make(3, exact[e]);
        feed_series(one, 3, 0, 20000);
        for (size_t c = 0, from = 0; c < 5; from = cuts[c++]) {
            struct summary *later = make(3, 1u << 30); /* a part keeps its values */
            feed_series(later, 3, from, cuts[c] - from);
            assert_int_equal(summary_merge(merged, later), 0);
            summary_free(later);
        }
        assert_like(one, merged, 3, 1e-12);
        summary_free(one);
        summary_free(merged);
    }
}

static void cuts_at_whole_blocks_change_nothing(void **state)
{
    double *x = malloc(sizeof *x * 20000);
    (void)state;
    for (size_t i = 0; i < 20000; i++)
        x[i] = ordered(RANDOM, i, MANY);
    struct summary *a = make(1, 0), *b = make(1, 0);
    feed_about(a, 0, x, 0, 20000, x[0]);
    feed_about(b, 0, x, 0, 512, x[0]);
    feed_about(b, 0, x + 512, 512, 20000 - 512, x[0]);
    assert_same(a, b, 1);
    summary_reset(b);
    assert_int_equal(summary_count(b, 0), 0);
    feed_about(b, 0, x, 0, 20000, x[0]);
    assert_same(a, b, 1);
    summary_reset(b);
    for (int i = 0; i < 20000; i += SUMMARY_BLOCK) {
        const int n = 20000 - i < SUMMARY_BLOCK ? 20000 - i : SUMMARY_BLOCK;
        const struct moments m = fold(x + i, n, x[0]);
        summary_add(b, 0, &m);
    }
    assert_int_equal(summary_feed(b, 0, x, 0, 20000), 0); /* cut in any case */
    assert_same(a, b, 1);
    summary_free(a);
    summary_free(b);
    free(x);
}

/* Sketches of several machines: the uncertainties add up, and the sum is what is stated; the quantiles
 * of unordered parts are within 0.001 all the same. */
static void merged_sketches_state_their_rank_error(void **state)
{
    enum { PARTS = 8, EACH = MANY / PARTS };
    double *x = malloc(sizeof *x * MANY);
    (void)state;
    for (int o = 0; o < ORDERS; o++) {
        struct summary *all = make(1, 0);
        for (size_t i = 0; i < MANY; i++)
            x[i] = ordered((enum order)o, i, MANY);
        for (size_t p = 0; p < PARTS; p++) {
            struct summary *part = make(1, 0);
            feed(part, 0, x + p * EACH, p * EACH, EACH);
            assert_int_equal(summary_merge(all, part), 0);
            summary_free(part);
        }
        assert_moments(all, 0, x, MANY);
        assert_true(summary_rank_error(all) <= 0.0025);
        qsort(x, MANY, sizeof *x, by_value);
        for (int p = 0; p < PROBABILITIES; p++) {
            const double q = summary_quantile(all, 0, probabilities[p]);
            const double error = rank_error(x, MANY, probabilities[p], q, 2.4e-7 * (x[MANY - 1] - x[0]));
            assert_true(error <= summary_rank_error(all) && (o != RANDOM || error <= 0.001));
        }
        summary_free(all);
    }
    free(x);
}

static void a_saved_summary_goes_on_as_if_nothing_had_been(void **state)
{
    static const size_t exact[] = {1u << 30, 3 * 8 * 2000, 0};
    (void)state;
    for (size_t e = 0; e < 3; e++) {
        struct summary *one = make(3, exact[e]), *half = make(3, exact[e]), *resumed = make(3, exact[e]);
        feed_series(one, 3, 0, 10240);
        feed_series(half, 3, 0, 5120);
        const size_t size = summary_save(half, NULL);
        unsigned char *bytes = malloc(size);
        assert_int_equal(summary_save(half, bytes), size);
        assert_int_equal(summary_load(resumed, bytes, size), 0);
        assert_same(half, resumed, 3);
        feed_series(resumed, 3, 5120, 5120);
        assert_same(one, resumed, 3);
        for (size_t cut = 0; cut < size; cut += cut < 600 ? 1 : 1009)
            assert_int_equal(summary_load(resumed, bytes, cut), VS_STORE);
        bytes[0] ^= 1;
        assert_int_equal(summary_load(resumed, bytes, size), VS_STORE);
        struct summary *other = make(2, exact[e]);
        bytes[0] ^= 1;
        assert_int_equal(summary_load(other, bytes, size), VS_STORE);
        assert_int_equal(summary_merge(other, one), VS_USAGE);
        free(bytes);
        summary_free(other);
        summary_free(one);
        summary_free(half);
        summary_free(resumed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_values_by_hand),
        cmocka_unit_test(moments_agree_with_two_exact_passes),
        cmocka_unit_test(a_plan_far_from_the_mean_costs_few_digits),
        cmocka_unit_test(kept_values_give_the_quantiles_of_sorting),
        cmocka_unit_test(sketched_quantiles_keep_their_rank_error_in_any_order),
        cmocka_unit_test(plain_rank_errors_are_within_the_bound_too),
        cmocka_unit_test(a_sketch_is_small_and_smaller_where_it_can_be),
        cmocka_unit_test(merging_is_one_pass),
        cmocka_unit_test(cuts_at_whole_blocks_change_nothing),
        cmocka_unit_test(merged_sketches_state_their_rank_error),
        cmocka_unit_test(a_saved_summary_goes_on_as_if_nothing_had_been),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
