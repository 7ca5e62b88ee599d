/* A Sobol' study of Ishigami's function, N = 2^17: the design and the indices, over evaluating the
 * function itself with libm. */
#include <math.h>
#include <stdio.h>

#include "bench.h"
#include "design.h"
#include "indices.h"

enum { K = 3, ROWS = 1 << 17, ROUNDS = 5 };

static double ishigami(double a, double b, double c)
{
    return sin(a) + 7.0 * sin(b) * sin(b) + 0.1 * c * c * c * c * sin(a);
}

/* x[column * ROWS + i]: A in columns 0-2, B in 3-5. */
static double design_seconds(double *x, uint64_t seed)
{
    static const double pi = 3.14159265358979323846;
    struct uncertain inputs[2 * K];
    struct diags d = {0};
    struct design g;
    double block[2 * K * DESIGN_BLOCK];

    for (int i = 0; i < 2 * K; i++)
        inputs[i] = (struct uncertain){.id = "x", .distribution = DIST_UNIFORM, .low = -pi, .high = pi};
    double start = seconds();
    if (design_init(&g, SAMPLER_SOBOL, seed, ROWS, inputs, 2 * K, NULL, 0, &d) != 0)
        exit(1);
    for (uint64_t first = 0; first < ROWS; first += DESIGN_BLOCK) {
        design_block(&g, first, block);
        for (int j = 0; j < 2 * K; j++)
            memcpy(x + (size_t)j * ROWS + first, block + j * DESIGN_BLOCK, sizeof(double) * DESIGN_BLOCK);
    }
    design_free(&g);
    diags_free(&d);
    return seconds() - start;
}

static double evaluation_seconds(const double *x, double *f)
{
    const double *a = x, *b = x + (size_t)K * ROWS;
    double start = seconds();

    for (size_t i = 0; i < ROWS; i++) {
        f[i] = ishigami(a[i], a[ROWS + i], a[2 * ROWS + i]);
        f[ROWS + i] = ishigami(b[i], b[ROWS + i], b[2 * ROWS + i]);
        f[2 * ROWS + i] = ishigami(b[i], a[ROWS + i], a[2 * ROWS + i]);
        f[3 * ROWS + i] = ishigami(a[i], b[ROWS + i], a[2 * ROWS + i]);
        f[4 * ROWS + i] = ishigami(a[i], a[ROWS + i], b[2 * ROWS + i]);
    }
    return seconds() - start;
}

int main(void)
{
    double *x = malloc(sizeof(double) * 2 * K * ROWS), *f = malloc(sizeof(double) * (K + 2) * ROWS);
    double ours[ROUNDS], function[ROUNDS], s1[K], st[K], variance;

    if (!x || !f)
        return 1;
    for (int r = 0; r < ROUNDS; r++) {
        ours[r] = design_seconds(x, (uint64_t)r + 1);
        function[r] = evaluation_seconds(x, f);
        double start = seconds();
        sobol_indices(f, f + ROWS, f + 2 * ROWS, NULL, ROWS, K, s1, st, NULL, &variance);
        ours[r] += seconds() - start;
    }
    printf("Ishigami, N = 2^17: S1 %.4f %.4f %.4f (.3139 .4424 0), ST %.4f %.4f %.4f (.5576 .4424 .2437)\n", s1[0],
           s1[1], s1[2], st[0], st[1], st[2]);
    printf("design and indices, ms: %.1f\n", 1e3 * median(ours, ROUNDS));
    printf("the function with libm, ms: %.1f\n", 1e3 * median(function, ROUNDS));
    printf("ratio (at most 1): %.2f\n", median_ratio(ours, function, ROUNDS));
    free(x);
    free(f);
    return 0;
}
