/* National norms per student, and whether anyone ever moved as fast as the plan must. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"
#include "rows.h"

static const double thin = 0.02; /* a margin below this share is worth saying */

/* `above` ÷ `below` against a limit: what is too much or missing, of the one that would have to grow.
 * Positive is a margin. */
static double margin(enum comparator wanted, double above, double below, double limit)
{
    return wanted == AT_MOST ? below - above / limit : above - limit * below;
}

static void report_norm(struct auditor *a, struct finding *f, enum comparator wanted, double limit, const char *grows,
                        const char *unit, double spare, double of, const char *source)
{
    const char *how = wanted == AT_MOST ? (a->chinese ? "不超过" : "at most") : (a->chinese ? "不低于" : "at least");
    f->size = fabs(spare) / of;
    f->severity = AUDIT_RISK;
    f->amount = spare < 0
                    ? say(a, "差%s%s（%s）", "%s %s short (%s)", num(a, -spare), unit, percent(a, f->size))
                    : say(a, "只余%s%s（%s）", "only %s %s to spare (%s)", num(a, spare), unit, percent(a, f->size));
    add_sum(f, say(a, "标准：%s%s（%s）", "Norm: %s %s (%s)", how, num(a, limit), source));
    f->advice = spare < 0 ? say(a, "增加%s，或调低规模。", "Add %s, or plan for fewer students.", grows)
                          : say(a, "给%s留出余量：稍有变化就不达标。",
                                "Leave more room in %s: a small change breaks the norm.", grows);
}

/* subject ÷ by against the limit, with the norm's source; in the last year of the tables. */
void check_norm(struct auditor *a, const struct check *c)
{
    const int last = a->issued->year_count - 1;
    if (last < 0)
        return;
    double above = value_at(a, c->subject, last), below = value_at(a, c->by, last);
    if (!is_known(above) || !is_known(below) || below <= 0 || above <= 0)
        return;
    const char *grows = c->wanted == AT_MOST ? c->by : c->subject;
    double spare = margin(c->wanted, above, below, c->limit), of = c->wanted == AT_MOST ? below : above;
    if (spare >= thin * of)
        return;
    struct finding f = begin_finding(a, "norm", c->subject, AUDIT_RISK, c->subject);
    f.title = spare < 0 ? say(a, "%s与%s之比达不到国家标准", "%s to %s: does not meet the national norm",
                              operand_label(a, c->subject), operand_label(a, c->by))
                        : say(a, "%s与%s之比刚好达到国家标准，几乎没有余量",
                              "%s to %s: just meets the national norm, with almost no margin",
                              operand_label(a, c->subject), operand_label(a, c->by));
    add_sum(&f, say(a, "%d年：%s ÷ %s = %s", "%d: %s ÷ %s = %s", a->issued->years[last], num(a, above), num(a, below),
                    num(a, above / below)));
    if (c->wanted == AT_MOST)
        add_sum(&f, say(a, "%s ÷ %s = %s，现有%s", "%s ÷ %s = %s needed, planned %s", num(a, above), num(a, c->limit),
                        num(a, above / c->limit), num(a, below)));
    report_norm(a, &f, c->wanted, c->limit, operand_label(a, grows), row_unit(a, grows), spare, of, c->with);
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->by);
    keep_finding(a, &f);
}

/* --- land for each student: the target of an initiative counted in 亩, over the places the plan
 * builds on it --- */

static double places_built(const struct auditor *a)
{
    double places = 0.0;
    for (int i = 0; i < a->s->items[SCOPE_PROJECT].count; i++) {
        for (int k = 0; k < model_parameter_count && a->s->items[SCOPE_PROJECT].list[i].kind == 0; k++) {
            if (strcmp(model_parameters[k].key, "project.amount") != 0)
                continue;
            const struct value *v = scenario_value(a->s, &model_parameters[k], i);
            places += v && !v->none ? v->number : 0.0;
        }
    }
    return places;
}

static const struct target *land_target(const struct auditor *a)
{
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        const struct series *series = t->indicator ? setup_series(a->run->setup, t->indicator, NULL) : NULL;
        if (!series || series->row->scope != SCOPE_INITIATIVE || series->item < 0)
            continue;
        const char *unit = a->s->items[SCOPE_INITIATIVE].list[series->item].unit.zh;
        if (unit && strcmp(unit, "亩") == 0)
            return t;
    }
    return NULL;
}

