/* Result files through the library: the documented queries, what is refused, and checkpoints. */
#include "support.h"

#include <sqlite3.h>

#include "study_db.h"
#include "study_fill.h"
#include "study_tables.h"

enum { RUNS = 512 };

/* Entrants 500 x U(0.8, 1.2) a year; the second plan takes 550 x. */
static const char plan[] = YEARS(2020, 2024) NO_LOSSES
    "population: { junior_graduates = 1000; vocational_share = %s; };\n"
    "sector: { sve: { label = \"s\"; level = \"secondary\"; length = 3; enrolment: { base_students = 900; }; }; };\n"
    "target: { intake: { label = \"intake\"; area = \"enrolment\"; indicator = \"enrolment.intake\"; comparator = "
    "\">=\"; value = 450; due = 2022;\n"
    "  kind = \"level\"; strength = \"binding\"; document = \"d\"; section = \"s\"; quote = \"q\"; }; };\n"
    "uncertain: { cohort: { label = \"c\"; parameter = \"population.junior_graduates\"; form = \"scale\"; distribution "
    "= \"uniform\"; low = 0.8; high = 1.2; assumption = \"x\"; }; };\n";

struct fixture {
    struct sim plans[2];
    const struct setup *setups[2];
    const struct run *runs[2];
    struct ensemble e;
    struct study study;
    char path[64];
    struct diags d;
};

static void describe(struct fixture *f, uint64_t seed)
{
    const struct study_head head = {.kind = "ensemble",
                                    .state = "partial",
                                    .command = "c",
                                    .version = "v",
                                    .sampler = "sobol",
                                    .design = "d",
                                    .seed = (int64_t)seed,
                                    .runs = RUNS,
                                    .inputs = 1,
                                    .kept = 1};
    study_free(&f->study);
    assert_int_equal(study_begin(&f->study, &head, f->setups, 2), 0);
}

static int start(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    open_format(&f->plans[0], plan, "0.5");
    open_format(&f->plans[1], plan, "0.55");
    for (int i = 0; i < 2; i++) {
        f->setups[i] = &f->plans[i].u;
        f->runs[i] = &f->plans[i].r;
    }
    describe(f, 1);
    snprintf(f->path, sizeof f->path, "/tmp/vetsim-study-XXXXXX");
    assert_true(close(mkstemp(f->path)) == 0);
    *state = f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    ensemble_free(&f->e);
    study_free(&f->study);
    for (int i = 0; i < 2; i++)
        close_sim(&f->plans[i]);
    diags_free(&f->d);
    unlink(f->path);
    free(f);
    return 0;
}

static int opened(struct fixture *f, struct study_db **db) { return study_open(db, f->path, &f->study, &f->d); }

static const char *last_message(const struct fixture *f) { return f->d.count ? f->d.list[f->d.count - 1].text : ""; }

/* --- an ensemble with every run kept --- */

struct sink {
    struct fixture *f;
    struct study_db *db;
    struct study_runs *runs;
};

static int keep(void *context, int scenario, uint64_t first, int count, const double *x, const double *values,
                int stride)
{
    struct sink *s = context;
    const struct setup *u = s->f->setups[scenario];
    int cells[4096];
    for (int i = 0; i < u->series_count * u->shape.years; i++)
        cells[i] = ensemble_cell(&s->f->e.members[scenario], u->series[i / u->shape.years].key,
                                 u->shape.first_year + i % u->shape.years);
    const struct study_block block = {.scenario = scenario,
                                      .count = count,
                                      .stride = stride,
                                      .first = first,
                                      .x = x,
                                      .values = values,
                                      .cell = cells};
    return study_runs_add(s->runs, &block, &s->f->d);
}

