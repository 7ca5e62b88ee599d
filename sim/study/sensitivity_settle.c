/* Sobol' study: the scrambles' sums joined to indices with intervals, and whether these have settled. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sensitivity_stages.h"

/* --- indices --- */

/* Estimates of one output: S1 and ST of every input, S2 of every pair, the variance. */
static int pairs_of(const struct stages *t) { return t->o->second_order ? t->s->inputs * (t->s->inputs - 1) / 2 : 0; }

static size_t width_of(const struct stages *t) { return (size_t)(2 * t->s->inputs + pairs_of(t) + 1); }

static void add_estimate(struct stages *t, int scramble, size_t i, double x)
{
    const double before = t->mean[i];

    t->mean[i] += (x - before) / (scramble + 1);
    t->squares[i] += (x - before) * (x - t->mean[i]);
}

static void join(struct stages *t, int scramble, double *s1)
{
    const int k = t->s->inputs;
    const bool second_order = t->o->second_order;
    double *st = s1 + k, *s2 = st + k;

    for (int c = 0; c < t->s->outputs; c++) {
        const size_t at = (size_t)c * width_of(t);
        double variance = 0.0;
        sobol_sums_result(t->scrambles[scramble].sums, c, s1, st, second_order ? s2 : NULL, &variance);
        for (int j = 0; j < 2 * k; j++)
            add_estimate(t, scramble, at + (size_t)j, s1[j]);
        for (int a = 0; second_order && a < k; a++) {
            for (int b = a + 1; b < k; b++)
                add_estimate(t, scramble, at + (size_t)(2 * k + sensitivity_pair(k, a, b)), s2[a * k + b]);
        }
        add_estimate(t, scramble, at + width_of(t) - 1, variance);
    }
}

/* Student's t as interval_of() has it: the same bits on every CPU, which GSL's does not promise. The
 * numbers 0 … R - 1 have the variance R (R + 1) / 12. */
static double t_of(int replicates)
{
    double ladder[64];

    for (int r = 0; r < replicates && r < 64; r++)
        ladder[r] = r;
    const struct interval i = interval_of(ladder, replicates);
    return (i.high - i.value) / sqrt((replicates + 1) / 12.0);
}

static struct interval t_interval(const struct stages *t, size_t i, double t_value)
{
    const int count = t->o->scrambles;
    const double half = count > 1 ? t_value * sqrt(t->squares[i] / (count - 1) / count) : NAN;

    return (struct interval){t->mean[i], t->mean[i] - half, t->mean[i] + half};
}

static void write_intervals(struct stages *t)
{
    struct sensitivity *s = t->s;
    const int k = s->inputs, pairs = pairs_of(t);
    const double t_value = t->o->scrambles > 1 ? t_of(t->o->scrambles) : 0.0;

    for (int c = 0; c < s->outputs; c++) {
        const size_t at = (size_t)c * width_of(t);
        for (int j = 0; j < k; j++) {
            s->s1[(size_t)c * (size_t)k + (size_t)j] = t_interval(t, at + (size_t)j, t_value);
            s->st[(size_t)c * (size_t)k + (size_t)j] = t_interval(t, at + (size_t)(k + j), t_value);
        }
        for (int i = 0; i < pairs; i++)
            s->s2[(size_t)c * (size_t)pairs + (size_t)i] = t_interval(t, at + (size_t)(2 * k + i), t_value);
        s->variance[c] = t->mean[at + width_of(t) - 1];
    }
}

