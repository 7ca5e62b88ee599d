/* Finished pictures: unnamed files, then named ones. */
#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int sheet_open(struct sheet *s, struct diags *d)
{
    s->file = memfd_create("vetsim-chart", MFD_CLOEXEC);
    if (s->file >= 0)
        return 0;
    diag_error(d, NULL, 0, "chart %s could not be drawn: %s", s->name, system_error_text(errno));
    return VS_FILE;
}

void sheet_close(struct sheet *s)
{
    if (s->file >= 0)
        close(s->file);
    s->file = -1;
}

char *sheet_read(const struct sheet *s, size_t *length)
{
    struct stat info;
    char *bytes = fstat(s->file, &info) == 0 && info.st_size > 0 ? malloc((size_t)info.st_size + 1) : NULL;
    size_t done = 0;

    while (bytes && done < (size_t)info.st_size) {
        const ssize_t got = pread(s->file, bytes + done, (size_t)info.st_size - done, (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            free(bytes);
            return NULL;
        }
        done += (size_t)got;
    }
    if (bytes)
        bytes[done] = 0;
    *length = done;
    return bytes;
}

static int write_bytes(int to, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t done = write(to, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        bytes += done;
        length -= (size_t)done;
    }
    return 0;
}

/* Copies a sheet to a file beside its final place. */
static int copy(const struct sheet *s, const char *path, struct diags *d)
{
    size_t length;
    char *bytes = sheet_read(s, &length);

    if (!bytes) {
        diag_error(d, NULL, 0, "gnuplot drew nothing for %s", s->name);
        return VS_PLOT;
    }
    const int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int failed = to < 0 || write_bytes(to, bytes, length);
    failed = failed ? errno : 0;
    if (to >= 0 && close(to) && !failed)
        failed = errno;
    free(bytes);
    if (failed)
        diag_error(d, NULL, 0, "%s could not be written: %s", path, system_error_text(failed));
    return failed ? VS_FILE : 0;
}

int sheets_place(const struct sheet *sheets, int count, const char *directory, const char *format, struct arena *a,
                 char **path, struct diags *d)
{
    char **part = arena_alloc(a, (size_t)(count + 1) * sizeof *part);
    int code = part ? 0 : VS_MEMORY, copied = 0;

    for (int i = 0; i < count && !code; i++) {
        part[i] = arena_format(a, "%s/.%s.%ld.part", directory, sheets[i].name, (long)getpid());
        path[i] = arena_format(a, "%s/%s.%s", directory, sheets[i].name, format);
        code = part[i] && path[i] ? copy(&sheets[i], part[i], d) : VS_MEMORY;
        copied = part[i] ? i + 1 : i;
    }
    for (int i = 0; i < count && !code; i++) {
        if (rename(part[i], path[i])) {
            diag_error(d, NULL, 0, "%s could not be written: %s", path[i], system_error_text(errno));
            code = VS_FILE;
        }
    }
    for (int i = 0; i < copied && code; i++)
        unlink(part[i]);
    return code;
}
