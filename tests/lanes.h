/* Runs of a set-up scenario with different numbers in every lane. */
#ifndef VETSIM_TESTS_LANES_H
#define VETSIM_TESTS_LANES_H

#include <glob.h>

#include "invariants.h"
#include "support.h"

/* The memory of one block of lanes. */
struct block {
    int lanes;
    double *levels, *inputs, *outputs, *state;
};

static inline double *lanes_of(size_t count)
{
    size_t size = (count * sizeof(double) + 63) / 64 * 64;
    double *p = aligned_alloc(64, size);
    assert_non_null(p);
    memset(p, 0, size);
    return p;
}

static inline void block_init(struct block *b, const struct setup *u, int lanes)
{
    const size_t n = (size_t)lanes, years = (size_t)u->shape.years;

    b->lanes = lanes;
    b->levels = lanes_of(n * LEVEL_LANES);
    b->inputs = lanes_of(n * years * INPUT_LANES);
    b->outputs = lanes_of(n * years * OUTPUT_LANES);
    b->state = lanes_of(n * STATE_LANES);
    for (size_t i = 0; i < LEVEL_LANES * n; i++)
        b->levels[i] = u->levels[i / n];
    for (size_t i = 0; i < years * INPUT_LANES * n; i++)
        b->inputs[i] = u->inputs[i / n];
}

static inline void block_free(struct block *b)
{
    free(b->levels);
    free(b->inputs);
    free(b->outputs);
    free(b->state);
}

static inline void block_run(struct block *b, const struct setup *u, const struct kernel *k)
{
    assert_int_equal(k->lanes, b->lanes);
    k->run(&u->shape, b->levels, b->inputs, b->outputs, b->state);
}

static inline int items_of(const struct shape *shape, enum scope scope)
{
    const int count[SCOPES] = {[SCOPE_CITY] = 1,
                               [SCOPE_SECTOR] = shape->sectors,
                               [SCOPE_PROJECT] = shape->projects,
                               [SCOPE_INITIATIVE] = shape->initiatives,
                               [SCOPE_INDUSTRY] = shape->industries,
                               [SCOPE_RULE] = shape->rules};
    return count[scope];
}

static inline double moved(const struct row *row, double x, double by, uint64_t *seed)
{
    if (!(fabs(x) < ABSENT_ABOVE))
        return x;
    double u = 2.0 * draw(seed) - 1.0, high = row->usual_high < row->high ? row->usual_high : row->high;
    double y = x * (1.0 + by * u) + (x == 0.0 && row->unit != UNIT_FLAG ? 0.02 * by * fabs(u) * high : 0.0);
    return y < row->low ? row->low : y > row->high ? row->high : y;
}

/* Moves every level and path of every lane but lane 0 by up to `by` of itself, within its bounds. What the
 * setup demands of them together is kept: dual <= professional <= full-time, caps, whole years. */
static inline void perturb(struct block *b, const struct setup *u, double by, uint64_t seed)
{
    for (int i = 0; i < model_parameter_count; i++) {
        const struct row *row = &model_parameters[i];
        const bool years = strcmp(row->key, "funding.bond_term") == 0 || strcmp(row->key, "funding.legacy_years") == 0;
        const bool stock = strncmp(row->key, "faculty.base_", 13) == 0,
                   shares = strstr(row->key, "share") && row->scope != SCOPE_CITY;
        if (stock || (shares && strstr(row->key, "sector_share")) || strcmp(row->key, "initiative.cap") == 0)
            continue;
        for (int item = 0; item < items_of(&u->shape, row->scope); item++) {
            for (int l = 1; l < b->lanes; l++) {
                const int at = row->offset + item * row->stride;
                if (row->kind == KIND_LEVEL) {
                    double *x = &b->levels[at * b->lanes + l];
                    *x = years ? *x + l % 3 : moved(row, *x, by, &seed);
                    continue;
                }
                for (int t = 0; t < u->shape.years * row->copies; t++) {
                    double *x = &b->inputs[(t / row->copies * INPUT_LANES + at + t % row->copies) * b->lanes + l];
                    *x = moved(row, *x, by, &seed);
                }
            }
        }
    }
    for (int s = 0; s < u->shape.sectors; s++) {
        static const char *const keys[] = {"faculty.base_full_time", "faculty.base_professional",
                                           "faculty.base_dual_qualified"};
        for (int k = 0; k < 3; k++) {
            const struct row *row = parameter_row(keys[k]);
            for (int l = 1; l < b->lanes; l++)
                b->levels[(row->offset + s * row->stride) * b->lanes + l] *= 1.0 + (1 - k) * by * draw(&seed);
        }
    }
}

/* Calls `each` with every shipped scenario, set up. */
static inline void with_shipped_scenarios(void (*each)(const struct sim *))
{
    glob_t found;
    assert_int_equal(glob("scenarios/*/*.cfg", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 20);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct sim m = {.path = ""};
        prepare_file(&m, found.gl_pathv[i], NULL, 0);
        print_diags(&m.d);
        assert_int_equal(m.err, 0);
        each(&m);
        close_sim(&m);
    }
    globfree(&found);
}

#endif
