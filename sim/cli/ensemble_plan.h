/* `vetsim ensemble` in two steps, so that a batch can check all its lines before it runs the first:
 * what is asked for, then the computation with its result file. */
#ifndef VETSIM_CLI_ENSEMBLE_PLAN_H
#define VETSIM_CLI_ENSEMBLE_PLAN_H

#include "command.h"
#include "ensemble.h"
#include "study_tables.h"

enum { DEFAULT_RUNS = 1024 };

/* Values are kept whole, and quantiles exact, while they fit; then sketches take over. Room for the default
 * number of runs of a large plan, and not so much that an ensemble of any size needs more than 50 MB. */
#define EXACT_MEMORY ((size_t)21 << 20)

/* --- ensemble_options.c: numbers of the command line; wrong ones are reported --- */

/* A whole number from `least` to `most`, digits only. */
bool whole_number(const char *text, uint64_t least, uint64_t most, uint64_t *number);
int read_runs(struct session *s, struct ensemble_options *o); /* -n, --sampler */
int read_seed(struct session *s, uint64_t *seed);             /* --seed */
int read_threads(struct session *s, int *threads);            /* -j */
/* Of -o: "results/night.db" is a file of tables, any other name a folder. */
bool names_database(const char *path);
const char *join_command(struct arena *a, const struct session *s, const char *verb, const char *rest);

/* --- ensemble_plan.c --- */

struct ensemble_plan {
    struct loaded *scenarios;
    const struct setup **setups;
    const struct run **bases;
    int count;
    struct ensemble_options options;
    struct ensemble e; /* made ready */
    bool keep;
    struct study study;          /* head and scenarios; after the computation everything */
    struct study stored;         /* what a complete file holds */
    const struct study *results; /* one of the two */
};

int ensemble_prepare(struct session *s, struct ensemble_plan *plan);

/* The same in steps, for results that have probabilities only where something is uncertain. */
int ensemble_load(struct session *s, struct ensemble_plan *plan); /* options, scenarios and their base runs */
bool ensemble_uncertain_inputs(const struct ensemble_plan *plan);
int ensemble_make(struct session *s, struct ensemble_plan *plan);

/* Runs it, or goes on where `path` says it stopped, or only reads what is complete there. `path` may
 * be NULL. On VS_STOPPED the study holds what was done. */
int ensemble_execute(struct session *s, struct ensemble_plan *plan, const char *path);
void ensemble_plan_free(struct ensemble_plan *plan);

/* --- ensemble_page.c and the pieces it prints --- */

void ensemble_page(const struct page *p, const struct ensemble_plan *plan);
void ensemble_targets(const struct page *p, const struct ensemble_plan *plan, int scenario);
void ensemble_years(const struct page *p, const struct ensemble_plan *plan, int scenario);
void ensemble_limits(const struct page *p, const struct ensemble_plan *plan, int scenario);
void ensemble_differences(const struct page *p, const struct ensemble_plan *plan, int scenario);

/* The rows of a study a page asks for; NULL when there is none. A sum over one sector is kept as that
 * sector's row, and found under both names. */
const struct study_indicator *find_indicator(const struct ensemble_plan *plan, int scenario, const char *key, int year);
const struct study_indicator_difference *find_difference(const struct ensemble_plan *plan, int scenario,
                                                         const char *key, int year);

/* "12.3% ± 0.5": never certain-looking unless it was so in every replicate. */
void chance_text(double p, double error, char *text, size_t size);

/* The indicators a page shows by year; NULL past the last. */
const char *main_indicator(int i);

/* Which years fit into `columns` columns: the last, and others evenly before it. */
int choose_shown_years(const struct setup *u, int columns, int years[MAX_YEARS]);

#endif
