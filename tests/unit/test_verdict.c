/* What a run says of its targets. An initiative is a number that is known every year: base 0, and
 * 10, 20, 30, 40, 50 from 2020 to 2024. */
#include "support.h"

#define COUNT(targets) \
    YEARS(2019, 2024) \
    ENTRANTS(0) \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; faculty: { part_time_cap = 0.25; }; };" \
    " b: { label = \"b\"; level = \"higher\"; length = 3; }; };" \
    "initiative: { n: { label = \"n\"; starts = { after = 10; }; }; down: { label = \"d\"; base = 5; }; };" \
    "rule: { r: { label = \"r\"; value = 4; }; }; target: { " targets " };"
#define TARGET(id, rest) id ": { label = \"t\"; area = \"programme\"; kind = \"level\"; " rest " };"

static const struct result *result_of(const struct sim *m, const char *id)
{
    for (int i = 0; i < m->s.target_count; i++) {
        if (strcmp(m->r.results[i].target->id, id) == 0)
            return &m->r.results[i];
    }
    print_error("no target %s\n", id);
    fail();
    return NULL;
}

static void assert_verdict(const struct sim *m, const char *id, enum verdict verdict, double reached, double gap,
                           int first_year)
{
    const struct result *r = result_of(m, id);
    print_message("target %s: %s\n", id, verdict_name(r->verdict, false));
    assert_int_equal(r->verdict, verdict);
    assert_near(r->reached, reached);
    assert_near(r->gap, gap);
    assert_int_equal(r->first_year, first_year);
}

static void met_late_and_missed(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m, COUNT(TARGET("met", "indicator = \"initiative.n\"; comparator = \">=\"; value = 25; due = 2022;") TARGET(
                "just", "indicator = \"initiative.n\"; comparator = \">=\"; value = 30; due = 2022;")
                      TARGET("late", "indicator = \"initiative.n\"; comparator = \">=\"; value = 40; due = 2022;")
                          TARGET("missed", "indicator = \"initiative.n\"; comparator = \">=\"; value = 60; due = 2022;")
                              TARGET("last", "indicator = \"initiative.n\"; comparator = \">=\"; value = 50;")));
    assert_verdict(&m, "met", VERDICT_MET, 30, 0, 2022);
    assert_verdict(&m, "just", VERDICT_MET, 30, 0, 2022);
    assert_verdict(&m, "late", VERDICT_LATE, 30, -10, 2023);
    assert_verdict(&m, "missed", VERDICT_MISSED, 30, -30, 0);
    assert_verdict(&m, "last", VERDICT_MET, 50, 0, 2024); /* without `due`: the last year */
    assert_near(result_of(&m, "late")->gap_share, -0.25);
    assert_near(result_of(&m, "missed")->gap_share, -0.5);
    assert_near(result_of(&m, "met")->gap_share, 0.0);
    assert_string_equal(result_of(&m, "met")->bound_en, "");
    assert_true(*result_of(&m, "missed")->bound_en && *result_of(&m, "missed")->bound_zh);
    assert_int_equal(m.r.met, 3);
    assert_int_equal(m.r.late, 1);
    assert_int_equal(m.r.missed, 1);
    assert_int_equal(m.r.unevaluated, 0);
    close_sim(&m);
}

