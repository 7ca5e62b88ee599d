/* What the sheets of a workbook share: formats, and a sheet written line by line. */
#ifndef VETSIM_PLOTS_WORKBOOK_PARTS_H
#define VETSIM_PLOTS_WORKBOOK_PARTS_H

#include "workbook.h"
#include "xlsx.h"

/* How a number is shown: by its unit, and where that loses nothing without decimals. */
enum number_look {
    LOOK_WHOLE,   /* 45,000 */
    LOOK_ONE,     /* 45,000.0 */
    LOOK_TWO,     /* 45,000.00 */
    LOOK_FINE,    /* 0.33, up to four decimals */
    LOOK_PERCENT, /* 45.0% */
    LOOK_YEAR,    /* 2022 */
    LOOK_PLAIN,   /* as many digits as it takes */
    NUMBER_LOOKS
};

/* Where a series stands, for charts: lines first … last, in column `column`. */
struct place_on_sheet {
    lxw_row_t first, last;
    lxw_col_t column;
};

struct indicator_column {
    const char *key, *heading;
    enum unit unit;
};

enum { MOST_SHEETS = 16 };

/* A sheet and what is on it. */
struct sheet_entry {
    const char *name, *about;
};

struct range_block {
    int scenario;
    const char *key;
    lxw_row_t first, last;
};

struct book {
    const struct workbook_content *content;
    lxw_workbook *to;
    struct arena arena;
    bool chinese, failed; /* failed: memory is out */
    lxw_format *title, *subtitle, *section, *heading, *key, *text, *wrapped, *fact, *numbers[NUMBER_LOOKS];
    lxw_format *good, *caution, *bad, *dim;
    const char **names; /* of the scenarios, "A 茌平…" where there are several */
    struct indicator_column *indicators;
    int indicator_count;
    struct sheet_entry sheets[MOST_SHEETS]; /* in order, for the list on the summary */
    int sheet_count;
    lxw_row_t *year_rows; /* the first line of each scenario on the sheet of years */
    const char *years_sheet, *ranges_sheet;
    struct range_block *ranges;
    int range_count;
};

/* One of two texts, by the workbook's language. */
const char *book_words(const struct book *b, const char *zh, const char *en);
/* The letter of a scenario, "A"; "" where there is only one. */
const char *book_mark(struct book *b, int scenario);
int book_formats(struct book *b);
enum number_look book_look(enum unit unit, double value);
/* "人", "万元"; "%" for shares; "" where a number needs none. */
const char *book_unit(const struct book *b, enum unit unit, const char *own);
/* "在校生数（中职，人）", "Students (Secondary vocational; persons)". */
const char *book_series_heading(struct book *b, const struct setup *u, const struct series *series);

/* --- a sheet of lines under headings (workbook_sheet.c) --- */

enum { SCENARIO = 0 }; /* its column on every sheet */

struct sheet_column {
    const char *zh, *en;
    int width;
};

struct long_sheet {
    struct book *book;
    lxw_worksheet *to;
    lxw_row_t head, row; /* the line of headings; the line being written */
    lxw_col_t column, columns;
    const struct sheet_column *as;
    int width; /* of all columns */
    int lines; /* the highest cell of the line */
};

/* A new sheet, or one with to == NULL and book->failed, and what the summary says of it. Returns its name. */
const char *sheet_start(struct long_sheet *s, struct book *b, const char *name, const char *about);
void book_list(struct book *b, const char *name, const char *about);
void sheet_columns(struct long_sheet *s, const struct sheet_column *columns, int count);
void sheet_line(struct long_sheet *s);
/* The next cell of the line; a text is never read as a formula, NULL, "" and absent numbers leave it empty. */
void sheet_text(struct long_sheet *s, const char *text);
void sheet_wrapped(struct long_sheet *s, const char *text);
void sheet_number(struct long_sheet *s, enum unit unit, double number);
void sheet_year(struct long_sheet *s, int year); /* 0: empty */
/* Frozen headings and columns, filter, and how it is printed: what is wide takes several pages, each with the
 * column `name`. */
void sheet_end(struct long_sheet *s, int frozen_columns, int name);
/* A4 across, `pages` side by side and as many down as it takes. */
void sheet_paper(struct book *b, lxw_worksheet *to, int pages);
/* A cell of a column has this colour where it holds just this text. */
void sheet_mark(struct long_sheet *s, int column, const char *text, lxw_format *format);
/* Probabilities: likely, open, unlikely, in the colours of the pages. */
void book_mark_chances(struct book *b, lxw_worksheet *to, lxw_row_t first, lxw_col_t left, lxw_row_t last,
                       lxw_col_t right);

/* --- the sheets, in the order of the workbook --- */

void add_summary(struct book *b, lxw_worksheet *to); /* last: it lists the other sheets */
void add_charts(struct book *b, lxw_worksheet *to);  /* after years and ranges: draws what stands there */
void add_targets(struct book *b);
void add_years(struct book *b);
void add_ranges(struct book *b);
void add_sources(struct book *b);
void add_uncertain(struct book *b);
void add_findings(struct book *b);

/* Where a chart finds an indicator; false when it is not there. */
bool years_place(const struct book *b, int scenario, const char *key, struct place_on_sheet *at);
enum { YEARS_YEAR = 1 }; /* columns there */
enum { RANGES_YEAR = 2, RANGES_BASE = 4, RANGES_QUANTILE = 7 };
bool ranges_place(const struct book *b, int scenario, const char *key, struct place_on_sheet *at);

/* --- quantiles of the ensemble --- */

enum { BOOK_QUANTILES = 7, BOOK_P10 = 1, BOOK_P50 = 3, BOOK_P90 = 5 };
extern const double book_quantiles[BOOK_QUANTILES]; /* 0.05 … 0.95 */
/* ABSENT where there is no ensemble or no value. */
double book_quantile(const struct book *b, int scenario, const char *key, int year, double p);

#endif
