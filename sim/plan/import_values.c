/* Campus, training, money, industries and counts: stocks become what is added each year. */
#include "import_values.h"

#include <math.h>
#include <string.h>

#include "lane.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

static void values_of(const struct importer *w, const struct import_row *row, double *values)
{
    for (int y = 0; y < w->m->year_count; y++)
        values[y] = row ? row->cells[y].value : ABSENT;
}

/* What is added each year to a stock; a fall cannot be planned and is told. */
static void added(const struct importer *w, const struct import_row *row, double *values)
{
    values[0] = ABSENT;
    for (int y = 1; y < w->m->year_count; y++) {
        const double before = row ? row->cells[y - 1].value : ABSENT, now = row ? row->cells[y].value : ABSENT;
        values[y] = known(before) && known(now) ? now - before : y == 1 && known(now) ? now : ABSENT;
        if (known(values[y]) && values[y] < 0.0) {
            out_warn(w, row, N_("falls in a year; the model only adds, so nothing is added that year"));
            values[y] = 0.0;
        }
    }
}

static void out_growing(const struct importer *w, const char *table, const char *id, const char *base, const char *adds)
{
    const struct import_row *row = import_row(w->m, table, id, "values");
    double values[IMPORT_YEARS];

    if (!row)
        return;
    if (known(row->cells[0].value))
        out_level(w, base, row->cells[0].value, row, 0);
    added(w, row, values);
    out_path(w, adds, values, 1, row);
}

void import_campus(const struct importer *w)
{
    fputs("campus: {\n", w->out);
    out_growing(w, "bases", "workstations", "workstations", "workstations_added");
    out_growing(w, "bases", "equipment", "equipment", "equipment_purchases");
    out_assumption(w, "depreciation", 0, 0, 0.12,
                   SAY(w, "附表的设备总值只增不减", "equipment only grows in the tables"));
    fputs("};\n\n", w->out);
}

static void out_part(const struct importer *w, const char *key, const char *id)
{
    const struct import_row *row = import_row(w->m, "training", id, "values");
    double share[IMPORT_YEARS];

    for (int y = 0; y < w->m->year_count; y++) {
        const double all = figure(w, "training", "person_days", "values", y);
        share[y] = row && known(all) && all > 0 && known(row->cells[y].value) ? row->cells[y].value / all : ABSENT;
        if (known(share[y]) && share[y] > 1.0) {
            out_warn(w, row, N_("is more than all training of that year; taken as all of it"));
            share[y] = 1.0;
        }
    }
    out_path(w, key, share, 0, row);
}

void import_training(const struct importer *w)
{
    const struct import_row *row = import_row(w->m, "training", "person_days", "values");
    double demand[IMPORT_YEARS];

    values_of(w, row, demand);
    fputs("training: {\n", w->out);
    out_path(w, "demand", demand, 0, row);
    out_part(w, "subsidised_share", "subsidised");
    out_part(w, "priority_share", "priority");
    out_assumption(w, "course_days", 4, 2.7, 5,
                   SAY(w, "短期技能培训一般三至五天", "short courses are three to five days"));
    fputs("};\n\n", w->out);
}

static void out_fund(const struct importer *w, const char *key, const char *id, double *rest)
{
    const struct import_row *row = import_row(w->m, "funding", id, "values");
    double values[IMPORT_YEARS];

    values_of(w, row, values);
    out_path(w, key, values, 1, row);
    for (int y = 0; rest && y < w->m->year_count; y++)
        rest[y] -= known(values[y]) ? values[y] : 0.0;
}

void import_funding(const struct importer *w)
{
    const struct import_row *total = import_row(w->m, "funding", "fiscal_input", "values");
    double rest[IMPORT_YEARS];

    values_of(w, total, rest);
    fputs("funding: {\n", w->out);
    out_fund(w, "special_city", "special_city", rest);
    out_fund(w, "special_county", "special_county", rest);
    out_fund(w, "special_joint", "special_joint", rest);
    for (int y = 1; y < w->m->year_count; y++) {
        if (known(rest[y]) && rest[y] < 0.0) {
            out_warn(w, total, N_("is less than the special funds printed below it"));
            rest[y] = 0.0;
        }
    }
    out_path(w, "other_recurrent", rest, 1, total);
    out_fund(w, "social_capital", "social_capital", NULL);
    fputs("};\n\n", w->out);
}

