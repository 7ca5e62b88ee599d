/* The scenario of imported tables: head, parameters, targets of the last year, and the tables. */
#include <math.h>
#include <string.h>

#include "import_values.h"
#include "lane.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

static void out_setting(const struct importer *w, const char *key, const char *text)
{
    fprintf(w->out, "%s = ", key);
    out_text(w->out, text);
    fputs(";\n", w->out);
}

static void out_head(const struct importer *w)
{
    const struct import *m = w->m;
    char text[600];

    fputs(SAY(w, "// 由六张附表导入。数字照原表；标有",
              "// Imported from the six annex tables. Numbers are the tables'; what is marked "),
          w->out);
    fprintf(w->out,
            SAY(w, "%s的附表没有给出，请换成本地数字。\n\n", "%s is not in them: replace it by local numbers.\n\n"),
            w->text->mark);
    snprintf(text, sizeof text, SAY(w, "%.300s职业教育方案（附表导入）", "%.300s: plan imported from its annex tables"),
             w->text->place);
    out_setting(w, "label", text);
    out_setting(w, "place", w->text->place);
    snprintf(text, sizeof text, SAY(w, "%s文号", "%s number of the document"), w->text->mark);
    out_setting(w, "document", text);
    fprintf(w->out, "first_year = %d;\nlast_year = %d;\nclosure = \"show\";\n", m->years[0],
            m->years[m->year_count - 1]);
    fputs(SAY(w, "// 附表五的总投入包括生均拨款。\n", "// The total of table 5 includes the appropriation.\n"), w->out);
    fputs("other_includes_appropriation = true;\n\n", w->out);
}

static void out_sector(const struct importer *w)
{
    fputs("sector: {\n  sve: {\n    label = { zh = \"中职\"; en = \"Secondary vocational\"; };\n"
          "    level = \"secondary\";\n    length = 3;\n",
          w->out);
    import_enrolment(w);
    import_teachers(w);
    import_per_student(w);
    fputs("  };\n};\n\n", w->out);
}

/* The last year's figures as targets: which rows, and what is checked. */
static const struct {
    const char *table, *row, *indicator, *comparator, *area, *kind;
} targets[] = {
    {"scale", "vocational_ratio", "enrolment.vocational_share", ">=", "enrolment", "ratio"},
    {"scale", "students_per_school", "enrolment.students.secondary", ">=", "enrolment", "level"},
    {"faculty", "student_teacher_ratio", "faculty.student_teacher_ratio.secondary", "<=", "faculty", "ratio"},
    {"faculty", "dual_share", "faculty.dual_share.secondary", ">=", "faculty", "ratio"},
    {"bases", "workstations", "campus.workstations", ">=", "training", "level"},
    {"bases", "equipment", "campus.equipment_value", ">=", "training", "level"},
    {"training", "person_days", "training.person_days", ">=", "training", "level"},
    {"training", "subsidised", "training.subsidised", ">=", "training", "level"},
    {"funding", "fiscal_input", "funding.fiscal_input", ">=", "funding", "level"},
};

static void out_target(const struct importer *w, size_t i)
{
    const struct import_row *row = import_row(w->m, targets[i].table, targets[i].row, "values");
    const int last = w->m->year_count - 1;
    const struct issued_cell *cell = row ? &row->cells[last] : NULL;
    char text[600];

    if (!cell || !cell->text)
        return;
    snprintf(text, sizeof text, SAY(w, "%d年%.300s：%.100s", "%d, %.300s: %.100s"), w->m->years[last], row->label,
             cell->text);
    fprintf(w->out, "  %s_%s: { label = ", targets[i].table, targets[i].row);
    out_text(w->out, text);
    fprintf(w->out, ";\n    area = \"%s\"; indicator = \"%s\"; comparator = \"%s\"; value = ", targets[i].area,
            targets[i].indicator, targets[i].comparator);
    out_number(w->out, strcmp(row->id, "students_per_school") == 0 ? printed_students(w, last) : cell->value);
    if (row->print != PRINT_NUMBER) { /* a ratio was rounded when it was printed */
        fputs("; tolerance = ", w->out);
        out_number(w->out, cell->half);
    }
    fprintf(w->out, "; due = %d; kind = \"%s\";\n    section = ", w->m->years[last], targets[i].kind);
    out_text(w->out, SAY(w, row->table->label_zh, row->table->label_en));
    fputs("; quote = ", w->out);
    out_text(w->out, cell->text);
    fputs("; };\n", w->out);
}

