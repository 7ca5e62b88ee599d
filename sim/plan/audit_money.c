/* Money: what a total has room for, and whether what the plan promises to pay fits what it plans to
 * receive. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"
#include "rows.h"

/* --- a total that is exactly its special funds: subject is the total, with the special funds, by what
 * it leaves no room for --- */

/* What is left for pay when the money outside the special funds also pays `by`. */
static void add_pay(struct auditor *a, struct finding *f, const struct check *c)
{
    double first = INFINITY, last = INFINITY;
    for (int y = 0; y < a->issued->year_count; y++) {
        double all = value_at(a, "funding.fiscal_input", y), total = value_at(a, c->subject, y);
        double paid = value_at(a, c->by, y), teachers = value_at(a, "teachers", y);
        if (!is_known(all) || !is_known(total) || !is_known(paid) || !is_known(teachers) || all - total <= paid)
            continue;
        double each = (all - total - paid) / teachers;
        add_sum(f,
                say(a, "%d年：总投入中其余的%s付完生均拨款后，(%s − %s) ÷ %s名教师 = %s万元",
                    "%d: of the other %s, after the appropriation, (%s − %s) ÷ %s teachers = %s", a->issued->years[y],
                    num(a, all - total), num(a, all - total), num(a, paid), num(a, teachers), fixed(a, each, 1)));
        first = isfinite(first) ? first : each;
        last = each;
    }
    if (isfinite(first) && last < first)
        add_sum(f, say(a, "→ 若还要付工资，每名教师可用的钱减少%s",
                       "→ If pay comes from it too, the money for each teacher falls by %s",
                       percent(a, 1.0 - last / first)));
}

