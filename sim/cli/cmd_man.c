/* vetsim man: the manual page in roff, made from the tables of commands and options. */
#include <string.h>

#include "command.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

/* Text as it is: what roff would take as a request, an escape or a typographic sign is written out. */
static void words(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        const char *special = "";
        switch (*text) {
        case '\\':
            special = "\\e";
            break;
        case '-':
            special = "\\-";
            break;
        case '\'':
            special = "\\(aq";
            break;
        case '"':
            special = "\\(dq";
            break;
        case '~':
            special = "\\(ti";
            break;
        case '^':
            special = "\\(ha";
            break;
        case '`':
            special = "\\(ga";
            break;
        default:
            putc(*text, out);
        }
        fputs(special, out);
    }
}

static void section(FILE *out, const char *title)
{
    fputs(".SH \"", out);
    words(out, title);
    fputs("\"\n", out);
}

static void paragraph(FILE *out, const char *request, const char *text)
{
    fprintf(out, "%s\n", request);
    words(out, text);
    putc('\n', out);
}

/* "-o, --output PATH" */
static void option_name(FILE *out, const struct option_row *row)
{
    if (row->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", out);
    words(out, row->name);
    fputs("\\fR", out);
    if (!row->argument)
        return;
    fputs(" \\fI", out);
    words(out, _(row->argument));
    fputs("\\fR", out);
}

static void one_command(FILE *out, const struct command *command)
{
    int count;
    const struct option_row *rows = option_list(&count);
    fprintf(out, ".SS \"vetsim %s \\fI", command->name);
    words(out, _(command->arguments));
    fputs("\\fP\"\n", out);
    words(out, _(command->summary));
    putc('\n', out);
    if (command->details)
        paragraph(out, ".PP", _(command->details));
    fputs(".PP\n", out);
    const char *before = _("Options:");
    for (int i = 0; i < count; i++) {
        if (!(rows[i].bit & command->options))
            continue;
        fprintf(out, "%s ", before);
        option_name(out, &rows[i]);
        before = ",";
    }
    putc('\n', out);
}

static void options_section(FILE *out)
{
    int count;
    const struct option_row *rows = option_list(&count);
    section(out, _("OPTIONS"));
    for (int i = 0; i < count; i++) {
        fputs(".TP\n", out);
        option_name(out, &rows[i]);
        putc('\n', out);
        words(out, _(rows[i].help));
        putc('\n', out);
    }
}

static void examples_section(FILE *out)
{
    static const struct {
        const char *command, *what;
    } examples[] = {
        {"vetsim init my-plan --place \"Some County\"", N_("Start a plan: a scenario with what to fill in marked.")},
        {"vetsim check my-plan/plan.cfg", N_("Report its errors, and what is still to be filled in.")},
        {"vetsim run my-plan/plan.cfg -o out", N_("Project it; write the page's tables and charts to a folder.")},
        {"vetsim ensemble my-plan/plan.cfg -n 4096", N_("How likely is each target?")},
    };
    section(out, _("EXAMPLES"));
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        fputs(".TP\n\\fB", out);
        words(out, examples[i].command);
        fputs("\\fR\n", out);
        words(out, _(examples[i].what));
        putc('\n', out);
    }
}

int cmd_man(struct session *s)
{
    FILE *out = s->page.out;
    int count;
    const struct command *commands = command_list(&count);
    if (s->argument_count > 0)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[0]);
    fprintf(out,
            "'\\\" -*- coding: UTF-8 -*-\n.\\\" Written by \"vetsim man\".\n.TH VETSIM 1 \"\" \"vetsim %s\" vetsim\n",
            VETSIM_VERSION);
    if (s->chinese) /* lines may end between any two characters; none is stretched */
        fputs(".if \\n(.g .mso zh.tmac\n.ad l\n", out);
    section(out, _("NAME"));
    fputs("vetsim \\- ", out);
    words(out, _("simulator of vocational education plans"));
    putc('\n', out);
    section(out, _("SYNOPSIS"));
    fputs("\\fBvetsim\\fR \\fI", out);
    words(out, _("COMMAND"));
    fputs("\\fR [\\fI", out);
    words(out, _("OPTION"));
    fputs("\\fR...] [\\fI", out);
    words(out, _("ARGUMENT"));
    fputs("\\fR...]\n", out);
    section(out, _("DESCRIPTION"));
    words(out, _(about_vetsim));
    putc('\n', out);
    paragraph(out, ".PP",
              _("A plan is a text file, a scenario, in which each number has a source or is an assumption "
                "with a range. Money is in ten thousand yuan; persons, person-times and person-days are "
                "kept apart; shares are from 0 to 1."));
    section(out, _("COMMANDS"));
    for (int i = 0; i < count; i++)
        if (commands[i].summary)
            one_command(out, &commands[i]);
    options_section(out);
    section(out, _("EXIT STATUS"));
    words(out, _(about_exit_codes));
    putc('\n', out);
    examples_section(out);
    section(out, _("FILES"));
    words(out, _("The scenarios of five plans of Shandong and the documents are installed in share/vetsim/scenarios "
                 "and share/doc/vetsim below the prefix; \"vetsim list scenarios\" shows where."));
    putc('\n', out);
    return 0;
}
