/* The uncertain assumptions, those first that matter most for the targets, with what is assumed and where it comes
 * from. */
#include <math.h>
#include <string.h>

#include "report_view.h"
#include "text.h"

#define WORTH_A_ROW 0.005

/* An input, found by its id in every plan that has it. */
struct ranked {
    int at[REPORT_MOST]; /* -1: not in this plan */
    int first;           /* the first plan that has it */
    double share[REPORT_MOST], most;
};

/* Whether some draws meet a target on this output's number and some do not. */
static bool is_open(const struct report_view *v, int plan, int output)
{
    const struct run *r = report_run(v, plan);
    const struct cell *cell = &v->plans[plan].shares.cells[output];
    const uint64_t *hits = v->ensemble.members[plan].hits;
    for (int i = 0; i < r->setup->scenario->target_count; i++) {
        const struct result *result = &r->results[i];
        if (result->series == cell->series && result->target->due == cell->year && hits[i] > 0 &&
            hits[i] < v->ensemble.done)
            return true;
    }
    return false;
}

static int count_open(const struct report_view *v, int plan)
{
    int open = 0;
    for (int c = 0; v->plans[plan].driven && c < v->plans[plan].shares.count; c++)
        open += is_open(v, plan, c);
    return open;
}

/* An input's share in how much a target's number varies, on average over those that are open. */
static double mean_share(const struct report_view *v, int plan, int input)
{
    const struct sensitivity_view *s = &v->plans[plan].shares;
    const int open = count_open(v, plan);
    double sum = 0.0;
    for (int c = 0; c < s->count; c++)
        if (is_open(v, plan, c) && input_matters(&s->result, c, input))
            sum += importance_share(&s->result, c, input);
    return open > 0 ? sum / open : 0.0;
}

static struct ranked *find(struct report_view *v, struct ranked *list, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (strcmp(input_of(&v->plans[list[i].first].shares, list[i].at[list[i].first])->id, id) == 0)
            return &list[i];
    return NULL;
}

static void add_input(struct report_view *v, int plan, int input, struct ranked *list, int *count)
{
    const struct sensitivity_view *s = &v->plans[plan].shares;
    struct ranked *one = find(v, list, *count, input_of(s, input)->id);
    if (!one) {
        one = &list[(*count)++];
        *one = (struct ranked){.first = plan};
        for (int i = 0; i < REPORT_MOST; i++)
            one->at[i] = -1;
    }
    one->at[plan] = input;
    one->share[plan] = mean_share(v, plan, input);
    one->most = fmax(one->most, one->share[plan]);
}

/* All inputs of all plans, the most important first. */
static struct ranked *rank(struct report_view *v, int *count)
{
    int most = 1;
    *count = 0;
    for (int i = 0; i < v->count; i++)
        most += report_setup(v, i)->scenario->uncertain_count;
    struct ranked *list = arena_alloc(&v->arena, sizeof *list * (size_t)most);
    for (int i = 0; list && i < v->count; i++)
        for (int k = 0; v->plans[i].driven && k < v->plans[i].shares.result.inputs; k++)
            add_input(v, i, k, list, count);
    for (int i = 1; i < *count; i++) { /* equals stay in the scenario's order */
        const struct ranked one = list[i];
        int at = i;
        for (; at > 0 && list[at - 1].most < one.most; at--)
            list[at] = list[at - 1];
        list[at] = one;
    }
    return list;
}

static void input_row(struct report_view *v, const struct ranked *one)
{
    const struct sensitivity_view *s = &v->plans[one->first].shares;
    const struct page *p = &v->session->page;
    const int input = one->at[one->first];
    struct words distribution = {.used = 0}, source = {.used = 0};
    struct html *h = &v->html;
    char share[16];
    html_open(h, "tr", NULL);
    html_open_row_name(h);
    html_text(h, input_label(p, s, input));
    html_close(h);
    for (int i = 0; i < v->count; i++) {
        percent_words(one->share[i], share);
        html_put(h, "td", "number", "%s", one->at[i] < 0 ? "–" : share);
    }
    distribution_words(p, s, input, &distribution);
    source_words(&input_of(s, input)->from, &source);
    html_put(h, "td", NULL, "%s", distribution.text);
    html_put(h, "td", NULL, "%s", source.text);
    html_close(h);
}

static void print_rest(struct report_view *v, const struct ranked *list, int from, int count)
{
    struct words w = {.used = 0};
    for (int i = from; i < count; i++)
        words_add(&w, "%s%s", i > from ? (v->chinese ? "；" : "; ") : "",
                  input_label(&v->session->page, &v->plans[list[i].first].shares, list[i].at[list[i].first]));
    if (w.used > 0)
        html_put(&v->html, "p", "muted", _("Hardly matter for any open target: %s"), w.text);
}

static void print_table(struct report_view *v, const struct ranked *list, int shown)
{
    struct html_column columns[3 + REPORT_MOST] = {{.name = _("assumption")}};
    char names[REPORT_MOST][64];
    for (int i = 0; i < v->count; i++) {
        snprintf(names[i], sizeof *names, v->count > 1 ? "%s %s" : "%s%s", _("weight"), report_letter(v, i));
        columns[1 + i] = (struct html_column){names[i], .number = true};
    }
    columns[1 + v->count] = (struct html_column){.name = _("what is assumed")};
    columns[2 + v->count] = (struct html_column){.name = _("where it comes from")};
    html_table(&v->html,
               _("Weight: the assumption's share in how much a target's number varies, also together with "
                 "others, on average over the open targets"),
               columns, 3 + v->count);
    for (int i = 0; i < shown; i++)
        input_row(v, &list[i]);
    html_table_end(&v->html);
}

/* How much of the scenario is only assumed, varied or not. */
static void print_basis(struct report_view *v, int plan)
{
    const struct scenario *s = report_setup(v, plan)->scenario;
    int sourced = 0, assumed = 0;
    for (int i = 0; i < s->value_count; i++) {
        sourced += s->values[i].from.source != NULL;
        assumed += !s->values[i].from.source && s->values[i].from.assumption;
    }
    struct words w = {.used = 0};
    if (v->count > 1)
        words_add(&w, v->chinese ? "%s：" : "%s: ", report_letter(v, plan));
    words_add(
        &w,
        _("Of %d values of the scenario %d have a source and %d are assumptions; %d are drawn as uncertain, and %d "
          "numbers with targets are open: some draws meet them and some do not."),
        s->value_count, sourced, assumed, s->uncertain_count, count_open(v, plan));
    html_put(&v->html, "p", NULL, "%s", w.text);
}

void report_assumptions(struct report_view *v)
{
    int count, shown = 0;
    report_section(v, _("Assumptions, by how much they matter"));
    for (int i = 0; i < v->count; i++)
        print_basis(v, i);
    const struct ranked *list = rank(v, &count);
    while (list && shown < count && list[shown].most >= WORTH_A_ROW)
        shown++;
    if (shown > 0)
        print_table(v, list, shown);
    if (list)
        print_rest(v, list, shown, count);
    html_close(&v->html);
}
