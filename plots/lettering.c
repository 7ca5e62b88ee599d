/* Text for a page. Widths are those of Noto Sans CJK SC; bold is at most 7 % wider. */
#include "lettering.h"

#include <string.h>

static const short latin_widths[95] = {/* thousandths of the height, from the font, " " to "~" */
                                       224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,
                                       555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
                                       946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,
                                       633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
                                       606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
                                       620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555};

/* Length of the sequence a first byte announces, 0 when it cannot start one. */
static int sequence_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return 2;
    if (first >= 0xe0 && first < 0xf0)
        return 3;
    return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

unsigned lettering_next(const char **text)
{
    static const unsigned char first_bits[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const unsigned least[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)*text;
    const int length = sequence_length(s[0]);
    unsigned c = s[0] & first_bits[length];

    for (int i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            *text += i; /* the bytes read so far make one bad character */
            return 0xfffd;
        }
        c = c << 6 | (s[i] & 0x3f);
    }
    *text += length ? length : 1;
    if (!length || c < least[length] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 0xfffd;
    return c;
}

unsigned lettering_safe(unsigned c)
{
    if (c == '"')
        return 0x2033;
    if (c == '\\')
        return 0xff3c;
    if (c == '`')
        return 0x02cb;
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c == 0x061c || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
        c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe || c >= 0xe0000)
        return ' ';
    return c;
}

static bool latin(unsigned c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

unsigned lettering_read(const char **text, unsigned before)
{
    const unsigned c = lettering_safe(lettering_next(text));
    const bool apostrophe = (c == 0x2019 && latin(before)) || (c == 0x2018 && latin((unsigned char)**text));

    return apostrophe ? '\'' : c;
}

void lettering_put(FILE *out, unsigned c)
{
    if (c < 0x80)
        fputc((int)c, out);
    else if (c < 0x800)
        fprintf(out, "%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 63)));
    else if (c < 0x10000)
        fprintf(out, "%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 63)), (int)(0x80 | (c & 63)));
    else
        fprintf(out, "%c%c%c%c", (int)(0xf0 | c >> 18), (int)(0x80 | (c >> 12 & 63)), (int)(0x80 | (c >> 6 & 63)),
                (int)(0x80 | (c & 63)));
}

static double character_width(unsigned c)
{
    if (c >= 0x20 && c < 0x7f)
        return latin_widths[c - 0x20] / 1000.0;
    if (c >= 0xa0 && c < 0x2000 && c != 0xb7)
        return 0.65; /* accented Latin, Greek, Cyrillic: rare here, rather too wide than too narrow */
    if (c == 0x2212 || c == 0x2013)
        return 0.56;
    return c == 0x2033 ? 0.5 : 1.0;
}

double lettering_width(const char *text, double size, bool bold)
{
    double width = 0.0;

    for (unsigned c = 0; *text;) {
        c = lettering_read(&text, c);
        width += character_width(c);
    }
    return width * size * (bold ? 1.07 : 1.0);
}

/* How many bytes of `text` fit into `width`. */
static size_t fitting(const char *text, double size, bool bold, double width)
{
    const char *at = text;
    double used = 0.0;

    for (unsigned c = 0; *at;) {
        const char *before = at;
        c = lettering_read(&at, c);
        used += character_width(c) * size * (bold ? 1.07 : 1.0);
        if (used > width)
            return (size_t)(before - text);
    }
    return (size_t)(at - text);
}

const char *lettering_cut(struct arena *a, const char *text, double size, bool bold, double width)
{
    if (lettering_width(text, size, bold) <= width)
        return arena_copy(a, text, strlen(text));
    const size_t keep = fitting(text, size, bold, width - lettering_width("…", size, bold));
    return arena_format(a, "%.*s…", (int)keep, text);
}

/* Moves a break inside a Latin word back to the space before it, unless that leaves little. */
static size_t word_break(const char *text, size_t length)
{
    size_t back = length;

    if (text[length] == ' ' || (unsigned char)text[length] >= 0x80)
        return length;
    while (back > 0 && text[back - 1] != ' ' && (unsigned char)text[back - 1] < 0x80)
        back--;
    return back > length / 3 ? back : length;
}

/* Chinese closing punctuation may not start a line: it goes along with the line before. */
static size_t with_closing(const char *text, size_t length)
{
    static const char *const closing[] = {"，", "。", "、", "；", "：", "）", "”", "》", "〕", ")", ",", "%"};

    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (!strncmp(text + length, closing[i], strlen(closing[i])))
            return length + strlen(closing[i]);
    return length;
}

int lettering_wrap(struct arena *a, const char *text, double size, double width, int most, const char **lines)
{
    int count = 0;

    while (*text && count < most) {
        const bool all = lettering_width(text, size, false) <= width;
        if (all || count + 1 == most) {
            lines[count] = lettering_cut(a, text, size, false, width);
            return lines[count] ? count + 1 : 0;
        }
        size_t length = word_break(text, fitting(text, size, false, width));
        if (length == 0) { /* narrower than one character */
            const char *one = text;
            lettering_next(&one);
            length = (size_t)(one - text);
        }
        length = with_closing(text, length);
        lines[count] = arena_copy(a, text, length);
        if (!lines[count++])
            return 0;
        text += length;
        while (*text == ' ')
            text++;
    }
    return count;
}
