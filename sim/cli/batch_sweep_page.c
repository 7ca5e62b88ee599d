/* The grid of a sweep as a table: one parameter down the page, a second across it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "batch_sweep.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { CELL_ROOM = 10, FIRST_ROOM = 14 };

static void axis_text(const struct sweep_axis *axis, int i, char text[VALUE_TEXT])
{
    const double x = sweep_at(axis, i);
    const enum unit unit = axis->address.row->unit;
    if (axis->address.form == FORM_SCALE)
        snprintf(text, VALUE_TEXT, "×%.4g", x);
    else if (axis->address.form == FORM_SHIFT)
        gap_text(unit, x, text);
    else if (axis->address.form == FORM_DELAY)
        snprintf(text, VALUE_TEXT, "%+g", x);
    else
        bound_text(unit, x, text);
}

static void axis_name(const struct page *p, const struct sweep_axis *axis, const struct study *study, int number,
                      char *text, size_t size)
{
    const struct row *row = axis->address.row;
    const char *unit =
        axis->address.form == FORM_VALUE || axis->address.form == FORM_YEAR || axis->address.form == FORM_SHIFT
            ? unit_shown(row->unit) ? "" : unit_label(row->unit, p->chinese)
            : "";
    snprintf(text, size,
             p->chinese ? (*unit ? "%s（%s，%s）" : "%s%s（%s）")
             : *unit    ? "%s (%s), %s"
                        : "%s%s, %s",
             p->chinese ? row->label_zh : row->label_en, unit,
             STUDY_AT(study, study_axis, TABLE_AXIS, number)->parameter);
}

static void value_cell(struct table *table, struct table_row *row, int column, const struct sweep *w, int at)
{
    static const char *const marks[] = {[SWEEP_MISSED] = "✗ ", [SWEEP_MET] = "✓ ", [SWEEP_UNKNOWN] = ""};
    static const enum tone tones[] = {[SWEEP_MISSED] = BAD, [SWEEP_MET] = GOOD, [SWEEP_UNKNOWN] = PLAIN};
    char text[VALUE_TEXT];
    const enum unit unit = w->series->row->unit;
    double goal = w->target ? w->target->comparator == RANGE && w->values[at] > w->target->value ? w->target->value_max
                                                                                                 : w->target->value
                            : w->values[at];
    table_cell(table, row, column, tones[w->met[at]], "%s%s", marks[w->met[at]],
               value_apart(unit, w->values[at], goal, text));
}

static void print_heading(const struct page *p, const struct sweep_plan *plan)
{
    const struct sweep *w = &plan->sweep;
    const struct scenario *s = w->setup->scenario;
    char text[600], name[256], goal[160];
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    series_label(w->setup, w->series, p->chinese, name, sizeof name);
    if (w->target) {
        target_goal(w->setup, w->target, p->chinese, goal, sizeof goal);
        snprintf(text, sizeof text, _("%s (%s in %d)"), label_text(&w->target->label, p->chinese, w->target->id), goal,
                 w->year);
    } else {
        const char *unit = unit_shown(w->series->row->unit) ? "" : series_unit(w->setup, w->series, p->chinese);
        snprintf(text, sizeof text, _("%s in %d%s%s"), name, w->year, *unit ? ", " : "", unit);
    }
    page_wrap(p, PLAIN, "  ", text);
    for (int i = 0; i < w->axes; i++) {
        axis_name(p, &w->axis[i], &plan->study, i, name, sizeof name);
        snprintf(text, sizeof text, w->axes == 1 ? _("varied: %s") : i == 0 ? _("across: %s") : _("down: %s"), name);
        page_wrap(p, PLAIN, "  ", text);
    }
    page_blank(p);
}

static void print_line(const struct page *p, const struct sweep *w)
{
    const struct row *varied = w->axis[0].address.row;
    const char *unit = unit_shown(w->series->row->unit) ? "" : series_unit(w->setup, w->series, p->chinese);
    char name[200], heading[300];
    series_label(w->setup, w->series, p->chinese, name, sizeof name);
    snprintf(heading, sizeof heading, *unit ? (p->chinese ? "%s（%s）" : "%s (%s)") : "%s%s", name, unit);
    const struct column columns[] = {{.heading = p->chinese ? varied->label_zh : varied->label_en, .right = true},
                                     {.heading = heading, .right = true}};
    struct table table = {.columns = columns, .count = 2, .indent = 2, .gap = 4};
    for (int i = 0; i < w->axis[0].points; i++) {
        char text[VALUE_TEXT];
        struct table_row *row = table_row(&table);
        axis_text(&w->axis[0], i, text);
        table_cell(&table, row, 0, PLAIN, "%s", text);
        value_cell(&table, row, 1, w, i);
    }
    table_print(p, &table);
    table_free(&table);
}

/* As many columns as fit; of more, evenly chosen ones with both ends. */
static void print_grid(const struct page *p, const struct sweep *w)
{
    const int most = (p->width - 2 - FIRST_ROOM) / CELL_ROOM, points = w->axis[0].points;
    const int shown = points < most ? points : most > 2 ? most : 2;
    struct column columns[MAX_COLUMNS] = {{.heading = "", .right = true}};
    char headings[MAX_COLUMNS][VALUE_TEXT];
    int at[MAX_COLUMNS];
    for (int c = 0; c < shown; c++) {
        at[c] = (int)lround((double)(points - 1) * c / (shown - 1));
        axis_text(&w->axis[0], at[c], headings[c]);
        columns[c + 1] = (struct column){.heading = headings[c], .right = true};
    }
    struct table table = {.columns = columns, .count = shown + 1, .indent = 2};
    for (int j = 0; j < w->axis[1].points; j++) {
        char text[VALUE_TEXT];
        struct table_row *row = table_row(&table);
        axis_text(&w->axis[1], j, text);
        table_cell(&table, row, 0, DIM, "%s", text);
        for (int c = 0; c < shown; c++)
            value_cell(&table, row, c + 1, w, j * points + at[c]);
    }
    table_print(p, &table);
    table_free(&table);
    if (shown < points)
        page_wrap(p, DIM, "  ", _("Some columns are left out to fit the page; -o FILE.db keeps all of them."));
}

void sweep_page(const struct page *p, const struct sweep_plan *plan)
{
    print_heading(p, plan);
    if (plan->sweep.axes > 1)
        print_grid(p, &plan->sweep);
    else
        print_line(p, &plan->sweep);
}
