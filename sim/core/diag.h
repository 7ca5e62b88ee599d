/* Errors. Functions return 0, a negative code from this list, or a positive named early stop.
 * Functions that touch user input also add to a `struct diags` on the way: what is wrong, where,
 * and what is allowed. Nothing here prints or exits; main does. */
#ifndef VETSIM_CORE_DIAG_H
#define VETSIM_CORE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "translate.h"

#define VS_ERRORS(X) \
    X(VS_OK, 0, N_("no error")) \
    X(VS_MEMORY, -1, N_("out of memory")) \
    X(VS_USAGE, -2, N_("wrong use of the command line")) \
    X(VS_SCENARIO, -3, N_("the scenario has errors")) \
    X(VS_FILE, -4, N_("a file could not be read or written")) \
    X(VS_PLOT, -5, N_("gnuplot failed")) \
    X(VS_MODEL, -6, N_("the model broke one of its invariants")) \
    X(VS_STORE, -7, N_("the result file could not be used")) \
    X(VS_STOPPED, -8, N_("stopped by the user"))

enum vs_error {
#define VS_ENUM(name, number, text) name = number,
    VS_ERRORS(VS_ENUM)
#undef VS_ENUM
};

/* In the language of the program. */
const char *vs_error_text(int code);
const char *system_error_text(int error); /* of an errno */

struct diag {
    bool warning;
    char *file; /* NULL where there is none (the command line) */
    int line;   /* 0 where unknown */
    char *text; /* "faculty.quit_rate = 1.3: must lie in [0, 1]" */
};

struct diags {
    struct diag *list;
    int count, errors;
};

/* Adds one message; returns VS_SCENARIO for errors and 0 for warnings, so callers can pass it up.
 * The format is translated; words among the arguments must be already.
 * Control characters in the text are replaced: a message is always one line and never an escape. */
int diag_error(struct diags *d, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
int diag_warning(struct diags *d, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diags_free(struct diags *d);

/* The candidate nearest to `name` by edit distance, or NULL when none is close enough to suggest. */
const char *nearest_name(const char *name, const char *const *candidates, int count);

#endif
