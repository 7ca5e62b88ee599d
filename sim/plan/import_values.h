/* What follows from the six tables for the model's parameters; each writes its groups. */
#ifndef VETSIM_PLAN_IMPORT_VALUES_H
#define VETSIM_PLAN_IMPORT_VALUES_H

#include "import_out.h"

void import_students(const struct importer *w);    /* population */
void import_enrolment(const struct importer *w);   /* the sector's students */
void import_teachers(const struct importer *w);    /* the sector's faculty */
void import_campus(const struct importer *w);      /* workstations and equipment */
void import_training(const struct importer *w);    /* social training */
void import_funding(const struct importer *w);     /* money of the whole area */
void import_per_student(const struct importer *w); /* the sector's appropriation */
void import_industries(const struct importer *w);  /* shares of students */
void import_counts(const struct importer *w);      /* what is counted: schools, bases, programmes */

#endif
