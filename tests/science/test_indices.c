/* Sensitivity indices against functions whose indices are known in closed form (docs/methods.md). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "draws.h"
#include "indices.h"

/* --- a net of 16 columns, this test's own: Joe and Kuo's first direction numbers, nested scrambling --- */

enum { COLUMNS = 16 };

static const struct {
    int degree;
    uint32_t middle, m[7];
} joe_kuo[COLUMNS] = {{0, 0, {0}},
                      {1, 0, {1}},
                      {2, 1, {1, 3}},
                      {3, 1, {1, 3, 1}},
                      {3, 2, {1, 1, 1}},
                      {4, 1, {1, 1, 3, 3}},
                      {4, 4, {1, 3, 5, 13}},
                      {5, 2, {1, 1, 5, 5, 17}},
                      {5, 4, {1, 1, 5, 5, 5}},
                      {5, 7, {1, 1, 7, 11, 19}},
                      {5, 11, {1, 1, 5, 1, 1}},
                      {5, 13, {1, 1, 1, 3, 11}},
                      {5, 14, {1, 3, 5, 5, 31}},
                      {6, 1, {1, 3, 3, 9, 7, 49}},
                      {6, 13, {1, 1, 1, 15, 21, 21}},
                      {6, 16, {1, 3, 1, 13, 27, 49}}};

static uint32_t direction(int column, int bit)
{
    const int degree = joe_kuo[column].degree;
    uint32_t v[32];

    if (column == 0)
        return 1u << (31 - bit);
    for (int i = 0; i <= bit; i++) {
        if (i < degree) {
            v[i] = joe_kuo[column].m[i] << (31 - i);
            continue;
        }
        v[i] = v[i - degree] ^ (v[i - degree] >> degree);
        for (int j = 1; j < degree; j++)
            v[i] ^= (joe_kuo[column].middle >> (degree - 1 - j)) & 1 ? v[i - j] : 0;
    }
    return v[bit];
}

static uint32_t net_bits(int column, uint32_t point)
{
    uint32_t x = 0;
    for (int bit = 0; point >> bit; bit++)
        x ^= (point >> bit) & 1 ? direction(column, bit) : 0;
    return x;
}

/* Owen's nested scrambling: every bit is flipped or not by a coin that depends on the bits before it. */
static double scrambled(uint32_t x, int column, uint64_t seed)
{
    uint32_t out = 0;
    for (int bit = 0; bit < 32; bit++) {
        const uint64_t before = bit ? x >> (32 - bit) : 0;
        const uint32_t coin =
            (uint32_t)(mix(mix(seed * 64 + (uint64_t)column) ^ mix(before * 32 + (uint64_t)bit)) >> 63);
        out |= (((x >> (31 - bit)) & 1u) ^ coin) << (31 - bit);
    }
    return ((double)out + 0.5) * 0x1p-32;
}

/* --- test functions on the unit cube --- */

typedef double function(const double *u, int k);

static double ishigami(const double *u, int k)
{
    const double pi = acos(-1.0), x = pi * (2.0 * u[0] - 1.0), y = pi * (2.0 * u[1] - 1.0), z = pi * (2.0 * u[2] - 1.0);
    (void)k;
    return sin(x) + 7.0 * sin(y) * sin(y) + 0.1 * z * z * z * z * sin(x);
}

static double ishigami_far(const double *u, int k) { return 1e6 + ishigami(u, k); }

static double g_function(const double *u, int k)
{
    static const double a[] = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
    double product = 1.0;
    for (int j = 0; j < k; j++)
        product *= (fabs(4.0 * u[j] - 2.0) + a[j]) / (1.0 + a[j]);
    return product;
}

static const double ishigami_s1[] = {0.3139051911, 0.4424111448, 0.0};
static const double ishigami_st[] = {0.5575888552, 0.4424111448, 0.2436836641};
static const double ishigami_variance = 13.8445879407, ishigami_s13 = 0.2436836641;

/* All runs of a Sobol' design in arrays. */
struct runs {
    double *fa, *fb, *fab, *fba;
};

