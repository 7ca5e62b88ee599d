#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "annex.h"
#include "command.h"
#include "file.h"
#include "list_scenarios.h"
#include "rows.h"
#include "text.h"
#include "utf8.h"

__attribute__((format(printf, 2, 0))) static void say(struct session *s, const char *format, va_list list)
{
    char *text = NULL;
    fflush(s->page.out); /* a message stands after what led to it, also where both go to one file */
    if (vasprintf(&text, format, list) >= 0) {
        page_line(&s->errors, PLAIN, "vetsim: %s", text);
        free(text);
    }
}

int usage_error(struct session *s, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say(s, format, list);
    va_end(list);
    page_line(&s->errors, PLAIN, "%s", _("Try \"vetsim --help\"."));
    return VS_USAGE;
}

int failure(struct session *s, int code, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say(s, format, list);
    va_end(list);
    return code;
}

void print_diags(struct session *s, const struct diags *d, bool warnings)
{
    fflush(s->page.out);
    for (int i = 0; i < d->count; i++) {
        const struct diag *one = &d->list[i];
        if (one->warning && !warnings)
            continue;
        char where[4200] = "";
        if (!one->file || strcmp(one->file, "--set") == 0) /* no file to name: the program speaks */
            snprintf(where, sizeof where, "vetsim: %s", one->file ? "--set: " : "");
        else if (one->line > 0)
            snprintf(where, sizeof where, "%s:%d: ", one->file, one->line);
        else
            snprintf(where, sizeof where, "%s: ", one->file);
        page_line(&s->errors, PLAIN, "%s%s%s", where, one->warning ? _("warning: ") : "", one->text);
    }
}

int warning_count(const struct diags *d)
{
    int count = 0;
    for (int i = 0; i < d->count; i++)
        count += d->list[i].warning;
    return count;
}

int report(struct session *s, const struct diags *d, int code)
{
    print_diags(s, d, false);
    if (d->errors == 0)
        failure(s, code, "%s", vs_error_text(code));
    return code;
}

/* Why a file could not be used; where there is none of that name, which one may have been meant. */
static int refuse_file(struct session *s, const struct loaded *l, const char *path, int code)
{
    report(s, &l->diags, code);
    suggest_scenario(s, path);
    return code;
}

static int read_file(struct session *s, struct loaded *l, const char *path)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    memset(l, 0, sizeof *l);
    int code =
        scenario_load(&l->scenario, path, s->options.sets, s->options.set_count, &parameters, &annex_form, &l->diags);
    for (int i = 0; i < l->scenario.file_count && code == 0; i++)
        code = file_protect(l->scenario.files[i]);
    return code;
}

int load_scenario(struct session *s, struct loaded *l, const char *path)
{
    int code = read_file(s, l, path);
    return code < 0 ? refuse_file(s, l, path, code) : 0;
}

int load_setup(struct session *s, struct loaded *l, const char *path)
{
    int code = read_file(s, l, path);
    if (code == 0)
        code = setup_init(&l->setup, &l->scenario, &l->diags);
    return code < 0 ? refuse_file(s, l, path, code) : 0;
}

int load_run(struct session *s, struct loaded *l, const char *path)
{
    int code = load_setup(s, l, path);
    if (code < 0)
        return code;
    code = run_init(&l->run, &l->setup, &l->diags);
    return code < 0 ? report(s, &l->diags, code) : 0;
}

void loaded_free(struct loaded *l)
{
    run_free(&l->run);
    setup_free(&l->setup);
    scenario_free(&l->scenario);
    diags_free(&l->diags);
}

const char *scenario_label(const struct session *s, const struct scenario *scenario)
{
    return label_text(&scenario->label, s->chinese, scenario->name);
}

char *folder_name(struct arena *a, const struct scenario *scenario)
{
    char *name = utf8_clean(a, scenario->name);
    for (char *c = name; c && *c; c++)
        if (*c == '/' || *c == ' ')
            *c = '-';
    return name && name[0] == '.' ? arena_format(a, "scenario%s", name) : name;
}
