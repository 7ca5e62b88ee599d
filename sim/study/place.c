#include "place.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

void places_sort(struct place *places, size_t count) { qsort(places, count, sizeof *places, by_value); }
