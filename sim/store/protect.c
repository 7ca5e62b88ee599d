/* Files that must not be written over, known by what they are rather than what they are called. */
#include <stdlib.h>
#include <sys/stat.h>

#include "file.h"

static struct {
    struct stat *list;
    int count;
} inputs;

static bool known(const struct stat *info)
{
    for (int i = 0; i < inputs.count; i++)
        if (inputs.list[i].st_dev == info->st_dev && inputs.list[i].st_ino == info->st_ino)
            return true;
    return false;
}

int file_protect(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0 || known(&info))
        return VS_OK;
    struct stat *more = realloc(inputs.list, (size_t)(inputs.count + 1) * sizeof *more);
    if (!more)
        return VS_MEMORY;
    inputs.list = more;
    inputs.list[inputs.count++] = info;
    return VS_OK;
}

bool file_protected(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && known(&info);
}
