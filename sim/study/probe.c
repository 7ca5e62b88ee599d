#include "probe.h"

#include <emmintrin.h>

struct probe probe_make(const struct tile *tile, const struct target *t)
{
    const struct setup *u = tile->setup;
    struct address a;
    struct probe p = {.target = t, .count = 1};

    target_bounds(t, &p.low, &p.high);
    if (t->indicator) {
        p.lanes = tile_series(tile, setup_series(u, t->indicator, NULL), t->due - u->shape.first_year);
        p.year = OUTPUT_LANES * LANES;
    } else if (target_parameter(u, t, &a)) {
        int at = a.row->offset + (a.item < 0 ? 0 : a.item) * a.row->stride;
        if (a.row->scope == SCOPE_SECTOR && a.item < 0) {
            p.count = u->shape.sectors;
            p.step = a.row->stride * LANES;
        }
        p.year = a.row->kind == KIND_LEVEL ? 0 : INPUT_LANES * LANES;
        p.lanes = a.row->kind == KIND_LEVEL
                      ? tile->levels + at * LANES
                      : tile->inputs + ((t->due - u->shape.first_year) * INPUT_LANES + at) * LANES;
    }
    return p;
}

/* Eight numbers against the bounds; comparisons are bits, not branches, which could not be predicted. */
static struct probe_bits within(const double *x, double low, double high)
{
    const __m128d least = _mm_set1_pd(low), most = _mm_set1_pd(high), absent = _mm_set1_pd(ABSENT_ABOVE);
    struct probe_bits bits = {0, 0};

    for (int l = 0; l < LANES; l += 2) {
        const __m128d two = _mm_loadu_pd(x + l), known = _mm_cmplt_pd(two, absent);
        const __m128d met = _mm_and_pd(_mm_cmpge_pd(two, least), _mm_cmple_pd(two, most));
        bits.known |= (unsigned)_mm_movemask_pd(known) << l;
        bits.met |= (unsigned)_mm_movemask_pd(_mm_and_pd(met, known)) << l;
    }
    return bits;
}

/* The first sector that cannot be evaluated or misses decides. */
struct probe_bits probe_tile(const struct probe *p)
{
    struct probe_bits all = {(1u << LANES) - 1, (1u << LANES) - 1};

    if (!p->lanes)
        return (struct probe_bits){0, 0};
    for (int i = 0; i < p->count; i++) {
        const struct probe_bits here = within(p->lanes + i * p->step, p->low, p->high);
        all.known &= ~all.met | here.known;
        all.met &= here.met;
    }
    return all;
}

double probe_margin(const struct probe *p, int l, int later)
{
    double least = target_margin(p->target, p->lanes ? p->lanes[later * p->year + l] : ABSENT);

    for (int i = 1; p->lanes && i < p->count; i++)
        least = min2(least, target_margin(p->target, p->lanes[later * p->year + i * p->step + l]));
    return least;
}
