/* Sobol' indices: see indices.h. First order as in Saltelli et al. (2010), "Variance based sensitivity
 * analysis of model output", table 2 (b); total order as in Jansen (1999); second order from both mixed
 * matrices as in Saltelli (2002). Everything is summed about a value near the mean: with outputs far
 * from zero the products would else swallow the differences.
 *
 * With a', b', … measured from `shift` and e = mean - shift, the sums of the centred products follow
 * from those of the primed ones: sum (fB - m)(fABj - fA) = sum b'(abj' - a') - e sum (abj' - a'), and
 * sum [(BAj - m)(ABk - m) - (A - m)(B - m)] = sum [baj' abk' - a'b'] - e sum (baj' + abk' - a' - b'). */
#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "indices.h"

/* Eight outputs, or eight rows of one output, side by side. */
enum { WIDE = 8, ROWS = 8, TABLE = 30 };
typedef double wide __attribute__((vector_size(64)));

/* --- sums of many outputs --- */

struct sobol_sums {
    int outputs, k, groups; /* groups of eight outputs */
    bool second_order;
    bool shifted;  /* shift[] is set */
    double *shift; /* groups x 8 */
    wide *sums;    /* groups x per_group() */
};

/* Where each sum of a group lies. */
enum { COUNT, A, B, AA, BB, AB, FIXED };
static int at_first(int j) { return FIXED + j; }             /* b'(ab' - a') */
static int at_total(int k, int j) { return FIXED + k + j; }  /* (a' - ab')^2 */
static int at_ab(int k, int j) { return FIXED + 2 * k + j; } /* ab' */
static int at_ba(int k, int j) { return FIXED + 3 * k + j; } /* ba' */
static int at_pairs(int k) { return FIXED + 4 * k; }         /* baj' abm', j < m */
static int per_group(int k, bool second_order) { return second_order ? at_pairs(k) + k * (k - 1) / 2 : FIXED + 3 * k; }

struct sobol_sums *sobol_sums_new(int outputs, int k, int second_order)
{
    struct sobol_sums *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->outputs = outputs;
    s->k = k;
    s->groups = (outputs + WIDE - 1) / WIDE;
    s->second_order = second_order != 0;
    const size_t size = sizeof *s->sums * ((size_t)s->groups * (size_t)per_group(k, s->second_order) + 1);
    s->sums = aligned_alloc(sizeof(wide), size);
    s->shift = calloc((size_t)s->groups * WIDE + 1, sizeof *s->shift);
    if (!s->sums || !s->shift) {
        sobol_sums_free(s);
        return NULL;
    }
    memset(s->sums, 0, size);
    return s;
}

void sobol_sums_free(struct sobol_sums *s)
{
    if (!s)
        return;
    free(s->sums);
    free(s->shift);
    free(s);
}

size_t sobol_sums_memory(const struct sobol_sums *s)
{
    return sizeof *s +
           (size_t)s->groups * (sizeof(double) * WIDE + sizeof(wide) * (size_t)per_group(s->k, s->second_order));
}

double *sobol_sums_numbers(struct sobol_sums *s, size_t *count)
{
    *count = (size_t)s->groups * (size_t)per_group(s->k, s->second_order) * WIDE;
    return (double *)s->sums;
}

static int runs_of(const struct sobol_sums *s) { return s->second_order ? 2 * s->k + 2 : s->k + 2; }

/* One run's outputs of a group, measured from the shift; in *check NaN where they are not finite. */
static void centre(const double *f, const double *shift, int width, double *to, double *check)
{
    if (width == WIDE) {
        for (int l = 0; l < WIDE; l += 2) {
            const __m128d d = _mm_sub_pd(_mm_loadu_pd(f + l), _mm_loadu_pd(shift + l));
            _mm_store_pd(to + l, d);
            _mm_store_pd(check + l, _mm_add_pd(_mm_load_pd(check + l), _mm_mul_pd(d, _mm_setzero_pd())));
        }
        return;
    }
    for (int l = 0; l < WIDE; l++) {
        to[l] = l < width ? f[l] - shift[l] : 0.0;
        check[l] += to[l] * 0.0;
    }
}

/* Gathers a group: z[run * ROWS + row]. A row with a value that is not finite becomes zeros, which add
 * nothing, and does not count. */
