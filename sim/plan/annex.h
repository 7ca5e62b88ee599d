/* The form of the six annex tables: which tables and rows there are, for the scenario reader and
 * for whoever fills or checks them. What a scenario holds of them is scenario.issued. */
#ifndef VETSIM_PLAN_ANNEX_H
#define VETSIM_PLAN_ANNEX_H

#include "issued.h"

extern const struct annex_form annex_form;

#endif
