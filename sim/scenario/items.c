/* Sectors, projects, initiatives, industries and rules, and the parameters of all of them. */
#include <string.h>

#include "reader.h"

static const struct {
    const char *group;
    enum scope scope;
    int most;
} groups[] = {{"sector", SCOPE_SECTOR, 8},
              {"project", SCOPE_PROJECT, 32},
              {"initiative", SCOPE_INITIATIVE, 96},
              {"industry", SCOPE_INDUSTRY, 16},
              {"rule", SCOPE_RULE, 48}};

static const char *const areas[] = {"population", "enrolment", "campus", "faculty", "training", "funding", NULL};

bool valid_id(const char *id)
{
    static const char *const reserved[] = {"all", "secondary", "higher", "warning_ratio"};
    size_t n = strlen(id);

    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strcmp(id, reserved[i]) == 0)
            return false;
    }
    return n > 0 && n <= 60 && id[0] >= 'a' && id[0] <= 'z' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

/* Attributes as they stand in the file; names of other items are resolved when all are known. */
struct draft {
    struct item item;
    int level, opens;
    const char *bridge, *sector;
};

#define AT(member) offsetof(struct draft, member)

static int read_draft(struct reader *r, const struct node *n, const char *key, enum scope scope, struct draft *draft)
{
    static const struct field sector[] = {
        {"label", FIELD_LABEL, AT(item.label), true, 0, 0, NULL},
        {"level", FIELD_CHOICE, AT(level), true, 0, 0, "secondary|higher"},
        {"length", FIELD_INT, AT(item.length), true, 1, 5, NULL},
        {"bridge_initiative", FIELD_TEXT, AT(bridge), false, 0, 0, NULL},
    };
    static const struct field project[] = {
        {"label", FIELD_LABEL, AT(item.label), true, 0, 0, NULL},
        {"sector", FIELD_TEXT, AT(sector), false, 0, 0, NULL},
        {"kind", FIELD_CHOICE, AT(item.kind), true, 0, 0, "places|workstations|bases|buildings"},
        {"opens", FIELD_CHOICE, AT(opens), false, 0, 0, "whole|gradually"},
    };
    static const struct field initiative[] = {
        {"label", FIELD_LABEL, AT(item.label), true, 0, 0, NULL},
        {"unit", FIELD_LABEL, AT(item.unit), false, 0, 0, NULL},
        {"area", FIELD_TEXT, AT(item.area), false, 0, 0, NULL},
        {"duration", FIELD_INT, AT(item.duration), false, 0, 30, NULL},
    };
    static const struct field industry[] = {{"label", FIELD_LABEL, AT(item.label), true, 0, 0, NULL}};
    static const struct field rule[] = {
        {"label", FIELD_LABEL, AT(item.label), true, 0, 0, NULL},
        {"unit", FIELD_LABEL, AT(item.unit), false, 0, 0, NULL},
    };
    static const struct {
        const struct field *fields;
        int count;
    } tables[SCOPES] = {[SCOPE_SECTOR] = {sector, 4},
                        [SCOPE_PROJECT] = {project, 4},
                        [SCOPE_INITIATIVE] = {initiative, 4},
                        [SCOPE_INDUSTRY] = {industry, 1},
                        [SCOPE_RULE] = {rule, 2}};
    enum { MOST = 64 };
    const char *extra[MOST + 1];
    int count = 0;

    if (scope == SCOPE_SECTOR) {
        for (int i = 0; areas[i]; i++)
            extra[count++] = areas[i];
    } else {
        for (int i = 0; i < r->rows->count && count < MOST; i++) {
            if (r->rows->rows[i].scope == scope)
                extra[count++] = strchr(r->rows->rows[i].key, '.') + 1;
        }
    }
    extra[count] = NULL;
    int err = read_fields(r, n, key, tables[scope].fields, tables[scope].count, draft, extra);
    draft->item.id = n->name;
    draft->item.file = n->file;
    draft->item.line = n->line;
    draft->item.higher = draft->level == 1;
    draft->item.gradual = draft->opens == 1;
    return err;
}

static int find_item(struct reader *r, enum scope scope, const char *id, const struct node *at, const char *key,
                     int *index)
{
    const struct item_list *items = &r->s->items[scope];
    const char *known[96];

    for (int i = 0; i < items->count; i++) {
        if (strcmp(items->list[i].id, id) == 0) {
            *index = i;
            return VS_OK;
        }
        known[i] = items->list[i].id;
    }
    const char *near = nearest_name(id, known, items->count);
    return diag_error(r->d, at->file, at->line, "%s = \"%s\": no such %s%s%s", key, id, _(scope_name(scope)),
                      near ? _("; did you mean ") : "", near ? near : "");
}

