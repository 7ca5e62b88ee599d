/* From the cells of a spreadsheet to the rows of the form. */
#include <string.h>

#include "import_sheet.h"
#include "lane.h"
#include "tables.h"

const char *import_cell(const struct sheet_reading *r, int column)
{
    const char *text = grid_at(r->g, r->row, column);
    /* what export put before a text that a spreadsheet would take for a formula */
    return text[0] == '\'' ? text + 1 : text;
}

int import_wrong(const struct sheet_reading *r, int column, const char *what, const char *near)
{
    const int line = r->g->lines[r->row];
    char name[16];

    grid_name(r->row, column, name);
    if (near)
        return diag_error(r->d, r->m->file, line, "cell %s: %s; did you mean \"%s\"?", name, what, near);
    return diag_error(r->d, r->m->file, line, "cell %s: %s", name, what);
}

static int start_table(struct sheet_reading *r, int t)
{
    if (r->seen[t])
        return import_wrong(r, 0, _("this table is in the file twice"), NULL);
    r->seen[t] = true;
    r->table = t;
    r->headed = false;
    return VS_OK;
}

/* --- rows --- */

static const struct annex_row *find_row(const struct sheet_reading *r, const char *label)
{
    const char *table = annex_form.tables[r->table].key;
    for (int i = 0; i < annex_form.row_count; i++) {
        const struct annex_row *row = &annex_form.rows[i];
        if (strcmp(row->table, table) != 0)
            continue;
        if (same_label(label, row->label_zh) || same_label(label, row->label_en))
            return row;
        const bool spare = strncmp(row->key, "other_", strlen("other_")) == 0; /* 其他重点产业1：钢铁 */
        if (spare && strncmp(label, row->label_zh, strlen(row->label_zh)) == 0)
            return row;
    }
    return NULL;
}

static const char *nearest_row(const struct sheet_reading *r, const char *label)
{
    const char *known[2 * 64], *table = annex_form.tables[r->table].key;
    int count = 0;
    for (int i = 0; i < annex_form.row_count && count < 126; i++) {
        if (strcmp(annex_form.rows[i].table, table) != 0)
            continue;
        known[count++] = annex_form.rows[i].label_zh;
        known[count++] = annex_form.rows[i].label_en;
    }
    return nearest_name(label, known, count);
}

const struct import_row *import_row(const struct import *m, const char *table, const char *id, const char *column)
{
    for (int i = 0; i < m->row_count; i++) {
        const struct import_row *row = &m->rows[i];
        if (!strcmp(row->table->key, table) && !strcmp(row->id, id) && !strcmp(row->column, column))
            return row;
    }
    return NULL;
}

static struct import_row *new_row(struct sheet_reading *r, const struct annex_row *form, const char *id,
                                  const char *column, enum print print)
{
    struct import *m = r->m;
    struct import_row *row = &m->rows[m->row_count++];

    *row = (struct import_row){.table = &annex_form.tables[r->table],
                               .form = form,
                               .id = id,
                               .column = column,
                               .label = import_cell(r, 0),
                               .print = print,
                               .line = r->g->lines[r->row]};
    for (int y = 0; y < IMPORT_YEARS; y++)
        row->cells[y] = (struct issued_cell){NULL, ABSENT, ABSENT, ABSENT, ABSENT};
    return row;
}

static int read_cell(struct sheet_reading *r, int column, struct import_row *row, int year)
{
    const char *text = import_cell(r, column);
    char why[160], what[600];

    grid_name(r->row, column, row->names[year]);
    const int err = issued_parse(r->a, text, row->print, &row->cells[year], why, sizeof why);
    if (err != VS_USAGE)
        return err;
    snprintf(what, sizeof what, _("\"%.200s\" %s"), text, why);
    return import_wrong(r, column, what, NULL);
}

/* Cells of the line that belong to the row's column. */
static int read_cells(struct sheet_reading *r, struct import_row *row)
{
    int err = VS_OK;
    for (int c = 1; c < r->g->columns; c++) {
        const struct heading *h = &r->headings[c];
        const char *column = row->table->by_industry ? h->column : "values";
        if (h->year < 0 || !column || strcmp(column, row->column) != 0)
            continue;
        const int e = read_cell(r, c, row, h->year);
        err = e ? e : err;
    }
    return err;
}

/* Nothing may stand where no year is. */
static int check_outside(struct sheet_reading *r)
{
    for (int c = 1; c < r->g->columns; c++) {
        if (*import_cell(r, c) && r->headings[c].year < 0 && !r->headings[c].known)
            return import_wrong(r, c, _("has no year above it"), NULL);
    }
    return VS_OK;
}

