/* From a request to files: which charts, one gnuplot for all of them, and each file in its place
 * only when every one is complete. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* newlocale */
#endif
#include "plots.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chart.h"
#include "gnuplot.h"
#include "script.h"

enum { MOST_CHARTS = 16 };

/* The charts of one call: temporary names are relative to the directory, paths are not. */
struct batch {
    const char *directory;
    char *temporary[MOST_CHARTS], *temporary_path[MOST_CHARTS], *path[MOST_CHARTS];
    int count;
};

int plots_chart_count(void) { return chart_table_count; }

const char *plots_chart_name(int i) { return chart_table[i].name; }

const char *plots_chart_title(int i, bool chinese) { return chinese ? chart_table[i].zh : chart_table[i].en; }

static int check_request(const struct plot_request *q, struct diags *d)
{
    static const char *const formats[] = {"png", "svg", "pdf"};
    const char *names[MOST_CHARTS];
    bool found = !q->chart;

    for (int i = 0; i < chart_table_count; i++) {
        names[i] = chart_table[i].name;
        found = found || !strcmp(q->chart, names[i]);
    }
    if (!found) {
        const char *near = nearest_name(q->chart, names, chart_table_count);
        diag_error(d, NULL, 0,
                   near ? "no chart is called %s: did you mean %s?" : "no chart is called %s: see vetsim list charts",
                   q->chart, near);
        return VS_USAGE;
    }
    if (!q->format || !script_format_known(q->format)) {
        const char *near = q->format ? nearest_name(q->format, formats, 3) : NULL;
        diag_error(d, NULL, 0, near ? "unknown format %s: did you mean %s?" : "unknown format %s: png, svg or pdf",
                   q->format ? q->format : "(none)", near);
        return VS_USAGE;
    }
    return 0;
}

static int out_of_memory(struct diags *d)
{
    diag_error(d, NULL, 0, "%s", vs_error_text(VS_MEMORY));
    return VS_MEMORY;
}

/* Writes one chart's commands; a chart without data is passed over. */
static int script_chart(FILE *out, const struct chart *chart, const struct run *r, const struct plot_request *q,
                        struct batch *b, struct arena *a, struct diags *d)
{
    struct arena shapes = {0};
    struct canvas c;
    const int i = b->count;

    if (!chart_draw(chart, r, q->chinese, &shapes, &c)) {
        if (q->chart)
            diag_warning(d, NULL, 0, "chart %s was not drawn: %s", chart->name, chart->empty);
        arena_free(&shapes);
        return 0;
    }
    b->temporary[i] = arena_format(a, ".%s.%ld.part.%s", chart->name, (long)getpid(), q->format);
    b->temporary_path[i] = arena_format(a, "%s/.%s.%ld.part.%s", q->directory, chart->name, (long)getpid(), q->format);
    b->path[i] = arena_format(a, "%s/%s.%s", q->directory, chart->name, q->format);
    const bool failed = c.failed || !b->temporary[i] || !b->temporary_path[i] || !b->path[i];
    if (!failed) {
        b->count++;
        script_page(out, &c, q->format, b->temporary[i]);
    }
    arena_free(&shapes);
    return failed ? out_of_memory(d) : 0;
}

/* The commands for all charts asked for, in one text that the caller frees. */
static int write_script(const struct run *r, const struct plot_request *q, struct batch *b, struct arena *a,
                        char **script, size_t *length, struct diags *d)
{
    FILE *out = open_memstream(script, length);
    int code = 0;

    if (!out)
        return out_of_memory(d);
    for (int i = 0; i < chart_table_count && !code; i++)
        if (!q->chart || !strcmp(q->chart, chart_table[i].name))
            code = script_chart(out, &chart_table[i], r, q, b, a, d);
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

static int draw(const struct run *r, const struct plot_request *q, struct arena *a, struct batch *b, struct diags *d)
{
    char *script = NULL;
    size_t length = 0;
    int code = write_script(r, q, b, a, &script, &length, d);

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

int plots_draw(const struct run *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
               struct diags *d)
{
    struct batch b = {.directory = q->directory};
    int code = check_request(q, d);

    *written = NULL;
    *count = 0;
    if (code)
        return code;
    /* Numbers go out with a point whatever the user's locale writes. */
    const locale_t c_locale = newlocale(LC_NUMERIC_MASK, "C", duplocale(uselocale((locale_t)0)));
    const locale_t before = c_locale ? uselocale(c_locale) : (locale_t)0;
    code = draw(r, q, a, &b, d);
    if (c_locale) {
        uselocale(before);
        freelocale(c_locale);
    }
    if (code)
        return code;
    *written = arena_alloc(a, (size_t)(b.count + 1) * sizeof **written);
    if (!*written)
        return out_of_memory(d);
    memcpy(*written, b.path, (size_t)b.count * sizeof **written);
    *count = b.count;
    return 0;
}
