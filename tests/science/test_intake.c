/* What limits intake: demand, places, teachers; pooling; the vocational share; industries. */
#include "support.h"

/* 900 students in three equal grades, nobody lost: 300 in the second and 300 in the third year, of whom
 * 0.4 are present: 300 + 120 = 420. 800 apply. */
#define THREE_GRADES(inside) \
    YEARS(2019, 2021) \
    ENTRANTS(800) \
    NO_LOSSES "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { " \
              "base_students = 900; presence_last = 0.4; %s };" inside " }; };"

static void the_smallest_limit_is_the_intake_and_gives_its_code(void **state)
{
    static const struct {
        const char *enrolment, *rest;
        double intake, code;
    } cases[] = {
        {"", "", 800, 0},
        {"", "campus: { places = 1000; };", 580, 1},                       /* 1000 - 420 */
        {"max_ratio = 20;", "faculty: { base_full_time = 40; };", 380, 2}, /* 20 x 40 - 420 */
        {"max_ratio = 20;", "faculty: { base_full_time = 40; }; campus: { places = 1000; };", 380, 2},
        {"max_ratio = 20;", "faculty: { base_full_time = 55; }; campus: { places = 1000; };", 580, 1}, /* 680 taught */
        {"max_ratio = 20;", "faculty: { base_full_time = 70; }; campus: { places = 2000; };", 800, 0}, /* 980 taught */
        {"", "campus: { places = 300; };", 0, 1}, /* more are there already */
        {"max_ratio = 20;", "faculty: { base_full_time = 20; };", 0, 2},
        {"", "campus: { places = 1220; };", 800, 0}, /* just enough */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m;
        open_format(&m, THREE_GRADES("%s"), cases[i].enrolment, cases[i].rest);
        print_message("case %zu\n", i);
        assert_indicator(&m, "enrolment.applicants.a", 2020, 800.0);
        assert_indicator(&m, "enrolment.intake.a", 2020, cases[i].intake);
        assert_indicator(&m, "enrolment.unplaced.a", 2020, 800.0 - cases[i].intake);
        assert_indicator(&m, "enrolment.limit.a", 2020, cases[i].code);
        assert_indicator(&m, "enrolment.students.a", 2020, 600.0 + cases[i].intake);
        assert_indicator(&m, "enrolment.present.a", 2020, 420.0 + cases[i].intake);
        close_sim(&m);
    }
}

/* Enterprise practice takes a tenth of 30 professional teachers, part-time 10 count half:
 * 10 + 27 + 5 = 42, x 20 = 840, less 420 = 420. */
static void the_teachers_limit_counts_teaching_strength(void **state)
{
    struct sim m;
    (void)state;
    open_format(&m,
                THREE_GRADES("faculty: { base_full_time = 40; base_professional = 30; practice_share = 0.1; "
                             "part_time_plan = 10; quota = 50; };"),
                "max_ratio = 20;");
    assert_indicator(&m, "faculty.teaching_strength.a", 2020, 42.0);
    assert_indicator(&m, "enrolment.intake.a", 2020, 420.0);
    close_sim(&m);
}

/* In a one-year programme the first year is the last: half are away, so 100 places take 200. */
static void a_one_year_programmes_places_serve_those_present(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              YEARS(2019, 2020) ENTRANTS(500) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; "
                                              "enrolment: { presence_last = 0.5; }; campus: { places = 100; }; }; };");
    assert_indicator(&m, "enrolment.seats.a", 2020, 200.0);
    assert_indicator(&m, "enrolment.intake.a", 2020, 200.0);
    assert_indicator(&m, "enrolment.present.a", 2020, 100.0);
    assert_indicator(&m, "campus.occupancy.a", 2020, 1.0);
    close_sim(&m);
}

/* 1000 apply, one-year programmes. a: 600 for 390 places, b: 100 for 30, c: 200 for 260, d: 100 for 120.
 * Unmet 210 + 70 = 280, spare 60 + 20 = 80. All 80 move: out of a 80 x 210/280 = 60, of b 20; into c
 * 80 x 60/80 = 60, into d 20. At 0.5, half of each. A higher sector's free places do not matter. */
