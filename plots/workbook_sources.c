/* Where every number of a scenario comes from: a line for each value, by year where it has years. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "workbook_parts.h"

static const struct sheet_column columns[] = {
    {"方案", "Scenario", 0},
    {"参数或指标", "Parameter or indicator", 32},
    {"对象", "Of", 18},
    {"年份", "Year", 11},
    {"取值", "Value", 13},
    {"单位", "Unit", 13},
    {"性质", "Kind", 12},
    {"来源或假定理由", "Source or reason", 80},
    {"合理下限", "Plausible low", 11},
    {"合理上限", "Plausible high", 11},
    {"可信度", "Confidence", 11},
    {"代码", "Key", 38},
    {"方案文件", "File", 34},
    {"行", "Line", 7},
};
enum { COLUMNS = sizeof columns / sizeof *columns, NAME = 1, KIND = 6 };

enum kind_of_value { SOURCED, ASSUMED, UNEXPLAINED, COMMAND_LINE };

static const char *kind_words(enum kind_of_value kind, bool chinese)
{
    static const char *const words[][2] = {[SOURCED] = {"source", "来源"},
                                           [ASSUMED] = {"assumption", "假定"},
                                           [UNEXPLAINED] = {"not given", "未注明"},
                                           [COMMAND_LINE] = {"--set", "命令行"}};
    return words[kind][chinese];
}

static enum kind_of_value kind_of(const struct provenance *from)
{
    if (from->file && strcmp(from->file, "--set") == 0)
        return COMMAND_LINE;
    return from->source ? SOURCED : from->assumption ? ASSUMED : UNEXPLAINED;
}

static const char *item_name(const struct book *b, const struct scenario *s, const struct value *v)
{
    if (v->row->scope == SCOPE_CITY)
        return NULL;
    if (v->item == ALL_ITEMS)
        return book_words(b, "各类学校", "all sectors");
    const struct item *item = &s->items[v->row->scope].list[v->item];
    return label_text(&item->label, b->chinese, item->id);
}

static const char *unit_of(const struct book *b, const struct scenario *s, const struct value *v)
{
    if (v->row->unit == UNIT_RATIO) /* weights are no ":1" */
        return NULL;
    const bool own = v->item >= 0 &&
                     (v->row->scope == SCOPE_RULE || (v->row->scope == SCOPE_INITIATIVE && v->row->unit == UNIT_COUNT));

    return book_unit(b, v->row->unit,
                     own ? label_text(&s->items[v->row->scope].list[v->item].unit, b->chinese, NULL) : NULL);
}

/* Where it comes from, in the columns from KIND on. */
static void provenance(struct long_sheet *s, enum unit unit, const struct provenance *from, const char *key)
{
    sheet_text(s, kind_words(kind_of(from), s->book->chinese));
    sheet_wrapped(s, from->source ? from->source : from->assumption);
    sheet_number(s, unit, from->has_range ? from->low : ABSENT);
    sheet_number(s, unit, from->has_range ? from->high : ABSENT);
    sheet_text(s, from->confidence);
    sheet_text(s, key);
    sheet_text(s, from->file);
    sheet_number(s, UNIT_COUNT, from->line > 0 ? from->line : ABSENT);
}

/* One line; `year` 0: holds for every year. */
static void value_line(struct long_sheet *s, int scenario, const struct value *v, int year, double number)
{
    const struct book *b = s->book;
    const struct scenario *from = b->content->runs[scenario]->setup->scenario;
    char key[200];

    address_key(from, v->row, v->item, key, sizeof key);
    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_wrapped(s, b->chinese ? v->row->label_zh : v->row->label_en);
    sheet_wrapped(s, item_name(b, from, v));
    if (year || v->row->kind == KIND_LEVEL)
        sheet_year(s, year);
    else
        sheet_text(s, book_words(b, "各年", "every year"));
    if (v->none)
        sheet_text(s, book_words(b, "不限", "no limit"));
    else
        sheet_number(s, v->row->unit, number);
    sheet_text(s, unit_of(b, from, v));
    provenance(s, v->row->unit, &v->from, key);
}

static void value_lines(struct long_sheet *s, int scenario, const struct value *v)
{
    const struct scenario *from = s->book->content->runs[scenario]->setup->scenario;
    const bool changed = v->scale != 1.0 || v->shift != 0.0 || v->delay != 0 || v->singles > 0;

    if (v->none || v->row->kind == KIND_LEVEL) {
        value_line(s, scenario, v, 0, value_in_year(v, 0));
    } else if (!changed && v->row->kind == KIND_PATH && v->count == 1) {
        value_line(s, scenario, v, 0, v->points[0].value);
    } else if (!changed && !v->has_after) {
        for (int i = 0; i < v->count; i++)
            value_line(s, scenario, v, v->points[i].year, v->points[i].value);
    } else { /* what the listed years say is not what holds: every year by itself */
        const int early = v->count > 0 && v->points[0].year < from->first_year ? v->points[0].year : from->first_year;
        for (int year = early; year <= from->last_year; year++) {
            const double number = value_in_year(v, year);
            if (fabs(number) < ABSENT_ABOVE && (v->row->kind == KIND_PATH || number != 0.0))
                value_line(s, scenario, v, year, number);
        }
    }
}

static void observed_line(struct long_sheet *s, int scenario, const struct observed *o)
{
    struct book *b = s->book;
    const struct setup *u = b->content->runs[scenario]->setup;
    const struct series *series = setup_series(u, o->indicator, NULL);
    const enum unit unit = series ? series->row->unit : UNIT_NONE;
    const struct provenance from = {.source = o->source, .confidence = o->confidence, .file = o->file, .line = o->line};
    char label[256] = "";

    if (series)
        series_label(u, series, b->chinese, label, sizeof label);
    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_wrapped(s, label);
    sheet_text(s, book_words(b, "实际值", "observed"));
    sheet_year(s, o->year);
    sheet_number(s, unit, o->value);
    sheet_text(s, series ? book_unit(b, unit, series_unit(u, series, b->chinese)) : NULL);
    provenance(s, unit, &from, o->indicator);
}

void add_sources(struct book *b)
{
    lxw_format *const looks[] = {b->good, b->caution, b->bad, b->bad};
    struct long_sheet s;

    sheet_start(&s, b, book_words(b, "取值依据", "Sources"),
                book_words(b, "每个取值的来源，或假定的理由和合理范围",
                           "where each number comes from, or why it is assumed and within which range"));
    sheet_columns(&s, columns, COLUMNS);
    for (int i = 0; i < b->content->count; i++) {
        const struct scenario *from = b->content->runs[i]->setup->scenario;
        for (int k = 0; k < from->value_count; k++)
            value_lines(&s, i, &from->values[k]);
        for (int k = 0; k < from->observed_count; k++)
            observed_line(&s, i, &from->observed[k]);
    }
    for (int k = SOURCED; k <= COMMAND_LINE; k++)
        sheet_mark(&s, KIND, kind_words((enum kind_of_value)k, b->chinese), looks[k]);
    sheet_end(&s, NAME + 1, NAME);
}
