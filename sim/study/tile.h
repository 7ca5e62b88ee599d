/* A tile: eight replicates of one scenario, run side by side. Changed parameters (uncertain inputs,
 * levers) are written into the lanes, the model is run, and outputs are read by series and year. */
#ifndef VETSIM_STUDY_TILE_H
#define VETSIM_STUDY_TILE_H

#include "setup.h"

/* Where one change lands: a lane of the levels or of a year's inputs. */
struct slot {
    double *lanes;  /* in the tile */
    double base;    /* the scenario's own value */
    int first_user; /* 1 where this change is the first to touch the slot, so it starts from base */
};

struct change {
    struct address address;
    struct slot *slots;
    int count;
    int column; /* of the values given to tile_run */
};

struct tile {
    const struct setup *setup;
    const struct kernel *kernel;
    double *levels, *inputs, *outputs, *state;
    struct change *changes; /* in the order they act: value, delay, scale, shift, single years */
    int change_count;
    struct arena arena;
};

/* Makes a tile that can change the given addresses; change i takes its values from column i. */
int tile_init(struct tile *tile, const struct setup *u, const struct address *changes, int count);
void tile_free(struct tile *tile);

/* Runs the eight replicates whose change i has the values x[i * stride + lane]. */
void tile_run(struct tile *tile, const double *x, int stride);

/* The eight values of a series in year t (years after first_year). */
const double *tile_series(const struct tile *tile, const struct series *series, int t);

#endif
