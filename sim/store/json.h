/* One run as one JSON document, for programs: the scenario and its digest, the years, every series
 * with one value a year, every target with its verdict. Absent values are null. Real numbers have 17
 * digits, so that they read back as the same number. */
#ifndef VETSIM_STORE_JSON_H
#define VETSIM_STORE_JSON_H

#include <stdio.h>

#include "run.h"

/* Prints the document and a line end. VS_MEMORY when it cannot be built; write errors stay in the stream. */
int json_print(FILE *out, const struct run *r, const char *version);

#endif
