/* The pieces of the page that `vetsim backtest` prints. */
#ifndef VETSIM_CLI_BACKTEST_PAGE_H
#define VETSIM_CLI_BACKTEST_PAGE_H

#include "backtest.h"
#include "fit.h"
#include "page.h"

/* Every observation beside the run, then the errors by lead time. */
void print_backtest(const struct page *p, const struct run *r, const struct backtest *b);

void print_fit(const struct page *p, const struct fit *f);

#endif
