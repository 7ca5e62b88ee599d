/* --set key=value in all its forms, and keys that are no keys. */
#include "support.h"

static const char town[] = YEARS(2019, 2024) ENTRANTS(
    1000) "faculty: { quit_rate = 0.03; };"
          "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; };"
          "  faculty: { quit_rate = { value = 0.04; source = \"a source\"; }; planned_hires = ((2020, 10), (2022, "
          "30)); quota = ((2019, 100), (2023, 140)); }; };"
          " b: { label = \"b\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; }; }; };"
          "project: { p: { label = \"p\"; kind = \"buildings\"; cost = 100; }; };"
          "initiative: { i: { label = \"i\"; starts = ((2020, 2)); }; };"
          "industry: { it: { label = \"it\"; share = 0.2; }; }; rule: { r: { label = \"r\"; value = 2; }; };"
          "funding: { bonds = ((2020, 100), (2021, 200)); };";

/* Opens the town with up to three sets. */
static void with(struct sim *m, const char *one, const char *two, const char *three)
{
    const char *const sets[] = {one, two, three};
    open_text_sets(m, town, sets, three ? 3 : two ? 2 : 1);
}

static double set_value(const struct sim *m, const char *key, int item, int year)
{
    const struct row *row = parameter_row(key);
    const struct value *v = scenario_value(&m->s, row, item);
    return v ? value_in_year(v, year) : row->initial;
}

static void one_value_for_all_sectors_replaces_their_own(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quit_rate=0.07", NULL, NULL);
    assert_equal(set_value(&m, "faculty.quit_rate", 0, 2020), 0.07);
    assert_equal(set_value(&m, "faculty.quit_rate", 1, 2020), 0.07);
    close_sim(&m);
}

static void one_sectors_value_leaves_the_others(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quit_rate.b=0.07", NULL, NULL);
    assert_equal(set_value(&m, "faculty.quit_rate", 0, 2020), 0.04);
    assert_equal(set_value(&m, "faculty.quit_rate", 1, 2020), 0.07);
    close_sim(&m);
}

static void items_settings_paths_and_none(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "project.p.cost=70", "initiative.i.starts=((2021, 5), (2023, 1))", "closure=borrow");
    assert_equal(set_value(&m, "project.cost", 0, 0), 70.0);
    assert_equal(set_value(&m, "initiative.starts", 0, 2020), 0.0);
    assert_equal(set_value(&m, "initiative.starts", 0, 2021), 5.0);
    assert_int_equal(m.s.closure, CLOSURE_BORROW);
    close_sim(&m);
    with(&m, "faculty.quota.a=none", "rule.r.value=3", "industry.it.share=0.3");
    assert_true(set_value(&m, "faculty.quota", 0, 2020) > ABSENT_ABOVE);
    assert_equal(set_value(&m, "rule.value", 0, 0), 3.0);
    assert_equal(set_value(&m, "industry.share", 0, 2020), 0.3);
    close_sim(&m);
    with(&m, "serial_bonds=true", "last_year=2026", "workload_basis=times");
    assert_true(m.s.serial_bonds && m.s.workload_by_times);
    assert_int_equal(m.s.last_year, 2026);
    close_sim(&m);
}

static void one_year_of_a_path_and_of_a_schedule(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quota.a.2021=77", "funding.bonds.2022=300", NULL);
    assert_near(set_value(&m, "faculty.quota", 0, 2020), 110.0); /* still on the line from 100 to 140 */
    assert_near(set_value(&m, "faculty.quota", 0, 2021), 77.0);
    assert_near(set_value(&m, "faculty.quota", 0, 2022), 130.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2021), 200.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2022), 300.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2023), 0.0);
    close_sim(&m);
}

static void scale_shift_and_delay(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.planned_hires.a.scale=1.5", "funding.bonds.shift=50", "faculty.quota.a.delay=1");
    assert_near(set_value(&m, "faculty.planned_hires", 0, 2022), 45.0);
    assert_near(set_value(&m, "faculty.planned_hires", 0, 2021), 0.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2021), 250.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2022), 0.0); /* a shift adds where something happens */
    assert_near(set_value(&m, "faculty.quota", 0, 2020), 100.0);
    assert_near(set_value(&m, "faculty.quota", 0, 2021), 110.0);
    close_sim(&m);
    with(&m, "funding.bonds.delay=2", "faculty.quit_rate.a.scale=0.5", "faculty.quit_rate.b.shift=0.01");
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2020), 0.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2022), 100.0);
    assert_near(set_value(&m, "funding.bonds", ALL_ITEMS, 2023), 200.0);
    assert_near(set_value(&m, "faculty.quit_rate", 0, 0), 0.02);
    assert_near(set_value(&m, "faculty.quit_rate", 1, 0), 0.04); /* the value for all sectors and 0.01 */
    close_sim(&m);
}

