#include "formula.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"

const struct quantity quantities[] = {
#define QUANTITY(name, formula, zh, en) {#name, formula, zh, en},
#include "quantities.def"
#undef QUANTITY
};
const int quantity_count = sizeof quantities / sizeof *quantities;

const struct quantity *find_quantity(const char *name)
{
    for (int i = 0; i < quantity_count; i++) {
        if (strcmp(quantities[i].name, name) == 0)
            return &quantities[i];
    }
    return NULL;
}

char *number_text(char text[32], double value)
{
    int decimals = fabs(value) >= 1.0 || value == 0.0 ? 2 : 4;
    snprintf(text, 32, "%.*f", decimals, value);
    char *end = text + strlen(text);
    while (strchr(text, '.') && (end[-1] == '0' || end[-1] == '.')) {
        bool point = *--end == '.';
        *end = '\0';
        if (point)
            break;
    }
    return text;
}

const struct issued_row *find_issued(const struct issued *issued, const char *key)
{
    char table[64];
    const char *dot = strchr(key, '.');
    if (!dot || dot - key >= (int)sizeof table)
        return NULL;
    snprintf(table, sizeof table, "%.*s", (int)(dot - key), key);
    return issued_row(issued, table, dot + 1, "values");
}

static bool known(double x) { return x < ABSENT_ABOVE; }

bool same_cells(const struct issued *issued, const struct issued_row *a, const struct issued_row *b)
{
    double first = 0.0;
    bool second = false;
    for (int y = 0; y < issued->year_count; y++) {
        const double x = a->cells[y].value, z = b->cells[y].value;
        if (known(x) != known(z) || (known(x) && x != z))
            return false;
        if (known(x) && x > 0.0) {
            second = second || (first > 0.0 && x != first);
            first = x;
        }
    }
    return second;
}

bool repeats_earlier(const struct issued *issued, const struct issued_row *row)
{
    for (const struct issued_row *other = issued->rows; other < row; other++) {
        if (other->table == row->table && strcmp(other->column, row->column) == 0 && same_cells(issued, other, row))
            return true;
    }
    return false;
}

/* --- reading a formula: from left to right, products before sums --- */

struct piece {
    double value;
    const char *text; /* NULL when nobody asked for it */
    bool sum;         /* of several terms: needs brackets in a product */
};

struct reading {
    const struct issued *issued;
    struct arena *arena; /* NULL: no text wanted */
    const char *at;
    int year;
    int depth;
};

static struct piece read_first_known(struct reading *r);

static struct piece piece_of(const struct reading *r, double value)
{
    char text[32];
    return (struct piece){
        value, r->arena && known(value) ? arena_format(r->arena, "%s", number_text(text, value)) : NULL, false};
}

static double column_sum(const struct reading *r, const char *table, const char *column)
{
    double sum = ABSENT;
    for (int i = 0; i < r->issued->row_count; i++) {
        const struct issued_row *row = &r->issued->rows[i];
        if (strcmp(row->table->key, table) != 0 || strcmp(row->column, column) != 0 || repeats_earlier(r->issued, row))
            continue;
        for (int y = 0; y < r->issued->year_count; y++) {
            const double x = row->cells[y].value;
            if (r->issued->years[y] == r->year && known(x))
                sum = known(sum) ? sum + x : x;
        }
    }
    return sum;
}

static double cell_value(const struct reading *r, const struct issued_row *row, const char *part)
{
    for (int y = 0; row && y < r->issued->year_count; y++) {
        if (r->issued->years[y] == r->year)
            return !part ? row->cells[y].value : strcmp(part, "part") == 0 ? row->cells[y].part : row->cells[y].whole;
    }
    return ABSENT;
}

static double name_value(struct reading *r, const char *name)
{
    char key[96];
    const char *part = strchr(name, '#');
    const struct quantity *q = find_quantity(name);
    if (q && r->depth < 8) {
        struct reading inner = {r->issued, NULL, q->formula, r->year, r->depth + 1};
        return read_first_known(&inner).value;
    }
    snprintf(key, sizeof key, "%.*s", part ? (int)(part - name) : (int)strlen(name), name);
    if (part && !strchr(key, '.'))
        return column_sum(r, key, part + 1);
    return cell_value(r, find_issued(r->issued, key), part ? part + 1 : NULL);
}

