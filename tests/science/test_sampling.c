/* The sampler against known facts: published vectors, net and Latin properties, and the error of an
 * integral. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "support.h"

#include "design.h"
#include "net.h"
#include "random.h"

enum { BLOCK = DESIGN_BLOCK };

/* --- the generator --- */

/* Known-answer vectors of Random123 (kat_vectors, philox4x32, 10 rounds). */
static void test_philox(void **state)
{
    static const uint32_t vectors[3][10] = {
        {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        {~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420,
         0x24126ea1},
    };
    (void)state;
    for (int i = 0; i < 3; i++) {
        uint32_t out[4];
        philox(vectors[i], vectors[i] + 4, out);
        assert_memory_equal(out, vectors[i] + 6, sizeof out);
    }
}

/* A stream is the generator at (replicate / 4, column, use), also past 2^34 where the counter's second
 * word begins. */
static void test_stream(void **state)
{
    static const uint64_t firsts[] = {0, 64, 640000, (UINT64_C(1) << 34) - 32, UINT64_C(1) << 50};
    const uint64_t seed = UINT64_C(0x0123456789abcdef);

    (void)state;
    for (int k = 0; k < 5; k++) {
        uint32_t words[BLOCK];
        random_words(seed, RANDOM_JITTER, 17, firsts[k], words);
        for (uint64_t i = 0; i < BLOCK; i++) {
            const uint64_t call = (firsts[k] + i) / 4;
            const uint32_t counter[4] = {(uint32_t)call, (uint32_t)(call >> 32), 17, RANDOM_JITTER},
                           key[2] = {0x89abcdef, 0x01234567};
            uint32_t out[4];
            philox(counter, key, out);
            assert_int_equal(words[i], out[i % 4]);
        }
    }
}

static void test_units(void **state)
{
    uint32_t words[BLOCK] = {0, 1, 0x7fffffff, 0x80000000, 0xffffffff};
    double u[BLOCK];

    (void)state;
    units_of_words(words, u);
    for (int i = 0; i < BLOCK; i++)
        assert_equal(u[i], (words[i] + 0.5) / 4294967296.0);
    assert_true(u[0] > 0 && u[4] < 1);
}

static void assert_relative(double actual, double expected, double tolerance)
{
    if (fabs(actual - expected) <= tolerance * fabs(expected))
        return;
    print_error("%.17g, expected %.17g\n", actual, expected);
    fail();
}

static void test_normal_deviates(void **state)
{
    static const double hard[] = {0.075,    0.0750001, 0.0749999, 0.925,   0.9250001,   1.3887943864964021e-11,
                                  1.38e-11, 1.4e-11,   0x1p-33,   0x1p-53, 1 - 0x1p-33, 1 - 0x1p-53,
                                  1e-300,   0.25,      0.75};
    double p[BLOCK], z[BLOCK];

    (void)state;
    assert_equal(normal_deviate(0.5), 0.0);
    assert_relative(normal_deviate(0.975), 1.959963984540054, 4e-16); /* tables */
    assert_relative(normal_deviate(0.999), 3.090232306167813, 4e-16);
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
        assert_relative(normal_deviate(hard[i]), gsl_cdf_ugaussian_Pinv(hard[i]), 1.5e-15);
    for (double x = 1e-290; x < 0.5; x *= 1.07) {
        assert_relative(normal_deviate(x), gsl_cdf_ugaussian_Pinv(x), 1.5e-15);
        assert_relative(gsl_cdf_ugaussian_P(normal_deviate(x)), x, 1e-12);
    }
    for (uint64_t first = 0; first < 65536; first += BLOCK) { /* blocks and single numbers: the same bits */
        uint32_t words[BLOCK];
        random_words(3, RANDOM_DRAWS, 0, first, words);
        units_of_words(words, p);
        p[5] = 1e-14; /* the far tail */
        normal_deviates(p, z);
        for (int i = 0; i < BLOCK; i++)
            assert_equal(z[i], normal_deviate(p[i]));
    }
}

/* --- the net --- */

static int degree_of(uint32_t polynomial)
{
    int degree = 0;
    while (polynomial >> (degree + 1))
        degree++;
    return degree;
}

static bool primitive(uint32_t polynomial)
{
    const int degree = degree_of(polynomial);
    const uint32_t period = (UINT32_C(1) << degree) - 1;
    uint32_t power = 1, first_one = 0;

    for (uint32_t step = 1; step <= period && !first_one; step++) {
        power <<= 1;
        power ^= power >> degree & 1 ? polynomial : 0;
        first_one = power == 1 ? step : 0;
    }
    return first_one == period;
}

/* Different primitive polynomials and odd starting values make every column a permutation, and
 * every pair a net of some quality. */
static void test_table(void **state)
{
    (void)state;
    assert_int_equal(net_most_columns(), 512);
    for (int c = 1; c < net_most_columns(); c++) {
        const struct net_row *row = net_table_row(c);
        assert_true(row->polynomial > net_table_row(c - 1)->polynomial);
        assert_true(primitive(row->polynomial));
        for (int i = 0; i < degree_of(row->polynomial); i++)
            assert_true(row->start[i] % 2 == 1 && row->start[i] < 2 << i);
    }
}

/* One point in each interval of length 2^-m, in every aligned group of 2^m rows. */
static void check_strata(const uint32_t *points, int rows, int column)
{
    static int seen[4096];
    static int stamp;

    for (int m = 0; 1 << m <= rows; m++) {
        for (int group = 0; group < rows >> m; group += m < 8 ? 1 + (rows >> m) / 5 : 1) {
            stamp++;
            for (int i = group << m; i < (group + 1) << m; i++) {
                const uint32_t cell = m ? points[i] >> (32 - m) : 0;
                if (seen[cell] == stamp) {
                    print_error("column %d: two of 2^%d points in one interval\n", column, m);
                    fail();
                }
                seen[cell] = stamp;
            }
        }
    }
}

static void test_net(void **state)
{
    enum { ROWS = 4096 };
    static uint32_t points[ROWS];
    struct arena a = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct net n;
        assert_int_equal(net_init(&n, &a, 512, seed), 0);
        for (int column = 0; column < 512; column++) {
            for (uint64_t first = 0; first < ROWS; first += BLOCK)
                net_points(&n, column, first + (seed - 1) * 123 * ROWS, points + first);
            check_strata(points, ROWS, column);
        }
    }
    arena_free(&a);
}

