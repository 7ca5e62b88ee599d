/* Every run of an ensemble: its inputs in `run`, one row a replicate, and its indicators in `run_year`,
 * one row a replicate and year with one column an indicator. Wide rows are a tenth of what a row for
 * each value would take, and read well in SQL. */
#include <stdlib.h>
#include <string.h>

#include "study_sql.h"

enum { MOST_COLUMNS = 1990 /* SQLite allows 2000 */ };

struct study_runs {
    struct study_db *db;
    struct member_runs {
        const struct setup *setup;
        int *inputs; /* columns of the design this scenario has */
        int input_count;
        sqlite3_stmt *run, *year;
    } * members;
    int count;
    struct arena arena;
};

/* An input may have the name of one of the table's own columns. */
static const char *input_suffix(const char *id)
{
    return strcmp(id, "scenario") == 0 || strcmp(id, "replicate") == 0 ? "_" : "";
}

static bool has_series(const struct setup *const *setups, int count, const char *key)
{
    for (int i = 0; i < count; i++)
        if (setup_series(setups[i], key, NULL))
            return true;
    return false;
}

/* The columns are the union of the scenarios' indicators, in order of first appearance. */
static int create_run_tables(struct study_runs *r, const struct setup *const *setups, const char *const *ids,
                             int inputs, struct diags *d)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    int columns = 0;
    sqlite3_str_appendall(text, "CREATE TABLE IF NOT EXISTS run (scenario INTEGER, replicate INTEGER");
    for (int k = 0; k < inputs; k++)
        sqlite3_str_appendf(text, ", \"%w%s\" REAL", ids[k], input_suffix(ids[k]));
    sqlite3_str_appendall(text,
                          "); CREATE TABLE IF NOT EXISTS run_year (scenario INTEGER, replicate INTEGER, year INTEGER");
    for (int m = 0; m < r->count; m++)
        for (int i = 0; i < setups[m]->series_count; i++)
            if (!has_series(setups, m, setups[m]->series[i].key)) {
                sqlite3_str_appendf(text, ", \"%w\" REAL", setups[m]->series[i].key);
                columns++;
            }
    sqlite3_str_appendall(text, ");");
    char *sql = sqlite3_str_finish(text);
    int err = sql ? 0 : VS_MEMORY;
    if (!err && (columns > MOST_COLUMNS || inputs > MOST_COLUMNS)) {
        diag_error(d, NULL, 0, "%s: the scenarios have %d indicators; runs can be kept of at most %d", r->db->path,
                   columns, MOST_COLUMNS);
        err = VS_STORE;
    }
    if (!err)
        err = sql_run(r->db, sql, d);
    if (!err && r->db->done == 0)
        err = sql_run(r->db, "DELETE FROM run; DELETE FROM run_year", d);
    sqlite3_free(sql);
    return err;
}

static void values_clause(sqlite3_str *text, int columns)
{
    sqlite3_str_appendall(text, ") VALUES (?");
    for (int i = 1; i < columns; i++)
        sqlite3_str_appendall(text, ", ?");
    sqlite3_str_appendall(text, ")");
}

static int prepare_run(struct study_runs *r, struct member_runs *m, const char *const *ids, int inputs, struct diags *d)
{
    const struct scenario *s = m->setup->scenario;
    sqlite3_str *text = sqlite3_str_new(NULL);
    m->inputs = arena_alloc(&r->arena, sizeof *m->inputs * (size_t)(inputs + 1));
    sqlite3_str_appendall(text, "INSERT INTO run (scenario, replicate");
    for (int k = 0; k < inputs && m->inputs; k++)
        for (int i = 0; i < s->uncertain_count; i++)
            if (strcmp(s->uncertains[i].id, ids[k]) == 0) {
                m->inputs[m->input_count++] = k;
                sqlite3_str_appendf(text, ", \"%w%s\"", ids[k], input_suffix(ids[k]));
            }
    values_clause(text, m->input_count + 2);
    char *sql = sqlite3_str_finish(text);
    int err = m->inputs ? sql_prepare(r->db, &m->run, sql, d) : VS_MEMORY;
    sqlite3_free(sql);
    return err;
}

static int prepare_year(struct study_runs *r, struct member_runs *m, struct diags *d)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendall(text, "INSERT INTO run_year (scenario, replicate, year");
    for (int i = 0; i < m->setup->series_count; i++)
        sqlite3_str_appendf(text, ", \"%w\"", m->setup->series[i].key);
    values_clause(text, m->setup->series_count + 3);
    char *sql = sqlite3_str_finish(text);
    int err = sql_prepare(r->db, &m->year, sql, d);
    sqlite3_free(sql);
    return err;
}

int study_runs_open(struct study_runs **out, struct study_db *db, const struct setup *const *setups, int count,
                    const char *const *ids, int inputs, struct diags *d)
{
    struct study_runs *r = *out = calloc(1, sizeof *r);
    if (!r)
        return VS_MEMORY;
    r->db = db;
    r->count = count;
    r->members = arena_alloc(&r->arena, sizeof *r->members * (size_t)count);
    int err = r->members ? sql_begin(db, d) : VS_MEMORY;
    if (!err)
        err = create_run_tables(r, setups, ids, inputs, d);
    for (int i = 0; i < count && !err; i++) {
        r->members[i].setup = setups[i];
        err = prepare_run(r, &r->members[i], ids, inputs, d);
        if (!err)
            err = prepare_year(r, &r->members[i], d);
    }
    return err;
}

static int add_run(struct study_runs *r, const struct study_block *b, int i, struct diags *d)
{
    struct member_runs *m = &r->members[b->scenario];
    sqlite3_bind_int64(m->run, 1, b->scenario);
    sqlite3_bind_int64(m->run, 2, (sqlite3_int64)b->first + i);
    for (int k = 0; k < m->input_count; k++)
        sql_bind_real(m->run, k + 3, b->x[(size_t)m->inputs[k] * (size_t)b->stride + (size_t)i]);
    return sql_step(r->db, m->run, d);
}

static int add_years(struct study_runs *r, const struct study_block *b, int i, struct diags *d)
{
    struct member_runs *m = &r->members[b->scenario];
    const struct setup *u = m->setup;
    int err = 0;
    for (int t = 0; t < u->shape.years && !err; t++) {
        sqlite3_bind_int64(m->year, 1, b->scenario);
        sqlite3_bind_int64(m->year, 2, (sqlite3_int64)b->first + i);
        sqlite3_bind_int64(m->year, 3, u->shape.first_year + t);
        for (int s = 0; s < u->series_count; s++) {
            int cell = b->cell[s * u->shape.years + t];
            if (cell < 0)
                sqlite3_bind_null(m->year, s + 4);
            else
                sql_bind_real(m->year, s + 4, b->values[(size_t)cell * (size_t)b->stride + (size_t)i]);
        }
        err = sql_step(r->db, m->year, d);
    }
    return err;
}

int study_runs_add(struct study_runs *r, const struct study_block *b, struct diags *d)
{
    int err = sql_begin(r->db, d);
    for (int i = 0; i < b->count && !err; i++) {
        err = add_run(r, b, i, d);
        if (!err)
            err = add_years(r, b, i, d);
    }
    return err;
}

void study_runs_close(struct study_runs *r)
{
    if (!r)
        return;
    for (int i = 0; r->members && i < r->count; i++) {
        sqlite3_finalize(r->members[i].run);
        sqlite3_finalize(r->members[i].year);
    }
    arena_free(&r->arena);
    free(r);
}
