/* What an ensemble is asked to do, and doing it: checkpoints, resuming, keeping runs. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "checkpoint.h"
#include "ensemble_plan.h"
#include "progress.h"
#include "study_db.h"
#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

/* --- preparing --- */

static int load_scenarios(struct session *s, struct ensemble_plan *plan)
{
    size_t count = (size_t)s->argument_count;
    plan->scenarios = calloc(count, sizeof *plan->scenarios);
    plan->setups = arena_alloc(&plan->study.arena, count * sizeof *plan->setups);
    plan->bases = arena_alloc(&plan->study.arena, count * sizeof *plan->bases);
    if (!plan->scenarios || !plan->setups || !plan->bases)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    int code = 0;
    for (int i = 0; i < s->argument_count; i++) { /* all of them, to report every error at once */
        int one = load_run(s, &plan->scenarios[i], s->arguments[i]);
        code = code ? code : one;
        plan->setups[i] = &plan->scenarios[i].setup;
        plan->bases[i] = &plan->scenarios[i].run;
        plan->count = i + 1;
    }
    return code;
}

static int make_ensemble(struct session *s, struct ensemble_plan *plan)
{
    struct diags d = {0};
    int code = ensemble_init(&plan->e, plan->setups, plan->count, &plan->options, &d);
    if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

static int describe(struct session *s, struct ensemble_plan *plan)
{
    const struct ensemble_options *o = &plan->options;
    char rest[160], digest[65];
    ensemble_digest(&plan->e, o, digest);
    snprintf(rest, sizeof rest, " -n %" PRIu64 " --seed %" PRIu64 " --sampler %s%s", o->runs, o->seed,
             sampler_name(o->sampler), plan->keep ? " --keep-runs" : "");
    const struct study_head head = {.kind = "ensemble",
                                    .state = "partial",
                                    .command = join_command(&plan->study.arena, s, "ensemble", rest),
                                    .version = VETSIM_VERSION,
                                    .sampler = sampler_name(o->sampler),
                                    .design = arena_format(&plan->study.arena, "%s", digest),
                                    .seed = (int64_t)o->seed,
                                    .runs = (int64_t)o->runs,
                                    .inputs = plan->e.inputs,
                                    .kept = plan->keep};
    int code = study_begin(&plan->study, &head, plan->setups, plan->count);
    return code ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

int ensemble_load(struct session *s, struct ensemble_plan *plan)
{
    memset(plan, 0, sizeof *plan);
    plan->results = &plan->study;
    plan->keep = s->options.given & OPTION_KEEP_RUNS;
    int code = read_runs(s, &plan->options);
    if (code == 0)
        code = read_seed(s, &plan->options.seed);
    if (code == 0)
        code = read_threads(s, &plan->options.threads);
    return code == 0 ? load_scenarios(s, plan) : code;
}

bool ensemble_uncertain_inputs(const struct ensemble_plan *plan)
{
    for (int i = 0; i < plan->count; i++)
        if (plan->scenarios[i].scenario.uncertain_count > 0)
            return true;
    return false;
}

int ensemble_make(struct session *s, struct ensemble_plan *plan)
{
    plan->options.quantiles = 1;
    plan->options.exact_memory = EXACT_MEMORY / (size_t)(2 * s->argument_count - 1);
    int code = make_ensemble(s, plan);
    return code ? code : describe(s, plan);
}

int ensemble_prepare(struct session *s, struct ensemble_plan *plan)
{
    memset(plan, 0, sizeof *plan);
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("ensemble needs at least one scenario file"));
    int code = ensemble_load(s, plan);
    if (code == 0 && !ensemble_uncertain_inputs(plan))
        code = failure(s, VS_SCENARIO, _("%s: nothing is uncertain; an ensemble needs \"uncertain\" inputs"),
                       s->arguments[0]);
    return code ? code : ensemble_make(s, plan);
}

void ensemble_plan_free(struct ensemble_plan *plan)
{
    for (int i = 0; i < plan->count; i++)
        loaded_free(&plan->scenarios[i]);
    free(plan->scenarios);
    ensemble_free(&plan->e);
    study_free(&plan->study);
    study_free(&plan->stored);
}

/* --- running --- */

struct job {
    struct ensemble_plan *plan;
    struct study_db *db; /* NULL without a result file */
    struct study_runs *runs;
    int **cells; /* of each member, for study_runs_add(); NULL before the first block */
    struct progress progress;
    struct checkpoint checkpoint;
    struct diags d;
    struct arena arena;
};

static void show_progress(void *context, uint64_t done, uint64_t total)
{
    progress_show(&((struct job *)context)->progress, done, total);
}

static size_t state_of(const void *study, void **bytes) { return ensemble_state(study, bytes); }

static int maybe_checkpoint(void *context, const struct ensemble *e)
{
    struct job *job = context;
    if (e->done >= job->plan->options.runs || !checkpoint_due(&job->checkpoint))
        return 0;
    return checkpoint_keep(&job->checkpoint, e, e->done, &job->d);
}

/* Where each series and year of a scenario is among the member's cells; -1 where it is not kept. */
static int map_cells(struct job *job)
{
    const struct ensemble *e = &job->plan->e;
    job->cells = arena_alloc(&job->arena, (size_t)e->member_count * sizeof *job->cells);
    for (int m = 0; job->cells && m < e->member_count; m++) {
        const struct setup *u = e->members[m].setup;
        int count = u->series_count * u->shape.years;
        job->cells[m] = arena_alloc(&job->arena, (size_t)count * sizeof **job->cells);
        if (!job->cells[m])
            return VS_MEMORY;
        for (int i = 0; i < count; i++)
            job->cells[m][i] = ensemble_cell(&e->members[m], u->series[i / u->shape.years].key,
                                             u->shape.first_year + i % u->shape.years);
    }
    return job->cells ? 0 : VS_MEMORY;
}

static int keep_runs(void *context, int scenario, uint64_t first, int count, const double *x, const double *values,
                     int stride)
{
    struct job *job = context;
    struct ensemble *e = &job->plan->e;
    int err = job->cells ? 0 : map_cells(job);
    if (!err && !job->runs)
        err =
            study_runs_open(&job->runs, job->db, job->plan->setups, job->plan->count, e->input_ids, e->inputs, &job->d);
    const struct study_block block = {.scenario = scenario,
                                      .count = count,
                                      .stride = stride,
                                      .first = first,
                                      .x = x,
                                      .values = values,
                                      .cell = err ? NULL : job->cells[scenario]};
    return err ? err : study_runs_add(job->runs, &block, &job->d);
}

/* The results into the study, and both into the file. */
static int finish(struct job *job, bool stopped)
{
    struct ensemble_plan *plan = job->plan;
    /* The checkpoint first: a look at the quantiles may rearrange a sketch. */
    int err = job->db && stopped ? checkpoint_keep(&job->checkpoint, &plan->e, plan->e.done, &job->d) : 0;
    if (!err)
        err = study_fill_ensemble(&plan->study, &plan->e, plan->bases);
    return !err && job->db ? study_save(job->db, &plan->study, &job->d) : err;
}

static int compute(struct session *s, struct job *job)
{
    struct ensemble_options o = job->plan->options;
    void *state = NULL;
    int err = job->db ? study_state(job->db, &state, &o.resume_size, &job->d) : 0;
    o.resume = o.resume_size ? state : NULL;
    o.progress = show_progress;
    o.checkpoint = maybe_checkpoint;
    o.runs_sink = job->plan->keep && job->db ? keep_runs : NULL;
    o.context = job;
    o.stop = interrupt_flag();
    progress_start(&job->progress, &s->errors, job->db ? study_done(job->db) : 0);
    checkpoint_start(&job->checkpoint, job->db, state_of);
    if (!err)
        err = ensemble_run(&job->plan->e, &o);
    progress_end(&job->progress);
    if (err == 0 || err == VS_STOPPED) {
        int failed = finish(job, err == VS_STOPPED);
        err = failed ? failed : err;
    }
    study_runs_close(job->runs);
    free(state);
    return err;
}

/* A complete file is not computed again: its tables are the result. */
static int read_complete(struct job *job)
{
    int err = study_load(job->db, &job->plan->stored, &job->d);
    job->plan->results = &job->plan->stored;
    return err;
}

static int say_stopped(struct session *s, const struct job *job, const char *path)
{
    const struct study_head *head = study_head(&job->plan->study);
    if (!path)
        return failure(s, VS_STOPPED,
                       _("stopped after %" PRId64 " of %" PRId64 " replicates; without -o FILE nothing is kept"),
                       head->done, head->runs);
    return failure(s, VS_STOPPED,
                   _("stopped after %" PRId64 " of %" PRId64
                     " replicates, which are kept in %s; the same command goes on from there"),
                   head->done, head->runs, path);
}

int ensemble_execute(struct session *s, struct ensemble_plan *plan, const char *path)
{
    struct job job = {.plan = plan};
    int err = path ? study_open(&job.db, path, &plan->study, &job.d) : 0;
    if (!err)
        err = job.db && study_complete(job.db) ? read_complete(&job) : compute(s, &job);
    if (err == VS_STOPPED)
        say_stopped(s, &job, path);
    else if (err)
        report(s, &job.d, err);
    study_close(job.db);
    diags_free(&job.d);
    arena_free(&job.arena);
    return err;
}
