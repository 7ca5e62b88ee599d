/* vetsim init: a folder with a scenario that runs at once and says what its planner must fill in. */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "file.h"
#include "fill_in.h"
#include "place_name.h"
#include "text.h"

static const char file_name[] = "plan.cfg";

/* starter.cfg.in, line by line. A line that starts with "zh: " or "en: " is for that language only. */
static const char *const starter[] = {
#include "starter.inc"
};
enum { STARTER_LINES = sizeof starter / sizeof *starter };

/* The line as it is in this language; NULL where it is not. */
static const char *line_in(const char *line, bool chinese)
{
    const char *wanted = chinese ? "zh: " : "en: ", *other = chinese ? "en: " : "zh: ";
    if (strncmp(line, other, 4) == 0)
        return NULL;
    return strncmp(line, wanted, 4) == 0 ? line + 4 : line;
}

/* The file in the folder the user named, with or without a slash at its end. */
static const char *plan_path(struct session *s)
{
    const char *folder = s->arguments[0];
    size_t length = strlen(folder);
    return arena_format(&s->arena, length > 0 && folder[length - 1] == '/' ? "%s%s" : "%s/%s", folder, file_name);
}

/* Inside a string of the file a quote or a backslash would end or change it. */
static void write_place(FILE *out, const char *place)
{
    for (; *place; place++) {
        if (*place == '"' || *place == '\\')
            putc('\\', out);
        putc(*place, out);
    }
}

static void write_line(FILE *out, const char *line, const char *place)
{
    static const char here[] = "@PLACE@";
    for (const char *found; (found = strstr(line, here)); line = found + strlen(here)) {
        fwrite(line, 1, (size_t)(found - line), out);
        write_place(out, place);
    }
    fprintf(out, "%s\n", line);
}

static int check_folder(struct session *s)
{
    struct stat info;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("init needs the name of a folder, for example: vetsim init my-plan"));
    if (s->argument_count > 1)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[1]);
    const char *folder = s->arguments[0];
    size_t length = strlen(folder);
    if (length == 0)
        return usage_error(s, "%s", _("init needs the name of a folder, for example: vetsim init my-plan"));
    if (length > 4 && strcmp(folder + length - 4, ".cfg") == 0)
        return usage_error(s, _("init makes a folder with %s in it: give the folder's name, not a file's"), file_name);
    const char *path = plan_path(s);
    if (path && lstat(path, &info) == 0)
        return failure(s, VS_FILE, _("%s is there already and was left as it is; choose another folder"), path);
    return path ? 0 : failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
}

static int write_starter(struct session *s, const char *folder, const char *place)
{
    struct diags diags = {0};
    struct atomic_file file = {0};
    int code = make_directory(folder, NULL, &diags);
    if (code == 0)
        code = atomic_open(&file, folder, file_name, &diags);
    for (int i = 0; i < STARTER_LINES && code == 0; i++) {
        const char *line = line_in(starter[i], s->chinese);
        if (line)
            write_line(file.stream, line, place);
    }
    if (code == 0)
        code = atomic_commit(&file, &diags);
    if (code < 0)
        report(s, &diags, code);
    atomic_abort(&file);
    diags_free(&diags);
    return code;
}

/* As it must be typed: what a shell would take apart stands in single quotes. */
static const char *shell_word(struct arena *a, const char *word)
{
    char *text = arena_alloc(a, 4 * strlen(word) + 3), *end = text;
    bool plain = true;
    for (const char *p = word; *p; p++)
        plain = plain && (isalnum((unsigned char)*p) || strchr("/._-", *p) || (unsigned char)*p >= 0x80);
    if (plain || !text)
        return word;
    *end++ = '\'';
    for (const char *p = word; *p; p++) {
        if (*p == '\'')
            end = stpcpy(end, "'\\'");
        *end++ = *p;
    }
    strcpy(end, "'");
    return text;
}

static void say_next(struct session *s)
{
    static const struct {
        const char *command, *why;
    } next[] = {{"check", N_("what is wrong, and what is still to be filled in")},
                {"run", N_("indicators by year, and which targets are reached")},
                {"ensemble", N_("how likely each target is")}};
    const char *path = plan_path(s);
    const char *word = path ? shell_word(&s->arena, path) : file_name;
    const char *program = shell_word(&s->arena, program_invocation_name);
    const char *language = s->options.language;
    page_line(&s->page, GOOD, _("%s is written. It runs as it is, on placeholders."), path ? path : file_name);
    page_line(&s->page, PLAIN, _("Replace what is marked %s in it by your own numbers. Next:"),
              fill_in_mark(s->chinese));
    for (size_t i = 0; i < sizeof next / sizeof *next; i++) {
        const char *line = arena_format(&s->arena, "  %s %s %s%s%s", program, next[i].command, word,
                                        language ? " --lang " : "", language ? language : "");
        int spaces = (int)(sizeof "ensemble" - strlen(next[i].command));
        if (line) /* not wrapped: it is to be copied */
            page_line(&s->page, PLAIN, "%s%*s # %s", line, spaces, "", _(next[i].why));
    }
}

int cmd_init(struct session *s)
{
    const char *place = s->options.place ? s->options.place : s->chinese ? "某县" : "Some County";
    int code = check_place(s, place);
    if (code == 0)
        code = check_folder(s);
    if (code == 0)
        code = write_starter(s, s->arguments[0], place);
    if (code == 0)
        say_next(s);
    return code;
}
