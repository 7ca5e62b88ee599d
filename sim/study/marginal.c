/* x(z) = F^-1(Phi(z)) for each distribution F.
 *
 * Table: 1024 intervals of width h = 1/64, in each the cubic with the exact values and slopes at
 * both ends. Its error is at most h^4 / 384 = 1.6e-10 times the fourth derivative of x(z). Slopes
 * are limited to three times the secant, which makes every cubic monotone (F. N. Fritsch,
 * R. E. Carlson, SIAM J. Numer. Anal. 17 (1980), 238-246). A distribution with a kink in x(z), the
 * triangular at its mode, gets its table shifted so that the kink is a knot. */
#include "marginal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

enum { INTERVALS = 1024 };
#define REACH 8.0
#define PER_UNIT 64.0 /* intervals per unit of z: INTERVALS / (2 * REACH) */

enum shape { SHAPE_LINEAR, SHAPE_STEPS, SHAPE_TABLE };

struct cubic {
    double c0, c1, c2, c3;
};

struct marginal {
    enum distribution distribution;
    enum shape shape;
    double low, high; /* no value leaves them */
    double mean, sd;  /* of the normal, or of the logarithm */
    double mode, kink;
    /* Truncated normal and lognormal: standardised limits, and the normal's probability below,
     * between and above them. */
    double from, to, below, within, above;
    double alpha, beta; /* PERT */
    /* Steps of a discrete input, ascending: value[i + 1] above the probability unit[i]. */
    int steps;
    double *value, *unit, *deviate;
    double origin; /* z of the first knot */
    struct cubic *table;
};

/* --- the exact inverse distributions and their slopes --- */

static double lower_tail(double z) { return gsl_cdf_ugaussian_P(z); }
static double upper_tail(double z) { return gsl_cdf_ugaussian_Q(z); }

/* A normal deviate moved into its truncation limits. The smaller tail is used: no digits are lost. */
static double truncated_score(const struct marginal *m, double z)
{
    if (isinf(m->from) && isinf(m->to))
        return z;
    const double lower = m->below + m->within * lower_tail(z), upper = m->above + m->within * upper_tail(z);
    const double y = lower < upper ? gsl_cdf_ugaussian_Pinv(lower) : gsl_cdf_ugaussian_Qinv(upper);
    return fmin(fmax(y, m->from), m->to);
}

static double score_slope(const struct marginal *m, double z, double y)
{
    return isinf(m->from) && isinf(m->to) ? 1.0 : m->within * exp(0.5 * (y - z) * (y + z));
}

/* The beta distribution on [0, 1] from below, z <= 0; the other half is its mirror image. */
static double beta_inverse(double z, double a, double b) { return gsl_cdf_beta_Pinv(lower_tail(z), a, b); }

static double pert_exact(const struct marginal *m, double z)
{
    const double width = m->high - m->low;
    return z <= 0 ? m->low + width * beta_inverse(z, m->alpha, m->beta)
                  : m->high - width * beta_inverse(-z, m->beta, m->alpha);
}

static double pert_slope(const struct marginal *m, double z)
{
    const double a = z <= 0 ? m->alpha : m->beta, b = z <= 0 ? m->beta : m->alpha, x = beta_inverse(-fabs(z), a, b);
    return (m->high - m->low) * gsl_ran_ugaussian_pdf(z) / gsl_ran_beta_pdf(x, a, b);
}

static double triangular_exact(const struct marginal *m, double z)
{
    const double width = m->high - m->low;
    return z <= m->kink ? m->low + sqrt(lower_tail(z) * width * (m->mode - m->low))
                        : m->high - sqrt(upper_tail(z) * width * (m->high - m->mode));
}

static double triangular_slope(const struct marginal *m, double z)
{
    const double width = m->high - m->low, side = z <= m->kink ? m->mode - m->low : m->high - m->mode;
    const double tail = z <= m->kink ? lower_tail(z) : upper_tail(z);
    return 0.5 * sqrt(width * side / tail) * gsl_ran_ugaussian_pdf(z);
}

