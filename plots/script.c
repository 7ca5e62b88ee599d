/* A canvas as gnuplot commands. Neighbouring shapes that look alike share one data block; the blocks
 * are drawn by one plot command in the order of the shapes, on axes that are the page's pixels. */
#include "script.h"

#include <string.h>

#include "lettering.h"
#include "style.h"

/* What each terminal needs for sizes that are pixels of the canvas: found by measuring pages. PNG has
 * 192 pixels an inch, twice what a screen shows: more only takes longer, for the encoder sees every pixel. */
static const struct terminal {
    const char *format, *name, *size_unit;
    double per_pixel; /* page size in its unit */
    double text, line, mark;
} terminals[] = {
    {"png", "pngcairo", "", 4.0 / 3.0, 1.0, 4.0 / 3.0, 0.32},
    {"pdf", "pdfcairo", "in", 1.0 / 144.0, 0.375, 1.0, 0.12},
};

static const struct terminal *find_terminal(const char *format)
{
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
        if (!strcmp(terminals[i].format, format))
            return &terminals[i];
    return NULL;
}

bool script_format_known(const char *format) { return find_terminal(format) != NULL; }

static bool alike(const struct canvas_shape *a, const struct canvas_shape *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == SHAPE_POLYGON)
        return a->colour == b->colour;
    if (a->kind == SHAPE_LINE)
        return a->size == b->size && a->dash == b->dash;
    if (a->kind == SHAPE_TEXT)
        return a->size == b->size && a->align == b->align && a->bold == b->bold;
    return true;
}

/* Writes a text as one data field: see lettering_safe for what cannot pass. */
static void write_text(FILE *out, const char *text)
{
    for (unsigned c = 0; *text;) {
        c = lettering_read(&text, c);
        lettering_put(out, c);
    }
}

static int point_type(enum mark mark)
{
    static const int types[] = {[MARK_DISC] = 7, [MARK_TRIANGLE] = 9};
    return types[mark];
}

/* The data rows of one shape. Fields are separated by tabs, which no text contains. `scale` is the
 * terminal's and the page's together, for what is not measured along the axes. */
static void write_rows(FILE *out, const struct canvas_shape *s, const struct terminal *t, double scale)
{
    const double *p = s->xy;

    switch (s->kind) {
    case SHAPE_RECT:
        fprintf(out, "%.2f\t%.2f\t%.2f\t%.2f\t%d\n", p[0], p[1], p[2], p[3], s->colour);
        break;
    case SHAPE_POLYGON:
    case SHAPE_LINE:
        for (int i = 0; i < s->points; i++)
            fprintf(out, "%.2f\t%.2f\t%d\n", p[2 * i], p[2 * i + 1], s->colour);
        fputc('\n', out);
        break;
    case SHAPE_MARK:
        fprintf(out, "%.2f\t%.2f\t%.3f\t%d\t%d\n", p[0], p[1], s->size * t->mark * scale, point_type(s->mark),
                s->colour);
        break;
    case SHAPE_TEXT:
        fprintf(out, "%.2f\t%.2f\t%d\t", p[0], p[1], s->colour);
        write_text(out, s->text);
        fputc('\n', out);
        break;
    }
}

/* One element of the plot command. */
static void write_element(FILE *out, const struct canvas_shape *s, int block, const struct terminal *t, double scale)
{
    static const char *const aligns[] = {"left", "center", "right"};
    static const char *const dashes[] = {"1", "(9,5)", "(2.5,3.5)"};

    fprintf(out, "$b%d using ", block);
    switch (s->kind) {
    case SHAPE_RECT:
        fprintf(out, "(($1+$3)/2):(($2+$4)/2):1:3:2:4:5 with boxxyerror fs solid 1 noborder fc rgb variable");
        break;
    case SHAPE_POLYGON:
        fprintf(out, "1:2 with filledcurves closed fs solid 1 noborder fc rgb '#%06x'", (unsigned)s->colour);
        break;
    case SHAPE_LINE:
        fprintf(out, "1:2:3 with lines lw %.3f dt %s lc rgb variable", s->size * t->line * scale, dashes[s->dash]);
        break;
    case SHAPE_MARK:
        fprintf(out, "1:2:3:4:5 with points lw %.3f ps variable pt variable lc rgb variable", 3.4 * t->line * scale);
        break;
    case SHAPE_TEXT:
        fprintf(out, "1:2:4:3 with labels %s font '%s%s,%.2f' tc rgb variable", aligns[s->align], STYLE_FONT,
                s->bold ? ":Bold" : "", s->size * t->text * scale);
        break;
    }
}

static void write_setup(FILE *out, const struct canvas *c, const struct terminal *t, const char *name)
{
    const double per_pixel = t->per_pixel * c->size->scale;

    fprintf(out, "reset\nset encoding utf8\nset decimalsign '.'\nset datafile separator \"\\t\"\n");
    fprintf(out, "set terminal %s size %.4f%s,%.4f%s noenhanced font '%s,%.2f' fontscale 1 linewidth 1 pointscale 1\n",
            t->name, c->width * per_pixel, t->size_unit, c->height * per_pixel, t->size_unit, STYLE_FONT, 20 * t->text);
    fprintf(out, "set output '%s'\n", name);
    fprintf(out,
            "unset key\nunset tics\nunset border\nset lmargin at screen 0\nset rmargin at screen 1\n"
            "set bmargin at screen 0\nset tmargin at screen 1\nset xrange [0:%g]\nset yrange [%g:0]\n",
            c->width, c->height);
}

void script_page(FILE *out, const struct canvas *c, const char *format, const char *name)
{
    const struct terminal *t = find_terminal(format);
    const double scale = c->size->scale;
    int blocks = 0;

    write_setup(out, c, t, name);
    for (const struct canvas_shape *s = c->first, *last = NULL; s; last = s, s = s->next) {
        if (!last || !alike(last, s))
            fprintf(out, "%s$b%d << END\n", last ? "END\n" : "", blocks++);
        write_rows(out, s, t, scale);
    }
    fprintf(out, "%splot ", c->first ? "END\n" : "");
    blocks = 0;
    for (const struct canvas_shape *s = c->first, *last = NULL; s; last = s, s = s->next) {
        if (last && alike(last, s))
            continue;
        fprintf(out, "%s", blocks ? ", \\\n  " : "");
        write_element(out, s, blocks++, t, scale);
    }
    fprintf(out, "\nunset output\n");
}
