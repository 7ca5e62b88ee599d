/* Parameter keys ("faculty.quit_rate.sve", "project.phase1.cost", "funding.bonds.2021") and changes
 * from the command line. A change is made in the tree before it is read, so it is checked, explained
 * and written back like anything else. */
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "reader.h"

void address_key(const struct scenario *s, const struct row *row, int item, char *text, size_t size)
{
    const char *dot = strchr(row->key, '.');

    if (row->scope == SCOPE_CITY || item == ALL_ITEMS)
        snprintf(text, size, "%s", row->key);
    else if (row->scope == SCOPE_SECTOR)
        snprintf(text, size, "%s.%s", row->key, s->items[SCOPE_SECTOR].list[item].id);
    else
        snprintf(text, size, "%.*s.%s%s", (int)(dot - row->key), row->key, s->items[row->scope].list[item].id, dot);
}

static int item_index(const struct scenario *s, enum scope scope, const char *id)
{
    for (int i = 0; i < s->items[scope].count; i++) {
        if (strcmp(s->items[scope].list[i].id, id) == 0)
            return i;
    }
    return -2;
}

/* Fills `why` with what is wrong and the nearest key there is. */
static int no_such_key(const struct scenario *s, const struct row_table *rows, const char *key, char *why, size_t size)
{
    enum { MOST = 4000 };
    const char **known = malloc(MOST * sizeof *known);
    char(*text)[160] = malloc(MOST * sizeof *text);
    int count = 0;

    for (int i = 0; known && text && i < rows->count; i++) {
        const struct row *row = &rows->rows[i];
        int items = row->scope == SCOPE_CITY ? 0 : s->items[row->scope].count;
        for (int k = row->scope == SCOPE_CITY || row->scope == SCOPE_SECTOR ? -1 : 0; k < items && count < MOST; k++) {
            address_key(s, row, k, text[count], sizeof text[count]);
            known[count] = text[count];
            count++;
        }
    }
    const char *near = known && text ? nearest_name(key, known, count) : NULL;
    if (near)
        snprintf(why, size, _("no parameter %s; did you mean %s?"), key, near);
    else
        snprintf(why, size, _("no parameter %s; `vetsim list parameters` shows them all"), key);
    free(known);
    free(text);
    return VS_USAGE;
}

int address_parse(const struct scenario *s, const struct row_table *rows, const char *key, struct address *a, char *why,
                  size_t size)
{
    char text[256], *part[6], *save = NULL;
    int n = 0, used = 2;

    *a = (struct address){.item = ALL_ITEMS, .form = FORM_VALUE};
    if (strstr(key, "..") || key[0] == '.')
        return no_such_key(s, rows, key, why, size);
    if (strlen(key) >= sizeof text)
        return no_such_key(s, rows, _("(too long)"), why, size);
    snprintf(text, sizeof text, "%s", key);
    for (char *p = strtok_r(text, ".", &save); p && n < 6; p = strtok_r(NULL, ".", &save))
        part[n++] = p;
    if (n < 2)
        return no_such_key(s, rows, key, why, size);

    static const enum scope item_scopes[] = {SCOPE_PROJECT, SCOPE_INITIATIVE, SCOPE_INDUSTRY, SCOPE_RULE};
    for (size_t i = 0; i < 4 && !a->row; i++) {
        if (strcmp(part[0], scope_name(item_scopes[i])) != 0 || n < 3)
            continue;
        a->item = item_index(s, item_scopes[i], part[1]);
        a->row = find_row(rows, part[0], part[2]);
        used = 3;
        if (a->item < 0 || (a->row && a->row->scope != item_scopes[i]))
            a->row = NULL;
        if (!a->row)
            return no_such_key(s, rows, key, why, size);
    }
    if (!a->row) {
        a->row = find_row(rows, part[0], part[1]);
        if (!a->row || (a->row->scope != SCOPE_CITY && a->row->scope != SCOPE_SECTOR))
            return no_such_key(s, rows, key, why, size);
        if (n > 2 && a->row->scope == SCOPE_SECTOR && item_index(s, SCOPE_SECTOR, part[2]) >= 0) {
            a->item = item_index(s, SCOPE_SECTOR, part[2]);
            used = 3;
        }
    }
    if (n == used)
        return VS_OK;
    if (n > used + 1)
        return no_such_key(s, rows, key, why, size);
    if (strcmp(part[used], "scale") == 0)
        a->form = FORM_SCALE;
    else if (strcmp(part[used], "shift") == 0)
        a->form = FORM_SHIFT;
    else if (strcmp(part[used], "delay") == 0)
        a->form = FORM_DELAY;
    else if (strlen(part[used]) == 4 && strspn(part[used], "0123456789") == 4) {
        a->form = FORM_YEAR;
        a->year = atoi(part[used]); /* four digits */
        if (a->year < s->first_year - a->row->lag - a->row->copies + 1 || a->year > s->last_year) {
            snprintf(why, size, _("%s: the scenario has the years %d to %d"), key, s->first_year, s->last_year);
            return VS_USAGE;
        }
    } else
        return no_such_key(s, rows, key, why, size);
    if (a->row->kind == KIND_LEVEL && (a->form == FORM_DELAY || a->form == FORM_YEAR)) {
        snprintf(why, size, _("%s: is one number for all years; leave out .%s"), key, part[used]);
        return VS_USAGE;
    }
    return VS_OK;
}

