/* What would reach a target: cases with an answer by hand, a grid over every setting, conflicts, money,
 * probability; and that every answer holds as a scenario of its own. */
#include "ensemble.h"
#include "lane.h"
#include "reach.h"
#include "support.h"
#include "tile.h"

/* 100 teachers and nobody leaves; hires in 2021 and 2022 and every year after, none planned. */
#define SCHOOL \
    YEARS(2020, 2025) \
    ENTRANTS(0) \
    NO_LOSSES \
    "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; faculty: { base_full_time = 100; " \
    "base_professional = 100; base_dual_qualified = 40; planned_hires = { path = ((2021, 0), (2022, 0)); " \
    "after = 0; }; hire_professional = 1; upskill_seats = { path = ((2021, 0), (2022, 0)); }; pass_rate = 0.8; " \
    "}; }; };\n"
#define HIRES(low, high, cost) \
    "hires: { label = \"hires\"; parameter = \"faculty.planned_hires.a\"; form = \"shift\"; bounds = (" #low \
    ", " #high "); unit_cost = " #cost "; integer = true; };\n"
#define TARGET(id, what, sign, number, year) \
#id ": { label = \"" #id "\"; area = \"faculty\"; indicator = \"" what "\"; comparator = \"" sign \
        "\"; value = " #number "; due = " #year "; kind = \"level\"; };\n"
#define LEVERS(inside) "lever: { " inside " };\n"
#define TARGETS(inside) "target: { " inside " };\n"

struct asked {
    struct sim sim;
    struct reach reach;
};

static void ask_with(struct asked *q, const struct reach_options *o)
{
    assert_int_equal(reach_init(&q->reach, &q->sim.r, o, &q->sim.d), 0);
    const int err = reach_run(&q->reach, &q->sim.d);
    print_diags(&q->sim.d);
    assert_int_equal(err, 0);
}

static struct reach_options usual(void)
{
    return (struct reach_options){.budget = ABSENT, .seed = 1, .threads = 1, .form = &annex_form};
}

static void ask(struct asked *q, const char *text)
{
    const struct reach_options o = usual();
    open_text(&q->sim, text);
    ask_with(q, &o);
}

static void done(struct asked *q)
{
    reach_free(&q->reach);
    close_sim(&q->sim);
}

static const struct reach_answer *answer_of(const struct asked *q, const char *id)
{
    for (int i = 0; i < q->reach.answer_count; i++) {
        if (strcmp(q->sim.s.targets[q->reach.answers[i].target].id, id) == 0)
            return &q->reach.answers[i];
    }
    fail();
    return NULL;
}

static double lever_of(const struct asked *q, const struct reach_setting *s, const char *id)
{
    for (int i = 0; i < q->reach.lever_count; i++) {
        if (strcmp(q->reach.levers[i].lever->id, id) == 0)
            return s->x[i];
    }
    fail();
    return 0.0;
}

/* 130 teachers in 2022 are 100 + 2k: k = 15 a year, at 10 each 150. */
static void hires_by_hand(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    const struct reach_answer *a = answer_of(&q, "more");
    assert_int_equal(a->verdict, REACH_REACHABLE);
    assert_equal(lever_of(&q, &a->setting, "hires"), 15.0);
    assert_equal(a->setting.cost, 150.0);
    assert_near(a->reached, 130.0);
    assert_near(a->plan, 100.0);
    assert_int_equal(q.reach.joint_verdict, REACH_REACHABLE);
    assert_int_equal(q.reach.step_count, 2);
    done(&q);
}

/* 131 are 15.5 a year: nobody hires half a person, whether the lever says so or not. */
static void whole_persons(void **state)
{
    static const char plain[] = "hires: { label = \"h\"; parameter = \"faculty.planned_hires.a\"; form = \"shift\"; "
                                "bounds = (0, 50); unit_cost = 10; };";
    struct asked q;
    char text[4096];
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 131, 2022)));
    assert_equal(answer_of(&q, "more")->setting.cost, 160.0);
    done(&q);
    snprintf(text, sizeof text, "%slever: { %s };%s", SCHOOL, plain,
             TARGETS(TARGET(more, "faculty.full_time.a", ">=", 131, 2022)));
    ask(&q, text);
    assert_equal(answer_of(&q, "more")->setting.cost, 160.0);
    done(&q);
}