static void blanks(struct reading *r) { r->at += strspn(r->at, " "); }

static size_t name_length(const char *at) { return strspn(at, "abcdefghijklmnopqrstuvwxyz_.#0123456789"); }

static struct piece read_factor(struct reading *r)
{
    char name[96];
    blanks(r);
    if (*r->at == '(') {
        r->at++;
        struct piece p = read_first_known(r);
        blanks(r);
        r->at += *r->at == ')';
        return p;
    }
    size_t length = name_length(r->at);
    snprintf(name, sizeof name, "%.*s", (int)length, r->at);
    r->at += length;
    return piece_of(r, name[0] >= '0' && name[0] <= '9' ? strtod(name, NULL) : name_value(r, name));
}

static struct piece join(const struct reading *r, struct piece a, struct piece b, const char *sign, double value)
{
    struct piece p = {value, NULL, *sign == '+' || *sign == '-'};
    bool brackets_a = !p.sum && a.sum, brackets_b = b.sum && strcmp(sign, "+") != 0;
    const char *shown = strcmp(sign, "*") == 0 ? "×" : strcmp(sign, "/") == 0 ? "÷" : *sign == '-' ? "−" : "+";
    if (r->arena && known(value))
        p.text = arena_format(r->arena, "%s%s%s %s %s%s%s", brackets_a ? "(" : "", a.text ? a.text : "",
                              brackets_a ? ")" : "", shown, brackets_b ? "(" : "", b.text ? b.text : "",
                              brackets_b ? ")" : "");
    return p;
}

static struct piece read_product(struct reading *r)
{
    struct piece p = read_factor(r);
    for (blanks(r); *r->at == '*' || *r->at == '/'; blanks(r)) {
        bool times = *r->at++ == '*';
        struct piece q = read_factor(r);
        bool both = known(p.value) && known(q.value) && (times || q.value != 0.0);
        double value = !both ? ABSENT : times ? p.value * q.value : p.value / q.value;
        p = join(r, p, q, times ? "*" : "/", value);
    }
    return p;
}

static struct piece read_sum(struct reading *r)
{
    struct piece p = read_product(r);
    for (blanks(r); *r->at == '+' || *r->at == '-'; blanks(r)) {
        bool plus = *r->at++ == '+';
        struct piece q = read_product(r);
        if (!known(q.value)) /* a blank cell adds nothing that is known */
            continue;
        if (!known(p.value))
            p = plus ? q : p;
        else
            p = join(r, p, q, plus ? "+" : "-", plus ? p.value + q.value : p.value - q.value);
    }
    return p;
}

/* Alternatives: the others are read too, so that the reading goes on behind them. */
static struct piece read_first_known(struct reading *r)
{
    struct piece p = read_sum(r);
    for (blanks(r); *r->at == '|'; blanks(r)) {
        r->at++;
        struct piece q = read_sum(r);
        p = known(p.value) ? p : q;
    }
    return p;
}

double formula_value(const struct issued *issued, const char *formula, int year)
{
    struct reading r = {issued, NULL, formula, year, 0};
    return read_first_known(&r).value;
}

const char *formula_spelled(struct arena *arena, const struct issued *issued, const char *formula, int year)
{
    const struct quantity *q = find_quantity(formula);
    struct reading r = {issued, arena, q ? q->formula : formula, year, 0};
    const char *text = read_first_known(&r).text;
    return text ? text : "";
}

static int add_row(const struct issued_row **rows, int count, int most, const struct issued_row *row)
{
    for (int i = 0; i < count; i++) {
        if (rows[i] == row)
            return count;
    }
    if (row && count < most)
        rows[count++] = row;
    return count;
}

int formula_rows(const struct issued *issued, const char *formula, const struct issued_row **rows, int most)
{
    int count = 0;
    for (const char *at = formula; *at;) {
        char name[96];
        size_t length = name_length(at);
        if (length == 0) {
            at++;
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        at += length;
        const struct quantity *q = find_quantity(name);
        if (q) {
            const struct issued_row *inner[8];
            int n = formula_rows(issued, q->formula, inner, 8);
            for (int i = 0; i < n; i++)
                count = add_row(rows, count, most, inner[i]);
            continue;
        }
        name[strcspn(name, "#")] = '\0';
        count = add_row(rows, count, most, find_issued(issued, name));
    }
    return count;
}
