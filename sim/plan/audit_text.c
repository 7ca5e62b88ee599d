/* Words and numbers of findings: texts in the audit's language, names of rows, values as printed. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_parts.h"
#include "lane.h"

bool is_known(double value) { return value < ABSENT_ABOVE; }

static const char *checked(struct auditor *a, const char *text)
{
    a->failed = a->failed || !text;
    return text ? text : "";
}

const char *say(struct auditor *a, const char *zh, const char *en, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, en);
    int length = a->chinese ? vasprintf(&text, zh, list) : vasprintf(&text, en, list);
    va_end(list);
    const char *kept = length < 0 ? NULL : arena_copy(&a->out->arena, text, (size_t)length);
    if (length >= 0)
        free(text);
    return checked(a, kept);
}

/* --- numbers --- */

const char *num(struct auditor *a, double value)
{
    char text[32];
    return checked(a, arena_format(&a->out->arena, "%s", number_text(text, value)));
}

/* Half rounds up, as people do it; printf alone would make 1636.5 an even 1636. */
const char *fixed(struct auditor *a, double value, int decimals)
{
    if (decimals == 0)
        value = floor(value * (1.0 + 1e-12) + 0.5);
    return checked(a, arena_format(&a->out->arena, "%.*f", decimals, value));
}

const char *percent(struct auditor *a, double share)
{
    return checked(a, arena_format(&a->out->arena, "%.1f%%", 100.0 * share));
}

const char *growth(struct auditor *a, double share)
{
    return checked(a, arena_format(&a->out->arena, "%s%.1f%%", share < 0.0 ? "−" : "+", fabs(100.0 * share)));
}

const char *cell_number(struct auditor *a, const struct issued_row *row, const struct issued_cell *cell, double value,
                        int more)
{
    const bool share = row->print == PRINT_SHARE;
    const double half = (share ? 100.0 : 1.0) * cell->half;
    const int decimals = (int)lround(-log10(2.0 * half)) + more;
    return say(a, "%.*f%s", "%.*f%s", decimals > 0 ? decimals : 0, (share ? 100.0 : 1.0) * value, share ? "%" : "");
}

const char *numbers(struct auditor *a, const double *values, int count, int decimals)
{
    const char *text = "";
    for (int i = 0; i < count; i++) {
        if (is_known(values[i]))
            text = say(a, "%s%s%s", "%s%s%s", text,
                       !*text       ? ""
                       : a->chinese ? "、"
                                    : ", ",
                       fixed(a, values[i], decimals));
    }
    return text;
}

double value_at(const struct auditor *a, const char *formula, int index)
{
    return formula_value(a->issued, formula, a->issued->years[index]);
}

const char *spelled_at(struct auditor *a, const char *formula, int index)
{
    return checked(a, formula_spelled(&a->out->arena, a->issued, formula, a->issued->years[index]));
}

/* --- names --- */

/* "校内实训基地工位数（个）" without the bracket at its end, "其中，…" without its first words. */
const char *row_label(struct auditor *a, const struct issued_row *row)
{
    const char *text = a->chinese && row->label_zh ? row->label_zh : row->label_en ? row->label_en : row->label_zh;
    static const char *const first[] = {"其中，", "其中, "}, *const open[] = {"（", "("}, *const close[] = {"）", ")"};
    for (int i = 0; i < 2; i++) {
        if (strncmp(text, first[i], strlen(first[i])) == 0)
            text += strlen(first[i]);
    }
    size_t length = strlen(text);
    for (int i = 0; i < 2; i++) {
        size_t mark = strlen(close[i]);
        if (length < mark || strcmp(text + length - mark, close[i]) != 0)
            continue;
        for (const char *p = text + length; p > text; p--) {
            if (strncmp(p, open[i], strlen(open[i])) == 0) {
                length = (size_t)(p - text);
                while (length > 0 && text[length - 1] == ' ')
                    length--;
                break;
            }
        }
    }
    return checked(a, arena_copy(&a->out->arena, text, length));
}

/* "Equipment value" as it stands inside an English sentence; "SVE schools" stays. */
static const char *in_sentence(struct auditor *a, const char *label)
{
    const bool capital = label[0] >= 'A' && label[0] <= 'Z' && label[1] >= 'a' && label[1] <= 'z';
    return capital ? say(a, "%c%s", "%c%s", label[0] + ('a' - 'A'), label + 1) : label;
}

const char *operand_label(struct auditor *a, const char *operand)
{
    const struct quantity *q = find_quantity(operand);
    const struct issued_row *row = q ? NULL : find_issued(a->issued, operand);
    if (q)
        return a->chinese ? q->label_zh : q->label_en;
    return row ? in_sentence(a, row_label(a, row)) : operand;
}

const char *row_unit(struct auditor *a, const char *operand)
{
    const struct issued_row *row = NULL;
    if (formula_rows(a->issued, operand, &row, 1) == 0)
        return strstr(operand, "students") ? unit_label(UNIT_PERSONS, a->chinese) : "";
    const bool counts =
        strchr(operand, '#') || (find_quantity(operand) && strchr(find_quantity(operand)->formula, '#'));
    if (counts || strstr(operand, "students"))
        return unit_label(UNIT_PERSONS, a->chinese);
    return unit_label(row->unit, a->chinese);
}
