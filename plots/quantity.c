/* Numbers as readers see them. */
#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum family { COUNTED, MONEY, MONEY_EACH, PERCENT, YEAR, PLAIN };

static enum family family_of(enum unit unit)
{
    switch (unit) {
    case UNIT_PERSONS:
    case UNIT_PERSON_DAYS:
    case UNIT_PERSON_TIMES:
    case UNIT_PLACES:
    case UNIT_WORKSTATIONS:
    case UNIT_COUNT:
        return COUNTED;
    case UNIT_WAN_YUAN:
        return MONEY;
    case UNIT_WAN_YUAN_PER_PERSON:
    case UNIT_WAN_YUAN_PER_UNIT:
    case UNIT_WAN_YUAN_PER_DAY:
        return MONEY_EACH;
    case UNIT_SHARE:
    case UNIT_SHARE_PER_YEAR:
        return PERCENT;
    case UNIT_CALENDAR_YEAR:
        return YEAR;
    default:
        return PLAIN;
    }
}

/* Large numbers: 万 and 亿 in Chinese, k and M on English axes. English money stays in the unit of the
 * scenario and of every table, ten thousand yuan: what is typed, listed, drawn and exported can be compared. */
static void scale_large(struct quantity_scale *s, enum family family, double largest, bool chinese)
{
    if (family == COUNTED && chinese && largest >= 5e4) {
        s->divisor = 1e4;
        s->value = "万";
    } else if (family == COUNTED && !chinese && largest >= 1e4) {
        s->divisor = largest >= 2e6 ? 1e6 : 1e3;
        s->value = s->tick = largest >= 2e6 ? "M" : "k";
    } else if (family == MONEY && chinese && largest >= 5e4) {
        s->divisor = 1e4;
        s->value = "亿";
    } else if (family == PERCENT) {
        s->divisor = 0.01;
        s->value = s->tick = "%";
    }
}

bool quantity_money(enum unit unit) { return family_of(unit) == MONEY || family_of(unit) == MONEY_EACH; }

void quantity_scale(struct quantity_scale *s, enum unit unit, const char *own_unit, double largest, bool chinese)
{
    const enum family family = family_of(unit);
    const char *name = own_unit && *own_unit ? own_unit : unit_label(unit, chinese);

    *s = (struct quantity_scale){
        .divisor = 1.0, .tick = "", .value = "", .plain = family == YEAR, .counted = family == COUNTED};
    scale_large(s, family, largest, chinese);
    if (family == PERCENT)
        s->unit[0] = 0; /* every number carries its % */
    else if (unit == UNIT_PER_STUDENT)
        snprintf(s->unit, sizeof s->unit, "%s", chinese ? "每生" : "per student");
    else if (unit == UNIT_STUDENTS_PER_TEACHER)
        snprintf(s->unit, sizeof s->unit, "%s", chinese ? "生：师" : "students per teacher");
    else if (family == MONEY && s->divisor > 1)
        snprintf(s->unit, sizeof s->unit, "亿元");
    else
        snprintf(s->unit, sizeof s->unit, "%s%s", chinese && s->divisor > 1 ? "万" : "", name);
}

/* Writes |x| with `decimals` and thousands separators, and drops zeros after the point. */
static void grouped(char *text, size_t size, double x, int decimals, bool plain, bool trim)
{
    char digits[400];
    size_t out = 0;

    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(x));
    if (trim && strchr(digits, '.')) {
        size_t end = strlen(digits);
        while (digits[end - 1] == '0')
            digits[--end] = 0;
        if (digits[end - 1] == '.')
            digits[end - 1] = 0;
    }
    const char *minus = x < 0 && strspn(digits, "0.") != strlen(digits) ? "−" : "";
    out = (size_t)snprintf(text, size, "%s", minus);
    const size_t whole = strcspn(digits, ".");
    for (size_t i = 0; digits[i] && out + 2 < size; i++) {
        if (!plain && i > 0 && i < whole && (whole - i) % 3 == 0)
            text[out++] = ',';
        text[out++] = digits[i];
    }
    text[out] = 0;
}

void quantity_text(char *text, size_t size, const struct quantity_scale *s, double value)
{
    const double x = value / s->divisor, magnitude = fabs(x);
    int decimals = magnitude >= 100   ? (s->divisor > 1 && magnitude < 1000 ? 1 : 0)
                   : magnitude >= 10  ? 1
                   : magnitude >= 0.1 ? 2
                                      : 3;

    if (s->plain || (s->counted && s->divisor <= 1))
        decimals = magnitude >= 10 || s->plain ? 0 : 1;
    grouped(text, size, x, decimals, s->plain, true);
}

void quantity_fixed(char *text, size_t size, const struct quantity_scale *s, double value, int decimals)
{
    grouped(text, size, value / s->divisor, decimals, s->plain, false);
}

void quantity_alone(char *text, size_t size, enum unit unit, const char *own_unit, double value, bool chinese,
                    bool fine)
{
    const enum family family = family_of(unit);
    struct quantity_scale s;
    char number[64];

    if (!(fabs(value) < 1e300)) {
        snprintf(text, size, "—");
        return;
    }
    /* 万 and 亿 later than on an axis: next to a plan's 50,000万元 nobody wants to read 5亿元. */
    quantity_scale(&s, unit, own_unit, chinese && fabs(value) >= 1e5 ? fabs(value) : 0, chinese);
    if (fine && s.counted)
        quantity_fixed(number, sizeof number, &s, value, 1);
    else
        quantity_text(number, sizeof number, &s, value);
    const bool named = chinese && (family == COUNTED || family == MONEY || family == MONEY_EACH);
    snprintf(text, size, "%s%s", number, family == PERCENT ? "%" : named ? s.unit : "");
}

double quantity_step(double range, int parts)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    const double rough = range / parts, power = pow(10, floor(log10(rough)));

    for (int i = 0; i < 5; i++)
        if (steps[i] * power >= rough * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

void quantity_tick(char *text, size_t size, const struct quantity_scale *s, double value, double step)
{
    char number[64];
    int decimals = 0;

    if (value == 0.0) {
        snprintf(text, size, "0%s", s->tick[0] == '%' ? "%" : "");
        return;
    }
    for (double x = step / s->divisor; decimals < 6 && fabs(x - round(x)) > 1e-6 * fabs(x); decimals++)
        x *= 10;
    grouped(number, sizeof number, value / s->divisor, decimals, s->plain, false);
    snprintf(text, size, "%s%s", number, s->tick);
}
