/* vetsim batch: many studies, one line each, in one night. And vetsim sweep, which is one of them. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch_manifest.h"
#include "export_tables.h"
#include "file.h"
#include "progress.h"
#include "study_charts.h"
#include "study_db.h"
#include "study_fill.h"
#include "study_json.h"
#include "table.h"
#include "text.h"
#include "values.h"

/* --- one line in words, for the summary --- */

static const char *ensemble_words(struct arena *a, const struct session *s, const struct study *study)
{
    const struct study_scenario *first = STUDY_AT(study, study_scenario, TABLE_SCENARIO, 0);
    const struct study_target *least = NULL;
    char joint[64];
    for (int i = 0; i < study->lists[TABLE_TARGET].count; i++) {
        const struct study_target *t = STUDY_AT(study, study_target, TABLE_TARGET, i);
        if (t->scenario == 0 && t->evaluated && (!least || t->probability < least->probability))
            least = t;
    }
    chance_text(first->joint_probability, first->joint_error, joint, sizeof joint);
    if (!least)
        return arena_format(a, "%s", _("no targets"));
    const struct label label = {least->label_zh, least->label_en};
    return arena_format(a, _("all targets %s; least likely: %s, %.1f%%"), joint,
                        label_text(&label, s->chinese, least->id), 100 * least->probability);
}

static const char *sweep_words(struct arena *a, const struct sweep *w)
{
    const int count = w->axis[0].points * sweep_rows(w);
    int met = 0;
    double least = w->values[0], most = w->values[0];
    char low[VALUE_TEXT], high[VALUE_TEXT];
    for (int i = 0; i < count; i++) {
        met += w->met[i] == SWEEP_MET;
        least = w->values[i] < least ? w->values[i] : least;
        most = w->values[i] > most ? w->values[i] : most;
    }
    value_text(w->series->row->unit, least, low);
    value_text(w->series->row->unit, most, high);
    if (w->target)
        return arena_format(a, _("met at %d of %d points; %s to %s"), met, count, low, high);
    return arena_format(a, _("%s to %s over %d points"), low, high, count);
}

static const char *run_words(struct arena *a, const struct run *r)
{
    return arena_format(a, _("%d met, %d late, %d missed, %d not evaluated"), r->met, r->late, r->missed,
                        r->unevaluated);
}

/* --- running a line --- */

static int execute_run(struct session *s, struct batch_study *study, const char *path)
{
    struct study_db *db = NULL;
    struct diags d = {0};
    struct study *results = &study->of.run.study;
    int code = study_open(&db, path, results, &d);
    if (code == 0)
        code = study_fill_run(results, &study->of.run.scenario.run);
    if (code == 0 && !study_complete(db))
        code = study_save(db, results, &d);
    if (code)
        report(s, &d, code);
    study_close(db);
    diags_free(&d);
    return code;
}

static int execute(struct session *own, struct batch_study *study, const char *path, struct batch_line *line,
                   struct arena *a)
{
    int code;
    switch (study->kind) {
    case BATCH_ENSEMBLE:
        code = ensemble_execute(own, &study->of.ensemble, path);
        line->result = code ? NULL : ensemble_words(a, own, study->of.ensemble.results);
        return code;
    case BATCH_SWEEP:
        code = sweep_execute(own, &study->of.sweep, path);
        line->result = code ? NULL : sweep_words(a, &study->of.sweep.sweep);
        return code;
    case BATCH_SENSITIVITY:
        code = sensitivity_execute(own, &study->of.sensitivity, path);
        line->result = code ? NULL : sensitivity_sentence(a, &own->page, &study->of.sensitivity);
        return code;
    default:
        code = execute_run(own, study, path);
        line->result = code ? NULL : run_words(a, &study->of.run.scenario.run);
        return code;
    }
}

/* Whether a complete file of this line is there already. */
static bool finished(const char *path)
{
    struct study_db *db = NULL;
    struct study there = {0};
    struct diags d = {0};
    bool complete = access(path, F_OK) == 0 && study_open_read(&db, path, &d) == 0 && study_load(db, &there, &d) == 0 &&
                    study_head(&there) && strcmp(study_head(&there)->state, "complete") == 0;
    study_close(db);
    study_free(&there);
    diags_free(&d);
    return complete;
}

