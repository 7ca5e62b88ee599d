#include "csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

const char *verdict_key(enum verdict verdict)
{
    static const char *const names[] = {[VERDICT_MET] = "met",
                                        [VERDICT_LATE] = "late",
                                        [VERDICT_MISSED] = "missed",
                                        [VERDICT_UNEVALUATED] = "unevaluated"};
    return names[verdict];
}

const char *comparator_key(enum comparator comparator)
{
    static const char *const names[] = {[AT_LEAST] = ">=", [AT_MOST] = "<=", [EQUAL] = "=", [RANGE] = "range"};
    return names[comparator];
}

const char *series_item(const struct setup *u, const struct series *series)
{
    const struct item_list *list = &u->scenario->items[series->row->scope];
    if (series->item >= 0 && series->item < list->count)
        return list->list[series->item].id;
    return series->item == SERIES_SECONDARY ? "secondary" : series->item == SERIES_HIGHER ? "higher" : "";
}

char *csv_number(double value, char text[32])
{
    text[0] = '\0';
    if (!isfinite(value) || fabs(value) > ABSENT_ABOVE)
        return text;
    for (int digits = 15; digits <= 17; digits++) {                     /* %g drops zeros: fewer digits need no try */
        snprintf(text, 32, "%.*g", digits, value == 0.0 ? 0.0 : value); /* no "-0" in a cell */
        if (strtod(text, NULL) == value)
            break;
    }
    return text;
}

/* Characters that make a spreadsheet read a cell as a formula; one alone is none. */
static int looks_like_formula(const char *text)
{
    return text[0] != '\0' && text[1] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

void csv_text(FILE *out, const char *text, char end)
{
    struct arena a = {0};
    char *clean = utf8_clean(&a, text);
    if (clean) {
        int guard = looks_like_formula(clean);
        int quote = guard || strpbrk(clean, ",\"\r\n") != NULL || clean[0] == ' ';
        if (quote)
            putc('"', out);
        if (guard)
            putc('\'', out);
        for (const char *c = clean; *c; c++) {
            if (*c == '"')
                putc('"', out);
            putc(*c, out);
        }
        if (quote)
            putc('"', out);
    }
    putc(end, out);
    arena_free(&a);
}

static void number_cell(FILE *out, double value, char end)
{
    char text[32];
    fprintf(out, "%s%c", csv_number(value, text), end);
}

void csv_trajectories(FILE *out, const struct run *r)
{
    const struct setup *u = r->setup;
    const struct shape *shape = &u->shape;
    fprintf(out, "%syear,indicator,sector,value,unit\n", byte_order_mark);
    for (int i = 0; i < u->series_count; i++) {
        const struct series *s = &u->series[i];
        const char *item = series_item(u, s);
        for (int t = 0; t < shape->years; t++) {
            int year = shape->first_year + t;
            char text[32];
            fprintf(out, "%d,%s,%s,%s,%s\n", year, s->row->key, item, csv_number(run_value(r, s, year), text),
                    unit_name(s->row->unit));
        }
    }
}

static void target_line(FILE *out, const struct result *result)
{
    const struct target *t = result->target;
    csv_text(out, t->id, ',');
    csv_text(out, t->area, ',');
    csv_text(out, t->label.zh, ',');
    csv_text(out, t->label.en, ',');
    fprintf(out, "%d,%s,", t->due, comparator_key(t->comparator)); /* a lone "=" is no formula */
    number_cell(out, t->value, ',');
    number_cell(out, t->comparator == RANGE ? t->value_max : ABSENT, ',');
    number_cell(out, t->tolerance, ',');
    fprintf(out, "%s,", result->row ? unit_name(result->row->unit) : "");
    fprintf(out, "%s,", verdict_key(result->verdict));
    bool said = result->verdict != VERDICT_UNEVALUATED;
    number_cell(out, said ? result->reached : ABSENT, ',');
    number_cell(out, said ? result->gap : ABSENT, ',');
    number_cell(out, said ? result->gap_share : ABSENT, ',');
    if (said && result->first_year > 0)
        fprintf(out, "%d", result->first_year);
    putc(',', out);
    csv_text(out, result->bound_zh, ',');
    csv_text(out, result->bound_en, ',');
    csv_text(out, t->departments, ',');
    csv_text(out, t->indicator ? t->indicator : t->parameter, ',');
    csv_text(out, t->unevaluated, ',');
    csv_text(out, t->kind, ',');
    csv_text(out, t->strength, ',');
    number_cell(out, t->weight, ',');
    csv_text(out, t->document, ',');
    csv_text(out, t->section, ',');
    csv_text(out, t->quote, ',');
    csv_text(out, t->note, '\n');
}

void csv_targets(FILE *out, const struct run *r)
{
    fprintf(out,
            "%sid,area,label_zh,label_en,due,comparator,value,value_max,tolerance,unit,verdict,reached,gap,gap_share,"
            "first_year_met,bound_zh,bound_en,departments,indicator,unevaluated,kind,strength,weight,document,section,"
            "quote,note\n",
            byte_order_mark);
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        target_line(out, &r->results[i]);
}