static bool blank_after_label(const struct sheet_reading *r)
{
    for (int c = 1; c < r->g->columns; c++) {
        if (*import_cell(r, c))
            return false;
    }
    return true;
}

/* An industry the form does not name gets the next free id. */
static const char *own_id(struct sheet_reading *r)
{
    int count = 0;
    for (int i = 0; i < r->m->row_count; i++)
        count += r->m->rows[i].table->by_industry && !r->m->rows[i].form && !strcmp(r->m->rows[i].column, "names");
    return arena_format(r->a, "own_%d", count + 1);
}

static int read_row(struct sheet_reading *r)
{
    static const struct {
        const char *column;
        enum print print;
    } columns[] = {{"names", PRINT_TEXT}, {"points", PRINT_NUMBER}, {"students", PRINT_NUMBER}};
    const struct annex_table *table = &annex_form.tables[r->table];
    const char *label = import_cell(r, 0);
    const struct annex_row *form = find_row(r, label);
    const char *near = form ? NULL : nearest_row(r, label);
    char what[600];

    if (!r->headed)
        return import_wrong(r, 0, _("the line of years (指标, 2019年, 2020年, …) must stand before the rows"), NULL);
    if (table->by_industry && (same_label(label, unlisted_zh) || same_label(label, unlisted_en)))
        return VS_OK; /* a sum, not a row of the plan's */
    if (!form && table->by_industry && !near && blank_after_label(r))
        return VS_OK; /* "....." at the end of the form */
    if (!form && (near || !table->by_industry)) {
        snprintf(what, sizeof what, _("\"%.200s\" is no row of the table %s"), label,
                 r->chinese ? table->label_zh : table->label_en);
        return import_wrong(r, 0, what, near);
    }
    const char *id = form ? form->key : own_id(r);
    if (!id)
        return VS_MEMORY;
    if (form && (import_row(r->m, table->key, id, "values") || import_row(r->m, table->key, id, "points")))
        return import_wrong(r, 0, _("this row is in the table twice"), NULL);
    int err = check_outside(r);
    for (int i = 0; i < (table->by_industry ? 3 : 1); i++) {
        struct import_row *row = table->by_industry ? new_row(r, form, id, columns[i].column, columns[i].print)
                                                    : new_row(r, form, id, "values", form->print);
        const int e = read_cells(r, row);
        err = e ? e : err;
    }
    return err;
}

static const char *past_colon(const char *text)
{
    const char *wide = strstr(text, "："), *narrow = strchr(text, ':');
    const char *colon = wide && (!narrow || wide < narrow) ? wide + strlen("：") : narrow ? narrow + 1 : text;
    return colon + strspn(colon, " ");
}

static int read_line(struct sheet_reading *r)
{
    const char *first = import_cell(r, 0);
    const bool alone = blank_after_label(r);
    const int table = *first && alone ? titled_table(first) : -1;

    if (!*first && alone)
        return VS_OK;
    if (table >= 0)
        return start_table(r, table);
    if (r->table < 0 && r->d->errors > 0)
        return VS_SCENARIO; /* told once */
    if (r->table < 0)
        return *first && !alone
                   ? import_wrong(r, 0, _("no table has begun; a line such as 一、规模与布局 must come first"), NULL)
                   : VS_OK; /* whatever stands above the tables */
    if (is_note(first)) {
        r->m->notes[r->table] = past_colon(first);
        return VS_OK;
    }
    if (is_heading(first))
        return read_headings(r);
    if (is_second_heading(r))
        return read_second_heading(r);
    return *first             ? read_row(r)
           : check_outside(r) ? VS_SCENARIO
                              : import_wrong(r, 0, _("this line has no label"), NULL);
}

int import_read(struct import *m, struct arena *a, const char *file, const struct grid *g, bool chinese,
                struct diags *d)
{
    struct sheet_reading r = {.m = m, .a = a, .g = g, .d = d, .chinese = chinese, .table = -1};
    int err = VS_OK;

    *m = (struct import){.file = file};
    m->rows = arena_alloc(a, (size_t)(3 * g->rows + 1) * sizeof *m->rows);
    r.headings = arena_alloc(a, (size_t)(g->columns + 1) * sizeof *r.headings);
    if (!m->rows || !r.headings)
        return VS_MEMORY;
    for (r.row = 0; r.row < g->rows; r.row++) {
        const int e = read_line(&r);
        if (e == VS_MEMORY)
            return e;
        err = e ? e : err;
    }
    if (!err && m->row_count == 0)
        err = diag_error(d, file, 0, "holds none of the six annex tables; `vetsim import --template` writes the form");
    if (!err && m->year_count < 2)
        err = diag_error(d, file, 0, "names one year only; a plan needs the base year and a year after it");
    return err;
}
