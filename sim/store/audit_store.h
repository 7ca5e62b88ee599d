/* The findings of an audit as files: a table for spreadsheets, a document for programs. */
#ifndef VETSIM_STORE_AUDIT_STORE_H
#define VETSIM_STORE_AUDIT_STORE_H

#include <stdio.h>

#include "audit.h"

/* One line for each finding, in the audit's language; several quotes or sums stand in one cell,
 * divided by " / ". Write errors stay in the stream. */
void audit_csv(FILE *out, const struct audit *a);

/* Both languages in one document: `zh` and `en` are audits of the same run. */
int audit_json(FILE *out, const struct run *r, const struct audit *zh, const struct audit *en, const char *version);

#endif
