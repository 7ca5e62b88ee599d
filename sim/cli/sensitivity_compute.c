/* The runs of a sensitivity study: shown on the way, ended on request, kept and gone on with where there is a
 * result file. Only Sobol' studies are long enough to be kept half done. */
#include <inttypes.h>
#include <stdlib.h>

#include "checkpoint.h"
#include "progress.h"
#include "sensitivity_plan.h"
#include "text.h"

struct job {
    struct progress progress;
    struct checkpoint checkpoint;
    bool kept; /* something, at the stop */
    struct diags d;
};

static void show_progress(void *context, uint64_t done, uint64_t total)
{
    progress_show(&((struct job *)context)->progress, done, total);
}

static size_t state_of(const void *study, void **bytes) { return sensitivity_state(study, bytes); }

static int maybe_checkpoint(void *context, const struct sensitivity *r, bool stopping)
{
    struct job *job = context;
    const bool any = job->checkpoint.db && r->evaluations > 0; /* a study without a row is kept as it is */
    job->kept = any && stopping;
    if (!any || !(stopping || checkpoint_due(&job->checkpoint)))
        return 0;
    return checkpoint_keep(&job->checkpoint, r, r->evaluations, &job->d);
}

static void say_stopped(struct session *s, const struct sensitivity_view *v, bool kept)
{
    if (kept)
        failure(s, VS_STOPPED,
                _("stopped after %" PRIu64 " runs, which are kept in %s; the same command goes on from there"),
                v->result.evaluations, s->options.output);
    else
        failure(s, VS_STOPPED, "%s", _("stopped: indices need all runs of the design, so there are none"));
}

/* A complete file is not resumed: it has what the runs give. */
int sensitivity_compute(struct session *s, struct sensitivity_plan *plan)
{
    struct sensitivity_view *v = &plan->view;
    struct study_db *db = plan->db && !study_complete(plan->db) ? plan->db : NULL;
    struct job job = {.kept = false};
    void *state = NULL;
    int code = db ? study_state(db, &state, &v->options.resume_size, &job.d) : 0;
    v->options.resume = v->options.resume_size ? state : NULL;
    v->options.progress = show_progress;
    v->options.checkpoint = maybe_checkpoint;
    v->options.context = &job;
    v->options.stop = interrupt_flag();
    progress_start(&job.progress, &s->errors, db ? study_done(db) : 0);
    checkpoint_start(&job.checkpoint, db, state_of);
    if (code == 0)
        code = sensitivity_run(&v->result, v->setup, &v->options, &job.d);
    progress_end(&job.progress);
    if (code == VS_STOPPED)
        say_stopped(s, v, job.kept);
    else if (code < 0)
        report(s, &job.d, code);
    diags_free(&job.d);
    free(state);
    return code ? code : sensitivity_group(s, v);
}
