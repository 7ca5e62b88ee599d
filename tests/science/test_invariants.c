/* The conservation laws, in every year and lane of every shipped scenario; and a check that they notice
 * a broken number. The sums here are formed from the outputs by key, apart from models/invariants.c. */
#include "lanes.h"

enum { WIDE = 8 };

static const struct outputs *outputs_of(const struct block *b)
{
    return (const struct outputs *)(const void *)b->outputs;
}

static void model_invariants(const struct sim *m)
{
    struct block b;
    double residual[INVARIANTS];

    for (uint64_t seed = 1; seed <= 4; seed++) {
        block_init(&b, &m->u, WIDE);
        perturb(&b, &m->u, 0.1 * (double)seed, seed);
        block_run(&b, &m->u, &kernel_v1);
        for (int t = 1; t < m->u.shape.years; t++) {
            for (int l = 0; l < WIDE; l++) {
                invariant_residuals(&m->u.shape, outputs_of(&b), t, l, residual);
                for (int i = 0; i < INVARIANTS; i++) {
                    if (residual[i] <= 1e-9)
                        continue;
                    print_error("%s, %d, lane %d, seed %d: %s: %g\n", m->s.name, m->u.shape.first_year + t, l,
                                (int)seed, invariant_name(i), residual[i]);
                    fail();
                }
            }
        }
        block_free(&b);
    }
}

static void every_shipped_scenario_keeps_the_invariants_in_every_lane(void **state)
{
    (void)state;
    with_shipped_scenarios(model_invariants);
}

/* --- the same laws from the series, so that both cannot be wrong together --- */

static const struct block *asked;
static const struct sim *asked_of;
static int asked_year, asked_lane;

static double at(const char *key, int back)
{
    const struct series *s = setup_series(&asked_of->u, key, NULL);
    if (!s) {
        print_error("no indicator %s\n", key);
        fail();
    }
    return asked->outputs[((asked_year - back) * OUTPUT_LANES + s->offset) * WIDE + asked_lane];
}
static double now(const char *key) { return at(key, 0); }
static double last(const char *key) { return at(key, 1); }

static void balanced(double left, double right, const char *law)
{
    if (fabs(left - right) <= 1e-9 * (1.0 + fabs(left) + fabs(right)))
        return;
    print_error("%s, %d, lane %d: %s: %.17g and %.17g\n", asked_of->s.name, asked_of->u.shape.first_year + asked_year,
                asked_lane, law, left, right);
    fail();
}

static void laws_of_the_totals(void)
{
    balanced(now("enrolment.students"),
             last("enrolment.students") + now("enrolment.intake") - now("enrolment.graduates") -
                 now("enrolment.dropouts"),
             "students");
    balanced(now("faculty.full_time"), last("faculty.full_time") + now("faculty.hires") - now("faculty.leavers"),
             "teachers");
    balanced(now("faculty.full_time"), now("faculty.general") + now("faculty.professional"), "kinds of teachers");
    balanced(now("faculty.leavers"), now("faculty.quits") + now("faculty.retirements"), "leavers");
    balanced(now("faculty.hire_wish"), now("faculty.hires") + now("faculty.unfilled"), "hires");
    balanced(now("faculty.dual_qualified"),
             last("faculty.dual_qualified") - now("faculty.lapses") - now("faculty.leavers_dual") +
                 now("faculty.passes") + now("faculty.hires_dual"),
             "dual-qualified");
    balanced(now("enrolment.applicants"), now("enrolment.intake") + now("enrolment.unplaced"), "applicants");
    balanced(now("enrolment.moved_in"), now("enrolment.moved_out"), "pooled");
    balanced(now("population.upper_secondary_entrants"),
             now("enrolment.general_intake") +
                 now("enrolment.vocational_share") * now("population.upper_secondary_entrants"),
             "entrants");
    balanced(now("funding.cash") - last("funding.cash"),
             now("funding.revenue") + now("funding.bonds") - now("funding.spending") - now("funding.debt_service"),
             "cash");
    balanced(now("funding.debt") - last("funding.debt"), now("funding.bonds") - now("funding.repayment"), "debt");
    balanced(now("funding.debt_service"), now("funding.repayment") + now("funding.interest"), "service");
    balanced(now("funding.spending"), now("funding.recurrent_spending") + now("funding.capital_spending"), "spending");
    balanced(now("funding.capital_spending"),
             now("funding.projects") + now("funding.workstations") + now("funding.equipment") +
                 now("funding.initiatives") + now("funding.upskilling"),
             "capital");
    balanced(now("funding.recurrent_spending"),
             now("funding.payroll") + now("funding.operations") + now("funding.aid") +
                 now("funding.training_spending") + now("funding.upkeep"),
             "recurrent");
    balanced(now("funding.fiscal_input"), now("funding.fiscal_input_secondary") + now("funding.fiscal_input_higher"),
             "fiscal input by level");
    double fiscal = now("funding.appropriation") + now("funding.staff_appropriation") + now("funding.special_funds") +
                    now("funding.other_recurrent") + now("funding.surcharges") + now("funding.performance_reward");
    balanced(now("funding.revenue"),
             fiscal + now("funding.tuition") + now("funding.training_income") + now("funding.technology_income") +
                 now("funding.social_capital"),
             "revenue");
}

