/* A plan may have a hundred targets, many moved by the same inputs in the same way: one table serves them
 * all, and what needs none is only named. */
#include <math.h>
#include <string.h>

#include "sensitivity_view.h"
#include "text.h"

/* Both ends of the spread meet a target: so does everything between, whatever the comparator. */
static bool safe(const struct sensitivity_view *v, int output)
{
    const struct scenario *s = v->setup->scenario;
    const struct target *own = v->targets[output];
    const struct spread *spread = &v->result.spread[output];
    for (int i = 0; own && i < s->target_count; i++) {
        const struct target *t = &s->targets[i];
        const bool same = t->indicator && t->due == own->due && strcmp(t->indicator, own->indicator) == 0;
        if (same && !(target_holds(t, spread->low) && target_holds(t, spread->high)))
            return false;
    }
    return own != NULL && spread->absent == 0;
}

static double signed_share(const struct sensitivity *r, int output, int input)
{
    const double share = input_matters(r, output, input) ? importance_share(r, output, input) : 0.0;
    return r->prcc && r->prcc[(size_t)output * (size_t)r->inputs + (size_t)input] < 0.0 ? -share : share;
}

static bool same_drivers(const struct sensitivity *r, int a, int b)
{
    for (int j = 0; j < r->inputs; j++)
        if (fabs(signed_share(r, a, j) - signed_share(r, b, j)) > 0.02)
            return false;
    return true;
}

/* The same sentence, word for word. */
static bool same_discovery(const struct sensitivity_view *v, int a, int b)
{
    const struct prim_box *one = &v->result.box[a], *other = &v->result.box[b];
    bool same = one->sides > 0 && one->sides == other->sides && v->cells[a].year == v->cells[b].year &&
                fabs(v->result.failure_share[a] - v->result.failure_share[b]) < 0.005 &&
                fabs(one->density - other->density) < 0.005;
    for (int i = 0; same && i < one->sides; i++)
        same = one->side[i].input == other->side[i].input && one->side[i].upper == other->side[i].upper &&
               one->side[i].limit == other->side[i].limit;
    return same;
}

static bool alike(const struct sensitivity_view *v, int a, int b)
{
    return v->result.method == METHOD_DISCOVER ? same_discovery(v, a, b) : same_drivers(&v->result, a, b);
}

int sensitivity_group(struct session *s, struct sensitivity_view *v)
{
    v->leader = arena_alloc(&s->arena, sizeof *v->leader * (size_t)(v->count + 1));
    if (!v->leader)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    for (int c = 0; c < v->count; c++) {
        v->leader[c] = c;
        if (v->main >= 0)
            continue;
        if (v->result.method != METHOD_DISCOVER && sensitivity_constant(&v->result, c))
            v->leader[c] = OUTPUT_CONSTANT;
        else if (v->result.method != METHOD_DISCOVER && safe(v, c))
            v->leader[c] = OUTPUT_SAFE;
        for (int earlier = 0; earlier < c && v->leader[c] == c; earlier++)
            if (v->leader[earlier] == earlier && alike(v, earlier, c))
                v->leader[c] = earlier;
    }
    return 0;
}

/* "3 name; 7 name" of the outputs with this leader but the leader itself. */
void grouped_words(const struct page *p, const struct sensitivity_view *v, int leader, struct words *w)
{
    for (int c = 0; c < v->count; c++)
        if (v->leader[c] == leader && c != leader) {
            words_add(w, "%s%d ", w->used ? _("; ") : "", c + 1);
            output_name(p, v, c, w);
        }
}
