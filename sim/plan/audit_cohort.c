/* Intake shares against enrolment: what they ask of the number of junior-secondary graduates who go
 * on, and of general upper-secondary schools. subject is the vocational share, with the stock of
 * students, limit the length of a programme in years. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"

enum { MOST_YEARS = 64 };

struct cohort {
    int years, length;
    double share[MOST_YEARS], stock[MOST_YEARS];
    double intake[MOST_YEARS], entrants[MOST_YEARS]; /* with an even base year: needed intake, and it over the share */
    double fitted;                                   /* constant entrants that give the last year's stock; INFINITY */
};

static bool read_cohort(const struct auditor *a, const struct check *c, struct cohort *k)
{
    k->years = a->issued->year_count < MOST_YEARS ? a->issued->year_count : MOST_YEARS;
    k->length = (int)c->limit;
    for (int y = 0; y < k->years; y++) {
        k->share[y] = value_at(a, c->subject, y);
        k->stock[y] = value_at(a, c->with, y);
        if (!is_known(k->share[y]) || !is_known(k->stock[y]) || k->share[y] <= 0 || k->share[y] >= 1 ||
            k->stock[y] <= 0)
            return false;
        if (y > 0 && a->issued->years[y] != a->issued->years[y - 1] + 1)
            return false;
    }
    for (int y = 0; y < k->years; y++) {
        double leaving = y - k->length >= 0 ? k->intake[y - k->length] : k->stock[0] / k->length;
        k->intake[y] = y == 0 ? k->stock[0] / k->length : k->stock[y] - k->stock[y - 1] + leaving;
        k->entrants[y] = k->intake[y] / k->share[y];
    }
    k->fitted = INFINITY;
    if (k->years >= k->length) {
        double shares = 0.0;
        for (int y = k->years - k->length; y < k->years; y++)
            shares += k->share[y];
        k->fitted = k->stock[k->years - 1] / shares;
    }
    return k->years > 1;
}

/* The number who go on stays as in the base year: what the shares then give. */
static void add_constant(struct auditor *a, struct finding *f, const struct cohort *k)
{
    double intake[MOST_YEARS], stock[MOST_YEARS];
    for (int y = 0; y < k->years; y++) {
        intake[y] = k->entrants[0] * k->share[y];
        double leaving = y - k->length >= 0 ? intake[y - k->length] : intake[0];
        stock[y] = y == 0 ? k->stock[0] : stock[y - 1] + intake[y] - leaving;
    }
    add_sum(f, say(a, "若每年升学人数都是%s：招生%s，在校生%s", "If %s go on every year: intake %s, students %s",
                   fixed(a, k->entrants[0], 0), numbers(a, intake + 1, k->years - 1, 0),
                   numbers(a, stock + 1, k->years - 1, 0)));
    const char *lacks = "";
    for (int y = 1; y < k->years; y++)
        lacks = say(a, "%s%s%s（%s）", "%s%s%s (%s)", lacks, *lacks ? (a->chinese ? "、" : ", ") : "",
                    fixed(a, k->stock[y] - stock[y], 0), percent(a, 1.0 - stock[y] / k->stock[y]));
    add_sum(f, say(a, "→ 比表中少%s", "→ short of the table by %s", lacks));
}

/* The number that fits the last years, and what it says of the grades of the base year. */
static void add_fitted(struct auditor *a, struct finding *f, const struct cohort *k)
{
    for (int y = k->length - 1; y < k->years; y++) {
        double shares = 0.0;
        for (int i = y - k->length + 1; i <= y; i++)
            shares += k->share[i];
        add_sum(f, say(a, "升学人数不变而要得到%d年的在校生：%s ÷ %s = %s",
                       "A constant number that gives the students of %d: %s ÷ %s = %s", a->issued->years[y],
                       num(a, k->stock[y]), num(a, shares), fixed(a, k->stock[y] / shares, 0)));
    }
    if (k->length != 3 || k->years < 3)
        return;
    double second = k->stock[1] - k->fitted * (k->share[0] + k->share[1]),
           third = k->stock[0] - k->fitted * k->share[0] - second;
    add_sum(f, say(a, "→ 按%s人算，%d年各年级须是%s、%s、%s（一至三年级），一年级多、三年级少",
                   "→ with %s, the grades of %d must be %s, %s, %s (first to third): heavy at the start",
                   fixed(a, k->fitted, 0), a->issued->years[0], fixed(a, k->fitted * k->share[0], 0),
                   fixed(a, second, 0), fixed(a, third, 0)));
}

