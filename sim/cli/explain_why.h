/* `vetsim explain SCENARIO --indicator KEY --year YEAR`: why a number is what it is. It is taken apart into
 * what it is made of, those parts again, then come the limits that bound and the values all of it rests on. */
#ifndef VETSIM_CLI_EXPLAIN_WHY_H
#define VETSIM_CLI_EXPLAIN_WHY_H

#include "command.h"
#include "made_of.h"
#include "values.h"

enum { WHY_BLOCKS = 10, WHY_DEPTH = 3, WHY_WAITING = 96, WHY_USED = 160 };

struct why {
    const struct page *page;
    const struct run *run;
    int year;
    const struct series *of; /* being taken apart now */
    struct arena *arena;
    struct {
        const struct series *series;
        int depth;
    } waiting[WHY_WAITING]; /* indicators met so far; the first `shown` of them have been taken apart */
    int waiting_count, shown;
    struct {
        const struct row *row;
        int item, year;
    } used[WHY_USED]; /* parameters met so far */
    int used_count;
};

int explain_why(struct session *s, const struct run *r);

/* explain_line.c. A part of a formula: its value, what it measures (`whole` where it does not say itself), a number as
 * it is shown; whether it is a name or number without parts of its own, or short enough for one line; whether it says
 * anything in its whole (a limit that is not given does not); and what it comes to where only one thing in it does. */
double part_value(const struct why *w, const struct made *m);
enum unit part_unit(const struct made *m, enum unit whole);
char *part_number(const struct made *m, enum unit unit, double value, char text[VALUE_TEXT]);
bool part_leaf(const struct made *m);
bool part_in_line(const struct made *m);
bool part_counts(const struct why *w, const struct made *whole, const struct made *part);
const struct made *part_taken(const struct why *w, const struct made *m);
/* "−", "×", "·": what stands before a part in its whole; "" before the first. */
const char *part_sign(const struct made *whole, const struct made *part);
/* Its names ("Hires × Pass rate") or numbers ("45 × 80%"). */
void part_line(const struct why *w, const struct made *m, bool numbers, char *text, size_t size);

/* explain_parts.c. Prints what an indicator is made of; false when its row does not say. Notes the indicators
 * and parameters it meets in `w`. */
bool why_parts(struct why *w, const struct series *series, int depth);
void why_meet_series(struct why *w, const struct series *series, int depth);
void why_meet_parameter(struct why *w, const struct row *row, int item, int year);

/* explain_sources.c. The parameters that a series rests on beside its formula; then all that were met, with
 * their values and where they come from. */
void why_meet_others(struct why *w, const struct series *series);
void why_sources(const struct why *w);

#endif
