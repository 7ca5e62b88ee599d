/* What is uncertain, and how it is drawn. */
#include <math.h>
#include <stdio.h>

#include "workbook_parts.h"

static const struct sheet_column columns[] = {
    {"方案", "Scenario", 0},
    {"不确定因素", "Uncertain input", 32},
    {"作用于", "Acts on", 28},
    {"作用方式", "How", 14},
    {"单位", "Unit", 13},
    {"分布", "Distribution", 12},
    {"最小值", "Low", 11},
    {"最可能值", "Mode", 11},
    {"最大值", "High", 11},
    {"均值（对数正态为对数的均值）", "Mean (lognormal: of the log)", 14},
    {"标准差（对数正态为对数的标准差）", "Std. deviation (lognormal: of the log)", 14},
    {"离散取值（概率）", "Discrete values (probability)", 26},
    {"来源或假定理由", "Source or reason", 80},
    {"编号", "Id", 28},
    {"参数代码", "Key", 40},
};
enum { COLUMNS = sizeof columns / sizeof *columns, NAME = 1 };

static const char *form_words(const struct book *b, const struct address *a, char text[32])
{
    switch (a->form) {
    case FORM_SCALE:
        return book_words(b, "乘以", "times");
    case FORM_SHIFT:
        return book_words(b, "加上", "plus");
    case FORM_DELAY:
        return book_words(b, "推迟", "later by");
    case FORM_YEAR:
        snprintf(text, 32, b->chinese ? "%d年取值" : "value in %d", a->year);
        return text;
    default:
        return book_words(b, "取值", "value");
    }
}

/* A factor has no unit, a delay is in years; everything else has the parameter's. */
static enum unit unit_of(const struct address *a)
{
    return a->form == FORM_SCALE ? UNIT_NONE : a->form == FORM_DELAY ? UNIT_YEARS : a->row->unit;
}

static const char *distribution_words(enum distribution d, bool chinese)
{
    static const char *const words[][2] = {[DIST_UNIFORM] = {"uniform", "均匀"},
                                           [DIST_TRIANGULAR] = {"triangular", "三角"},
                                           [DIST_PERT] = {"PERT", "PERT"},
                                           [DIST_NORMAL] = {"normal", "正态"},
                                           [DIST_LOGNORMAL] = {"lognormal", "对数正态"},
                                           [DIST_DISCRETE] = {"discrete", "离散"}};
    return words[d][chinese];
}

/* "0 (70%); 1 (30%)". */
static const char *discrete_words(struct book *b, const struct uncertain *u)
{
    char *text = arena_format(&b->arena, "%s", "");
    double all = 0;

    for (int i = 0; i < u->count; i++)
        all += u->weights ? u->weights[i] : 1;
    for (int i = 0; i < u->count && text; i++)
        text = arena_format(&b->arena, b->chinese ? "%s%s%g（%.3g%%）" : "%s%s%g (%.3g%%)", text, i ? "; " : "",
                            u->values[i], 100 * (u->weights ? u->weights[i] : 1) / all);
    b->failed = b->failed || !text;
    return text;
}

static void uncertain_line(struct long_sheet *s, int scenario, const struct uncertain *u)
{
    struct book *b = s->book;
    const struct scenario *from = b->content->runs[scenario]->setup->scenario;
    const enum unit unit = unit_of(&u->address);
    const enum distribution d = u->distribution;
    const bool bounded = d != DIST_DISCRETE && d != DIST_LOGNORMAL;
    const bool spread = d == DIST_NORMAL || d == DIST_LOGNORMAL;
    char key[200], text[32];

    address_key(from, u->address.row, u->address.item, key, sizeof key);
    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_wrapped(s, label_text(&u->label, b->chinese, u->id));
    sheet_wrapped(s, b->chinese ? u->address.row->label_zh : u->address.row->label_en);
    sheet_text(s, form_words(b, &u->address, text));
    sheet_text(s, book_unit(b, unit, NULL));
    sheet_text(s, distribution_words(d, b->chinese));
    sheet_number(s, unit, bounded ? u->low : ABSENT);
    sheet_number(s, unit, d == DIST_TRIANGULAR || d == DIST_PERT ? u->mode : ABSENT);
    sheet_number(s, unit, bounded ? u->high : ABSENT);
    sheet_number(s, d == DIST_LOGNORMAL ? UNIT_NONE : unit, spread ? u->mean : ABSENT);
    sheet_number(s, d == DIST_LOGNORMAL ? UNIT_NONE : unit, spread ? u->sd : ABSENT);
    sheet_wrapped(s, d == DIST_DISCRETE ? discrete_words(b, u) : NULL);
    sheet_wrapped(s, u->from.source ? u->from.source : u->from.assumption);
    sheet_text(s, u->id);
    sheet_text(s, key);
}

void add_uncertain(struct book *b)
{
    struct long_sheet s;
    int count = 0;

    for (int i = 0; i < b->content->count; i++)
        count += b->content->runs[i]->setup->scenario->uncertain_count;
    if (count == 0)
        return;
    sheet_start(&s, b, book_words(b, "不确定因素", "Uncertain"),
                book_words(b, "哪些因素不确定，按什么分布抽取", "what is uncertain, and how it is drawn"));
    sheet_columns(&s, columns, COLUMNS);
    for (int i = 0; i < b->content->count; i++) {
        const struct scenario *from = b->content->runs[i]->setup->scenario;
        for (int k = 0; k < from->uncertain_count; k++)
            uncertain_line(&s, i, &from->uncertains[k]);
    }
    sheet_end(&s, NAME + 1, NAME);
}