/* Columns 41 and 200, where GSL's generator gives zeros, and other seeds. */
static void test_many_columns(void **state)
{
    struct uncertain inputs[200];
    static double x[200 * BLOCK], y[200 * BLOCK];
    struct design g, h;
    struct diags d = {0};

    (void)state;
    for (int i = 0; i < 200; i++)
        inputs[i] = (struct uncertain){.id = "some", .distribution = DIST_UNIFORM, .low = 0, .high = 1};
    for (int k = 41; k <= 200; k += 159) {
        assert_int_equal(design_init(&g, SAMPLER_SOBOL, 1, 64, inputs, k, NULL, 0, &d), 0);
        assert_int_equal(design_init(&h, SAMPLER_SOBOL, 2, 64, inputs, k, NULL, 0, &d), 0);
        design_block(&g, 0, x);
        design_block(&h, 0, y);
        for (int i = 0; i < k; i++) {
            double sum = 0;
            for (int l = 0; l < BLOCK; l++) {
                sum += x[i * BLOCK + l];
                assert_true(x[i * BLOCK + l] > 0 && x[i * BLOCK + l] < 1 && x[i * BLOCK + l] != y[i * BLOCK + l]);
            }
            assert_true(fabs(sum / BLOCK - 0.5) < 1.0 / BLOCK);
            for (int j = 0; j < i; j++)
                assert_memory_not_equal(x + i * BLOCK, x + j * BLOCK, sizeof *x * BLOCK);
        }
        design_free(&g);
        design_free(&h);
    }
}

/* The program that made the table reports a worst two-dimensional t-value of 8 at 2^10 points, so
 * each of the four quarters of every pair of columns holds 2^8 of them, scrambled or not. */
static void test_pairs(void **state)
{
    enum { ROWS = 1024, COLUMNS = 512, WORDS = ROWS / BLOCK };
    static uint64_t upper[COLUMNS][WORDS]; /* one bit a row: in the upper half */
    struct arena a = {0};
    struct net n;

    (void)state;
    assert_int_equal(net_init(&n, &a, COLUMNS, 9), 0);
    for (int c = 0; c < COLUMNS; c++) {
        for (uint64_t w = 0; w < WORDS; w++) {
            uint32_t points[BLOCK];
            net_points(&n, c, w * BLOCK, points);
            for (int i = 0; i < BLOCK; i++)
                upper[c][w] |= (uint64_t)(points[i] >> 31) << i;
        }
    }
    for (int c = 0; c < COLUMNS; c++) {
        for (int b = 0; b <= c; b++) {
            int both = 0;
            for (int w = 0; w < WORDS; w++)
                both += __builtin_popcountll(upper[b][w] & upper[c][w]);
            if (both != (b == c ? ROWS / 2 : ROWS / 4))
                fail_msg("columns %d and %d: %d points in the upper quarter", b, c, both);
        }
    }
    arena_free(&a);
}

/* --- Latin hypercube --- */