void check_room(struct auditor *a, const struct check *c)
{
    struct finding f = begin_finding(a, "room", c->subject, AUDIT_RISK, c->subject);
    double sum = 0.0;
    int years = 0;
    for (int y = 0; y < a->issued->year_count; y++) {
        double total = value_at(a, c->subject, y), special = value_at(a, c->with, y), need = value_at(a, c->by, y);
        if (!is_known(total) || !is_known(special) || !is_known(need))
            continue;
        if (fabs(total - special) > 1e-6 * total || need <= 0)
            return;
        const char *spelled = spelled_at(a, c->with, y);
        const char *equal = strchr(spelled, ' ') ? say(a, "%s = %s", "%s = %s", spelled, num(a, total)) : spelled;
        add_sum(&f, say(a, "%d年：%s，就是%s；生均拨款%s = %s（相当于它的%s）不在其中",
                        "%d: %s is all of the %s; the appropriation %s = %s (%s of it) is not in it",
                        a->issued->years[y], equal, operand_label(a, c->subject), spelled_at(a, c->by, y), num(a, need),
                        percent(a, need / total)));
        sum += years++ ? need : 0.0;
        f.size = fmax(f.size, need / total);
    }
    if (years < 2)
        return;
    if (years > 2)
        add_sum(&f, say(a, "方案期内生均拨款合计%s万元", "Appropriation over the plan's years: %s", num(a, sum)));
    add_pay(a, &f, c);
    f.title = say(a, "%s只含专项和共建经费，没有给生均拨款留位置",
                  "%s holds only special and joint funds: no room for the per-student appropriation",
                  operand_label(a, c->subject));
    f.amount = say(a, "生均拨款合计%s万元没有着落，一年最多占%s",
                   "%s of appropriation has no line, up to %s of a year's total", num(a, sum), percent(a, f.size));
    f.advice =
        say(a, "把生均拨款、人员经费和其他经常性经费单列，再与专项加总。",
            "List the appropriation, pay and other recurrent money on lines of their own, then add the special funds.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    quote_rows(a, &f, "funding.per_student");
    keep_finding(a, &f);
}

/* --- promises against receipts: subject is the money by level, with what society gives, by the yearly
 * appropriation --- */

static const struct value *project_cost(const struct scenario *s, int item)
{
    for (int i = 0; i < model_parameter_count; i++) {
        if (strcmp(model_parameters[i].key, "project.cost") == 0)
            return scenario_value(s, &model_parameters[i], item);
    }
    return NULL;
}

/* The sum of a formula over the plan's years, the base year left out; 0 where nothing is known. */
static double plan_sum(const struct auditor *a, const char *formula)
{
    double sum = 0.0;
    for (int y = 1; y < a->issued->year_count; y++) {
        double value = value_at(a, formula, y);
        sum += is_known(value) ? value : 0.0;
    }
    return sum;
}

static double works(struct auditor *a, struct finding *f)
{
    double sum = 0.0;
    for (int i = 0; i < a->s->items[SCOPE_PROJECT].count; i++) {
        const struct value *cost = project_cost(a->s, i);
        if (!cost || cost->none || cost->number <= 0)
            continue;
        sum += cost->number;
        quote_source(a, f, &cost->from);
    }
    return sum;
}

/* "余 88000 − 87686 = 314" after what is set against what. */
static void add_balance(struct auditor *a, struct finding *f, const char *what, double have, double need)
{
    const char *result = need > have ? (a->chinese ? "缺" : "short by") : (a->chinese ? "余" : "left");
    add_sum(f, say(a, "%s：%s %s − %s = %s", "%s: %s %s − %s = %s", what, result, num(a, fmax(have, need)),
                   num(a, fmin(have, need)), num(a, fabs(need - have))));
}

void check_uses(struct auditor *a, const struct check *c)
{
    if (a->issued->year_count < 2)
        return;
    struct finding f = begin_finding(a, "uses", c->subject, AUDIT_RISK, "funding");
    const int last = a->issued->year_count - 1;
    double building = works(a, &f), paid = plan_sum(a, c->by), have = plan_sum(a, c->subject),
           social = plan_sum(a, c->with);
    double equipment = value_at(a, "bases.equipment", last) - value_at(a, "bases.equipment", 0);
    double total = plan_sum(a, "funding.fiscal_input");
    equipment = is_known(fabs(equipment)) && equipment > 0 ? equipment : 0.0;
    double need = building + paid + equipment;
    if (building <= 0 || have <= 0 || need <= have)
        return;
    add_sum(&f, say(a, "工程%s + 生均拨款%s = %s，%d—%d年%s合计%s",
                    "Works %s + appropriation %s = %s; in %d to %d the %s is %s", num(a, building), num(a, paid),
                    num(a, building + paid), a->issued->years[1], a->issued->years[last], operand_label(a, c->subject),
                    num(a, have)));
    add_balance(a, &f, a->chinese ? "设备算在工程之内" : "Equipment part of the works", have, building + paid);
    add_sum(&f, say(a, "设备另买：%s + %s = %s", "Equipment bought apart: %s + %s = %s", num(a, building + paid),
                    num(a, equipment), num(a, need)));
    add_balance(a, &f, a->chinese ? "→ 与上述经费相比" : "→ against that money", have, need);
    if (social > 0)
        add_balance(a, &f, a->chinese ? "→ 再加社会力量投入" : "→ with social capital", have + social, need);
    if (total > have)
        add_balance(a, &f,
                    a->chinese ? "→ 用上全部财政投入和社会力量投入" : "→ with all fiscal input and social capital",
                    total + social, need);
    f.title = say(a, "承诺的工程、设备和生均拨款超过安排的经费",
                  "Works, equipment and appropriation promised exceed the money planned");
    f.size = (need - have) / have;
    f.amount = say(a, "缺%s万元，占已安排经费的%s（工资还没有算）",
                   "short by %s (10,000 yuan), %s of the money planned, pay not counted", num(a, need - have),
                   percent(a, f.size));
    f.advice = say(a, "写明设备是否含在工程投资内，专项债券是否含在表内；缺口要有来源，或延长建设期。",
                   "Say whether equipment is part of the works and bonds part of the table; find money for the gap or "
                   "build over more years.");
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, "bases.equipment");
    quote_rows(a, &f, "funding.per_student");
    keep_finding(a, &f);
}
