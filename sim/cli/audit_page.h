/* What `vetsim audit` shows: the findings on the terminal, or as a Markdown document. */
#ifndef VETSIM_CLI_AUDIT_PAGE_H
#define VETSIM_CLI_AUDIT_PAGE_H

#include "audit.h"
#include "page.h"

void print_audit(const struct page *p, const struct run *r, const struct audit *a);
void write_audit_markdown(FILE *out, const struct run *r, const struct audit *a, bool chinese);

#endif
