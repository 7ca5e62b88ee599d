/* vetsim: the command table, help, and the one place that exits. */
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "progress.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static const struct command commands[] = {
    {"init", N_("DIR"), N_("start a plan: a scenario that runs at once, with what to fill in marked"),
     N_("Writes DIR/plan.cfg in the language shown. Its numbers are placeholders, each with an explanation; vetsim "
        "check "
        "counts those that are left. An existing file is never overwritten."),
     OPTION_PLACE | OPTION_LANG | OPTION_HELP, cmd_init},
    {"run", N_("SCENARIO"), N_("project the plan year by year and check its targets"),
     N_("Prints the main indicators by year and every target with its verdict. With -o it also writes "
        "trajectories.csv, "
        "targets.csv, resolved.cfg and the charts."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_STRICT | OPTION_NO_CHARTS | OPTION_PICTURE, cmd_run},
    {"plot", N_("SCENARIO..."), N_("draw the charts"),
     N_("Charts go to a folder below plots-out named after the scenario, or to the folder given by -o."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_CHART | OPTION_PICTURE, cmd_plot},
    {"list", N_("parameters|indicators|targets|charts|scenarios [SCENARIO|DIR]"), N_("list what there is"),
     N_("targets needs a scenario; indicators of a scenario include those of its sectors and initiatives; scenarios "
        "looks "
        "for .cfg files below scenarios/ or DIR."),
     OPTION_COMMON, cmd_list},
    {"explain", N_("SCENARIO [KEY]"), N_("show where every value comes from"),
     N_("KEY is an area (faculty), a parameter (faculty.quit_rate), one sector's parameter (faculty.quit_rate.sve), or "
        "the "
        "id of a target, task, initiative, project, sector, industry or rule. With --indicator it says why the number "
        "of one "
        "year is what it is: what it is made of, which limit bound, and the values and sources behind it."),
     OPTION_COMMON | OPTION_INDICATOR | OPTION_YEAR, cmd_explain},
    {"check", N_("SCENARIO..."), N_("report every error and warning of the files"),
     N_("Also runs the model once to check its invariants. Messages go to the error stream, the count to standard "
        "output."),
     OPTION_COMMON, cmd_check},
    {"audit", N_("SCENARIO"), N_("check the plan against itself: sums, ratios, units, money, text against tables"),
     N_("Each finding quotes the plan, shows the arithmetic, says how large it is and what to do; the most important "
        "come first. With -o FILE.md or FILE.csv the findings are also written there."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_STRICT, cmd_audit},
    {"compare", N_("SCENARIO SCENARIO..."),
     N_("lay plans side by side: results, money, what differs, what each difference does"),
     N_("The first plan is the base. Shows main indicators, money and the targets whose verdict changes, then what "
        "differs "
        "in the inputs, and for each changed target, or the one given by --target or --indicator with --year, how much "
        "each difference does: put alone into the base, and taken out of the other plan. With -o it also writes CSV "
        "tables and charts."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_TARGET | OPTION_INDICATOR | OPTION_YEAR | OPTION_CHARTS |
         OPTION_NO_CHARTS | OPTION_FORMAT | OPTION_SIZE,
     cmd_compare},
    {"tasks", N_("SCENARIO"), N_("show who answers for which targets, and what a delay would cost"),
     N_("Lists the plan's tasks with their lead and supporting departments and the verdicts of the targets they carry. "
        "--delay 5=1 runs the plan again with task 5 one year later and says which targets fall. With -o FILE.csv the "
        "list is also written as CSV."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_DELAY, cmd_tasks},
    {"backtest", N_("SCENARIO"), N_("compare the projection with what was observed; estimate parameters from it"),
     N_("Shows every observed value beside the simulated one, the errors by years ahead, and how often the ensemble's "
        "bands hold what came. --fit faculty.quit_rate.sve,enrolment.dropout_1.sve estimates these parameters by least "
        "squares, with standard errors; with -o FILE.cfg it writes a scenario that extends this one with the fitted "
        "values. Without --fit, -o FILE.csv writes the comparison."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_FIT | OPTION_RUNS | OPTION_SEED | OPTION_THREADS |
         OPTION_SAMPLER | OPTION_CHARTS | OPTION_PICTURE,
     cmd_backtest},
    {"ensemble", N_("SCENARIO..."), N_("run many replicates: how likely each target is, how far indicators may go"),
     N_("What the scenarios call uncertain is drawn anew in each replicate. Several scenarios get the same draws and "
        "are "
        "compared with the first. With -o FILE.db results are kept, and an interrupted study goes on when the same "
        "command "
        "is given again."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_RUNS | OPTION_SEED | OPTION_THREADS | OPTION_SAMPLER |
         OPTION_KEEP_RUNS | OPTION_CHARTS | OPTION_PICTURE | OPTION_INDICATOR,
     cmd_ensemble},
    {"batch", N_("MANIFEST"), N_("run many studies, one on each line of a file"),
     N_("A line is: ensemble SCENARIO... -n N --seed N, or run SCENARIO, or sweep SCENARIO KEY=LOW..HIGH/POINTS, or "
        "sensitivity "
        "SCENARIO, with their options. All lines are checked before the first is run. Each gets a result file and a "
        "folder of CSV files in "
        "batch-out or the folder given by -o; lines that are finished there are not run again."),
     OPTION_LANG | OPTION_HELP | OPTION_OUTPUT | OPTION_THREADS, cmd_batch},
    {"sweep", N_("SCENARIO KEY=LOW..HIGH/POINTS [KEY=LOW..HIGH/POINTS]"),
     N_("vary one or two parameters and look at one number"),
     N_("For example: vetsim sweep scenarios/jining/plan-2020.cfg faculty.quit_rate=0.01..0.08/8 --indicator "
        "faculty.full_time "
        "--year 2022"),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_TARGET | OPTION_INDICATOR | OPTION_YEAR | OPTION_CHARTS |
         OPTION_PICTURE,
     cmd_sweep},
    {"sensitivity", N_("SCENARIO"), N_("find what drives a target or an indicator"),
     N_("Ranks the uncertain inputs by how much they move each target, or the one given by --target or --indicator, "
        "then also "
        "year by year. Methods: sobol shares out the variance (-n rows, default 4096, or -n auto: as many as it takes, "
        "at most 262144; slow and "
        "sure); morris screens "
        "(-n base "
        "points, default 50); tornado moves one input at a time; prcc ranks by correlation and pawn by distribution "
        "(-n "
        "replicates, default 4096); discover says when a target fails. With -o it also writes sensitivity.csv, "
        "or with -o FILE.db a result file."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_METHOD | OPTION_SECOND_ORDER | OPTION_TARGET |
         OPTION_INDICATOR | OPTION_YEAR | OPTION_RUNS | OPTION_SEED | OPTION_THREADS | OPTION_CHARTS | OPTION_PICTURE,
     cmd_sensitivity},
    {"reach", N_("SCENARIO [--target ID...]"), N_("find what would reach the targets, and at what cost"),
     N_("Searches the scenario's levers, target by target and for all together: on course, reachable (the cheapest "
        "setting found), or out of reach (what comes nearest, the earliest year, the bound that would have to give "
        "way). With -o DIR every answer is also written as a scenario that extends the plan; -o NAME.db keeps the "
        "tables. With --probability, -n is the number of replicates of each setting (default 256): name the targets "
        "with --target to save time. Several: --target ID,ID."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_JSON | OPTION_TARGET | OPTION_PROBABILITY | OPTION_BUDGET | OPTION_RUNS |
         OPTION_SEED | OPTION_THREADS | OPTION_CHARTS | OPTION_PICTURE,
     cmd_reach},
    {"report", N_("SCENARIO..."), N_("one page that says everything about a plan, for paper and screen"),
     N_("Writes one HTML file that needs nothing else and prints on A4: the answer in three sentences, every target "
        "with "
        "probability and department, charts, what drives the misses, what would reach them at what cost, the "
        "assumptions "
        "by how much they matter, what does not add up in the plan, methods. Up to four plans stand side by side."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_RUNS | OPTION_SEED | OPTION_THREADS | OPTION_SAMPLER, cmd_report},
    {"tables", N_("SCENARIO"), N_("fill the plan's six annex tables from the run, beside the plan's own figures"),
     N_("In the layout the plan was issued in, for its years; where the run and the plan differ, the difference is "
        "shown. --format text (default), md, csv or xlsx; with -o FILE the ending of the name says which."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_FORMAT | OPTION_TABLE, cmd_tables},
    {"workbook", N_("SCENARIO..."), N_("write the results of one or more plans as an Excel workbook"),
     N_("With -o FILE.xlsx: summary, Excel charts, targets, every indicator by year, ranges and probabilities, the six "
        "annex tables, the source of each number, what is uncertain, and what the audit found. Several scenarios stand "
        "side by side in the summary, and have a column of their own in the other sheets."),
     OPTION_COMMON | OPTION_OUTPUT | OPTION_RUNS | OPTION_SEED | OPTION_THREADS | OPTION_SAMPLER, cmd_workbook},
    {"import", N_("TABLES.csv"), N_("make a scenario of the six annex tables, filled in with a spreadsheet"),
     N_("Reads the form as --template or tables --format csv writes it, in UTF-8 or GB18030, and refuses what it does "
        "not understand by its cell. Values carry the cell they are from; what the tables do not say is marked."),
     OPTION_LANG | OPTION_HELP | OPTION_OUTPUT | OPTION_PLACE | OPTION_TEMPLATE, cmd_import},
    {"export", N_("FILE.db [TABLE]"), N_("write the tables of a result file as CSV"),
     N_("All tables go to the folder given by -o, or to one named after the file; one table without -o goes to "
        "standard output."),
     OPTION_LANG | OPTION_HELP | OPTION_OUTPUT, cmd_export},
    {"completion", "bash|zsh", NULL,
     N_("Writes to standard output what the shell needs to complete vetsim's commands."), OPTION_LANG | OPTION_HELP,
     cmd_completion},
    {"man", "", NULL, N_("Writes the manual page to standard output; to read it: vetsim man | man -l -"),
     OPTION_LANG | OPTION_HELP, cmd_man},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

const char *const about_vetsim =
    N_("vetsim simulates vocational education plans year by year and checks their targets.");
const char *const about_exit_codes = N_("Exit codes: 0 done, 1 the run failed, 2 wrong use, 3 bad scenario, 4 a target "
                                        "was missed (run --strict) or there are findings (audit --strict).");

const struct command *command_list(int *count)
{
    *count = COMMANDS;
    return commands;
}

static void short_usage(const struct page *p)
{
    page_line(p, PLAIN, "%s", _("Usage: vetsim COMMAND [OPTION...] SCENARIO"));
    page_blank(p);
    for (int i = 0; i < COMMANDS; i++) {
        char lead[32];
        if (!commands[i].summary)
            continue;
        snprintf(lead, sizeof lead, "  %-13s", commands[i].name);
        page_wrap(p, PLAIN, lead, _(commands[i].summary));
    }
}

static int help(const struct page *p)
{
    page_line(p, PLAIN, "%s", _(about_vetsim));
    page_blank(p);
    short_usage(p);
    page_blank(p);
    page_line(p, PLAIN, "%s", _("Options of every command:"));
    options_help(p, OPTION_COMMON);
    page_blank(p);
    page_wrap(p, PLAIN, "", _("\"vetsim COMMAND --help\" shows the options of a command."));
    page_line(p, PLAIN, "%s", _("For example: vetsim run scenarios/jining/plan-2020.cfg"));
    page_blank(p);
    page_wrap(p, PLAIN, "", _(about_exit_codes));
    return 0;
}

static int command_help(const struct page *p, const struct command *command)
{
    page_line(p, PLAIN, "%s vetsim %s %s", _("Usage:"), command->name,
              *command->arguments ? _(command->arguments) : "");
    page_blank(p);
    page_wrap(p, PLAIN, "", _(command->details));
    page_blank(p);
    options_help(p, command->options);
    return 0;
}

static int version(const struct page *p)
{
    const struct kernel *kernel = kernel_choose(NULL);
    page_line(p, PLAIN, "vetsim %s", VETSIM_VERSION);
    page_line(p, PLAIN, "%s", _("Licence GPL-3.0-or-later: free software, without any warranty."));
    if (kernel)
        page_line(p, PLAIN, _("Model built for %s, %d lanes."), kernel->name, kernel->lanes);
    return 0;
}

static const struct command *find_command(struct session *s, const char *name)
{
    const char *names[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        names[i] = commands[i].name;
    }
    size_t length = strlen(name);
    const char *near = nearest_name(name, names, COMMANDS);
    if (length > 4 && strcmp(name + length - 4, ".cfg") == 0)
        usage_error(s, _("which command? For example: vetsim run %s"), name);
    else if (near)
        usage_error(s, _("unknown command \"%s\"; did you mean \"%s\"?"), name, near);
    else
        usage_error(s, _("unknown command \"%s\""), name);
    return NULL;
}

static int dispatch(struct session *s, int argc, char **argv)
{
    int code = options_parse(s, argc, argv);
    const struct options *o = &s->options;
    if (code < 0)
        return code;
    if (o->given & OPTION_VERSION)
        return version(&s->page);
    if (o->argument_count == 0 && (o->given & OPTION_HELP))
        return help(&s->page);
    if (o->argument_count == 0) {
        short_usage(&s->errors);
        page_line(&s->errors, PLAIN, "%s", _("Try \"vetsim --help\"."));
        return VS_USAGE;
    }
    if (strcmp(o->arguments[0], "help") == 0) { /* "help run" is "run --help" */
        const struct command *about = o->argument_count > 1 ? find_command(s, o->arguments[1]) : NULL;
        if (o->argument_count > 1)
            return about ? command_help(&s->page, about) : VS_USAGE;
        return help(&s->page);
    }
    const struct command *command = find_command(s, o->arguments[0]);
    if (!command)
        return VS_USAGE;
    if (o->given & OPTION_HELP)
        return command_help(&s->page, command);
    code = options_allowed(s, command);
    s->arguments = o->arguments + 1;
    s->argument_count = o->argument_count - 1;
    return code < 0 ? code : command->run(s);
}

/* The reader of a pipe went away (vetsim … | head): nothing worth a message. */
static bool reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}

/* Output that did not arrive is a failed run, whatever the command thought. */
static int close_output(struct session *s, int code)
{
    errno = 0;
    bool failed = ferror(stdout) | fflush(stdout);
    int error = errno;
    if (!failed)
        return code;
    if (!reader_left())
        failure(s, VS_FILE, _("standard output: %s"), error ? system_error_text(error) : vs_error_text(VS_FILE));
    return VS_FILE;
}

static int exit_code(int code)
{
    switch (code) {
    case 0:
        return 0;
    case VS_USAGE:
        return 2;
    case VS_SCENARIO:
        return 3;
    case TARGET_MISSED:
        return 4;
    default:
        return 1;
    }
}

int main(int argc, char **argv)
{
    gsl_set_error_handler_off();
    interrupt_catch();        /* so that nothing is left half written; a second Ctrl-C ends it at once */
    signal(SIGPIPE, SIG_IGN); /* a dead gnuplot or pager is an error code, not a silent death */

    const char *language = options_language(argc, argv);
    struct session s = {0};
    s.chinese = text_start(language && text_language_known(language) ? language : NULL);
    s.page = page_start(stdout, s.chinese);
    s.errors = page_start(stderr, s.chinese);

    int code = close_output(&s, dispatch(&s, argc, argv));
    arena_free(&s.arena);
    return exit_code(code);
}
