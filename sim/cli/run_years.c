/* The main indicators by year. Which ones is the table below; what the scenario does not have
 * (no such sector, no value in any year) is left out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "run_page.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum spread { CITY, BY_SECTOR, TOTAL };

struct line {
    const char *key; /* NULL: a heading */
    enum spread spread;
    const char *heading;
};

static const struct line lines[] = {
    {NULL, CITY, N_("Enrolment")},
    {"population.graduates", CITY, NULL},
    {"enrolment.intake", BY_SECTOR, NULL},
    {"enrolment.students", BY_SECTOR, NULL},
    {"enrolment.vocational_share", CITY, NULL},
    {"enrolment.unplaced", TOTAL, NULL},
    {NULL, CITY, N_("Faculty")},
    {"faculty.full_time", BY_SECTOR, NULL},
    {"faculty.dual_share", BY_SECTOR, NULL},
    {"faculty.student_teacher_ratio", BY_SECTOR, NULL},
    {"faculty.hires", TOTAL, NULL},
    {"faculty.leavers", TOTAL, NULL},
    {NULL, CITY, N_("Training")},
    {"training.person_times", CITY, NULL},
    {"training.person_days", CITY, NULL},
    {"training.capacity", CITY, NULL},
    {"campus.workstations", CITY, NULL},
    {NULL, CITY, N_("Funding")},
    {"funding.revenue", CITY, NULL}, /* the first five add up: see MONEY_RULE */
    {"funding.bonds", CITY, NULL},
    {"funding.spending", CITY, NULL},
    {"funding.debt_service", CITY, NULL},
    {"funding.cash", CITY, NULL},
    {"funding.gap", CITY, NULL},
    {"funding.debt", CITY, NULL},
    {"funding.affordability", CITY, NULL},
    {"funding.fiscal_input", CITY, NULL},
};
#define MONEY_RULE N_("cash = last year's cash + revenue + bonds and borrowing − spending − debt service")
enum { LINES = sizeof lines / sizeof *lines, MOST_SERIES = 12, LABEL_ROOM = 26, NARROW_ROOM = 14 };

/* A number of the grid; "16.9:1" for students per teacher. */
static char *grid_text(const struct run *r, const struct series *s, int year, char text[VALUE_TEXT])
{
    double value = run_value(r, s, year);
    value_text(s->row->unit, value, text);
    if (s->row->unit == UNIT_STUDENTS_PER_TEACHER && isfinite(value) && fabs(value) < ABSENT_ABOVE)
        strcpy(text + strlen(text), ":1");
    return text;
}

/* The series a line shows: every sector and the total when they are few, else by level. */
static int line_series(const struct setup *u, const struct line *line, const struct series *found[MOST_SERIES])
{
    static const char *const levels[] = {".secondary", ".higher", ""};
    const struct item_list *sectors = &u->scenario->items[SCOPE_SECTOR];
    char key[128];
    int count = 0;
    if (line->spread == BY_SECTOR && sectors->count <= 3) {
        for (int i = 0; i < sectors->count; i++) {
            snprintf(key, sizeof key, "%s.%s", line->key, sectors->list[i].id);
            if ((found[count] = setup_series(u, key, NULL)))
                count++;
        }
        if (sectors->count > 1 && (found[count] = setup_series(u, line->key, NULL)))
            count++;
        return count;
    }
    for (int i = line->spread == BY_SECTOR ? 0 : 2; i < 3; i++) {
        snprintf(key, sizeof key, "%s%s", line->key, levels[i]);
        if ((found[count] = setup_series(u, key, NULL)))
            count++;
    }
    return count;
}

static bool has_values(const struct run *r, const struct series *s)
{
    for (int t = 0; t < r->setup->shape.years; t++) {
        double value = run_value(r, s, r->setup->shape.first_year + t);
        if (isfinite(value) && fabs(value) < ABSENT_ABOVE)
            return true;
    }
    return false;
}

/* Every sum that is zero in every year would only make the page longer. */
static bool worth_showing(const struct run *r, const struct series *s)
{
    if (!has_values(r, s))
        return false;
    if (s->row->unit == UNIT_SHARE)
        return true;
    for (int t = 0; t < r->setup->shape.years; t++) {
        double value = run_value(r, s, r->setup->shape.first_year + t);
        if (isfinite(value) && fabs(value) < ABSENT_ABOVE && value != 0.0)
            return true;
    }
    return false;
}