static void at_most_equal_and_range(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        COUNT(
            TARGET("most", "indicator = \"initiative.n\"; comparator = \"<=\"; value = 30; due = 2022;") TARGET(
                "most_no", "indicator = \"initiative.n\"; comparator = \"<=\"; value = 20; due = 2022;")
                TARGET("same", "indicator = \"initiative.n\"; comparator = \"=\"; value = 30; due = 2022;") TARGET(
                    "same_no", "indicator = \"initiative.n\"; comparator = \"=\"; value = 31; due = 2022;")
                    TARGET("same_late", "indicator = \"initiative.n\"; comparator = \"=\"; value = 40; due = 2022;")
                        TARGET("in", "indicator = \"initiative.n\"; comparator = \"range\"; value = 25; value_max = "
                                     "35; due = 2022;")
                            TARGET("edge",
                                   "indicator = \"initiative.n\"; comparator = \"range\"; value = 30; value_max = 30; "
                                   "due = 2022;") TARGET("below", "indicator = \"initiative.n\"; comparator = "
                                                                  "\"range\"; value = 41; value_max = 49; due = 2022;")
                                TARGET("above", "indicator = \"initiative.n\"; comparator = \"range\"; value = 11; "
                                                "value_max = 19; due = 2022;")
                                    TARGET("nothing", "indicator = \"initiative.down\"; comparator = \"=\"; value = 0; "
                                                      "due = 2022;")));
    assert_verdict(&m, "most", VERDICT_MET, 30, 0, 2020);
    assert_verdict(&m, "most_no", VERDICT_MISSED, 30, 10, 2020); /* it held in 2020 and 2021, then no more */
    assert_verdict(&m, "same", VERDICT_MET, 30, 0, 2022);
    assert_verdict(&m, "same_no", VERDICT_MISSED, 30, -1, 0);
    assert_verdict(&m, "same_late", VERDICT_LATE, 30, -10, 2023);
    assert_verdict(&m, "in", VERDICT_MET, 30, 0, 2022);
    assert_verdict(&m, "edge", VERDICT_MET, 30, 0, 2022);
    assert_verdict(&m, "below", VERDICT_MISSED, 30, -11, 0);
    assert_verdict(&m, "above", VERDICT_MISSED, 30, 11, 0); /* counted from the upper end */
    assert_verdict(&m, "nothing", VERDICT_MISSED, 5, 5, 0);
    assert_true(result_of(&m, "nothing")->gap_share > ABSENT_ABOVE); /* no share of zero */
    close_sim(&m);
}

/* Tolerance loosens by itself and no more; without one, a billionth of the value. */
static void tolerance_loosens_a_target_to_its_edge(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        COUNT(
            TARGET("least",
                   "indicator = \"initiative.n\"; comparator = \">=\"; value = 30.5; tolerance = 0.5; due = 2022;")
                TARGET("least_no",
                       "indicator = \"initiative.n\"; comparator = \">=\"; value = 30.51; tolerance = 0.5; due = 2022;")
                    TARGET("most", "indicator = \"initiative.n\"; comparator = \"<=\"; value = 29.5; tolerance = 0.5; "
                                   "due = 2022;") TARGET("same", "indicator = \"initiative.n\"; comparator = \"=\"; "
                                                                 "value = 29; tolerance = 1; due = 2022;")
                        TARGET(
                            "same_no",
                            "indicator = \"initiative.n\"; comparator = \"=\"; value = 28; tolerance = 1; due = 2022;")
                            TARGET("hair",
                                   "indicator = \"initiative.n\"; comparator = \">=\"; value = 30.0000001; due = 2022;")
                                TARGET("dust", "indicator = \"initiative.n\"; comparator = \">=\"; value = "
                                               "30.00000001; due = 2022;")));
    assert_int_equal(result_of(&m, "least")->verdict, VERDICT_MET);
    assert_int_equal(result_of(&m, "least_no")->verdict, VERDICT_LATE);
    assert_near(result_of(&m, "least_no")->gap, -0.51); /* from the value, not from its edge */
    assert_int_equal(result_of(&m, "most")->verdict, VERDICT_MET);
    assert_int_equal(result_of(&m, "same")->verdict, VERDICT_MET);
    assert_int_equal(result_of(&m, "same_no")->verdict, VERDICT_MISSED);
    assert_int_equal(result_of(&m, "hair")->verdict, VERDICT_LATE);
    assert_int_equal(result_of(&m, "dust")->verdict, VERDICT_MET);
    close_sim(&m);
}

