/* The whole pipeline: sampling, model, summaries; against the plain way (GSL draws, one lane, one
 * run at a time), with two threads against an arithmetic-only yardstick, and a Sobol' study. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <sys/resource.h>

#include "annex.h"
#include "bench.h"
#include "rows.h"
#include "sensitivity.h"

enum { ROUNDS = 7 };

typedef double clock_of(void);

static double ensemble_seconds(const struct setup *u, uint64_t runs, int threads, int quantiles, clock_of *clock,
                               size_t *memory)
{
    const struct ensemble_options o = {
        .sampler = SAMPLER_SOBOL, .seed = 1, .runs = runs, .threads = threads, .quantiles = quantiles};
    struct diags d = {0};
    struct ensemble e;
    double spent = NAN;

    if (ensemble_init(&e, &u, 1, &o, &d) == 0) {
        double start = clock();
        ensemble_run(&e, &o);
        spent = clock() - start;
        if (memory)
            *memory = summary_memory(e.members[0].summary);
    }
    ensemble_free(&e);
    diags_free(&d);
    return spent;
}

/* --- the plain way --- */

static double draw(const struct uncertain *u, gsl_rng *rng)
{
    double x;
    switch (u->distribution) {
    case DIST_UNIFORM:
        return gsl_ran_flat(rng, u->low, u->high);
    case DIST_TRIANGULAR: {
        double p = gsl_rng_uniform(rng), cut = (u->mode - u->low) / (u->high - u->low);
        return p < cut ? u->low + sqrt(p * (u->high - u->low) * (u->mode - u->low))
                       : u->high - sqrt((1.0 - p) * (u->high - u->low) * (u->high - u->mode));
    }
    case DIST_PERT: {
        double width = u->high - u->low, a = 1.0 + 4.0 * (u->mode - u->low) / width,
               b = 1.0 + 4.0 * (u->high - u->mode) / width;
        return u->low + width * gsl_ran_beta(rng, a, b);
    }
    case DIST_NORMAL:
        do
            x = u->mean + gsl_ran_gaussian(rng, u->sd);
        while (x < u->low || x > u->high);
        return x;
    case DIST_LOGNORMAL: {
        double s2 = log(1.0 + u->sd * u->sd / (u->mean * u->mean));
        do
            x = gsl_ran_lognormal(rng, log(u->mean) - s2 / 2.0, sqrt(s2));
        while (x < u->low || x > u->high);
        return x;
    }
    default:
        return u->values[gsl_rng_uniform_int(rng, (unsigned long)u->count)];
    }
}

/* One run at a time with the one-lane model; mean and variance of every cell by Welford. */
static double plain_seconds(const struct setup *u, int runs)
{
    const struct ensemble_options o = {.runs = 64, .seed = 1};
    struct diags d = {0};
    struct ensemble e;
    struct tile map; /* says where each change lands */
    struct arena a = {0};
    const int n = u->scenario->uncertain_count, years = u->shape.years;
    struct address changes[128];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    for (int i = 0; i < n; i++)
        changes[i] = u->scenario->uncertains[i].address;
    if (ensemble_init(&e, &u, 1, &o, &d) != 0 || tile_init(&map, u, changes, n) != 0)
        exit(1);
    double *levels = arena_alloc(&a, sizeof(double) * LEVEL_LANES),
           *inputs = arena_alloc(&a, sizeof(double) * (size_t)(years * INPUT_LANES));
    double *outputs = arena_alloc(&a, sizeof(double) * (size_t)(years * OUTPUT_LANES)),
           *state = arena_alloc(&a, sizeof(double) * STATE_LANES);
    const int cells = e.members[0].cell_count;
    double *mean = arena_alloc(&a, sizeof(double) * (size_t)cells),
           *square = arena_alloc(&a, sizeof(double) * (size_t)cells);
    memcpy(levels, u->levels, sizeof(double) * LEVEL_LANES);
    memcpy(inputs, u->inputs, sizeof(double) * (size_t)(years * INPUT_LANES));

    double start = own_seconds();
    for (int r = 0; r < runs; r++) {
        for (int i = 0; i < n; i++) {
            const struct change *c = &map.changes[i];
            const double x = draw(&u->scenario->uncertains[c->column], rng);
            for (int k = 0; k < c->count; k++) {
                const struct slot *s = &c->slots[k];
                double *at = c->address.row->kind == KIND_LEVEL ? levels + (s->lanes - map.levels) / LANES
                                                                : inputs + (s->lanes - map.inputs) / LANES;
                double now = s->first_user ? s->base : *at;
                *at = c->address.form == FORM_SCALE ? now * x : c->address.form == FORM_SHIFT ? now + x : x;
            }
        }
        kernel_one.run(&u->shape, levels, inputs, outputs, state);
        for (int k = 0; k < cells; k++) {
            const struct cell *cell = &e.members[0].cells[k];
            double y = outputs[(cell->year - u->shape.first_year) * OUTPUT_LANES + cell->series->offset],
                   before = y - mean[k];
            mean[k] += before / (r + 1);
            square[k] += before * (y - mean[k]);
        }
    }
    double spent = own_seconds() - start;
    gsl_rng_free(rng);
    tile_free(&map);
    arena_free(&a);
    ensemble_free(&e);
    return spent;
}

