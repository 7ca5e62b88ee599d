/* How a finding is put together: begun, filled with quotes as printed and sums, kept. */
#include <string.h>

#include "annex.h"
#include "audit_parts.h"

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

struct finding begin_finding(struct auditor *a, const char *check, const char *subject, enum audit_severity severity,
                             const char *key)
{
    const char *id = say(a, "%s%s%s", "%s%s%s", check, *subject ? "." : "", subject);
    return (struct finding){
        .id = id, .check = check, .severity = severity, .area = area_of(key), .title = "", .amount = "", .advice = ""};
}

static const char *as_title(struct auditor *a, const char *text)
{
    return text[0] >= 'a' && text[0] <= 'z' ? say(a, "%c%s", "%c%s", text[0] - ('a' - 'A'), text + 1) : text;
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
        quote_text(f, say(a, "方案文件中的出处", "source in the scenario"), from->source);
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
