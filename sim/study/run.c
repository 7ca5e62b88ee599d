#include "run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariants.h"
#include "rows.h"

/* --- the run --- */

/* Spreads one lane of values over all lanes of a kernel. */
static void spread(double *wide, const double *narrow, int count, int lanes)
{
    for (int i = 0; i < count; i++) {
        for (int l = 0; l < lanes; l++)
            wide[i * lanes + l] = narrow[i];
    }
}

static int check_invariants(const struct setup *u, const struct outputs *out, struct diags *d)
{
    double residual[INVARIANTS];
    int err = VS_OK;

    for (int t = 1; t < u->shape.years; t++) {
        invariant_residuals(&u->shape, out, t, 0, residual);
        for (int i = 0; i < INVARIANTS; i++) {
            if (residual[i] <= 1e-9)
                continue;
            diag_error(d, u->scenario->path, 0, "%d: the year does not add up: %s (relative residual %.3g)",
                       u->shape.first_year + t, _(invariant_name(i)), residual[i]);
            err = VS_MODEL;
        }
    }
    return err;
}

static int simulate(struct run *r, struct diags *d)
{
    const struct setup *u = r->setup;
    const struct kernel *kernel = kernel_choose(NULL);
    const int lanes = kernel->lanes, years = u->shape.years;
    struct arena scratch = {0};
    double *levels = arena_alloc(&scratch, sizeof(double) * (size_t)(lanes * LEVEL_LANES));
    double *inputs = arena_alloc(&scratch, sizeof(double) * (size_t)(lanes * years * INPUT_LANES));
    double *outputs = arena_alloc(&scratch, sizeof(double) * (size_t)(lanes * years * OUTPUT_LANES));
    double *state = arena_alloc(&scratch, sizeof(double) * (size_t)(lanes * STATE_LANES));
    int err = VS_MEMORY;

    r->outputs = arena_alloc(&r->arena, sizeof(double) * (size_t)(years * OUTPUT_LANES));
    if (levels && inputs && outputs && state && r->outputs) {
        spread(levels, u->levels, LEVEL_LANES, lanes);
        spread(inputs, u->inputs, years * INPUT_LANES, lanes);
        kernel->run(&u->shape, levels, inputs, outputs, state);
        for (int i = 0; i < years * OUTPUT_LANES; i++)
            r->outputs[i] = outputs[i * lanes];
        err = check_invariants(u, (const struct outputs *)(const void *)outputs, d);
    }
    arena_free(&scratch);
    return err;
}

double run_value(const struct run *r, const struct series *series, int year)
{
    const int t = year - r->setup->shape.first_year;

    if (t < 0 || t >= r->setup->shape.years || (t == 0 && !(series->row->flags & ROW_STOCK)))
        return ABSENT;
    return r->outputs[t * OUTPUT_LANES + series->offset];
}

/* --- verdicts --- */

void target_bounds(const struct target *t, double *low, double *high)
{
    const double slack = t->tolerance + 1e-9 * (1.0 + fabs(t->value));

    *low = t->comparator == AT_MOST ? -HUGE_VAL : t->value - slack;
    *high = t->comparator == AT_LEAST ? HUGE_VAL : (t->comparator == RANGE ? t->value_max : t->value) + slack;
}

bool target_holds(const struct target *t, double x)
{
    double low, high;

    target_bounds(t, &low, &high);
    return x >= low && x <= high;
}

double target_margin(const struct target *t, double x)
{
    const double size = t->value != 0.0 ? fabs(t->value) : 1.0;
    double low, high;

    if (!(fabs(x) < ABSENT_ABOVE))
        return MARGIN_UNKNOWN;
    target_bounds(t, &low, &high);
    return min2(x - low, high - x) / size;
}

bool target_parameter(const struct setup *u, const struct target *t, struct address *a)
{
    const struct row_table rows = {model_parameters, model_parameter_count};
    char why[400];

    return t->parameter && address_parse(u->scenario, &rows, t->parameter, a, why, sizeof why) == 0;
}

