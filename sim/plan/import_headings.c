/* The line of years above the rows of a table. */
#include "import_sheet.h"

static int take_year(struct sheet_reading *r, int column, int year, struct heading *h)
{
    struct import *m = r->m;
    int i = 0;

    while (i < m->year_count && m->years[i] != year)
        i++;
    for (int c = 1; c < column && !annex_form.tables[r->table].by_industry; c++) {
        if (r->headings[c].year == i && i < m->year_count)
            return import_wrong(r, column, _("this year has a column already"), NULL);
    }
    if (i == m->year_count) {
        if (i > 0 && year < m->years[i - 1])
            return import_wrong(r, column, _("years must rise from left to right"), NULL);
        if (i == IMPORT_YEARS)
            return import_wrong(r, column, _("too many years"), NULL);
        m->years[m->year_count++] = year;
    }
    *h = (struct heading){i, true, column_in(import_cell(r, column))};
    return VS_OK;
}

/* The line of years; in a table by industry a year stands above several columns. */
int read_headings(struct sheet_reading *r)
{
    const bool by_industry = annex_form.tables[r->table].by_industry;
    struct heading last = {.year = -1};
    int err = VS_OK, years = 0;

    for (int c = 1; c < r->g->columns; c++) {
        const char *text = import_cell(r, c);
        struct heading *h = &r->headings[c];
        *h = by_industry && !*text ? last : (struct heading){.year = -1};
        if (*text && is_passed_over(text))
            *h = (struct heading){.year = -1, .known = true};
        else if (*text && year_in(text)) {
            const int e = take_year(r, c, year_in(text), h);
            err = e ? e : err;
        } else if (*text) {
            h->known = true; /* told once, not again for every row below it */
            err = import_wrong(r, c, _("is not a year such as 2021年"), NULL);
        }
        years += h->year >= 0;
        last = *h;
    }
    if (years == 0 && !err)
        err = import_wrong(r, 0, _("this line names no year"), NULL);
    r->headed = true;
    return err;
}

/* The line below the years of an industry table: names, points, students. */
bool is_second_heading(const struct sheet_reading *r)
{
    if (!annex_form.tables[r->table].by_industry || *import_cell(r, 0))
        return false;
    for (int c = 1; c < r->g->columns; c++) {
        if (*import_cell(r, c))
            return column_in(import_cell(r, c)) != NULL;
    }
    return false;
}

int read_second_heading(struct sheet_reading *r)
{
    int err = VS_OK;
    for (int c = 1; c < r->g->columns; c++) {
        const char *text = import_cell(r, c);
        r->headings[c].column = column_in(text);
        if (*text && !r->headings[c].column)
            err = import_wrong(r, c, _("must be 开设专业, 专业点数 or 学生数"), NULL);
    }
    return err;
}
