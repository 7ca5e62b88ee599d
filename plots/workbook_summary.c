/* The first sheet: which plan it is and what it rests on, verdicts by area, the main indicators; several scenarios
 * side by side, a block of columns for each. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "chart.h"
#include "workbook_parts.h"

enum { LABEL_WIDTH = 36, UNIT_WIDTH = 10, CELL_WIDTH = 14, LINE_HEIGHT = 16, FIRST_BLOCK = 2, BLOCK = 4 };

struct page_of_cells {
    struct book *book;
    lxw_worksheet *to;
    lxw_row_t row;
};

static lxw_col_t block(int scenario) { return (lxw_col_t)(FIRST_BLOCK + scenario * BLOCK); }

static void put(struct page_of_cells *p, lxw_col_t column, const char *text, lxw_format *format)
{
    if (text && *text)
        worksheet_write_string(p->to, p->row, column, text, format);
}

static void put_number(struct page_of_cells *p, lxw_col_t column, enum unit unit, double number)
{
    if (fabs(number) < ABSENT_ABOVE)
        worksheet_write_number(p->to, p->row, column, number, p->book->numbers[book_look(unit, number)]);
}

static void section(struct page_of_cells *p, const char *zh, const char *en)
{
    p->row++;
    put(p, 0, book_words(p->book, zh, en), p->book->section);
    p->row++;
}

/* --- facts: a text for each scenario over the width of its block --- */

typedef const char *fact_text(struct book *b, int scenario);

static const struct scenario *scenario_of(const struct book *b, int i) { return b->content->runs[i]->setup->scenario; }

static const char *fact_name(struct book *b, int i) { return b->names[i]; }
static const char *fact_place(struct book *b, int i) { return label_text(&scenario_of(b, i)->place, b->chinese, NULL); }
static const char *fact_document(struct book *b, int i) { return scenario_of(b, i)->document; }
static const char *fact_rule(struct book *b, int i) { return rule_words(scenario_of(b, i)->closure, b->chinese); }
static const char *fact_path(struct book *b, int i) { return scenario_of(b, i)->path; }
static const char *fact_digest(struct book *b, int i) { return scenario_of(b, i)->digest; }
static const char *fact_note(struct book *b, int i) { return label_text(&scenario_of(b, i)->note, b->chinese, NULL); }

static const char *fact_years(struct book *b, int i)
{
    const struct scenario *s = scenario_of(b, i);

    return arena_format(&b->arena, b->chinese ? "%d年（基期）至%d年" : "%d (base year) to %d", s->first_year,
                        s->last_year);
}

static const char *fact_findings(struct book *b, int i)
{
    const int *tally = b->content->audits[i].tally;

    return arena_format(&b->arena,
                        b->chinese ? "矛盾%d项，风险%d项，提示%d项" : "%d contradictions, %d risks, %d notes",
                        tally[AUDIT_CONTRADICTION], tally[AUDIT_RISK], tally[AUDIT_NOTE]);
}

static void fact(struct page_of_cells *p, const char *zh, const char *en, fact_text *of)
{
    struct book *b = p->book;
    const int room = BLOCK * CELL_WIDTH - 2;
    int lines = 1;

    put(p, 0, book_words(b, zh, en), b->text);
    for (int i = 0; i < b->content->count; i++) {
        const char *text = of(b, i);
        const int needs = text ? (xlsx_columns(text) + room - 1) / room : 1;
        if (text)
            worksheet_merge_range(p->to, p->row, block(i), p->row, block(i) + BLOCK - 1, text, b->fact);
        lines = needs > lines ? needs : lines;
    }
    worksheet_set_row(p->to, p->row++, lines * LINE_HEIGHT, NULL);
}

static void facts(struct page_of_cells *p)
{
    section(p, "规划与方案", "Plan and scenario");
    fact(p, "方案", "Scenario", fact_name);
    fact(p, "地区", "Place", fact_place);
    fact(p, "规划文件", "Document", fact_document);
    fact(p, "年份", "Years", fact_years);
    fact(p, "资金规则", "Money rule", fact_rule);
    fact(p, "方案自查", "Audit", fact_findings);
    fact(p, "说明", "Note", fact_note);
    fact(p, "方案文件", "Scenario file", fact_path);
    fact(p, "方案摘要（SHA-256）", "Digest (SHA-256)", fact_digest);
}

