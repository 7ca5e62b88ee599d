#include "installed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool installed_path(const char *relative, char path[PATH_MAX])
{
    char program[PATH_MAX], candidate[2 * PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash)
        return false;
    *slash = '\0';
    int needed = snprintf(candidate, sizeof candidate, "%s/%s", program, relative);
    return needed > 0 && (size_t)needed < sizeof candidate && realpath(candidate, path) != NULL;
}
