/* From the cells of a spreadsheet to the rows of the form. */
#include "import.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lane.h"
#include "tables.h"

enum { LABEL = 400 };

/* What a column of the sheet holds: a year of the plan's, or nothing that is read. */
struct heading {
    int year; /* index into import.years; -1: not read */
    bool known;
    const char *column; /* of an industry; NULL until its heading is read */
};

struct reading {
    struct import *m;
    struct arena *a;
    const struct grid *g;
    struct diags *d;
    bool chinese; /* the language of messages */
    int row;
    int table;                /* index in the form; -1 before the first title */
    bool headed;              /* the table's years are known */
    struct heading *headings; /* one for each column */
    bool seen[16];            /* tables */
};

/* --- labels as people write them --- */

/* Without blanks, with plain signs and small letters: what two labels are compared by. */
static char *plain(const char *text, char to[LABEL])
{
    static const char *const signs[][2] = {{"（", "("}, {"）", ")"}, {"：", ":"}, {"，", ","},      {"“", "\""},
                                           {"”", "\""}, {"、", ","}, {"　", ""},  {"\xc2\xa0", ""}, {"．", "."},
                                           {"／", "/"}, {"－", "-"}, {"—", "-"}};
    size_t n = 0;

    while (*text && n + 4 < LABEL) {
        size_t i = 0;
        while (i < sizeof signs / sizeof *signs && strncmp(text, signs[i][0], strlen(signs[i][0])) != 0)
            i++;
        if (i < sizeof signs / sizeof *signs) {
            text += strlen(signs[i][0]);
            if (signs[i][1][0])
                to[n++] = signs[i][1][0];
            continue;
        }
        if (*text >= 'A' && *text <= 'Z')
            to[n++] = (char)(*text - 'A' + 'a');
        else if (*text != ' ' && *text != '\t' && *text != '"')
            to[n++] = *text;
        text++;
    }
    to[n] = '\0';
    return to;
}

/* Cuts off a unit in brackets at the end: "培训规模(人日)". */
static char *without_unit(char *label)
{
    char *bracket = strrchr(label, '(');
    const size_t length = strlen(label);
    if (bracket && bracket > label && length && label[length - 1] == ')')
        *bracket = '\0';
    return label;
}

static bool same_label(const char *given, const char *label)
{
    char a[LABEL], b[LABEL];
    if (strcmp(plain(given, a), plain(label, b)) == 0)
        return true;
    return strcmp(without_unit(a), without_unit(b)) == 0;
}

static bool holds(const char *text, const char *part) { return strstr(text, part) != NULL; }

/* --- errors --- */

static const char *cell(const struct reading *r, int column)
{
    const char *text = grid_at(r->g, r->row, column);
    /* what export put before a text that a spreadsheet would take for a formula */
    return text[0] == '\'' ? text + 1 : text;
}

/* The message names the cell as a spreadsheet does: the person who filled it in looks for it there. */
static int wrong(const struct reading *r, int column, const char *zh, const char *en, const char *near)
{
    const int line = r->g->lines[r->row];
    char name[16];

    grid_name(r->row, column, name);
    if (near)
        return diag_error(r->d, r->m->file, line,
                          r->chinese ? "%s单元格：%s，是否指“%s”？" : "cell %s: %s; did you mean \"%s\"?", name,
                          r->chinese ? zh : en, near);
    return diag_error(r->d, r->m->file, line, r->chinese ? "%s单元格：%s" : "cell %s: %s", name, r->chinese ? zh : en);
}

/* --- titles --- */

/* "一、规模与布局", "附表1 规模与布局", "1. Scale and layout": past the number. */
static const char *past_number(const char *text)
{
    static const char *const leads[] = {"附表", "附件", "表", "一", "二", "三", "四", "五", "六",
                                        "、",   ".",    "．", " ",  "：", ":",  "（", "）", "　"};
    for (bool moved = true; moved;) {
        moved = false;
        while (*text >= '0' && *text <= '9')
            text++, moved = true;
        for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
            if (strncmp(text, leads[i], strlen(leads[i])) == 0) {
                text += strlen(leads[i]);
                moved = true;
            }
        }
    }
    return text;
}

static int find_table(const char *text)
{
    text = past_number(text);
    for (int t = 0; t < annex_form.table_count; t++) {
        const struct annex_table *table = &annex_form.tables[t];
        if (same_label(text, table->label_zh) || same_label(text, table->label_en))
            return t;
    }
    return -1;
}

static int start_table(struct reading *r, int t)
{
    if (r->seen[t])
        return wrong(r, 0, "这张表重复出现", "this table is in the file twice", NULL);
    r->seen[t] = true;
    r->table = t;
    r->headed = false;
    return VS_OK;
}

/* --- headings --- */

static int year_in(const char *text)
{
    for (; *text; text++) {
        const size_t digits = strspn(text, "0123456789");
        if (digits == 4 && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0 || strncmp(text, "21", 2) == 0))
            return atoi(text);
        text += digits ? digits - 1 : 0;
    }
    return 0;
}

