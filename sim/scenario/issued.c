/* The group `annex`: the plan's own tables, row by row. */
#include <math.h>
#include <string.h>

#include "reader.h"

static const struct {
    const char *name;
    enum print print;
    enum unit unit;
} industry_columns[] = {
    {"names", PRINT_TEXT, UNIT_NONE}, {"points", PRINT_NUMBER, UNIT_COUNT}, {"students", PRINT_NUMBER, UNIT_PERSONS}};
enum { INDUSTRY_COLUMNS = 3 };

static int read_years(struct reader *r, const struct node *group)
{
    const struct node *list = tree_find(group, "years");
    struct issued *issued = &r->s->issued;
    int count = 0;

    if (!list)
        return diag_error(r->d, group->file, group->line, "annex.years: is required and missing");
    for (const struct node *n = list->first; n; n = n->next)
        count++;
    if (list->type != NODE_LIST || count == 0)
        return diag_error(r->d, list->file, list->line, "annex.years: must be a list of years such as (2019, 2020)");
    issued->years = arena_alloc(r->arena, (size_t)count * sizeof *issued->years);
    if (!issued->years)
        return VS_MEMORY;
    for (const struct node *n = list->first; n; n = n->next) {
        if (n->type != NODE_NUMBER || n->number != floor(n->number) || n->number < 1900 || n->number > 2200)
            return diag_error(r->d, n->file, n->line, "annex.years: must be calendar years");
        if (issued->year_count > 0 && n->number <= issued->years[issued->year_count - 1])
            return diag_error(r->d, n->file, n->line, "annex.years: %g comes after %d; years must rise", n->number,
                              issued->years[issued->year_count - 1]);
        issued->years[issued->year_count++] = (int)n->number;
    }
    return VS_OK;
}

static int read_cell(struct reader *r, const struct node *n, const char *key, int year, enum print print,
                     struct issued_cell *cell)
{
    char why[160];
    const char *text = n->text;

    if (n->type == NODE_NUMBER)
        text = arena_format(r->arena, "%.10g", n->number);
    else if (n->type != NODE_TEXT)
        return wrong_type(r, n, key, "a list of numbers and texts");
    if (!text)
        return VS_MEMORY;
    if (strcmp(text, "none") == 0)
        text = "";
    int err = issued_parse(r->arena, text, print, cell, why, sizeof why);
    return err == VS_USAGE ? diag_error(r->d, n->file, n->line, "%s, %d: \"%s\" %s", key, year, text, why) : err;
}

static int read_cells(struct reader *r, const struct node *list, const char *key, struct issued_row *row)
{
    const struct issued *issued = &r->s->issued;
    int count = 0, err = VS_OK;

    if (list->type != NODE_LIST)
        return wrong_type(r, list, key, "a list with one cell for each year of annex.years");
    for (const struct node *n = list->first; n; n = n->next)
        count++;
    if (count != issued->year_count)
        return diag_error(r->d, list->file, list->line,
                          "%s: has %d cells, but annex.years has %d; write \"\" for a blank cell", key, count,
                          issued->year_count);
    row->cells = arena_alloc(r->arena, (size_t)count * sizeof *row->cells);
    if (!row->cells)
        return VS_MEMORY;
    count = 0;
    for (const struct node *n = list->first; n; n = n->next, count++) {
        int e = read_cell(r, n, key, issued->years[count], row->print, &row->cells[count]);
        err = e ? e : err;
    }
    return err;
}

static int add_row(struct reader *r, const struct node *list, const char *key, struct issued_row row)
{
    row.file = list->file;
    row.line = list->line;
    int err = read_cells(r, list, key, &row);
    if (err == 0)
        r->s->issued.rows[r->s->issued.row_count++] = row;
    return err;
}

static const struct annex_row *find_form_row(const struct annex_form *form, const struct annex_table *table,
                                             const char *key)
{
    for (int i = 0; i < form->row_count; i++) {
        if (strcmp(form->rows[i].table, table->key) == 0 && strcmp(form->rows[i].key, key) == 0)
            return &form->rows[i];
    }
    return NULL;
}

static int unknown_row(struct reader *r, const struct annex_table *table, const struct node *n, const char *key)
{
    const char *known[64];
    int count = 0;

    for (int i = 0; i < r->form->row_count && count < 63; i++) {
        if (strcmp(r->form->rows[i].table, table->key) == 0)
            known[count++] = r->form->rows[i].key;
    }
    known[count++] = "note";
    return unknown_key(r, n, key, known, count);
}

/* The lists of a row's group: its values, or the columns of an industry. */
static int read_columns(struct reader *r, const struct annex_table *table, const struct node *n, const char *key,
                        struct issued_row row)
{
    int err = VS_OK;

    for (int i = 0; i < (table->by_industry ? INDUSTRY_COLUMNS : 1); i++) {
        if (table->by_industry) {
            row.column = industry_columns[i].name;
            row.print = industry_columns[i].print;
            row.unit = industry_columns[i].unit;
        }
        const struct node *list = tree_find(n, row.column);
        const char *full = arena_format(r->arena, "%s.%s", key, row.column);
        if (!full)
            return VS_MEMORY;
        int e = list                 ? add_row(r, list, full, row)
                : table->by_industry ? VS_OK
                                     : diag_error(r->d, n->file, n->line, "%s: is required and missing", full);
        err = e ? e : err;
    }
    return err;
}

