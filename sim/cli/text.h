/* The language in which the program speaks. */
#ifndef VETSIM_CLI_TEXT_H
#define VETSIM_CLI_TEXT_H

#include <stdbool.h>

#include "translate.h"

/* Chooses the language: "zh", "en", or NULL for what LC_ALL, LC_MESSAGES and LANG say, and finds the
 * catalogue. Returns true for Chinese. Numbers keep the decimal point in every language. */
bool text_start(const char *language);

/* Whether `language` is one this program has. */
bool text_language_known(const char *language);

#endif
