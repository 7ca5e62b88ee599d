/* One parameter's value in a calendar year: paths, schedules, and what modifies them. */
#include "support.h"

static struct point points[] = {{2020, 0.2}, {2022, 0.6}, {2026, 1.0}};
static const struct row level = {.kind = KIND_LEVEL}, path = {.kind = KIND_PATH, .initial = 7.0},
                        schedule = {.kind = KIND_SCHEDULE};

static struct value value_with(const struct row *row)
{
    return (struct value){.row = row, .item = ALL_ITEMS, .scale = 1.0, .points = points, .count = 3};
}

static void a_path_is_linear_between_years_and_flat_outside(void **state)
{
    const struct value v = value_with(&path);
    (void)state;
    assert_near(value_in_year(&v, 1990), 0.2);
    assert_equal(value_in_year(&v, 2020), 0.2);
    assert_near(value_in_year(&v, 2021), 0.4);
    assert_equal(value_in_year(&v, 2022), 0.6);
    assert_near(value_in_year(&v, 2023), 0.7); /* 0.4 over four years */
    assert_near(value_in_year(&v, 2025), 0.9);
    assert_equal(value_in_year(&v, 2026), 1.0);
    assert_near(value_in_year(&v, 2100), 1.0);
}

static void a_path_without_points_is_its_default(void **state)
{
    struct value v = value_with(&path);
    (void)state;
    v.count = 0;
    assert_equal(value_in_year(&v, 2020), 7.0);
}

static void a_schedule_happens_in_its_years_only(void **state)
{
    struct value v = value_with(&schedule);
    (void)state;
    assert_equal(value_in_year(&v, 2019), 0.0);
    assert_equal(value_in_year(&v, 2020), 0.2);
    assert_equal(value_in_year(&v, 2021), 0.0);
    assert_equal(value_in_year(&v, 2026), 1.0);
    assert_equal(value_in_year(&v, 2027), 0.0);
    v.has_after = true;
    v.after = 5.0;
    assert_equal(value_in_year(&v, 2021), 0.0);
    assert_equal(value_in_year(&v, 2026), 1.0);
    assert_equal(value_in_year(&v, 2027), 5.0);
    v.count = 0; /* nothing but `after`: every year */
    assert_equal(value_in_year(&v, 2000), 5.0);
}

static void scale_and_shift_apply_in_this_order(void **state)
{
    struct value v = value_with(&path);
    (void)state;
    v.scale = 2.0;
    v.shift = 0.5;
    assert_near(value_in_year(&v, 2021), 2.0 * 0.4 + 0.5);
    assert_near(value_in_year(&v, 1990), 2.0 * 0.2 + 0.5);
}

/* scenario.h: "A value in one calendar year, modifiers applied". A level is a number for all years. */
static void scale_and_shift_apply_to_levels(void **state)
{
    struct value v = {.row = &level, .item = ALL_ITEMS, .number = 0.1, .scale = 2.0, .shift = 0.05};
    (void)state;
    assert_near(value_in_year(&v, 2021), 0.25);
}

static void a_schedules_shift_is_added_where_something_happens(void **state)
{
    struct value v = value_with(&schedule);
    (void)state;
    v.shift = 3.0;
    assert_near(value_in_year(&v, 2020), 3.2);
    assert_equal(value_in_year(&v, 2021), 0.0);
    assert_equal(value_in_year(&v, 2030), 0.0);
    v.has_after = true;
    v.after = 5.0;
    assert_near(value_in_year(&v, 2030), 8.0);
}

static void a_delay_moves_everything_later(void **state)
{
    struct value p = value_with(&path), s = value_with(&schedule);
    (void)state;
    p.delay = 2;
    assert_near(value_in_year(&p, 2022), 0.2);
    assert_near(value_in_year(&p, 2023), 0.4);
    s.delay = 1;
    s.shift = 1.0;
    s.has_after = true;
    s.after = 5.0;
    assert_equal(value_in_year(&s, 2020), 0.0);
    assert_near(value_in_year(&s, 2021), 1.2);
    assert_near(value_in_year(&s, 2027), 2.0);
    assert_near(value_in_year(&s, 2028), 6.0); /* `after` is later, too */
    s.delay = -1;
    assert_near(value_in_year(&s, 2019), 1.2);
}

static void a_single_year_replaces_whatever_is_modified(void **state)
{
    struct point single[] = {{2021, 9.0}, {2024, 0.0}};
    struct value v = value_with(&path);
    (void)state;
    v.scale = 2.0;
    v.single = single;
    v.singles = 2;
    assert_equal(value_in_year(&v, 2021), 9.0);
    assert_equal(value_in_year(&v, 2024), 0.0);
    assert_near(value_in_year(&v, 2022), 1.2);
}

static void none_is_absent_in_every_year(void **state)
{
    struct value v = value_with(&path);
    (void)state;
    v.none = true;
    assert_true(value_in_year(&v, 2021) > ABSENT_ABOVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_linear_between_years_and_flat_outside),
        cmocka_unit_test(a_path_without_points_is_its_default),
        cmocka_unit_test(a_schedule_happens_in_its_years_only),
        cmocka_unit_test(scale_and_shift_apply_in_this_order),
        cmocka_unit_test(scale_and_shift_apply_to_levels),
        cmocka_unit_test(a_schedules_shift_is_added_where_something_happens),
        cmocka_unit_test(a_delay_moves_everything_later),
        cmocka_unit_test(a_single_year_replaces_whatever_is_modified),
        cmocka_unit_test(none_is_absent_in_every_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
