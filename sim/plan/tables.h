/* The six annex tables filled from a run, beside the plan's own figures. Figures are rounded so that
 * parts still add up to their totals, and ratios are made of the rounded counts. What cannot be
 * filled stays blank, with its reason. */
#ifndef VETSIM_PLAN_TABLES_H
#define VETSIM_PLAN_TABLES_H

#include "annex.h"
#include "run.h"

/* Why a cell is blank. */
enum gap {
    GAP_NONE,
    GAP_NAMES,       /* the model does not name programmes */
    GAP_NO_ITEM,     /* no initiative or industry of the scenario is this row's */
    GAP_NOT_GIVEN,   /* the scenario sets no parameter behind the row */
    GAP_FLOW,        /* happens in a year, and the base year is only observed */
    GAP_YEAR,        /* outside the scenario's years */
    GAP_NO_HIGHER,   /* the scenario has no higher vocational education */
    GAP_BOTH_LEVELS, /* the model has one figure for both levels */
    GAP_ZERO,        /* a ratio to nothing */
    GAPS
};

struct filled_cell {
    double value;       /* ABSENT where blank */
    double part, whole; /* the counts a ratio is made of, else ABSENT */
    enum gap gap;
    const struct issued_cell *issued; /* the plan's own; NULL where blank */
    double difference;                /* simulated less the plan's; ABSENT where one is missing */
    bool differs;                     /* by more than the last printed digit of either allows */
};

struct filled_row {
    const struct annex_table *table;
    const char *id, *column; /* as in struct issued_row */
    const char *label_zh, *label_en;
    enum print print;
    enum unit unit;
    int decimals;
    bool added; /* a row the form does not have, so that a column adds up */
    const struct issued_row *issued;
    struct filled_cell *cells; /* one for each year */
};

struct filled_tables {
    const struct run *run;
    int *years, year_count;
    struct filled_row *rows;
    int row_count;
    struct arena arena;
};

/* The years are those of the plan's tables, else from the base year to the last due year of a target. */
int tables_fill(struct filled_tables *f, const struct run *r);
void tables_free(struct filled_tables *f);

enum { FIGURE_TEXT = 96 };
/* As the form prints it: "2182", "20:1（6000/302）", "4.5:5.5"; "" when blank. */
char *figure_text(const struct filled_row *row, const struct filled_cell *cell, char text[FIGURE_TEXT]);
/* The difference as it is shown: shares in percentage points, parts of ten; and its digits. */
double shown_difference(const struct filled_row *row, const struct filled_cell *cell, int *decimals);
/* "+12", "−0.3"; "" where nothing differs. */
char *difference_text(const struct filled_row *row, const struct filled_cell *cell, char text[FIGURE_TEXT]);
/* "现有基础（2019年）", "2020年", "2020年模拟". */
enum { YEAR_PLAN, YEAR_SIMULATED, YEAR_DIFFERENCE };
char *year_text(int year, bool base, int what, bool chinese, char text[FIGURE_TEXT]);
/* The label of the row that makes the students of the industries add up. */
extern const char *const unlisted_zh, *const unlisted_en;
/* The columns of an industry: "专业点数"; "" in the other tables. */
const char *column_label(const char *column, bool chinese);
enum { GAP_TEXT = 160 };
/* Why a cell is blank, as a sentence without its full stop. */
char *gap_reason(const struct filled_tables *f, enum gap gap, bool chinese, char text[GAP_TEXT]);

#endif
