#include "utf8.h"

#include <stddef.h>

static bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Smallest code of a sequence of 2, 3 and 4 bytes: anything below is an overlong disguise. */
static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};

int utf8_next(const char *text, uint32_t *code)
{
    const unsigned char *b = (const unsigned char *)text;
    *code = UTF8_REPLACEMENT;
    if (b[0] < 0x80) {
        *code = b[0];
        return 1;
    }
    int length = b[0] >= 0xF0 && b[0] < 0xF8 ? 4 : b[0] >= 0xE0 ? 3 : b[0] >= 0xC0 ? 2 : 0;
    if (length == 0 || b[0] >= 0xF8)
        return 1;
    uint32_t value = b[0] & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        if (!continues(b[i])) /* also stops at the closing NUL */
            return 1;
        value = value << 6 | (b[i] & 0x3F);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code = value;
    return length;
}

static bool white(uint32_t code)
{
    return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool utf8_harmful(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
           code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

size_t utf8_clean_into(const char *text, char *out, size_t size)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t used = 0, written = 0;
    bool space = false;
    for (const char *at = text ? text : ""; *at;) {
        uint32_t code;
        int length = utf8_next(at, &code);
        const char *from = at;
        at += length;
        if (white(code)) {
            if (space)
                continue;
            from = " ";
            length = 1;
        } else if (utf8_harmful(code) || code == UTF8_REPLACEMENT) {
            from = replacement;
            length = 3;
        }
        space = white(code);
        used += (size_t)length;
        for (int i = 0; i < length && used < size; i++) /* a character is whole or missing */
            out[written++] = from[i];
    }
    if (size > 0)
        out[written] = '\0';
    return used;
}

char *utf8_clean(struct arena *a, const char *text)
{
    size_t length = utf8_clean_into(text, NULL, 0);
    char *copy = arena_alloc(a, length + 1);
    if (copy)
        utf8_clean_into(text, copy, length + 1);
    return copy;
}
