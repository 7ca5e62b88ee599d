/* Distributions and correlations as they are drawn: moments, exact distribution functions, ranks. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "support.h"

#include "design.h"
#include "marginal.h"

enum { BLOCK = DESIGN_BLOCK };

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* --- distributions --- */

static const struct uncertain cases[] = {
    {.id = "uniform", .distribution = DIST_UNIFORM, .low = -1, .high = 3},
    {.id = "triangular", .distribution = DIST_TRIANGULAR, .low = 1, .mode = 1.3, .high = 3},
    {.id = "triangular, mode low", .distribution = DIST_TRIANGULAR, .low = 1, .mode = 1, .high = 3},
    {.id = "triangular, mode high", .distribution = DIST_TRIANGULAR, .low = 1, .mode = 3, .high = 3},
    {.id = "PERT", .distribution = DIST_PERT, .low = 0.01, .mode = 0.03, .high = 0.06},
    {.id = "PERT, mode low", .distribution = DIST_PERT, .low = 2, .mode = 2, .high = 7},
    {.id = "PERT, mode high", .distribution = DIST_PERT, .low = 2, .mode = 7, .high = 7},
    {.id = "normal", .distribution = DIST_NORMAL, .mean = 5, .sd = 2, .low = -INFINITY, .high = INFINITY},
    {.id = "normal, both ends", .distribution = DIST_NORMAL, .mean = 5, .sd = 2, .low = 3, .high = 6},
    {.id = "normal, above", .distribution = DIST_NORMAL, .mean = 5, .sd = 2, .low = 4, .high = INFINITY},
    {.id = "normal, far tail", .distribution = DIST_NORMAL, .mean = 0, .sd = 1, .low = 6, .high = 9},
    {.id = "normal, wide", .distribution = DIST_NORMAL, .mean = 0, .sd = 1, .low = -5, .high = 6},
    {.id = "lognormal", .distribution = DIST_LOGNORMAL, .mean = 2, .sd = 1, .low = -INFINITY, .high = INFINITY},
    {.id = "lognormal, both ends", .distribution = DIST_LOGNORMAL, .mean = 2, .sd = 1, .low = 0.5, .high = 5},
};
enum { CASES = sizeof cases / sizeof *cases };

/* The distribution function, from textbook formulas and GSL's forward functions only. */
static double cdf_of(const struct uncertain *u, double x)
{
    const double width = u->high - u->low, share = (u->mode - u->low) / width;

    if (u->distribution == DIST_UNIFORM)
        return (x - u->low) / width;
    if (u->distribution == DIST_TRIANGULAR)
        return x <= u->mode && u->mode > u->low ? (x - u->low) * (x - u->low) / width / (u->mode - u->low)
                                                : 1 - (u->high - x) * (u->high - x) / width / (u->high - u->mode);
    if (u->distribution == DIST_PERT)
        return gsl_cdf_beta_P((x - u->low) / width, 1 + 4 * share, 5 - 4 * share);
    double sd = u->sd, mean = u->mean, low = u->low, high = u->high;
    if (u->distribution == DIST_LOGNORMAL) {
        sd = sqrt(log(1 + u->sd * u->sd / (u->mean * u->mean)));
        mean = log(u->mean) - sd * sd / 2;
        low = low > 0 ? log(low) : -INFINITY;
        high = log(high);
        x = log(x);
    }
    /* from above: the far tail keeps its digits */
    return (gsl_cdf_gaussian_Q(low - mean, sd) - gsl_cdf_gaussian_Q(x - mean, sd)) /
           (gsl_cdf_gaussian_Q(low - mean, sd) - gsl_cdf_gaussian_Q(high - mean, sd));
}

/* By the net property the empirical distribution of 2^12 values differs from the true one by at
 * most 2^-12, whatever the distribution; random values by the Kolmogorov-Smirnov limit. */
static void test_distributions(void **state)
{
    enum { N = 4096 };
    static double x[CASES * BLOCK], values[CASES][N];
    struct diags d = {0};

    (void)state;
    for (int s = SAMPLER_RANDOM; s <= SAMPLER_SOBOL; s++) {
        const double limit = s == SAMPLER_RANDOM ? 1.95 / sqrt(N) : 1.0 / N + 1e-9; /* 1 in 1000 */
        struct design g;
        assert_int_equal(design_init(&g, (enum sampler)s, 21, N, cases, CASES, NULL, 0, &d), 0);
        for (uint64_t first = 0; first < N; first += BLOCK) {
            design_block(&g, first, x);
            for (int c = 0; c < CASES; c++)
                memcpy(values[c] + first, x + c * BLOCK, sizeof *x * BLOCK);
        }
        for (int c = 0; c < CASES; c++) {
            double distance = 0;
            qsort(values[c], N, sizeof **values, by_value);
            assert_true(values[c][0] >= cases[c].low && values[c][N - 1] <= cases[c].high);
            for (int i = 0; i < N; i++) {
                double p = cdf_of(&cases[c], values[c][i]);
                distance = fmax(distance, fmax((i + 1.0) / N - p, p - (double)i / N));
            }
            if (distance > limit) {
                print_error("%s: distance %g above %g\n", cases[c].id, distance, limit);
                fail();
            }
        }
        design_free(&g);
    }
}