static const char pooled[] = YEARS(2019, 2020)
    ENTRANTS(1000) "sector: {"
                   " a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { sector_share = 0.6; }; "
                   "campus: { places = 390; }; };"
                   " b: { label = \"b\"; level = \"secondary\"; length = 1; enrolment: { sector_share = 0.1; }; "
                   "campus: { places = 30; }; };"
                   " c: { label = \"c\"; level = \"secondary\"; length = 1; enrolment: { sector_share = 0.2; }; "
                   "campus: { places = 260; }; };"
                   " d: { label = \"d\"; level = \"secondary\"; length = 1; enrolment: { sector_share = 0.1; }; "
                   "campus: { places = 120; }; };"
                   " h: { label = \"h\"; level = \"higher\"; length = 1; campus: { places = 5000; }; }; };";

static void pooling_moves_the_unplaced_in_proportion(void **state)
{
    static const struct {
        const char *set;
        double pooling;
    } cases[] = {{"enrolment.pooling=0", 0}, {"enrolment.pooling=0.5", 0.5}, {"enrolment.pooling=1", 1}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const double p = cases[i].pooling;
        struct sim m;
        open_text_sets(&m, pooled, &cases[i].set, 1);
        assert_indicator(&m, "enrolment.moved_out.a", 2020, 60 * p);
        assert_indicator(&m, "enrolment.moved_out.b", 2020, 20 * p);
        assert_indicator(&m, "enrolment.moved_in.c", 2020, 60 * p);
        assert_indicator(&m, "enrolment.moved_in.d", 2020, 20 * p);
        assert_indicator(&m, "enrolment.moved_in.a", 2020, 0.0);
        assert_indicator(&m, "enrolment.moved_out.c", 2020, 0.0);
        assert_indicator(&m, "enrolment.intake.a", 2020, 390.0);
        assert_indicator(&m, "enrolment.intake.c", 2020, 200 + 60 * p);
        assert_indicator(&m, "enrolment.intake.d", 2020, 100 + 20 * p);
        assert_indicator(&m, "enrolment.intake.h", 2020, 0.0);
        assert_indicator(&m, "enrolment.unplaced.a", 2020, 210 - 60 * p);
        assert_indicator(&m, "enrolment.unplaced.b", 2020, 70 - 20 * p);
        assert_indicator(&m, "enrolment.unplaced", 2020, 280 - 80 * p);
        assert_indicator(&m, "enrolment.intake", 2020, 720 + 80 * p);
        assert_indicator(&m, "enrolment.vocational_share", 2020, 0.72 + 0.08 * p);
        close_sim(&m);
    }
}

/* Where spare places exceed the unmet, only the unmet move: d has 2120 places, c 260: unmet 280, spare
 * 60 + 2020 = 2080; c takes 280 x 60/2080. */
static void pooling_never_moves_more_than_the_unmet(void **state)
{
    static const char *const sets[] = {"enrolment.pooling=1", "campus.places.d=2120"};
    struct sim m;
    (void)state;
    open_text_sets(&m, pooled, sets, 2);
    assert_indicator(&m, "enrolment.unplaced", 2020, 0.0);
    assert_indicator(&m, "enrolment.moved_in.c", 2020, 280.0 * 60.0 / 2080.0);
    assert_indicator(&m, "enrolment.moved_in.d", 2020, 280.0 * 2020.0 / 2080.0);
    close_sim(&m);
}

/* A sector without a limit of places takes all who are left over. */
static void pooling_fills_a_sector_without_limit(void **state)
{
    static const char *const sets[] = {"enrolment.pooling=1", "campus.places.d=none"};
    struct sim m;
    (void)state;
    open_text_sets(&m, pooled, sets, 2);
    near_at(value_of(&m, "enrolment.moved_in.d", 2020), 280.0, 1e-6, "moved in", __FILE__, __LINE__);
    assert_indicator(&m, "enrolment.unplaced", 2020, 0.0);
    assert_indicator(&m, "enrolment.intake", 2020, 1000.0);
    close_sim(&m);
}

