/* Wholes and their parts, rows that repeat each other, and rules on part of a row. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"

/* --- what no part accounts for: subject is the whole, with its parts; by is another division, shown
 * beside it where the parts do not add up --- */

struct remainder {
    double first, largest, share; /* of the years in which the parts are known */
    bool constant, negative;
    int years;
};

/* "20000 − (11000 + 5000) = 4000" */
static const char *left_over(struct auditor *a, double total, const char *parts, int y)
{
    const char *spelled = spelled_at(a, parts, y);
    bool several = strchr(spelled, ' ') != NULL;
    return say(a, "%s − %s%s%s = %s", "%s − %s%s%s = %s", num(a, total), several ? "(" : "", spelled,
               several ? ")" : "", num(a, total - value_at(a, parts, y)));
}

static void divide(struct auditor *a, struct finding *f, const struct check *c, struct remainder *r)
{
    for (int y = 0; y < a->issued->year_count; y++) {
        double total = value_at(a, c->subject, y), sum = value_at(a, c->with, y), left = total - sum;
        if (!is_known(total) || !is_known(sum) || fabs(left) <= 1e-6 * fabs(total))
            continue;
        const char *line = say(a, "%d年：%s", "%d: %s", a->issued->years[y], left_over(a, total, c->with, y));
        if (c->by && is_known(value_at(a, c->by, y)))
            line = say(a, "%s；减去%s：%s", "%s; less %s: %s", line, operand_label(a, c->by),
                       left_over(a, total, c->by, y));
        add_sum(f, line);
        r->constant = r->years == 0 || (r->constant && fabs(left - r->first) < 1e-6 * fabs(total));
        r->first = r->years++ ? r->first : left;
        r->negative = r->negative || left < 0;
        r->largest = fmax(r->largest, fabs(left));
        r->share = fmax(r->share, total > 0 ? fabs(left) / total : 1.0);
    }
}

/* A remainder that never moves, beside what does. */
static void add_growth(struct auditor *a, struct finding *f, const char *what)
{
    double first = value_at(a, what, 0), last = value_at(a, what, a->issued->year_count - 1);
    if (is_known(first) && is_known(last) && first > 0 && fabs(last / first - 1.0) > 0.1)
        add_sum(f, say(a, "同期%s从%s变为%s（%s），这笔余额没有变",
                       "Meanwhile the %s went from %s to %s (%s); this remainder did not move", operand_label(a, what),
                       num(a, first), num(a, last), growth(a, last / first - 1.0)));
}

static void add_shares(struct auditor *a, struct finding *f, const struct check *c)
{
    const int last = a->issued->year_count - 1;
    double part0 = value_at(a, c->with, 0), part = value_at(a, c->with, last);
    double whole0 = value_at(a, c->subject, 0), whole = value_at(a, c->subject, last);
    if (is_known(part0) && is_known(part) && is_known(whole0) && is_known(whole) && whole0 > 0 && whole > 0)
        add_sum(f, say(a, "所列部分只占%s（首年）到%s（末年）：增加%s，而总数增加%s",
                       "What is listed is %s of the whole in the first year and %s in the last: it grows by %s, the "
                       "whole by %s",
                       percent(a, part0 / whole0), percent(a, part / whole), num(a, part - part0),
                       num(a, whole - whole0)));
}

void check_parts(struct auditor *a, const struct check *c)
{
    struct remainder r = {0};
    struct finding f = begin_finding(a, "parts", c->subject, AUDIT_RISK, c->with);
    divide(a, &f, c, &r);
    if (f.sum_count == 0)
        return;
    const char *whole = operand_label(a, c->subject), *unit = row_unit(a, c->subject);
    f.severity = r.negative ? AUDIT_CONTRADICTION : AUDIT_RISK;
    if (r.negative)
        f.title = say(a, "%s的各部分加起来超过总数", "The parts of the %s add up to more than the whole", whole);
    else if (r.constant && r.years > 2)
        f.title = say(a, "%s中每年都有%s%s不在%s之内", "%s: in every year %s %s are not in the %s", whole,
                      num(a, r.first), unit, operand_label(a, c->with));
    else
        f.title = say(a, "%s中最多有%s%s不在%s之内", "%s: up to %s %s are not in the %s", whole, num(a, r.largest),
                      unit, operand_label(a, c->with));
    if (r.constant && r.years > 2) {
        add_growth(a, &f, "all_students");
        add_growth(a, &f, "teachers");
    } else if (!r.negative) {
        add_shares(a, &f, c);
    }
    f.amount =
        say(a, "最多%s%s，占总数的%s", "up to %s %s, %s of the whole", num(a, r.largest), unit, percent(a, r.share));
    f.size = r.share;
    f.advice = r.negative
                   ? say(a, "逐项核对，改正总数或各部分。", "Go through the lines and correct the whole or the parts.")
                   : say(a, "为余下的部分单列一行，写明是什么；否则各行加不成总数。",
                         "Give the remainder a line of its own and say what it is; otherwise the lines do not add up.");
    quote_rows(a, &f, c->subject);
    quote_every_row(a, &f, c->with);
    if (c->by)
        quote_rows(a, &f, c->by);
    keep_finding(a, &f);
}

