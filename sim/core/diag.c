#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *vs_error_text(int code)
{
    switch (code) {
#define VS_TEXT(name, number, text) \
    case number: \
        return _(text);
        VS_ERRORS(VS_TEXT)
#undef VS_TEXT
    default:
        return _("unknown error");
    }
}

/* The C library translates these only where its own catalogue is installed and the system has a Chinese
 * locale. Ours has the reasons files usually fail for. */
const char *system_error_text(int error)
{
    static const char *const usual[] = {
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("No space left on device"),
        N_("Read-only file system"),
        N_("File name too long"),
        N_("Too many open files"),
        N_("Disk quota exceeded"),
        N_("Input/output error"),
        N_("No such device or address"),
        N_("Operation not permitted"),
        N_("Cannot allocate memory"),
        N_("Too many levels of symbolic links"),
        N_("Invalid argument"),
        N_("Text file busy"),
        N_("Bad file descriptor"),
    };
    const char *text = strerrordesc_np(error);
    (void)usual;
    return text ? _(text) : strerror(error);
}

/* Text from a scenario may hold anything: keep a message one line and free of terminal escapes. */
static void make_plain(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++) {
        if (*p < 0x20 || *p == 0x7f)
            *p = ' ';
        else if (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
            p[0] = p[1] = ' '; /* C1 controls */
    }
}

/* A message that quotes something endless keeps its beginning and its end, which say what is wrong. */
static void shorten(char *text)
{
    enum { HEAD = 300, TAIL = 300 };
    static const char gap[] = " … ";
    size_t n = strlen(text), head = HEAD, tail = n - TAIL;

    if (n <= HEAD + TAIL + sizeof gap)
        return;
    while (head > 0 && ((unsigned char)text[head] & 0xc0) == 0x80)
        head--; /* not inside a character */
    while (((unsigned char)text[tail] & 0xc0) == 0x80)
        tail++;
    memcpy(text + head, gap, sizeof gap - 1);
    memmove(text + head + sizeof gap - 1, text + tail, n - tail + 1);
}

static int kept(const struct diags *d, bool warning)
{
    int count = 0;
    for (int i = 0; i < d->count; i++)
        count += d->list[i].warning == warning;
    return count;
}

__attribute__((format(printf, 5, 0))) static void add(struct diags *d, bool warning, const char *file, int line,
                                                      const char *format, va_list args)
{
    enum { MOST = 200 };
    char *text = NULL;

    if (kept(d, warning) >= MOST) /* past this nobody reads on; still counted */
        goto count;
    if (vasprintf(&text, gettext(format), args) < 0)
        goto count;
    make_plain(text);
    shorten(text);
    struct diag *list = realloc(d->list, (size_t)(d->count + 1) * sizeof *list);
    if (!list) {
        free(text);
        goto count;
    }
    d->list = list;
    list[d->count] = (struct diag){warning, file ? strdup(file) : NULL, line, text};
    if (list[d->count].file)
        make_plain(list[d->count].file);
    d->count++;
count:
    d->errors += !warning;
}

int diag_error(struct diags *d, const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(d, false, file, line, format, args);
    va_end(args);
    return VS_SCENARIO;
}

int diag_warning(struct diags *d, const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(d, true, file, line, format, args);
    va_end(args);
    return VS_OK;
}

void diags_free(struct diags *d)
{
    for (int i = 0; i < d->count; i++) {
        free(d->list[i].file);
        free(d->list[i].text);
    }
    free(d->list);
    *d = (struct diags){0};
}

/* Levenshtein distance, two rows at a time; names longer than the buffer are never near. */
static int distance(const char *a, const char *b)
{
    enum { LONGEST = 128 };
    int last[LONGEST + 1], now[LONGEST + 1];
    size_t n = strlen(a), m = strlen(b);

    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= m; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int change = last[j - 1] + (a[i - 1] != b[j - 1]);
            int insert = now[j - 1] + 1, drop = last[j] + 1;
            now[j] = change < insert ? change : insert;
            now[j] = drop < now[j] ? drop : now[j];
        }
        memcpy(last, now, (m + 1) * sizeof *last);
    }
    return last[m];
}

const char *nearest_name(const char *name, const char *const *candidates, int count)
{
    const char *best = NULL;
    int least = (int)strlen(name) / 2 + 2;

    for (int i = 0; i < count; i++) {
        int d = distance(name, candidates[i]);
        if (d < least) {
            least = d;
            best = candidates[i];
        }
    }
    return best;
}