struct node *value_group(struct reader *r, const struct row *row, int item, char *name, size_t size)
{
    const char *dot = strchr(row->key, '.');
    char area[40];

    snprintf(area, sizeof area, "%.*s", (int)(dot - row->key), row->key);
    snprintf(name, size, "%s", dot + 1);
    struct node *group = r->root;
    if (item != ALL_ITEMS) {
        group = tree_group(r->arena, group, scope_name(row->scope));
        group = group ? tree_group(r->arena, group, r->s->items[row->scope].list[item].id) : NULL;
        if (row->scope != SCOPE_SECTOR)
            return group;
    }
    return group ? tree_group(r->arena, group, area) : NULL;
}

static struct node *number_node(struct reader *r, double x)
{
    struct node *n = tree_new(r->arena, NODE_NUMBER, NULL);
    if (n)
        n->number = x;
    return n;
}

/* The value with its modifiers worked out: a level, or one listed point for every year in reach. */
static struct node *bake(struct reader *r, const struct value *v, const struct node *old, const char *name,
                         const char *set)
{
    struct node *n = tree_new(r->arena, NODE_GROUP, name);
    const int first = r->s->first_year - v->row->lag - v->row->copies + 1, last = r->s->last_year;

    if (!n)
        return NULL;
    n->file = "--set";
    struct node *body = tree_new(r->arena, NODE_LIST, "path");
    if (v->row->kind == KIND_LEVEL) {
        body = number_node(r, value_in_year(v, 0));
        if (body)
            body->name = "value";
    }
    if (!body)
        return NULL;
    body->file = "--set";
    for (int year = first; v->row->kind != KIND_LEVEL && year <= last; year++) {
        double x = value_in_year(v, year);
        struct node *pair = tree_new(r->arena, NODE_LIST, NULL), *y = number_node(r, year), *z = number_node(r, x);
        if (!pair || !y || !z)
            return NULL;
        if (x > ABSENT_ABOVE || (v->row->kind == KIND_SCHEDULE && x == 0.0))
            continue;
        y->whole = true;
        pair->file = y->file = z->file = "--set";
        tree_append(pair, y);
        tree_append(pair, z);
        tree_append(body, pair);
    }
    if (body->type == NODE_LIST && !body->first) { /* nothing left of a schedule */
        body = number_node(r, 0.0);
        if (!body)
            return NULL;
        body->name = "value";
        body->whole = true;
    }
    tree_append(n, body);
    if (v->has_after) { /* what comes past the last year listed is changed like the years listed */
        struct node *after = number_node(r, v->scale * v->after + v->shift);
        if (!after)
            return NULL;
        after->name = "after";
        after->file = "--set";
        tree_append(n, after);
    }
    static const char *const kept[] = {"source", "assumption", "range", "confidence"};
    for (int i = 0; i < 4; i++) {
        const struct node *k = old && old->type == NODE_GROUP ? tree_find(old, kept[i]) : NULL;
        struct node *copy = k ? arena_alloc(r->arena, sizeof *copy) : NULL;
        if (!copy)
            continue;
        *copy = *k;
        if (i < 2 && k->type == NODE_TEXT)
            copy->text = arena_format(r->arena, "%s（--set %s）", k->text, set);
        if (copy->text || k->type != NODE_TEXT)
            tree_append(n, copy);
    }
    return n;
}

