#ifndef VETSIM_CLI_WORDS_H
#define VETSIM_CLI_WORDS_H

#include <stddef.h>

/* A sentence made piece by piece; what does not fit is cut with "…". */
struct words {
    char text[8192];
    size_t used;
};
void words_add(struct words *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
