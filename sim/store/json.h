/* One run as one JSON document, for programs. docs/output.md describes it for users. */
#ifndef VETSIM_STORE_JSON_H
#define VETSIM_STORE_JSON_H

#include <stdio.h>

#include "run.h"

/* Prints the document and a line end. VS_MEMORY when it cannot be built; write errors stay in the stream. */
int json_print(FILE *out, const struct run *r, const char *version);

#endif
