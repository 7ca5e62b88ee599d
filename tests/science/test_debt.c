/* Debt service by hand: interest on the opening balance, principal by kind of bond. */
#include "support.h"

/* One sector without students or staff: the only money that moves is what the test writes. */
#define MONEY(top, inside) \
    YEARS(2019, 2026) \
    ENTRANTS(0) top "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; }; }; funding: { " inside " };"

struct service {
    int year;
    double interest, repaid, debt;
};

static void assert_service(const struct sim *m, const struct service *s, int count)
{
    for (int i = 0; i < count; i++) {
        assert_near(value_of(m, "funding.interest", s[i].year), s[i].interest);
        assert_near(value_of(m, "funding.repayment", s[i].year), s[i].repaid);
        assert_near(value_of(m, "funding.debt_service", s[i].year), s[i].interest + s[i].repaid);
        assert_near(value_of(m, "funding.debt", s[i].year), s[i].debt);
    }
}

/* 1000 issued in 2020 at 5 %, 600 in 2021 at 4 %, both for three years. */
static void bullet_bonds_are_repaid_whole_at_the_end_of_their_term(void **state)
{
    static const struct service expected[] = {{2020, 0, 0, 1000},         {2021, 50, 0, 1600}, {2022, 50 + 24, 0, 1600},
                                              {2023, 50 + 24, 1000, 600}, {2024, 24, 600, 0},  {2025, 0, 0, 0}};
    struct sim m;
    double cash = 5000;
    (void)state;
    open_text(&m, MONEY("", "cash_base = 5000; bonds = ((2020, 1000), (2021, 600)); bond_rate = ((2020, 0.05), (2021, "
                            "0.04)); bond_term = 3;"));
    assert_service(&m, expected, 6);
    for (int i = 0; i < 6; i++) { /* bonds are cash, service is paid from it */
        cash += (i == 0 ? 1000 : i == 1 ? 600 : 0) - expected[i].interest - expected[i].repaid;
        assert_near(value_of(&m, "funding.cash", 2020 + i), cash);
        assert_near(value_of(&m, "funding.revenue", 2020 + i), 0.0);
    }
    close_sim(&m);
}

/* 1000 at 5 % in four equal parts of 250 from the year after issue: 50, 37.5, 25, 12.5 of interest. */
static void serial_bonds_are_repaid_in_equal_parts_from_the_year_after_issue(void **state)
{
    static const struct service expected[] = {{2020, 0, 0, 1000},   {2021, 50, 250, 750}, {2022, 37.5, 250, 500},
                                              {2023, 25, 250, 250}, {2024, 12.5, 250, 0}, {2025, 0, 0, 0}};
    struct sim m;
    (void)state;
    open_text(&m, MONEY("serial_bonds = true;",
                        "cash_base = 5000; bonds = ((2020, 1000)); bond_rate = 0.05; bond_term = 4;"));
    assert_service(&m, expected, 6);
    close_sim(&m);
}

/* Two serial bonds for two years: 1000 at 5 % in 2020 and 400 at 10 % in 2021. */
static void serial_bonds_of_two_years_overlap(void **state)
{
    static const struct service expected[] = {
        {2021, 50, 500, 900}, {2022, 25 + 40, 500 + 200, 200}, {2023, 20, 200, 0}, {2024, 0, 0, 0}};
    struct sim m;
    (void)state;
    open_text(&m, MONEY("serial_bonds = true;", "cash_base = 5000; bonds = ((2020, 1000), (2021, 400)); bond_rate = "
                                                "((2020, 0.05), (2021, 0.1)); bond_term = 2;"));
    assert_service(&m, expected, 4);
    close_sim(&m);
}

/* The base year's bonds are owed with the legacy debt: 200 + 90 in 2019. */
static void bonds_of_the_base_year_are_owed_too(void **state)
{
    static const struct service expected[] = {{2020, 10 + 9, 30, 260}, {2021, 10 + 6, 200 + 30, 30}, {2022, 3, 30, 0}};
    struct sim m;
    (void)state;
    open_text(&m, MONEY("", "cash_base = 5000; bonds = ((2019, 200)); bond_rate = 0.05; bond_term = 2; legacy_debt = "
                            "90; legacy_years = 3; legacy_rate = 0.1;"));
    assert_indicator(&m, "funding.debt", 2019, 290.0);
    assert_service(&m, expected, 3);
    close_sim(&m);
}

