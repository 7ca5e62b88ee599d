/* The words of the program. English is written in the code inside _(); sim/cli/po/zh_CN.po holds the
 * Chinese. N_() marks a string of a const table, which is translated where it is printed. */
#ifndef VETSIM_CLI_TEXT_H
#define VETSIM_CLI_TEXT_H

#include <libintl.h>
#include <stdbool.h>

#define _(english) gettext(english)
#define N_(english) (english)

/* Chooses the language: "zh", "en", or NULL for what LC_ALL, LC_MESSAGES and LANG say, and finds the
 * catalogue. Returns true for Chinese. Numbers keep the decimal point in every language. */
bool text_start(const char *language);

/* Whether `language` is one this program has. */
bool text_language_known(const char *language);

#endif