static struct runs evaluate(function *f, int k, size_t n, uint64_t seed)
{
    struct runs r = {malloc(sizeof(double) * n), malloc(sizeof(double) * n), malloc(sizeof(double) * n * (size_t)k),
                     malloc(sizeof(double) * n * (size_t)k)};
    for (size_t i = 0; i < n; i++) {
        double a[COLUMNS], b[COLUMNS];
        for (int j = 0; j < k; j++) {
            a[j] = scrambled(net_bits(j, (uint32_t)i), j, seed);
            b[j] = scrambled(net_bits(k + j, (uint32_t)i), k + j, seed);
        }
        r.fa[i] = f(a, k);
        r.fb[i] = f(b, k);
        for (int j = 0; j < k; j++) {
            const double x = a[j], y = b[j];
            a[j] = y, b[j] = x;
            r.fab[(size_t)j * n + i] = f(a, k);
            r.fba[(size_t)j * n + i] = f(b, k);
            a[j] = x, b[j] = y;
        }
    }
    return r;
}

static void release(struct runs r) { free(r.fa), free(r.fb), free(r.fab), free(r.fba); }

/* --- Sobol' --- */

static void known_indices_of_ishigami(void **state)
{
    enum { N = 16384 };
    double s1[3], st[3], s2[9], variance;
    const struct runs r = evaluate(ishigami, 3, N, 1);
    (void)state;
    assert_int_equal(sobol_indices(r.fa, r.fb, r.fab, r.fba, N, 3, s1, st, s2, &variance), N);
    assert_true(fabs(variance - ishigami_variance) < 0.01);
    for (int j = 0; j < 3; j++) {
        assert_true(fabs(s1[j] - ishigami_s1[j]) < 0.002);
        assert_true(fabs(st[j] - ishigami_st[j]) < 0.002);
    }
    assert_true(fabs(s2[0 * 3 + 1]) < 0.005 && fabs(s2[1 * 3 + 2]) < 0.005);
    assert_true(fabs(s2[0 * 3 + 2] - ishigami_s13) < 0.005);
    release(r);
}

static void known_indices_of_the_g_function(void **state)
{
    enum { N = 16384 };
    static const double want1[] = {0.7161921689, 0.1790480422, 0.0236757742, 0.0071619217, 7.16192e-5};
    static const double want_t[] = {0.7871441267, 0.2421981928, 0.0343169102, 0.0104603871, 1.049491e-4};
    double s1[8], st[8], variance;
    const struct runs r = evaluate(g_function, 8, N, 2);
    (void)state;
    assert_int_equal(sobol_indices(r.fa, r.fb, r.fab, NULL, N, 8, s1, st, NULL, &variance), N);
    for (int j = 0; j < 8; j++) {
        assert_true(fabs(s1[j] - want1[j < 4 ? j : 4]) < 0.003);
        assert_true(fabs(st[j] - want_t[j < 4 ? j : 4]) < 0.003);
        assert_true(st[j] >= 0.0);
    }
    release(r);
}

static void errors_on_scrambled_nets_are_as_small_as_they_should_be(void **state)
{
    enum { N = 1024, SCRAMBLES = 128 };
    double square1 = 0.0, square_t = 0.0;
    (void)state;
    for (uint64_t seed = 0; seed < SCRAMBLES; seed++) {
        double s1[3], st[3], variance;
        const struct runs r = evaluate(ishigami, 3, N, seed + 100);
        sobol_indices(r.fa, r.fb, r.fab, NULL, N, 3, s1, st, NULL, &variance);
        for (int j = 0; j < 3; j++) {
            square1 += pow(s1[j] - ishigami_s1[j], 2.0) / (3.0 * SCRAMBLES);
            square_t += pow(st[j] - ishigami_st[j], 2.0) / (3.0 * SCRAMBLES);
        }
        release(r);
    }
    print_message("rmse of S1 %.4f, of ST %.4f\n", sqrt(square1), sqrt(square_t));
    assert_true(sqrt(square1) <= 0.009);
    assert_true(sqrt(square_t) <= 0.006);
}

