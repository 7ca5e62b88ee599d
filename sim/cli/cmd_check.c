/* vetsim check: everything that is wrong with the files, and whether the model runs on them. */
#include <libintl.h>
#include <string.h>

#include "annex.h"
#include "command.h"
#include "list_scenarios.h"
#include "rows.h"
#include "text.h"

/* All messages of one file; returns the first bad code. */
static int check_one(struct session *s, const char *path, int *errors, int *warnings)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct loaded l;
    memset(&l, 0, sizeof l);
    int code = scenario_load(&l.scenario, path, s->options.sets, s->options.set_count, &parameters, &annex_form, &l.diags);
    if (code == 0)
        code = setup_init(&l.setup, &l.scenario, &l.diags);
    if (code == 0)
        code = run_init(&l.run, &l.setup, &l.diags);
    if (code < 0 && l.diags.errors == 0)
        diag_error(&l.diags, path, 0, "%s", vs_error_text(code));
    print_diags(s, &l.diags, true);
    suggest_scenario(s, path);
    *errors += l.diags.errors;
    *warnings += warning_count(&l.diags);
    loaded_free(&l);
    return code;
}

int cmd_check(struct session *s)
{
    int errors = 0, warnings = 0, worst = 0;
    if (s->argument_count == 0)
        return usage_error(s, _("check needs at least one scenario file"));
    for (int i = 0; i < s->argument_count; i++) {
        int code = check_one(s, s->arguments[i], &errors, &warnings);
        if (worst == 0 || code == VS_SCENARIO)
            worst = code < 0 ? code : worst;
    }
    char first[64], second[64];
    snprintf(first, sizeof first, ngettext("%d error", "%d errors", (unsigned long)errors), errors);
    snprintf(second, sizeof second, ngettext("%d warning", "%d warnings", (unsigned long)warnings), warnings);
    page_line(&s->page, errors ? BAD : warnings ? CAUTION : GOOD, "%s, %s", first, second);
    return worst;
}
