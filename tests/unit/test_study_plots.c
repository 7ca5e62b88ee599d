/* Charts of studies: each kind drawn from a real ensemble and real sensitivity studies of Chiping
 * and Jining in both languages, with no text on another or off the page, into files that are not blank. */
#include "support.h"

#include <dirent.h>
#include <sys/stat.h>

#include "compare_plots.h"
#include "lane.h"
#include "look.h"
#include "pages.h"
#include "study_plots.h"

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static char directory[64];
static int pages, troubles;

/* Notes every text that leaves the page or lies on another. */
static void look(const char *name, const struct canvas *c)
{
    pages++;
    troubles += look_at(c, name);
}

/* What one drawing function is called with, and gave. */
struct call {
    struct plot_request q;
    struct arena a;
    struct diags d;
    char **written;
    int count;
};

static void open_call(struct call *k, bool chinese, const char *format, int size)
{
    *k = (struct call){
        .q = {.format = format, .size = page_sizes[size].name, .chinese = chinese, .directory = directory}};
}

/* Every file is there, not blank and without a leftover beside it; then it is removed. */
static void close_call(struct call *k, int code, int at_least)
{
    print_diags(&k->d);
    assert_int_equal(code, 0);
    assert_true(k->count >= at_least);
    for (int i = 0; i < k->count; i++) {
        struct stat info;
        assert_int_equal(stat(k->written[i], &info), 0);
        if (info.st_size < 2000)
            print_error("%s has %ld bytes\n", k->written[i], (long)info.st_size);
        assert_true(info.st_size >= 2000);
        unlink(k->written[i]);
    }
    DIR *folder = opendir(directory);
    int left = 0;
    for (const struct dirent *entry; (entry = readdir(folder));)
        left += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(folder);
    assert_int_equal(left, 0);
    diags_free(&k->d);
    arena_free(&k->a);
}

static void run_ensemble(struct ensemble *e, const struct setup *const *setups, int count)
{
    const struct ensemble_options o = {
        .sampler = SAMPLER_SOBOL, .seed = 7, .runs = 512, .quantiles = 1, .exact_memory = (size_t)1 << 27};
    struct diags d = {0};
    int err = ensemble_init(e, setups, count, &o, &d);

    if (!err)
        err = ensemble_run(e, &o);
    print_diags(&d);
    assert_int_equal(err, 0);
    diags_free(&d);
}

static const char *const plans[] = {"scenarios/chiping/plan-2020.cfg", "scenarios/jining/plan-2020.cfg"};

