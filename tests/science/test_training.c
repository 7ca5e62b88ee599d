/* Social training: capacities, codes, and the two readings of the workload rule. */
#include "support.h"

/* 10 workstations x 100 days x 2 shifts = 2000 days; 200 students need 3 each: 1400 are free, half can
 * be used: 700, and 100 elsewhere: 800. 5 full-time and 1 part-time teachers x 4 days x 20 people = 480. */
static const char school[] = YEARS(2019, 2020) ENTRANTS(
    200) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 1; enrolment: { base_students = 200; };"
         " faculty: { base_full_time = 5; quit_rate = 0; retirement = 0; part_time_plan = 1; }; training: { "
         "practice_days = 3; }; }; };"
         "campus: { workstations = 10; };"
         "training: { demand = 700; open_days = 100; shifts = 2; utilisation = 0.5; other_capacity = 100; group_size = "
         "20; course_days = 4;"
         " subsidised_share = 0.6; priority_share = 0.25; };";

static void delivered_is_the_least_of_demand_stations_and_trainers(void **state)
{
    static const struct {
        const char *sets[2];
        double capacity, days, code;
    } cases[] = {
        {{"training.demand=700", "training.utilisation=0.5"}, 800, 700, 0},
        {{"training.demand=800", "training.utilisation=0.5"}, 800, 800, 0},
        {{"training.demand=900", "training.utilisation=0.5"}, 800, 800, 1},
        {{"training.demand=900", "training.trainer_days=4"}, 480, 480, 2},
        {{"training.demand=400", "training.trainer_days=4"}, 480, 400, 0},
        {{"training.demand=900", "training.practice_days=30"}, 100, 100, 1}, /* students use more than there is */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m;
        open_text_sets(&m, school, cases[i].sets, 2);
        print_message("case %zu\n", i);
        assert_indicator(&m, "training.capacity", 2020, cases[i].capacity);
        assert_indicator(&m, "training.person_days", 2020, cases[i].days);
        assert_indicator(&m, "training.limit", 2020, cases[i].code);
        assert_indicator(&m, "training.person_times", 2020, cases[i].days / 4.0);
        assert_indicator(&m, "training.per_student", 2020, cases[i].days / 200.0);
        assert_indicator(&m, "training.times_per_student", 2020, cases[i].days / 800.0);
        assert_indicator(&m, "training.subsidised", 2020, 0.6 * cases[i].days);
        assert_indicator(&m, "training.priority", 2020, 0.25 * cases[i].days);
        close_sim(&m);
    }
}

static void both_capacities_are_reported(void **state)
{
    static const char *const sets[] = {"training.trainer_days=4"};
    struct sim m;
    (void)state;
    open_text_sets(&m, school, sets, 1);
    assert_indicator(&m, "training.station_capacity", 2020, 800.0);
    assert_indicator(&m, "training.trainer_capacity", 2020, 480.0);
    close_sim(&m);
    open_text(&m, school);
    assert_true(value_of(&m, "training.trainer_capacity", 2020) > ABSENT_ABOVE);
    close_sim(&m);
}

/* Chiping: 17000 person-days of 3.4 days are 5000 person-times. A quarter, by days of a 200-day school year:
 * 17000/200 x 0.25 = 21.25 students; by times: 5000 x 0.25 = 1250. The readings differ 1250/21.25 = 58.8-fold. */
static void the_workload_rule_has_two_readings(void **state)
{
    static const struct {
        const char *basis;
        double students;
    } cases[] = {{"workload_basis=days", 21.25}, {"workload_basis=times", 1250.0}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const char *const sets[] = {cases[i].basis, "training.demand=17000", "training.course_days=3.4",
                                    "training.other_capacity=20000"};
        struct sim m;
        open_text_sets(&m, school, sets, 4);
        assert_indicator(&m, "training.person_times", 2020, 5000.0);
        assert_indicator(&m, "training.workload_students", 2020, cases[i].students);
        assert_indicator(&m, "enrolment.students.a", 2020, 200.0); /* never added to enrolment */
        assert_indicator(&m, "faculty.student_teacher_ratio.a", 2020, 40.0);
        assert_indicator(&m, "faculty.workload_ratio.a", 2020, (200.0 + cases[i].students) / 5.5); /* 5 + 0.5 x 1 */
        close_sim(&m);
    }
}

/* Two sectors with 30 and 10 teachers share a workload of 0.25 x 8000/200 = 10 students as 7.5 and 2.5. */
static void the_workload_is_shared_by_those_who_can_train(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, YEARS(2019, 2020) ENTRANTS(0) NO_LOSSES
              "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { base_students = 900; }; "
              "faculty: { base_full_time = 30; }; };"
              " h: { label = \"h\"; level = \"higher\"; length = 3; enrolment: { base_students = 300; }; faculty: { "
              "base_full_time = 10; }; }; };"
              "training: { demand = 8000; other_capacity = 9000; };");
    assert_indicator(&m, "faculty.workload_ratio.a", 2020, (600.0 + 7.5) / 30.0);
    assert_indicator(&m, "faculty.workload_ratio.h", 2020, (200.0 + 2.5) / 10.0);
    assert_indicator(&m, "faculty.workload_ratio", 2020, (800.0 + 10.0) / 40.0);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delivered_is_the_least_of_demand_stations_and_trainers),
        cmocka_unit_test(both_capacities_are_reported),
        cmocka_unit_test(the_workload_rule_has_two_readings),
        cmocka_unit_test(the_workload_is_shared_by_those_who_can_train),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
