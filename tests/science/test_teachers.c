/* The ageing chain of teachers: leave, age, upskill, hire. */
#include "support.h"

#define SCHOOL(inside) \
    YEARS(2019, 2030) ENTRANTS(0) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; " inside " }; };"
#define CALM "quit_rate = 0; retirement = 0; "

/* Only teachers of 50 and over: a year keeps (1 - 0.1)(1 - 1/10) = 0.81 of them when they retire at 60. */
static void the_last_band_quits_then_retires(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              SCHOOL("faculty: { base_full_time = 100; age_under_30 = 0; age_30_39 = 0; age_40_49 = 0; quit_rate = 0.1;"
                     " retirement_age = ((2020, 60), (2021, 62.5), (2022, 60)); };"));
    assert_indicator(&m, "faculty.quits.a", 2020, 10.0);
    assert_indicator(&m, "faculty.retirements.a", 2020, 9.0); /* 90/10 */
    assert_indicator(&m, "faculty.leavers.a", 2020, 19.0);
    assert_indicator(&m, "faculty.full_time.a", 2020, 81.0);
    assert_indicator(&m, "faculty.retirements.a", 2021, 81.0 * 0.9 / 12.5); /* the age has risen to 62.5 */
    assert_indicator(&m, "faculty.full_time.a", 2021, 81.0 * 0.9 * 0.92);
    assert_indicator(&m, "faculty.full_time.a", 2022, 81.0 * 0.9 * 0.92 * 0.81);
    close_sim(&m);
}

/* Without retirement a stock shrinks by quits alone, whatever its ages: 200 x 0.95^t. */
static void without_retirement_only_quits_shrink_the_stock(void **state)
{
    struct sim m;
    double left = 200.0;
    (void)state;
    open_text(&m, SCHOOL("faculty: { base_full_time = 200; age_under_30 = 3; age_50_plus = 5; quit_rate = 0.05; "
                         "retirement = 0; };"));
    for (int year = 2020; year <= 2030; year++) {
        left *= 0.95;
        assert_near(value_of(&m, "faculty.full_time.a", year), left);
        assert_near(value_of(&m, "faculty.retirements.a", year), 0.0);
    }
    close_sim(&m);
}

/* 800 under 30 and nobody else, no quits, retirement at 60: in the first year 100 move up, then of
 * those 10, then 1 reaches the last band (800/8/10/10) and 0.1 of it retires a year later. */
static void the_young_reach_the_last_band_after_three_moves(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL("faculty: { base_full_time = 800; age_30_39 = 0; age_40_49 = 0; age_50_plus = 0; quit_rate = "
                         "0; retirement_age = 60; };"));
    assert_indicator(&m, "faculty.retirements.a", 2020, 0.0);
    assert_indicator(&m, "faculty.retirements.a", 2021, 0.0);
    assert_indicator(&m, "faculty.retirements.a", 2022, 0.0);
    assert_indicator(&m, "faculty.retirements.a", 2023, 0.1);
    assert_indicator(&m, "faculty.full_time.a", 2023, 799.9);
    close_sim(&m);
}

/* With H hires a year into band 1 and what stays s = 1 - quit, the steady state is
 * N1 = H / (1 - s 7/8), N2 = (s/8) N1 / (1 - 0.9 s), N3 = (s/10) N2 / (1 - 0.9 s),
 * N4 = (s/10) N3 / (1 - s (1 - 1/width)). Started there, nothing changes. */
