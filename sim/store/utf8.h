/* Text that others wrote, made safe to show: UTF-8 decoded one character at a time. */
#ifndef VETSIM_STORE_UTF8_H
#define VETSIM_STORE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Decodes the character at `text` (not at its end) into `code` and returns how many bytes it takes.
 * Overlong, surrogate, truncated and other invalid bytes give UTF8_REPLACEMENT and one byte. */
int utf8_next(const char *text, uint32_t *code);

/* True for what must never reach a terminal: C0 and C1 controls, escapes, line separators, and
 * marks that reverse the direction of the text around them. */
bool utf8_harmful(uint32_t code);

/* A copy without harmful characters: white space and breaks become one space, the rest U+FFFD.
 * NULL text gives "". NULL when memory is out. */
char *utf8_clean(struct arena *a, const char *text);

/* Writes the cleaned text into `out` (always ended by NUL); returns the length it needs without the NUL. */
size_t utf8_clean_into(const char *text, char *out, size_t size);

#endif
