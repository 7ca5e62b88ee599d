/* Methods that read a plain sample of runs: PRCC, PAWN and scenario discovery (PRIM). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sensitivity_parts.h"

struct sample {
    const struct sensitivity_options *o;
    int *cells; /* for each output its cell in the ensemble */
    double *x;  /* inputs x n; one more row for the dummy */
    double *y;  /* outputs x n */
    const double *base;
    uint64_t n;
    int inputs;
};

static int keep_runs(void *context, int scenario, uint64_t first, int count, const double *x, const double *values,
                     int stride)
{
    struct sample *k = context;
    (void)scenario;

    for (int j = 0; j < k->inputs; j++)
        memcpy(k->x + (size_t)j * k->n + first, x + (size_t)j * (size_t)stride, sizeof(double) * (size_t)count);
    for (int c = 0; c < k->o->cell_count; c++) {
        double *y = k->y + (size_t)c * k->n + first;
        for (int i = 0; i < count; i++) /* an ensemble keeps no sum over nothing, which stays as it is */
            y[i] = k->cells[c] < 0 ? k->base[c] : values[(size_t)k->cells[c] * (size_t)stride + (size_t)i];
    }
    return VS_OK;
}

/* The ensemble's context is the sample; the caller's is behind it. */
static void pass_progress(void *context, uint64_t done, uint64_t total)
{
    const struct sensitivity_options *o = ((const struct sample *)context)->o;

    o->progress(o->context, done, total);
}

/* A column that nothing reads: what PAWN says of it is noise. Digits of a golden-ratio sequence. */
static void fill_dummy(double *x, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        x[i] = (double)((i + 1) * 0x9e3779b97f4a7c15u >> 11) * 0x1p-53;
}

static int run_sample(struct sensitivity *s, const struct sensitivity_options *o, struct sample *k, struct diags *d)
{
    const struct ensemble_options eo = {.sampler = o->method == METHOD_DISCOVER ? SAMPLER_LATIN : SAMPLER_RANDOM,
                                        .seed = o->seed,
                                        .runs = o->runs,
                                        .threads = o->threads,
                                        .progress = o->progress ? pass_progress : NULL,
                                        .context = k,
                                        .stop = o->stop,
                                        .runs_sink = keep_runs};
    struct ensemble e;
    int err = ensemble_init(&e, &s->setup, 1, &eo, d);

    for (int c = 0; !err && c < o->cell_count; c++) {
        k->cells[c] = ensemble_cell(&e.members[0], o->cells[c].series->key, o->cells[c].year);
    }
    if (!err)
        err = ensemble_run(&e, &eo);
    s->failed = e.members ? e.members[0].failed : 0;
    ensemble_free(&e);
    return err;
}

/* Whether y only rises (1) or only falls (-1) with x; 0 when neither. */
static double direction(const double *x, const double *y, uint64_t n)
{
    uint64_t low = 0, high = 0;

    for (uint64_t i = 1; i < n; i++) {
        low = x[i] < x[low] ? i : low;
        high = x[i] > x[high] ? i : high;
    }
    return y[high] > y[low] ? 1.0 : y[high] < y[low] ? -1.0 : 0.0;
}

/* Where one input alone decides an output, the ranks are linearly dependent and partial correlation is
 * not defined. What is meant is plain: that input has 1 or -1, the others nothing. */
static int prcc_or_sole_driver(const struct sample *k, const double *y, double *value, double *p_value)
{
    int err = prcc(k->x, y, k->n, k->inputs, value, p_value);

    if (err || k->inputs == 0 || !isnan(value[0]))
        return err;
    for (int j = 0; !err && j < k->inputs; j++) {
        const double *x = k->x + (size_t)j * k->n;
        double alone, p;
        err = prcc(x, y, k->n, 1, &alone, &p);
        value[j] = !err && isnan(alone) ? direction(x, y, k->n) : 0.0;
        p_value[j] = value[j] != 0.0 ? 0.0 : 1.0;
    }
    return err;
}

