/* Scenario discovery finds the box that was planted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "draws.h"
#include "indices.h"

enum { ROWS = 4000, INPUTS = 6, BOXES = 40 };

struct sample {
    double x[INPUTS * ROWS];
    unsigned char fails[ROWS];
    struct prim_box boxes[BOXES];
};

/* Failures where x1 >= 0.6 and x3 <= 0.5, mass 0.2; `noise` of the cases are turned round. */
static struct sample *plant(double noise, int discrete)
{
    struct sample *s = calloc(1, sizeof *s);
    assert_non_null(s);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < INPUTS; j++) {
            const double u = uniform(i * 16 + j);
            s->x[j * ROWS + i] = discrete && j == 1 ? floor(5.0 * u) / 5.0 : u;
        }
        const int inside = s->x[1 * ROWS + i] >= 0.6 - 1e-12 && s->x[3 * ROWS + i] <= 0.5;
        s->fails[i] = (unsigned char)(uniform(i * 16 + 15) < noise ? !inside : inside);
    }
    return s;
}

static const struct prim_side *find(const struct prim_box *b, int input, int upper)
{
    for (int s = 0; s < b->sides; s++) {
        if (b->side[s].input == input && b->side[s].upper == upper)
            return &b->side[s];
    }
    return NULL;
}

/* Coverage, density and mass are those of the box as written. */
static void assert_described(const struct sample *s, const struct prim_box *b)
{
    size_t in = 0, failures = 0, all = 0;
    for (size_t i = 0; i < ROWS; i++) {
        int inside = 1;
        for (int q = 0; q < b->sides; q++) {
            const double x = s->x[(size_t)b->side[q].input * ROWS + i];
            inside = inside && (b->side[q].upper ? x <= b->side[q].limit : x >= b->side[q].limit);
        }
        in += inside, all += s->fails[i], failures += inside && s->fails[i];
    }
    assert_true(fabs(b->coverage - (double)failures / (double)all) < 1e-12);
    assert_true(fabs(b->density - (double)failures / (double)in) < 1e-12);
    assert_true(fabs(b->mass - (double)in / ROWS) < 1e-12);
}

static void a_clean_box_is_found_exactly(void **state)
{
    (void)state;
    for (int discrete = 0; discrete <= 1; discrete++) {
        struct sample *s = plant(0.0, discrete);
        const int count = prim(s->x, s->fails, ROWS, INPUTS, 0.05, 0.05, s->boxes, BOXES);
        const struct prim_box *b = &s->boxes[0];
        assert_true(count > 2 && count <= BOXES);
        for (int i = 0; i < count; i++)
            assert_described(s, &s->boxes[i]);
        assert_true(b->sides == 2 && b->coverage > 0.97 && b->density > 0.97);
        assert_non_null(find(b, 1, 0));
        assert_non_null(find(b, 3, 1));
        assert_true(fabs(find(b, 1, 0)->limit - 0.6) < 0.02 && fabs(find(b, 3, 1)->limit - 0.5) < 0.02);
        assert_true(s->boxes[1].sides == 0 && s->boxes[1].coverage == 1.0); /* the trajectory starts with all */
        free(s);
    }
}

static void a_noisy_box_is_found_without_idle_sides(void **state)
{
    struct sample *s = plant(0.1, 0);
    (void)state;
    assert_true(prim(s->x, s->fails, ROWS, INPUTS, 0.05, 0.05, s->boxes, 1) == 1);
    const struct prim_box *b = &s->boxes[0];
    assert_described(s, b);
    assert_int_equal(b->sides, 2);
    assert_non_null(find(b, 1, 0));
    assert_non_null(find(b, 3, 1));
    assert_true(fabs(find(b, 1, 0)->limit - 0.6) < 0.05 && fabs(find(b, 3, 1)->limit - 0.5) < 0.05);
    /* 0.9 x 0.2 of the cases fail inside, 0.1 x 0.8 outside. */
    assert_true(fabs(b->coverage - 0.18 / 0.26) < 0.04 && fabs(b->density - 0.9) < 0.04);
    free(s);
}

static void chance_gives_no_box(void **state)
{
    struct sample *s = plant(0.0, 0);
    (void)state;
    for (size_t i = 0; i < ROWS; i++)
        s->fails[i] = uniform(i + 12345678) < 0.3;
    assert_true(prim(s->x, s->fails, ROWS, INPUTS, 0.05, 0.05, s->boxes, BOXES) >= 1);
    assert_described(s, &s->boxes[0]);
    assert_true(s->boxes[0].sides <= 1 && s->boxes[0].coverage > 0.8);
    for (size_t i = 0; i < ROWS; i++)
        s->fails[i] = 1;
    assert_true(prim(s->x, s->fails, ROWS, INPUTS, 0.05, 0.05, s->boxes, BOXES) >= 1);
    assert_true(s->boxes[0].sides == 0 && s->boxes[0].density == 1.0 && s->boxes[0].coverage == 1.0);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_box_is_found_exactly),
        cmocka_unit_test(a_noisy_box_is_found_without_idle_sides),
        cmocka_unit_test(chance_gives_no_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
