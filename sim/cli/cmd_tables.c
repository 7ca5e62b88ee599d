/* vetsim tables: the plan's six annex tables, filled from the run. */
#include <stdlib.h>
#include <string.h>

#include "annex_workbook.h"
#include "command.h"
#include "file.h"
#include "tables_view.h"
#include "text.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF"; /* without it Excel shows Chinese as garbage */

/* The table --table names: by its key, its number, or its label in either language. */
static int find_table(struct session *s, int *found)
{
    const char *name = s->options.table, *known[32];
    int count = 0;
    *found = ALL_TABLES;
    if (!name)
        return 0;
    for (int t = 0; t < annex_form.table_count; t++) {
        const struct annex_table *table = &annex_form.tables[t];
        char number[12];
        snprintf(number, sizeof number, "%d", t + 1);
        known[count++] = table->key;
        known[count++] = table->label_zh;
        if (!strcmp(name, number) || !strcmp(name, table->key) || !strcmp(name, table->label_zh) ||
            !strcmp(name, table->label_en))
            *found = t;
    }
    if (*found != ALL_TABLES)
        return 0;
    const char *near = nearest_name(name, known, count);
    if (near)
        return usage_error(s, _("--table %s: no such table; did you mean %s?"), name, near);
    return usage_error(s, _("--table %s: no such table; there are scale, programme, faculty, bases, funding, training"),
                       name);
}

static const char *const formats[] = {"text", "md", "csv", "xlsx"};
static const char *const endings[] = {".txt", ".md", ".csv", ".xlsx", NULL};
enum { FORMATS = sizeof formats / sizeof *formats };

/* The file is named for what will be in it, which --format may say too. */
static int check_output(struct session *s)
{
    for (int i = 0; i < FORMATS && (s->options.given & OPTION_FORMAT); i++)
        if (strcmp(s->options.format, formats[i]) == 0)
            return output_ending(s, (const char *const[]){endings[i], NULL});
    return output_ending(s, endings);
}

/* --format, else what the name of the file says. */
static const char *chosen_format(const struct session *s)
{
    const char *dot = s->options.output ? strrchr(s->options.output, '.') : NULL;
    if (s->options.given & OPTION_FORMAT)
        return s->options.format;
    for (int i = 0; dot && i < FORMATS; i++)
        if (strcmp(dot, endings[i]) == 0)
            return formats[i];
    return "text";
}

/* Writes the sheets of all tables or of one. */
static int write_sheets(struct session *s, FILE *out, struct filled_tables *f, int only, const char *format)
{
    const bool csv = strcmp(format, "csv") == 0;
    if (csv)
        fputs(byte_order_mark, out);
    for (int t = 0; t < annex_form.table_count; t++) {
        struct annex_sheet sheet;
        if (only != ALL_TABLES && only != t)
            continue;
        const int code = annex_sheet_make(f, t, s->chinese, &sheet);
        if (code < 0)
            return code;
        if (csv)
            sheet_csv(out, &sheet);
        else
            sheet_markdown(out, &sheet);
    }
    return 0;
}

static void print_page(const struct page *p, struct filled_tables *f, int only)
{
    for (int t = 0; t < annex_form.table_count; t++)
        if (only == ALL_TABLES || only == t)
            print_annex_table(p, f, t);
}

struct asked {
    struct filled_tables *tables;
    int only;
    const char *format;
};

static int write_format(struct session *s, struct atomic_file *file, const void *what, struct diags *d)
{
    const struct asked *a = what;
    if (strcmp(a->format, "xlsx") == 0) /* its library opens the file itself */
        return annex_workbook_write(file->temporary, a->tables, a->only, s->chinese, d);
    if (strcmp(a->format, "text") != 0)
        return write_sheets(s, file->stream, a->tables, a->only, a->format);
    struct page page = page_start(file->stream, s->chinese);
    print_page(&page, a->tables, a->only);
    return 0;
}

static int show(struct session *s, const struct run *r, int only)
{
    const char *format = chosen_format(s);
    struct filled_tables f;
    int code = tables_fill(&f, r);
    if (code == 0 && s->options.output)
        code = output_file(s, write_format, &(struct asked){&f, only, format});
    else if (code == 0 && strcmp(format, "text") == 0)
        print_page(&s->page, &f, only);
    else if (code == 0)
        code = write_sheets(s, s->page.out, &f, only, format);
    tables_free(&f);
    return code == VS_MEMORY ? failure(s, code, "%s", vs_error_text(code)) : code;
}

int cmd_tables(struct session *s)
{
    struct loaded l;
    int only;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("tables needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("tables takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    if (find_table(s, &only) < 0 || check_output(s) < 0)
        return VS_USAGE;
    if (strcmp(chosen_format(s), "xlsx") == 0 && !s->options.output)
        return usage_error(s, "%s", _("--format xlsx needs -o FILE.xlsx"));
    int code = load_run(s, &l, s->arguments[0]);
    if (code == 0)
        code = show(s, &l.run, only);
    loaded_free(&l);
    return code;
}
