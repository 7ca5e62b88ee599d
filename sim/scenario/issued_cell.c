/* What one printed cell says: "20:1（6000/302）", "95.4%", "4. 5: 5. 5", "1387.35". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "diag.h"
#include "issued.h"
#include "lane.h"

enum { LONGEST = 120 };

/* Plain signs for the full-width ones, and no blanks, as people print them in Chinese documents. */
static bool plain(const char *text, char *to)
{
    static const char *const signs[][2] = {{"（", "("},      {"）", ")"}, {"：", ":"}, {"％", "%"},
                                           {"／", "/"},      {"，", ""},  {",", ""},   {" ", ""},
                                           {"\xc2\xa0", ""}, {"　", ""},  {"．", "."}, {"∶", ":"}};
    size_t n = 0;

    while (*text) {
        size_t i = 0, k = 0;
        while (i < sizeof signs / sizeof *signs && strncmp(text, signs[i][0], strlen(signs[i][0])) != 0)
            i++;
        if (n + 2 > LONGEST)
            return false;
        if (i < sizeof signs / sizeof *signs) {
            k = strlen(signs[i][0]);
            if (signs[i][1][0])
                to[n++] = signs[i][1][0];
        } else {
            k = 1;
            to[n++] = *text;
        }
        text += k;
    }
    to[n] = '\0';
    return true;
}

/* An unsigned decimal number and half of its last digit; false when there is none. */
static bool number(const char **p, double *value, double *half)
{
    const char *start = *p;
    size_t whole = strspn(start, "0123456789"), part = 0;

    if (start[whole] == '.')
        part = strspn(start + whole + 1, "0123456789");
    if (whole + part == 0)
        return false;
    *value = strtod(start, NULL);
    *half = 0.5;
    for (size_t i = 0; i < part; i++)
        *half /= 10.0;
    *p = start + whole + (start[whole] == '.' ? 1 + part : 0);
    return true;
}

static bool sign(const char **p, char c)
{
    if (**p != c)
        return false;
    ++*p;
    return true;
}

/* "（6000/302）": nothing, or a part and a whole; strtod knows no such form. */
static bool counts(const char **p, struct issued_cell *cell)
{
    double ignored;

    if (!sign(p, '('))
        return true;
    return number(p, &cell->part, &ignored) && sign(p, '/') && number(p, &cell->whole, &ignored) && sign(p, ')') &&
           cell->whole > 0.0;
}

static bool read_share(const char *p, struct issued_cell *cell)
{
    if (!number(&p, &cell->value, &cell->half))
        return false;
    if (sign(&p, '%')) {
        cell->value /= 100.0;
        cell->half /= 100.0;
    }
    return counts(&p, cell) && *p == '\0' && cell->value <= 1.0;
}

static bool read_to_one(const char *p, struct issued_cell *cell)
{
    double one = 1.0, ignored;

    if (!number(&p, &cell->value, &cell->half) || (sign(&p, ':') && !number(&p, &one, &ignored)) || one <= 0.0)
        return false;
    cell->value /= one;
    cell->half /= one;
    return counts(&p, cell) && *p == '\0';
}

static bool read_parts(const char *p, struct issued_cell *cell)
{
    double a, b, ha, hb;

    if (!number(&p, &a, &ha) || !sign(&p, ':') || !number(&p, &b, &hb) || *p != '\0' || a + b <= 0.0)
        return false;
    cell->part = a;
    cell->whole = a + b;
    cell->value = a / cell->whole;
    cell->half = ha / cell->whole;
    return true;
}

static bool read_number_alone(const char *p, struct issued_cell *cell)
{
    return number(&p, &cell->value, &cell->half) && *p == '\0';
}

static bool read_as(enum print print, const char *p, struct issued_cell *cell)
{
    switch (print) {
    case PRINT_NUMBER:
        return read_number_alone(p, cell);
    case PRINT_SHARE:
        return read_share(p, cell);
    case PRINT_TO_ONE:
        return read_to_one(p, cell);
    case PRINT_PARTS:
        return read_parts(p, cell);
    case PRINT_TEXT:
        break;
    }
    return true;
}

int issued_parse(struct arena *a, const char *text, enum print print, struct issued_cell *cell, char *why, size_t size)
{
    static const char *const expected[] = {[PRINT_TEXT] = N_("a text"),
                                           [PRINT_NUMBER] = N_("a number such as 2182"),
                                           [PRINT_SHARE] = N_("a percentage such as 95.4%（210/220）"),
                                           [PRINT_TO_ONE] = N_("a ratio such as 20:1（6000/302）"),
                                           [PRINT_PARTS] = N_("two parts such as 4.5:5.5")};
    char signs[LONGEST + 1];

    *cell = (struct issued_cell){NULL, ABSENT, ABSENT, ABSENT, ABSENT};
    const size_t blank = strspn(text, " \t\r\n");
    if (text[blank] == '\0')
        return VS_OK;
    if (print != PRINT_TEXT && (!plain(text, signs) || !read_as(print, signs, cell))) {
        *cell = (struct issued_cell){NULL, ABSENT, ABSENT, ABSENT, ABSENT};
        snprintf(why, size, _("must be %s, or empty where it is not known"), _(expected[print]));
        return VS_USAGE;
    }
    cell->text = arena_copy(a, text, strlen(text));
    return cell->text ? VS_OK : VS_MEMORY;
}
