/* The state of a study as bytes and back, for checkpoints. One walk over its parts serves measuring,
 * writing and reading, so that these cannot differ. */
#ifndef VETSIM_STUDY_SNAPSHOT_H
#define VETSIM_STUDY_SNAPSHOT_H

#include <stddef.h>

struct snapshot {
    unsigned char *bytes;      /* written here; NULL while measuring and reading */
    const unsigned char *from; /* read from here, else NULL */
    size_t at, size;
    int err;
};

typedef void snapshot_walk(struct snapshot *w, void *study);

/* The next part of it. */
void snapshot_part(struct snapshot *w, void *data, size_t size);

/* How large it is, and in *bytes a copy (malloc; the caller frees); 0 when memory is out. */
size_t snapshot_write(snapshot_walk *walk, const void *study, void **bytes);

/* VS_STORE when the bytes are not of such a study. */
int snapshot_read(snapshot_walk *walk, void *study, const void *bytes, size_t size);

#endif
