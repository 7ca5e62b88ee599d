/* What may stand at a place of the command line, for any shell: from the tables of commands and options. */
#ifndef VETSIM_CLI_COMPLETION_H
#define VETSIM_CLI_COMPLETION_H

#include "command.h"

enum place { ANYTHING, WORDS, FILES, FOLDERS };

struct candidates {
    enum place place;
    const char *words;  /* between spaces; "" for none */
    const char *ending; /* of files; NULL for any */
};

/* The value of an option, for a command with these options. */
struct candidates completion_of_option(struct arena *a, const struct option_row *row, unsigned options);

/* From how the table writes a command's arguments: "a|b [SCENARIO]", "FILE.db [TABLE]", "DIR". */
struct candidates completion_of_command(struct arena *a, const struct command *command);

#endif
