/* Below the drivers of one output: what the numbers say about themselves. */
#include <math.h>

#include "sensitivity_view.h"
#include "text.h"
#include "values.h"

enum { PAIRS = 5 };

static void remark(const struct page *p, const struct words *w) { page_wrap(p, PLAIN, "  ", w->text); }

/* --- Sobol' --- */

static void sum_words(const struct sensitivity_view *v, struct words *w)
{
    const struct sensitivity *r = &v->result;
    const double sum = sum_of_s1(r, v->main);
    double squares = 0.0; /* of the half-widths: the errors of the inputs taken as independent */
    char text[16], error[16], rest[16];
    for (int j = 0; j < r->inputs; j++) {
        const struct interval *i = &r->s1[(size_t)v->main * (size_t)r->inputs + (size_t)j];
        squares += (i->high - i->low) * (i->high - i->low) / 4.0;
    }
    index_words(sum, text);
    index_words(sqrt(squares), error);
    percent_words(fmax(1.0 - sum, 0.0), rest);
    words_add(w, _("Sum of S1: %s ± %s. "), text, error);
    if (sqrt(squares) > 0.1)
        words_add(w, "%s", _("That is too rough to say what comes from inputs acting together: use a larger -n."));
    else if (sum > 0.95)
        words_add(w, "%s", _("The inputs act one by one; hardly anything comes from their acting together."));
    else
        words_add(w, _("%s of the variance comes from inputs acting together."), rest);
}

/* ST below S1 by more than both intervals allow is a sign of too few rows. */
static void order_words(const struct page *p, const struct sensitivity_view *v, struct words *w)
{
    const struct sensitivity *r = &v->result;
    int wrong = 0;
    for (int j = 0; j < r->inputs; j++) {
        const size_t at = (size_t)v->main * (size_t)r->inputs + (size_t)j;
        if (r->st[at].high < r->s1[at].low)
            words_add(w, "%s%s", wrong++ ? _(", ") : _("ST is below S1, which cannot be (use a larger -n): "),
                      input_label(p, v, j));
    }
    if (wrong == 0)
        words_add(w, "%s", _("Check: ST ≥ S1 within the intervals for every input."));
}

/* Inputs that act together, the strongest first. */
static void print_pairs(const struct page *p, const struct sensitivity_view *v)
{
    const struct sensitivity *r = &v->result;
    const int pairs = r->inputs * (r->inputs - 1) / 2;
    const struct interval *s2 = r->s2 + (size_t)v->main * (size_t)pairs;
    struct words w = {.used = 0};
    double above = HUGE_VAL;
    for (int n = 0; n < PAIRS; n++) {
        int best_a = -1, best_b = -1;
        double best = 0.0;
        for (int a = 0; a < r->inputs; a++)
            for (int b = a + 1; b < r->inputs; b++) {
                const struct interval *i = &s2[sensitivity_pair(r->inputs, a, b)];
                if (i->low > 0.0 && i->value >= 0.005 && i->value > best && i->value < above) {
                    best = i->value;
                    best_a = a;
                    best_b = b;
                }
            }
        if (best_a < 0)
            break;
        char value[16], low[16], high[16];
        const struct interval *i = &s2[sensitivity_pair(r->inputs, best_a, best_b)];
        index_words(i->value, value);
        index_words(i->low, low);
        index_words(i->high, high);
        words_add(&w, "%s%s × %s %s [%s, %s]", n ? "; " : "", input_label(p, v, best_a), input_label(p, v, best_b),
                  value, low, high);
        above = best;
    }
    page_wrap(p, PLAIN, p->chinese ? "  共同作用（S2）：" : "  Acting together (S2): ",
              w.used ? w.text : _("no pair beyond noise"));
}

static void sobol_checks(const struct page *p, const struct sensitivity_view *v)
{
    struct words sum = {.used = 0}, order = {.used = 0};
    sum_words(v, &sum);
    remark(p, &sum);
    order_words(p, v, &order);
    remark(p, &order);
    if (v->result.s2)
        print_pairs(p, v);
}

/* --- the others --- */

/* What all inputs do together, less the sum of what each does alone. */
static void together_words(const struct sensitivity_view *v, bool up, struct words *w)
{
    const struct sensitivity *r = &v->result;
    const enum unit unit = v->cells[v->main].series->row->unit;
    const double base = r->base[v->main], all = (up ? r->all_up : r->all_down)[v->main];
    double sum = 0.0;
    char reached[VALUE_TEXT], alone[VALUE_TEXT], rest[VALUE_TEXT];
    for (int j = 0; j < r->inputs; j++) {
        const size_t at = (size_t)v->main * (size_t)r->inputs + (size_t)j;
        const double a = r->at_low[at] - base, b = r->at_high[at] - base;
        sum += up ? fmax(a, b) : fmin(a, b);
    }
    words_add(w,
              up ? _("All inputs at the end that raises it: %s; the sum of the single moves would be %s; rest %s.")
                 : _("All inputs at the end that lowers it: %s; the sum of the single moves would be %s; rest %s."),
              value_text(unit, all, reached), value_text(unit, base + sum, alone),
              gap_text(unit, all - base - sum, rest));
}

static void tornado_checks(const struct page *p, const struct sensitivity_view *v)
{
    struct words down = {.used = 0}, up = {.used = 0}, note = {.used = 0};
    together_words(v, false, &down);
    remark(p, &down);
    together_words(v, true, &up);
    remark(p, &up);
    words_add(&note, "%s",
              _("One input at a time, the others as the plan has them: the rest is what they do only together."));
    remark(p, &note);
}

static void tests_note(const struct page *p, const struct sensitivity_view *v)
{
    struct words w = {.used = 0};
    const int k = v->result.inputs;
    words_add(&w,
              _("Among %d inputs about %.1f p-values fall below 0.05 by chance alone; listed are those below 0.05/%d = "
                "%.4f. PRCC sees "
                "only influences that rise or fall throughout."),
              k, 0.05 * k, k, 0.05 / k);
    remark(p, &w);
}

static void one_line(const struct page *p, const char *text)
{
    struct words w = {.used = 0};
    words_add(&w, "%s", text);
    remark(p, &w);
}

void sensitivity_checks(const struct page *p, const struct sensitivity_view *v)
{
    if (v->main >= 0 && sensitivity_constant(&v->result, v->main))
        return;
    page_blank(p);
    switch (v->result.method) {
    case METHOD_SOBOL:
        if (v->main >= 0)
            sobol_checks(p, v);
        one_line(p, _("ST: share of the variance that would go if the input were known, with all it does together with "
                      "others; S1: "
                      "what it does alone."));
        break;
    case METHOD_MORRIS:
        one_line(p, _("μ*: mean size of the output's change when the input crosses its whole range; μ: the same with "
                      "its sign; σ: how "
                      "much it depends on the other inputs or on where it starts."));
        break;
    case METHOD_TORNADO:
        if (v->main >= 0)
            tornado_checks(p, v);
        break;
    case METHOD_PRCC:
        tests_note(p, v);
        break;
    default:
        one_line(p, _("How far the output's distribution moves when the input is known (Kolmogorov-Smirnov distance, "
                      "10 slices); what "
                      "is not clearly above the dummy is noise."));
    }
    if (v->setup->scenario->correlated_count > 0 && v->result.method <= METHOD_TORNADO)
        one_line(p, _("The scenario's correlations between inputs are not used by this method; prcc, pawn and discover "
                      "use them."));
}
