/* Makes sim/study/net_table.h: polynomials and starting values of the Sobol' net.
 *
 * Primitive polynomials modulo 2 are taken in order of degree and value. For each new column 64
 * sets of random odd starting values are tried; the one kept has the lowest worst two-dimensional
 * t-value at 2^10 points against all columns before it, then the lowest sum of them. (The first
 * columns, which most studies use, have projections of more columns counted in that sum: three for
 * the first 32, four for the first 16.) Tries go on
 * while the best still shares its first binary digit with another column over those points (t = 9):
 * there are 512 different first digits, and every column gets its own. The random
 * numbers are Philox's with seed 0, so the table can be made again, bit for bit (ten seconds):
 *
 *     gcc -std=c17 -O2 -fopenmp-simd -Isim/core -Isim/study sim/study/tools/make_net_table.c \
 *         sim/study/random.c -lm -o build/make_net_table && build/make_net_table >sim/study/net_table.h */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "net.h"
#include "random.h"

enum { COLUMNS = 512, TRIES = 64, MOST_TRIES = 16384, EARLIEST = 16, EARLY = 32, M = 10 };

/* The upper left M x M corner of a generator matrix: bit j of row r is digit r of direction j. */
struct corner {
    uint16_t row[M];
};

/* x has order 2^degree - 1 modulo a primitive polynomial. */
static bool is_primitive(uint32_t polynomial, int degree)
{
    const uint32_t order = (UINT32_C(1) << degree) - 1;
    uint32_t power = 1, steps = 0;

    do {
        power <<= 1;
        power ^= power >> degree & 1 ? polynomial : 0;
        steps++;
    } while (power != 1 && power != 0 && steps <= order);
    return power == 1 && steps == order;
}

/* Adds a row to an echelon basis; false when it depends on what is there. */
static bool add_row(uint16_t basis[M], uint16_t row)
{
    for (int bit = M - 1; row; bit--) {
        if (!(row >> bit & 1))
            continue;
        if (!basis[bit]) {
            basis[bit] = row;
            return true;
        }
        row ^= basis[bit];
    }
    return false;
}

/* The largest k such that any k rows, the first few of each matrix, are independent, given a basis
 * of `used` rows already; looks no further than `most`. */
static int strength(const struct corner *const *matrices, int count, const uint16_t basis[M], int used, int most)
{
    uint16_t wider[M];

    memcpy(wider, basis, sizeof wider);
    for (int a = 0; used + a < most; a++) {
        if (count > 1)
            most = strength(matrices + 1, count - 1, wider, used + a, most);
        if (used + a < most && !add_row(wider, matrices[0]->row[a]))
            most = used + a;
    }
    return most;
}

/* The t-value of the first 2^M points in the dimensions of some columns: they put the right number
 * of points into every box of volume 2^(t - M). */
static int t_value(const struct corner *const *matrices, int count)
{
    static const uint16_t nothing[M] = {0};
    return M - strength(matrices, count, nothing, 0, M);
}

static struct corner corner_of(const struct net_row *row)
{
    uint32_t v[NET_BITS];
    struct corner c = {{0}};

    net_directions(row, v);
    for (int r = 0; r < M; r++) {
        for (int j = 0; j < M; j++)
            c.row[r] |= (uint16_t)((v[j] >> (NET_BITS - 1 - r) & 1) << j);
    }
    return c;
}

static struct net_row random_row(uint32_t polynomial, int degree, uint32_t column, uint64_t attempt)
{
    struct net_row row = {.polynomial = (uint16_t)polynomial};
    uint32_t words[RANDOM_BLOCK];

    random_words(0, RANDOM_DRAWS, column, attempt * RANDOM_BLOCK, words);
    for (int i = 0; i < degree; i++)
        row.start[i] = (uint16_t)((words[i] & ((UINT32_C(1) << (i + 1)) - 1)) | 1);
    return row;
}

/* Sum of the t-values of the `count` chosen columns with every choice of up to `more` others. */
static int sum_of_projections(const struct corner *corners, int columns, const struct corner **chosen, int count,
                              int more)
{
    int sum = count > 1 ? t_value(chosen, count) : 0;

    for (int k = 0; more > 0 && k < columns; k++) {
        chosen[count] = &corners[k];
        sum += sum_of_projections(corners, k, chosen, count + 1, more - 1);
    }
    return sum;
}

/* The best of 64 rows (or more, see above) for the next column, with its worst t-value and their sum. */
static struct net_row best_row(uint32_t polynomial, int degree, const struct corner *corners, int column, int *worst_t,
                               int *sum_t)
{
    struct net_row best = {0};
    int best_worst = M + 1, best_rank = 0;

    for (uint64_t attempt = 0; attempt < TRIES || (best_worst == M - 1 && attempt < MOST_TRIES); attempt++) {
        const struct net_row row = random_row(polynomial, degree, (uint32_t)column, attempt);
        const struct corner c = corner_of(&row);
        int worst = 0, sum = 0;
        for (int k = 0; k < column && worst <= best_worst; k++) {
            const struct corner *pair[2] = {&corners[k], &c};
            const int t = t_value(pair, 2);
            worst = t > worst ? t : worst;
            sum += t;
        }
        if (worst > best_worst)
            continue;
        const struct corner *chosen[4] = {&c};
        const int rank =
            column < EARLY ? sum_of_projections(corners, column, chosen, 1, column < EARLIEST ? 3 : 2) : sum;
        if (worst < best_worst || rank < best_rank) {
            best = row;
            best_worst = worst;
            best_rank = rank;
            *sum_t = sum;
        }
    }
    *worst_t = best_worst;
    return best;
}

static void print_row(const struct net_row *row)
{
    printf("    {%u, {", row->polynomial);
    for (int i = 0; i < NET_LONGEST_START && (row->start[i] || i == 0); i++)
        printf("%s%u", i ? ", " : "", row->start[i]);
    printf("}},\n");
}

int main(void)
{
    static struct corner corners[COLUMNS];
    struct net_row row = {0};
    long sum = 0;
    int column = 1, worst_of_all = 0;

    printf("/* Made by sim/study/tools/make_net_table.c, which says how: do not edit. */\n"
           "#ifndef VETSIM_STUDY_NET_TABLE_H\n#define VETSIM_STUDY_NET_TABLE_H\n\n#include \"net.h\"\n\n"
           "/* clang-format off */\n"
           "static const struct net_row net_table[%d] = {\n",
           COLUMNS);
    corners[0] = corner_of(&row);
    print_row(&row);
    for (int degree = 1; column < COLUMNS; degree++) {
        for (uint32_t p = (UINT32_C(1) << degree) + 1; p < UINT32_C(2) << degree && column < COLUMNS; p += 2) {
            int worst, of_row = 0;
            if (!is_primitive(p, degree))
                continue;
            row = best_row(p, degree, corners, column, &worst, &of_row);
            print_row(&row);
            corners[column++] = corner_of(&row);
            sum += of_row;
            worst_of_all = worst > worst_of_all ? worst : worst_of_all;
            if (column == 40 || column == 100 || column == 200 || column == COLUMNS)
                fprintf(stderr, "%d columns: worst t %d, mean t of all pairs %.3f\n", column, worst_of_all,
                        2.0 * (double)sum / column / (column - 1));
        }
    }
    printf("};\n\n#endif\n");
    return 0;
}