static void intervals_cover_as_often_as_they_say(void **state)
{
    enum { N = 512, REPLICATES = 8, STUDIES = 100 };
    int inside = 0;
    (void)state;
    for (uint64_t study = 0; study < STUDIES; study++) {
        double estimates[6][REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            double index[6], variance;
            const struct runs runs = evaluate(ishigami, 3, N, 5000 + study * REPLICATES + (uint64_t)r);
            sobol_indices(runs.fa, runs.fb, runs.fab, NULL, N, 3, index, index + 3, NULL, &variance);
            for (int j = 0; j < 6; j++)
                estimates[j][r] = index[j];
            release(runs);
        }
        for (int j = 0; j < 6; j++) {
            const struct interval t = interval_of(estimates[j], REPLICATES);
            const double truth = j < 3 ? ishigami_s1[j] : ishigami_st[j - 3];
            inside += t.low <= truth && truth <= t.high;
        }
    }
    print_message("coverage %.3f\n", inside / (6.0 * STUDIES));
    assert_true(inside >= 0.90 * 6 * STUDIES && inside <= 0.99 * 6 * STUDIES);
}

/* Of 1 … 5: mean 3, standard error sqrt(2.5 / 5), t of 4 degrees 2.776. Of 40 alike: half-width by
 * t of 39 degrees, 2.0226909. */
static void intervals_by_hand(void **state)
{
    double x[40];
    (void)state;
    for (int i = 0; i < 40; i++)
        x[i] = i < 5 ? i + 1.0 : 0.0;
    struct interval t = interval_of(x, 5);
    assert_true(fabs(t.value - 3.0) < 1e-14);
    assert_true(fabs(t.high - 3.0 - 2.776445105 * sqrt(0.5)) < 1e-8);
    for (int i = 0; i < 40; i++)
        x[i] = i % 2; /* variance 10/39 */
    t = interval_of(x, 40);
    assert_true(fabs(0.5 * (t.high - t.low) - 2.02269092 * sqrt(10.0 / 39.0 / 40.0)) < 1e-7);
    assert_true(isnan(interval_of(x, 1).low));
}

static void an_offset_of_a_million_changes_nothing(void **state)
{
    enum { N = 1024 };
    double near[15], far[15], variance[2];
    const struct runs a = evaluate(ishigami, 3, N, 7), b = evaluate(ishigami_far, 3, N, 7);
    (void)state;
    memset(near, 0, sizeof near), memset(far, 0, sizeof far);
    sobol_indices(a.fa, a.fb, a.fab, a.fba, N, 3, near, near + 3, near + 6, &variance[0]);
    sobol_indices(b.fa, b.fb, b.fab, b.fba, N, 3, far, far + 3, far + 6, &variance[1]);
    for (int i = 0; i < 15; i++)
        assert_true(fabs(near[i] - far[i]) < 1e-6);
    assert_true(fabs(variance[0] - variance[1]) < 1e-6);
    release(a);
    release(b);
}

/* Against the textbook formula, written down a second time. */
static void rows_that_are_not_finite_are_left_out_whole(void **state)
{
    enum { N = 1000, K = 3 };
    struct runs r = evaluate(ishigami, K, N, 9);
    double s1[K], st[K], s2[K * K], variance, m = 0.0, v = 0.0, want1 = 0.0, want_t = 0.0, want2 = 0.0,
                                              want_third = 0.0;
    size_t used = 0;
    (void)state;
    r.fa[10] = NAN, r.fb[20] = INFINITY, r.fab[1 * N + 30] = -INFINITY, r.fba[2 * N + 40] = NAN;
    assert_int_equal(sobol_indices(r.fa, r.fb, r.fab, r.fba, N, K, s1, st, s2, &variance), N - 4);
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 0; i < N; i++) {
            if (i == 10 || i == 20 || i == 30 || i == 40)
                continue;
            const double a = r.fa[i], b = r.fb[i];
            used += pass == 0;
            m += pass == 0 ? (a + b) / 2.0 / (N - 4) : 0.0;
            v += pass == 1 ? ((a - m) * (a - m) + (b - m) * (b - m)) / 2.0 / (N - 4) : 0.0;
            if (pass < 2)
                continue;
            want1 += (b - m) * (r.fab[i] - a) / v / (N - 4);
            want_third += (b - m) * (r.fab[2 * N + i] - a) / v / (N - 4);
            want_t += (a - r.fab[i]) * (a - r.fab[i]) / 2.0 / v / (N - 4);
            want2 += ((r.fba[i] - m) * (r.fab[2 * N + i] - m) - (a - m) * (b - m)) / v / (N - 4);
        }
    }
    assert_int_equal(used, N - 4);
    assert_true(fabs(variance - v) < 1e-10);
    assert_true(fabs(s1[0] - want1) < 1e-12);
    assert_true(fabs(st[0] - want_t) < 1e-12);
    assert_true(fabs(s2[2] - (want2 - want1 - want_third)) < 1e-12);
    release(r);
}

