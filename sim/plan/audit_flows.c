/* Stocks against what flows in, load against capacity, and what a unit costs from year to year. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"

enum { MOST_YEARS = 64 };

static int years_of(const struct auditor *a)
{
    return a->issued->year_count < MOST_YEARS ? a->issued->year_count : MOST_YEARS;
}

/* Flows are of one year: over a gap of several they cannot be compared with what changed. */
static bool follows(const struct auditor *a, int y) { return a->issued->years[y] == a->issued->years[y - 1] + 1; }

/* All values of a formula; false when one is unknown or a year is left out. */
static bool all_values(const struct auditor *a, const char *formula, double *values)
{
    for (int y = 0; y < years_of(a); y++) {
        values[y] = value_at(a, formula, y);
        if (!is_known(values[y]) || (y > 0 && !follows(a, y)))
            return false;
    }
    return years_of(a) > 1;
}

/* --- a stock and what flows in: subject, with; by is the load it carries --- */

static void add_leaving(struct auditor *a, struct finding *f, const struct check *c, const double *stock,
                        const double *inflow)
{
    const int last = years_of(a) - 1;
    double load = value_at(a, c->by, last);
    for (int percent_leaving = 1; percent_leaving <= 5; percent_leaving++) {
        double kept = stock[0];
        for (int y = 1; y <= last; y++)
            kept = kept * (1.0 - percent_leaving / 100.0) + inflow[y];
        add_sum(f, say(a, "每年离开%d%%：%d年剩%s人，比表中少%s人，生师比%s ÷ %s = %s",
                       "%d%% leave each year: %d has %s, %s fewer; %s ÷ %s = %s to one", percent_leaving,
                       a->issued->years[last], fixed(a, kept, 1), fixed(a, stock[last] - kept, 1),
                       is_known(load) ? num(a, load) : "?", fixed(a, kept, 1),
                       is_known(load) ? fixed(a, load / kept, 1) : "?"));
        if (percent_leaving == 3)
            f->size = (stock[last] - kept) / stock[last];
    }
}

/* What this scenario's own quits and retirement make of it. */
static void add_model(struct auditor *a, struct finding *f, const char *indicator, double printed, int year)
{
    const struct series *series = setup_series(a->run->setup, indicator, NULL);
    double value = series ? run_value(a->run, series, year) : INFINITY;
    if (isfinite(value) && is_known(value) && fabs(value - printed) > 0.005 * printed)
        add_sum(f, say(a, "按方案文件推算：%d年%s人，表中%s，相差%s",
                       "This scenario's run: in %d %s, printed %s, apart by %s", year, fixed(a, value, 0),
                       num(a, printed), fixed(a, fabs(value - printed), 0)));
}

void check_stock(struct auditor *a, const struct check *c)
{
    double stock[MOST_YEARS], inflow[MOST_YEARS];
    struct finding f = begin_finding(a, "stock", c->subject, AUDIT_RISK, c->subject);
    bool exact = true, too_much = false;
    if (!all_values(a, c->subject, stock) || !all_values(a, c->with, inflow))
        return;
    for (int y = 1; y < years_of(a); y++) {
        double change = stock[y] - stock[y - 1];
        exact = exact && fabs(change - inflow[y]) < 1e-9;
        too_much = too_much || change > inflow[y] + 1e-9;
        add_sum(&f, say(a, "%d年：%s − %s = %s，招聘%s", "%d: %s − %s = %s, hired %s", a->issued->years[y],
                        num(a, stock[y]), num(a, stock[y - 1]), num(a, change), num(a, inflow[y])));
        if (change > inflow[y])
            f.size = fmax(f.size, (change - inflow[y]) / stock[y]);
    }
    if (!exact && !too_much)
        return;
    if (too_much) {
        f.severity = AUDIT_CONTRADICTION;
        f.title = say(a, "%s增加的人数比招聘的还多", "%s: growth exceeds the hires", operand_label(a, c->subject));
        f.advice = say(a, "核对招聘数，或写明其余的人从哪里来（调入、转岗）。",
                       "Check the hires, or say where the others come from.");
    } else {
        f.title =
            say(a, "%s只增不减：每年增加的恰好等于招聘数，没有人退休、调出、离职",
                "%s: growth is exactly the hires, so nobody retires, moves or quits", operand_label(a, c->subject));
        add_leaving(a, &f, c, stock, inflow);
        add_model(a, &f, "faculty.full_time.secondary", stock[years_of(a) - 1], a->issued->years[years_of(a) - 1]);
        f.advice = say(a, "按本地近年的减员率测算补充招聘，把补充退休、调出的人数加进招聘数。",
                       "Work out replacement hires from the local rate of leaving and add them to the plan's hires.");
    }
    f.amount = too_much ? say(a, "最多占%s", "up to %s", percent(a, f.size))
                        : say(a, "每年离开3%%时期末少%s", "%s fewer in the last year when 3%% leave each year",
                              percent(a, f.size));
    quote_rows(a, &f, c->with);
    quote_rows(a, &f, c->subject);
    keep_finding(a, &f);
}

/* --- growth larger than the inflow that could explain it: subject, with --- */

