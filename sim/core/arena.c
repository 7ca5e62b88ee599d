#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 64, BLOCK = 1 << 16 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
};

static size_t round_up(size_t n) { return (n + ALIGN - 1) / ALIGN * ALIGN; }

/* Small texts share a block; 16-byte steps keep them dense, large requests get their own block. */
void *arena_alloc(struct arena *a, size_t size)
{
    size_t step = size >= ALIGN ? ALIGN : 16, want = (size + step - 1) / step * step;
    struct arena_block *b = a->head;
    size_t start = b ? (b->used + step - 1) / step * step : 0;

    if (size > (size_t)1 << 40)
        return NULL;
    if (!b || start + want > b->size) {
        size_t room = round_up(want > BLOCK ? want : BLOCK);
        b = aligned_alloc(ALIGN, ALIGN + room);
        if (!b)
            return NULL;
        memset(b, 0, ALIGN + room);
        b->next = a->head;
        b->size = room;
        a->head = b;
        start = 0;
    }
    b->used = start + want;
    return (char *)b + ALIGN + start;
}

char *arena_copy(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *arena_format(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(a, (size_t)length + 1);
    if (text) {
        va_start(args, format);
        vsnprintf(text, (size_t)length + 1, format, args);
        va_end(args);
    }
    return text;
}

void arena_free(struct arena *a)
{
    while (a->head) {
        struct arena_block *next = a->head->next;
        free(a->head);
        a->head = next;
    }
}
