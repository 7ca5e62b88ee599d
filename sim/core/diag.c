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
        return text;
        VS_ERRORS(VS_TEXT)
#undef VS_TEXT
    default:
        return "unknown error";
    }
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

static void add(struct diags *d, bool warning, const char *file, int line, const char *format, va_list args)
{
    enum { MOST = 200, LONGEST = 2000 };
    char text[LONGEST];

    if (d->count >= MOST) /* past this nobody reads on; errors are still counted */
        goto count;
    vsnprintf(text, sizeof text, format, args);
    make_plain(text);
    struct diag *list = realloc(d->list, (size_t)(d->count + 1) * sizeof *list);
    if (!list)
        goto count;
    d->list = list;
    list[d->count] = (struct diag){warning, file ? strdup(file) : NULL, line, strdup(text)};
    if (list[d->count].file)
        make_plain(list[d->count].file);
    if (list[d->count].text)
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
