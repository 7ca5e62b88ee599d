#include "audit_page.h"

#include <string.h>

#include "text.h"

static int count_words(enum audit_severity severity, int n, char *text, size_t size)
{
    const unsigned long many = (unsigned long)n;
    switch (severity) {
    case AUDIT_CONTRADICTION:
        return snprintf(text, size, ngettext("%d contradiction", "%d contradictions", many), n);
    case AUDIT_RISK:
        return snprintf(text, size, ngettext("%d risk", "%d risks", many), n);
    default:
        return snprintf(text, size, ngettext("%d note", "%d notes", many), n);
    }
}

/* "8 contradictions · 9 risks · 4 notes", parts of count 0 left out. */
static void tally_words(const struct audit *a, char *text, size_t size)
{
    char part[96];
    size_t used = 0;
    snprintf(text, size, "%s", _("no findings"));
    for (int i = 0; i < AUDIT_SEVERITIES; i++) {
        if (a->tally[i] == 0 || used >= size)
            continue;
        count_words((enum audit_severity)i, a->tally[i], part, sizeof part);
        used += (size_t)snprintf(text + used, size - used, "%s%s", used ? " · " : "", part);
    }
}

static const char *kinds(void)
{
    return _(
        "Contradiction: two statements cannot both hold. Risk: it adds up, but not in practice or not without more. "
        "Note: worth knowing.");
}

/* What could not be looked at, for want of data. */
static const char *not_checked(const struct audit *a, int i)
{
    if (i == 0 && !a->tables)
        return _("The scenario holds no annex tables (annex): only its targets and text were checked.");
    if (i == 1 && !a->history)
        return _("No indicator has observed values of two years before the plan: the pace of targets was not checked.");
    return NULL;
}

/* --- the terminal --- */

static void print_block(const struct page *p, enum tone tone, const char *name, const char *text)
{
    char lead[64];
    const int width = text_width(name);
    snprintf(lead, sizeof lead, "   %s%*s", name, width < 11 ? 11 - width : 1, "");
    page_wrap(p, tone, lead, text);
}

static void print_finding(const struct page *p, const struct finding *f, int number)
{
    static const enum tone tones[] = {BAD, CAUTION, DIM};
    char lead[64], quote[4096];
    snprintf(lead, sizeof lead, "%2d. [%s] ", number, audit_severity_name(f->severity, p->chinese));
    page_blank(p);
    page_wrap(p, tones[f->severity], lead, f->title);
    for (int i = 0; i < f->quote_count; i++) {
        snprintf(quote, sizeof quote, p->chinese ? "〔%s〕%s" : "[%s] %s", f->quotes[i].place, f->quotes[i].text);
        print_block(p, DIM, i == 0 ? _("Text") : "", quote);
    }
    for (int i = 0; i < f->sum_count; i++)
        print_block(p, PLAIN, i == 0 ? _("Arithmetic") : "", f->sums[i]);
    print_block(p, BOLD, _("Size"), f->amount);
    print_block(p, PLAIN, _("To do"), f->advice);
}

void print_audit(const struct page *p, const struct run *r, const struct audit *a)
{
    const struct scenario *s = r->setup->scenario;
    char words[256];
    tally_words(a, words, sizeof words);
    page_line(p, BOLD, "%s%s%s", label_text(&s->label, p->chinese, s->name), s->document ? "  " : "",
              s->document ? s->document : "");
    page_line(p, BOLD, _("Audit of the plan: %s"), words);
    if (a->count > 0)
        page_wrap(p, DIM, "", kinds());
    for (int i = 0; i < a->count; i++)
        print_finding(p, &a->findings[i], i + 1);
    for (int i = 0; i < 2; i++) {
        if (not_checked(a, i)) {
            page_blank(p);
            page_wrap(p, DIM, "", not_checked(a, i));
        }
    }
}

/* --- Markdown: text from files must not become marks --- */

static void put_escaped(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_{}[]<>#|", *text))
            fputc('\\', out);
        fputc(*text == '\n' ? ' ' : *text, out);
    }
}

static void put_item(FILE *out, const char *name, const char *text)
{
    fprintf(out, "- **%s** ", name);
    put_escaped(out, text);
    fputc('\n', out);
}

static void put_finding(FILE *out, const struct finding *f, int number, bool chinese)
{
    fprintf(out, "\n## %d. ", number);
    put_escaped(out, f->title);
    fprintf(out, "\n\n- **%s** %s\n", _("Kind"), audit_severity_name(f->severity, chinese));
    fprintf(out, "- **%s**\n", _("Text"));
    for (int i = 0; i < f->quote_count; i++) {
        fputs("  - ", out);
        put_escaped(out, f->quotes[i].place);
        fputs(chinese ? "：" : ": ", out);
        put_escaped(out, f->quotes[i].text);
        fputc('\n', out);
    }
    fprintf(out, "- **%s**\n", _("Arithmetic"));
    for (int i = 0; i < f->sum_count; i++) {
        fputs("  - ", out);
        put_escaped(out, f->sums[i]);
        fputc('\n', out);
    }
    put_item(out, _("Size"), f->amount);
    put_item(out, _("To do"), f->advice);
}

void write_audit_markdown(FILE *out, const struct run *r, const struct audit *a, bool chinese)
{
    const struct scenario *s = r->setup->scenario;
    char words[256];
    tally_words(a, words, sizeof words);
    fputs("# ", out);
    put_escaped(out, label_text(&s->label, chinese, s->name));
    fputs("\n\n", out);
    fprintf(out, _("Audit of the plan: %s"), words);
    fprintf(out, "\n%s%s", a->count > 0 ? "\n" : "", a->count > 0 ? kinds() : "");
    fputs(a->count > 0 ? "\n" : "", out);
    for (int i = 0; i < a->count; i++)
        put_finding(out, &a->findings[i], i + 1, chinese);
    for (int i = 0; i < 2; i++) {
        if (not_checked(a, i))
            fprintf(out, "\n%s\n", not_checked(a, i));
    }
}