static void rules_parameters_and_what_cannot_be_evaluated(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        COUNT(
            TARGET("rule", "parameter = \"rule.r.value\"; comparator = \">=\"; value = 4; due = 2022;")
                TARGET("rule_no", "parameter = \"rule.r.value\"; comparator = \">=\"; value = 5; due = 2022;") TARGET(
                    "cap", "parameter = \"faculty.part_time_cap.a\"; comparator = \"<=\"; value = 0.2; due = 2022;")
                    TARGET("default",
                           "parameter = \"faculty.part_time_cap.b\"; comparator = \"<=\"; value = 0.2; due = 2022;")
                        TARGET("path",
                               "parameter = \"funding.surcharge_share\"; comparator = \">=\"; value = 0.3; due = 2022;")
                            TARGET("unknown", "unevaluated = \"why not\"; comparator = \">=\"; value = 5; due = 2022;")
                                TARGET(
                                    "absent",
                                    "indicator = \"campus.places.a\"; comparator = \">=\"; value = 5; due = 2022;")));
    assert_verdict(&m, "rule", VERDICT_MET, 4, 0, 2020);
    assert_verdict(&m, "rule_no", VERDICT_MISSED, 4, -1, 0);
    assert_verdict(&m, "cap", VERDICT_MISSED, 0.25, 0.05, 0);
    assert_verdict(&m, "default", VERDICT_MET, 0.2, 0, 2020);
    assert_verdict(&m, "path", VERDICT_MET, 0.3, 0, 2020);
    assert_int_equal(result_of(&m, "unknown")->verdict, VERDICT_UNEVALUATED);
    assert_int_equal(result_of(&m, "absent")->verdict, VERDICT_UNEVALUATED); /* places without limit have no number */
    assert_int_equal(m.r.unevaluated, 2);
    close_sim(&m);
}

/* A rule for all sectors is broken where one sector breaks it: the cap is 0.2 in a and 0.3 in b. */
static void a_rule_for_all_sectors_is_checked_in_all_sectors(void **state)
{
    static const char *const sets[] = {"faculty.part_time_cap.a=0.2", "faculty.part_time_cap.b=0.3"};
    struct sim m;
    (void)state;
    open_text_sets(
        &m,
        COUNT(TARGET("every", "parameter = \"faculty.part_time_cap\"; comparator = \"<=\"; value = 0.2; due = 2022;")),
        sets, 2);
    assert_int_equal(result_of(&m, "every")->verdict, VERDICT_MISSED);
    close_sim(&m);
}

/* 300 apply for 100 places of a one-year programme, then 50 teachers are wanted and the quota is 40. */
static void a_missed_target_names_what_bound_and_when(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m, YEARS(2019, 2022) ENTRANTS(
                300) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; campus: { places = 100; };"
                     " faculty: { base_full_time = 30; quit_rate = 0; retirement = 0; quota = 40; planned_hires = "
                     "((2021, 20)); }; }; }; target: {" TARGET(
                         "intake", "indicator = \"enrolment.intake.a\"; comparator = \">=\"; value = 200; due = 2022;")
                         TARGET("teachers",
                                "indicator = \"faculty.full_time\"; comparator = \">=\"; value = 50; due = 2022;")
                             TARGET("days", "indicator = \"training.person_days\"; comparator = \">=\"; value = 50; "
                                            "due = 2022;") " };");
    assert_string_equal(result_of(&m, "intake")->bound_en, "places (2022)");
    assert_string_equal(result_of(&m, "intake")->bound_zh, "学位（2022年）");
    assert_string_equal(result_of(&m, "teachers")->bound_en, "quota (2021)"); /* the year it last bound */
    assert_string_equal(result_of(&m, "days")->bound_en, "demand");
    close_sim(&m);
}

static void values_outside_the_horizon_and_flows_of_the_base_year_are_absent(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, COUNT(""));
    assert_true(value_of(&m, "initiative.n", 2018) > ABSENT_ABOVE);
    assert_true(value_of(&m, "initiative.n", 2025) > ABSENT_ABOVE);
    assert_equal(value_of(&m, "initiative.n", 2019), 0.0);
    assert_true(value_of(&m, "faculty.hires", 2019) > ABSENT_ABOVE);
    assert_equal(value_of(&m, "faculty.hires", 2020), 0.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(met_late_and_missed),
        cmocka_unit_test(at_most_equal_and_range),
        cmocka_unit_test(tolerance_loosens_a_target_to_its_edge),
        cmocka_unit_test(rules_parameters_and_what_cannot_be_evaluated),
        cmocka_unit_test(a_rule_for_all_sectors_is_checked_in_all_sectors),
        cmocka_unit_test(a_missed_target_names_what_bound_and_when),
        cmocka_unit_test(values_outside_the_horizon_and_flows_of_the_base_year_are_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
