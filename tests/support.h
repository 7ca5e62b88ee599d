/* What the tests share: a scenario written to a temporary file, loaded, set up, run, and asked for
 * an indicator by key and year. Numbers are compared to 1e-9 of their size. */
#ifndef VETSIM_TESTS_SUPPORT_H
#define VETSIM_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annex.h"
#include "rows.h"
#include "run.h"

struct sim {
    struct diags d;
    struct scenario s;
    struct setup u;
    struct run r;
    int err; /* of the first step that failed */
    char path[64];
};

static inline void near_at(double actual, double expected, double tolerance, const char *what, const char *file,
                           int line)
{
    if (fabs(actual - expected) <= tolerance * (1.0 + fabs(expected)))
        return;
    print_error("%s = %.17g, expected %.17g\n", what, actual, expected);
    _fail(file, line);
}
#define assert_near(actual, expected) near_at((actual), (expected), 1e-9, #actual, __FILE__, __LINE__)
#define assert_equal(actual, expected) near_at((actual), (expected), 0.0, #actual, __FILE__, __LINE__)
#define assert_indicator(sim, key, year, expected) \
    near_at(value_of((sim), (key), (year)), (expected), 1e-9, key " in " #year, __FILE__, __LINE__)

static inline struct row_table parameter_rows(void)
{
    return (struct row_table){model_parameters, model_parameter_count};
}

static inline const struct row *parameter_row(const char *key)
{
    for (int i = 0; i < model_parameter_count; i++) {
        if (strcmp(model_parameters[i].key, key) == 0)
            return &model_parameters[i];
    }
    print_error("no parameter %s\n", key);
    fail();
    return NULL;
}

/* Writes `text` to a new temporary file; `path` gets its name. */
static inline void write_temporary(char path[64], const char *text)
{
    snprintf(path, 64, "/tmp/vetsim-test-XXXXXX");
    int fd = mkstemp(path);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static inline void print_diags(const struct diags *d)
{
    for (int i = 0; i < d->count; i++) {
        if (!d->list[i].warning)
            print_error("%s:%d: %s\n", d->list[i].file ? d->list[i].file : "-", d->list[i].line, d->list[i].text);
    }
}

/* Loads and sets up; `err` says what went wrong. */
static inline void prepare_file(struct sim *m, const char *path, const char *const *sets, int set_count)
{
    const struct row_table rows = parameter_rows();

    memset(&m->d, 0, sizeof m->d);
    memset(&m->u, 0, sizeof m->u);
    memset(&m->r, 0, sizeof m->r);
    m->err = scenario_load(&m->s, path, sets, set_count, &rows, &annex_form, &m->d);
    if (m->err == 0)
        m->err = setup_init(&m->u, &m->s, &m->d);
}

static inline void open_file(struct sim *m, const char *path, const char *const *sets, int set_count)
{
    m->path[0] = '\0';
    prepare_file(m, path, sets, set_count);
    if (m->err == 0)
        m->err = run_init(&m->r, &m->u, &m->d);
    print_diags(&m->d);
    assert_int_equal(m->err, 0);
}

/* Runs a scenario given as text. */
static inline void open_text_sets(struct sim *m, const char *text, const char *const *sets, int set_count)
{
    char path[64];
    write_temporary(path, text);
    open_file(m, path, sets, set_count);
    memcpy(m->path, path, sizeof path);
}

static inline void open_text(struct sim *m, const char *text) { open_text_sets(m, text, NULL, 0); }

static inline void open_format(struct sim *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline void open_format(struct sim *m, const char *format, ...)
{
    char text[16384];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    assert_true(length > 0 && (size_t)length < sizeof text);
    open_text(m, text);
}

static inline void close_sim(struct sim *m)
{
    run_free(&m->r);
    setup_free(&m->u);
    scenario_free(&m->s);
    diags_free(&m->d);
    if (m->path[0])
        unlink(m->path);
}

static inline double value_of(const struct sim *m, const char *key, int year)
{
    const struct series *series = setup_series(&m->u, key, NULL);
    if (!series) {
        print_error("no indicator %s\n", key);
        fail();
    }
    return run_value(&m->r, series, year);
}

/* A small generator of our own, so that random tests are the same everywhere. */
static inline double draw(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) / 9007199254740992.0;
}
static inline double draw_between(uint64_t *seed, double low, double high) { return low + (high - low) * draw(seed); }

/* The start of every scenario text. */
#define YEARS(first, last) "label = \"test\"; first_year = " #first "; last_year = " #last ";\n"
/* `students` upper-secondary entrants each year, all of whom come to vocational education. */
#define ENTRANTS(students) "population: { junior_graduates = " #students "; vocational_share = 1; };\n"
/* Nobody drops out, everybody completes; no teacher leaves. */
#define NO_LOSSES \
    "enrolment: { dropout_1 = 0; dropout_later = 0; completion = 1; }; faculty: { quit_rate = 0; retirement = 0; };\n"

#endif