void check_land(struct auditor *a, const struct check *c)
{
    static const double square_metres = 2000.0 / 3.0; /* of a mu */
    const struct target *t = land_target(a);
    double places = places_built(a), land = t ? t->value * square_metres : 0.0;
    if (!t || places <= 0)
        return;
    double spare = margin(AT_LEAST, land, places, c->limit);
    if (spare >= thin * land)
        return;
    struct finding f = begin_finding(a, "norm", "land", AUDIT_RISK, "enrolment");
    f.title = spare < 0 ? say(a, "生均用地达不到国家标准", "Land per student does not meet the national norm")
                        : say(a, "生均用地刚好达到国家标准，几乎没有余量",
                              "Land per student just meets the national norm, with almost no margin");
    add_sum(&f, say(a, "%s亩 × 666.67平方米 ÷ %s人 = 每生%s平方米", "%s mu × 666.67 m² ÷ %s students = %s m² each",
                    num(a, t->value), num(a, places), fixed(a, land / places, 1)));
    report_norm(a, &f, AT_LEAST, c->limit, a->chinese ? "用地" : "land", a->chinese ? "平方米" : "m²", spare, land,
                c->with);
    quote_target(a, &f, t);
    keep_finding(a, &f);
}

/* --- pace: the yearly change a target needs against the fastest ever observed --- */

static bool counts_share(const struct auditor *a, const char *indicator)
{
    const struct series *series = setup_series(a->run->setup, indicator, NULL);
    return series && (series->row->unit == UNIT_SHARE || series->row->unit == UNIT_SHARE_PER_YEAR);
}

/* Change a year from (y0, v0) to (y1, v1): points of a share, else growth. */
static double pace(bool share, double v0, int y0, double v1, int y1)
{
    if (share)
        return (v1 - v0) / (y1 - y0);
    return v0 > 0 && v1 > 0 ? pow(v1 / v0, 1.0 / (y1 - y0)) - 1.0 : INFINITY;
}

/* The next later observation of the same indicator. */
static const struct observed *next_observed(const struct scenario *s, const struct observed *o)
{
    const struct observed *next = NULL;
    for (int i = 0; i < s->observed_count; i++) {
        const struct observed *n = &s->observed[i];
        if (strcmp(n->indicator, o->indicator) == 0 && n->year > o->year && (!next || n->year < next->year))
            next = n;
    }
    return next;
}

static void report_pace(struct auditor *a, const struct target *t)
{
    const struct observed *best = NULL, *latest = NULL;
    const bool share = t->indicator && counts_share(a, t->indicator);
    double fastest = -INFINITY;
    for (int i = 0; i < a->s->observed_count && t->indicator; i++) {
        const struct observed *o = &a->s->observed[i], *next = next_observed(a->s, o);
        if (strcmp(o->indicator, t->indicator) != 0 || o->year > a->s->first_year)
            continue;
        latest = !latest || o->year > latest->year ? o : latest;
        if (!next || next->year > a->s->first_year)
            continue;
        double p = pace(share, o->value, o->year, next->value, next->year);
        if (isfinite(p) && p > fastest) {
            fastest = p;
            best = o;
        }
    }
    if (!best || !latest || t->comparator != AT_LEAST || t->due <= latest->year)
        return;
    double needed = pace(share, latest->value, latest->year, t->value, t->due);
    if (!isfinite(needed) || needed <= fmax(fastest, 0.0) * (1.0 + 1e-9))
        return;
    const struct observed *next = next_observed(a->s, best);
    struct finding f = begin_finding(a, "pace", t->id, AUDIT_RISK, t->area ? t->area : "");
    f.title = say(a, "需要的进度比历史上最快的还快：%s", "Needs a faster pace than was ever observed: %s",
                  label_text(&t->label, a->chinese, t->id));
    add_sum(&f, say(a, "需要：%d年%s到%d年%s，每年%+.1f%s", "Needed: %d %s to %d %s, %+.1f%s a year", latest->year,
                    share ? percent(a, latest->value) : num(a, latest->value), t->due,
                    share ? percent(a, t->value) : num(a, t->value), 100.0 * needed,
                    share ? (a->chinese ? "个百分点" : " points") : "%"));
    add_sum(&f, say(a, "最快：%d年%s到%d年%s，每年%+.1f%s", "Fastest: %d %s to %d %s, %+.1f%s a year", best->year,
                    share ? percent(a, best->value) : num(a, best->value), next->year,
                    share ? percent(a, next->value) : num(a, next->value), 100.0 * fastest,
                    share ? (a->chinese ? "个百分点" : " points") : "%"));
    f.size = needed - fastest;
    f.amount = say(a, "每年快%.1f%s", "%.1f%s a year faster", 100.0 * (needed - fastest),
                   share ? (a->chinese ? "个百分点" : " points") : "%");
    f.advice = say(a, "推后目标年份，或写明这次靠什么比以往快。",
                   "Move the target to a later year, or say what will make it faster this time.");
    quote_target(a, &f, t);
    keep_finding(a, &f);
}

void check_pace(struct auditor *a, const struct check *c)
{
    (void)c;
    for (int i = 0; i < a->s->target_count; i++)
        report_pace(a, &a->s->targets[i]);
}
