/* Charts of a comparison of plans: the first is the base. Called and answered as plots_draw(). */
#ifndef VETSIM_PLOTS_COMPARE_PLOTS_H
#define VETSIM_PLOTS_COMPARE_PLOTS_H

#include "contribution.h"
#include "plots.h"

enum { COMPARE_PLANS = 8 }; /* plans are called A to H */

/* One panel for each indicator, one line for each plan: compare.FORMAT. Keys the base does not have, and
 * indicators without a value, are passed over. */
int plots_compare(const struct run *const *runs, int run_count, const char *const *keys, int key_count,
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d);

/* From the base's number to another plan's, difference by difference: contribution-B-KEY-YEAR.FORMAT. */
struct plot_contribution {
    const struct setup *setup; /* the base's */
    const char *letter;        /* of the other plan */
    const struct scenario *other;
    const struct differences *differences;
    const struct contributions *contributions;
    const struct effect_of *of;
    int output;
    const struct target *target; /* that the number is due to reach; or NULL */
};
int plots_contributions(const struct plot_contribution *list, int list_count, const struct plot_request *q,
                        struct arena *a, char ***written, int *count, struct diags *d);

#endif
