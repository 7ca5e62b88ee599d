/* The targets, area by area: the ones that are missed first, because they are what a meeting is
 * about; the ones that are met shortly; a count for each area and in total at the end. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "areas.h"
#include "run_page.h"
#include "table.h"
#include "text.h"
#include "values.h"

static const enum verdict order[] = {VERDICT_MISSED, VERDICT_LATE, VERDICT_MET, VERDICT_UNEVALUATED};

enum { VERDICT, TARGET, DUE, GOAL, REACHED, GAP, BASIS, DEPARTMENTS, COLUMNS };

struct tally {
    int of[VERDICT_UNEVALUATED + 1];
};

enum { ALL_AREAS = -1 };

static struct tally count_area(const struct run *r, int area)
{
    struct tally tally = {{0}};
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        if (area == ALL_AREAS || in_area(r->results[i].target->area, area))
            tally.of[r->results[i].verdict]++;
    return tally;
}

static int tally_total(const struct tally *t)
{
    return t->of[VERDICT_MET] + t->of[VERDICT_LATE] + t->of[VERDICT_MISSED] + t->of[VERDICT_UNEVALUATED];
}

static void tally_words(const struct tally *t, char *text, size_t size)
{
    tally_text(t->of[VERDICT_MET], t->of[VERDICT_LATE], t->of[VERDICT_MISSED], t->of[VERDICT_UNEVALUATED], text, size);
}

enum tone verdict_tone(enum verdict verdict)
{
    static const enum tone tones[] = {
        [VERDICT_MET] = GOOD, [VERDICT_LATE] = CAUTION, [VERDICT_MISSED] = BAD, [VERDICT_UNEVALUATED] = DIM};
    return tones[verdict];
}

const char *verdict_sign(enum verdict verdict)
{
    static const char *const marks[] = {
        [VERDICT_MET] = "✓", [VERDICT_LATE] = "~", [VERDICT_MISSED] = "✗", [VERDICT_UNEVALUATED] = "?"};
    return marks[verdict];
}

char *reached_text(const struct run *r, const struct result *result, char text[VALUE_TEXT + 2])
{
    const struct target *t = result->target;
    const enum unit unit = target_measure(r->setup, t);
    const double against = t->comparator == RANGE && result->reached > t->value ? t->value_max : t->value;
    if (result->verdict == VERDICT_MET)
        value_text(unit, result->reached, text);
    else
        value_apart(unit, result->reached, against, text);
    return unit == UNIT_STUDENTS_PER_TEACHER ? strcat(text, ":1") : text;
}

bool gap_words(const struct run *r, const struct result *result, char *text, size_t size)
{
    const enum unit unit = target_measure(r->setup, result->target);
    char gap[VALUE_TEXT];
    *text = '\0';
    if (result->verdict == VERDICT_MET || result->verdict == VERDICT_UNEVALUATED || result->gap == 0.0)
        return false;
    gap_text(unit, result->gap, gap);
    bool share = unit == UNIT_SHARE || unit == UNIT_SHARE_PER_YEAR;
    bool relative = !share && isfinite(result->gap_share) && fabs(result->gap_share) < 100;
    if (relative) /* a percent of a percentage would only confuse */
        snprintf(text, size, "%s (%.0f%%)", gap, 100 * fabs(result->gap_share));
    else
        snprintf(text, size, "%s", gap);
    return true;
}

static bool shows_reasons(enum verdict verdict) { return verdict == VERDICT_MISSED || verdict == VERDICT_LATE; }

/* Appends one more reason to the line under a target. */
__attribute__((format(printf, 4, 5))) static size_t add_reason(char *text, size_t size, size_t used, const char *format,
                                                               ...)
{
    if (used > 0 && used < size)
        used += (size_t)snprintf(text + used, size - used, " · ");
    if (used >= size)
        return used;
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text + used, size - used, format, list);
    va_end(list);
    return used + (length > 0 ? (size_t)length : 0);
}

size_t reason_words(const struct result *result, bool chinese, char *text, size_t size)
{
    const struct target *t = result->target;
    const char *bound = chinese ? result->bound_zh : result->bound_en;
    size_t used = 0;
    *text = '\0';
    if (result->verdict == VERDICT_UNEVALUATED && t->unevaluated)
        used = add_reason(text, size, used, "%s", t->unevaluated);
    if (result->verdict == VERDICT_LATE)
        used = add_reason(text, size, used, _("reached in %d"), result->first_year);
    if (shows_reasons(result->verdict) && *bound)
        used = add_reason(text, size, used, _("held back by: %s"), bound);
    if (shows_reasons(result->verdict) && t->departments && *t->departments)
        used = add_reason(text, size, used, _("responsible: %s"), t->departments);
    return used;
}

static void add_reasons(struct table *table, const struct page *p, const struct result *result)
{
    char text[4096];
    if (reason_words(result, p->chinese, text, sizeof text) > 0)
        table_remark(table, result->verdict == VERDICT_UNEVALUATED ? DIM : PLAIN, "      ", text);
}