static void a_constant_has_no_indices(void **state)
{
    double f[4 * 100], s1[2], st[2], variance;
    (void)state;
    for (int i = 0; i < 400; i++)
        f[i] = 0.1;
    assert_int_equal(sobol_indices(f, f, f, NULL, 100, 2, s1, st, NULL, &variance), 0);
    assert_true(variance == 0.0 && s1[0] == 0.0 && st[1] == 0.0);
}

/* Nineteen outputs at once: Ishigami scaled, shifted, some not finite, one constant. */
enum { OUTPUTS = 19, K = 3, RUNS = 2 * K + 2, N = 1024 };

static double output(int o, double f, size_t i, int run)
{
    if (o == 17)
        return 5.0;
    if (o == 18)
        return i % 100 == 7 && run == (int)(i / 100) % RUNS ? NAN : f;
    return (o + 1) * f + (o % 3 == 2 ? 1e6 : o);
}

static double *lay_out(const struct runs *r)
{
    double *rows = malloc(sizeof *rows * N * RUNS * OUTPUTS);
    for (size_t i = 0; i < N; i++) {
        for (int q = 0; q < RUNS; q++) {
            const double f = q == 0      ? r->fa[i]
                             : q == 1    ? r->fb[i]
                             : q < K + 2 ? r->fab[(size_t)(q - 2) * N + i]
                                         : r->fba[(size_t)(q - 2 - K) * N + i];
            for (int o = 0; o < OUTPUTS; o++)
                rows[(i * RUNS + (size_t)q) * OUTPUTS + (size_t)o] = output(o, f, i, q);
        }
    }
    return rows;
}

static void sums_give_the_indices_of_arrays(void **state)
{
    const struct runs r = evaluate(ishigami, K, N, 11);
    double *rows = lay_out(&r), shift[OUTPUTS], found[15], want[15], variance[2];
    struct sobol_sums *sums = sobol_sums_new(OUTPUTS, K, 1), *merged = sobol_sums_new(OUTPUTS, K, 1);
    (void)state;
    memset(found, 0, sizeof found), memset(want, 0, sizeof want);
    for (int o = 0; o < OUTPUTS; o++)
        shift[o] = output(o, 3.0, 0, 1);
    assert_int_equal(sobol_sums_add(sums, rows, N, shift), 0);
    for (size_t i = 0; i < N; i += 8) {
        struct sobol_sums *block = sobol_sums_new(OUTPUTS, K, 1);
        sobol_sums_start(block, shift);
        sobol_sums_add_part(block, rows + i * RUNS * OUTPUTS, 8, 8, OUTPUTS); /* two halves, out of order */
        sobol_sums_add_part(block, rows + i * RUNS * OUTPUTS, 8, 0, 8);
        assert_int_equal(sobol_sums_merge(merged, block), 0);
        sobol_sums_free(block);
    }
    for (int o = 0; o < OUTPUTS; o++) {
        struct runs one = {malloc(sizeof(double) * N), malloc(sizeof(double) * N), malloc(sizeof(double) * N * K),
                           malloc(sizeof(double) * N * K)};
        for (size_t i = 0; i < N; i++) {
            const double *row = rows + i * RUNS * OUTPUTS + o;
            one.fa[i] = row[0], one.fb[i] = row[OUTPUTS];
            for (size_t j = 0; j < K; j++) {
                one.fab[j * N + i] = row[(2 + j) * OUTPUTS];
                one.fba[j * N + i] = row[(2 + K + j) * OUTPUTS];
            }
        }
        sobol_indices(one.fa, one.fb, one.fab, one.fba, N, K, want, want + 3, want + 6, &variance[0]);
        sobol_sums_result(sums, o, found, found + 3, found + 6, &variance[1]);
        for (int i = 0; i < 15; i++)
            assert_true(fabs(found[i] - want[i]) < 1e-6);
        assert_true(fabs(variance[0] - variance[1]) <= 1e-6 * variance[0]);
        sobol_sums_result(merged, o, want, want + 3, want + 6, &variance[0]);
        assert_memory_equal(found, want, sizeof found);
        assert_true(variance[0] == variance[1]);
        release(one);
    }
    sobol_sums_free(sums);
    sobol_sums_free(merged);
    free(rows);
    release(r);
}

