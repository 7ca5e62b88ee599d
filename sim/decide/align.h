/* Two scenarios laid on one structure, so that every number of one has its place in the other: the items of
 * both (what one does not have is there with nothing in it), and the years they share. Then a difference is
 * a set of lanes, and either scenario can be given some of the other's. */
#ifndef VETSIM_DECIDE_ALIGN_H
#define VETSIM_DECIDE_ALIGN_H

#include "setup.h"

/* Why two scenarios cannot be laid on each other. */
enum aligned_why {
    ALIGNED,
    ALIGN_PLACE,     /* they are about different places */
    ALIGN_BASE_YEAR, /* they start in different years, so their base stocks are different things */
    ALIGN_SECTORS,   /* they have other sectors, or of another level */
    ALIGN_ITEMS      /* together they have more items than the model has room for */
};

struct aligned {
    struct scenario scenarios[2]; /* the parts that differ from the originals are in `arena` */
    struct setup setups[2];       /* series, levels and inputs at the same places in both */
    bool *has[2][SCOPES];         /* whether the scenario itself has item i of the union */
    struct arena arena;
};

/* Zeroes `al` first. Returns 0 with *why ALIGNED, 0 with another reason and nothing to use, or a negative
 * code. The scenarios must outlive it. */
int aligned_init(struct aligned *al, const struct scenario *a, const struct scenario *b, enum aligned_why *why,
                 struct diags *d);
void aligned_free(struct aligned *al);

#endif
