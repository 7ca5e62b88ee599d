/* Parts of a formula as a reader sees them: what they measure, and their names and numbers on one line. */
#include <stdio.h>

#include "explain_why.h"
#include "text.h"
#include "values.h"
#include "words.h"

enum { SHORT_LINE = 5 }; /* names that stand on one line */

double part_value(const struct why *w, const struct made *m) { return made_value(w->run, m, w->year); }

static bool shares_only(const struct made *m)
{
    bool only = m->kind != MADE_NUMBER || !m->inverse;
    if (m->kind == MADE_SERIES || m->kind == MADE_PARAMETER) {
        const enum unit unit = m->kind == MADE_SERIES ? m->series->row->unit : m->row->unit;
        only = unit == UNIT_SHARE || unit == UNIT_SHARE_PER_YEAR;
    }
    for (const struct made *part = m->first; part && only; part = part->next)
        only = shares_only(part);
    return only;
}

/* What a part is measured in; `whole` where it does not say itself. */
enum unit part_unit(const struct made *m, enum unit whole)
{
    if (m->first && shares_only(m))
        return UNIT_SHARE;
    if (m->kind == MADE_SERIES)
        return m->series->row->unit;
    if (m->kind == MADE_PARAMETER)
        return m->row->unit;
    const bool product = m->kind == MADE_PRODUCT; /* in a share: persons, say, of which the share is made */
    for (const struct made *part = m->first; part && (!product || whole == UNIT_SHARE); part = part->next)
        if (part->kind != MADE_NUMBER && !(product && shares_only(part)))
            return part_unit(part, whole);
    return whole;
}

bool part_leaf(const struct made *m) { return !m->first; }

/* Names and numbers in a part of sums and products; many in one that has others inside. */
static int leaves(const struct made *m)
{
    int count = part_leaf(m);
    if (!part_leaf(m) && m->kind != MADE_SUM && m->kind != MADE_PRODUCT)
        return SHORT_LINE + 1;
    for (const struct made *part = m->first; part; part = part->next)
        count += leaves(part);
    return count;
}

bool part_in_line(const struct made *m) { return !part_leaf(m) && leaves(m) <= SHORT_LINE; }

/* --- names and numbers on one line --- */

/* The item is named where it is not the one the block is about. */
static void leaf_name(const struct why *w, const struct made *m, struct words *s)
{
    const bool chinese = w->page->chinese;
    const int year = m->base_year ? w->run->setup->shape.first_year : w->year - m->back;
    char label[256], number[VALUE_TEXT];
    if (m->kind == MADE_NUMBER) {
        words_add(s, "%s", bound_text(UNIT_NONE, m->number, number));
        return;
    }
    const struct row *row = m->kind == MADE_SERIES ? m->series->row : m->row;
    const int item = m->kind == MADE_SERIES ? m->series->item : m->item;
    const bool same = row->scope == SCOPE_CITY || (row->scope == w->of->row->scope && item == w->of->item);
    if (!same || (m->kind == MADE_SERIES && row->scope == SCOPE_INITIATIVE)) {
        if (m->kind == MADE_SERIES) {
            series_label(w->run->setup, m->series, chinese, label, sizeof label);
        } else {
            const struct item *of = &w->run->setup->scenario->items[row->scope].list[item];
            snprintf(label, sizeof label, chinese ? "%s（%s）" : "%s (%s)", chinese ? row->label_zh : row->label_en,
                     label_text(&of->label, chinese, of->id));
        }
        words_add(s, "%s", label);
    } else {
        words_add(s, "%s", chinese ? row->label_zh : row->label_en);
    }
    if (year != w->year)
        words_add(s, chinese ? "（%d年）" : " (%d)", year);
}

/* A parameter as the scenario writes it, so that 0.05% is not 0; but people are whole. */
char *part_number(const struct made *m, enum unit unit, double value, char text[VALUE_TEXT])
{
    const bool people = unit == UNIT_PERSONS || unit == UNIT_PERSON_DAYS || unit == UNIT_PERSON_TIMES;
    return m->kind == MADE_PARAMETER && !people ? bound_text(unit, value, text) : value_text(unit, value, text);
}

static void leaf_number(const struct why *w, const struct made *m, struct words *s)
{
    char number[VALUE_TEXT];
    const enum unit unit = part_unit(m, UNIT_NONE);
    words_add(s, "%s", part_number(m, unit, part_value(w, m), number));
}

const char *part_sign(const struct made *whole, const struct made *part)
{
    const bool first = part == whole->first;
    if (whole->kind == MADE_SUM)
        return part->inverse ? "−" : first ? "" : "+";
    if (whole->kind == MADE_PRODUCT)
        return part->inverse ? "÷" : first ? "" : "×";
    return "·";
}

/* Of a smallest or largest: limits that are not given and fixed bounds that are not reached say nothing. */
bool part_counts(const struct why *w, const struct made *whole, const struct made *part)
{
    const double value = part_value(w, part);
    if (whole->kind == MADE_LEAST && !(value < ABSENT_ABOVE))
        return false;
    if (whole->kind == MADE_LEAST || whole->kind == MADE_MOST)
        return part->kind != MADE_NUMBER || value == part_value(w, whole);
    return part->kind != MADE_NUMBER || part->number != (whole->kind == MADE_PRODUCT ? 1.0 : 0.0);
}

/* What a part comes to: where only one thing inside it counts, that. */
const struct made *part_taken(const struct why *w, const struct made *m)
{
    while (!part_leaf(m)) {
        const struct made *only = NULL;
        int count = 0;
        if (m->kind == MADE_GIVEN) {
            m = part_value(w, m->first) < ABSENT_ABOVE ? m->first : m->first->next;
            continue;
        }
        for (const struct made *part = m->first; part; part = part->next)
            if (part_counts(w, m, part)) {
                only = part;
                count++;
            }
        if (count != 1 || only->inverse)
            break;
        m = only;
    }
    return m;
}

static void line(const struct why *w, const struct made *m, bool numbers, struct words *s)
{
    if (part_leaf(m)) {
        numbers ? leaf_number(w, m, s) : leaf_name(w, m, s);
        return;
    }
    bool first = true;
    for (const struct made *part = m->first; part; part = part->next) {
        const char *sign = part_sign(m, part);
        if (!part_counts(w, m, part))
            continue;
        const struct made *inside = part_taken(w, part);
        const bool brackets = inside->kind == MADE_SUM && (m->kind == MADE_PRODUCT || part->inverse);
        if (!first || part->inverse)
            words_add(s, first ? "%s" : " %s ", sign);
        first = false;
        words_add(s, "%s", brackets ? "(" : "");
        line(w, inside, numbers, s);
        words_add(s, "%s", brackets ? ")" : "");
    }
}

void part_line(const struct why *w, const struct made *m, bool numbers, char *text, size_t size)
{
    struct words s = {.used = 0};
    line(w, m, numbers, &s);
    snprintf(text, size, "%s", s.text);
}
