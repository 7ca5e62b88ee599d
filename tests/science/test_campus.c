/* Projects, places, workstations, equipment and initiatives. */
#include "support.h"

#define CAMPUS(last, inside) \
    YEARS(2019, last) \
    ENTRANTS(0) \
    "closure = \"show\"; sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; campus: { " \
    "places = 1000; }; }; };" inside
#define PLACES "label = \"p\"; kind = \"places\"; sector = \"a\"; amount = 600; "

/* From July 2020 for 2 + 0.5 years: half a year, a year and a year of 2.5; costs 1000 and a fifth more.
 * The window ends with 2022, so the places open in 2023. */
static void work_follows_the_overlap_of_window_and_year(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, CAMPUS(2024, "project: { p: { " PLACES
                               "cost = 1000; start = 2020.5; duration = 2; slip = 0.5; overrun = 0.2; }; };"));
    assert_indicator(&m, "project.p", 2019, 0.0);
    assert_indicator(&m, "project.p", 2020, 0.2);
    assert_indicator(&m, "project.p", 2021, 0.6);
    assert_indicator(&m, "project.p", 2022, 1.0);
    assert_indicator(&m, "funding.projects", 2020, 240.0);
    assert_indicator(&m, "funding.projects", 2021, 480.0);
    assert_indicator(&m, "funding.projects", 2022, 480.0);
    assert_indicator(&m, "funding.projects", 2023, 0.0);
    assert_indicator(&m, "campus.places.a", 2022, 1000.0);
    assert_indicator(&m, "campus.places.a", 2023, 1600.0);
    assert_indicator(&m, "campus.places.a", 2024, 1600.0);
    close_sim(&m);
}

/* A campus serves the autumn whose 1 September it is ready for: t + 2/3. */
static void a_window_that_ends_by_september_opens_that_autumn(void **state)
{
    static const struct {
        const char *window;
        int opens;
    } cases[] = {
        {"start = 2020; duration = 2.6666666666666665;", 2022},
        {"start = 2020.5; duration = 2; slip = 0.16666666666666666;", 2022},
        {"start = 2020.5; duration = 1.6666666666666667; slip = 0.5;", 2022},
        {"start = 2020.25; duration = 2; slip = 0.41666666666666669;", 2022},
        {"start = 2020.3333333333333; duration = 1.1666666666666667; slip = 1.1666666666666667;", 2022},
        {"start = 2020; duration = 2;", 2022}, /* ends with 2021 */
        {"start = 2020; duration = 2.667;", 2023},
        {"start = 2020; duration = 2.75;", 2023},
        {"start = 2020; duration = 3;", 2023},
        {"start = 2021; duration = 1.6;", 2022},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m;
        open_format(&m, CAMPUS(2024, "project: { p: { " PLACES "%s }; };"), cases[i].window);
        print_message("case %s\n", cases[i].window);
        for (int year = 2020; year <= 2024; year++)
            assert_near(value_of(&m, "campus.places.a", year), year >= cases[i].opens ? 1600.0 : 1000.0);
        close_sim(&m);
    }
}

/* 1000 over 2020 and 2021, with 200 a year to spend: f = 200/500 = 0.4 twice. What is left goes on at
 * half of the work a year: 2022 again 0.4 of 500; 2023 0.4 is left and 400 wished, f = 0.5; 2024 the last
 * 0.2 for 200. Finished long after its window, it opens in the autumn of 2024. */
static void work_left_over_goes_on_at_the_same_pace(void **state)
{
    static const double progress[] = {0.2, 0.4, 0.6, 0.8, 1.0, 1.0}, f[] = {0.4, 0.4, 0.4, 0.5, 1.0, 1.0};
    struct sim m;
    (void)state;
    open_text(
        &m, YEARS(2019, 2025) ENTRANTS(
                0) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; campus: { places = 1000; }; }; };"
                   "project: { p: { " PLACES
                   "cost = 1000; start = 2020; duration = 2; }; }; funding: { special_city = { after = 200; }; };");
    for (int t = 0; t < 6; t++) {
        assert_near(value_of(&m, "funding.affordability", 2020 + t), f[t]);
        assert_near(value_of(&m, "project.p", 2020 + t), progress[t]);
        assert_near(value_of(&m, "funding.projects", 2020 + t), t < 5 ? 200.0 : 0.0);
        assert_near(value_of(&m, "campus.places.a", 2020 + t), t >= 4 ? 1600.0 : 1000.0);
    }
    close_sim(&m);
}

/* Five eighths of the work by the end of 2020, the rest in 2021: 375 and 225 places. */
static void gradual_projects_open_in_step_with_the_work(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, CAMPUS(2022, "project: { p: { " PLACES
                               "opens = \"gradually\"; start = 2020; duration = 1.6; closes = 80; }; };"));
    assert_indicator(&m, "campus.places.a", 2020, 1000.0 + 375.0 - 50.0); /* closing follows, too */
    assert_indicator(&m, "campus.places.a", 2021, 1000.0 + 600.0 - 80.0);
    assert_indicator(&m, "campus.places.a", 2022, 1000.0 + 600.0 - 80.0);
    close_sim(&m);
}

/* 5 % of the places go out of use each year; the new campus of 600 replaces 300 old ones in 2021. */
static void places_retire_and_projects_close_old_ones(void **state)
{
    static const char *const sets[] = {"campus.places_retired.a=0.05"};
    struct sim m;
    (void)state;
    open_text_sets(&m, CAMPUS(2022, "project: { p: { " PLACES "start = 2020; duration = 1; closes = 300; }; };"), sets,
                   1);
    assert_indicator(&m, "campus.places.a", 2020, 950.0);
    assert_indicator(&m, "campus.places.a", 2021, 902.5 + 600.0 - 300.0);
    assert_indicator(&m, "campus.places.a", 2022, (902.5 + 300.0) * 0.95);
    close_sim(&m);
}

