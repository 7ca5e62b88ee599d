/* How an imported number is written into the scenario: with the cell it is from, or as an assumption
 * that someone must still fill in. */
#ifndef VETSIM_PLAN_IMPORT_OUT_H
#define VETSIM_PLAN_IMPORT_OUT_H

#include "import.h"

struct importer {
    FILE *out;
    const struct import *m;
    const struct import_text *text;
    struct diags *d;
    int indent;
};

static inline struct importer indented(const struct importer *w, int indent)
{
    struct importer in = *w;
    in.indent = indent;
    return in;
}

/* The language of the scenario's words; a macro, so that formats stay literals. */
#define SAY(w, zh, en) ((w)->text->chinese ? (zh) : (en))

/* A text in quotes, safe inside the file. */
void out_text(FILE *out, const char *text);
void out_number(FILE *out, double value);

/* The figure of a row in a year (an index); ABSENT where blank or where there is no such row. */
double figure(const struct importer *w, const char *table, const char *id, const char *column, int year);

/* Students of all schools in a year: those of one school times the schools. */
double printed_students(const struct importer *w, int year);

/* `key = { value = …; source = "…"; };` from the row's cell of a year. */
void out_level(const struct importer *w, const char *key, double value, const struct import_row *row, int year);

/* `key = { path = ((…), …); source = "…"; };`: `values` has one for each year of the plan from `first`
 * on; ABSENT ones are left out. Nothing is written, and false returned, where all are. */
bool out_path(const struct importer *w, const char *key, const double *values, int first, const struct import_row *row);
/* The same as an assumption with its range. */
bool out_assumed_path(const struct importer *w, const char *key, const double *values, int first, double low,
                      double high, const char *why);

/* `key = { value = …; assumption = "【待填】…"; range = (…); };` */
void out_assumption(const struct importer *w, const char *key, double value, double low, double high, const char *why);

/* A warning about a row; `what` is an N_() string. */
void out_warn(const struct importer *w, const struct import_row *row, const char *what);

#endif
