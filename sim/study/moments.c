/* See moments.h. Merged as in Chan, Golub and LeVeque (1983), "Algorithms for computing the sample
 * variance", formula 1.5. */
#include "moments.h"

#include <math.h>

void moments_clear(struct moments *m) { *m = (struct moments){.smallest = HUGE_VAL, .largest = -HUGE_VAL}; }

void moments_merge(struct moments *m, const struct moments *later)
{
    if (later->count > 0.0) {
        const double share = later->count / (m->count + later->count), d = later->mean - m->mean;
        m->mean += d * share;
        m->square += later->square + d * (m->count * share) * d;
        m->count += later->count;
    }
    m->smallest = later->smallest < m->smallest ? later->smallest : m->smallest;
    m->largest = later->largest > m->largest ? later->largest : m->largest;
    m->missing += later->missing;
}
