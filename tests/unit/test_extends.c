/* What a file that extends another keeps and replaces. */
#include <sys/stat.h>

#include "support.h"

static char folder[64];

static void write_in_folder(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/vetsim-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"a.cfg", "b.cfg", "c.cfg", "sub/d.cfg", "sub"};
    char path[128];
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    for (int i = 0; i < 20; i++) {
        snprintf(path, sizeof path, "%s/chain%d.cfg", folder, i);
        remove(path);
    }
    return rmdir(folder);
}

static void load(struct sim *m, const char *name)
{
    char path[128];
    m->path[0] = '\0';
    snprintf(path, sizeof path, "%s/%s", folder, name);
    prepare_file(m, path, NULL, 0);
}

static const struct value *value_at(const struct sim *m, const char *key, int item)
{
    const struct value *v = scenario_value(&m->s, parameter_row(key), item);
    assert_non_null(v);
    return v;
}

static const char parent[] =
    YEARS(2019, 2022) "place = { zh = \"济宁\"; en = \"Jining\"; };"
                      "population: { junior_graduates = ((2019, 100), (2021, 300)); vocational_share = { value = 0.4; "
                      "source = \"the parent\"; }; };"
                      "faculty: { quit_rate = { value = 0.03; assumption = \"the parent\"; range = (0.01, 0.05); }; };"
                      "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; faculty: { base_full_time = "
                      "10; planned_hires = ((2020, 1)); }; }; };"
                      "target: { t: { label = \"t\"; area = \"faculty\"; indicator = \"faculty.full_time\"; comparator "
                      "= \">=\"; value = 5; kind = \"level\"; due = 2021; quote = \"q\"; }; };";

static void groups_merge_key_by_key_and_values_are_replaced_whole(void **state)
{
    struct sim m;
    (void)state;
    write_in_folder("a.cfg", parent);
    write_in_folder(
        "b.cfg",
        "extends = \"a.cfg\"; last_year = 2023; population: { junior_graduates = ((2020, 500)); };"
        "faculty: { quit_rate = { value = 0.05; }; };"
        "sector: { a: { faculty: { base_full_time = 12; }; }; b: { label = \"b\"; level = \"higher\"; length = 2; }; };"
        "target: { t: { value = 7; }; };");
    load(&m, "b.cfg");
    assert_int_equal(m.err, 0);
    assert_int_equal(m.s.first_year, 2019);
    assert_int_equal(m.s.last_year, 2023);
    assert_string_equal(m.s.place.en, "Jining");
    assert_int_equal(m.s.items[SCOPE_SECTOR].count, 2);
    assert_int_equal(m.s.items[SCOPE_SECTOR].list[0].length, 3); /* kept beside what changed */

    /* a path is replaced whole: one point, no year of the parent's */
    assert_int_equal(value_at(&m, "population.junior_graduates", ALL_ITEMS)->count, 1);
    assert_equal(value_in_year(value_at(&m, "population.junior_graduates", ALL_ITEMS), 2019), 500.0);
    /* a new number does not keep the old one's source, assumption or range */
    const struct value *quit = value_at(&m, "faculty.quit_rate", 0);
    assert_equal(quit->number, 0.05);
    assert_null(quit->from.assumption);
    assert_false(quit->from.has_range);
    assert_non_null(strstr(quit->from.file, "b.cfg"));
    assert_string_equal(value_at(&m, "population.vocational_share", ALL_ITEMS)->from.source, "the parent");
    assert_non_null(strstr(value_at(&m, "population.vocational_share", ALL_ITEMS)->from.file, "a.cfg"));
    assert_equal(value_at(&m, "faculty.base_full_time", 0)->number, 12.0);
    assert_int_equal(value_at(&m, "faculty.planned_hires", 0)->count, 1);
    /* a target keeps what it does not change, though it holds a key `value` */
    assert_int_equal(m.s.target_count, 1);
    assert_equal(m.s.targets[0].value, 7.0);
    assert_string_equal(m.s.targets[0].quote, "q");
    assert_int_equal(m.s.targets[0].due, 2021);
    close_sim(&m);
}

