/* The pieces of the page that `vetsim run` prints, in this order. */
#ifndef VETSIM_CLI_RUN_PAGE_H
#define VETSIM_CLI_RUN_PAGE_H

#include "page.h"
#include "run.h"
#include "values.h"

void print_identity(const struct page *p, const struct run *r, int warnings); /* run_identity.c */
void print_years(const struct page *p, const struct run *r);                  /* run_years.c */
void print_limits(const struct page *p, const struct run *r);                 /* run_limits.c */
void print_targets(const struct page *p, const struct run *r);                /* run_targets.c */

/* run_targets.c: how a verdict looks, and what was reached in the due year, with as many digits as it
 * takes to tell it from the goal. */
enum tone verdict_tone(enum verdict verdict);
const char *verdict_sign(enum verdict verdict);
char *reached_text(const struct run *r, const struct result *result, char text[VALUE_TEXT + 2]);

/* "−3,401 (15%)", "-2.1 points"; false and "" where nothing is missing. */
bool gap_words(const struct run *r, const struct result *result, char *text, size_t size);
/* Why a target is not met and who answers for it, or why it is not evaluated; returns the length, 0 for none. */
size_t reason_words(const struct result *result, bool chinese, char *text, size_t size);

/* run_limits.c: "2020–2022 places; 2023 teachers" of a series of limit codes; "" where nothing is said. */
void limit_words(const struct run *r, const struct series *s, bool chinese, char *text, size_t size);

/* "12 met · 1 late · 3 missed · 4 cannot be evaluated" into `text`; parts of count 0 are left out. */
void tally_text(int met, int late, int missed, int unevaluated, char *text, size_t size);

/* run_files.c: what -o writes. All files or none appear; returns VS_FILE with messages in `d`. */
int write_results(const struct run *r, const char *directory, struct diags *d);

#endif
