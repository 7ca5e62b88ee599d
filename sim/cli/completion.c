#include <ctype.h>
#include <string.h>

#include "annex.h"
#include "completion.h"
#include "page_size.h"
#include "plots.h"
#include "rows.h"
#include "sensitivity.h"

/* "a|b|c" as "a b c". */
static const char *choices(struct arena *a, const char *text)
{
    char *words = arena_copy(a, text, strlen(text));
    for (char *c = words; c && *c; c++)
        if (*c == '|')
            *c = ' ';
    return words ? words : "";
}

static const char *row_keys(struct arena *a, const struct row *rows, int count, const char *after)
{
    const char *words = "";
    for (int i = 0; i < count && words; i++)
        words = arena_format(a, "%s%s%s%s", words, i ? " " : "", rows[i].key, after);
    return words ? words : "";
}

static const char *numbered_names(struct arena *a, const char *(*name)(int i), int count)
{
    const char *words = "";
    for (int i = 0; i < count && words; i++)
        words = arena_format(a, "%s%s%s", words, i ? " " : "", name(i));
    return words ? words : "";
}

static const char *method_at(int i) { return method_name((enum method)i); }
static const char *table_at(int i) { return annex_form.tables[i].key; }
static const char *size_at(int i) { return page_sizes[i].name; }

static const char *formats(struct arena *a, unsigned options)
{
    const char *words = "";
    for (const char *const *name = option_formats(options); *name && words; name++)
        words = arena_format(a, "%s%s%s", words, *words ? " " : "", *name);
    return words ? words : "";
}

struct candidates completion_of_option(struct arena *a, const struct option_row *row, unsigned options)
{
    struct candidates c = {.place = WORDS, .words = ""};
    switch (row->bit) {
    case OPTION_OUTPUT:
        c.place = FILES;
        break;
    case OPTION_CHARTS:
        c.place = FOLDERS;
        break;
    case OPTION_SET:
        c.words = row_keys(a, model_parameters, model_parameter_count, "=");
        break;
    case OPTION_FIT:
        c.words = row_keys(a, model_parameters, model_parameter_count, "");
        break;
    case OPTION_TABLE:
        c.words = numbered_names(a, table_at, annex_form.table_count);
        break;
    case OPTION_INDICATOR:
        c.words = row_keys(a, model_indicators, model_indicator_count, "");
        break;
    case OPTION_CHART:
        c.words = numbered_names(a, plots_chart_name, plots_chart_count());
        break;
    case OPTION_METHOD:
        c.words = numbered_names(a, method_at, METHODS);
        break;
    case OPTION_FORMAT:
        c.words = formats(a, options);
        break;
    case OPTION_SIZE:
        c.words = numbered_names(a, size_at, SIZES);
        break;
    case OPTION_SAMPLER:
        c.words = "random latin sobol";
        break;
    default:
        if (strchr(row->argument, '|'))
            c.words = choices(a, row->argument);
        else
            c.place = ANYTHING;
    }
    return c;
}

struct candidates completion_of_command(struct arena *a, const struct command *command)
{
    const char *text = command->arguments, *dot = strchr(text, '.');
    struct candidates c = {.place = FILES, .words = ""};
    if (islower((unsigned char)*text))
        c.words = choices(a, arena_copy(a, text, strcspn(text, " ")));
    if (strstr(text, "SCENARIO"))
        c.ending = ".cfg";
    else if (dot && isalpha((unsigned char)dot[1]))
        c.ending = arena_copy(a, dot, strcspn(dot, " ]"));
    else if (strcmp(text, "DIR") == 0)
        c.place = FOLDERS;
    return c;
}
