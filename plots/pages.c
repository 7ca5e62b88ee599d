/* Pages are drawn to temporary names beside their final ones, then renamed. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* newlocale */
#endif
#include "pages.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnuplot.h"
#include "script.h"
#include "style.h"

void (*pages_watch)(const char *name, const struct canvas *c);

/* The files of one call: temporary names are relative to the directory, paths are not. */
struct batch {
    char **temporary_path, **path;
    int count;
};

static int out_of_memory(struct diags *d)
{
    diag_error(d, NULL, 0, "%s", vs_error_text(VS_MEMORY));
    return VS_MEMORY;
}

static int check_format(const struct plot_request *q, struct diags *d)
{
    static const char *const formats[] = {"png", "svg", "pdf"};

    if (q->format && script_format_known(q->format))
        return 0;
    const char *near = q->format ? nearest_name(q->format, formats, 3) : NULL;
    diag_error(d, NULL, 0, near ? "unknown format %s: did you mean %s?" : "unknown format %s: png, svg or pdf",
               q->format ? q->format : "(none)", near);
    return VS_USAGE;
}

/* Writes one page's commands; a page without data is passed over. */
static int script_one(FILE *out, const struct page_set *set, int page, const struct plot_request *q, struct batch *b,
                      struct arena *a, struct diags *d)
{
    struct arena shapes = {0};
    struct canvas c;
    const int i = b->count;

    canvas_init(&c, &shapes, PAGE_WIDTH, PAGE_HEIGHT);
    const char *name = set->draw(set->what, page, q->chinese, &c);
    if (!name && !c.failed) {
        arena_free(&shapes);
        return 0;
    }
    char *temporary = name ? arena_format(a, ".%s.%ld.part.%s", name, (long)getpid(), q->format) : NULL;
    b->temporary_path[i] = temporary ? arena_format(a, "%s/%s", q->directory, temporary) : NULL;
    b->path[i] = name ? arena_format(a, "%s/%s.%s", q->directory, name, q->format) : NULL;
    const bool failed = c.failed || !b->temporary_path[i] || !b->path[i];
    if (!failed) {
        b->count++;
        if (pages_watch)
            pages_watch(name, &c);
        script_page(out, &c, q->format, temporary);
    }
    arena_free(&shapes);
    return failed ? out_of_memory(d) : 0;
}

/* The commands for all pages, in one text that the caller frees. */
static int write_script(const struct page_set *set, const struct plot_request *q, struct batch *b, struct arena *a,
                        char **script, size_t *length, struct diags *d)
{
    FILE *out = open_memstream(script, length);
    int code = 0;

    if (!out)
        return out_of_memory(d);
    for (int i = 0; i < set->count && !code; i++)
        code = script_one(out, set, i, q, b, a, d);
    if (fclose(out) && !code)
        code = out_of_memory(d);
    return code;
}

static int put_in_place(const struct batch *b, struct diags *d)
{
    struct stat info;

    for (int i = 0; i < b->count; i++) {
        if (stat(b->temporary_path[i], &info) || info.st_size == 0) {
            diag_error(d, NULL, 0, "gnuplot drew nothing for %s", b->path[i]);
            return VS_PLOT;
        }
    }
    for (int i = 0; i < b->count; i++) {
        if (rename(b->temporary_path[i], b->path[i])) {
            diag_error(d, NULL, 0, "%s could not be written: %s", b->path[i], strerror(errno));
            return VS_FILE;
        }
    }
    return 0;
}

static int draw(const struct page_set *set, const struct plot_request *q, struct arena *a, struct batch *b,
                struct diags *d)
{
    char *script = NULL;
    size_t length = 0;
    int code = write_script(set, q, b, a, &script, &length, d);

    if (!code && b->count > 0)
        code = gnuplot_run(q->directory, script, length, d);
    if (!code)
        code = put_in_place(b, d);
    if (code)
        for (int i = 0; i < b->count; i++)
            unlink(b->temporary_path[i]);
    free(script);
    return code;
}

int pages_write(const struct page_set *set, const struct plot_request *q, struct arena *a, char ***written, int *count,
                struct diags *d)
{
    struct batch b = {.count = 0};
    int code = check_format(q, d);

    *written = NULL;
    *count = 0;
    if (code)
        return code;
    b.temporary_path = arena_alloc(a, (size_t)(set->count + 1) * sizeof *b.temporary_path);
    b.path = arena_alloc(a, (size_t)(set->count + 1) * sizeof *b.path);
    if (!b.temporary_path || !b.path)
        return out_of_memory(d);
    /* Numbers go out with a point whatever the user's locale writes. */
    const locale_t c_locale = newlocale(LC_NUMERIC_MASK, "C", duplocale(uselocale((locale_t)0)));
    const locale_t before = c_locale ? uselocale(c_locale) : (locale_t)0;
    code = draw(set, q, a, &b, d);
    if (c_locale) {
        uselocale(before);
        freelocale(c_locale);
    }
    if (code)
        return code;
    *written = b.path;
    *count = b.count;
    return 0;
}
