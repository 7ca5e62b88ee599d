#include "sweep.h"

#include <math.h>
#include <string.h>

#include "lane.h"
#include "tile.h"

double sweep_at(const struct sweep_axis *axis, int i)
{
    if (i == axis->points - 1)
        return axis->high; /* exactly */
    return axis->low + (axis->high - axis->low) * (double)i / (double)(axis->points - 1);
}

int sweep_rows(const struct sweep *w) { return w->axes > 1 ? w->axis[1].points : 1; }

/* Eight points from `first` on; past the end the last point is run again and not kept. */
static int run_points(struct sweep *w, struct tile *tile, int first, int count)
{
    const int columns = w->axis[0].points;
    double x[2 * LANES];
    int err = VS_OK;

    for (int l = 0; l < LANES; l++) {
        const int at = first + l < count ? first + l : count - 1;
        x[l] = sweep_at(&w->axis[0], at % columns);
        x[LANES + l] = w->axes > 1 ? sweep_at(&w->axis[1], at / columns) : 0.0;
    }
    tile_run(tile, x, LANES);
    const double *found = tile_series(tile, w->series, w->year - w->setup->shape.first_year);
    for (int l = 0; l < LANES && first + l < count; l++) {
        const bool known = found[l] < ABSENT_ABOVE;
        w->values[first + l] = found[l];
        w->met[first + l] = !w->target || !known                ? SWEEP_UNKNOWN
                            : target_holds(w->target, found[l]) ? SWEEP_MET
                                                                : SWEEP_MISSED;
        if (isnan(found[l]))
            err = VS_MODEL;
    }
    return err;
}

int sweep_run(struct sweep *w)
{
    const struct address changes[2] = {w->axis[0].address, w->axis[1].address};
    const int count = w->axis[0].points * sweep_rows(w);
    struct tile tile;
    int err = VS_OK;

    w->values = arena_alloc(&w->arena, sizeof *w->values * (size_t)count);
    w->met = arena_alloc(&w->arena, (size_t)count);
    if (!w->values || !w->met)
        return VS_MEMORY;
    if (tile_init(&tile, w->setup, changes, w->axes) != 0)
        err = VS_MEMORY;
    for (int first = 0; first < count && err == 0; first += LANES)
        err = run_points(w, &tile, first, count);
    tile_free(&tile);
    return err;
}

void sweep_free(struct sweep *w)
{
    arena_free(&w->arena);
    memset(w, 0, sizeof *w);
}