/* Half of a window from 2018 to 2020 lies before the base year's end: only the rest is still to be paid. */
static void work_before_the_base_years_end_is_done_and_paid(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, CAMPUS(2022, "project: { p: { " PLACES "cost = 900; start = 2018; duration = 3; }; };"));
    assert_indicator(&m, "project.p", 2019, 2.0 / 3.0);
    assert_indicator(&m, "funding.projects", 2020, 300.0);
    assert_indicator(&m, "campus.places.a", 2020, 1000.0);
    assert_indicator(&m, "campus.places.a", 2021, 1600.0);
    close_sim(&m);
}

/* W: 100 less a tenth, 20 added, 50 opened by a project in 2021. V: 1000 less a fifth, 300 bought.
 * 20 workstations cost 20 x 3 = 60. A project of 4 bases on top of 2. */
static void workstations_equipment_and_bases(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m, CAMPUS(2021,
                   "campus: { workstations = 100; station_retired = 0.1; workstations_added = ((2020, 20)); "
                   "workstation_cost = 3;"
                   " equipment = 1000; depreciation = 0.2; equipment_purchases = ((2020, 300)); bases = 2; };"
                   "project: { w: { label = \"w\"; kind = \"workstations\"; amount = 50; start = 2020; duration = 1; };"
                   " b: { label = \"b\"; kind = \"bases\"; amount = 4; start = 2020; duration = 1; };"
                   " o: { label = \"o\"; kind = \"buildings\"; amount = 9; start = 2020; duration = 1; }; };"));
    assert_indicator(&m, "campus.workstations", 2020, 110.0);
    assert_indicator(&m, "campus.workstations", 2021, 99.0 + 50.0);
    assert_indicator(&m, "campus.equipment_value", 2020, 1100.0);
    assert_indicator(&m, "campus.equipment_value", 2021, 880.0);
    assert_indicator(&m, "funding.workstations", 2020, 60.0);
    assert_indicator(&m, "funding.equipment", 2020, 300.0);
    assert_indicator(&m, "campus.bases", 2020, 2.0);
    assert_indicator(&m, "campus.bases", 2021, 6.0);
    assert_indicator(&m, "campus.places.a", 2021, 1000.0);
    close_sim(&m);
}

/* 4 begun in 2020 and 2 in 2021, two years each, three quarters succeed: 3 in 2022, 1.5 in 2023; one
 * was there before and one was begun in the base year. */
static void initiatives_are_done_when_their_duration_has_passed(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, CAMPUS(2024, "initiative: { i: { label = \"i\"; duration = 2; base = 1; success = 0.75; unit_cost = "
                               "5; starts = ((2018, 100), (2019, 4), (2020, 4), (2021, 2)); };"
                               " c: { label = \"c\"; base = 1; cap = 5; starts = ((2020, 3), (2021, 3)); }; };"));
    assert_indicator(&m, "initiative.i", 2019, 1.0);
    assert_indicator(&m, "initiative.i", 2020, 1.0);
    assert_indicator(&m, "initiative.i", 2021, 4.0);
    assert_indicator(&m, "initiative.i", 2022, 7.0);
    assert_indicator(&m, "initiative.i", 2023, 8.5);
    assert_indicator(&m, "initiative.i", 2024, 8.5);
    assert_indicator(&m, "funding.initiatives", 2020, 20.0); /* paid when begun */
    assert_indicator(&m, "funding.initiatives", 2021, 10.0);
    assert_indicator(&m, "funding.initiatives", 2022, 0.0);
    assert_indicator(&m, "initiative.c", 2020, 4.0);
    assert_indicator(&m, "initiative.c", 2021, 5.0); /* the cap, not 7 */
    close_sim(&m);
}

/* 2020 can pay half (20 of 4 x 10), 2021 all: what was begun in 2020 comes out at half in 2021, and f of
 * the finishing year does not matter. One that costs nothing never waits. */
static void only_initiatives_that_cost_something_wait_for_money(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        YEARS(2019, 2022) ENTRANTS(
            0) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; }; };"
               "initiative: { paid: { label = \"p\"; duration = 1; unit_cost = 10; starts = ((2020, 4), (2021, 1)); };"
               " free: { label = \"f\"; duration = 1; starts = ((2020, 4)); }; }; funding: { special_city = ((2020, "
               "20), (2021, 10)); };");
    assert_indicator(&m, "funding.affordability", 2020, 0.5);
    assert_indicator(&m, "funding.affordability", 2021, 1.0);
    assert_indicator(&m, "initiative.paid", 2020, 0.0);
    assert_indicator(&m, "initiative.paid", 2021, 2.0);
    assert_indicator(&m, "initiative.paid", 2022, 3.0);
    assert_indicator(&m, "initiative.free", 2021, 4.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_follows_the_overlap_of_window_and_year),
        cmocka_unit_test(a_window_that_ends_by_september_opens_that_autumn),
        cmocka_unit_test(work_left_over_goes_on_at_the_same_pace),
        cmocka_unit_test(gradual_projects_open_in_step_with_the_work),
        cmocka_unit_test(places_retire_and_projects_close_old_ones),
        cmocka_unit_test(work_before_the_base_years_end_is_done_and_paid),
        cmocka_unit_test(workstations_equipment_and_bases),
        cmocka_unit_test(initiatives_are_done_when_their_duration_has_passed),
        cmocka_unit_test(only_initiatives_that_cost_something_wait_for_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
