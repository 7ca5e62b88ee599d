/* What a number rests on: the parameters behind it, their values in the year, and where they come from. */
#include <stdio.h>
#include <string.h>

#include "explain.h"
#include "explain_why.h"
#include "rows.h"
#include "text.h"
#include "values.h"

static const struct row *parameter_row(const char *key, size_t length)
{
    for (int i = 0; i < model_parameter_count; i++)
        if (strlen(model_parameters[i].key) == length && strncmp(model_parameters[i].key, key, length) == 0)
            return &model_parameters[i];
    return NULL;
}

/* Whether a project opens what the series counts. */
static bool project_matters(const struct setup *u, const struct series *series, int project)
{
    const enum project_kind kind = u->shape.project[project].kind;
    const char *key = series->row->key;
    if (series->row->scope == SCOPE_PROJECT)
        return series->item == project;
    if (series->row->scope == SCOPE_SECTOR)
        return kind == PROJECT_PLACES && (series->item < 0 || u->shape.project[project].sector == series->item);
    return kind == (strncmp(key, "campus.bases", 12) == 0 ? PROJECT_BASES : PROJECT_WORKSTATIONS);
}

static bool matters(const struct setup *u, const struct series *series, const struct row *row, int item)
{
    const int sector = series->item;
    if (row->scope == SCOPE_PROJECT)
        return project_matters(u, series, item);
    if (row->scope != SCOPE_SECTOR || series->row->scope != SCOPE_SECTOR)
        return row->scope == SCOPE_SECTOR || series->row->scope != row->scope || series->item == item;
    const bool higher = u->shape.sector[item].higher;
    return sector == item || sector == SERIES_ALL || (sector == SERIES_SECONDARY && !higher) ||
           (sector == SERIES_HIGHER && higher);
}

void why_meet_others(struct why *w, const struct series *series)
{
    const struct setup *u = w->run->setup;
    const struct made_row *made = made_row_of(u, series);
    const char *at = made ? made->rests_on : "";
    while (*at) {
        const size_t length = strcspn(at, " ");
        const struct row *row = parameter_row(at, length);
        const int items = !row || row->scope == SCOPE_CITY ? row != NULL : u->scenario->items[row->scope].count;
        for (int i = 0; i < items; i++)
            if (row->scope == SCOPE_CITY || matters(u, series, row, i))
                why_meet_parameter(w, row, i, w->year);
        at += length + strspn(at + length, " ");
    }
}

static void print_source(const struct why *w, const struct row *row, int item, int year, const struct value *v)
{
    const struct scenario *s = w->run->setup->scenario;
    const bool chinese = w->page->chinese;
    char key[200], number[VALUE_TEXT], text[700];
    address_key(s, row, v->item, key, sizeof key);
    const char *unit = explain_unit(w->page, s, row, v->item);
    const struct made made = {.kind = MADE_PARAMETER, .row = row, .item = item};
    const char *value = part_number(&made, row->unit, parameter_in_year(w->run->setup, row, item, year), number);
    if (row->kind == KIND_LEVEL)
        snprintf(text, sizeof text, "%s = %s%s%s  — %s", key, value, unit_space(unit, chinese), unit,
                 chinese ? row->label_zh : row->label_en);
    else
        snprintf(text, sizeof text, _("%s in %d: %s%s%s  — %s"), key, year, value, unit_space(unit, chinese), unit,
                 chinese ? row->label_zh : row->label_en);
    page_wrap(w->page, PLAIN, "  ", text);
    explain_provenance(w->page, row->unit, &v->from);
}

/* Whether this value, given once for all sectors, has been printed already. */
static bool printed(const struct why *w, int count, const struct value *v)
{
    const struct scenario *s = w->run->setup->scenario;
    for (int i = 0; i < count; i++) {
        const int item = w->used[i].row->scope == SCOPE_CITY ? ALL_ITEMS : w->used[i].item;
        if (w->used[i].row == v->row && scenario_value(s, w->used[i].row, item) == v &&
            (v->row->kind == KIND_LEVEL || w->used[i].year == w->used[count].year))
            return true;
    }
    return false;
}

void why_sources(const struct why *w)
{
    const struct scenario *s = w->run->setup->scenario;
    char defaults[4096] = "";
    size_t used = 0;
    page_blank(w->page);
    page_line(w->page, BOLD, "%s", _("What it rests on"));
    for (int i = 0; i < w->used_count; i++) {
        const struct row *row = w->used[i].row;
        const int item = row->scope == SCOPE_CITY ? ALL_ITEMS : w->used[i].item;
        const struct value *v = scenario_value(s, row, item);
        char key[200], number[VALUE_TEXT];
        if (v && !printed(w, i, v))
            print_source(w, row, w->used[i].item, w->used[i].year, v);
        if (v || row->initial > ABSENT_ABOVE || used >= sizeof defaults)
            continue;
        address_key(s, row, item, key, sizeof key);
        used += (size_t)snprintf(defaults + used, sizeof defaults - used, "%s%s = %s", used ? _("; ") : "", key,
                                 bound_text(row->unit, row->initial, number));
    }
    if (used > 0)
        page_wrap(w->page, DIM, _("  Model defaults: "), defaults);
}
