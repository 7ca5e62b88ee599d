#include <getopt.h>
#include <string.h>

#include "command.h"
#include "text.h"

static const struct option_row rows[] = {
    {"output", 'o', OPTION_OUTPUT, N_("PATH"),
     N_("write the results there: a folder; of ensemble, sensitivity and sweep a file NAME.db")},
    {"runs", 'n', OPTION_RUNS, "N", N_("how many replicates (default 1024; of sensitivity see above)")},
    {"seed", 0, OPTION_SEED, "N", N_("of the random numbers (default 1): the same seed gives the same results")},
    {"threads", 'j', OPTION_THREADS, "N",
     N_("how many threads (default: one for each processor); the results do not depend on it")},
    {"sampler", 0, OPTION_SAMPLER, N_("NAME"),
     N_("random, latin or sobol; default sobol where N is a power of two, else latin")},
    {"keep-runs", 0, OPTION_KEEP_RUNS, NULL, N_("with -o: keep the inputs and indicators of every run")},
    {"target", 0, OPTION_TARGET, "ID", N_("look at this target")},
    {"indicator", 0, OPTION_INDICATOR, N_("KEY"), N_("look at this indicator")},
    {"year", 0, OPTION_YEAR, N_("YEAR"), N_("of --indicator (default: the last one)")},
    {"method", 0, OPTION_METHOD, N_("NAME"), N_("sobol (default), morris, tornado, prcc, pawn or discover")},
    {"second-order", 0, OPTION_SECOND_ORDER, NULL, N_("with sobol: pairs of inputs too, at twice the runs")},
    {"delay", 0, OPTION_DELAY, N_("[TASK=]YEARS"),
     N_("run again with this task (its number or id) that much later; without TASK each task in turn")},
    {"probability", 0, OPTION_PROBABILITY, "P", N_("reached means in this share of the replicates, for example 0.9")},
    {"budget", 0, OPTION_BUDGET, "X", N_("at most this much, in 万元 (×10k yuan)")},
    {"fit", 0, OPTION_FIT, N_("KEY[,KEY...]"), N_("estimate these parameters from what was observed; may be repeated")},
    {"json", 0, OPTION_JSON, NULL, N_("print one JSON document instead of the page")},
    {"strict", 0, OPTION_STRICT, NULL, N_("exit code 4 when a target is missed or late, or the audit finds something")},
    {"no-charts", 0, OPTION_NO_CHARTS, NULL, N_("with -o: write no charts")},
    {"charts", 0, OPTION_CHARTS, N_("DIR"), N_("draw the study's charts there")},
    {"chart", 0, OPTION_CHART, N_("NAME"), N_("draw only this chart (vetsim list charts)")},
    {"format", 0, OPTION_FORMAT, N_("FORMAT"),
     N_("of charts: png (default), svg or pdf; of tables: text, md, csv or xlsx")},
    {"table", 0, OPTION_TABLE, N_("NAME"),
     N_("only this table: scale, programme, faculty, bases, funding or training")},
    {"template", 0, OPTION_TEMPLATE, NULL, N_("write the empty form instead, for a spreadsheet")},
    {"place", 0, OPTION_PLACE, N_("NAME"), N_("of the county or city the plan is for")},
    {"size", 0, OPTION_SIZE, N_("SIZE"), N_("of charts: slide (default), page or thumbnail")},
    {"set", 0, OPTION_SET, N_("KEY=VALUE"), N_("change a value of the scenario; may be repeated")},
    {"lang", 0, OPTION_LANG, "zh|en", N_("language of what is shown")},
    {"help", 'h', OPTION_HELP, NULL, N_("show this help")},
    {"version", 'V', OPTION_VERSION, NULL, N_("show the version")},
};
enum { ROWS = sizeof rows / sizeof *rows };

const struct option_row *option_list(int *count)
{
    *count = ROWS;
    return rows;
}

const char *options_language(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            return argv[i] + 7;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    return NULL;
}