/* 10 and 20 workstations, 33 wanted: 1.1 times as many, at 300 for twice as many 30. */
static void a_scale_by_hand(void **state)
{
    struct asked q;
    (void)state;
    ask(&q,
        SCHOOL "campus: { workstations_added = { path = ((2021, 10), (2022, 20)); }; };\n" LEVERS(
            "stations: { label = \"s\"; parameter = \"campus.workstations_added\"; form = \"scale\"; bounds = (1, 2); "
            "unit_cost = 300; };") TARGETS(TARGET(stations, "campus.workstations", ">=", 33, 2022)));
    const struct reach_answer *a = answer_of(&q, "stations");
    assert_int_equal(a->verdict, REACH_REACHABLE);
    assert_near(lever_of(&q, &a->setting, "stations"), 1.1);
    assert_near(a->setting.cost, 30.0);
    done(&q);
}

static void on_course_costs_nothing(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(kept, "faculty.full_time.a", ">=", 100, 2022)));
    const struct reach_answer *a = answer_of(&q, "kept");
    assert_int_equal(a->verdict, REACH_ON_COURSE);
    assert_equal(a->setting.cost, 0.0);
    assert_int_equal(q.reach.joint_verdict, REACH_ON_COURSE);
    done(&q);
}

/* At most 10 a year: 120 in 2022, 130 in 2023; and 15 would do. Hires act one way, so that is settled. */
static void out_of_reach_by_hand(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 10, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    const struct reach_answer *a = answer_of(&q, "more");
    assert_int_equal(a->verdict, REACH_OUT);
    assert_near(a->reached, 120.0);
    assert_equal(lever_of(&q, &a->setting, "hires"), 10.0);
    assert_int_equal(a->year, 2023);
    assert_int_equal(a->lever, 0);
    assert_equal(a->bound, 15.0);
    assert_true(a->touched && a->one_way);
    assert_true(a->tried > 1000);
    done(&q);
}

/* More teachers than can be hired in any year up to 2025, or by three times the range. */
static void nothing_helps(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 10, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 1000, 2022)
                                                        TARGET(other, "campus.workstations", ">=", 5, 2022)));
    assert_int_equal(answer_of(&q, "more")->year, 0);
    assert_int_equal(answer_of(&q, "more")->lever, -1);
    assert_int_equal(answer_of(&q, "other")->verdict, REACH_OUT);
    assert_false(answer_of(&q, "other")->touched);
    assert_equal(answer_of(&q, "other")->setting.cost, 0.0);
    done(&q);
}

/* A target no lever moves is met when the plan itself gets there: five workstations in 2023. */
static void only_the_plan_gets_there(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL "campus: { workstations_added = { path = ((2023, 5)); }; };\n" LEVERS(HIRES(0, 10, 10))
                TARGETS(TARGET(other, "campus.workstations", ">=", 5, 2022)));
    assert_false(answer_of(&q, "other")->touched);
    assert_int_equal(answer_of(&q, "other")->year, 2023);
    done(&q);
}

/* 126 within half a person is neither 12 nor 13 a year but exactly 13; 125 is none: no whole number of hires. */
static void exact_targets(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(even, "faculty.full_time.a", "=", 126, 2022)
                                                        TARGET(odd, "faculty.full_time.a", "=", 125, 2022)));
    assert_int_equal(answer_of(&q, "even")->verdict, REACH_REACHABLE);
    assert_equal(answer_of(&q, "even")->setting.cost, 130.0);
    assert_int_equal(answer_of(&q, "odd")->verdict, REACH_OUT);
    assert_near(fabs(answer_of(&q, "odd")->reached - 125.0), 1.0);
    done(&q);
}

/* At least 130 and at most 120 teachers: each can be had, never both. The frontier meets one for nothing. */
static void a_conflict(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022) TARGET(
                few, "faculty.full_time.a", "<=", 120, 2022) TARGET(some, "faculty.full_time.a", ">=", 110, 2022)));
    assert_int_equal(q.reach.joint_count, 3);
    assert_int_equal(q.reach.joint_verdict, REACH_OUT);
    assert_int_equal(q.reach.conflict_count, 1);
    assert_int_equal(q.reach.conflicts[0].count, 2);
    assert_string_equal(q.sim.s.targets[q.reach.conflicts[0].targets[0]].id, "more");
    assert_string_equal(q.sim.s.targets[q.reach.conflicts[0].targets[1]].id, "few");
    assert_int_equal(q.reach.step_count, 2);
    assert_int_equal(q.reach.steps[0].met, 1);
    assert_int_equal(q.reach.steps[1].met, 2);
    assert_equal(q.reach.steps[1].setting.cost, 50.0); /* 110 teachers: 5 a year */
    done(&q);
}

