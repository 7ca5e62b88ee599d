/* Numbers that look random and are the same everywhere, for tests that must not use what they test. */
#ifndef VETSIM_TESTS_DRAWS_H
#define VETSIM_TESTS_DRAWS_H

#include <stdint.h>

static inline uint64_t mix(uint64_t x) /* splitmix64 */
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static inline double uniform(uint64_t i) { return ((double)(mix(i) >> 11) + 0.5) * 0x1p-53; }

#endif
