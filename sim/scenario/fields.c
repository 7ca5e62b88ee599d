/* Settings read from tables, so that a key is declared once: its type, bounds and place. */
#include <math.h>
#include <string.h>

#include "reader.h"

int wrong_type(struct reader *r, const struct node *n, const char *key, const char *wanted)
{
    return diag_error(r->d, n->file, n->line, "%s: must be %s, not %s", key, _(wanted), _(node_type_name(n->type)));
}

int unknown_key(struct reader *r, const struct node *n, const char *key, const char *const *known, int count)
{
    if (!key)
        return VS_MEMORY;
    const char *near = nearest_name(n->name, known, count);
    if (near)
        return diag_error(r->d, n->file, n->line, "%s: unknown key; did you mean %s?", key, near);
    return diag_error(r->d, n->file, n->line, "%s: unknown key", key);
}

static int read_choice(struct reader *r, const struct node *n, const char *key, const char *choices, int *index)
{
    const char *p = choices;

    if (n->type != NODE_TEXT)
        return wrong_type(r, n, key, "a text");
    for (int i = 0;; i++) {
        size_t length = strcspn(p, "|");
        if (strlen(n->text) == length && memcmp(p, n->text, length) == 0) {
            *index = i;
            return VS_OK;
        }
        if (p[length] == '\0')
            break;
        p += length + 1;
    }
    return diag_error(r->d, n->file, n->line, "%s = \"%s\": must be one of %s", key, n->text, choices);
}

static int read_label(struct reader *r, const struct node *n, const char *key, struct label *label)
{
    int err = VS_OK;

    if (n->type == NODE_TEXT) {
        label->zh = n->text;
        return VS_OK;
    }
    if (n->type != NODE_GROUP)
        return wrong_type(r, n, key, "a text or { zh = \"…\"; en = \"…\"; }");
    for (const struct node *c = n->first; c; c = c->next) {
        static const char *const known[] = {"zh", "en"};
        if (strcmp(c->name, "zh") != 0 && strcmp(c->name, "en") != 0)
            err = unknown_key(r, c, arena_format(r->arena, "%s.%s", key, c->name), known, 2);
        else if (c->type != NODE_TEXT)
            err = wrong_type(r, c, key, "a text");
        else if (strcmp(c->name, "zh") == 0)
            label->zh = c->text;
        else
            label->en = c->text;
    }
    if (!err && !label->zh && !label->en)
        err = diag_error(r->d, n->file, n->line, "%s: has no text in either language", key);
    return err;
}

static int read_field(struct reader *r, const struct node *n, const char *key, const struct field *f, void *at)
{
    switch (f->type) {
    case FIELD_TEXT:
        if (n->type != NODE_TEXT)
            return wrong_type(r, n, key, "a text");
        *(const char **)at = n->text;
        return VS_OK;
    case FIELD_LABEL:
        return read_label(r, n, key, at);
    case FIELD_NUMBER:
        return read_number(r, n, key, f->low, f->high, at, NULL);
    case FIELD_INT:
        if (n->type != NODE_NUMBER || n->number != floor(n->number))
            return n->type == NODE_NUMBER
                       ? diag_error(r->d, n->file, n->line, "%s = %g: must be a whole number", key, n->number)
                       : wrong_type(r, n, key, "a whole number");
        if (!(n->number >= f->low && n->number <= f->high))
            return diag_error(r->d, n->file, n->line, "%s = %g: must lie in [%g, %g]", key, n->number, f->low, f->high);
        *(int *)at = (int)n->number;
        return VS_OK;
    case FIELD_BOOL:
        if (n->type != NODE_BOOL)
            return wrong_type(r, n, key, "true or false");
        *(bool *)at = n->number != 0.0;
        return VS_OK;
    case FIELD_CHOICE:
        return read_choice(r, n, key, f->choices, at);
    case FIELD_OTHER:
        break;
    }
    return VS_OK;
}

int read_fields(struct reader *r, const struct node *group, const char *key, const struct field *fields, int count,
                void *target, const char *const *extra)
{
    enum { MOST = 80 };
    const char *known[MOST];
    int err = VS_OK, n_known = 0;

    for (int i = 0; i < count && n_known < MOST; i++)
        known[n_known++] = fields[i].name;
    for (; extra && *extra && n_known < MOST; extra++)
        known[n_known++] = *extra;
    for (const struct node *n = group->first; n; n = n->next) {
        const char *full = *key ? arena_format(r->arena, "%s.%s", key, n->name) : n->name;
        int i = 0;
        if (!full)
            return VS_MEMORY;
        while (i < count && strcmp(fields[i].name, n->name) != 0)
            i++;
        if (i < count) {
            int e = read_field(r, n, full, &fields[i], (char *)target + fields[i].offset);
            err = e ? e : err;
            continue;
        }
        int k = count;
        while (k < n_known && strcmp(known[k], n->name) != 0)
            k++;
        if (k == n_known)
            err = unknown_key(r, n, full, known, n_known);
    }
    for (int i = 0; i < count; i++) {
        if (fields[i].required && !tree_find(group, fields[i].name))
            err = diag_error(r->d, group->file, group->line, "%s%s%s: is required and missing", key, *key ? "." : "",
                             fields[i].name);
    }
    return err;
}

int each_item(struct reader *r, const char *name, int *count, size_t size, void **list,
              int (*one)(struct reader *, const struct node *, const char *, void *))
{
    const struct node *group = tree_find(r->root, name);
    int err = VS_OK, n = 0;

    if (!group)
        return VS_OK;
    if (group->type != NODE_GROUP)
        return wrong_type(r, group, name, "a group of items by id");
    for (const struct node *c = group->first; c; c = c->next)
        n++;
    char *items = arena_alloc(r->arena, (size_t)(n ? n : 1) * size);
    if (!items)
        return VS_MEMORY;
    *list = items;
    for (const struct node *c = group->first; c; c = c->next) {
        const char *key = arena_format(r->arena, "%s.%s", name, c->name);
        int e;
        if (!key)
            return VS_MEMORY;
        if (!valid_id(c->name))
            e = diag_error(r->d, c->file, c->line,
                           "%s: an id is a-z, 0-9 and _, starting with a letter, and not reserved", key);
        else if (c->type != NODE_GROUP)
            e = wrong_type(r, c, key, "a group { }");
        else
            e = one(r, c, key, items + (size_t)*count * size);
        if (e == VS_OK)
            ++*count;
        err = e ? e : err;
    }
    return err;
}
