/* Sobol' points: I. M. Sobol', USSR Comput. Maths. Math. Phys. 7 (1967), 86-112; recurrence as in
 * P. Bratley, B. L. Fox, ACM TOMS 14 (1988), 88-100. Scrambling: random linear scramble and digital
 * shift, J. Matousek, J. Complexity 14 (1998), 527-556; estimates have the same variance as with
 * Owen's nested scrambling (A. B. Owen, "Variance and discrepancy with alternative scramblings",
 * ACM TOMACS 13 (2003), 363-378), and a point costs one exclusive or. */
#include "net.h"

#include "diag.h"
#include "net_table.h"
#include "random.h"

int net_most_columns(void) { return (int)(sizeof net_table / sizeof *net_table); }

const struct net_row *net_table_row(int column) { return &net_table[column]; }

static uint32_t parity(uint32_t x) { return (uint32_t)__builtin_parity(x); }

/* Digit i of the result is digit i of x plus a random combination of the digits before it. */
static uint32_t scramble(uint32_t x, const uint32_t rows[NET_BITS])
{
    uint32_t y = 0;

    for (int i = 0; i < NET_BITS; i++)
        y |= parity(x & rows[i]) << (NET_BITS - 1 - i);
    return y;
}

static void scramble_column(struct net *n, int column, uint64_t seed)
{
    uint32_t plain[NET_BITS], words[RANDOM_BLOCK], rows[NET_BITS];

    net_directions(&net_table[column], plain);
    random_words(seed, RANDOM_SCRAMBLE, (uint32_t)column, 0, words);
    for (int i = 0; i < NET_BITS; i++) {
        const uint32_t digit = UINT32_C(1) << (NET_BITS - 1 - i), before = ~(digit | (digit - 1));
        rows[i] = (words[i] & before) | digit;
    }
    for (int i = 0; i < NET_BITS; i++)
        n->directions[column * NET_BITS + i] = scramble(plain[i], rows);
    n->shift[column] = words[NET_BITS];
}

int net_init(struct net *n, struct arena *a, int columns, uint64_t seed)
{
    n->columns = columns;
    n->directions = arena_alloc(a, sizeof *n->directions * NET_BITS * (size_t)columns);
    n->shift = arena_alloc(a, sizeof *n->shift * (size_t)columns);
    if (!n->directions || !n->shift)
        return VS_MEMORY;
    for (int c = 0; c < columns; c++)
        scramble_column(n, c, seed);
    return VS_OK;
}

/* The six low digits of the index run through all 64 sums of six directions. */
void net_points(const struct net *n, int column, uint64_t first, uint32_t points[NET_BLOCK])
{
    const uint32_t *v = n->directions + column * NET_BITS;
    uint32_t base = n->shift[column];
    int j = 6;

    for (uint32_t index = (uint32_t)first >> 6; index; index >>= 1, j++)
        base ^= index & 1 ? v[j] : 0;
    points[0] = base;
    for (int bit = 0; bit < 6; bit++) {
        for (int i = 0; i < 1 << bit; i++)
            points[(1 << bit) + i] = points[i] ^ v[bit];
    }
}
