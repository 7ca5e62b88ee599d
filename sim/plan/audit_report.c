/* How a finding is put together: its texts in one language, quotes as printed, numbers. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annex.h"
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

static const char *as_title(struct auditor *a, const char *text)
{
    return text[0] >= 'a' && text[0] <= 'z' ? say(a, "%c%s", "%c%s", text[0] - ('a' - 'A'), text + 1) : text;
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

static const char *area_of(const char *key)
{
    static const char *const areas[][2] = {
        {"scale", "enrolment"}, {"enrolment", "enrolment"},  {"population", "enrolment"}, {"programme", "programme"},
        {"bases", "training"},  {"campus", "training"},      {"training", "training"},    {"funding", "funding"},
        {"faculty", "faculty"}, {"governance", "governance"}};
    const struct quantity *q = find_quantity(key);
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        const char *name = q ? q->formula : key;
        if (strncmp(name, areas[i][0], strlen(areas[i][0])) == 0)
            return areas[i][1];
    }
    return "programme";
}

/* --- findings --- */

struct finding begin_finding(struct auditor *a, const char *check, const char *subject, enum audit_severity severity,
                             const char *key)
{
    const char *id = checked(a, arena_format(&a->out->arena, "%s%s%s", check, *subject ? "." : "", subject));
    return (struct finding){
        .id = id, .check = check, .severity = severity, .area = area_of(key), .title = "", .amount = "", .advice = ""};
}

void keep_finding(struct auditor *a, const struct finding *f)
{
    struct audit *out = a->out;
    if (out->count == out->room) {
        int room = out->room ? 2 * out->room : 32;
        struct finding *more = arena_alloc(&out->arena, (size_t)room * sizeof *more);
        if (!more) {
            a->failed = true;
            return;
        }
        if (out->count > 0)
            memcpy(more, out->findings, (size_t)out->count * sizeof *more);
        out->findings = more;
        out->room = room;
    }
    out->findings[out->count] = *f;
    out->findings[out->count].title = as_title(a, f->title);
    out->findings[out->count++].size = f->size < 1.0 ? f->size : 1.0;
    out->tally[f->severity]++;
}

void add_sum(struct finding *f, const char *line)
{
    for (int i = 0; i < f->sum_count; i++) {
        if (strcmp(f->sums[i], line) == 0)
            return;
    }
    if (f->sum_count < AUDIT_SUMS)
        f->sums[f->sum_count++] = line;
    else
        f->sums[AUDIT_SUMS - 1] = "…";
}

void quote_text(struct finding *f, const char *place, const char *text)
{
    for (int i = 0; i < f->quote_count; i++) {
        if (strcmp(f->quotes[i].text, text) == 0)
            return;
    }
    if (f->quote_count < AUDIT_QUOTES)
        f->quotes[f->quote_count++] = (struct audit_quote){place, text};
}

static bool all_blank(const struct auditor *a, const struct issued_row *row)
{
    for (int y = 0; y < a->issued->year_count; y++) {
        if (row->cells[y].text)
            return false;
    }
    return true;
}

/* The row as the form prints it: its label and a cell for each year. */
void quote_row(struct auditor *a, struct finding *f, const struct issued_row *row)
{
    static const char *const ordinal[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
    const struct annex_table *table = row->table;
    const int index = (int)(table - annex_form.tables);
    const char *section = a->issued->section ? a->issued->section : "";
    const char *place =
        a->chinese
            ? say(a, "%s%s%s、%s", "%s%s%s, %s", section, *section ? " " : "", ordinal[index & 7], table->label_zh)
            : say(a, "%s%stable %d %s", "%s%stable %d %s", section, *section ? " " : "", index + 1, table->label_en);
    const char *label = a->chinese || !row->label_en ? row->label_zh : row->label_en;
    const char *text = all_blank(a, row) ? say(a, "%s：（各年空白）", "%s: (blank in every year)", label)
                                         : say(a, "%s：", "%s: ", label);
    for (int y = 0; y < a->issued->year_count && !all_blank(a, row); y++) {
        const char *cell = row->cells[y].text ? row->cells[y].text : a->chinese ? "（空白）" : "(blank)";
        text = say(a, "%s%s%s", "%s%s%s", text, y ? " | " : "", cell);
    }
    quote_text(f, place, text);
}

/* Whether a row adds something to what is quoted: not blank, zero or one in all years. */
static bool tells(const struct auditor *a, const struct issued_row *row)
{
    const double first = row->cells[0].value;
    for (int y = 0; y < a->issued->year_count; y++) {
        const double value = row->cells[y].value;
        if (is_known(value) && ((value != 0.0 && value != 1.0) || value != first))
            return true;
    }
    return false;
}

void quote_every_row(struct auditor *a, struct finding *f, const char *formula)
{
    const struct issued_row *rows[AUDIT_QUOTES];
    int count = formula_rows(a->issued, formula, rows, AUDIT_QUOTES);
    for (int i = 0; i < count; i++)
        quote_row(a, f, rows[i]);
}

void quote_rows(struct auditor *a, struct finding *f, const char *formula)
{
    const struct issued_row *rows[AUDIT_QUOTES];
    int count = formula_rows(a->issued, formula, rows, AUDIT_QUOTES);
    for (int i = 0; i < count; i++)
        if (count == 1 || tells(a, rows[i]))
            quote_row(a, f, rows[i]);
}

void quote_target(struct auditor *a, struct finding *f, const struct target *t)
{
    const char *label = label_text(&t->label, a->chinese, t->id);
    quote_text(f, t->section ? t->section : t->id, t->quote ? t->quote : label);
}

void quote_statement(struct auditor *a, struct finding *f, const struct statement *statement)
{
    (void)a;
    quote_text(f, statement->section, statement->quote);
}

void quote_source(struct auditor *a, struct finding *f, const struct provenance *from)
{
    if (from->source)
        quote_text(f, say(a, "情景中的出处", "source in the scenario"), from->source);
}

static bool has_phrases(const char *quote, const char *phrase, const char *other)
{
    return quote && strstr(quote, phrase) && (!other || strstr(quote, other));
}

int quote_phrase(struct auditor *a, struct finding *f, const char *phrase, const char *other)
{
    int count = 0;
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        if (strcmp(t->strength, "planned") != 0 && has_phrases(t->quote, phrase, other)) {
            quote_target(a, f, t);
            count++;
        }
    }
    for (int i = 0; i < a->s->statement_count; i++) {
        if (has_phrases(a->s->statements[i].quote, phrase, other)) {
            quote_statement(a, f, &a->s->statements[i]);
            count++;
        }
    }
    return count;
}
