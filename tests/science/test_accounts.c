/* The year's accounts, line by line. */
#include "support.h"

/* 600 students last autumn and 900 this autumn (one-year programmes): F = 600 x 8/12 + 900 x 4/12 = 700. */
#define SCHOOL(last, sector, rest) \
    YEARS(2019, last) \
    ENTRANTS(900) \
    "closure = \"show\"; sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { " \
    "base_students = 600; }; " sector " }; };" rest

static void calendar_year_students_weigh_two_autumns(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2021,
                         "funding: { per_student = ((2019, 0.4), (2020, 0.5), (2021, 0.6)); tuition = 0.1; "
                         "operating_cost = 0.3; aid = 0.2; per_student_standard = 0.4; };",
                         ""));
    assert_indicator(&m, "funding.calendar_students.a", 2020, 700.0);
    assert_indicator(&m, "funding.calendar_students.a", 2021, 900.0);
    assert_indicator(&m, "funding.appropriation.a", 2020, 350.0);
    assert_indicator(&m, "funding.tuition.a", 2020, 70.0);
    assert_indicator(&m, "funding.operations.a", 2020, 210.0);
    assert_indicator(&m, "funding.aid.a", 2020, 140.0);
    assert_indicator(&m, "funding.fiscal_input", 2020, 350.0);
    assert_indicator(&m, "funding.revenue", 2020, 420.0);
    assert_indicator(&m, "funding.spending", 2020, 350.0);
    assert_indicator(&m, "funding.cash", 2020, 70.0);
    assert_indicator(&m, "funding.spending_per_student.a", 2020, 0.5);
    assert_indicator(&m, "funding.per_student.a", 2020, 0.5);
    assert_indicator(&m, "funding.per_student_growth.a", 2020, 0.25);
    assert_indicator(&m, "funding.per_student_growth.a", 2021, 0.2);
    assert_indicator(&m, "funding.per_student_to_standard.a", 2020, 1.25);
    close_sim(&m);
}

/* 20 teachers at 10 and a tenth more, 4 part-time (cap 0.2 x 20) at 3: 220 + 12 = 232, of which 0.75 is paid. */
static void payroll_and_staff_appropriation(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2020,
                         "faculty: { base_full_time = 20; quit_rate = 0; retirement = 0; part_time_plan = 9; };"
                         "funding: { salary = 10; performance_uplift = 0.1; part_time_pay = 3; staff_share = 0.75; };",
                         ""));
    assert_indicator(&m, "funding.payroll.a", 2020, 232.0);
    assert_indicator(&m, "funding.staff_appropriation.a", 2020, 174.0);
    assert_indicator(&m, "funding.fiscal_input", 2020, 174.0);
    assert_indicator(&m, "funding.recurrent_spending", 2020, 232.0);
    close_sim(&m);
}

/* Investment of 100 removes 30 of the base: 0.3 x 970 = 291, 9 less than 300. More than the base leaves 0. */
static void enterprise_investment_is_credited_before_the_share_is_taken(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2022, "",
                         "funding: { surcharge_base = 1000; surcharge_share = 0.3; enterprise_investment = ((2020, 0), "
                         "(2021, 100), (2022, 5000)); };"));
    assert_indicator(&m, "funding.surcharges", 2020, 300.0);
    assert_indicator(&m, "funding.surcharges", 2021, 291.0);
    assert_indicator(&m, "funding.surcharges", 2022, 0.0);
    assert_indicator(&m, "funding.surcharge_share", 2021, 0.3);
    close_sim(&m);
}

static void every_line_enters_revenue_and_only_public_ones_fiscal_input(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2020, "funding: { per_student = 0.5; };",
                         "training: { demand = 1000; other_capacity = 1000; };"
                         "funding: { special_city = ((2020, 1)); special_county = ((2020, 2)); special_joint = ((2020, "
                         "4)); other_recurrent = ((2020, 8));"
                         " surcharge_base = 100; surcharge_share = 0.16; performance_reward = ((2020, 32)); "
                         "social_capital = ((2020, 64));"
                         " training_price = 0.16; training_retained = 0.8; training_cost = 0.05; technology_income = "
                         "640; technology_staff_part = 0.6; bonds = ((2020, 512)); };"));
    /* 350 appropriation + 1 + 2 + 4 + 8 + 16 + 32 */
    assert_indicator(&m, "funding.special_funds", 2020, 7.0);
    assert_indicator(&m, "funding.fiscal_input", 2020, 413.0);
    assert_indicator(&m, "funding.training_income", 2020, 128.0);   /* 1000 x 0.16 x 0.8 */
    assert_indicator(&m, "funding.technology_income", 2020, 256.0); /* 640 x 0.4 */
    assert_indicator(&m, "funding.revenue", 2020, 413.0 + 64.0 + 128.0 + 256.0);
    assert_indicator(&m, "funding.training_spending", 2020, 50.0);
    assert_indicator(&m, "funding.bonds", 2020, 512.0);
    assert_indicator(&m, "funding.cash", 2020, 861.0 + 512.0 - 50.0);
    close_sim(&m);
}

