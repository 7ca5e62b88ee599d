/* A study as one JSON document: an object with one member for each table that has rows, a list of
 * objects with one member for each column; "study" is the object itself. */
#ifndef VETSIM_STORE_STUDY_JSON_H
#define VETSIM_STORE_STUDY_JSON_H

#include <stdio.h>

#include "study_tables.h"

/* Prints the document and a line end; VS_MEMORY when it cannot be built. The scenarios' resolved text
 * is left out: it is in the result file, and longer than all the rest. */
int study_json(FILE *out, const struct study *s);

#endif
