/* vetsim workbook: everything about one or more plans in one Excel file. */
#include <stdlib.h>

#include "ensemble_plan.h"
#include "file.h"
#include "study_fill.h"
#include "text.h"
#include "workbook.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

enum { MOST_INDICATORS = 32 };

/* Its library opens the file itself. */
static int write_book(struct session *s, struct atomic_file *file, const void *content, struct diags *d)
{
    (void)s;
    return plots_workbook(file->temporary, content, d);
}

static int gather(struct session *s, const struct ensemble_plan *plan, struct audit *audits)
{
    const char *indicators[MOST_INDICATORS + 1] = {NULL};
    const struct workbook_content content = {
        .runs = plan->bases,
        .count = plan->count,
        .ensemble = plan->e.done > 0 ? &plan->e : NULL,
        .options = &plan->options,
        .sampler = sampler_name(plan->options.sampler),
        .audits = audits,
        .main_indicators = indicators,
        .version = VETSIM_VERSION,
        .chinese = s->chinese,
    };
    int code = 0;
    for (int i = 0; i < MOST_INDICATORS && main_indicator(i); i++)
        indicators[i] = main_indicator(i);
    for (int i = 0; i < plan->count && code == 0; i++)
        code = audit_init(&audits[i], plan->bases[i], s->chinese);
    return code ? failure(s, code, "%s", vs_error_text(code)) : output_file(s, write_book, &content);
}

static int answer(struct session *s, const struct ensemble_plan *plan)
{
    struct audit *audits = calloc((size_t)plan->count, sizeof *audits);
    int code = audits ? gather(s, plan, audits) : failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (int i = 0; audits && i < plan->count; i++)
        audit_free(&audits[i]);
    free(audits);
    return code;
}

int cmd_workbook(struct session *s)
{
    struct ensemble_plan plan;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("workbook needs at least one scenario file"));
    if (!s->options.output)
        return usage_error(s, "%s", _("workbook needs -o FILE.xlsx"));
    if (output_ending(s, (const char *const[]){".xlsx", NULL}) < 0)
        return VS_USAGE;
    int code = ensemble_load(s, &plan);
    if (code == 0 && ensemble_uncertain_inputs(&plan)) {
        code = ensemble_make(s, &plan);
        if (code == 0)
            code = ensemble_execute(s, &plan, NULL);
    }
    if (code == 0)
        code = answer(s, &plan);
    ensemble_plan_free(&plan);
    return code;
}
