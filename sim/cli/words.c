#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void words_add(struct words *w, const char *format, ...)
{
    if (w->used >= sizeof w->text)
        return;
    va_list list;
    va_start(list, format);
    int length = vsnprintf(w->text + w->used, sizeof w->text - w->used, format, list);
    va_end(list);
    w->used += length > 0 ? (size_t)length : 0;
    if (w->used < sizeof w->text)
        return;
    char *end = w->text + sizeof w->text - 8; /* room for the mark, at the start of a character */
    while ((*end & 0xC0) == 0x80)
        end--;
    strcpy(end, "…");
}