static void run_ensemble(struct fixture *f)
{
    struct sink sink = {.f = f};
    const struct ensemble_options o = {.sampler = SAMPLER_SOBOL,
                                       .seed = 1,
                                       .runs = RUNS,
                                       .threads = 1,
                                       .quantiles = 1,
                                       .exact_memory = 32 << 20,
                                       .runs_sink = keep,
                                       .context = &sink};
    assert_int_equal(opened(f, &sink.db), 0);
    assert_int_equal(ensemble_init(&f->e, f->setups, 2, &o, &f->d), 0);
    assert_int_equal(study_runs_open(&sink.runs, sink.db, f->setups, 2, f->e.input_ids, f->e.inputs, &f->d), 0);
    assert_int_equal(ensemble_run(&f->e, &o), 0);
    assert_int_equal(study_fill_ensemble(&f->study, &f->e, f->runs), 0);
    assert_int_equal(study_save(sink.db, &f->study, &f->d), 0);
    study_runs_close(sink.runs);
    study_close(sink.db);
}

/* Runs a query; returns how many rows it gives and puts the first row into `row`, columns joined by "|". */
static int query(const char *path, const char *sql, char row[512])
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    int rows = 0;
    row[0] = '\0';
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(db), sql);
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++)
        for (int c = 0; rows == 0 && c < sqlite3_column_count(statement); c++) {
            const char *text = (const char *)sqlite3_column_text(statement, c);
            size_t used = strlen(row);
            snprintf(row + used, 512 - used, "%s%s", c ? "|" : "", text ? text : "");
        }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return rows;
}

/* The n-th ```sql block of docs/results.md. */
static char *documented(int n)
{
    char *text = NULL, *at;
    size_t size = 0;
    FILE *in = fopen("docs/results.md", "r");
    assert_non_null(in);
    assert_true(getdelim(&text, &size, '\0', in) > 0);
    fclose(in);
    for (at = text; n >= 0 && at; n--)
        at = strstr(at + 1, "```sql\n");
    if (!at) {
        free(text);
        return NULL;
    }
    at += strlen("```sql\n");
    memmove(text, at, strlen(at) + 1);
    *strstr(text, "```") = '\0';
    return text;
}

static void queries(void **state)
{
    struct fixture *f = *state;
    /* 500 u >= 450 for u in [0.9, 1.2]: exactly 3/4 of a net; with 550 u >= 450 it is 1.2 - 0.8181 of 0.4. */
    static const char *const firsts[] = {"intake|enrolment|2022|75.0|1.91", "2020|", "", "intake|intake|20.", "0|"};
    static const int rows[] = {1, 5, -1, 1, 2};
    char row[512];
    run_ensemble(f);
    for (int n = 0; n < 5; n++) {
        char *sql = documented(n);
        assert_non_null(sql);
        int found = query(f->path, sql, row);
        if (rows[n] >= 0)
            assert_int_equal(found, rows[n]);
        if (strncmp(row, firsts[n], strlen(firsts[n])) != 0)
            fail_msg("query %d: %s", n + 1, row);
        free(sql);
    }
    assert_null(documented(6)); /* the sixth is of a sensitivity study: tests/system/test_sensitivity.sh */
    assert_int_equal(query(f->path, "SELECT count(*), count(DISTINCT replicate) FROM run WHERE scenario = 1", row), 1);
    assert_string_equal(row, "512|512");
}

/* What was saved is read back the same. */
static void reads_back(void **state)
{
    struct fixture *f = *state;
    struct study_db *db;
    struct study there = {0};
    run_ensemble(f);
    assert_int_equal(study_open_read(&db, f->path, &f->d), 0);
    assert_int_equal(study_load(db, &there, &f->d), 0);
    study_close(db);
    assert_string_equal(study_head(&there)->state, "complete");
    for (int t = 0; t < STUDY_TABLES; t++)
        assert_int_equal(there.lists[t].count, f->study.lists[t].count);
    for (int i = 0; i < there.lists[TABLE_INDICATOR].count; i++) {
        const struct study_indicator *a = STUDY_AT(&there, study_indicator, TABLE_INDICATOR, i),
                                     *b = STUDY_AT(&f->study, study_indicator, TABLE_INDICATOR, i);
        assert_string_equal(a->key, b->key);
        if (isfinite(b->mean))
            assert_equal(a->mean, b->mean);
    }
    study_free(&there);
}