static int rank_methods(struct sensitivity *s, const struct sensitivity_options *o, struct sample *k)
{
    const size_t width = (size_t)s->inputs + 1;
    double *value = result_array(s, width), *second = result_array(s, width);
    int err = value && second ? VS_OK : VS_MEMORY;

    for (int c = 0; !err && c < s->outputs; c++) {
        const double *y = k->y + (size_t)c * k->n;
        if (sensitivity_constant(s, c))
            continue; /* all zero */
        if (o->method == METHOD_PAWN)
            err = pawn(k->x, y, k->n, s->inputs + 1, 10, value + (size_t)c * width, second + (size_t)c * width);
        else
            err = prcc_or_sole_driver(k, y, value + (size_t)c * (size_t)s->inputs,
                                      second + (size_t)c * (size_t)s->inputs);
    }
    if (o->method == METHOD_PAWN) {
        s->pawn = value;
        s->pawn_max = second;
    } else {
        s->prcc = value;
        s->p_value = second;
    }
    return err;
}

/* Runs without a value can be said neither to meet the target nor to miss it: they are left out. */
static int keep_evaluated(const struct sample *k, const double *y, const struct target *target, double *x,
                          unsigned char *fails, size_t *used, size_t *failures)
{
    size_t n = 0;

    *failures = 0;
    for (uint64_t i = 0; i < k->n; i++)
        n += isfinite(y[i]) != 0;
    *used = n;
    n = 0;
    for (uint64_t i = 0; i < k->n; i++) {
        if (!isfinite(y[i]))
            continue;
        for (int j = 0; j < k->inputs; j++)
            x[(size_t)j * *used + n] = k->x[(size_t)j * k->n + i];
        fails[n] = !target_holds(target, y[i]);
        *failures += fails[n++];
    }
    return n > 0;
}

static int discover(struct sensitivity *s, const struct sensitivity_options *o, const struct sample *k)
{
    enum { STEPS = 8 };
    unsigned char *fails = malloc(k->n + 1);
    double *x = malloc(sizeof *x * ((size_t)k->inputs * k->n + 1));
    struct prim_box boxes[STEPS];
    int err = fails && x ? VS_OK : VS_MEMORY;

    s->box = arena_alloc(&s->arena, sizeof *s->box * (size_t)(s->outputs + 1));
    s->failure_share = result_array(s, 1);
    if (!s->box || !s->failure_share)
        err = VS_MEMORY;
    for (int c = 0; !err && c < s->outputs; c++) {
        size_t used, failures;
        if (!keep_evaluated(k, k->y + (size_t)c * k->n, o->targets[c], x, fails, &used, &failures)) {
            s->failure_share[c] = NAN;
            continue;
        }
        s->failure_share[c] = (double)failures / (double)used;
        if (failures == 0 || failures == used)
            continue; /* nothing to discover */
        int count = prim(x, fails, used, s->inputs, 0.05, 0.05, boxes, STEPS);
        if (count > 0)
            s->box[c] = boxes[0];
        err = count < 0 ? count : VS_OK;
    }
    free(fails);
    free(x);
    return err;
}

int sensitivity_sample(struct sensitivity *s, const struct sensitivity_options *o, struct diags *d)
{
    struct sample k = {.o = o, .n = o->runs, .base = s->base, .inputs = s->inputs};
    const size_t x_size = (size_t)(s->inputs + 1) * k.n, y_size = (size_t)(o->cell_count + 1) * k.n;

    k.cells = malloc(sizeof *k.cells * (size_t)(o->cell_count + 1));
    k.x = malloc(sizeof(double) * x_size);
    k.y = malloc(sizeof(double) * y_size);
    int err = k.cells && k.x && k.y ? run_sample(s, o, &k, d) : VS_MEMORY;
    if (!err) {
        fill_dummy(k.x + (size_t)s->inputs * k.n, k.n);
        for (size_t i = 0; i < (size_t)s->outputs * k.n; i++)
            spread_add(&s->spread[i / k.n], k.y[i]);
        err = o->method == METHOD_DISCOVER ? discover(s, o, &k) : rank_methods(s, o, &k);
    }
    s->memory = sizeof(double) * (x_size + y_size);
    free(k.cells);
    free(k.x);
    free(k.y);
    return err;
}
