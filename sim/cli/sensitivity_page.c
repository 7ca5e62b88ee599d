/* The page of a sensitivity study: what is computed, what drives the outputs, what is assumed of the
 * inputs. */
#include <inttypes.h>

#include "explain.h"
#include "sensitivity_view.h"
#include "text.h"

static const char *method_words(enum method method)
{
    static const char *const words[METHODS] = {
        [METHOD_SOBOL] = N_("Sobol' indices: shares of the output's variance"),
        [METHOD_MORRIS] = N_("Morris screening: mean effect of moving one input"),
        [METHOD_TORNADO] = N_("tornado: one input at a time at its P10 and P90"),
        [METHOD_PRCC] = N_("PRCC: partial rank correlation of input and output"),
        [METHOD_PAWN] = N_("PAWN: how far knowing an input moves the output's distribution"),
        [METHOD_DISCOVER] = N_("scenario discovery (PRIM): the region of the inputs in which a target fails"),
    };
    return _(words[method]);
}

static void design_words(const struct sensitivity_view *v, struct words *w)
{
    const struct sensitivity_options *o = &v->options;
    const uint64_t runs = sensitivity_budget(o, v->setup->scenario->uncertain_count);
    const int k = v->setup->scenario->uncertain_count;
    switch (o->method) {
    case METHOD_SOBOL:
        if (o->until_settled)
            words_add(w, _("until ST and S1 are known to ±%.2f and the ranking no longer changes; at most "),
                      SETTLED_HALF_WIDTH);
        words_add(w, _("%d scrambles × %" PRIu64 " rows × %s runs = %" PRIu64), o->scrambles,
                  o->runs / (uint64_t)o->scrambles, o->second_order ? _("(2 × inputs + 2)") : _("(inputs + 2)"), runs);
        break;
    case METHOD_MORRIS:
        words_add(w, _("%" PRIu64 " base points × (inputs + 1) runs = %" PRIu64), o->runs, runs);
        break;
    case METHOD_TORNADO:
        words_add(w, _("2 × inputs + 2 × outputs + 1 runs = %" PRIu64), runs);
        break;
    default:
        words_add(w, _("%" PRIu64 " replicates, runs = %" PRIu64), o->runs, runs);
    }
    words_add(w, _("; inputs: %d, outputs: %d"), k, v->count);
    if (o->method != METHOD_TORNADO)
        words_add(w, _("; seed %" PRIu64), o->seed);
}

void sensitivity_head(const struct page *p, const struct sensitivity_view *v)
{
    const struct scenario *s = v->setup->scenario;
    struct words design = {.used = 0}, scenario = {.used = 0};
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    words_add(&scenario, "%s · %.12s", s->path, s->digest);
    explain_fact(p, _("Scenario"), scenario.text);
    explain_fact(p, _("Method"), method_words(v->options.method));
    design_words(v, &design);
    explain_fact(p, _("Budget"), design.text);
    fflush(p->out); /* before the runs: it says how long to wait */
}

static void done_words(const struct page *p, const struct sensitivity_view *v)
{
    const struct sensitivity *r = &v->result;
    struct words w = {.used = 0};
    words_add(&w, _("%" PRIu64 " runs, %" PRIu64 " failed (%.1f%%)"), r->evaluations, r->failed,
              r->evaluations ? 100.0 * (double)r->failed / (double)r->evaluations : 0.0);
    const bool small = r->memory < 1000000;
    char memory[32];
    snprintf(memory, sizeof memory, small ? "%.0f kB" : "%.1f MB", (double)r->memory / (small ? 1e3 : 1e6));
    if (r->memory > 0)
        words_add(&w, _("; working memory %s"), memory);
    explain_fact(p, _("Done"), w.text);
}