static const char *column_in(const char *text)
{
    char label[LABEL];
    plain(text, label);
    if (holds(label, "开设专业") || holds(label, "programmesoffered") || holds(label, "names"))
        return "names";
    if (holds(label, "专业点") || holds(label, "numberofprogrammes") || holds(label, "points"))
        return "points";
    return holds(label, "学生") || holds(label, "students") ? "students" : NULL;
}

/* Columns that `tables` writes beside the plan's own, and remarks. */
static bool not_read(const char *text)
{
    static const char *const words[] = {"模拟", "差额", "说明", "simulated", "difference", "remark", "单位", "unit"};
    char label[LABEL];
    plain(text, label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (holds(label, words[i]))
            return true;
    }
    return false;
}

static int take_year(struct reading *r, int column, int year, struct heading *h)
{
    struct import *m = r->m;
    int i = 0;

    while (i < m->year_count && m->years[i] != year)
        i++;
    for (int c = 1; c < column && !annex_form.tables[r->table].by_industry; c++) {
        if (r->headings[c].year == i && i < m->year_count)
            return wrong(r, column, "这一年已经有一列", "this year has a column already", NULL);
    }
    if (i == m->year_count) {
        if (i > 0 && year < m->years[i - 1])
            return wrong(r, column, "年份应从左到右递增", "years must rise from left to right", NULL);
        if (i == IMPORT_YEARS)
            return wrong(r, column, "年份太多", "too many years", NULL);
        m->years[m->year_count++] = year;
    }
    *h = (struct heading){i, true, column_in(cell(r, column))};
    return VS_OK;
}

static bool is_heading(const char *text)
{
    static const char *const words[] = {"指标", "产业", "项目", "indicator", "industry"};
    char label[LABEL];
    plain(text, label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(label, words[i]) == 0)
            return true;
    }
    return false;
}

/* The line of years; in a table by industry a year stands above several columns. */
static int read_headings(struct reading *r)
{
    const bool by_industry = annex_form.tables[r->table].by_industry;
    struct heading last = {.year = -1};
    int err = VS_OK, years = 0;

    for (int c = 1; c < r->g->columns; c++) {
        const char *text = cell(r, c);
        struct heading *h = &r->headings[c];
        *h = by_industry && !*text ? last : (struct heading){.year = -1};
        if (*text && not_read(text))
            *h = (struct heading){.year = -1, .known = true};
        else if (*text && year_in(text)) {
            const int e = take_year(r, c, year_in(text), h);
            err = e ? e : err;
        } else if (*text) {
            h->known = true; /* told once, not again for every row below it */
            err = wrong(r, c, "不是年份，应写如2021年", "is not a year such as 2021年", NULL);
        }
        years += h->year >= 0;
        last = *h;
    }
    if (years == 0 && !err)
        err = wrong(r, 0, "表头没有年份", "this line names no year", NULL);
    r->headed = true;
    return err;
}

/* The line below the years of an industry table: names, points, students. */
static bool is_second_heading(const struct reading *r)
{
    if (!annex_form.tables[r->table].by_industry || *cell(r, 0))
        return false;
    for (int c = 1; c < r->g->columns; c++) {
        if (*cell(r, c))
            return column_in(cell(r, c)) != NULL;
    }
    return false;
}

static int read_second_heading(struct reading *r)
{
    int err = VS_OK;
    for (int c = 1; c < r->g->columns; c++) {
        const char *text = cell(r, c);
        r->headings[c].column = column_in(text);
        if (*text && !r->headings[c].column)
            err = wrong(r, c, "应为开设专业、专业点数或学生数", "must be 开设专业, 专业点数 or 学生数", NULL);
    }
    return err;
}

/* --- rows --- */

static const struct annex_row *find_row(const struct reading *r, const char *label)
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

static const char *nearest_row(const struct reading *r, const char *label)
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

static struct import_row *new_row(struct reading *r, const struct annex_row *form, const char *id, const char *column,
                                  enum print print)
{
    struct import *m = r->m;
    struct import_row *row = &m->rows[m->row_count++];

    *row = (struct import_row){.table = &annex_form.tables[r->table],
                               .form = form,
                               .id = id,
                               .column = column,
                               .label = cell(r, 0),
                               .print = print,
                               .line = r->g->lines[r->row]};
    for (int y = 0; y < IMPORT_YEARS; y++)
        row->cells[y] = (struct issued_cell){NULL, ABSENT, ABSENT, ABSENT, ABSENT};
    return row;
}

static int read_cell(struct reading *r, int column, struct import_row *row, int year)
{
    const char *text = cell(r, column);
    static const char *const wanted[] = {[PRINT_TEXT] = "文字",
                                         [PRINT_NUMBER] = "数，如2182",
                                         [PRINT_SHARE] = "百分比，如95.4%（210/220）",
                                         [PRINT_TO_ONE] = "比值，如20:1（6000/302）",
                                         [PRINT_PARTS] = "两部分之比，如4.5:5.5"};
    char why[160], zh[600], en[600];

    grid_name(r->row, column, row->names[year]);
    const int err = issued_parse(r->a, text, row->print, &row->cells[year], why, sizeof why);
    if (err != VS_USAGE)
        return err;
    snprintf(zh, sizeof zh, "“%.200s”应为%s；不知道的留空", text, wanted[row->print]);
    snprintf(en, sizeof en, "\"%.200s\" %s", text, why);
    return wrong(r, column, zh, en, NULL);
}

