/* A plan's results as one Excel workbook: summary, native charts, targets, every indicator by year, ranges of
 * the ensemble, the annex tables, where each number comes from, and what the audit found. Long sheets have one
 * line for each thing and a column for the scenario: made for filters and pivot tables. */
#ifndef VETSIM_PLOTS_WORKBOOK_H
#define VETSIM_PLOTS_WORKBOOK_H

#include "audit.h"
#include "ensemble.h"

struct workbook_content {
    const struct run *const *runs;
    int count;
    const struct ensemble *ensemble; /* of the same scenarios; NULL where nothing is uncertain */
    const struct ensemble_options *options;
    const char *sampler;
    const struct audit *audits;         /* one for each run, in the same language */
    const char *const *main_indicators; /* of the summary, in order; ends with NULL */
    const char *version;
    bool chinese;
};

/* Writes it to `path`, which is opened anew. 0, VS_MEMORY, or VS_FILE with a message. */
int plots_workbook(const char *path, const struct workbook_content *content, struct diags *d);

#endif
