/* The model alone: ns per run of one scenario for the same sources built with one lane at -O2, and
 * with the shipped lanes for this CPU. Medians of several rounds, taken in turn in one process, so
 * that a slow moment of the machine meets both. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annex.h"
#include "bench.h"
#include "rows.h"
#include "setup.h"

struct bed {
    const struct kernel *kernel;
    double *levels, *inputs, *outputs, *state;
};

static double *spread(struct arena *a, const double *values, int count, int lanes)
{
    double *wide = arena_alloc(a, sizeof *wide * (size_t)(count * lanes));
    for (int i = 0; wide && i < count * lanes; i++)
        wide[i] = values ? values[i / lanes] : 0.0;
    return wide;
}

static struct bed make_bed(struct arena *a, const struct setup *u, const struct kernel *k)
{
    int years = u->shape.years;
    return (struct bed){k, spread(a, u->levels, LEVEL_LANES, k->lanes),
                        spread(a, u->inputs, years * INPUT_LANES, k->lanes),
                        spread(a, NULL, years * OUTPUT_LANES, k->lanes), spread(a, NULL, STATE_LANES, k->lanes)};
}

static double ns_per_run(const struct setup *u, const struct bed *b, int runs)
{
    double start = seconds();
    for (int i = 0; i < runs; i += b->kernel->lanes)
        b->kernel->run(&u->shape, b->levels, b->inputs, b->outputs, b->state);
    return (seconds() - start) * 1e9 / runs;
}

int main(int argc, char **argv)
{
    enum { ROUNDS = 11, RUNS = 16384 };
    const char *path = argc > 1 ? argv[1] : "scenarios/jining/plan-2020.cfg";
    const struct row_table rows = {model_parameters, model_parameter_count};
    struct diags d = {0};
    struct scenario s;
    struct setup u;
    struct arena a = {0};
    double one[ROUNDS], shipped[ROUNDS];

    if (scenario_load(&s, path, NULL, 0, &rows, &annex_form, &d) != 0 || setup_init(&u, &s, &d) != 0) {
        fprintf(stderr, "%s: %s\n", path, d.count ? d.list[0].text : "cannot be read");
        return 1;
    }
    struct bed scalar = make_bed(&a, &u, &kernel_one), lanes = make_bed(&a, &u, kernel_choose(NULL));
    for (int i = 0; i < ROUNDS; i++) {
        one[i] = ns_per_run(&u, &scalar, RUNS);
        shipped[i] = ns_per_run(&u, &lanes, RUNS);
    }
    printf("scenario: %s\nkernel: %s\n", s.name, lanes.kernel->name);
    printf("one lane -O2, ns per run: %.0f\n", median(one, ROUNDS));
    printf("shipped lanes, ns per run: %.0f\n", median(shipped, ROUNDS));
    printf("ratio: %.2f\n", median_ratio(one, shipped, ROUNDS));
    arena_free(&a);
    setup_free(&u);
    scenario_free(&s);
    diags_free(&d);
    return 0;
}
