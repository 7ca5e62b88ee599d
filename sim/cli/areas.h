/* The areas targets belong to, in the order of a page; the last one holds what is in none of them. */
#ifndef VETSIM_CLI_AREAS_H
#define VETSIM_CLI_AREAS_H

#include <stdbool.h>

int area_count(void); /* without the last */
const char *area_name(int i);
bool in_area(const char *area, int i); /* a target's own word, which may be NULL */

#endif