/* 1000 in three equal parts: 333.33; interest 10 % of 1000, 666.67, 333.33. */
static void legacy_debt_is_repaid_in_equal_parts_from_the_first_projected_year(void **state)
{
    static const struct service expected[] = {{2020, 100, 1000.0 / 3, 2000.0 / 3},
                                              {2021, 200.0 / 3, 1000.0 / 3, 1000.0 / 3},
                                              {2022, 100.0 / 3, 1000.0 / 3, 0},
                                              {2023, 0, 0, 0}};
    struct sim m;
    (void)state;
    open_text(&m, MONEY("", "cash_base = 5000; legacy_debt = 1000; legacy_years = 3; legacy_rate = 0.1;"));
    assert_service(&m, expected, 4);
    assert_indicator(&m, "funding.legacy_debt", 2019, 1000.0);
    assert_indicator(&m, "funding.legacy_debt", 2021, 1000.0 / 3);
    assert_indicator(&m, "funding.legacy_debt", 2022, 0.0);
    close_sim(&m);
}

/* Equipment for 100, no money. 2020: 100 is borrowed for two years at 5 %. 2021: its interest of 5 is
 * borrowed, debt 105. 2022: 100 falls due and 5.25 of interest: 105.25 is borrowed, debt
 * 105 - 100 + 105.25 = 110.25. 2023: the 5 fall due and 0.05 x 110.25 = 5.5125 of interest. */
static void borrowing_is_a_bond_of_its_year(void **state)
{
    static const struct service expected[] = {
        {2020, 0, 0, 100}, {2021, 5, 0, 105}, {2022, 5.25, 100, 110.25}, {2023, 5.5125, 5, 115.7625}};
    struct sim m;
    (void)state;
    open_text(&m, MONEY("closure = \"borrow\"; campus: { equipment_purchases = ((2020, 100)); };",
                        "bond_rate = 0.05; bond_term = 2;"));
    assert_service(&m, expected, 4);
    assert_indicator(&m, "funding.bonds", 2020, 100.0);
    assert_indicator(&m, "funding.bonds", 2021, 5.0);
    assert_indicator(&m, "funding.bonds", 2022, 105.25);
    for (int year = 2020; year <= 2026; year++) {
        assert_near(value_of(&m, "funding.cash", year), 0.0);
        assert_near(value_of(&m, "funding.gap", year), 0.0);
        assert_near(value_of(&m, "funding.affordability", year), 1.0);
    }
    assert_indicator(&m, "campus.equipment_value", 2020, 100.0);
    close_sim(&m);
}

/* Only what is missing to the floor is borrowed: 30 in hand, floor 10, purchase 100 -> 80. */
static void borrowing_keeps_the_cash_floor(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, MONEY("closure = \"borrow\"; campus: { equipment_purchases = ((2020, 100)); };",
                        "cash_base = 30; cash_floor = 10; bond_term = 15;"));
    assert_indicator(&m, "funding.bonds", 2020, 80.0);
    assert_indicator(&m, "funding.cash", 2020, 10.0);
    assert_indicator(&m, "funding.gap", 2020, 0.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bullet_bonds_are_repaid_whole_at_the_end_of_their_term),
        cmocka_unit_test(serial_bonds_are_repaid_in_equal_parts_from_the_year_after_issue),
        cmocka_unit_test(serial_bonds_of_two_years_overlap),
        cmocka_unit_test(bonds_of_the_base_year_are_owed_too),
        cmocka_unit_test(legacy_debt_is_repaid_in_equal_parts_from_the_first_projected_year),
        cmocka_unit_test(borrowing_is_a_bond_of_its_year),
        cmocka_unit_test(borrowing_keeps_the_cash_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
