/* A page of HTML that is whole in itself: nothing is fetched, no script runs, it prints on A4. It is written as
 * XML too, every element closed, and whatever comes from a scenario only ever becomes text. */
#ifndef VETSIM_PLOTS_HTML_H
#define VETSIM_PLOTS_HTML_H

#include <stdbool.h>
#include <stdio.h>

enum { HTML_DEPTH = 24 };

struct html {
    FILE *out;
    const char *open[HTML_DEPTH]; /* elements that wait for their end */
    int depth;
};

/* Everything up to the beginning of <body>, and from its end. */
void html_begin(struct html *h, FILE *out, const char *language, const char *title);
void html_finish(struct html *h);

/* An element around what follows, until html_close(). Elements and classes are this program's own words; no
 * class: NULL. */
void html_open(struct html *h, const char *element, const char *class);
void html_close(struct html *h);

/* The text of the element that is open, and a whole element with its text. */
void html_text(struct html *h, const char *text);
void html_put(struct html *h, const char *element, const char *class, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A table in a box that scrolls where the screen is narrow; cells are html_put() "td" between html_open() "tr" and
 * html_close(). */
struct html_column {
    const char *name;
    bool number; /* aligned to the right */
};
void html_table(struct html *h, const char *caption, const struct html_column *columns, int count);
void html_table_end(struct html *h);

/* Rows under a common name, and a remark below them: html_group() after html_table() or after another group. */
void html_group(struct html *h, int columns, const char *format, ...) __attribute__((format(printf, 3, 4)));
void html_remark(struct html *h, int columns, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The cell that names its row, left open for html_close(). */
void html_open_row_name(struct html *h);

/* A part of the page that can be folded; open at first, and on paper. Ends with html_close(). */
void html_open_details(struct html *h, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An SVG drawing as svg.h writes it, in a figure. */
void html_picture(struct html *h, const char *svg, size_t length);

#endif
