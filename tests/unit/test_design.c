/* Designs as callers use them: refusals with file and line, digests, and that a value depends on
 * seed, replicate and input alone. */
#include <gsl/gsl_errno.h>

#include "support.h"

#include "design.h"

enum { BLOCK = DESIGN_BLOCK };

static struct uncertain input(const char *id, enum distribution distribution)
{
    return (struct uncertain){.id = id,
                              .distribution = distribution,
                              .low = 1,
                              .mode = 2,
                              .high = 4,
                              .mean = 2,
                              .sd = 0.5,
                              .from = {.file = "plan.cfg", .line = 42}};
}

static void fill(struct uncertain *inputs, int count, enum distribution distribution)
{
    for (int i = 0; i < count; i++)
        inputs[i] = input("some", distribution);
}

/* Builds, expects a refusal whose text contains `expected`, and where it is. */
static void refuse(enum sampler sampler, uint64_t runs, const struct uncertain *inputs, int count,
                   const struct correlation *pairs, int pair_count, const char *expected, bool located)
{
    struct design g;
    struct diags d = {0};

    assert_int_equal(design_init(&g, sampler, 1, runs, inputs, count, pairs, pair_count, &d), VS_SCENARIO);
    assert_int_equal(d.errors, 1);
    if (!strstr(d.list[0].text, expected)) {
        print_error("\"%s\" lacks \"%s\"\n", d.list[0].text, expected);
        fail();
    }
    if (located) {
        assert_string_equal(d.list[0].file, "plan.cfg");
        assert_int_equal(d.list[0].line, 42);
    }
    design_free(&g);
    diags_free(&d);
}

static void open_design(struct design *g, enum sampler sampler, uint64_t seed, uint64_t runs,
                        const struct uncertain *inputs, int count)
{
    struct diags d = {0};
    int err = design_init(g, sampler, seed, runs, inputs, count, NULL, 0, &d);
    print_diags(&d);
    assert_int_equal(err, 0);
    diags_free(&d);
}

static void test_runs(void **state)
{
    const struct uncertain u = input("quit", DIST_UNIFORM);
    (void)state;
    refuse(SAMPLER_SOBOL, 1000, &u, 1, NULL, 0, "1000 is not a power of two: use 512, 1024 or 2048", false);
    refuse(SAMPLER_SOBOL, 3, &u, 1, NULL, 0, "use 2, 4 or 8", false);
    refuse(SAMPLER_SOBOL, 0, &u, 1, NULL, 0, "number of runs is 0", false);
    refuse(SAMPLER_RANDOM, 0, &u, 1, NULL, 0, "number of runs is 0", false);
    refuse(SAMPLER_SOBOL, UINT64_C(1) << 33, &u, 1, NULL, 0, "at most 4294967296", false);
    refuse(SAMPLER_SOBOL, (UINT64_C(1) << 32) - 1, &u, 1, NULL, 0, "use 2147483648 or 4294967296", false);
    refuse(SAMPLER_SOBOL, 1024, &u, 0, NULL, 0, "no uncertain inputs", false);
    struct design g;
    open_design(&g, SAMPLER_LATIN, 1, 1000, &u, 1);
    design_free(&g);
    open_design(&g, SAMPLER_SOBOL, 1, 1, &u, 1);
    design_free(&g);
}

static void test_zero_range(void **state)
{
    static double values[] = {3, 3}, two[] = {3, 4}, weights[] = {1, 0};
    struct uncertain u = input("quit", DIST_UNIFORM);

    (void)state;
    u.high = u.low;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "uncertain.quit: has zero range", true);
    u.distribution = DIST_PERT;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "zero range", true);
    u = input("quit", DIST_NORMAL);
    u.sd = 0;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "zero range", true);
    u = input("quit", DIST_NORMAL);
    u.low = 100;
    u.high = 101;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "leave out all", true);
    u = input("quit", DIST_LOGNORMAL);
    u.low = -INFINITY;
    u.high = 0;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "leave out all", true);
    u = input("quit", DIST_TRIANGULAR);
    u.mode = 5;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "mode", true);
    u = input("quit", DIST_UNIFORM);
    u.high = INFINITY;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "finite", true);
    u = input("quit", DIST_DISCRETE);
    u.values = values;
    u.weights = two;
    u.count = 2;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "zero range", true);
    u.values = two;
    u.weights = weights;
    refuse(SAMPLER_RANDOM, 8, &u, 1, NULL, 0, "zero range", true);
}

