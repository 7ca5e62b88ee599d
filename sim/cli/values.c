#include "values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rows.h"
#include "text.h"

static const char minus[] = "−";

static bool share(enum unit unit) { return unit == UNIT_SHARE || unit == UNIT_SHARE_PER_YEAR; }

bool unit_shown(enum unit unit)
{
    return share(unit) || unit == UNIT_FLAG || unit == UNIT_CALENDAR_YEAR || unit == UNIT_NONE || unit == UNIT_LIMIT;
}

bool unit_said(enum unit unit, const char *name, const char *words)
{
    const char *noun = strncmp(words, "个", strlen("个")) == 0 ? words + strlen("个") : words;
    return unit_shown(unit) || unit == UNIT_STUDENTS_PER_TEACHER || strcasestr(name, noun);
}

/* Digits after the point that a reader expects of a unit. */
static int usual_decimals(enum unit unit, double value)
{
    double size = fabs(value);
    bool whole = fabs(value - round(value)) < 1e-9;
    switch (unit) {
    case UNIT_PERSONS:
    case UNIT_PERSON_DAYS:
    case UNIT_PERSON_TIMES:
    case UNIT_PLACES:
    case UNIT_WORKSTATIONS:
    case UNIT_COUNT: /* nobody builds 49.3 schools; of three, the fraction still tells something */
        return size >= 10 || fabs(size - round(size)) < 0.05 ? 0 : 1;
    case UNIT_FLAG:
    case UNIT_LIMIT:
        return 0;
    case UNIT_STUDENTS_PER_TEACHER:
        return 1;
    case UNIT_SHARE:
    case UNIT_SHARE_PER_YEAR:
        return 1;
    case UNIT_WAN_YUAN:
        return whole || size >= 100 ? 0 : 1;
    case UNIT_DAYS:
    case UNIT_YEARS:
    case UNIT_AGE:
    case UNIT_CALENDAR_YEAR:
    case UNIT_NONE:
        return whole ? 0 : size >= 100 ? 1 : 2;
    case UNIT_WAN_YUAN_PER_PERSON:
    case UNIT_WAN_YUAN_PER_UNIT:
    case UNIT_WAN_YUAN_PER_DAY:
        return whole && size >= 1 ? 0 : size >= 0.5 ? 2 : 4;
    default:
        return whole && size >= 100 ? 0 : 2;
    }
}

