/* Sensitivity indices from outputs of a design: arithmetic on arrays, no model. Formulas, known
 * answers and traps: docs/methods.md. */
#ifndef VETSIM_STUDY_INDICES_H
#define VETSIM_STUDY_INDICES_H

#include <stddef.h>

struct interval {
    double value, low, high; /* t interval at 95 % over independent scrambles */
};

/* Sobol' indices of one output from N rows: fa, fb of the two base matrices, fab[j * n + i] with
 * column j of A replaced by B's (and fba the other way for second order, or NULL). Outputs are
 * centred first. S1: Saltelli 2010; ST: Jansen; S2 from BA and AB. Writes s1[k], st[k] and, when
 * fba is given, s2[j * k + m] for j < m. Rows with a value that is not finite are left out whole;
 * returns how many rows were used, 0 when the output has no variance. */
size_t sobol_indices(const double *fa, const double *fb, const double *fab, const double *fba, size_t n, int k,
                     double *s1, double *st, double *s2, double *variance);

/* The same accumulated row block by row block for many outputs at once, in memory
 * outputs x (4k + k(k-1)/2 + 7) doubles: the runs need not be kept. `shift` centres the outputs (a
 * value near each mean, such as a base run's); the first block's is kept for good, and with NULL it is
 * that block's first run. Layout of a block: f[run][output], the runs of one row being A, B,
 * AB_1 … AB_k and, with second order, BA_1 … BA_k. Rows are summed in steps of eight within a block.
 * Merging sums of eight rows each, in order, gives the same bits as adding all rows. */
struct sobol_sums;
struct sobol_sums *sobol_sums_new(int outputs, int k, int second_order);
void sobol_sums_free(struct sobol_sums *s);
int sobol_sums_add(struct sobol_sums *s, const double *rows, size_t rows_count, const double *shift);

/* The same in parts, for several threads at once: one thread gives the shift, then outputs from `first`
 * (a multiple of 8) to `end` - 1 are added by any thread. */
void sobol_sums_start(struct sobol_sums *s, const double *shift);
int sobol_sums_add_part(struct sobol_sums *s, const double *rows, size_t rows_count, int first, int end);

int sobol_sums_merge(struct sobol_sums *s, const struct sobol_sums *later);
void sobol_sums_result(const struct sobol_sums *s, int output, double *s1, double *st, double *s2, double *variance);
size_t sobol_sums_memory(const struct sobol_sums *s);

/* All that was summed up, for keeping it; the shift is the caller's to give again. */
double *sobol_sums_numbers(struct sobol_sums *s, size_t *count);

/* Mean and t interval of R replicate estimates (independent scrambles). */
struct interval interval_of(const double *estimates, int replicates);

/* Morris, radial design: fa[i], fab[j * n + i], and the unit steps b_j - a_j in delta[j * n + i].
 * Writes mu*, mu and sigma (n - 1) for each input, and Jansen's ST where st is not NULL. */
void morris_effects(const double *fa, const double *fab, const double *delta, size_t n, int k, double *mu_star,
                    double *mu, double *sigma, double *st);

/* Partial rank correlation of each input with y: x[j * n + i]. Writes value[k] and its p-value (to
 * seven digits). Rows whose y is not finite are left out. A constant input has 0 and 1; NaN where the
 * inputs' ranks are linearly dependent or the rows too few. Returns VS_MEMORY or 0. */
int prcc(const double *x, const double *y, size_t n, int k, double *value, double *p_value);

/* PAWN: median over `slices` slices of the Kolmogorov-Smirnov distance between conditional and
 * unconditional distribution. Slices hold equally many rows as far as equal inputs allow; rows whose y
 * is not finite are left out. Returns VS_MEMORY or 0. */
int pawn(const double *x, const double *y, size_t n, int k, int slices, double *median, double *maximum);

/* PRIM scenario discovery: the box of inputs that holds most of the cases where fails[i] != 0. */
struct prim_side {
    int input;
    int upper; /* 1: x <= limit, 0: x >= limit */
    double limit;
};
struct prim_box {
    double coverage; /* share of all failures inside */
    double density;  /* share of the inside that fails */
    double mass;     /* share of all cases inside */
    int sides;
    struct prim_side side[16];
};
/* Peels `peel` at a time (0.05), pastes back, stops at mass `least` (0.05); drops restrictions that
 * do not matter. Returns the number of boxes written (most at least 1): the chosen one first, which is
 * the best compromise (harmonic mean) of coverage and density, then the trajectory from all cases
 * inwards, thinned to fit. VS_MEMORY when memory is out. */
int prim(const double *x, const unsigned char *fails, size_t n, int k, double peel, double least,
         struct prim_box *boxes, int most);

#endif
