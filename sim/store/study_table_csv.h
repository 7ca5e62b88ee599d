/* A table of a study as CSV, straight from memory: for studies that are not kept in a result file. */
#ifndef VETSIM_STORE_STUDY_TABLE_CSV_H
#define VETSIM_STORE_STUDY_TABLE_CSV_H

#include <stdio.h>

#include "study_tables.h"

/* Write errors stay in the stream. */
void study_table_csv(FILE *out, const struct study *s, enum study_table_index table);

#endif
