/* vetsim reach: what would reach the targets, and at what cost. */
#include <string.h>

#include "progress.h"
#include "reach_view.h"
#include "study_charts.h"
#include "study_json.h"
#include "text.h"

static void show_progress(void *context, uint64_t done, uint64_t total) { progress_show(context, done, total); }

static int search(struct session *s, struct reach_view *v)
{
    struct progress progress;
    struct diags d = {0};
    v->options.progress = show_progress;
    v->options.context = &progress;
    v->options.stop = interrupt_flag();
    progress_start(&progress, &s->errors, 0);
    int code = reach_init(&v->reach, &v->plan.run, &v->options, &d);
    if (code == 0)
        code = reach_run(&v->reach, &d);
    progress_end(&progress);
    if (code == VS_STOPPED)
        failure(s, code, "%s", _("stopped; nothing is kept"));
    else if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

static int show(struct session *s, struct reach_view *v)
{
    if (!(s->options.given & OPTION_JSON)) {
        reach_page(&s->page, v);
        return 0;
    }
    int code = study_json(s->page.out, &v->study);
    return code ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

int cmd_reach(struct session *s)
{
    struct reach_view v;
    int code = reach_prepare(s, &v);
    if (code == 0)
        code = reach_check_output(s, &v);
    if (code == 0)
        code = search(s, &v);
    if (code == 0)
        code = reach_tables(s, &v);
    if (code == 0)
        code = show(s, &v);
    if (code == 0 && s->options.output)
        code = reach_write(s, &v, s->options.output);
    if (code == 0)
        code = reach_charts(s, &v.reach);
    reach_free(&v.reach);
    study_free(&v.study);
    loaded_free(&v.plan);
    return code;
}
