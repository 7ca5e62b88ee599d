/* vetsim sensitivity: what drives a target or an indicator. */
#include <string.h>

#include "ensemble_plan.h"
#include "sensitivity_plan.h"
#include "study_charts.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static int keep(struct session *s, struct sensitivity_plan *plan, bool json)
{
    const char *path = s->options.output;
    const struct page *p = json ? &s->errors : &s->page;
    if (!path)
        return 0;
    int code = plan->db ? sensitivity_save(s, plan) : sensitivity_write(s, &plan->view, path);
    if (code)
        return code;
    page_blank(p);
    if (plan->db)
        page_line(p, PLAIN, _("Results are in %s"), path);
    else
        page_line(p, PLAIN, _("Written to %s: %s"), path, "sensitivity.csv");
    return 0;
}

/* A complete file is left as it is, but the page needs more than its tables: the runs are done again. */
static int show(struct session *s, struct sensitivity_plan *plan)
{
    const bool json = s->options.given & OPTION_JSON;
    if (!json)
        sensitivity_head(&s->page, &plan->view);
    int code = sensitivity_compute(s, plan);
    if (code == 0 && json)
        sensitivity_json(s->page.out, &plan->view, VETSIM_VERSION);
    else if (code == 0)
        sensitivity_page(&s->page, &plan->view);
    if (code == 0)
        code = keep(s, plan, json);
    return code ? code : sensitivity_charts(s, &plan->view.result, &plan->view.options, plan->view.main);
}

int cmd_sensitivity(struct session *s)
{
    struct sensitivity_plan plan;
    int code = sensitivity_prepare(s, &plan);
    if (code == 0 && names_database(s->options.output))
        code = sensitivity_open(s, &plan, s->options.output);
    if (code == 0)
        code = show(s, &plan);
    sensitivity_plan_free(&plan);
    return code;
}