void import_per_student(const struct importer *of)
{
    const struct importer in = indented(of, 6), *w = &in;
    const struct import_row *row = import_row(w->m, "funding", "per_student", "values");
    double values[IMPORT_YEARS];

    values_of(w, row, values);
    fputs("    funding: {\n", w->out);
    if (!out_path(w, "per_student", values, 0, row))
        out_assumption(w, "per_student", 0.33, 0.2, 0.6,
                       SAY(w, "占位数：附表没有生均拨款", "placeholder: not in the tables"));
    fputs("    };\n", w->out);
}

/* A row that repeats an earlier one cell by cell would count its students twice. */
static bool repeated(const struct importer *w, const struct import_row *row)
{
    const struct import_row *names = import_row(w->m, "programme", row->id, "names");

    for (const struct import_row *other = w->m->rows; other < row; other++) {
        bool same =
            !strcmp(other->table->key, "programme") && !strcmp(other->column, "students") && other->cells[0].text;
        const struct import_row *others = same ? import_row(w->m, "programme", other->id, "names") : NULL;
        for (int y = 0; same && y < w->m->year_count; y++) {
            const char *a = names->cells[y].text, *b = others->cells[y].text;
            same = row->cells[y].value == other->cells[y].value && (a && b ? strcmp(a, b) == 0 : a == b);
        }
        if (same)
            return true;
    }
    return false;
}

static void out_industry(const struct importer *w, const struct import_row *row)
{
    double share[IMPORT_YEARS];
    bool any = false;

    for (int y = 0; y < w->m->year_count; y++) {
        const double students = printed_students(w, y);
        const double own = known(row->cells[y].value) ? row->cells[y].value : 0.0; /* not offered yet */
        any |= known(row->cells[y].value);
        share[y] = known(students) && students > 0 ? fmin(own / students, 1.0) : ABSENT;
    }
    if (!any)
        return;
    if (repeated(w, row)) {
        out_warn(w, row, N_("repeats an earlier row in every cell; it is not counted twice"));
        return;
    }
    fprintf(w->out, "  %s: { label = ", row->id);
    out_text(w->out, row->label);
    fputs(";\n", w->out);
    const struct importer in = indented(w, 4);
    out_path(&in, "share", share, 0, row);
    fputs("  };\n", w->out);
}

void import_industries(const struct importer *w)
{
    fputs("industry: {\n", w->out);
    for (int i = 0; i < w->m->row_count; i++) {
        if (strcmp(w->m->rows[i].column, "students") == 0)
            out_industry(w, &w->m->rows[i]);
    }
    fputs("};\n\n", w->out);
}

/* An initiative: how many there are in the base year, and how many begin in which year. */
static void out_count(const struct importer *of, const struct import_row *row, const char *id, const char *area)
{
    const struct importer in = indented(of, 4), *w = &in;
    double values[IMPORT_YEARS];
    bool any = false;

    for (int y = 0; y < w->m->year_count; y++)
        any |= known(row->cells[y].value);
    if (!any)
        return;
    char label[400];
    snprintf(label, sizeof label, "%.300s%s", row->label,
             row->table->by_industry ? SAY(w, "专业点", ", programmes") : "");
    fprintf(w->out, "  %s: { label = ", id);
    out_text(w->out, label);
    fprintf(w->out, "; area = \"%s\";\n", area);
    if (known(row->cells[0].value))
        out_level(w, "base", row->cells[0].value, row, 0);
    added(w, row, values);
    out_path(w, "starts", values, 1, row);
    fputs("  };\n", w->out);
}

void import_counts(const struct importer *w)
{
    static const char initiative[] = "initiative.";

    fputs("initiative: {\n", w->out);
    for (int i = 0; i < w->m->row_count; i++) {
        const struct import_row *row = &w->m->rows[i];
        char id[100];
        if (strcmp(row->column, "points") == 0) {
            const struct import_row *students = import_row(w->m, "programme", row->id, "students");
            if (students && repeated(w, students))
                continue;
            snprintf(id, sizeof id, "%s_programmes", row->id);
            out_count(w, row, id, "programme");
        } else if (!row->table->by_industry && row->form) {
            const char *of = annex_fill(row->form)->of;
            if (strncmp(of, initiative, strlen(initiative)) == 0)
                out_count(w, row, of + strlen(initiative),
                          !strcmp(row->table->key, "scale")     ? "enrolment"
                          : !strcmp(row->table->key, "faculty") ? "faculty"
                                                                : "training");
        }
    }
    fputs("};\n\n", w->out);
}
