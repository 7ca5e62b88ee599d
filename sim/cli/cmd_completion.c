/* vetsim completion: what a shell needs to complete a command line, made from the tables of commands
 * and options, so that it never says anything else than they do. */
#include <string.h>

#include "completion.h"
#include "text.h"

/* --- bash --- */

static void bash_candidates(FILE *out, const struct candidates *c)
{
    if (c->place == ANYTHING)
        fputs("return ;;\n", out);
    else
        fprintf(out, "_vetsim_offer '%s' %s ;;\n", c->words,
                c->place == WORDS     ? "none"
                : c->place == FOLDERS ? "folders"
                : c->ending           ? c->ending
                                      : "files");
}

/* One line for an option; `command` in front where it is for that command alone. */
static void bash_option(struct session *s, FILE *out, const struct option_row *row, const char *command,
                        unsigned options)
{
    struct candidates c = completion_of_option(&s->arena, row, options);
    fprintf(out, "    %s:--%s", command, row->name);
    if (row->letter)
        fprintf(out, " | %s:-%c", command, row->letter);
    fputs(") ", out);
    bash_candidates(out, &c);
}

static void bash_options(struct session *s, FILE *out)
{
    int count, command_count;
    const struct option_row *rows = option_list(&count);
    const struct command *commands = command_list(&command_count);
    for (int i = 0; i < count; i++) {
        if (!rows[i].argument)
            continue;
        for (int c = 0; c < command_count && rows[i].bit == OPTION_FORMAT; c++)
            if (commands[c].options & OPTION_TABLE) /* other formats than those of charts */
                bash_option(s, out, &rows[i], commands[c].name, commands[c].options);
        bash_option(s, out, &rows[i], "*", 0);
    }
}

static void bash_switches(FILE *out, unsigned options)
{
    int count;
    const struct option_row *rows = option_list(&count);
    for (int i = 0; i < count; i++)
        if (rows[i].bit & options)
            fprintf(out, " --%s", rows[i].name);
}

/* All names of commands that are shown, with `between` them. */
static void command_names(FILE *out, const char *between)
{
    int count;
    const struct command *commands = command_list(&count);
    for (int i = 0, shown = 0; i < count; i++)
        if (commands[i].summary)
            fprintf(out, "%s%s", shown++ ? between : "", commands[i].name);
}

static const char bash_start[] =
    "# Completion of vetsim for bash, written by \"vetsim completion bash\".\n"
    "_vetsim_offer() # WORDS, and which files: none, files, folders or an ending\n"
    "{\n"
    "    mapfile -t COMPREPLY < <(\n"
    "        compgen -W \"$1\" -- \"$cur\"\n"
    "        case $2 in\n"
    "        none) ;;\n"
    "        files) compgen -f -- \"$cur\" ;;\n"
    "        folders) compgen -d -- \"$cur\" ;;\n"
    "        *) compgen -f -X \"!*$2\" -- \"$cur\"; compgen -d -- \"$cur\" ;;\n"
    "        esac)\n"
    "    [[ $2 == none ]] || compopt -o filenames 2>/dev/null\n"
    "    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null\n"
    "    return 0\n"
    "}\n"
    "_vetsim()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= word\n"
    "    COMPREPLY=()\n"
    "    if [[ $cur == = ]]; then # --option=value comes as three words\n"
    "        cur=\n"
    "    elif [[ $prev == = && $COMP_CWORD -ge 3 ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD - 1}\"; do\n"
    "        case $word in\n"
    "        ";

static void bash(struct session *s, FILE *out)
{
    int count;
    const struct command *commands = command_list(&count);
    fputs(bash_start, out);
    command_names(out, " | ");
    fputs(") command=$word && break ;;\n        esac\n    done\n    case $command:$prev in\n", out);
    bash_options(s, out);
    fputs("    *)\n        case $command:$cur in\n        :-*) _vetsim_offer '--lang --help --version' none ;;\n"
          "        :*) _vetsim_offer '",
          out);
    command_names(out, " ");
    fputs("' none ;;\n", out);
    for (int i = 0; i < count; i++) {
        if (!commands[i].summary)
            continue;
        struct candidates c = completion_of_command(&s->arena, &commands[i]);
        fprintf(out, "        %s:-*) _vetsim_offer '", commands[i].name);
        bash_switches(out, commands[i].options);
        fprintf(out, "' none ;;\n        %s:*) ", commands[i].name);
        bash_candidates(out, &c);
    }
    fputs("        esac ;;\n    esac\n}\ncomplete -F _vetsim vetsim\n", out);
}

