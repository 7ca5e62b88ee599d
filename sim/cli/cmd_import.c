/* vetsim import: the six annex tables, filled in with a spreadsheet, become a scenario. */
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "csv_read.h"
#include "file.h"
#include "fill_in.h"
#include "import.h"
#include "import_template.h"
#include "place_name.h"
#include "rows.h"
#include "text.h"

enum { TEMPLATE_FIRST_YEAR = 2025, TEMPLATE_LAST_YEAR = 2028 };

/* What is there already may have been worked on by hand. */
static int check_output(struct session *s)
{
    struct stat info;
    if (lstat(s->options.output, &info) == 0)
        return failure(s, VS_FILE, _("%s is there already and was left as it is; choose another name"),
                       s->options.output);
    return 0;
}

static int write_empty(struct session *s, struct atomic_file *file, const void *what, struct diags *d)
{
    (void)what, (void)d;
    import_template(file->stream, TEMPLATE_FIRST_YEAR, TEMPLATE_LAST_YEAR, s->chinese);
    return 0;
}

static int write_template(struct session *s)
{
    if (s->argument_count > 0)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[0]);
    if (!s->options.output) {
        import_template(s->page.out, TEMPLATE_FIRST_YEAR, TEMPLATE_LAST_YEAR, s->chinese);
        return 0;
    }
    const int code = check_output(s);
    return code ? code : output_file(s, write_empty, NULL);
}

/* "tables/heping.csv" is of "heping" when the user does not say. */
static const char *place_of(struct session *s)
{
    const char *path = s->arguments[0], *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return s->options.place ? s->options.place
                            : arena_copy(&s->arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* The scenario must run as it is: what is wrong in it is wrong in the tables. */
static int try_scenario(struct session *s, const char *path, int *left)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct loaded l = {0};
    int code = scenario_load(&l.scenario, path, NULL, 0, &parameters, &annex_form, &l.diags);
    code = code ? code : setup_init(&l.setup, &l.scenario, &l.diags);
    code = code ? code : run_init(&l.run, &l.setup, &l.diags);
    *left = fill_in_count(&l.scenario, NULL);
    for (int i = 0; i < l.diags.count && code < 0; i++)
        if (!l.diags.list[i].warning)
            failure(s, code, _("%s: the tables do not make a scenario: %s"), s->arguments[0], l.diags.list[i].text);
    loaded_free(&l);
    return code;
}

static int write_scenario(struct session *s, const struct import *m, struct diags *d)
{
    const struct import_text text = {place_of(s), fill_in_mark(s->chinese), s->chinese};
    struct atomic_file file = {0};
    int left = 0, code = atomic_open_path(&file, s->options.output, d);
    if (code == 0)
        code = import_write(file.stream, m, &text, d);
    if (code == 0)
        code = atomic_close(&file, d);
    if (code < 0)
        report(s, d, code);
    else
        code = try_scenario(s, file.temporary, &left);
    if (code == 0 && (code = atomic_publish(&file, d)) < 0)
        report(s, d, code);
    atomic_abort(&file);
    if (code < 0)
        return code;
    print_diags(s, d, true);
    page_line(&s->page, GOOD, _("Written to %s. It runs as it is."), s->options.output);
    page_line(&s->page, PLAIN, _("Marked %s, because the tables do not say it: %d values. Next: vetsim tables %s"),
              text.mark, left, s->options.output);
    return 0;
}

int cmd_import(struct session *s)
{
    struct grid grid;
    struct import m;
    struct diags d = {0};
    if (s->options.given & OPTION_TEMPLATE)
        return write_template(s);
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("import needs a CSV file with the annex tables; --template writes an empty one"));
    if (s->argument_count > 1)
        return usage_error(s, _("import takes one file; \"%s\" is one too many"), s->arguments[1]);
    if (!s->options.output)
        return usage_error(s, "%s", _("import needs -o SCENARIO.cfg"));
    int code = s->options.place ? check_place(s, s->options.place) : 0;
    if (code == 0)
        code = check_output(s);
    if (code)
        return code;
    code = csv_read(&s->arena, s->arguments[0], &grid, &d);
    if (code == 0)
        code = import_read(&m, &s->arena, s->arguments[0], &grid, s->chinese, &d);
    if (code < 0)
        report(s, &d, code);
    else if ((code = check_place(s, place_of(s))) == 0) /* the file's name, where the user gave none */
        code = write_scenario(s, &m, &d);
    diags_free(&d);
    return code;
}
