/* A finished picture on its way to its file. Pictures are drawn into unnamed files, which vanish with
 * the program however it ends; only complete ones get a name. */
#ifndef VETSIM_PLOTS_SHEET_H
#define VETSIM_PLOTS_SHEET_H

#include <stddef.h>

#include "arena.h"
#include "diag.h"

struct sheet {
    const char *name;  /* "enrolment", without folder and ending */
    const char *title; /* as a reader sees it */
    int file;          /* unnamed; -1 when there is none */
};

/* Opens the unnamed file; VS_FILE with a message when the system refuses. */
int sheet_open(struct sheet *s, struct diags *d);
void sheet_close(struct sheet *s);

/* All bytes, zero-ended; NULL when memory is out or there are none. */
char *sheet_read(const struct sheet *s, size_t *length);

/* Writes the sheets as DIRECTORY/NAME.FORMAT, all or none, and fills path[]. */
int sheets_place(const struct sheet *sheets, int count, const char *directory, const char *format, struct arena *a,
                 char **path, struct diags *d);

#endif