/* --- a part larger than its whole: subject, with --- */

void check_within(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "within", c->subject, AUDIT_CONTRADICTION, c->subject);
    for (int y = 0; y < a->issued->year_count; y++) {
        double part = value_at(a, c->subject, y), whole = value_at(a, c->with, y);
        if (!is_known(part) || !is_known(whole) || part <= whole * (1.0 + 1e-9))
            continue;
        add_sum(&f, say(a, "%d年：%s > %s，多%s", "%d: %s > %s, %s too many", a->issued->years[y], num(a, part),
                        num(a, whole), num(a, part - whole)));
        f.size = fmax(f.size, whole > 0 ? part / whole - 1.0 : 1.0);
    }
    if (f.sum_count == 0)
        return;
    f.title = say(a, "%s比它所属的%s还多", "%s: more than the %s it is part of", operand_label(a, c->subject),
                  operand_label(a, c->with));
    f.amount = say(a, "最多多出%s", "up to %s too many", percent(a, f.size));
    f.advice = say(a, "核对两行，部分不能大于整体。", "Check both rows: a part cannot exceed its whole.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}

/* --- a rule the plan's text sets for all of a row: subject is who keeps it, with is everyone, by the
 * words by which the text is known --- */

void check_all_of(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "rule", c->subject, AUDIT_RISK, c->subject);
    const struct issued_row *row = find_issued(a->issued, c->subject);
    if (!row || quote_phrase(a, &f, c->by, NULL) == 0)
        return;
    for (int y = 0; y < a->issued->year_count; y++) {
        double kept = value_at(a, c->subject, y), all = value_at(a, c->with, y);
        if (!is_known(kept) || !is_known(all) || all <= 0 || kept >= all * (1.0 - 1e-9))
            continue;
        add_sum(&f,
                say(a, "%d年：%s − %s = %s人不符合，占%s", "%d: %s − %s = %s persons do not comply, %s",
                    a->issued->years[y], num(a, all), num(a, kept), num(a, all - kept), percent(a, 1.0 - kept / all)));
        f.size = fmax(f.size, 1.0 - kept / all);
    }
    if (f.sum_count == 0)
        return;
    f.title = say(a, "方案自己的规定没有全部做到：%s少于%s", "The plan's own rule is not kept by all: %s, %s",
                  a->chinese ? row_label(a, row) : operand_label(a, c->with),
                  a->chinese ? operand_label(a, c->with) : row_label(a, row));
    f.amount = say(a, "最多有%s不符合规定", "up to %s do not comply", percent(a, f.size));
    f.advice = say(a, "提高符合条件的招聘人数，或在正文写明例外的范围（“原则上”可以例外多少）。",
                   "Hire more who comply, or say in the text how far exceptions may go.");
    quote_row(a, &f, row);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}

/* --- rows that repeat each other --- */

/* The whole of which a row is declared to be part, NULL when there is none. */
static const char *whole_of(const char *key)
{
    for (int i = 0; i < check_count; i++) {
        if (checks[i].run == check_within && strcmp(checks[i].subject, key) == 0)
            return checks[i].with;
    }
    return NULL;
}

static bool part_and_whole(const char *a, const char *b)
{
    const char *wa = whole_of(a), *wb = whole_of(b);
    return (wa && strcmp(wa, b) == 0) || (wb && strcmp(wb, a) == 0);
}

static void key_of(const struct issued_row *row, char key[96]) { snprintf(key, 96, "%s.%s", row->table->key, row->id); }

