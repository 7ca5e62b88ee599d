/* When a long computation keeps what it has: soon, then every two seconds or more. */
#ifndef VETSIM_CLI_CHECKPOINT_H
#define VETSIM_CLI_CHECKPOINT_H

#include <time.h>

#include "study_db.h"

/* All of a study at work as bytes (malloc); 0 when memory is out. */
typedef size_t checkpoint_state(const void *study, void **bytes);

struct checkpoint {
    struct study_db *db; /* NULL: nothing is kept */
    checkpoint_state *state;
    struct timespec kept; /* when the last one was */
    double cost;          /* seconds it took */
};

void checkpoint_start(struct checkpoint *c, struct study_db *db, checkpoint_state *state);
bool checkpoint_due(const struct checkpoint *c);
int checkpoint_keep(struct checkpoint *c, const void *study, uint64_t done, struct diags *d);

#endif
