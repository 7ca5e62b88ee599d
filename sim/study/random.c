/* Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC11 (2011). Normal deviates: M. J. Wichura, "Algorithm AS 241: the percentage
 * points of the normal distribution", Applied Statistics 37 (1988), 477-484, routine PPND16.
 *
 * Counter words of a stream: replicate / 4 (low, high), column, use. Key: the seed. The four words
 * of one Philox call are four consecutive replicates of one column. */
#include "random.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CALLS = RANDOM_BLOCK / 4 };

static const uint32_t MULTIPLIER_0 = 0xD2511F53, MULTIPLIER_1 = 0xCD9E8D57;
static const uint32_t WEYL_0 = 0x9E3779B9, WEYL_1 = 0xBB67AE85;

/* Two counters side by side, each word in 64 bits: the 32 x 32 -> 64 bit product then is one
 * instruction (SSE2, part of every x86-64 CPU), which compilers do not find by themselves. */
#ifdef __SSE2__
typedef __m128i pair;
static inline pair pair_product(pair a, uint32_t m) { return _mm_mul_epu32(a, _mm_set1_epi64x(m)); }
static inline pair pair_high(pair a) { return _mm_srli_epi64(a, 32); }
static inline pair pair_mix(pair a, pair b, uint32_t key)
{
    return _mm_xor_si128(_mm_xor_si128(a, b), _mm_set1_epi64x(key));
}
static inline pair pair_of(uint64_t first, uint64_t second)
{
    return _mm_set_epi64x((long long)second, (long long)first);
}
static inline void pair_read(pair a, uint64_t words[2]) { _mm_storeu_si128((__m128i *)(void *)words, a); }
#else
typedef uint64_t pair __attribute__((vector_size(16)));
static inline pair pair_product(pair a, uint32_t m) { return (a & 0xFFFFFFFF) * m; }
static inline pair pair_high(pair a) { return a >> 32; }
static inline pair pair_mix(pair a, pair b, uint32_t key) { return a ^ b ^ key; }
static inline pair pair_of(uint64_t first, uint64_t second) { return (pair){first, second}; }
static inline void pair_read(pair a, uint64_t words[2]) { memcpy(words, &a, sizeof a); }
#endif

/* The high halves of words are left dirty: products read low halves only, and so does the caller. */
static inline void philox_rounds(pair x[4], const uint32_t key[2])
{
    for (uint32_t i = 0; i < 10; i++) {
        const pair p0 = pair_product(x[0], MULTIPLIER_0), p1 = pair_product(x[2], MULTIPLIER_1);
        x[0] = pair_mix(pair_high(p1), x[1], key[0] + i * WEYL_0);
        x[2] = pair_mix(pair_high(p0), x[3], key[1] + i * WEYL_1);
        x[1] = p1;
        x[3] = p0;
    }
}

static inline void write_pair(const pair x[4], uint32_t words[8])
{
    for (int k = 0; k < 4; k++) {
        uint64_t two[2];
        pair_read(x[k], two);
        words[k] = (uint32_t)two[0];
        words[4 + k] = (uint32_t)two[1];
    }
}

void philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t words[8];
    pair x[4];

    for (int k = 0; k < 4; k++)
        x[k] = pair_of(counter[k], 0);
    philox_rounds(x, key);
    write_pair(x, words);
    memcpy(out, words, 4 * sizeof *out);
}

/* Two pairs at a time: their chains of ten rounds overlap in the CPU. */
void random_words(uint64_t seed, enum random_use use, uint32_t column, uint64_t first, uint32_t words[RANDOM_BLOCK])
{
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    const uint64_t call = first / 4;

    for (uint64_t i = 0; i < CALLS; i += 4) {
        const uint64_t n = call + i;
        pair x[4] = {pair_of(n, n + 1), pair_of(n >> 32, (n + 1) >> 32), pair_of(column, column), pair_of(use, use)};
        pair y[4] = {pair_of(n + 2, n + 3), pair_of((n + 2) >> 32, (n + 3) >> 32), x[2], x[3]};
        philox_rounds(x, key);
        philox_rounds(y, key);
        write_pair(x, words + 4 * i);
        write_pair(y, words + 4 * i + 8);
    }
}

/* Through a signed integer because there is no vector conversion of unsigned ones; every step is
 * exact. */
