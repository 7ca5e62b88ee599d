/* The year loop, and the table entry of this build. Compiled with every kernel's flags; KERNEL is
 * the symbol and KERNEL_NAME the name of the build, both given by the Makefile. */
#include "kernel.h"
#include "steps.h"

static void run(const struct shape *shape, const double *levels, const double *inputs, double *outputs, double *state)
{
    struct year y = {shape, (const void *)levels, (const void *)inputs, (void *)outputs, (void *)state, 0};

    year_base(&y);
    for (y.t = 1; y.t < shape->years; y.t++)
        year_step(&y);
}

extern const struct kernel KERNEL;
const struct kernel KERNEL = {KERNEL_NAME, LANES, run};
