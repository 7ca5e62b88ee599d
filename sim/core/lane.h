/* A lane holds one quantity of LANES replicates side by side, so that every line of a model is a
 * plain loop the compiler turns into vector instructions. One ordinary run is a block with one
 * lane used. Model sources are built with LANES = 8 for each CPU level and with LANES = 1 for
 * comparison; everything outside the models addresses lanes by their index in a flat array of
 * doubles, so it does not depend on LANES. */
#ifndef VETSIM_CORE_LANE_H
#define VETSIM_CORE_LANE_H

#ifndef LANES
#define LANES 8
#endif

typedef double lane[LANES];

/* "omp simd" only promises that replicates do not read each other; it is honoured by
 * -fopenmp-simd and starts no threads. */
#define FOR_LANES _Pragma("omp simd") for (int l = 0; l < LANES; l++)

/* A limit that is not there: larger than any quantity, and printed as an empty cell. */
#define ABSENT (1.0 / 0.0)
#define ABSENT_ABOVE 1e300

/* Written as comparisons because calls to fmin and fmax stop vectorisation. */
static inline double min2(double a, double b) { return a < b ? a : b; }
static inline double max2(double a, double b) { return a > b ? a : b; }
static inline double positive(double x) { return x > 0.0 ? x : 0.0; }
static inline double clamp01(double x) { return min2(max2(x, 0.0), 1.0); }

/* A ratio whose denominator may be missing: absent rather than a false zero. */
static inline double ratio(double part, double whole)
{
    return whole > 0.0 ? part / (whole > 0.0 ? whole : 1.0) : ABSENT;
}

#endif