/* What -n auto came to. */
static void end_words(const struct page *p, const struct sensitivity_view *v)
{
    const struct sensitivity *r = &v->result;
    struct words w = {.used = 0}, unsettled = {.used = 0};
    if (sensitivity_settled(r, &v->options)) {
        words_add(&w,
                  _("settled at -n %" PRIu64
                    ": ST and S1 are known to ±%.2f, and no two inputs changed places over the last two doublings"),
                  r->rows, SETTLED_HALF_WIDTH);
        explain_fact(p, _("Ended"), w.text);
        return;
    }
    for (int c = 0; c < v->count; c++)
        if (!r->settled[c] && (v->options.watched < 0 || v->options.watched == c)) {
            words_add(&unsettled, "%s", unsettled.used ? _("; ") : "");
            if (v->targets[c])
                output_name(p, v, c, &unsettled);
            else
                output_words(p, v, c, &unsettled); /* with the year */
        }
    words_add(&w, _("at the most rows, -n %" PRIu64 "; not settled: %s"), r->rows, unsettled.text);
    explain_fact(p, _("Ended"), w.text);
}

static void print_named(const struct page *p, const struct sensitivity_view *v, int kind, const char *title)
{
    struct words w = {.used = 0};
    grouped_words(p, v, kind, &w);
    if (!w.used)
        return;
    page_blank(p);
    page_wrap(p, BOLD, "", title);
    page_wrap(p, PLAIN, "  ", w.text);
}

/* Outputs that need no table are named once. */
static void print_untabled(const struct page *p, const struct sensitivity_view *v)
{
    print_named(p, v, OUTPUT_SAFE, _("Met in every run, whatever moves them (-o DIR writes their drivers too):"));
    print_named(p, v, OUTPUT_CONSTANT,
                _("No uncertain input moves these: they are the same in every run, so there is nothing to rank."));
    if (v->main < 0 || !sensitivity_constant(&v->result, v->main))
        return;
    struct words name = {.used = 0}, facts = {.used = 0};
    output_words(p, v, v->main, &name);
    output_facts(p, v, v->main, &facts);
    page_blank(p);
    page_wrap(p, BOLD, "", name.text);
    page_wrap(p, PLAIN, "  ", facts.text);
    page_wrap(p, CAUTION, "  ",
              _("No uncertain input moves it: it is the same in every run, so there is nothing to rank."));
}

/* For a reader with one minute: which input is the largest driver of how many targets. */
static void print_summary(const struct page *p, const struct sensitivity_view *v)
{
    const struct sensitivity *r = &v->result;
    int first[MOST_INPUTS] = {0}, moved = 0;
    struct words w = {.used = 0};
    for (int c = 0; c < v->count; c++) {
        int order[MOST_INPUTS];
        rank_inputs(r, c, order);
        if (!input_stands_out(r, c, order[0]))
            continue;
        first[order[0]]++;
        moved++;
    }
    words_add(&w, _("Of %d numbers with targets %d depend on the uncertain inputs. "), v->count, moved);
    words_add(&w, "%s", moved > 0 ? _("Largest driver: ") : "");
    int last = 0; /* how many the one named before drives */
    for (;;) {
        int best = 0;
        for (int j = 1; j < r->inputs; j++)
            best = first[j] > first[best] ? j : best;
        if (first[best] == 0)
            break;
        words_add(&w, "%s", last == 0 ? "" : last > 1 && first[best] == 1 ? _("; ") : _(", "));
        if (first[best] == 1 && last != 1)
            words_add(&w, "%s", _("of one each: "));
        words_add(&w, first[best] > 1 ? _("%s of %d") : "%s", input_label(p, v, best), first[best]);
        last = first[best];
        first[best] = 0;
    }
    page_blank(p);
    page_wrap(p, BOLD, "", w.text);
}

void sensitivity_page(const struct page *p, const struct sensitivity_view *v)
{
    done_words(p, v);
    if (v->options.until_settled)
        end_words(p, v);
    if (v->result.method == METHOD_DISCOVER) {
        sensitivity_discoveries(p, v);
    } else {
        if (v->main < 0)
            print_summary(p, v);
        sensitivity_table(p, v);
        print_untabled(p, v);
        sensitivity_checks(p, v);
        if (v->main < 0)
            sensitivity_matrix(p, v);
        else
            sensitivity_years(p, v);
    }
    sensitivity_inputs(p, v);
}
