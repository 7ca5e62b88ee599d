/* What an indicator is made of in one year, as lines that add up. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "explain_why.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum {
    MOST_PARTS = 6, /* of a sum with more, parts that are zero are left out */
    SHORT_LINE = 5  /* names that stand on one line */
};

/* One block of lines. */
struct block {
    struct why *w;
    struct table table;
    const struct series *of;
    int depth, zeros;
};

void why_meet_series(struct why *w, const struct series *series, int depth)
{
    for (int i = 0; i < w->waiting_count; i++)
        if (w->waiting[i].series == series)
            return;
    if (w->waiting_count == WHY_WAITING)
        return;
    w->waiting[w->waiting_count].series = series;
    w->waiting[w->waiting_count++].depth = depth;
}

void why_meet_parameter(struct why *w, const struct row *row, int item, int year)
{
    for (int i = 0; i < w->used_count; i++)
        if (w->used[i].row == row && w->used[i].item == item && (row->kind == KIND_LEVEL || w->used[i].year == year))
            return;
    if (w->used_count == WHY_USED)
        return;
    w->used[w->used_count].row = row;
    w->used[w->used_count].item = item;
    w->used[w->used_count++].year = year;
}

static double value_of(const struct block *b, const struct made *m) { return made_value(b->w->run, m, b->w->year); }

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
static enum unit unit_of(const struct made *m, enum unit whole)
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
            return unit_of(part, whole);
    return whole;
}

static bool leaf(const struct made *m) { return !m->first; }

/* Names and numbers in a part of sums and products; many in one that has others inside. */
static int leaves(const struct made *m)
{
    int count = leaf(m);
    if (!leaf(m) && m->kind != MADE_SUM && m->kind != MADE_PRODUCT)
        return SHORT_LINE + 1;
    for (const struct made *part = m->first; part; part = part->next)
        count += leaves(part);
    return count;
}

static bool in_line(const struct made *m) { return !leaf(m) && leaves(m) <= SHORT_LINE; }

/* --- names and numbers on one line --- */

struct words {
    char text[1024];
    size_t used;
};

__attribute__((format(printf, 2, 3))) static void add(struct words *s, const char *format, ...)
{
    if (s->used >= sizeof s->text)
        return;
    va_list list;
    va_start(list, format);
    int length = vsnprintf(s->text + s->used, sizeof s->text - s->used, format, list);
    va_end(list);
    s->used += length > 0 ? (size_t)length : 0;
}

/* The item is named where it is not the one the block is about. */
static void leaf_name(const struct block *b, const struct made *m, struct words *s)
{
    const bool chinese = b->w->page->chinese;
    const int year = m->base_year ? b->w->run->setup->shape.first_year : b->w->year - m->back;
    char label[256], number[VALUE_TEXT];
    if (m->kind == MADE_NUMBER) {
        add(s, "%s", bound_text(UNIT_NONE, m->number, number));
        return;
    }
    const struct row *row = m->kind == MADE_SERIES ? m->series->row : m->row;
    const int item = m->kind == MADE_SERIES ? m->series->item : m->item;
    const bool same = row->scope == SCOPE_CITY || (row->scope == b->of->row->scope && item == b->of->item);
    if (!same || (m->kind == MADE_SERIES && row->scope == SCOPE_INITIATIVE)) {
        if (m->kind == MADE_SERIES) {
            series_label(b->w->run->setup, m->series, chinese, label, sizeof label);
        } else {
            const struct item *of = &b->w->run->setup->scenario->items[row->scope].list[item];
            snprintf(label, sizeof label, chinese ? "%s（%s）" : "%s (%s)", chinese ? row->label_zh : row->label_en,
                     label_text(&of->label, chinese, of->id));
        }
        add(s, "%s", label);
    } else {
        add(s, "%s", chinese ? row->label_zh : row->label_en);
    }
    if (year != b->w->year)
        add(s, chinese ? "（%d年）" : " (%d)", year);
}

/* A parameter as the scenario writes it, so that 0.05% is not 0; but people are whole. */
static char *part_text(const struct made *m, enum unit unit, double value, char text[VALUE_TEXT])
{
    const bool people = unit == UNIT_PERSONS || unit == UNIT_PERSON_DAYS || unit == UNIT_PERSON_TIMES;
    return m->kind == MADE_PARAMETER && !people ? bound_text(unit, value, text) : value_text(unit, value, text);
}

