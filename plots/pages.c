/* Pages are drawn one by one onto a canvas; SVG is written from there, the rest by one gnuplot. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* newlocale */
#endif
#include "pages.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gnuplot.h"
#include "script.h"
#include "sheet.h"
#include "svg.h"

void (*pages_watch)(const char *name, const struct canvas *c);

/* What one call has drawn. */
struct batch {
    const struct plot_request *request;
    const struct page_size *size;
    bool svg;
    struct sheet *sheets;
    int count;
    struct arena *arena;
    FILE *script; /* of gnuplot, for all pages */
};

static int out_of_memory(struct diags *d)
{
    diag_error(d, NULL, 0, "%s", vs_error_text(VS_MEMORY));
    return VS_MEMORY;
}

static int check_format(const char *format, struct diags *d)
{
    static const char *const formats[] = {"png", "svg", "pdf"};

    if (format && (!strcmp(format, "svg") || script_format_known(format)))
        return 0;
    const char *near = format ? nearest_name(format, formats, 3) : NULL;
    diag_error(d, NULL, 0, near ? N_("unknown format %s: did you mean %s?") : N_("unknown format %s: png, svg or pdf"),
               format ? format : _("(none)"), near);
    return VS_USAGE;
}

static int write_svg(const struct sheet *s, const struct canvas *c, struct diags *d)
{
    const int copy = dup(s->file);
    FILE *out = copy < 0 ? NULL : fdopen(copy, "w");

    if (out) {
        svg_page(out, c);
        if (!fclose(out))
            return 0;
    } else if (copy >= 0) {
        close(copy);
    }
    diag_error(d, NULL, 0, "chart %s could not be drawn: the system has no room for it", s->name);
    return VS_FILE;
}

/* A drawn page becomes a sheet. */
static int keep(struct batch *b, const char *name, const struct canvas *c, struct diags *d)
{
    struct sheet *s = &b->sheets[b->count];
    char file[32];

    *s = (struct sheet){.name = arena_copy(b->arena, name, strlen(name)),
                        .title = arena_copy(b->arena, c->title ? c->title : "", c->title ? strlen(c->title) : 0),
                        .file = -1};
    int code = s->name && s->title ? sheet_open(s, d) : out_of_memory(d);
    if (code)
        return code;
    b->count++;
    if (pages_watch)
        pages_watch(name, c);
    if (b->svg)
        return write_svg(s, c, d);
    snprintf(file, sizeof file, "/dev/fd/%d", s->file);
    script_page(b->script, c, b->request->format, file);
    return 0;
}

/* Draws a page; one without data is passed over. */
static int draw_one(const struct page_set *set, int page, struct batch *b, struct diags *d)
{
    struct arena shapes = {0};
    struct canvas c;
    int code = 0;

    canvas_init(&c, &shapes, b->size);
    const char *name = set->draw(set->what, page, b->request->chinese, &c);
    if (c.failed)
        code = out_of_memory(d);
    else if (name)
        code = keep(b, name, &c, d);
    arena_free(&shapes);
    return code;
}

static int run_gnuplot(const struct batch *b, const char *script, size_t length, struct diags *d)
{
    int *files = arena_alloc(b->arena, (size_t)(b->count + 1) * sizeof *files);

    if (!files)
        return out_of_memory(d);
    for (int i = 0; i < b->count; i++)
        files[i] = b->sheets[i].file;
    return gnuplot_run(script, length, files, b->count, d);
}

static int draw_all(const struct page_set *set, struct batch *b, struct diags *d)
{
    char *script = NULL;
    size_t length = 0;
    int code = 0;

    b->script = open_memstream(&script, &length);
    if (!b->script)
        return out_of_memory(d);
    for (int i = 0; i < set->count && !code; i++)
        code = draw_one(set, i, b, d);
    if (fclose(b->script) && !code)
        code = out_of_memory(d);
    if (!code && length > 0)
        code = run_gnuplot(b, script, length, d);
    free(script);
    return code;
}

/* Hands every picture to the caller instead of writing it. */
static int hand_over(const struct batch *b, struct diags *d)
{
    const struct plot_request *q = b->request;

    for (int i = 0; i < b->count; i++) {
        size_t length = 0;
        char *bytes = sheet_read(&b->sheets[i], &length);
        const int code = bytes ? q->take(q->to, b->sheets[i].name, b->sheets[i].title, bytes, length) : VS_MEMORY;
        free(bytes);
        if (code)
            return code == VS_MEMORY ? out_of_memory(d) : code;
    }
    return 0;
}

int pages_write(const struct page_set *set, const struct plot_request *q, struct arena *a, char ***written, int *count,
                struct diags *d)
{
    struct batch b = {.request = q, .arena = a};
    int code = check_format(q->format, d);

    *written = NULL;
    *count = 0;
    if (code || !(b.size = page_size_find(q->size, d)))
        return VS_USAGE;
    if (b.size->brief && !set->brief)
        b.size = &page_size_small_slide;
    b.svg = !strcmp(q->format, "svg");
    b.sheets = arena_alloc(a, (size_t)(set->count + 1) * sizeof *b.sheets);
    char **path = arena_alloc(a, (size_t)(set->count + 1) * sizeof *path);
    if (!b.sheets || !path)
        return out_of_memory(d);
    /* Numbers go out with a point whatever the user's locale writes. */
    const locale_t c_locale = newlocale(LC_NUMERIC_MASK, "C", duplocale(uselocale((locale_t)0)));
    const locale_t before = c_locale ? uselocale(c_locale) : (locale_t)0;
    code = draw_all(set, &b, d);
    if (c_locale) {
        uselocale(before);
        freelocale(c_locale);
    }
    if (!code)
        code = q->take ? hand_over(&b, d) : sheets_place(b.sheets, b.count, q->directory, q->format, a, path, d);
    for (int i = 0; i < b.count; i++)
        sheet_close(&b.sheets[i]);
    if (code)
        return code;
    *written = path;
    *count = b.count;
    return 0;
}
