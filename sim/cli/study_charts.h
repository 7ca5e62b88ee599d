/* `--charts DIR` of the studies: what was computed, drawn. */
#ifndef VETSIM_CLI_STUDY_CHARTS_H
#define VETSIM_CLI_STUDY_CHARTS_H

#include "batch_sweep.h"
#include "ensemble_plan.h"
#include "reach.h"
#include "sensitivity.h"

/* Each does nothing when --charts was not given; otherwise draws, says where, and returns 0 or a
 * negative code after having printed why. */
int ensemble_charts(struct session *s, struct ensemble_plan *plan);
int sensitivity_charts(struct session *s, const struct sensitivity *result, const struct sensitivity_options *o,
                       int output);
int reach_charts(struct session *s, const struct reach *r);
/* Fan charts of the indicators that were observed. */
int backtest_charts(struct session *s, const struct ensemble *e, const char *const *keys, int count);
int sweep_charts(struct session *s, const struct sweep_plan *plan);

#endif