/* --- checkpoints --- */

static void checkpoints(void **state)
{
    struct fixture *f = *state;
    struct study_db *db;
    size_t most = (size_t)3 << 20, size;
    char *bytes = malloc(most), row[512];
    void *back;
    memset(bytes, 'a', most);
    assert_int_equal(opened(f, &db), 0);
    assert_int_equal(study_done(db), 0);
    assert_int_equal(study_checkpoint(db, 100, bytes, 10, &f->d), 0);
    bytes[most - 1] = 'z';
    assert_int_equal(study_checkpoint(db, 200, bytes, most, &f->d), 0);
    study_close(db);
    assert_int_equal(opened(f, &db), 0);
    assert_false(study_complete(db));
    assert_int_equal(study_done(db), 200);
    assert_int_equal(study_state(db, &back, &size, &f->d), 0);
    assert_int_equal(size, most);
    assert_memory_equal(back, bytes, most);
    free(back);
    study_close(db);
    assert_int_equal(query(f->path, "SELECT DISTINCT generation FROM checkpoint", row), 1);
    assert_string_equal(row, "2");
    free(bytes);
}

/* A process that dies between transactions leaves the last one. */
static void unfinished_is_rolled_back(void **state)
{
    struct fixture *f = *state;
    struct study_db *db;
    struct study_runs *runs;
    static const char *const ids[] = {"cohort"};
    char row[512];
    assert_int_equal(opened(f, &db), 0);
    assert_int_equal(study_runs_open(&runs, db, f->setups, 2, ids, 1, &f->d), 0);
    study_runs_close(runs);
    study_close(db);
    query(f->path, "SELECT count(*) FROM sqlite_master WHERE name = 'run'", row);
    assert_string_equal(row, "0");
}

/* --- refusals --- */

static void refuses(void **state)
{
    struct fixture *f = *state;
    struct study_db *db, *second;
    char row[512];
    assert_int_equal(opened(f, &db), 0);
    assert_int_equal(study_open(&second, f->path, &f->study, &f->d), VS_STORE);
    assert_non_null(strstr(last_message(f), "another vetsim is working"));
    assert_null(second);
    study_close(db);
    describe(f, 2);
    assert_int_equal(opened(f, &db), VS_STORE);
    assert_non_null(strstr(last_message(f), "the seed is 1 there and 2 here"));
    describe(f, 1);
    query(f->path, "PRAGMA user_version = 99", row);
    assert_int_equal(opened(f, &db), VS_STORE);
    assert_non_null(strstr(last_message(f), "this vetsim is older"));
    assert_int_equal(study_open_read(&db, f->path, &f->d), VS_STORE);
    query(f->path, "PRAGMA user_version", row);
    assert_string_equal(row, "99");
}

static void refuses_other_files(void **state)
{
    struct fixture *f = *state;
    struct study_db *db;
    char text[64] = "";
    FILE *out = fopen(f->path, "w");
    fputs("a text", out);
    fclose(out);
    assert_int_equal(opened(f, &db), VS_STORE);
    assert_non_null(strstr(last_message(f), "not a result file"));
    FILE *in = fopen(f->path, "r");
    assert_non_null(fgets(text, sizeof text, in));
    fclose(in);
    assert_string_equal(text, "a text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(queries, start, end),
        cmocka_unit_test_setup_teardown(reads_back, start, end),
        cmocka_unit_test_setup_teardown(checkpoints, start, end),
        cmocka_unit_test_setup_teardown(unfinished_is_rolled_back, start, end),
        cmocka_unit_test_setup_teardown(refuses, start, end),
        cmocka_unit_test_setup_teardown(refuses_other_files, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
