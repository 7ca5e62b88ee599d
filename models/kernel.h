/* A kernel is the model built once for one kind of CPU and one number of lanes. All kernels give
 * the same bits. Memory is passed as flat arrays of lanes (doubles, `lanes` of them side by side);
 * sizes are in lanes and the same for every kernel. */
#ifndef VETSIM_MODELS_KERNEL_H
#define VETSIM_MODELS_KERNEL_H

#include "model.h"

enum {
    LEVEL_LANES = sizeof(struct levels) / sizeof(lane),
    INPUT_LANES = sizeof(struct inputs) / sizeof(lane),   /* a year */
    OUTPUT_LANES = sizeof(struct outputs) / sizeof(lane), /* a year */
    STATE_LANES = sizeof(struct state) / sizeof(lane)
};

struct kernel {
    const char *name; /* "x86-64", "x86-64-v3", "x86-64-v4", "one-lane" */
    int lanes;
    /* Simulates shape->years years. levels: LEVEL_LANES, inputs: years * INPUT_LANES, outputs:
     * years * OUTPUT_LANES (zeroed once by the caller), state: STATE_LANES of scratch. All aligned
     * to 64 bytes. */
    void (*run)(const struct shape *shape, const double *levels, const double *inputs, double *outputs, double *state);
};

extern const struct kernel kernel_v1, kernel_v3, kernel_v4, kernel_one;

/* The fastest kernel this CPU can run, or the named one (NULL when this CPU cannot run it). */
const struct kernel *kernel_choose(const char *name);

#endif
