#include "fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <string.h>

#include "lane.h"
#include "rows.h"
#include "tile.h"

#define PENALTY 1e3     /* residual for one scale beyond a bound */
#define STEP 6e-6       /* of the central differences, in scales: about the cube root of the rounding error */
#define TOLERANCE 1e-12 /* relative, of the parameters */
#define SAME 1e-5       /* below this reciprocal condition number two estimates are one */
#define AT_BOUND 1e-6   /* in scales */
enum { ITERATIONS = 200 };

static bool known(double x) { return isfinite(x) && x < ABSENT_ABOVE; }

/* --- what is asked --- */

/* The value a change has where nothing is changed: 1 of a scale, 0 of a shift, else the scenario's own. */
static int unchanged(const struct run *r, struct fit_parameter *p, struct diags *d)
{
    const struct setup *u = r->setup;
    const struct address *a = &p->address;
    const struct row *row = a->row;
    const int at = row->offset + (a->item < 0 ? 0 : a->item) * row->stride;

    p->low = row->low;
    p->high = row->high;
    if (a->form == FORM_DELAY)
        return diag_error(d, NULL, 0, "--fit %s: whole years cannot be fitted; try them with --set", p->key);
    if (a->form == FORM_SCALE || a->form == FORM_SHIFT) {
        p->low = a->form == FORM_SCALE ? 0.0 : -INFINITY;
        p->high = INFINITY;
        p->before = a->form == FORM_SCALE ? 1.0 : 0.0;
        return VS_OK;
    }
    if (row->kind == KIND_SCHEDULE && a->form == FORM_VALUE)
        return diag_error(d, NULL, 0, "--fit %s: is a schedule; fit %s.scale, %s.shift or one year of it", p->key,
                          p->key, p->key);
    if (row->kind == KIND_PATH && a->form == FORM_VALUE) {
        const double first = u->inputs[at], last = u->inputs[(u->shape.years - 1) * INPUT_LANES + at];
        if (first != last)
            return diag_error(d, NULL, 0, "--fit %s: changes over the years; fit %s.scale, %s.shift or one year of it",
                              p->key, p->key, p->key);
    }
    const int t = a->form == FORM_YEAR ? a->year - u->shape.first_year + row->lag : 0;
    if (row->kind != KIND_LEVEL && (t < 0 || t >= u->shape.years))
        return diag_error(d, NULL, 0, "--fit %s: not a year of the scenario", p->key);
    p->before = row->kind == KIND_LEVEL ? u->levels[at] : u->inputs[t * INPUT_LANES + at];
    if (!known(p->before))
        return diag_error(d, NULL, 0, "--fit %s: has no value to start from", p->key);
    return VS_OK;
}

int fit_ask(struct fit *f, const struct run *r, const char *const *keys, int count, struct diags *d)
{
    const struct row_table rows = {model_parameters, model_parameter_count};
    int err = VS_OK;
    char why[400];

    memset(f, 0, sizeof *f);
    f->tied_a = f->tied_b = -1;
    if (count > FIT_MOST)
        return diag_error(d, NULL, 0, "--fit: at most %d parameters at once", FIT_MOST);
    for (int i = 0; i < count; i++) {
        struct fit_parameter *p = &f->parameters[f->count++];
        p->key = keys[i];
        p->error = ABSENT;
        for (int k = 0; k < i; k++) {
            if (strcmp(keys[k], keys[i]) == 0)
                err = diag_error(d, NULL, 0, "--fit %s: is there twice", keys[i]);
        }
        int e = address_parse(r->setup->scenario, &rows, keys[i], &p->address, why, sizeof why) != 0
                    ? diag_error(d, NULL, 0, "--fit %s: %s", keys[i], why)
                    : unchanged(r, p, d);
        p->value = p->before;
        err = e ? e : err;
    }
    return err;
}

/* --- the sum of squares --- */

struct problem {
    const struct setup *setup;
    struct fit *fit;
    struct tile tile;
    const struct observed **observed;
    const struct series **series;
    double *scale;  /* of each parameter: the search is in units of it */
    double *errors; /* of each observation, LANES each */
    struct arena arena;
};

static double nearest(const struct fit_parameter *p, double x) { return fmin(fmax(x, p->low), p->high); }

/* What a parameter is measured in during the search: its size, or a hundredth of its usual range where
 * it starts at nothing. */
static double scale_of(const struct fit_parameter *p)
{
    const struct row *row = p->address.row;
    const double usual = 0.01 * (row->usual_high - row->usual_low);

    if (p->before != 0.0)
        return fabs(p->before);
    return usual > 0.0 && isfinite(usual) ? usual : 1.0;
}

/* Relative errors of all observations in each lane; x[parameter * LANES + lane]. */
static void run_lanes(struct problem *m, const double x[FIT_MOST * LANES])
{
    tile_run(&m->tile, x, LANES);
    for (int i = 0; i < m->fit->observations; i++) {
        const struct observed *o = m->observed[i];
        const double *y = tile_series(&m->tile, m->series[i], o->year - m->setup->shape.first_year);
        for (int l = 0; l < LANES; l++)
            m->errors[i * LANES + l] = (y[l] - o->value) / fabs(o->value);
    }
}

