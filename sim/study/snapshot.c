#include "snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"

void snapshot_part(struct snapshot *w, void *data, size_t size)
{
    if (w->from && w->at + size > w->size)
        w->err = VS_STORE;
    else if (w->from)
        memcpy(data, w->from + w->at, size);
    else if (w->bytes)
        memcpy(w->bytes + w->at, data, size);
    w->at += size;
}

size_t snapshot_write(snapshot_walk *walk, const void *study, void **bytes)
{
    struct snapshot measure = {0}, write = {0};

    walk(&measure, (void *)study); /* only read: `from` is NULL */
    *bytes = write.bytes = malloc(measure.at ? measure.at : 1);
    if (!write.bytes)
        return 0;
    walk(&write, (void *)study);
    return write.at;
}

int snapshot_read(snapshot_walk *walk, void *study, const void *bytes, size_t size)
{
    struct snapshot read = {.from = bytes, .size = size};

    walk(&read, study);
    return read.err ? read.err : read.at == size ? 0 : VS_STORE;
}
