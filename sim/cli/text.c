#include "text.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "installed.h"

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

/* The catalogue beside the program where it was built, else in the prefix it is installed in. */
static void bind_catalogue(void)
{
    static const char *const places[] = {"locale", "../share/locale"};
    static const char catalogue[] = "zh_CN/LC_MESSAGES/vetsim.mo";
    char relative[64], path[PATH_MAX];
    const char *directory = "/usr/share/locale"; /* a program that cannot tell where it is */
    for (int i = 0; i < 2; i++) {
        snprintf(relative, sizeof relative, "%s/%s", places[i], catalogue);
        if (installed_path(relative, path)) {
            path[strlen(path) - strlen(catalogue) - 1] = '\0';
            directory = path;
            break;
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