static double step_at(const struct marginal *m, const double *threshold, double at)
{
    int i = 0;
    while (i + 1 < m->steps && at > threshold[i])
        i++;
    return m->value[i];
}

static double exact(const struct marginal *m, double z)
{
    switch (m->distribution) {
    case DIST_UNIFORM:
        return z <= 0 ? m->low + (m->high - m->low) * lower_tail(z) : m->high - (m->high - m->low) * upper_tail(z);
    case DIST_TRIANGULAR:
        return triangular_exact(m, z);
    case DIST_PERT:
        return pert_exact(m, z);
    case DIST_NORMAL:
        return m->mean + m->sd * truncated_score(m, z);
    case DIST_LOGNORMAL:
        return exp(m->mean + m->sd * truncated_score(m, z));
    case DIST_DISCRETE:
        break;
    }
    return step_at(m, m->deviate, z);
}

static double slope(const struct marginal *m, double z)
{
    const double y = m->distribution == DIST_NORMAL || m->distribution == DIST_LOGNORMAL ? truncated_score(m, z) : 0.0;

    switch (m->distribution) {
    case DIST_UNIFORM:
        return (m->high - m->low) * gsl_ran_ugaussian_pdf(z);
    case DIST_TRIANGULAR:
        return triangular_slope(m, z);
    case DIST_PERT:
        return pert_slope(m, z);
    case DIST_NORMAL:
        return m->sd * score_slope(m, z, y);
    case DIST_LOGNORMAL:
        return exp(m->mean + m->sd * y) * m->sd * score_slope(m, z, y);
    case DIST_DISCRETE:
        break;
    }
    return 0.0;
}

static inline double within_limits(const struct marginal *m, double x)
{
    x = x < m->low ? m->low : x;
    return x > m->high ? m->high : x;
}

double marginal_exact(const struct marginal *m, double z) { return within_limits(m, exact(m, z)); }

/* --- building --- */

static struct cubic cubic_between(double y0, double y1, double d0, double d1)
{
    const double rise = y1 - y0; /* slopes are per interval */
    d0 = fmin(fmax(d0, 0.0), 3.0 * rise);
    d1 = fmin(fmax(d1, 0.0), 3.0 * rise);
    return (struct cubic){y0, d0, 3.0 * rise - 2.0 * d0 - d1, d0 + d1 - 2.0 * rise};
}

/* One knot more than there are intervals: z = 8 itself has a place. */
static int build_table(struct marginal *m, struct arena *a)
{
    double y0, d0;

    m->table = arena_alloc(a, sizeof *m->table * (INTERVALS + 1));
    if (!m->table)
        return VS_MEMORY;
    m->origin = -REACH;
    if (m->distribution == DIST_TRIANGULAR && fabs(m->kink) < REACH)
        m->origin = m->kink - ceil((m->kink + REACH) * PER_UNIT) / PER_UNIT;
    y0 = marginal_exact(m, m->origin);
    d0 = slope(m, m->origin) / PER_UNIT;
    for (int i = 0; i < INTERVALS; i++) {
        const double z = m->origin + (i + 1) / PER_UNIT, y1 = fmax(marginal_exact(m, z), y0),
                     d1 = slope(m, z) / PER_UNIT;
        m->table[i] = cubic_between(y0, y1, d0, d1);
        y0 = y1;
        d0 = d1;
    }
    m->table[INTERVALS].c0 = y0;
    return VS_OK;
}

/* Values ascending with their weights; those of weight zero are left out. */
static void sort_steps(struct marginal *m, const struct uncertain *u)
{
    m->steps = 0;
    for (int i = 0; i < u->count; i++) {
        int at = m->steps;
        if (!(u->weights[i] > 0))
            continue;
        for (; at > 0 && m->value[at - 1] > u->values[i]; at--) {
            m->value[at] = m->value[at - 1];
            m->unit[at] = m->unit[at - 1];
        }
        m->value[at] = u->values[i];
        m->unit[at] = u->weights[i];
        m->steps++;
    }
}