/* Two rows of different names with the same numbers, and what is left of the whole without them. */
static void report_pair(struct auditor *a, const struct issued_row *first, const struct issued_row *second)
{
    char one[96], two[96];
    key_of(first, one);
    key_of(second, two);
    const char *whole = whole_of(two);
    struct finding f = begin_finding(a, "repeated", two, AUDIT_NOTE, two);
    if (part_and_whole(one, two))
        return;
    for (int y = 0; y < a->issued->year_count; y++) {
        double x = second->cells[y].value, all = whole ? value_at(a, whole, y) : INFINITY;
        if (!is_known(x) || x == 0.0)
            continue;
        if (isfinite(all) && is_known(all) && all > 0)
            add_sum(&f,
                    say(a, "%d年：两行都是%s，占%s的%s，其余%s − %s = %s",
                        "%d: both rows are %s; of %s that is %s, leaving %s − %s = %s", a->issued->years[y], num(a, x),
                        operand_label(a, whole), percent(a, x / all), num(a, all), num(a, x), num(a, all - x)));
        else
            add_sum(&f, say(a, "%d年：两行都是%s", "%d: both rows are %s", a->issued->years[y], num(a, x)));
        f.size = 1.0;
    }
    f.title =
        say(a, "%s与%s逐年相同", "%s and %s are the same in every year", row_label(a, first), row_label(a, second));
    f.amount = say(a, "%d年全部相同", "the same in all %d years", a->issued->year_count);
    f.advice = say(a, "核实是否真的完全重合；若是照抄，分别填报。",
                   "Check whether they really coincide; if one was copied, fill it in on its own.");
    quote_row(a, &f, first);
    quote_row(a, &f, second);
    if (whole)
        quote_rows(a, &f, whole);
    keep_finding(a, &f);
}

static bool counted(const struct issued_row *row)
{
    return row->table->by_industry ? strcmp(row->column, "students") == 0 : row->print == PRINT_NUMBER;
}

static const struct issued_row *earlier_copy(const struct auditor *a, const struct issued_row *row)
{
    for (const struct issued_row *other = a->issued->rows; other < row; other++) {
        if (other->table == row->table && strcmp(other->column, row->column) == 0 && same_cells(a->issued, other, row))
            return other;
    }
    return NULL;
}

/* Lines of a table by industry that stand there twice: subject is the whole they belong to. */
static void report_lines(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "repeated", "programme", AUDIT_CONTRADICTION, "programme");
    double twice[64] = {0};
    for (int i = 0; i < a->issued->row_count; i++) {
        const struct issued_row *row = &a->issued->rows[i], *copy = counted(row) ? earlier_copy(a, row) : NULL;
        if (!row->table->by_industry || !copy)
            continue;
        add_sum(&f, say(a, "“%s”与“%s”的学生数逐年相同", "\"%s\" has the students of \"%s\" in every year",
                        row_label(a, row), row_label(a, copy)));
        for (int y = 0; y < a->issued->year_count && y < 64; y++)
            twice[y] += is_known(row->cells[y].value) ? row->cells[y].value : 0.0;
        quote_row(a, &f, copy);
        quote_row(a, &f, row);
    }
    if (f.sum_count == 0)
        return;
    for (int y = 0; y < a->issued->year_count && y < 64; y++) {
        double once = value_at(a, c->with, y), all = value_at(a, c->subject, y);
        if (!is_known(once) || !is_known(all) || all <= 0)
            continue;
        const char *mark =
            once + twice[y] > all ? (a->chinese ? "，超过" : ", more than") : (a->chinese ? "，" : ", of");
        add_sum(&f, say(a, "%d年：不重复%s，加上重复的%s为%s%s%s%s", "%d: once %s, with the copies (%s) %s%s %s %s",
                        a->issued->years[y], num(a, once), num(a, twice[y]), num(a, once + twice[y]), mark,
                        operand_label(a, c->subject), num(a, all)));
        f.size = fmax(f.size, twice[y] / all);
    }
    f.title = say(a, "专业布局表中有重复的行", "The programme table has lines that stand there twice");
    f.amount = say(a, "重复计算的学生最多占%s", "up to %s of all students counted twice", percent(a, f.size));
    f.advice = say(a, "删去重复的行，或改填该产业真实的专业和学生数。",
                   "Delete the copies, or fill in what these industries really have.");
    keep_finding(a, &f);
}

void check_repeated(struct auditor *a, const struct check *c)
{
    report_lines(a, c);
    for (int i = 0; i < a->issued->row_count; i++) {
        const struct issued_row *row = &a->issued->rows[i];
        const struct issued_row *copy = counted(row) && !row->table->by_industry ? earlier_copy(a, row) : NULL;
        if (copy)
            report_pair(a, copy, row);
    }
}