/* getopt said no: find out why, and which option may have been meant. */
static int refuse(struct session *s, int answer, const char *given)
{
    const char *names[ROWS];
    char dashed[64];
    for (int i = 0; i < ROWS; i++)
        names[i] = rows[i].name;
    if (answer == ':')
        return usage_error(s, _("option %s needs a value"), given);
    if (strncmp(given, "--", 2) != 0) {
        snprintf(dashed, sizeof dashed, "-%c", optopt);
        return usage_error(s, _("unknown option %s"), dashed);
    }
    char name[64] = "";
    strncat(name, given + 2, strcspn(given + 2, "=") < 63 ? strcspn(given + 2, "=") : 63);
    for (int i = 0; i < ROWS; i++)
        if (strcmp(name, rows[i].name) == 0)
            return usage_error(s, _("option --%s takes no value"), name);
    const char *near = nearest_name(name, names, ROWS);
    if (near)
        return usage_error(s, _("unknown option --%s; did you mean --%s?"), name, near);
    return usage_error(s, _("unknown option --%s"), name);
}

/* An option given again adds to its list. */
static int listed(struct session *s, const char **list, const char *value)
{
    *list = *list ? arena_format(&s->arena, "%s,%s", *list, value) : value;
    return *list ? 0 : failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
}

static int take(struct session *s, const struct option_row *row, const char *value)
{
    struct options *o = &s->options;
    o->given |= row->bit;
    switch (row->bit) {
    case OPTION_OUTPUT:
        o->output = value;
        return *value ? 0 : usage_error(s, _("option -o needs the name of a folder"));
    case OPTION_CHART:
        o->chart = value;
        return 0;
    case OPTION_CHARTS:
        o->charts = value;
        return *value ? 0 : usage_error(s, "%s", _("option --charts needs the name of a folder"));
    case OPTION_METHOD:
        o->method = value;
        return 0;
    case OPTION_PROBABILITY:
        o->probability = value;
        return 0;
    case OPTION_BUDGET:
        o->budget = value;
        return 0;
    case OPTION_RUNS:
        o->runs = value;
        return 0;
    case OPTION_SEED:
        o->seed = value;
        return 0;
    case OPTION_THREADS:
        o->threads = value;
        return 0;
    case OPTION_SAMPLER:
        o->sampler = value;
        return 0;
    case OPTION_TARGET:
        return listed(s, &o->target, value);
    case OPTION_INDICATOR:
        o->indicator = value;
        return 0;
    case OPTION_YEAR:
        o->year = value;
        return 0;
    case OPTION_PLACE:
        o->place = value;
        return 0;
    case OPTION_TABLE:
        o->table = value;
        return 0;
    case OPTION_FIT:
        return listed(s, &o->fit, value);
    case OPTION_DELAY:
        o->delay = value;
        return 0;
    case OPTION_FORMAT:
        o->format = value; /* which there are depends on the command: options_allowed() */
        return 0;
    case OPTION_SIZE:
        o->size = value;
        if (strcmp(value, "slide") == 0 || strcmp(value, "page") == 0 || strcmp(value, "thumbnail") == 0)
            return 0;
        return usage_error(s, _("unknown size \"%s\": slide, page or thumbnail"), value);
    case OPTION_LANG:
        o->language = value;
        return text_language_known(value) ? 0 : usage_error(s, _("unknown language \"%s\": zh or en"), value);
    case OPTION_SET:
        if (!strchr(value, '=') || *value == '=')
            return usage_error(s, _("--set %s: write KEY=VALUE"), value);
        o->sets[o->set_count++] = value;
        return 0;
    default:
        return 0;
    }
}

