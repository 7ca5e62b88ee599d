/* The six annex tables filled from a run: a plan simulated exactly as written gives its own tables
 * back, parts add up to their totals after rounding, and what cannot be filled stays blank. */
#include "lane.h"
#include "rounding.h"
#include "support.h"
#include "tables.h"

static const struct filled_row *row_of(const struct filled_tables *f, const char *table, const char *id,
                                       const char *column)
{
    for (int i = 0; i < f->row_count; i++) {
        const struct filled_row *row = &f->rows[i];
        if (!strcmp(row->table->key, table) && !strcmp(row->id, id) && !strcmp(row->column, column))
            return row;
    }
    print_error("no row %s.%s.%s\n", table, id, column);
    fail();
    return NULL;
}

static const struct filled_cell *cell_of(const struct filled_tables *f, const char *table, const char *id,
                                         const char *column, int year)
{
    const struct filled_row *row = row_of(f, table, id, column);
    for (int y = 0; y < f->year_count; y++) {
        if (f->years[y] == year)
            return &row->cells[y];
    }
    fail();
    return NULL;
}

static void open_tables(struct sim *m, struct filled_tables *f, const char *path)
{
    open_file(m, path, NULL, 0);
    assert_int_equal(tables_fill(f, &m->r), 0);
}

static void close_tables(struct sim *m, struct filled_tables *f)
{
    tables_free(f);
    close_sim(m);
}

/* By hand: 0.4 is the largest remainder; of equal remainders the first is rounded up. */
static void parts_add_up_to_their_total(void **state)
{
    const double thirds[] = {3.3, 3.3, 3.4}, halves[] = {0.5, 0.5}, whole[] = {2, 5}, small[] = {0.2, 0.2, 0.2};
    double out[3];
    (void)state;
    apportion(10, thirds, 3, out);
    assert_true(out[0] == 3 && out[1] == 3 && out[2] == 4);
    apportion(1, halves, 2, out);
    assert_true(out[0] == 1 && out[1] == 0);
    apportion(7, whole, 2, out);
    assert_true(out[0] == 2 && out[1] == 5);
    apportion(1, small, 3, out);
    assert_true(out[0] == 1 && out[1] == 0 && out[2] == 0);
}

/* Two cells of the plan are not what its own counts give: 0.04 workstations a student (50/2182 is
 * 0.02), and 1.6 万元 of equipment (8000/4800 is 1.67). */
static void a_plan_run_as_written_gives_its_tables_back(void **state)
{
    struct sim m;
    struct filled_tables f;
    int compared = 0, different = 0;
    (void)state;
    open_tables(&m, &f, "scenarios/chiping/as-written.cfg");
    for (int i = 0; i < f.row_count; i++) {
        for (int y = 0; y < f.year_count; y++) {
            compared += f.rows[i].cells[y].difference < ABSENT_ABOVE;
            if (!f.rows[i].cells[y].differs)
                continue;
            different++;
            const bool expected = (!strcmp(f.rows[i].id, "workstations_per_student") && f.years[y] == 2019) ||
                                  (!strcmp(f.rows[i].id, "equipment_per_student") && f.years[y] == 2021);
            if (!expected)
                print_error("%s.%s differs in %d\n", f.rows[i].table->key, f.rows[i].id, f.years[y]);
            assert_true(expected);
        }
    }
    assert_int_equal(different, 2);
    assert_int_equal(compared, 31 + 34 + 21 + 24 + 18 + 12); /* cells of the six tables that both print, by hand */
    const struct filled_cell *ratio = cell_of(&f, "faculty", "student_teacher_ratio", "values", 2022);
    assert_equal(ratio->part, 6000);
    assert_equal(ratio->whole, 302);
    assert_equal(cell_of(&f, "programme", "unlisted", "students", 2022)->value, 6000 - 750 - 700 - 250 - 250);
    close_tables(&m, &f);
}

static void figures_are_printed_as_the_form_prints_them(void **state)
{
    struct sim m;
    struct filled_tables f;
    char text[FIGURE_TEXT];
    (void)state;
    open_tables(&m, &f, "scenarios/chiping/as-written.cfg");
    const struct filled_row *row = row_of(&f, "scale", "vocational_ratio", "values");
    assert_string_equal(figure_text(row, &row->cells[0], text), "2:8");
    assert_string_equal(figure_text(row, &row->cells[3], text), "4.5:5.5");
    row = row_of(&f, "faculty", "student_teacher_ratio", "values");
    assert_string_equal(figure_text(row, &row->cells[3], text), "19.9:1（6000/302）");
    row = row_of(&f, "faculty", "dual_share", "values");
    assert_string_equal(figure_text(row, &row->cells[3], text), "95.5%（210/220）");
    row = row_of(&f, "bases", "workstations_per_student", "values");
    assert_string_equal(figure_text(row, &row->cells[0], text), "0.02");
    assert_string_equal(difference_text(row, &row->cells[0], text), "−0.02");
    assert_string_equal(difference_text(row, &row->cells[1], text), "");
    row = row_of(&f, "programme", "it", "names");
    assert_string_equal(figure_text(row, &row->cells[0], text), "");
    close_tables(&m, &f);
}

