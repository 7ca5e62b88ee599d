/* Opening a result file: whose it is, that nobody else writes it, and that it is not from the future. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "study_sql.h"

enum { APPLICATION = 0x5654534D /* "VTSM", for file(1) */, WAIT_MS = 10000 };

static int refuse(const struct study_db *db, struct diags *d, const char *why)
{
    diag_error(d, NULL, 0, "%s: %s", db->path, why);
    return VS_STORE;
}

/* SQLite gives names such as ":memory:" and "file:…" a meaning of their own; ours are only paths. */
static struct study_db *new_db(const char *path)
{
    struct study_db *db = calloc(1, sizeof *db);
    if (!db)
        return NULL;
    db->lock = -1;
    if (asprintf(&db->path, "%s%s", path[0] == '/' || strncmp(path, "./", 2) == 0 ? "" : "./", path) < 0) {
        free(db);
        return NULL;
    }
    return db;
}

/* The lock is on the file itself, held by its descriptor, so a killed process leaves none behind. It
 * must stay open until SQLite has closed the file: closing any descriptor of a file would drop the
 * locks SQLite has on it. */
static int take_lock(struct study_db *db, struct diags *d)
{
    struct stat opened, named;
    db->lock = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool made = db->lock >= 0;
    if (!made && errno == EEXIST)
        db->lock = open(db->path, O_RDWR | O_CLOEXEC);
    if (db->lock < 0)
        return refuse(db, d, system_error_text(errno));
    if (flock(db->lock, LOCK_EX | LOCK_NB) != 0)
        return refuse(db, d,
                      errno == EWOULDBLOCK
                          ? _("another vetsim is working on this file; wait for it, or give another file")
                          : system_error_text(errno));
    if (fstat(db->lock, &opened) != 0 || stat(db->path, &named) != 0 || opened.st_ino != named.st_ino)
        return refuse(db, d, _("the file was replaced while it was opened; try again"));
    db->made = made; /* ours to remove, now that nobody else can have it */
    return S_ISREG(opened.st_mode) ? 0 : refuse(db, d, _("this is not a file"));
}

/* SQLite would take an empty file for a new database, and so do we; anything else must be one. */
static int check_header(const struct study_db *db, struct diags *d)
{
    char header[16] = "";
    ssize_t size = pread(db->lock, header, sizeof header, 0);
    if (size < 0)
        return refuse(db, d, system_error_text(errno));
    if (size == 0 || memcmp(header, "SQLite format 3", sizeof header) == 0)
        return 0;
    return refuse(db, d, _("this is not a result file of vetsim; it is left as it is"));
}

static int connect(struct study_db *db, int flags, struct diags *d)
{
    int code = sqlite3_open_v2(db->path, &db->sql, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return sql_failed(db, code, d);
    sqlite3_busy_timeout(db->sql, WAIT_MS);
    return 0;
}

/* Nothing is in it: new, or its maker was killed before the first results were kept. (Asking lets SQLite
 * take back what that process left half written.) */
static int check_empty(struct study_db *db, bool *empty, struct diags *d)
{
    sqlite3_int64 things = 0, application = 0;
    int err = sql_number(db, "SELECT count(*) FROM sqlite_schema", &things, d);
    if (!err)
        err = sql_number(db, "PRAGMA application_id", &application, d);
    *empty = !err && things == 0 && application == 0;
    return err;
}

static int check_format(struct study_db *db, struct diags *d)
{
    sqlite3_int64 application = 0, format = 0;
    int err = sql_number(db, "PRAGMA application_id", &application, d);
    if (!err)
        err = sql_number(db, "PRAGMA user_version", &format, d);
    if (err)
        return err;
    if (application != APPLICATION)
        return refuse(db, d, _("this database was not made by vetsim; it is left as it is"));
    if (format == STUDY_FORMAT)
        return 0;
    diag_error(
        d, NULL, 0,
        format > STUDY_FORMAT
            ? N_("%s: results in format %lld; this vetsim is older and writes format %d; the file is left as it is")
            : N_("%s: results in format %lld; this vetsim is newer and writes format %d; the file is left as it is"),
        db->path, (long long)format, STUDY_FORMAT);
    return VS_STORE;
}

/* --- a new file --- */

static char *create_statement(const struct study_table *table)
{
    static const char *const types[] = {[STUDY_INTEGER] = "INTEGER", [STUDY_REAL] = "REAL", [STUDY_TEXT] = "TEXT"};
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendf(text, "CREATE TABLE \"%w\" (", table->name);
    for (int i = 0; i < table->count; i++)
        sqlite3_str_appendf(text, "%s\"%w\" %s", i ? ", " : "", table->fields[i].name, types[table->fields[i].type]);
    sqlite3_str_appendall(text, ")");
    return sqlite3_str_finish(text);
}

static int create_tables(struct study_db *db, struct diags *d)
{
    char pragmas[128];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
             STUDY_FORMAT);
    int err = sql_run(db, pragmas, d);
    for (int i = 0; i < STUDY_TABLES && !err; i++) {
        char *text = create_statement(&study_tables[i]);
        err = text ? sql_run(db, text, d) : VS_MEMORY;
        sqlite3_free(text);
    }
    if (!err)
        err = sql_run(db, "CREATE TABLE checkpoint (generation INTEGER, part INTEGER, bytes BLOB)", d);
    return err;
}