/* Counts and money are not negative (cash may be), shares lie in [0, 1] (these three may exceed it: a school
 * may be overfull, a standard exceeded, and service larger than revenue; growth may be negative), no NaN. */
static void ranges_of_all_series(void)
{
    static const char *const above_one[] = {"campus.occupancy", "funding.per_student_to_standard",
                                            "funding.debt_service_share", "enrolment.application_share"};

    for (int i = 0; i < asked_of->u.series_count; i++) {
        const struct series *s = &asked_of->u.series[i];
        const double x = asked->outputs[(asked_year * OUTPUT_LANES + s->offset) * WIDE + asked_lane];
        bool free_above = s->row->unit != UNIT_SHARE, free_below = strcmp(s->row->key, "funding.cash") == 0;
        for (size_t k = 0; k < sizeof above_one / sizeof *above_one; k++)
            free_above |= strcmp(s->row->key, above_one[k]) == 0;
        if (strcmp(s->row->key, "funding.per_student_growth") == 0)
            free_above = free_below = true;
        if (x == x && (free_below || x >= -1e-6) && (free_above || x <= 1.0 + 1e-9 || x > ABSENT_ABOVE))
            continue;
        print_error("%s, %d, lane %d: %s = %g\n", asked_of->s.name, asked_of->u.shape.first_year + asked_year,
                    asked_lane, s->key, x);
        fail();
    }
}

static void laws_by_key(const struct sim *m)
{
    struct block b;

    block_init(&b, &m->u, WIDE);
    perturb(&b, &m->u, 0.2, 99);
    block_run(&b, &m->u, &kernel_v1);
    asked = &b;
    asked_of = m;
    for (asked_year = 1; asked_year < m->u.shape.years; asked_year++) {
        for (asked_lane = 0; asked_lane < WIDE; asked_lane++) {
            laws_of_the_totals();
            ranges_of_all_series();
        }
    }
    block_free(&b);
}

static void totals_balance_and_no_indicator_leaves_its_range(void **state)
{
    (void)state;
    with_shipped_scenarios(laws_by_key);
}

/* --- a broken number is noticed --- */

static void broken(const struct sim *m, const char *key, double (*breakage)(double), int invariant)
{
    struct block b;
    double residual[INVARIANTS];
    const struct series *s = setup_series(&m->u, key, NULL);
    const int t = 2, l = 3;

    assert_non_null(s);
    block_init(&b, &m->u, WIDE);
    perturb(&b, &m->u, 0.1, 5);
    block_run(&b, &m->u, &kernel_v1);
    double *x = &b.outputs[(t * OUTPUT_LANES + s->offset) * WIDE + l];
    *x = breakage(*x);
    invariant_residuals(&m->u.shape, outputs_of(&b), t, l, residual);
    if (residual[invariant] <= 1e-9) {
        print_error("%s = %g was not noticed by: %s\n", key, *x, invariant_name(invariant));
        fail();
    }
    invariant_residuals(&m->u.shape, outputs_of(&b), t, l + 1, residual);
    assert_true(residual[invariant] <= 1e-9); /* the neighbour is well */
    block_free(&b);
}

static double one_more(double x) { return x + 1.0; }
static double million_more(double x) { return x + 1e6; }
static double not_a_number(double x) { return x * 0.0 / 0.0; }
static double below_zero(double x) { return x * 0.0 - 1.0; }
static double too_large_share(double x) { return x * 0.0 + 1.5; }

static void open_plan(struct sim *m)
{
    m->path[0] = '\0';
    prepare_file(m, "scenarios/jining/plan-2020.cfg", NULL, 0);
    assert_int_equal(m->err, 0);
    assert_true(m->u.shape.sectors > 1);
}

