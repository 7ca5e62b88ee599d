/* Observations laid beside a projection, and parameters estimated from them. An initiative is a straight
 * line that can be worked out by hand: base + starts, ten more each year. */
#include "backtest.h"
#include "fit.h"
#include "support.h"

#include <gsl/gsl_errno.h>

#define SECTORS "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; }; };"
#define LINE(base) \
    YEARS(2019, 2024) \
    ENTRANTS(0) SECTORS "initiative: { n: { label = \"n\"; base = " base "; starts = { after = 10; }; }; };"
#define OBSERVED(year, value) "{ indicator = \"initiative.n\"; year = " #year "; value = " #value "; source = \"s\"; }"

/* --- errors by lead time --- */

/* The line says 50 in 2019, then 60, 70, 80, 90, 100. */
static void error_by_lead(void **state)
{
    struct sim m;
    struct backtest b;
    (void)state;
    open_text(
        &m, LINE("50") "observed = (" OBSERVED(2019, 40) "," OBSERVED(2020, 50) "," OBSERVED(2022, 100) "," OBSERVED(
                2022, 160) "," OBSERVED(2023, 0) "," OBSERVED(2015, 1) ",{ indicator = \"enrolment.intake.a\"; year = "
                                                                       "2030; value = 1; source = \"s\"; } );");
    assert_int_equal(backtest_init(&b, &m.r, NULL), 0);
    assert_int_equal(b.count, 5);
    assert_int_equal(b.outside_count, 2);
    assert_int_equal(b.points[0].lead, 0);
    assert_near(b.points[0].simulated, 50);
    assert_near(b.points[1].relative, 0.2);    /* 60 for 50 */
    assert_near(b.points[2].relative, -0.2);   /* 80 for 100 */
    assert_near(b.points[3].relative, -0.5);   /* 80 for 160 */
    assert_true(b.points[4].relative > 1e300); /* 0 observed: no relative error */
    assert_int_equal(b.lead_count, 3);
    assert_int_equal(b.leads[1].lead, 3);
    assert_int_equal(b.leads[1].count, 2);
    assert_near(b.leads[1].mape, 0.35);
    assert_near(b.leads[1].bias, -0.35);
    assert_int_equal(b.leads[2].count, 1);
    assert_int_equal(b.leads[2].relative, 0);
    assert_int_equal(b.all.count, 4); /* the base year was given and proves nothing */
    assert_near(b.all.mape, 0.3);
    assert_near(b.all.bias, (0.2 - 0.2 - 0.5) / 3);
    assert_int_equal(b.all.banded, 0);
    backtest_free(&b);
    close_sim(&m);
}

/* The base is uniform on [0, 100], so in 2020 the line's P5, P25, P75, P95 are 15, 35, 85, 105. */
static void bands_that_hold(void **state)
{
    struct sim m;
    struct backtest b;
    struct ensemble e;
    const struct setup *const setups[] = {&m.u};
    const struct ensemble_options o = {
        .sampler = SAMPLER_SOBOL, .seed = 1, .runs = 1024, .threads = 1, .quantiles = 1, .exact_memory = 1 << 24};
    (void)state;
    open_text(
        &m, LINE("50") "uncertain: { b: { label = \"b\"; parameter = \"initiative.n.base\"; distribution = "
                       "\"uniform\"; low = 0; high = 100; assumption = \"a\"; }; };"
                       "observed = (" OBSERVED(2020, 14) "," OBSERVED(2020, 16) "," OBSERVED(2020, 34) "," OBSERVED(
                           2020, 36) "," OBSERVED(2020, 84) "," OBSERVED(2020,
                                                                         86) "," OBSERVED(2020,
                                                                                          104) "," OBSERVED(2021,
                                                                                                            200) ");");
    assert_int_equal(ensemble_init(&e, setups, 1, &o, &m.d), 0);
    assert_int_equal(ensemble_run(&e, &o), 0);
    assert_int_equal(backtest_init(&b, &m.r, &e), 0);
    near_at(b.points[0].low90, 15, 0.01, "P5", __FILE__, __LINE__);
    near_at(b.points[0].high50, 85, 0.01, "P75", __FILE__, __LINE__);
    assert_int_equal(b.leads[0].banded, 7);
    assert_int_equal(b.leads[0].in90, 6); /* all but 14 */
    assert_int_equal(b.leads[0].in50, 2); /* 36 and 84 */
    assert_int_equal(b.all.banded, 8);
    assert_int_equal(b.all.in90, 6);
    backtest_free(&b);
    ensemble_free(&e);
    close_sim(&m);
}

