/* Every target of every scenario: what was wanted, what was reached, how likely it is, and whose words it is in. */
#include <stdio.h>

#include "board.h"
#include "workbook_parts.h"

static const struct sheet_column columns[] = {
    {"方案", "Scenario", 0},
    {"领域", "Area", 14},
    {"目标", "Target", 36},
    {"期限（年）", "Due (year)", 9},
    {"要求", "Wanted", 10},
    {"目标值", "Goal", 12},
    {"区间上限", "Upper goal", 11},
    {"允许偏差", "Tolerance", 11},
    {"单位", "Unit", 10},
    {"达到值", "Reached", 12},
    {"差距（达到值减目标值）", "Gap (reached less goal)", 13},
    {"结论", "Verdict", 11},
    {"首次达标年份", "First met (year)", 10},
    {"达标概率（%）", "Probability (%)", 11},
    {"概率标准误（%）", "Standard error (%)", 11},
    {"P10", "P10", 11},
    {"中位数", "Median", 11},
    {"P90", "P90", 11},
    {"依据", "Rests on", 10},
    {"制约因素", "Held back by", 22},
    {"责任单位", "Departments", 28},
    {"文件", "Document", 24},
    {"位置", "Section", 20},
    {"原文", "Quote", 60},
    {"说明", "Note", 60},
    {"编号", "Id", 34},
};
enum { COLUMNS = sizeof columns / sizeof *columns, NAME = 2, VERDICT = 11, CHANCE = 13 };

static const char *comparator_words(enum comparator c, bool chinese)
{
    static const char *const words[][2] = {[AT_LEAST] = {"at least", "不低于"},
                                           [AT_MOST] = {"at most", "不高于"},
                                           [EQUAL] = {"exactly", "等于"},
                                           [RANGE] = {"from … to", "介于"}};
    return words[c][chinese];
}

/* What a target's numbers count: an initiative's or a rule's own unit where it has one. */
static const char *own_unit(const struct book *b, const struct setup *u, const struct result *r)
{
    struct address a;

    if (r->series)
        return series_unit(u, r->series, b->chinese);
    if (r->target->parameter && target_parameter(u, r->target, &a) && a.row->scope == SCOPE_RULE && a.item >= 0)
        return label_text(&u->scenario->items[SCOPE_RULE].list[a.item].unit, b->chinese, NULL);
    return NULL;
}

static void goal(struct long_sheet *s, const struct setup *u, const struct result *r)
{
    const struct target *t = r->target;
    const bool evaluated = r->verdict != VERDICT_UNEVALUATED;
    const enum unit unit = r->row ? r->row->unit : UNIT_NONE;

    sheet_text(s, evaluated ? comparator_words(t->comparator, s->book->chinese) : NULL);
    sheet_number(s, unit, evaluated ? t->value : ABSENT);
    sheet_number(s, unit, evaluated && t->comparator == RANGE ? t->value_max : ABSENT);
    sheet_number(s, unit, evaluated && t->tolerance > 0 ? t->tolerance : ABSENT);
    sheet_text(s, r->row ? book_unit(s->book, unit, own_unit(s->book, u, r)) : NULL);
    sheet_number(s, unit, evaluated ? r->reached : ABSENT);
    sheet_number(s, unit, evaluated ? r->gap : ABSENT);
    sheet_text(s, verdict_name(r->verdict, s->book->chinese));
    sheet_year(s, evaluated ? r->first_year : 0);
}

static void chance(struct long_sheet *s, int scenario, int target, const struct result *r)
{
    static const int shown[] = {BOOK_P10, BOOK_P50, BOOK_P90};
    const struct ensemble *e = s->book->content->ensemble;
    const bool any = e && r->verdict != VERDICT_UNEVALUATED;
    double error = ABSENT;

    sheet_number(s, UNIT_SHARE, any ? ensemble_probability(e, scenario, target, &error) : ABSENT);
    sheet_number(s, UNIT_SHARE, any ? error : ABSENT);
    for (int q = 0; q < 3; q++)
        sheet_number(
            s, r->row ? r->row->unit : UNIT_NONE,
            any ? book_quantile(s->book, scenario, r->target->indicator, r->target->due, book_quantiles[shown[q]])
                : ABSENT);
}

static void target_line(struct long_sheet *s, int scenario, int i)
{
    const struct book *b = s->book;
    const struct run *run = b->content->runs[scenario];
    const struct result *r = &run->results[i];
    const struct target *t = r->target;
    const bool evaluated = r->verdict != VERDICT_UNEVALUATED;

    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_text(s, board_area_name(board_area(t), b->chinese));
    sheet_wrapped(s, label_text(&t->label, b->chinese, t->id));
    sheet_year(s, t->due);
    goal(s, run->setup, r);
    chance(s, scenario, i, r);
    sheet_text(s, evaluated ? basis_name(r->basis, b->chinese) : NULL);
    sheet_wrapped(s, b->chinese ? r->bound_zh : r->bound_en);
    sheet_wrapped(s, t->departments);
    sheet_wrapped(s, t->document);
    sheet_wrapped(s, t->section);
    sheet_wrapped(s, t->quote);
    sheet_wrapped(s, t->unevaluated ? t->unevaluated : t->note);
    sheet_text(s, t->id);
}

void add_targets(struct book *b)
{
    lxw_format *const looks[] = {[VERDICT_MET] = b->good,
                                 [VERDICT_LATE] = b->caution,
                                 [VERDICT_MISSED] = b->bad,
                                 [VERDICT_UNEVALUATED] = b->dim};
    struct long_sheet s;

    sheet_start(&s, b, book_words(b, "目标", "Targets"),
                book_words(b, "每项目标的要求、达到值、结论和达标概率",
                           "every target: what is wanted, what is reached, verdict and probability"));
    sheet_columns(&s, columns, COLUMNS);
    for (int i = 0; i < b->content->count; i++)
        for (int t = 0; t < b->content->runs[i]->setup->scenario->target_count; t++)
            target_line(&s, i, t);
    for (int v = VERDICT_MET; v <= VERDICT_UNEVALUATED; v++)
        sheet_mark(&s, VERDICT, verdict_name((enum verdict)v, b->chinese), looks[v]);
    book_mark_chances(b, s.to, s.head + 1, CHANCE, s.row, CHANCE);
    sheet_end(&s, NAME + 1, NAME);
}
