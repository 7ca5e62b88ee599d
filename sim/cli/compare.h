/* `vetsim compare A B C…`: plans side by side. The first is the base; every other is laid beside it. */
#ifndef VETSIM_CLI_COMPARE_H
#define VETSIM_CLI_COMPARE_H

#include "command.h"
#include "contribution.h"
#include "records.h"

enum { COMPARE_MOST = 8, COMPARE_YEARS = 2, COMPARE_TABLES = 6, COMPARE_OUTPUTS = 8 };

/* A plan against the base: what differs, and what that does to chosen numbers. */
struct compare_pair {
    enum aligned_why why; /* other than ALIGNED: only results can be compared */
    struct aligned al;
    struct differences d;
    struct effect_of *outputs;
    const struct target **targets; /* whose due year an output is; NULL for an indicator */
    int output_count;
    struct contributions c;
};

struct compare {
    struct loaded *plans;
    int count;
    int first, last;          /* years all have */
    int years[COMPARE_YEARS]; /* shown on the page */
    int year_count;
    struct compare_pair pairs[COMPARE_MOST]; /* pairs[0] is not used */
};

/* compare_prepare.c. Reads, runs and compares; `c` may be freed after a failure, which is reported. */
int compare_prepare(struct session *s, struct compare *c);
void compare_free(struct compare *c);

/* "A", "B", …: how plans are called on a page. */
const char *plan_letter(int plan);
const struct run *plan_run(const struct compare *c, int plan);

/* The result of the target with this id in a plan; NULL when it has none. */
const struct result *plan_result(const struct compare *c, int plan, const char *id);

/* Whether two targets ask for the same thing. */
bool same_goal(const struct target *a, const struct target *b);

/* Whether any plan that has the target judges it otherwise than the base. */
bool verdict_changes(const struct compare *c, const struct result *base);

/* Whether an output is shown: of several targets on one indicator the one that looks farthest ahead stands for all. */
bool output_shown(const struct compare_pair *pair, int output);

/* compare_page.c, compare_why.c: the page, in this order. */
void compare_page(const struct page *p, const struct compare *c);
void compare_inputs(const struct page *p, const struct compare *c, int plan);
void compare_why(const struct page *p, const struct compare *c, int plan);

/* compare_words.c. A difference's value in the base (side 0) or the other plan, in words. */
void difference_words(const struct page *p, const struct compare_pair *pair, const struct difference *one, int side,
                      char *text, size_t size);
/* Why contributions cannot be given. */
const char *why_words(enum aligned_why why);
/* The sums of money of a comparison: name and value over the common years; NULL past the last. */
const char *cost_name(int i);
const char *cost_key(int i);
double cost_value(const struct compare *c, int plan, int i);

/* compare_records.c. Fills tables[COMPARE_TABLES], which the caller frees. */
void compare_records(const struct compare *c, bool chinese, struct records *tables);

/* compare_files.c: what -o and --charts write; nothing when neither is given. */
int compare_write(struct session *s, const struct compare *c);

#endif
