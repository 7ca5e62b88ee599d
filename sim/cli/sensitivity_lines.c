/* Everything a study found, quantity by quantity: what CSV and JSON hold. */
#include <math.h>

#include "sensitivity_view.h"

struct sink {
    const struct sensitivity_view *v;
    sensitivity_line *line;
    void *context;
    int output;
};

static void give(const struct sink *k, const char *input, const char *quantity, double value)
{
    k->line(k->context, k->output, input, quantity, value, NAN, NAN);
}

static void give_interval(const struct sink *k, const char *input, const char *quantity, struct interval i)
{
    k->line(k->context, k->output, input, quantity, i.value, i.low, i.high);
}

static void pairs(const struct sink *k)
{
    const struct sensitivity *r = &k->v->result;
    const size_t from = (size_t)k->output * (size_t)(r->inputs * (r->inputs - 1) / 2);
    char both[256];
    for (int a = 0; a < r->inputs; a++)
        for (int b = a + 1; b < r->inputs; b++) {
            snprintf(both, sizeof both, "%s+%s", r->ids[a], r->ids[b]);
            give_interval(k, both, "s2", r->s2[from + (size_t)sensitivity_pair(r->inputs, a, b)]);
        }
}

static void output_lines(const struct sink *k)
{
    const struct sensitivity *r = &k->v->result;
    const int c = k->output;
    give(k, "", "base", r->base[c]);
    give(k, "", "smallest", r->spread[c].low);
    give(k, "", "largest", r->spread[c].high);
    give(k, "", "absent_runs", (double)r->spread[c].absent);
    if (r->variance)
        give(k, "", "variance", r->variance[c]);
    if (r->s1 && !sensitivity_constant(r, c))
        give(k, "", "sum_s1", sum_of_s1(r, c));
    if (r->settled) {
        give(k, "", "rows", (double)r->rows);
        give(k, "", "settled", r->settled[c] ? 1.0 : 0.0);
    }
    if (r->all_down) {
        give(k, "", "all_down", r->all_down[c]);
        give(k, "", "all_up", r->all_up[c]);
    }
    if (r->pawn && !sensitivity_constant(r, c)) {
        const size_t at = (size_t)c * (size_t)(r->inputs + 1) + (size_t)r->inputs;
        give(k, "(dummy)", "pawn_median", r->pawn[at]);
        give(k, "(dummy)", "pawn_maximum", r->pawn_max[at]);
    }
}

static void input_lines(const struct sink *k, int input)
{
    const struct sensitivity *r = &k->v->result;
    const size_t at = (size_t)k->output * (size_t)r->inputs + (size_t)input, wide = at + (size_t)k->output;
    const char *id = r->ids[input];
    switch (r->method) {
    case METHOD_SOBOL:
        give_interval(k, id, "s1", r->s1[at]);
        give_interval(k, id, "st", r->st[at]);
        break;
    case METHOD_MORRIS:
        give(k, id, "mu_star", r->mu_star[at]);
        give(k, id, "mu", r->mu[at]);
        give(k, id, "sigma", r->sigma[at]);
        break;
    case METHOD_TORNADO:
        k->line(k->context, k->output, id, "swing", tornado_swing(r, k->output, input), r->at_low[at], r->at_high[at]);
        break;
    case METHOD_PRCC:
        give(k, id, "prcc", r->prcc[at]);
        give(k, id, "p_value", r->p_value[at]);
        break;
    default:
        give(k, id, "pawn_median", r->pawn[wide]);
        give(k, id, "pawn_maximum", r->pawn_max[wide]);
    }
}

static void box_lines(const struct sink *k)
{
    const struct sensitivity *r = &k->v->result;
    const struct prim_box *box = &r->box[k->output];
    give(k, "", "failure_share", r->failure_share[k->output]);
    if (box->sides == 0)
        return;
    give(k, "", "coverage", box->coverage);
    give(k, "", "density", box->density);
    give(k, "", "mass", box->mass);
    for (int i = 0; i < box->sides; i++)
        give(k, r->ids[box->side[i].input], box->side[i].upper ? "at_most" : "at_least", box->side[i].limit);
}

void sensitivity_lines(const struct sensitivity_view *v, sensitivity_line *line, void *context)
{
    struct sink k = {v, line, context, 0};
    for (; k.output < v->count; k.output++) {
        output_lines(&k);
        if (v->result.method == METHOD_DISCOVER)
            box_lines(&k);
        else if (!sensitivity_constant(&v->result, k.output))
            for (int j = 0; j < v->result.inputs; j++)
                input_lines(&k, j);
        if (v->result.s2 && !sensitivity_constant(&v->result, k.output))
            pairs(&k);
    }
}
