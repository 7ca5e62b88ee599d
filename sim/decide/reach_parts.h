/* What the files of reach share: trying settings, and searching among them. */
#ifndef VETSIM_DECIDE_REACH_PARTS_H
#define VETSIM_DECIDE_REACH_PARTS_H

#include "design.h"
#include "probe.h"
#include "reach.h"

/* Targets to be met at once, `later` years after they are due; or, with a floor below 0, missed by no
 * more than that. */
struct reach_aim {
    const int *targets;
    int count, later;
    double floor;
};

/* Settings tried at the start, with the margin of every target: searches start from the best of them. */
struct reach_archive {
    double *x;      /* [i * levers + lever] */
    double *margin; /* [i * targets + target] */
    double *cost;
    int count, most;
};

enum { REACH_MOST_LEVERS = 64, REACH_CHECKS = 16 };

struct reach_search_state {
    struct design design; /* with a probability */
    double *draws;        /* [block][input * DESIGN_BLOCK + i] */
    int draw_inputs;
    int needed; /* replicates in which a setting must meet its aim */
    struct reach_archive archive;
    unsigned char *ways;        /* [target * levers + lever]: 1 raises the margin, 2 lowers it, 3 both were seen */
    struct reach_trial *trials; /* one for each thread */
    int threads;
};

/* One thread's tiles. */
struct reach_trial {
    const struct reach *r;
    struct tile plan;     /* eight settings */
    struct tile draws;    /* with a probability: eight replicates of one setting */
    struct probe *probes; /* of every target of the scenario, in the tile that is judged */
    double *margins;      /* with a probability: [aim * runs + replicate] */
    uint64_t tried;
    struct arena arena;
};

/* reach_levers.c */
int reach_read_levers(struct reach *r);
double reach_cost(const struct reach *r, const double *x);
double reach_effort(const struct reach *r, const double *x); /* changes as shares of the levers' ranges */
/* A lever's value nearest to x that it may have. */
double reach_snap(const struct reach_lever *lever, double x);

/* reach_try.c */
int reach_trial_init(struct reach_trial *t, const struct reach *r);
void reach_trial_free(struct reach_trial *t);
/* Margins of `count` settings x[lever * LANES + l] for each aim: margin[aim * LANES + l], 0 or more
 * where the aim is met. With a probability that is the margin reached in that share of replicates.
 * `only_met`: a margin below 0 need not be exact. */
void reach_try(struct reach_trial *t, const double *x, int count, const struct reach_aim *aims, int aim_count,
               bool only_met, double *margin);
double reach_try_one(struct reach_trial *t, const double *x, const struct reach_aim *aim);
/* Share of the replicates in which one setting meets an aim. */
double reach_share(struct reach_trial *t, const double *x, const struct reach_aim *aim);

/* reach_scan.c: fills the archive and the ways. */
int reach_scan(struct reach *r);
/* Keeps a setting found later, for the searches after it. */
void reach_keep(struct reach *r, struct reach_trial *t, const double *x);
/* The smallest of a kept setting's margins. With a probability each target has its own, which says little of
 * them all at once: reach_archived_meets() tries the setting then, REACH_CHECKS times at most for an aim. */
double reach_archived(const struct reach *r, int i, const struct reach_aim *aim);
bool reach_archived_meets(struct reach_trial *t, int i, const struct reach_aim *aim, int *checks);
/* The cheapest kept setting that costs more than `above` and seems to meet an aim; -1 when there is none. */
int reach_cheapest_archived(const struct reach *r, const struct reach_aim *aim, double above);

/* reach_search.c. x holds the start and gets what was found. */
/* Climbs to the largest margin, or with `stop` to any that is met; returns it. */
double reach_climb(struct reach_trial *t, const struct reach_aim *aim, bool stop, double *x);
/* Lowers the cost of a setting that meets the aim. */
void reach_cheapen(struct reach_trial *t, const struct reach_aim *aim, double *x);
/* Moving one lever alone from `from` towards `to`: the first value at which the aim is met, among
 * `points` and then between them. */
bool reach_along(struct reach_trial *t, const struct reach_aim *aim, const double *x, int lever, double from, double to,
                 int points, double *found);
bool reach_better(const struct reach *r, const double *x,
                  const double *than); /* cheaper, or as cheap and less change */

/* reach_cobyla.c: the same two with a constrained optimiser; x is left alone where it finds nothing better. */
void reach_cobyla_cheapen(struct reach_trial *t, const struct reach_aim *aim, double *x);
void reach_cobyla_climb(struct reach_trial *t, const struct reach_aim *aim, double *x);

/* reach_find.c: the cheapest setting found for an aim, from every start there is; false when none
 * meets it, x then comes nearest. */
bool reach_find(struct reach_trial *t, const struct reach_aim *aim, double *x);
/* Whether any setting meets it; x gets that one, or the one that comes nearest. */
bool reach_possible(struct reach_trial *t, const struct reach_aim *aim, double *x);

/* reach_answer.c: reach_find() with the levers' numbers tidied, and one target's answer with its setting. */
bool reach_settle(struct reach_trial *t, const struct reach_aim *aim, double *x);
void reach_answer_one(struct reach_trial *t, struct reach_answer *a, double *x);

/* reach_joint.c: all targets together, and conflicts. */
int reach_joint(struct reach *r);

/* reach_frontier.c: how many of these targets a sum of money meets. */
int reach_frontier(struct reach *r, const int *targets, int count);

/* reach_sets.c: the scenario loaded with a setting and run by itself: the targets' numbers in their due
 * years and, with a probability, the share of replicates that meet each. */
int reach_replay(const struct reach *r, const struct reach_setting *s, const int *targets, int count, double *reached,
                 double *share, struct diags *d);
/* A lever's number with its change rounded away from the plan to three digits. */
double reach_tidy(const struct reach_lever *lever, double x);

/* reach.c */
enum sampler reach_sampler(const struct reach *r);
int reach_take(struct reach *r, struct reach_setting *s, const double *x); /* a copy, with its cost */

#endif