static void a_steady_age_structure_stays_as_it_is(void **state)
{
    const double s = 0.97, hires = 30.0, width = 7.5;
    const double n1 = hires / (1.0 - s * 7.0 / 8.0), n2 = s / 8.0 * n1 / (1.0 - 0.9 * s),
                 n3 = s / 10.0 * n2 / (1.0 - 0.9 * s), n4 = s / 10.0 * n3 / (1.0 - s * (1.0 - 1.0 / width)),
                 all = n1 + n2 + n3 + n4;
    struct sim m;
    (void)state;
    open_format(&m,
                SCHOOL("faculty: { base_full_time = %.17g; age_under_30 = %.17g; age_30_39 = %.17g; age_40_49 = %.17g; "
                       "age_50_plus = %.17g;"
                       " quit_rate = 0.03; retirement_age = 57.5; planned_hires = { after = 30; }; };"),
                all, n1, n2, n3, n4);
    for (int year = 2020; year <= 2030; year++) {
        assert_near(value_of(&m, "faculty.full_time.a", year), all);
        assert_near(value_of(&m, "faculty.quits.a", year), 0.03 * all);
        assert_near(value_of(&m, "faculty.retirements.a", year), s * n4 / width);
        assert_near(value_of(&m, "faculty.leavers.a", year), hires); /* steady: as many leave as come */
    }
    close_sim(&m);
}

/* The specification once more, written apart from the model: one person-type after the other. */
struct chain {
    double n[3][4]; /* general, professional, dual; four bands */
    double hires_dual, passes, lapses, leavers_dual;
};

static void year_of(struct chain *c, double quit, double age, double rate, double seats, double pass, double lapse,
                    double hires, double professional, double dual, double experienced)
{
    static const double width[3] = {8, 10, 10};
    double candidates = 0, duals = 0;

    c->leavers_dual = 0;
    for (int q = 0; q < 3; q++) {
        double moved[4] = {0}, before = 0, after = 0;
        for (int a = 0; a < 4; a++) {
            double stays = c->n[q][a] * (1 - quit);
            before += c->n[q][a];
            if (a == 3)
                moved[3] += stays * (1 - 1 / (age - 50));
            else {
                moved[a] += stays - stays / width[a];
                moved[a + 1] += stays / width[a];
            }
        }
        for (int a = 0; a < 4; a++) {
            c->n[q][a] = moved[a];
            after += moved[a];
        }
        if (q == 2)
            c->leavers_dual = before - after;
    }
    for (int a = 0; a < 4; a++) {
        candidates += c->n[1][a];
        duals += c->n[2][a];
    }
    double trained = rate * candidates < seats ? rate * candidates : seats;
    c->passes = trained * pass;
    c->lapses = duals * lapse;
    for (int a = 0; a < 4; a++) {
        double up = c->n[1][a] / candidates * c->passes, down = c->n[2][a] * lapse;
        c->n[1][a] += down - up;
        c->n[2][a] += up - down;
    }
    double of[3] = {hires * (1 - professional), hires * professional * (1 - dual), hires * professional * dual};
    c->hires_dual = of[2];
    for (int q = 0; q < 3; q++) {
        c->n[q][0] += of[q] * (1 - experienced);
        c->n[q][1] += of[q] * experienced;
    }
}

static void five_years_agree_with_an_independent_chain(void **state)
{
    struct chain c;
    struct sim m;
    static const double weight[4] = {0.2, 0.3, 0.3, 0.2}, stock[3] = {120, 100, 80};
    static const double hires[5] = {10, 0, 25, 5, 40}, seats[5] = {12, 30, 0, 8, 20};
    (void)state;

    open_text(&m, SCHOOL("faculty: { base_full_time = 300; base_professional = 180; base_dual_qualified = 80;"
                         " age_under_30 = 2; age_30_39 = 3; age_40_49 = 3; age_50_plus = 2; quit_rate = 0.04; "
                         "retirement_age = ((2020, 57.5), (2024, 59.5));"
                         " planned_hires = ((2020, 10), (2022, 25), (2023, 5), (2024, 40)); hire_professional = 0.6; "
                         "hire_dual = 0.25; hire_experienced = 0.3;"
                         " upskill_seats = ((2020, 12), (2021, 30), (2023, 8), (2024, 20)); upskill_rate = 0.15; "
                         "pass_rate = 0.8; lapse_rate = 0.05; };"));
    for (int q = 0; q < 3; q++) {
        for (int a = 0; a < 4; a++)
            c.n[q][a] = stock[q] * weight[a];
    }
    for (int t = 0; t < 5; t++) {
        double sum[3] = {0};
        const int year = 2020 + t;
        year_of(&c, 0.04, 57.5 + 0.5 * t, 0.15, seats[t], 0.8, 0.05, hires[t], 0.6, 0.25, 0.3);
        for (int q = 0; q < 3; q++) {
            for (int a = 0; a < 4; a++)
                sum[q] += c.n[q][a];
        }
        assert_near(value_of(&m, "faculty.general.a", year), sum[0]);
        assert_near(value_of(&m, "faculty.professional.a", year), sum[1] + sum[2]);
        assert_near(value_of(&m, "faculty.dual_qualified.a", year), sum[2]);
        assert_near(value_of(&m, "faculty.full_time.a", year), sum[0] + sum[1] + sum[2]);
        assert_near(value_of(&m, "faculty.dual_share.a", year), sum[2] / (sum[1] + sum[2]));
        assert_near(value_of(&m, "faculty.dual_share_full_time.a", year), sum[2] / (sum[0] + sum[1] + sum[2]));
        assert_near(value_of(&m, "faculty.passes.a", year), c.passes);
        assert_near(value_of(&m, "faculty.lapses.a", year), c.lapses);
        assert_near(value_of(&m, "faculty.hires_dual.a", year), c.hires_dual);
        assert_near(value_of(&m, "faculty.leavers_dual.a", year), c.leavers_dual);
    }
    close_sim(&m);
}

