/* The words of the program. English is written in the code inside _(); sim/cli/po/zh_CN.po holds the
 * Chinese. N_() marks a string that is translated where it is used. The formats of diag_error() and
 * diag_warning() need no mark: they are translated there. */
#ifndef VETSIM_CORE_TRANSLATE_H
#define VETSIM_CORE_TRANSLATE_H

#include <libintl.h>

#define _(english) gettext(english)
#define N_(english) (english)

#endif
