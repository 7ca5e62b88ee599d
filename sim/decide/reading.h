/* How a scenario was read, so that it can be read again with something changed. */
#ifndef VETSIM_DECIDE_READING_H
#define VETSIM_DECIDE_READING_H

#include "scenario.h"

struct reading {
    const char *const *sets; /* of the command line */
    int set_count;
    const struct annex_form *form;
};

#endif
