/* What indicators are said to be made of, added up and held against the model: every formula, every item
 * and sum, every projected year, every shipped scenario. And formulas whose parts are known by hand. */
#include "lanes.h"
#include "made_of.h"

static int checked;

static void one_series(const struct run *r, const struct series *s, struct arena *a)
{
    bool failed;
    const struct made *m = made_of(r->setup, s, a, &failed);
    if (failed) {
        print_error("%s: the formula of %s cannot be read\n", r->setup->scenario->name, s->key);
        fail();
    }
    for (int year = r->setup->shape.first_year + 1; m && year < r->setup->shape.first_year + r->setup->shape.years;
         year++) {
        const double is = run_value(r, s, year), sum = made_value(r, m, year);
        if (!(is < ABSENT_ABOVE))
            continue;
        checked++;
        if (fabs(is - sum) <= 1e-9 * (1.0 + fabs(is)))
            continue;
        print_error("%s: %s is %.17g in %d, but its parts make %.17g\n", r->setup->scenario->name, s->key, is, year,
                    sum);
        fail();
    }
}

static void one_scenario(const struct sim *m)
{
    struct diags d = {0};
    struct run r;
    struct arena a = {0};
    assert_int_equal(run_init(&r, &m->u, &d), 0);
    for (int i = 0; i < m->u.series_count; i++)
        one_series(&r, &m->u.series[i], &a);
    arena_free(&a);
    run_free(&r);
    diags_free(&d);
}

static void parts_add_up_in_every_shipped_scenario(void **state)
{
    (void)state;
    with_shipped_scenarios(one_scenario);
    assert_true(checked > 20000);
}

static void every_indicator_says_what_it_is_made_of(void **state)
{
    (void)state;
    /* What the year's switches and shares say in themselves, without parts. */
    static const char *const plain[] = {"enrolment.limit", "faculty.hire_limit", "training.limit",
                                        "funding.limit",   "industry.warning",   "industry.other_students"};
    for (int i = 0; i < model_indicator_count; i++) {
        int found = 0;
        for (int k = 0; k < model_made_of_count; k++)
            found += strcmp(model_made_of[k].key, model_indicators[i].key) == 0;
        for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
            found += strcmp(plain[k], model_indicators[i].key) == 0;
        if (found == 0)
            print_error("models/made_of.def has no line for %s\n", model_indicators[i].key);
        assert_true(found > 0);
    }
}

/* 100 teachers, 4 a year hired of 10 wished because the quota is 104; 2 in 100 quit first. */
static void parts_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    struct sim m;
    struct arena a = {0};
    bool failed;
    open_text(&m,
              YEARS(2020, 2021)
                  ENTRANTS(100) "sector: { sve: { label = \"S\"; level = \"secondary\"; length = 3;\n"
                                "  faculty: { base_full_time = 100; quit_rate = 0.02; retirement = 0; quota = 104;\n"
                                "    planned_hires = ((2021, 10)); }; }; };\n");
    const struct series *s = setup_series(&m.u, "faculty.full_time.sve", NULL);
    const struct made *all = made_of(&m.u, s, &a, &failed);
    assert_non_null(all);
    assert_int_equal(all->kind, MADE_SUM);
    const double parts[] = {100, 6, 2, 0}; /* last year, hires to the quota, quits, retirements */
    const bool off[] = {false, false, true, true};
    int count = 0;
    for (const struct made *p = all->first; p; p = p->next, count++) {
        assert_near(made_value(&m.r, p, 2021), parts[count]);
        assert_int_equal(p->inverse, off[count]);
    }
    assert_int_equal(count, 4);
    assert_indicator(&m, "faculty.full_time.sve", 2021, 104);
    /* the smallest of wish 10, room 104 − 98 and no market limit, times a yield of 1 */
    const struct made *hires = made_of(&m.u, setup_series(&m.u, "faculty.hires.sve", NULL), &a, &failed);
    assert_non_null(hires);
    assert_int_equal(hires->kind, MADE_PRODUCT);
    const struct made *least = hires->first->next;
    assert_int_equal(least->kind, MADE_LEAST);
    assert_near(made_value(&m.r, least->first, 2021), 10);
    assert_near(made_value(&m.r, least->first->next, 2021), 6);
    arena_free(&a);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_in_every_shipped_scenario),
        cmocka_unit_test(every_indicator_says_what_it_is_made_of),
        cmocka_unit_test(parts_are_those_worked_out_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
