/* Morris screening: see indices.h. Elementary effects of a radial design, as in Campolongo, Saltelli
 * and Cariboni (2011), "From screening to quantitative sensitivity analysis"; the same runs give
 * Jansen's (1999) total index. */
#include <math.h>
#include <stdbool.h>

#include "indices.h"

/* Mean and sum of squared deviations, one value after the other (Welford 1962). */
struct running {
    double count, mean, square;
};

static void add(struct running *r, double x)
{
    const double d = x - r->mean;
    r->count += 1.0;
    r->mean += d / r->count;
    r->square += d * (x - r->mean);
}

/* Base points with a run that is not finite are left out whole, for every input alike. */
static bool usable(const double *fa, const double *fab, size_t n, int k, size_t i)
{
    bool finite = isfinite(fa[i]);

    for (int j = 0; j < k && finite; j++)
        finite = isfinite(fab[(size_t)j * n + i]);
    return finite;
}

/* Variance of all runs: with few base points steadier than that of the base points alone. */
static double variance_of(const double *fa, const double *fab, size_t n, int k)
{
    struct running all = {0};

    for (size_t i = 0; i < n; i++) {
        if (!usable(fa, fab, n, k, i))
            continue;
        add(&all, fa[i]);
        for (int j = 0; j < k; j++)
            add(&all, fab[(size_t)j * n + i]);
    }
    return all.count > 0.0 ? all.square / all.count : 0.0;
}

void morris_effects(const double *fa, const double *fab, const double *delta, size_t n, int k, double *mu_star,
                    double *mu, double *sigma, double *st)
{
    const double variance = st ? variance_of(fa, fab, n, k) : 0.0;

    for (int j = 0; j < k; j++) {
        const double *f = fab + (size_t)j * n, *step = delta + (size_t)j * n;
        struct running effect = {0}, size = {0}, jansen = {0};
        for (size_t i = 0; i < n; i++) {
            if (!usable(fa, fab, n, k, i))
                continue;
            const double change = f[i] - fa[i];
            add(&jansen, change * change);
            if (step[i] == 0.0)
                continue;
            add(&effect, change / step[i]);
            add(&size, fabs(change / step[i]));
        }
        mu[j] = effect.count > 0.0 ? effect.mean : NAN;
        mu_star[j] = size.count > 0.0 ? size.mean : NAN;
        sigma[j] = effect.count > 1.0 ? sqrt(effect.square / (effect.count - 1.0)) : NAN;
        if (st)
            st[j] = variance > 0.0 ? 0.5 * jansen.mean / variance : 0.0;
    }
}