/* Second pass: names of other items become indices. */
static int link_items(struct reader *r)
{
    int err = VS_OK;
    const struct node *group = tree_find(r->root, "sector");
    struct item_list *sectors = &r->s->items[SCOPE_SECTOR], *projects = &r->s->items[SCOPE_PROJECT];

    for (int i = 0; i < sectors->count; i++) {
        const struct node *n = tree_find(tree_find(group, sectors->list[i].id), "bridge_initiative");
        sectors->list[i].bridge_initiative = -1;
        if (n && n->type == NODE_TEXT) {
            int e =
                find_item(r, SCOPE_INITIATIVE, n->text, n, "bridge_initiative", &sectors->list[i].bridge_initiative);
            err = e ? e : err;
        }
    }
    group = tree_find(r->root, "project");
    for (int i = 0; i < projects->count; i++) {
        struct item *p = &projects->list[i];
        const struct node *item = tree_find(group, p->id), *n = tree_find(item, "sector");
        int e = VS_OK;
        p->sector = -1;
        if (n && n->type == NODE_TEXT && p->kind == 0)
            e = find_item(r, SCOPE_SECTOR, n->text, n, "sector", &p->sector);
        else if (p->kind == 0 && !n)
            e = diag_error(r->d, item->file, item->line, "project.%s.sector: is required for kind = \"places\"", p->id);
        else if (p->kind != 0 && n)
            e = diag_error(r->d, n->file, n->line, "project.%s.sector: only places belong to a sector", p->id);
        err = e ? e : err;
    }
    return err;
}

static int read_group(struct reader *r, int g)
{
    const struct node *group = tree_find(r->root, groups[g].group);
    struct item_list *items = &r->s->items[groups[g].scope];
    int count = 0, err = VS_OK;

    if (!group)
        return VS_OK;
    if (group->type != NODE_GROUP)
        return wrong_type(r, group, groups[g].group, "a group of items by id");
    for (const struct node *n = group->first; n; n = n->next)
        count++;
    items->list = arena_alloc(r->arena, (size_t)(count ? count : 1) * sizeof *items->list);
    if (!items->list)
        return VS_MEMORY;
    for (const struct node *n = group->first; n; n = n->next) {
        struct draft draft = {0};
        const char *key = arena_format(r->arena, "%s.%s", groups[g].group, n->name);
        int e = VS_OK;
        if (!key)
            return VS_MEMORY;
        if (groups[g].scope == SCOPE_INDUSTRY && strcmp(n->name, "warning_ratio") == 0)
            continue; /* a parameter of the area, not an industry */
        if (!valid_id(n->name))
            e = diag_error(r->d, n->file, n->line,
                           "%s: an id is a-z, 0-9 and _, starting with a letter, and not reserved", key);
        else if (n->type != NODE_GROUP)
            e = wrong_type(r, n, key, "a group { }");
        else if (items->count == groups[g].most)
            e = diag_error(r->d, n->file, n->line, "%s: more than %d items of this kind", key, groups[g].most);
        else
            e = read_draft(r, n, key, groups[g].scope, &draft);
        if (e == VS_OK || (n->type == NODE_GROUP && items->count < groups[g].most && valid_id(n->name)))
            items->list[items->count++] = draft.item;
        err = e ? e : err;
    }
    return err;
}

int read_items(struct reader *r)
{
    int err = VS_OK;

    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        int e = read_group(r, (int)g);
        if (e == VS_MEMORY)
            return e;
        err = e ? e : err;
    }
    int e = link_items(r);
    return e ? e : err;
}

/* --- parameters --- */

static bool given(const char *text) { return text && text[0]; }

static int add_value(struct reader *r, const struct node *n, const char *key, const struct row *row, int item)
{
    struct value v = {.row = row, .item = item};
    int err = read_value(r, n, key, row, &v);

    if (err)
        return err;
    r->s->values[r->s->value_count++] = v;
    if (strcmp(v.from.file, "--set") == 0 || v.none)
        return VS_OK;
    if (!given(v.from.source) && !given(v.from.assumption))
        return diag_warning(r->d, v.from.file, v.from.line,
                            "%s: has no source and is no assumption with a range: where is it from?", key);
    if (!given(v.from.source) && !v.from.has_range)
        return diag_warning(r->d, v.from.file, v.from.line, "%s: is an assumption without a range (low, high)", key);
    return VS_OK;
}

