#include "import_template.h"

#include <string.h>

#include "annex_sheet.h"
#include "csv.h"

enum { INDUSTRY_COLUMNS = 3 };

static void year_headings(FILE *out, const struct annex_table *table, int first_year, int last_year, bool chinese)
{
    char text[FIGURE_TEXT];
    for (int year = first_year; year <= last_year; year++) {
        csv_text(out, year_text(year, year == first_year, YEAR_PLAN, chinese, text),
                 year < last_year || table->by_industry ? ',' : '\n');
        if (table->by_industry) /* a year stands above its three columns */
            fputs(year < last_year ? ",," : ",\n", out);
    }
}

static void column_headings(FILE *out, int years, bool chinese)
{
    static const char *const columns[INDUSTRY_COLUMNS] = {"names", "points", "students"};
    for (int i = 0; i < INDUSTRY_COLUMNS * years; i++)
        fprintf(out, ",%s", column_label(columns[i % INDUSTRY_COLUMNS], chinese));
    fputs("\n", out);
}

static void table_form(FILE *out, const struct annex_table *table, int first_year, int last_year, bool chinese)
{
    const int years = last_year - first_year + 1, cells = table->by_industry ? INDUSTRY_COLUMNS * years : years;

    csv_text(out, table->by_industry ? chinese ? "产业" : "Industry" : chinese ? "指标" : "Indicator", ',');
    year_headings(out, table, first_year, last_year, chinese);
    if (table->by_industry)
        column_headings(out, years, chinese);
    for (int i = 0; i < annex_form.row_count; i++) {
        const struct annex_row *row = &annex_form.rows[i];
        if (strcmp(row->table, table->key) != 0)
            continue;
        csv_text(out, chinese ? row->label_zh : row->label_en, ',');
        for (int c = 1; c < cells; c++)
            putc(',', out);
        putc('\n', out);
    }
    fputs("\n", out);
}

void import_template(FILE *out, int first_year, int last_year, bool chinese)
{
    fputs("\xEF\xBB\xBF", out);
    for (int t = 0; t < annex_form.table_count; t++) {
        struct arena a = {0};
        const char *title = table_title(&a, t, chinese);
        csv_text(out, title ? title : annex_form.tables[t].key, '\n');
        table_form(out, &annex_form.tables[t], first_year, last_year, chinese);
        arena_free(&a);
    }
}