static void add_scenario(struct auditor *a, struct finding *f, const struct cohort *k)
{
    const int last = a->issued->years[k->years - 1];
    const struct series *students = setup_series(a->run->setup, "enrolment.students.secondary", NULL);
    const struct series *entrants = setup_series(a->run->setup, "population.upper_secondary_entrants", NULL);
    double value = students ? run_value(a->run, students, last) : INFINITY;
    double who = entrants ? run_value(a->run, entrants, last) : INFINITY;
    if (isfinite(value) && is_known(value) && isfinite(who) && is_known(who))
        add_sum(f, say(a, "按方案文件推算：升学人数%s，在校生%s，表中%s",
                       "This scenario's run: %s go on, %s students, printed %s", fixed(a, who, 0), fixed(a, value, 0),
                       num(a, k->stock[k->years - 1])));
}

void check_cohort(struct auditor *a, const struct check *c)
{
    struct cohort k;
    if (!read_cohort(a, c, &k))
        return;
    double low = INFINITY, high = 0.0;
    for (int y = 0; y < k.years; y++) {
        low = fmin(low, k.entrants[y]);
        high = fmax(high, k.entrants[y]);
    }
    if (low > 0.0 && high / low <= 1.1)
        return;
    struct finding f = begin_finding(a, "cohort", c->with, AUDIT_RISK, "enrolment");
    f.title =
        say(a, "在校生规模与职普比对不上：需要的升学人数忽高忽低",
            "Enrolment does not follow from the intake shares: it needs a number of entrants that jumps up and down");
    add_sum(&f, say(a, "各年级均匀时需要的招生数：%s", "Intake needed with even grades: %s",
                    numbers(a, k.intake, k.years, 0)));
    add_sum(&f, say(a, "→ 除以中职占比，得升学总人数：%s", "→ over the vocational share, all who go on: %s",
                    numbers(a, k.entrants, k.years, 0)));
    add_constant(a, &f, &k);
    if (isfinite(k.fitted))
        add_fitted(a, &f, &k);
    add_scenario(a, &f, &k);
    f.size = low > 0.0 ? 1.0 - low / high : 1.0;
    f.amount = say(a, "需要的升学人数最高是最低的%s倍", "the largest number needed is %s times the smallest",
                   fixed(a, low > 0 ? high / low : 0.0, 2));
    f.advice =
        say(a, "在方案里写出初中毕业生数、升学率和%d年分年级人数；没有这三项，招生比例推不出在校生。",
            "State the junior-secondary graduates, the rate at which they go on and the students of %d by grade; "
            "without them a share gives no enrolment.",
            a->issued->years[0]);
    quote_rows(a, &f, c->subject);
    quote_rows(a, &f, c->with);
    keep_finding(a, &f);
}

/* --- the share met only by cutting general places --- */