/* 60 professional, 20 of them dual: 40 candidates, min(0.5 x 40, 10 seats) = 10 trained, 8 pass; a
 * tenth of 20 lapses (the 8 who pass do not); then 10 professionals are hired, half of them dual:
 * dual = 20 - 2 + 8 + 5 = 31 of 70. */
static void upskilling_comes_before_hiring_and_lapse_uses_the_stock_before_passes(void **state)
{
    struct sim m;
    (void)state;
    open_text(
        &m,
        SCHOOL("faculty: { " CALM
               "base_full_time = 100; base_professional = 60; base_dual_qualified = 20; upskill_seats = ((2020, 10));"
               " upskill_rate = 0.5; pass_rate = 0.8; lapse_rate = 0.1; planned_hires = ((2020, 10)); "
               "hire_professional = 1; hire_dual = 0.5; };"));
    assert_indicator(&m, "faculty.trained.a", 2020, 10.0);
    assert_indicator(&m, "faculty.passes.a", 2020, 8.0);
    assert_indicator(&m, "faculty.lapses.a", 2020, 2.0);
    assert_indicator(&m, "faculty.hires_dual.a", 2020, 5.0);
    assert_indicator(&m, "faculty.dual_qualified.a", 2020, 31.0);
    assert_indicator(&m, "faculty.professional.a", 2020, 70.0);
    assert_indicator(&m, "faculty.general.a", 2020, 40.0);
    assert_indicator(&m, "faculty.dual_qualified.a", 2021, 31.0 * 0.9); /* no seats: only lapse */
    close_sim(&m);
}

/* A tenth quits first: 36 candidates and 18 dual remain. 0.2 x 36 = 7.2 take a seat, fewer than 10. */
static void upskilling_works_on_those_who_stayed(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL("faculty: { quit_rate = 0.1; retirement = 0; base_full_time = 100; base_professional = 60; "
                         "base_dual_qualified = 20;"
                         " upskill_seats = ((2020, 10)); upskill_rate = 0.2; lapse_rate = 0.1; };"));
    assert_indicator(&m, "faculty.trained.a", 2020, 7.2);
    assert_indicator(&m, "faculty.lapses.a", 2020, 1.8);
    assert_indicator(&m, "faculty.dual_qualified.a", 2020, 18.0 + 7.2 - 1.8);
    assert_indicator(&m, "faculty.leavers_dual.a", 2020, 2.0);
    close_sim(&m);
}

/* 100 teachers, 10 wanted; what each limit leaves, and its code. Cash 40 for a purchase of 100
 * makes the year's share 0.4. */
