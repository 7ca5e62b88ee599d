#include "text.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VETSIM_LOCALEDIR
#define VETSIM_LOCALEDIR "/usr/local/share/locale"
#endif

bool text_language_known(const char *language) { return strcmp(language, "zh") == 0 || strcmp(language, "en") == 0; }

static bool environment_is_chinese(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0;
    }
    return false;
}

/* The catalogue beside the program when it runs from where it was built, else the installed one. */
static void bind_catalogue(void)
{
    char path[PATH_MAX + 64];
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    const char *directory = VETSIM_LOCALEDIR;
    if (length > 0) {
        path[length] = '\0';
        char *slash = strrchr(path, '/');
        if (slash) {
            strcpy(slash, "/locale/zh_CN/LC_MESSAGES/vetsim.mo");
            if (access(path, R_OK) == 0) {
                strcpy(slash, "/locale");
                directory = path;
            }
        }
    }
    bindtextdomain("vetsim", directory);
    bind_textdomain_codeset("vetsim", "UTF-8");
    textdomain("vetsim");
}

/* gettext translates nothing in the locale "C", and minimal systems have no Chinese one; any locale
 * with another name will do, because LANGUAGE says which catalogue is meant. */
static void set_locale(bool chinese)
{
    static const char *const chinese_locales[] = {"zh_CN.UTF-8", "C.UTF-8", "en_US.UTF-8"};
    if (!setlocale(LC_ALL, ""))
        setlocale(LC_ALL, "C.UTF-8");
    for (int i = 0; chinese && i < 3; i++)
        if (setlocale(LC_MESSAGES, chinese_locales[i]))
            break;
    if (!chinese)
        setlocale(LC_MESSAGES, "C");
    setlocale(LC_NUMERIC, "C");
    setenv("LANGUAGE", chinese ? "zh_CN" : "en", 1);
}

bool text_start(const char *language)
{
    bool chinese = language ? strcmp(language, "zh") == 0 : environment_is_chinese();
    set_locale(chinese);
    bind_catalogue();
    return chinese;
}
