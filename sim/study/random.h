/* Random numbers without state: Philox4x32-10, indexed by (seed, use, column, replicate), and
 * normal deviates by AS241. Work is done on blocks of 64 so that the loops become vector
 * instructions; no libm function and no fused multiply-add is used, so every x86-64 CPU and
 * compiler gives the same bits. */
#ifndef VETSIM_STUDY_RANDOM_H
#define VETSIM_STUDY_RANDOM_H

#include <stdint.h>

enum { RANDOM_BLOCK = 64 }; /* numbers made at once */

/* What a stream of words is for: streams of different uses are independent. */
enum random_use { RANDOM_DRAWS, RANDOM_SCRAMBLE, RANDOM_PERMUTATION, RANDOM_JITTER };

/* The generator itself: 128 random bits from a counter and a key. */
void philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* Words first … first + 63 of the stream (seed, use, column); `first` is a multiple of 4. */
void random_words(uint64_t seed, enum random_use use, uint32_t column, uint64_t first, uint32_t words[RANDOM_BLOCK]);

/* Centres of the 2^32 cells of (0, 1): (word + 0.5) / 2^32, exact in a double, never 0 or 1. */
void units_of_words(const uint32_t words[RANDOM_BLOCK], double u[RANDOM_BLOCK]);

/* Standard normal deviates of probabilities in (0, 1). */
void normal_deviates(const double p[RANDOM_BLOCK], double z[RANDOM_BLOCK]);
double normal_deviate(double p);

/* A permutation of 0 … n - 1 that is computed element by element, for n up to 2^32. */
struct permutation {
    uint64_t n;
    uint32_t mask; /* the smallest 2^bits - 1 that holds n - 1 */
    int shift;
    uint32_t multiply[4], add[4];
};
void permutation_init(struct permutation *p, uint64_t seed, uint32_t column, uint64_t n);
/* Images of first … first + 63; places at n and beyond wrap around. */
void permute(const struct permutation *p, uint64_t first, uint32_t images[RANDOM_BLOCK]);

#endif