static void gather(const struct sobol_sums *s, int group, const double *rows, int count, wide *z, wide *counts)
{
    const int runs = runs_of(s), first = group * WIDE, width = s->outputs - first < WIDE ? s->outputs - first : WIDE;

    for (int i = 0; i < count; i++) {
        _Alignas(wide) double check[WIDE] = {0};
        double *use = (double *)&counts[i];
        const double *f = rows + (size_t)i * (size_t)runs * (size_t)s->outputs + first;
        for (int q = 0; q < runs; q++, f += s->outputs) {
            __builtin_prefetch(f + 4 * s->outputs); /* far apart: the CPU does not guess */
            centre(f, s->shift + first, width, (double *)&z[q * ROWS + i], check);
        }
        for (int l = 0; l < WIDE; l++) {
            use[l] = l < width && check[l] == 0.0 ? 1.0 : 0.0;
            for (int q = 0; q < runs && check[l] != 0.0; q++)
                ((double *)&z[q * ROWS + i])[l] = 0.0;
        }
    }
}

static void add_first_and_total(const struct sobol_sums *s, const wide *z, const wide *counts, int count, wide *sums)
{
    const int k = s->k;
    const wide *a = z, *b = z + ROWS;

    wide fixed[FIXED] = {{0}};

    for (int i = 0; i < count; i++) {
        fixed[COUNT] += counts[i];
        fixed[A] += a[i];
        fixed[B] += b[i];
        fixed[AA] += a[i] * a[i];
        fixed[BB] += b[i] * b[i];
        fixed[AB] += a[i] * b[i];
    }
    for (int i = 0; i < FIXED; i++)
        sums[i] += fixed[i];
    for (int j = 0; j < k; j++) {
        const wide *ab = z + (2 + j) * ROWS, *ba = z + (2 + k + j) * ROWS;
        wide first = {0}, total = {0}, sum = {0}, other = {0};
        for (int i = 0; i < count; i++) {
            const wide d = ab[i] - a[i];
            first += b[i] * d;
            total += d * d;
            sum += ab[i];
            if (s->second_order)
                other += ba[i];
        }
        sums[at_first(j)] += first;
        sums[at_total(k, j)] += total;
        sums[at_ab(k, j)] += sum;
        if (s->second_order)
            sums[at_ba(k, j)] += other;
    }
}

/* Nearly all the work is here, so it is written out: gcc takes vectors longer than the CPU's through
 * memory. No fused multiply-add in either, and lanes apart: the same bits. */
static void add_pairs_sse2(int k, const wide *z, int count, wide *sums)
{
    for (int j = 0; j < k; j++) {
        for (int m = j + 1; m < k; m++, sums++) {
            for (int l = 0; l < WIDE; l += 4) {
                const double *ba = (const double *)(z + (2 + k + j) * ROWS) + l,
                             *ab = (const double *)(z + (2 + m) * ROWS) + l;
                double *to = (double *)sums + l;
                __m128d low = _mm_setzero_pd(), high = low;
                for (int i = 0; i < count * WIDE; i += WIDE) {
                    low = _mm_add_pd(low, _mm_mul_pd(_mm_load_pd(ba + i), _mm_load_pd(ab + i)));
                    high = _mm_add_pd(high, _mm_mul_pd(_mm_load_pd(ba + i + 2), _mm_load_pd(ab + i + 2)));
                }
                _mm_store_pd(to, _mm_add_pd(_mm_load_pd(to), low));
                _mm_store_pd(to + 2, _mm_add_pd(_mm_load_pd(to + 2), high));
            }
        }
    }
}

__attribute__((target("avx2"))) static void add_pairs_avx2(int k, const wide *z, int count, wide *sums)
{
    for (int j = 0; j < k; j++) {
        const double *ba = (const double *)(z + (2 + k + j) * ROWS);
        for (int m = j + 1; m < k; m++, sums++) {
            const double *ab = (const double *)(z + (2 + m) * ROWS);
            double *to = (double *)sums;
            __m256d low = _mm256_setzero_pd(), high = low;
            for (int i = 0; i < count * WIDE; i += WIDE) {
                low = _mm256_add_pd(low, _mm256_mul_pd(_mm256_load_pd(ba + i), _mm256_load_pd(ab + i)));
                high = _mm256_add_pd(high, _mm256_mul_pd(_mm256_load_pd(ba + i + 4), _mm256_load_pd(ab + i + 4)));
            }
            _mm256_store_pd(to, _mm256_add_pd(_mm256_load_pd(to), low));
            _mm256_store_pd(to + 4, _mm256_add_pd(_mm256_load_pd(to + 4), high));
        }
    }
}

static void add_pairs(int k, const wide *z, int count, wide *sums)
{
    if (__builtin_cpu_supports("avx2"))
        add_pairs_avx2(k, z, count, sums);
    else
        add_pairs_sse2(k, z, count, sums);
}

static void set_shift(struct sobol_sums *s, const double *shift)
{
    for (int c = 0; c < s->outputs && !s->shifted; c++)
        s->shift[c] = isfinite(shift[c]) ? shift[c] : 0.0;
    s->shifted = true;
}

