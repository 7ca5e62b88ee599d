/* Parameters estimated from what was observed: weighted nonlinear least squares (GSL's trust region)
 * on the relative errors of all observations after the base year, so that students and shares count
 * alike. Derivatives are central differences, eight runs at a time in the lanes of a tile.
 *
 * Bounds: a parameter's hard bounds are kept by running the model at the nearest allowed value and
 * adding how far the search went beyond, times a large weight, as a further residual. Inside the
 * bounds these residuals are zero, so neither the estimate nor its standard errors feel them. */
#ifndef VETSIM_DECIDE_FIT_H
#define VETSIM_DECIDE_FIT_H

#include "run.h"

enum { FIT_MOST = 16 }; /* parameters */

struct fit_parameter {
    const char *key; /* as asked for */
    struct address address;
    double before, value;
    double error;     /* standard error; ABSENT without degrees of freedom, or at a bound */
    double low, high; /* hard bounds of the change */
    bool at_bound;
};

struct fit {
    struct fit_parameter parameters[FIT_MOST];
    int count;
    int observations; /* that entered */
    int left_out;     /* observed 0: no relative error */
    int unmoved;      /* left out too: none of the parameters moves them */
    int iterations;
    bool converged;
    double before, after; /* root mean square of the relative errors */
    double scatter;       /* root of the reduced chi-square: the error of one observation; ABSENT without freedom */
    double correlation[FIT_MOST][FIT_MOST]; /* of the estimates */
    double condition;                       /* reciprocal condition number of the scaled Jacobian */
    int tied_a, tied_b;                     /* the two estimates hardest to tell apart; -1 when all can be */
};

/* What the keys name, checked; errors go to `d` without a file: they come from the command line. */
int fit_ask(struct fit *f, const struct run *r, const char *const *keys, int count, struct diags *d);

/* Estimates them. VS_SCENARIO with the reason in `d` when the observations cannot tell: too few, or a
 * parameter that moves none of them. */
int fit_run(struct fit *f, const struct run *r, struct diags *d);

/* The allowed value nearest to x. */
double fit_nearest(const struct fit_parameter *p, double x);

/* How far an estimate may plausibly be off: two standard errors either way, within its hard bounds. */
void fit_range(const struct fit_parameter *p, double *low, double *high);

#endif
