/* Numbers as readers see them: 万人 and 亿元 in Chinese, thousands separators in English, shares as
 * percentages, and round steps for axes. */
#ifndef VETSIM_PLOTS_QUANTITY_H
#define VETSIM_PLOTS_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

struct quantity_scale {
    double divisor;
    const char *tick;  /* after a number on the axis: "k", "%" */
    const char *value; /* after a number inside the chart, where the axis is far: "万" */
    char unit[64];     /* over the axis: "万人" */
    bool plain;        /* no thousands separators */
    bool counted;      /* persons, schools, …: whole where that loses nothing */
};

/* True for money and prices. */
bool quantity_money(enum unit unit);

/* How to write numbers up to `largest` of a unit; `own_unit` replaces the unit's usual name. */
void quantity_scale(struct quantity_scale *s, enum unit unit, const char *own_unit, double largest, bool chinese);

/* A value without its suffix, to about four digits: "43,210", "0.33", "17.5". Counts of ten and more
 * are whole: nobody hires 35.3 teachers. */
void quantity_text(char *text, size_t size, const struct quantity_scale *s, double value);

/* The same with a given number of decimals, for numbers that are read side by side. */
void quantity_fixed(char *text, size_t size, const struct quantity_scale *s, double value, int decimals);

/* A value that stands alone on a board: "4.5万人", "83,000万元", in English "45,000", "70%". `fine` shows the fraction
 * of a count, for one that would otherwise look like the target it misses. */
void quantity_alone(char *text, size_t size, enum unit unit, const char *own_unit, double value, bool chinese,
                    bool fine);

/* The round step (1, 2, 2.5 or 5 times a power of ten) that divides `range` into `parts` or fewer. */
double quantity_step(double range, int parts);

/* A tick label: as many decimals as the step needs. */
void quantity_tick(char *text, size_t size, const struct quantity_scale *s, double value, double step);

#endif