/* Headings over the blocks: what the columns of each hold. */
static void block_headings(struct page_of_cells *p, const char *first, const char *second, int scenario,
                           const char *const words[BLOCK])
{
    put(p, 0, first, p->book->heading);
    put(p, 1, second, p->book->heading);
    for (int k = 0; k < BLOCK; k++)
        put(p, block(scenario) + (lxw_col_t)k, words[k], p->book->heading);
}

/* Whose columns these are, where there are several. */
static void owners(struct page_of_cells *p)
{
    struct book *b = p->book;

    for (int i = 0; i < b->content->count && b->content->count > 1; i++)
        worksheet_merge_range(p->to, p->row, block(i), p->row, block(i) + BLOCK - 1, b->names[i], b->heading);
    p->row += b->content->count > 1;
}

/* --- verdicts by area --- */

static void tally(const struct run *r, int area, int count[VERDICT_UNEVALUATED + 1])
{
    memset(count, 0, (VERDICT_UNEVALUATED + 1) * sizeof *count);
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        if (area < 0 || board_area(r->results[i].target) == area)
            count[r->results[i].verdict]++;
}

static void verdict_line(struct page_of_cells *p, int area, const char *name)
{
    struct book *b = p->book;
    int count[VERDICT_UNEVALUATED + 1], any = area < 0;

    for (int i = 0; i < b->content->count; i++) {
        tally(b->content->runs[i], area, count);
        for (int v = 0; v < BLOCK; v++) {
            any |= count[v] > 0;
            if (count[v] > 0 || area < 0)
                worksheet_write_number(p->to, p->row, block(i) + (lxw_col_t)v, count[v], b->numbers[LOOK_WHOLE]);
        }
    }
    if (!any)
        return;
    put(p, 0, name, b->text);
    put(p, 1, book_words(b, "项", "targets"), b->dim);
    p->row++;
}

static void joint_line(struct page_of_cells *p)
{
    const struct ensemble *e = p->book->content->ensemble;

    if (!e || e->done == 0)
        return;
    put(p, 0, book_words(p->book, "全部目标按期达标的概率", "Probability that all targets are met"), p->book->wrapped);
    put(p, 1, "%", p->book->dim);
    for (int i = 0; i < e->member_count; i++)
        put_number(p, block(i), UNIT_SHARE, (double)e->members[i].joint / (double)e->done);
    book_mark_chances(p->book, p->to, p->row, FIRST_BLOCK, p->row, block(e->member_count) - 1);
    p->row++;
}

static void verdicts(struct page_of_cells *p)
{
    struct book *b = p->book;
    const char *words[BLOCK];

    section(p, "目标完成情况", "Targets");
    owners(p);
    for (int v = 0; v < BLOCK; v++)
        words[v] = verdict_name((enum verdict)v, b->chinese);
    for (int i = 0; i < b->content->count; i++)
        block_headings(p, book_words(b, "领域", "Area"), book_words(b, "单位", "Unit"), i, words);
    p->row++;
    verdict_line(p, -1, book_words(b, "合计", "All"));
    for (int area = 0; area < BOARD_AREAS; area++)
        verdict_line(p, area, board_area_name(area, b->chinese));
    joint_line(p);
}

/* --- main indicators: base year, last year, and how far the last may go --- */

static const struct series *named(const struct book *b, const char *key, const struct setup **u)
{
    const struct series *found = NULL;

    for (int i = 0; i < b->content->count && !found; i++) {
        *u = b->content->runs[i]->setup;
        found = setup_series(*u, key, NULL);
    }
    return found;
}

static void indicator_line(struct page_of_cells *p, const char *key)
{
    struct book *b = p->book;
    const struct setup *u = NULL;
    const struct series *any = named(b, key, &u);
    char label[256];

    if (!any)
        return;
    series_label(u, any, b->chinese, label, sizeof label);
    put(p, 0, label, b->text);
    put(p, 1, book_unit(b, any->row->unit, series_unit(u, any, b->chinese)), b->dim);
    for (int i = 0; i < b->content->count; i++) {
        const struct run *r = b->content->runs[i];
        const struct scenario *s = r->setup->scenario;
        const struct series *series = setup_series(r->setup, key, NULL);
        const double values[BLOCK] = {series ? run_value(r, series, s->first_year) : ABSENT,
                                      series ? run_value(r, series, s->last_year) : ABSENT,
                                      book_quantile(b, i, key, s->last_year, book_quantiles[BOOK_P10]),
                                      book_quantile(b, i, key, s->last_year, book_quantiles[BOOK_P90])};
        for (int k = 0; k < BLOCK; k++)
            put_number(p, block(i) + (lxw_col_t)k, any->row->unit, values[k]);
    }
    p->row++;
}

