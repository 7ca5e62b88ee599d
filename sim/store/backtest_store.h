/* A backtest as CSV (one line for each observation) and as one JSON document, with the fit where there
 * was one. */
#ifndef VETSIM_STORE_BACKTEST_STORE_H
#define VETSIM_STORE_BACKTEST_STORE_H

#include <stdio.h>

#include "backtest.h"
#include "fit.h"

/* Write errors stay in the stream. */
void backtest_csv(FILE *out, const struct backtest *b);

/* `f` is NULL without a fit. */
int backtest_json(FILE *out, const struct run *r, const struct backtest *b, const struct fit *f, const char *version);

#endif
