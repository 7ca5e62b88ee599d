/* Cohort survival in closed form. Grade g of a cohort that entered with I students holds
 * I S(g), S(1) = 1, S(g) = (1 - d1)(1 - d)^(g-2); graduates are what grade L held, times c. */
#include "support.h"

static const double D1 = 0.10, D = 0.04, C = 0.95, INTAKE = 1200.0;
static const double WEIGHT[5] = {500, 400, 320, 250, 130};

static double survive(int grade)
{
    double s = grade == 1 ? 1.0 : 1.0 - D1;
    for (int g = 3; g <= grade; g++)
        s *= 1.0 - D;
    return s;
}

/* Students in grade g, t years after the base year. */
static double in_grade(int g, int t)
{
    return t >= g ? INTAKE * survive(g) : WEIGHT[g - t - 1] * survive(g) / survive(g - t);
}

static double stock(int length, int t)
{
    double sum = 0;
    for (int g = 1; g <= length; g++)
        sum += in_grade(g, t);
    return sum;
}

static void stock_graduates_and_dropouts_of_a_constant_intake(void **state)
{
    (void)state;
    for (int length = 1; length <= 5; length++) {
        struct sim m;
        open_format(
            &m,
            YEARS(2019, 2033) ENTRANTS(
                1200) "sector: { a: { label = \"a\"; level = \"secondary\"; length = %d; enrolment: {"
                      "base_students = %.1f; grade_1 = 500; grade_2 = 400; grade_3 = 320; grade_4 = 250; grade_5 = 130;"
                      "dropout_1 = 0.10; dropout_later = 0.04; completion = 0.95; }; }; };",
            length, stock(length, 0));
        for (int t = 1; t <= 14; t++) {
            double lost = in_grade(length, t - 1) * (1.0 - C);
            for (int g = 1; g < length; g++)
                lost += in_grade(g, t - 1) * (g == 1 ? D1 : D);
            assert_near(value_of(&m, "enrolment.students.a", 2019 + t), stock(length, t));
            assert_near(value_of(&m, "enrolment.graduates.a", 2019 + t), in_grade(length, t - 1) * C);
            assert_near(value_of(&m, "enrolment.dropouts.a", 2019 + t), lost);
            assert_near(value_of(&m, "enrolment.intake.a", 2019 + t), INTAKE);
        }
        close_sim(&m);
    }
}

/* 1000 enter each year from 2020, none were there before. 5 bridged programmes of 40 take 200.
 * Of 1000, (1-0.1)(1-0.05) = 0.855 reach the third year and 0.9 of them graduate: 769.5 from 2023,
 * of whom 200 x 0.7695 = 153.9 bridged and 615.6 regular.
 * Going on: 0.3 x 615.6 = 184.68, bridged 0.9 x 153.9 = 138.51, together 323.19.
 * Locally: 0.6 x 184.68 + 138.51 = 110.808 + 138.51 = 249.318. */
static const char bridged[] = YEARS(2019, 2026)
    ENTRANTS(1000) "enrolment: { local_retention = 0.6; bridge_progression = 0.9; };"
                   "sector: { v: { label = \"v\"; level = \"secondary\"; length = 3; enrolment: { dropout_1 = 0.1; "
                   "dropout_later = 0.05; completion = 0.9;"
                   " progression = 0.3; bridge_programmes = 5; bridge_class = 40; bridge_cap = 0.5; }; };"
                   " h1: { label = \"h1\"; level = \"higher\"; length = 3; enrolment: { sector_share = 0.25; "
                   "applicants = 500; }; };"
                   " h2: { label = \"h2\"; level = \"higher\"; length = 2; enrolment: { sector_share = 0.75; "
                   "applicants = ((2020, 80), (2026, 200)); }; }; };";

static void graduates_of_both_tracks_become_the_higher_sectors_demand(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, bridged);
    for (int year = 2020; year <= 2026; year++) {
        const int out = year >= 2023;
        const double local = out ? 249.318 : 0.0, outside = 80.0 + 20.0 * (year - 2020);
        assert_near(value_of(&m, "enrolment.intake_bridged.v", year), 200.0);
        assert_near(value_of(&m, "enrolment.graduates.v", year), out ? 769.5 : 0.0);
        assert_near(value_of(&m, "enrolment.graduates_bridged.v", year), out ? 153.9 : 0.0);
        assert_near(value_of(&m, "enrolment.progressing.v", year), out ? 323.19 : 0.0);
        assert_near(value_of(&m, "enrolment.progressing_local.v", year), local);
        assert_near(value_of(&m, "enrolment.applicants.h1", year), 500.0 + 0.25 * local);
        assert_near(value_of(&m, "enrolment.intake.h1", year), 500.0 + 0.25 * local);
        assert_near(value_of(&m, "enrolment.intake.h2", year), outside + 0.75 * local);
    }
    assert_indicator(&m, "enrolment.progression_rate.v", 2024, 323.19 / 769.5);
    close_sim(&m);
}

/* 20 programmes x 40 = 800 would be bridged; the cap is half of 1000. */
static void bridged_intake_stops_at_its_cap(void **state)
{
    static const char *const sets[] = {"enrolment.bridge_programmes.v=20"};
    struct sim m;
    (void)state;
    open_text_sets(&m, bridged, sets, 1);
    assert_indicator(&m, "enrolment.intake_bridged.v", 2020, 500.0);
    assert_indicator(&m, "enrolment.graduates_bridged.v", 2023, 500.0 * 0.7695);
    close_sim(&m);
}

/* Two programmes exist, one more comes in 2021: 80, then 120 bridged students a year. */
static void bridged_programmes_can_be_an_initiatives_count(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m, YEARS(2019, 2022) ENTRANTS(
                1000) "initiative: { links: { label = \"links\"; base = 2; starts = ((2021, 1)); }; };"
                      "sector: { v: { label = \"v\"; level = \"secondary\"; length = 3; bridge_initiative = \"links\";"
                      " enrolment: { bridge_programmes = 9; bridge_class = 40; }; }; };");
    assert_indicator(&m, "enrolment.intake_bridged.v", 2020, 80.0);
    assert_indicator(&m, "enrolment.intake_bridged.v", 2021, 120.0);
    assert_indicator(&m, "enrolment.intake_bridged.v", 2022, 120.0);
    close_sim(&m);
}

/* 300 students in three equal grades, a fifth of them bridged; all complete: 100 graduate in 2020. */
static void base_years_bridged_students_stay_bridged(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2021) ENTRANTS(100) NO_LOSSES
              "sector: { v: { label = \"v\"; level = \"secondary\"; length = 3; enrolment: { base_students = 300; "
              "base_bridged = 0.2; }; }; };");
    assert_indicator(&m, "enrolment.intake.v", 2019, 100.0);
    assert_indicator(&m, "enrolment.intake_bridged.v", 2019, 20.0);
    assert_indicator(&m, "enrolment.graduates_bridged.v", 2020, 20.0);
    assert_indicator(&m, "enrolment.students.v", 2021, 300.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_graduates_and_dropouts_of_a_constant_intake),
        cmocka_unit_test(graduates_of_both_tracks_become_the_higher_sectors_demand),
        cmocka_unit_test(bridged_intake_stops_at_its_cap),
        cmocka_unit_test(bridged_programmes_can_be_an_initiatives_count),
        cmocka_unit_test(base_years_bridged_students_stay_bridged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