/* scale, shift, delay or one year, on top of what the file says or the default. */
static int modify(struct reader *r, const struct address *a, int item, double x, const char *set)
{
    char name[80], key[200];
    struct node *group = value_group(r, a->row, item, name, sizeof name);
    struct value v = {.row = a->row, .item = item, .scale = 1.0, .number = a->row->initial};
    struct point single = {a->year, x};

    if (!group)
        return VS_MEMORY;
    struct node *old = tree_find(group, name);
    if (!old && item != ALL_ITEMS && a->row->scope == SCOPE_SECTOR) {
        struct node *all = value_group(r, a->row, ALL_ITEMS, name, sizeof name);
        old = all ? tree_find(all, name) : NULL;
    }
    address_key(r->s, a->row, item, key, sizeof key);
    if (old && read_value(r, old, key, a->row, &v) != 0)
        return VS_SCENARIO;
    if (!old && a->row->initial > ABSENT_ABOVE && a->form != FORM_YEAR)
        return diag_error(r->d, NULL, 0, "--set %s: %s has no value to change", set, key);
    if (a->form == FORM_SCALE)
        v.scale = x;
    else if (a->form == FORM_SHIFT)
        v.shift = x;
    else if (a->form == FORM_DELAY)
        v.delay = (int)x;
    else {
        v.single = &single;
        v.singles = 1;
    }
    struct node *n = bake(r, &v, old, name, set);
    if (!n)
        return VS_MEMORY;
    tree_put(group, n);
    return VS_OK;
}

static int set_whole(struct reader *r, const struct address *a, struct node *value)
{
    char name[80];
    struct node *group = value_group(r, a->row, a->item, name, sizeof name);

    if (!group)
        return VS_MEMORY;
    value->name = arena_copy(r->arena, name, strlen(name));
    value->file = "--set";
    tree_put(group, value);
    if (a->row->scope == SCOPE_SECTOR && a->item == ALL_ITEMS) { /* all sectors means all of them */
        for (int s = 0; s < r->s->items[SCOPE_SECTOR].count; s++) {
            struct node *own = value_group(r, a->row, s, name, sizeof name);
            if (own)
                tree_remove(own, name);
        }
    }
    return VS_OK;
}

/* Top-level settings such as closure and last_year. */
static int set_setting(struct reader *r, const char *name, struct node *value)
{
    static const char *const known[] = {"closure",
                                        "first_year",
                                        "last_year",
                                        "serial_bonds",
                                        "bonds_in_fiscal_input",
                                        "other_includes_appropriation",
                                        "workload_basis"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i], name) == 0) {
            value->name = known[i];
            value->file = "--set";
            tree_put(r->root, value);
            return VS_OK;
        }
    }
    const char *near = nearest_name(name, known, sizeof known / sizeof *known);
    return diag_error(r->d, NULL, 0, "--set %s: no such setting%s%s; parameters are written area.name", name,
                      near ? _("; did you mean ") : "", near ? near : "");
}

bool is_setting(const char *set)
{
    const char *equal = strchr(set, '='), *dot = strchr(set, '.');
    return equal && (!dot || dot > equal);
}

/* The unit of the parameter a setting changes, as it is written in files; "" when there is none. */
static const char *set_unit(struct reader *r, const char *key)
{
    struct address a;
    char why[400];

    if (address_parse(r->s, r->rows, key, &a, why, sizeof why) != 0 || a.form == FORM_SCALE || a.form == FORM_DELAY)
        return "";
    if (a.row->unit == UNIT_SHARE || a.row->unit == UNIT_SHARE_PER_YEAR || a.row->unit == UNIT_RATIO)
        return "";
    return unit_label(a.row->unit, 1);
}