/* Each sector's own value is scaled; b has none and takes the default of 0.02 where no file gives one. */
static void scaling_all_sectors_scales_each_ones_own(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quit_rate.scale=2", "enrolment.dropout_1.scale=2", NULL);
    assert_near(set_value(&m, "faculty.quit_rate", 0, 0), 0.08);
    assert_near(set_value(&m, "faculty.quit_rate", 1, 0), 0.06);
    assert_near(set_value(&m, "enrolment.dropout_1", 0, 0), 2 * parameter_row("enrolment.dropout_1")->initial);
    close_sim(&m);
}

static void a_changed_schedule_goes_on_after_the_last_listed_year(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "last_year=2026", "faculty.planned_hires.a=((2020, 10))", NULL);
    close_sim(&m);
    static const char after[] = YEARS(2019, 2022)
        ENTRANTS(1000) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3;"
                       "  faculty: { planned_hires = { path = ((2020, 10), (2021, 20)); after = 30; }; }; }; };";
    const char *const sets[] = {"faculty.planned_hires.scale=2", "last_year=2025"}; /* the order does not matter */
    open_text_sets(&m, after, sets, 2);
    assert_near(set_value(&m, "faculty.planned_hires", 0, 2021), 40.0);
    assert_near(set_value(&m, "faculty.planned_hires", 0, 2022), 60.0);
    assert_near(set_value(&m, "faculty.planned_hires", 0, 2025), 60.0);
    close_sim(&m);
}

static void later_sets_work_on_earlier_ones(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quit_rate.a=0.1", "faculty.quit_rate.a.scale=0.5", "faculty.quit_rate.a.shift=0.01");
    assert_near(set_value(&m, "faculty.quit_rate", 0, 0), 0.06);
    close_sim(&m);
}

static void a_modified_value_keeps_its_source_and_says_what_was_done(void **state)
{
    struct sim m;
    (void)state;
    with(&m, "faculty.quit_rate.a.scale=0.5", NULL, NULL);
    const struct value *v = scenario_value(&m.s, parameter_row("faculty.quit_rate"), 0);
    assert_non_null(strstr(v->from.source, "a source"));
    assert_non_null(strstr(v->from.source, "faculty.quit_rate.a.scale=0.5"));
    assert_string_equal(v->from.file, "--set");
    close_sim(&m);
}

static void a_set_scenario_resolves_to_itself(void **state)
{
    struct sim m, again;
    (void)state;
    with(&m, "faculty.planned_hires.a.scale=1.1", "faculty.quota.a.2021=77", "faculty.quit_rate=0.05");
    open_text(&again, m.s.resolved);
    assert_string_equal(again.s.digest, m.s.digest);
    assert_memory_equal(again.r.outputs, m.r.outputs, sizeof(double) * (size_t)(m.u.shape.years * OUTPUT_LANES));
    close_sim(&again);
    close_sim(&m);
}

static void what_is_no_set_is_refused(void **state)
{
    static const struct {
        const char *set, *says;
    } cases[] = {
        {"faculty.quit_rat=0.1", "did you mean faculty.quit_rate"},
        {"faculty.quit_rate.c=0.1", "no parameter"},
        {"faculty.quit_rate=1.3", "must lie in [0, 1]"},
        {"faculty.quit_rate.a.scale=100", "must lie in [0, 1]"},
        {"faculty.quit_rate.2021=0.1", "one number for all years"},
        {"faculty.quit_rate.a.delay=1", "one number for all years"},
        {"faculty.quit_rate", "key=value"},
        {"=0.1", "key=value"},
        {"faculty.quit_rate=", "key=value"},
        {"faculty.quit_rate=high", "must be a number"},
        {"faculty.quit_rate.scale=high", "must be a number"},
        {"faculty.quit_rate=none", "needs a number"},
        {"faculty.planned_hires.a.delay=1.5", "whole number of years"},
        {"faculty.planned_hires.a=5", "happens in listed years"},
        {"faculty.target_ratio.scale=2", "no value to change"},
        {"closur=show", "did you mean closure"},
        {"closure=sometimes", "must be one of"},
        {"project.q.cost=1", "did you mean project.p.cost"},
        {"faculty.quit_rate.a.scale.2021=1", "no parameter"},
        {"faculty.quota.a=((2021, 1), (2020, 2))", "years must rise"},
        {"first_year=2030", "last_year"},
    };
    char path[64];
    (void)state;

    write_temporary(path, town);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m = {.path = ""};
        prepare_file(&m, path, &cases[i].set, 1);
        bool said = false;
        for (int k = 0; k < m.d.count; k++)
            said |= !m.d.list[k].warning && strstr(m.d.list[k].text, cases[i].says);
        if (m.err != VS_SCENARIO || !said) {
            print_error("--set %s: %d, expected: %s\n", cases[i].set, m.err, cases[i].says);
            print_diags(&m.d);
            unlink(path);
            fail();
        }
        close_sim(&m);
    }
    unlink(path);
}

