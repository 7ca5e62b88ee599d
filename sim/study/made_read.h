/* From the text of a formula in models/made_of.def to its tree: between made_read.c and made_of.c. */
#ifndef VETSIM_STUDY_MADE_READ_H
#define VETSIM_STUDY_MADE_READ_H

#include "made_of.h"

struct reader {
    const struct setup *u;
    struct arena *a;
    const char *at;
    enum scope scope; /* whose formula it is */
    int item;         /* which one; SERIES_* of a sum of sectors */
    bool needs_item;  /* met a sector's own parameter in a sum of sectors */
    bool failed;
};

/* The whole text as a tree. Unless r->failed, what r->needs_item says decides whether it holds. */
struct made *made_read(struct reader *r, const char *text);

struct made *made_node(struct reader *r, enum made_kind kind);

/* Appends a part (none when it is NULL); `last` is the place where the next one goes. */
struct made **made_append(struct made **last, struct made *part, bool inverse);

/* The series of a row and item; NULL when there is none. */
const struct series *made_series(const struct setup *u, const struct row *row, int item);

#endif
