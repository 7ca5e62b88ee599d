/* What each difference between two plans does, where the answer is known by hand: a sum (what one does does
 * not depend on the others, nothing is left over) and a product (it does, and what is left over is known). And
 * for shipped plans: laid on one structure, both still give the numbers they give by themselves. */
#include "contribution.h"
#include "support.h"

struct pair {
    struct sim a, b;
    struct aligned al;
    struct differences d;
    enum aligned_why why;
};

static void lay(struct pair *p)
{
    struct diags d = {0};
    memset(&p->d, 0, sizeof p->d);
    assert_int_equal(aligned_init(&p->al, &p->a.s, &p->b.s, &p->why, &d), 0);
    if (p->why == ALIGNED)
        assert_int_equal(differences_init(&p->d, &p->al), 0);
    diags_free(&d);
}

static void open_pair(struct pair *p, const char *a, const char *b)
{
    open_text(&p->a, a);
    open_text(&p->b, b);
    lay(p);
}

static void close_pair(struct pair *p)
{
    differences_free(&p->d);
    aligned_free(&p->al);
    close_sim(&p->a);
    close_sim(&p->b);
}

static int difference_of(const struct pair *p, const char *key)
{
    for (int i = 0; i < p->d.count; i++)
        if (p->d.list[i].row && strcmp(p->d.list[i].row->key, key) == 0)
            return i;
    print_error("no difference in %s\n", key);
    fail();
    return -1;
}

static void contributions_to(struct pair *p, const char *key, int year, struct contributions *c)
{
    const struct effect_of of = {setup_series(&p->al.setups[0], key, NULL), year};
    assert_non_null(of.series);
    assert_int_equal(contributions_init(c, &p->al, &p->d, &of, 1), 0);
}

#define PLAN(students, rest) \
    YEARS(2020, 2021) \
    ENTRANTS(0) \
    NO_LOSSES "sector: { sve: { label = \"S\"; level = \"secondary\"; length = 5;\n" \
              "  enrolment: { base_students = " #students "; grade_5 = 0; }; }; };\n" rest

/* Special funds 10 + 20 against 13 + 27: 3 and 7, however they are tried, and nothing left over. */
static void parts_of_a_sum(void **state)
{
    (void)state;
    struct pair p;
    struct contributions c;
    open_pair(&p, PLAN(100, "funding: { special_city = ((2021, 10)); special_county = ((2021, 20)); };"),
              PLAN(100, "funding: { special_city = ((2021, 13)); special_county = ((2021, 27)); };"));
    assert_int_equal(p.d.count, 2);
    contributions_to(&p, "funding.special_funds", 2021, &c);
    const int city = difference_of(&p, "funding.special_city"), county = difference_of(&p, "funding.special_county");
    assert_near(c.first[0], 30);
    assert_near(c.second[0], 40);
    assert_near(c.alone[city], 3);
    assert_near(c.without[city], 3);
    assert_near(c.alone[county], 7);
    assert_near(c.without[county], 7);
    assert_near(c.rest_alone[0], 0);
    assert_near(c.rest_without[0], 0);
    contributions_free(&c);
    close_pair(&p);
}

/* 100 students at 1, 150 at 2: 100 becomes 300. Alone: 100 and 50, left over 50. Taken out: 150 and 100, left over −50.
 */
static void factors_of_a_product(void **state)
{
    (void)state;
    struct pair p;
    struct contributions c;
    open_pair(&p, PLAN(100, "funding: { per_student = 1; };"), PLAN(150, "funding: { per_student = 2; };"));
    assert_int_equal(p.d.count, 2);
    contributions_to(&p, "funding.appropriation.sve", 2021, &c);
    const int money = difference_of(&p, "funding.per_student"), students = difference_of(&p, "enrolment.base_students");
    assert_near(c.first[0], 100);
    assert_near(c.second[0], 300);
    assert_near(c.alone[money], 100);
    assert_near(c.alone[students], 50);
    assert_near(c.rest_alone[0], 50);
    assert_near(c.without[money], 150);
    assert_near(c.without[students], 100);
    assert_near(c.rest_without[0], -50);
    contributions_free(&c);
    close_pair(&p);
}

/* A setting is tried like a number: what is wished costs 50, there are 20. Borrowing raises the bonds from 0 to 30;
 * with the cost gone in the second plan there would be nothing to borrow. */
static void settings_count_too(void **state)
{
    (void)state;
    struct pair p;
    struct contributions c;
    open_pair(&p,
              PLAN(100, "closure = \"show\"; funding: { cash_base = 20; };"
                        "campus: { equipment_purchases = ((2021, 10)); };"),
              PLAN(100, "closure = \"borrow\"; funding: { cash_base = 20; };"
                        "campus: { equipment_purchases = ((2021, 50)); };"));
    assert_int_equal(p.d.count, 2);
    contributions_to(&p, "funding.bonds", 2021, &c);
    const int buys = difference_of(&p, "campus.equipment_purchases"), closure = 1 - buys;
    assert_int_equal(p.d.list[closure].kind, DIFFERENCE_SETTING);
    assert_near(c.second[0], 30);
    assert_near(c.alone[buys], 0);
    assert_near(c.alone[closure], 0);
    assert_near(c.rest_alone[0], 30);
    assert_near(c.without[buys], 30);
    assert_near(c.without[closure], 30);
    assert_near(c.rest_without[0], -30);
    contributions_free(&c);
    close_pair(&p);
}