struct row_draft {
    struct label label;
    const char *indicator;
};

/* One row: its cells alone, or a group with a label of its own. */
static int read_row(struct reader *r, const struct annex_table *table, const struct node *n)
{
    static const struct field fields[] = {
        {"label", FIELD_LABEL, offsetof(struct row_draft, label), false, 0, 0, NULL},
        {"indicator", FIELD_TEXT, offsetof(struct row_draft, indicator), false, 0, 0, NULL}};
    static const char *const plain[] = {"values", NULL}, *const by_industry[] = {"names", "points", "students", NULL};
    const struct annex_row *form = find_form_row(r->form, table, n->name);
    const char *key = arena_format(r->arena, "annex.%s.%s", table->key, n->name);
    struct row_draft draft = {0};
    int err = VS_OK;

    if (!key)
        return VS_MEMORY;
    if (!form && (!table->by_industry || !valid_id(n->name)))
        return unknown_row(r, table, n, key);
    struct issued_row row = {.table = table, .form = form, .id = n->name, .column = "values"};
    if (form) {
        row.print = form->print;
        row.unit = form->unit;
    }
    if (n->type == NODE_GROUP)
        err = read_fields(r, n, key, fields, table->by_industry ? 1 : 2, &draft,
                          table->by_industry ? by_industry : plain);
    else if (table->by_industry || n->type != NODE_LIST)
        err = wrong_type(r, n, key,
                         table->by_industry ? N_("a group { names = (…); points = (…); students = (…); }")
                                            : N_("a list with one cell for each year, or a group { values = (…); }"));
    if (err)
        return err;
    if (!form && !draft.label.zh && !draft.label.en)
        return diag_error(r->d, n->file, n->line, "%s.label: is required for a row the form does not have", key);
    row.indicator = draft.indicator;
    row.label_zh = draft.label.zh ? draft.label.zh : form ? form->label_zh : draft.label.en;
    row.label_en = draft.label.en ? draft.label.en : form && !draft.label.zh ? form->label_en : row.label_zh;
    return n->type == NODE_LIST ? add_row(r, n, key, row) : read_columns(r, table, n, key, row);
}

static int read_table(struct reader *r, int t, const struct node *group)
{
    const struct annex_table *table = &r->form->tables[t];
    int err = VS_OK;

    if (group->type != NODE_GROUP)
        return wrong_type(r, group, table->key, "a group of rows");
    for (const struct node *n = group->first; n; n = n->next) {
        int e = VS_OK;
        if (strcmp(n->name, "note") != 0)
            e = read_row(r, table, n);
        else if (n->type != NODE_TEXT)
            e = wrong_type(r, n, "note", "a text");
        else
            r->s->issued.notes[t] = n->text;
        if (e == VS_MEMORY)
            return e;
        err = e ? e : err;
    }
    return err;
}

static int count_nodes(const struct node *n)
{
    int count = 1;
    for (const struct node *c = n->first; c; c = c->next)
        count += count_nodes(c);
    return count;
}

int read_issued(struct reader *r)
{
    static const struct field fields[] = {
        {"document", FIELD_TEXT, offsetof(struct issued, document), false, 0, 0, NULL},
        {"section", FIELD_TEXT, offsetof(struct issued, section), false, 0, 0, NULL},
    };
    const struct node *group = tree_find(r->root, "annex");
    struct issued *issued = &r->s->issued;
    const char *extra[16] = {"years"};

    if (!group)
        return VS_OK;
    if (group->type != NODE_GROUP)
        return wrong_type(r, group, "annex", "a group { }");
    for (int t = 0; t < r->form->table_count && t < 14; t++)
        extra[t + 1] = r->form->tables[t].key;
    issued->rows = arena_alloc(r->arena, (size_t)count_nodes(group) * sizeof *issued->rows);
    issued->notes = arena_alloc(r->arena, (size_t)r->form->table_count * sizeof *issued->notes);
    if (!issued->rows || !issued->notes)
        return VS_MEMORY;
    int err = read_fields(r, group, "annex", fields, 2, issued, extra);
    int e = read_years(r, group);
    if (e) /* without the years no row can be read */
        return e;
    for (int t = 0; t < r->form->table_count; t++) {
        const struct node *table = tree_find(group, r->form->tables[t].key);
        e = table ? read_table(r, t, table) : VS_OK;
        if (e == VS_MEMORY)
            return e;
        err = e ? e : err;
    }
    return err;
}

const struct issued_row *issued_row(const struct issued *issued, const char *table, const char *id, const char *column)
{
    for (int i = 0; i < issued->row_count; i++) {
        const struct issued_row *row = &issued->rows[i];
        if (strcmp(row->table->key, table) == 0 && strcmp(row->id, id) == 0 && strcmp(row->column, column) == 0)
            return row;
    }
    return NULL;
}

const struct issued_cell *issued_cell(const struct issued *issued, const char *table, const char *id,
                                      const char *column, int year)
{
    const struct issued_row *row = issued_row(issued, table, id, column);

    for (int i = 0; row && i < issued->year_count; i++) {
        if (issued->years[i] == year)
            return row->cells[i].text ? &row->cells[i] : NULL;
    }
    return NULL;
}