/* --- the tables themselves --- */

static void out_cells(const struct importer *w, const struct import_row *row)
{
    fputs("(", w->out);
    for (int y = 0; y < w->m->year_count; y++) {
        const struct issued_cell *cell = &row->cells[y];
        char same[40];
        fputs(y ? ", " : "", w->out);
        snprintf(same, sizeof same, "%.10g", cell->value);
        if (cell->text && row->print != PRINT_TEXT && strcmp(same, cell->text) == 0)
            fputs(cell->text, w->out);
        else
            out_text(w->out, cell->text ? cell->text : "");
    }
    fputs(")", w->out);
}

static bool own_label(const struct import_row *row)
{
    return !row->form || (strcmp(row->label, row->form->label_zh) != 0 && strcmp(row->label, row->form->label_en) != 0);
}

/* The rows from i on that share an id: an industry's columns. Returns how many. */
static int out_row(const struct importer *w, int i)
{
    const struct import_row *row = &w->m->rows[i];
    int count = 0;

    fprintf(w->out, "    %s%s", row->id, row->table->by_industry || own_label(row) ? ": {" : " = ");
    if (own_label(row)) {
        fputs(" label = ", w->out);
        out_text(w->out, row->label);
        fputs(";", w->out);
    }
    for (; i + count < w->m->row_count && w->m->rows[i + count].table == row->table &&
           strcmp(w->m->rows[i + count].id, row->id) == 0;
         count++) {
        if (row->table->by_industry || own_label(row))
            fprintf(w->out, " %s = ", w->m->rows[i + count].column);
        out_cells(w, &w->m->rows[i + count]);
        if (row->table->by_industry || own_label(row))
            fputs(";", w->out);
    }
    fputs(row->table->by_industry || own_label(row) ? " };\n" : ";\n", w->out);
    return count;
}

static void out_tables(const struct importer *w)
{
    const struct import *m = w->m;

    fputs("annex: {\n  years = (", w->out);
    for (int y = 0; y < m->year_count; y++)
        fprintf(w->out, "%s%d", y ? ", " : "", m->years[y]);
    fputs(");\n", w->out);
    for (int t = 0; t < annex_form.table_count; t++) {
        fprintf(w->out, "  %s: {\n", annex_form.tables[t].key);
        for (int i = 0, n; i < m->row_count; i += n)
            n = m->rows[i].table == &annex_form.tables[t] ? out_row(w, i) : 1;
        if (m->notes[t]) {
            fputs("    note = ", w->out);
            out_text(w->out, m->notes[t]);
            fputs(";\n", w->out);
        }
        fputs("  };\n", w->out);
    }
    fputs("};\n", w->out);
}

/* What the tables say of colleges is kept as printed; the model needs more than that to project it. */
static void warn_colleges(const struct importer *w)
{
    const struct import_row *row = import_row(w->m, "scale", "college_students", "values");

    for (int y = 0; row && y < w->m->year_count; y++) {
        if (known(row->cells[y].value) && row->cells[y].value > 0.0) {
            out_warn(w, row,
                     N_("colleges are kept as printed and not projected; add a sector of level \"higher\" for them"));
            return;
        }
    }
}

int import_write(FILE *out, const struct import *m, const struct import_text *text, struct diags *d)
{
    const struct importer w = {out, m, text, d, 2};

    out_head(&w);
    import_students(&w);
    out_sector(&w);
    import_campus(&w);
    import_training(&w);
    import_funding(&w);
    import_industries(&w);
    import_counts(&w);
    fputs("target: {\n", out);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        out_target(&w, i);
    fputs("};\n\n", out);
    out_tables(&w);
    warn_colleges(&w);
    return VS_OK; /* what did not reach the disk is noticed when the file is closed */
}