void check_growth(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "growth", c->subject, AUDIT_NOTE, c->subject);
    double largest = 0.0;
    for (int y = 1; y < years_of(a); y++) {
        double before = value_at(a, c->subject, y - 1), now = value_at(a, c->subject, y), in = value_at(a, c->with, y);
        double lack = now - before - in;
        if (!follows(a, y) || !is_known(before) || !is_known(now) || !is_known(in) || lack <= 1e-9)
            continue;
        add_sum(&f, say(a, "%d年：增加%s − %s = %s，引进%s，其余%s要靠校内培养",
                        "%d: grows by %s − %s = %s, hired %s: %s must be trained from within", a->issued->years[y],
                        num(a, now), num(a, before), num(a, now - before), num(a, in), num(a, lack)));
        largest = fmax(largest, lack);
        f.size = fmax(f.size, lack / now);
    }
    if (f.sum_count == 0)
        return;
    f.title = say(a, "%s增加得比引进的人多", "%s: growth exceeds those hired with a qualification",
                  operand_label(a, c->subject));
    f.amount =
        say(a, "一年最多%s人要靠校内培养", "up to %s persons a year must be trained from within", num(a, largest));
    f.advice = say(a, "写明校内培养的名额、经费和每年能认定多少人。",
                   "Say how many are trained each year, with what money, and how many pass.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}

/* --- load that jumps while capacity stands still: subject, with; by is what adds capacity --- */

void check_step(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "step", c->subject, AUDIT_RISK, c->with);
    for (int y = 1; y < years_of(a); y++) {
        double load0 = value_at(a, c->subject, y - 1), load = value_at(a, c->subject, y), in = value_at(a, c->by, y);
        double has0 = value_at(a, c->with, y - 1), has = value_at(a, c->with, y);
        if (!is_known(load0) || !is_known(load) || !is_known(in) || !is_known(has0) || !is_known(has) || load0 <= 0)
            continue;
        double growth = load / load0 - 1.0;
        if (!follows(a, y) || in > 0.0 || has > has0 || growth <= c->limit)
            continue;
        add_sum(&f, say(a, "%d年：%s从%s增加到%s（+%s），招聘%s人", "%d: %s from %s to %s (+%s), hired %s",
                        a->issued->years[y], operand_label(a, c->subject), num(a, load0), num(a, load),
                        percent(a, growth), num(a, in)));
        add_sum(&f, say(a, "每名教师负担从%s ÷ %s = %s升到%s ÷ %s = %s",
                        "Load of a teacher from %s ÷ %s = %s to %s ÷ %s = %s", num(a, load0), num(a, has0),
                        fixed(a, load0 / has0, 1), num(a, load), num(a, has), fixed(a, load / has, 1)));
        f.size = fmax(f.size, growth);
    }
    if (f.sum_count == 0)
        return;
    f.title =
        say(a, "%s大幅增加的那一年没有招聘", "No hires in the year in which the %s jump", operand_label(a, c->subject));
    f.amount = say(a, "一年增加%s", "+%s in one year", percent(a, f.size));
    f.advice = say(a, "把招聘提前到学生增加的当年，或用兼职、外聘教师过渡并列出人数。",
                   "Move hires to the year the students come, or bridge it with part-time teachers and say how many.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->by);
    keep_finding(a, &f);
}

/* --- what one more unit costs: subject is the value, with the count --- */

void check_unit_cost(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "unit_cost", c->subject, AUDIT_RISK, c->subject);
    double low = INFINITY, high = 0.0;
    for (int y = 1; y < years_of(a); y++) {
        double value = value_at(a, c->subject, y) - value_at(a, c->subject, y - 1);
        double count = value_at(a, c->with, y) - value_at(a, c->with, y - 1);
        if (!is_known(fabs(value)) || !is_known(fabs(count)) || !is_known(value_at(a, c->subject, y)) || count <= 0 ||
            value <= 0)
            continue;
        add_sum(&f,
                say(a, "%d年：增加%s ÷ 增加%s = 每个%s%s", "%d: %s more ÷ %s more = %s %s each", a->issued->years[y],
                    num(a, value), num(a, count), fixed(a, value / count, 1), row_unit(a, c->subject)));
        low = fmin(low, value / count);
        high = fmax(high, value / count);
    }
    if (f.sum_count < 2 || high <= c->limit * low)
        return;
    const char *average = "";
    for (int y = 0; y < years_of(a); y++) {
        double value = value_at(a, c->subject, y), count = value_at(a, c->with, y);
        if (is_known(value) && is_known(count) && count > 0)
            average =
                say(a, "%s%s%s", "%s%s%s", average, *average ? (a->chinese ? "、" : ", ") : "", num(a, value / count));
    }
    add_sum(&f, say(a, "各年总值 ÷ 总数：%s%s", "Total value ÷ total count by year: %s %s", average,
                    row_unit(a, c->subject)));
    f.size = 1.0 - low / high;
    f.title = say(a, "%s：每新增1%s的花费各年相差很大", "%s: the cost of each one added (%s) changes a great deal",
                  operand_label(a, c->subject), row_unit(a, c->with));
    f.amount = say(a, "最高是最低的%s倍", "the highest is %s times the lowest", fixed(a, high / low, 1));
    f.advice = say(a, "按设备清单核对各年的购置单价，或说明哪一年买的是高价设备。",
                   "Check the prices against the equipment list, or say in which year costlier equipment is bought.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}
