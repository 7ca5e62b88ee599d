/* A scenario written as what the command line changed: read back, it has the same numbers. */
#include "support.h"

#define SCHOOLS \
    YEARS(2019, 2023) \
    ENTRANTS(1000) \
    "sector: {" \
    " a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; };" \
    "  faculty: { pass_rate = 0.9; planned_hires = ((2020, 5), (2021, 6)); }; };" \
    " b: { label = \"b\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; }; campus: { places = " \
    "80; }; }; };" \
    "project: { p: { label = \"p\"; kind = \"places\"; sector = \"a\"; amount = 600; start = 2020.5; }; };" \
    "initiative: { n: { label = \"n\"; starts = { path = ((2020, 3)); after = 2; }; }; };" \
    "funding: { bonds = ((2020, 100), (2022, 300)); };"

/* One sector has a value of its own, the other has none; paths, schedules, settings and "none" change too. */
static const char *const sets[] = {"faculty.pass_rate=0.5",
                                   "population.vocational_share.shift=-0.25",
                                   "faculty.planned_hires.a.2021=7",
                                   "faculty.planned_hires.scale=2",
                                   "campus.places.b=none",
                                   "project.p.start.shift=1",
                                   "initiative.n.starts.delay=1",
                                   "funding.bonds=((2021, 50))",
                                   "closure=borrow"};
enum { SETS = sizeof sets / sizeof *sets };

static void reads_back_the_same(void **state)
{
    struct sim plan, changed, again;
    char path[64];
    (void)state;
    open_text(&plan, SCHOOLS);
    open_file(&changed, plan.path, sets, SETS);
    const struct overlay overlay = {.extends = plan.path, .label = {"改", "changed"}, .sets = sets, .set_count = SETS};
    write_temporary(path, "");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(scenario_write_overlay(out, &changed.s, &overlay), 0);
    assert_int_equal(fclose(out), 0);
    open_file(&again, path, NULL, 0);
    assert_string_equal(again.s.label.en, "changed");
    assert_int_equal(again.s.closure, 1);
    assert_memory_equal(again.u.levels, changed.u.levels, LEVEL_LANES * sizeof(double));
    assert_memory_equal(again.u.inputs, changed.u.inputs, (size_t)again.u.shape.years * INPUT_LANES * sizeof(double));
    assert_memory_not_equal(plan.u.levels, changed.u.levels, LEVEL_LANES * sizeof(double));
    unlink(path);
    close_sim(&again);
    close_sim(&changed);
    close_sim(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_back_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
