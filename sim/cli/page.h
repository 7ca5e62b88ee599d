/* What a person reads on the terminal: one place that knows the width, the colours, how wide a
 * Chinese character is, and that lets no control character through. */
#ifndef VETSIM_CLI_PAGE_H
#define VETSIM_CLI_PAGE_H

#include <stdbool.h>
#include <stdio.h>

enum tone { PLAIN, BOLD, DIM, GOOD, BAD, CAUTION, TONES };

struct page {
    FILE *out;
    int width; /* columns, at most 100 */
    bool colour, chinese;
};

/* Colour only on a terminal and without NO_COLOR; width from the terminal, else COLUMNS, else 100. */
struct page page_start(FILE *out, bool chinese);

/* Columns a text takes: 2 for wide East Asian characters, 0 for combining ones. */
int text_width(const char *text);

/* One line. Text from files is cleaned on the way; a line end inside it becomes a space. */
void page_line(const struct page *p, enum tone tone, const char *format, ...) __attribute__((format(printf, 3, 4)));
void page_blank(const struct page *p);

/* A paragraph: the first line starts with `lead` (its columns are the indent of the others). */
void page_wrap(const struct page *p, enum tone tone, const char *lead, const char *text);

/* Pieces of a line, for tables: cleaned text with a tone, and white space. */
void page_text(const struct page *p, enum tone tone, const char *text, size_t bytes);
void page_spaces(const struct page *p, int count);

/* Breaks cleaned text to `width` columns: how many bytes belong on this line; *next is where the
 * following line starts (past white space). Never 0 unless the text is empty. */
size_t text_break(const char *text, int width, size_t *next);

#endif
