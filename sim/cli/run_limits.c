/* What held the plan back, year by year and in words: "places 2020–2022; teachers 2023". */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "run_page.h"
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
    {"training.limit", false, N_("Training")},
    {"funding.limit", false, N_("Money")},
};

/* The limit of a year; -1 where nothing is said (the base year). */
static int code_in_year(const struct run *r, const struct series *s, int year)
{
    double value = run_value(r, s, year);
    return isfinite(value) && fabs(value) < 100 ? (int)lround(value) : -1;
}

/* Appends "first–last name" of one stretch of years with the same limit. */
static size_t stretch(char *text, size_t size, size_t used, int first, int last, const char *name)
{
    if (used >= size)
        return used;
    int length = first == last ? snprintf(text + used, size - used, "%s%d %s", used ? "; " : "", first, name)
                               : snprintf(text + used, size - used, "%s%d–%d %s", used ? "; " : "", first, last, name);
    return used + (length > 0 ? (size_t)length : 0);
}

static void in_words(const struct run *r, const struct series *s, bool chinese, char *text, size_t size)
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
            used = stretch(text, size, used, start, first_year + t - 1, limit_name(s->row->limit, before, chinese));
        start = first_year + t;
    }
}

static void print_line(const struct page *p, const struct run *r, const struct series *s, const char *name,
                       const char *part)
{
    char text[1024], label[256], lead[320];
    in_words(r, s, p->chinese, text, sizeof text);
    if (!*text)
        return;
    snprintf(label, sizeof label, *part ? (p->chinese ? "%s（%s）" : "%s (%s)") : "%s%s", name, part);
    int width = text_width(label);
    snprintf(lead, sizeof lead, "  %s%*s", label, width < 26 ? 26 - width : 2, "");
    page_wrap(p, PLAIN, lead, text);
}

void print_limits(const struct page *p, const struct run *r)
{
    const struct item_list *sectors = &r->setup->scenario->items[SCOPE_SECTOR];
    page_blank(p);
    page_line(p, BOLD, "%s", _("What set the limit"));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char key[128];
        const struct series *s;
        if (!lines[i].by_sector && (s = setup_series(r->setup, lines[i].key, NULL)))
            print_line(p, r, s, _(lines[i].name), "");
        for (int k = 0; lines[i].by_sector && k < sectors->count; k++) {
            const struct item *sector = &sectors->list[k];
            snprintf(key, sizeof key, "%s.%s", lines[i].key, sector->id);
            if ((s = setup_series(r->setup, key, NULL)))
                print_line(p, r, s, _(lines[i].name), label_text(&sector->label, p->chinese, sector->id));
        }
    }
}