static void a_key_parses_to_row_item_and_form(void **state)
{
    static const struct {
        const char *key, *row;
        int item, form, year;
    } cases[] = {
        {"faculty.quit_rate", "faculty.quit_rate", ALL_ITEMS, FORM_VALUE, 0},
        {"faculty.quit_rate.b", "faculty.quit_rate", 1, FORM_VALUE, 0},
        {"faculty.quit_rate.scale", "faculty.quit_rate", ALL_ITEMS, FORM_SCALE, 0},
        {"faculty.planned_hires.a.2021", "faculty.planned_hires", 0, FORM_YEAR, 2021},
        {"funding.bonds.2021", "funding.bonds", ALL_ITEMS, FORM_YEAR, 2021},
        {"funding.bonds.delay", "funding.bonds", ALL_ITEMS, FORM_DELAY, 0},
        {"project.p.cost.shift", "project.cost", 0, FORM_SHIFT, 0},
        {"initiative.i.starts.2021", "initiative.starts", 0, FORM_YEAR, 2021},
        {"industry.it.share", "industry.share", 0, FORM_VALUE, 0},
        {"rule.r.value", "rule.value", 0, FORM_VALUE, 0},
    };
    static const char *const wrong[] = {"",
                                        ".",
                                        "faculty",
                                        "faculty.",
                                        "quit_rate",
                                        "faculty.quit_rate.c",
                                        "faculty.quit_rate.a.b",
                                        "funding.bonds.a",
                                        "funding.bonds.21",
                                        "project.cost",
                                        "project.p",
                                        "project.p.costs",
                                        "project.a.cost",
                                        "initiative.p.starts",
                                        "faculty.quit_rate.a.Scale"};
    const struct row_table rows = parameter_rows();
    struct address a;
    struct sim m;
    char why[400], key[200];
    (void)state;

    open_text(&m, town);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(address_parse(&m.s, &rows, cases[i].key, &a, why, sizeof why), 0);
        assert_string_equal(a.row->key, cases[i].row);
        assert_int_equal(a.item, cases[i].item);
        assert_int_equal(a.form, cases[i].form);
        if (cases[i].form == FORM_YEAR)
            assert_int_equal(a.year, cases[i].year);
        address_key(&m.s, a.row, a.item, key, sizeof key);
        assert_int_equal(strncmp(key, cases[i].key, strlen(key)), 0); /* and back, without the form */
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        why[0] = '\0';
        assert_int_equal(address_parse(&m.s, &rows, wrong[i], &a, why, sizeof why), VS_USAGE);
        assert_true(strlen(why) > 0);
    }
    close_sim(&m);
}

static void near_misses_are_suggested(void **state)
{
    static const struct {
        const char *key, *near;
    } cases[] = {
        {"faculty.quitrate", "faculty.quit_rate"},     {"faculty.quit_rate.aa", "faculty.quit_rate.a"},
        {"project.pp.cost", "project.p.cost"},         {"funding.bond", "funding.bonds"},
        {"initiative.i.start", "initiative.i.starts"},
    };
    const struct row_table rows = parameter_rows();
    struct address a;
    struct sim m;
    char why[400], wanted[200];
    (void)state;
    open_text(&m, town);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(address_parse(&m.s, &rows, cases[i].key, &a, why, sizeof why), VS_USAGE);
        snprintf(wanted, sizeof wanted, "did you mean %s?", cases[i].near);
        if (!strstr(why, wanted))
            print_error("%s: %s\n", cases[i].key, why);
        assert_non_null(strstr(why, wanted));
    }
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_value_for_all_sectors_replaces_their_own),
        cmocka_unit_test(one_sectors_value_leaves_the_others),
        cmocka_unit_test(items_settings_paths_and_none),
        cmocka_unit_test(one_year_of_a_path_and_of_a_schedule),
        cmocka_unit_test(scale_shift_and_delay),
        cmocka_unit_test(scaling_all_sectors_scales_each_ones_own),
        cmocka_unit_test(later_sets_work_on_earlier_ones),
        cmocka_unit_test(a_modified_value_keeps_its_source_and_says_what_was_done),
        cmocka_unit_test(a_set_scenario_resolves_to_itself),
        cmocka_unit_test(a_changed_schedule_goes_on_after_the_last_listed_year),
        cmocka_unit_test(what_is_no_set_is_refused),
        cmocka_unit_test(a_key_parses_to_row_item_and_form),
        cmocka_unit_test(near_misses_are_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