static int residuals(const gsl_vector *z, void *context, gsl_vector *out)
{
    struct problem *m = context;
    const struct fit *f = m->fit;
    double x[FIT_MOST * LANES];
    const double *e = m->errors;

    for (int k = 0; k < f->count; k++) {
        const double wanted = gsl_vector_get(z, (size_t)k) * m->scale[k], allowed = nearest(&f->parameters[k], wanted);
        for (int l = 0; l < LANES; l++)
            x[k * LANES + l] = allowed;
        gsl_vector_set(out, (size_t)(f->observations + k), PENALTY * (wanted - allowed) / m->scale[k]);
    }
    run_lanes(m, x);
    for (int i = 0; i < f->observations; i++) {
        gsl_vector_set(out, (size_t)i, e[i * LANES]);
        if (!isfinite(e[i * LANES]))
            return GSL_EBADFUNC;
    }
    return GSL_SUCCESS;
}

/* Columns of four parameters at a time: each has a lane above and a lane below. */
static int jacobian(const gsl_vector *z, void *context, gsl_matrix *out)
{
    struct problem *m = context;
    const struct fit *f = m->fit;
    double x[FIT_MOST * LANES];
    const double *e = m->errors;

    gsl_matrix_set_zero(out);
    for (int first = 0; first < f->count; first += LANES / 2) {
        for (int k = 0; k < f->count; k++) {
            const struct fit_parameter *p = &f->parameters[k];
            const double at = gsl_vector_get(z, (size_t)k);
            for (int l = 0; l < LANES; l++) {
                const double side = k == first + l / 2 ? (l % 2 ? -1.0 : 1.0) : 0.0;
                x[k * LANES + l] = nearest(p, (at + side * STEP * fmax(1.0, fabs(at))) * m->scale[k]);
            }
        }
        run_lanes(m, x);
        for (int k = first; k < f->count && k < first + LANES / 2; k++) {
            const int up = 2 * (k - first), down = up + 1;
            const double at = gsl_vector_get(z, (size_t)k) * m->scale[k];
            const double apart = (x[k * LANES + up] - x[k * LANES + down]) / m->scale[k];
            for (int i = 0; i < f->observations && apart > 0.0; i++)
                gsl_matrix_set(out, (size_t)i, (size_t)k, (e[i * LANES + up] - e[i * LANES + down]) / apart);
            if (at != nearest(&f->parameters[k], at))
                gsl_matrix_set(out, (size_t)(f->observations + k), (size_t)k, PENALTY);
        }
    }
    return GSL_SUCCESS;
}

/* --- before the search --- */

/* Observations after the base year that the run has a value for. */
static int collect(struct problem *m, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    struct fit *f = m->fit;

    m->observed = arena_alloc(&m->arena, (size_t)(s->observed_count + 1) * sizeof *m->observed);
    m->series = arena_alloc(&m->arena, (size_t)(s->observed_count + 1) * sizeof *m->series);
    m->scale = arena_alloc(&m->arena, FIT_MOST * sizeof *m->scale);
    m->errors = arena_alloc(&m->arena, (size_t)(s->observed_count + 1) * LANES * sizeof *m->errors);
    if (!m->observed || !m->series || !m->scale || !m->errors)
        return VS_MEMORY;
    f->observations = f->left_out = 0;
    for (int i = 0; i < s->observed_count; i++) {
        const struct observed *o = &s->observed[i];
        const struct series *series = setup_series(r->setup, o->indicator, NULL);
        if (o->year <= s->first_year || !known(run_value(r, series, o->year)))
            continue;
        if (o->value == 0.0) {
            f->left_out++;
            continue;
        }
        m->observed[f->observations] = o;
        m->series[f->observations++] = series;
    }
    return VS_OK;
}

static int prepare(struct problem *m, const struct run *r, struct diags *d)
{
    struct fit *f = m->fit;
    struct address addresses[FIT_MOST];

    m->setup = r->setup;
    int err = collect(m, r);
    if (err)
        return err;
    if (f->observations < f->count)
        return diag_error(d, r->setup->scenario->path, 0,
                          "--fit: %d parameters, but only %d observations after %d to estimate them from", f->count,
                          f->observations, r->setup->scenario->first_year);
    for (int k = 0; k < f->count; k++) {
        addresses[k] = f->parameters[k].address;
        m->scale[k] = scale_of(&f->parameters[k]);
    }
    return tile_init(&m->tile, r->setup, addresses, f->count);
}

/* A parameter no observation feels cannot be estimated from them. */
static int check_felt(struct problem *m, const gsl_matrix *j, struct diags *d)
{
    const struct fit *f = m->fit;
    int err = VS_OK;

    for (int k = 0; k < f->count; k++) {
        double most = 0.0;
        for (int i = 0; i < f->observations; i++)
            most = fmax(most, fabs(gsl_matrix_get(j, (size_t)i, (size_t)k)));
        if (most < 1e-12)
            err = diag_error(d, NULL, 0, "--fit %s: moves none of the %d observations, so they say nothing of it",
                             f->parameters[k].key, f->observations);
    }
    return err;
}