static void leaf_number(const struct block *b, const struct made *m, struct words *s)
{
    char number[VALUE_TEXT];
    const enum unit unit = unit_of(m, UNIT_NONE);
    add(s, "%s", part_text(m, unit, value_of(b, m), number));
}

static const char *sign_of(const struct made *whole, const struct made *part)
{
    const bool first = part == whole->first;
    if (whole->kind == MADE_SUM)
        return part->inverse ? "−" : first ? "" : "+";
    if (whole->kind == MADE_PRODUCT)
        return part->inverse ? "÷" : first ? "" : "×";
    return "·";
}

/* Of a smallest or largest: limits that are not given and fixed bounds that are not reached say nothing. */
static bool counts(const struct block *b, const struct made *whole, const struct made *part)
{
    const double value = value_of(b, part);
    if (whole->kind == MADE_LEAST && !(value < ABSENT_ABOVE))
        return false;
    if (whole->kind == MADE_LEAST || whole->kind == MADE_MOST)
        return part->kind != MADE_NUMBER || value == value_of(b, whole);
    return part->kind != MADE_NUMBER || part->number != (whole->kind == MADE_PRODUCT ? 1.0 : 0.0);
}

/* What a part comes to: where only one thing inside it counts, that. */
static const struct made *taken(const struct block *b, const struct made *m)
{
    while (!leaf(m)) {
        const struct made *only = NULL;
        int count = 0;
        if (m->kind == MADE_GIVEN) {
            m = value_of(b, m->first) < ABSENT_ABOVE ? m->first : m->first->next;
            continue;
        }
        for (const struct made *part = m->first; part; part = part->next)
            if (counts(b, m, part)) {
                only = part;
                count++;
            }
        if (count != 1 || only->inverse)
            break;
        m = only;
    }
    return m;
}

static void line(const struct block *b, const struct made *m, bool numbers, struct words *s)
{
    if (leaf(m)) {
        numbers ? leaf_number(b, m, s) : leaf_name(b, m, s);
        return;
    }
    for (const struct made *part = m->first; part; part = part->next) {
        const char *sign = sign_of(m, part);
        if (!counts(b, m, part))
            continue;
        const struct made *inside = taken(b, part);
        const bool brackets = inside->kind == MADE_SUM && (m->kind == MADE_PRODUCT || part->inverse);
        add(s, *sign && part != m->first ? " %s " : "%s", sign);
        add(s, "%s", brackets ? "(" : "");
        line(b, inside, numbers, s);
        add(s, "%s", brackets ? ")" : "");
    }
}

/* Everything a part names is met, also where it stands on one line. */
static void meet(const struct block *b, const struct made *m)
{
    if (m->kind == MADE_SERIES && m->back == 0 && value_of(b, m) != 0.0)
        why_meet_series(b->w, m->series, b->depth + 1);
    if (m->kind == MADE_PARAMETER)
        why_meet_parameter(b->w, m->row, m->item,
                           m->base_year ? b->w->run->setup->shape.first_year : b->w->year - m->back);
    for (const struct made *part = m->first; part; part = part->next)
        if (counts(b, m, part))
            meet(b, part);
}

/* --- the lines of a block --- */

enum { PART, VALUE, HOW, COLUMNS };

static const char *words_for(enum made_kind kind)
{
    switch (kind) {
    case MADE_LEAST:
        return _("the smallest of");
    case MADE_MOST:
        return _("the largest of");
    case MADE_PRODUCT:
        return _("the product of");
    default:
        return _("the sum of");
    }
}

static void add_parts(struct block *b, const struct made *whole, enum unit unit, int indent);