static void indicators(struct page_of_cells *p)
{
    struct book *b = p->book;

    section(p, "主要指标", "Main indicators");
    owners(p);
    for (int i = 0; i < b->content->count; i++) {
        const struct scenario *s = scenario_of(b, i);
        char first[16], last[16], low[32], high[32];
        snprintf(first, sizeof first, b->chinese ? "%d年" : "%d", s->first_year);
        snprintf(last, sizeof last, b->chinese ? "%d年" : "%d", s->last_year);
        snprintf(low, sizeof low, "%s P10", last);
        snprintf(high, sizeof high, "%s P90", last);
        const bool ranges = b->content->ensemble != NULL;
        const char *const words[BLOCK] = {first, last, ranges ? low : NULL, ranges ? high : NULL};
        block_headings(p, book_words(b, "指标", "Indicator"), book_words(b, "单位", "Unit"), i, words);
    }
    p->row++;
    for (const char *const *key = b->content->main_indicators; *key; key++)
        indicator_line(p, *key);
}

/* --- what else is in the file, and how to make it again --- */

static void contents(struct page_of_cells *p)
{
    struct book *b = p->book;

    section(p, "工作表", "Sheets");
    for (int i = 0; i < b->sheet_count; i++) {
        put(p, 0, b->sheets[i].name, b->text);
        put(p, 2, b->sheets[i].about, b->text);
        p->row++;
    }
}

static void record(struct page_of_cells *p)
{
    struct book *b = p->book;
    const struct workbook_content *c = b->content;
    const char *ran =
        c->ensemble
            ? arena_format(&b->arena,
                           b->chinese ? "随机重复%llu次，种子%llu，抽样方法%s"
                                      : "%llu replicates, seed %llu, sampler %s",
                           (unsigned long long)c->ensemble->done, (unsigned long long)c->options->seed, c->sampler)
            : book_words(b, "方案没有不确定因素，因此没有概率和结果区间",
                         "nothing in the scenario is uncertain: there are no probabilities and ranges");

    section(p, "记录", "Record");
    put(p, 0, book_words(b, "程序", "Program"), b->text);
    put(p, 2, arena_format(&b->arena, "vetsim %s", c->version), b->text);
    p->row++;
    put(p, 0, book_words(b, "概率与区间", "Probabilities and ranges"), b->text);
    put(p, 2, ran, b->text);
    p->row++;
    put(p, 0, book_words(b, "空单元格", "Empty cells"), b->text);
    put(p, 2, book_words(b, "没有数据或没有限制，不是零", "unknown or without limit, never zero"), b->text);
}

void add_summary(struct book *b, lxw_worksheet *to)
{
    struct page_of_cells p = {.book = b, .to = to, .row = 0};
    const bool several = b->content->count > 1;

    worksheet_set_column(to, 0, 0, LABEL_WIDTH, NULL);
    worksheet_set_column(to, 1, 1, UNIT_WIDTH, NULL);
    worksheet_set_column(to, FIRST_BLOCK, block(b->content->count) - 1, CELL_WIDTH, NULL);
    put(&p, 0, several ? book_words(b, "方案对照", "Scenarios side by side") : b->names[0], b->title);
    worksheet_set_row(to, p.row++, 26, NULL);
    put(&p, 0,
        book_words(b, "金额为当年价；人数为秋季学期数；比例以%显示。",
                   "Money is nominal; students and teachers are autumn counts; shares are shown in percent."),
        b->subtitle);
    p.row++;
    facts(&p);
    verdicts(&p);
    indicators(&p);
    contents(&p);
    record(&p);
    worksheet_freeze_panes(to, 1, FIRST_BLOCK);
    sheet_paper(b, to, 1);
    worksheet_fit_to_pages(to, 1, 1);
}
