/* A study in one line, for the summary of a batch: from its tables, which may be those of an earlier night. */
#include <math.h>
#include <string.h>

#include "sensitivity_plan.h"
#include "text.h"
#include "values.h"

/* What the inputs of each method are ranked by. */
static const char *measure_of(enum method method)
{
    static const char *const names[METHODS] = {
        [METHOD_SOBOL] = "st",  [METHOD_MORRIS] = "mu_star",   [METHOD_TORNADO] = "swing",
        [METHOD_PRCC] = "prcc", [METHOD_PAWN] = "pawn_median", [METHOD_DISCOVER] = "failure_share"};
    return names[method];
}

static bool about(const struct sensitivity_view *v, int output, const struct study_influence *row)
{
    const struct target *t = v->targets[output];
    return row->year == v->cells[output].year && strcmp(row->key, v->cells[output].series->key) == 0 &&
           strcmp(row->target, t ? t->id : "") == 0;
}

/* The row of an output with the largest measure; NULL where nothing moves it. */
static const struct study_influence *top_row(const struct sensitivity_plan *plan, int output)
{
    const struct study_influence *top = NULL;
    const char *measure = measure_of(plan->view.options.method);
    for (int i = 0; i < plan->results->lists[TABLE_SENSITIVITY].count; i++) {
        const struct study_influence *row = STUDY_AT(plan->results, study_influence, TABLE_SENSITIVITY, i);
        if (strcmp(row->quantity, measure) != 0 || strcmp(row->input, "(dummy)") == 0 || !isfinite(row->value) ||
            fabs(row->value) > ABSENT_ABOVE || !about(&plan->view, output, row))
            continue;
        if (!top || fabs(row->value) > fabs(top->value))
            top = row;
    }
    return top;
}

/* A target that fails in every run, or in none, has no drivers to speak of. */
static bool says_something(const struct study_influence *row, enum method method)
{
    return row->value != 0.0 && !(method == METHOD_DISCOVER && row->value == 1.0);
}

/* The output shown in full, else the first that anything moves. */
static const struct study_influence *choose_row(const struct sensitivity_plan *plan, int *output)
{
    const enum method method = plan->view.options.method;
    const struct study_influence *top = NULL;
    *output = plan->view.main < 0 ? 0 : plan->view.main;
    if (plan->view.main >= 0)
        return top_row(plan, *output);
    for (int c = 0; c < plan->view.count; c++) {
        const struct study_influence *row = top_row(plan, c);
        if (row && (!top || (!says_something(top, method) && says_something(row, method)))) {
            top = row;
            *output = c;
        }
    }
    return top;
}

static void measure_words(const struct sensitivity_view *v, const struct study_influence *row, int output,
                          struct words *w)
{
    const enum unit unit = v->cells[output].series->row->unit;
    char text[64];
    switch (v->options.method) {
    case METHOD_SOBOL:
        index_words(row->value, text);
        words_add(w, "ST %s", text);
        break;
    case METHOD_MORRIS:
        words_add(w, "μ* %s", size_text(unit, row->value, text));
        break;
    case METHOD_TORNADO:
        words_add(w, _("swing %s"), size_text(unit, row->value, text));
        break;
    case METHOD_PRCC:
        index_words(row->value, text);
        words_add(w, "PRCC %s", text);
        break;
    default:
        index_words(row->value, text);
        words_add(w, "PAWN %s", text);
    }
}

static const char *label_of(const struct page *p, const struct sensitivity_view *v, const char *id)
{
    for (int j = 0; j < v->setup->scenario->uncertain_count; j++)
        if (strcmp(input_of(v, j)->id, id) == 0)
            return input_label(p, v, j);
    return id;
}

const char *sensitivity_sentence(struct arena *a, const struct page *p, const struct sensitivity_plan *plan)
{
    const struct sensitivity_view *v = &plan->view;
    struct words name = {.used = 0}, measure = {.used = 0};
    char share[16];
    int output;
    const struct study_influence *top = choose_row(plan, &output);
    if (v->targets[output])
        output_name(p, v, output, &name);
    else
        output_words(p, v, output, &name); /* with the year */
    if (!top)
        return arena_format(a, _("%s: no input moves it"), name.text);
    if (v->options.method == METHOD_DISCOVER) {
        percent_words(top->value, share);
        return arena_format(a, _("%s: fails in %s of the runs"), name.text, share);
    }
    measure_words(v, top, output, &measure);
    return arena_format(a, _("%s: driven most by %s (%s)"), name.text, label_of(p, v, top->input), measure.text);
}
