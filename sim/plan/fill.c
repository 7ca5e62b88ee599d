#include "fill.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rounding.h"
#include "rows.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

static bool has_higher(const struct scenario *s)
{
    for (int i = 0; i < s->items[SCOPE_SECTOR].count; i++) {
        if (s->items[SCOPE_SECTOR].list[i].higher)
            return true;
    }
    return false;
}

/* Whether the scenario sets any of the parameters "a.b|c.d". */
static bool given(const struct scenario *s, const char *needs)
{
    if (!*needs)
        return true;
    for (int i = 0; i < s->value_count; i++) {
        const char *key = s->values[i].row->key;
        for (const char *p = needs; *p;) {
            const size_t length = strcspn(p, "|");
            if (strlen(key) == length && memcmp(p, key, length) == 0)
                return true;
            p += length + (p[length] == '|');
        }
    }
    return false;
}

static enum gap plan_gap(const struct scenario *s, const struct annex_fill *fill)
{
    if (fill->plans == PLANS_HIGHER && !has_higher(s))
        return GAP_NO_HIGHER;
    if (fill->plans == PLANS_ONE_LEVEL && has_higher(s))
        return GAP_BOTH_LEVELS;
    if (fill->how == FILL_NOTHING) /* the other level's row of a figure there is only one of */
        return GAP_NO_HIGHER;
    return given(s, fill->needs) ? GAP_NONE : GAP_NOT_GIVEN;
}

static enum gap year_gap(const struct run *r, int year)
{
    const struct scenario *s = r->setup->scenario;
    return year < s->first_year || year > s->last_year ? GAP_YEAR : year == s->first_year ? GAP_FLOW : GAP_NOT_GIVEN;
}

/* An indicator by key: whole, or as it is. */
static enum gap indicator(const struct run *r, const char *key, int year, bool whole, double *value)
{
    const struct series *series = setup_series(r->setup, key, NULL);

    if (!series)
        return GAP_NO_ITEM;
    *value = whole ? rounded_value(r, series, year) : run_value(r, series, year);
    return known(*value) ? GAP_NONE : year_gap(r, year);
}

static const struct annex_row *form_row(const char *table, const char *key)
{
    for (int i = 0; i < annex_form.row_count; i++) {
        if (strcmp(annex_form.rows[i].table, table) == 0 && strcmp(annex_form.rows[i].key, key) == 0)
            return &annex_form.rows[i];
    }
    return NULL;
}

/* A count: an indicator's, or with # the figure of another row of the table. */
static enum gap operand(const struct run *r, const char *table, const char *key, int year, double *value)
{
    if (key[0] != '#')
        return indicator(r, key, year, true, value);
    const struct scenario *s = r->setup->scenario;
    const struct issued_row *issued = issued_row(&s->issued, table, key + 1, "values");
    const struct annex_fill *fill = annex_fill(form_row(table, key + 1));
    const enum gap gap = plan_gap(s, fill);

    if (issued && issued->indicator)
        return indicator(r, issued->indicator, year, true, value);
    return gap ? gap : indicator(r, fill->of, year, true, value);
}

static enum gap fill_ratio(const struct run *r, const struct filled_row *row, const struct annex_fill *fill, int year,
                           struct filled_cell *cell)
{
    double part = ABSENT, whole = ABSENT;
    enum gap gap = operand(r, row->table->key, fill->of, year, &part);

    gap = gap ? gap : operand(r, row->table->key, fill->over, year, &whole);
    if (gap)
        return gap;
    if (row->print == PRINT_PARTS) /* a part and what is beside it, not the whole */
        whole += part;
    if (whole <= 0.0)
        return GAP_ZERO;
    cell->part = part;
    cell->whole = whole;
    cell->value = part / whole;
    return GAP_NONE;
}

static enum gap fill_industry(const struct run *r, const struct filled_row *row, int year, struct filled_cell *cell)
{
    char key[160];

    if (row->print == PRINT_TEXT)
        return GAP_NAMES;
    if (row->added)
        snprintf(key, sizeof key, "industry.other_students");
    else if (strcmp(row->column, "points") == 0)
        snprintf(key, sizeof key, "initiative.%s_programmes", row->id);
    else
        snprintf(key, sizeof key, "industry.students.%s", row->id);
    return indicator(r, key, year, true, &cell->value);
}

static enum gap fill_row(const struct run *r, const struct filled_row *row, int year, struct filled_cell *cell)
{
    const struct issued_row *issued = row->issued;
    const struct annex_fill *fill = annex_fill(form_row(row->table->key, row->id));

    if (issued && issued->indicator) /* the scenario says itself what fills its row */
        return indicator(r, issued->indicator, year, row->unit != UNIT_SHARE && row->decimals == 0, &cell->value);
    const enum gap gap = plan_gap(r->setup->scenario, fill);
    if (gap)
        return gap;
    if (fill->how == FILL_RATIO)
        return fill_ratio(r, row, fill, year, cell);
    return indicator(r, fill->of, year, fill->how == FILL_COUNT, &cell->value);
}

void fill_cell(const struct run *r, const struct filled_row *row, int year, struct filled_cell *cell)
{
    *cell = (struct filled_cell){.value = ABSENT, .part = ABSENT, .whole = ABSENT, .difference = ABSENT};
    cell->gap = row->table->by_industry ? fill_industry(r, row, year, cell) : fill_row(r, row, year, cell);
    if (cell->gap)
        cell->value = cell->part = cell->whole = ABSENT;
}
