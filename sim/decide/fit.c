#include "fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <string.h>

#include "lane.h"
#include "tile.h"

#define PENALTY 1e3     /* residual for one scale beyond a bound */
#define STEP 6e-6       /* of the central differences, in scales: about the cube root of the rounding error */
#define TOLERANCE 1e-12 /* relative, of the parameters */
#define SAME 1e-5       /* below this reciprocal condition number two estimates are one */
#define FELT 1e-10      /* relative error for one scale of a parameter */
#define AT_BOUND 1e-6   /* in scales */
enum { ITERATIONS = 200 };

static bool known(double x) { return isfinite(x) && x < ABSENT_ABOVE; }

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
        const double wanted = gsl_vector_get(z, (size_t)k) * m->scale[k],
                     allowed = fit_nearest(&f->parameters[k], wanted);
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
                x[k * LANES + l] = fit_nearest(p, (at + side * STEP * fmax(1.0, fabs(at))) * m->scale[k]);
            }
        }
        run_lanes(m, x);
        for (int k = first; k < f->count && k < first + LANES / 2; k++) {
            const int up = 2 * (k - first), down = up + 1;
            const double at = gsl_vector_get(z, (size_t)k) * m->scale[k];
            const double apart = (x[k * LANES + up] - x[k * LANES + down]) / m->scale[k];
            for (int i = 0; i < f->observations && apart > 0.0; i++)
                gsl_matrix_set(out, (size_t)i, (size_t)k, (e[i * LANES + up] - e[i * LANES + down]) / apart);
            if (at != fit_nearest(&f->parameters[k], at))
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

static int enough(const struct problem *m, struct diags *d)
{
    const struct fit *f = m->fit;

    if (f->observations >= f->count)
        return VS_OK;
    return diag_error(d, m->setup->scenario->path, 0,
                      "--fit: %d parameters, but only %d observations after %d to estimate them from", f->count,
                      f->observations, m->setup->scenario->first_year);
}

static int prepare(struct problem *m, const struct run *r, struct diags *d)
{
    struct fit *f = m->fit;
    struct address addresses[FIT_MOST];

    m->setup = r->setup;
    int err = collect(m, r);
    if (!err)
        err = enough(m, d);
    if (err)
        return err;
    for (int k = 0; k < f->count; k++) {
        addresses[k] = f->parameters[k].address;
        m->scale[k] = scale_of(&f->parameters[k]);
    }
    return tile_init(&m->tile, r->setup, addresses, f->count);
}

/* How strongly each parameter moves each observation where the search starts: a parameter no observation
 * feels cannot be estimated, and an observation no parameter moves says nothing of them, so it is left out. */
static int keep_what_tells(struct problem *m, const gsl_vector *z, struct diags *d)
{
    struct fit *f = m->fit;
    gsl_matrix *j = gsl_matrix_alloc((size_t)(f->observations + f->count), (size_t)f->count);
    bool felt[FIT_MOST] = {false};
    int kept = 0, err = j ? VS_OK : VS_MEMORY;

    if (!err)
        jacobian(z, m, j);
    for (int i = 0; !err && i < f->observations; i++) {
        bool moved = false;
        for (int k = 0; k < f->count; k++) {
            const bool moves = fabs(gsl_matrix_get(j, (size_t)i, (size_t)k)) > FELT;
            felt[k] = felt[k] || moves;
            moved = moved || moves;
        }
        m->observed[kept] = m->observed[i];
        m->series[kept] = m->series[i];
        kept += moved;
    }
    if (j)
        gsl_matrix_free(j);
    for (int k = 0; !err && k < f->count; k++) {
        if (!felt[k])
            return diag_error(d, NULL, 0, "--fit %s: moves none of the %d observations, so they say nothing of it",
                              f->parameters[k].key, f->observations);
    }
    f->unmoved = f->observations - kept;
    f->observations = kept;
    return err ? err : enough(m, d);
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

    if (gsl_multifit_nlinear_init(z, fdf, w) != GSL_SUCCESS)
        return diag_error(d, m->setup->scenario->path, 0, "--fit: the model gives no value for an observation");
    f->before = rms(f, gsl_multifit_nlinear_residual(w));
    const int status = gsl_multifit_nlinear_driver(ITERATIONS, TOLERANCE, 1e-14, 0.0, NULL, NULL, &info, w);
    f->converged = status == GSL_SUCCESS || status == GSL_ENOPROG; /* no further progress: as good as it gets */
    f->iterations = (int)gsl_multifit_nlinear_niter(w);
    f->after = rms(f, gsl_multifit_nlinear_residual(w));
    for (int k = 0; k < f->count; k++) {
        struct fit_parameter *p = &f->parameters[k];
        const double x = gsl_vector_get(gsl_multifit_nlinear_position(w), (size_t)k) * m->scale[k];
        p->value = fit_nearest(p, x);
        p->at_bound = fmin(x - p->low, p->high - x) < AT_BOUND * m->scale[k];
    }
    return take_errors(m, w);
}

static int solve(struct problem *m, gsl_vector *z, struct diags *d)
{
    gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
    how.solver = gsl_multifit_nlinear_solver_svd; /* copes with estimates that cannot be told apart */
    const size_t n = (size_t)(m->fit->observations + m->fit->count), p = (size_t)m->fit->count;
    gsl_multifit_nlinear_fdf fdf = {.f = residuals, .df = jacobian, .n = n, .p = p, .params = m};
    gsl_multifit_nlinear_workspace *w = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &how, n, p);
    int err = w ? search(m, w, &fdf, z, d) : VS_MEMORY;

    if (w)
        gsl_multifit_nlinear_free(w);
    return err;
}

int fit_run(struct fit *f, const struct run *r, struct diags *d)
{
    struct problem m = {.fit = f};
    int err = prepare(&m, r, d);
    gsl_vector *z = err ? NULL : gsl_vector_alloc((size_t)f->count);

    if (!err && !z)
        err = VS_MEMORY;
    for (int k = 0; !err && k < f->count; k++)
        gsl_vector_set(z, (size_t)k, f->parameters[k].before / m.scale[k]);
    if (!err)
        err = keep_what_tells(&m, z, d);
    if (!err)
        err = solve(&m, z, d);
    if (z)
        gsl_vector_free(z);
    tile_free(&m.tile);
    arena_free(&m.arena);
    return err;
}
