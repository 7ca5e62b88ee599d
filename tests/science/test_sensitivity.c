/* Sensitivity of the model itself, end to end: tiny scenarios whose output is a known function of their
 * inputs, so that indices, effects and boxes are known too. */
#include "support.h"

#include "sensitivity.h"

static const uint64_t SEED = 5;

/* entrants = 1000 g · (1 + m) · 0.5 r: a product of independent uniforms. With c_i the squared coefficient
 * of variation of factor i and P = Π(1 + c_i) - 1: S_i = c_i / P, S_ij = c_i c_j / P,
 * ST_i = c_i Π_{j≠i}(1 + c_j) / P. g in [0.5, 1.5], 1 + m in [0.8, 1.6], r in [0.4, 1.6]. */
#define PRODUCT(external) \
    YEARS(2019, 2021) \
    "population: { junior_graduates = 1000; vocational_share = 1; upper_secondary_rate = 0.5; };" \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { external = " external "; }; }; };" \
    "uncertain: {" \
    " g: { label = \"g\"; parameter = \"population.junior_graduates\"; form = \"scale\"; distribution = \"uniform\"; " \
    "low = 0.5; high = 1.5; };" \
    " m: { label = \"m\"; parameter = \"population.net_migration\"; form = \"value\"; distribution = \"uniform\"; " \
    "low = -0.2; high = 0.6; };" \
    " r: { label = \"r\"; parameter = \"population.upper_secondary_rate\"; form = \"scale\"; distribution = " \
    "\"uniform\"; low = 0.4; high = 1.6; };" \
    " idle: { label = \"idle\"; parameter = \"faculty.quit_rate\"; form = \"value\"; distribution = \"uniform\"; low " \
    "= 0.0; high = 0.1; };" \
    "};"
enum { PRODUCT_INPUTS = 4 };
static const double factors[PRODUCT_INPUTS] = {1.0 / 12.0, 0.64 / 12.0 / 1.44, 1.44 / 12.0, 0.0};

/* applicants = 1000 g + e, intake = min(applicants, places): linear, and a corner. */
#define LINEAR(places) \
    YEARS(2019, 2020) \
    ENTRANTS(1000) \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { external = 300; }; " \
    "campus: { places = " places "; }; }; };" \
    "target: { low: { label = \"low\"; area = \"enrolment\"; kind = \"level\"; strength = \"planned\"; " \
    "indicator = \"enrolment.intake.a\"; comparator = \"<=\"; value = 1400; due = 2020; }; };" \
    "uncertain: {" \
    " g: { label = \"g\"; parameter = \"population.junior_graduates\"; form = \"scale\"; distribution = " \
    "\"uniform\"; low = 0.5; high = 1.5; };" \
    " p: { label = \"p\"; parameter = \"campus.places.a\"; form = \"value\"; distribution = \"uniform\"; " \
    "low = 800; high = 1800; };" \
    " e: { label = \"e\"; parameter = \"enrolment.external.a\"; form = \"shift\"; distribution = " \
    "\"uniform\"; low = -200; high = 200; };" \
    "};"

struct study {
    struct sim m;
    struct cell cells[4];
    const struct target *targets[4];
    struct sensitivity_options o;
    struct sensitivity s;
};

static void add_cell(struct study *t, const char *key, int year)
{
    const struct series *series = setup_series(&t->m.u, key, NULL);
    assert_non_null(series);
    t->cells[t->o.cell_count] = (struct cell){series, year};
    t->targets[t->o.cell_count++] = t->m.s.target_count ? &t->m.s.targets[0] : NULL;
    t->o.cells = t->cells;
    t->o.targets = t->targets;
}

static void begin(struct study *t, const char *text, enum method method, uint64_t runs)
{
    memset(t, 0, sizeof *t);
    open_text(&t->m, text);
    t->o = (struct sensitivity_options){.method = method, .seed = SEED, .runs = runs, .scrambles = 8, .threads = 1};
}

static void compute(struct study *t)
{
    int err = sensitivity_run(&t->s, &t->m.u, &t->o, &t->m.d);
    print_diags(&t->m.d);
    assert_int_equal(err, 0);
}

static void end(struct study *t)
{
    sensitivity_free(&t->s);
    close_sim(&t->m);
}

static void within(double actual, double expected, double tolerance)
{
    if (!(fabs(actual - expected) <= tolerance)) {
        print_error("%.9g, expected %.9g within %g\n", actual, expected, tolerance);
        fail();
    }
}

/* --- Sobol' --- */

static double whole(void)
{
    double product = 1.0;
    for (int i = 0; i < PRODUCT_INPUTS; i++)
        product *= 1.0 + factors[i];
    return product - 1.0;
}

static void sobol_indices_of_a_product(void **state)
{
    struct study t;
    const double p = whole();

    (void)state;
    begin(&t, PRODUCT("0"), METHOD_SOBOL, 8192);
    t.o.second_order = true;
    add_cell(&t, "population.upper_secondary_entrants", 2020);
    add_cell(&t, "population.upper_secondary_entrants", 2021);
    compute(&t);
    assert_int_equal(t.s.evaluations, 8192 * (2 * PRODUCT_INPUTS + 2));
    assert_int_equal(t.s.failed, 0);
    assert_near(t.s.base[0], 500.0);
    for (int c = 0; c < 2; c++) {
        const struct interval *s1 = t.s.s1 + c * PRODUCT_INPUTS, *st = t.s.st + c * PRODUCT_INPUTS;
        within(t.s.variance[c] / (600.0 * 600.0 * p), 1.0, 0.01); /* mean 1000 · 1.2 · 0.5 */
        for (int i = 0; i < PRODUCT_INPUTS; i++) {
            within(s1[i].value, factors[i] / p, 0.01);
            within(st[i].value, factors[i] * (1.0 + p) / (1.0 + factors[i]) / p, 0.01);
            assert_true(s1[i].low <= s1[i].value && s1[i].value <= s1[i].high && s1[i].high - s1[i].low < 0.05);
            for (int j = i + 1; j < PRODUCT_INPUTS; j++)
                within(t.s.s2[c * 6 + sensitivity_pair(PRODUCT_INPUTS, i, j)].value, factors[i] * factors[j] / p, 0.01);
        }
        within(st[3].value, 0.0, 0.0); /* what does nothing has exactly no effect */
    }
    end(&t);
}

/* 8192 rows and no fewer: a number of rows that is no power of two is refused. */
static void sobol_refuses_rows_that_are_no_net(void **state)
{
    struct study t;
    (void)state;
    begin(&t, PRODUCT("0"), METHOD_SOBOL, 3000);
    add_cell(&t, "population.upper_secondary_entrants", 2021);
    assert_int_equal(sensitivity_run(&t.s, &t.m.u, &t.o, &t.m.d), VS_SCENARIO);
    end(&t);
}

static void a_million_more_changes_no_index(void **state)
{
    static const enum method methods[] = {METHOD_SOBOL, METHOD_MORRIS, METHOD_PRCC, METHOD_PAWN};
    (void)state;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct study f, g;
        begin(&f, PRODUCT("0"), methods[i], 512);
        begin(&g, PRODUCT("1e6"), methods[i], 512);
        add_cell(&f, "enrolment.applicants.a", 2020);
        add_cell(&g, "enrolment.applicants.a", 2020);
        compute(&f);
        compute(&g);
        assert_near(g.s.base[0] - f.s.base[0], 1e6);
        for (int j = 0; j < PRODUCT_INPUTS; j++) {
            if (methods[i] == METHOD_SOBOL) {
                within(g.s.s1[j].value, f.s.s1[j].value, 1e-6);
                within(g.s.st[j].value, f.s.st[j].value, 1e-6);
                within(g.s.st[j].high, f.s.st[j].high, 1e-6);
            } else if (methods[i] == METHOD_MORRIS) {
                within(g.s.mu_star[j], f.s.mu_star[j], 1e-6 * 500);
            } else if (methods[i] == METHOD_PRCC) {
                within(g.s.prcc[j], f.s.prcc[j], 1e-6);
            } else {
                within(g.s.pawn[j], f.s.pawn[j], 1e-6);
            }
        }
        end(&f);
        end(&g);
    }
}

/* --- linear: Morris and tornado --- */

static void morris_of_a_linear_output(void **state)
{
    static const double slopes[] = {1000.0, 0.0, 400.0}; /* over the whole range of each input */
    struct study t;

    (void)state;
    begin(&t, LINEAR("9000"), METHOD_MORRIS, 20);
    add_cell(&t, "enrolment.applicants.a", 2020);
    compute(&t);
    assert_int_equal(t.s.evaluations, 20 * 4);
    for (int j = 0; j < 3; j++) {
        assert_near(t.s.mu[j], slopes[j]);
        assert_near(t.s.mu_star[j], slopes[j]);
        within(t.s.sigma[j], 0.0, 1e-6);
    }
    end(&t);
}

/* P10 and P90 of the inputs: 0.6 and 1.4, 900 and 1700, -160 and 160. */
static void tornado_of_a_linear_output_and_of_a_corner(void **state)
{
    static const double low[] = {900.0, 1300.0, 1140.0}, high[] = {1700.0, 1300.0, 1460.0};
    static const double intake_low[] = {900.0, 900.0, 1140.0}, intake_high[] = {1300.0, 1300.0, 1300.0};
    struct study t;

    (void)state;
    begin(&t, LINEAR("1300"), METHOD_TORNADO, 0);
    add_cell(&t, "enrolment.applicants.a", 2020);
    add_cell(&t, "enrolment.intake.a", 2020);
    compute(&t);
    assert_near(t.s.base[0], 1300.0);
    assert_near(t.s.base[1], 1300.0);
    for (int j = 0; j < 3; j++) {
        assert_near(t.s.at_low[j], low[j]);
        assert_near(t.s.at_high[j], high[j]);
        assert_near(t.s.at_low[3 + j], intake_low[j]);
        assert_near(t.s.at_high[3 + j], intake_high[j]);
    }
    assert_near(t.s.all_down[0], 740.0); /* 600 + 300 - 160: the single moves add up */
    assert_near(t.s.all_up[0], 1860.0);
    /* Alone nothing raises the intake, as places and applicants bound it both; lowered they do not add up. */
    assert_near(t.s.all_down[1], 740.0);
    assert_int_equal(t.s.evaluations, 2 * 3 + 2 * 2 + 1);
    end(&t);
}

/* --- samples --- */

static void prcc_and_pawn_know_what_does_nothing(void **state)
{
    struct study t;
    (void)state;
    begin(&t, PRODUCT("0"), METHOD_PRCC, 2000);
    add_cell(&t, "population.upper_secondary_entrants", 2021);
    add_cell(&t, "population.graduates", 2021);      /* g alone */
    add_cell(&t, "enrolment.students.higher", 2021); /* there is none: a sum over nothing */
    compute(&t);
    for (int j = 0; j < 3; j++)
        assert_true(t.s.prcc[j] > 0.7 && t.s.p_value[j] < 1e-6);
    assert_true(fabs(t.s.prcc[3]) < 0.1 && t.s.p_value[3] > 0.01);
    within(t.s.prcc[4], 1.0, 1e-6);
    assert_true(!sensitivity_constant(&t.s, 0) && sensitivity_constant(&t.s, 2));
    sensitivity_free(&t.s);
    t.o.method = METHOD_PAWN;
    compute(&t);
    assert_true(t.s.pawn[2] > t.s.pawn[0] && t.s.pawn[0] > t.s.pawn[1] && t.s.pawn[1] > 1.5 * t.s.pawn[4]);
    assert_true(t.s.pawn[3] < 1.5 * t.s.pawn[4]); /* the last is the dummy */
    end(&t);
}

/* The target fails where applicants and places both exceed 1400: g above 1.1 less a little for e, p above
 * 1400. P(p > 1400) = 0.4, P(1000 g + e > 1100) = 0.4: 16 % of all runs. */
static void discovery_finds_the_planted_box(void **state)
{
    struct study t;
    bool g = false, p = false;

    (void)state;
    begin(&t, LINEAR("1300"), METHOD_DISCOVER, 4096);
    add_cell(&t, "enrolment.intake.a", 2020);
    compute(&t);
    within(t.s.failure_share[0], 0.16, 0.01);
    const struct prim_box *box = &t.s.box[0];
    assert_true(box->coverage > 0.8 && box->density > 0.8);
    for (int i = 0; i < box->sides; i++) {
        const struct prim_side *side = &box->side[i];
        assert_false(side->upper);
        if (side->input == 0) {
            within(side->limit, 1.1, 0.12);
            g = true;
        } else if (side->input == 1) {
            within(side->limit, 1400.0, 30.0);
            p = true;
        }
    }
    assert_true(g && p);
    end(&t);
}

/* --- threads, and what is refused --- */

static void threads_change_no_bit(void **state)
{
    (void)state;
    for (int method = 0; method < METHODS; method++) {
        struct study one, two;
        begin(&one, LINEAR("1300"), (enum method)method, 1024);
        begin(&two, LINEAR("1300"), (enum method)method, 1024);
        one.o.second_order = two.o.second_order = method == METHOD_SOBOL;
        two.o.threads = 2;
        add_cell(&one, "enrolment.intake.a", 2020);
        add_cell(&two, "enrolment.intake.a", 2020);
        compute(&one);
        compute(&two);
        const struct sensitivity *a = &one.s, *b = &two.s;
        assert_memory_equal(a->spread, b->spread, sizeof *a->spread);
        if (method == METHOD_SOBOL) {
            assert_memory_equal(a->s1, b->s1, 3 * sizeof *a->s1);
            assert_memory_equal(a->st, b->st, 3 * sizeof *a->st);
            assert_memory_equal(a->s2, b->s2, 3 * sizeof *a->s2);
        } else if (method == METHOD_MORRIS) {
            assert_memory_equal(a->mu_star, b->mu_star, 3 * sizeof(double));
            assert_memory_equal(a->sigma, b->sigma, 3 * sizeof(double));
        } else if (method == METHOD_TORNADO) {
            assert_memory_equal(a->at_low, b->at_low, 3 * sizeof(double));
        } else if (method == METHOD_PRCC) {
            assert_memory_equal(a->prcc, b->prcc, 3 * sizeof(double));
            assert_memory_equal(a->p_value, b->p_value, 3 * sizeof(double));
        } else if (method == METHOD_PAWN) {
            assert_memory_equal(a->pawn, b->pawn, 4 * sizeof(double));
        } else {
            assert_memory_equal(a->box, b->box, sizeof *a->box);
        }
        end(&one);
        end(&two);
    }
}

static void another_seed_gives_another_sample(void **state)
{
    struct study a, b;
    (void)state;
    begin(&a, PRODUCT("0"), METHOD_SOBOL, 256);
    begin(&b, PRODUCT("0"), METHOD_SOBOL, 256);
    b.o.seed = SEED + 1;
    add_cell(&a, "population.upper_secondary_entrants", 2021);
    add_cell(&b, "population.upper_secondary_entrants", 2021);
    compute(&a);
    compute(&b);
    assert_true(a.s.s1[0].value != b.s.s1[0].value);
    end(&a);
    end(&b);
}

static void correlated_inputs_have_no_sobol_indices(void **state)
{
    struct study t;
    (void)state;
    begin(&t, LINEAR("1300") "correlated = ( { a = \"g\"; b = \"p\"; rank = 0.5; } );", METHOD_SOBOL, 1024);
    add_cell(&t, "enrolment.intake.a", 2020);
    assert_int_equal(sensitivity_run(&t.s, &t.m.u, &t.o, &t.m.d), VS_SCENARIO);
    sensitivity_free(&t.s);
    t.o.method = METHOD_PRCC;
    compute(&t);
    end(&t);
}

static void nothing_uncertain_drives_nothing(void **state)
{
    struct study t;
    (void)state;
    begin(&t, YEARS(2019, 2020) ENTRANTS(1000) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; }; };",
          METHOD_MORRIS, 10);
    add_cell(&t, "enrolment.intake.a", 2020);
    assert_int_equal(sensitivity_run(&t.s, &t.m.u, &t.o, &t.m.d), VS_SCENARIO);
    end(&t);
}