/* Everything in one transaction: a file is either empty or a study's. */
static int create(struct study_db *db, const struct study *wanted, struct diags *d)
{
    int err = sql_run(db, "PRAGMA auto_vacuum = INCREMENTAL", d); /* pages a checkpoint took can be given back */
    if (!err)
        err = sql_begin(db, d);
    if (!err)
        err = create_tables(db, d);
    if (!err)
        err = study_save(db, wanted, d);
    if (err)
        sql_rollback(db);
    return err;
}

/* --- a file that is there --- */

static int other_study(const struct study_db *db, struct diags *d, const char *what, const char *there,
                       const char *here)
{
    diag_error(
        d, NULL, 0,
        "%s holds another study: %s is %s there and %s here; give another file with -o; the file is left as it is",
        db->path, _(what), there, here);
    return VS_STORE;
}

static int compare_number(const struct study_db *db, struct diags *d, const char *what, int64_t there, int64_t here)
{
    char a[32], b[32];
    snprintf(a, sizeof a, "%lld", (long long)there);
    snprintf(b, sizeof b, "%lld", (long long)here);
    return there == here ? 0 : other_study(db, d, what, a, b);
}

static int compare_text(const struct study_db *db, struct diags *d, const char *what, const char *there,
                        const char *here)
{
    return strcmp(there, here) == 0 ? 0 : other_study(db, d, what, there, here);
}

static int compare(const struct study_db *db, const struct study *there, const struct study *here, struct diags *d)
{
    const struct study_head *a = study_head(there), *b = study_head(here);
    if (!a)
        return refuse(db, d, _("the study's description is missing; the file is left as it is"));
    int err = compare_text(db, d, N_("the kind of study"), a->kind, b->kind);
    if (!err)
        err = compare_text(db, d, N_("vetsim's version"), a->version, b->version);
    if (!err)
        err = compare_number(db, d, N_("the number of scenarios"), there->lists[TABLE_SCENARIO].count,
                             here->lists[TABLE_SCENARIO].count);
    for (int i = 0; i < here->lists[TABLE_SCENARIO].count && !err; i++) {
        const struct study_scenario *x = STUDY_AT(there, study_scenario, TABLE_SCENARIO, i);
        const struct study_scenario *y = STUDY_AT(here, study_scenario, TABLE_SCENARIO, i);
        if (strcmp(x->digest, y->digest) != 0)
            err = other_study(db, d, N_("a scenario"), x->path,
                              strcmp(x->path, y->path) == 0 ? _("changed since") : y->path);
    }
    if (!err)
        err = compare_text(db, d, N_("the sampler"), a->sampler, b->sampler);
    if (!err)
        err = compare_number(db, d, N_("the seed"), a->seed, b->seed);
    if (!err)
        err = compare_number(db, d, N_("the number of runs"), a->runs, b->runs);
    if (!err)
        err = compare_number(db, d, N_("--keep-runs (1 or 0)"), a->kept, b->kept);
    /* Paths in a command may differ from one folder to another; only of a sweep it says more than the rest. */
    if (!err && strcmp(b->kind, "sweep") == 0)
        err = compare_text(db, d, N_("the command"), a->command, b->command);
    return err ? err : compare_text(db, d, N_("the design digest"), a->design, b->design);
}

static int adopt(struct study_db *db, const struct study *wanted, struct diags *d)
{
    struct study there = {0};
    int err = check_format(db, d);
    if (!err)
        err = study_load(db, &there, d);
    if (!err)
        err = compare(db, &there, wanted, d);
    if (!err) {
        db->complete = strcmp(study_head(&there)->state, "complete") == 0;
        err = sql_number(db, "SELECT max(generation) FROM checkpoint", &db->generation, d);
        /* Without a checkpoint a study starts over, whatever it had done. */
        db->done = db->complete || db->generation ? (uint64_t)study_head(&there)->done : 0;
    }
    study_free(&there);
    return err;
}

int study_open(struct study_db **out, const char *path, const struct study *wanted, struct diags *d)
{
    struct study_db *db = *out = new_db(path);
    bool empty = false;
    if (!db)
        return VS_MEMORY;
    int err = take_lock(db, d);
    if (!err)
        err = check_header(db, d);
    if (!err)
        err = connect(db, SQLITE_OPEN_READWRITE, d);
    /* A rollback journal, not a write-ahead log: it needs no room on a full disk to be read again. */
    if (!err)
        err = sql_run(db, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY", d);
    if (!err)
        err = check_empty(db, &empty, d);
    if (!err)
        err = empty ? create(db, wanted, d) : adopt(db, wanted, d);
    if (err) {
        if (db->made)
            unlink(db->path);
        study_close(db);
        *out = NULL;
    }
    return err;
}

int study_open_read(struct study_db **out, const char *path, struct diags *d)
{
    struct study_db *db = *out = new_db(path);
    bool empty = false;
    if (!db)
        return VS_MEMORY;
    int err = access(db->path, R_OK) == 0 ? 0 : refuse(db, d, system_error_text(errno));
    /* Writable where possible: only then can what a killed process left half written be rolled back. */
    if (!err)
        err = connect(db, access(db->path, W_OK) == 0 ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, d);
    if (!err)
        err = check_empty(db, &empty, d);
    if (!err)
        err = empty ? refuse(db, d, _("nothing was kept in this file")) : check_format(db, d);
    if (err) {
        study_close(db);
        *out = NULL;
    }
    return err;
}

void study_close(struct study_db *db)
{
    if (!db)
        return;
    sql_rollback(db);
    sqlite3_close(db->sql);
    if (db->lock >= 0)
        close(db->lock);
    free(db->path);
    free(db);
}

bool study_complete(const struct study_db *db) { return db->complete; }
uint64_t study_done(const struct study_db *db) { return db->done; }
