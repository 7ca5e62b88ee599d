/* Tables of a result file as CSV, through the same cells as the other CSV files. */
#include <string.h>

#include "csv.h"
#include "study_sql.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static void write_cell(FILE *out, sqlite3_stmt *row, int column, char end)
{
    char text[32];
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        putc(end, out);
        break;
    case SQLITE_INTEGER:
        fprintf(out, "%lld%c", (long long)sqlite3_column_int64(row, column), end);
        break;
    case SQLITE_FLOAT:
        fprintf(out, "%s%c", csv_number(sqlite3_column_double(row, column), text), end);
        break;
    default:
        csv_text(out, (const char *)sqlite3_column_text(row, column), end);
    }
}

/* The scenario's resolved text has many lines, which spreadsheets and simple readers take badly. */
static bool left_out(sqlite3_stmt *rows, int column)
{
    return strcmp(sqlite3_column_name(rows, column), "resolved") == 0;
}

static int write_rows(struct study_db *db, sqlite3_stmt *rows, FILE *out, struct diags *d)
{
    int columns = sqlite3_column_count(rows), code;
    fputs(byte_order_mark, out);
    for (int c = 0; c < columns; c++)
        if (!left_out(rows, c))
            csv_text(out, sqlite3_column_name(rows, c), c + 1 < columns ? ',' : '\n');
    while ((code = sqlite3_step(rows)) == SQLITE_ROW && !ferror(out))
        for (int c = 0; c < columns; c++)
            if (!left_out(rows, c))
                write_cell(out, rows, c, c + 1 < columns ? ',' : '\n');
    return code == SQLITE_DONE || code == SQLITE_ROW ? 0 : sql_failed(db, code, d);
}

int study_csv(struct study_db *db, const char *table, FILE *out, struct diags *d)
{
    sqlite3_stmt *rows = NULL;
    char *text = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY rowid", table);
    int err = sql_prepare(db, &rows, text, d);
    if (!err)
        err = write_rows(db, rows, out, d);
    sqlite3_finalize(rows);
    sqlite3_free(text);
    return err;
}

static int has_rows(struct study_db *db, const char *table, bool *any, struct diags *d)
{
    sqlite3_int64 found = 0;
    char *text = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM \"%w\")", table);
    int err = text ? sql_number(db, text, &found, d) : VS_MEMORY;
    sqlite3_free(text);
    *any = found != 0;
    return err;
}

int study_each_table(struct study_db *db, int (*each)(void *context, const char *table), void *context, struct diags *d)
{
    sqlite3_stmt *names = NULL;
    int code = SQLITE_DONE;
    int err = sql_prepare(db, &names,
                          "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'checkpoint' "
                          "AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
                          d);
    while (!err && (code = sqlite3_step(names)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(names, 0);
        bool any = false;
        err = has_rows(db, name, &any, d);
        if (!err && any)
            err = each(context, name);
    }
    if (!err && code != SQLITE_DONE)
        err = sql_failed(db, code, d);
    sqlite3_finalize(names);
    return err;
}
