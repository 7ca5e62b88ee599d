/* vetsim completion: what a shell needs to complete a command line, made from the tables of commands
 * and options, so that it never says anything else than they do. */
#include <ctype.h>
#include <string.h>

#include "command.h"
#include "page_size.h"
#include "plots.h"
#include "rows.h"
#include "sensitivity.h"
#include "text.h"

/* --- what may stand at a place of the command line, in the words of both shells --- */

enum place { ANYTHING, WORDS, FILES, FOLDERS };

struct candidates {
    enum place place;
    const char *words;  /* between spaces; "" for none */
    const char *ending; /* of files; NULL for any */
};

/* "a|b|c" as "a b c". */
static const char *choices(struct arena *a, const char *text)
{
    char *words = arena_copy(a, text, strlen(text));
    for (char *c = words; c && *c; c++)
        if (*c == '|')
            *c = ' ';
    return words ? words : "";
}

static const char *row_keys(struct arena *a, const struct row *rows, int count, const char *after)
{
    const char *words = "";
    for (int i = 0; i < count && words; i++)
        words = arena_format(a, "%s%s%s%s", words, i ? " " : "", rows[i].key, after);
    return words ? words : "";
}

static const char *numbered_names(struct arena *a, const char *(*name)(int i), int count)
{
    const char *words = "";
    for (int i = 0; i < count && words; i++)
        words = arena_format(a, "%s%s%s", words, i ? " " : "", name(i));
    return words ? words : "";
}

static const char *method_at(int i) { return method_name((enum method)i); }
static const char *size_at(int i) { return page_sizes[i].name; }

static struct candidates of_option(struct arena *a, const struct option_row *row)
{
    struct candidates c = {.place = WORDS, .words = ""};
    switch (row->bit) {
    case OPTION_OUTPUT:
        c.place = FILES;
        break;
    case OPTION_CHARTS:
        c.place = FOLDERS;
        break;
    case OPTION_SET:
        c.words = row_keys(a, model_parameters, model_parameter_count, "=");
        break;
    case OPTION_INDICATOR:
        c.words = row_keys(a, model_indicators, model_indicator_count, "");
        break;
    case OPTION_CHART:
        c.words = numbered_names(a, plots_chart_name, plots_chart_count());
        break;
    case OPTION_METHOD:
        c.words = numbered_names(a, method_at, METHODS);
        break;
    case OPTION_FORMAT:
        c.words = "png svg pdf";
        break;
    case OPTION_SIZE:
        c.words = numbered_names(a, size_at, SIZES);
        break;
    case OPTION_SAMPLER:
        c.words = "random latin sobol";
        break;
    default:
        if (strchr(row->argument, '|'))
            c.words = choices(a, row->argument);
        else
            c.place = ANYTHING;
    }
    return c;
}

/* From how the table writes a command's arguments: "a|b [SCENARIO]", "FILE.db [TABLE]", "DIR". */
static struct candidates of_command(struct arena *a, const struct command *command)
{
    const char *text = command->arguments, *dot = strchr(text, '.');
    struct candidates c = {.place = FILES, .words = ""};
    if (islower((unsigned char)*text))
        c.words = choices(a, arena_copy(a, text, strcspn(text, " ")));
    if (strstr(text, "SCENARIO"))
        c.ending = ".cfg";
    else if (dot && isalpha((unsigned char)dot[1]))
        c.ending = arena_copy(a, dot, strcspn(dot, " ]"));
    else if (strcmp(text, "DIR") == 0)
        c.place = FOLDERS;
    return c;
}

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

static void bash_options(struct session *s, FILE *out)
{
    int count;
    const struct option_row *rows = option_list(&count);
    for (int i = 0; i < count; i++) {
        if (!rows[i].argument)
            continue;
        struct candidates c = of_option(&s->arena, &rows[i]);
        fprintf(out, "    --%s", rows[i].name);
        if (rows[i].letter)
            fprintf(out, " | -%c", rows[i].letter);
        fputs(") ", out);
        bash_candidates(out, &c);
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
    fputs(") command=$word && break ;;\n        esac\n    done\n    case $prev in\n", out);
    bash_options(s, out);
    fputs("    *)\n        case $command:$cur in\n        :-*) _vetsim_offer '--lang --help --version' none ;;\n"
          "        :*) _vetsim_offer '",
          out);
    command_names(out, " ");
    fputs("' none ;;\n", out);
    for (int i = 0; i < count; i++) {
        if (!commands[i].summary)
            continue;
        struct candidates c = of_command(&s->arena, &commands[i]);
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

static void zsh_option(struct session *s, FILE *out, const struct option_row *row, const char *name)
{
    fprintf(out, " \\\n            '*%s%s[", name, row->argument && name[1] == '-' ? "=" : "");
    zsh_text(out, _(row->help));
    fputs("]", out);
    if (row->argument) {
        struct candidates c = of_option(&s->arena, row);
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
    struct candidates c = of_command(&s->arena, command);
    fprintf(out, "        %s)\n            _arguments", command->name);
    for (int i = 0; i < count; i++) {
        if (!(rows[i].bit & command->options))
            continue;
        const char letter[] = {'-', rows[i].letter, '\0'}, *name = arena_format(&s->arena, "--%s", rows[i].name);
        if (name)
            zsh_option(s, out, &rows[i], name);
        if (rows[i].letter)
            zsh_option(s, out, &rows[i], letter);
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
