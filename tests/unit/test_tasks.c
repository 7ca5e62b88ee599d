/* The task list, and what falls when a task comes later: years worked out by hand. */
#include "delay.h"
#include "support.h"

/* Ten workshops begun in 2020, done a year later; a school of 600 places built from 2020.5 to 2022.5. */
#define PLAN \
    YEARS(2019, 2024) \
    ENTRANTS(100) \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; campus: { places = 0; }; }; };" \
    "initiative: { w: { label = \"w\"; duration = 1; starts = ((2020, 10)); }; };" \
    "project: { p: { label = \"p\"; kind = \"places\"; sector = \"a\"; amount = 600; start = 2020.5; duration = 2; " \
    "}; };" \
    "training: { demand = ((2020, 100), (2021, 200)); };" \
    "target: {" \
    " ten: { label = \"t\"; area = \"programme\"; kind = \"level\"; indicator = \"initiative.w\"; comparator = " \
    "\">=\";" \
    "  value = 10; due = 2021; };" \
    " school: { label = \"t\"; area = \"enrolment\"; kind = \"level\"; indicator = \"project.p\"; comparator = " \
    "\">=\";" \
    "  value = 1; due = 2022; };" \
    " none: { label = \"t\"; area = \"governance\"; kind = \"level\"; unevaluated = \"why\"; };" \
    "};" \
    "task: {" \
    " one: { number = 7; label = \"l\"; lead = (\"A\"); support = (\"B\", \"C\"); targets = (\"ten\", \"none\");" \
    "  delays = (\"initiative.w\", \"training.demand\"); };" \
    " two: { number = 3; label = \"l\"; targets = (\"ten\"); delays = (\"project.p\"); };" \
    " three: { number = 9; label = \"l\"; };" \
    "};"

static void reads_the_list(void **state)
{
    struct sim m;
    const char *near;
    (void)state;
    open_text(&m, PLAN);
    assert_int_equal(m.s.task_count, 3);
    const struct task *t = task_find(&m.s, "7", &near);
    assert_ptr_equal(t, task_find(&m.s, "one", &near));
    assert_non_null(t);
    assert_string_equal(t->lead[0], "A");
    assert_string_equal(t->support[1], "C");
    assert_int_equal(t->target_count, 2);
    assert_string_equal(m.s.targets[t->targets[1]].id, "none");
    assert_int_equal(t->delays[0].form, FORM_DELAY);
    assert_int_equal(task_find(&m.s, "two", &near)->delays[0].form, FORM_SHIFT);
    assert_null(task_find(&m.s, "thre", &near));
    assert_string_equal(near, "three");
    assert_null(task_find(&m.s, "1", &near));
    assert_true(target_carried(&m.s, 0));
    assert_false(target_carried(&m.s, 1)); /* no task has the school among its targets */
    close_sim(&m);
}

static void later(struct delay *d, struct sim *m, const char *task, int years, const char *const *sets, int set_count)
{
    struct diags diags = {0};
    const char *near;
    const struct reading reading = {sets, set_count, &annex_form};
    int err = delay_init(d, &m->r, &reading, task_find(&m->s, task, &near), years, &diags);
    print_diags(&diags);
    diags_free(&diags);
    assert_int_equal(err, 0);
}

static double later_value(const struct delay *d, const char *key, int year)
{
    return run_value(&d->run, setup_series(&d->setup, key, NULL), year);
}

/* Ten begun in 2021 are done in 2022: late by one year. Begun in 2025 they never are. */
static void an_initiative_comes_later(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, PLAN);
    assert_int_equal(m.r.results[0].verdict, VERDICT_MET);
    struct delay d;
    later(&d, &m, "one", 1, NULL, 0);
    assert_int_equal(d.run.results[0].verdict, VERDICT_LATE);
    assert_int_equal(d.run.results[0].first_year, 2022);
    assert_int_equal(d.changed, 1);
    assert_int_equal(d.worse, 1);
    assert_true(delay_worse(&d, 0) && !delay_changed(&d, 1) && !delay_changed(&d, 2));
    assert_string_equal(d.changes[0], "initiative.w.starts.delay=1");
    assert_string_equal(d.changes[1], "training.demand.delay=1");
    delay_free(&d);
    later(&d, &m, "one", 5, NULL, 0);
    assert_int_equal(d.run.results[0].verdict, VERDICT_MISSED);
    assert_near(later_value(&d, "initiative.w", 2024), 0.0);
    delay_free(&d);
    close_sim(&m);
}

/* Built from 2021.5 to 2023.5: at the end of 2022 1.5 of 2 years are done. */
static void a_project_comes_later(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, PLAN);
    assert_int_equal(m.r.results[1].verdict, VERDICT_MET);
    struct delay d;
    later(&d, &m, "two", 1, NULL, 0);
    assert_near(later_value(&d, "project.p", 2022), 0.75);
    assert_int_equal(d.run.results[1].verdict, VERDICT_LATE);
    assert_int_equal(d.worse, 1);
    delay_free(&d);
    later(&d, &m, "two", -1, NULL, 0); /* earlier: done by the middle of 2021 */
    assert_near(later_value(&d, "project.p", 2021), 1.0);
    assert_int_equal(d.changed, 0);
    delay_free(&d);
    close_sim(&m);
}

/* The changes of the command line stay in force under the delay. */
static void keeps_the_sets(void **state)
{
    static const char *const sets[] = {"initiative.w.starts.scale=0.5"};
    struct sim m;
    (void)state;
    open_text_sets(&m, PLAN, sets, 1);
    struct delay d;
    later(&d, &m, "one", 1, sets, 1);
    assert_near(later_value(&d, "initiative.w", 2022), 5.0);
    delay_free(&d);
    close_sim(&m);
}

static void nothing_to_delay(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, PLAN);
    struct delay d;
    later(&d, &m, "three", 2, NULL, 0);
    assert_int_equal(d.change_count, 0);
    assert_int_equal(d.changed, 0);
    assert_string_equal(d.scenario.digest, m.s.digest);
    delay_free(&d);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_list),        cmocka_unit_test(an_initiative_comes_later),
        cmocka_unit_test(a_project_comes_later), cmocka_unit_test(keeps_the_sets),
        cmocka_unit_test(nothing_to_delay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
