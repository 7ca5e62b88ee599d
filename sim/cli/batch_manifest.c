#include "batch_manifest.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

enum { MOST_LINE = 65536 };

static const struct command verbs[] = {
    {.name = "ensemble", /* in the order of enum batch_kind */
     .options = OPTION_SET | OPTION_RUNS | OPTION_SEED | OPTION_THREADS | OPTION_SAMPLER | OPTION_KEEP_RUNS},
    {.name = "run", .options = OPTION_SET},
    {.name = "sweep", .options = OPTION_SET | OPTION_TARGET | OPTION_INDICATOR | OPTION_YEAR},
    {.name = "sensitivity",
     .options = OPTION_SET | OPTION_METHOD | OPTION_SECOND_ORDER | OPTION_TARGET | OPTION_INDICATOR | OPTION_YEAR |
                OPTION_RUNS | OPTION_SEED | OPTION_THREADS},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

/* --- words: separated by white space; '…' and "…" keep it, a word that starts with # a comment --- */

/* Copies the word at *at to `to` and moves *at past it; false when a quote is not closed. */
static bool take_word(const char **at, char *to)
{
    char quote = 0;
    for (; **at && (quote || !isspace((unsigned char)**at)); ++*at) {
        if (quote && **at == quote)
            quote = 0;
        else if (!quote && (**at == '"' || **at == '\''))
            quote = **at;
        else
            *to++ = **at;
    }
    *to = '\0';
    return quote == 0;
}

static int split(struct arena *a, struct batch_line *line)
{
    size_t length = strlen(line->text);
    line->words = arena_alloc(a, (length / 2 + 4) * sizeof *line->words);
    char *room = arena_alloc(a, length + 2);
    if (!line->words || !room)
        return VS_MEMORY;
    line->words[line->count++] = arena_copy(a, "vetsim", 6);
    for (const char *at = line->text, *end = at;; end = at) {
        while (isspace((unsigned char)*at))
            at++;
        if (*at == '\0' || *at == '#') {
            line->text = arena_copy(a, line->text, (size_t)(end - line->text)); /* a comment is not shown */
            return line->text ? 0 : VS_MEMORY;
        }
        line->words[line->count++] = room;
        line->unclosed |= !take_word(&at, room);
        room += strlen(room) + 1;
    }
}

static int bad_line(struct session *s, const struct manifest *m, const struct batch_line *line, const char *why)
{
    page_line(&s->errors, PLAIN, "%s:%d: %s", m->path, line->number, why);
    return VS_SCENARIO;
}

static int add_line(struct manifest *m, int number, const char *text)
{
    struct batch_line *line = &m->lines[m->count];
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    if (length == 0 || *text == '#')
        return 0;
    *line = (struct batch_line){.number = number, .text = arena_copy(&m->arena, text, length)};
    if (!line->text)
        return VS_MEMORY;
    m->count++;
    return split(&m->arena, line);
}

static int read_lines(struct manifest *m, FILE *in)
{
    char *text = NULL;
    size_t size = 0;
    int room = 0, code = 0, number = 0;
    ssize_t length;
    while ((length = getline(&text, &size, in)) >= 0 && code == 0) {
        if (m->count == room) {
            room = room ? 2 * room : 64;
            struct batch_line *more = realloc(m->lines, (size_t)room * sizeof *more);
            if (!more) {
                code = VS_MEMORY;
                break;
            }
            m->lines = more;
        }
        code = add_line(m, ++number, strlen(text) == (size_t)length && length <= MOST_LINE ? text : "\"");
    }
    free(text);
    return code;
}

int manifest_read(struct session *s, struct manifest *m, const char *path)
{
    *m = (struct manifest){.path = path};
    errno = 0;
    FILE *in = fopen(path, "r");
    if (!in)
        return failure(s, VS_FILE, "%s: %s", path, system_error_text(errno));
    int code = read_lines(m, in);
    if (ferror(in))
        code = failure(s, VS_FILE, "%s: %s", path, system_error_text(errno));
    fclose(in);
    if (code == 0 && m->count == 0)
        code = failure(s, VS_SCENARIO, _("%s: there is no study in this file"), path);
    return code == VS_MEMORY ? failure(s, code, "%s", vs_error_text(code)) : code;
}

void manifest_free(struct manifest *m)
{
    free(m->lines);
    arena_free(&m->arena);
}

/* --- preparing a line --- */

static int prepare_run(struct session *s, struct batch_study *study)
{
    if (s->argument_count != 1)
        return usage_error(s, "%s", _("run needs one scenario file"));
    int code = load_run(s, &study->of.run.scenario, s->arguments[0]);
    if (code)
        return code;
    const struct setup *setups[] = {&study->of.run.scenario.setup};
    const struct study_head head = {.kind = "run",
                                    .state = "partial",
                                    .command = join_command(&study->of.run.study.arena, s, "run", ""),
                                    .version = VETSIM_VERSION,
                                    .sampler = "",
                                    .design = "",
                                    .runs = 1};
    code = study_begin(&study->of.run.study, &head, setups, 1);
    return code ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

static const struct command *find_verb(struct session *s, const char *name)
{
    for (int i = 0; i < VERBS; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    usage_error(s, _("unknown study \"%s\": ensemble, run, sweep or sensitivity"), name);
    return NULL;
}

static int prepare_kind(struct session *own, struct batch_study *study)
{
    switch (study->kind) {
    case BATCH_ENSEMBLE:
        return ensemble_prepare(own, &study->of.ensemble);
    case BATCH_SWEEP:
        return sweep_prepare(own, &study->of.sweep);
    case BATCH_SENSITIVITY:
        return sensitivity_prepare(own, &study->of.sensitivity);
    default:
        return prepare_run(own, study);
    }
}

int batch_prepare(struct session *own, const struct session *s, struct batch_line *line, struct batch_study *study)
{
    /* getopt sorts the words it is given */
    char **words = arena_alloc(&own->arena, (size_t)(line->count + 1) * sizeof *words);
    memset(study, 0, sizeof *study);
    if (!words)
        return failure(own, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    memcpy(words, line->words, (size_t)line->count * sizeof *words);
    int code = options_parse(own, line->count, words);
    if (code)
        return code;
    const struct options *o = &own->options;
    const struct command *verb = find_verb(own, o->argument_count ? o->arguments[0] : "");
    if (!verb)
        return VS_USAGE;
    code = options_allowed(own, verb);
    if (code)
        return code;
    own->arguments = o->arguments + 1;
    own->argument_count = o->argument_count - 1;
    if (s->options.threads)
        own->options.threads = s->options.threads;
    study->kind = (enum batch_kind)(verb - verbs + 1);
    return prepare_kind(own, study);
}

struct study *batch_study_of(struct batch_study *study)
{
    switch (study->kind) {
    case BATCH_ENSEMBLE:
        return &study->of.ensemble.study;
    case BATCH_SWEEP:
        return &study->of.sweep.study;
    case BATCH_SENSITIVITY:
        return &study->of.sensitivity.study;
    default:
        return &study->of.run.study;
    }
}

void batch_study_free(struct batch_study *study)
{
    switch (study->kind) {
    case BATCH_ENSEMBLE:
        ensemble_plan_free(&study->of.ensemble);
        break;
    case BATCH_SWEEP:
        sweep_plan_free(&study->of.sweep);
        break;
    case BATCH_SENSITIVITY:
        sensitivity_plan_free(&study->of.sensitivity);
        break;
    case BATCH_RUN:
        loaded_free(&study->of.run.scenario);
        study_free(&study->of.run.study);
        break;
    }
}

/* --- checking all lines --- */

/* A line's files are named by what the study is, not by where the line stands: lines may be added,
 * moved and removed, and what is finished stays finished. */
static const char *study_name(struct arena *a, const struct study *study)
{
    const struct study_head *head = study_head(study);
    const struct study_scenario *first = STUDY_AT(study, study_scenario, TABLE_SCENARIO, 0);
    unsigned char raw[SHA256_DIGEST_LENGTH];
    char text[256];
    SHA2_CTX hash;
    SHA256Init(&hash);
    snprintf(text, sizeof text, "%s %s %s %" PRId64 " %" PRId64 " %" PRId64 " %s ", head->version, head->kind,
             head->sampler, head->seed, head->runs, head->kept, head->design);
    SHA256Update(&hash, (const unsigned char *)text, strlen(text));
    if (strcmp(head->kind, "sweep") == 0)
        SHA256Update(&hash, (const unsigned char *)head->command, strlen(head->command));
    for (int i = 0; i < study->lists[TABLE_SCENARIO].count; i++)
        SHA256Update(&hash, (const unsigned char *)STUDY_AT(study, study_scenario, TABLE_SCENARIO, i)->digest, 64);
    SHA256Final(raw, &hash);
    char *name = arena_format(a, "%s-%s-%02x%02x%02x%02x", head->kind, first->name, raw[0], raw[1], raw[2], raw[3]);
    for (char *c = name; c && *c; c++)
        if (*c == '/' || *c == ' ')
            *c = '-';
    return name;
}

/* What went wrong, without "vetsim: " and the pointer to help, which suit a command line only. */
static void report_line(struct session *s, const struct manifest *m, const struct batch_line *line, char *messages)
{
    char *rest = NULL;
    for (char *text = strtok_r(messages, "\n", &rest); text; text = strtok_r(NULL, "\n", &rest)) {
        static const char own[] = "vetsim: ";
        if (strcmp(text, _("Try \"vetsim --help\".")) == 0)
            continue;
        bad_line(s, m, line, strncmp(text, own, strlen(own)) == 0 ? text + strlen(own) : text);
    }
}

static int check_line(struct session *s, struct manifest *m, struct batch_line *line)
{
    char *messages = NULL;
    size_t size = 0;
    FILE *sink = open_memstream(&messages, &size);
    if (!sink)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    if (line->unclosed) {
        fclose(sink);
        free(messages);
        return bad_line(s, m, line, _("a quotation mark is not closed, or this is not text"));
    }
    struct session own = {
        .page = {.out = sink, .width = 10000}, .errors = {.out = sink, .width = 10000}, .chinese = s->chinese};
    struct batch_study study;
    int code = batch_prepare(&own, s, line, &study);
    if (code == 0) {
        line->name = study_name(&m->arena, batch_study_of(&study));
        for (const struct batch_line *other = m->lines; line->name && other < line; other++)
            if (other->name && strcmp(other->name, line->name) == 0)
                code = failure(&own, VS_SCENARIO, _("the same study as line %d"), other->number);
    }
    batch_study_free(&study);
    arena_free(&own.arena);
    fclose(sink);
    if (code)
        report_line(s, m, line, messages);
    free(messages);
    return code == 0 && !line->name ? VS_MEMORY : code;
}

int manifest_check(struct session *s, struct manifest *m)
{
    int bad = 0;
    for (int i = 0; i < m->count; i++) {
        int code = check_line(s, m, &m->lines[i]);
        if (code == VS_MEMORY)
            return code;
        bad += code != 0;
    }
    if (bad == 0)
        return 0;
    return failure(s, VS_SCENARIO, _("%s: %d of %d lines are wrong; nothing was run"), m->path, bad, m->count);
}