/* Three that only fail as three: a, b and a sum of at most 39 in 2022 with 20 each wanted of two schools' hires. */
static void a_conflict_of_three(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, YEARS(2020, 2022) ENTRANTS(0) NO_LOSSES
        "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; }; faculty: "
        "{ "
        "planned_hires = { path = ((2021, 0)); }; }; }; b: { label = \"b\"; level = \"secondary\"; length = 3; "
        "enrolment: { sector_share = 0.5; }; faculty: "
        "{ planned_hires = { path = ((2021, 0)); }; }; }; };\n"
        "lever: { a: { label = \"a\"; parameter = \"faculty.planned_hires.a\"; form = \"shift\"; bounds = (0, 50); "
        "unit_cost = 1; integer = true; }; b: { label = \"b\"; parameter = \"faculty.planned_hires.b\"; form = "
        "\"shift\"; bounds = (0, 50); unit_cost = 1; integer = true; }; };\n" TARGETS(
            TARGET(in_a, "faculty.full_time.a", ">=", 20, 2022) TARGET(in_b, "faculty.full_time.b", ">=", 20, 2022)
                TARGET(in_all, "faculty.full_time", "<=", 39, 2022)));
    assert_int_equal(q.reach.joint_verdict, REACH_OUT);
    assert_int_equal(q.reach.conflict_count, 1);
    assert_int_equal(q.reach.conflicts[0].count, 3);
    done(&q);
}

static void a_budget(void **state)
{
    struct asked q;
    struct reach_options o = usual();
    (void)state;
    open_text(&q.sim,
              SCHOOL LEVERS(HIRES(0, 50, 10)) TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)
                                                          TARGET(some, "faculty.full_time.a", ">=", 110, 2022)));
    o.budget = 149.0;
    ask_with(&q, &o);
    assert_int_equal(answer_of(&q, "more")->verdict, REACH_OVER_BUDGET);
    assert_int_equal(answer_of(&q, "some")->verdict, REACH_REACHABLE);
    assert_int_equal(q.reach.steps[q.reach.within].met, 1);
    reach_free(&q.reach);
    o.budget = 150.0;
    ask_with(&q, &o);
    assert_int_equal(answer_of(&q, "more")->verdict, REACH_REACHABLE);
    assert_int_equal(q.reach.steps[q.reach.within].met, 2);
    done(&q);
}

/* Half of the replicates recruit half of what is planned: 130 teachers are sure with 30 a year, and in half
 * of the cases with 15. The share is that of an ensemble of the changed scenario with the same draws. */