/* Fills `digits` with the number `text` starts with, its commas left out, and returns what follows. */
static const char *leading_number(const char *text, char *digits, size_t size)
{
    size_t n = 0;

    for (; (*text >= '0' && *text <= '9') || strchr("+-.,", *text); text++) {
        if (!*text)
            break;
        if (*text != ',' && n + 1 < size)
            digits[n++] = *text;
    }
    digits[n] = 0;
    return text;
}

/* What a planner may have meant by a value that cannot be read: "; write 0.02". */
static void value_hint(struct reader *r, const char *key, const char *text, char *hint, size_t size)
{
    char digits[64], *end;
    const char *unit = set_unit(r, key), *comma = strchr(text, ',');
    const char *rest = leading_number(text, digits, sizeof digits);
    double x = strtod(digits, &end);
    const bool number = *digits && *end == 0;
    size_t used = 0;

    hint[0] = 0;
    if (strstr(text, "\xEF\xBC") || strstr(text, "\xE3\x80\x80")) { /* ０…９ ， ． ％ and the wide space */
        snprintf(hint, size, _("; use half-width digits, points and signs"));
    } else if (!number) {
        return;
    } else if (comma && comma < rest && (text[0] == '0' || strspn(comma + 1, "0123456789") != 3)) {
        snprintf(hint, size, _("; use a decimal point: write %.*s.%.*s"), (int)(comma - text), text,
                 (int)strspn(comma + 1, "0123456789"), comma + 1);
    } else if (strcmp(rest, "%") == 0) {
        snprintf(hint, size, _("; write %.10g"), x / 100);
    } else if (*rest == 0 || (unsigned char)*rest >= 0x80) {
        const bool in_wan = strcmp(unit, "万元") == 0, wan = strncmp(rest, "万", strlen("万")) == 0,
                   yi = strncmp(rest, "亿", strlen("亿")) == 0;
        if (wan && !in_wan)
            x *= 1e4;
        else if (yi)
            x *= in_wan ? 1e4 : 1e8;
        else if (strcmp(rest, "元") == 0 && in_wan)
            x /= 1e4;
        used = (size_t)snprintf(hint, size, _("; write %.15g"), x);
        if (*unit && used < size)
            snprintf(hint + used, size - used, _(" (the unit is %s)"), unit);
    }
}

int apply_set(struct reader *r, const char *set)
{
    const char *equal = strchr(set, '=');
    struct address a;
    char why[400];

    if (!equal || equal == set || !equal[1])
        return diag_error(r->d, NULL, 0, "--set %s: write it as key=value", set);
    char *key = arena_copy(r->arena, set, (size_t)(equal - set));
    struct node *value = key ? tree_parse_value(r->arena, equal + 1) : NULL;
    if (!key)
        return VS_MEMORY;
    if (!value) {
        value_hint(r, key, equal + 1, why, sizeof why);
        return diag_error(r->d, NULL, 0, "--set %s: %s is not a value%s", set, equal + 1, why);
    }
    if (!strchr(key, '.'))
        return set_setting(r, key, value);
    if (address_parse(r->s, r->rows, key, &a, why, sizeof why) != 0)
        return diag_error(r->d, NULL, 0, "--set %s: %s", set, why);
    if (a.form == FORM_VALUE)
        return set_whole(r, &a, value);
    if (value->type != NODE_NUMBER)
        return diag_error(r->d, NULL, 0, "--set %s: must be a number", set);
    if (a.form == FORM_DELAY && (value->number != (int)value->number || value->number < -20 || value->number > 20))
        return diag_error(r->d, NULL, 0, "--set %s: must be a whole number of years from -20 to 20", set);
    if (a.row->scope != SCOPE_SECTOR || a.item != ALL_ITEMS)
        return modify(r, &a, a.item, value->number, set);
    for (int s = 0; s < r->s->items[SCOPE_SECTOR].count; s++) {
        int err = modify(r, &a, s, value->number, set);
        if (err)
            return err;
    }
    return VS_OK;
}