/* A parameter of one item in a year. */
static double parameter_value(const struct setup *u, const struct address *a, int item, int year)
{
    const int at = a->row->offset + item * a->row->stride;

    if (a->row->kind == KIND_LEVEL)
        return u->levels[at];
    return u->inputs[(year - u->shape.first_year) * INPUT_LANES + at];
}

/* A rule on a parameter of all sectors holds where it holds in each: the first to break it decides. */
static double evaluate(const struct run *r, const struct result *e, const struct address *a, int year)
{
    const struct setup *u = r->setup;

    if (e->series)
        return run_value(r, e->series, year);
    if (a->row->scope != SCOPE_SECTOR || a->item >= 0)
        return parameter_value(u, a, a->item < 0 ? 0 : a->item, year);
    for (int s = 0; s < u->shape.sectors; s++) {
        double x = parameter_value(u, a, s, year);
        if (!(x < ABSENT_ABOVE) || !target_holds(e->target, x))
            return x;
    }
    return parameter_value(u, a, 0, year);
}

const struct series *run_limit(const struct run *r, const struct series *series)
{
    static const char *const areas[] = {[LIMIT_NONE] = NULL,
                                        [LIMIT_INTAKE] = "enrolment.limit",
                                        [LIMIT_HIRING] = "faculty.hire_limit",
                                        [LIMIT_TRAINING] = "training.limit",
                                        [LIMIT_MONEY] = "funding.limit",
                                        [LIMIT_UPSKILLING] = "funding.limit"};
    const char *area = areas[series->row->limit], *dot = NULL;
    char key[200];

    if (!area)
        return NULL;
    if (series->row->scope == SCOPE_SECTOR && series->item != SERIES_ALL)
        dot = strrchr(series->key, '.');
    else if (series->row->limit == LIMIT_INTAKE && series->row->scope == SCOPE_CITY)
        dot = ".secondary";
    snprintf(key, sizeof key, "%s%s", area, dot ? dot : "");
    const struct series *found = setup_series(r->setup, key, NULL);
    return found ? found : setup_series(r->setup, area, NULL);
}

static void say_bound(struct result *e, const char *zh, const char *en, int year)
{
    snprintf(e->bound_zh, sizeof e->bound_zh, year ? "%s（%d年）" : "%s", zh, year);
    snprintf(e->bound_en, sizeof e->bound_en, year ? "%s (%d)" : "%s", en, year);
}

/* The limit that bound in the due year or, for what is made of earlier years too, the last one on
 * the way there; where none did, the plan itself is short. Too much has no limit to blame. */
static void explain_miss(const struct run *r, struct result *e)
{
    static const struct {
        const char *zh, *en;
    } plan[] = {[LIMIT_NONE] = {"方案自身设定", "the plan's own figure"},
                [LIMIT_INTAKE] = {"生源", "demand"},
                [LIMIT_HIRING] = {"计划招聘不足", "hires planned"},
                [LIMIT_TRAINING] = {"培训需求", "demand"},
                [LIMIT_MONEY] = {"计划数量或进度", "quantity or timing planned"},
                [LIMIT_UPSKILLING] = {"双师培训名额或新进双师比例", "upskilling seats or dual-qualified hires"}};
    const struct target *t = e->target;
    const struct series *limit = e->series ? run_limit(r, e->series) : NULL;
    const bool grows = e->series && (e->series->row->flags & ROW_GROWS);

    if (t->comparator != AT_LEAST && e->reached > t->value && !(t->comparator == AT_MOST && limit)) {
        say_bound(e, "超出目标值", "above the target", 0);
        return;
    }
    for (int year = t->due; limit && year > r->setup->shape.first_year && (grows || year == t->due); year--) {
        int code = (int)run_value(r, limit, year);
        if (code <= 0)
            continue;
        say_bound(e, limit_name(limit->row->limit, code, 1), limit_name(limit->row->limit, code, 0), year);
        return;
    }
    enum limit_family family = e->series ? e->series->row->limit : LIMIT_NONE;
    say_bound(e, plan[family].zh, plan[family].en, 0);
}

