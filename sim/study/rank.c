/* Partial rank correlation and PAWN: see indices.h. PRCC as in Marino et al. (2008), "A methodology
 * for performing global uncertainty and sensitivity analysis in systems biology"; PAWN as in Pianosi
 * and Wagener (2018), "Distribution-based sensitivity analysis from a generic input-output sample". */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "indices.h"
#include "place.h"

/* --- sorting and ranks --- */

/* The rows in rising order of their value. */
static void order(const double *x, const size_t *rows, size_t n, struct place *sorted)
{
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct place){x[rows[i]], i};
    places_sort(sorted, n);
}

static size_t equal_from(const struct place *sorted, size_t n, size_t i)
{
    size_t end = i + 1;
    while (end < n && sorted[end].value == sorted[i].value)
        end++;
    return end;
}

/* Ranks about their mean, equal values sharing the middle of theirs; all are halves, so sums are exact. */
static void centred_ranks(const struct place *sorted, size_t n, double *rank)
{
    for (size_t i = 0, end; i < n; i = end) {
        end = equal_from(sorted, n, i);
        for (size_t m = i; m < end; m++)
            rank[sorted[m].row] = 0.5 * (double)(i + end - 1) - 0.5 * (double)(n - 1);
    }
}

/* Rows whose y is finite. */
static size_t usable_rows(const double *y, size_t n, size_t *rows)
{
    size_t used = 0;

    for (size_t i = 0; i < n; i++) {
        rows[used] = i;
        used += isfinite(y[i]) ? 1 : 0;
    }
    return used;
}

/* --- partial rank correlation --- */

static double dot(const double *a, const double *b, size_t n)
{
    double sum[8] = {0}, all = 0.0;
    size_t i = 0;

    for (; i + 8 <= n; i += 8) {
        for (size_t l = 0; l < 8; l++)
            sum[l] += a[i + l] * b[i + l];
    }
    for (; i < n; i++)
        sum[i % 8] += a[i] * b[i];
    for (int l = 0; l < 8; l++)
        all += sum[l];
    return all;
}

/* Inverse of a symmetric positive definite matrix in place, by Gauss and Jordan; 0 when singular. */
static int invert(double *a, int size)
{
    for (int p = 0; p < size; p++) {
        const double pivot = a[p * size + p];
        if (!(pivot > 1e-10)) /* of 1, the diagonal of a correlation matrix */
            return 0;
        a[p * size + p] = 1.0;
        for (int j = 0; j < size; j++)
            a[p * size + j] /= pivot;
        for (int i = 0; i < size; i++) {
            const double factor = a[i * size + p];
            if (i == p)
                continue;
            a[i * size + p] = 0.0;
            for (int j = 0; j < size; j++)
                a[i * size + j] -= factor * a[p * size + j];
        }
    }
    return 1;
}

/* Correlations of the ranks of the inputs and, last, of y; a constant column is independent of all. */
static void correlate(const double *ranks, size_t n, int size, double *matrix)
{
    for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++)
            matrix[i * size + j] = dot(ranks + (size_t)i * n, ranks + (size_t)j * n, n);
    }
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
            const double scale = sqrt(matrix[i * size + i]) * sqrt(matrix[j * size + j]);
            matrix[i * size + j] = scale > 0.0 ? matrix[i * size + j] / scale : 0.0;
            matrix[j * size + i] = matrix[i * size + j];
        }
    }
    for (int i = 0; i < size; i++)
        matrix[i * size + i] = 1.0;
}

/* Two-sided. As a float: the last bits of GSL's function change with the CPU. */
static double p_of(double r, double freedom)
{
    if (!(freedom > 0.0))
        return NAN;
    if (!(r * r < 1.0))
        return 0.0;
    return (double)(float)(2.0 * gsl_cdf_tdist_Q(fabs(r) * sqrt(freedom / (1.0 - r * r)), freedom));
}

/* From the inverse P of the correlation matrix: -P_jy / sqrt(P_jj P_yy). */
static void partial(double *matrix, size_t n, int k, double *value, double *p_value)
{
    const int size = k + 1;
    const int done = n > (size_t)k + 1 && invert(matrix, size);

    for (int j = 0; j < k; j++) {
        const double jj = matrix[j * size + j], yy = matrix[k * size + k];
        value[j] = done ? -matrix[j * size + k] / sqrt(jj * yy) : NAN;
        value[j] = value[j] > 1.0 ? 1.0 : value[j] < -1.0 ? -1.0 : value[j] == 0.0 ? 0.0 : value[j];
        p_value[j] = done ? p_of(value[j], (double)n - k - 1.0) : NAN;
    }
}

