/* The conservation laws every simulated year must keep. */
#ifndef VETSIM_MODELS_INVARIANTS_H
#define VETSIM_MODELS_INVARIANTS_H

#include "model.h"

enum {
    INVARIANT_PEOPLE,     /* E(t) = E(t-1) + intake - graduates - dropouts */
    INVARIANT_TEACHERS,   /* N(t) = N(t-1) + hires - quits - retirements */
    INVARIANT_DUAL,       /* dual = in - lapses - leavers + passes + hires */
    INVARIANT_APPLICANTS, /* applicants + moved in = intake + unplaced + moved out */
    INVARIANT_PLACES,     /* students present <= places, unless more were there already */
    INVARIANT_CASH,       /* revenue + bonds - spending - service = change in cash */
    INVARIANT_DEBT,       /* bonds - repaid = change in debt */
    INVARIANT_FINITE,     /* nothing negative, nothing NaN, shares in [0, 1] */
    INVARIANTS
};

/* Largest residual over sectors of each invariant in year t >= 1 for lane l, relative to the size
 * of what is conserved; INVARIANT_FINITE is 0 or 1. */
void invariant_residuals(const struct shape *shape, const struct outputs *out, int t, int l,
                         double residual[INVARIANTS]);

const char *invariant_name(int invariant);

#endif
