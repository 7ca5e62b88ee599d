/* chiping/as-written gives back the plan's own tables (聊茌政发〔2020〕19号 附件2). Every expected number
 * is in the plan or is one of its numbers over another. */
#include "support.h"

static struct sim m;

static int open_plan(void **state)
{
    (void)state;
    open_file(&m, "scenarios/chiping/as-written.cfg", NULL, 0);
    return 0;
}

static int close_plan(void **state)
{
    (void)state;
    close_sim(&m);
    return 0;
}

struct line {
    const char *key;
    double year[4]; /* 2019 to 2022; below zero where the table is empty */
};

static void assert_lines(const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (int t = 0; t < 4; t++) {
            if (lines[i].year[t] >= 0)
                near_at(value_of(&m, lines[i].key, 2019 + t), lines[i].year[t], 1e-9, lines[i].key, __FILE__, __LINE__);
        }
    }
}
#define assert_table(lines) assert_lines((lines), sizeof(lines) / sizeof *(lines))

static void table_1_scale(void **state)
{
    static const struct line lines[] = {
        {"enrolment.students.sve", {2182, 3400, 4800, 6000}},
        {"enrolment.students", {2182, 3400, 4800, 6000}},
        {"enrolment.vocational_share", {0.20, 0.30, 0.40, 0.45}},
        {"initiative.sve_schools", {1, 1, 1, 1}},
        {"enrolment.dropouts.sve", {-1, 0, 0, 0}},
        {"enrolment.unplaced", {-1, 0, 0, 0}},
    };
    (void)state;
    assert_table(lines);
}

static void table_2_students_by_industry(void **state)
{
    static const struct line lines[] = {
        {"industry.students.it", {564, 664, 750, 750}},  {"industry.students.equipment", {510, 650, 700, 700}},
        {"industry.students.health", {0, 50, 150, 250}}, {"industry.students.finance", {167, 220, 250, 250}},
        {"initiative.it_programmes", {1, 1, 1, 2}},      {"initiative.health_programmes", {0, 1, 1, 1}},
    };
    (void)state;
    assert_table(lines);
}

static void table_3_teachers(void **state)
{
    static const struct line lines[] = {
        {"faculty.full_time.sve", {202, 202, 252, 302}},
        {"faculty.professional.sve", {138, 138, 180, 220}},
        {"faculty.dual_qualified.sve", {126, 126, 166, 210}},
        {"faculty.hires.sve", {-1, 0, 50, 50}},
        {"faculty.hires_experienced.sve", {-1, 0, 50, 50}},
        {"faculty.hires_qualified.sve", {-1, 0, 10, 10}},
        {"faculty.leavers.sve", {-1, 0, 0, 0}},
        {"initiative.high_level_talent", {38, 39, 45, 60}},
        {"faculty.student_teacher_ratio.sve", {2182.0 / 202, 3400.0 / 202, 4800.0 / 252, 6000.0 / 302}},
        {"faculty.dual_share.sve", {126.0 / 138, 126.0 / 138, 166.0 / 180, 210.0 / 220}},
    };
    (void)state;
    assert_table(lines);
}

/* As printed: 11:1, 17:1, 19:1, 20:1 and 91.3 %, 91.3 %, 92.2 %, 95.4 % (210/220 = 95.4545…). */
static void table_3_ratios_as_printed(void **state)
{
    static const double ratio[4] = {11, 17, 19, 20}, share[4] = {91.3, 91.3, 92.2, 95.4};
    (void)state;
    for (int t = 0; t < 4; t++) {
        assert_near(floor(value_of(&m, "faculty.student_teacher_ratio.sve", 2019 + t) + 0.5), ratio[t]);
        assert_true(fabs(100.0 * value_of(&m, "faculty.dual_share.sve", 2019 + t) - share[t]) < 0.06);
    }
}

static void table_4_training_bases(void **state)
{
    static const struct line lines[] = {
        {"campus.workstations", {50, 300, 1000, 2000}},
        {"campus.equipment_value", {2000, 3000, 8000, 20000}},
        {"campus.workstations_per_student", {50.0 / 2182, 300.0 / 3400, 1000.0 / 4800, 2000.0 / 6000}},
        {"campus.equipment_per_student", {2000.0 / 2182, 3000.0 / 3400, 8000.0 / 4800, 20000.0 / 6000}},
        {"initiative.shared_bases", {0, 2, 4, 9}},
        {"initiative.campus_bases", {1, 3, 5, 10}},
    };
    (void)state;
    assert_table(lines);
}

static void table_5_funding(void **state)
{
    static const struct line lines[] = {
        {"funding.fiscal_input", {-1, 20000, 50000, 30000}}, {"funding.special_county", {-1, 11000, 26000, 10000}},
        {"funding.special_joint", {-1, 5000, 20000, 16000}}, {"funding.special_funds", {-1, 16000, 46000, 26000}},
        {"funding.social_capital", {-1, 400, 400, 0}},       {"funding.per_student.sve", {0.33, 0.33, 0.33, 0.33}},
        {"funding.per_student_growth.sve", {-1, 0, 0, 0}},   {"funding.affordability", {-1, 1, 1, 1}},
    };
    (void)state;
    assert_table(lines);
    for (int year = 2020; year <= 2022; year++) /* 16000 + 4000, …: the remainder of the table */
        assert_near(value_of(&m, "funding.fiscal_input", year) - value_of(&m, "funding.special_funds", year), 4000.0);
}

static void table_6_training(void **state)
{
    static const struct line lines[] = {
        {"training.person_days", {-1, 13500, 15000, 17000}},
        {"training.subsidised", {-1, 7600, 9000, 13000}},
        {"training.priority", {-1, 7600, 9000, 13000}},
        {"training.per_student", {-1, 13500.0 / 3400, 15000.0 / 4800, 17000.0 / 6000}},
    };
    (void)state;
    assert_table(lines);
    assert_near(value_of(&m, "training.person_times", 2020), 13500 / 2.7); /* 5000 人次 */
}

/* The cohort was backed out of the tables: 3400 - (2182 - 347), 4800 - (1565 + 1044), 6000 - (1565 + 2191). */
static void the_cohort_behind_the_tables(void **state)
{
    static const struct line lines[] = {
        {"enrolment.intake.sve", {1044, 1565, 2191, 2244}},
        {"enrolment.graduates.sve", {-1, 347, 791, 1044}},
    };
    (void)state;
    assert_table(lines);
}

/* Retirement at the model's default would break the plan's numbers: what the plan forgot is not nothing. */
static void with_retirement_counted_the_plan_misses_its_own_302(void **state)
{
    static const char *const sets[] = {"faculty.retirement.sve=1"};
    struct sim other;
    (void)state;
    open_file(&other, "scenarios/chiping/as-written.cfg", sets, 1);
    assert_true(value_of(&other, "faculty.full_time.sve", 2022) <
                302.0 - 10.0); /* a quarter are 50+; about 50.5/7.5 a year */
    close_sim(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_1_scale),
        cmocka_unit_test(table_2_students_by_industry),
        cmocka_unit_test(table_3_teachers),
        cmocka_unit_test(table_3_ratios_as_printed),
        cmocka_unit_test(table_4_training_bases),
        cmocka_unit_test(table_5_funding),
        cmocka_unit_test(table_6_training),
        cmocka_unit_test(the_cohort_behind_the_tables),
        cmocka_unit_test(with_retirement_counted_the_plan_misses_its_own_302),
    };
    return cmocka_run_group_tests(tests, open_plan, close_plan);
}
