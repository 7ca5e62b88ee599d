/* A page of HTML, element by element. */
#include "html.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "html_style.h"
#include "lettering.h"

/* Control, invisible and direction-changing characters become spaces; what means something in HTML is spelled out. */
static void put_escaped(FILE *out, const char *text)
{
    while (*text) {
        const unsigned c = lettering_next(&text);
        if (strchr("<>&\"'", (int)(c < 0x80 ? c : ' ')))
            fprintf(out, "&#%u;", c);
        else
            lettering_put(out, lettering_safe(c) == ' ' ? ' ' : c);
    }
}

__attribute__((format(printf, 2, 0))) static void put_formatted(struct html *h, const char *format, va_list list)
{
    char *text = NULL;

    if (vasprintf(&text, format, list) < 0)
        return;
    put_escaped(h->out, text);
    free(text);
}

static void put_tag(struct html *h, const char *element, const char *class)
{
    fprintf(h->out, "<%s", element);
    if (class)
        fprintf(h->out, " class=\"%s\"", class);
    fputc('>', h->out);
}

static void push(struct html *h, const char *element)
{
    if (h->depth < HTML_DEPTH)
        h->open[h->depth++] = element;
}

void html_begin(struct html *h, FILE *out, const char *language, const char *title)
{
    *h = (struct html){.out = out};
    fprintf(out,
            "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" xml:lang=\"%s\">\n<head>\n"
            "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            "<title>",
            language, language);
    put_escaped(out, title);
    fputs("</title>\n<style>\n" HTML_STYLE "</style>\n</head>\n", out);
    push(h, "html");
    html_open(h, "body", NULL);
}

void html_finish(struct html *h)
{
    while (h->depth > 0)
        html_close(h);
}

void html_open(struct html *h, const char *element, const char *class)
{
    put_tag(h, element, class);
    push(h, element);
}

void html_close(struct html *h)
{
    if (h->depth > 0)
        fprintf(h->out, "</%s>\n", h->open[--h->depth]);
}

void html_text(struct html *h, const char *text) { put_escaped(h->out, text); }

void html_put(struct html *h, const char *element, const char *class, const char *format, ...)
{
    va_list list;

    put_tag(h, element, class);
    va_start(list, format);
    put_formatted(h, format, list);
    va_end(list);
    fprintf(h->out, "</%s>\n", element);
}

void html_table(struct html *h, const char *caption, const struct html_column *columns, int count)
{
    fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", h->out);
    put_escaped(h->out, caption);
    fputs("\">\n", h->out);
    push(h, "div");
    html_open(h, "table", NULL);
    html_put(h, "caption", NULL, "%s", caption);
    fputs("<thead><tr>", h->out);
    for (int i = 0; i < count; i++) {
        fputs(columns[i].number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">", h->out);
        put_escaped(h->out, columns[i].name);
        fputs("</th>", h->out);
    }
    fputs("</tr></thead>\n", h->out);
    html_open(h, "tbody", NULL);
}

void html_table_end(struct html *h)
{
    for (int i = 0; i < 3; i++)
        html_close(h);
}

void html_open_row_name(struct html *h)
{
    fputs("<th scope=\"row\">", h->out);
    push(h, "th");
}

void html_group(struct html *h, int columns, const char *format, ...)
{
    va_list list;

    html_close(h); /* a table begins with a body, which stays empty where there are groups only */
    html_open(h, "tbody", NULL);
    fprintf(h->out, "<tr><th scope=\"rowgroup\" class=\"group\" colspan=\"%d\">", columns);
    va_start(list, format);
    put_formatted(h, format, list);
    va_end(list);
    fputs("</th></tr>\n", h->out);
}

void html_remark(struct html *h, int columns, const char *format, ...)
{
    va_list list;

    fprintf(h->out, "<tr><td class=\"muted\" colspan=\"%d\">", columns);
    va_start(list, format);
    put_formatted(h, format, list);
    va_end(list);
    fputs("</td></tr>\n", h->out);
}

void html_open_details(struct html *h, const char *format, ...)
{
    va_list list;

    fputs("<details open=\"open\"><summary>", h->out);
    push(h, "details");
    va_start(list, format);
    put_formatted(h, format, list);
    va_end(list);
    fputs("</summary>\n", h->out);
}

void html_picture(struct html *h, const char *svg, size_t length)
{
    html_open(h, "figure", NULL);
    fwrite(svg, 1, length, h->out);
    html_close(h);
}
