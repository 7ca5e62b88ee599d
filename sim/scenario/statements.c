/* The group `statement`: sentences of the plan's text that are no targets but say something of rows
 * of its annex tables ("持续加大职业教育投入"), so that the one can be checked against the other. */
#include <string.h>

#include "reader.h"

static const char *row_key(struct reader *r, const struct annex_row *row)
{
    return arena_format(r->arena, "%s.%s", row->table, row->key);
}

static int check_row(struct reader *r, const struct node *n, const char *key)
{
    enum { MOST = 128 };
    const char *known[MOST];
    int count = 0;

    if (n->type != NODE_TEXT)
        return wrong_type(r, n, key, "a list of rows of the annex tables such as \"funding.per_student\"");
    for (int i = 0; i < r->form->row_count && count < MOST; i++) {
        known[count] = row_key(r, &r->form->rows[i]);
        if (!known[count])
            return VS_MEMORY;
        if (strcmp(known[count++], n->text) == 0)
            return VS_OK;
    }
    const char *near = nearest_name(n->text, known, count);
    if (near)
        return diag_error(r->d, n->file, n->line, "%s: no row \"%s\" in the annex tables; did you mean %s?", key,
                          n->text, near);
    return diag_error(r->d, n->file, n->line, "%s: no row \"%s\" in the annex tables", key, n->text);
}

static int read_rows(struct reader *r, const struct node *group, const char *key, struct statement *statement)
{
    const struct node *list = tree_find(group, "rows");
    int count = 0, err = VS_OK;

    key = arena_format(r->arena, "%s.rows", key);
    if (!key)
        return VS_MEMORY;
    if (!list)
        return diag_error(r->d, group->file, group->line, "%s: is required and missing", key);
    for (const struct node *n = list->first; n; n = n->next)
        count++;
    if (list->type != NODE_LIST || count == 0)
        return wrong_type(r, list, key, "a list of rows of the annex tables such as (\"funding.per_student\")");
    statement->rows = arena_alloc(r->arena, (size_t)count * sizeof *statement->rows);
    if (!statement->rows)
        return VS_MEMORY;
    for (const struct node *n = list->first; n; n = n->next) {
        int e = check_row(r, n, key);
        if (e == 0)
            statement->rows[statement->row_count++] = n->text;
        err = e ? e : err;
    }
    return err;
}

static int read_statement(struct reader *r, const struct node *n, const char *key, void *at)
{
    static const struct field fields[] = {
        {"quote", FIELD_TEXT, offsetof(struct statement, quote), true, 0, 0, NULL},
        {"section", FIELD_TEXT, offsetof(struct statement, section), true, 0, 0, NULL},
        {"document", FIELD_TEXT, offsetof(struct statement, document), false, 0, 0, NULL},
        {"departments", FIELD_TEXT, offsetof(struct statement, departments), false, 0, 0, NULL},
    };
    static const char *const extra[] = {"rows", NULL};
    struct statement statement = {.id = n->name, .file = n->file, .line = n->line};
    int err = read_fields(r, n, key, fields, sizeof fields / sizeof *fields, &statement, extra);
    int e = read_rows(r, n, key, &statement);

    *(struct statement *)at = statement;
    return err ? err : e;
}

int read_statements(struct reader *r)
{
    void *list = NULL;
    int err = each_item(r, "statement", &r->s->statement_count, sizeof *r->s->statements, &list, read_statement);
    r->s->statements = list;
    return err;
}
