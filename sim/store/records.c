#include "records.h"

#include <math.h>

#include "csv.h"
#include "json_build.h"
#include "lane.h"

struct cell {
    bool is_number;
    double number;
    const char *text; /* NULL: empty */
    struct cell *next;
};

struct record {
    struct cell *first, *last;
    struct record *next;
};

void record_start(struct records *r)
{
    struct record *one = arena_alloc(&r->arena, sizeof *one);
    if (!one)
        r->failed = true;
    else if (r->last)
        r->last->next = one;
    else
        r->first = one;
    r->last = one ? one : r->last;
}

static struct cell *add_cell(struct records *r)
{
    struct cell *one = r->last ? arena_alloc(&r->arena, sizeof *one) : NULL;
    if (!one)
        r->failed = true;
    else if (r->last->last)
        r->last->last->next = one;
    else
        r->last->first = one;
    if (one)
        r->last->last = one;
    return one;
}

void record_text(struct records *r, const char *text)
{
    struct cell *one = add_cell(r);
    if (one && text && !(one->text = arena_format(&r->arena, "%s", text)))
        r->failed = true;
}

void record_number(struct records *r, double number)
{
    struct cell *one = add_cell(r);
    if (!one)
        return;
    one->is_number = true;
    one->number = number;
}

void records_free(struct records *r)
{
    arena_free(&r->arena);
    r->first = r->last = NULL;
}

int records_csv(FILE *out, const struct records *r)
{
    if (r->failed)
        return VS_MEMORY;
    fputs("\xEF\xBB\xBF", out);
    for (int i = 0; r->columns[i]; i++)
        csv_text(out, r->columns[i], r->columns[i + 1] ? ',' : '\n');
    for (const struct record *one = r->first; one; one = one->next)
        for (const struct cell *c = one->first; c; c = c->next) {
            char text[32];
            if (c->is_number)
                fprintf(out, "%s%c", csv_number(c->number, text), c->next ? ',' : '\n');
            else
                csv_text(out, c->text ? c->text : "", c->next ? ',' : '\n');
        }
    return 0;
}

static json_t *record_object(struct builder *b, const struct records *r, const struct record *one)
{
    json_t *object = json_object();
    int column = 0;
    for (const struct cell *c = one->first; c && r->columns[column]; c = c->next, column++)
        build_put(b, object, r->columns[column], c->is_number ? build_number(c->number) : build_text(b, c->text));
    return object;
}

int records_json(FILE *out, const struct records *tables, int count, const char *version)
{
    struct builder b = {0};
    json_t *root = json_object();
    build_put(&b, root, "vetsim", build_text(&b, version));
    for (int i = 0; i < count; i++) {
        json_t *array = json_array();
        b.failed |= tables[i].failed;
        for (const struct record *one = tables[i].first; one; one = one->next)
            build_append(&b, array, record_object(&b, &tables[i], one));
        build_put(&b, root, tables[i].name, array);
    }
    return build_print(&b, root, out);
}
