#include "study_charts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "study_plots.h"
#include "text.h"

/* Where the pictures go, and what has been drawn. */
struct drawing {
    struct plot_request request;
    struct diags d;
    char **written;
    int count, total;
};

static int begin(struct session *s, struct drawing *w)
{
    memset(w, 0, sizeof *w);
    w->request.directory = s->options.charts;
    w->request.format = s->options.format ? s->options.format : "png";
    w->request.size = s->options.size;
    w->request.chinese = s->chinese;
    return make_directory(s->options.charts, NULL, &w->d);
}

static int end(struct session *s, struct drawing *w, int code)
{
    const bool json = s->options.given & OPTION_JSON;

    print_diags(s, &w->d, true); /* a chart left out says why */
    if (code && w->d.errors == 0)
        failure(s, code, "%s", vs_error_text(code));
    diags_free(&w->d);
    if (code == 0)
        page_line(json ? &s->errors : &s->page, PLAIN,
                  ngettext("%d chart in %s", "%d charts in %s", (unsigned long)w->total), w->total, s->options.charts);
    return code;
}

static int fans(struct session *s, struct drawing *w, const struct ensemble *e, int member)
{
    char *folder = NULL;

    if (e->member_count > 1) { /* the names of the files are those of the indicators: a folder for each plan */
        folder = arena_format(&s->arena, "%s/%s", s->options.charts,
                              folder_name(&s->arena, e->members[member].setup->scenario));
        int code = folder ? make_directory(folder, NULL, &w->d) : VS_MEMORY;
        if (code)
            return code;
        w->request.directory = folder;
    }
    const char *key = s->options.indicator;
    int code =
        plots_fan(e, member, key ? &key : NULL, key ? 1 : 0, &w->request, &s->arena, &w->written, &w->count, &w->d);
    w->total += w->count;
    w->request.directory = s->options.charts;
    return code;
}

int ensemble_charts(struct session *s, struct ensemble_plan *plan)
{
    struct drawing w;

    if (!(s->options.given & OPTION_CHARTS))
        return 0;
    int code = begin(s, &w);
    if (code == 0 && plan->e.done == 0) /* the file held the results: the pictures need the sums themselves */
        code = ensemble_run(&plan->e, &plan->options);
    if (code == 0)
        code = plots_probabilities(&plan->e, &w.request, &s->arena, &w.written, &w.count, &w.d);
    w.total += w.count;
    for (int m = 0; m < plan->e.member_count && code == 0; m++)
        code = fans(s, &w, &plan->e, m);
    return end(s, &w, code);
}

int backtest_charts(struct session *s, const struct ensemble *e, const char *const *keys, int count)
{
    struct drawing w;
    int code = begin(s, &w);

    if (code == 0)
        code = plots_fan(e, 0, keys, count, &w.request, &s->arena, &w.written, &w.count, &w.d);
    w.total = w.count;
    return end(s, &w, code);
}

int sensitivity_charts(struct session *s, const struct sensitivity *result, const struct sensitivity_options *o,
                       int output)
{
    struct drawing w;

    if (!(s->options.given & OPTION_CHARTS))
        return 0;
    int code = begin(s, &w);
    if (code == 0)
        code = plots_sensitivity(result, o, output, &w.request, &s->arena, &w.written, &w.count, &w.d);
    w.total += w.count;
    if (code == 0 && result->method == METHOD_SOBOL) {
        const char *key = output >= 0 ? o->cells[output].series->key : NULL;
        code = plots_sobol_time(result, o, key, &w.request, &s->arena, &w.written, &w.count, &w.d);
        w.total += w.count;
    }
    return end(s, &w, code);
}

int reach_charts(struct session *s, const struct reach *r)
{
    struct drawing w;

    if (!(s->options.given & OPTION_CHARTS))
        return 0;
    int code = begin(s, &w);
    if (code == 0)
        code = plots_frontier(r, &w.request, &s->arena, &w.written, &w.count, &w.d);
    w.total = w.count;
    return end(s, &w, code);
}

/* The axis of a sweep as a chart wants it: its values, and what is measured in both languages. */
static int chart_axis(struct session *s, const struct sweep *sweep, int k, struct plot_axis *axis)
{
    const struct sweep_axis *from = &sweep->axis[k];
    static const char *const forms_zh[] = {"", "（倍数）", "（增减）", "（推迟年数）", ""};
    static const char *const forms_en[] = {"", " (times)", " (change)", " (years later)", ""};
    double *values = arena_alloc(&s->arena, sizeof *values * (size_t)from->points);

    if (!values)
        return VS_MEMORY;
    for (int i = 0; i < from->points; i++)
        values[i] = sweep_at(from, i);
    *axis = (struct plot_axis){
        .zh = arena_format(&s->arena, "%s%s", from->address.row->label_zh, forms_zh[from->address.form]),
        .en = arena_format(&s->arena, "%s%s", from->address.row->label_en, forms_en[from->address.form]),
        .unit = from->address.form == FORM_SCALE   ? UNIT_RATIO
                : from->address.form == FORM_DELAY ? UNIT_YEARS
                                                   : from->address.row->unit,
        .values = values,
        .count = from->points};
    return axis->zh && axis->en ? VS_OK : VS_MEMORY;
}

int sweep_charts(struct session *s, const struct sweep_plan *plan)
{
    const struct sweep *sweep = &plan->sweep;
    struct plot_grid g = {.name = "sweep", .setup = sweep->setup};
    char zh[200], en[200];
    struct drawing w;

    if (!(s->options.given & OPTION_CHARTS))
        return 0;
    int code = begin(s, &w);
    if (code == 0)
        code = chart_axis(s, sweep, 0, &g.x);
    if (code == 0 && sweep->axes > 1)
        code = chart_axis(s, sweep, 1, &g.y);
    series_label(sweep->setup, sweep->series, true, zh, sizeof zh);
    series_label(sweep->setup, sweep->series, false, en, sizeof en);
    g.title_zh = arena_format(&s->arena, "%s（%d年）", zh, sweep->year);
    g.title_en = arena_format(&s->arena, "%s, %d", en, sweep->year);
    g.z = (struct plot_axis){.zh = zh, .en = en, .unit = sweep->series->row->unit, .values = sweep->values};
    g.has_target = sweep->target != NULL;
    if (sweep->target) {
        g.comparator = sweep->target->comparator;
        g.target = sweep->target->value;
        g.target_max = sweep->target->value_max;
    }
    if (code == 0)
        code = plots_sweep(&g, &w.request, &s->arena, &w.written, &w.count, &w.d);
    w.total = w.count;
    return end(s, &w, code);
}
