/* vetsim ensemble: how likely a plan reaches its targets when what is uncertain is drawn many times. */
#include "ensemble_plan.h"
#include "study_charts.h"
#include "study_json.h"
#include "text.h"

static int show(struct session *s, const struct ensemble_plan *plan)
{
    if (s->options.given & OPTION_JSON) {
        int code = study_json(s->page.out, plan->results);
        return code < 0 ? failure(s, code, "%s", vs_error_text(code)) : 0;
    }
    ensemble_page(&s->page, plan);
    if (s->options.output) {
        page_blank(&s->page);
        page_line(&s->page, PLAIN, _("Results are in %s"), s->options.output);
    }
    return 0;
}

int cmd_ensemble(struct session *s)
{
    struct ensemble_plan plan;
    if ((s->options.given & OPTION_KEEP_RUNS) && !s->options.output)
        return usage_error(s, "%s", _("--keep-runs needs -o FILE"));
    int code = ensemble_prepare(s, &plan);
    if (code == 0)
        code = ensemble_execute(s, &plan, s->options.output);
    if (code == 0)
        code = show(s, &plan);
    if (code == 0)
        code = ensemble_charts(s, &plan);
    ensemble_plan_free(&plan);
    return code;
}
