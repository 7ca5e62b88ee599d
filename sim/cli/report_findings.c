/* What does not add up in the plan itself. Plans that share their tables share their findings, which are said once. */
#include <string.h>

#include "report_view.h"
#include "text.h"

enum { MOST_QUOTES = 3, MOST_SUMS = 4, COLUMNS = 3 };

static bool same_findings(const struct audit *a, const struct audit *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = strcmp(a->findings[i].id, b->findings[i].id) == 0 &&
               strcmp(a->findings[i].amount, b->findings[i].amount) == 0;
    return same;
}

static const char *severity_class(enum audit_severity severity)
{
    static const char *const classes[] = {"missed", "late", "muted"};
    return classes[severity];
}

static void finding_row(struct report_view *v, const struct finding *f)
{
    struct html *h = &v->html;
    html_open(h, "tr", NULL);
    html_put(h, "td", severity_class(f->severity), "%s", audit_severity_name(f->severity, v->chinese));
    html_open_row_name(h);
    html_text(h, f->title);
    for (int i = 0; i < f->quote_count && i < MOST_QUOTES; i++)
        html_put(h, "small", NULL, v->chinese ? "〔%s〕%s" : "[%s] %s", f->quotes[i].place, f->quotes[i].text);
    html_put(h, "small", NULL, v->chinese ? "%s：%s" : "%s: %s", _("To do"), f->advice);
    html_close(h);
    html_open(h, "td", "wide");
    html_put(h, "strong", NULL, "%s", f->amount);
    for (int i = 0; i < f->sum_count && i < MOST_SUMS; i++)
        html_put(h, "small", NULL, "%s", f->sums[i]);
    if (f->sum_count > MOST_SUMS)
        html_put(h, "small", NULL, _("and %d more, which vetsim audit shows"), f->sum_count - MOST_SUMS);
    html_close(h);
    html_close(h);
}

static void print_plan(struct report_view *v, int plan)
{
    const struct html_column columns[COLUMNS] = {
        {_("kind"), false}, {_("finding"), false}, {_("size and arithmetic"), false}};
    const struct audit *a = &v->plans[plan].audit;
    report_plan_heading(v, plan);
    if (plan > 0 && same_findings(a, &v->plans[0].audit)) {
        html_put(&v->html, "p", NULL, _("The same as of %s."), report_letter(v, 0));
        return;
    }
    if (!a->tables)
        html_put(&v->html, "p", "muted", "%s",
                 _("The scenario holds no annex tables (annex): only its targets and text were checked."));
    if (a->count == 0) {
        html_put(&v->html, "p", NULL, "%s", _("Nothing was found."));
        return;
    }
    html_table(&v->html, _("Findings, the most important first"), columns, COLUMNS);
    for (int i = 0; i < a->count; i++)
        finding_row(v, &a->findings[i]);
    html_table_end(&v->html);
}

void report_findings(struct report_view *v)
{
    report_section(v, _("What does not add up in the plan"));
    for (int i = 0; i < v->count; i++)
        print_plan(v, i);
    html_close(&v->html);
}