static int wrong(const struct uncertain *u, struct diags *d, const char *what)
{
    return diag_error(d, u->from.file, u->from.line, "uncertain.%s: %s", u->id, _(what));
}

static int build_steps(struct marginal *m, struct arena *a, const struct uncertain *u, struct diags *d)
{
    const size_t size = sizeof *m->value * (size_t)(u->count > 0 ? u->count : 1);
    double total = 0.0, sum = 0.0;

    m->value = arena_alloc(a, size);
    m->unit = arena_alloc(a, size);
    m->deviate = arena_alloc(a, size);
    if (!m->value || !m->unit || !m->deviate)
        return VS_MEMORY;
    sort_steps(m, u);
    if (m->steps == 0 || !(m->value[0] < m->value[m->steps - 1]))
        return wrong(
            u, d, N_("has zero range: give two different values with weights above 0, or set the parameter instead"));
    m->low = m->value[0];
    m->high = m->value[m->steps - 1];
    for (int i = 0; i < m->steps; i++)
        total += m->unit[i];
    if (!isfinite(total) || !isfinite(m->low) || !isfinite(m->high))
        return wrong(u, d, N_("values and weights must be finite"));
    for (int i = 0; i < m->steps; i++) {
        sum += m->unit[i];
        m->unit[i] = fmin(sum / total, 1.0);
        m->deviate[i] = gsl_cdf_ugaussian_Pinv(m->unit[i]);
    }
    return VS_OK;
}

static int set_bounded(struct marginal *m, const struct uncertain *u, struct diags *d)
{
    if (!(u->low < u->high))
        return wrong(u, d, N_("has zero range: low must be below high; set the parameter instead if it is known"));
    if (!isfinite(u->low) || !isfinite(u->high) || !isfinite(u->high - u->low))
        return wrong(u, d, N_("low and high must be finite"));
    if (u->distribution == DIST_UNIFORM)
        return VS_OK;
    if (!(u->mode >= u->low && u->mode <= u->high))
        return wrong(u, d, N_("mode must lie between low and high"));
    const double share = (u->mode - u->low) / (u->high - u->low);
    m->kink = gsl_cdf_ugaussian_Pinv(share);
    m->alpha = 1.0 + 4.0 * share;
    m->beta = 5.0 - 4.0 * share;
    return VS_OK;
}

/* Normal: mean and sd before truncation. Lognormal: mean and sd of the value itself, before
 * truncation, so the logarithm has variance log(1 + (sd/mean)^2). */
static int set_normal(struct marginal *m, const struct uncertain *u, struct diags *d)
{
    const bool logarithm = u->distribution == DIST_LOGNORMAL;
    double low = u->low, high = u->high;

    if (!(u->sd > 0) || !(u->low < u->high))
        return wrong(u, d, N_("has zero range: sd must be above 0 and low below high"));
    if (!isfinite(u->mean) || !isfinite(u->sd) || (logarithm && !(u->mean > 0)))
        return wrong(u, d, logarithm ? N_("mean and sd must be finite and above 0") : N_("mean and sd must be finite"));
    if (logarithm) {
        const double variance = log1p((u->sd / u->mean) * (u->sd / u->mean));
        m->mean = log(u->mean) - 0.5 * variance;
        m->sd = sqrt(variance);
        m->low = fmax(m->low, 0.0);
        low = low > 0 ? log(low) : -INFINITY;
        high = high > 0 ? log(high) : -INFINITY;
        if (!(m->sd > 0))
            return wrong(u, d, N_("has zero range: sd is too small beside mean"));
    }
    m->from = (low - m->mean) / m->sd;
    m->to = (high - m->mean) / m->sd;
    m->below = lower_tail(m->from);
    m->above = upper_tail(m->to);
    m->within = m->from > 0 ? upper_tail(m->from) - m->above : lower_tail(m->to) - m->below;
    if (!(m->within > 1e-280))
        return wrong(u, d, N_("low and high leave out all of the distribution"));
    return VS_OK;
}

