/* How far every indicator may go: quantiles of the ensemble, a line for each scenario, indicator and year. */
#include <math.h>
#include <string.h>

#include "workbook_parts.h"

static const struct sheet_column columns[] = {
    {"方案", "Scenario", 0},
    {"指标", "Indicator", 36},
    {"年份", "Year", 8},
    {"单位", "Unit", 12},
    {"基准推算", "Base run", 11},
    {"平均值", "Mean", 11},
    {"标准差", "Std. deviation", 11},
    {"P5（5%低于此值）", "P5 (5% are below)", 11},
    {"P10", "P10", 11},
    {"P25", "P25", 11},
    {"中位数", "Median", 11},
    {"P75", "P75", 11},
    {"P90", "P90", 11},
    {"P95", "P95", 11},
    {"指标代码", "Key", 36},
};
enum { COLUMNS = sizeof columns / sizeof *columns, NAME = 1 };

static void range_line(struct long_sheet *s, int scenario, int cell)
{
    struct book *b = s->book;
    const struct member *m = &b->content->ensemble->members[scenario];
    const struct series *series = m->cells[cell].series;
    const enum unit unit = series->row->unit;
    char label[256];

    series_label(m->setup, series, b->chinese, label, sizeof label);
    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_text(s, label);
    sheet_year(s, m->cells[cell].year);
    sheet_text(s, book_unit(b, unit, series_unit(m->setup, series, b->chinese)));
    sheet_number(s, unit, run_value(b->content->runs[scenario], series, m->cells[cell].year));
    sheet_number(s, unit, summary_mean(m->summary, cell));
    sheet_number(s, unit, summary_count(m->summary, cell) > 1 ? sqrt(summary_variance(m->summary, cell)) : ABSENT);
    for (int q = 0; q < BOOK_QUANTILES; q++)
        sheet_number(s, unit, summary_quantile(m->summary, cell, book_quantiles[q]));
    sheet_text(s, series->key);
}

static void note_block(struct book *b, int scenario, const char *key, lxw_row_t row)
{
    struct range_block *last = b->range_count ? &b->ranges[b->range_count - 1] : NULL;

    if (!last || last->scenario != scenario || strcmp(last->key, key) != 0)
        b->ranges[b->range_count++] = (struct range_block){scenario, key, row, row};
    else
        last->last = row;
}

void add_ranges(struct book *b)
{
    const struct ensemble *e = b->content->ensemble;
    struct long_sheet s;
    int most = 0;

    if (!e)
        return;
    b->ranges_sheet =
        sheet_start(&s, b, book_words(b, "结果区间", "Ranges"),
                    book_words(b, "每项指标逐年的平均值和分位数", "mean and quantiles of every indicator by year"));
    for (int m = 0; m < e->member_count; m++)
        most += e->members[m].setup->series_count;
    b->ranges = arena_alloc(&b->arena, (size_t)most * sizeof *b->ranges);
    b->failed = b->failed || !b->ranges;
    if (b->failed)
        return;
    sheet_columns(&s, columns, COLUMNS);
    for (int m = 0; m < e->member_count; m++)
        for (int c = 0; c < e->members[m].cell_count; c++) {
            const struct series *series = e->members[m].cells[c].series;
            if (series->row->unit == UNIT_LIMIT || summary_count(e->members[m].summary, c) == 0)
                continue;
            range_line(&s, m, c);
            note_block(b, m, series->key, s.row);
        }
    sheet_end(&s, RANGES_YEAR + 1, NAME);
}

bool ranges_place(const struct book *b, int scenario, const char *key, struct place_on_sheet *at)
{
    for (int i = 0; i < b->range_count; i++)
        if (b->ranges[i].scenario == scenario && strcmp(b->ranges[i].key, key) == 0) {
            *at = (struct place_on_sheet){b->ranges[i].first, b->ranges[i].last, RANGES_QUANTILE};
            return true;
        }
    return false;
}
