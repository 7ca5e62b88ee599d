/* One measure of importance for every method, so that ranking, bars and the matrix need not know which. */
#include <math.h>

#include "sensitivity_view.h"

static size_t place(const struct sensitivity *r, int output, int input)
{
    return (size_t)output * (size_t)r->inputs + (size_t)input;
}

static double or_zero(double x) { return isfinite(x) ? x : 0.0; }

/* Where an input's middle is better or worse than both its ends, the base run counts too. */
double tornado_swing(const struct sensitivity *r, int output, int input)
{
    const double low = r->at_low[place(r, output, input)], high = r->at_high[place(r, output, input)];
    const double base = r->base[output];
    return or_zero(fmax(fmax(low, high), base) - fmin(fmin(low, high), base));
}

double importance(const struct sensitivity *r, int output, int input)
{
    const size_t at = place(r, output, input);
    if (sensitivity_constant(r, output))
        return 0.0;
    switch (r->method) {
    case METHOD_SOBOL:
        return or_zero(r->st[at].value);
    case METHOD_MORRIS:
        return or_zero(r->mu_star[at]);
    case METHOD_TORNADO:
        return tornado_swing(r, output, input);
    case METHOD_PRCC:
        return fabs(or_zero(r->prcc[at]));
    case METHOD_PAWN:
        return or_zero(r->pawn[(size_t)output * (size_t)(r->inputs + 1) + (size_t)input]);
    default:
        return 0.0;
    }
}

static double largest(const struct sensitivity *r, int output)
{
    double most = 0.0;
    for (int j = 0; j < r->inputs; j++)
        most = fmax(most, importance(r, output, j));
    return most;
}

double importance_share(const struct sensitivity *r, int output, int input)
{
    const bool relative = r->method == METHOD_MORRIS || r->method == METHOD_TORNADO;
    const double scale = relative ? largest(r, output) : 1.0, x = importance(r, output, input);
    return scale > 0.0 ? fmin(x / scale, 1.0) : 0.0;
}

/* PAWN's distance is never 0 in a finite sample: the dummy says how large it is for nothing. A PRCC
 * among k is doubted unless its p-value stands k tries (Bonferroni). */
bool input_matters(const struct sensitivity *r, int output, int input)
{
    const double x = importance(r, output, input);
    if (x <= 0.0)
        return false;
    switch (r->method) {
    case METHOD_SOBOL:
        return x >= 0.005;
    case METHOD_PRCC:
        return r->p_value[place(r, output, input)] < 0.05 / r->inputs;
    case METHOD_PAWN:
        return x > 1.5 * r->pawn[(size_t)output * (size_t)(r->inputs + 1) + (size_t)r->inputs];
    default:
        return x >= 0.01 * largest(r, output);
    }
}

bool input_stands_out(const struct sensitivity *r, int output, int input)
{
    return input_matters(r, output, input) && importance_share(r, output, input) >= 0.05;
}

void rank_inputs(const struct sensitivity *r, int output, int *order)
{
    for (int j = 0; j < r->inputs; j++) {
        const double x = importance(r, output, j);
        int at = j;
        for (; at > 0 && importance(r, output, order[at - 1]) < x; at--)
            order[at] = order[at - 1];
        order[at] = j;
    }
}

double sum_of_s1(const struct sensitivity *r, int output)
{
    double sum = 0.0;
    for (int j = 0; j < r->inputs; j++)
        sum += or_zero(r->s1[place(r, output, j)].value);
    return sum;
}
