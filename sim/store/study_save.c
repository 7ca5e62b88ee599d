/* Tables and checkpoints into the file and out of it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study_sql.h"

enum { PART = 1 << 20 /* bytes of a checkpoint in one row: SQLite copies a row in memory */ };

/* --- writing --- */

static int bind_field(sqlite3_stmt *statement, int at, const struct study_field *f, const char *row)
{
    const char *place = row + f->offset;
    if (f->type == STUDY_INTEGER)
        return sqlite3_bind_int64(statement, at, *(const int64_t *)place);
    if (f->type == STUDY_REAL)
        return sql_bind_real(statement, at, *(const double *)place);
    const char *text = *(const char *const *)place;
    return sqlite3_bind_text(statement, at, text ? text : "", -1, SQLITE_STATIC);
}

static char *insert_statement(const struct study_table *table)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendf(text, "INSERT INTO \"%w\" VALUES (", table->name);
    for (int i = 0; i < table->count; i++)
        sqlite3_str_appendall(text, i ? ", ?" : "?");
    sqlite3_str_appendall(text, ")");
    return sqlite3_str_finish(text);
}

static int save_table(struct study_db *db, const struct study_table *table, const struct study_list *list,
                      struct diags *d)
{
    char *text = sqlite3_mprintf("DELETE FROM \"%w\"", table->name);
    sqlite3_stmt *insert = NULL;
    int err = text ? sql_run(db, text, d) : VS_MEMORY;
    sqlite3_free(text);
    if (err || list->count == 0)
        return err;
    text = insert_statement(table);
    err = sql_prepare(db, &insert, text, d);
    for (int i = 0; i < list->count && !err; i++) {
        const char *row = (const char *)list->rows + table->size * (size_t)i;
        for (int f = 0; f < table->count && !err; f++)
            if (bind_field(insert, f + 1, &table->fields[f], row) != SQLITE_OK)
                err = sql_failed(db, SQLITE_OK, d);
        if (!err)
            err = sql_step(db, insert, d);
    }
    sqlite3_finalize(insert);
    sqlite3_free(text);
    return err;
}

int study_save(struct study_db *db, const struct study *results, struct diags *d)
{
    const struct study_head *head = study_head(results);
    bool complete = strcmp(head->state, "complete") == 0;
    int err = sql_begin(db, d);
    for (int i = 0; i < STUDY_TABLES && !err; i++)
        err = save_table(db, &study_tables[i], &results->lists[i], d);
    if (!err && complete)
        err = sql_run(db, "DELETE FROM checkpoint; PRAGMA incremental_vacuum", d);
    if (!err)
        err = sql_commit(db, d);
    if (err) {
        sql_rollback(db);
        return err;
    }
    db->complete = complete;
    db->done = (uint64_t)head->done;
    return 0;
}

/* --- checkpoints --- */

static int write_parts(struct study_db *db, const char *bytes, size_t size, struct diags *d)
{
    sqlite3_stmt *insert;
    int err = sql_prepare(db, &insert, "INSERT INTO checkpoint VALUES (?, ?, ?)", d);
    for (size_t at = 0, part = 0; at < size && !err; at += PART, part++) {
        sqlite3_bind_int64(insert, 1, db->generation);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)part);
        sqlite3_bind_blob(insert, 3, bytes + at, (int)(size - at < PART ? size - at : PART), SQLITE_STATIC);
        err = sql_step(db, insert, d);
    }
    sqlite3_finalize(insert);
    return err;
}

static int note_progress(struct study_db *db, uint64_t done, struct diags *d)
{
    sqlite3_stmt *update;
    int err = sql_prepare(db, &update, "UPDATE study SET done = ?", d);
    if (!err) {
        sqlite3_bind_int64(update, 1, (sqlite3_int64)done);
        err = sql_step(db, update, d);
    }
    sqlite3_finalize(update);
    return err;
}

