/* What commands share: the session (what the user asked for and where to print), the options, and
 * loading a scenario. Commands print and return a code; only main exits.
 *
 * A command returns 0, a negative VS_* code after having printed why, or the positive early stop
 * TARGET_MISSED. */
#ifndef VETSIM_CLI_COMMAND_H
#define VETSIM_CLI_COMMAND_H

#include "page.h"
#include "run.h"

enum { TARGET_MISSED = 1 };

/* Options by bit, so that a command can say which it takes. */
enum option_bit {
    OPTION_SET = 1,
    OPTION_LANG = 2,
    OPTION_HELP = 4,
    OPTION_OUTPUT = 8,
    OPTION_JSON = 16,
    OPTION_STRICT = 32,
    OPTION_NO_CHARTS = 64,
    OPTION_FORMAT = 128,
    OPTION_CHART = 256,
    OPTION_VERSION = 512,
    OPTION_RUNS = 1024,
    OPTION_SEED = 2048,
    OPTION_THREADS = 4096,
    OPTION_SAMPLER = 8192,
    OPTION_KEEP_RUNS = 16384,
    OPTION_TARGET = 32768,
    OPTION_INDICATOR = 65536,
    OPTION_YEAR = 131072,
    OPTION_METHOD = 262144,
    OPTION_SECOND_ORDER = 524288,
    OPTION_CHARTS = 1048576,
    OPTION_PLACE = 1u << 26,
    OPTION_TABLE = 1u << 27,
    OPTION_TEMPLATE = 1u << 28,
    OPTION_FIT = 1u << 23,
    OPTION_DELAY = 1u << 24,
    OPTION_SIZE = 1u << 25,
    OPTION_PICTURE = OPTION_FORMAT | OPTION_SIZE, /* of commands that draw */
    OPTION_PROBABILITY = 1u << 21,
    OPTION_BUDGET = 1u << 22,
    OPTION_COMMON = OPTION_SET | OPTION_LANG | OPTION_HELP
};

struct options {
    unsigned given;    /* bits of the options that were on the command line */
    const char *place; /* of init */
    const char *table; /* of tables */
    const char *language, *output, *format, *size, *chart, *charts;
    const char *method;                                                      /* of sensitivity */
    const char *probability, *budget;                                        /* of reach */
    const char *runs, *seed, *threads, *sampler, *target, *indicator, *year; /* of studies; NULL when not given */
    const char *delay, *fit;                                                 /* of tasks; of backtest */
    const char **sets;
    int set_count;
    char **arguments; /* what is not an option; the command's name is first */
    int argument_count;
};

struct session {
    struct arena arena;
    struct options options;
    struct page page;   /* stdout */
    struct page errors; /* stderr */
    bool chinese;
    char **arguments; /* after the command's name */
    int argument_count;
};

struct option_row {
    const char *name;
    char letter; /* 0 when there is no short form */
    unsigned bit;
    const char *argument; /* NULL for a switch */
    const char *help;
};

struct command {
    const char *name, *arguments, *summary; /* N_() strings but the name; no summary: not shown in the overview */
    const char *details;                    /* more for --help, or NULL */
    unsigned options;
    int (*run)(struct session *s);
};

int cmd_run(struct session *s);
int cmd_plot(struct session *s);
int cmd_list(struct session *s);
int cmd_explain(struct session *s);
int cmd_check(struct session *s);
int cmd_ensemble(struct session *s);
int cmd_batch(struct session *s);
int cmd_sweep(struct session *s);
int cmd_export(struct session *s);
int cmd_sensitivity(struct session *s);
int cmd_reach(struct session *s);
int cmd_report(struct session *s);
int cmd_tables(struct session *s);
int cmd_workbook(struct session *s);
int cmd_import(struct session *s);
int cmd_init(struct session *s);
int cmd_completion(struct session *s);
int cmd_man(struct session *s);

/* main.c: all commands, and what the program says of itself, N_() strings. */
const struct command *command_list(int *count);
extern const char *const about_vetsim, *const about_exit_codes;
int cmd_audit(struct session *s);
int cmd_tasks(struct session *s);
int cmd_compare(struct session *s);
int cmd_backtest(struct session *s);

/* options.c. Parsing reports to s->errors and returns VS_USAGE. */
int options_parse(struct session *s, int argc, char **argv);
const char *options_language(int argc, char **argv); /* before anything is printed; NULL when not given */
int options_allowed(struct session *s, const struct command *command);
/* Whether -o, where given, names a file with one of these endings, the last NULL: a scenario is not written over. */
int output_ending(struct session *s, const char *const *endings);
void options_help(const struct page *p, unsigned options);
const struct option_row *option_list(int *count);
const char *const *option_formats(unsigned options); /* what --format may be for a command; ends with NULL */

/* "vetsim: …" on stderr and where to find help; returns VS_USAGE. */
int usage_error(struct session *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same without pointing to help; returns `code`. */
int failure(struct session *s, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* output_file.c. Writes the file of -o and says so, or why not. The writer fills file->stream; or the file named
 * file->temporary, where a library opens it itself. */
struct atomic_file;
typedef int output_writer(struct session *s, struct atomic_file *file, const void *what, struct diags *d);
int output_file(struct session *s, output_writer *write, const void *what);

/* load.c. A scenario on its way to a run. Each step prints the errors it meets on stderr. */
struct loaded {
    struct scenario scenario;
    struct setup setup;
    struct run run;
    struct diags diags;
};
int load_scenario(struct session *s, struct loaded *l, const char *path);
int load_setup(struct session *s, struct loaded *l, const char *path); /* scenario and setup */
int load_run(struct session *s, struct loaded *l, const char *path);   /* scenario, setup and run */
void loaded_free(struct loaded *l);

/* "file:line: text" for every error, and for warnings too when asked. */
void print_diags(struct session *s, const struct diags *d, bool warnings);
int warning_count(const struct diags *d);
/* Prints the errors in `d`, or the code's own words when there are none; returns the code. */
int report(struct session *s, const struct diags *d, int code);

/* The scenario's label, in the wanted language, else its name. */
const char *scenario_label(const struct session *s, const struct scenario *scenario);
/* "jining-plan-2020": the name made fit for a folder. */
char *folder_name(struct arena *a, const struct scenario *scenario);

#endif
