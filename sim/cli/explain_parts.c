/* What an indicator is made of in one year, as lines that add up. */
#include <stdio.h>
#include <string.h>

#include "explain_why.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { MOST_PARTS = 6 }; /* of a sum with more, parts that are zero are left out */

/* One block of lines. */
struct block {
    struct why *w;
    struct table table;
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

/* Everything a part names is met, also where it stands on one line. */
static void meet(const struct block *b, const struct made *m)
{
    if (m->kind == MADE_SERIES && m->back == 0 && part_value(b->w, m) != 0.0)
        why_meet_series(b->w, m->series, b->depth + 1);
    if (m->kind == MADE_PARAMETER)
        why_meet_parameter(b->w, m->row, m->item,
                           m->base_year ? b->w->run->setup->shape.first_year : b->w->year - m->back);
    for (const struct made *part = m->first; part; part = part->next)
        if (part_counts(b->w, m, part))
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
    char lead[64] = "", number[VALUE_TEXT], name[1024], how[1100] = "";
    const char *sign = part_sign(whole, part);
    const struct made *m = part_taken(b->w, part);
    const double value = part_value(b->w, m);
    const bool short_line = part_in_line(m);
    for (int i = 0; i < indent && i < 8; i++)
        strcat(lead, "\xC2\xA0\xC2\xA0\xC2\xA0");
    const bool brackets = short_line && m->kind == MADE_SUM && (whole->kind == MADE_PRODUCT || part->inverse);
    if (part_leaf(m) || short_line)
        part_line(b->w, m, false, name, sizeof name);
    else
        snprintf(name, sizeof name, "%s", words_for(m->kind));
    if (short_line)
        part_line(b->w, m, true, how, sizeof how - 64);
    if (bound)
        snprintf(how + strlen(how), 64, "%s%s", *how ? "  " : "", _("← sets the limit"));
    struct table_row *row = table_row(&b->table);
    const enum unit own = part_unit(m, unit);
    const char *shown = part_number(m, own, value, number);
    table_cell(&b->table, row, PART, bound ? BOLD : PLAIN, brackets ? "%s%s\xC2\xA0(%s)" : "%s%s\xC2\xA0%s", lead,
               *sign ? sign : "\xC2\xA0", name);
    table_cell(&b->table, row, VALUE, bound ? BOLD : PLAIN, "%s%s", shown,
               own == UNIT_STUDENTS_PER_TEACHER ? ":1" : "");
    table_cell(&b->table, row, HOW, bound ? CAUTION : DIM, "%s", how);
    meet(b, m);
    if (!part_leaf(m) && !short_line)
        add_parts(b, m, part_unit(m, unit), indent + 1);
}

/* The part that is the smallest or largest, where there is something to choose between. */
static bool sets_limit(const struct block *b, const struct made *whole, const struct made *part)
{
    if (whole->kind != MADE_LEAST || part_value(b->w, part) != part_value(b->w, whole))
        return false;
    for (const struct made *other = whole->first; other != part; other = other->next)
        if (part_value(b->w, other) == part_value(b->w, whole))
            return false; /* the first of equals */
    return true;
}

static void add_parts(struct block *b, const struct made *whole, enum unit unit, int indent)
{
    int count = 0;
    for (const struct made *part = whole->first; part; part = part->next)
        count++;
    for (const struct made *part = whole->first; part; part = part->next) {
        if (!part_counts(b->w, whole, part))
            continue;
        if (whole->kind == MADE_SUM && part_value(b->w, part) == 0.0 && (count > MOST_PARTS || !part_leaf(part)))
            b->zeros++;
        else
            add_part(b, whole, part, unit, indent, sets_limit(b, whole, part));
    }
}

static void total_line(struct block *b)
{
    const struct why *w = b->w;
    char number[VALUE_TEXT];
    const enum unit unit = b->w->of->row->unit;
    const char *name = unit_shown(unit) ? "" : series_unit(w->run->setup, b->w->of, w->page->chinese);
    struct table_row *row = table_row(&b->table);
    table_cell(&b->table, row, PART, BOLD, "=\xC2\xA0%s %d",
               w->page->chinese ? b->w->of->row->label_zh : b->w->of->row->label_en, w->year);
    table_cell(&b->table, row, VALUE, BOLD, "%s", value_text(unit, run_value(w->run, b->w->of, w->year), number));
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
    struct block b = {.w = w, .depth = depth};
    bool failed;
    w->of = series;
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
    m = part_taken(w, m);
    if (part_leaf(m)) {
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
