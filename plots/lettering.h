/* Text for a page: made harmless, measured, cut and wrapped. */
#ifndef VETSIM_PLOTS_LETTERING_H
#define VETSIM_PLOTS_LETTERING_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"

/* Reads one character of UTF-8 and moves `text` past it; a malformed byte reads as U+FFFD. */
unsigned lettering_next(const char **text);

/* What a character from outside becomes on a page: control, invisible and direction-changing
 * characters become spaces, so nothing ends a line; the three characters that mean something inside
 * gnuplot data (double quote, backslash, backquote) become their typographic twins. */
unsigned lettering_safe(unsigned character);

/* The next safe character, given the one before it (0 at the start). An apostrophe of a Latin word
 * becomes ', because the Chinese font draws the curly one as wide as a Chinese character. */
unsigned lettering_read(const char **text, unsigned before);

/* Writes one character as UTF-8. */
void lettering_put(FILE *out, unsigned character);

/* Width in pixels of a text in STYLE_FONT, `size` pixels high. */
double lettering_width(const char *text, double size, bool bold);

/* The text, or as much of it as fits into `width` followed by "…". NULL when memory is out. */
const char *lettering_cut(struct arena *a, const char *text, double size, bool bold, double width);

/* Breaks a text into at most `most` lines no wider than `width`, the last one cut. Latin words stay
 * whole where they can. Returns how many lines, 0 when memory is out. */
int lettering_wrap(struct arena *a, const char *text, double size, double width, int most, const char **lines);

#endif