/* --- parts --- */

static double model_seconds(const struct setup *u, int runs)
{
    struct tile tile;
    if (tile_init(&tile, u, NULL, 0) != 0)
        exit(1);
    double start = own_seconds();
    for (int i = 0; i < runs; i += LANES)
        tile_run(&tile, NULL, 0);
    double spent = own_seconds() - start;
    tile_free(&tile);
    return spent;
}

static double sampling_seconds(const struct setup *u, int runs)
{
    const struct scenario *s = u->scenario;
    double *x = malloc(sizeof *x * (size_t)(s->uncertain_count + 1) * DESIGN_BLOCK);
    struct diags d = {0};
    struct design g;

    if (!x || design_init(&g, SAMPLER_SOBOL, 1, 1 << 20, s->uncertains, s->uncertain_count, NULL, 0, &d) != 0)
        exit(1);
    double start = own_seconds();
    for (int i = 0; i < runs; i += DESIGN_BLOCK)
        design_block(&g, (uint64_t)i, x);
    double spent = own_seconds() - start;
    design_free(&g);
    diags_free(&d);
    free(x);
    return spent;
}

/* Arithmetic without memory: what two threads can give on this machine at all. */
static double yardstick_seconds(int threads)
{
    double start = seconds(), sum = 0;
#pragma omp parallel for num_threads(threads) reduction(+ : sum)
    for (int t = 0; t < 8; t++) {
        double x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
        for (int i = 0; i < 2000000; i++) {
            for (int l = 0; l < 8; l++)
                x[l] = x[l] * 0.999999 + 1e-6 * t;
        }
        sum += x[0] + x[7];
    }
    return sum > 0 ? seconds() - start : NAN;
}

static void threads_report(const struct setup *u)
{
    double gain[ROUNDS], yard[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        gain[i] = ensemble_seconds(u, 16384, 1, 0, seconds, NULL) / ensemble_seconds(u, 16384, 2, 0, seconds, NULL);
        yard[i] = yardstick_seconds(1) / yardstick_seconds(2);
    }
    printf("two threads, gain of the ensemble: %.2f\n", median(gain, ROUNDS));
    printf("two threads, gain of the arithmetic yardstick: %.2f\n", median(yard, ROUNDS));
    printf("gain over yardstick (at least 0.75): %.2f\n", median_ratio(gain, yard, ROUNDS));
}

