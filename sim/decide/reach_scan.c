/* A first look at what the levers do: settings spread over their whole range by a scrambled Sobol' net,
 * every other one with about half of the levers left as planned, because cheap settings move few. All
 * targets are looked at in each, so that every later search starts from the best of them. */
#include <math.h>
#include <omp.h>
#include <string.h>

#include "lane.h"
#include "net.h"
#include "reach_parts.h"

/* With a probability a setting costs a whole ensemble. */
static int scattered(const struct reach *r) { return r->options.probability > 0.0 ? 256 : 4096; }
static int line_starts(const struct reach *r) { return r->options.probability > 0.0 ? 4 : 32; }

static void scatter(const struct reach *r, const struct net *net, uint64_t first, double *x)
{
    const int n = r->lever_count;
    uint32_t points[NET_BLOCK];

    for (int i = 0; i < n; i++) {
        const struct reach_lever *lever = &r->levers[i];
        net_points(net, i, first, points);
        for (int k = 0; k < NET_BLOCK; k++) {
            double u = ((double)points[k] + 0.5) / 4294967296.0;
            const bool sparse = k % 2 == 1, stays = sparse && u < 0.5;
            u = sparse ? 2.0 * u - 1.0 : u;
            x[k * n + i] = stays ? lever->base : reach_snap(lever, lever->low + u * (lever->high - lever->low));
        }
    }
}

/* The plan, each lever at its ends alone, then the scattered ones. */
static int place_settings(struct reach *r)
{
    struct reach_archive *a = &r->state->archive;
    const int n = r->lever_count, ends = 1 + 2 * n;
    struct net net;

    a->count = ends + scattered(r);
    a->most = a->count + 4 * r->plan->setup->scenario->target_count + 64;
    a->x = arena_alloc(&r->arena, sizeof(double) * (size_t)a->most * (size_t)n);
    a->cost = arena_alloc(&r->arena, sizeof(double) * (size_t)a->most);
    a->margin =
        arena_alloc(&r->arena, sizeof(double) * (size_t)a->most * (size_t)(r->plan->setup->scenario->target_count + 1));
    if (!a->x || !a->cost || !a->margin || net_init(&net, &r->arena, n, r->options.seed) != 0)
        return VS_MEMORY;
    for (int i = 0; i < ends; i++) {
        for (int k = 0; k < n; k++)
            a->x[i * n + k] = r->levers[k].base;
        if (i > 0)
            a->x[i * n + (i - 1) / 2] = i % 2 ? r->levers[(i - 1) / 2].low : r->levers[(i - 1) / 2].high;
    }
    for (int i = ends; i < a->count; i += NET_BLOCK)
        scatter(r, &net, (uint64_t)(i - ends), a->x + i * n);
    for (int i = 0; i < a->count; i++)
        a->cost[i] = reach_cost(r, a->x + i * n);
    return VS_OK;
}

/* Aims of one target each, for all targets of the scenario; ids[] backs them. */
static struct reach_aim *single_aims(struct reach *r)
{
    const int targets = r->plan->setup->scenario->target_count;
    struct reach_aim *aims = arena_alloc(&r->arena, sizeof *aims * (size_t)(targets + 1));
    int *ids = arena_alloc(&r->arena, sizeof *ids * (size_t)(targets + 1));

    for (int i = 0; aims && ids && i < targets; i++) {
        ids[i] = i;
        aims[i] = (struct reach_aim){.targets = &ids[i], .count = 1};
    }
    return ids ? aims : NULL;
}

/* Tries settings first … first + count - 1 of the archive. */
static void try_archived(struct reach *r, struct reach_trial *t, const struct reach_aim *aims, int first, int count,
                         double *margin)
{
    struct reach_archive *a = &r->state->archive;
    const int n = r->lever_count, targets = r->plan->setup->scenario->target_count;
    double x[REACH_MOST_LEVERS * LANES];

    for (int l = 0; l < LANES; l++) {
        for (int i = 0; i < n; i++)
            x[i * LANES + l] = a->x[(first + (l < count ? l : 0)) * n + i];
    }
    reach_try(t, x, count, aims, targets, false, margin);
    for (int l = 0; l < count; l++) {
        for (int k = 0; k < targets; k++)
            a->margin[(first + l) * targets + k] = margin[k * LANES + l];
    }
}

