/* vetsim explain: where every value comes from. The key may be anything a scenario has a name for. */
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "rows.h"
#include "text.h"

static int explain_all(struct session *s, const struct setup *u)
{
    const struct selection everything = {.scope = -1, .item = ANY_ITEM};
    page_line(&s->page, BOLD, "%s", scenario_label(s, u->scenario));
    page_line(&s->page, DIM, "%s  %.12s", u->scenario->path, u->scenario->digest);
    explain_values(&s->page, u->scenario, &everything);
    if (u->scenario->observed_count > 0) {
        page_blank(&s->page);
        page_line(&s->page, BOLD, "%s", _("Observed values"));
        explain_observed(&s->page, u, NULL);
    }
    return 0;
}

/* An id, alone or with its kind in front: "luban" or "initiative.luban". */
static bool is_item(const char *key, enum scope scope, const char *id)
{
    const char *kind = scope_name(scope);
    size_t length = strlen(kind);
    if (strncmp(key, kind, length) == 0 && key[length] == '.')
        key += length + 1;
    return strcmp(key, id) == 0;
}

static bool try_named(struct session *s, const struct setup *u, const char *key)
{
    bool found = false;
    for (int i = 0; i < u->scenario->target_count; i++) {
        const struct target *t = &u->scenario->targets[i];
        if (strcmp(key, t->id) == 0 || (strncmp(key, "target.", 7) == 0 && strcmp(key + 7, t->id) == 0)) {
            explain_target(&s->page, u, t);
            found = true;
        }
    }
    for (int scope = SCOPE_SECTOR; scope < SCOPES; scope++)
        for (int i = 0; i < u->scenario->items[scope].count; i++)
            if (is_item(key, (enum scope)scope, u->scenario->items[scope].list[i].id)) {
                if (found)
                    page_blank(&s->page);
                explain_item(&s->page, u, (enum scope)scope, i);
                found = true;
            }
    return found;
}

static bool try_parameter(struct session *s, const struct setup *u, const char *key)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct selection selection = {.scope = -1, .item = ANY_ITEM, .defaults = true};
    struct address address;
    char why[256];
    for (int i = 0; i < model_parameter_count && !selection.row && !selection.area; i++) {
        const char *own = model_parameters[i].key;
        size_t length = strlen(key);
        if (strcmp(own, key) == 0)
            selection.row = &model_parameters[i];
        else if (strncmp(own, key, length) == 0 && own[length] == '.')
            selection.area = key;
    }
    if (!selection.row && !selection.area &&
        address_parse(u->scenario, &parameters, key, &address, why, sizeof why) == 0) {
        selection.row = address.row;
        selection.item = address.item >= 0 ? address.item : ANY_ITEM;
    }
    if (!selection.row && !selection.area)
        return false;
    explain_values(&s->page, u->scenario, &selection);
    if (selection.row)
        explain_doc(&s->page, selection.row);
    return true;
}

static bool try_indicator(struct session *s, const struct setup *u, const char *key)
{
    const struct series *series = setup_series(u, key, NULL);
    if (series)
        explain_series(&s->page, u, series);
    return series != NULL;
}

/* Every name a key could have meant. Returns the count; NULL in *names when memory is out. */
static int all_names(struct session *s, const struct setup *u, const char *key, const char ***names)
{
    static const char *const areas[] = {"population", "enrolment", "campus", "faculty", "training", "funding"};
    const struct scenario *scenario = u->scenario;
    const char *near = NULL;
    int room = model_parameter_count + scenario->target_count + 8, count = 0;
    for (int scope = SCOPE_SECTOR; scope < SCOPES; scope++)
        room += scenario->items[scope].count;
    const char **list = *names = arena_alloc(&s->arena, (size_t)room * sizeof *list);
    if (!list)
        return 0;
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
        list[count++] = areas[i];
    for (int i = 0; i < model_parameter_count; i++)
        list[count++] = model_parameters[i].key;
    for (int i = 0; i < scenario->target_count; i++)
        list[count++] = scenario->targets[i].id;
    for (int scope = SCOPE_SECTOR; scope < SCOPES; scope++)
        for (int i = 0; i < scenario->items[scope].count; i++)
            list[count++] = scenario->items[scope].list[i].id;
    setup_series(u, key, &near);
    if (near)
        list[count++] = near;
    return count;
}

/* A part of a name is a better hint than the letters of another: "luban" for "luban_workshops". */
static int unknown_key(struct session *s, const struct setup *u, const char *key)
{
    const char **names, *near = NULL;
    int count = all_names(s, u, key, &names);
    for (int i = 0; i < count && !near && strlen(key) > 2; i++)
        if (strstr(names[i], key))
            near = names[i];
    if (!near && count > 0)
        near = nearest_name(key, names, count);
    if (near)
        return usage_error(s, _("nothing is called \"%s\"; did you mean \"%s\"?"), key, near);
    return usage_error(s, _("nothing is called \"%s\" in this scenario"), key);
}

int cmd_explain(struct session *s)
{
    struct loaded l;
    if (s->argument_count == 0)
        return usage_error(s, _("explain needs a scenario file"));
    if (s->argument_count > 2)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[2]);
    int code = load_setup(s, &l, s->arguments[0]);
    if (code == 0) {
        const char *key = s->argument_count > 1 ? s->arguments[1] : NULL;
        if (!key)
            code = explain_all(s, &l.setup);
        else if (!try_named(s, &l.setup, key) && !try_parameter(s, &l.setup, key) && !try_indicator(s, &l.setup, key))
            code = unknown_key(s, &l.setup, key);
    }
    loaded_free(&l);
    return code;
}
