#include "study_sql.h"

#include <math.h>

#include "lane.h"

/* What a user can do something about, in plain words. */
static const char *plain_words(int code)
{
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return _("the disk is full; what was kept before is still in the file");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("another program is using the file");
    case SQLITE_READONLY:
        return _("the file or its folder cannot be written");
    case SQLITE_NOTADB:
        return _("this is not a result file of vetsim");
    case SQLITE_CORRUPT:
        return _("the file is damaged");
    case SQLITE_CANTOPEN:
        return _("the file cannot be opened");
    default:
        return NULL;
    }
}

int sql_failed(const struct study_db *db, int code, struct diags *d)
{
    int error = code != SQLITE_OK ? code : db->sql ? sqlite3_errcode(db->sql) : SQLITE_NOMEM;
    const char *words = plain_words(error);
    if ((error & 0xFF) == SQLITE_NOMEM)
        return VS_MEMORY;
    if (!words)
        words = db->sql && code == SQLITE_OK ? sqlite3_errmsg(db->sql) : sqlite3_errstr(error);
    diag_error(d, NULL, 0, "%s: %s", db->path, words);
    return VS_STORE;
}

int sql_run(struct study_db *db, const char *text, struct diags *d)
{
    int code = sqlite3_exec(db->sql, text, NULL, NULL, NULL);
    return code == SQLITE_OK ? 0 : sql_failed(db, code == SQLITE_ERROR ? SQLITE_OK : code, d);
}

int sql_prepare(struct study_db *db, sqlite3_stmt **statement, const char *text, struct diags *d)
{
    *statement = NULL;
    if (!text)
        return VS_MEMORY;
    return sqlite3_prepare_v2(db->sql, text, -1, statement, NULL) == SQLITE_OK ? 0 : sql_failed(db, SQLITE_OK, d);
}

int sql_step(struct study_db *db, sqlite3_stmt *statement, struct diags *d)
{
    int code = sqlite3_step(statement);
    int err =
        code == SQLITE_DONE || code == SQLITE_ROW ? 0 : sql_failed(db, code == SQLITE_ERROR ? SQLITE_OK : code, d);
    sqlite3_reset(statement);
    return err;
}

int sql_number(struct study_db *db, const char *text, sqlite3_int64 *number, struct diags *d)
{
    sqlite3_stmt *statement;
    *number = 0;
    int err = sql_prepare(db, &statement, text, d);
    if (err)
        return err;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else if (code != SQLITE_DONE)
        err = sql_failed(db, code, d);
    sqlite3_finalize(statement);
    return err;
}

int sql_begin(struct study_db *db, struct diags *d)
{
    if (db->open)
        return 0;
    int err = sql_run(db, "BEGIN IMMEDIATE", d);
    db->open = err == 0;
    return err;
}

int sql_commit(struct study_db *db, struct diags *d)
{
    int err = sql_run(db, "COMMIT", d);
    if (err)
        sql_rollback(db);
    db->open = false;
    return err;
}

void sql_rollback(struct study_db *db)
{
    /* After a full disk SQLite has rolled back by itself, and would only complain. */
    if (db->sql && !sqlite3_get_autocommit(db->sql))
        sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
    db->open = false;
}

int sql_bind_real(sqlite3_stmt *statement, int at, double value)
{
    if (!isfinite(value) || fabs(value) > ABSENT_ABOVE)
        return sqlite3_bind_null(statement, at);
    return sqlite3_bind_double(statement, at, value == 0.0 ? 0.0 : value); /* no -0 */
}