static void totals_still_add_after_rounding(void **state)
{
    static const char *const paths[] = {"scenarios/chiping/plan-2020.cfg", "scenarios/jining/plan-2020.cfg",
                                        "scenarios/rongcheng/plan-2020.cfg"};
    (void)state;
    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        struct sim m;
        struct filled_tables f;
        open_tables(&m, &f, paths[p]);
        for (int y = 1; y < f.year_count; y++) {
            double students = 0;
            for (int i = 0; i < f.row_count; i++) {
                if (!strcmp(f.rows[i].column, "students") && !f.rows[i].cells[y].gap)
                    students += f.rows[i].cells[y].value;
            }
            assert_equal(students, floor(value_of(&m, "enrolment.students", f.years[y]) + 0.5));
            const struct filled_cell *secondary =
                cell_of(&f, "funding", "fiscal_input_secondary", "values", f.years[y]);
            const struct filled_cell *higher = cell_of(&f, "funding", "fiscal_input_higher", "values", f.years[y]);
            if (!secondary->gap && !higher->gap)
                assert_equal(secondary->value + higher->value,
                             cell_of(&f, "funding", "fiscal_input", "values", f.years[y])->value);
        }
        close_tables(&m, &f);
    }
}

/* A ratio is that of the counts printed beside it, not of the model's fractions. */
static void ratios_are_made_of_whole_counts(void **state)
{
    struct sim m;
    struct filled_tables f;
    int ratios = 0;
    (void)state;
    open_tables(&m, &f, "scenarios/chiping/plan-2020.cfg");
    for (int i = 0; i < f.row_count; i++) {
        for (int y = 0; y < f.year_count; y++) {
            const struct filled_cell *c = &f.rows[i].cells[y];
            if (!(c->part < ABSENT_ABOVE))
                continue;
            ratios++;
            assert_equal(c->part, floor(c->part));
            assert_equal(c->whole, floor(c->whole));
            assert_equal(c->value, c->part / c->whole);
        }
    }
    assert_true(ratios >= 4 * 5);
    close_tables(&m, &f);
}

static void what_cannot_be_filled_is_blank_and_says_why(void **state)
{
    struct sim m;
    struct filled_tables f;
    char text[GAP_TEXT];
    (void)state;
    open_tables(&m, &f, "scenarios/chiping/plan-2020.cfg");
    assert_int_equal(cell_of(&f, "faculty", "hires", "values", 2019)->gap, GAP_FLOW);
    assert_int_equal(cell_of(&f, "faculty", "hires", "values", 2020)->gap, GAP_NONE);
    assert_int_equal(cell_of(&f, "faculty", "dual_share_higher", "values", 2022)->gap, GAP_NO_HIGHER);
    assert_int_equal(cell_of(&f, "programme", "it", "names", 2022)->gap, GAP_NAMES);
    assert_int_equal(cell_of(&f, "programme", "marine", "students", 2022)->gap, GAP_NO_ITEM);
    assert_int_equal(cell_of(&f, "funding", "special_city", "values", 2022)->gap, GAP_NOT_GIVEN);
    assert_true(cell_of(&f, "funding", "special_city", "values", 2022)->value > ABSENT_ABOVE);
    assert_non_null(strstr(gap_reason(&f, GAP_FLOW, true, text), "2020年"));
    close_tables(&m, &f);
    open_tables(&m, &f, "scenarios/jining/plan-2020.cfg");
    assert_int_equal(cell_of(&f, "funding", "social_capital", "values", 2022)->gap, GAP_BOTH_LEVELS);
    assert_int_equal(cell_of(&f, "scale", "schools", "values", 2022)->gap, GAP_NO_ITEM);
    assert_int_equal(cell_of(&f, "scale", "students_per_school", "values", 2022)->gap, GAP_NO_ITEM);
    close_tables(&m, &f);
}

#define SMALL_COUNTY \
    YEARS(2020, 2022) \
    ENTRANTS(300) \
    NO_LOSSES "sector: { sve: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { " \
              "base_students = 600; grade_1 = 200;" \
              "  grade_2 = 200; grade_3 = 200; }; }; };" \
              "initiative: { schools: { label = \"schools\"; base = 2; }; };"

/* 200 + 200 + 300 = 700 students in 2 schools; 2019 and 2030 lie outside 2020 to 2022. */
static void a_row_may_name_its_indicator(void **state)
{
    struct sim m;
    struct filled_tables f;
    (void)state;
    open_text(&m, SMALL_COUNTY "annex: { years = (2019, 2021, 2030); scale: {"
                               " schools = { values = (1, 3, \"\"); indicator = \"initiative.schools\"; }; }; };");
    assert_int_equal(tables_fill(&f, &m.r), 0);
    assert_int_equal(f.year_count, 3);
    const struct filled_cell *c = cell_of(&f, "scale", "schools", "values", 2021);
    assert_equal(c->value, 2);
    assert_equal(c->difference, -1);
    assert_true(c->differs);
    assert_equal(cell_of(&f, "scale", "students_per_school", "values", 2021)->value, 700.0 / 2);
    assert_int_equal(cell_of(&f, "scale", "schools", "values", 2019)->gap, GAP_YEAR);
    assert_int_equal(cell_of(&f, "scale", "schools", "values", 2030)->gap, GAP_YEAR);
    assert_null(cell_of(&f, "scale", "schools", "values", 2030)->issued);
    close_tables(&m, &f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_to_their_total),
        cmocka_unit_test(a_plan_run_as_written_gives_its_tables_back),
        cmocka_unit_test(figures_are_printed_as_the_form_prints_them),
        cmocka_unit_test(totals_still_add_after_rounding),
        cmocka_unit_test(ratios_are_made_of_whole_counts),
        cmocka_unit_test(what_cannot_be_filled_is_blank_and_says_why),
        cmocka_unit_test(a_row_may_name_its_indicator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