int marginal_new(struct marginal **made, struct arena *a, const struct uncertain *u, struct diags *d)
{
    struct marginal *m = arena_alloc(a, sizeof *m);
    int err;

    *made = m;
    if (!m)
        return VS_MEMORY;
    *m = (struct marginal){.distribution = u->distribution,
                           .shape = SHAPE_TABLE,
                           .low = u->low,
                           .high = u->high,
                           .mean = u->mean,
                           .sd = u->sd,
                           .mode = u->mode};
    if (u->distribution == DIST_DISCRETE) {
        m->shape = SHAPE_STEPS;
        return build_steps(m, a, u, d);
    }
    const bool normal = u->distribution == DIST_NORMAL || u->distribution == DIST_LOGNORMAL;
    err = normal ? set_normal(m, u, d) : set_bounded(m, u, d);
    if (err)
        return err;
    if (u->distribution == DIST_NORMAL && isinf(m->from) && isinf(m->to)) {
        m->shape = SHAPE_LINEAR;
        return VS_OK;
    }
    return build_table(m, a);
}

/* --- look-ups --- */

bool marginal_takes_units(const struct marginal *m)
{
    return m->distribution == DIST_UNIFORM || m->shape == SHAPE_STEPS;
}

static void steps_of(const struct marginal *m, const double *threshold, const double *at, double *x)
{
    double found[MARGINAL_BLOCK];

    for (int i = 0; i < MARGINAL_BLOCK; i++)
        found[i] = m->value[0];
    for (int s = 0; s + 1 < m->steps; s++) {
        const double above = threshold[s], value = m->value[s + 1];
#pragma omp simd
        for (int i = 0; i < MARGINAL_BLOCK; i++)
            found[i] = at[i] > above ? value : found[i];
    }
    memcpy(x, found, sizeof found);
}

void marginal_of_units(const struct marginal *m, const double *u, double *x)
{
    if (m->shape == SHAPE_STEPS) {
        steps_of(m, m->unit, u, x);
        return;
    }
    const double low = m->low, high = m->high;
#pragma omp simd
    for (int i = 0; i < MARGINAL_BLOCK; i++) {
        const double value = low + (high - low) * u[i];
        x[i] = value > high ? high : value;
    }
}

static inline double table_value(const struct cubic *table, double origin, double low, double high, double z)
{
    double t = (z - origin) * PER_UNIT;
    t = t > 0.0 ? t : 0.0;
    t = t < INTERVALS ? t : INTERVALS;
    const int knot = (int)t;
    const struct cubic *c = &table[knot];
    const double f = t - knot, x = c->c0 + f * (c->c1 + f * (c->c2 + f * c->c3));
    const double y = x > low ? x : low;
    return y < high ? y : high;
}

void marginal_of_deviates(const struct marginal *m, const double *z, double *x)
{
    const double mean = m->mean, sd = m->sd, origin = m->origin, low = m->low, high = m->high;
    const struct cubic *table = m->table;

    if (m->shape == SHAPE_STEPS) {
        steps_of(m, m->deviate, z, x);
    } else if (m->shape == SHAPE_LINEAR) {
#pragma omp simd
        for (int i = 0; i < MARGINAL_BLOCK; i++)
            x[i] = mean + sd * z[i];
    } else {
        for (int i = 0; i < MARGINAL_BLOCK; i++)
            x[i] = table_value(table, origin, low, high, z[i]);
    }
}

double marginal_value(const struct marginal *m, double z)
{
    if (m->shape == SHAPE_STEPS)
        return step_at(m, m->deviate, z);
    return m->shape == SHAPE_LINEAR ? m->mean + m->sd * z : table_value(m->table, m->origin, m->low, m->high, z);
}
