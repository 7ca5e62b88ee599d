/* How the cells of a workbook look, and the words its sheets share. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "style.h"
#include "workbook_parts.h"

enum { PALE_GOOD = 0xdff0e6, PALE_CAUTION = 0xfbecd0, PALE_BAD = 0xf8dcd7, PALE_HEAD = 0xe7ecf2, PALE_KEY = 0x8a8f94 };

const char *book_words(const struct book *b, const char *zh, const char *en) { return b->chinese ? zh : en; }

const char *book_mark(struct book *b, int scenario)
{
    const char *mark = b->content->count == 1 ? ""
                       : scenario < 26        ? arena_format(&b->arena, "%c", 'A' + scenario)
                                              : arena_format(&b->arena, "%d", scenario + 1);

    b->failed = b->failed || !mark;
    return mark ? mark : "";
}

static lxw_format *format(struct book *b)
{
    lxw_format *made = workbook_add_format(b->to);

    if (!made)
        b->failed = true;
    else
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
    return made;
}

static lxw_format *lettering(struct book *b, double size, bool bold, int colour)
{
    lxw_format *made = format(b);

    if (!made)
        return NULL;
    format_set_font_size(made, size);
    format_set_font_color(made, (lxw_color_t)colour);
    if (bold)
        format_set_bold(made);
    return made;
}

static lxw_format *wrapping(struct book *b)
{
    lxw_format *made = format(b);

    if (made)
        format_set_text_wrap(made);
    return made;
}

static lxw_format *marking(struct book *b, int colour, int ground)
{
    lxw_format *made = lettering(b, 11, false, colour);

    if (made)
        format_set_bg_color(made, (lxw_color_t)ground);
    return made;
}

static lxw_format *heading(struct book *b)
{
    lxw_format *made = wrapping(b);

    if (!made)
        return NULL;
    format_set_bold(made);
    format_set_align(made, LXW_ALIGN_CENTER);
    format_set_bg_color(made, PALE_HEAD);
    format_set_bottom(made, LXW_BORDER_THIN);
    format_set_border_color(made, COLOUR_RULE);
    return made;
}

int book_formats(struct book *b)
{
    static const char *const numbers[NUMBER_LOOKS] = {
        [LOOK_WHOLE] = "#,##0",  [LOOK_ONE] = "#,##0.0", [LOOK_TWO] = "#,##0.00",  [LOOK_FINE] = "#,##0.00##",
        [LOOK_PERCENT] = "0.0%", [LOOK_YEAR] = "0",      [LOOK_PLAIN] = "General",
    };

    b->title = lettering(b, 16, true, COLOUR_INK);
    b->subtitle = lettering(b, 11, false, COLOUR_MUTED);
    b->section = lettering(b, 12, true, COLOUR_NAVY);
    b->key = lettering(b, 8, false, PALE_KEY);
    b->heading = heading(b);
    b->text = format(b);
    b->wrapped = wrapping(b);
    b->fact = wrapping(b);
    b->good = marking(b, COLOUR_MET, PALE_GOOD);
    b->caution = marking(b, 0x7a5200, PALE_CAUTION);
    b->bad = marking(b, COLOUR_MISSED, PALE_BAD);
    b->dim = lettering(b, 11, false, COLOUR_MUTED);
    if (b->failed)
        return VS_MEMORY;
    format_set_align(b->fact, LXW_ALIGN_LEFT);
    format_set_indent(b->text, 1); /* apart from a number on its left */
    format_set_indent(b->wrapped, 1);
    format_set_shrink(b->key);
    for (int i = 0; i < NUMBER_LOOKS && !b->failed; i++) {
        b->numbers[i] = format(b);
        if (b->numbers[i])
            format_set_num_format(b->numbers[i], numbers[i]);
    }
    return b->failed ? VS_MEMORY : VS_OK;
}

enum number_look book_look(enum unit unit, double value)
{
    const bool whole = fabs(value - round(value)) < 1e-9;

    switch (unit) {
    case UNIT_PERSONS:
    case UNIT_PERSON_DAYS:
    case UNIT_PERSON_TIMES:
    case UNIT_PLACES:
    case UNIT_WORKSTATIONS:
    case UNIT_COUNT: /* nobody builds 49.3 schools; of three, the fraction still tells something */
        return whole || fabs(value) >= 10 ? LOOK_WHOLE : LOOK_ONE;
    case UNIT_WAN_YUAN:
    case UNIT_STUDENTS_PER_TEACHER:
        return LOOK_ONE;
    case UNIT_SHARE:
    case UNIT_SHARE_PER_YEAR:
        return LOOK_PERCENT;
    case UNIT_CALENDAR_YEAR:
        return LOOK_YEAR;
    case UNIT_WAN_YUAN_PER_PERSON:
    case UNIT_WAN_YUAN_PER_UNIT:
    case UNIT_WAN_YUAN_PER_DAY:
        return LOOK_FINE;
    case UNIT_RATIO: /* also weights, which may be heads */
        return whole && fabs(value) >= 10 ? LOOK_WHOLE : LOOK_TWO;
    case UNIT_PER_STUDENT:
        return LOOK_TWO;
    default:
        return LOOK_PLAIN;
    }
}

const char *book_unit(const struct book *b, enum unit unit, const char *own)
{
    const char *words = own ? own : unit_label(unit, b->chinese);

    if (unit == UNIT_SHARE || unit == UNIT_SHARE_PER_YEAR)
        return "%";
    if (unit == UNIT_LIMIT)
        return "";
    return b->chinese && strncmp(words, "个", strlen("个")) == 0 && words[strlen("个")] ? words + strlen("个") : words;
}

const char *book_series_heading(struct book *b, const struct setup *u, const struct series *series)
{
    const char *unit = book_unit(b, series->row->unit, series_unit(u, series, b->chinese));
    const char *const close = b->chinese ? "）" : ")";
    char label[256];

    series_label(u, series, b->chinese, label, sizeof label);
    const size_t length = strlen(label), end = strlen(close);
    const bool has_part = length > end && strcmp(label + length - end, close) == 0;
    char *made =
        !*unit     ? arena_format(&b->arena, "%s", label)
        : has_part ? arena_format(&b->arena, b->chinese ? "%.*s，%s）" : "%.*s; %s)", (int)(length - end), label, unit)
                   : arena_format(&b->arena, b->chinese ? "%s（%s）" : "%s (%s)", label, unit);
    b->failed = b->failed || !made;
    return made ? made : "";
}

const double book_quantiles[BOOK_QUANTILES] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

double book_quantile(const struct book *b, int scenario, const char *key, int year, double p)
{
    const struct ensemble *e = b->content->ensemble;
    const struct member *m = e ? &e->members[scenario] : NULL;
    const int cell = m && key ? ensemble_cell(m, key, year) : -1;

    return cell >= 0 && summary_count(m->summary, cell) > 0 ? summary_quantile(m->summary, cell, p) : ABSENT;
}
