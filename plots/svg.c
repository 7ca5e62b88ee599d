/* A canvas as SVG, shape by shape. */
#include "svg.h"

#include "lettering.h"
#include "style.h"

/* "<" and "&" mean something in SVG; lettering has already replaced quotes and control characters. */
static void write_text(FILE *out, const char *text)
{
    for (unsigned c = 0; *text;) {
        c = lettering_read(&text, c);
        if (c == '<' || c == '>' || c == '&')
            fprintf(out, "&#%u;", c);
        else
            lettering_put(out, c);
    }
}

static void write_points(FILE *out, const struct canvas_shape *s)
{
    fputs("points=\"", out);
    for (int i = 0; i < s->points; i++)
        fprintf(out, "%s%.2f,%.2f", i ? " " : "", s->xy[2 * i], s->xy[2 * i + 1]);
    fputc('"', out);
}

static void write_line(FILE *out, const struct canvas_shape *s)
{
    static const double dashes[][2] = {[DASH_LONG] = {8.5, 5}, [DASH_SHORT] = {2.5, 3.5}};

    fputs("<polyline fill=\"none\" ", out);
    write_points(out, s);
    fprintf(out, " stroke=\"#%06x\" stroke-width=\"%.2f\"", (unsigned)s->colour, s->size);
    if (s->dash != DASH_SOLID)
        fprintf(out, " stroke-dasharray=\"%.2f %.2f\"", dashes[s->dash][0], dashes[s->dash][1]);
    fputs("/>\n", out);
}

static void write_mark(FILE *out, const struct canvas_shape *s)
{
    const double x = s->xy[0], y = s->xy[1], r = s->size;

    if (s->mark == MARK_DISC)
        fprintf(out, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"#%06x\"/>\n", x, y, r, (unsigned)s->colour);
    else
        fprintf(out, "<polygon points=\"%.2f,%.2f %.2f,%.2f %.2f,%.2f\" fill=\"#%06x\"/>\n", x, y - 1.1 * r,
                x - 1.05 * r, y + 0.75 * r, x + 1.05 * r, y + 0.75 * r, (unsigned)s->colour);
}

static void write_label(FILE *out, const struct canvas_shape *s)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};

    /* The baseline lies a third of the height below the middle. */
    fprintf(out, "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\" fill=\"#%06x\"%s%s>", s->xy[0],
            s->xy[1] + 0.35 * s->size, s->size, (unsigned)s->colour, anchors[s->align],
            s->bold ? " font-weight=\"700\"" : "");
    write_text(out, s->text);
    fputs("</text>\n", out);
}

static void write_shape(FILE *out, const struct canvas_shape *s)
{
    const double *p = s->xy;

    switch (s->kind) {
    case SHAPE_RECT:
        fprintf(out, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\"/>\n",
                p[0] < p[2] ? p[0] : p[2], p[1] < p[3] ? p[1] : p[3], p[2] < p[0] ? p[0] - p[2] : p[2] - p[0],
                p[3] < p[1] ? p[1] - p[3] : p[3] - p[1], (unsigned)s->colour);
        break;
    case SHAPE_POLYGON:
        fputs("<polygon ", out);
        write_points(out, s);
        fprintf(out, " fill=\"#%06x\"/>\n", (unsigned)s->colour);
        break;
    case SHAPE_LINE:
        write_line(out, s);
        break;
    case SHAPE_MARK:
        write_mark(out, s);
        break;
    case SHAPE_TEXT:
        write_label(out, s);
        break;
    }
}

void svg_page(FILE *out, const struct canvas *c)
{
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" role=\"img\" "
            "font-family=\"%s\">\n<title>",
            c->width, c->height, c->width * c->size->scale, c->height * c->size->scale, STYLE_FONTS);
    write_text(out, c->title ? c->title : "");
    fputs("</title>\n<desc>", out);
    write_text(out, c->description ? c->description : "");
    fputs("</desc>\n", out);
    for (const struct canvas_shape *s = c->first; s; s = s->next)
        write_shape(out, s);
    fputs("</svg>\n", out);
}
