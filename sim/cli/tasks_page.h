/* The pieces of the page that `vetsim tasks` prints. */
#ifndef VETSIM_CLI_TASKS_PAGE_H
#define VETSIM_CLI_TASKS_PAGE_H

#include "delay.h"
#include "page.h"

/* The tasks with their targets, those without, the targets no task carries, and a count by department. */
void print_tasks(const struct page *p, const struct run *r);

/* What one task's delay changes. */
void print_delay(const struct page *p, const struct delay *d);

/* The same for every task in turn: one line for each that changes something. */
void print_delays(const struct page *p, const struct run *r, const struct delay *delays, int count);

/* "区教体局、区财政局" into `text`. */
char *names_text(const char *const *names, int count, char *text, size_t size);

#endif
