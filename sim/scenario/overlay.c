/* A scenario written as what it changes in another one: `extends`, and the values that came from the
 * command line, with where they come from. */
#include <string.h>

#include "lane.h"
#include "reader.h"

static struct node *add(struct reader *r, struct node *group, enum node_type type, const char *name)
{
    struct node *n = group ? tree_new(r->arena, type, name) : NULL;
    if (n)
        tree_append(group, n);
    return n;
}

static bool add_text(struct reader *r, struct node *group, const char *name, const char *text)
{
    struct node *n = text ? add(r, group, NODE_TEXT, name) : NULL;
    if (n)
        n->text = text;
    return n || !text;
}

static bool add_number(struct reader *r, struct node *group, const char *name, double x, bool whole)
{
    struct node *n = add(r, group, NODE_NUMBER, name);
    if (!n)
        return false;
    n->number = x;
    n->whole = whole;
    return true;
}

static bool add_label(struct reader *r, const char *name, const struct label *label)
{
    struct node *group = label->zh || label->en ? add(r, r->root, NODE_GROUP, name) : NULL;
    return (!label->zh && !label->en) || (add_text(r, group, "zh", label->zh) && add_text(r, group, "en", label->en));
}

/* Top-level settings such as closure. */
static bool add_setting(struct reader *r, const char *set)
{
    const char *equal = strchr(set, '=');
    struct node *value = tree_parse_value(r->arena, equal + 1);

    if (!value)
        return false;
    value->name = arena_copy(r->arena, set, (size_t)(equal - set));
    if (value->name)
        tree_put(r->root, value);
    return value->name != NULL;
}

static bool add_points(struct reader *r, struct node *group, const struct value *v)
{
    struct node *path = add(r, group, NODE_LIST, "path");
    bool done = path != NULL;

    for (int i = 0; done && i < v->count; i++) {
        struct node *pair = add(r, path, NODE_LIST, NULL);
        done =
            add_number(r, pair, NULL, v->points[i].year, true) && add_number(r, pair, NULL, v->points[i].value, false);
    }
    return done;
}

static bool add_provenance(struct reader *r, struct node *group, const struct provenance *from)
{
    bool done = add_text(r, group, "source", from->source) && add_text(r, group, "assumption", from->assumption) &&
                add_text(r, group, "confidence", from->confidence);

    if (done && from->has_range) {
        struct node *range = add(r, group, NODE_LIST, "range");
        done = add_number(r, range, NULL, from->low, false) && add_number(r, range, NULL, from->high, false);
    }
    return done;
}

static bool add_value(struct reader *r, const struct value *v)
{
    char key[80];
    struct node *home = value_group(r, v->row, v->item, key, sizeof key);
    const char *name = home ? arena_copy(r->arena, key, strlen(key)) : NULL;

    if (!name)
        return false;
    if (v->none)
        return add_text(r, home, name, "none");
    struct node *group = add(r, home, NODE_GROUP, name);
    bool done = group != NULL;
    if (done && v->row->kind == KIND_LEVEL)
        done = add_number(r, group, "value", v->number, false);
    else if (done && v->count == 0 && !v->has_after) /* a schedule with nothing left in it */
        done = add_number(r, group, "value", 0.0, true);
    else if (done && v->count > 0)
        done = add_points(r, group, v);
    if (done && v->has_after)
        done = add_number(r, group, "after", v->after, false);
    return done && add_provenance(r, group, &v->from);
}

int scenario_write_overlay(FILE *out, const struct scenario *s, const struct overlay *o)
{
    struct arena arena = {0};
    struct scenario copy = *s;
    struct reader r = {.s = &copy, .arena = &arena, .root = tree_new(&arena, NODE_GROUP, NULL)};

    bool done = r.root && add_text(&r, r.root, "extends", o->extends) && add_label(&r, "label", &o->label) &&
                add_label(&r, "note", &o->note);
    for (int i = 0; done && i < o->set_count; i++)
        done = !is_setting(o->sets[i]) || add_setting(&r, o->sets[i]);
    for (int i = 0; done && i < s->value_count; i++)
        done = !s->values[i].from.file || strcmp(s->values[i].from.file, "--set") != 0 || add_value(&r, &s->values[i]);
    if (done)
        tree_write(out, r.root);
    arena_free(&arena);
    return done ? VS_OK : VS_MEMORY;
}