static void bonds_count_as_fiscal_input_only_where_the_plan_says_so(void **state)
{
    static const char *const sets[] = {"bonds_in_fiscal_input=true"};
    static const char text[] = SCHOOL(2020, "funding: { per_student = 0.5; };", "funding: { bonds = ((2020, 512)); };");
    struct sim m;
    (void)state;
    open_text(&m, text);
    assert_indicator(&m, "funding.fiscal_input", 2020, 350.0);
    close_sim(&m);
    open_text_sets(&m, text, sets, 1);
    assert_indicator(&m, "funding.fiscal_input", 2020, 862.0);
    assert_indicator(&m, "funding.revenue", 2020, 350.0); /* cash, never income */
    assert_indicator(&m, "funding.cash", 2020, 862.0);
    close_sim(&m);
}

/* A plan's "other recurrent" of 4000 that pays the appropriation of 350 holds 3650 beside it, 4000 in all;
 * one of 300 holds nothing beside it. */
static void other_recurrent_may_include_the_appropriation(void **state)
{
    static const char *const sets[] = {"other_includes_appropriation=true"};
    static const char text[] = SCHOOL(2021, "funding: { per_student = 0.5; };",
                                      "funding: { other_recurrent = ((2020, 4000), (2021, 300)); };");
    struct sim m;
    (void)state;
    open_text(&m, text);
    assert_indicator(&m, "funding.fiscal_input", 2020, 4350.0);
    close_sim(&m);
    open_text_sets(&m, text, sets, 1);
    assert_indicator(&m, "funding.other_recurrent", 2020, 3650.0);
    assert_indicator(&m, "funding.fiscal_input", 2020, 4000.0);
    assert_indicator(&m, "funding.other_recurrent", 2021, 0.0);
    assert_indicator(&m, "funding.fiscal_input", 2021, 450.0); /* 0.5 x 900 */
    close_sim(&m);
}

/* Upkeep is for what was there last autumn: 0.02 x 500 places and 0.1 x 40 of equipment; none where
 * places have no limit. */
static void upkeep_is_paid_for_last_autumns_places_and_equipment(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2020, "campus: { places = 500; }; funding: { upkeep_per_place = 0.02; };",
                         "campus: { equipment = 40; equipment_purchases = ((2020, 1000)); }; funding: { "
                         "upkeep_equipment = 0.1; };"));
    assert_indicator(&m, "funding.upkeep", 2020, 14.0);
    close_sim(&m);
    open_text(&m, SCHOOL(2020, "funding: { upkeep_per_place = 0.02; };",
                         "campus: { equipment = 40; }; funding: { upkeep_equipment = 0.1; };"));
    assert_indicator(&m, "funding.upkeep", 2020, 4.0);
    close_sim(&m);
}

/* 600 secondary and 200 higher students, kept: area-wide 100 is shared 75 : 25, appropriations are their own. */
static void fiscal_input_is_split_between_secondary_and_higher(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2020)
                      ENTRANTS(600) "closure = \"show\"; enrolment: { completion = 1; };"
                                    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { "
                                    "base_students = 600; }; funding: { per_student = 0.5; }; };"
                                    " h: { label = \"h\"; level = \"higher\"; length = 1; enrolment: { base_students = "
                                    "200; applicants = 200; }; funding: { per_student = 2; }; }; };"
                                    "funding: { special_city = ((2020, 100)); };");
    assert_indicator(&m, "funding.fiscal_input_secondary", 2020, 375.0);
    assert_indicator(&m, "funding.fiscal_input_higher", 2020, 425.0);
    assert_indicator(&m, "funding.fiscal_input", 2020, 800.0);
    assert_indicator(&m, "funding.per_student", 2020, 700.0 / 800.0); /* of the summed counts */
    close_sim(&m);
}

static void debt_service_share_is_of_revenue(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL(2020, "funding: { per_student = 0.5; };",
                         "funding: { legacy_debt = 100; legacy_years = 4; legacy_rate = 0.1; };"));
    assert_indicator(&m, "funding.debt_service_share", 2020, 35.0 / 350.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_year_students_weigh_two_autumns),
        cmocka_unit_test(payroll_and_staff_appropriation),
        cmocka_unit_test(enterprise_investment_is_credited_before_the_share_is_taken),
        cmocka_unit_test(every_line_enters_revenue_and_only_public_ones_fiscal_input),
        cmocka_unit_test(bonds_count_as_fiscal_input_only_where_the_plan_says_so),
        cmocka_unit_test(other_recurrent_may_include_the_appropriation),
        cmocka_unit_test(upkeep_is_paid_for_last_autumns_places_and_equipment),
        cmocka_unit_test(fiscal_input_is_split_between_secondary_and_higher),
        cmocka_unit_test(debt_service_share_is_of_revenue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
