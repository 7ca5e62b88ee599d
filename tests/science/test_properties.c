/* What must hold in every scenario, tried on pseudo-random ones: comparisons of a run with a changed one. */
#include "support.h"

enum { TRIALS = 60, FIRST = 2019, LAST = 2028 };

/* A random town of two secondary sectors and one higher, with a project, in `text`. `closure` 0 to 2. */
static void random_town(uint64_t *seed, int closure, char *text, size_t size)
{
    static const char *const closures[] = {"defer", "borrow", "show"};
    double u[40];
    for (int i = 0; i < 40; i++)
        u[i] = draw(seed);
    int n = snprintf(
        text, size,
        YEARS(2019, 2028) "closure = \"%s\"; population: { junior_graduates = ((2019, %.0f), (2023, %.0f), (2028, "
                          "%.0f)); upper_secondary_rate = %.3f;"
                          " vocational_share = ((2019, %.3f), (2022, %.3f)); share_delivery = %.3f; };\n"
                          "enrolment: { pooling = %.3f; local_retention = %.3f; };\n"
                          "sector: {"
                          " a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.6; "
                          "base_students = %.0f; dropout_1 = %.3f; dropout_later = %.3f;"
                          "  max_ratio = %.2f; presence_last = %.3f; progression = %.3f; }; campus: { places = %.0f; "
                          "places_retired = %.3f; };"
                          "  faculty: { base_full_time = %.0f; quit_rate = %.3f; planned_hires = { after = %.0f; }; "
                          "quota = %.0f; };"
                          "  funding: { per_student = %.3f; salary = %.2f; operating_cost = %.3f; }; };\n"
                          " b: { label = \"b\"; level = \"secondary\"; length = 2; enrolment: { sector_share = 0.4; "
                          "base_students = %.0f; progression = %.3f; };"
                          "  campus: { places = %.0f; }; faculty: { base_full_time = %.0f; planned_hires = { after = "
                          "%.0f; }; labour_supply = %.0f; };"
                          "  funding: { per_student = %.3f; salary = 8; }; };\n"
                          " h: { label = \"h\"; level = \"higher\"; length = 3; enrolment: { base_students = %.0f; "
                          "applicants = %.0f; }; campus: { places = %.0f; };"
                          "  faculty: { base_full_time = %.0f; }; funding: { per_student = %.3f; }; }; };\n"
                          "project: { p: { label = \"p\"; kind = \"places\"; sector = \"a\"; amount = %.0f; cost = "
                          "%.0f; start = %.2f; duration = %.2f; }; };\n"
                          "funding: { cash_base = %.0f; special_city = { after = %.0f; }; };",
        closures[closure], 4000 + 8000 * u[0], 4000 + 8000 * u[1], 4000 + 8000 * u[2], 0.85 + 0.15 * u[3],
        0.3 + 0.2 * u[4], 0.3 + 0.3 * u[5], u[6], u[7], 0.5 * u[7] + 0.3, 3000 + 3000 * u[8], 0.1 * u[9], 0.05 * u[10],
        14 + 10 * u[11], 0.3 + 0.7 * u[12], 0.5 * u[13], 3000 + 6000 * u[14], 0.03 * u[15], 200 + 200 * u[16],
        0.06 * u[17], 40 * u[18], 200 + 400 * u[19], 0.3 + u[20], 6 + 6 * u[21], 0.5 * u[22], 1000 + 2000 * u[23],
        0.5 * u[24], 1500 + 3000 * u[25], 80 + 80 * u[26], 20 * u[27], 30 * u[28], 0.3 + u[29], 2000 + 2000 * u[30],
        500 + 1000 * u[31], 3000 + 4000 * u[32], 150 + 100 * u[33], 0.5 + u[34], 1000 + 4000 * u[35],
        1000 + 9000 * u[36], 2019.5 + 3 * u[37], 1 + 3 * u[38], 1000 * u[39], 3000 * u[39]);
    assert_true(n > 0 && (size_t)n < size);
}

/* Runs each of TRIALS towns as it is and with `set`, and hands both to `compare`. */
static void each_pair(int closure, const char *set, void (*compare)(const struct sim *, const struct sim *, int year))
{
    char text[8192];
    uint64_t seed = 20240601;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct sim base, changed;
        random_town(&seed, closure < 0 ? trial % 3 : closure, text, sizeof text);
        open_text(&base, text);
        open_text_sets(&changed, text, &set, 1);
        for (int year = FIRST + 1; year <= LAST; year++)
            compare(&base, &changed, year);
        close_sim(&base);
        close_sim(&changed);
    }
}

