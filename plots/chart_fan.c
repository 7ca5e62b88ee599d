/* Fan charts: how sure each year's value is. */
#include <string.h>

#include "drawing.h"
#include "study_page.h"

static const char *const usual_keys[] = {"enrolment.intake",
                                         "enrolment.students",
                                         "faculty.full_time",
                                         "faculty.dual_share",
                                         "faculty.student_teacher_ratio",
                                         "funding.cash",
                                         "funding.debt",
                                         "training.person_times"};
static const double band_low[FAN_BANDS] = {0.05, 0.10, 0.25};

static const struct trace median_trace = {.row = "", .style = TRACE_LINE, .zh = "", .en = ""};
static const struct trace base_trace = {.row = "", .style = TRACE_DASHED, .zh = "", .en = ""};

/* One call: the overview is page 0 unless there is only one series. */
struct fans {
    const struct ensemble *e;
    const struct member *m;
    const struct run *base;
    const struct series *series[MAX_PANELS];
    int count;
};

int fan_colour(int colour, int band)
{
    static const double strengths[FAN_BANDS] = {0.16, 0.32, 0.52};

    return style_tint(colour, strengths[band]);
}

static double quantile(const struct fans *f, int cell, double p)
{
    const double x = cell < 0 ? NAN : summary_quantile(f->m->summary, cell, p);

    return study_known(x) ? x : ABSENT;
}

/* Fills bands and median of a series. */
static void fill_fan(const struct fans *f, const struct series *of, struct panel_fan *fan, double *median)
{
    const struct shape *shape = &f->m->setup->shape;

    for (int y = 0; y < shape->years; y++) {
        const int cell = ensemble_cell(f->m, of->key, shape->first_year + y);
        for (int i = 0; i < FAN_BANDS; i++) {
            fan->low[i][y] = quantile(f, cell, band_low[i]);
            fan->high[i][y] = quantile(f, cell, 1 - band_low[i]);
        }
        median[y] = quantile(f, cell, 0.5);
    }
}

static void fill_probabilities(const struct fans *f, struct panel *p)
{
    const struct scenario *s = f->m->setup->scenario;
    double error;

    for (int i = 0; i < p->mark_count; i++)
        if (p->marks[i].result)
            p->marks[i].probability = ensemble_probability(f->e, (int)(f->m - f->e->members),
                                                           (int)(p->marks[i].result->target - s->targets), &error);
}

/* The panel of one series: median, base run, bands; false when memory is out. */
static bool add_panel(const struct fans *f, const struct series *of, bool chinese, struct arena *a,
                      struct panel_list *panels)
{
    struct panel *p = panel_of_series(of, &median_trace, f->base, chinese, a);
    struct panel_fan *fan = arena_alloc(a, sizeof *fan);

    if (!p || !fan)
        return false;
    p->traces[1] = p->traces[0];
    p->traces[1].spec = &base_trace;
    p->traces[1].colour = COLOUR_INK;
    p->trace_count = 2;
    p->traces[0].colour = p->colour;
    fill_fan(f, of, fan, p->traces[0].value);
    fill_probabilities(f, p);
    p->fan = fan;
    bool any = false;
    for (int y = 0; y < f->m->setup->shape.years; y++)
        any = any || (drawing_known(fan->high[0][y]) && fan->high[0][y] != 0) ||
              (drawing_known(fan->low[0][y]) && fan->low[0][y] != 0);
    if (any && panels->count < MAX_PANELS)
        panels->list[panels->count++] = p;
    return true;
}

/* Among the panels of sectors, the sum over all of them says that it is one. */
static void name_total(struct panel *p, bool chinese)
{
    const size_t length = strlen(p->title);

    snprintf(p->title + length, sizeof p->title - length, "%s", chinese ? "（合计）" : " (all)");
}

/* By sector where there are several; sums where they have a target of their own. */
static bool add_sectors(const struct fans *f, const struct series *of, bool chinese, struct arena *a,
                        struct panel_list *panels)
{
    const struct setup *u = f->m->setup;
    bool fine = true;

    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < u->series_count && fine; i++) {
            const struct series *s = &u->series[i];
            const unsigned set = s->row == of->row ? panel_sectors(u, s->row, s->item) : 0;
            const bool sum = (set & (set - 1)) != 0;
            if (!set || sum != (pass == 1) || (s->item < 0 && !sum) ||
                ensemble_cell(f->m, s->key, u->shape.first_year + 1) < 0)
                continue;
            bool wanted = !sum || s == of;
            for (int k = 0; k < u->scenario->target_count && !wanted; k++)
                wanted = f->base->results[k].series == s;
            fine = !wanted || add_panel(f, s, chinese, a, panels);
            if (wanted && fine && s->item == SERIES_ALL && panels->count > 0)
                name_total(panels->list[panels->count - 1], chinese);
        }
    }
    return fine;
}

