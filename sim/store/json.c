#include "json.h"

#include <math.h>

#include "csv.h"
#include "json_build.h"
#include "lane.h"
#include "utf8.h"

void build_put(struct builder *b, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        b->failed = true;
}

void build_append(struct builder *b, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        b->failed = true;
}

json_t *build_text(struct builder *b, const char *string)
{
    return string ? json_string(utf8_clean(&b->arena, string)) : json_null();
}

/* Whole numbers as integers: 45000 reads better than 45000.0 and is the same number. */
json_t *build_number(double value)
{
    if (!isfinite(value) || fabs(value) > ABSENT_ABOVE)
        return json_null();
    if (value == floor(value) && fabs(value) < 9e15)
        return json_integer((json_int_t)value);
    return json_real(value);
}

json_t *build_label(struct builder *b, const char *zh, const char *en)
{
    json_t *object = json_object();
    build_put(b, object, "zh", build_text(b, zh));
    build_put(b, object, "en", build_text(b, en));
    return object;
}

json_t *build_scenario(struct builder *b, const struct scenario *s)
{
    static const char *const closures[] = {"defer", "borrow", "show"};
    json_t *object = json_object();
    build_put(b, object, "path", build_text(b, s->path));
    build_put(b, object, "name", build_text(b, s->name));
    build_put(b, object, "label", build_label(b, s->label.zh, s->label.en));
    build_put(b, object, "place", build_label(b, s->place.zh, s->place.en));
    build_put(b, object, "document", build_text(b, s->document));
    build_put(b, object, "note", build_label(b, s->note.zh, s->note.en));
    build_put(b, object, "first_year", json_integer(s->first_year));
    build_put(b, object, "last_year", json_integer(s->last_year));
    build_put(b, object, "closure", json_string(s->closure >= 0 && s->closure < 3 ? closures[s->closure] : ""));
    build_put(b, object, "digest", build_text(b, s->digest));
    return object;
}

static json_t *series_array(struct builder *b, const struct run *r)
{
    const struct setup *u = r->setup;
    json_t *array = json_array();
    for (int i = 0; i < u->series_count; i++) {
        const struct series *s = &u->series[i];
        char zh[256], en[256];
        series_label(u, s, true, zh, sizeof zh);
        series_label(u, s, false, en, sizeof en);
        json_t *object = json_object(), *values = json_array();
        build_put(b, object, "key", build_text(b, s->key));
        build_put(b, object, "indicator", build_text(b, s->row->key));
        build_put(b, object, "sector", build_text(b, series_item(u, s)));
        build_put(b, object, "unit", build_text(b, unit_name(s->row->unit)));
        build_put(b, object, "label", build_label(b, zh, en));
        for (int t = 0; t < u->shape.years; t++)
            build_append(b, values, build_number(run_value(r, s, u->shape.first_year + t)));
        build_put(b, object, "values", values);
        build_append(b, array, object);
    }
    return array;
}

static void target_wanted(struct builder *b, json_t *object, const struct target *t)
{
    build_put(b, object, "id", build_text(b, t->id));
    build_put(b, object, "label", build_label(b, t->label.zh, t->label.en));
    build_put(b, object, "area", build_text(b, t->area));
    build_put(b, object, "indicator", build_text(b, t->indicator));
    build_put(b, object, "parameter", build_text(b, t->parameter));
    build_put(b, object, "unevaluated", build_text(b, t->unevaluated));
    build_put(b, object, "comparator", json_string(comparator_key(t->comparator)));
    build_put(b, object, "value", build_number(t->value));
    build_put(b, object, "value_max", t->comparator == RANGE ? build_number(t->value_max) : json_null());
    build_put(b, object, "tolerance", build_number(t->tolerance));
    build_put(b, object, "due", json_integer(t->due));
    build_put(b, object, "kind", build_text(b, t->kind));
    build_put(b, object, "strength", build_text(b, t->strength));
    build_put(b, object, "weight", build_number(t->weight));
    build_put(b, object, "document", build_text(b, t->document));
    build_put(b, object, "section", build_text(b, t->section));
    build_put(b, object, "quote", build_text(b, t->quote));
    build_put(b, object, "departments", build_text(b, t->departments));
    build_put(b, object, "note", build_text(b, t->note));
    build_put(b, object, "file", build_text(b, t->file));
    build_put(b, object, "line", json_integer(t->line));
}

json_t *build_target(struct builder *b, const struct result *result)
{
    json_t *object = json_object();
    bool said = result->verdict != VERDICT_UNEVALUATED;
    target_wanted(b, object, result->target);
    build_put(b, object, "unit", result->row ? build_text(b, unit_name(result->row->unit)) : json_null());
    build_put(b, object, "verdict", json_string(verdict_key(result->verdict)));
    build_put(b, object, "reached", build_number(said ? result->reached : ABSENT));
    build_put(b, object, "gap", build_number(said ? result->gap : ABSENT));
    build_put(b, object, "gap_share", build_number(said ? result->gap_share : ABSENT));
    build_put(b, object, "first_year_met",
              said && result->first_year > 0 ? json_integer(result->first_year) : json_null());
    build_put(b, object, "bound", build_label(b, result->bound_zh, result->bound_en));
    return object;
}

static json_t *document(struct builder *b, const struct run *r, const char *version)
{
    const struct setup *u = r->setup;
    json_t *root = json_object(), *years = json_array(), *targets = json_array(), *summary = json_object();
    for (int t = 0; t < u->shape.years; t++)
        build_append(b, years, json_integer(u->shape.first_year + t));
    for (int i = 0; i < u->scenario->target_count; i++)
        build_append(b, targets, build_target(b, &r->results[i]));
    build_put(b, summary, "met", json_integer(r->met));
    build_put(b, summary, "late", json_integer(r->late));
    build_put(b, summary, "missed", json_integer(r->missed));
    build_put(b, summary, "unevaluated", json_integer(r->unevaluated));
    build_put(b, root, "vetsim", build_text(b, version));
    build_put(b, root, "scenario", build_scenario(b, u->scenario));
    build_put(b, root, "summary", summary);
    build_put(b, root, "years", years);
    build_put(b, root, "series", series_array(b, r));
    build_put(b, root, "targets", targets);
    return root;
}

int build_print(struct builder *b, json_t *root, FILE *out)
{
    int code = b->failed || !root ? VS_MEMORY : 0;
    if (code == 0) {
        json_dumpf(root, out, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
        putc('\n', out);
    }
    json_decref(root);
    arena_free(&b->arena);
    return code;
}

int json_print(FILE *out, const struct run *r, const char *version)
{
    struct builder b = {0};
    return build_print(&b, document(&b, r, version), out);
}
