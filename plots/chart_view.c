/* A page about one output. */
#include "chart_view.h"

const double *view_of(const struct view *v, const double *all) { return all + (size_t)v->output * (size_t)v->inputs; }

bool view_start(struct view *v, const void *what, int i, bool chinese, struct canvas *c)
{
    const struct study *study = what;

    *v = (struct view){.study = study,
                       .s = study->s,
                       .u = study->s->setup,
                       .output = study->first + i,
                       .inputs = study->s->inputs,
                       .chinese = chinese,
                       .canvas = c};
    v->cell = &study->o->cells[v->output];
    v->order = arena_alloc(c->arena, (size_t)(v->inputs + 1) * sizeof *v->order);
    c->failed = c->failed || !v->order;
    return !c->failed;
}

void view_rows(struct view *v, const double *size, double least)
{
    study_order(size, v->inputs, v->order);
    for (int i = 0; i < v->inputs && i < BARS_MOST && size[v->order[i]] > least; i++)
        v->bars.label[v->bars.rows++] = study_input(v->u, v->order[i], v->chinese);
    page_fit(v->canvas, bars_height(v->bars.rows, frame_top(v->canvas) + 2 * NOTE_LINE + 100));
}

double view_frame(const struct view *v, const char *note)
{
    struct arena *a = v->canvas->arena;
    const int left = v->inputs - v->bars.rows;
    const char *rest = left <= 0 ? ""
                                 : arena_format(a,
                                                v->chinese ? "另有%d个因素影响很小，未列出。"
                                                           : " %d more inputs hardly matter and are left out.",
                                                left);

    study_frame(v->study,
                study_title(v->u, v->cell, v->chinese ? "哪些因素影响最大" : "what matters most", v->chinese, a),
                v->chinese, v->canvas);
    return study_note(v->canvas, note && rest ? arena_format(a, "%s%s", note, rest) : NULL, 2);
}

const char *view_file(const struct view *v, const char *prefix)
{
    return study_file(v->canvas->arena, prefix, v->cell->series->key, v->cell->year);
}