/* 1000 entrants, half vocational, 100 others apply, too: 600 for 300 places. A sixth of those placed
 * come from outside: 250 of 1000 entrants are in vocational, 750 in general schools.
 * General schools had 3000 in three grades of 1000; 750 replace 1000: 300 of 300 + 2750 are vocational. */
static void the_vocational_share_excludes_applicants_from_outside(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        YEARS(2019, 2021) "population: { junior_graduates = 1000; vocational_share = 0.5; general_students = 3000; };"
                          "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { base_students "
                          "= 300; external = 100; }; campus: { places = 300; }; }; };");
    assert_indicator(&m, "enrolment.applicants.a", 2020, 600.0);
    assert_indicator(&m, "enrolment.vocational_share", 2020, 0.25);
    assert_indicator(&m, "enrolment.general_intake", 2020, 750.0);
    assert_indicator(&m, "enrolment.vocational_share_of_stock", 2019, 300.0 / 3300.0);
    assert_indicator(&m, "enrolment.vocational_share_of_stock", 2020, 300.0 / 3050.0);
    assert_indicator(&m, "enrolment.vocational_share_of_stock", 2021, 300.0 / 2800.0);
    close_sim(&m);
}

/* A base year whose first grade is smaller than the outside applicants of the path: nobody local was
 * placed, but a share is never negative. */
static void the_base_years_vocational_share_is_never_negative(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2021) "population: { junior_graduates = 1000; vocational_share = 0.5; };"
                                    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { "
                                    "base_students = 60; external = ((2020, 100)); }; }; };");
    assert_true(value_of(&m, "enrolment.vocational_share", 2019) >= 0.0);
    close_sim(&m);
}

/* 300 graduate and 500 study; a fifth in it: 100 students, 60 graduates for 50 jobs = 1.2, which is not
 * above 1.2. 40 jobs = 1.5 is. Where jobs are unknown there is no warning; no programme, no graduates. */
static void industries_and_their_early_warning(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2020) ENTRANTS(500) "enrolment: { completion = 1; };"
                                                  "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; "
                                                  "enrolment: { base_students = 300; }; }; };"
                                                  "industry: { just: { label = \"j\"; share = 0.2; labour_demand = 50; "
                                                  "}; over: { label = \"o\"; share = 0.2; labour_demand = 40; };"
                                                  " unknown: { label = \"u\"; share = 0.3; }; none: { label = \"n\"; "
                                                  "share = 0; labour_demand = 10; }; };");
    assert_indicator(&m, "industry.students.just", 2020, 100.0);
    assert_indicator(&m, "industry.graduates.just", 2020, 60.0);
    assert_indicator(&m, "industry.oversupply.just", 2020, 1.2);
    assert_indicator(&m, "industry.warning.just", 2020, 0.0);
    assert_indicator(&m, "industry.oversupply.over", 2020, 1.5);
    assert_indicator(&m, "industry.warning.over", 2020, 1.0);
    assert_indicator(&m, "industry.warning.unknown", 2020, 0.0);
    assert_true(value_of(&m, "industry.oversupply.unknown", 2020) > ABSENT_ABOVE);
    assert_indicator(&m, "industry.oversupply.none", 2020, 0.0);
    assert_indicator(&m, "industry.other_students", 2020, 150.0); /* 0.3 of 500 */
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_limit_is_the_intake_and_gives_its_code),
        cmocka_unit_test(the_teachers_limit_counts_teaching_strength),
        cmocka_unit_test(a_one_year_programmes_places_serve_those_present),
        cmocka_unit_test(pooling_moves_the_unplaced_in_proportion),
        cmocka_unit_test(pooling_never_moves_more_than_the_unmet),
        cmocka_unit_test(pooling_fills_a_sector_without_limit),
        cmocka_unit_test(the_vocational_share_excludes_applicants_from_outside),
        cmocka_unit_test(the_base_years_vocational_share_is_never_negative),
        cmocka_unit_test(industries_and_their_early_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