/* --- zsh --- */

/* Inside single quotes, and inside the brackets or between the colons of a specification. */
static void zsh_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\'", out);
        else if (strchr("[]:\\", *text))
            putc('\\', out);
        putc(*text, out);
    }
}

static void zsh_candidates(FILE *out, const struct candidates *c)
{
    if (c->place == ANYTHING)
        fputs(" ", out);
    else if (c->place == WORDS)
        fprintf(out, "(%s)", c->words);
    else if (c->place == FOLDERS)
        fputs("_files -/", out);
    else if (*c->words) /* words or files */
        fprintf(out, "{compadd -- %s; _files -g \"*%s\"}", c->words, c->ending ? c->ending : "");
    else
        fprintf(out, "_files -g \"*%s\"", c->ending ? c->ending : "");
}

static void zsh_option(struct session *s, FILE *out, const struct option_row *row, unsigned options, const char *name)
{
    fprintf(out, " \\\n            '*%s%s[", name, row->argument && name[1] == '-' ? "=" : "");
    zsh_text(out, _(row->help));
    fputs("]", out);
    if (row->argument) {
        struct candidates c = completion_of_option(&s->arena, row, options);
        fputs(":", out);
        zsh_text(out, _(row->argument));
        fputs(":", out);
        zsh_candidates(out, &c);
    }
    fputs("'", out);
}

static void zsh_command(struct session *s, FILE *out, const struct command *command)
{
    int count;
    const struct option_row *rows = option_list(&count);
    struct candidates c = completion_of_command(&s->arena, command);
    fprintf(out, "        %s)\n            _arguments", command->name);
    for (int i = 0; i < count; i++) {
        if (!(rows[i].bit & command->options))
            continue;
        const char letter[] = {'-', rows[i].letter, '\0'}, *name = arena_format(&s->arena, "--%s", rows[i].name);
        if (name)
            zsh_option(s, out, &rows[i], command->options, name);
        if (rows[i].letter)
            zsh_option(s, out, &rows[i], command->options, letter);
    }
    fputs(" \\\n            '*:", out);
    zsh_text(out, _(command->arguments));
    fputs(":", out);
    zsh_candidates(out, &c);
    fputs("' ;;\n", out);
}

static void zsh(struct session *s, FILE *out)
{
    int count;
    const struct command *commands = command_list(&count);
    fputs("#compdef vetsim\n# Completion of vetsim for zsh, written by \"vetsim completion zsh\".\n_vetsim()\n{\n"
          "    local curcontext=$curcontext state line\n    local -a commands\n    commands=(\n",
          out);
    for (int i = 0; i < count; i++) {
        if (!commands[i].summary)
            continue;
        fprintf(out, "        '%s:", commands[i].name);
        zsh_text(out, _(commands[i].summary));
        fputs("'\n", out);
    }
    fputs("    )\n    _arguments -C '1: :->command' '*:: :->rest'\n    case $state in\n"
          "    command) _describe command commands ;;\n    rest)\n        case $words[1] in\n",
          out);
    for (int i = 0; i < count; i++)
        if (commands[i].summary)
            zsh_command(s, out, &commands[i]);
    fputs("        esac ;;\n    esac\n}\n"
          "if [ \"$funcstack[1]\" = _vetsim ]; then _vetsim \"$@\"; else compdef _vetsim vetsim; fi\n",
          out);
}

int cmd_completion(struct session *s)
{
    const char *shell = s->argument_count == 1 ? s->arguments[0] : "";
    if (strcmp(shell, "bash") == 0)
        bash(s, s->page.out);
    else if (strcmp(shell, "zsh") == 0)
        zsh(s, s->page.out);
    else
        return usage_error(s, "%s", _("completion of which shell? bash or zsh"));
    return 0;
}