static double missing(const struct target *t, double x)
{
    if (t->comparator == RANGE && x > t->value_max)
        return x - t->value_max;
    return x - t->value;
}

static void judge(struct run *r, struct result *e, const struct target *t)
{
    const struct setup *u = r->setup;
    struct address a = {0};

    *e = (struct result){.target = t, .verdict = VERDICT_UNEVALUATED, .reached = ABSENT, .gap_share = ABSENT};
    if (t->indicator)
        e->series = setup_series(u, t->indicator, NULL);
    else if (!target_parameter(u, t, &a))
        return;
    e->row = e->series ? e->series->row : a.row;
    e->basis = !e->series                                                            ? BASIS_DECLARED
               : e->row->scope == SCOPE_INITIATIVE || e->row->scope == SCOPE_PROJECT ? BASIS_SCHEDULE
                                                                                     : BASIS_MODEL;
    e->reached = evaluate(r, e, &a, t->due);
    if (!(e->reached < ABSENT_ABOVE))
        return;
    for (int year = u->shape.first_year + u->shape.years - 1; year > u->shape.first_year; year--) {
        double x = evaluate(r, e, &a, year);
        if (x < ABSENT_ABOVE && target_holds(t, x))
            e->first_year = year;
    }
    if (target_holds(t, e->reached)) {
        e->verdict = VERDICT_MET;
        e->gap_share = 0.0;
        return;
    }
    e->verdict = VERDICT_MISSED;
    for (int year = t->due + 1; year < u->shape.first_year + u->shape.years && e->verdict == VERDICT_MISSED; year++) {
        double x = evaluate(r, e, &a, year);
        if (x < ABSENT_ABOVE && target_holds(t, x)) {
            e->verdict = VERDICT_LATE;
            e->first_year = year;
        }
    }
    e->gap = missing(t, e->reached);
    e->gap_share = t->value != 0.0 ? e->gap / fabs(t->value) : ABSENT;
    explain_miss(r, e);
}

int run_init(struct run *r, const struct setup *u, struct diags *d)
{
    const int count = u->scenario->target_count;

    memset(r, 0, sizeof *r);
    r->setup = u;
    int err = simulate(r, d);
    if (err)
        return err;
    r->results = arena_alloc(&r->arena, sizeof *r->results * (size_t)(count ? count : 1));
    if (!r->results)
        return VS_MEMORY;
    for (int i = 0; i < count; i++) {
        judge(r, &r->results[i], &u->scenario->targets[i]);
        r->met += r->results[i].verdict == VERDICT_MET;
        r->late += r->results[i].verdict == VERDICT_LATE;
        r->missed += r->results[i].verdict == VERDICT_MISSED;
        r->unevaluated += r->results[i].verdict == VERDICT_UNEVALUATED;
    }
    return VS_OK;
}

void run_free(struct run *r)
{
    arena_free(&r->arena);
    memset(r, 0, sizeof *r);
}

const char *verdict_name(enum verdict verdict, bool chinese)
{
    static const struct {
        const char *zh, *en;
    } names[] = {[VERDICT_MET] = {"达标", "met"},
                 [VERDICT_LATE] = {"延期达标", "met late"},
                 [VERDICT_MISSED] = {"未达标", "missed"},
                 [VERDICT_UNEVALUATED] = {"无法评估", "not evaluated"}};
    return chinese ? names[verdict].zh : names[verdict].en;
}

const char *basis_name(enum basis basis, bool chinese)
{
    static const char *const names[][2] = {[BASIS_MODEL] = {"model", "推算"},
                                           [BASIS_SCHEDULE] = {"schedule", "进度"},
                                           [BASIS_DECLARED] = {"declared", "规定"}};
    return names[basis][chinese];
}
