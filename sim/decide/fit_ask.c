/* What is to be fitted: which parameters, where they start, and where they may go. */
#include "fit.h"

#include <math.h>
#include <string.h>

#include "lane.h"
#include "rows.h"

/* The value a change has where nothing is changed: 1 of a scale, 0 of a shift, else the scenario's own. */
static int unchanged(const struct run *r, struct fit_parameter *p, struct diags *d)
{
    const struct setup *u = r->setup;
    const struct address *a = &p->address;
    const struct row *row = a->row;
    const int at = row->offset + (a->item < 0 ? 0 : a->item) * row->stride;

    p->low = row->low;
    p->high = row->high;
    if (a->form == FORM_DELAY)
        return diag_error(d, NULL, 0, "--fit %s: whole years cannot be fitted; try them with --set", p->key);
    if (a->form == FORM_SCALE || a->form == FORM_SHIFT) {
        p->low = a->form == FORM_SCALE ? 0.0 : -INFINITY;
        p->high = INFINITY;
        p->before = a->form == FORM_SCALE ? 1.0 : 0.0;
        return VS_OK;
    }
    if (row->kind == KIND_SCHEDULE && a->form == FORM_VALUE)
        return diag_error(d, NULL, 0, "--fit %s: is a schedule; fit %s.scale, %s.shift or one year of it", p->key,
                          p->key, p->key);
    if (row->kind == KIND_PATH && a->form == FORM_VALUE) {
        const double first = u->inputs[at], last = u->inputs[(u->shape.years - 1) * INPUT_LANES + at];
        if (first != last)
            return diag_error(d, NULL, 0, "--fit %s: changes over the years; fit %s.scale, %s.shift or one year of it",
                              p->key, p->key, p->key);
    }
    const int t = a->form == FORM_YEAR ? a->year - u->shape.first_year + row->lag : 0;
    if (row->kind != KIND_LEVEL && (t < 0 || t >= u->shape.years))
        return diag_error(d, NULL, 0, "--fit %s: not a year of the scenario", p->key);
    p->before = row->kind == KIND_LEVEL ? u->levels[at] : u->inputs[t * INPUT_LANES + at];
    if (!(isfinite(p->before) && p->before < ABSENT_ABOVE))
        return diag_error(d, NULL, 0, "--fit %s: has no value to start from", p->key);
    return VS_OK;
}

int fit_ask(struct fit *f, const struct run *r, const char *const *keys, int count, struct diags *d)
{
    const struct row_table rows = {model_parameters, model_parameter_count};
    int err = VS_OK;
    char why[400];

    memset(f, 0, sizeof *f);
    f->tied_a = f->tied_b = -1;
    if (count > FIT_MOST)
        return diag_error(d, NULL, 0, "--fit: at most %d parameters at once", FIT_MOST);
    for (int i = 0; i < count; i++) {
        struct fit_parameter *p = &f->parameters[f->count++];
        p->key = keys[i];
        p->error = ABSENT;
        for (int k = 0; k < i; k++) {
            if (strcmp(keys[k], keys[i]) == 0)
                err = diag_error(d, NULL, 0, "--fit %s: is there twice", keys[i]);
        }
        int e = address_parse(r->setup->scenario, &rows, keys[i], &p->address, why, sizeof why) != 0
                    ? diag_error(d, NULL, 0, "--fit %s: %s", keys[i], why)
                    : unchanged(r, p, d);
        p->value = p->before;
        err = e ? e : err;
    }
    return err;
}

double fit_nearest(const struct fit_parameter *p, double x) { return fmin(fmax(x, p->low), p->high); }

void fit_range(const struct fit_parameter *p, double *low, double *high)
{
    *low = fit_nearest(p, p->value - 2.0 * p->error);
    *high = fit_nearest(p, p->value + 2.0 * p->error);
}