/* --- growing, settling, keeping --- */

static bool same_sobol(const struct sensitivity *a, const struct sensitivity *b)
{
    const size_t outputs = (size_t)a->outputs, indices = outputs * (size_t)a->inputs;
    return a->rows == b->rows && a->evaluations == b->evaluations && a->failed == b->failed &&
           memcmp(a->s1, b->s1, indices * sizeof *a->s1) == 0 && memcmp(a->st, b->st, indices * sizeof *a->st) == 0 &&
           memcmp(a->variance, b->variance, outputs * sizeof *a->variance) == 0 &&
           memcmp(a->spread, b->spread, outputs * sizeof *a->spread) == 0 &&
           memcmp(a->settled, b->settled, outputs * sizeof *a->settled) == 0;
}

/* entrants = 1000 g · (1 + m) · 0.5 r again, now with long tails, whose shares are slow to come to rest. */
#define LATE \
    YEARS(2019, 2020) \
    "population: { junior_graduates = 1000; vocational_share = 1; upper_secondary_rate = 0.5; };" \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; }; };" \
    "uncertain: {" \
    " g: { label = \"g\"; parameter = \"population.junior_graduates\"; form = \"scale\"; " \
    "distribution = \"lognormal\"; mean = 1; sd = 1; };" \
    " m: { label = \"m\"; parameter = \"population.net_migration\"; form = \"value\"; " \
    "distribution = \"lognormal\"; mean = 1; sd = 1; };" \
    " r: { label = \"r\"; parameter = \"population.upper_secondary_rate\"; form = \"scale\"; " \
    "distribution = \"uniform\"; low = 0.4; high = 1.6; };" \
    "};"

static void begin_late(struct study *t, uint64_t runs)
{
    begin(t, LATE, METHOD_SOBOL, runs);
    add_cell(t, "population.upper_secondary_entrants", 2019);
    add_cell(t, "population.upper_secondary_entrants", 2020);
    t->o.watched = -1;
}

/* The rule by its words, from studies of N / 4, N / 2 and N rows: intervals, and pairs of inputs. */
static bool settled_by_hand(uint64_t rows)
{
    struct study t[3];
    bool narrow = true, swapped = false;
    for (int i = 0; i < 3; i++) {
        begin_late(&t[i], rows >> (2 - i));
        compute(&t[i]);
    }
    for (int c = 0; c < 2; c++)
        for (int j = 0; j < 3; j++) {
            const struct interval *st = &t[2].s.st[c * 3 + j], *s1 = &t[2].s.s1[c * 3 + j];
            narrow &= st->high - st->value <= 0.05 && s1->high - s1->value <= 0.05;
            for (int other = 0; other < 3; other++) {
                bool ahead = false, behind = false;
                for (int i = 0; i < 3; i++) {
                    const double d = t[i].s.st[c * 3 + j].value - t[i].s.st[c * 3 + other].value;
                    ahead |= d > 0.01;
                    behind |= d < -0.01;
                }
                swapped |= ahead && behind;
            }
        }
    for (int i = 0; i < 3; i++)
        end(&t[i]);
    return narrow && !swapped;
}

static void growing_ends_when_settled_and_not_before(void **state)
{
    struct study grown, asked;
    (void)state;
    begin_late(&grown, 1 << 18);
    grown.o.until_settled = true;
    compute(&grown);
    assert_true(sensitivity_settled(&grown.s, &grown.o));
    assert_true(grown.s.rows > 2048 && grown.s.rows < 1 << 18); /* else the last loop looks at nothing */
    begin_late(&asked, grown.s.rows);
    compute(&asked);
    assert_true(same_sobol(&grown.s, &asked.s));
    assert_true(settled_by_hand(grown.s.rows));
    for (uint64_t rows = 2048; rows < grown.s.rows; rows *= 2)
        assert_false(settled_by_hand(rows));
    end(&asked);
    end(&grown);
}

/* Two doublings need three sizes, the first of 512 rows. */
static void the_most_rows_end_it_too(void **state)
{
    struct study t;
    (void)state;
    begin_late(&t, 1024);
    t.o.until_settled = true;
    compute(&t);
    assert_int_equal(t.s.rows, 1024);
    assert_false(sensitivity_settled(&t.s, &t.o));
    end(&t);
}

static void only_what_is_watched_has_to_settle(void **state)
{
    struct study t;
    (void)state;
    begin(&t, LINEAR("1200"), METHOD_SOBOL, 1 << 18);
    add_cell(&t, "enrolment.intake.a", 2020);
    add_cell(&t, "enrolment.intake.a", 2019); /* a flow of the base year: nothing moves it */
    t.o.until_settled = true;
    t.o.watched = 1;
    compute(&t);
    assert_true(sensitivity_constant(&t.s, 1));
    assert_int_equal(t.s.rows, 2048); /* also what never moved waits for two doublings */
    end(&t);
}

struct keeper {
    volatile sig_atomic_t stop;
    int calls;
    void *bytes;
    size_t size;
};

static int keep_third(void *context, const struct sensitivity *s, bool stopping)
{
    struct keeper *k = context;
    if (++k->calls == 3)
        k->stop = 1;
    if (stopping) {
        assert_int_equal(s->rows, 3 * 8 * 64);
        k->size = sensitivity_state(s, &k->bytes);
        assert_true(k->size > 0);
    }
    return 0;
}

/* As -o FILE.db does it, in memory; stopped between two doublings, and gone on with by two threads. */
static void stopped_and_resumed_is_the_same(void **state)
{
    struct study whole, half, resumed;
    struct keeper k = {0};
    (void)state;
    begin_late(&whole, 4096);
    begin_late(&half, 4096);
    half.o.checkpoint = keep_third;
    half.o.context = &k;
    half.o.stop = &k.stop;
    compute(&whole);
    assert_int_equal(sensitivity_run(&half.s, &half.m.u, &half.o, &half.m.d), VS_STOPPED);
    assert_int_equal(k.calls, 4);
    assert_int_equal(half.s.evaluations, 3 * 8 * 64 * 5);
    for (size_t cut = 0; cut < 3; cut++) { /* the right bytes last */
        begin_late(&resumed, 4096);
        resumed.o.threads = 2;
        resumed.o.resume = k.bytes;
        resumed.o.resume_size = cut == 0 ? k.size - 8 : cut == 1 ? 4 : k.size;
        int err = sensitivity_run(&resumed.s, &resumed.m.u, &resumed.o, &resumed.m.d);
        assert_int_equal(err, cut < 2 ? VS_STORE : 0);
        if (!err)
            assert_true(same_sobol(&whole.s, &resumed.s));
        end(&resumed);
    }
    free(k.bytes);
    end(&half);
    end(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sobol_indices_of_a_product),
        cmocka_unit_test(sobol_refuses_rows_that_are_no_net),
        cmocka_unit_test(a_million_more_changes_no_index),
        cmocka_unit_test(morris_of_a_linear_output),
        cmocka_unit_test(tornado_of_a_linear_output_and_of_a_corner),
        cmocka_unit_test(prcc_and_pawn_know_what_does_nothing),
        cmocka_unit_test(discovery_finds_the_planted_box),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(another_seed_gives_another_sample),
        cmocka_unit_test(correlated_inputs_have_no_sobol_indices),
        cmocka_unit_test(nothing_uncertain_drives_nothing),
        cmocka_unit_test(growing_ends_when_settled_and_not_before),
        cmocka_unit_test(the_most_rows_end_it_too),
        cmocka_unit_test(only_what_is_watched_has_to_settle),
        cmocka_unit_test(stopped_and_resumed_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
