#include "import_out.h"

#include <math.h>
#include <string.h>

#include "lane.h"

void out_text(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', out);
        putc(*text, out);
    }
    putc('"', out);
}

void out_number(FILE *out, double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", value);
    fputs(text, out);
    if (strlen(text) > 9 && !strpbrk(text, ".e")) /* too wide for an integer of the file format */
        fputs(".0", out);
}

double figure(const struct importer *w, const char *table, const char *id, const char *column, int year)
{
    const struct import_row *row = import_row(w->m, table, id, column);
    return row ? row->cells[year].value : ABSENT;
}

double printed_students(const struct importer *w, int year)
{
    const double schools = figure(w, "scale", "schools", "values", year);
    const double per_school = figure(w, "scale", "students_per_school", "values", year);

    if (!(per_school < ABSENT_ABOVE))
        return ABSENT;
    return per_school * (schools < ABSENT_ABOVE && schools > 0.0 ? schools : 1.0);
}

static const char *file_name(const struct import *m)
{
    const char *slash = strrchr(m->file, '/');
    return slash ? slash + 1 : m->file;
}

/* "tables.csv 三、师资队伍 职业院校招聘教师数：2020年0（C30）、2021年50（D30）" */
static void out_source(const struct importer *w, const struct import_row *row, int first, int last)
{
    char text[2000];
    size_t used = (size_t)snprintf(text, sizeof text, SAY(w, "%.200s %s %.300s：", "%.200s, %s, %.300s: "),
                                   file_name(w->m), SAY(w, row->table->label_zh, row->table->label_en), row->label);
    bool more = false;

    for (int y = first; y <= last && used < sizeof text - 200; y++) {
        if (!row->cells[y].text)
            continue;
        used += (size_t)snprintf(text + used, sizeof text - used, SAY(w, "%s%d年%.60s（%s）", "%s%d %.60s (%s)"),
                                 more ? SAY(w, "、", ", ") : "", w->m->years[y], row->cells[y].text, row->names[y]);
        more = true;
    }
    fputs(" source = ", w->out);
    out_text(w->out, text);
    fputs("; };\n", w->out);
}

void out_level(const struct importer *w, const char *key, double value, const struct import_row *row, int year)
{
    fprintf(w->out, "%*s%s = { value = ", w->indent, "", key);
    out_number(w->out, value);
    fputs(";", w->out);
    out_source(w, row, year, year);
}

static bool out_points(const struct importer *w, const char *key, const double *values, int first)
{
    bool any = false;

    for (int y = first; y < w->m->year_count; y++)
        any |= fabs(values[y]) < ABSENT_ABOVE;
    if (!any)
        return false;
    fprintf(w->out, "%*s%s = { path = (", w->indent, "", key);
    any = false;
    for (int y = first; y < w->m->year_count; y++) {
        if (!(fabs(values[y]) < ABSENT_ABOVE))
            continue;
        fprintf(w->out, "%s(%d, ", any ? ", " : "", w->m->years[y]);
        out_number(w->out, values[y]);
        fputs(")", w->out);
        any = true;
    }
    fputs(");", w->out);
    return true;
}

bool out_path(const struct importer *w, const char *key, const double *values, int first, const struct import_row *row)
{
    if (!row || !out_points(w, key, values, first))
        return false;
    out_source(w, row, 0, w->m->year_count - 1);
    return true;
}

static void out_assumed(const struct importer *w, double low, double high, const char *why)
{
    char text[600];

    snprintf(text, sizeof text, SAY(w, "%s%s", "%s %s"), w->text->mark, why);
    fputs(" assumption = ", w->out);
    out_text(w->out, text);
    fputs("; range = (", w->out);
    out_number(w->out, low);
    fputs(", ", w->out);
    out_number(w->out, high);
    fputs("); };\n", w->out);
}

bool out_assumed_path(const struct importer *w, const char *key, const double *values, int first, double low,
                      double high, const char *why)
{
    if (!out_points(w, key, values, first))
        return false;
    out_assumed(w, low, high, why);
    return true;
}

void out_assumption(const struct importer *w, const char *key, double value, double low, double high, const char *why)
{
    fprintf(w->out, "%*s%s = { value = ", w->indent, "", key);
    out_number(w->out, value);
    fputs(";", w->out);
    out_assumed(w, low, high, why);
}

void out_warn(const struct importer *w, const struct import_row *row, const char *what)
{
    diag_warning(w->d, w->m->file, row->line, "%s: %s", row->label, _(what));
}
