/* Private to the study_*.c files that talk to SQLite. */
#ifndef VETSIM_STORE_STUDY_SQL_H
#define VETSIM_STORE_STUDY_SQL_H

#include <sqlite3.h>

#include "study_db.h"

struct study_db {
    sqlite3 *sql;
    char *path;
    int lock;  /* file descriptor holding the writer's lock, -1 for a reader */
    bool made; /* the file did not exist before */
    bool open; /* in a transaction */
    bool complete;
    uint64_t done;
    sqlite3_int64 generation; /* of the last checkpoint */
};

/* Adds "PATH: why" for the last SQLite error, or for `code` when it is not SQLITE_OK; returns VS_STORE. */
int sql_failed(const struct study_db *db, int code, struct diags *d);
int sql_run(struct study_db *db, const char *text, struct diags *d);
int sql_prepare(struct study_db *db, sqlite3_stmt **statement, const char *text, struct diags *d);
/* One step of a statement that gives no rows, made ready for the next use. */
int sql_step(struct study_db *db, sqlite3_stmt *statement, struct diags *d);
/* A number the first row of a query gives; 0 when there is none. */
int sql_number(struct study_db *db, const char *text, sqlite3_int64 *number, struct diags *d);

int sql_begin(struct study_db *db, struct diags *d); /* nothing when already in a transaction */
int sql_commit(struct study_db *db, struct diags *d);
void sql_rollback(struct study_db *db);

/* NaN and "absent" are NULL. */
int sql_bind_real(sqlite3_stmt *statement, int at, double value);

#endif