/* Columns the widest number of a year takes. */
static int year_width(const struct run *r, int year)
{
    int widest = 4;
    for (int i = 0; i < LINES; i++) {
        const struct series *found[MOST_SERIES];
        int count = lines[i].key ? line_series(r->setup, &lines[i], found) : 0;
        for (int k = 0; k < count; k++) {
            char text[VALUE_TEXT];
            int width = text_width(grid_text(r, found[k], year, text));
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

static int label_room(const struct page *p) { return p->width >= 70 ? LABEL_ROOM : NARROW_ROOM; }

/* How many years fit, and whether one or two spaces stand between them. */
static int room_for_years(const struct page *p, const struct run *r, int *gap)
{
    int years = r->setup->shape.years, total = 0, widest = 0, room = p->width - 2 - label_room(p);
    for (int t = 0; t < years; t++) {
        int width = year_width(r, r->setup->shape.first_year + t);
        total += width;
        widest = width > widest ? width : widest;
    }
    *gap = total + 2 * years <= room ? 2 : 1;
    return total + years <= room ? years : room / (widest + 1);
}

/* Which years a narrow page shows: the first and the last, then those in which targets are due, then
 * an even spread over the rest. `shown` has one flag a year; returns how many are set. */
static int choose_years(const struct run *r, int room, bool shown[MAX_YEARS])
{
    const struct scenario *s = r->setup->scenario;
    int years = r->setup->shape.years, count = 0;
    memset(shown, 0, MAX_YEARS * sizeof *shown);
    if (room >= years)
        room = years;
    shown[0] = shown[years - 1] = true;
    count = years > 1 ? 2 : 1;
    for (int i = 0; i < s->target_count && count < room; i++) {
        int t = s->targets[i].due - s->first_year;
        if (t > 0 && t < years - 1 && !shown[t]) {
            shown[t] = true;
            count++;
        }
    }
    while (count < room) { /* split the longest stretch of years not shown */
        int best = -1, longest = 0;
        for (int t = 0, last = 0; t < years; t++)
            if (shown[t]) {
                if (t - last > longest) {
                    longest = t - last;
                    best = last + (t - last) / 2;
                }
                last = t;
            }
        if (longest < 2)
            break;
        shown[best] = true;
        count++;
    }
    return count;
}

struct grid {
    struct table table;
    struct column columns[MAX_YEARS + 1];
    char headings[MAX_YEARS][8];
    int years[MAX_YEARS];
    int count;
};

static void grid_start(struct grid *g, const struct page *p, const struct run *r)
{
    bool shown[MAX_YEARS];
    int gap, room = room_for_years(p, r, &gap);
    memset(g, 0, sizeof *g);
    choose_years(r, room < 2 ? 2 : room, shown);
    for (int t = 0; t < r->setup->shape.years; t++)
        if (shown[t]) {
            g->years[g->count] = r->setup->shape.first_year + t;
            snprintf(g->headings[g->count], sizeof g->headings[0], "%d", g->years[g->count] % 100000);
            g->count++;
        }
    g->columns[0] = (struct column){.heading = "", .flexible = label_room(p), .lines = 3};
    for (int i = 0; i < g->count; i++)
        g->columns[i + 1] = (struct column){.heading = g->headings[i], .right = true};
    g->table = (struct table){.columns = g->columns, .count = g->count + 1, .indent = 2, .gap = gap};
}

static void add_values(struct grid *g, const struct run *r, const struct series *s, const char *label)
{
    struct table_row *row = table_row(&g->table);
    table_cell(&g->table, row, 0, PLAIN, "%s", label);
    for (int i = 0; i < g->count; i++) {
        char text[VALUE_TEXT];
        double value = run_value(r, s, g->years[i]);
        table_cell(&g->table, row, i + 1, value < 0 ? BAD : PLAIN, "%s", grid_text(r, s, g->years[i], text));
    }
}

static const char *part_name(const struct setup *u, const struct series *s, bool chinese)
{
    const struct item_list *sectors = &u->scenario->items[SCOPE_SECTOR];
    if (s->item >= 0 && s->item < sectors->count)
        return label_text(&sectors->list[s->item].label, chinese, sectors->list[s->item].id);
    return s->item == SERIES_SECONDARY ? _("secondary") : s->item == SERIES_HIGHER ? _("higher") : _("total");
}

static void add_line(struct grid *g, const struct page *p, const struct run *r, const struct line *line)
{
    const struct series *found[MOST_SERIES];
    int count = line_series(r->setup, line, found), shown = 0;
    char label[256];
    for (int k = 0; k < count; k++)
        if (worth_showing(r, found[k]))
            found[shown++] = found[k];
    if (shown == 0)
        return;
    const struct row *row = found[0]->row;
    const char *name = p->chinese ? row->label_zh : row->label_en;
    const char *unit = unit_label(row->unit, p->chinese);
    if (unit_said(row->unit, name, unit))
        snprintf(label, sizeof label, "%s", name);
    else
        snprintf(label, sizeof label, p->chinese ? "%s（%s）" : "%s (%s)", name, unit);
    if (count == 1) {
        add_values(g, r, found[0], label);
        return;
    }
    struct table_row *heading = table_row(&g->table);
    table_cell(&g->table, heading, 0, PLAIN, "%s", label);
    for (int k = 0; k < shown; k++) {
        snprintf(label, sizeof label, "\xC2\xA0\xC2\xA0%s", part_name(r->setup, found[k], p->chinese));
        add_values(g, r, found[k], label);
    }
}

void print_years(const struct page *p, const struct run *r)
{
    struct grid g;
    grid_start(&g, p, r);
    for (int i = 0; i < LINES; i++) {
        if (lines[i].key)
            add_line(&g, p, r, &lines[i]);
        else
            table_remark(&g.table, BOLD, "", _(lines[i].heading));
        if (!lines[i].key && strcmp(lines[i + 1].key, "funding.revenue") == 0)
            table_remark(&g.table, DIM, "  ", _(MONEY_RULE));
    }
    page_blank(p);
    table_print(p, &g.table);
    if (g.count < r->setup->shape.years) {
        page_blank(p);
        page_wrap(p, DIM, "  ", _("Some years are left out to fit the page; -o DIR writes all of them."));
    }
    table_free(&g.table);
}
