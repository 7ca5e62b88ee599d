/* A sheet of lines under one line of headings. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "workbook_parts.h"

enum { PAPER_A4 = 9, LINE_HEIGHT = 16, MOST_HEIGHT = 400, LONGEST_TEXT = 32767 /* of a cell, in Excel */ };
enum { PAGE_WIDTH = 220 }; /* characters that can be read side by side on A4 */

void book_list(struct book *b, const char *name, const char *about)
{
    if (b->sheet_count < MOST_SHEETS)
        b->sheets[b->sheet_count++] = (struct sheet_entry){name, about};
}

const char *sheet_start(struct long_sheet *s, struct book *b, const char *name, const char *about)
{
    if (about)
        book_list(b, name, about);
    *s = (struct long_sheet){.book = b, .to = b->failed ? NULL : workbook_add_worksheet(b->to, name)};
    b->failed = b->failed || !s->to;
    return name;
}

/* The letter of a scenario and how its name begins; where there is but one, less than that. */
static int scenario_width(const struct book *b) { return b->content->count > 1 ? 18 : 10; }

void sheet_columns(struct long_sheet *s, const struct sheet_column *columns, int count)
{
    int lines = 1;

    for (int i = 0; i < count && s->to; i++) {
        const char *text = book_words(s->book, columns[i].zh, columns[i].en);
        const int width = i == SCENARIO ? scenario_width(s->book) : columns[i].width;
        const int needs = (xlsx_columns(text) + width - 2) / (width - 1);
        worksheet_set_column(s->to, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
        worksheet_write_string(s->to, s->head, (lxw_col_t)i, text, s->book->heading);
        lines = needs > lines ? needs : lines;
        s->width += width;
    }
    if (s->to)
        worksheet_set_row(s->to, s->head, lines * LINE_HEIGHT + 6, NULL);
    s->as = columns;
    s->columns = (lxw_col_t)count;
    s->row = s->head;
}

/* High enough for what wraps: not every program finds that out itself. */
static void end_line(struct long_sheet *s)
{
    const double height = s->lines * LINE_HEIGHT;

    if (s->to && s->row > s->head && s->lines > 1)
        worksheet_set_row(s->to, s->row, height < MOST_HEIGHT ? height : MOST_HEIGHT, NULL);
    s->lines = 1;
}

/* Lines a text takes where it wraps at `room` characters. */
static int lines_of(const char *text, int room)
{
    int lines = 0;

    for (const char *end; text; text = end ? end + 1 : NULL) {
        char part[1024];
        end = strchr(text, '\n');
        snprintf(part, sizeof part, "%.*s", end && end - text < 1023 ? (int)(end - text) : 1023, text);
        const int columns = xlsx_columns(part);
        lines += columns > room ? (columns + room - 1) / room : 1;
    }
    return lines;
}

void sheet_line(struct long_sheet *s)
{
    end_line(s);
    s->row++;
    s->column = 0;
}

/* Excel refuses longer texts; cut at the end of a character. */
static const char *shorter(struct book *b, const char *text)
{
    size_t length = LONGEST_TEXT / 2;

    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    const char *cut = arena_format(&b->arena, "%.*s…", (int)length, text);
    b->failed = b->failed || !cut;
    return cut ? cut : "";
}

static void put(struct long_sheet *s, const char *text, lxw_format *format)
{
    if (text && *text && s->to) {
        const char *fits = strlen(text) < LONGEST_TEXT ? text : shorter(s->book, text);
        worksheet_write_string(s->to, s->row, s->column, fits, format);
    }
    s->column++;
}

void sheet_text(struct long_sheet *s, const char *text) { put(s, text, s->book->text); }

void sheet_wrapped(struct long_sheet *s, const char *text)
{
    const int lines = text && s->column < s->columns ? lines_of(text, s->as[s->column].width - 3) : 1;

    s->lines = lines > s->lines ? lines : s->lines;
    put(s, text, s->book->wrapped);
}

void sheet_number(struct long_sheet *s, enum unit unit, double number)
{
    if (s->to && isfinite(number) && fabs(number) < ABSENT_ABOVE)
        worksheet_write_number(s->to, s->row, s->column, number == 0.0 ? 0.0 : number,
                               s->book->numbers[book_look(unit, number)]);
    s->column++;
}

void sheet_year(struct long_sheet *s, int year) { sheet_number(s, UNIT_CALENDAR_YEAR, year ? year : ABSENT); }

void sheet_paper(struct book *b, lxw_worksheet *to, int pages)
{
    worksheet_set_landscape(to);
    worksheet_set_paper(to, PAPER_A4);
    worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(to, (uint16_t)pages, 0);
    worksheet_set_footer(to, book_words(b, "&L&A&C第&P页，共&N页", "&L&A&C&P / &N"));
}

void sheet_end(struct long_sheet *s, int frozen_columns, int name)
{
    const int pages = (s->width + PAGE_WIDTH - 1) / PAGE_WIDTH;

    if (!s->to)
        return;
    end_line(s);
    worksheet_freeze_panes(s->to, s->head + 1, (lxw_col_t)frozen_columns);
    if (s->row > s->head)
        worksheet_autofilter(s->to, s->head, 0, s->row, s->columns - 1);
    worksheet_repeat_rows(s->to, s->head, s->head);
    sheet_paper(s->book, s->to, pages);
    if (pages > 1)
        worksheet_repeat_columns(s->to, (lxw_col_t)name, (lxw_col_t)name);
}

void sheet_mark(struct long_sheet *s, int column, const char *text, lxw_format *format)
{
    const char *quoted = arena_format(&s->book->arena, "\"%s\"", text);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = (char *)quoted,
                                   .format = format};

    if (quoted && s->to && s->row > s->head)
        worksheet_conditional_format_range(s->to, s->head + 1, (lxw_col_t)column, s->row, (lxw_col_t)column, &rule);
    s->book->failed = s->book->failed || !quoted;
}

void book_mark_chances(struct book *b, lxw_worksheet *to, lxw_row_t first, lxw_col_t left, lxw_row_t last,
                       lxw_col_t right)
{
    /* An empty cell counts as 0: it is looked at first, and left as it is. */
    lxw_conditional_format rules[] = {
        {.type = LXW_CONDITIONAL_TYPE_BLANKS, .format = b->text, .stop_if_true = LXW_TRUE},
        {.type = LXW_CONDITIONAL_TYPE_CELL,
         .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
         .value = 0.9,
         .format = b->good},
        {.type = LXW_CONDITIONAL_TYPE_CELL,
         .criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN,
         .value = 0.5,
         .format = b->bad},
        {.type = LXW_CONDITIONAL_TYPE_CELL,
         .criteria = LXW_CONDITIONAL_CRITERIA_BETWEEN,
         .min_value = 0.5,
         .max_value = 0.9,
         .format = b->caution},
    };

    for (size_t i = 0; to && last >= first && i < sizeof rules / sizeof *rules; i++)
        worksheet_conditional_format_range(to, first, left, last, right, &rules[i]);
}
