/* How the numbers were made, in half a page, and what it takes to make them again. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ensemble_plan.h"
#include "report_view.h"
#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static const char *const methods[][2] = {
    {N_("The model"),
     N_("Every year follows from the one before by fixed equations: applicants and places make the intake, intake and "
        "dropout the students, money and recruitment the teachers, projects the places, workstations and bases. What "
        "is asked for is cut to the scarcest of what it needs, and what cannot be paid for follows the scenario's "
        "money rule. Students and teachers are autumn counts; money is in ×10k yuan, nominal.")},
    {N_("Verdicts"),
     N_("Met: the target holds in its due year. Met late: only in a later year that is still projected. Missed: in "
        "none of them. What held it back is the limit that bound last on the way.")},
    {N_("Probabilities and ranges"),
     N_("Everything the scenario calls uncertain is drawn again and again within the range it gives, together, and "
        "the whole model is run on each draw; plans side by side get the same draws. A probability is the share of "
        "draws that meet the target. It is as good as these ranges are, and says nothing of what the scenario takes "
        "for certain.")},
    {N_("What drives the misses"),
     N_("Each uncertain input alone is set to the value that only a tenth of its draws fall below (P10), then to the "
        "one that only a tenth exceed (P90), all else as in the plan.")},
    {N_("Weight of assumptions"),
     N_("Total-effect Sobol' indices from runs in which all inputs vary; where inputs are correlated, the PAWN "
        "distance between distributions instead.")},
    {N_("What would reach the targets"),
     N_("The scenario's levers are moved within their bounds, each setting judged by a run of the whole model without "
        "uncertainty. The cost is unit cost × change from the plan, summed over levers; it ranks settings. The "
        "cheapest setting found need not be the cheapest there is.")},
    {N_("What does not add up"),
     N_("The plan's annex tables, sentences and targets are held against each other by general rules: sums, ratios, "
        "stocks and flows, units, money, and what the model says is possible.")},
    {N_("What is not modelled"),
     N_("Single schools and students, quality of teaching and of jobs, wages, families' choices beyond the planned "
        "share, prices, land, politics.")},
};

static void print_methods(struct report_view *v)
{
    html_open(&v->html, "section", "methods");
    html_put(&v->html, "h2", NULL, "%s", _("How the numbers were made"));
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        html_open(&v->html, "p", NULL);
        html_put(&v->html, "strong", NULL, v->chinese ? "%s。" : "%s.", _(methods[i][0]));
        html_text(&v->html, " ");
        html_text(&v->html, _(methods[i][1]));
        html_close(&v->html);
    }
    html_close(&v->html);
}

static void fact(struct report_view *v, const char *name, const char *text)
{
    html_put(&v->html, "dt", NULL, "%s", name);
    html_put(&v->html, "dd", NULL, "%s", text);
}

/* Only when the environment names a moment: otherwise the same scenario must give the same bytes tomorrow. */
static void print_date(struct report_view *v)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds;
    char text[32];
    struct tm tm;
    if (!epoch || !whole_number(epoch, 0, UINT64_C(253402300799), &seconds))
        return;
    const time_t moment = (time_t)seconds;
    if (gmtime_r(&moment, &tm) && strftime(text, sizeof text, "%Y-%m-%d", &tm) > 0)
        fact(v, _("Date"), text);
}

static const char *command_of(struct report_view *v)
{
    const struct ensemble_options *o = &v->options;
    char rest[160];
    snprintf(rest, sizeof rest, " -n %" PRIu64 " --seed %" PRIu64 " --sampler %s", o->runs, o->seed,
             sampler_name(o->sampler));
    return arena_format(&v->arena, "vetsim %s", join_command(&v->arena, v->session, "report", rest));
}

static void print_foot(struct report_view *v)
{
    char text[160];
    html_open(&v->html, "footer", NULL);
    html_open(&v->html, "dl", NULL);
    for (int i = 0; i < v->count; i++) {
        const struct scenario *s = report_setup(v, i)->scenario;
        html_put(&v->html, "dt", NULL, v->count > 1 ? "%s %s" : "%s%s", _("Scenario"), report_letter(v, i));
        html_put(&v->html, "dd", NULL, "%s · SHA-256 %s", s->path, s->digest);
    }
    if (v->sampled) {
        snprintf(text, sizeof text, _("%" PRIu64 ", sampler %s, seed %" PRIu64), v->ensemble.done,
                 sampler_name(v->options.sampler), v->options.seed);
        fact(v, _("Draws"), text);
    }
    const char *command = command_of(v);
    fact(v, _("Command"), command ? command : "");
    fact(v, _("Version"), "vetsim " VETSIM_VERSION);
    print_date(v);
    html_close(&v->html);
    html_close(&v->html);
}

void report_methods(struct report_view *v)
{
    print_methods(v);
    html_close(&v->html); /* main */
    print_foot(v);
}
