/* What held the plan back, year by year and in words: "places 2020–2022; teachers 2023". */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "run_page.h"
#include "table.h"
#include "text.h"
#include "values.h"

struct limit_line {
    const char *key;
    bool by_sector;
    const char *name;
};

static const struct limit_line lines[] = {
    {"enrolment.limit", true, N_("Intake")},
    {"faculty.hire_limit", true, N_("Hiring")},
    {"training.limit", false, N_("Social training")},
    {"funding.limit", false, N_("Spending")},
};

/* The limit of a year; -1 where nothing is said (the base year). */
static int code_in_year(const struct run *r, const struct series *s, int year)
{
    double value = run_value(r, s, year);
    return isfinite(value) && fabs(value) < 100 ? (int)lround(value) : -1;
}

/* Appends "first–last name" of one stretch of years with the same limit. */
static size_t stretch(char *text, size_t size, size_t used, int first, int last, const char *name, bool chinese)
{
    if (used >= size)
        return used;
    const char *mark = used == 0 ? "" : chinese ? "；" : "; ";
    int length = first == last ? snprintf(text + used, size - used, "%s%d %s", mark, first, name)
                               : snprintf(text + used, size - used, "%s%d–%d %s", mark, first, last, name);
    return used + (length > 0 ? (size_t)length : 0);
}

void limit_words(const struct run *r, const struct series *s, bool chinese, char *text, size_t size)
{
    int first_year = r->setup->shape.first_year, years = r->setup->shape.years, start = first_year;
    size_t used = 0;
    text[0] = '\0';
    for (int t = 1; t <= years; t++) {
        int before = code_in_year(r, s, first_year + t - 1);
        int now = t < years ? code_in_year(r, s, first_year + t) : -2;
        if (now == before)
            continue;
        if (before >= 0)
            used = stretch(text, size, used, start, first_year + t - 1, limit_name(s->row->limit, before, chinese),
                           chinese);
        start = first_year + t;
    }
}

static void add_line(struct table *table, const struct page *p, const struct run *r, const struct series *s,
                     const char *name, const char *part)
{
    char text[1024];
    limit_words(r, s, p->chinese, text, sizeof text);
    if (!*text)
        return;
    struct table_row *row = table_row(table);
    table_cell(table, row, 0, PLAIN, *part ? (p->chinese ? "%s（%s）" : "%s, %s") : "%s%s", name, part);
    table_cell(table, row, 1, PLAIN, "%s", text);
}

void print_limits(const struct page *p, const struct run *r)
{
    const struct column columns[] = {{.heading = "", .flexible = 16, .lines = 3},
                                     {.heading = "", .flexible = 20, .lines = 9}};
    struct table table = {.columns = columns, .count = 2, .indent = 2};
    const struct item_list *sectors = &r->setup->scenario->items[SCOPE_SECTOR];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char key[128];
        const struct series *s;
        if (!lines[i].by_sector && (s = setup_series(r->setup, lines[i].key, NULL)))
            add_line(&table, p, r, s, _(lines[i].name), "");
        for (int k = 0; lines[i].by_sector && k < sectors->count; k++) {
            const struct item *sector = &sectors->list[k];
            snprintf(key, sizeof key, "%s.%s", lines[i].key, sector->id);
            if ((s = setup_series(r->setup, key, NULL)))
                add_line(&table, p, r, s, _(lines[i].name), label_text(&sector->label, p->chinese, sector->id));
        }
    }
    if (table.first) {
        page_blank(p);
        page_line(p, BOLD, "%s", _("What set the limit"));
        table_print(p, &table);
    }
    table_free(&table);
}