void sobol_sums_start(struct sobol_sums *s, const double *shift) { set_shift(s, shift); }

int sobol_sums_add_part(struct sobol_sums *s, const double *rows, size_t rows_count, int first, int end)
{
    const size_t size = sizeof(wide) * (size_t)(runs_of(s) + 1) * ROWS;
    wide *z = aligned_alloc(sizeof(wide), size), *counts = z ? z + runs_of(s) * ROWS : NULL;

    if (!z)
        return VS_MEMORY;
    for (int g = first / WIDE; g < (end + WIDE - 1) / WIDE; g++) {
        wide *sums = s->sums + (size_t)g * (size_t)per_group(s->k, s->second_order);
        for (size_t i = 0; i < rows_count; i += ROWS) {
            const int count = rows_count - i < ROWS ? (int)(rows_count - i) : ROWS;
            gather(s, g, rows + i * (size_t)runs_of(s) * (size_t)s->outputs, count, z, counts);
            add_first_and_total(s, z, counts, count, sums);
            if (s->second_order)
                add_pairs(s->k, z, count, sums + at_pairs(s->k));
        }
    }
    free(z);
    return VS_OK;
}

int sobol_sums_add(struct sobol_sums *s, const double *rows, size_t rows_count, const double *shift)
{
    set_shift(s, shift ? shift : rows);
    return sobol_sums_add_part(s, rows, rows_count, 0, s->outputs);
}

int sobol_sums_merge(struct sobol_sums *s, const struct sobol_sums *later)
{
    const size_t size = (size_t)s->groups * (size_t)per_group(s->k, s->second_order);

    if (s->outputs != later->outputs || s->k != later->k || s->second_order != later->second_order)
        return VS_USAGE;
    if (!later->shifted)
        return VS_OK;
    set_shift(s, later->shift);
    if (memcmp(s->shift, later->shift, sizeof *s->shift * (size_t)s->outputs) != 0)
        return VS_USAGE;
    for (size_t i = 0; i < size; i++)
        s->sums[i] += later->sums[i];
    return VS_OK;
}

/* --- indices from sums --- */

/* One output's sums, in the order above. */
struct view {
    const double *at;
    size_t stride;
};

static double sum_at(struct view v, int i) { return v.at[(size_t)i * v.stride]; }

/* Spread below the rounding of the outputs themselves is none: a constant summed in another order. */
static bool constant(double variance, double mean) { return !(variance > 1e-30 * mean * mean) || !(variance > 0.0); }

static void indices_of(struct view v, int k, double shift, double *s1, double *st, double *s2, double *variance)
{
    const double n = sum_at(v, COUNT), scale = n > 0.0 ? 1.0 / n : 0.0, e = 0.5 * (sum_at(v, A) + sum_at(v, B)) * scale;
    const double var = 0.5 * (sum_at(v, AA) + sum_at(v, BB)) * scale - e * e;
    const bool none = constant(var, shift + e);

    *variance = none ? 0.0 : var;
    for (int j = 0; j < k; j++) {
        const double moved = sum_at(v, at_ab(k, j)) - sum_at(v, A);
        s1[j] = none ? 0.0 : (sum_at(v, at_first(j)) - e * moved) * scale / var;
        st[j] = none ? 0.0 : 0.5 * sum_at(v, at_total(k, j)) * scale / var;
    }
    for (int j = 0, pair = at_pairs(k); s2 && j < k; j++) {
        for (int m = j + 1; m < k; m++, pair++) {
            const double linear = sum_at(v, at_ba(k, j)) + sum_at(v, at_ab(k, m)) - sum_at(v, A) - sum_at(v, B);
            const double both = (sum_at(v, pair) - sum_at(v, AB) - e * linear) * scale;
            s2[j * k + m] = none ? 0.0 : both / var - s1[j] - s1[m];
        }
    }
}

void sobol_sums_result(const struct sobol_sums *s, int output, double *s1, double *st, double *s2, double *variance)
{
    const wide *group = s->sums + (size_t)(output / WIDE) * (size_t)per_group(s->k, s->second_order);
    const struct view v = {(const double *)group + output % WIDE, WIDE};

    indices_of(v, s->k, s->shift[output], s1, st, s->second_order ? s2 : NULL, variance);
}

/* --- one output in arrays --- */

static bool row_finite(const double *fa, const double *fb, const double *fab, const double *fba, size_t n, int k,
                       size_t i)
{
    double check = (fa[i] + fb[i]) * 0.0;

    for (int j = 0; j < k; j++)
        check += (fab[(size_t)j * n + i] + (fba ? fba[(size_t)j * n + i] : 0.0)) * 0.0;
    return check == 0.0;
}