/* A child's value for all sectors is nearer than the parent's for one; the child's for one is nearer still. */
static void a_value_for_all_sectors_overrules_an_ancestors_for_one(void **state)
{
    struct sim m;
    (void)state;
    write_in_folder("a.cfg",
                    YEARS(2019, 2022)
                        ENTRANTS(100) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { "
                                      "sector_share = 0.5; }; faculty: { quit_rate = 0.01; pass_rate = 0.5; }; };"
                                      " b: { label = \"b\"; level = \"secondary\"; length = 3; enrolment: { "
                                      "sector_share = 0.5; }; faculty: { quit_rate = 0.02; }; }; };");
    write_in_folder(
        "b.cfg",
        "extends = \"a.cfg\"; faculty: { quit_rate = 0.3; }; sector: { b: { faculty: { quit_rate = 0.4; }; }; };");
    load(&m, "b.cfg");
    assert_int_equal(m.err, 0);
    assert_equal(value_at(&m, "faculty.quit_rate", 0)->number, 0.3);
    assert_equal(value_at(&m, "faculty.quit_rate", 1)->number, 0.4);
    assert_equal(value_at(&m, "faculty.pass_rate", 0)->number, 0.5); /* not mentioned: kept */
    close_sim(&m);
}

static void the_nearest_file_of_a_chain_wins_and_names_are_relative_to_it(void **state)
{
    char path[128];
    struct sim m;
    (void)state;
    snprintf(path, sizeof path, "%s/sub", folder);
    mkdir(path, 0700);
    write_in_folder("a.cfg", parent);
    write_in_folder("b.cfg", "extends = \"a.cfg\"; closure = \"show\"; last_year = 2024;");
    write_in_folder("sub/d.cfg", "extends = \"../b.cfg\"; last_year = 2025;");
    load(&m, "sub/d.cfg");
    assert_int_equal(m.err, 0);
    assert_int_equal(m.s.last_year, 2025);
    assert_int_equal(m.s.closure, CLOSURE_SHOW);
    close_sim(&m);
}

static void assert_refused(const char *name, const char *file, int line, const char *text)
{
    struct sim m;
    load(&m, name);
    assert_int_equal(m.err, VS_SCENARIO);
    bool found = false;
    for (int i = 0; i < m.d.count; i++)
        found |= !m.d.list[i].warning && m.d.list[i].line == line && strstr(m.d.list[i].file, file) &&
                 strstr(m.d.list[i].text, text);
    if (!found)
        print_diags(&m.d);
    assert_true(found);
    close_sim(&m);
}

static void loops_missing_files_and_long_chains_are_errors(void **state)
{
    char name[32], text[64];
    (void)state;
    write_in_folder("a.cfg", "extends = \"b.cfg\";");
    write_in_folder("b.cfg", "\nextends = \"c.cfg\";");
    write_in_folder("c.cfg", "\n\nextends = \"a.cfg\";");
    assert_refused("a.cfg", "c.cfg", 3, "loop");
    write_in_folder("c.cfg", "extends = \"c.cfg\";");
    assert_refused("c.cfg", "c.cfg", 1, "loop");
    write_in_folder("c.cfg", "extends = \"nowhere.cfg\";");
    assert_refused("c.cfg", "c.cfg", 1, "no such file");
    write_in_folder("c.cfg", "extends = 3;");
    assert_refused("c.cfg", "c.cfg", 1, "file name");

    write_in_folder("chain0.cfg", parent);
    for (int i = 1; i < 17; i++) {
        snprintf(name, sizeof name, "chain%d.cfg", i);
        snprintf(text, sizeof text, "extends = \"chain%d.cfg\";", i - 1);
        write_in_folder(name, text);
    }
    struct sim m;
    load(&m, "chain15.cfg"); /* 16 files */
    assert_int_equal(m.err, 0);
    close_sim(&m);
    assert_refused("chain16.cfg", "chain1.cfg", 1, "more than 16");
}

static void an_error_of_the_parent_is_told_with_the_parents_name(void **state)
{
    (void)state;
    write_in_folder("a.cfg", YEARS(2019, 2022) ENTRANTS(10) "sector: { a: { label = \"a\"; level = \"secondary\"; "
                                                            "length = 3; }; };\nfaculty: { quit_rate = 1.3; };");
    write_in_folder("b.cfg", "extends = \"a.cfg\";");
    assert_refused("b.cfg", "a.cfg", 4, "faculty.quit_rate = 1.3: must lie in [0, 1]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(groups_merge_key_by_key_and_values_are_replaced_whole, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_value_for_all_sectors_overrules_an_ancestors_for_one, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_nearest_file_of_a_chain_wins_and_names_are_relative_to_it, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(loops_missing_files_and_long_chains_are_errors, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(an_error_of_the_parent_is_told_with_the_parents_name, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
