/* One SQLite file for each study. What is in it is study_tables.h; this is how it is kept: one writer
 * at a time, everything in transactions, so that a process killed at any moment leaves what the last
 * transaction left. All functions return 0 or a negative code with a message in `d`. */
#ifndef VETSIM_STORE_STUDY_DB_H
#define VETSIM_STORE_STUDY_DB_H

#include <stdio.h>

#include "diag.h"
#include "setup.h"
#include "study_tables.h"

enum { STUDY_FORMAT = 2 /* PRAGMA user_version */ };

struct study_db;

/* Opens or creates the file of the study that `wanted` describes (its head and scenarios). A file of
 * another study, of a newer version, in use, or not a result file is refused and left as it is. */
int study_open(struct study_db **db, const char *path, const struct study *wanted, struct diags *d);

/* Opens a file for reading only. */
int study_open_read(struct study_db **db, const char *path, struct diags *d);

/* What is not committed is rolled back. NULL is ignored. */
void study_close(struct study_db *db);

bool study_complete(const struct study_db *db);
uint64_t study_done(const struct study_db *db); /* replicates at the last checkpoint */

/* The last checkpoint's bytes (malloc; the caller frees); size 0 when there is none. */
int study_state(struct study_db *db, void **bytes, size_t *size, struct diags *d);

/* Keeps a checkpoint in place of the one before, with the runs handed in since then. */
int study_checkpoint(struct study_db *db, uint64_t done, const void *bytes, size_t size, struct diags *d);

/* Writes all tables. A study whose state is "complete" loses its checkpoint. */
int study_save(struct study_db *db, const struct study *results, struct diags *d);

/* Reads all tables; texts live in the study's arena. */
int study_load(struct study_db *db, struct study *results, struct diags *d);

/* --- every run (tables run and run_year), kept with the next checkpoint or save --- */

struct study_runs;
int study_runs_open(struct study_runs **runs, struct study_db *db, const struct setup *const *setups, int count,
                    const char *const *input_ids, int inputs, struct diags *d);
/* Values of a scenario's cells: value of series s (index in its setup) in year t is
 * values[cell[s * years + t] * stride + i], none where cell is -1. */
struct study_block {
    int scenario, count, stride;
    uint64_t first;
    const double *x, *values;
    const int *cell;
};
int study_runs_add(struct study_runs *runs, const struct study_block *b, struct diags *d);
void study_runs_close(struct study_runs *runs);

/* --- CSV --- */

/* Writes one table, or with a NULL name lists each table that has rows to `each`. */
int study_csv(struct study_db *db, const char *table, FILE *out, struct diags *d);
int study_each_table(struct study_db *db, int (*each)(void *context, const char *table), void *context,
                     struct diags *d);

#endif
