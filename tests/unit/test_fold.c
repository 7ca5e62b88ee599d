/* Sums of tiles: four cells of eight replicates at once against one at a time, on every way through. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fold.h"

enum { CELLS = 8, TILES = 32, LONG = 8 * TILES };

static double values[TILES][CELLS][8], others[TILES][CELLS][8];

/* Whole numbers: every sum is exact, in any order. */
static void fill(void)
{
    srand(1);
    for (int t = 0; t < TILES; t++) {
        for (int c = 0; c < CELLS; c++) {
            for (int l = 0; l < 8; l++) {
                values[t][c][l] = rand() % 2001 - 1000;
                others[t][c][l] = rand() % 2001 - 1000;
            }
        }
    }
}

static void fold_values(struct fold *f, const double *shift, bool less, int last, unsigned char *failed)
{
    const double *lanes[CELLS], *off[CELLS];
    const struct fold_cells cells = {fold_groups(CELLS), lanes, less ? off : NULL, shift};

    fold_clear(f, cells.groups);
    for (int t = 0; t < TILES; t++) {
        for (int c = 0; c < CELLS; c++) {
            lanes[c] = values[t][c];
            off[c] = others[t][c];
        }
        fold_tile(f, &cells, t + 1 < TILES ? 8 : last, failed);
    }
}

/* What cell c should come to: sums of whole numbers by the definition. */
static void assert_cell(const struct fold *f, int c, double shift, bool less, int last)
{
    double n = 0, sum = 0, square = 0, low = HUGE_VAL, high = -HUGE_VAL;

    for (int i = 0; i < LONG - 8 + last; i++) {
        const double x = values[i / 8][c][i % 8] - (less ? others[i / 8][c][i % 8] : 0.0);
        if (!isfinite(x))
            continue;
        n++;
        sum += x;
        square += x * x;
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    const struct moments m = fold_moments(&f[c / FOLD_CELLS], c % FOLD_CELLS, shift, (uint64_t)(LONG - 8 + last));
    assert_true(m.count == n && m.smallest == low && m.largest == high);
    assert_int_equal(m.missing, LONG - 8 + last - (int)n);
    assert_true(fabs(m.mean - sum / n) < 1e-10);
    assert_true(fabs(m.square - (square - sum * sum / n)) < 1e-9 * square);
}

static void whole_tiles_and_a_part_of_one(void **state)
{
    static const double shift[CELLS] = {0, 1, -5, 1000, 7, 7, 7, 7};
    struct fold f[2];
    (void)state;
    fill();
    for (int last = 1; last <= 8; last++) {
        for (int less = 0; less < 2; less++) {
            fold_values(f, shift, less != 0, last, NULL);
            for (int c = 0; c < CELLS; c++)
                assert_cell(f, c, shift[c], less != 0, last);
        }
    }
}

static void what_is_no_number_is_left_out(void **state)
{
    static const double shift[CELLS] = {0};
    unsigned char failed[8] = {0};
    struct fold f[2];
    (void)state;
    fill();
    values[3][1][5] = INFINITY;
    values[4][1][0] = -INFINITY;
    values[9][6][2] = NAN;
    fold_values(f, shift, false, 8, failed);
    for (int c = 0; c < CELLS; c++)
        assert_cell(f, c, 0.0, false, 8);
    assert_memory_equal(failed, ((unsigned char[8]){0, 0, 1}), 8);
    for (int t = 0; t < TILES; t++) {
        for (int l = 0; l < 8; l++)
            values[t][2][l] = INFINITY;
    }
    fold_values(f, shift, false, 8, NULL);
    const struct moments none = fold_moments(&f[0], 2, 0.0, LONG);
    assert_true(none.count == 0.0 && none.missing == LONG);
}

static void every_cpu_gives_the_same_bits(void **state)
{
    static const double shift[CELLS] = {0.1, 2, 3, 4, 5, 6, 7, 8};
    const double *lanes[CELLS], *off[CELLS];
    struct fold narrow[2], wide[2];
    (void)state;
    if (!__builtin_cpu_supports("avx2"))
        skip();
    for (int less = 0; less < 2; less++) {
        const struct fold_cells cells = {2, lanes, less ? off : NULL, shift};
        memset(narrow, 0, sizeof narrow);
        memset(wide, 0, sizeof wide);
        fold_clear(narrow, 2);
        fold_clear(wide, 2);
        for (int t = 0; t < 1000; t++) {
            for (int c = 0; c < CELLS; c++) {
                lanes[c] = values[0][c];
                off[c] = others[0][c];
                for (int l = 0; l < 8; l++) {
                    values[0][c][l] = exp(20.0 * rand() / RAND_MAX - 10.0);
                    others[0][c][l] = sin(rand());
                }
            }
            if (t % 100 == 0)
                values[0][3][2] = INFINITY;
            fold_whole(narrow, &cells, NULL, false);
            fold_whole(wide, &cells, NULL, true);
        }
        assert_memory_equal(narrow, wide, sizeof narrow);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_tiles_and_a_part_of_one),
        cmocka_unit_test(what_is_no_number_is_left_out),
        cmocka_unit_test(every_cpu_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
