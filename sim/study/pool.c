#include "pool.h"

#include <string.h>

int pool_init(struct pool *p, const struct setup *u, const struct cell *cells, int cell_count, int threads)
{
    const struct scenario *s = u->scenario;

    memset(p, 0, sizeof *p);
    p->setup = u;
    p->cells = cells;
    p->cell_count = cell_count;
    p->inputs = s->uncertain_count;
    struct address *changes = arena_alloc(&p->arena, sizeof *changes * (size_t)(p->inputs + 1));
    p->tiles = arena_alloc(&p->arena, sizeof *p->tiles * (size_t)threads);
    if (!changes || !p->tiles)
        return VS_MEMORY;
    for (int i = 0; i < p->inputs; i++)
        changes[i] = s->uncertains[i].address;
    for (; p->threads < threads; p->threads++) {
        if (tile_init(&p->tiles[p->threads], u, changes, p->inputs) != 0) {
            tile_free(&p->tiles[p->threads]);
            return VS_MEMORY;
        }
    }
    return VS_OK;
}

void pool_free(struct pool *p)
{
    for (int i = 0; i < p->threads; i++)
        tile_free(&p->tiles[i]);
    arena_free(&p->arena);
    memset(p, 0, sizeof *p);
}

int pool_run(struct pool *p, int thread, const double *x, int stride, int count, double *y, size_t step)
{
    struct tile *tile = &p->tiles[thread];
    unsigned char bad[LANES] = {0};
    int failed = 0;

    tile_run(tile, x, stride);
    for (int c = 0; c < p->cell_count; c++) {
        const double *from = tile_series(tile, p->cells[c].series, p->cells[c].year - p->setup->shape.first_year);
        for (int l = 0; l < count; l++) {
            y[(size_t)l * step + (size_t)c] = from[l];
            bad[l] |= from[l] != from[l];
        }
    }
    for (int l = 0; l < count; l++)
        failed += bad[l];
    return failed;
}
