#include "study_json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "diag.h"
#include "lane.h"
#include "utf8.h"

static json_t *field_value(struct arena *a, const struct study_field *f, const char *row)
{
    const char *place = row + f->offset;
    if (f->type == STUDY_INTEGER)
        return json_integer((json_int_t) * (const int64_t *)place);
    if (f->type == STUDY_TEXT) {
        const char *clean = utf8_clean(a, *(const char *const *)place);
        return clean ? json_string(clean) : NULL;
    }
    double value = *(const double *)place;
    if (!isfinite(value) || fabs(value) > ABSENT_ABOVE)
        return json_null();
    if (value == floor(value) && fabs(value) < 9e15)
        return json_integer((json_int_t)value);
    return json_real(value);
}

static json_t *row_object(struct arena *a, const struct study_table *table, const char *row)
{
    json_t *object = json_object();
    for (int f = 0; object && f < table->count; f++) {
        if (strcmp(table->fields[f].name, "resolved") == 0)
            continue;
        if (json_object_set_new(object, table->fields[f].name, field_value(a, &table->fields[f], row)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *table_array(struct arena *a, const struct study *s, int index)
{
    json_t *array = json_array();
    for (int i = 0; array && i < s->lists[index].count; i++) {
        if (json_array_append_new(
                array, row_object(a, &study_tables[index], study_row(s, (enum study_table_index)index, i))) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

int study_json(FILE *out, const struct study *s)
{
    struct arena a = {0};
    json_t *root = json_object();
    int err = root ? 0 : VS_MEMORY;
    for (int t = 0; t < STUDY_TABLES && !err; t++) {
        json_t *value;
        if (s->lists[t].count == 0)
            continue;
        value = t == TABLE_STUDY ? row_object(&a, &study_tables[t], s->lists[t].rows) : table_array(&a, s, t);
        if (json_object_set_new(root, study_tables[t].name, value) != 0)
            err = VS_MEMORY;
    }
    if (!err) {
        json_dumpf(root, out, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
        putc('\n', out);
    }
    json_decref(root);
    arena_free(&a);
    return err;
}
