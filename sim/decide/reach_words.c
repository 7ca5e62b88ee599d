/* A setting in the plan's own terms: "More hires each year: +6 persons a year, 2021–2024". */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "reach_words.h"

static const char minus[] = "−";

/* Adds formatted text at the end of what is there. */
__attribute__((format(printf, 3, 4))) static void add(char *text, size_t size, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list list;

    va_start(list, format);
    if (used + 1 < size)
        vsnprintf(text + used, size - used, format, list);
    va_end(list);
}

/* Digits in groups of three, to about four of them: "12,400", "0.132". */
static void digits(double x, char *text, size_t size)
{
    char plain[64];
    const double shown = fabs(x);
    snprintf(plain, sizeof plain, shown >= 1000.0 || shown == floor(shown) ? "%.0f" : "%.4g", shown);
    const size_t whole = strcspn(plain, ".");

    *text = '\0';
    for (size_t i = 0; plain[i]; i++)
        add(text, size, "%s%c", i > 0 && i < whole && (whole - i) % 3 == 0 ? "," : "", plain[i]);
}

void reach_money(double wan, bool chinese, char *text, size_t size)
{
    const bool large = fabs(wan) >= 1e4;
    char number[64];

    if (chinese) {
        digits(large ? wan / 1e4 : wan, number, sizeof number);
        snprintf(text, size, "%s%s%s", wan < 0.0 ? minus : "", number, large ? "亿元" : "万元");
        return;
    }
    const bool billions = fabs(wan) >= 1e5, millions = fabs(wan) >= 100.0;
    digits(billions ? wan / 1e5 : millions ? wan / 100.0 : wan * 10.0, number, sizeof number);
    snprintf(text, size, "%s¥%s%s", wan < 0.0 ? minus : "", number,
             billions     ? "bn"
             : millions   ? "M"
             : wan != 0.0 ? "k"
                          : "");
}

static bool is_share(const struct row *row) { return row->unit == UNIT_SHARE || row->unit == UNIT_SHARE_PER_YEAR; }

/* What a lever's numbers count: an initiative's own unit where it has one. */
static const char *unit_of(const struct reach *r, const struct reach_lever *lever, bool chinese)
{
    const struct address *a = &lever->lever->address;
    const struct scenario *s = r->plan->setup->scenario;

    if (a->row->scope == SCOPE_INITIATIVE && a->item >= 0 && a->row->unit == UNIT_COUNT) {
        const struct label *own = &s->items[SCOPE_INITIATIVE].list[a->item].unit;
        const bool share = own->zh && strcmp(own->zh, "比例") == 0; /* then 1 is all of them, or a round of it */
        return share ? "" : label_text(own, chinese, "");
    }
    if (a->row->scope == SCOPE_PROJECT && a->item >= 0 && strcmp(a->row->key, "project.amount") == 0 &&
        s->items[SCOPE_PROJECT].list[a->item].kind == 0)
        return unit_label(UNIT_PLACES, chinese);
    if (a->row->unit == UNIT_CALENDAR_YEAR || a->row->unit == UNIT_FLAG || a->row->unit == UNIT_NONE)
        return "";
    return unit_label(a->row->unit, chinese);
}

/* "1 schools" to "1 school", "1 counties" to "1 county". */
static void singular(char *text)
{
    const size_t length = strlen(text);

    if (length > 4 && strcmp(text + length - 3, "ies") == 0)
        strcpy(text + length - 3, "y");
    else if (length > 3 && text[length - 1] == 's')
        text[length - 1] = '\0';
}

static void amount(const struct reach *r, const struct reach_lever *lever, double x, bool chinese, char *text,
                   size_t size)
{
    const struct row *row = lever->lever->address.row;
    const char *unit = unit_of(r, lever, chinese);
    char number[64];

    if (row->unit == UNIT_WAN_YUAN) {
        reach_money(x, chinese, text, size);
        return;
    }
    if (row->unit == UNIT_CALENDAR_YEAR) { /* 2025.5 is the first of July */
        const int month = (int)floor(x * 12.0 + 0.5);
        snprintf(text, size, chinese ? "%d年%d月" : "%d-%02d", month / 12, month % 12 + 1);
        return;
    }
    digits(is_share(row) ? 100.0 * x : x, number, sizeof number);
    const bool close = is_share(row) || chinese || *unit == ':' || *unit == '\0';
    snprintf(text, size, "%s%s%s%s", x < 0.0 ? minus : "", number, close ? "" : " ", is_share(row) ? "%" : unit);
    if (!chinese && strcmp(number, "1") == 0)
        singular(text);
}

/* "+6 persons", "−3.2 points". */
static void change(const struct reach *r, const struct reach_lever *lever, double by, bool chinese, char *text,
                   size_t size)
{
    char number[120];

    snprintf(text, size, "%s", by < 0.0 ? minus : "+");
    amount(r, lever, fabs(by), chinese, number, sizeof number);
    if (is_share(lever->lever->address.row)) {
        number[strlen(number) - 1] = '\0';
        add(text, size, chinese ? "%s个百分点" : "%s points", number);
    } else {
        add(text, size, "%s", number);
    }
}

/* Durations and dates move by months. */
static void months(double years, bool date, bool chinese, char *text, size_t size)
{
    const double count = fabs(years) * 12.0, whole = floor(count + 0.5),
                 shown = fabs(count - whole) < 0.05 ? whole : count;
    const char *way = date ? (years < 0.0 ? (chinese ? "提前" : "earlier") : (chinese ? "推迟" : "later"))
                           : (years < 0.0 ? (chinese ? "缩短" : "shorter") : (chinese ? "延长" : "longer"));

    if (chinese)
        snprintf(text, size, "%s%.3g个月", way, shown);
    else
        snprintf(text, size, "%.3g month%s %s", shown, shown == 1.0 ? "" : "s", way);
}

