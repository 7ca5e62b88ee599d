/* The form of the six annex tables: which tables and rows there are, for the scenario reader and
 * for whoever fills or checks them. What a scenario holds of them is scenario.issued. */
#ifndef VETSIM_PLAN_ANNEX_H
#define VETSIM_PLAN_ANNEX_H

#include "issued.h"

extern const struct annex_form annex_form;

/* How a run fills a row; see annex.def. */
enum fill_how { FILL_NOTHING, FILL_COUNT, FILL_LEVEL, FILL_RATIO };
enum fill_plans { PLANS_ANY, PLANS_HIGHER, PLANS_ONE_LEVEL };
struct annex_fill {
    enum fill_how how;
    enum fill_plans plans;
    const char *of, *over, *needs; /* "" for none */
};

/* Of a row of the form. */
const struct annex_fill *annex_fill(const struct annex_row *row);

#endif
