/* What the sections of a report say in the same way. */
#include <string.h>

#include "compare.h"
#include "report_view.h"
#include "run_page.h"

const struct run *report_run(const struct report_view *v, int plan) { return &v->plans[plan].loaded.run; }

const struct setup *report_setup(const struct report_view *v, int plan) { return report_run(v, plan)->setup; }

const char *report_label(const struct report_view *v, int plan)
{
    return scenario_label(v->session, report_setup(v, plan)->scenario);
}

const char *report_letter(const struct report_view *v, int plan) { return v->count > 1 ? plan_letter(plan) : ""; }

const struct result *report_result(const struct report_view *v, const struct report_target *t, int plan)
{
    return t->at[plan] < 0 ? NULL : &report_run(v, plan)->results[t->at[plan]];
}

void report_chance(const struct report_view *v, const struct report_target *t, int plan, char text[16])
{
    const struct result *result = report_result(v, t, plan);
    double error;
    strcpy(text, "–");
    if (v->sampled && result && result->verdict != VERDICT_UNEVALUATED)
        percent_words(ensemble_probability(&v->ensemble, plan, t->at[plan], &error), text);
}

void report_section(struct report_view *v, const char *title)
{
    html_open(&v->html, "section", NULL);
    html_put(&v->html, "h2", NULL, "%s", title);
}

void report_plan_heading(struct report_view *v, int plan)
{
    if (v->count > 1)
        html_put(&v->html, "h3", NULL, v->chinese ? "%s　%s" : "%s · %s", report_letter(v, plan),
                 report_label(v, plan));
}

const char *report_class(enum verdict verdict)
{
    static const char *const classes[] = {
        [VERDICT_MET] = "met", [VERDICT_LATE] = "late", [VERDICT_MISSED] = "missed", [VERDICT_UNEVALUATED] = "muted"};
    return classes[verdict];
}
