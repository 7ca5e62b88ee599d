#include "backtest_store.h"

#include "csv.h"
#include "json_build.h"

void backtest_csv(FILE *out, const struct backtest *b)
{
    fprintf(
        out,
        "\xEF\xBB\xBFindicator,year,lead,observed,simulated,relative_error,p5,p25,p75,p95,unit,source,confidence\n");
    for (int i = 0; i < b->count; i++) {
        const struct backtest_point *p = &b->points[i];
        const double numbers[] = {p->observed->value, p->simulated, p->relative, p->low90,
                                  p->low50,           p->high50,    p->high90};
        char text[32];
        fprintf(out, "%s,%d,%d,", p->observed->indicator, p->observed->year, p->lead);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            fprintf(out, "%s,", csv_number(numbers[k], text));
        fprintf(out, "%s,", unit_name(p->series->row->unit));
        csv_text(out, p->observed->source, ',');
        csv_text(out, p->observed->confidence, '\n');
    }
}

static json_t *point(struct builder *b, const struct backtest_point *p)
{
    json_t *object = json_object();
    build_put(b, object, "indicator", build_text(b, p->observed->indicator));
    build_put(b, object, "year", json_integer(p->observed->year));
    build_put(b, object, "lead", json_integer(p->lead));
    build_put(b, object, "observed", build_number(p->observed->value));
    build_put(b, object, "simulated", build_number(p->simulated));
    build_put(b, object, "relative_error", build_number(p->relative));
    build_put(b, object, "p5", build_number(p->low90));
    build_put(b, object, "p25", build_number(p->low50));
    build_put(b, object, "p75", build_number(p->high50));
    build_put(b, object, "p95", build_number(p->high90));
    build_put(b, object, "unit", build_text(b, unit_name(p->series->row->unit)));
    build_put(b, object, "source", build_text(b, p->observed->source));
    build_put(b, object, "confidence", build_text(b, p->observed->confidence));
    return object;
}

static json_t *error(struct builder *b, const struct backtest_error *e)
{
    json_t *object = json_object();
    build_put(b, object, "lead", e->lead > 0 ? json_integer(e->lead) : json_null());
    build_put(b, object, "observations", json_integer(e->count));
    build_put(b, object, "mape", build_number(e->mape));
    build_put(b, object, "bias", build_number(e->bias));
    build_put(b, object, "with_bands", json_integer(e->banded));
    build_put(b, object, "in_90", json_integer(e->in90));
    build_put(b, object, "in_50", json_integer(e->in50));
    return object;
}

static json_t *fit(struct builder *b, const struct fit *f)
{
    json_t *object = json_object(), *parameters = json_array();
    for (int i = 0; i < f->count; i++) {
        const struct fit_parameter *p = &f->parameters[i];
        json_t *one = json_object();
        build_put(b, one, "key", build_text(b, p->key));
        build_put(b, one, "before", build_number(p->before));
        build_put(b, one, "value", build_number(p->value));
        build_put(b, one, "standard_error", build_number(p->error));
        build_put(b, one, "at_bound", json_boolean(p->at_bound));
        build_append(b, parameters, one);
    }
    build_put(b, object, "parameters", parameters);
    build_put(b, object, "observations", json_integer(f->observations));
    build_put(b, object, "rms_before", build_number(f->before));
    build_put(b, object, "rms_after", build_number(f->after));
    build_put(b, object, "converged", json_boolean(f->converged));
    build_put(b, object, "identified", json_boolean(f->tied_a < 0));
    return object;
}

int backtest_json(FILE *out, const struct run *r, const struct backtest *t, const struct fit *f, const char *version)
{
    struct builder b = {0};
    json_t *root = json_object(), *points = json_array(), *leads = json_array();

    for (int i = 0; i < t->count; i++)
        build_append(&b, points, point(&b, &t->points[i]));
    for (int i = 0; i < t->lead_count; i++)
        build_append(&b, leads, error(&b, &t->leads[i]));
    build_put(&b, root, "vetsim", build_text(&b, version));
    build_put(&b, root, "scenario", build_scenario(&b, r->setup->scenario));
    build_put(&b, root, "observations", points);
    build_put(&b, root, "not_compared", json_integer(t->outside_count));
    build_put(&b, root, "by_lead", leads);
    build_put(&b, root, "all", error(&b, &t->all));
    build_put(&b, root, "fit", f ? fit(&b, f) : json_null());
    return build_print(&b, root, out);
}