static double sum_of(const struct sim *m, const char *key, int until)
{
    double sum = 0;
    for (int year = FIRST + 1; year <= until; year++)
        sum += value_of(m, key, year);
    return sum;
}

static void assert_not_below(double larger, double smaller, const char *what, int year)
{
    if (larger >= smaller - 1e-9 * (1.0 + fabs(smaller)))
        return;
    print_error("%s in %d: %.10g is below %.10g\n", what, year, larger, smaller);
    fail();
}

/* In the first year, the stock being the same, more places admit at least as many; and however the years
 * go on, at least as many are admitted in all: who was taken earlier cannot be taken later. */
static void places_admit(const struct sim *base, const struct sim *more, int year)
{
    if (year == FIRST + 1) {
        assert_not_below(value_of(more, "enrolment.intake.a", year), value_of(base, "enrolment.intake.a", year),
                         "intake", year);
        assert_not_below(value_of(base, "enrolment.unplaced", year), value_of(more, "enrolment.unplaced", year),
                         "unplaced", year);
    }
    assert_not_below(sum_of(more, "enrolment.intake.a", year), sum_of(base, "enrolment.intake.a", year),
                     "intake to date", year);
}

static void more_places_never_lower_intake(void **state)
{
    (void)state;
    each_pair(2, "campus.places.a.shift=700", places_admit);
}

/* b's intake does not depend on its teachers: more hires, fewer students each. */
static void hires_teach(const struct sim *base, const struct sim *more, int year)
{
    assert_not_below(value_of(more, "faculty.full_time.b", year), value_of(base, "faculty.full_time.b", year),
                     "teachers", year);
    assert_near(value_of(more, "enrolment.students.b", year), value_of(base, "enrolment.students.b", year));
    assert_not_below(value_of(base, "faculty.student_teacher_ratio.b", year),
                     value_of(more, "faculty.student_teacher_ratio.b", year), "ratio", year);
}

static void more_hires_never_raise_the_student_teacher_ratio(void **state)
{
    (void)state;
    each_pair(2, "faculty.planned_hires.b={ after = 35; }", hires_teach);
}

static void more_apply(const struct sim *base, const struct sim *more, int year)
{
    static const char *const sectors[] = {"enrolment.applicants.a", "enrolment.applicants.b"};
    for (int i = 0; i < 2; i++)
        assert_near(value_of(more, sectors[i], year), 1.2 * value_of(base, sectors[i], year));
    assert_not_below(sum_of(more, "enrolment.intake.secondary", year), sum_of(base, "enrolment.intake.secondary", year),
                     "intake to date", year);
}

static void a_larger_cohort_never_admits_fewer(void **state)
{
    (void)state;
    each_pair(2, "population.junior_graduates.scale=1.2", more_apply);
}

/* A slower project is never further on, and gives no more places while it is under way (once both are open, the
 * later one's places are newer, and fewer of them have gone out of use). */
static void later_is_less(const struct sim *base, const struct sim *slow, int year)
{
    if (value_of(slow, "project.p", year) < 1.0 - 1e-9)
        assert_not_below(value_of(base, "campus.places.a", year), value_of(slow, "campus.places.a", year), "places",
                         year);
    assert_not_below(value_of(base, "project.p", year), value_of(slow, "project.p", year), "progress", year);
}

static void a_slip_never_opens_places_earlier(void **state)
{
    (void)state;
    each_pair(2, "project.p.slip=1.3", later_is_less);
}

