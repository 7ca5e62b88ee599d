/* What drives the misses: for each number that misses a target, the inputs that move it most, one at a time, and what
 * it would be at either end of their range. */
#include <math.h>
#include <string.h>

#include "report_view.h"
#include "text.h"
#include "values.h"

enum { SHOWN_DRIVERS = 3, COLUMNS = 4 };

/* Whether any target on this output's number in its year is missed or late. */
static bool not_met(const struct report_view *v, int plan, int output)
{
    const struct run *r = report_run(v, plan);
    const struct cell *cell = &v->plans[plan].moves.cells[output];
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *result = &r->results[i];
        if (result->series == cell->series && result->target->due == cell->year &&
            (result->verdict == VERDICT_MISSED || result->verdict == VERDICT_LATE))
            return true;
    }
    return false;
}

/* The names of the outputs that are not met and share this one's drivers. */
static void same_names(const struct report_view *v, int plan, int first, struct words *w)
{
    const struct sensitivity_view *s = &v->plans[plan].moves;
    for (int c = first + 1; c < s->count; c++)
        if (s->leader[c] == s->leader[first] && not_met(v, plan, c)) {
            words_add(w, "%s", w->used ? (v->chinese ? "；" : "; ") : "");
            output_name(&v->session->page, s, c, w);
        }
}

/* Whether an earlier output with the same drivers stood for this one. */
static bool said(const struct report_view *v, int plan, int output)
{
    const struct sensitivity_view *s = &v->plans[plan].moves;
    for (int c = 0; c < output; c++)
        if (s->leader[c] == s->leader[output] && not_met(v, plan, c))
            return true;
    return false;
}

/* The number at one end, with the sign of what it does to the target. */
static void end_cell(struct report_view *v, const struct sensitivity_view *s, int output, double value)
{
    const struct target *t = s->targets[output];
    const bool holds = target_holds(t, value);
    char text[VALUE_TEXT];
    value_apart(s->cells[output].series->row->unit, value, t->value, text);
    html_put(&v->html, "td", holds ? "number met" : "number", "%s%s", holds ? "✓ " : "", text);
}

static void driver_row(struct report_view *v, const struct sensitivity_view *s, int output, int input)
{
    const struct sensitivity *r = &s->result;
    const size_t at = (size_t)output * (size_t)r->inputs + (size_t)input;
    struct words range = {.used = 0};
    html_open(&v->html, "tr", NULL);
    html_open_row_name(&v->html);
    html_text(&v->html, input_label(&v->session->page, s, input));
    html_close(&v->html);
    input_range_words(&v->session->page, s, input, r->p10[input], r->p90[input], " → ", &range);
    html_put(&v->html, "td", "number", "%s", range.text);
    end_cell(v, s, output, r->at_low[at]);
    end_cell(v, s, output, r->at_high[at]);
    html_close(&v->html);
}

static void print_output(struct report_view *v, int plan, int output)
{
    const struct sensitivity_view *s = &v->plans[plan].moves;
    struct words name = {.used = 0}, facts = {.used = 0}, same = {.used = 0};
    int order[MOST_INPUTS];
    output_words(&v->session->page, s, output, &name);
    output_facts(&v->session->page, s, output, &facts);
    html_group(&v->html, COLUMNS, v->chinese ? "%s：%s" : "%s: %s", name.text, facts.text);
    rank_inputs(&s->result, output, order);
    for (int i = 0; i < SHOWN_DRIVERS && i < s->result.inputs; i++)
        if (input_stands_out(&s->result, output, order[i]))
            driver_row(v, s, output, order[i]);
    same_names(v, plan, output, &same);
    if (same.used > 0)
        html_remark(&v->html, COLUMNS, _("The same drivers: %s"), same.text);
}

/* Misses that nothing uncertain moves are the plan's own doing. */
static void print_unmoved(struct report_view *v, int plan)
{
    const struct sensitivity_view *s = &v->plans[plan].moves;
    struct words w = {.used = 0};
    for (int c = 0; c < s->count; c++)
        if (s->leader[c] == OUTPUT_CONSTANT && not_met(v, plan, c)) {
            words_add(&w, "%s", w.used ? (v->chinese ? "；" : "; ") : "");
            output_name(&v->session->page, s, c, &w);
        }
    if (w.used > 0)
        html_put(&v->html, "p", NULL, _("Moved by nothing that is uncertain, but set by the plan's own figures: %s"),
                 w.text);
}

static bool any_moved(const struct report_view *v, int plan)
{
    const struct sensitivity_view *s = &v->plans[plan].moves;
    for (int c = 0; c < s->count; c++)
        if (s->leader[c] >= 0 && not_met(v, plan, c))
            return true;
    return false;
}

static void print_plan(struct report_view *v, int plan)
{
    const struct html_column columns[COLUMNS] = {{_("what is uncertain"), false},
                                                 {_("from low to high (P10 → P90)"), true},
                                                 {_("the number at the low end"), true},
                                                 {_("the number at the high end"), true}};
    const struct sensitivity_view *s = &v->plans[plan].moves;
    report_plan_heading(v, plan);
    if (report_run(v, plan)->late + report_run(v, plan)->missed == 0) {
        html_put(&v->html, "p", NULL, "%s", _("No target is missed."));
        return;
    }
    if (!v->plans[plan].driven) {
        html_put(&v->html, "p", NULL, "%s", _("The scenario says of nothing that it is uncertain."));
        return;
    }
    if (any_moved(v, plan)) {
        html_table(
            &v->html,
            _("Each input alone from its low to its high end, all else as in the plan. ✓: the target is met there"),
            columns, COLUMNS);
        for (int c = 0; c < s->count; c++)
            if (s->leader[c] >= 0 && not_met(v, plan, c) && !said(v, plan, c))
                print_output(v, plan, c);
        html_table_end(&v->html);
    }
    print_unmoved(v, plan);
}

void report_drivers(struct report_view *v)
{
    if (v->target_count == 0)
        return;
    report_section(v, _("What drives the misses"));
    for (int i = 0; i < v->count; i++)
        print_plan(v, i);
    html_close(&v->html);
}