static void expected_moments(const struct uncertain *u, double *mean, double *variance)
{
    const double l = u->low, m = u->mode, h = u->high;

    *mean = u->mean;
    *variance = u->sd * u->sd;
    if (u->distribution == DIST_UNIFORM) {
        *mean = (l + h) / 2;
        *variance = (h - l) * (h - l) / 12;
    } else if (u->distribution == DIST_TRIANGULAR) {
        *mean = (l + m + h) / 3;
        *variance = (l * l + m * m + h * h - l * m - l * h - m * h) / 18;
    } else if (u->distribution == DIST_PERT) {
        *mean = (l + 4 * m + h) / 6;
        *variance = (*mean - l) * (h - *mean) / 7;
    } else if (u->distribution == DIST_NORMAL && (isfinite(l) || isfinite(h))) {
        const double a = (l - u->mean) / u->sd, b = (h - u->mean) / u->sd,
                     z = gsl_cdf_ugaussian_Q(a) - gsl_cdf_ugaussian_Q(b);
        const double pa = gsl_ran_ugaussian_pdf(a) / z, pb = gsl_ran_ugaussian_pdf(b) / z;
        *mean = u->mean + u->sd * (pa - pb);
        *variance =
            u->sd * u->sd * (1 + (isfinite(a) ? a * pa : 0) - (isfinite(b) ? b * pb : 0) - (pa - pb) * (pa - pb));
    }
}

/* Means and variances of 2^16 scrambled net values. */
static void test_moments(void **state)
{
    enum { N = 65536 };
    static double x[CASES * BLOCK];
    double sum[CASES] = {0}, squares[CASES] = {0}, mean, variance;
    struct design g;
    struct diags d = {0};

    (void)state;
    assert_int_equal(design_init(&g, SAMPLER_SOBOL, 4, N, cases, CASES, NULL, 0, &d), 0);
    for (uint64_t first = 0; first < N; first += BLOCK) {
        design_block(&g, first, x);
        for (int c = 0; c < CASES; c++) {
            expected_moments(&cases[c], &mean, &variance);
            for (int i = 0; i < BLOCK; i++) {
                sum[c] += x[c * BLOCK + i] - mean;
                squares[c] += (x[c * BLOCK + i] - mean) * (x[c * BLOCK + i] - mean);
            }
        }
    }
    for (int c = 0; c < CASES - 1; c++) { /* the truncated lognormal has no simple moments */
        expected_moments(&cases[c], &mean, &variance);
        near_at(sum[c] / N / sqrt(variance), 0.0, 2e-4, cases[c].id, __FILE__, __LINE__);
        near_at(squares[c] / N / variance, 1.0, 1e-3, cases[c].id, __FILE__, __LINE__);
    }
    design_free(&g);
}

/* The table against the exact inverse between its knots, and the exact inverse against the
 * distribution function; monotone and inside the limits far beyond the table's ends. */
static void test_marginal_tables(void **state)
{
    (void)state;
    for (int c = 0; c < CASES; c++) {
        struct arena a = {0};
        struct diags d = {0};
        struct marginal *m;
        assert_int_equal(marginal_new(&m, &a, &cases[c], &d), 0);
        double range = marginal_exact(m, 6.4) - marginal_exact(m, -6.4), before = -INFINITY;
        for (double z = -6.4; z < 6.4; z += 0.00371) {
            const double x = marginal_value(m, z), y = marginal_exact(m, z);
            near_at(x / range, y / range, 1e-9, cases[c].id, __FILE__, __LINE__);
            near_at(cdf_of(&cases[c], y), gsl_cdf_ugaussian_P(z), 1e-10, cases[c].id, __FILE__, __LINE__);
            assert_true(x >= before && x >= cases[c].low && x <= cases[c].high);
            before = x;
        }
        for (double z = -40; z <= 40; z += 5) {
            const double x = marginal_value(m, z);
            assert_true(isfinite(x) && x >= cases[c].low && x <= cases[c].high);
        }
        arena_free(&a);
    }
}

