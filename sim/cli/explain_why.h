/* `vetsim explain SCENARIO --indicator KEY --year YEAR`: why a number is what it is. It is taken apart into
 * what it is made of, those parts again, then come the limits that bound and the values all of it rests on. */
#ifndef VETSIM_CLI_EXPLAIN_WHY_H
#define VETSIM_CLI_EXPLAIN_WHY_H

#include "command.h"
#include "made_of.h"

enum { WHY_BLOCKS = 10, WHY_DEPTH = 3, WHY_WAITING = 96, WHY_USED = 160 };

struct why {
    const struct page *page;
    const struct run *run;
    int year;
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
