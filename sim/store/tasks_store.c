#include "tasks_store.h"

#include <string.h>

#include "csv.h"
#include "json_build.h"
#include "lane.h"
#include "utf8.h"

/* --- CSV --- */

static void names_cell(FILE *out, const char **names, int count, char end)
{
    struct arena a = {0};
    const char *text = "";

    for (int i = 0; text && i < count; i++)
        text = arena_format(&a, "%s%s%s", text, i ? "、" : "", names[i]);
    csv_text(out, text, end);
    arena_free(&a);
}

static void task_cells(FILE *out, const struct task *t)
{
    if (!t) {
        fputs(",,,,,,,", out);
        return;
    }
    fprintf(out, "%d,%s,", t->number, t->id);
    csv_text(out, t->section, ',');
    csv_text(out, t->label.zh, ',');
    csv_text(out, t->label.en, ',');
    names_cell(out, t->lead, t->lead_count, ',');
    names_cell(out, t->support, t->support_count, ',');
}

static void verdict_cells(FILE *out, const struct result *e, char end)
{
    char text[32];
    const bool said = e && e->verdict != VERDICT_UNEVALUATED;
    fprintf(out, "%s,%s%c", e ? verdict_key(e->verdict) : "", csv_number(said ? e->reached : ABSENT, text), end);
}

static void line(FILE *out, const struct run *r, const struct delay *d, const struct task *t, int target)
{
    char text[32];

    task_cells(out, t);
    if (target < 0) {
        fputs(",,,,,,,,,,\n", out);
        return;
    }
    const struct result *e = &r->results[target];
    const struct target *goal = e->target;
    csv_text(out, goal->id, ',');
    csv_text(out, goal->label.zh, ',');
    csv_text(out, goal->label.en, ',');
    fprintf(out, "%d,%s,%s,", goal->due, comparator_key(goal->comparator),
            csv_number(goal->unevaluated ? ABSENT : goal->value, text));
    fprintf(out, "%s,", e->row ? unit_name(e->row->unit) : "");
    verdict_cells(out, e, ',');
    verdict_cells(out, d ? &d->run.results[target] : NULL, '\n');
}

void tasks_csv(FILE *out, const struct run *r, const struct delay *d)
{
    const struct scenario *s = r->setup->scenario;

    fprintf(out,
            "\xEF\xBB\xBFnumber,task,section,label_zh,label_en,lead,support,target,target_zh,target_en,due,comparator,"
            "value,unit,verdict,reached,verdict_delayed,reached_delayed\n");
    for (int i = 0; i < s->task_count; i++) {
        for (int k = 0; k < s->tasks[i].target_count; k++)
            line(out, r, d, &s->tasks[i], s->tasks[i].targets[k]);
        if (s->tasks[i].target_count == 0)
            line(out, r, d, &s->tasks[i], -1);
    }
    for (int target = 0; target < s->target_count; target++) {
        if (!target_carried(s, target))
            line(out, r, d, NULL, target);
    }
}

/* --- JSON --- */

static json_t *names(struct builder *b, const char *const *list, int count)
{
    json_t *array = json_array();
    for (int i = 0; i < count; i++)
        build_append(b, array, build_text(b, list[i]));
    return array;
}

static json_t *task_object(struct builder *b, const struct scenario *s, const struct task *t)
{
    json_t *object = json_object(), *targets = json_array(), *delays = json_array();
    build_put(b, object, "number", json_integer(t->number));
    build_put(b, object, "id", build_text(b, t->id));
    build_put(b, object, "label", build_label(b, t->label.zh, t->label.en));
    build_put(b, object, "section", build_text(b, t->section));
    build_put(b, object, "lead", names(b, t->lead, t->lead_count));
    build_put(b, object, "support", names(b, t->support, t->support_count));
    for (int i = 0; i < t->target_count; i++)
        build_append(b, targets, build_text(b, s->targets[t->targets[i]].id));
    build_put(b, object, "targets", targets);
    for (int i = 0; i < t->delay_count; i++) {
        char key[200];
        address_key(s, t->delays[i].row, t->delays[i].item, key, sizeof key);
        build_append(b, delays, build_text(b, key));
    }
    build_put(b, object, "delays", delays);
    build_put(b, object, "quote", build_text(b, t->quote));
    build_put(b, object, "note", build_text(b, t->note));
    return object;
}

static json_t *results(struct builder *b, const struct run *r)
{
    json_t *array = json_array();
    for (int i = 0; i < r->setup->scenario->target_count; i++)
        build_append(b, array, build_target(b, &r->results[i]));
    return array;
}

static json_t *delay_object(struct builder *b, const struct delay *d)
{
    json_t *object = json_object();
    build_put(b, object, "task", build_text(b, d->task->id));
    build_put(b, object, "years", json_integer(d->years));
    build_put(b, object, "changes", names(b, d->changes, d->change_count));
    build_put(b, object, "targets", results(b, &d->run));
    return object;
}

int tasks_json(FILE *out, const struct run *r, const struct delay *d, const char *version)
{
    const struct scenario *s = r->setup->scenario;
    struct builder b = {0};
    json_t *root = json_object(), *tasks = json_array();

    for (int i = 0; i < s->task_count; i++)
        build_append(&b, tasks, task_object(&b, s, &s->tasks[i]));
    build_put(&b, root, "vetsim", build_text(&b, version));
    build_put(&b, root, "scenario", build_scenario(&b, s));
    build_put(&b, root, "tasks", tasks);
    build_put(&b, root, "targets", results(&b, r));
    build_put(&b, root, "delay", d ? delay_object(&b, d) : json_null());
    return build_print(&b, root, out);
}
