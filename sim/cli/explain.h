/* The pieces of `vetsim explain`. */
#ifndef VETSIM_CLI_EXPLAIN_H
#define VETSIM_CLI_EXPLAIN_H

#include "command.h"

enum { ANY_ITEM = -2 };

/* Which parameters to explain: a whole area, one row, one item, or all. */
struct selection {
    const char *area;      /* NULL for every area */
    const struct row *row; /* NULL for every row */
    int scope;             /* of an item, or -1 */
    int item;              /* ANY_ITEM, ALL_ITEMS or an index */
    bool defaults;         /* also what items leave at its default */
};

/* explain_values.c. Returns how many values it showed. */
int explain_values(const struct page *p, const struct scenario *s, const struct selection *selection);
void explain_observed(const struct page *p, const struct setup *u, const char *indicator); /* NULL: all */
/* "source: …", "ASSUMPTION: …; plausible 1%–5%", or that there is neither; with file and line. */
void explain_provenance(const struct page *p, enum unit unit, const struct provenance *from);

/* "2021: 50; 2022: 50", "1.5%": a value without its unit; its default where the scenario does not set it. */
void explain_value(const struct row *row, const struct value *v, char *text, size_t size);

/* What a parameter's numbers count, "" where they say so; an initiative's or rule's own unit where it has one. */
const char *explain_unit(const struct page *p, const struct scenario *s, const struct row *row, int item);

/* explain_items.c */
void explain_doc(const struct page *p, const struct row *row);
void explain_target(const struct page *p, const struct setup *u, const struct target *t);
void explain_task(const struct page *p, const struct setup *u, const struct task *t);
void explain_item(const struct page *p, const struct setup *u, enum scope scope, int item);
void explain_series(const struct page *p, const struct setup *u, const struct series *series);
/* "  name   text", nothing when the text is NULL or empty. */
void explain_fact(const struct page *p, const char *name, const char *text);

#endif