/* --- after the search --- */

static double rms(const struct fit *f, const gsl_vector *residual)
{
    double sum = 0.0;
    for (int i = 0; i < f->observations; i++)
        sum += gsl_vector_get(residual, (size_t)i) * gsl_vector_get(residual, (size_t)i);
    return sqrt(sum / f->observations);
}

static void find_tied(struct fit *f)
{
    double most = -1.0;

    for (int a = 0; f->condition < SAME && a < f->count; a++) {
        for (int b = a + 1; b < f->count; b++) {
            if (fabs(f->correlation[a][b]) > most) {
                most = fabs(f->correlation[a][b]);
                f->tied_a = a;
                f->tied_b = b;
            }
        }
    }
}

/* Covariance times the reduced chi-square. Estimates at a bound have no standard error: the curve is cut there. */
static int take_errors(struct problem *m, gsl_multifit_nlinear_workspace *w)
{
    struct fit *f = m->fit;
    const int freedom = f->observations - f->count;
    gsl_matrix *c = gsl_matrix_alloc((size_t)f->count, (size_t)f->count);

    if (!c)
        return VS_MEMORY;
    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(w), 0.0, c);
    f->scatter = freedom > 0 ? f->after * sqrt((double)f->observations / freedom) : ABSENT;
    for (int a = 0; a < f->count; a++) {
        const double variance = gsl_matrix_get(c, (size_t)a, (size_t)a);
        struct fit_parameter *p = &f->parameters[a];
        p->error = freedom > 0 && variance > 0.0 && !p->at_bound ? sqrt(variance) * f->scatter * m->scale[a] : ABSENT;
        for (int b = 0; b < f->count; b++) {
            const double other = gsl_matrix_get(c, (size_t)b, (size_t)b);
            f->correlation[a][b] = variance > 0.0 && other > 0.0
                                       ? gsl_matrix_get(c, (size_t)a, (size_t)b) / sqrt(variance * other)
                                       : a == b;
        }
    }
    gsl_matrix_free(c);
    if (gsl_multifit_nlinear_rcond(&f->condition, w) != GSL_SUCCESS)
        f->condition = 0.0;
    find_tied(f);
    return VS_OK;
}

static int search(struct problem *m, gsl_multifit_nlinear_workspace *w, gsl_multifit_nlinear_fdf *fdf, gsl_vector *z,
                  struct diags *d)
{
    struct fit *f = m->fit;
    int info = 0;

    for (int k = 0; k < f->count; k++)
        gsl_vector_set(z, (size_t)k, f->parameters[k].before / m->scale[k]);
    if (gsl_multifit_nlinear_init(z, fdf, w) != GSL_SUCCESS)
        return diag_error(d, m->setup->scenario->path, 0, "--fit: the model gives no value for an observation");
    f->before = rms(f, gsl_multifit_nlinear_residual(w));
    int err = check_felt(m, gsl_multifit_nlinear_jac(w), d);
    if (err)
        return err;
    const int status = gsl_multifit_nlinear_driver(ITERATIONS, TOLERANCE, 1e-14, 0.0, NULL, NULL, &info, w);
    f->converged = status == GSL_SUCCESS || status == GSL_ENOPROG; /* no further progress: as good as it gets */
    f->iterations = (int)gsl_multifit_nlinear_niter(w);
    f->after = rms(f, gsl_multifit_nlinear_residual(w));
    for (int k = 0; k < f->count; k++) {
        struct fit_parameter *p = &f->parameters[k];
        const double x = gsl_vector_get(gsl_multifit_nlinear_position(w), (size_t)k) * m->scale[k];
        p->value = nearest(p, x);
        p->at_bound = fmin(x - p->low, p->high - x) < AT_BOUND * m->scale[k];
    }
    return take_errors(m, w);
}

int fit_run(struct fit *f, const struct run *r, struct diags *d)
{
    struct problem m = {.fit = f};
    int err = prepare(&m, r, d);
    gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
    how.solver = gsl_multifit_nlinear_solver_svd; /* copes with estimates that cannot be told apart */
    const size_t n = (size_t)(f->observations + f->count), p = (size_t)f->count;
    gsl_multifit_nlinear_fdf fdf = {.f = residuals, .df = jacobian, .n = n, .p = p, .params = &m};
    gsl_multifit_nlinear_workspace *w = err ? NULL : gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &how, n, p);
    gsl_vector *z = err ? NULL : gsl_vector_alloc(p);

    if (!err)
        err = w && z ? search(&m, w, &fdf, z, d) : VS_MEMORY;
    if (z)
        gsl_vector_free(z);
    if (w)
        gsl_multifit_nlinear_free(w);
    tile_free(&m.tile);
    arena_free(&m.arena);
    return err;
}

void fit_range(const struct fit_parameter *p, double *low, double *high)
{
    *low = nearest(p, p->value - 2.0 * p->error);
    *high = nearest(p, p->value + 2.0 * p->error);
}