void units_of_words(const uint32_t words[RANDOM_BLOCK], double u[RANDOM_BLOCK])
{
#pragma omp simd
    for (int i = 0; i < RANDOM_BLOCK; i++)
        u[i] = ((double)(int32_t)(words[i] ^ 0x80000000) + 2147483648.5) * 0x1p-32;
}

/* --- normal deviates --- */

/* Centre, |p - 1/2| <= 0.425. */
static inline double deviate_centre(double q)
{
    const double r = 0.180625 - q * q;
    const double top = ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
                           45921.953931549871457) *
                              r +
                          13731.693765509461125) *
                             r +
                         1971.5909503065514427) *
                            r +
                        133.14166789178437745) *
                           r +
                       3.387132872796366608;
    const double bottom = ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
                              21213.794301586595867) *
                                 r +
                             5394.1960214247511077) *
                                r +
                            687.1870074920579083) *
                               r +
                           42.313330701600911252) *
                              r +
                          1.0;
    return q * top / bottom;
}

/* Tails, r = sqrt(-log of the smaller of p and 1 - p): r <= 5, and beyond. */
static inline double deviate_tail(double r)
{
    r = r - 1.6;
    const double top =
        ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
            1.27045825245236838258) *
               r +
           3.64784832476320460504) *
              r +
          5.7694972214606914055) *
             r +
         4.6303378461565452959) *
            r +
        1.42343711074968357734;
    const double bottom =
        ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
            0.14810397642748007459) *
               r +
           0.68976733498510000455) *
              r +
          1.6763848301838038494) *
             r +
         2.05319162663775882187) *
            r +
        1.0;
    return top / bottom;
}

static double deviate_far_tail(double r)
{
    r = r - 5.0;
    const double top =
        ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
            0.026532189526576123093) *
               r +
           0.29656057182850489123) *
              r +
          1.7848265399172913358) *
             r +
         5.4637849111641143699) *
            r +
        6.6579046435011037772;
    const double bottom =
        ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
            7.868691311456132591e-4) *
               r +
           0.0148753612908506148525) *
              r +
          0.13692988092273580531) *
             r +
         0.59983220655588793769) *
            r +
        1.0;
    return top / bottom;
}

/* -log(p) for p in (0, 1/2], without libm: p = 2^e m with m near 1, log m = 2 artanh(s) with
 * s = (m - 1) / (m + 1), |s| <= 0.172, by its series to s^21. */
static inline double minus_log(double p)
{
    const uint64_t root_half = 0x3FE6A09E667F3BCD, one = 0x3FF0000000000000;
    uint64_t bits, magic;
    double m, e;

    memcpy(&bits, &p, sizeof bits);
    bits += one - root_half;
    const uint64_t exponent = bits >> 52; /* e + 1023 */
    bits = (bits & 0x000FFFFFFFFFFFFF) + root_half;
    memcpy(&m, &bits, sizeof m);
    magic = exponent | 0x4330000000000000; /* the double 2^52 + exponent */
    memcpy(&e, &magic, sizeof e);
    e -= 0x1p52 + 1023.0;
    const double s = (m - 1.0) / (m + 1.0), w = s * s;
    const double series =
        ((((((((((1.0 / 21) * w + 1.0 / 19) * w + 1.0 / 17) * w + 1.0 / 15) * w + 1.0 / 13) * w + 1.0 / 11) * w +
            1.0 / 9) *
               w +
           1.0 / 7) *
              w +
          1.0 / 5) *
             w +
         1.0 / 3) *
        w;
    /* log 2 in two parts, the first with trailing zeros, so that its product with e is exact. */
    return -(e * 0x1.62e42fefa38p-1 + (e * 0x1.ef35793c7673p-45 + (2.0 * s * series + 2.0 * s)));
}

double normal_deviate(double p)
{
    const double q = p - 0.5, near = q < 0 ? p : 1.0 - p;

    if (q >= -0.425 && q <= 0.425)
        return deviate_centre(q);
    const double r = __builtin_sqrt(minus_log(near)), z = r <= 5.0 ? deviate_tail(r) : deviate_far_tail(r);
    return q < 0 ? -z : z;
}

static inline void square_roots(double *x, int count)
{
#ifdef __SSE2__ /* because sqrt() may set errno, compilers leave it out of vector loops */
    for (int i = 0; i < count; i += 2)
        _mm_storeu_pd(x + i, _mm_sqrt_pd(_mm_loadu_pd(x + i)));
#else
    for (int i = 0; i < count; i++)
        x[i] = __builtin_sqrt(x[i]);
#endif
}