static int run_line(struct session *s, struct manifest *m, struct batch_line *line, const char *directory)
{
    struct session own = {.page = s->page, .errors = s->errors, .chinese = s->chinese};
    struct batch_study study;
    const char *path = arena_format(&m->arena, "%s/%s.db", directory, line->name);
    const char *tables = arena_format(&m->arena, "%s/%s", directory, line->name);
    if (!path || !tables)
        return VS_MEMORY;
    bool before = finished(path);
    if (isatty(fileno(s->errors.out)))
        page_line(&s->errors, DIM, "%d/%d %s", (int)(line - m->lines) + 1, m->count, line->text);
    int code = batch_prepare(&own, s, line, &study);
    if (code == 0)
        code = execute(&own, &study, path, line, &m->arena);
    if (code == 0 && (!before || access(tables, F_OK) != 0))
        code = export_all(&own, path, tables, NULL);
    batch_study_free(&study);
    arena_free(&own.arena);
    line->failed = code != 0;
    line->state = code == VS_STOPPED ? _("stopped") : code ? _("failed") : before ? _("finished before") : _("done");
    return code;
}

/* --- the summary --- */

static void print_summary(const struct session *s, const struct manifest *m)
{
    const struct column columns[] = {{.heading = _("line"), .right = true},
                                     {.heading = _("study"), .flexible = 24, .lines = 4},
                                     {.heading = ""},
                                     {.heading = _("result"), .flexible = 24, .lines = 4}};
    struct table table = {.columns = columns, .count = 4, .indent = 2};
    for (int i = 0; i < m->count; i++) {
        const struct batch_line *line = &m->lines[i];
        struct table_row *row = table_row(&table);
        table_cell(&table, row, 0, PLAIN, "%d", line->number);
        table_cell(&table, row, 1, PLAIN, "%s", line->text);
        table_cell(&table, row, 2,
                   line->failed  ? BAD
                   : line->state ? GOOD
                                 : DIM,
                   "%s", line->state ? line->state : _("not run"));
        table_cell(&table, row, 3, PLAIN, "%s", line->result ? line->result : "");
    }
    table_print(&s->page, &table);
    table_free(&table);
}

static int run_all(struct session *s, struct manifest *m, const char *directory)
{
    int failed = 0, code = 0;
    for (int i = 0; i < m->count && code != VS_STOPPED && code != VS_MEMORY; i++) {
        code = *interrupt_flag() ? VS_STOPPED : run_line(s, m, &m->lines[i], directory);
        failed += code != 0;
        if (code && code != VS_STOPPED)
            failure(s, code, _("line %d of %s failed; the others go on"), m->lines[i].number, m->path);
    }
    print_summary(s, m);
    page_blank(&s->page);
    page_line(&s->page, PLAIN, _("Results are in %s: a .db and a folder of CSV files for each line"), directory);
    if (code == VS_STOPPED)
        return failure(s, VS_STOPPED, "%s", _("stopped; the same command goes on from there"));
    return failed ? failure(s, VS_MODEL, _("%d of %d lines failed"), failed, m->count) : 0;
}

int cmd_batch(struct session *s)
{
    struct manifest m;
    struct diags d = {0};
    int threads;
    const char *directory = s->options.output ? s->options.output : "batch-out";
    if (s->argument_count != 1)
        return usage_error(s, "%s", _("batch needs one manifest file"));
    int code = read_threads(s, &threads);
    if (code)
        return code;
    code = manifest_read(s, &m, s->arguments[0]);
    if (code == 0)
        code = manifest_check(s, &m);
    if (code == 0) {
        code = make_directory(directory, NULL, &d);
        code = code ? report(s, &d, code) : run_all(s, &m, directory);
    }
    manifest_free(&m);
    diags_free(&d);
    return code;
}

int cmd_sweep(struct session *s)
{
    struct sweep_plan plan;
    int code = sweep_prepare(s, &plan);
    if (code == 0)
        code = sweep_execute(s, &plan, s->options.output);
    if (code == 0 && (s->options.given & OPTION_JSON)) {
        code = study_json(s->page.out, &plan.study);
    } else if (code == 0) {
        sweep_page(&s->page, &plan);
        if (s->options.output) {
            page_blank(&s->page);
            page_line(&s->page, PLAIN, _("Results are in %s"), s->options.output);
        }
    }
    if (code == 0)
        code = sweep_charts(s, &plan);
    sweep_plan_free(&plan);
    return code;
}