void check_general(struct auditor *a, const struct check *c)
{
    struct cohort k;
    if (!read_cohort(a, c, &k))
        return;
    const int last = k.years - 1;
    const struct series *series = setup_series(a->run->setup, "population.upper_secondary_entrants", NULL);
    double first_run = series ? run_value(a->run, series, a->issued->years[0]) : INFINITY;
    double last_run = series ? run_value(a->run, series, a->issued->years[last]) : INFINITY;
    double kept = (1.0 - k.share[last]) / (1.0 - k.share[0]);
    double grown =
        isfinite(first_run) && is_known(first_run) && is_known(last_run) && first_run > 0 ? last_run / first_run : 1.0;
    if (kept * grown >= 0.95)
        return;
    double entrants = isfinite(k.fitted) ? k.fitted : first_run;
    struct finding f = begin_finding(a, "general", "", AUDIT_RISK, "enrolment");
    f.severity = quote_phrase(a, &f, "增量", "招生") > 0 ? AUDIT_CONTRADICTION : AUDIT_RISK;
    f.title = say(a, "要达到职普比，只能压缩普通高中招生",
                  "The intake share can only be met by cutting general upper-secondary places");
    if (isfinite(entrants) && is_known(entrants))
        add_sum(&f, say(a, "升学总人数不变（%s）：普高招生从%s降到%s，少%s（%s）",
                        "With %s who go on every year general intake falls from %s to %s, by %s (%s)",
                        fixed(a, entrants, 0), fixed(a, entrants * (1 - k.share[0]), 0),
                        fixed(a, entrants * (1 - k.share[last]), 0),
                        fixed(a, entrants * (k.share[last] - k.share[0]), 0), percent(a, 1.0 - kept)));
    else
        add_sum(&f, say(a, "升学总人数不变：普高招生要减少%s",
                        "With the same number who go on general intake falls by %s", percent(a, 1.0 - kept)));
    add_sum(&f, say(a, "普高招生不减：升学总人数要增加 %s ÷ %s − 1 = %s",
                    "With general intake kept the number who go on must grow by %s ÷ %s − 1 = %s",
                    num(a, 1.0 - k.share[0]), num(a, 1.0 - k.share[last]), percent(a, 1.0 / kept - 1.0)));
    if (is_known(first_run) && is_known(last_run) && isfinite(first_run))
        add_sum(&f, say(a, "方案文件的升学总人数：%d年%s，%d年%s（%s）",
                        "Who go on in this scenario: %d %s, %d %s (%s)", a->issued->years[0], fixed(a, first_run, 0),
                        a->issued->years[last], fixed(a, last_run, 0), growth(a, grown - 1.0)));
    f.size = 1.0 - kept * grown;
    f.amount = say(a, "普高招生减少%s", "general intake falls by %s", percent(a, f.size));
    f.advice =
        say(a, "写明普高压缩多少、由哪些学校压缩；“增量”不够时不能只写增量。",
            "Say by how much general places are cut and where; an increment that is not there cannot carry the share.");
    quote_rows(a, &f, c->subject);
    keep_finding(a, &f);
}

/* --- an intake and its share, both promised: what they say together of all who go on. subject is the
 * intake's indicator, with the share's, by the number who go on --- */

static const struct target *target_of(const struct auditor *a, const char *row_key, int due)
{
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        const struct series *series = t->indicator ? setup_series(a->run->setup, t->indicator, NULL) : NULL;
        bool higher = series && series->row->scope == SCOPE_SECTOR && series->item >= 0 &&
                      a->s->items[SCOPE_SECTOR].list[series->item].higher;
        if (series && !higher && series->item != SERIES_HIGHER && strcmp(series->row->key, row_key) == 0 &&
            t->comparator == AT_LEAST && (due == 0 || t->due == due))
            return t;
    }
    return NULL;
}

void check_implied(struct auditor *a, const struct check *c)
{
    const struct target *intake = target_of(a, c->subject, 0);
    const struct target *share = intake ? target_of(a, c->with, intake->due) : NULL;
    const struct series *series = setup_series(a->run->setup, c->by, NULL);
    if (!share || !series || share->value <= 0)
        return;
    double entrants = run_value(a->run, series, intake->due), implied = intake->value / share->value;
    if (!is_known(entrants) || entrants <= 0 || fabs(entrants / implied - 1.0) <= c->limit)
        return;
    struct finding f = begin_finding(a, "implied", intake->id, AUDIT_NOTE, "enrolment");
    add_sum(&f, say(a, "%d年：%s ÷ %s = %s，只有升学总人数是这个数时两个目标才一致",
                    "%d: %s ÷ %s = %s: only with that many who go on do both targets say the same", intake->due,
                    num(a, intake->value), percent(a, share->value), fixed(a, implied, 0)));
    add_sum(&f, say(a, "方案文件的升学总人数%s：%s的%s是%s，%s是%s的%s",
                    "In this scenario %s go on: of %s, %s is %s; and %s is of %s %s", fixed(a, entrants, 0),
                    fixed(a, entrants, 0), percent(a, share->value), fixed(a, entrants * share->value, 0),
                    num(a, intake->value), fixed(a, entrants, 0), percent(a, intake->value / entrants)));
    f.title = say(a, "招生人数和招生占比两个目标不能同时恰好成立",
                  "An intake and a share of intake are promised that do not fit each other");
    f.size = fabs(entrants / implied - 1.0);
    f.amount = say(a, "升学总人数相差%s", "the number who go on is %s off", percent(a, f.size));
    f.advice = say(a, "写明按多少升学总人数测算；考核时以其中一个目标为准。",
                   "State the number who go on that was reckoned with, and which of the two targets counts.");
    quote_target(a, &f, intake);
    quote_target(a, &f, share);
    keep_finding(a, &f);
}
