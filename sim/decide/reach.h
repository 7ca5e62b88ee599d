/* What would reach the targets: for each one whether the plan is on course, what setting of the
 * scenario's levers would reach it at the least cost, or how far the levers fall short; and the same
 * for all targets together. A setting is judged by running the whole model on it, eight settings side
 * by side. The method, and what "out of reach" may claim, is in docs/methods.md.
 *
 * The cost of a setting is the sum over levers of unit_cost x |change from the plan|, in 万元. What
 * the model itself books (pay, building, debt service) decides what can be afforded, and is not added. */
#ifndef VETSIM_DECIDE_REACH_H
#define VETSIM_DECIDE_REACH_H

#include <signal.h>
#include <stdint.h>

#include "run.h"

struct reach_options {
    const int *targets; /* of the scenario's targets; NULL: all that can be evaluated */
    int target_count;
    double probability;      /* reached means in this share of the replicates; 0: in the run without uncertainty */
    double budget;           /* 万元; ABSENT: none */
    uint64_t seed, runs;     /* runs: replicates of a setting, where there is a probability */
    const char *const *sets; /* the plan was loaded with these changes, and this form of annex tables */
    int set_count;
    const struct annex_form *form;
    int threads; /* 0: as many as OpenMP would take; the results do not depend on it */
    void (*progress)(void *context, uint64_t done, uint64_t total); /* may be NULL; one thread at a time */
    void *context;
    const volatile sig_atomic_t *stop; /* non-zero ends the search with VS_STOPPED; may be NULL */
};

/* Why a lever is not used. */
enum reach_left {
    REACH_USED,
    REACH_VARIES,  /* one value for a path that changes over the years or between sectors */
    REACH_NOTHING, /* nothing there to change: a limit that is absent, a year in which nothing happens */
    REACH_REDRAWN  /* with a probability: an uncertain input replaces what the lever sets */
};

struct reach_lever {
    const struct lever *lever;
    double base;        /* where the plan has it: the value, 1 for a scale, 0 for a shift or delay */
    double low, high;   /* the lever's bounds within those of its parameter; base is among them */
    double least, most; /* what the parameter itself allows */
    double step;        /* 1: whole numbers; 1/12: months from the plan; 0: any number */
    enum reach_left left;
};

/* One number for each lever in use, and what it costs. x is NULL where there is none. */
struct reach_setting {
    double *x, cost;
};

enum reach_verdict {
    REACH_ON_COURSE,
    REACH_REACHABLE,
    REACH_OVER_BUDGET, /* reachable, but not within the budget */
    REACH_OUT,         /* no setting found */
    REACH_UNEVALUATED
};

struct reach_answer {
    int target; /* of the scenario's targets */
    enum reach_verdict verdict;
    struct reach_setting setting;         /* the cheapest; out of reach: the one that comes nearest */
    double plan, reached;                 /* the target's number in the plan and with the setting, in its due year */
    double plan_probability, probability; /* where one was asked for */
    bool touched;                         /* some lever moves it */
    bool one_way; /* each lever was only seen to act one way on it: its bounds settle what can be had */
    /* Out of reach: */
    int year;       /* the first later year in which a setting reaches it, 0: none */
    int lever;      /* the lever whose bound gives way least (of those in use), -1: none would do */
    double bound;   /* … and where that bound would have to be */
    uint64_t tried; /* settings */
};

/* A step of the frontier: the cheapest setting found that meets more targets than the one before. */
struct reach_step {
    struct reach_setting setting;
    int met;                                      /* of the targets asked for */
    int *gained, *lost, gained_count, lost_count; /* against the step before; the first gains what the plan meets */
};

enum { REACH_MOST_CONFLICTS = 256 }; /* where there are more the rest is not looked for */

/* Targets that can each be reached, and were not reached together by any setting tried. */
struct reach_conflict {
    int *targets, count;
};

struct reach {
    const struct run *plan;
    struct reach_options options; /* with the counts and targets filled in */
    struct reach_lever *levers;   /* those in use */
    int lever_count;
    struct reach_lever *left; /* those that are not, with the reason */
    int left_count;
    struct reach_answer *answers; /* one for each target asked for */
    int answer_count;
    /* All targets that are on course or reachable, together. */
    enum reach_verdict joint_verdict; /* REACH_OUT: not found together */
    struct reach_setting joint;
    int joint_count;
    struct reach_conflict *conflicts;
    int conflict_count;
    struct reach_step *steps; /* the first is the plan as it is */
    int step_count;
    int within;        /* the last step the budget pays for; the last of all without a budget */
    uint64_t tried;    /* settings */
    uint64_t compared; /* pairs of settings that differ in one lever: what one_way rests on */
    struct reach_search_state *state;
    struct arena arena;
};

/* Answers for a scenario that has been run; `plan` must outlive it. VS_SCENARIO with a message in `d`
 * when it has no levers in use. `r` is zeroed first and can be freed after a failure. */
int reach_init(struct reach *r, const struct run *plan, const struct reach_options *o, struct diags *d);
int reach_run(struct reach *r, struct diags *d);
void reach_free(struct reach *r);

/* The changes of a setting as "key=value", as --set takes them; levers that stay are left out. NULL
 * when memory is out. */
const char **reach_sets(const struct reach *r, const struct reach_setting *s, struct arena *a, int *count);

/* Whether two answers have the same verdict and setting, which a page then says once. */
bool reach_same(const struct reach *r, const struct reach_answer *a, const struct reach_answer *b);

/* How many answers have this verdict. */
int reach_count(const struct reach *r, enum reach_verdict verdict);

/* What one lever's change costs, 万元. */
double reach_lever_cost(const struct reach_lever *lever, double x);

/* Whether a setting moves a lever. */
bool reach_moves(const struct reach_lever *lever, double x);

#endif
