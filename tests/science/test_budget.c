/* What a year can afford: wish X, share f, and the three closure rules, by hand. */
#include "support.h"

/* Last autumn 1000 students and 10 teachers; every year 1000 leave and 1000 come, so F = 1000.
 * Revenue 1000 x 1.0 = 1000. Mandatory: pay 10 x 20 = 200, operations 600 = 800 in all.
 * Debt service: legacy 100 in two years at 10 %: 50 + 10 = 60. Bonds 70. Cash 50, floor 20.
 * Room = 50 - 20 + 1000 + 70 - 800 - 60 = 240.
 * X = project 800 over two years: 400, workstations 10 x 8 = 80, equipment 60, initiative 3 x 10 = 30,
 * upskilling min(6 candidates, 5 seats) x 6 = 30: 600 in all. f = 240/600 = 0.4. */
static const char tight[] = YEARS(2019, 2022) ENTRANTS(
    1000) "enrolment: { completion = 1; };"
          "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { base_students = 1000; };"
          " faculty: { base_full_time = 10; base_professional = 8; base_dual_qualified = 2; quit_rate = 0; retirement "
          "= 0; upskill_seats = ((2020, 5)); };"
          " funding: { per_student = 1; operating_cost = 0.6; salary = 20; upskill_cost = 6; }; }; };"
          "project: { hall: { label = \"hall\"; kind = \"buildings\"; cost = 800; start = 2020; duration = 2; }; };"
          "initiative: { paid: { label = \"p\"; starts = ((2020, 3)); unit_cost = 10; }; free: { label = \"f\"; starts "
          "= ((2020, 3)); }; };"
          "campus: { workstations_added = ((2020, 10)); workstation_cost = 8; equipment_purchases = ((2020, 60)); };"
          "funding: { cash_base = 50; cash_floor = 20; bonds = ((2020, 70)); bond_rate = 0; legacy_debt = 100; "
          "legacy_years = 2; legacy_rate = 0.1; };";

static void deferring_scales_every_discretionary_quantity_by_what_is_affordable(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, tight);
    assert_indicator(&m, "funding.affordability", 2020, 0.4);
    assert_indicator(&m, "funding.limit", 2020, 1.0);
    assert_indicator(&m, "funding.projects", 2020, 160.0);
    assert_indicator(&m, "project.hall", 2020, 0.2);
    assert_indicator(&m, "funding.workstations", 2020, 32.0);
    assert_indicator(&m, "campus.workstations", 2020, 4.0);
    assert_indicator(&m, "funding.equipment", 2020, 24.0);
    assert_indicator(&m, "campus.equipment_value", 2020, 24.0);
    assert_indicator(&m, "funding.initiatives", 2020, 12.0);
    assert_indicator(&m, "initiative.paid", 2020, 1.2);
    assert_indicator(&m, "initiative.free", 2020, 3.0);   /* costs nothing: does not wait */
    assert_indicator(&m, "faculty.trained.a", 2020, 2.0); /* 0.4 x 5 seats */
    assert_indicator(&m, "funding.upskilling.a", 2020, 12.0);
    assert_indicator(&m, "funding.capital_spending", 2020, 240.0);
    assert_indicator(&m, "funding.spending", 2020, 1040.0);
    assert_indicator(&m, "funding.cash", 2020, 20.0); /* exactly the floor */
    assert_indicator(&m, "funding.gap", 2020, 0.0);
    /* Needed 800 + 600 + 60; paid by 1000 + 70 and by cash from 50 down to the floor of 20. */
    assert_indicator(&m, "funding.put_off", 2020, 360.0);
    assert_indicator(&m, "funding.needed", 2020, 1460.0);
    assert_indicator(&m, "funding.savings_used", 2020, 30.0);
    assert_indicator(&m, "funding.shortfall", 2020, 360.0);
    /* 2021: room 20 - 20 + 1000 - 800 - (50 + 5) = 145; X = 400 for the project alone. */
    assert_indicator(&m, "funding.affordability", 2021, 0.3625);
    assert_indicator(&m, "project.hall", 2021, 0.2 + 0.5 * 0.3625);
    /* 2022: the window is over, half of the work a year at most; room 200 for X = 400. */
    assert_indicator(&m, "funding.affordability", 2022, 0.5);
    assert_indicator(&m, "project.hall", 2022, 0.2 + 0.5 * 0.3625 + 0.25);
    assert_indicator(&m, "funding.capital_cumulative", 2022, 240.0 + 145.0 + 200.0);
    close_sim(&m);
}