static void add_part(struct block *b, const struct made *whole, const struct made *part, enum unit unit, int indent,
                     bool bound)
{
    struct words name = {.used = 0}, how = {.used = 0};
    char lead[64] = "", number[VALUE_TEXT];
    const char *sign = sign_of(whole, part);
    const struct made *m = taken(b, part);
    const double value = value_of(b, m);
    const bool short_line = in_line(m);
    for (int i = 0; i < indent && i < 8; i++)
        strcat(lead, "\xC2\xA0\xC2\xA0\xC2\xA0");
    const bool brackets = short_line && m->kind == MADE_SUM && (whole->kind == MADE_PRODUCT || part->inverse);
    add(&name, "%s", brackets ? "(" : "");
    if (leaf(m) || short_line)
        line(b, m, false, &name);
    else
        add(&name, "%s", words_for(m->kind));
    add(&name, "%s", brackets ? ")" : "");
    if (short_line)
        line(b, m, true, &how);
    if (bound)
        add(&how, "%s%s", how.used ? "  " : "", _("← sets the limit"));
    struct table_row *row = table_row(&b->table);
    const enum unit own = unit_of(m, unit);
    const char *shown = part_text(m, own, value, number);
    table_cell(&b->table, row, PART, bound ? BOLD : PLAIN, "%s%s%s%s", lead, *sign ? sign : "\xC2\xA0", "\xC2\xA0",
               name.text);
    table_cell(&b->table, row, VALUE, bound ? BOLD : PLAIN, "%s%s", shown,
               own == UNIT_STUDENTS_PER_TEACHER ? ":1" : "");
    table_cell(&b->table, row, HOW, bound ? CAUTION : DIM, "%s", how.text);
    meet(b, m);
    if (!leaf(m) && !short_line)
        add_parts(b, m, unit_of(m, unit), indent + 1);
}

/* The part that is the smallest or largest, where there is something to choose between. */
static bool sets_limit(const struct block *b, const struct made *whole, const struct made *part)
{
    if (whole->kind != MADE_LEAST || value_of(b, part) != value_of(b, whole))
        return false;
    for (const struct made *other = whole->first; other != part; other = other->next)
        if (value_of(b, other) == value_of(b, whole))
            return false; /* the first of equals */
    return true;
}

static void add_parts(struct block *b, const struct made *whole, enum unit unit, int indent)
{
    int count = 0;
    for (const struct made *part = whole->first; part; part = part->next)
        count++;
    for (const struct made *part = whole->first; part; part = part->next) {
        if (!counts(b, whole, part))
            continue;
        if (whole->kind == MADE_SUM && value_of(b, part) == 0.0 && (count > MOST_PARTS || !leaf(part)))
            b->zeros++;
        else
            add_part(b, whole, part, unit, indent, sets_limit(b, whole, part));
    }
}

static void total_line(struct block *b)
{
    const struct why *w = b->w;
    char number[VALUE_TEXT];
    const enum unit unit = b->of->row->unit;
    const char *name = unit_shown(unit) ? "" : series_unit(w->run->setup, b->of, w->page->chinese);
    struct table_row *row = table_row(&b->table);
    table_cell(&b->table, row, PART, BOLD, "=\xC2\xA0%s %d",
               w->page->chinese ? b->of->row->label_zh : b->of->row->label_en, w->year);
    table_cell(&b->table, row, VALUE, BOLD, "%s", value_text(unit, run_value(w->run, b->of, w->year), number));
    table_cell(&b->table, row, HOW, DIM, "%s", name);
}

/* Whether a formula reads an earlier year: in the base year there is none. */
static bool looks_back(const struct made *m)
{
    bool back = m->back > 0;
    for (const struct made *part = m->first; part && !back; part = part->next)
        back = looks_back(part);
    return back;
}

bool why_parts(struct why *w, const struct series *series, int depth)
{
    const struct column columns[COLUMNS] = {{.heading = "", .flexible = 24, .lines = 4},
                                            {.heading = "", .right = true},
                                            {.heading = "", .flexible = 16, .lines = 4}};
    struct block b = {.w = w, .of = series, .depth = depth};
    bool failed;
    const struct made *m = made_of(w->run->setup, series, w->arena, &failed);
    if (m && w->year == w->run->setup->shape.first_year && looks_back(m))
        m = NULL;
    why_meet_others(w, series);
    if (!m)
        return false;
    char label[256];
    b.table = (struct table){.columns = columns, .count = COLUMNS, .indent = 2};
    series_label(w->run->setup, series, w->page->chinese, label, sizeof label);
    page_blank(w->page);
    page_line(w->page, BOLD, "%s", label);
    m = taken(&b, m);
    if (leaf(m)) {
        const struct made whole = {.kind = MADE_SUM, .first = (struct made *)m};
        add_part(&b, &whole, m, series->row->unit, 0, false);
    } else {
        if (m->kind == MADE_LEAST || m->kind == MADE_MOST)
            table_remark(&b.table, DIM, "  ", words_for(m->kind));
        add_parts(&b, m, series->row->unit, 0);
    }
    total_line(&b);
    table_print(w->page, &b.table);
    if (b.zeros > 0)
        page_line(w->page, DIM, _("  Parts that are zero and not shown: %d"), b.zeros);
    table_free(&b.table);
    return true;
}