static void pipeline_report(const struct setup *u)
{
    enum { RUNS = 16384, PLAIN = 4096 };
    double model[ROUNDS], whole[ROUNDS], plain[ROUNDS], rest[ROUNDS], sampling[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        model[i] = model_seconds(u, RUNS) / RUNS;
        whole[i] = ensemble_seconds(u, RUNS, 1, 0, own_seconds, NULL) / RUNS;
        plain[i] = plain_seconds(u, PLAIN) / PLAIN;
        rest[i] = whole[i] - model[i];
        sampling[i] = sampling_seconds(u, RUNS) / RUNS;
    }
    printf("model, ns per run: %.0f\n", 1e9 * median(model, ROUNDS));
    printf("sampling, ns per run: %.0f\n", 1e9 * median(sampling, ROUNDS));
    printf("sampling, model, mean and variance of every indicator and year, ns per run: %.0f\n",
           1e9 * median(whole, ROUNDS));
    printf("(all but the model) over the model (at most 1.2): %.2f\n", median_ratio(rest, model, ROUNDS));
    printf("GSL draws, one-lane model, plain loops, ns per run: %.0f\n", 1e9 * median(plain, ROUNDS));
    printf("plain way over pipeline (goal 8): %.2f\n", median_ratio(plain, whole, ROUNDS));
    printf("plain way over the model alone (no pipeline can gain more): %.2f\n", median_ratio(plain, model, ROUNDS));
}

static void memory_report(const struct setup *u)
{
    struct rusage before, after;
    size_t sketch = 0;

    getrusage(RUSAGE_SELF, &before);
    ensemble_seconds(u, 1 << 17, 2, 1, seconds, &sketch);
    getrusage(RUSAGE_SELF, &after);
    printf("streaming ensemble with quantiles, 131,072 replicates: sketches %.1f MB\n", (double)sketch / 1e6);
    printf("peak memory of the whole process (at most 50 MB for any number of replicates): %.1f MB\n",
           (double)after.ru_maxrss / 1e3);
}

/* 40 inputs: the scenario's own, and again with other ids where it has fewer. */
static void sobol_report(const struct setup *u, const struct scenario *s)
{
    struct scenario many = *s;
    struct setup wide = *u;
    struct uncertain inputs[40];
    struct diags d = {0};
    struct sensitivity result;
    struct ensemble e;
    const struct ensemble_options eo = {.runs = 64, .seed = 1};

    for (int i = 0; i < 40; i++)
        inputs[i] = s->uncertains[i % s->uncertain_count];
    many.uncertains = inputs;
    many.uncertain_count = 40;
    many.correlated_count = 0;
    wide.scenario = &many;
    if (ensemble_init(&e, &u, 1, &eo, &d) != 0)
        return;
    const struct sensitivity_options o = {.method = METHOD_SOBOL,
                                          .seed = 1,
                                          .runs = 4096,
                                          .scrambles = 8,
                                          .second_order = true,
                                          .threads = 2,
                                          .cells = e.members[0].cells,
                                          .cell_count = e.members[0].cell_count};
    double start = seconds();
    if (sensitivity_run(&result, &wide, &o, &d) == 0)
        printf(
            "Sobol' study, 40 inputs, N = 4096, second order, every indicator and year: %llu runs, %.1f s, %.0f MB\n",
            (unsigned long long)result.evaluations, seconds() - start, (double)result.memory / 1e6);
    sensitivity_free(&result);
    ensemble_free(&e);
    diags_free(&d);
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "scenarios/jining/plan-2020.cfg";
    const struct row_table rows = {model_parameters, model_parameter_count};
    struct diags d = {0};
    struct scenario s;
    struct setup u;

    gsl_set_error_handler_off();
    if (scenario_load(&s, path, NULL, 0, &rows, &annex_form, &d) != 0 || setup_init(&u, &s, &d) != 0) {
        fprintf(stderr, "%s: %s\n", path, d.count ? d.list[0].text : "cannot be read");
        return 1;
    }
    printf("scenario: %s, %d uncertain inputs\n", s.name, s.uncertain_count);
    memory_report(&u);
    pipeline_report(&u);
    threads_report(&u);
    sobol_report(&u, &s);
    setup_free(&u);
    scenario_free(&s);
    diags_free(&d);
    return 0;
}
