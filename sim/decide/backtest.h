/* How well a scenario would have foretold what was observed since its base year: the error of every
 * observation, the errors by lead time (years since the base year), and how often the ensemble's
 * bands held what came. */
#ifndef VETSIM_DECIDE_BACKTEST_H
#define VETSIM_DECIDE_BACKTEST_H

#include "ensemble.h"

/* A band is absent where there is no ensemble, or nothing uncertain moves the indicator. */
struct backtest_point {
    const struct observed *observed;
    const struct series *series;
    int lead;
    double simulated;
    double relative;      /* (simulated - observed) / |observed|; ABSENT where 0 was observed */
    double low90, high90; /* P5 and P95 */
    double low50, high50; /* P25 and P75 */
};

/* What a group of observations says together. Means are ABSENT where there is nothing to average. */
struct backtest_error {
    int lead; /* 0 for all leads together */
    int count;
    int relative;   /* of these, with a relative error */
    double mape;    /* mean of |relative| */
    double bias;    /* mean of relative: above 0 the scenario says too much */
    int banded;     /* of these, with bands */
    int in90, in50; /* … that hold what was observed */
};

struct backtest {
    struct backtest_point *points; /* the scenario's order; those of the base year have lead 0 */
    int count;
    const struct observed **outside; /* in years or of indicators the scenario does not project */
    int outside_count;
    struct backtest_error *leads; /* rising; the base year is no lead: it was given */
    int lead_count;
    struct backtest_error all;
    struct arena arena;
};

/* `e` is an ensemble of the same scenario, or NULL for none. `b` is zeroed first. */
int backtest_init(struct backtest *b, const struct run *r, const struct ensemble *e);
void backtest_free(struct backtest *b);

/* Whether a band is there and holds the observation. */
bool backtest_inside(const struct backtest_point *p, double low, double high);

#endif