static void test_columns(void **state)
{
    static struct uncertain inputs[600];
    struct design g;
    struct diags d = {0};

    (void)state;
    fill(inputs, 600, DIST_UNIFORM);
    assert_true(design_most_columns() >= 512);
    refuse(SAMPLER_SOBOL, 8, inputs, 600, NULL, 0, "the Sobol' net has 512: at most 512 inputs", true);
    assert_int_equal(design_init_columns(&g, SAMPLER_SOBOL, 1, 8, inputs, 257, NULL, 0, 514, &d), VS_SCENARIO);
    assert_non_null(strstr(d.list[0].text, "at most 256 inputs"));
    design_free(&g);
    diags_free(&d);
    open_design(&g, SAMPLER_LATIN, 1, 8, inputs, 600);
    design_free(&g);
    open_design(&g, SAMPLER_RANDOM, 1, 8, inputs, 600);
    design_free(&g);
}

static void test_correlations(void **state)
{
    struct uncertain inputs[4];
    const struct correlation impossible[] = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}, {2, 3, 0.1}};
    const struct correlation one[] = {{0, 1, 1.0}}, twice[] = {{0, 1, 0.2}, {1, 0, 0.3}}, self[] = {{1, 1, 0.2}},
                             unknown[] = {{0, 4, 0.2}};

    (void)state;
    fill(inputs, 4, DIST_UNIFORM);
    inputs[0].id = "quit";
    inputs[1].id = "grads";
    inputs[2].id = "wage";
    refuse(SAMPLER_RANDOM, 8, inputs, 4, impossible, 4, "correlation of grads and wage = 0.9 contradicts", true);
    refuse(SAMPLER_RANDOM, 8, inputs, 4, one, 1, "quit and grads = 1: must lie between", true);
    refuse(SAMPLER_RANDOM, 8, inputs, 4, twice, 2, "given twice", true);
    refuse(SAMPLER_RANDOM, 8, inputs, 4, self, 1, "grads with itself", true);
    refuse(SAMPLER_RANDOM, 8, inputs, 4, unknown, 1, "does not exist", false);
}

/* One block alone, another seed, and the same numbers again after other blocks. */
static void test_any_order(void **state)
{
    static double before[6 * BLOCK], after[6 * BLOCK], other[6 * BLOCK];
    struct uncertain inputs[6];

    (void)state;
    for (int i = 0; i < 6; i++)
        inputs[i] = input("some", i == 5 ? DIST_UNIFORM : (enum distribution)i);
    for (int s = SAMPLER_RANDOM; s <= SAMPLER_SOBOL; s++) {
        struct design g, h;
        struct diags d = {0};
        open_design(&g, (enum sampler)s, 7, 4096, inputs, 6);
        design_block(&g, 1024, before);
        design_block(&g, 0, after);
        assert_memory_not_equal(before, after, sizeof before);
        design_block(&g, 1024, after);
        assert_memory_equal(before, after, sizeof before);
        assert_int_equal(design_again(&h, &g, 7, 4096, &d), 0);
        design_block(&h, 1024, after);
        assert_memory_equal(before, after, sizeof before);
        design_free(&h);
        assert_int_equal(design_again(&h, &g, 8, 4096, &d), 0);
        design_block(&h, 1024, other);
        for (int i = 0; i < 6 * BLOCK; i++)
            assert_true(other[i] != before[i]);
        design_free(&h);
        design_free(&g);
    }
}

/* Random and Sobol' designs grow in place: the first runs of a longer one are the shorter one. */
static void test_growth(void **state)
{
    const struct uncertain u = input("some", DIST_PERT);
    double small[BLOCK], large[BLOCK];

    (void)state;
    for (int s = SAMPLER_RANDOM; s <= SAMPLER_SOBOL; s += 2) {
        struct design g, h;
        open_design(&g, (enum sampler)s, 3, 128, &u, 1);
        open_design(&h, (enum sampler)s, 3, 1 << 20, &u, 1);
        design_block(&g, 64, small);
        design_block(&h, 64, large);
        assert_memory_equal(small, large, sizeof small);
        design_free(&g);
        design_free(&h);
    }
}