/* All 600 is spent: cash = 50 + 1000 + 70 - 800 - 600 - 60 = -340, 360 below the floor. */
static void showing_spends_all_and_reports_the_gap(void **state)
{
    static const char *const sets[] = {"closure=show"};
    struct sim m;
    (void)state;
    open_text_sets(&m, tight, sets, 1);
    assert_indicator(&m, "funding.affordability", 2020, 1.0);
    assert_indicator(&m, "funding.limit", 2020, 0.0);
    assert_indicator(&m, "funding.capital_spending", 2020, 600.0);
    assert_indicator(&m, "initiative.paid", 2020, 3.0);
    assert_indicator(&m, "funding.cash", 2020, -340.0);
    assert_indicator(&m, "funding.gap", 2020, 360.0);
    assert_indicator(&m, "funding.put_off", 2020, 0.0);
    assert_indicator(&m, "funding.needed", 2020, 1460.0);
    assert_indicator(&m, "funding.savings_used", 2020, 30.0);
    assert_indicator(&m, "funding.shortfall", 2020, 360.0);
    assert_indicator(&m, "funding.bonds", 2020, 70.0);
    assert_indicator(&m, "funding.debt", 2020, 70.0 + 50.0);
    close_sim(&m);
}

/* The same 360 becomes debt, beside the 70 of planned bonds and the 50 of legacy debt left. */
static void borrowing_spends_all_and_owes_the_gap(void **state)
{
    static const char *const sets[] = {"closure=borrow"};
    struct sim m;
    (void)state;
    open_text_sets(&m, tight, sets, 1);
    assert_indicator(&m, "funding.affordability", 2020, 1.0);
    assert_indicator(&m, "funding.bonds", 2020, 430.0);
    assert_indicator(&m, "funding.debt", 2020, 480.0);
    assert_indicator(&m, "funding.cash", 2020, 20.0);
    assert_indicator(&m, "funding.gap", 2020, 0.0);
    assert_indicator(&m, "funding.shortfall", 2020, 0.0); /* 1460 = 1000 + 430 + 30 */
    close_sim(&m);
}

/* Pay of 100 x 2 = 200 with nothing to pay it: nothing discretionary happens, and the shortfall is
 * carried as negative cash: -200, then -400. */
static void what_mandatory_spending_lacks_is_carried_as_negative_cash(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              YEARS(2019, 2021)
                  ENTRANTS(0) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; faculty: { "
                              "base_full_time = 100; quit_rate = 0; retirement = 0; };"
                              " funding: { salary = 2; }; }; }; campus: { equipment_purchases = { after = 50; }; };");
    assert_indicator(&m, "funding.affordability", 2020, 0.0);
    assert_indicator(&m, "funding.equipment", 2020, 0.0);
    assert_indicator(&m, "funding.cash", 2020, -200.0);
    assert_indicator(&m, "funding.gap", 2021, 400.0);
    assert_indicator(&m, "funding.shortfall", 2021, 250.0); /* another 200 of pay, and the 50 put off */
    close_sim(&m);
}

/* Nothing wished: f is 1 however poor the year is. */
static void a_year_without_wishes_is_affordable(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2020) ENTRANTS(0) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; }; "
                                                "}; funding: { cash_base = -500; };");
    assert_indicator(&m, "funding.affordability", 2020, 1.0);
    assert_indicator(&m, "funding.limit", 2020, 0.0);
    assert_indicator(&m, "funding.gap", 2020, 500.0);
    close_sim(&m);
}

/* The budget is made in January on last autumn's numbers: 100 students at 1 each promise 100 and the
 * purchase of 100 is made whole, though only 40 come and F = 800/12 + 160/12 = 80. */
static void the_budget_knows_only_last_autumns_students(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              YEARS(2019, 2020) ENTRANTS(40) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; "
                                             "enrolment: { base_students = 100; }; funding: { per_student = 1; }; }; };"
                                             "campus: { equipment_purchases = ((2020, 100)); };");
    assert_indicator(&m, "funding.affordability", 2020, 1.0);
    assert_indicator(&m, "funding.equipment", 2020, 100.0);
    assert_indicator(&m, "funding.revenue", 2020, 80.0);
    assert_indicator(&m, "funding.cash", 2020, -20.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deferring_scales_every_discretionary_quantity_by_what_is_affordable),
        cmocka_unit_test(showing_spends_all_and_reports_the_gap),
        cmocka_unit_test(borrowing_spends_all_and_owes_the_gap),
        cmocka_unit_test(what_mandatory_spending_lacks_is_carried_as_negative_cash),
        cmocka_unit_test(a_year_without_wishes_is_affordable),
        cmocka_unit_test(the_budget_knows_only_last_autumns_students),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
