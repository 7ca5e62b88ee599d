/* vetsim run: one plan, one page, and on request the files. */
#include <stdlib.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "json.h"
#include "plots.h"
#include "run_page.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

/* Where the user is told what was written: not on stdout when that is the JSON document. */
static const struct page *side(const struct session *s)
{
    return s->options.given & OPTION_JSON ? &s->errors : &s->page;
}

static int draw_charts(struct session *s, const struct run *r, const char *directory, int *drawn)
{
    const struct plot_request request = {
        .format = s->options.format, .size = s->options.size, .chinese = s->chinese, .directory = directory};
    struct diags d = {0};
    char **written = NULL;
    int code = plots_draw(r, &request, &s->arena, &written, drawn, &d);
    if (code < 0) {
        report(s, &d, code);
        failure(s, code, _("no charts were drawn; the CSV files are in %s"), directory);
    }
    diags_free(&d);
    return code;
}

static int write_all(struct session *s, const struct run *r)
{
    const char *directory = s->options.output;
    struct diags d = {0};
    bool made;
    int charts = 0, code = make_directory(directory, &made, &d);
    if (code == 0)
        code = write_results(r, directory, &d);
    if (code < 0) {
        report(s, &d, code);
        if (made)
            rmdir(directory); /* leave nothing behind; fails, rightly, when others have put files there */
    } else {
        page_blank(side(s));
        page_line(side(s), PLAIN, _("Written to %s: trajectories.csv, targets.csv, resolved.cfg"), directory);
        if (!(s->options.given & OPTION_NO_CHARTS))
            code = draw_charts(s, r, directory, &charts);
        if (charts > 0)
            page_line(side(s), PLAIN, _("Charts drawn there: %d"), charts);
    }
    diags_free(&d);
    return code;
}

static int show(struct session *s, const struct loaded *l)
{
    if (s->options.given & OPTION_JSON) {
        int code = json_print(s->page.out, &l->run, VETSIM_VERSION);
        return code < 0 ? failure(s, code, "%s", vs_error_text(code)) : 0;
    }
    print_identity(&s->page, &l->run, warning_count(&l->diags));
    print_years(&s->page, &l->run);
    print_limits(&s->page, &l->run);
    print_targets(&s->page, &l->run);
    return 0;
}

int cmd_run(struct session *s)
{
    struct loaded l;
    if (s->argument_count == 0)
        return usage_error(s, _("run needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("run takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    int code = load_run(s, &l, s->arguments[0]);
    if (code == 0)
        code = show(s, &l);
    if (code == 0 && s->options.output)
        code = write_all(s, &l.run);
    if (code == 0 && (s->options.given & OPTION_STRICT) && l.run.missed + l.run.late > 0)
        code = TARGET_MISSED;
    loaded_free(&l);
    return code;
}
