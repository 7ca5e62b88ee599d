/* The county or city a new plan is for, as it goes into the scenario's texts. */
#ifndef VETSIM_CLI_PLACE_NAME_H
#define VETSIM_CLI_PLACE_NAME_H

#include "command.h"

/* Says what is wrong with the name and returns VS_USAGE: it must be one line that can be read. */
int check_place(struct session *s, const char *place);

#endif
