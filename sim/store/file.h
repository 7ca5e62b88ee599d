/* Files that appear whole or not at all: written under another name in the same folder, brought to
 * the disk, then renamed. A reader, a crash or a full disk never sees half of one. */
#ifndef VETSIM_STORE_FILE_H
#define VETSIM_STORE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"

struct atomic_file {
    FILE *stream; /* write here; NULL before opening and after closing */
    char *path;   /* the name it will have */
    char *temporary;
};

/* What the user gave us to read: from now on no atomic file takes its place, under whatever name. */
int file_protect(const char *path);

/* Whether a protected file stands there. */
bool file_protected(const char *path);

/* All return 0 or VS_FILE (VS_MEMORY) with a message in `d`. A zeroed struct may be aborted. Where something
 * other than a file stands already, a folder or a device, it is left alone. */
int atomic_open(struct atomic_file *f, const char *directory, const char *name, struct diags *d);

/* The same for a path, in whatever folder it names. */
int atomic_open_path(struct atomic_file *f, const char *path, struct diags *d);

/* The way from the folder of `path`, which need not exist itself, to the file `to`: "../jining/plan.cfg". NULL when
 * one of them cannot be found or memory is out. */
char *path_between(struct arena *a, const char *path, const char *to);

/* Everything written is on the disk, under the temporary name. On failure the file is aborted. */
int atomic_close(struct atomic_file *f, struct diags *d);

/* The closed file takes its name, replacing an older one. */
int atomic_publish(struct atomic_file *f, struct diags *d);

/* Close and publish. */
int atomic_commit(struct atomic_file *f, struct diags *d);

/* Removes what was written. Safe at any time, also after publishing (then it only frees). */
void atomic_abort(struct atomic_file *f);

/* Makes a folder and those above it; `made` (may be NULL) tells whether the last one is new. */
int make_directory(const char *path, bool *made, struct diags *d);

#endif