static void fans_of_both_plans(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * COUNT(plans); i++) {
        struct sim m;
        struct ensemble e;
        struct call k;
        open_file(&m, plans[i / 2], NULL, 0);
        run_ensemble(&e, (const struct setup *[]){&m.u}, 1);
        for (int size = 0; size < SIZES; size++) {
            open_call(&k, i % 2, "svg", size);
            close_call(&k, plots_fan(&e, 0, NULL, 0, &k.q, &k.a, &k.written, &k.count, &k.d), 9);
            open_call(&k, i % 2, "svg", size);
            close_call(&k, plots_probabilities(&e, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        }
        static const char *const one[] = {"faculty.dual_share"};
        open_call(&k, i % 2, "png", SIZE_THUMBNAIL);
        close_call(&k, plots_fan(&e, 0, one, 1, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        open_call(&k, i % 2, "pdf", SIZE_PAGE);
        close_call(&k, plots_fan(&e, 0, one, 1, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        ensemble_free(&e);
        close_sim(&m);
    }
}

static void plans_side_by_side(void **state)
{
    struct sim m[3];
    struct ensemble e;
    struct call k;
    (void)state;
    open_file(&m[0], "scenarios/chiping/plan-2020.cfg", NULL, 0);
    open_file(&m[1], "scenarios/chiping/more-hires.cfg", NULL, 0);
    open_file(&m[2], "scenarios/chiping/tighter-money.cfg", NULL, 0);
    run_ensemble(&e, (const struct setup *[]){&m[0].u, &m[1].u, &m[2].u}, 3);
    for (int i = 0; i < 2 * SIZES; i++) {
        const bool chinese = i % 2;
        open_call(&k, chinese, "svg", i / 2);
        close_call(&k, plots_probabilities(&e, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        open_call(&k, chinese, "svg", i / 2);
        close_call(&k, plots_fan(&e, 2, NULL, 0, &k.q, &k.a, &k.written, &k.count, &k.d), 9);
    }
    ensemble_free(&e);
    for (int i = 0; i < 3; i++)
        close_sim(&m[i]);
}

/* Five plans: their lines, and what makes the second differ from the first, for every main indicator. */
static void plans_compared(void **state)
{
    static const char *const files[] = {"scenarios/chiping/as-written.cfg", "scenarios/chiping/plan-2020.cfg",
                                        "scenarios/chiping/more-hires.cfg", "scenarios/chiping/tighter-money.cfg",
                                        "scenarios/chiping/rented-places.cfg"};
    static const char *const keys[] = {"enrolment.intake",   "enrolment.students", "faculty.full_time",
                                       "faculty.dual_share", "funding.debt",       "no.such_indicator"};
    enum { PLANS = COUNT(files), KEYS = COUNT(keys) - 1 };
    struct sim m[PLANS];
    const struct run *runs[PLANS];
    struct plot_contribution list[KEYS];
    struct effect_of outputs[KEYS];
    struct contributions c;
    struct differences differences;
    struct aligned al;
    enum aligned_why why;
    struct diags d = {0};
    (void)state;
    for (int i = 0; i < PLANS; i++) {
        open_file(&m[i], files[i], NULL, 0);
        runs[i] = &m[i].r;
    }
    assert_int_equal(aligned_init(&al, &m[0].s, &m[1].s, &why, &d), 0);
    assert_int_equal(why, ALIGNED);
    assert_int_equal(differences_init(&differences, &al), 0);
    for (int i = 0; i < KEYS; i++) {
        outputs[i] = (struct effect_of){setup_series(&al.setups[0], keys[i], NULL), 2022};
        list[i] = (struct plot_contribution){.setup = &al.setups[0],
                                             .letter = "B",
                                             .other = &m[1].s,
                                             .differences = &differences,
                                             .contributions = &c,
                                             .of = &outputs[i],
                                             .output = i};
    }
    assert_int_equal(contributions_init(&c, &al, &differences, outputs, KEYS), 0);
    for (int i = 0; i < 2 * SIZES; i++) {
        struct call k;
        open_call(&k, i % 2, "svg", i / 2);
        close_call(&k, plots_compare(runs, PLANS, keys, COUNT(keys), &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        open_call(&k, i % 2, "svg", i / 2);
        close_call(&k, plots_contributions(list, KEYS, &k.q, &k.a, &k.written, &k.count, &k.d), KEYS);
    }
    contributions_free(&c);
    differences_free(&differences);
    aligned_free(&al);
    diags_free(&d);
    for (int i = 0; i < PLANS; i++)
        close_sim(&m[i]);
}

/* One study of every method on two outputs: a stock that counts people and one with a target. */
static void drivers(const char *plan, const char *target_id)
{
    struct sim m;
    const struct target *target = NULL;
    struct cell cells[2 * 40];
    int years;

    open_file(&m, plan, NULL, 0);
    for (int i = 0; i < m.s.target_count; i++)
        target = strcmp(m.s.targets[i].id, target_id) ? target : &m.s.targets[i];
    assert_non_null(target);
    years = m.u.shape.years - 1;
    for (int i = 0; i < years; i++) {
        cells[i] = (struct cell){setup_series(&m.u, "enrolment.students", NULL), m.u.shape.first_year + 1 + i};
        cells[years + i] = (struct cell){setup_series(&m.u, target->indicator, NULL), cells[i].year};
    }
    for (int method = 0; method < METHODS; method++) {
        struct sensitivity s;
        struct diags d = {0};
        struct cell due = {cells[years].series, target->due};
        const bool discover = method == METHOD_DISCOVER;
        const struct sensitivity_options o = {.method = (enum method)method,
                                              .seed = 7,
                                              .runs = method == METHOD_MORRIS ? 32 : 1024,
                                              .scrambles = 8,
                                              .cells = discover ? &due : cells,
                                              .cell_count = discover ? 1 : 2 * years,
                                              .targets = discover ? &target : NULL};
        assert_int_equal(sensitivity_run(&s, &m.u, &o, &d), 0);
        diags_free(&d);
        for (int i = 0; i < 2 * SIZES; i++) {
            const bool chinese = i % 2;
            struct call k;
            open_call(&k, chinese, "svg", i / 2); /* the quickest */
            close_call(&k, plots_sensitivity(&s, &o, -1, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
            if (method != METHOD_SOBOL)
                continue;
            open_call(&k, chinese, "svg", i / 2);
            close_call(&k, plots_sobol_time(&s, &o, NULL, &k.q, &k.a, &k.written, &k.count, &k.d), 2);
        }
        sensitivity_free(&s);
    }
    close_sim(&m);
}

static void drivers_of_chiping(void **state)
{
    (void)state;
    drivers("scenarios/chiping/plan-2020.cfg", "chiping20_t6_subsidised_training_person_days_2022");
}

static void drivers_of_jining(void **state)
{
    (void)state;
    drivers("scenarios/jining/plan-2020.cfg", "jining20_training_person_times");
}

static void sweeps_of_one_and_two_parameters(void **state)
{
    enum { X = 9, Y = 12 };
    double x[X], y[Y], z[X * Y], low[X], high[X];
    struct sim m;
    (void)state;
    open_file(&m, plans[0], NULL, 0);
    for (int i = 0; i < X; i++)
        x[i] = 5 * i;
    for (int i = 0; i < Y; i++)
        y[i] = 0.005 + 0.0025 * i;
    for (int j = 0; j < Y; j++)
        for (int i = 0; i < X; i++)
            z[j * X + i] = i == 2 && j == 3 ? ABSENT : 250 + 2.5 * x[i] - 4000 * y[j];
    for (int i = 0; i < X; i++) {
        low[i] = z[i] - 20;
        high[i] = z[i] + 12;
    }
    struct plot_grid g = {.name = "hires \"; system('true') #",
                          .setup = &m.u,
                          .title_zh = "多招教师与离职率：2022年专任教师",
                          .title_en = "Hires and quit rate: full-time teachers in 2022",
                          .x = {"每年多招教师", "More hires each year", UNIT_PERSONS, NULL, NULL, x, X},
                          .y = {"教师离职率", "Quit rate", UNIT_SHARE_PER_YEAR, NULL, NULL, y, Y},
                          .z = {"专任教师", "Full-time teachers", UNIT_PERSONS, NULL, NULL, z, 0},
                          .has_target = true,
                          .comparator = AT_LEAST,
                          .target = 302};
    for (int i = 0; i < 2 * SIZES; i++) {
        const bool chinese = i % 2;
        struct call k;
        g.y.count = Y;
        open_call(&k, chinese, "svg", i / 2);
        close_call(&k, plots_sweep(&g, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
        g.y.count = 1;
        g.low = low;
        g.high = high;
        open_call(&k, chinese, "svg", i / 2);
        close_call(&k, plots_sweep(&g, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
    }
    close_sim(&m);
}

/* What a sum of money reaches: few steps and many, some of them close together, one that gives targets up. */
static void money_and_targets(void **state)
{
    static const double costs[] = {0,    0.5,  1,    144,  166,  1080, 3300, 4170,  5000,  6200, 7100,
                                   8000, 8200, 8300, 9000, 9900, 9950, 9960, 12000, 13000, 15000};
    struct reach_step steps[COUNT(costs)];
    int gained[8], lost[2] = {9, 10};
    struct sim m;
    struct call k;
    (void)state;
    open_file(&m, "scenarios/chiping/plan-2020.cfg", NULL, 0);
    for (int i = 0; i < COUNT(gained); i++)
        gained[i] = 11 + 5 * i;
    for (int i = 0; i < COUNT(costs); i++)
        steps[i] = (struct reach_step){.setting = {NULL, costs[i]},
                                       .met = 100 + i + i / 4,
                                       .gained = gained,
                                       .gained_count = 1 + i % COUNT(gained),
                                       .lost = lost,
                                       .lost_count = i == 7 ? 2 : 0};
    for (int i = 0; i < 4 * SIZES; i++) {
        const struct reach r = {.plan = &m.r,
                                .options = {.budget = i % 4 > 1 ? 5500.0 : ABSENT},
                                .joint_count = 130,
                                .steps = steps,
                                .step_count = i % 4 > 1 ? COUNT(costs) : 6,
                                .tried = 12345};
        open_call(&k, i % 2, "svg", i / 4);
        close_call(&k, plots_frontier(&r, &k.q, &k.a, &k.written, &k.count, &k.d), 1);
    }
    close_sim(&m);
}

static void wrong_requests_are_usage_errors(void **state)
{
    static const char *const wrong[] = {"enrolment.studnets"};
    struct sim m;
    struct ensemble e;
    struct sensitivity s = {.method = METHOD_MORRIS, .outputs = 1};
    const struct sensitivity_options o = {.method = METHOD_MORRIS};
    struct call k;
    (void)state;
    open_file(&m, plans[0], NULL, 0);
    s.setup = &m.u;
    run_ensemble(&e, (const struct setup *[]){&m.u}, 1);
    open_call(&k, false, "png", SIZE_SLIDE);
    assert_int_equal(plots_fan(&e, 0, wrong, 1, &k.q, &k.a, &k.written, &k.count, &k.d), VS_USAGE);
    assert_non_null(strstr(k.d.list[0].text, "enrolment.students"));
    assert_int_equal(plots_tornado(&s, &o, 0, &k.q, &k.a, &k.written, &k.count, &k.d), VS_USAGE);
    assert_int_equal(plots_morris(&s, &o, 1, &k.q, &k.a, &k.written, &k.count, &k.d), VS_USAGE);
    k.q.format = "gif";
    assert_int_equal(plots_probabilities(&e, &k.q, &k.a, &k.written, &k.count, &k.d), VS_USAGE);
    k.q = (struct plot_request){.format = "png", .directory = "/nonexistent"};
    assert_int_equal(plots_probabilities(&e, &k.q, &k.a, &k.written, &k.count, &k.d), VS_FILE);
    assert_int_equal(k.count, 0);
    diags_free(&k.d);
    arena_free(&k.a);
    ensemble_free(&e);
    close_sim(&m);
}

static int begin(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "/tmp/vetsim-charts-XXXXXX");
    pages_watch = look;
    return mkdtemp(directory) ? 0 : -1;
}

static int finish(void **state)
{
    (void)state;
    pages_watch = NULL;
    rmdir(directory);
    return 0;
}

static void no_text_lay_on_another(void **state)
{
    (void)state;
    assert_true(pages > 60);
    assert_int_equal(troubles, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fans_of_both_plans),     cmocka_unit_test(plans_side_by_side),
        cmocka_unit_test(plans_compared),         cmocka_unit_test(drivers_of_chiping),
        cmocka_unit_test(drivers_of_jining),      cmocka_unit_test(sweeps_of_one_and_two_parameters),
        cmocka_unit_test(money_and_targets),      cmocka_unit_test(wrong_requests_are_usage_errors),
        cmocka_unit_test(no_text_lay_on_another),
    };
    return cmocka_run_group_tests(tests, begin, finish);
}