/* --- fitting --- */

static int fit_keys(struct sim *m, struct fit *f, const char *const *keys, int count)
{
    diags_free(&m->d);
    m->d = (struct diags){0};
    int err = fit_ask(f, &m->r, keys, count, &m->d);
    return err ? err : fit_run(f, &m->r, &m->d);
}

/* y = base + 10 s t over t = 1, 2, 3, 4, weighted by 1/y: the normal equations of the weighted line. */
static void against_the_closed_form(void **state)
{
    static const char *const keys[] = {"initiative.n.base", "initiative.n.starts.scale"};
    static const double y[] = {63, 68, 83, 88};
    struct sim m;
    struct fit f;
    double suu = 0, suv = 0, svv = 0, su = 0, sv = 0, rss = 0;
    (void)state;
    open_text(&m,
              LINE("20") "observed = (" OBSERVED(2020, 63) "," OBSERVED(2021, 68) "," OBSERVED(2022, 83) "," OBSERVED(
                  2023, 88) ",{ indicator = \"campus.workstations\"; year = 2021; value = 9; source = \"s\"; }"
                            ");");
    assert_int_equal(fit_keys(&m, &f, keys, 2), 0);
    for (int i = 0; i < 4; i++) { /* residual = base u + scale v - 1 */
        const double u = 1 / y[i], v = 10.0 * (i + 1) / y[i];
        suu += u * u;
        suv += u * v;
        svv += v * v;
        su += u;
        sv += v;
    }
    const double det = suu * svv - suv * suv, base = (su * svv - sv * suv) / det, scale = (suu * sv - suv * su) / det;
    for (int i = 0; i < 4; i++)
        rss += pow((base + 10.0 * scale * (i + 1)) / y[i] - 1, 2);
    const double s2 = rss / 2;
    assert_int_equal(f.observations, 4);
    assert_int_equal(f.unmoved, 1); /* workstations: nothing fitted moves them */
    near_at(f.parameters[0].value, base, 1e-8, "base", __FILE__, __LINE__);
    near_at(f.parameters[1].value, scale, 1e-8, "scale", __FILE__, __LINE__);
    near_at(f.parameters[0].error, sqrt(s2 * svv / det), 1e-6, "error of base", __FILE__, __LINE__);
    near_at(f.parameters[1].error, sqrt(s2 * suu / det), 1e-6, "error of scale", __FILE__, __LINE__);
    near_at(f.correlation[0][1], -suv / sqrt(suu * svv), 1e-6, "correlation", __FILE__, __LINE__);
    near_at(f.scatter, sqrt(s2), 1e-9, "scatter", __FILE__, __LINE__);
    near_at(f.after, sqrt(rss / 4), 1e-9, "after", __FILE__, __LINE__);
    assert_true(f.before > f.after && f.converged && f.tied_a == -1);
    close_sim(&m);
}

/* A school whose dropout, quit rate and intake made the observations gives them back. */
static void gives_back_what_made_them(void **state)
{
    static const char *const keys[] = {"enrolment.dropout_1.a", "faculty.quit_rate.a",
                                       "population.vocational_share.scale"};
    static const char *const sets[] = {"enrolment.dropout_1.a=0.083", "faculty.quit_rate.a=0.037",
                                       "population.vocational_share.scale=1.1"};
    static const char school[] = YEARS(2019, 2025) "population: { junior_graduates = 10000; upper_secondary_rate = 1; "
                                                   "vocational_share = ((2019, 0.3), (2025, 0.4)); };"
                                                   "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3;"
                                                   " enrolment: { base_students = 8000; dropout_1 = 0.05; };"
                                                   " faculty: { base_full_time = 500; quit_rate = 0.02; retirement = 0;"
                                                   " planned_hires = ((2020, 30), (2021, 30), (2022, 30)); }; }; };";
    char text[8000];
    size_t used;
    struct sim truth, m;
    struct fit f;
    (void)state;
    open_text_sets(&truth, school, sets, 3);
    used = (size_t)snprintf(text, sizeof text, "%s observed = (", school);
    for (int year = 2020; year <= 2023; year++) {
        static const char *const seen[] = {"enrolment.students.a", "enrolment.intake.a", "faculty.full_time.a"};
        for (int i = 0; i < 3; i++)
            used += (size_t)snprintf(text + used, sizeof text - used,
                                     "{ indicator = \"%s\"; year = %d; value = %.17g; source = \"s\"; }%s", seen[i],
                                     year, value_of(&truth, seen[i], year), year == 2023 && i == 2 ? "" : ",");
    }
    snprintf(text + used, sizeof text - used, ");");
    open_text(&m, text);
    assert_int_equal(fit_keys(&m, &f, keys, 3), 0);
    near_at(f.parameters[0].value, 0.083, 1e-6, "dropout", __FILE__, __LINE__);
    near_at(f.parameters[1].value, 0.037, 1e-6, "quits", __FILE__, __LINE__);
    near_at(f.parameters[2].value, 1.1, 1e-6, "share", __FILE__, __LINE__);
    assert_true(f.after < 1e-8 && f.before > 0.01);
    assert_int_equal(f.observations, 12);
    close_sim(&truth);
    close_sim(&m);
}