static void each_hiring_limit_has_its_code(void **state)
{
    static const struct {
        const char *faculty, *money;
        double hires, code;
    } cases[] = {
        {"", "", 10, 0},
        {"quota = 104;", "", 4, 2},
        {"labour_supply = 3;", "", 3, 3},
        {"quota = 104; labour_supply = 3;", "", 3, 3},
        {"quota = 102; labour_supply = 3;", "", 2, 2},
        {"quota = 90;", "", 0, 2},
        {"recruit_yield = 0.8;", "", 8, 4},
        {"recruit_yield = 0.5; quota = 104;", "", 2, 2},
        {"", "campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 4, 1},
        {"hire_defer = 0.5;", "campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 7, 1},
        {"hire_defer = 0;", "campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 10, 0},
        {"quota = 103;", "campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 3, 2},
        {"quota = 105;", "campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 4, 1},
        {"", "closure = \"show\"; campus: { equipment_purchases = ((2020, 100)); }; funding: { cash_base = 40; };", 10,
         0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m;
        open_format(&m, SCHOOL("faculty: { " CALM "base_full_time = 100; planned_hires = ((2020, 10)); %s };") "%s",
                    cases[i].faculty, cases[i].money);
        print_message("case %zu\n", i);
        assert_indicator(&m, "faculty.hire_wish.a", 2020, 10.0);
        assert_indicator(&m, "faculty.hires.a", 2020, cases[i].hires);
        assert_indicator(&m, "faculty.unfilled.a", 2020, 10.0 - cases[i].hires);
        assert_indicator(&m, "faculty.hire_limit.a", 2020, cases[i].code);
        assert_indicator(&m, "faculty.full_time.a", 2020, 100.0 + cases[i].hires);
        close_sim(&m);
    }
}

/* 2000 students at 16 to one need 125: 100 are there, 5 are planned, half of the other 20 are added. */
static void gap_fill_closes_a_share_of_the_gap_to_the_target_ratio(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m, SCHOOL("enrolment: { base_students = 2000; }; faculty: { " CALM
                         "base_full_time = 100; planned_hires = ((2020, 5)); gap_fill = 0.5; target_ratio = 16; };"));
    assert_indicator(&m, "faculty.hire_wish.a", 2020, 15.0);
    assert_indicator(&m, "faculty.full_time.a", 2020, 115.0);
    assert_indicator(&m, "faculty.hire_wish.a", 2022, 0.0); /* too few students are left: no gap */
    close_sim(&m);
}

/* Part-time: the cap is 0.2 of 50 posts, or of the 100 full-time teachers where there is no quota.
 * Strength: 40 general + 0.9 x 60 professional + 0.5 x part-time. */
static void part_time_teachers_and_teaching_strength(void **state)
{
    static const struct {
        const char *quota;
        double part_time, share;
    } cases[] = {{"quota = 50;", 10, 0.2}, {"", 20, 0.2}, {"quota = 400;", 30, 0.075}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sim m;
        open_format(
            &m,
            SCHOOL("faculty: { " CALM
                   "base_full_time = 100; base_professional = 60; base_dual_qualified = 20; part_time_plan = 30;"
                   " practice_share = 0.1; %s };"),
            cases[i].quota);
        assert_indicator(&m, "faculty.part_time.a", 2020, cases[i].part_time);
        assert_indicator(&m, "faculty.part_time_share.a", 2020, cases[i].share);
        assert_indicator(&m, "faculty.teaching_strength.a", 2020, 40.0 + 54.0 + 0.5 * cases[i].part_time);
        close_sim(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_band_quits_then_retires),
        cmocka_unit_test(without_retirement_only_quits_shrink_the_stock),
        cmocka_unit_test(the_young_reach_the_last_band_after_three_moves),
        cmocka_unit_test(a_steady_age_structure_stays_as_it_is),
        cmocka_unit_test(five_years_agree_with_an_independent_chain),
        cmocka_unit_test(upskilling_comes_before_hiring_and_lapse_uses_the_stock_before_passes),
        cmocka_unit_test(upskilling_works_on_those_who_stayed),
        cmocka_unit_test(each_hiring_limit_has_its_code),
        cmocka_unit_test(gap_fill_closes_a_share_of_the_gap_to_the_target_ratio),
        cmocka_unit_test(part_time_teachers_and_teaching_strength),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
