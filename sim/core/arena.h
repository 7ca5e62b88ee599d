/* Memory that lives and dies together: everything a scenario or a result holds is allocated from
 * one arena and freed at once. Allocation returns NULL when memory is out, like malloc. */
#ifndef VETSIM_CORE_ARENA_H
#define VETSIM_CORE_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_block *head;
};

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned to 64 bytes */
char *arena_copy(struct arena *a, const char *text, size_t length);
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_free(struct arena *a);

#endif