int stages_make_estimates(struct stages *t)
{
    struct sensitivity *s = t->s;
    const size_t one = sizeof(struct interval) * (size_t)s->outputs, indices = (size_t)(s->outputs * s->inputs);

    s->s1 = arena_alloc(&s->arena, one * (size_t)(s->inputs + 1));
    s->st = arena_alloc(&s->arena, one * (size_t)(s->inputs + 1));
    s->s2 = t->o->second_order ? arena_alloc(&s->arena, one * (size_t)(pairs_of(t) + 1)) : NULL;
    s->variance = result_array(s, 1);
    s->settled = arena_alloc(&s->arena, sizeof *s->settled * (size_t)(s->outputs + 1));
    t->mean = result_array(s, width_of(t));
    t->squares = result_array(s, width_of(t));
    t->past[0] = result_array(s, (size_t)s->inputs);
    t->past[1] = result_array(s, (size_t)s->inputs);
    if (!s->s1 || !s->st || (t->o->second_order && !s->s2) || !s->variance || !s->settled || !t->mean || !t->squares ||
        !t->past[0] || !t->past[1])
        return VS_MEMORY;
    for (size_t i = 0; i < indices; i++)
        t->past[0][i] = t->past[1][i] = NAN;
    return VS_OK;
}

/* --- settled --- */

static bool narrow(struct interval i) { return i.high - i.value <= SETTLED_HALF_WIDTH; } /* NaN is not */

static double difference(const double *st, int a, int b) { return st[a] - st[b]; }

/* One was ahead at one of the last three sizes, the other at another. Where two are as good as equal, who is
 * ahead is chance, and no rank. */
static bool changed_places(const double *const st[3], int a, int b)
{
    bool ahead = false, behind = false;

    for (int i = 0; i < 3; i++) {
        ahead |= difference(st[i], a, b) > SETTLED_APART;
        behind |= difference(st[i], a, b) < -SETTLED_APART;
    }
    return ahead && behind;
}

static bool ranks_stable(const double *const st[3], int inputs)
{
    for (int a = 0; a < inputs; a++) {
        for (int b = a + 1; b < inputs; b++) {
            if (changed_places(st, a, b))
                return false;
        }
    }
    return true;
}

/* What has been the same all along may still move once in many runs: it too waits for two doublings. `now` is room for
 * one output's ST. */
static void judge(struct stages *t, int output, double *now)
{
    struct sensitivity *s = t->s;
    const size_t at = (size_t)output * (size_t)s->inputs;
    const double *const st[3] = {t->past[0] + at, t->past[1] + at, now};
    bool all = true;

    for (int j = 0; j < s->inputs; j++) {
        now[j] = s->st[at + (size_t)j].value;
        all &= narrow(s->st[at + (size_t)j]) && narrow(s->s1[at + (size_t)j]);
    }
    s->settled[output] = !isnan(st[0][0]) && (sensitivity_constant(s, output) || (all && ranks_stable(st, s->inputs)));
    memcpy(t->past[0] + at, t->past[1] + at, sizeof *now * (size_t)s->inputs);
    memcpy(t->past[1] + at, now, sizeof *now * (size_t)s->inputs);
}

/* --- all of it --- */

static void merge_spread(struct stages *t)
{
    struct sensitivity *s = t->s;

    s->failed = 0;
    for (int c = 0; c < s->outputs; c++)
        s->spread[c] = (struct spread){HUGE_VAL, -HUGE_VAL, 0};
    for (int r = 0; r < t->o->scrambles; r++) {
        s->failed += t->scrambles[r].failed;
        for (int c = 0; c < s->outputs; c++)
            spread_merge(&s->spread[c], &t->scrambles[r].spread[c]);
    }
}

int stages_estimate(struct stages *t)
{
    const int k = t->s->inputs;
    const size_t size = sizeof *t->mean * (size_t)t->s->outputs * width_of(t);
    double *room = malloc(sizeof *room * (size_t)(2 * k + k * k + 1)); /* one output's S1, ST and S2 */

    if (!room)
        return VS_MEMORY;
    merge_spread(t);
    memset(t->mean, 0, size);
    memset(t->squares, 0, size);
    for (int r = 0; r < t->o->scrambles; r++)
        join(t, r, room);
    write_intervals(t);
    for (int c = 0; c < t->s->outputs; c++)
        judge(t, c, room);
    free(room);
    return VS_OK;
}