/* The legend of all panels of a page; returns where they may begin. */
static double legend(const struct fans *f, bool chinese, struct canvas *c)
{
    static const char *const bands[FAN_BANDS][2] = {{"90% of runs", "90%区间"}, {"80%", "80%区间"}, {"50%", "50%区间"}};
    struct legend l;

    legend_begin(&l, c, frame_top(c) + 4);
    for (int i = 0; i < FAN_BANDS; i++)
        legend_swatch(&l, fan_colour(COLOUR_BLUE, i), bands[i][chinese]);
    legend_line(&l, COLOUR_BLUE, 4.5, DASH_SOLID, chinese ? "中位数" : "median");
    legend_line(&l, COLOUR_INK, 3, DASH_LONG, chinese ? "基准算例" : "base run");
    for (int v = VERDICT_MET; v <= VERDICT_MISSED; v++)
        legend_mark(&l, verdict_mark((enum verdict)v), verdict_colour((enum verdict)v),
                    arena_format(c->arena, "%s%s",
                                 v > VERDICT_MET ? ""
                                 : chinese       ? "目标（达标概率）："
                                                 : "target (probability): ",
                                 probability_name((enum verdict)v, chinese)));
    if (f->m->setup->scenario->observed_count > 0)
        legend_mark(&l, MARK_SQUARE, COLOUR_INK, chinese ? "实际值" : "observed");
    return legend_end(&l) + 4;
}

/* The panels of page i; false when memory is out. */
static bool collect(const struct fans *f, int i, bool chinese, struct arena *a, struct panel_list *panels)
{
    bool fine = true;

    if (f->count > 1 && i == 0) {
        for (int k = 0; k < f->count && fine; k++)
            fine = add_panel(f, f->series[k], chinese, a, panels);
        return fine;
    }
    const struct series *of = f->series[i - (f->count > 1)];
    return of->row->scope == SCOPE_SECTOR && of->item == SERIES_ALL ? add_sectors(f, of, chinese, a, panels)
                                                                    : add_panel(f, of, chinese, a, panels);
}

static const char *draw_fan(const void *what, int i, bool chinese, struct canvas *c)
{
    const struct fans *f = what;
    const struct series *of = f->count > 1 && i == 0 ? NULL : f->series[i - (f->count > 1)]; /* NULL: overview */
    struct panel_list panels = {.count = 0};
    const char *title = chinese ? "主要指标的不确定性范围" : "How sure the main figures are";

    if (of)
        title = arena_format(c->arena, chinese ? "%s：不确定性范围" : "%s: how sure the figures are",
                             chinese ? of->row->label_zh : of->row->label_en);
    c->failed = !collect(f, i, chinese, c->arena, &panels) || c->failed || !title;
    if (c->failed || panels.count == 0)
        return NULL;
    const struct page_head head = {.setup = f->m->setup,
                                   .title = title,
                                   .study = study_runs(c->arena, f->e->done, f->e->designs[0].seed, chinese)};
    page_fit(c, frame_top(c) + 2 * LEGEND_LINE + panels_height(panels.count, c));
    page_frame(&head, chinese, c);
    panels_arrange(&panels, f->base, chinese, legend(f, chinese, c), c);
    return of ? study_file(c->arena, "fan", of->key, 0) : "fan";
}

/* Resolves the keys; of the usual ones those the scenario lacks are passed over. */
static int find_series(struct fans *f, const char *const *keys, int key_count, struct diags *d)
{
    const bool usual = !keys || key_count <= 0;
    const int n = usual ? (int)(sizeof usual_keys / sizeof *usual_keys) : key_count;

    for (int i = 0; i < n; i++) {
        const char *near = NULL;
        const struct series *s = setup_series(f->m->setup, usual ? usual_keys[i] : keys[i], &near);
        if (!s && usual)
            continue;
        if (!s) {
            diag_error(d, NULL, 0,
                       near ? N_("no indicator is called %s: did you mean %s?") : N_("no indicator is called %s"),
                       keys[i], near);
            return VS_USAGE;
        }
        if (f->count == MAX_PANELS) {
            diag_error(d, NULL, 0, "a page of fan charts holds %d indicators", MAX_PANELS);
            return VS_USAGE;
        }
        f->series[f->count++] = s;
    }
    return VS_OK;
}

int plots_fan(const struct ensemble *e, int member, const char *const *keys, int key_count,
              const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    struct fans f = {.e = e, .m = &e->members[member]};
    struct run base;
    int code = find_series(&f, keys, key_count, d);

    *written = NULL;
    *count = 0;
    if (code)
        return code;
    code = run_init(&base, f.m->setup, d);
    if (!code) {
        const struct page_set set = {
            .what = &f, .count = f.count > 1 ? f.count + 1 : f.count, .brief = true, .draw = draw_fan};
        f.base = &base;
        code = pages_write(&set, q, a, written, count, d);
    }
    run_free(&base);
    if (!code && *count == 0)
        diag_warning(d, NULL, 0, "no fan chart was drawn: there are no quantiles of these indicators");
    return code;
}
