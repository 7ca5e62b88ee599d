/* vetsim check: everything that is wrong with the files, and whether the model runs on them. */
#include <string.h>

#include "annex.h"
#include "command.h"
#include "fill_in.h"
#include "list_scenarios.h"
#include "rows.h"
#include "text.h"

struct findings {
    int errors, warnings, to_fill_in;
    const char *mark; /* of what is to be filled in */
};

/* All messages of one file; returns the first bad code. */
static int check_one(struct session *s, const char *path, struct findings *f)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct loaded l;
    memset(&l, 0, sizeof l);
    int code =
        scenario_load(&l.scenario, path, s->options.sets, s->options.set_count, &parameters, &annex_form, &l.diags);
    if (code == 0)
        code = setup_init(&l.setup, &l.scenario, &l.diags);
    if (code == 0)
        code = run_init(&l.run, &l.setup, &l.diags);
    if (code < 0 && l.diags.errors == 0)
        diag_error(&l.diags, path, 0, "%s", vs_error_text(code));
    print_diags(s, &l.diags, true);
    suggest_scenario(s, path);
    f->errors += l.diags.errors;
    f->warnings += warning_count(&l.diags);
    f->to_fill_in += fill_in_count(&l.scenario, &f->mark);
    loaded_free(&l);
    return code;
}

int cmd_check(struct session *s)
{
    struct findings f = {0};
    int worst = 0;
    if (s->argument_count == 0)
        return usage_error(s, _("check needs at least one scenario file"));
    for (int i = 0; i < s->argument_count; i++) {
        int code = check_one(s, s->arguments[i], &f);
        if (worst == 0 || code == VS_SCENARIO)
            worst = code < 0 ? code : worst;
    }
    char first[64], second[64];
    snprintf(first, sizeof first, ngettext("%d error", "%d errors", (unsigned long)f.errors), f.errors);
    snprintf(second, sizeof second, ngettext("%d warning", "%d warnings", (unsigned long)f.warnings), f.warnings);
    page_line(&s->page, f.errors ? BAD : f.warnings ? CAUTION : GOOD, s->chinese ? "%s，%s" : "%s, %s", first, second);
    if (f.to_fill_in > 0)
        page_line(&s->page, CAUTION,
                  ngettext("%d text still to be filled in: look for %s", "%d texts still to be filled in: look for %s",
                           (unsigned long)f.to_fill_in),
                  f.to_fill_in, f.mark);
    return worst;
}