/* --- Morris --- */

/* f = sum of cj xj: every effect is cj, and ST = cj^2 / sum of squares as the variance of xj is 1/12. */
static void effects_of_a_linear_function(void **state)
{
    enum { R = 1024, INPUTS = 4 };
    static const double c[INPUTS] = {3.0, -2.0, 0.5, 0.0};
    double fa[R], fab[INPUTS * R], delta[INPUTS * R], mu_star[INPUTS], mu[INPUTS], sigma[INPUTS], st[INPUTS];
    (void)state;
    for (size_t i = 0; i < R; i++) {
        fa[i] = 10.0;
        for (int j = 0; j < INPUTS; j++)
            fa[i] += c[j] * scrambled(net_bits(j, (uint32_t)i), j, 3);
        for (int j = 0; j < INPUTS; j++) {
            delta[(size_t)j * R + i] =
                scrambled(net_bits(INPUTS + j, (uint32_t)i), INPUTS + j, 3) - scrambled(net_bits(j, (uint32_t)i), j, 3);
            fab[(size_t)j * R + i] = fa[i] + c[j] * delta[(size_t)j * R + i];
        }
    }
    fab[1 * R + 5] = NAN; /* one base point is lost whole */
    delta[2 * R + 6] = 0.0;
    morris_effects(fa, fab, delta, R, INPUTS, mu_star, mu, sigma, st);
    for (int j = 0; j < INPUTS; j++) {
        assert_true(fabs(mu[j] - c[j]) < 1e-9 && fabs(mu_star[j] - fabs(c[j])) < 1e-9 && fabs(sigma[j]) < 1e-8);
        assert_true(fabs(st[j] - c[j] * c[j] / 13.25) < 0.01);
    }
}

/* --- PRCC --- */

static double normal(uint64_t i)
{
    return sqrt(-2.0 * log(uniform(2 * i))) * cos(2.0 * acos(-1.0) * uniform(2 * i + 1));
}

/* y = x0 + x1 + noise, normal: the partial correlation of x0 given x1 is 1/sqrt(2); the rank version
 * of a normal pair is (6/pi) asin(rho/2) for plain correlations, applied here to each pair. */
