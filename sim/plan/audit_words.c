/* Words against numbers: units that differ, a conversion without a unit, "rising" that is flat. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"
#include "rows.h"

static const struct value *city_value(const struct auditor *a, const char *key, double *number)
{
    for (int i = 0; i < model_parameter_count; i++) {
        if (strcmp(model_parameters[i].key, key) != 0)
            continue;
        const struct value *v = scenario_value(a->s, &model_parameters[i], ALL_ITEMS);
        *number = v && !v->none ? v->number : model_parameters[i].initial;
        return v;
    }
    *number = INFINITY;
    return NULL;
}

static const struct target *target_on(const struct auditor *a, const char *indicator)
{
    for (int i = 0; i < a->s->target_count; i++) {
        if (a->s->targets[i].indicator && strcmp(a->s->targets[i].indicator, indicator) == 0)
            return &a->s->targets[i];
    }
    return NULL;
}

/* --- a target in person-times, a table in person-days: subject is the target's indicator, with the
 * row, by the parameter that says how many days one person-time takes --- */

void check_units(struct auditor *a, const struct check *c)
{
    const struct target *t = target_on(a, c->subject);
    const struct issued_row *row = find_issued(a->issued, c->with);
    double days;
    const struct value *course = city_value(a, c->by, &days);
    double longest = course && course->from.has_range ? course->from.high : days;
    if (!t || !row || t->value <= 0)
        return;
    struct finding f = begin_finding(a, "units", c->with, AUDIT_RISK, c->with);
    for (int y = 0; y < a->issued->year_count; y++) {
        double planned = row->cells[y].value, reached = planned / longest;
        if (a->issued->years[y] <= a->s->first_year || !is_known(planned) || planned <= 0 ||
            planned / t->value >= longest)
            continue;
        add_sum(&f,
                say(a, "%d年：%s人日 ÷ %s人次 = 平均%s天；若一次培训%s天，只有%s人次，差%s",
                    "%d: %s person-days ÷ %s person-times = %s days each; with %s days it is %s person-times, %s short",
                    a->issued->years[y], num(a, planned), num(a, t->value), fixed(a, planned / t->value, 1),
                    num(a, longest), fixed(a, reached, 0), fixed(a, t->value - reached, 0)));
        f.size = fmax(f.size, 1.0 - reached / t->value);
    }
    if (f.sum_count == 0)
        return;
    f.title =
        say(a, "培训量正文按人次、附表按人日，两者只有课程很短时才能同时成立",
            "Training in person-times in the text and in person-days in the table: both hold only with short courses");
    f.amount =
        say(a, "课程平均%s天时最多差%s", "courses of %s days: up to %s short", num(a, longest), percent(a, f.size));
    f.advice = say(
        a, "统一单位：正文改为人日，或附表加一行人次，并写明平均课程天数。",
        "Use one unit: person-days in the text, or a row of person-times, and state the average length of a course.");
    quote_target(a, &f, t);
    quote_row(a, &f, row);
    keep_finding(a, &f);
}

/* --- a conversion rate whose base has no unit: subject is the rate, with the days of a school year,
 * by the row in person-days --- */

void check_conversion(struct auditor *a, const struct check *c)
{
    static const char *const units[] = {"人日", "人次", "人天", "学时", "课时", "person-day", "person-time"};
    double rate, days;
    const struct value *v = city_value(a, c->subject, &rate);
    city_value(a, c->with, &days);
    const struct target *t = target_on(a, "training.person_times");
    const int last = a->issued->year_count - 1;
    double planned = last >= 0 ? value_at(a, c->by, last) : INFINITY,
           students = last >= 0 ? value_at(a, "students", last) : INFINITY;
    if (!v || !v->from.source || rate <= 0 || !t || !is_known(planned) || !is_known(students) || planned <= 0)
        return;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strstr(v->from.source, units[i]))
            return;
    }
    const char *rate_text = say(a, "%s%%", "%s%%", num(a, 100.0 * rate));
    double by_times = rate * t->value, by_days = rate * planned / days;
    struct finding f = begin_finding(a, "conversion", c->subject, AUDIT_RISK, "training");
    add_sum(&f, say(a, "按人次：%s × %s = %s名学生，占%d年在校生%s的%s",
                    "By person-times: %s × %s = %s students, in %d of %s that is %s", num(a, t->value), rate_text,
                    num(a, by_times), a->issued->years[last], num(a, students), percent(a, by_times / students)));
    add_sum(&f, say(a, "按人日：%s ÷ %s天 × %s = %s名学生，占%s%%",
                    "By person-days: %s ÷ %s days × %s = %s students, %s%%", num(a, planned), num(a, days), rate_text,
                    fixed(a, by_days, 1), fixed(a, 100.0 * by_days / students, 2)));
    f.size = fabs(by_times - by_days) / students;
    f.title = say(a, "培训量按%s折算成学生工作量，没有说明培训量的单位",
                  "Training counts for %s of workload, but of what unit is not said", rate_text);
    f.amount = say(a, "两种理解相差%s倍", "the two readings differ by a factor of %s", fixed(a, by_times / by_days, 0));
    f.advice = say(a, "写明按人日折算，以及多少人日等于一名全日制学生一学年。",
                   "Say that person-days are meant, and how many make one full-time student's year.");
    quote_source(a, &f, &v->from);
    quote_target(a, &f, t);
    quote_rows(a, &f, c->by);
    keep_finding(a, &f);
}

