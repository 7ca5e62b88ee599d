/* A scrambled Sobol' net in base 2 with 512 columns and points computed by index, in any order.
 * The direction numbers are our own (net_table.h, made by sim/study/tools/make_net_table.c);
 * GSL's generator stops at 40 columns and returns zeros beyond. */
#ifndef VETSIM_STUDY_NET_H
#define VETSIM_STUDY_NET_H

#include <stdint.h>

#include "arena.h"

enum { NET_BITS = 32, NET_BLOCK = 64, NET_LONGEST_START = 13 };

/* One column: a primitive polynomial modulo 2 (bit i = coefficient of x^i; 0 for the first column)
 * and the starting values m_1, m_2, … of its recurrence, each odd and below 2^i. */
struct net_row {
    uint16_t polynomial, start[NET_LONGEST_START];
};

struct net {
    int columns;
    uint32_t *directions; /* columns x 32, scrambled */
    uint32_t *shift;      /* columns */
};

int net_most_columns(void);

const struct net_row *net_table_row(int column);

/* Direction numbers of one row, before scrambling: bit 31 is the first binary digit. Here because
 * the program that makes the table needs it too. */
static inline void net_directions(const struct net_row *row, uint32_t directions[NET_BITS])
{
    uint32_t m[NET_BITS];
    int degree = 0;

    while (row->polynomial >> (degree + 1))
        degree++;
    for (int i = 0; i < NET_BITS; i++) {
        m[i] = degree == 0 ? 1 : i < degree ? row->start[i] : m[i - degree];
        for (int k = 1; i >= degree && k <= degree; k++)
            m[i] ^= (row->polynomial >> (degree - k) & 1) ? m[i - k] << k : 0;
        directions[i] = m[i] << (NET_BITS - 1 - i);
    }
}

/* Scrambles the first `columns` columns, each by (seed, column) alone. Memory comes from `a`. */
int net_init(struct net *n, struct arena *a, int columns, uint64_t seed);

/* Points first … first + 63 of a column as 32-bit fractions; `first` is a multiple of 64. Point 0
 * is the origin before scrambling; indices are taken modulo 2^32. */
void net_points(const struct net *n, int column, uint64_t first, uint32_t points[NET_BLOCK]);

#endif
