#include "fit_write.h"

#include <math.h>
#include <string.h>

#include "lane.h"
#include "rows.h"

static bool has_error(const struct fit_parameter *p) { return isfinite(p->error) && p->error < ABSENT_ABOVE; }

int fit_can_write(const struct fit *f, struct diags *d)
{
    int err = VS_OK;

    if (f->tied_a >= 0)
        err = diag_error(d, NULL, 0, "-o: %s and %s cannot be told apart by these observations; nothing is written",
                         f->parameters[f->tied_a].key, f->parameters[f->tied_b].key);
    for (int i = 0; i < f->count; i++) {
        const struct fit_parameter *p = &f->parameters[i];
        if (!has_error(p))
            err = diag_error(d, NULL, 0,
                             "-o: %s has no standard error (%s), so no range can be given; nothing is written", p->key,
                             p->at_bound ? _("it stands at its bound") : _("as many parameters as observations"));
    }
    return err;
}

/* The plan with each parameter `errors` standard errors from its estimate. */
static int read_again(struct scenario *s, const struct fit *f, const struct run *r, const struct annex_form *form,
                      double errors, struct arena *a, struct diags *d)
{
    const struct row_table rows = {model_parameters, model_parameter_count};
    const char *sets[FIT_MOST];

    for (int i = 0; i < f->count; i++) {
        const struct fit_parameter *p = &f->parameters[i];
        sets[i] = arena_format(a, "%s=%.17g", p->key, fit_nearest(p, p->value + errors * p->error));
        if (!sets[i])
            return VS_MEMORY;
    }
    return scenario_load(s, r->setup->scenario->path, sets, f->count, &rows, form, d);
}

/* --- where the fitted values are from --- */

/* Smallest and largest number of a value, over its years. */
static void widen(const struct scenario *s, const struct value *of, struct provenance *from)
{
    const struct value *v = scenario_value(s, of->row, of->item);
    const int count = !v ? 0 : v->row->kind == KIND_LEVEL ? 1 : v->count;

    for (int i = 0; i < count; i++) {
        const double x = v->row->kind == KIND_LEVEL ? v->number : v->points[i].value;
        from->low = fmin(from->low, x);
        from->high = fmax(from->high, x);
    }
}

static bool stands_for(const struct fit_parameter *p, const struct value *v)
{
    return p->address.row == v->row && (p->address.item == v->item || p->address.item == ALL_ITEMS);
}

/* What every estimate that went into the value says of itself. */
static const char *origin(const struct fit *f, const struct value *v, bool chinese, struct arena *a)
{
    const char *text = "";

    for (int k = 0; text && k < f->count; k++) {
        const struct fit_parameter *p = &f->parameters[k];
        if (stands_for(p, v))
            text = arena_format(
                a,
                chinese ? "%s%s%s = %.6g，由%d个实际值按相对误差最小二乘拟合，标准误%.2g；范围为前后各两个标准误"
                        : "%s%s%s = %.6g, fitted to %d observations by least squares on relative "
                          "errors, standard error %.2g; the range is two standard errors either way",
                text, *text ? "; " : "", p->key, p->value, f->observations, p->error);
    }
    return text;
}

static bool set_origins(struct scenario *fitted, const struct fit *f, const struct scenario ends[2], bool chinese,
                        struct arena *a)
{
    for (int i = 0; i < fitted->value_count; i++) {
        struct value *v = &fitted->values[i];
        if (!v->from.file || strcmp(v->from.file, "--set") != 0)
            continue;
        v->from.source = v->from.confidence = NULL;
        v->from.assumption = origin(f, v, chinese, a);
        v->from.has_range = true;
        v->from.low = INFINITY;
        v->from.high = -INFINITY;
        widen(&ends[0], v, &v->from);
        widen(&ends[1], v, &v->from);
        if (!v->from.assumption)
            return false;
    }
    return true;
}

int fit_write(FILE *out, const struct fit *f, const struct run *r, const struct annex_form *form, const char *extends,
              bool chinese, struct diags *d)
{
    const struct scenario *plan = r->setup->scenario;
    struct arena a = {0};
    struct scenario fitted, ends[2];
    const struct overlay overlay = {
        .extends = extends,
        .label = {arena_format(&a, "%s（拟合）", label_text(&plan->label, true, plan->name)),
                  arena_format(&a, "%s, fitted", label_text(&plan->label, false, plan->name))},
        .note = {"由 vetsim backtest --fit 写成：其中的数值由实际值拟合得出，是假设，不是来源。",
                 "Written by vetsim backtest --fit: its values are fitted to observations; they are assumptions, not "
                 "sources."}};

    memset(&fitted, 0, sizeof fitted);
    memset(ends, 0, sizeof ends);
    int err = overlay.label.zh && overlay.label.en ? read_again(&fitted, f, r, form, 0.0, &a, d) : VS_MEMORY;
    for (int end = 0; end < 2 && !err; end++)
        err = read_again(&ends[end], f, r, form, end ? 2.0 : -2.0, &a, d);
    if (!err && !set_origins(&fitted, f, ends, chinese, &a))
        err = VS_MEMORY;
    if (!err)
        err = scenario_write_overlay(out, &fitted, &overlay);
    scenario_free(&fitted);
    scenario_free(&ends[0]);
    scenario_free(&ends[1]);
    arena_free(&a);
    return err;
}
