/* When does a target fail? PRIM's box in one sentence. */
#include <math.h>

#include "sensitivity_view.h"
#include "text.h"
#include "values.h"

/* Both limits of an input read as one condition. */
static void condition(const struct page *p, const struct sensitivity_view *v, const struct prim_box *box, int side,
                      int year, struct words *w)
{
    const struct prim_side *one = &box->side[side], *other = NULL;
    struct words limit = {.used = 0}, upper = {.used = 0};
    for (int i = side + 1; i < box->sides; i++)
        if (box->side[i].input == one->input)
            other = &box->side[i];
    const char *label = input_label(p, v, one->input);
    input_value_words(p, v, one->input, one->limit, other ? 0 : year, &limit);
    if (other) {
        input_value_words(p, v, one->input, other->limit, 0, &upper);
        words_add(w, _("%s is between %s and %s"), label, one->upper ? upper.text : limit.text,
                  one->upper ? limit.text : upper.text);
    } else {
        words_add(w, one->upper ? _("%s is below %s") : _("%s is above %s"), label, limit.text);
    }
}

static bool said_before(const struct prim_box *box, int side)
{
    for (int i = 0; i < side; i++)
        if (box->side[i].input == box->side[side].input)
            return true;
    return false;
}

static void box_words(const struct page *p, const struct sensitivity_view *v, int output, struct words *w)
{
    const struct prim_box *box = &v->result.box[output];
    char coverage[16], density[16], mass[16];
    if (box->sides == 0) {
        words_add(w, "%s", _("no region of the inputs stands out"));
        return;
    }
    words_add(w, "%s", _("when "));
    for (int i = 0, said = 0; i < box->sides; i++) {
        if (said_before(box, i))
            continue;
        words_add(w, "%s", said++ ? _(" and ") : "");
        condition(p, v, box, i, v->cells[output].year, w);
    }
    percent_words(box->coverage, coverage);
    percent_words(box->density, density);
    percent_words(box->mass, mass);
    words_add(w, _(": %s of the failures (density %s, %s of all runs)"), coverage, density, mass);
}

enum outcome { SOMETIMES, ALWAYS, NEVER, UNKNOWN };

static enum outcome outcome_of(const struct sensitivity_view *v, int output)
{
    const double share = v->result.failure_share[output];
    return !isfinite(share) ? UNKNOWN : share <= 0.0 ? NEVER : share >= 1.0 ? ALWAYS : SOMETIMES;
}

static const char *outcome_words(enum outcome outcome)
{
    switch (outcome) {
    case ALWAYS:
        return _("fails in every run, whatever the inputs");
    case NEVER:
        return _("holds in every run, whatever the inputs");
    default:
        return _("has no value in any run");
    }
}

static void print_one(const struct page *p, const struct sensitivity_view *v, int output)
{
    struct words name = {.used = 0}, facts = {.used = 0}, sentence = {.used = 0}, same = {.used = 0},
                 others = {.used = 0};
    const enum outcome outcome = outcome_of(v, output);
    char lead[16], fails[16];
    snprintf(lead, sizeof lead, "%3d ", output + 1);
    page_blank(p);
    output_words(p, v, output, &name);
    page_wrap(p, BOLD, v->main < 0 ? lead : "", name.text);
    if (v->main >= 0) {
        output_facts(p, v, output, &facts);
        page_wrap(p, DIM, "    ", facts.text);
    }
    if (outcome == SOMETIMES) {
        percent_words(v->result.failure_share[output], fails);
        words_add(&sentence, _("fails in %s of runs; "), fails);
        box_words(p, v, output, &sentence);
    } else {
        words_add(&sentence, "%s", outcome_words(outcome));
    }
    page_wrap(p, outcome == NEVER ? GOOD : outcome == ALWAYS ? BAD : PLAIN, "    ", sentence.text);
    grouped_words(p, v, output, &same);
    words_add(&others, _("so do: %s"), same.text);
    if (same.used)
        page_wrap(p, DIM, "    ", others.text);
}

/* Of many targets those about which nothing can be discovered are only named. */
static void print_others(const struct page *p, const struct sensitivity_view *v, enum outcome outcome)
{
    struct words w = {.used = 0};
    int count = 0;
    for (int c = 0; c < v->count; c++) {
        if (outcome_of(v, c) != outcome)
            continue;
        words_add(&w, "%s%d ", count++ ? _("; ") : "", c + 1);
        output_name(p, v, c, &w);
    }
    if (count == 0)
        return;
    page_blank(p);
    page_line(p, BOLD, "%s (%d)", outcome_words(outcome), count);
    page_wrap(p, PLAIN, "    ", w.text);
}

void sensitivity_discoveries(const struct page *p, const struct sensitivity_view *v)
{
    for (int c = 0; c < v->count; c++)
        if (c == v->main || (v->main < 0 && outcome_of(v, c) == SOMETIMES && v->leader[c] == c))
            print_one(p, v, c);
    for (enum outcome o = ALWAYS; v->main < 0 && o <= UNKNOWN; o++)
        print_others(p, v, o);
    page_blank(p);
    page_wrap(p, DIM, "  ",
              _("Density: the share of runs in that region in which the target fails; a limit that could be chance is "
                "not named."));
}