static int try_all(struct reach *r, const struct reach_aim *aims)
{
    struct reach_search_state *state = r->state;
    const int targets = r->plan->setup->scenario->target_count, count = state->archive.count;
    double *margin = arena_alloc(&r->arena, sizeof *margin * (size_t)(targets * LANES * state->threads + 1));

    if (!margin)
        return VS_MEMORY;
#pragma omp parallel for num_threads(state->threads) schedule(dynamic, 8)
    for (int first = 0; first < count; first += LANES) {
        const int me = omp_get_thread_num();
        if (r->options.stop && *r->options.stop)
            continue;
        try_archived(r, &state->trials[me], aims, first, count - first < LANES ? count - first : LANES,
                     margin + (size_t)me * (size_t)targets * LANES);
    }
    return VS_OK;
}

/* One lever is moved through its range in eight steps, the others as in one of the settings. */
static void try_line(struct reach *r, struct reach_trial *t, const struct reach_aim *aims, int start, int lever,
                     double *margin, unsigned char *ways)
{
    const int n = r->lever_count, targets = r->plan->setup->scenario->target_count;
    const struct reach_lever *moved = &r->levers[lever];
    double x[REACH_MOST_LEVERS * LANES];

    for (int l = 0; l < LANES; l++) {
        for (int i = 0; i < n; i++)
            x[i * LANES + l] = r->state->archive.x[start * n + i];
        x[lever * LANES + l] = reach_snap(moved, moved->low + (moved->high - moved->low) * l / (LANES - 1.0));
    }
    reach_try(t, x, LANES, aims, targets, false, margin);
    for (int k = 0; k < targets; k++) {
        for (int l = 1; l < LANES; l++) {
            const double step = margin[k * LANES + l] - margin[k * LANES + l - 1];
            if (step > 1e-12 || step < -1e-12) {
#pragma omp atomic
                ways[k * n + lever] |= step > 0.0 ? 1 : 2;
            }
        }
    }
}

static int find_ways(struct reach *r, const struct reach_aim *aims)
{
    struct reach_search_state *state = r->state;
    const int n = r->lever_count, targets = r->plan->setup->scenario->target_count;
    const int starts = line_starts(r), apart = state->archive.count / starts;
    double *margin = arena_alloc(&r->arena, sizeof *margin * (size_t)(targets * LANES * state->threads + 1));

    state->ways = arena_alloc(&r->arena, (size_t)(targets * n + 1));
    if (!margin || !state->ways)
        return VS_MEMORY;
#pragma omp parallel for num_threads(state->threads) schedule(dynamic)
    for (int i = 0; i < starts * n; i++) {
        const int me = omp_get_thread_num();
        if (r->options.stop && *r->options.stop)
            continue;
        try_line(r, &state->trials[me], aims, i / n * apart, i % n, margin + (size_t)me * (size_t)targets * LANES,
                 state->ways);
    }
    r->compared = (uint64_t)(starts * n * (LANES - 1));
    return VS_OK;
}

int reach_scan(struct reach *r)
{
    struct reach_aim *aims = single_aims(r);
    int err = aims ? place_settings(r) : VS_MEMORY;

    if (!err)
        err = try_all(r, aims);
    return err ? err : find_ways(r, aims);
}

void reach_keep(struct reach *r, struct reach_trial *t, const double *x)
{
    struct reach_archive *a = &r->state->archive;
    const int n = r->lever_count, targets = r->plan->setup->scenario->target_count;

    if (a->count == a->most)
        return;
    memcpy(a->x + a->count * n, x, sizeof *x * (size_t)n);
    a->cost[a->count] = reach_cost(r, x);
    for (int k = 0; k < targets; k++) {
        const struct reach_aim aim = {.targets = &k, .count = 1};
        a->margin[a->count * targets + k] = reach_try_one(t, x, &aim);
    }
    a->count++;
}

double reach_archived(const struct reach *r, int i, const struct reach_aim *aim)
{
    double least = ABSENT;
    for (int k = 0; k < aim->count; k++)
        least = min2(least, r->state->archive.margin[i * r->plan->setup->scenario->target_count + aim->targets[k]]);
    return least;
}

bool reach_archived_meets(struct reach_trial *t, int i, const struct reach_aim *aim, int *checks)
{
    if (reach_archived(t->r, i, aim) < 0.0)
        return false;
    if (aim->count == 1 || t->r->options.probability <= 0.0)
        return true;
    return ++*checks <= REACH_CHECKS && reach_try_one(t, t->r->state->archive.x + i * t->r->lever_count, aim) >= 0.0;
}

int reach_cheapest_archived(const struct reach *r, const struct reach_aim *aim, double above)
{
    const struct reach_archive *a = &r->state->archive;
    int best = -1;

    for (int i = 0; i < a->count && aim->later == 0; i++) {
        if (a->cost[i] > above && (best < 0 || a->cost[i] < a->cost[best]) && reach_archived(r, i, aim) >= 0.0)
            best = i;
    }
    return best;
}
