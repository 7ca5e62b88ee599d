/* Tasks: who answers for which targets, and what a delay of the task would delay. Read after targets
 * and items, because it names them. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

#define TASK(member) offsetof(struct task, member)

static int count_nodes(const struct node *list)
{
    int count = 0;
    for (const struct node *n = list ? list->first : NULL; n; n = n->next)
        count++;
    return count;
}

/* A list of texts, ("a", "b"), each one once. */
static int read_texts(struct reader *r, const struct node *task, const char *key, const char *name, const char ***texts,
                      int *count)
{
    const struct node *list = tree_find(task, name);
    const char *full = arena_format(r->arena, "%s.%s", key, name);

    *texts = arena_alloc(r->arena, (size_t)(count_nodes(list) + 1) * sizeof **texts);
    if (!full || !*texts)
        return VS_MEMORY;
    if (list && list->type != NODE_LIST)
        return wrong_type(r, list, full, "a list of texts (\"…\", …)");
    for (const struct node *n = list ? list->first : NULL; n; n = n->next) {
        if (n->type != NODE_TEXT || !n->text[0])
            return n->type == NODE_TEXT ? diag_error(r->d, n->file, n->line, "%s: has an empty text", full)
                                        : wrong_type(r, n, full, "a list of texts (\"…\", …)");
        for (int i = 0; i < *count; i++) {
            if (strcmp((*texts)[i], n->text) == 0)
                return diag_error(r->d, n->file, n->line, "%s: \"%s\" is there twice", full, n->text);
        }
        (*texts)[(*count)++] = n->text;
    }
    return VS_OK;
}

static int find_target(struct reader *r, const struct node *n, const char *key, const char *id, int *index)
{
    const struct scenario *s = r->s;
    const char **known = arena_alloc(r->arena, (size_t)(s->target_count + 1) * sizeof *known);

    if (!known)
        return VS_MEMORY;
    for (int i = 0; i < s->target_count; i++) {
        known[i] = s->targets[i].id;
        if (strcmp(known[i], id) == 0) {
            *index = i;
            return VS_OK;
        }
    }
    const char *near = nearest_name(id, known, s->target_count);
    return diag_error(r->d, n->file, n->line, "%s.targets: \"%s\": no such target%s%s", key, id,
                      near ? _("; did you mean ") : "", near ? near : "");
}

static int read_task_targets(struct reader *r, const struct node *n, const char *key, struct task *t)
{
    const char **ids;
    int count = 0, err = read_texts(r, n, key, "targets", &ids, &count);

    t->targets = arena_alloc(r->arena, (size_t)(count + 1) * sizeof *t->targets);
    if (!t->targets)
        return VS_MEMORY;
    for (int i = 0; i < count; i++) {
        int e = find_target(r, tree_find(n, "targets"), key, ids[i], &t->targets[t->target_count]);
        t->target_count += e == 0;
        err = e ? e : err;
    }
    return err;
}

/* "project.ID" is its start, "initiative.ID" its yearly starts, anything else a parameter over the years. */
static int read_delayed(struct reader *r, const struct node *n, const char *key, const char *name, struct address *a)
{
    const bool project = strncmp(name, "project.", 8) == 0 && !strchr(name + 8, '.');
    const bool initiative = strncmp(name, "initiative.", 11) == 0 && !strchr(name + 11, '.');
    const char *whole = arena_format(r->arena, "%s%s", name, project ? ".start" : initiative ? ".starts" : "");
    char why[400];

    if (!whole)
        return VS_MEMORY;
    if (address_parse(r->s, r->rows, whole, a, why, sizeof why) != 0)
        return diag_error(r->d, n->file, n->line, "%s.delays: %s", key, why);
    if (a->form != FORM_VALUE)
        return diag_error(r->d, n->file, n->line, "%s.delays: \"%s\": name the parameter alone", key, name);
    a->form = project ? FORM_SHIFT : FORM_DELAY;
    if (!project && a->row->kind == KIND_LEVEL)
        return diag_error(r->d, n->file, n->line,
                          "%s.delays: \"%s\" is one number for all years; a task delays a project, an initiative or "
                          "what is given year by year",
                          key, name);
    return VS_OK;
}

static int read_delays(struct reader *r, const struct node *n, const char *key, struct task *t)
{
    const char **names;
    int count = 0, err = read_texts(r, n, key, "delays", &names, &count);

    t->delays = arena_alloc(r->arena, (size_t)(count + 1) * sizeof *t->delays);
    if (!t->delays)
        return VS_MEMORY;
    for (int i = 0; i < count; i++) {
        int e = read_delayed(r, tree_find(n, "delays"), key, names[i], &t->delays[t->delay_count]);
        t->delay_count += e == 0;
        err = e ? e : err;
    }
    return err;
}

static int read_task(struct reader *r, const struct node *n, const char *key, void *at)
{
    static const struct field fields[] = {
        {"number", FIELD_INT, TASK(number), true, 1, 999, NULL},
        {"label", FIELD_LABEL, TASK(label), true, 0, 0, NULL},
        {"section", FIELD_TEXT, TASK(section), false, 0, 0, NULL},
        {"quote", FIELD_TEXT, TASK(quote), false, 0, 0, NULL},
        {"note", FIELD_TEXT, TASK(note), false, 0, 0, NULL},
    };
    static const char *const extra[] = {"lead", "support", "targets", "delays", NULL};
    struct task *t = at;

    *t = (struct task){.id = n->name, .file = n->file, .line = n->line};
    int err = read_fields(r, n, key, fields, sizeof fields / sizeof *fields, t, extra);
    const int rest[] = {read_texts(r, n, key, "lead", &t->lead, &t->lead_count),
                        read_texts(r, n, key, "support", &t->support, &t->support_count),
                        read_task_targets(r, n, key, t), read_delays(r, n, key, t)};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        err = rest[i] ? rest[i] : err;
    for (int i = 0; i < r->s->task_count && !err; i++) {
        const struct task *other = (const struct task *)at - r->s->task_count + i;
        if (other->number == t->number)
            err = diag_error(r->d, n->file, n->line, "%s.number = %d: task.%s has this number too", key, t->number,
                             other->id);
    }
    return err;
}

int read_tasks(struct reader *r)
{
    void *list = NULL;
    int err = each_item(r, "task", &r->s->task_count, sizeof *r->s->tasks, &list, read_task);
    r->s->tasks = list;
    return err;
}

const struct task *task_find(const struct scenario *s, const char *name, const char **near)
{
    enum { MOST = 1000 };
    const char *known[MOST];
    int count = 0;
    char *end;
    const long number = strtol(name, &end, 10);

    *near = NULL;
    for (int i = 0; i < s->task_count; i++) {
        if (strcmp(s->tasks[i].id, name) == 0 || (end != name && !*end && s->tasks[i].number == number))
            return &s->tasks[i];
        if (count < MOST)
            known[count++] = s->tasks[i].id;
    }
    *near = nearest_name(name, known, count);
    return NULL;
}

bool target_carried(const struct scenario *s, int target)
{
    for (int i = 0; i < s->task_count; i++) {
        for (int k = 0; k < s->tasks[i].target_count; k++) {
            if (s->tasks[i].targets[k] == target)
                return true;
        }
    }
    return false;
}