/* Weights 1:5:2:0 of values in any order, also through a correlation. */
static void test_discrete(void **state)
{
    enum { N = 8192 };
    static double values[] = {30, 10, 20, 99}, weights[] = {1, 5, 2, 0};
    const struct uncertain u = {
        .id = "steps", .distribution = DIST_DISCRETE, .values = values, .weights = weights, .count = 4};
    const struct uncertain inputs[2] = {
        u, {.id = "other", .distribution = DIST_NORMAL, .mean = 0, .sd = 1, .low = -INFINITY, .high = INFINITY}};
    const struct correlation pair = {0, 1, 0.6};

    (void)state;
    for (int linked = 0; linked < 2; linked++) {
        struct design g;
        struct diags d = {0};
        int counts[4] = {0};
        double x[2 * BLOCK];
        assert_int_equal(design_init(&g, SAMPLER_SOBOL, 8, N, inputs, 2, &pair, linked, &d), 0);
        for (uint64_t first = 0; first < N; first += BLOCK) {
            design_block(&g, first, x);
            for (int i = 0; i < BLOCK; i++) {
                assert_true(x[i] == 10 || x[i] == 20 || x[i] == 30);
                counts[(int)(x[i] / 10)]++;
            }
        }
        assert_int_equal(counts[1], N * 5 / 8);
        assert_int_equal(counts[2], N * 2 / 8);
        assert_int_equal(counts[3], N / 8);
        assert_equal(design_quantile(&g, 0, 0.6), 10);
        assert_equal(design_quantile(&g, 0, 0.7), 20);
        assert_equal(design_quantile(&g, 0, 0.9), 30);
        design_free(&g);
    }
}

/* --- correlation --- */

/* Spearman's rank correlation of uniform inputs is their ordinary one: mean of 12 (u-1/2)(v-1/2). */
static void test_rank_correlation(void **state)
{
    enum { N = 65536, K = 5 };
    static double x[K * BLOCK];
    static const struct correlation pairs[] = {{0, 3, 0.7}, {4, 3, -0.3}, {0, 4, -0.2}, {1, 4, 0.25}};
    struct uncertain inputs[K];
    double sum[K][K] = {{0}}, expected[K][K] = {{0}};
    struct design g;
    struct diags d = {0};

    (void)state;
    for (int i = 0; i < K; i++)
        inputs[i] = (struct uncertain){.id = "some", .distribution = DIST_UNIFORM, .low = 0, .high = 1};
    for (int i = 0; i < 4; i++)
        expected[pairs[i].a][pairs[i].b] = expected[pairs[i].b][pairs[i].a] = pairs[i].rank;
    assert_int_equal(design_init(&g, SAMPLER_SOBOL, 2, N, inputs, K, pairs, 4, &d), 0);
    for (uint64_t first = 0; first < N; first += BLOCK) {
        design_block(&g, first, x);
        for (int i = 0; i < K; i++) {
            for (int j = 0; j < K; j++) {
                for (int l = 0; l < BLOCK; l++)
                    sum[i][j] += 12 * (x[i * BLOCK + l] - 0.5) * (x[j * BLOCK + l] - 0.5);
            }
        }
    }
    for (int i = 0; i < K; i++) {
        for (int j = 0; j < K; j++)
            near_at(sum[i][j] / N, i == j ? 1.0 : expected[i][j], 1e-3, "rank correlation", __FILE__, __LINE__);
    }
    design_free(&g);
}

/* Several blocks at once are the blocks one by one, correlated inputs among them. */
static void test_blocks(void **state)
{
    enum { BLOCKS = 3, STRIDE = BLOCKS * BLOCK };
    const struct correlation pair = {0, 2, 0.6};
    static double x[CASES * STRIDE], one[CASES * BLOCK];
    struct design g;
    struct diags d = {0};

    (void)state;
    assert_int_equal(design_init(&g, SAMPLER_SOBOL, 3, 1024, cases, CASES, &pair, 1, &d), 0);
    design_blocks(&g, BLOCK, BLOCKS, x, STRIDE);
    for (int b = 0; b < BLOCKS; b++) {
        design_block(&g, (uint64_t)(b + 1) * BLOCK, one);
        for (int i = 0; i < (int)CASES; i++)
            assert_memory_equal(x + i * STRIDE + b * BLOCK, one + i * BLOCK, sizeof(double) * BLOCK);
    }
    design_free(&g);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distributions),    cmocka_unit_test(test_moments),
        cmocka_unit_test(test_marginal_tables),  cmocka_unit_test(test_discrete),
        cmocka_unit_test(test_rank_correlation), cmocka_unit_test(test_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