/* Cells of the line that belong to the row's column. */
static int read_cells(struct reading *r, struct import_row *row)
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
static int check_outside(struct reading *r)
{
    for (int c = 1; c < r->g->columns; c++) {
        if (*cell(r, c) && r->headings[c].year < 0 && !r->headings[c].known)
            return wrong(r, c, "上方没有年份", "has no year above it", NULL);
    }
    return VS_OK;
}

static bool blank_after_label(const struct reading *r)
{
    for (int c = 1; c < r->g->columns; c++) {
        if (*cell(r, c))
            return false;
    }
    return true;
}

/* An industry the form does not name gets the next free id. */
static const char *own_id(struct reading *r)
{
    int count = 0;
    for (int i = 0; i < r->m->row_count; i++)
        count += r->m->rows[i].table->by_industry && !r->m->rows[i].form && !strcmp(r->m->rows[i].column, "names");
    return arena_format(r->a, "own_%d", count + 1);
}

static int read_row(struct reading *r)
{
    static const struct {
        const char *column;
        enum print print;
    } columns[] = {{"names", PRINT_TEXT}, {"points", PRINT_NUMBER}, {"students", PRINT_NUMBER}};
    const struct annex_table *table = &annex_form.tables[r->table];
    const char *label = cell(r, 0);
    const struct annex_row *form = find_row(r, label);
    const char *near = form ? NULL : nearest_row(r, label);
    char zh[600], en[600];

    if (!r->headed)
        return wrong(r, 0, "数据前面要有表头（指标、2019年、2020年……）",
                     "the line of years (指标, 2019年, 2020年, …) must stand before the rows", NULL);
    if (table->by_industry && (same_label(label, unlisted_zh) || same_label(label, unlisted_en)))
        return VS_OK; /* a sum, not a row of the plan's */
    if (!form && table->by_industry && !near && blank_after_label(r))
        return VS_OK; /* "....." at the end of the form */
    if (!form && (near || !table->by_industry)) {
        snprintf(zh, sizeof zh, "“%.200s”不是“%s”表中的一行", label, table->label_zh);
        snprintf(en, sizeof en, "\"%.200s\" is no row of the table %s", label, table->label_en);
        return wrong(r, 0, zh, en, near);
    }
    const char *id = form ? form->key : own_id(r);
    if (!id)
        return VS_MEMORY;
    if (form && (import_row(r->m, table->key, id, "values") || import_row(r->m, table->key, id, "points")))
        return wrong(r, 0, "这一行重复出现", "this row is in the table twice", NULL);
    int err = check_outside(r);
    for (int i = 0; i < (table->by_industry ? 3 : 1); i++) {
        struct import_row *row = table->by_industry ? new_row(r, form, id, columns[i].column, columns[i].print)
                                                    : new_row(r, form, id, "values", form->print);
        const int e = read_cells(r, row);
        err = e ? e : err;
    }
    return err;
}

static bool is_note(const char *text)
{
    return strncmp(text, "备注", strlen("备注")) == 0 || strncmp(text, "注：", strlen("注：")) == 0 ||
           strncasecmp(text, "note:", 5) == 0;
}

static const char *past_colon(const char *text)
{
    const char *wide = strstr(text, "："), *narrow = strchr(text, ':');
    const char *colon = wide && (!narrow || wide < narrow) ? wide + strlen("：") : narrow ? narrow + 1 : text;
    return colon + strspn(colon, " ");
}

static int read_line(struct reading *r)
{
    const char *first = cell(r, 0);
    const bool alone = blank_after_label(r);
    const int table = *first && alone ? find_table(first) : -1;

    if (!*first && alone)
        return VS_OK;
    if (table >= 0)
        return start_table(r, table);
    if (r->table < 0 && r->d->errors > 0)
        return VS_SCENARIO; /* told once */
    if (r->table < 0)
        return *first && !alone ? wrong(r, 0, "前面没有表名；先要有一行如“一、规模与布局”",
                                        "no table has begun; a line such as 一、规模与布局 must come first", NULL)
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
                              : wrong(r, 0, "这一行没有名称", "this line has no label", NULL);
}

int import_read(struct import *m, struct arena *a, const char *file, const struct grid *g, bool chinese,
                struct diags *d)
{
    struct reading r = {.m = m, .a = a, .g = g, .d = d, .chinese = chinese, .table = -1};
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
        err = diag_error(d, file, 0,
                         chinese ? "没有六张附表中的任何一张；空表可用 vetsim import --template 生成"
                                 : "holds none of the six annex tables; `vetsim import --template` writes the form");
    if (!err && m->year_count < 2)
        err = diag_error(d, file, 0,
                         chinese ? "只有一个年份；至少要有基期和其后一年"
                                 : "names one year only; a plan needs the base year and a year after it");
    return err;
}