static void test_latin(void **state)
{
    static const uint64_t sizes[] = {1, 2, 3, 5, 63, 64, 65, 1000, 4096, 100003};
    static unsigned char seen[100003];
    const struct uncertain u = {.id = "some", .distribution = DIST_UNIFORM, .low = 0, .high = 1};
    struct diags d = {0};

    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        struct design g;
        const uint64_t n = sizes[k];
        assert_int_equal(design_init_columns(&g, SAMPLER_LATIN, 11, n, &u, 1, NULL, 0, 8, &d), 0);
        for (int c = 0; c < 8; c += 7) {
            memset(seen, 0, sizeof seen);
            for (uint64_t first = 0; first < n; first += BLOCK) {
                double x[BLOCK];
                design_unit(&g, c, 1, first, x);
                for (uint64_t i = 0; i < BLOCK; i++) {
                    assert_true(x[i] > 0 && x[i] < 1);
                    const uint64_t stratum = (uint64_t)(x[i] * (double)n);
                    if (first + i < n)
                        assert_int_equal(seen[stratum]++, 0);
                }
            }
        }
        design_free(&g);
    }
}

/* Permutations of five: each ordered pair of first images should come up 1000 times in 20000 seeds;
 * 5 standard deviations are 154. */
static void test_permutations(void **state)
{
    int pairs[5][5] = {{0}};

    (void)state;
    for (uint64_t seed = 0; seed < 20000; seed++) {
        struct permutation p;
        uint32_t images[BLOCK];
        permutation_init(&p, seed, 2, 5);
        permute(&p, 0, images);
        pairs[images[0]][images[1]]++;
    }
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++)
            assert_true(i == j ? pairs[i][j] == 0 : abs(pairs[i][j] - 1000) < 154);
    }
}

/* --- use --- */

/* Mean of exp(u1 + … + u5) / (e - 1)^5, which is 1; root mean square error over 16 seeds. */
static double integration_error(enum sampler sampler, uint64_t runs)
{
    struct uncertain inputs[5];
    double squares = 0;

    for (int i = 0; i < 5; i++)
        inputs[i] = (struct uncertain){.id = "some", .distribution = DIST_UNIFORM, .low = 0, .high = 1};
    for (uint64_t seed = 0; seed < 16; seed++) {
        struct design g;
        struct diags d = {0};
        double sum = 0, x[5 * BLOCK];
        assert_int_equal(design_init(&g, sampler, seed, runs, inputs, 5, NULL, 0, &d), 0);
        for (uint64_t first = 0; first < runs; first += BLOCK) {
            design_block(&g, first, x);
            for (int i = 0; i < BLOCK; i++)
                sum += exp(x[i] + x[BLOCK + i] + x[2 * BLOCK + i] + x[3 * BLOCK + i] + x[4 * BLOCK + i]);
        }
        const double error = sum / (double)runs / pow(M_E - 1, 5) - 1;
        squares += error * error;
        design_free(&g);
    }
    return sqrt(squares / 16);
}

/* Variance of one value is ((e + 1) / 2 / (e - 1))^5 - 1 = 0.479, so random sampling of 4096 has
 * RMSE 0.0108; a scrambled net's falls faster than 1/N on so smooth a function. */
static void test_integration(void **state)
{
    (void)state;
    const double random = integration_error(SAMPLER_RANDOM, 4096), latin = integration_error(SAMPLER_LATIN, 4096);
    const double sobol = integration_error(SAMPLER_SOBOL, 4096), early = integration_error(SAMPLER_SOBOL, 256);
    assert_true(random > 0.006 && random < 0.018);
    assert_true(latin < random / 2);
    assert_true(sobol < random / 50);
    assert_true(sobol < early / 16);
}

/* The same sum over 1000 scrambles: the first point is uniform, so estimates are unbiased. */
static void test_unbiased(void **state)
{
    double sum = 0, product = 0;
    struct arena a = {0};

    (void)state;
    for (uint64_t seed = 0; seed < 4000; seed++) {
        struct net n;
        uint32_t points[2][BLOCK];
        assert_int_equal(net_init(&n, &a, 2, seed), 0);
        net_points(&n, 0, 0, points[0]);
        net_points(&n, 1, 0, points[1]);
        const double u = points[0][0] * 0x1p-32 - 0.5, v = points[1][0] * 0x1p-32 - 0.5;
        sum += u;
        product += u * v;
        arena_free(&a);
    }
    assert_true(fabs(sum / 4000) < 4 * sqrt(1.0 / 12 / 4000));
    assert_true(fabs(product / 4000) < 4.0 / 12 / sqrt(4000));
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_philox),          cmocka_unit_test(test_stream),      cmocka_unit_test(test_units),
        cmocka_unit_test(test_normal_deviates), cmocka_unit_test(test_table),       cmocka_unit_test(test_net),
        cmocka_unit_test(test_many_columns),    cmocka_unit_test(test_pairs),       cmocka_unit_test(test_latin),
        cmocka_unit_test(test_permutations),    cmocka_unit_test(test_integration), cmocka_unit_test(test_unbiased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
