/* `vetsim sensitivity`: what was asked for, what came out, and the pieces of its page. */
#ifndef VETSIM_CLI_SENSITIVITY_VIEW_H
#define VETSIM_CLI_SENSITIVITY_VIEW_H

#include "command.h"
#include "sensitivity.h"
#include "words.h"

enum { OUTPUT_CONSTANT = -1, OUTPUT_SAFE = -2 }; /* moved by nothing; targets met in every run */

struct sensitivity_view {
    struct loaded loaded;
    const struct setup *setup;
    struct sensitivity_options options;
    struct cell *cells;            /* the outputs */
    const struct target **targets; /* for each output its target, or NULL where it is an indicator alone */
    int count;
    int main;    /* the output shown in full; -1: all of them, shortly */
    int *leader; /* for each output the one whose table it shares, or one of: */
    struct sensitivity result;
};

/* --- sensitivity_request.c: options to outputs and numbers; what is wrong is reported --- */
int sensitivity_options_check(struct session *s, enum method *method); /* before the scenario is read */
int sensitivity_request(struct session *s, struct sensitivity_view *v);
/* The numbers of all targets as outputs, whatever the options say; there may be none. */
int sensitivity_every_target(struct session *s, struct sensitivity_view *v);

/* --- sensitivity_group.c, after the runs --- */
int sensitivity_group(struct session *s, struct sensitivity_view *v);
/* "3 name; 7 name": the outputs with this leader, but for the leader itself. */
void grouped_words(const struct page *p, const struct sensitivity_view *v, int leader, struct words *w);

/* --- sensitivity_rank.c: the same questions for every method --- */

/* How much an input matters for an output: ST, mu*, swing, |PRCC|, PAWN's median; 0 when it cannot be said. */
double importance(const struct sensitivity *r, int output, int input);
/* Its share of the scale a bar is drawn on: of 1 for ST and PAWN and PRCC, else of the largest. */
double importance_share(const struct sensitivity *r, int output, int input);
/* Whether that is more than nothing, or than the noise of the method. */
bool input_matters(const struct sensitivity *r, int output, int input);
/* … and enough for a page about many outputs: a twentieth of the scale. */
bool input_stands_out(const struct sensitivity *r, int output, int input);
/* Inputs by falling importance. */
void rank_inputs(const struct sensitivity *r, int output, int *order);
double tornado_swing(const struct sensitivity *r, int output, int input);
double sum_of_s1(const struct sensitivity *r, int output);

/* --- sensitivity_words.c --- */
const struct uncertain *input_of(const struct sensitivity_view *v, int input);
const char *input_label(const struct page *p, const struct sensitivity_view *v, int input);
/* The source, or the assumption's reason, with file and line. */
void source_words(const struct provenance *from, struct words *w);
void distribution_words(const struct page *p, const struct sensitivity_view *v, int input, struct words *w);
/* A value of an input as the scenario would say it: "5.8%", "93.4% of the plan". `year` > 0 adds what that
 * makes in the year: " (96,000 persons in 2022)". */
void input_range_words(const struct page *p, const struct sensitivity_view *v, int input, double low, double high,
                       const char *between, struct words *w); /* the unit only once */
void input_value_words(const struct page *p, const struct sensitivity_view *v, int input, double value, int year,
                       struct words *w);
void percent_words(double share, char text[16]); /* "64%", never "0%" or "100%" for what is not quite */
/* A size of change: of a share in points, not percent. */
char *size_text(enum unit unit, double size, char text[64]);
void index_words(double value, char text[16]); /* "0.61", "−0.02" */
/* "Pass rate of … (2022)" and what is wanted of it. */
void output_words(const struct page *p, const struct sensitivity_view *v, int output, struct words *w);
void output_name(const struct page *p, const struct sensitivity_view *v, int output,
                 struct words *w); /* without the goal */
/* In the base run and over all runs. */
void output_facts(const struct page *p, const struct sensitivity_view *v, int output, struct words *w);

enum { YEAR_DRIVERS = 6, FULL_DRIVERS = 15, SHORT_DRIVERS = 5, MOST_INPUTS = 512 };

/* --- what is printed --- */
void sensitivity_head(const struct page *p, const struct sensitivity_view *v);   /* sensitivity_page.c */
void sensitivity_page(const struct page *p, const struct sensitivity_view *v);   /* sensitivity_page.c */
void sensitivity_table(const struct page *p, const struct sensitivity_view *v);  /* sensitivity_table.c */
void sensitivity_checks(const struct page *p, const struct sensitivity_view *v); /* sensitivity_checks.c */
int year_drivers(const struct sensitivity_view *v, int *chosen); /* sensitivity_years.c: at most YEAR_DRIVERS inputs */
void sensitivity_years(const struct page *p, const struct sensitivity_view *v);       /* sensitivity_years.c */
void sensitivity_matrix(const struct page *p, const struct sensitivity_view *v);      /* sensitivity_matrix.c */
void sensitivity_inputs(const struct page *p, const struct sensitivity_view *v);      /* sensitivity_inputs.c */
void sensitivity_discoveries(const struct page *p, const struct sensitivity_view *v); /* sensitivity_discover.c */

/* Quantities of every output and input, one line each: for CSV and JSON. `input` is "" for what holds of
 * the output, "a+b" for a pair. Low and high are NaN where there is no interval. */
typedef void sensitivity_line(void *context, int output, const char *input, const char *quantity, double value,
                              double low, double high);
void sensitivity_lines(const struct sensitivity_view *v, sensitivity_line *line,
                       void *context); /* sensitivity_lines.c */

void sensitivity_json(FILE *out, const struct sensitivity_view *v, const char *version); /* sensitivity_json.c */
int sensitivity_write(struct session *s, const struct sensitivity_view *v,
                      const char *directory); /* sensitivity_json.c */

#endif
