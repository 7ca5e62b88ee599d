/* Ratios as printed against the counts they are made of, and the same quantity in two places. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"

enum { LONGEST = 96, MOST_READINGS = 6 };

/* --- one quantity given in two places: subject, with --- */

void check_same(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "same", c->subject, AUDIT_CONTRADICTION, c->subject);
    double most = 0.0, share = 0.0;
    for (int y = 0; y < a->issued->year_count; y++) {
        double x = value_at(a, c->subject, y), z = value_at(a, c->with, y), gap = z - x;
        if (!is_known(x) || !is_known(z) || fabs(gap) < 1e-9 * fabs(x) || x == z)
            continue;
        double part = x != 0.0 ? fabs(gap / x) : 1.0;
        add_sum(&f, say(a, "%d年：%s − %s = %s（%s）", "%d: %s − %s = %s (%s)", a->issued->years[y], num(a, z),
                        num(a, x), num(a, gap), percent(a, part)));
        most = fmax(most, fabs(gap));
        share = fmax(share, part);
    }
    if (f.sum_count == 0)
        return;
    f.title = say(a, "%s与%s不是同一组数", "The %s and the %s are two different series", operand_label(a, c->subject),
                  operand_label(a, c->with));
    f.amount = say(a, "最多相差%s%s（%s）", "up to %s %s apart (%s)", num(a, most), row_unit(a, c->subject),
                   percent(a, share));
    f.size = share;
    f.advice = say(a, "核实后以一处为准，改掉另一处；没有改之前，两组数不要放进同一个比值。",
                   "Decide which one holds and correct the other; until then do not use both in one ratio.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}

/* --- a printed ratio: subject is its row, with its numerators, by its denominators, each a list of
 * names divided by "|". The first that is known is what the ratio says; a name after "?" is another
 * reading, which may explain a misprint but is not what is asked. --- */

struct reading {
    char above[LONGEST], below[LONGEST];
    bool other;
};

static bool next_name(const char **list, char name[LONGEST], bool *other)
{
    if (!**list)
        return false;
    *other = **list == '?';
    *list += *other;
    size_t length = strcspn(*list, "|");
    snprintf(name, LONGEST, "%.*s", (int)length, *list);
    *list += length;
    *list += **list == '|';
    return true;
}

static int readings_of(const struct check *c, struct reading *list)
{
    int count = 0;
    char above[LONGEST], below[LONGEST];
    bool one, two;
    for (const char *p = c->with; next_name(&p, above, &one);) {
        for (const char *q = c->by; next_name(&q, below, &two) && count < MOST_READINGS;) {
            list[count].other = one || two;
            memcpy(list[count].above, above, sizeof above);
            memcpy(list[count++].below, below, sizeof below);
        }
    }
    return count;
}

static double reading_value(const struct auditor *a, const struct reading *r, int y)
{
    double above = value_at(a, r->above, y), below = value_at(a, r->below, y);
    return is_known(above) && is_known(below) && below > 0.0 ? above / below : INFINITY;
}

/* The first reading whose counts are known in the year; NULL when there is none. */
static const struct reading *what_it_says(const struct auditor *a, const struct reading *list, int count, int y)
{
    for (int i = 0; i < count; i++) {
        if (!list[i].other && isfinite(reading_value(a, &list[i], y)))
            return &list[i];
    }
    return NULL;
}

static const char *division(struct auditor *a, const struct issued_row *row, const struct reading *r, int y)
{
    return say(a, "%s ÷ %s = %s", "%s ÷ %s = %s", num(a, value_at(a, r->above, y)), num(a, value_at(a, r->below, y)),
               cell_number(a, row, &row->cells[y], reading_value(a, r, y), 2));
}

static bool agrees(const struct issued_cell *cell, double value)
{
    return fabs(cell->value - value) <= cell->half * (1.0 + 1e-9) + 1e-12;
}

/* A year in which the print and the counts differ by more than half the last printed digit. */
static double misprint(struct auditor *a, struct finding *f, const struct issued_row *row, const struct reading *list,
                       int count, int y)
{
    const struct issued_cell *cell = &row->cells[y];
    const struct reading *r = what_it_says(a, list, count, y);
    double value = r ? reading_value(a, r, y) : 0.0;
    if (!r || !is_known(cell->value) || agrees(cell, value))
        return 0.0;
    add_sum(f, say(a, "%d年：%s，表中是%s，差%s，大于末位的一半%s",
                   "%d: %s, printed %s: off by %s, more than half the last digit %s", a->issued->years[y],
                   division(a, row, r, y), cell_number(a, row, cell, cell->value, 0),
                   cell_number(a, row, cell, fabs(value - cell->value), 2), cell_number(a, row, cell, cell->half, 1)));
    for (int i = 0; i < count; i++) {
        if (&list[i] != r && isfinite(reading_value(a, &list[i], y)) && agrees(cell, reading_value(a, &list[i], y)))
            add_sum(f,
                    say(a, "→ 换成%s ÷ %s就对得上：%s", "→ %s over %s would agree: %s", operand_label(a, list[i].above),
                        operand_label(a, list[i].below), division(a, row, &list[i], y)));
    }
    return value > 0.0 ? fmin(fabs(cell->value / value - 1.0), 1.0) : 1.0;
}

static void report_misprints(struct auditor *a, const struct issued_row *row, const struct check *c,
                             const struct reading *list, int count)
{
    struct finding f = begin_finding(a, "printed_ratio", c->subject, AUDIT_CONTRADICTION, c->subject);
    for (int y = 0; y < a->issued->year_count; y++)
        f.size = fmax(f.size, misprint(a, &f, row, list, count, y));
    if (f.sum_count == 0)
        return;
    f.title = say(a, "%s：印出的比值与人数、数量算出的不符", "%s: the printed ratio does not follow from its counts",
                  row_label(a, row));
    f.amount = say(a, "最多相差%s", "up to %s off", percent(a, f.size));
    f.advice = say(a, "改正印出的比值，并写明分子、分母用的是哪一组数，各年用同一口径。",
                   "Correct the printed ratio, and say which counts it is made of, the same ones in every year.");
    quote_row(a, &f, row);
    for (int i = 0; i < count; i++) {
        if (!list[i].other) {
            quote_rows(a, &f, list[i].above);
            quote_rows(a, &f, list[i].below);
        }
    }
    keep_finding(a, &f);
}

/* A year in which the counts are on the wrong side of the print, though they round to it. */
static double strictly_missed(struct auditor *a, struct finding *f, const struct issued_row *row, const struct check *c,
                              const struct reading *r, int y)
{
    const struct issued_cell *cell = &row->cells[y];
    double above = value_at(a, r->above, y), below = value_at(a, r->below, y), value = reading_value(a, r, y);
    if (r->other || !isfinite(value) || !is_known(cell->value) || cell->value <= 0.0)
        return 0.0;
    bool least = c->wanted == AT_LEAST;
    const char *grows = least ? r->above : r->below; /* what there would have to be more of */
    double has = least ? above : below, needed = least ? cell->value * below : above / cell->value;
    if (needed - has <= 1e-9 * has)
        return 0.0;
    needed = strcmp(row_unit(a, grows), unit_label(UNIT_WAN_YUAN, a->chinese)) == 0 ? needed : ceil(needed - 1e-9);
    const char *side = least ? (a->chinese ? "不到" : "below") : (a->chinese ? "超过" : "above");
    add_sum(f, say(a, "%d年：%s，%s%s；%s要有%s%s，差%s", "%d: %s, %s %s; the %s would have to be %s %s, %s more",
                   a->issued->years[y], division(a, row, r, y), side, cell_number(a, row, cell, cell->value, 0),
                   operand_label(a, grows), num(a, needed), row_unit(a, grows), num(a, needed - has)));
    return (needed - has) / has;
}

/* A ratio that falls although what is divided grows says less than it seems to. */
static void add_fall(struct auditor *a, struct finding *f, const struct issued_row *row, const struct reading *r)
{
    int first = -1, last = -1;
    for (int y = 0; y < a->issued->year_count; y++) {
        if (is_known(row->cells[y].value) && row->cells[y].value > 0.0) {
            first = first < 0 ? y : first;
            last = y;
        }
    }
    if (first < 0 || row->cells[last].value >= row->cells[first].value)
        return;
    double before = value_at(a, r->above, first), after = value_at(a, r->above, last);
    if (is_known(before) && is_known(after) && after > before)
        add_sum(f, say(a, "%s从%s增加到%s，印出的比值却从%s降到%s",
                       "%s grows from %s to %s while the printed ratio falls from %s to %s", operand_label(a, r->above),
                       num(a, before), num(a, after), row->cells[first].text, row->cells[last].text));
}

static void add_mixed_units(struct auditor *a, struct finding *f, const struct reading *r)
{
    const struct issued_row *above = find_issued(a->issued, r->above);
    if (above && above->unit == UNIT_PERSON_DAYS)
        add_sum(f, say(a, "这是人日除以人，说的是每名在校生对应多少人日，不是多少人参加培训",
                       "This divides person-days by persons: days for each student, not people trained"));
}

static void report_strict(struct auditor *a, const struct issued_row *row, const struct check *c,
                          const struct reading *list, int count)
{
    struct finding f = begin_finding(a, "strict_ratio", c->subject, AUDIT_NOTE, c->subject);
    for (int y = 0; y < a->issued->year_count; y++) {
        const struct reading *r = what_it_says(a, list, count, y);
        if (!r || !agrees(&row->cells[y], reading_value(a, r, y)))
            continue; /* blank, or a misprint, which is another finding */
        for (int i = 0; i < count; i++)
            f.size = fmax(f.size, strictly_missed(a, &f, row, c, &list[i], y));
    }
    if (f.sum_count == 0)
        return;
    f.title = say(a, "%s：把印出的比值当作硬指标，方案自己的数就达不到",
                  "%s: taken as a hard threshold, the plan's own counts miss the printed ratio", row_label(a, row));
    if (c->wanted == AT_LEAST)
        add_fall(a, &f, row, &list[0]);
    add_mixed_units(a, &f, &list[0]);
    f.amount = say(a, "最多差%s", "up to %s short", percent(a, f.size));
    f.advice =
        say(a, "考核时按原始数量核对，或写明“四舍五入到末位”；需要硬指标时把比值多印一位。",
            "Check the counts instead, or say that the ratio is rounded; print one digit more where it must hold.");
    quote_row(a, &f, row);
    for (int i = 0; i < count; i++) {
        if (!list[i].other)
            quote_rows(a, &f, list[i].above);
    }
    keep_finding(a, &f);
}

void check_printed_ratio(struct auditor *a, const struct check *c)
{
    struct reading list[MOST_READINGS];
    const struct issued_row *row = find_issued(a->issued, c->subject);
    int count = readings_of(c, list);
    if (!row)
        return;
    report_misprints(a, row, c, list, count);
    report_strict(a, row, c, list, count);
}

/* --- a target on a ratio that holds or fails with what it is divided by --- */

/* Whether the sentence says itself what the ratio is over. */
static bool says_denominator(const struct target *t, const struct reading *list, int count)
{
    for (int i = 0; i < count && t->quote; i++) {
        const struct quantity *q = find_quantity(list[i].below);
        if (q && strstr(t->quote, q->label_zh))
            return true;
    }
    return false;
}

static void other_reading(struct auditor *a, struct finding *f, const struct issued_row *row, const struct reading *own,
                          const struct reading *other, const struct target *t, int y)
{
    double says = reading_value(a, own, y), may = reading_value(a, other, y);
    double above = value_at(a, other->above, y), below = value_at(a, other->below, y);
    if (!isfinite(says) || !isfinite(may) || target_holds(t, says) == target_holds(t, may))
        return;
    double lack = t->value * below - above;
    const char *side = lack > 0 ? (a->chinese ? "差" : "short by") : (a->chinese ? "超过" : "above by");
    add_sum(f, say(a, "%d年按%s：%s ÷ %s = %s；目标%s，%s%s%s", "%d, over %s: %s ÷ %s = %s; target %s, %s %s %s",
                   a->issued->years[y], operand_label(a, other->below), num(a, above), num(a, below),
                   cell_number(a, row, &row->cells[y], may, 0), percent(a, t->value), side,
                   num(a, ceil(fabs(lack) - 1e-9)), row_unit(a, other->above)));
    f->size = fmax(f->size, fabs(may - says));
    quote_target(a, f, t);
}

void check_denominator(struct auditor *a, const struct check *c)
{
    struct reading list[MOST_READINGS];
    const struct issued_row *row = find_issued(a->issued, c->subject);
    int count = readings_of(c, list);
    if (!row)
        return;
    struct finding f = begin_finding(a, "denominator", c->subject, AUDIT_RISK, c->subject);
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        if (!is_text_target(a, t) || row_of_target(a, t) != row || says_denominator(t, list, count))
            continue;
        for (int y = 0; y < a->issued->year_count; y++) {
            for (int k = 1; k < count && a->issued->years[y] == t->due; k++)
                if (list[k].other)
                    other_reading(a, &f, row, &list[0], &list[k], t, y);
        }
    }
    if (f.sum_count == 0)
        return;
    f.title =
        say(a, "%s：目标能不能达到取决于分母用哪一个，而原文没有说明",
            "%s: whether the target holds depends on its denominator, which the text leaves open", row_label(a, row));
    f.amount = say(a, "两种口径相差%s个百分点", "the two readings are %s percentage points apart",
                   fixed(a, 100.0 * f.size, 1));
    f.advice = say(a, "在目标里写明分母（例如占专业课教师，还是占全部专任教师）。",
                   "Say in the target what it is a share of.");
    quote_row(a, &f, row);
    keep_finding(a, &f);
}
