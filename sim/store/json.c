#include "json.h"

#include <jansson.h>
#include <math.h>

#include "csv.h"
#include "lane.h"
#include "utf8.h"

/* json_object_set_new() takes NULL for a failed value and then fails itself, so every object is
 * built to the end and one flag remembers whether anything went wrong. */
struct builder {
    struct arena arena;
    bool failed;
};

static void put(struct builder *b, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        b->failed = true;
}

static void append(struct builder *b, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        b->failed = true;
}

static json_t *text(struct builder *b, const char *string)
{
    return string ? json_string(utf8_clean(&b->arena, string)) : json_null();
}

/* Whole numbers as integers: 45000 reads better than 45000.0 and is the same number. */
static json_t *number(double value)
{
    if (!isfinite(value) || fabs(value) > ABSENT_ABOVE)
        return json_null();
    if (value == floor(value) && fabs(value) < 9e15)
        return json_integer((json_int_t)value);
    return json_real(value);
}

static json_t *label(struct builder *b, const char *zh, const char *en)
{
    json_t *object = json_object();
    put(b, object, "zh", text(b, zh));
    put(b, object, "en", text(b, en));
    return object;
}

static json_t *scenario_object(struct builder *b, const struct scenario *s)
{
    static const char *const closures[] = {"defer", "borrow", "show"};
    json_t *object = json_object();
    put(b, object, "path", text(b, s->path));
    put(b, object, "name", text(b, s->name));
    put(b, object, "label", label(b, s->label.zh, s->label.en));
    put(b, object, "place", label(b, s->place.zh, s->place.en));
    put(b, object, "document", text(b, s->document));
    put(b, object, "note", label(b, s->note.zh, s->note.en));
    put(b, object, "first_year", json_integer(s->first_year));
    put(b, object, "last_year", json_integer(s->last_year));
    put(b, object, "closure", json_string(s->closure >= 0 && s->closure < 3 ? closures[s->closure] : ""));
    put(b, object, "digest", text(b, s->digest));
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
        put(b, object, "key", text(b, s->key));
        put(b, object, "indicator", text(b, s->row->key));
        put(b, object, "sector", text(b, series_item(u, s)));
        put(b, object, "unit", text(b, unit_name(s->row->unit)));
        put(b, object, "label", label(b, zh, en));
        for (int t = 0; t < u->shape.years; t++)
            append(b, values, number(run_value(r, s, u->shape.first_year + t)));
        put(b, object, "values", values);
        append(b, array, object);
    }
    return array;
}

static void target_wanted(struct builder *b, json_t *object, const struct target *t)
{
    put(b, object, "id", text(b, t->id));
    put(b, object, "label", label(b, t->label.zh, t->label.en));
    put(b, object, "area", text(b, t->area));
    put(b, object, "indicator", text(b, t->indicator));
    put(b, object, "parameter", text(b, t->parameter));
    put(b, object, "unevaluated", text(b, t->unevaluated));
    put(b, object, "comparator", json_string(comparator_key(t->comparator)));
    put(b, object, "value", number(t->value));
    put(b, object, "value_max", t->comparator == RANGE ? number(t->value_max) : json_null());
    put(b, object, "tolerance", number(t->tolerance));
    put(b, object, "due", json_integer(t->due));
    put(b, object, "kind", text(b, t->kind));
    put(b, object, "strength", text(b, t->strength));
    put(b, object, "weight", number(t->weight));
    put(b, object, "document", text(b, t->document));
    put(b, object, "section", text(b, t->section));
    put(b, object, "quote", text(b, t->quote));
    put(b, object, "departments", text(b, t->departments));
    put(b, object, "note", text(b, t->note));
    put(b, object, "file", text(b, t->file));
    put(b, object, "line", json_integer(t->line));
}

static json_t *target_object(struct builder *b, const struct result *result)
{
    json_t *object = json_object();
    bool said = result->verdict != VERDICT_UNEVALUATED;
    target_wanted(b, object, result->target);
    put(b, object, "unit", result->row ? text(b, unit_name(result->row->unit)) : json_null());
    put(b, object, "verdict", json_string(verdict_key(result->verdict)));
    put(b, object, "reached", number(said ? result->reached : ABSENT));
    put(b, object, "gap", number(said ? result->gap : ABSENT));
    put(b, object, "gap_share", number(said ? result->gap_share : ABSENT));
    put(b, object, "first_year_met", said && result->first_year > 0 ? json_integer(result->first_year) : json_null());
    put(b, object, "bound", label(b, result->bound_zh, result->bound_en));
    return object;
}

static json_t *document(struct builder *b, const struct run *r, const char *version)
{
    const struct setup *u = r->setup;
    json_t *root = json_object(), *years = json_array(), *targets = json_array(), *summary = json_object();
    for (int t = 0; t < u->shape.years; t++)
        append(b, years, json_integer(u->shape.first_year + t));
    for (int i = 0; i < u->scenario->target_count; i++)
        append(b, targets, target_object(b, &r->results[i]));
    put(b, summary, "met", json_integer(r->met));
    put(b, summary, "late", json_integer(r->late));
    put(b, summary, "missed", json_integer(r->missed));
    put(b, summary, "unevaluated", json_integer(r->unevaluated));
    put(b, root, "vetsim", text(b, version));
    put(b, root, "scenario", scenario_object(b, u->scenario));
    put(b, root, "summary", summary);
    put(b, root, "years", years);
    put(b, root, "series", series_array(b, r));
    put(b, root, "targets", targets);
    return root;
}

int json_print(FILE *out, const struct run *r, const char *version)
{
    struct builder b = {0};
    json_t *root = document(&b, r, version);
    int code = b.failed || !root ? VS_MEMORY : 0;
    if (code == 0) {
        json_dumpf(root, out, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
        putc('\n', out);
    }
    json_decref(root);
    arena_free(&b.arena);
    return code;
}