/* Ten begun, twelve counted: the share that comes about cannot pass 1. */
static void stays_within_bounds(void **state)
{
    static const char *const keys[] = {"initiative.n.success"};
    struct sim m;
    struct fit f;
    (void)state;
    open_text(&m, YEARS(2019, 2024) ENTRANTS(0) SECTORS
              "initiative: { n: { label = \"n\"; success = 0.5; starts = ((2020, 10)); }; };"
              "observed = (" OBSERVED(2020, 12) "," OBSERVED(2021, 12) "," OBSERVED(2022, 12) ");");
    assert_int_equal(fit_keys(&m, &f, keys, 1), 0);
    assert_near(f.parameters[0].value, 1.0);
    assert_true(f.parameters[0].at_bound);
    assert_true(f.parameters[0].error > 1e300);
    near_at(f.after, 1.0 / 6, 1e-9, "after", __FILE__, __LINE__);
    close_sim(&m);
}

/* Starts and success only ever appear as their product. */
static void says_what_cannot_be_told_apart(void **state)
{
    static const char *const keys[] = {"initiative.n.base", "initiative.n.starts.scale", "initiative.n.success"};
    struct sim m;
    struct fit f;
    (void)state;
    open_text(
        &m, YEARS(2019, 2024) ENTRANTS(0) SECTORS
        "initiative: { n: { label = \"n\"; base = 5; success = 0.5; starts = { after = 10; }; }; };"
        "observed = (" OBSERVED(2020, 10) "," OBSERVED(2021, 14) "," OBSERVED(2022, 18) "," OBSERVED(2023, 21) ");");
    assert_int_equal(fit_keys(&m, &f, keys, 3), 0);
    assert_int_equal(f.tied_a, 1);
    assert_int_equal(f.tied_b, 2);
    close_sim(&m);
}

static void assert_refused(struct sim *m, const char *const *keys, int count, const char *message)
{
    struct fit f;
    assert_int_equal(fit_keys(m, &f, keys, count), VS_SCENARIO);
    assert_true(m->d.errors > 0);
    for (int i = 0; i < m->d.count; i++) {
        if (strstr(m->d.list[i].text, message))
            return;
    }
    print_error("not said: %s\n", message);
    print_diags(&m->d);
    fail();
}

static void refuses(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, LINE("20") "observed = (" OBSERVED(2020, 63) "," OBSERVED(2021, 0) ");");
    assert_refused(&m, (const char *[]){"initiative.n.base", "initiative.n.starts.scale"}, 2, "only 1 observations");
    assert_refused(&m, (const char *[]){"initiative.n.bas"}, 1, "did you mean initiative.n.base");
    assert_refused(&m, (const char *[]){"initiative.n.starts"}, 1, "is a schedule");
    assert_refused(&m, (const char *[]){"initiative.n.starts.delay"}, 1, "whole years");
    assert_refused(&m, (const char *[]){"initiative.n.base", "initiative.n.base"}, 2, "twice");
    assert_refused(&m, (const char *[]){"initiative.n.cap"}, 1, "no value to start from");
    assert_refused(&m, (const char *[]){"enrolment.dropout_1.a"}, 1, "moves none of the 1 observations");
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_by_lead),
        cmocka_unit_test(bands_that_hold),
        cmocka_unit_test(against_the_closed_form),
        cmocka_unit_test(gives_back_what_made_them),
        cmocka_unit_test(stays_within_bounds),
        cmocka_unit_test(says_what_cannot_be_told_apart),
        cmocka_unit_test(refuses),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
