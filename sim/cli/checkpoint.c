#include "checkpoint.h"

#include <stdlib.h>

#include "progress.h"

#define FIRST_CHECKPOINT 0.5 /* seconds */
#define CHECKPOINT_SECONDS 2.0
#define CHECKPOINT_SHARE 20.0 /* checkpoints may take a twentieth of the time */

void checkpoint_start(struct checkpoint *c, struct study_db *db, checkpoint_state *state)
{
    *c = (struct checkpoint){.db = db, .state = state};
    clock_gettime(CLOCK_MONOTONIC, &c->kept);
}

bool checkpoint_due(const struct checkpoint *c)
{
    double wait = CHECKPOINT_SHARE * c->cost, least = c->cost > 0 ? CHECKPOINT_SECONDS : FIRST_CHECKPOINT;
    return c->db && seconds_since(&c->kept) >= (wait > least ? wait : least);
}

int checkpoint_keep(struct checkpoint *c, const void *study, uint64_t done, struct diags *d)
{
    void *bytes = NULL;
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    size_t size = c->state(study, &bytes);
    int err = size ? study_checkpoint(c->db, done, bytes, size, d) : VS_MEMORY;
    free(bytes);
    c->cost = seconds_since(&start);
    clock_gettime(CLOCK_MONOTONIC, &c->kept);
    return err;
}