/* Digits with separators every three before the point; years go without. */
static void separated(const char *digits, bool separators, char *out, size_t size)
{
    size_t whole = strcspn(digits, "."), used = 0, sign = digits[0] == '-';
    for (size_t i = 0; digits[i] && used + 2 < size; i++) {
        if (separators && i > sign && i < whole && (whole - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

/* Prices to four digits read better without their trailing zeros: 0.33, not 0.3300. */
static void trim(char *digits, int least)
{
    char *point = strchr(digits, '.');
    if (!point)
        return;
    for (char *end = digits + strlen(digits) - 1; end > point + least && *end == '0'; end--)
        *end = '\0';
}

static char *number(enum unit unit, double value, int decimals, bool sign, char text[VALUE_TEXT])
{
    char digits[400], grouped[VALUE_TEXT - 8];
    double shown = share(unit) ? 100.0 * value : value;
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(shown));
    if (decimals == 4 || unit == UNIT_NONE)
        trim(digits, decimals == 4 ? 2 : 1);
    bool zero = strspn(digits, "0.") == strlen(digits);
    separated(digits, unit != UNIT_CALENDAR_YEAR, grouped, sizeof grouped);
    snprintf(text, VALUE_TEXT, "%s%s%s",
             zero        ? ""
             : value < 0 ? minus
             : sign      ? "+"
                         : "",
             grouped, share(unit) ? "%" : "");
    return text;
}

static bool absent(double value) { return !isfinite(value) || fabs(value) > ABSENT_ABOVE; }

char *value_text(enum unit unit, double value, char text[VALUE_TEXT])
{
    if (absent(value))
        snprintf(text, VALUE_TEXT, "–");
    else if (unit == UNIT_FLAG && (value == 0.0 || value == 1.0))
        snprintf(text, VALUE_TEXT, "%s", value > 0 ? _("yes") : _("no"));
    else
        number(unit, value, usual_decimals(unit, share(unit) ? 100 * value : value), false, text);
    return text;
}

/* "0.2500" to "0.25", "5.0000" to "5"; at least `least` decimals stay. */
static char *without_zeros(char *digits, int least)
{
    trim(digits, least);
    size_t length = strlen(digits);
    if (length > 0 && digits[length - 1] == '.')
        digits[length - 1] = '\0';
    return digits;
}

char *bound_text(enum unit unit, double value, char text[VALUE_TEXT])
{
    if (absent(value))
        return value_text(unit, value, text);
    char digits[40], grouped[VALUE_TEXT - 8];
    snprintf(digits, sizeof digits, (value != 0.0 && fabs(value) < 1e-5) || fabs(value) > 1e15 ? "%.9g" : "%.4f",
             share(unit) ? 100 * value : value);
    if (strchr(digits, 'e'))
        snprintf(grouped, sizeof grouped, "%s", digits);
    else
        separated(without_zeros(digits, share(unit) ? 1 : 0), unit != UNIT_CALENDAR_YEAR, grouped, sizeof grouped);
    snprintf(text, VALUE_TEXT, "%s%s", grouped, share(unit) ? "%" : "");
    return text;
}

char *value_apart(enum unit unit, double value, double other, char text[VALUE_TEXT])
{
    char compared[VALUE_TEXT];
    value_text(unit, value, text);
    if (absent(value) || absent(other) || value == other || fabs(value - other) <= 1e-9 * fabs(other))
        return text;
    value_text(unit, other, compared);
    for (int decimals = 1; strcmp(text, compared) == 0 && decimals <= 6; decimals++) {
        number(unit, value, decimals, false, text);
        number(unit, other, decimals, false, compared);
    }
    return text;
}

char *gap_text(enum unit unit, double gap, char text[VALUE_TEXT])
{
    if (absent(gap))
        return value_text(unit, gap, text);
    int decimals = usual_decimals(unit, share(unit) ? 100 * gap : gap);
    number(unit, gap, decimals, true, text);
    while (gap != 0.0 && text[0] == '0' && decimals < 6)
        number(unit, gap, ++decimals, true, text);
    if (share(unit)) /* the difference of two percentages */
        strcpy(text + strlen(text) - 1, _(" points"));
    return text;
}

const struct row *target_row(const struct setup *u, const struct target *t)
{
    if (t->indicator) {
        const struct series *series = setup_series(u, t->indicator, NULL);
        return series ? series->row : NULL;
    }
    if (!t->parameter)
        return NULL;
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct address address;
    char why[256];
    int code = address_parse(u->scenario, &parameters, t->parameter, &address, why, sizeof why);
    return code == 0 ? address.row : NULL;
}

/* A rule's own unit: "次/年" for inspections. */
static const char *rule_unit(const struct setup *u, const struct target *t, bool chinese)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct address address;
    char why[256];
    if (address_parse(u->scenario, &parameters, t->parameter, &address, why, sizeof why) != 0)
        return "";
    const struct item_list *list = &u->scenario->items[address.row->scope];
    if (address.item < 0 || address.item >= list->count)
        return "";
    return label_text(&list->list[address.item].unit, chinese, "");
}

/* The unit the plan itself gives a rule or an initiative. */
static const char *own_unit(const struct setup *u, const struct target *t, const struct row *row, bool chinese)
{
    if (t->parameter)
        return row->scope == SCOPE_RULE ? rule_unit(u, t, chinese) : "";
    const struct series *series = setup_series(u, t->indicator, NULL);
    return series && row->scope == SCOPE_INITIATIVE ? series_unit(u, series, chinese) : "";
}

enum unit target_measure(const struct setup *u, const struct target *t)
{
    const struct row *row = target_row(u, t);
    if (!row)
        return UNIT_NONE;
    bool plain = row->unit == UNIT_COUNT || row->unit == UNIT_NONE;
    return plain && strcmp(own_unit(u, t, row, true), "比例") == 0 ? UNIT_SHARE : row->unit;
}

/* "share of cities" after a percentage: "of cities". */
static const char *after_share(const char *unit)
{
    if (strncmp(unit, "share", 5) != 0)
        return unit;
    return unit[5] == ' ' ? unit + 6 : unit + 5;
}

const char *target_unit(const struct setup *u, const struct target *t, bool chinese)
{
    const struct row *row = target_row(u, t);
    if (!row)
        return "";
    if (target_measure(u, t) == UNIT_SHARE && row->unit != UNIT_SHARE)
        return chinese ? "" : after_share(own_unit(u, t, row, false));
    if (row->unit == UNIT_PER_STUDENT)
        return chinese ? "（每生）" : unit_label(row->unit, chinese);
    if (t->parameter && row->scope == SCOPE_RULE)
        return rule_unit(u, t, chinese);
    if (unit_shown(row->unit))
        return "";
    if (t->indicator) {
        const struct series *series = setup_series(u, t->indicator, NULL);
        return series ? series_unit(u, series, chinese) : "";
    }
    return unit_label(row->unit, chinese);
}

const char *unit_space(const char *unit, bool chinese)
{
    return *unit == '\0' || *unit == ':' || *unit == '/' || chinese ? "" : " ";
}

void target_goal(const struct setup *u, const struct target *t, bool chinese, char *text, size_t size)
{
    static const char *const signs[] = {[AT_LEAST] = "≥", [AT_MOST] = "≤", [EQUAL] = "=", [RANGE] = ""};
    enum unit unit = target_measure(u, t);
    const char *name = target_unit(u, t, chinese);
    const char *space = unit_space(name, chinese);
    char low[VALUE_TEXT], high[VALUE_TEXT], slack[VALUE_TEXT + 4] = "";
    bound_text(unit, t->value, low);
    if (t->tolerance > 0) {
        snprintf(slack, sizeof slack, "±");
        bound_text(unit, t->tolerance, slack + strlen(slack));
    }
    if (t->comparator == RANGE)
        snprintf(text, size, "%s–%s%s%s%s", low, bound_text(unit, t->value_max, high), slack, space, name);
    else
        snprintf(text, size, "%s%s%s%s%s", signs[t->comparator], low, slack, space, name);
}