int prcc(const double *x, const double *y, size_t n, int k, double *value, double *p_value)
{
    const size_t columns = (size_t)k + 1;
    struct place *sorted = malloc(sizeof *sorted * (n + 1));
    size_t *rows = malloc(sizeof *rows * (n + 1));
    double *ranks = malloc(sizeof *ranks * (n * columns + 1)), *matrix = calloc(columns * columns, sizeof *matrix);
    int err = sorted && rows && ranks && matrix ? VS_OK : VS_MEMORY;

    if (!err) {
        const size_t used = usable_rows(y, n, rows);
        for (size_t j = 0; j < columns; j++) {
            order(j < (size_t)k ? x + j * n : y, rows, used, sorted);
            centred_ranks(sorted, used, ranks + j * used);
        }
        correlate(ranks, used, k + 1, matrix);
        partial(matrix, used, k, value, p_value);
    }
    free(sorted);
    free(rows);
    free(ranks);
    free(matrix);
    return err;
}

/* --- PAWN --- */

/* Greatest distance between the distribution of y inside each slice and over all rows; equal y are
 * taken together. Writes the distances of the slices that hold rows and returns how many. */
static int distances(const struct place *sorted_y, const int *slice, size_t n, int slices, size_t *inside, size_t *seen,
                     double *distance)
{
    int found = 0;

    memset(inside, 0, sizeof *inside * (size_t)slices);
    memset(seen, 0, sizeof *seen * (size_t)slices);
    for (size_t i = 0; i < n; i++)
        inside[slice[i]]++;
    for (int s = 0; s < slices; s++)
        distance[s] = 0.0;
    for (size_t i = 0, end; i < n; i = end) {
        end = equal_from(sorted_y, n, i);
        for (size_t m = i; m < end; m++)
            seen[slice[sorted_y[m].row]]++;
        for (int s = 0; s < slices; s++) {
            const double all = (double)end / (double)n, here = inside[s] ? (double)seen[s] / (double)inside[s] : all;
            distance[s] = fabs(here - all) > distance[s] ? fabs(here - all) : distance[s];
        }
    }
    for (int s = 0; s < slices; s++) {
        if (inside[s] > 0)
            distance[found++] = distance[s];
    }
    return found;
}

/* Equal inputs stay in one slice: that of the first of them. */
static void slice_up(const struct place *sorted_x, size_t n, int slices, int *slice)
{
    for (size_t i = 0, end; i < n; i = end) {
        end = equal_from(sorted_x, n, i);
        for (size_t m = i; m < end; m++)
            slice[sorted_x[m].row] = (int)(i * (size_t)slices / n);
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void middle_and_largest(double *distance, int count, double *median, double *maximum)
{
    qsort(distance, (size_t)count, sizeof *distance, by_size);
    *maximum = count ? distance[count - 1] : NAN;
    *median = count ? 0.5 * (distance[(count - 1) / 2] + distance[count / 2]) : NAN;
}

int pawn(const double *x, const double *y, size_t n, int k, int slices, double *median, double *maximum)
{
    struct place *sorted_y = malloc(sizeof *sorted_y * (n + 1)), *sorted_x = malloc(sizeof *sorted_x * (n + 1));
    size_t *rows = malloc(sizeof *rows * (n + 1)), *counts = malloc(sizeof *counts * 2 * (size_t)slices);
    int *slice = malloc(sizeof *slice * (n + 1));
    double *distance = malloc(sizeof *distance * (size_t)slices);
    int err = sorted_y && sorted_x && rows && counts && slice && distance ? VS_OK : VS_MEMORY;

    if (!err) {
        const size_t used = usable_rows(y, n, rows);
        order(y, rows, used, sorted_y);
        for (int j = 0; j < k; j++) {
            order(x + (size_t)j * n, rows, used, sorted_x);
            slice_up(sorted_x, used, slices, slice);
            const int found = distances(sorted_y, slice, used, slices, counts, counts + slices, distance);
            middle_and_largest(distance, found, &median[j], &maximum[j]);
        }
    }
    free(sorted_y);
    free(sorted_x);
    free(rows);
    free(counts);
    free(slice);
    free(distance);
    return err;
}
