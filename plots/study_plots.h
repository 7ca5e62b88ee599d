/* Charts of studies: how sure (ensembles), what drives it (sensitivity), and sweeps.
 *
 * Every function draws its pages as DIRECTORY/NAME.FORMAT as plots_draw() does: `q->chart` is not
 * read, all files appear or none does, and `written` gets their paths. Where there is nothing to
 * show (an output nothing moves), no file is written and a warning says why. */
#ifndef VETSIM_PLOTS_STUDY_PLOTS_H
#define VETSIM_PLOTS_STUDY_PLOTS_H

#include "ensemble.h"
#include "plots.h"
#include "reach.h"
#include "sensitivity.h"

/* Fan charts: bands between quantiles over the years, the median, the base run, targets with the
 * probability of meeting them, observed values. Writes fan.FORMAT with all series (up to twelve),
 * and fan-KEY.FORMAT for each: of an indicator of sectors given without one, by sector. Keys NULL:
 * intake, students, full-time teachers, dual share, student-teacher ratio, cash, debt and training.
 * An unknown key is VS_USAGE; an ensemble without quantiles draws nothing and warns. */
int plots_fan(const struct ensemble *e, int member, const char *const *keys, int key_count,
              const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* Board of all targets of member 0 by area, with the probability of meeting each and its standard
 * error; several members side by side, matched by the targets' ids. probabilities.FORMAT. */
int plots_probabilities(const struct ensemble *e, const struct plot_request *q, struct arena *a, char ***written,
                        int *count, struct diags *d);

/* Charts of a sensitivity study made with the options `o` (its cells name the outputs). `output` is
 * one of them, or -1 for a page each: tornado-KEY-YEAR.FORMAT and so on. The method of `s` decides
 * which of these can be drawn; another one is VS_USAGE. */
int plots_tornado(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);
int plots_sobol(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);
int plots_morris(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                 const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);
int plots_prcc(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);
int plots_pawn(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* Share of each input in the variance by year, for the outputs of one series: sobol-time-KEY.FORMAT.
 * Key NULL: every series with at least two years among the outputs. */
int plots_sobol_time(const struct sensitivity *s, const struct sensitivity_options *o, const char *key,
                     const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* The box in which an output's target (o->targets) fails: one row for each restricted input.
 * prim-TARGET.FORMAT. */
int plots_prim(const struct sensitivity *s, const struct sensitivity_options *o, int output,
               const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* The chart a study of this method makes by itself: one of the above. */
int plots_sensitivity(const struct sensitivity *s, const struct sensitivity_options *o, int output,
                      const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* What a sum of money reaches: cost across, targets met up, each step with the targets it adds.
 * frontier.FORMAT. */
int plots_frontier(const struct reach *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
                   struct diags *d);

/* A sweep over one or two parameters. Texts may hold anything; `name` becomes the file's name and
 * keeps its ASCII letters, digits, dots and hyphens. */
struct plot_axis {
    const char *zh, *en;           /* what is measured; either may be NULL */
    enum unit unit;                /* how numbers are written */
    const char *unit_zh, *unit_en; /* instead of the unit's usual name; or NULL */
    const double *values;
    int count;
};
struct plot_grid {
    const char *name;
    const struct setup *setup; /* of the base scenario: for the head and the source line */
    const char *title_zh, *title_en;
    const char *study_zh, *study_en; /* in the source line: "512 runs, seed 7"; or NULL */
    struct plot_axis x, y;           /* values in rising order; y.count 0 or 1: a line chart */
    struct plot_axis z;              /* values[y * x.count + x]; count is not read; ABSENT or NaN: none */
    const double *low, *high;        /* of a line chart: a band around it, as z.values; or NULL */
    bool has_target;
    enum comparator comparator;
    double target, target_max; /* target_max: of a range */
};
int plots_sweep(const struct plot_grid *g, const struct plot_request *q, struct arena *a, char ***written, int *count,
                struct diags *d);

#endif