static void with_a_probability(void **state)
{
    static const char uncertain[] =
        "uncertain: { yield: { label = \"y\"; parameter = \"faculty.recruit_yield.a\"; form = \"value\"; distribution "
        "= "
        "\"discrete\"; values = (0.5, 1.0); weights = (0.5, 0.5); assumption = \"test\"; }; };\n";
    static const double wanted[] = {0.9, 0.4}, hires[] = {30.0, 15.0};
    struct asked q;
    struct reach_options o = usual();
    char text[4096];
    (void)state;
    snprintf(text, sizeof text, "%s%s%s", SCHOOL LEVERS(HIRES(0, 50, 10)), uncertain,
             TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    open_text(&q.sim, text);
    for (int i = 0; i < 2; i++) {
        o.probability = wanted[i];
        o.runs = 64;
        ask_with(&q, &o);
        const struct reach_answer *a = answer_of(&q, "more");
        assert_int_equal(a->verdict, REACH_REACHABLE);
        assert_equal(lever_of(&q, &a->setting, "hires"), hires[i]);
        assert_equal(a->plan_probability, 0.0);
        assert_equal(a->probability, i == 0 ? 1.0 : 0.5); /* a net has exactly half of its points on each side */
        reach_free(&q.reach);
    }
    close_sim(&q.sim);
}

/* Two schools, each of which recruits half of what it plans in half of the cases, independently: 15 hires a
 * year reach 30 more teachers in half of the cases in each, but both in a quarter. For half of the cases one
 * school must be sure: 30 and 15 a year. */
static void together_with_a_probability(void **state)
{
#define YIELD(s) \
#s ": { label = \"y\"; parameter = \"faculty.recruit_yield." #s \
       "\"; form = \"value\"; distribution = \"discrete\"; " \
       "values = (0.5, 1.0); weights = (0.5, 0.5); assumption = \"test\"; };"
#define TWO(s) \
#s ": { label = \"s\"; level = \"secondary\"; length = 3; enrolment: { sector_share = 0.5; }; faculty: { " \
       "planned_hires = { path = ((2021, 0), (2022, 0)); }; }; };"
#define TWO_HIRES(s) \
#s ": { label = \"h\"; parameter = \"faculty.planned_hires." #s \
       "\"; form = \"shift\"; bounds = (0, 40); unit_cost = " \
       "10; integer = true; };"
    struct asked q;
    struct reach_options o = usual();
    (void)state;
    open_text(&q.sim, YEARS(2020, 2022) ENTRANTS(0) NO_LOSSES "sector: { " TWO(a)
                          TWO(b) " };\n" LEVERS(TWO_HIRES(a) TWO_HIRES(b)) "uncertain: { " YIELD(a)
                              YIELD(b) " };\n" TARGETS(TARGET(more_a, "faculty.full_time.a", ">=", 30, 2022)
                                                           TARGET(more_b, "faculty.full_time.b", ">=", 30, 2022)));
    o.probability = 0.5;
    o.runs = 64;
    ask_with(&q, &o);
    assert_equal(answer_of(&q, "more_a")->setting.cost, 150.0);
    assert_equal(answer_of(&q, "more_b")->setting.cost, 150.0);
    assert_int_equal(q.reach.joint_verdict, REACH_REACHABLE);
    assert_equal(q.reach.joint.cost, 450.0);
    assert_int_equal(q.reach.step_count, 3);
    assert_int_equal(q.reach.steps[1].met, 1);
    assert_int_equal(q.reach.steps[2].met, 2);
    assert_equal(q.reach.steps[2].setting.cost, 450.0);
    done(&q);
}

/* What the lever sets is drawn anew: it cannot help. */
static void a_lever_that_is_drawn_over(void **state)
{
    struct asked q;
    struct reach_options o = usual();
    (void)state;
    open_text(
        &q.sim,
        SCHOOL LEVERS(HIRES(
            0, 50,
            10) "stock: { label = \"s\"; parameter = \"faculty.base_full_time.a\"; form = "
                "\"value\"; bounds = (100, 200); unit_cost = 1; };") "uncertain: { stock: { label = \"s\"; parameter = "
                                                                     "\"faculty.base_full_time.a\"; form = \"value\"; "
                                                                     "distribution = \"uniform\"; low = 100; high = "
                                                                     "104; assumption = \"test\"; }; };\n" TARGETS(
                                                                         TARGET(more, "faculty.full_time.a", ">=", 130,
                                                                                2022)));
    o.probability = 0.9;
    o.runs = 64;
    ask_with(&q, &o);
    assert_int_equal(q.reach.left_count, 1);
    assert_int_equal(q.reach.left[0].left, REACH_REDRAWN);
    assert_int_equal(answer_of(&q, "more")->verdict, REACH_REACHABLE);
    done(&q);
}

/* A value for all years would flatten a path that rises: such a lever is left out and named. */
static void a_lever_that_would_flatten(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL "funding: { bond_rate = ((2020, 0.03), (2025, 0.05)); };\n" LEVERS(
                HIRES(0, 50, 10) "ratio: { label = \"r\"; parameter = \"funding.bond_rate\"; form = \"value\"; bounds "
                                 "= (0.01, 0.06); };") TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    assert_int_equal(q.reach.lever_count, 1);
    assert_int_equal(q.reach.left_count, 1);
    assert_int_equal(q.reach.left[0].left, REACH_VARIES);
    done(&q);
}

/* Bounds beyond what the parameter may be are narrowed: hires cannot be below none. */
static void bounds_stay_legal(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(-20, 50, 10)) TARGETS(TARGET(few, "faculty.full_time.a", "<=", 90, 2022)));
    assert_equal(q.reach.levers[0].low, 0.0);
    assert_int_equal(answer_of(&q, "few")->verdict, REACH_OUT);
    assert_near(answer_of(&q, "few")->reached, 100.0);
    done(&q);
}

