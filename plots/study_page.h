/* What the charts of studies share: names, notes, colours, and how probabilities are said. */
#ifndef VETSIM_PLOTS_STUDY_PAGE_H
#define VETSIM_PLOTS_STUDY_PAGE_H

#include <math.h>
#include <stdio.h>

#include "chart.h"
#include "legend.h"
#include "lettering.h"
#include "pages.h"
#include "panel.h"
#include "quantity.h"
#include "study_plots.h"
#include "style.h"

/* A page's text begins below its note. */
enum { NOTE_SIZE = 20, NOTE_LINE = 28 };

static inline bool study_known(double x) { return fabs(x) < ABSENT_ABOVE; } /* false for NaN too */

/* Writes what the chart shows below the subtitle, in at most `most` lines; returns where the rest of
 * the page may begin. */
double study_note(struct canvas *c, const char *text, int most);

/* "prefix-key-with-hyphens-2022"; year 0: none. Only characters a file name may have. */
const char *study_file(struct arena *a, const char *prefix, const char *key, int year);

/* "Students, All sectors" in the arena. */
const char *study_series(const struct setup *u, const struct series *series, bool chinese, struct arena *a);

/* "Students in 2022: what matters most". */
const char *study_title(const struct setup *u, const struct cell *cell, const char *what, bool chinese,
                        struct arena *a);

/* An input's name, and values of it as a reader sees them: "×0.93", "1.2%", "0.5年". */
const char *study_input(const struct setup *u, int input, bool chinese);
void study_input_value(const struct setup *u, int input, double value, bool chinese, char *text, size_t size);
const char *study_input_range(const struct setup *u, int input, double low, double high, bool chinese, struct arena *a);

/* The target on an indicator in its due year, NULL when there is none; and "≥ 6,000". */
const struct target *study_target(const struct setup *u, const struct series *series, int year);
void study_target_text(const struct target *t, const struct quantity_scale *s, char *text, size_t size);

/* A probability's class looks like a verdict: likely like met, unlikely like missed. */
enum verdict probability_class(double p);
const char *probability_name(enum verdict class, bool chinese);
/* "63%", "<1%", ">99%"; 0 and 1 only where no replicate says otherwise. */
void probability_text(double p, char *text, size_t size);

/* Ink or paper, whichever can be read on a colour. */
int study_text_on(int colour);

/* "512 runs, seed 7". */
const char *study_runs(struct arena *a, uint64_t runs, uint64_t seed, bool chinese);

/* Order of `count` inputs by falling size[]; fills order[]. */
void study_order(const double *size, int count, int *order);

/* Checks the study's method and output, then draws one page for the output, or one for each. */
struct study {
    const struct sensitivity *s;
    const struct sensitivity_options *o;
    int first; /* output of the first page */
};
int study_draw(const struct study *study, enum method method, const struct page_set *set, const struct plot_request *q,
               struct arena *a, char ***written, int *count, struct diags *d);
int study_outputs(const struct sensitivity *s, const struct sensitivity_options *o, int output, enum method method,
                  const char *(*draw)(const void *what, int i, bool chinese, struct canvas *c),
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* Frames a page about one output: title "Students in 2022: ...", subtitle, source. */
void study_frame(const struct study *study, const char *title, bool chinese, struct canvas *c);

#endif
