#include "workbook.h"

#include <stdio.h>
#include <string.h>

#include "annex_workbook.h"
#include "workbook_parts.h"

/* "A 茌平…": a letter tells scenarios of the same label apart. */
static int name_scenarios(struct book *b)
{
    const struct workbook_content *c = b->content;

    b->names = arena_alloc(&b->arena, (size_t)c->count * sizeof *b->names);
    for (int i = 0; i < c->count && b->names; i++) {
        const struct scenario *s = c->runs[i]->setup->scenario;
        const char *label = label_text(&s->label, b->chinese, s->name), *mark = book_mark(b, i);
        b->names[i] = *mark ? arena_format(&b->arena, "%s %s", mark, label) : label;
        b->failed = b->failed || !b->names[i];
    }
    return b->names && !b->failed ? VS_OK : VS_MEMORY;
}

static int annex_sheets(struct book *b)
{
    int code = VS_OK;

    for (int i = 0; i < b->content->count && code == VS_OK; i++) {
        struct filled_tables f;
        code = tables_fill(&f, b->content->runs[i]);
        if (code == VS_OK)
            code = annex_workbook_add(b->to, &f, ALL_TABLES, book_mark(b, i), b->chinese);
        tables_free(&f);
    }
    return code;
}

static int fill(struct book *b)
{
    struct long_sheet summary, charts;
    int code = book_formats(b);

    if (code == VS_OK)
        code = name_scenarios(b);
    if (code != VS_OK)
        return code;
    sheet_start(&summary, b, book_words(b, "概览", "Summary"), NULL);
    sheet_start(&charts, b, book_words(b, "图表", "Charts"),
                book_words(b, "在校生、教师、资金和可能区间，随表中数据变化",
                           "students, teachers, money and ranges; they follow the cells"));
    add_targets(b);
    add_years(b);
    add_ranges(b);
    code = annex_sheets(b);
    book_list(b, book_words(b, "六张附表", "Six annex tables"),
              book_words(b, "方案原数、模拟值和差额", "the plan's own figures, simulated ones, and differences"));
    add_sources(b);
    add_uncertain(b);
    add_findings(b);
    if (code != VS_OK || b->failed)
        return VS_MEMORY;
    add_charts(b, charts.to);
    add_summary(b, summary.to);
    return b->failed ? VS_MEMORY : VS_OK;
}

int plots_workbook(const char *path, const struct workbook_content *content, struct diags *d)
{
    struct book b = {.content = content, .chinese = content->chinese};
    const struct scenario *first = content->runs[0]->setup->scenario;
    const struct xlsx_about about = {
        .title = label_text(&first->label, content->chinese, first->name),
        .subject = label_text(&first->place, content->chinese, NULL),
        .comments = arena_format(&b.arena, "vetsim %s; digest %s; seed %llu; n %llu", content->version, first->digest,
                                 (unsigned long long)(content->ensemble ? content->options->seed : 0),
                                 (unsigned long long)(content->ensemble ? content->ensemble->done : 0)),
    };
    int code = VS_MEMORY;

    b.to = about.comments ? xlsx_new(path, &about) : NULL;
    if (b.to)
        code = xlsx_close(b.to, path, fill(&b), d);
    arena_free(&b.arena);
    return code;
}