/* Under "show" no person, place or project waits for money: 500 more in hand is 500 more in hand every year. */
static void only_money_changes(const struct sim *base, const struct sim *rich, int year)
{
    static const char *const keys[] = {"enrolment.students", "enrolment.intake.b",  "faculty.full_time",
                                       "campus.places.a",    "enrolment.graduates", "project.p"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_near(value_of(rich, keys[i], year), value_of(base, keys[i], year));
    assert_near(value_of(rich, "funding.affordability", year), 1.0);
    assert_near(value_of(base, "funding.affordability", year), 1.0);
    assert_near(value_of(rich, "funding.cash", year) - value_of(base, "funding.cash", year), 500.0);
}

static void under_show_money_moves_nothing_but_money(void **state)
{
    (void)state;
    each_pair(2, "funding.cash_base.shift=500", only_money_changes);
}

static void borrowed_never_short(const struct sim *defer, const struct sim *borrow, int year)
{
    assert_near(value_of(borrow, "funding.affordability", year), 1.0);
    assert_near(value_of(borrow, "funding.gap", year), 0.0);
    assert_not_below(value_of(borrow, "project.p", year), value_of(defer, "project.p", year), "progress", year);
}

static void borrowing_leaves_no_gap_and_delays_nothing(void **state)
{
    (void)state;
    each_pair(0, "closure=borrow", borrowed_never_short);
}

/* With money deferred, more cash never makes a plan slower. */
static void richer_is_not_slower(const struct sim *base, const struct sim *rich, int year)
{
    assert_not_below(value_of(rich, "project.p", year), value_of(base, "project.p", year), "progress", year);
}

static void more_cash_never_slows_a_project(void **state)
{
    (void)state;
    each_pair(0, "funding.cash_base.shift=1500", richer_is_not_slower);
}

static void without_change_nothing_changes(const struct sim *base, const struct sim *same, int year)
{
    (void)year;
    assert_int_equal(base->u.series_count, same->u.series_count);
    assert_memory_equal(base->r.outputs, same->r.outputs,
                        sizeof(double) * (size_t)(base->u.shape.years * OUTPUT_LANES));
}

static void a_change_to_the_same_value_changes_no_bit(void **state)
{
    (void)state;
    each_pair(-1, "enrolment.sector_share.a=0.6", without_change_nothing_changes);
}

/* Everything that counts persons or places is multiplied by k, and so is lump-sum money: every count of
 * the result is multiplied by k, every ratio, share and code is the same. */
static void scaling_a_town_scales_its_counts_and_no_ratio(void **state)
{
    static const enum unit counted[] = {UNIT_PERSONS, UNIT_PLACES, UNIT_WORKSTATIONS, UNIT_WAN_YUAN, UNIT_PERSON_DAYS};
    const double k = 4.0; /* a power of two: exact but for thresholds */
    char text[8192];
    uint64_t seed = 77;
    (void)state;

    for (int trial = 0; trial < TRIALS; trial++) {
        struct sim base, large;
        random_town(&seed, trial % 3, text, sizeof text);
        open_text(&base, text);
        open_text(&large, text);
        for (int i = 0; i < model_parameter_count; i++) {
            const struct row *row = &model_parameters[i];
            bool count = strcmp(row->key, "project.amount") == 0;
            for (size_t c = 0; c < sizeof counted / sizeof *counted; c++)
                count |= row->unit == counted[c];
            if (!count || strcmp(row->key, "training.group_size") == 0 || row->scope == SCOPE_INITIATIVE ||
                row->scope == SCOPE_INDUSTRY)
                continue;
            for (int item = 0; item < (row->scope == SCOPE_CITY ? 1 : row->scope == SCOPE_SECTOR ? 3 : 1); item++) {
                int at = row->offset + item * row->stride;
                if (row->kind == KIND_LEVEL)
                    large.u.levels[at] *= k;
                else {
                    for (int t = 0; t < large.u.shape.years; t++)
                        large.u.inputs[t * INPUT_LANES + at] *= k;
                }
            }
        }
        run_free(&large.r);
        assert_int_equal(run_init(&large.r, &large.u, &large.d), 0);
        for (int i = 0; i < base.u.series_count; i++) {
            const struct series *s = &base.u.series[i];
            bool count = false;
            for (size_t c = 0; c < sizeof counted / sizeof *counted; c++)
                count |= s->row->unit == counted[c];
            for (int year = FIRST + 1; year <= LAST; year++) {
                double x = run_value(&base.r, s, year), y = run_value(&large.r, s, year);
                if (x > ABSENT_ABOVE) {
                    assert_true(y > ABSENT_ABOVE);
                    continue;
                }
                if (s->row->unit == UNIT_PERSON_TIMES)
                    continue;
                near_at(y, count ? k * x : x, 1e-7, s->key, __FILE__, __LINE__);
            }
        }
        close_sim(&base);
        close_sim(&large);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_places_never_lower_intake),
        cmocka_unit_test(more_hires_never_raise_the_student_teacher_ratio),
        cmocka_unit_test(a_larger_cohort_never_admits_fewer),
        cmocka_unit_test(a_slip_never_opens_places_earlier),
        cmocka_unit_test(under_show_money_moves_nothing_but_money),
        cmocka_unit_test(borrowing_leaves_no_gap_and_delays_nothing),
        cmocka_unit_test(more_cash_never_slows_a_project),
        cmocka_unit_test(a_change_to_the_same_value_changes_no_bit),
        cmocka_unit_test(scaling_a_town_scales_its_counts_and_no_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
