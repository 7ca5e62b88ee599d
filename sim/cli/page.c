#include "page.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "utf8.h"

enum { WIDEST = 100, NARROWEST = 40 };

static int terminal_width(FILE *out)
{
    struct winsize size;
    int width = 0;
    if (isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    const char *columns = getenv("COLUMNS");
    if (width <= 0 && columns)
        width = (int)strtol(columns, NULL, 10);
    if (width <= 0 || width > WIDEST)
        return WIDEST;
    return width < NARROWEST ? NARROWEST : width;
}

struct page page_start(FILE *out, bool chinese)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    struct page p = {.out = out, .chinese = chinese, .width = terminal_width(out)};
    p.colour = isatty(fileno(out)) && !(no_colour && *no_colour) && !(terminal && strcmp(terminal, "dumb") == 0);
    return p;
}

struct range {
    uint32_t first, last;
};

/* Unicode East Asian Width W and F, blocks merged. The ambiguous characters (“ ” — … ×) count as one
 * column, as terminals do unless told otherwise. */
static const struct range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF}, {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const struct range combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF},
};

static bool within(const struct range *list, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= list[i].first && code <= list[i].last)
            return true;
    return false;
}

static int code_width(uint32_t code)
{
    if (code < 0x300)
        return 1;
    if (within(combining, sizeof combining / sizeof *combining, code))
        return 0;
    return within(wide, sizeof wide / sizeof *wide, code) ? 2 : 1;
}

int text_width(const char *text)
{
    int width = 0;
    while (*text) {
        uint32_t code;
        text += utf8_next(text, &code);
        width += code_width(code);
    }
    return width;
}

/* Punctuation that must not start a line (closing) or end one (opening). */
static bool closing(uint32_t code)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF09,
                                     0x300B, 0x300D, 0x3011, 0x3015, 0x201D, 0x2019, 0x2026, 0xFF05};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (code == marks[i])
            return true;
    return code == ')' || code == ',' || code == '.' || code == ';' || code == ':' || code == '%';
}

static bool opening(uint32_t code)
{
    return code == 0xFF08 || code == 0x300A || code == 0x300C || code == 0x3010 || code == 0x3014 || code == 0x201C ||
           code == '(';
}

/* Chinese may be broken between any two characters, other text at white space. */
static bool may_break(uint32_t before, uint32_t after)
{
    if (after == ' ' || before == ' ')
        return true;
    if (closing(after) || opening(before))
        return false;
    return code_width(before) == 2 || code_width(after) == 2;
}

/* Where nothing better is found: keys and paths after their separators. */
static bool may_split(uint32_t before, uint32_t after)
{
    return before == '_' || before == '/' || (before == '.' && after >= 'a' && after <= 'z');
}

size_t text_break(const char *text, int width, size_t *next)
{
    size_t at = 0, good = 0, split = 0;
    int used = 0;
    uint32_t before = 0;
    while (text[at]) {
        uint32_t code;
        int length = utf8_next(text + at, &code);
        if (at > 0 && may_break(before, code))
            good = at;
        else if (at > 0 && may_split(before, code))
            split = at;
        used += code_width(code);
        if (used > width && at > 0 && code != ' ')
            break;
        at += (size_t)length;
        before = code;
    }
    size_t end = text[at] == '\0' ? at : good > 0 ? good : split > 0 ? split : at;
    *next = end;
    while (text[*next] == ' ')
        ++*next;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    return end;
}

static const char *const escapes[TONES] = {[PLAIN] = "",        [BOLD] = "\033[1m",   [DIM] = "\033[2m",
                                           [GOOD] = "\033[32m", [BAD] = "\033[1;31m", [CAUTION] = "\033[33m"};

void page_text(const struct page *p, enum tone tone, const char *text, size_t bytes)
{
    bool coloured = p->colour && tone != PLAIN && bytes > 0;
    if (coloured)
        fputs(escapes[tone], p->out);
    for (size_t at = 0; at < bytes && text[at];) {
        uint32_t code;
        int length = utf8_next(text + at, &code);
        if (utf8_harmful(code) || code == UTF8_REPLACEMENT)
            fputs(code == '\n' || code == '\t' ? " " : "\xEF\xBF\xBD", p->out);
        else
            fwrite(text + at, 1, (size_t)length, p->out);
        at += (size_t)length;
    }
    if (coloured)
        fputs("\033[0m", p->out);
}

void page_spaces(const struct page *p, int count)
{
    if (count > 0)
        fprintf(p->out, "%*s", count, "");
}

void page_blank(const struct page *p) { putc('\n', p->out); }

void page_line(const struct page *p, enum tone tone, const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    if (length >= 0) {
        page_text(p, tone, text, (size_t)length);
        free(text);
    }
    putc('\n', p->out);
}

void page_wrap(const struct page *p, enum tone tone, const char *lead, const char *text)
{
    struct arena a = {0};
    const char *rest = utf8_clean(&a, text);
    int indent = text_width(lead), room = p->width - indent;
    page_text(p, tone, lead, strlen(lead));
    for (bool first = true; rest && (*rest || first); first = false) {
        size_t next, bytes = text_break(rest, room > 10 ? room : 10, &next);
        if (!first)
            page_spaces(p, indent);
        page_text(p, tone, rest, bytes);
        putc('\n', p->out);
        rest += next;
    }
    arena_free(&a);
}
