#include "tables.h"

#include <math.h>
#include <string.h>

#include "fill.h"

const char *const unlisted_zh = "未列入上述产业的学生", *const unlisted_en = "Students in none of these industries";

static int decimals_of(enum print print, enum unit unit)
{
    if (print == PRINT_SHARE || print == PRINT_TO_ONE || print == PRINT_PARTS)
        return 1;
    return unit == UNIT_PER_STUDENT || unit == UNIT_WAN_YUAN_PER_PERSON ? 2 : 0;
}

static bool same(const struct filled_row *row, const char *table, const char *id, const char *column)
{
    return strcmp(row->table->key, table) == 0 && strcmp(row->id, id) == 0 && strcmp(row->column, column) == 0;
}

static struct filled_row *add_row(struct filled_tables *f, const struct annex_table *table, const char *id,
                                  const char *column, const char *zh, const char *en, enum print print, enum unit unit)
{
    for (int i = 0; i < f->row_count; i++) {
        if (same(&f->rows[i], table->key, id, column))
            return &f->rows[i];
    }
    const struct issued_row *issued = issued_row(&f->run->setup->scenario->issued, table->key, id, column);
    struct filled_row *row = &f->rows[f->row_count++];
    *row = (struct filled_row){.table = table,
                               .id = id,
                               .column = column,
                               .label_zh = issued ? issued->label_zh : zh,
                               .label_en = issued ? issued->label_en : en,
                               .print = print,
                               .unit = unit,
                               .decimals = decimals_of(print, unit),
                               .issued = issued};
    return row;
}

static void add_industry(struct filled_tables *f, const struct annex_table *table, const char *id, const char *zh,
                         const char *en)
{
    add_row(f, table, id, "names", zh, en, PRINT_TEXT, UNIT_NONE);
    add_row(f, table, id, "points", zh, en, PRINT_NUMBER, UNIT_COUNT);
    add_row(f, table, id, "students", zh, en, PRINT_NUMBER, UNIT_PERSONS);
}

/* A row the form keeps free (其他重点产业1) is shown where the plan uses it. */
static bool is_spare(const struct annex_row *row) { return strncmp(row->key, "other_", strlen("other_")) == 0; }

static void add_industries(struct filled_tables *f, const struct annex_table *table)
{
    const struct scenario *s = f->run->setup->scenario;
    const struct item_list *industries = &s->items[SCOPE_INDUSTRY];

    for (int i = 0; i < annex_form.row_count; i++) {
        const struct annex_row *row = &annex_form.rows[i];
        if (strcmp(row->table, table->key) == 0 &&
            (!is_spare(row) || issued_row(&s->issued, table->key, row->key, "students")))
            add_industry(f, table, row->key, row->label_zh, row->label_en);
    }
    for (int i = 0; i < s->issued.row_count; i++) {
        const struct issued_row *row = &s->issued.rows[i];
        if (row->table == table)
            add_industry(f, table, row->id, row->label_zh, row->label_en);
    }
    for (int i = 0; i < industries->count; i++)
        add_industry(f, table, industries->list[i].id, label_text(&industries->list[i].label, true, ""),
                     label_text(&industries->list[i].label, false, ""));
    add_row(f, table, "unlisted", "students", unlisted_zh, unlisted_en, PRINT_NUMBER, UNIT_PERSONS)->added = true;
}

static void add_rows(struct filled_tables *f)
{
    for (int t = 0; t < annex_form.table_count; t++) {
        const struct annex_table *table = &annex_form.tables[t];
        for (int i = 0; i < annex_form.row_count && !table->by_industry; i++) {
            const struct annex_row *row = &annex_form.rows[i];
            if (strcmp(row->table, table->key) == 0)
                add_row(f, table, row->key, "values", row->label_zh, row->label_en, row->print, row->unit);
        }
        if (table->by_industry)
            add_industries(f, table);
    }
}

static int choose_years(struct filled_tables *f)
{
    const struct scenario *s = f->run->setup->scenario;
    int last = s->first_year;

    if (s->issued.year_count > 0) {
        f->years = s->issued.years;
        f->year_count = s->issued.year_count;
        return VS_OK;
    }
    for (int i = 0; i < s->target_count; i++)
        last = s->targets[i].due > last ? s->targets[i].due : last;
    if (last == s->first_year)
        last = s->last_year;
    f->years = arena_alloc(&f->arena, (size_t)(last - s->first_year + 1) * sizeof *f->years);
    for (int year = s->first_year; f->years && year <= last; year++)
        f->years[f->year_count++] = year;
    return f->years ? VS_OK : VS_MEMORY;
}

/* Half of the last digit a figure is shown with. */
static double half_digit(const struct filled_row *row)
{
    double half = row->print == PRINT_SHARE || row->print == PRINT_PARTS ? 0.005 : 0.5;
    for (int i = row->print == PRINT_PARTS ? 1 : 0; i < row->decimals; i++)
        half /= 10.0;
    return half;
}

static void compare(const struct filled_tables *f, const struct filled_row *row, int year, struct filled_cell *cell)
{
    cell->issued = issued_cell(&f->run->setup->scenario->issued, row->table->key, row->id, row->column, year);
    if (cell->gap || !cell->issued || !(fabs(cell->issued->value) < ABSENT_ABOVE))
        return;
    const double half = half_digit(row), allowed = cell->issued->half > half ? cell->issued->half : half;
    cell->difference = cell->value - cell->issued->value;
    /* The same counts are the same figure, however its ratio was rounded in print. */
    const bool same_counts = cell->part < ABSENT_ABOVE && fabs(cell->part - cell->issued->part) < 0.5 &&
                             fabs(cell->whole - cell->issued->whole) < 0.5;
    cell->differs = !same_counts && fabs(cell->difference) > allowed * (1.0 + 1e-9);
}

int tables_fill(struct filled_tables *f, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    const int most = 3 * (annex_form.row_count + s->issued.row_count + s->items[SCOPE_INDUSTRY].count) + 1;

    memset(f, 0, sizeof *f);
    f->run = r;
    f->rows = arena_alloc(&f->arena, (size_t)most * sizeof *f->rows);
    if (!f->rows || choose_years(f) != VS_OK)
        return VS_MEMORY;
    add_rows(f);
    for (int i = 0; i < f->row_count; i++) {
        struct filled_row *row = &f->rows[i];
        row->cells = arena_alloc(&f->arena, (size_t)f->year_count * sizeof *row->cells);
        if (!row->cells)
            return VS_MEMORY;
        for (int y = 0; y < f->year_count; y++) {
            fill_cell(r, row, f->years[y], &row->cells[y]);
            compare(f, row, f->years[y], &row->cells[y]);
        }
    }
    return VS_OK;
}

void tables_free(struct filled_tables *f)
{
    arena_free(&f->arena);
    memset(f, 0, sizeof *f);
}
