#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(struct diags *d, const char *what, const char *path, const char *why)
{
    diag_error(d, NULL, 0, "%s: %s: %s", path, _(what), why);
    return VS_FILE;
}

/* Why nothing may take this name, NULL when it may: renaming replaces whatever has it, for root even a device. */
static const char *taken(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return NULL;
    if (S_ISDIR(info.st_mode))
        return system_error_text(EISDIR);
    if (!S_ISREG(info.st_mode))
        return _("this is not an ordinary file");
    return file_protected(path) ? _("this command reads it; give another name") : NULL;
}

/* A name nobody else has. Not mkstemp, which would make the file unreadable for colleagues. */
static int open_temporary(struct atomic_file *f, const char *directory, const char *name)
{
    for (int attempt = 0; attempt < 1000; attempt++) {
        free(f->temporary);
        f->temporary = NULL;
        if (asprintf(&f->temporary, "%s/.%s.%ld-%d.tmp", directory, name, (long)getpid(), attempt) < 0) {
            f->temporary = NULL;
            errno = ENOMEM;
            return -1;
        }
        int fd = open(f->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

int atomic_open(struct atomic_file *f, const char *directory, const char *name, struct diags *d)
{
    *f = (struct atomic_file){0};
    if (asprintf(&f->path, "%s/%s", directory, name) < 0) {
        f->path = NULL;
        return VS_MEMORY;
    }
    char real[PATH_MAX];
    struct stat info;
    if (lstat(f->path, &info) == 0 && S_ISLNK(info.st_mode) && realpath(f->path, real)) {
        free(f->path);
        return atomic_open_path(f, real, d); /* a link stays one; what it leads to is written */
    }
    const char *why = taken(f->path); /* else only noticed at the end, after others were published */
    int fd = why ? -1 : open_temporary(f, directory, name);
    if (fd >= 0) {
        f->stream = fdopen(fd, "w");
        if (f->stream)
            return 0;
        const int error = errno;
        close(fd);
        unlink(f->temporary);
        errno = error;
    }
    int code = failed(d, N_("cannot be written"), f->path, why ? why : system_error_text(errno));
    free(f->temporary);
    f->temporary = NULL; /* it is not ours to remove */
    atomic_abort(f);
    return code;
}

int atomic_open_path(struct atomic_file *f, const char *path, struct diags *d)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + (slash == path)) : strdup(".");
    int code = folder ? atomic_open(f, folder, slash ? slash + 1 : path, d) : VS_MEMORY;

    free(folder);
    return code;
}

char *path_between(struct arena *a, const char *path, const char *to)
{
    char folder[PATH_MAX], from[PATH_MAX], file[PATH_MAX];
    char *up = arena_copy(a, "", 0);
    size_t same = 0;

    const char *slash = strrchr(path, '/');
    const int length = !slash ? 1 : slash == path ? 1 : (int)(slash - path);

    if (snprintf(folder, sizeof folder, "%.*s", length, slash ? path : ".") >= (int)sizeof folder ||
        !realpath(folder, from) || !realpath(to, file))
        return NULL;
    if (strcmp(from, "/") != 0)
        strncat(from, "/", sizeof from - strlen(from) - 1);
    for (size_t i = 0; from[i] && from[i] == file[i]; i++)
        same = from[i] == '/' ? i + 1 : same;
    for (const char *p = from + same; up && *p; p++)
        up = *p == '/' ? arena_format(a, "../%s", up) : up;
    return up ? arena_format(a, "%s%s", up, file + same) : NULL;
}

int atomic_close(struct atomic_file *f, struct diags *d)
{
    if (!f->stream)
        return f->temporary ? 0 : VS_FILE;
    errno = 0;
    int bad = ferror(f->stream) | fflush(f->stream);
    if (!bad)
        bad = fsync(fileno(f->stream));
    int error = errno ? errno : EIO;
    if (fclose(f->stream) != 0 && !bad) {
        bad = 1;
        error = errno;
    }
    f->stream = NULL;
    if (!bad)
        return 0;
    int code = failed(d, N_("could not be written whole"), f->path, system_error_text(error));
    atomic_abort(f);
    return code;
}

/* A rename is only sure to survive a power cut once the folder itself is on the disk. Some file
 * systems cannot do this; the file is complete all the same, so failure is not reported. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = strndup(path, slash && slash != path ? (size_t)(slash - path) : 1);
    if (!folder)
        return;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)!fsync(fd);
        close(fd);
    }
    free(folder);
}

int atomic_publish(struct atomic_file *f, struct diags *d)
{
    if (!f->temporary)
        return VS_FILE;
    if (rename(f->temporary, f->path) != 0) {
        int code = failed(d, N_("could not be put in place"), f->path, system_error_text(errno));
        atomic_abort(f);
        return code;
    }
    free(f->temporary);
    f->temporary = NULL;
    sync_folder(f->path);
    return 0;
}

int atomic_commit(struct atomic_file *f, struct diags *d)
{
    int code = atomic_close(f, d);
    return code == 0 ? atomic_publish(f, d) : code;
}

void atomic_abort(struct atomic_file *f)
{
    if (f->stream)
        fclose(f->stream);
    if (f->temporary)
        unlink(f->temporary);
    free(f->temporary);
    free(f->path);
    *f = (struct atomic_file){0};
}

int make_directory(const char *path, bool *made, struct diags *d)
{
    if (made)
        *made = false;
    char *copy = strdup(path);
    if (!copy)
        return VS_MEMORY;
    int code = 0;
    size_t length = strlen(copy);
    for (size_t i = 1; i <= length && code == 0; i++) {
        if (copy[i] != '/' && copy[i] != '\0')
            continue;
        char kept = copy[i];
        copy[i] = '\0';
        bool fresh = mkdir(copy, 0777) == 0;
        if (!fresh && errno != EEXIST && errno != EISDIR)
            code = failed(d, N_("the folder cannot be made"), copy, system_error_text(errno));
        if (made && fresh && kept == '\0')
            *made = true;
        copy[i] = kept;
    }
    struct stat info;
    if (code == 0 && (stat(copy, &info) != 0 || !S_ISDIR(info.st_mode))) {
        diag_error(d, NULL, 0, "%s: is not a folder", copy);
        code = VS_FILE;
    }
    free(copy);
    return code;
}
