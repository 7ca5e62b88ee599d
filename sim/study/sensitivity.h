/* What drives an output: runs of a design, turned into indices. One set of runs serves every
 * output asked for, so "through time" and "all targets" cost no more than one number. */
#ifndef VETSIM_STUDY_SENSITIVITY_H
#define VETSIM_STUDY_SENSITIVITY_H

#include "ensemble.h"
#include "indices.h"

struct sensitivity;
struct stages; /* sensitivity_stages.h */

enum method { METHOD_SOBOL, METHOD_MORRIS, METHOD_TORNADO, METHOD_PRCC, METHOD_PAWN, METHOD_DISCOVER, METHODS };

/* Sobol' indices have settled when their 95 % intervals are at most this wide to either side, and no two inputs
 * whose ST differ by more than the other have changed places over the last two doublings. */
#define SETTLED_HALF_WIDTH 0.05
#define SETTLED_APART 0.01

const char *method_name(enum method method);

struct sensitivity_options {
    enum method method;
    uint64_t seed;
    uint64_t runs;            /* sobol: rows of all scrambles together, a power of two; morris: base points;
                                 prcc, pawn, discover: replicates */
    bool until_settled;       /* sobol: `runs` is the most, and the end comes when … */
    int watched;              /* … this output is settled; -1: all are */
    int scrambles;            /* sobol: independent scrambles, for the intervals */
    bool second_order;        /* sobol */
    int threads;              /* 0: as many as OpenMP would take */
    const struct cell *cells; /* the outputs */
    int cell_count;
    const struct target *const *targets; /* discover: for each output the target whose failures are explained */
    void (*progress)(void *context, uint64_t done, uint64_t total);
    void *context;
    const volatile sig_atomic_t *stop;
    /* sobol: called often, for sensitivity_state(); `stopping` once before VS_STOPPED is returned */
    int (*checkpoint)(void *context, const struct sensitivity *s, bool stopping);
    const void *resume; /* what it gave: go on from there */
    size_t resume_size;
};

/* What the runs of a study gave for an output. */
struct spread {
    double low, high; /* smallest and largest; low > high when no run had a value */
    uint64_t absent;  /* runs without one (a ratio whose denominator is 0, a limit that is not given) */
};

/* Arrays are [output * inputs + input] unless said otherwise; those of other methods are NULL. */
struct sensitivity {
    enum method method;
    const struct setup *setup;
    int inputs, outputs;
    const char **ids;             /* of the inputs: the scenario's uncertain ids */
    double *base;                 /* [output] in the base run */
    uint64_t rows;                /* what `runs` of the options counts: as many, or where it was settled */
    uint64_t evaluations, failed; /* model runs, and those with a value that is not a number */
    struct spread *spread;        /* [output] */
    /* sobol */
    struct interval *s1, *st;
    struct interval *s2;   /* [output * pairs + sensitivity_pair(inputs, a, b)], a < b; NULL without second order */
    double *variance;      /* [output] */
    bool *settled;         /* [output] */
    struct stages *stages; /* while it runs */
    /* morris */
    double *mu_star, *mu, *sigma;
    /* tornado: the output with input at its P10 and P90, and with all at their lowering or raising side */
    double *p10, *p90; /* [input] */
    double *at_low, *at_high;
    double *all_down, *all_up; /* [output] */
    /* prcc */
    double *prcc, *p_value;
    /* pawn; the last column is a dummy that does nothing: width inputs + 1 */
    double *pawn, *pawn_max;
    /* discover; [output]. No sides: no region stands out, or the target never or always fails. */
    struct prim_box *box;
    double *failure_share; /* of the runs with a value; NaN when there is none */
    size_t memory;         /* bytes of the largest working set */
    struct arena arena;
};

/* Whether the scenario and the method go together at all: 0, or VS_SCENARIO with a message in `d`. */
int sensitivity_check(const struct setup *u, enum method method, struct diags *d);
/* How many runs of the model it will take. */
uint64_t sensitivity_budget(const struct sensitivity_options *o, int inputs);

/* 0, VS_STOPPED or a negative code with a message in `d`. */
int sensitivity_run(struct sensitivity *s, const struct setup *u, const struct sensitivity_options *o, struct diags *d);
void sensitivity_free(struct sensitivity *s);

/* Whether the outputs that are watched have settled. */
bool sensitivity_settled(const struct sensitivity *s, const struct sensitivity_options *o);

/* All that a Sobol' study at work has summed up, for the checkpoint: its size, and in *bytes a copy (malloc; the
 * caller frees); 0 when memory is out. */
size_t sensitivity_state(const struct sensitivity *s, void **bytes);

/* An output that no input moves: its spread is nothing, or rounding. */
bool sensitivity_constant(const struct sensitivity *s, int output);

/* Place of the pair a < b among inputs * (inputs - 1) / 2. */
int sensitivity_pair(int inputs, int a, int b);

#endif
