/* vetsim report: one page that says everything about a plan, for paper and screen. */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "report_view.h"
#include "text.h"

static void print_head(struct report_view *v)
{
    struct html *h = &v->html;
    const struct scenario *s = report_setup(v, 0)->scenario;
    html_open(h, "header", NULL);
    if (v->count == 1) {
        html_put(h, "h1", NULL, "%s", report_label(v, 0));
        html_put(h, "p", "muted", "%s%s%s · %d–%d", label_text(&s->place, v->chinese, ""), s->document ? " · " : "",
                 s->document ? s->document : "", s->first_year, s->last_year);
        if (label_text(&s->note, v->chinese, NULL))
            html_put(h, "p", NULL, "%s", label_text(&s->note, v->chinese, NULL));
    } else {
        html_put(h, "h1", NULL, _("%d plans side by side"), v->count);
        html_open(h, "ul", NULL);
        for (int i = 0; i < v->count; i++) {
            s = report_setup(v, i)->scenario;
            html_put(h, "li", NULL, v->chinese ? "%s：%s（%d—%d年）" : "%s: %s (%d–%d)", report_letter(v, i),
                     report_label(v, i), s->first_year, s->last_year);
        }
        html_close(h);
    }
    html_close(h);
}

static int print_page(struct report_view *v, FILE *out)
{
    char title[512];
    if (v->count == 1)
        snprintf(title, sizeof title, "%s", report_label(v, 0));
    else
        snprintf(title, sizeof title, _("%d plans side by side"), v->count);
    html_begin(&v->html, out, v->chinese ? "zh-CN" : "en", title);
    print_head(v);
    html_open(&v->html, "main", NULL);
    report_answer(v);
    report_targets(v);
    int code = report_trajectories(v);
    if (code == 0)
        report_drivers(v);
    if (code == 0)
        code = report_remedies(v);
    report_assumptions(v);
    report_findings(v);
    report_methods(v);
    html_finish(&v->html);
    return code;
}

static int write_page(struct session *s, struct report_view *v)
{
    struct atomic_file f = {0};
    struct diags d = {0};
    int code = atomic_open_path(&f, s->options.output, &d);
    if (code == 0)
        code = print_page(v, f.stream);
    if (code == 0)
        code = atomic_commit(&f, &d);
    atomic_abort(&f);
    if (code < 0 && d.errors > 0)
        report(s, &d, code);
    if (code == 0)
        page_line(&s->page, PLAIN, _("Written to %s"), s->options.output);
    diags_free(&d);
    return code;
}

int cmd_report(struct session *s)
{
    static const char *const endings[] = {".html", NULL};
    struct report_view *v = calloc(1, sizeof *v);
    if (!v)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    int code = 0;
    if (!s->options.output)
        code = usage_error(s, "%s", _("report needs -o FILE.html"));
    else
        code = output_ending(s, endings);
    if (code == 0)
        code = report_prepare(s, v);
    if (code == 0)
        code = report_gather(v);
    if (code == 0)
        code = write_page(s, v);
    report_free(v);
    free(v);
    return code;
}