/* Bytes of a mark between two departments at `text`, 0 when there is none. */
static size_t separator(const char *text)
{
    static const char *const marks[] = {"、", "，", "；", ",", ";"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* A cell has room for one name: the leading department's in full, and how many there are. */
static void departments_cell(struct table *table, struct table_row *row, const char *departments, bool chinese)
{
    static const char leads[] = "牵头单位：", opening[] = "（", closing[] = "）";
    const char *text = departments;
    size_t first = 0;
    int count = 1, depth = 0;
    if (strncmp(text, leads, strlen(leads)) == 0)
        text += strlen(leads);
    for (size_t at = 0; text[at]; at++) {
        depth += strncmp(text + at, opening, strlen(opening)) == 0;
        depth -= strncmp(text + at, closing, strlen(closing)) == 0;
        if (depth > 0 || separator(text + at) == 0) /* 有关县（市、区）政府 is one */
            continue;
        first = first ? first : at;
        count++;
    }
    if (count == 1)
        table_cell(table, row, DEPARTMENTS, DIM, "%s", text);
    else
        table_cell(table, row, DEPARTMENTS, DIM, chinese ? "%.*s等%d个单位" : "%.*s +%d", (int)first, text,
                   chinese ? count : count - 1);
}

static void add_target(struct table *table, const struct page *p, const struct run *r, const struct result *result)
{
    const struct target *t = result->target;
    char text[512];
    struct table_row *row = table_row(table);
    table_cell(table, row, VERDICT, verdict_tone(result->verdict), "%s %s", verdict_sign(result->verdict),
               verdict_name(result->verdict, p->chinese));
    table_cell(table, row, TARGET, PLAIN, "%s", label_text(&t->label, p->chinese, t->id));
    table_cell(table, row, DUE, PLAIN, "%d", t->due);
    if (result->row) {
        target_goal(r->setup, t, p->chinese, text, sizeof text);
        table_cell(table, row, GOAL, PLAIN, "%s", text);
    }
    if (result->verdict != VERDICT_UNEVALUATED) {
        table_cell(table, row, REACHED, PLAIN, "%s", reached_text(r, result, text));
        table_cell(table, row, BASIS, DIM, "%s", basis_name(result->basis, p->chinese));
    }
    if (gap_words(r, result, text, sizeof text))
        table_cell(table, row, GAP, PLAIN, "%s", text);
    if (t->departments && table->count == COLUMNS && !shows_reasons(result->verdict))
        departments_cell(table, row, t->departments, p->chinese);
    add_reasons(table, p, result);
}

static bool any_departments(const struct run *r, int area)
{
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *result = &r->results[i];
        const char *departments = result->target->departments;
        if (in_area(result->target->area, area) && departments && *departments && !shows_reasons(result->verdict))
            return true;
    }
    return false;
}

static void print_area(const struct page *p, const struct run *r, int area)
{
    const bool roomy = p->width >= 96; /* narrower pages name departments only where they are answerable */
    const struct column columns[COLUMNS] = {
        [VERDICT] = {.heading = "", .flexible = 10, .lines = 2},
        [TARGET] = {.heading = _("target"), .flexible = roomy ? 18 : 12, .lines = roomy ? 4 : 6},
        [DUE] = {.heading = _("due")},
        [GOAL] = {.heading = _("goal"), .right = true, .flexible = roomy ? 14 : 8, .lines = 3},
        [REACHED] = {.heading = _("reached"), .right = true},
        [GAP] = {.heading = _("gap"), .right = true, .flexible = roomy ? 9 : 7, .lines = 3},
        [BASIS] = {.heading = _("basis")},
        [DEPARTMENTS] = {.heading = _("responsible"), .flexible = 12, .lines = 3},
    };
    struct table table = {.columns = columns, .count = COLUMNS, .indent = 2};
    int count = 0;
    if (!roomy || !any_departments(r, area))
        table.count--; /* an empty column would only squeeze the others */
    for (size_t v = 0; v < sizeof order / sizeof *order; v++)
        for (int i = 0; i < r->setup->scenario->target_count; i++)
            if (r->results[i].verdict == order[v] && in_area(r->results[i].target->area, area)) {
                add_target(&table, p, r, &r->results[i]);
                count++;
            }
    if (count > 0) {
        struct tally tally = count_area(r, area);
        char words[256];
        tally_words(&tally, words, sizeof words);
        page_blank(p);
        page_line(p, BOLD, "%s  %s", area_name(area), words);
        table_print(p, &table);
    }
    table_free(&table);
}

static void summary_row(struct table *table, const char *name, const struct tally *tally, enum tone tone)
{
    if (tally_total(tally) == 0)
        return;
    struct table_row *row = table_row(table);
    table_cell(table, row, 0, tone, "%s", name);
    for (size_t v = 0; v < sizeof order / sizeof *order; v++) {
        int count = tally->of[order[v]];
        table_cell(table, row, (int)v + 1, count > 0 ? verdict_tone(order[v]) : DIM, "%d", count);
    }
    table_cell(table, row, 5, tone, "%d", tally_total(tally));
}

static void print_summary(const struct page *p, const struct run *r)
{
    const struct column columns[] = {{.heading = ""},
                                     {.heading = verdict_name(VERDICT_MISSED, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_LATE, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_MET, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_UNEVALUATED, p->chinese), .right = true},
                                     {.heading = _("targets"), .right = true}};
    struct table table = {.columns = columns, .count = 6, .indent = 2};
    for (int i = 0; i <= area_count(); i++) {
        struct tally tally = count_area(r, i);
        summary_row(&table, area_name(i), &tally, PLAIN);
    }
    struct tally all = count_area(r, ALL_AREAS);
    summary_row(&table, _("Total"), &all, BOLD);
    page_blank(p);
    page_line(p, BOLD, "%s", _("Targets in total"));
    table_print(p, &table);
    table_free(&table);
}

void print_targets(const struct page *p, const struct run *r)
{
    if (r->setup->scenario->target_count == 0)
        return;
    page_blank(p);
    page_line(p, BOLD, "%s", _("TARGETS"));
    page_wrap(p, DIM, "  ",
              _("Basis: model, computed from students, teachers and money; schedule, the assumed timing of an "
                "initiative or project; declared, a rule or parameter that the scenario states."));
    for (int i = 0; i <= area_count(); i++)
        print_area(p, r, i);
    print_summary(p, r);
}