int study_checkpoint(struct study_db *db, uint64_t done, const void *bytes, size_t size, struct diags *d)
{
    int err = sql_begin(db, d);
    db->generation++;
    /* The new one takes the pages of the one before the last: those need not be journalled. */
    if (!err)
        err = write_parts(db, bytes, size, d);
    if (!err) {
        char text[80];
        snprintf(text, sizeof text, "DELETE FROM checkpoint WHERE generation < %lld", (long long)db->generation);
        err = sql_run(db, text, d);
    }
    if (!err)
        err = note_progress(db, done, d);
    if (!err)
        err = sql_commit(db, d);
    if (err)
        sql_rollback(db);
    else
        db->done = done;
    return err;
}

int study_state(struct study_db *db, void **bytes, size_t *size, struct diags *d)
{
    sqlite3_int64 total;
    sqlite3_stmt *parts = NULL;
    *bytes = NULL;
    *size = 0;
    int err = sql_number(db, "SELECT total(length(bytes)) FROM checkpoint", &total, d);
    if (err || total == 0)
        return err;
    char *to = *bytes = malloc((size_t)total);
    if (!to)
        return VS_MEMORY;
    err = sql_prepare(db, &parts, "SELECT bytes FROM checkpoint ORDER BY generation, part", d);
    int code = SQLITE_DONE;
    while (!err && (code = sqlite3_step(parts)) == SQLITE_ROW) {
        size_t length = (size_t)sqlite3_column_bytes(parts, 0);
        if (length > 0 && *size + length <= (size_t)total)
            memcpy(to + *size, sqlite3_column_blob(parts, 0), length);
        *size += length;
    }
    if (!err && code != SQLITE_DONE)
        err = sql_failed(db, code, d);
    sqlite3_finalize(parts);
    return err;
}

/* --- reading --- */

static bool read_field(struct arena *a, sqlite3_stmt *from, int at, const struct study_field *f, char *row)
{
    char *place = row + f->offset;
    if (f->type == STUDY_INTEGER) {
        *(int64_t *)place = sqlite3_column_int64(from, at);
    } else if (f->type == STUDY_REAL) {
        bool none = sqlite3_column_type(from, at) == SQLITE_NULL;
        *(double *)place = none ? (double)NAN : sqlite3_column_double(from, at);
    } else {
        const char *text = (const char *)sqlite3_column_text(from, at);
        int length = sqlite3_column_bytes(from, at);
        *(const char **)place = arena_copy(a, text ? text : "", text ? (size_t)length : 0);
        return *(const char **)place != NULL;
    }
    return true;
}

static char *select_statement(const struct study_table *table)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendall(text, "SELECT ");
    for (int i = 0; i < table->count; i++)
        sqlite3_str_appendf(text, "%s\"%w\"", i ? ", " : "", table->fields[i].name);
    sqlite3_str_appendf(text, " FROM \"%w\" ORDER BY rowid", table->name);
    return sqlite3_str_finish(text);
}

static int load_table(struct study_db *db, struct study *results, int index, struct diags *d)
{
    const struct study_table *table = &study_tables[index];
    sqlite3_int64 count = 0;
    sqlite3_stmt *select = NULL;
    char *text = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table->name);
    int err = text ? sql_number(db, text, &count, d) : VS_MEMORY;
    sqlite3_free(text);
    if (err || count == 0)
        return err;
    if (count > 100000000 || !study_rows(results, (enum study_table_index)index, (int)count))
        return VS_MEMORY;
    text = select_statement(table);
    err = sql_prepare(db, &select, text, d);
    int code = SQLITE_DONE;
    while (!err && results->lists[index].count < count && (code = sqlite3_step(select)) == SQLITE_ROW) {
        char *row = study_add(results, (enum study_table_index)index);
        for (int f = 0; f < table->count && !err; f++)
            if (!read_field(&results->arena, select, f, &table->fields[f], row))
                err = VS_MEMORY;
    }
    if (!err && code != SQLITE_DONE && code != SQLITE_ROW)
        err = sql_failed(db, code, d);
    sqlite3_finalize(select);
    sqlite3_free(text);
    return err;
}

int study_load(struct study_db *db, struct study *results, struct diags *d)
{
    int err = 0;
    for (int i = 0; i < STUDY_TABLES && !err; i++)
        err = load_table(db, results, i, d);
    return err;
}
