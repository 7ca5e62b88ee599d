/* What an indicator is made of, as a tree that can be walked, shown and added up again. The formulas are
 * rows of models/made_of.def; here they are read for one scenario and one item. */
#ifndef VETSIM_STUDY_MADE_OF_H
#define VETSIM_STUDY_MADE_OF_H

#include "run.h"

enum made_kind {
    MADE_NUMBER,
    MADE_SERIES,    /* an indicator, `back` years earlier */
    MADE_PARAMETER, /* a parameter of an item, `back` years earlier or in the base year */
    MADE_SUM,       /* parts are added, or taken off */
    MADE_PRODUCT,   /* parts multiply, or divide */
    MADE_LEAST,     /* the smallest part */
    MADE_MOST,      /* the largest part */
    MADE_GIVEN      /* the first part, or the second where the first is not given */
};

struct made {
    enum made_kind kind;
    bool inverse; /* in a sum: taken off; in a product: divides */
    double number;
    const struct series *series;
    const struct row *row; /* of a parameter */
    int item;              /* of a parameter: an index; 0 of a city row */
    int back;              /* years */
    bool base_year;        /* a parameter's value in the base year */
    struct made *first, *next;
};

/* The formula of a series in this scenario, in the memory of `a`. NULL when none is declared, when it does
 * not hold for a sum of sectors, or (*failed) when memory is out or the row cannot be read. */
const struct made *made_of(const struct setup *u, const struct series *s, struct arena *a, bool *failed);

/* The row that says what a series rests on; NULL when there is none. */
const struct made_row *made_row_of(const struct setup *u, const struct series *s);

/* Value of a formula in a projected calendar year: ABSENT where a part it needs is not given. */
double made_value(const struct run *r, const struct made *m, int year);

/* Value of a parameter of an item (0 for a city row) in a year of the horizon, as the model reads it. */
double parameter_in_year(const struct setup *u, const struct row *row, int item, int year);

#endif