/* The centre's formula for all, then the 15 % in the tails gathered and done side by side: 16 at a
 * time, so that the loops nearly always run equally long and are predicted. */
static inline __attribute__((always_inline)) void deviates(const double p[RANDOM_BLOCK], double z[RANDOM_BLOCK])
{
    enum { GROUP = 16 };
    double q[RANDOM_BLOCK], r[RANDOM_BLOCK + GROUP], tail[RANDOM_BLOCK + GROUP];
    int place[RANDOM_BLOCK], tails = 0;

#pragma omp simd
    for (int i = 0; i < RANDOM_BLOCK; i++) {
        q[i] = p[i] - 0.5;
        z[i] = deviate_centre(q[i]);
    }
    for (int i = 0; i < RANDOM_BLOCK; i++) { /* no branches: they would be mispredicted */
        place[tails] = i;
        tails += __builtin_fabs(q[i]) > 0.425;
    }
    for (int i = 0; i < tails; i++) {
        const double at = p[place[i]];
        r[i] = at < 1.0 - at ? at : 1.0 - at;
    }
    for (int i = 0; i < GROUP; i++)
        r[tails + i] = 0.25;
    for (int first = 0; first < tails; first += GROUP) {
#pragma omp simd
        for (int i = first; i < first + GROUP; i++)
            r[i] = minus_log(r[i]);
        square_roots(r + first, GROUP);
#pragma omp simd
        for (int i = first; i < first + GROUP; i++)
            tail[i] = deviate_tail(r[i]);
    }
    for (int i = 0; i < tails; i++) {
        const double t = r[i] <= 5.0 ? tail[i] : deviate_far_tail(r[i]);
        z[place[i]] = __builtin_copysign(t, q[place[i]]);
    }
}

/* The same operations four wide: the same bits. */
__attribute__((target("avx2"))) static void deviates_avx2(const double p[RANDOM_BLOCK], double z[RANDOM_BLOCK])
{
    deviates(p, z);
}

void normal_deviates(const double p[RANDOM_BLOCK], double z[RANDOM_BLOCK])
{
    if (__builtin_cpu_supports("avx2"))
        deviates_avx2(p, z);
    else
        deviates(p, z);
}

/* --- permutations --- */

void permutation_init(struct permutation *p, uint64_t seed, uint32_t column, uint64_t n)
{
    uint32_t words[RANDOM_BLOCK];
    int bits = 0;

    while (bits < 32 && (UINT64_C(1) << bits) < n)
        bits++;
    random_words(seed, RANDOM_PERMUTATION, column, 0, words);
    p->n = n;
    p->mask = (uint32_t)((UINT64_C(1) << bits) - 1);
    p->shift = bits > 1 ? (bits + 1) / 2 : 1;
    for (int i = 0; i < 4; i++) {
        p->multiply[i] = words[2 * i] | 1;
        p->add[i] = words[2 * i + 1];
    }
}

/* Each step (odd multiple, sum, fold of the high half) is one-to-one on numbers of `bits` bits. */
static inline uint32_t mix_step(const struct permutation *p, int step, uint32_t x)
{
    x = (x * p->multiply[step] + p->add[step]) & p->mask;
    return x ^ x >> p->shift;
}

static inline uint32_t mix(const struct permutation *p, uint32_t x)
{
    return mix_step(p, 3, mix_step(p, 2, mix_step(p, 1, mix_step(p, 0, x))));
}

void permute(const struct permutation *p, uint64_t first, uint32_t images[RANDOM_BLOCK])
{
    uint64_t place = first % p->n;

    for (int i = 0; i < RANDOM_BLOCK; i++) {
        images[i] = (uint32_t)place;
        place = place + 1 < p->n ? place + 1 : 0;
    }
#pragma omp simd
    for (int i = 0; i < RANDOM_BLOCK; i++)
        images[i] = mix(p, images[i]);
    /* Images beyond n are sent on until they are inside ("cycle walking"): still one-to-one. */
    for (int i = 0; i < RANDOM_BLOCK; i++) {
        while (images[i] >= p->n)
            images[i] = mix(p, images[i]);
    }
}