static void partial_rank_correlations_of_normals(void **state)
{
    enum { ROWS = 20000, INPUTS = 4 };
    double *x = malloc(sizeof *x * ROWS * INPUTS), *y = malloc(sizeof *y * ROWS), value[INPUTS], p[INPUTS];
    const double pi = acos(-1.0), plain = 6.0 / pi * asin(0.5 / sqrt(3.0));
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < INPUTS; j++)
            x[j * ROWS + i] = j == 3 ? 4.0 : normal(i * 8 + j);
        y[i] = exp(x[i] + x[ROWS + i] + normal(i * 8 + 5)); /* ranks do not see the exponential */
    }
    y[17] = NAN;
    assert_int_equal(prcc(x, y, ROWS, INPUTS, value, p), 0);
    /* With x0, x1 independent: r = s / sqrt(1 - s^2) for both, s the plain rank correlation. */
    const double want = plain / sqrt(1.0 - plain * plain);
    assert_true(fabs(value[0] - want) < 0.01 && fabs(value[1] - want) < 0.01);
    assert_true(fabs(value[2]) < 0.025 && p[2] > 0.001 && p[0] < 1e-100);
    assert_true(value[3] == 0.0 && p[3] == 1.0);
    memcpy(x + 2 * ROWS, x, sizeof *x * ROWS); /* the same input twice */
    assert_int_equal(prcc(x, y, ROWS, INPUTS, value, p), 0);
    assert_true(isnan(value[0]) && isnan(p[0]));
    free(x);
    free(y);
}

/* Ranks 1 2 3 4 5 and 2 1 4 3 5: Spearman 1 - 6 * 4 / (5 * 24) = 0.8; t = 0.8 sqrt(3 / 0.36) = 2.3094,
 * of 3 degrees of freedom: p = 0.1041. */
static void one_rank_correlation_by_hand(void **state)
{
    const double x[] = {1.0, 2.0, 30.0, 40.0, 500.0}, y[] = {0.2, 0.1, 0.4, 0.3, 0.5};
    double value, p;
    (void)state;
    assert_int_equal(prcc(x, y, 5, 1, &value, &p), 0);
    assert_true(fabs(value - 0.8) < 1e-12);
    assert_true(fabs(p - 0.10409) < 1e-4);
}

/* --- PAWN --- */

/* y = x0: inside slice s of ten the distribution differs from the whole by max(s, 9 - s) / 10 at its
 * own ends; the median over slices is 0.7, the largest 0.9. A dummy has only the distance of samples:
 * about 0.83 sqrt(1/n_slice - 1/n) in the middle (Kolmogorov's distribution). */
static void distances_of_a_known_input_and_a_dummy(void **state)
{
    enum { ROWS = 10000, INPUTS = 3, SLICES = 10 };
    double *x = malloc(sizeof *x * ROWS * INPUTS), *y = malloc(sizeof *y * ROWS), median[INPUTS], most[INPUTS];
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        x[i] = y[i] = uniform(i);
        x[ROWS + i] = uniform(i + 1000000);
        x[2 * ROWS + i] = floor(3.0 * uniform(i)); /* three values, slices cannot cut them */
    }
    assert_int_equal(pawn(x, y, ROWS, INPUTS, SLICES, median, most), 0);
    assert_true(fabs(median[0] - 0.7) < 0.01 && fabs(most[0] - 0.9) < 0.01);
    const double null = 0.8276 * sqrt(1.0 / (ROWS / SLICES) - 1.0 / ROWS);
    assert_true(median[1] > 0.6 * null && median[1] < 1.5 * null && most[1] < 2.5 * null);
    assert_true(fabs(median[2] - 2.0 / 3.0) < 0.02 && fabs(most[2] - 2.0 / 3.0) < 0.02);
    free(x);
    free(y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_indices_of_ishigami),
        cmocka_unit_test(known_indices_of_the_g_function),
        cmocka_unit_test(errors_on_scrambled_nets_are_as_small_as_they_should_be),
        cmocka_unit_test(intervals_cover_as_often_as_they_say),
        cmocka_unit_test(intervals_by_hand),
        cmocka_unit_test(an_offset_of_a_million_changes_nothing),
        cmocka_unit_test(rows_that_are_not_finite_are_left_out_whole),
        cmocka_unit_test(a_constant_has_no_indices),
        cmocka_unit_test(sums_give_the_indices_of_arrays),
        cmocka_unit_test(effects_of_a_linear_function),
        cmocka_unit_test(partial_rank_correlations_of_normals),
        cmocka_unit_test(one_rank_correlation_by_hand),
        cmocka_unit_test(distances_of_a_known_input_and_a_dummy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
