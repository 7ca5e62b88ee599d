/* vetsim backtest: the projection beside what was observed, and parameters fitted to it. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "annex.h"
#include "backtest_page.h"
#include "backtest_store.h"
#include "ensemble_plan.h"
#include "file.h"
#include "fit_write.h"
#include "study_charts.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

struct job {
    struct loaded plan;
    struct ensemble_options options;
    struct ensemble ensemble;
    bool bands; /* the ensemble was run */
    struct backtest backtest;
    bool fitted;
    struct fit fit;
};

static const struct page *side(const struct session *s)
{
    return s->options.given & OPTION_JSON ? &s->errors : &s->page;
}

/* --- before anything is computed --- */

/* -o of a fit names the scenario to be written. */
static int check_output(struct session *s, const char *scenario)
{
    static const char *const csv[] = {".csv", NULL};
    const char *path = s->options.output;
    char here[PATH_MAX], there[PATH_MAX];
    const size_t length = path ? strlen(path) : 0;
    if (!path || !s->options.fit)
        return output_ending(s, csv);
    if (length < 5 || strcmp(path + length - 4, ".cfg") != 0)
        return usage_error(s, _("-o %s: a fitted scenario needs a name that ends in .cfg"), path);
    if (s->options.set_count > 0)
        return usage_error(s, "%s", _("--fit with -o takes no --set: the file it writes would not have these changes"));
    if (realpath(path, here) && realpath(scenario, there) && strcmp(here, there) == 0)
        return usage_error(s, _("-o %s: is the scenario itself; give another name"), path);
    return 0;
}

static int check_arguments(struct session *s)
{
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("backtest needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("backtest takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    return check_output(s, s->arguments[0]);
}

static int read_options(struct session *s, struct job *job)
{
    int code = read_runs(s, &job->options);
    if (code == 0)
        code = read_seed(s, &job->options.seed);
    if (code == 0)
        code = read_threads(s, &job->options.threads);
    job->options.quantiles = 1;
    job->options.exact_memory = EXACT_MEMORY;
    return code;
}

/* --- computing --- */

static int run_bands(struct session *s, struct job *job)
{
    const struct setup *const setups[] = {&job->plan.setup};
    struct diags d = {0};
    if (job->plan.scenario.uncertain_count == 0)
        return 0;
    int code = ensemble_init(&job->ensemble, setups, 1, &job->options, &d);
    if (code == 0)
        code = ensemble_run(&job->ensemble, &job->options);
    job->bands = code == 0;
    if (code < 0)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

static int run_fit(struct session *s, struct job *job)
{
    const char *keys[FIT_MOST + 1];
    struct diags d = {0};
    char *list = arena_copy(&s->arena, s->options.fit, strlen(s->options.fit)), *save = NULL;
    int count = 0, code = list ? 0 : VS_MEMORY;
    for (char *key = list ? strtok_r(list, ", ", &save) : NULL; key && count <= FIT_MOST;
         key = strtok_r(NULL, ", ", &save))
        keys[count++] = key;
    if (code == 0 && count == 0)
        return usage_error(s, "%s", _("--fit needs the key of a parameter; vetsim list parameters shows them all"));
    if (code == 0)
        code = fit_ask(&job->fit, &job->plan.run, keys, count, &d);
    if (code < 0) { /* what is wrong is on the command line */
        print_diags(s, &d, false);
        code = code == VS_SCENARIO ? VS_USAGE : code;
    } else {
        code = fit_run(&job->fit, &job->plan.run, &d);
        if (code < 0)
            report(s, &d, code);
    }
    job->fitted = code == 0;
    diags_free(&d);
    return code;
}

/* --- what -o and --charts ask for --- */

static int write_fit(struct session *s, const struct job *job, FILE *out, struct diags *d)
{
    const char *extends = path_between(&s->arena, s->options.output, s->arguments[0]);
    return extends ? fit_write(out, &job->fit, &job->plan.run, &annex_form, extends, s->chinese, d)
                   : failure(s, VS_FILE, "%s: %s", s->options.output, vs_error_text(VS_FILE));
}

static int write_output(struct session *s, const struct job *job)
{
    struct atomic_file f = {0};
    struct diags d = {0};
    int code = job->fitted ? fit_can_write(&job->fit, &d) : 0;
    if (code == 0)
        code = atomic_open_path(&f, s->options.output, &d);
    if (code == 0 && job->fitted)
        code = write_fit(s, job, f.stream, &d);
    else if (code == 0)
        backtest_csv(f.stream, &job->backtest);
    if (code == 0)
        code = atomic_commit(&f, &d);
    atomic_abort(&f);
    print_diags(s, &d, false);
    diags_free(&d);
    if (code == 0)
        page_line(side(s), PLAIN, _("Written to %s"), s->options.output);
    return code == VS_SCENARIO ? VS_FILE : code; /* the scenario is fine; the fit is not fit to be written */
}

/* The observed indicators, each once. */
static int draw(struct session *s, const struct job *job)
{
    const struct backtest *b = &job->backtest;
    const char **keys = arena_alloc(&s->arena, sizeof *keys * (size_t)(b->count + 1));
    int count = 0;
    if (!keys)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (int i = 0; i < b->count; i++) {
        bool there = false;
        for (int k = 0; k < count; k++)
            there |= strcmp(keys[k], b->points[i].observed->indicator) == 0;
        if (!there)
            keys[count++] = b->points[i].observed->indicator;
    }
    if (!job->bands || count == 0)
        return failure(s, VS_SCENARIO,
                       _("%s: nothing is uncertain or nothing was observed: there are no bands to draw"),
                       s->arguments[0]);
    return backtest_charts(s, &job->ensemble, keys, count);
}

static int show(struct session *s, const struct job *job)
{
    if (s->options.given & OPTION_JSON) {
        int code =
            backtest_json(s->page.out, &job->plan.run, &job->backtest, job->fitted ? &job->fit : NULL, VETSIM_VERSION);
        return code < 0 ? failure(s, code, "%s", vs_error_text(code)) : 0;
    }
    print_backtest(&s->page, &job->plan.run, &job->backtest);
    if (job->fitted)
        print_fit(&s->page, &job->fit);
    return 0;
}

static int compute(struct session *s, struct job *job)
{
    if (job->plan.scenario.observed_count == 0)
        return failure(s, VS_SCENARIO, _("%s: has no observed values; docs/scenario-format.md says how to write them"),
                       s->arguments[0]);
    int code = run_bands(s, job);
    if (code == 0 && backtest_init(&job->backtest, &job->plan.run, job->bands ? &job->ensemble : NULL) != 0)
        code = failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    if (code == 0 && s->options.fit)
        code = run_fit(s, job);
    return code;
}

int cmd_backtest(struct session *s)
{
    struct job job;
    memset(&job, 0, sizeof job);
    int code = check_arguments(s);
    if (code == 0)
        code = read_options(s, &job);
    if (code == 0)
        code = load_run(s, &job.plan, s->arguments[0]);
    if (code == 0)
        code = compute(s, &job);
    if (code == 0)
        code = show(s, &job);
    if (code == 0 && s->options.output)
        code = write_output(s, &job);
    if (code == 0 && (s->options.given & OPTION_CHARTS))
        code = draw(s, &job);
    backtest_free(&job.backtest);
    ensemble_free(&job.ensemble);
    loaded_free(&job.plan);
    return code;
}
