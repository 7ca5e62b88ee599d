/* The page of an ensemble: how sure each target is, how far the indicators may go, what held the plan
 * back; and with several plans what changes from the first to each of the others. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ensemble_plan.h"
#include "text.h"

static void fact(const struct page *p, const char *name, const char *text)
{
    char lead[64];
    int width = text_width(name);
    snprintf(lead, sizeof lead, "  %s%*s", name, width < 14 ? 14 - width : 1, "");
    page_wrap(p, PLAIN, lead, text);
}

static const char *sampler_words(const char *sampler)
{
    return strcmp(sampler, "sobol") == 0   ? _("scrambled Sobol' points")
           : strcmp(sampler, "latin") == 0 ? _("Latin hypercube")
                                           : _("random");
}

static int count_inputs(const struct study *study, int scenario)
{
    int count = 0;
    for (int i = 0; i < study->lists[TABLE_INPUT].count; i++)
        count += STUDY_AT(study, study_input, TABLE_INPUT, i)->scenario == scenario;
    return count;
}

/* Shared by all plans of the study. */
static void print_study(const struct page *p, const struct ensemble_plan *plan)
{
    const struct study_head *head = study_head(plan->results);
    char text[400];
    if (head->done == head->runs)
        snprintf(text, sizeof text, _("%" PRId64 " · %s · seed %" PRId64), head->done, sampler_words(head->sampler),
                 head->seed);
    else
        snprintf(text, sizeof text, _("%" PRId64 " of %" PRId64 " · %s · seed %" PRId64), head->done, head->runs,
                 sampler_words(head->sampler), head->seed);
    fact(p, _("Replicates"), text);
    if (head->rank_error > 0)
        snprintf(text, sizeof text, _("within %.2g%% of their rank"), 100 * head->rank_error);
    else
        snprintf(text, sizeof text, "%s", _("exact, from all values"));
    fact(p, _("Quantiles"), text);
    snprintf(text, sizeof text, "%.12s", head->design);
    fact(p, _("Design"), text);
}

static void print_identity_of(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct study_scenario *row = STUDY_AT(plan->results, study_scenario, TABLE_SCENARIO, scenario);
    const struct scenario *s = plan->setups[scenario]->scenario;
    char text[600];
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    snprintf(text, sizeof text, "%s · %.12s", row->path, row->digest);
    fact(p, _("Scenario"), text);
    snprintf(text, sizeof text, _("%d, drawn anew in each replicate"), count_inputs(plan->results, scenario));
    fact(p, _("Uncertain"), text);
}

static void print_joint(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct study_scenario *row = STUDY_AT(plan->results, study_scenario, TABLE_SCENARIO, scenario);
    char chance[64], text[300];
    if (row->targets > 0) {
        chance_text(row->joint_probability, row->joint_error, chance, sizeof chance);
        snprintf(text, sizeof text, _("All %" PRId64 " evaluated targets together: %s"), row->targets, chance);
        page_wrap(p, row->joint_probability >= 0.9 ? GOOD : row->joint_probability >= 0.5 ? CAUTION : BAD, "", text);
    } else {
        page_line(p, BOLD, "%s", _("This scenario has no targets."));
    }
    if (row->failed > 0) {
        snprintf(text, sizeof text,
                 _("%" PRId64 " replicates gave a value that is not a number; they are left out of the summaries."),
                 row->failed);
        page_wrap(p, BAD, "", text);
    }
}

static void print_plan(const struct page *p, const struct ensemble_plan *plan)
{
    print_identity_of(p, plan, 0);
    print_study(p, plan);
    page_blank(p);
    print_joint(p, plan, 0);
    ensemble_targets(p, plan, 0);
    ensemble_years(p, plan, 0);
    ensemble_limits(p, plan, 0);
}

static void print_comparison(const struct page *p, const struct ensemble_plan *plan, int scenario)
{
    const struct scenario *base = plan->setups[0]->scenario;
    char text[600];
    page_blank(p);
    print_identity_of(p, plan, scenario);
    snprintf(text, sizeof text, _("%s; the same draws in both, so that only the plans differ"),
             label_text(&base->label, p->chinese, base->name));
    fact(p, _("Compared with"), text);
    page_blank(p);
    print_joint(p, plan, scenario);
    ensemble_differences(p, plan, scenario);
    ensemble_limits(p, plan, scenario);
}

void ensemble_page(const struct page *p, const struct ensemble_plan *plan)
{
    print_plan(p, plan);
    for (int m = 1; m < plan->count; m++)
        print_comparison(p, plan, m);
}