static int unknown_parameter(struct reader *r, const struct node *n, const char *area)
{
    const char *known[300];
    int count = 0;

    for (int i = 0; i < r->rows->count && count < 300; i++) {
        size_t k = strlen(area);
        if (strncmp(r->rows->rows[i].key, area, k) == 0 && r->rows->rows[i].key[k] == '.')
            known[count++] = r->rows->rows[i].key + k + 1;
    }
    const char *near = nearest_name(n->name, known, count);
    if (near)
        return diag_error(r->d, n->file, n->line, "%s.%s: unknown parameter; did you mean %s.%s?", area, n->name, area,
                          near);
    return diag_error(r->d, n->file, n->line, "%s.%s: unknown parameter; `vetsim list parameters` shows them all", area,
                      n->name);
}

/* One area group, at the top level (item = ALL_ITEMS) or inside a sector. */
static int read_area(struct reader *r, const struct node *group, const char *area, int item)
{
    int err = VS_OK;

    if (group->type != NODE_GROUP)
        return wrong_type(r, group, area, "a group of parameters");
    for (const struct node *n = group->first; n; n = n->next) {
        const struct row *row = find_row(r->rows, area, n->name);
        int e;
        if (!row || (row->scope != SCOPE_CITY && row->scope != SCOPE_SECTOR))
            e = unknown_parameter(r, n, area);
        else if (item != ALL_ITEMS && row->scope == SCOPE_CITY)
            e = diag_error(r->d, n->file, n->line,
                           "%s: is one value for the whole area; write it at the top level, not in a sector", row->key);
        else {
            const char *key = item == ALL_ITEMS
                                  ? row->key
                                  : arena_format(r->arena, "%s.%s", row->key, r->s->items[SCOPE_SECTOR].list[item].id);
            e = key ? add_value(r, n, key, row, item) : VS_MEMORY;
        }
        err = e ? e : err;
    }
    return err;
}

static int read_item_values(struct reader *r, enum scope scope)
{
    const struct item_list *items = &r->s->items[scope];
    const struct node *group = tree_find(r->root, scope_name(scope));
    int err = VS_OK;

    for (int i = 0; i < items->count; i++) {
        const struct node *item = tree_find(group, items->list[i].id);
        for (const struct node *n = item->first; n; n = n->next) {
            const struct row *row = find_row(r->rows, scope_name(scope), n->name);
            if (!row || row->scope != scope)
                continue;
            const char *key = arena_format(r->arena, "%s.%s.%s", scope_name(scope), item->name, n->name);
            int e = key ? add_value(r, n, key, row, i) : VS_MEMORY;
            err = e ? e : err;
        }
    }
    return err;
}

static int count_values(const struct node *n)
{
    int count = 1;
    for (const struct node *c = n->first; c; c = c->next)
        count += count_values(c);
    return count;
}

int read_parameters(struct reader *r)
{
    static const enum scope scopes[] = {SCOPE_PROJECT, SCOPE_INITIATIVE, SCOPE_INDUSTRY, SCOPE_RULE};
    const struct node *sectors = tree_find(r->root, "sector");
    const struct node *warning = tree_find(tree_find(r->root, "industry"), "warning_ratio");
    int err = VS_OK, e;

    r->s->values = arena_alloc(r->arena, (size_t)count_values(r->root) * sizeof *r->s->values);
    if (!r->s->values)
        return VS_MEMORY;
    for (int i = 0; areas[i]; i++) {
        const struct node *group = tree_find(r->root, areas[i]);
        if (group && (e = read_area(r, group, areas[i], ALL_ITEMS)) != 0)
            err = e;
        for (int s = 0; s < r->s->items[SCOPE_SECTOR].count; s++) {
            group = tree_find(tree_find(sectors, r->s->items[SCOPE_SECTOR].list[s].id), areas[i]);
            if (group && (e = read_area(r, group, areas[i], s)) != 0)
                err = e;
        }
    }
    if (warning && (e = add_value(r, warning, "industry.warning_ratio", find_row(r->rows, "industry", "warning_ratio"),
                                  ALL_ITEMS)) != 0)
        err = e;
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
        if ((e = read_item_values(r, scopes[i])) != 0)
            err = e;
    }
    return err;
}