static void one_person_or_wan_yuan_too_many_is_noticed(void **state)
{
    static const struct {
        const char *name;
        int invariant;
    } cases[] = {
        {"enrolment.students", INVARIANT_PEOPLE},     {"enrolment.intake", INVARIANT_PEOPLE},
        {"enrolment.graduates", INVARIANT_PEOPLE},    {"enrolment.dropouts", INVARIANT_PEOPLE},
        {"faculty.full_time", INVARIANT_TEACHERS},    {"faculty.hires", INVARIANT_TEACHERS},
        {"faculty.quits", INVARIANT_TEACHERS},        {"faculty.retirements", INVARIANT_TEACHERS},
        {"faculty.dual_qualified", INVARIANT_DUAL},   {"faculty.lapses", INVARIANT_DUAL},
        {"faculty.passes", INVARIANT_DUAL},           {"faculty.leavers_dual", INVARIANT_DUAL},
        {"faculty.hires_dual", INVARIANT_DUAL},       {"enrolment.applicants", INVARIANT_APPLICANTS},
        {"enrolment.unplaced", INVARIANT_APPLICANTS}, {"enrolment.intake", INVARIANT_APPLICANTS},
        {"enrolment.moved_in", INVARIANT_APPLICANTS},
    };
    static const char *const money[] = {"funding.cash", "funding.revenue", "funding.bonds", "funding.spending",
                                        "funding.debt_service"};
    static const char *const debt[] = {"funding.debt", "funding.bonds", "funding.repayment"};
    struct sim m;
    char key[96];
    (void)state;

    open_plan(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int s = 0; s < m.u.shape.sectors; s++) {
            snprintf(key, sizeof key, "%s.%s", cases[i].name, m.s.items[SCOPE_SECTOR].list[s].id);
            broken(&m, key, one_more, cases[i].invariant);
        }
    }
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        broken(&m, money[i], one_more, INVARIANT_CASH);
    for (size_t i = 0; i < sizeof debt / sizeof *debt; i++)
        broken(&m, debt[i], one_more, INVARIANT_DEBT);
    close_sim(&m);
}

/* A million present where the places are limited: at least the newcomers have no place. */
static void students_beyond_the_places_are_noticed(void **state)
{
    struct sim m;
    char key[96];
    int limited = 0;
    (void)state;

    open_plan(&m);
    const struct row *places = parameter_row("campus.places");
    for (int s = 0; s < m.u.shape.sectors; s++) {
        if (m.u.levels[places->offset + s * places->stride] > ABSENT_ABOVE)
            continue;
        snprintf(key, sizeof key, "enrolment.present.%s", m.s.items[SCOPE_SECTOR].list[s].id);
        broken(&m, key, million_more, INVARIANT_PLACES);
        limited++;
    }
    assert_true(limited > 0);
    close_sim(&m);
}

static void numbers_out_of_range_are_noticed(void **state)
{
    static const char *const counts[] = {"enrolment.students", "enrolment.intake",       "enrolment.unplaced",
                                         "faculty.full_time",  "faculty.dual_qualified", "faculty.hires"};
    struct sim m;
    char key[96];
    (void)state;

    open_plan(&m);
    for (int s = 0; s < m.u.shape.sectors; s++) {
        const char *id = m.s.items[SCOPE_SECTOR].list[s].id;
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
            snprintf(key, sizeof key, "%s.%s", counts[i], id);
            broken(&m, key, below_zero, INVARIANT_FINITE);
            broken(&m, key, not_a_number, INVARIANT_FINITE);
        }
        snprintf(key, sizeof key, "faculty.dual_share.%s", id);
        broken(&m, key, too_large_share, INVARIANT_FINITE);
    }
    broken(&m, "funding.debt", below_zero, INVARIANT_FINITE);
    broken(&m, "funding.cash", not_a_number, INVARIANT_FINITE);
    broken(&m, "funding.affordability", too_large_share, INVARIANT_FINITE);
    broken(&m, "training.person_days", below_zero, INVARIANT_FINITE);
    broken(&m, "campus.workstations", not_a_number, INVARIANT_FINITE);
    close_sim(&m);
}

/* A NaN in what no range check reads must show in its balance, in whichever sector it is. */
static void a_missing_number_breaks_its_balance_in_every_sector(void **state)
{
    static const struct {
        const char *name;
        int invariant;
    } cases[] = {{"enrolment.dropouts", INVARIANT_PEOPLE},
                 {"enrolment.graduates", INVARIANT_PEOPLE},
                 {"faculty.quits", INVARIANT_TEACHERS},
                 {"faculty.lapses", INVARIANT_DUAL},
                 {"enrolment.applicants", INVARIANT_APPLICANTS}};
    struct sim m;
    char key[96];
    (void)state;

    open_plan(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int s = m.u.shape.sectors - 1; s >= 0; s--) {
            struct block b;
            double residual[INVARIANTS];
            snprintf(key, sizeof key, "%s.%s", cases[i].name, m.s.items[SCOPE_SECTOR].list[s].id);
            block_init(&b, &m.u, WIDE);
            block_run(&b, &m.u, &kernel_v1);
            b.outputs[(2 * OUTPUT_LANES + setup_series(&m.u, key, NULL)->offset) * WIDE] = NAN;
            invariant_residuals(&m.u.shape, outputs_of(&b), 2, 0, residual);
            block_free(&b);
            if (residual[cases[i].invariant] <= 1e-9) {
                print_error("%s = NaN was not noticed by: %s\n", key, invariant_name(cases[i].invariant));
                fail();
            }
        }
    }
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_scenario_keeps_the_invariants_in_every_lane),
        cmocka_unit_test(totals_balance_and_no_indicator_leaves_its_range),
        cmocka_unit_test(one_person_or_wan_yuan_too_many_is_noticed),
        cmocka_unit_test(students_beyond_the_places_are_noticed),
        cmocka_unit_test(numbers_out_of_range_are_noticed),
        cmocka_unit_test(a_missing_number_breaks_its_balance_in_every_sector),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
