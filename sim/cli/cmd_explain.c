/* vetsim explain: where every value comes from. The key may be anything a scenario has a name for. */
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "explain_why.h"
#include "rows.h"
#include "table.h"
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
    for (int i = 0; i < u->scenario->task_count; i++) {
        const struct task *t = &u->scenario->tasks[i];
        if (strcmp(key, t->id) == 0 || (strncmp(key, "task.", 5) == 0 && strcmp(key + 5, t->id) == 0)) {
            explain_task(&s->page, u, t);
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
    int room = model_parameter_count + scenario->target_count + scenario->task_count + 8, count = 0;
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
    for (int i = 0; i < scenario->task_count; i++)
        list[count++] = scenario->tasks[i].id;
    for (int scope = SCOPE_SECTOR; scope < SCOPES; scope++)
        for (int i = 0; i < scenario->items[scope].count; i++)
            list[count++] = scenario->items[scope].list[i].id;
    setup_series(u, key, &near);
    if (near)
        list[count++] = near;
    return count;
}

static const char *item_words(enum scope scope)
{
    static const char *const names[SCOPES] = {[SCOPE_CITY] = "",
                                              [SCOPE_SECTOR] = N_("sector"),
                                              [SCOPE_PROJECT] = N_("project"),
                                              [SCOPE_INITIATIVE] = N_("initiative"),
                                              [SCOPE_INDUSTRY] = N_("industry"),
                                              [SCOPE_RULE] = N_("rule")};
    return names[scope];
}

/* --- names that contain what was asked for --- */

static bool label_has(const char *zh, const char *en, const char *text)
{
    return (zh && strstr(zh, text)) || (en && strcasestr(en, text));
}

static void add_match(struct table *table, const char *kind, const char *key, const char *label)
{
    struct table_row *row = table_row(table);
    table_cell(table, row, 0, PLAIN, "%s", key);
    table_cell(table, row, 1, PLAIN, "%s", label);
    table_cell(table, row, 2, DIM, "%s", kind);
}

static void match_rows(const struct session *s, struct table *table, const char *kind, const struct row *rows,
                       int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (label_has(rows[i].label_zh, rows[i].label_en, text))
            add_match(table, kind, rows[i].key, s->chinese ? rows[i].label_zh : rows[i].label_en);
}

/* Lists what has the text in its Chinese or English name; false when there is nothing. */
static bool try_search(struct session *s, const struct setup *u, const char *text)
{
    const struct column columns[] = {{.heading = _("key")},
                                     {.heading = _("what"), .flexible = 20, .lines = 3},
                                     {.heading = "", .flexible = 8, .lines = 2}};
    const struct scenario *scenario = u->scenario;
    struct table table = {.columns = columns, .count = 3, .indent = 2};
    match_rows(s, &table, _("parameter"), model_parameters, model_parameter_count, text);
    match_rows(s, &table, _("indicator"), model_indicators, model_indicator_count, text);
    for (int scope = SCOPE_SECTOR; scope < SCOPES; scope++)
        for (int i = 0; i < scenario->items[scope].count; i++) {
            const struct item *item = &scenario->items[scope].list[i];
            char key[128];
            snprintf(key, sizeof key, "%s.%s", scope_name((enum scope)scope), item->id);
            if (label_has(item->label.zh, item->label.en, text))
                add_match(&table, _(item_words((enum scope)scope)), key,
                          label_text(&item->label, s->chinese, item->id));
        }
    for (int i = 0; i < scenario->target_count; i++) {
        const struct target *t = &scenario->targets[i];
        if (label_has(t->label.zh, t->label.en, text))
            add_match(&table, _("target"), t->id, label_text(&t->label, s->chinese, t->id));
    }
    for (int i = 0; i < scenario->task_count; i++) {
        const struct task *t = &scenario->tasks[i];
        if (label_has(t->label.zh, t->label.en, text))
            add_match(&table, _("task"), t->id, label_text(&t->label, s->chinese, t->id));
    }
    bool found = table.first != NULL;
    if (found) {
        page_line(&s->page, BOLD, _("Names with \"%s\" in them; vetsim explain SCENARIO KEY tells more"), text);
        table_print(&s->page, &table);
    }
    table_free(&table);
    return found;
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

/* explain SCENARIO --indicator KEY: why the number is what it is. */
static int explain_indicator(struct session *s)
{
    struct loaded l;
    if (s->argument_count > 1)
        return usage_error(s, _("give KEY or --indicator, not both"));
    int code = load_run(s, &l, s->arguments[0]);
    if (code == 0)
        code = explain_why(s, &l.run);
    loaded_free(&l);
    return code;
}

int cmd_explain(struct session *s)
{
    struct loaded l;
    if (s->argument_count == 0)
        return usage_error(s, _("explain needs a scenario file"));
    if (s->argument_count > 2)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[2]);
    if (s->options.indicator)
        return explain_indicator(s);
    if (s->options.year)
        return usage_error(s, _("--year needs --indicator"));
    int code = load_setup(s, &l, s->arguments[0]);
    if (code == 0) {
        const char *key = s->argument_count > 1 ? s->arguments[1] : NULL;
        if (!key)
            code = explain_all(s, &l.setup);
        else if (!try_named(s, &l.setup, key) && !try_parameter(s, &l.setup, key) && !try_indicator(s, &l.setup, key) &&
                 !try_search(s, &l.setup, key))
            code = unknown_key(s, &l.setup, key);
    }
    loaded_free(&l);
    return code;
}