/* --- text that says rising, a row that is not --- */

static const char *rising_word(const char *quote)
{
    static const char *const words[] = {"逐年提高", "逐步提高", "逐年增加", "逐年增长", "持续加大", "持续增加",
                                        "持续增长", "持续扩大", "不断提高", "不断增加", "不断加大", "只增不减"};
    for (size_t i = 0; quote && i < sizeof words / sizeof *words; i++) {
        const char *at = strstr(quote, words[i]);
        if (at)
            return words[i];
    }
    return NULL;
}

static void add_flat(struct auditor *a, struct finding *f, const struct issued_row *row)
{
    int steps = 0, flat = 0;
    for (int y = 1; y < a->issued->year_count; y++) {
        double before = row->cells[y - 1].value, now = row->cells[y].value;
        steps += is_known(before) && is_known(now);
        flat += is_known(before) && is_known(now) && now == before;
    }
    if (steps > 0 && flat == steps) {
        add_sum(f, say(a, "%s：%d年都是%s%s，增长0%s", "%s: in all %d years %s %s, growth 0%s", row_label(a, row),
                       steps + 1, row->cells[a->issued->year_count - 1].text, unit_label(row->unit, a->chinese), "%"));
        f->size = fmax(f->size, 0.05);
        return;
    }
    for (int y = 1; y < a->issued->year_count; y++) {
        double before = row->cells[y - 1].value, now = row->cells[y].value;
        if (!is_known(before) || !is_known(now) || now > before || before <= 0)
            continue;
        add_sum(f, say(a, "%s：%d年%s，上年%s（%s）", "%s: %d %s, the year before %s (%s)", row_label(a, row),
                       a->issued->years[y], num(a, now), num(a, before), growth(a, now / before - 1.0)));
        f->size = fmax(f->size, 1.0 - now / before);
    }
}

static void report_wording(struct auditor *a, struct finding *f, const char *word, const struct issued_row *row)
{
    if (f->sum_count == 0)
        return;
    f->title =
        say(a, "正文要求“%s”，附表却持平或下降", "The text says \"%s\" (rising), the table is flat or falls", word);
    f->amount = f->size > 0.05 ? say(a, "一年最多下降%s", "down by up to %s in a year", percent(a, f->size))
                               : say(a, "没有增长", "no growth at all");
    f->advice = say(a, "按正文逐年提高附表的数；如果正文只指其中一部分（例如不含一次性建设资金），在正文写明。",
                    "Let the table rise as the text says; where only part is meant (one-off building money apart, "
                    "say), write so in the text.");
    if (row)
        quote_row(a, f, row);
    keep_finding(a, f);
}

void check_wording(struct auditor *a, const struct check *c)
{
    (void)c;
    for (int i = 0; i < a->s->statement_count; i++) {
        const struct statement *s = &a->s->statements[i];
        const char *word = rising_word(s->quote);
        if (!word)
            continue;
        struct finding f = begin_finding(a, "wording", s->id, AUDIT_CONTRADICTION, s->rows[0]);
        quote_statement(a, &f, s);
        for (int k = 0; k < s->row_count; k++) {
            const struct issued_row *row = find_issued(a->issued, s->rows[k]);
            int before = f.sum_count;
            if (row)
                add_flat(a, &f, row);
            if (row && f.sum_count > before)
                quote_row(a, &f, row);
        }
        report_wording(a, &f, word, NULL);
    }
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        const struct issued_row *row = row_of_target(a, t);
        const char *word = rising_word(t->quote);
        if (!word || !row)
            continue;
        struct finding f = begin_finding(a, "wording", t->id, AUDIT_CONTRADICTION, row->table->key);
        quote_target(a, &f, t);
        add_flat(a, &f, row);
        report_wording(a, &f, word, row);
    }
}
