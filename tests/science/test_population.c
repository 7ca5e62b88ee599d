/* Who could come: births, listed graduates, delivery of the planned share. */
#include "support.h"

#define COHORT(inside) \
    YEARS(2019, 2024) \
    "population: { " inside " }; sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; }; };"

/* Graduates of 2020 were born from September 2004 to August 2005: a third of 2004's births and two
 * thirds of 2005's, less those lost: 0.95 (9000/3 + 2 x 12000/3) = 0.95 x 11000 = 10450. */
static void births_of_two_calendar_years_make_a_cohort(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COHORT("survival = 0.95; births = ((2003, 6000), (2004, 9000), (2005, 12000), (2007, 6000));"));
    assert_indicator(&m, "population.graduates", 2019, 0.95 * (2000.0 + 6000.0));
    assert_indicator(&m, "population.graduates", 2020, 10450.0);
    assert_indicator(&m, "population.graduates", 2021, 0.95 * (4000.0 + 6000.0)); /* 2006 lies between: 9000 */
    assert_indicator(&m, "population.graduates", 2024, 0.95 * 6000.0);            /* flat after 2007 */
    close_sim(&m);
}

static void listed_years_of_graduates_win_over_births(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COHORT("births = 9000; junior_graduates = ((2020, 7777), (2022, 8888));"));
    assert_indicator(&m, "population.graduates", 2019, 9000.0);
    assert_indicator(&m, "population.graduates", 2020, 7777.0);
    assert_indicator(&m, "population.graduates", 2021, 9000.0); /* not listed: not interpolated */
    assert_indicator(&m, "population.graduates", 2022, 8888.0);
    assert_indicator(&m, "population.graduates", 2023, 9000.0); /* nor flat */
    close_sim(&m);
}

static void without_births_graduates_are_a_path(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COHORT("junior_graduates = ((2020, 7000), (2022, 8000));"));
    assert_indicator(&m, "population.graduates", 2021, 7500.0);
    assert_indicator(&m, "population.graduates", 2024, 8000.0);
    close_sim(&m);
}

/* 10000 graduates, a tenth more come in, 0.9 of them enter: 9900. The share is planned to rise from
 * 0.3 to 0.5 and half of the rise arrives: 0.4, so 3960 apply. */
static void migration_entry_rate_and_delivered_share(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              COHORT("junior_graduates = 10000; net_migration = 0.1; upper_secondary_rate = 0.9; share_delivery = 0.5;"
                     "vocational_share = ((2019, 0.3), (2021, 0.5), (2022, 0.1));"));
    assert_indicator(&m, "population.upper_secondary_entrants", 2021, 9900.0);
    assert_indicator(&m, "population.effective_share", 2019, 0.3);
    assert_indicator(&m, "population.effective_share", 2020, 0.35);
    assert_indicator(&m, "population.effective_share", 2021, 0.4);
    assert_indicator(&m, "population.effective_share", 2022, 0.2); /* a fall is delivered by half, too */
    assert_indicator(&m, "enrolment.applicants.a", 2021, 3960.0);
    assert_indicator(&m, "enrolment.vocational_share", 2021, 0.4);
    assert_indicator(&m, "enrolment.general_intake", 2021, 5940.0);
    close_sim(&m);
}

static void no_delivery_keeps_the_first_years_share(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              COHORT("junior_graduates = 1000; share_delivery = 0; vocational_share = ((2019, 0.3), (2021, 0.5));"));
    assert_indicator(&m, "population.effective_share", 2024, 0.3);
    close_sim(&m);
}

/* No scenario can deliver more than the plan, but a sample could: 0.3 + 5 (0.6 - 0.3) = 1.8, and
 * 0.3 + 5 (0.1 - 0.3) = -0.7. Both ends are held. */
static void the_share_stays_within_zero_and_one(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COHORT("junior_graduates = 1000; vocational_share = ((2019, 0.3), (2020, 0.6), (2021, 0.1));"));
    run_free(&m.r);
    m.u.levels[parameter_row("population.share_delivery")->offset] = 5.0;
    assert_int_equal(run_init(&m.r, &m.u, &m.d), 0);
    assert_indicator(&m, "population.effective_share", 2020, 1.0);
    assert_indicator(&m, "population.effective_share", 2021, 0.0);
    close_sim(&m);
}

/* 400 of 1000 come in the end; where 0.8 of applicants do, 500 must have applied: half of all. */
static void applications_are_placed_by_the_admission_yield(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COHORT("junior_graduates = 1000; vocational_share = 0.4; admission_yield = 0.8;"));
    assert_indicator(&m, "enrolment.intake.a", 2020, 400.0);
    assert_indicator(&m, "enrolment.application_share", 2020, 0.5);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(births_of_two_calendar_years_make_a_cohort),
        cmocka_unit_test(listed_years_of_graduates_win_over_births),
        cmocka_unit_test(without_births_graduates_are_a_path),
        cmocka_unit_test(migration_entry_rate_and_delivered_share),
        cmocka_unit_test(no_delivery_keeps_the_first_years_share),
        cmocka_unit_test(the_share_stays_within_zero_and_one),
        cmocka_unit_test(applications_are_placed_by_the_admission_yield),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