static void no_levers(void **state)
{
    struct asked q;
    const struct reach_options o = usual();
    (void)state;
    open_text(&q.sim, SCHOOL TARGETS(TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    assert_int_equal(reach_init(&q.reach, &q.sim.r, &o, &q.sim.d), VS_SCENARIO);
    assert_int_equal(q.sim.d.errors, 1);
    done(&q);
}

/* --- against a grid --- */

/* The cheapest of all settings on a grid that meets a target; ABSENT when none does. */
static double cheapest_on_grid(const struct asked *q, const struct target *t, const int *points)
{
    const struct reach *r = &q->reach;
    const struct series *series = setup_series(&q->sim.u, t->indicator, NULL);
    struct address addresses[8];
    double x[8 * LANES], least = ABSENT;
    int total = 1;
    struct tile tile;

    for (int i = 0; i < r->lever_count; i++) {
        addresses[i] = r->levers[i].lever->address;
        total *= points[i];
    }
    assert_int_equal(tile_init(&tile, &q->sim.u, addresses, r->lever_count), 0);
    for (int first = 0; first < total; first += LANES) {
        double cost[LANES] = {0};
        for (int l = 0; l < LANES; l++) {
            int place = first + l < total ? first + l : total - 1;
            for (int i = 0; i < r->lever_count; i++) {
                const struct reach_lever *lever = &r->levers[i];
                const double step = points[i] > 1 ? (lever->high - lever->low) / (points[i] - 1) : 0.0;
                x[i * LANES + l] = points[i] > 1 ? lever->low + step * (place % points[i]) : lever->base;
                cost[l] += reach_lever_cost(lever, x[i * LANES + l]);
                place /= points[i];
            }
        }
        tile_run(&tile, x, LANES);
        const double *reached = tile_series(&tile, series, t->due - q->sim.u.shape.first_year);
        for (int l = 0; l < LANES; l++) {
            if (target_holds(t, reached[l]) && cost[l] < least)
                least = cost[l];
        }
    }
    tile_free(&tile);
    return least;
}

/* Hires, the share of them that is dual-qualified, and upskilling seats together: their effects multiply. */
static void nothing_on_a_grid_is_cheaper(void **state)
{
    static const int points[] = {41, 31, 11};
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(
                0, 40, 60) "dual: { label = \"d\"; parameter = \"faculty.hire_dual.a\"; form = \"value\"; bounds = "
                           "(0, 0.9); unit_cost = 900; };"
                           "seats: { label = \"s\"; parameter = \"faculty.upskill_seats.a\"; form = \"shift\"; "
                           "bounds = (0, 30); unit_cost = 25; integer = true; };")
                TARGETS(TARGET(dual, "faculty.dual_qualified.a", ">=", 80, 2022)
                            TARGET(share, "faculty.dual_share.a", ">=", 0.60, 2022)));
    for (int i = 0; i < q.reach.answer_count; i++) {
        const struct reach_answer *a = &q.reach.answers[i];
        const double best = cheapest_on_grid(&q, &q.sim.s.targets[a->target], points);
        assert_int_equal(a->verdict, REACH_REACHABLE);
        assert_true(best < ABSENT && best > 0.0);
        assert_true(a->setting.cost <= 1.01 * best);
    }
    done(&q);
}

/* The same on a shipped plan, over the two levers its answer uses. */
static void nothing_on_a_shipped_grid_is_cheaper(void **state)
{
    struct asked q;
    struct reach_options o = usual();
    int points[8] = {1, 1, 1, 1, 1, 1, 1, 1}, target = -1;
    (void)state;
    open_file(&q.sim, "scenarios/rongcheng/plan-2020.cfg", NULL, 0);
    for (int i = 0; i < q.sim.s.target_count; i++)
        target = strcmp(q.sim.s.targets[i].id, "rongcheng20_dual_qualified_share") == 0 ? i : target;
    o.targets = &target;
    o.target_count = 1;
    ask_with(&q, &o);
    assert_true(q.reach.lever_count <= 8);
    for (int i = 0; i < q.reach.lever_count; i++) {
        const char *id = q.reach.levers[i].lever->id;
        if (strncmp(id, "upskill", 7) == 0)
            points[i] = (int)(q.reach.levers[i].high - q.reach.levers[i].low) + 1;
    }
    const double best = cheapest_on_grid(&q, &q.sim.s.targets[target], points);
    assert_true(best < ABSENT);
    assert_true(q.reach.answers[0].setting.cost <= 1.01 * best);
    done(&q);
}

