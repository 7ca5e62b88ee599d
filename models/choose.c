/* Chooses the model build for this CPU. */
#include <string.h>

#include "kernel.h"

static bool runs_here(const struct kernel *k)
{
    if (k == &kernel_v4)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (k == &kernel_v3)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    return true;
}

const struct kernel *kernel_choose(const char *name)
{
    static const struct kernel *const kernels[] = {&kernel_v4, &kernel_v3, &kernel_v1, &kernel_one};

    __builtin_cpu_init();
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        if (runs_here(kernels[i]) && (!name || strcmp(name, kernels[i]->name) == 0))
            return kernels[i];
    }
    return NULL;
}
