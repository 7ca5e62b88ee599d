/* What the audit found: the plan checked against itself. */
#include "board.h"
#include "workbook_parts.h"

static const struct sheet_column columns[] = {
    {"方案", "Scenario", 0},
    {"类别", "Kind", 13},
    {"领域", "Area", 14},
    {"问题", "Finding", 40},
    {"方案原文", "Plan's words", 60},
    {"计算", "Arithmetic", 60},
    {"差额", "How large", 24},
    {"占总量（%）", "Share (%)", 10},
    {"建议", "What to do", 50},
    {"编号", "Id", 36},
};
enum { COLUMNS = sizeof columns / sizeof *columns, KIND = 1, NAME = 3 };

/* A cell holds them one below the other. */
static const char *quotes(struct book *b, const struct finding *f)
{
    const char *text = "";

    for (int i = 0; i < f->quote_count && text; i++)
        text = arena_format(&b->arena, b->chinese ? "%s%s%s：%s" : "%s%s%s: %s", text, i ? "\n" : "",
                            f->quotes[i].place ? f->quotes[i].place : "", f->quotes[i].text);
    b->failed = b->failed || !text;
    return text;
}

static const char *sums(struct book *b, const struct finding *f)
{
    const char *text = "";

    for (int i = 0; i < f->sum_count && text; i++)
        text = arena_format(&b->arena, "%s%s%s", text, i ? "\n" : "", f->sums[i]);
    b->failed = b->failed || !text;
    return text;
}

static void finding_line(struct long_sheet *s, int scenario, const struct finding *f)
{
    struct book *b = s->book;
    const struct target area = {.area = f->area};

    sheet_line(s);
    sheet_text(s, b->names[scenario]);
    sheet_text(s, audit_severity_name(f->severity, b->chinese));
    sheet_text(s, board_area_name(board_area(&area), b->chinese));
    sheet_wrapped(s, f->title);
    sheet_wrapped(s, quotes(b, f));
    sheet_wrapped(s, sums(b, f));
    sheet_wrapped(s, f->amount);
    sheet_number(s, UNIT_SHARE, f->size);
    sheet_wrapped(s, f->advice);
    sheet_text(s, f->id);
}

void add_findings(struct book *b)
{
    struct long_sheet s;

    sheet_start(&s, b, book_words(b, "方案自查", "Audit"),
                book_words(b, "方案与自身对照发现的问题", "what was found when the plan was checked against itself"));
    sheet_columns(&s, columns, COLUMNS);
    for (int i = 0; i < b->content->count; i++)
        for (int k = 0; k < b->content->audits[i].count; k++)
            finding_line(&s, i, &b->content->audits[i].findings[k]);
    if (s.to && s.row == s.head) {
        sheet_line(&s);
        sheet_text(&s, book_words(b, "没有发现问题。", "Nothing was found."));
    }
    sheet_mark(&s, KIND, audit_severity_name(AUDIT_CONTRADICTION, b->chinese), b->bad);
    sheet_mark(&s, KIND, audit_severity_name(AUDIT_RISK, b->chinese), b->caution);
    sheet_end(&s, NAME + 1, NAME);
}
