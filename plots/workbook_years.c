/* Every indicator by year: a line for each scenario and year, a column for each indicator, ready for a pivot
 * table. Above the headings stand the keys that scenarios and commands use. */
#include <math.h>
#include <string.h>

#include "workbook_parts.h"

enum { KEY_ROW, HEAD_ROW, FIRST_INDICATOR = 2, NARROWEST = 12, WIDEST = 20, HEAD_HEIGHT = 66, PRINT_SCALE = 60 };

static bool known(const struct book *b, const char *key)
{
    for (int i = 0; i < b->indicator_count; i++)
        if (strcmp(b->indicators[i].key, key) == 0)
            return true;
    return false;
}

/* Whether there is anything to show of it. */
static bool has_value(const struct run *r, const struct series *s)
{
    for (int t = 0; t < r->setup->shape.years; t++)
        if (fabs(run_value(r, s, r->setup->shape.first_year + t)) < ABSENT_ABOVE)
            return true;
    return false;
}

static void collect(struct book *b)
{
    int most = 0;

    for (int i = 0; i < b->content->count; i++)
        most += b->content->runs[i]->setup->series_count;
    b->indicators = arena_alloc(&b->arena, (size_t)most * sizeof *b->indicators);
    b->year_rows = arena_alloc(&b->arena, (size_t)b->content->count * sizeof *b->year_rows);
    if (!b->indicators || !b->year_rows) {
        b->failed = true;
        return;
    }
    for (int i = 0; i < b->content->count; i++) {
        const struct run *r = b->content->runs[i];
        const struct setup *u = r->setup;
        for (int k = 0; k < u->series_count; k++) {
            const struct series *s = &u->series[k];
            if (!series_is_copy(u, s) && has_value(r, s) && !known(b, s->key))
                b->indicators[b->indicator_count++] =
                    (struct indicator_column){s->key, book_series_heading(b, u, s), s->row->unit};
        }
    }
}

/* Two or three lines of heading. */
static int column_width(const char *heading)
{
    const int half = xlsx_columns(heading) / 2 + 3;

    return half < NARROWEST ? NARROWEST : half > WIDEST ? WIDEST : half;
}

static void heading(struct long_sheet *s)
{
    static const struct sheet_column lead[] = {{"方案", "Scenario", 0}, {"年份", "Year", 8}};
    const struct book *b = s->book;

    s->head = HEAD_ROW;
    sheet_columns(s, lead, FIRST_INDICATOR);
    for (int i = 0; i < b->indicator_count; i++) {
        const lxw_col_t column = (lxw_col_t)(FIRST_INDICATOR + i);
        worksheet_write_string(s->to, KEY_ROW, column, b->indicators[i].key, b->key);
        worksheet_write_string(s->to, HEAD_ROW, column, b->indicators[i].heading, b->heading);
        worksheet_set_column(s->to, column, column, column_width(b->indicators[i].heading), NULL);
    }
    s->columns = (lxw_col_t)(FIRST_INDICATOR + b->indicator_count);
    worksheet_set_row(s->to, HEAD_ROW, HEAD_HEIGHT, NULL);
}

static void year_line(struct long_sheet *s, int scenario, int year)
{
    const struct book *b = s->book;
    const struct run *r = b->content->runs[scenario];

    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_year(s, year);
    for (int i = 0; i < b->indicator_count; i++) {
        const struct series *series = setup_series(r->setup, b->indicators[i].key, NULL);
        const double value = series ? run_value(r, series, year) : ABSENT;
        if (b->indicators[i].unit == UNIT_LIMIT)
            sheet_text(s, fabs(value) < 100 ? limit_name(series->row->limit, (int)lround(value), b->chinese) : NULL);
        else
            sheet_number(s, b->indicators[i].unit, value);
    }
}

void add_years(struct book *b)
{
    struct long_sheet s;

    b->years_sheet =
        sheet_start(&s, b, book_words(b, "逐年结果", "By year"),
                    book_words(b, "每年一行、每项指标一列，可直接做数据透视表",
                               "a line for each year, a column for each indicator, ready for a pivot table"));
    collect(b);
    if (b->failed)
        return;
    heading(&s);
    for (int i = 0; i < b->content->count; i++) {
        const struct shape *shape = &b->content->runs[i]->setup->shape;
        b->year_rows[i] = s.row + 1;
        for (int t = 0; t < shape->years; t++)
            year_line(&s, i, shape->first_year + t);
    }
    sheet_end(&s, FIRST_INDICATOR, YEARS_YEAR);
    worksheet_set_print_scale(s.to, PRINT_SCALE); /* far wider than a page: as many across as it takes */
    worksheet_repeat_columns(s.to, 0, FIRST_INDICATOR - 1);
}

bool years_place(const struct book *b, int scenario, const char *key, struct place_on_sheet *at)
{
    const struct run *r = b->content->runs[scenario];
    const struct series *series = setup_series(r->setup, key, NULL);

    for (int i = 0; i < b->indicator_count; i++)
        if (strcmp(b->indicators[i].key, key) == 0 && series && has_value(r, series)) {
            at->first = b->year_rows[scenario];
            at->last = at->first + (lxw_row_t)r->setup->shape.years - 1;
            at->column = (lxw_col_t)(FIRST_INDICATOR + i);
            return true;
        }
    return false;
}
