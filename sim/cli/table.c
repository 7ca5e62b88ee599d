#include "table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

struct cell {
    const char *text;
    enum tone tone;
};

struct table_row {
    struct table_row *next;
    struct cell *cells; /* NULL for a remark */
    const char *lead, *remark;
    enum tone tone;
};

static struct table_row *add_row(struct table *t)
{
    struct table_row *row = arena_alloc(&t->arena, sizeof *row);
    if (!row) {
        t->failed = true;
        return NULL;
    }
    if (t->last)
        t->last->next = row;
    else
        t->first = row;
    t->last = row;
    return row;
}

struct table_row *table_row(struct table *t)
{
    struct table_row *row = add_row(t);
    if (row)
        row->cells = arena_alloc(&t->arena, (size_t)t->count * sizeof *row->cells);
    if (row && !row->cells)
        t->failed = true;
    return row && row->cells ? row : NULL;
}

void table_cell(struct table *t, struct table_row *row, int column, enum tone tone, const char *format, ...)
{
    char text[4096];
    if (!row)
        return;
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    const char *copy = utf8_clean(&t->arena, text);
    if (!copy)
        t->failed = true;
    row->cells[column] = (struct cell){copy, tone};
}

void table_remark(struct table *t, enum tone tone, const char *lead, const char *text)
{
    struct table_row *row = add_row(t);
    if (!row)
        return;
    row->tone = tone;
    row->lead = arena_copy(&t->arena, lead, strlen(lead));
    row->remark = utf8_clean(&t->arena, text);
    if (!row->lead || !row->remark)
        t->failed = true;
}

static const char *cell_text(const struct table_row *row, int column)
{
    const char *text = row->cells[column].text;
    return text ? text : "";
}

/* The column that gives way next: first those whose cells are cut rather than wrapped, and of
 * several the widest. -1 when nothing is left to give; the terminal will then wrap. */
static int column_to_squeeze(const struct table *t, const int widths[])
{
    int widest = -1;
    for (int wraps = 0; wraps < 2 && widest < 0; wraps++)
        for (int c = 0; c < t->count; c++) {
            const struct column *column = &t->columns[c];
            bool can = column->flexible && widths[c] > column->flexible && (column->lines > 1) == wraps;
            if (can && (widest < 0 || widths[c] > widths[widest]))
                widest = c;
        }
    return widest;
}

/* Natural widths first; then one column is taken at a time. */
static void fit_columns(const struct page *p, const struct table *t, int widths[])
{
    int gap = t->gap ? t->gap : 2, total = t->indent - gap;
    for (int c = 0; c < t->count; c++) {
        widths[c] = text_width(t->columns[c].heading);
        for (const struct table_row *row = t->first; row; row = row->next) {
            int width = row->cells ? text_width(cell_text(row, c)) : 0;
            if (width > widths[c])
                widths[c] = width;
        }
        total += widths[c] + gap;
    }
    for (int c; total > p->width && (c = column_to_squeeze(t, widths)) >= 0; total--)
        widths[c]--;
}

/* Prints one line of a cell and returns what is left of its text. */
static const char *print_cell(const struct page *p, const struct column *column, int width, enum tone tone,
                              const char *text, bool last_line, bool last_column)
{
    size_t next = 0, bytes = text_break(text, width, &next);
    bool cut = last_line && text[next] != '\0';
    if (cut) /* the ellipsis needs a column; cut anywhere, a broken word still tells more */
        bytes = text_break(text, width - 1, &next);
    int used = cut ? 1 : 0;
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        char one[5] = "";
        int length = utf8_next(text + at, &code);
        memcpy(one, text + at, (size_t)length);
        used += text_width(one);
        at += (size_t)length;
    }
    if (column->right)
        page_spaces(p, width - used);
    page_text(p, tone, text, bytes);
    if (cut)
        page_text(p, tone, "…", strlen("…"));
    if (!column->right && !last_column)
        page_spaces(p, width - used);
    return cut ? text + strlen(text) : text + next;
}

static int last_used(const struct table *t, const char *const rest[])
{
    int last = t->count - 1;
    while (last > 0 && rest[last][0] == '\0')
        last--;
    return last;
}

/* An indented cell (no-break spaces in front) keeps its indent on the lines that follow. */
static int hanging(const char *text)
{
    int count = 0;
    while (strncmp(text + 2 * count, "\xC2\xA0", 2) == 0)
        count++;
    return count;
}

static void print_row(const struct page *p, const struct table *t, const struct table_row *row, const int widths[])
{
    const char *rest[MAX_COLUMNS];
    for (int c = 0; c < t->count; c++)
        rest[c] = cell_text(row, c);
    for (int line = 0;; line++) {
        int last = last_used(t, rest);
        if (line > 0 && rest[last][0] == '\0')
            break;
        page_spaces(p, t->indent);
        for (int c = 0; c <= last; c++) {
            const struct column *column = &t->columns[c];
            int hang = line > 0 && rest[c][0] ? hanging(cell_text(row, c)) : 0;
            bool last_line = !column->flexible || line + 1 >= (column->lines ? column->lines : 1);
            if (!column->flexible && text_width(rest[c]) > widths[c])
                last_line = false;
            page_spaces(p, hang);
            rest[c] = print_cell(p, column, widths[c] - hang, row->cells[c].tone, rest[c], last_line, c == last);
            if (c < last)
                page_spaces(p, t->gap ? t->gap : 2);
        }
        page_blank(p);
    }
}

static void print_headings(const struct page *p, const struct table *t, const int widths[])
{
    struct cell cells[MAX_COLUMNS];
    bool any = false;
    for (int c = 0; c < t->count; c++) {
        cells[c] = (struct cell){t->columns[c].heading, DIM};
        any |= t->columns[c].heading[0] != '\0';
    }
    struct table_row row = {.cells = cells};
    if (any)
        print_row(p, t, &row, widths);
}

void table_print(const struct page *p, const struct table *t)
{
    int widths[MAX_COLUMNS];
    if (t->failed)
        return;
    fit_columns(p, t, widths);
    print_headings(p, t, widths);
    for (const struct table_row *row = t->first; row; row = row->next) {
        if (row->cells)
            print_row(p, t, row, widths);
        else
            page_wrap(p, row->tone, row->lead, row->remark);
    }
}

void table_free(struct table *t)
{
    arena_free(&t->arena);
    t->first = t->last = NULL;
}
