#include "sensitivity.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "lane.h"
#include "sensitivity_parts.h"

const char *method_name(enum method method)
{
    static const char *const names[METHODS] = {"sobol", "morris", "tornado", "prcc", "pawn", "discover"};
    return names[method];
}

int sensitivity_pair(int inputs, int a, int b) { return a * inputs - a * (a + 1) / 2 + b - a - 1; }

double *result_array(struct sensitivity *s, size_t per_output)
{
    return arena_alloc(&s->arena, sizeof(double) * (size_t)s->outputs * per_output + sizeof(double));
}

int twin_design(struct design *g, const struct sensitivity *s, uint64_t seed, uint64_t rows, struct diags *d)
{
    return design_init_columns(g, SAMPLER_SOBOL, seed, rows, s->setup->scenario->uncertains, s->inputs, NULL, 0,
                               2 * s->inputs, d);
}

void twin_block(const struct design *g, uint64_t first, double *x)
{
    design_block_from(g, 0, first, x);
    design_block_from(g, g->inputs, first, x + (size_t)g->inputs * DESIGN_BLOCK);
}

/* The base run's outputs: what indices are centred on and tornados start from. */
static int base_outputs(struct sensitivity *s, const struct sensitivity_options *o)
{
    struct tile tile;
    int err = tile_init(&tile, s->setup, NULL, 0);

    s->base = result_array(s, 1);
    if (!err && s->base) {
        tile_run(&tile, NULL, 0);
        for (int c = 0; c < o->cell_count; c++)
            s->base[c] = tile_series(&tile, o->cells[c].series, o->cells[c].year - s->setup->shape.first_year)[0];
    }
    tile_free(&tile);
    return err ? err : s->base ? VS_OK : VS_MEMORY;
}

int sensitivity_check(const struct setup *u, enum method method, struct diags *d)
{
    const struct scenario *s = u->scenario;

    if (s->uncertain_count == 0)
        return diag_error(d, s->path, 0,
                          "uncertain: the scenario has no uncertain inputs, so nothing can drive an output");
    if (method == METHOD_SOBOL && s->correlated_count > 0)
        return diag_error(d, s->path, s->correlated[0].from.line,
                          "correlated: Sobol' indices need independent inputs; use --method prcc or pawn");
    if ((method == METHOD_SOBOL || method == METHOD_MORRIS) && 2 * s->uncertain_count > design_most_columns())
        return diag_error(d, s->path, 0, "uncertain: %d inputs; indices can be computed for at most %d",
                          s->uncertain_count, design_most_columns() / 2);
    return VS_OK;
}

uint64_t sensitivity_budget(const struct sensitivity_options *o, int inputs)
{
    const uint64_t k = (uint64_t)inputs;

    switch (o->method) {
    case METHOD_SOBOL:
        return o->runs * (o->second_order ? 2 * k + 2 : k + 2);
    case METHOD_MORRIS:
        return o->runs * (k + 1);
    case METHOD_TORNADO:
        return 2 * k + 2 * (uint64_t)o->cell_count + 1;
    default:
        return o->runs;
    }
}

static int start_spread(struct sensitivity *s)
{
    s->spread = arena_alloc(&s->arena, sizeof *s->spread * (size_t)(s->outputs + 1));
    for (int c = 0; s->spread && c < s->outputs; c++)
        s->spread[c] = (struct spread){HUGE_VAL, -HUGE_VAL, 0};
    return s->spread ? VS_OK : VS_MEMORY;
}

void spread_add(struct spread *spread, double value)
{
    if (!isfinite(value)) {
        spread->absent++;
        return;
    }
    spread->low = value < spread->low ? value : spread->low;
    spread->high = value > spread->high ? value : spread->high;
}

void spread_merge(struct spread *spread, const struct spread *other)
{
    spread->low = other->low < spread->low ? other->low : spread->low;
    spread->high = other->high > spread->high ? other->high : spread->high;
    spread->absent += other->absent;
}

bool sensitivity_constant(const struct sensitivity *s, int output)
{
    const struct spread *p = &s->spread[output];
    const double size = fabs(p->low) > fabs(p->high) ? fabs(p->low) : fabs(p->high);

    return !(p->high - p->low > 1e-12 * size);
}

int sensitivity_run(struct sensitivity *s, const struct setup *u, const struct sensitivity_options *o, struct diags *d)
{
    const int threads = o->threads > 0 ? o->threads : omp_get_max_threads();
    struct pool pool = {0};

    memset(s, 0, sizeof *s);
    s->method = o->method;
    s->setup = u;
    s->inputs = u->scenario->uncertain_count;
    s->outputs = o->cell_count;
    int err = sensitivity_check(u, o->method, d);
    if (err)
        return err;
    s->ids = arena_alloc(&s->arena, sizeof *s->ids * (size_t)(s->inputs + 1));
    if (!s->ids)
        return VS_MEMORY;
    for (int i = 0; i < s->inputs; i++)
        s->ids[i] = u->scenario->uncertains[i].id;
    err = base_outputs(s, o);
    if (!err)
        err = start_spread(s);
    s->rows = o->runs;
    s->evaluations = sensitivity_budget(o, s->inputs);
    if (!err && o->method <= METHOD_TORNADO)
        err = pool_init(&pool, u, o->cells, o->cell_count, threads);
    if (!err) {
        switch (o->method) {
        case METHOD_SOBOL:
            err = sensitivity_sobol(s, &pool, o, d);
            break;
        case METHOD_MORRIS:
            err = sensitivity_morris(s, &pool, o, d);
            break;
        case METHOD_TORNADO:
            err = sensitivity_tornado(s, &pool, o, d);
            break;
        default:
            err = sensitivity_sample(s, o, d);
        }
    }
    pool_free(&pool);
    return err;
}

void sensitivity_free(struct sensitivity *s)
{
    arena_free(&s->arena);
    memset(s, 0, sizeof *s);
}
