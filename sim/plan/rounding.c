#include "rounding.h"

#include <math.h>
#include <string.h>

enum { MOST_PARTS = 40 };

void apportion(double total, const double *parts, int count, double *whole)
{
    double left = total;

    for (int i = 0; i < count; i++) {
        whole[i] = floor(parts[i] + 1e-9);
        left -= whole[i];
    }
    for (; left > 0.5; left -= 1.0) {
        int best = 0;
        for (int i = 1; i < count; i++)
            best = parts[i] - whole[i] > parts[best] - whole[best] + 1e-9 ? i : best;
        whole[best] += 1.0;
    }
}

static double nearest(double x) { return floor(x + 0.5 + 1e-9); }

/* The total a series is a part of and all its parts, by key; false when it is rounded for itself. */
static bool find_parts(const struct setup *u, const struct series *series, const struct series **total,
                       const struct series *parts[MOST_PARTS], int *count)
{
    static const char *const levels[][3] = {
        {"enrolment.students", "enrolment.students.secondary", "enrolment.students.higher"},
        {"funding.fiscal_input", "funding.fiscal_input_secondary", "funding.fiscal_input_higher"},
    };
    const bool industry =
        strcmp(series->row->key, "industry.students") == 0 || strcmp(series->row->key, "industry.other_students") == 0;

    *count = 0;
    *total = industry ? setup_series(u, "enrolment.students", NULL) : NULL;
    for (int i = 0; industry && i < u->series_count && *count < MOST_PARTS; i++) {
        const char *key = u->series[i].row->key;
        if (strcmp(key, "industry.students") == 0 || strcmp(key, "industry.other_students") == 0)
            parts[(*count)++] = &u->series[i];
    }
    for (size_t k = 0; k < sizeof levels / sizeof *levels && !*total; k++) {
        if (strcmp(series->key, levels[k][1]) != 0 && strcmp(series->key, levels[k][2]) != 0)
            continue;
        *total = setup_series(u, levels[k][0], NULL);
        for (int i = 1; i < 3; i++) {
            parts[*count] = setup_series(u, levels[k][i], NULL);
            *count += parts[*count] != NULL;
        }
    }
    return *total != NULL;
}

double rounded_value(const struct run *r, const struct series *series, int year)
{
    const struct series *total, *parts[MOST_PARTS];
    double exact[MOST_PARTS], whole[MOST_PARTS], sum = 0.0;
    const double value = run_value(r, series, year);
    int count, own = -1;

    if (!(fabs(value) < ABSENT_ABOVE))
        return ABSENT;
    if (series->row->scope == SCOPE_INITIATIVE)
        return floor(value + 1e-9);
    if (!find_parts(r->setup, series, &total, parts, &count))
        return nearest(value);
    for (int i = 0; i < count; i++) {
        exact[i] = run_value(r, parts[i], year);
        sum += exact[i];
        own = parts[i] == series ? i : own;
    }
    const double of = run_value(r, total, year);
    if (own < 0 || !(fabs(sum - of) <= 1e-6 * (1.0 + fabs(of)))) /* shares beyond 1: nothing adds up */
        return nearest(value);
    apportion(nearest(of), exact, count, whole);
    return whole[own];
}