#define PROJECT \
    "project: { hall: { label = \"Hall\"; kind = \"buildings\"; start = 2021; duration = 1; cost = 40; }; };"

/* An item that only one plan has is one difference, with all its numbers, whichever plan it is. */
static void items_of_one_plan_only(void **state)
{
    (void)state;
    for (int swapped = 0; swapped < 2; swapped++) {
        struct pair p;
        struct contributions c;
        const char *with = PLAN(100, "closure = \"show\";" PROJECT), *without = PLAN(100, "closure = \"show\";");
        open_pair(&p, swapped ? with : without, swapped ? without : with);
        assert_int_equal(p.d.count, 1);
        assert_int_equal(p.d.list[0].kind, DIFFERENCE_ITEM);
        assert_int_equal(p.d.list[0].only, !swapped);
        contributions_to(&p, "funding.projects", 2021, &c);
        assert_near(c.alone[0], swapped ? -40 : 40);
        assert_near(c.without[0], swapped ? -40 : 40);
        assert_near(c.rest_alone[0], 0);
        contributions_free(&c);
        close_pair(&p);
    }
}

/* The same number written differently is no difference; a base stock and its parts are one. */
static void what_counts_as_a_difference(void **state)
{
    (void)state;
    struct pair p;
#define TEACHERS(numbers) \
    YEARS(2020, 2021) \
    ENTRANTS(0) "sector: { sve: { label = \"S\"; level = \"secondary\"; length = 3; faculty: { " numbers " }; }; };"
    open_pair(&p, TEACHERS("base_full_time = 10; base_professional = 5; part_time_plan = 3;"),
              TEACHERS("base_full_time = 12; base_professional = 6; part_time_plan = ((2020, 3), (2021, 3));"));
    assert_int_equal(p.d.count, 1);
    assert_int_equal(p.d.list[0].kind, DIFFERENCE_FAMILY);
    assert_int_equal(p.d.list[0].member_count, 2);
    close_pair(&p);
}

static void plans_that_cannot_be_laid_on_each_other(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, PLAN(100, "place = { en = \"Here\"; };"), PLAN(100, "place = { en = \"There\"; };"));
    assert_int_equal(p.why, ALIGN_PLACE);
    close_pair(&p);
    open_pair(&p, PLAN(100, ""),
              YEARS(2021, 2022) ENTRANTS(0) "sector: { sve: { label = \"S\"; level = \"secondary\"; length = 3; }; };");
    assert_int_equal(p.why, ALIGN_BASE_YEAR);
    close_pair(&p);
    open_pair(&p, PLAN(100, ""),
              YEARS(2020, 2021)
                  ENTRANTS(0) "sector: { tech: { label = \"S\"; level = \"secondary\"; length = 3; }; };");
    assert_int_equal(p.why, ALIGN_SECTORS);
    close_pair(&p);
}

/* Laid on one structure both plans still give exactly their own numbers, and the whole package is the second plan. */
static void both_plans_stay_what_they_are(void **state)
{
    (void)state;
    static const char *const plans[][2] = {
        {"scenarios/chiping/plan-2020.cfg", "scenarios/chiping/more-hires.cfg"},
        {"scenarios/chiping/as-written.cfg", "scenarios/chiping/plan-2020.cfg"},
        {"scenarios/jining/plan-2020.cfg", "scenarios/jining/slower-building.cfg"},
        {"scenarios/jining/integration-2026.cfg", "scenarios/jining/integration-peak-places.cfg"},
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct pair p;
        struct contributions c;
        open_file(&p.a, plans[i][0], NULL, 0);
        open_file(&p.b, plans[i][1], NULL, 0);
        lay(&p);
        assert_int_equal(p.why, ALIGNED);
        assert_true(p.d.count > 0);
        const int last = p.al.scenarios[0].last_year;
        struct effect_of *of = calloc((size_t)p.a.u.series_count, sizeof *of);
        int count = 0;
        for (int k = 0; k < p.a.u.series_count; k++) {
            const struct series *s = setup_series(&p.al.setups[0], p.a.u.series[k].key, NULL);
            assert_non_null(s);
            if (setup_series(&p.b.u, s->key, NULL))
                of[count++] = (struct effect_of){s, last};
        }
        assert_true(count > 100);
        assert_int_equal(contributions_init(&c, &p.al, &p.d, of, count), 0);
        for (int k = 0; k < count; k++) {
            const double x = value_of(&p.a, of[k].series->key, last), y = value_of(&p.b, of[k].series->key, last);
            assert_true(x == c.first[k] || (!(x < ABSENT_ABOVE) && !(c.first[k] < ABSENT_ABOVE)));
            assert_true(y == c.second[k] || (!(y < ABSENT_ABOVE) && !(c.second[k] < ABSENT_ABOVE)));
        }
        free(of);
        contributions_free(&c);
        close_pair(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_sum),
        cmocka_unit_test(factors_of_a_product),
        cmocka_unit_test(settings_count_too),
        cmocka_unit_test(items_of_one_plan_only),
        cmocka_unit_test(what_counts_as_a_difference),
        cmocka_unit_test(plans_that_cannot_be_laid_on_each_other),
        cmocka_unit_test(both_plans_stay_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
