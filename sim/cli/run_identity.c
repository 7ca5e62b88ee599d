/* What was run: enough to say later which plan, which assumptions and which file gave the page. */
#include <stdio.h>
#include <string.h>

#include "fill_in.h"
#include "run_page.h"
#include "text.h"

static void fact(const struct page *p, const char *name, const char *text)
{
    char lead[64];
    int width = text_width(name);
    snprintf(lead, sizeof lead, "  %s%*s", name, width < 14 ? 14 - width : 1, "");
    page_wrap(p, PLAIN, lead, text);
}

static const char *closure_words(int closure)
{
    switch (closure) {
    case 0:
        return _("what cannot be paid for is put off");
    case 1:
        return _("what cannot be paid for is borrowed");
    default:
        return _("what cannot be paid for is shown as a gap");
    }
}

static void basis_text(const struct scenario *s, char *text, size_t size)
{
    int sourced = 0, assumed = 0, neither = 0, changed = 0, to_fill_in = fill_in_count(s, NULL);
    for (int i = 0; i < s->value_count; i++) {
        const struct provenance *from = &s->values[i].from;
        if (from->file && strcmp(from->file, "--set") == 0)
            changed++;
        else if (from->source)
            sourced++;
        else if (from->assumption)
            assumed++;
        else
            neither++;
    }
    size_t used = (size_t)snprintf(
        text, size, ngettext("%d sourced, %d assumption", "%d sourced, %d assumptions", (unsigned long)assumed),
        sourced, assumed);
    if (neither > 0 && used < size)
        used += (size_t)snprintf(text + used, size - used, _(", %d with neither"), neither);
    if (changed > 0 && used < size)
        used += (size_t)snprintf(text + used, size - used, _(", %d changed on the command line"), changed);
    if (to_fill_in > 0 && used < size)
        snprintf(text + used, size - used, _("; %d texts still to be filled in"), to_fill_in);
}

void tally_text(int met, int late, int missed, int unevaluated, char *text, size_t size)
{
    const int counts[] = {met, late, missed, unevaluated};
    char parts[4][64];
    size_t used = 0;
    snprintf(parts[0], sizeof parts[0], _("%d met"), met);
    snprintf(parts[1], sizeof parts[1], _("%d late"), late);
    snprintf(parts[2], sizeof parts[2], _("%d missed"), missed);
    snprintf(parts[3], sizeof parts[3], _("%d not evaluated"), unevaluated);
    text[0] = '\0';
    for (int i = 0; i < 4; i++)
        if (counts[i] > 0 && used < size)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? " · " : "", parts[i]);
}

/* " (6 from the model, 44 from assumed schedules, 9 from declared rules)": what the verdicts rest on. */
static void rests_on(const struct run *r, bool chinese, char *text, size_t size)
{
    int counts[BASIS_DECLARED + 1] = {0};
    char parts[BASIS_DECLARED + 1][80];
    size_t used = 0;
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        if (r->results[i].verdict != VERDICT_UNEVALUATED)
            counts[r->results[i].basis]++;
    snprintf(parts[BASIS_MODEL], sizeof *parts, _("%d from the model"), counts[BASIS_MODEL]);
    snprintf(parts[BASIS_SCHEDULE], sizeof *parts, _("%d from assumed schedules"), counts[BASIS_SCHEDULE]);
    snprintf(parts[BASIS_DECLARED], sizeof *parts, _("%d from declared rules"), counts[BASIS_DECLARED]);
    text[0] = '\0';
    for (int i = 0; i <= BASIS_DECLARED; i++)
        if (counts[i] > 0 && used < size)
            used += (size_t)snprintf(text + used, size - used, "%s%s",
                                     used ? (chinese ? "，" : ", ") : (chinese ? "（" : " ("), parts[i]);
    if (used > 0 && used < size)
        snprintf(text + used, size - used, "%s", chinese ? "）" : ")");
}

static void print_headline(const struct page *p, const struct run *r)
{
    char tally[256], basis[320];
    if (r->setup->scenario->target_count == 0) {
        page_line(p, BOLD, "%s", _("This scenario has no targets."));
        return;
    }
    tally_text(r->met, r->late, r->missed, r->unevaluated, tally, sizeof tally);
    bool good = r->late + r->missed == 0 && r->met > 0;
    char text[640];
    int count = r->setup->scenario->target_count;
    rests_on(r, p->chinese, basis, sizeof basis);
    snprintf(text, sizeof text, ngettext("%d target: %s%s", "%d targets: %s%s", (unsigned long)count), count, tally,
             basis);
    page_wrap(p, good ? GOOD : r->missed > 0 ? BAD : CAUTION, "", text);
}

void print_identity(const struct page *p, const struct run *r, int warnings)
{
    const struct scenario *s = r->setup->scenario;
    char text[512];
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    snprintf(text, sizeof text, "%s%s%s", label_text(&s->place, p->chinese, ""), s->document ? " · " : "",
             s->document ? s->document : "");
    if (*text)
        fact(p, _("Plan"), text);
    snprintf(text, sizeof text, _("%d (base year) to %d"), s->first_year, s->last_year);
    fact(p, _("Years"), text);
    fact(p, _("Money rule"), closure_words(s->closure));
    basis_text(s, text, sizeof text);
    fact(p, _("Values"), text);
    snprintf(text, sizeof text, "%s · %.12s", s->path, s->digest);
    fact(p, _("Scenario"), text);
    if (warnings > 0) {
        snprintf(text, sizeof text, _("%d; see vetsim check %s"), warnings, s->path);
        fact(p, _("Warnings"), text);
    }
    const char *note = label_text(&s->note, p->chinese, NULL);
    if (note)
        fact(p, _("Note"), note);
    page_blank(p);
    print_headline(p, r);
}
