/* vetsim sensitivity: what drives a target or an indicator. */
#include <string.h>

#include "progress.h"
#include "sensitivity_view.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static void show_progress(void *context, uint64_t done, uint64_t total) { progress_show(context, done, total); }

static int compute(struct session *s, struct sensitivity_view *v)
{
    struct progress progress;
    struct diags d = {0};
    progress_start(&progress, &s->errors, 0);
    interrupt_catch();
    v->options.progress = show_progress;
    v->options.context = &progress;
    v->options.stop = interrupt_flag();
    int code = sensitivity_run(&v->result, v->setup, &v->options, &d);
    interrupt_release();
    progress_end(&progress);
    if (code == VS_STOPPED)
        failure(s, code, "%s", _("stopped: indices need all runs of the design, so there are none"));
    else if (code < 0)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

static int show(struct session *s, struct sensitivity_view *v)
{
    const bool json = s->options.given & OPTION_JSON;
    if (!json)
        sensitivity_head(&s->page, v);
    int code = compute(s, v);
    if (code == 0)
        code = sensitivity_group(s, v);
    if (code == 0 && json)
        sensitivity_json(s->page.out, v, VETSIM_VERSION);
    else if (code == 0)
        sensitivity_page(&s->page, v);
    if (code == 0 && s->options.output)
        code = sensitivity_write(s, v, s->options.output);
    if (code == 0 && s->options.output) {
        page_blank(json ? &s->errors : &s->page);
        page_line(json ? &s->errors : &s->page, PLAIN, _("Written to %s: %s"), s->options.output, "sensitivity.csv");
    }
    return code;
}

int cmd_sensitivity(struct session *s)
{
    struct sensitivity_view v;
    memset(&v, 0, sizeof v);
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("sensitivity needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("sensitivity takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    int code = sensitivity_options_check(s, &v.options.method);
    if (code < 0)
        return code;
    code = load_run(s, &v.loaded, s->arguments[0]); /* the base run also checks the model's invariants */
    v.setup = &v.loaded.setup;
    if (code == 0)
        code = sensitivity_request(s, &v);
    if (code == 0)
        code = show(s, &v);
    sensitivity_free(&v.result);
    loaded_free(&v.loaded);
    return code;
}