int options_parse(struct session *s, int argc, char **argv)
{
    struct option list[ROWS + 1] = {0};
    char letters[2 * ROWS + 2] = ":"; /* first ":": tell a missing value from an unknown option */
    int length = 1;
    for (int i = 0; i < ROWS; i++) {
        list[i] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument, NULL, 256 + i};
        if (rows[i].letter)
            letters[length++] = rows[i].letter;
        if (rows[i].letter && rows[i].argument)
            letters[length++] = ':';
    }
    s->options = (struct options){.format = "png"};
    s->options.sets = arena_alloc(&s->arena, (size_t)argc * sizeof *s->options.sets);
    if (!s->options.sets)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    int code = 0, answer;
    optind = 0; /* getopt starts afresh: a batch parses many lines */
    while (code == 0 && (answer = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        if (answer == '?' || answer == ':')
            return refuse(s, answer, argv[optind - 1]);
        int index = answer - 256;
        for (int i = 0; i < ROWS && index < 0; i++)
            if (rows[i].letter == answer)
                index = i;
        code = take(s, &rows[index], optarg);
    }
    s->options.arguments = argv + optind;
    s->options.argument_count = argc - optind;
    return code;
}

const char *const *option_formats(unsigned options)
{
    static const char *const charts[] = {"png", "svg", "pdf", NULL}, *const tables[] = {"text", "md", "csv", "xlsx",
                                                                                        NULL};
    return options & OPTION_TABLE ? tables : charts;
}

static int check_format(struct session *s, const struct command *command)
{
    const bool of_tables = command->options & OPTION_TABLE;
    for (const char *const *name = option_formats(command->options); *name; name++)
        if (strcmp(s->options.format, *name) == 0)
            return 0;
    return of_tables ? usage_error(s, _("unknown format \"%s\": text, md, csv or xlsx"), s->options.format)
                     : usage_error(s, _("unknown format \"%s\": png, svg or pdf"), s->options.format);
}

/* How charts are to look says nothing where none are drawn. */
static int check_charts(struct session *s, const struct command *command)
{
    const bool with_files = command->options & OPTION_NO_CHARTS; /* -o draws charts too */
    const unsigned drawing = OPTION_CHARTS | (with_files ? OPTION_OUTPUT : 0);

    if (!(s->options.given & (OPTION_PICTURE | OPTION_NO_CHARTS)) || s->options.given & drawing)
        return 0;
    if (with_files)
        return usage_error(s, "%s", _("--format, --size and --no-charts need -o DIR"));
    return command->options & OPTION_CHARTS ? usage_error(s, "%s", _("--format and --size need --charts DIR")) : 0;
}

int options_allowed(struct session *s, const struct command *command)
{
    for (int i = 0; i < ROWS; i++)
        if (s->options.given & rows[i].bit & ~command->options)
            return usage_error(s, _("--%s is not an option of \"vetsim %s\""), rows[i].name, command->name);
    const int code = check_charts(s, command);
    return code == 0 && s->options.given & OPTION_FORMAT ? check_format(s, command) : code;
}

int output_ending(struct session *s, const char *const *endings)
{
    const char *path = s->options.output, *all = "";
    const size_t length = path ? strlen(path) : 0;
    for (int i = 0; path && all && endings[i]; i++) {
        const size_t tail = strlen(endings[i]);
        if (length > tail && strcmp(path + length - tail, endings[i]) == 0)
            return 0;
        all = arena_format(&s->arena, "%s%s%s", all, i ? ", " : "", endings[i]);
    }
    return path ? usage_error(s, _("-o %s: give the name of a file that ends in %s"), path, all ? all : "") : 0;
}

void options_help(const struct page *p, unsigned options)
{
    for (int i = 0; i < ROWS; i++) {
        char left[64], lead[96], letter[8] = "";
        if (!(options & rows[i].bit))
            continue;
        if (rows[i].letter && rows[i].argument)
            snprintf(letter, sizeof letter, "-%c, ", rows[i].letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, rows[i].name, rows[i].argument ? " " : "",
                 rows[i].argument ? _(rows[i].argument) : "");
        snprintf(lead, sizeof lead, "  %s%*s", left, 22 > text_width(left) ? 22 - text_width(left) : 1, "");
        page_wrap(p, PLAIN, lead, _(rows[i].help));
    }
}