/* The projected years in which a shift or scale acts. */
static void acting_years(const struct reach *r, const struct address *a, int *first, int *last)
{
    const struct scenario *s = r->plan->setup->scenario;
    const struct value *v = scenario_value(s, a->row, a->row->scope == SCOPE_CITY ? ALL_ITEMS : a->item);

    *first = s->first_year + 1;
    *last = s->last_year;
    if (a->row->kind != KIND_SCHEDULE || !v || v->count == 0)
        return;
    *first = v->points[0].year > *first ? v->points[0].year : *first;
    *last = v->has_after || v->points[v->count - 1].year > *last ? *last : v->points[v->count - 1].year;
}

static void add_years(const struct reach *r, const struct address *a, bool chinese, char *text, size_t size)
{
    int first, last;

    if (a->row->kind == KIND_LEVEL)
        return;
    acting_years(r, a, &first, &last);
    if (first == last)
        add(text, size, chinese ? "（%d年）" : " (%d)", first);
    else
        add(text, size, chinese ? "（%d—%d年）" : " (%d–%d)", first, last);
}

static bool names_year(const struct reach_lever *lever, bool chinese)
{
    char year[16];
    snprintf(year, sizeof year, "%d", lever->lever->address.year);
    return strstr(label_text(&lever->lever->label, chinese, ""), year) != NULL;
}

/* "3,000 → 3,907 places (+907)", with the year where the lever's name does not say it. */
static void say_value(const struct reach *r, const struct reach_lever *lever, double x, bool chinese, char *text,
                      size_t size)
{
    const struct address *a = &lever->lever->address;
    char from[120], to[120], by[120];

    amount(r, lever, lever->base, chinese, from, sizeof from);
    amount(r, lever, x, chinese, to, sizeof to);
    if (a->row->unit == UNIT_YEARS || a->row->unit == UNIT_CALENDAR_YEAR)
        months(x - lever->base, a->row->unit == UNIT_CALENDAR_YEAR, chinese, by, sizeof by);
    else
        change(r, lever, x - lever->base, chinese, by, sizeof by);
    if (a->form == FORM_YEAR && !names_year(lever, chinese))
        add(text, size, chinese ? "%d年" : "%d: ", a->year);
    add(text, size, chinese ? "%s → %s（%s）" : "%s → %s (%s)", from, to, by);
}

static void say_change(const struct reach *r, const struct reach_lever *lever, double x, bool chinese, char *text,
                       size_t size)
{
    const struct address *a = &lever->lever->address;
    char by[120];

    if (a->form == FORM_DELAY) {
        const double years = fabs(x);
        if (chinese)
            add(text, size, "%s%.0f年", x < 0.0 ? "提前" : "推迟", years);
        else
            add(text, size, "%.0f year%s %s", years, years == 1.0 ? "" : "s", x < 0.0 ? "earlier" : "later");
        return;
    }
    if (a->form == FORM_SCALE) {
        snprintf(by, sizeof by, "%s%.3g%%", x < 1.0 ? minus : "+", 100.0 * fabs(x - 1.0));
        add(text, size, chinese ? "为原计划的%.4g倍（%s）" : "×%.4g (%s)", x, by);
    } else if (a->row->unit == UNIT_YEARS || a->row->unit == UNIT_CALENDAR_YEAR) {
        months(x, a->row->unit == UNIT_CALENDAR_YEAR, chinese, by, sizeof by);
        add(text, size, "%s", by);
    } else {
        change(r, lever, x, chinese, by, sizeof by);
        const bool yearly = a->row->kind != KIND_LEVEL && !is_share(a->row);
        add(text, size, "%s%s%s", chinese && yearly ? "每年" : "", by, !chinese && yearly ? " a year" : "");
    }
    add_years(r, a, chinese, text, size);
}

void reach_phrase(const struct reach *r, int lever, double x, bool chinese, char *text, size_t size)
{
    const struct reach_lever *moved = &r->levers[lever];
    const enum form form = moved->lever->address.form;

    snprintf(text, size, chinese ? "%s：" : "%s: ", label_text(&moved->lever->label, chinese, moved->lever->id));
    if (form == FORM_VALUE || form == FORM_YEAR)
        say_value(r, moved, x, chinese, text, size);
    else
        say_change(r, moved, x, chinese, text, size);
}

void reach_setting_words(const struct reach *r, const struct reach_setting *s, bool chinese, char *text, size_t size)
{
    char phrase[400];

    *text = '\0';
    for (int i = 0; s->x && i < r->lever_count; i++) {
        if (!reach_moves(&r->levers[i], s->x[i]))
            continue;
        reach_phrase(r, i, s->x[i], chinese, phrase, sizeof phrase);
        add(text, size, "%s%s", *text ? (chinese ? "；" : "; ") : "", phrase);
    }
}

const char *reach_verdict_name(enum reach_verdict verdict, bool chinese)
{
    static const struct {
        const char *zh, *en;
    } names[] = {[REACH_ON_COURSE] = {"按现方案可达标", "on course"},
                 [REACH_REACHABLE] = {"调整后可达标", "reachable"},
                 [REACH_OVER_BUDGET] = {"超出预算", "over the budget"},
                 [REACH_OUT] = {"无法达标", "out of reach"},
                 [REACH_UNEVALUATED] = {"无法评估", "not evaluated"}};
    return chinese ? names[verdict].zh : names[verdict].en;
}
