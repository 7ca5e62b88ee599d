/* The six annex tables on the terminal, as Markdown and as CSV. */
#ifndef VETSIM_CLI_TABLES_VIEW_H
#define VETSIM_CLI_TABLES_VIEW_H

#include "annex_sheet.h"
#include "page.h"

/* Table `t` of the form; what differs from the plan has a line of its own. */
void print_annex_table(const struct page *p, struct filled_tables *f, int t);

void sheet_markdown(FILE *out, const struct annex_sheet *sheet);
/* The layout `import` reads. Starts with no byte order mark: that is for the file's writer. */
void sheet_csv(FILE *out, const struct annex_sheet *sheet);

#endif