/* --- as scenarios --- */

/* Every answer written as a scenario, read again and run: the same number, and the target met. */
static void answers_are_scenarios(void **state)
{
    struct asked q;
    (void)state;
    ask(&q, SCHOOL LEVERS(HIRES(0, 50, 10) "dual: { label = \"d\"; parameter = \"faculty.hire_dual.a\"; form = "
                                           "\"value\"; bounds = (0, 0.9); unit_cost = 900; };")
                TARGETS(TARGET(dual, "faculty.dual_qualified.a", ">=", 53, 2022)
                            TARGET(more, "faculty.full_time.a", ">=", 130, 2022)));
    for (int i = 0; i < q.reach.answer_count; i++) {
        const struct reach_answer *a = &q.reach.answers[i];
        struct sim changed, again;
        char path[64], *text = NULL;
        size_t size = 0;
        int count;
        const char **sets = reach_sets(&q.reach, &a->setting, &q.reach.arena, &count);
        const struct overlay overlay = {.extends = q.sim.path, .sets = sets, .set_count = count};
        open_file(&changed, q.sim.path, sets, count);
        FILE *out = open_memstream(&text, &size);
        assert_int_equal(scenario_write_overlay(out, &changed.s, &overlay), 0);
        assert_int_equal(fclose(out), 0);
        write_temporary(path, text);
        open_file(&again, path, NULL, 0);
        assert_int_equal(again.r.results[a->target].verdict, VERDICT_MET);
        assert_equal(again.r.results[a->target].reached, a->reached);
        unlink(path);
        free(text);
        close_sim(&again);
        close_sim(&changed);
    }
    done(&q);
}

/* The same search by one thread and by three. */
static void threads_change_nothing(void **state)
{
    struct asked one, three;
    struct reach_options o = usual();
    static const char text[] = SCHOOL LEVERS(HIRES(0, 50, 10) "dual: { label = \"d\"; parameter = "
                                                              "\"faculty.hire_dual.a\"; form = \"value\"; bounds = (0, "
                                                              "0.9); unit_cost = 900; };")
        TARGETS(TARGET(dual, "faculty.dual_qualified.a", ">=", 53, 2022) TARGET(
            more, "faculty.full_time.a", ">=", 130, 2022) TARGET(most, "faculty.full_time.a", ">=", 900, 2022));
    (void)state;
    ask(&one, text);
    open_text(&three.sim, text);
    o.threads = 3;
    ask_with(&three, &o);
    assert_int_equal(one.reach.tried, three.reach.tried);
    for (int i = 0; i < one.reach.answer_count; i++) {
        const struct reach_answer *a = &one.reach.answers[i], *b = &three.reach.answers[i];
        assert_equal(a->setting.cost, b->setting.cost);
        assert_int_equal(a->tried, b->tried);
        for (int k = 0; k < one.reach.lever_count; k++)
            assert_equal(a->setting.x[k], b->setting.x[k]);
    }
    done(&one);
    done(&three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hires_by_hand),
        cmocka_unit_test(whole_persons),
        cmocka_unit_test(a_scale_by_hand),
        cmocka_unit_test(on_course_costs_nothing),
        cmocka_unit_test(out_of_reach_by_hand),
        cmocka_unit_test(nothing_helps),
        cmocka_unit_test(only_the_plan_gets_there),
        cmocka_unit_test(exact_targets),
        cmocka_unit_test(a_conflict),
        cmocka_unit_test(a_conflict_of_three),
        cmocka_unit_test(a_budget),
        cmocka_unit_test(with_a_probability),
        cmocka_unit_test(together_with_a_probability),
        cmocka_unit_test(a_lever_that_is_drawn_over),
        cmocka_unit_test(a_lever_that_would_flatten),
        cmocka_unit_test(bounds_stay_legal),
        cmocka_unit_test(no_levers),
        cmocka_unit_test(nothing_on_a_grid_is_cheaper),
        cmocka_unit_test(nothing_on_a_shipped_grid_is_cheaper),
        cmocka_unit_test(answers_are_scenarios),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