/* Rows are laid side by side, eight to a group, so the same sums serve. */
size_t sobol_indices(const double *fa, const double *fb, const double *fab, const double *fba, size_t n, int k,
                     double *s1, double *st, double *s2, double *variance)
{
    const struct sobol_sums shape = {.outputs = WIDE, .k = k, .groups = 1, .second_order = fba != NULL};
    const int width = per_group(k, shape.second_order), runs = runs_of(&shape);
    const size_t runs_size = (size_t)runs * ROWS, size = sizeof(wide) * (runs_size + (size_t)width + 2 * ROWS);
    wide *z = aligned_alloc(sizeof(wide), size), *sums = z + runs_size, *counts = sums + width;
    double *total = calloc((size_t)width, sizeof *total), shift = 0.0;
    size_t used = 0;

    if (!z || !total) {
        free(z);
        free(total);
        return 0;
    }
    memset(z, 0, size);
    for (size_t i = 0; i < n; i++) {
        if (!row_finite(fa, fb, fab, fba, n, k, i))
            continue;
        const size_t row = used / WIDE % ROWS, lane = used % WIDE;
        if (used == 0)
            shift = fa[i]; /* near enough: the sums are then corrected for the mean */
        for (int q = 0; q < runs; q++) {
            const double f = q == 0      ? fa[i]
                             : q == 1    ? fb[i]
                             : q < k + 2 ? fab[(size_t)(q - 2) * n + i]
                                         : fba[(size_t)(q - 2 - k) * n + i];
            ((double *)&z[(size_t)q * ROWS + row])[lane] = f - shift;
        }
        ((double *)&counts[row])[lane] = 1.0;
        used++;
        if (used % (WIDE * ROWS) == 0) {
            add_first_and_total(&shape, z, counts, ROWS, sums);
            if (fba)
                add_pairs(k, z, ROWS, sums + at_pairs(k));
            memset(z, 0, sizeof *z * runs_size);
            memset(counts, 0, sizeof *counts * ROWS);
        }
    }
    add_first_and_total(&shape, z, counts, ROWS, sums);
    if (fba)
        add_pairs(k, z, ROWS, sums + at_pairs(k));
    for (int i = 0; i < width; i++) {
        for (int l = 0; l < WIDE; l++)
            total[i] += ((const double *)&sums[i])[l];
    }
    indices_of((struct view){total, 1}, k, shift, s1, st, fba ? s2 : NULL, variance);
    free(z);
    free(total);
    return *variance > 0.0 ? used : 0;
}

/* --- intervals --- */

/* Student's t at 97.5 %. A table and a series rather than GSL's function, whose last bits change with
 * the CPU because glibc's exp and log do. */
static const double t_table[TABLE + 1] = {0.0,
                                          12.7062047361747,
                                          4.30265272974946,
                                          3.1824463052837,
                                          2.77644510519779,
                                          2.57058183563631,
                                          2.44691185114497,
                                          2.36462425159278,
                                          2.30600413520417,
                                          2.26215716279821,
                                          2.22813885198627,
                                          2.20098516009164,
                                          2.17881282966723,
                                          2.16036865646279,
                                          2.1447866879178,
                                          2.13144954555978,
                                          2.11990529922125,
                                          2.10981557783332,
                                          2.10092204024104,
                                          2.09302405440831,
                                          2.08596344726586,
                                          2.07961384472768,
                                          2.07387306790402,
                                          2.06865761041905,
                                          2.06389856162802,
                                          2.0595385527533,
                                          2.05552943864287,
                                          2.05183051648029,
                                          2.04840714179525,
                                          2.0452296421327,
                                          2.04227245630124};

/* Beyond the table: Abramowitz and Stegun 26.7.5, within 3e-8. */
static double t_quantile(int freedom)
{
    const double z = 1.959963984540054, z2 = z * z, v = freedom;

    if (freedom <= TABLE)
        return t_table[freedom];
    const double g1 = z * (z2 + 1.0) / 4.0, g2 = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    const double g3 = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    const double g4 = z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92160.0;
    return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
}

struct interval interval_of(const double *estimates, int replicates)
{
    double mean = 0.0, square = 0.0;

    for (int r = 0; r < replicates; r++) {
        const double d = estimates[r] - mean;
        mean += d / (r + 1);
        square += d * (estimates[r] - mean);
    }
    if (replicates < 2)
        return (struct interval){replicates ? mean : NAN, NAN, NAN};
    const double half = t_quantile(replicates - 1) * sqrt(square / (replicates - 1) / replicates);
    return (struct interval){mean, mean - half, mean + half};
}