/* Matrix B is the second half of the columns; unit values are what the marginals were given. */
static void test_second_matrix(void **state)
{
    static double a[2 * BLOCK], b[2 * BLOCK], u[4 * BLOCK];
    struct uncertain inputs[2] = {input("one", DIST_UNIFORM), input("two", DIST_UNIFORM)};
    struct design g;
    struct diags d = {0};

    (void)state;
    assert_int_equal(design_init_columns(&g, SAMPLER_SOBOL, 5, 256, inputs, 2, NULL, 0, 4, &d), 0);
    design_block(&g, 128, a);
    design_block_from(&g, 2, 128, b);
    design_unit(&g, 0, 4, 128, u);
    for (int i = 0; i < 2 * BLOCK; i++) {
        assert_equal(a[i], 1 + 3 * u[i]);
        assert_equal(b[i], 1 + 3 * u[2 * BLOCK + i]);
    }
    design_free(&g);
}

static void test_quantile(void **state)
{
    struct uncertain u = input("some", DIST_UNIFORM), n = input("some", DIST_NORMAL), l = input("some", DIST_LOGNORMAL);
    const struct uncertain inputs[3] = {u, n, l};
    struct design g;

    (void)state;
    open_design(&g, SAMPLER_RANDOM, 1, 8, inputs, 3);
    assert_near(design_quantile(&g, 0, 0.1), 1.3);
    assert_near(design_quantile(&g, 0, 0.9), 3.7);
    assert_near(design_value(&g, 0, 0.0), 2.5);
    for (double p = 0.05; p < 1; p += 0.05) {
        for (int i = 0; i < 3; i++)
            assert_true(design_quantile(&g, i, p) > 1 && design_quantile(&g, i, p) < 4);
    }
    design_free(&g);
}

static void digest_of(char digest[65], enum sampler sampler, uint64_t seed, uint64_t runs, struct uncertain u,
                      double rank)
{
    const struct uncertain inputs[2] = {u, input("other", DIST_UNIFORM)};
    const struct correlation pair = {0, 1, rank};
    struct design g;
    struct diags d = {0};

    assert_int_equal(design_init(&g, sampler, seed, runs, inputs, 2, &pair, rank != 0, &d), 0);
    design_digest(&g, digest);
    design_free(&g);
}

static void test_digest(void **state)
{
    struct uncertain u = input("some", DIST_PERT);
    char digest[8][65];

    (void)state;
    digest_of(digest[0], SAMPLER_SOBOL, 1, 64, u, 0);
    digest_of(digest[1], SAMPLER_SOBOL, 1, 64, u, 0);
    assert_string_equal(digest[0], digest[1]);
    assert_int_equal(strlen(digest[0]), 64);
    digest_of(digest[1], SAMPLER_RANDOM, 1, 64, u, 0);
    digest_of(digest[2], SAMPLER_SOBOL, 2, 64, u, 0);
    digest_of(digest[3], SAMPLER_SOBOL, 1, 128, u, 0);
    digest_of(digest[4], SAMPLER_SOBOL, 1, 64, u, 0.5);
    u.mode += 1e-15;
    digest_of(digest[5], SAMPLER_SOBOL, 1, 64, u, 0);
    u.distribution = DIST_TRIANGULAR;
    digest_of(digest[6], SAMPLER_SOBOL, 1, 64, u, 0);
    for (int i = 0; i < 7; i++) {
        for (int j = 0; j < i; j++)
            assert_string_not_equal(digest[i], digest[j]);
    }
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),          cmocka_unit_test(test_zero_range), cmocka_unit_test(test_columns),
        cmocka_unit_test(test_correlations),  cmocka_unit_test(test_any_order),  cmocka_unit_test(test_growth),
        cmocka_unit_test(test_second_matrix), cmocka_unit_test(test_quantile),   cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
