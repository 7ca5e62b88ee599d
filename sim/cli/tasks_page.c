/* The responsibility list: each task with who leads it, who helps, and how its targets stand. */
#include "tasks_page.h"

#include <string.h>

#include "run_page.h"
#include "table.h"
#include "text.h"

enum { VERDICT, TARGET, DUE, GOAL, REACHED, COLUMNS };

char *names_text(const char *const *names, int count, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? "、" : "", names[i]);
    return text;
}

/* --- targets under their tasks --- */

static void target_row_of(struct table *table, const struct page *p, const struct run *r, int target)
{
    const struct result *e = &r->results[target];
    char text[512];
    struct table_row *row = table_row(table);
    table_cell(table, row, VERDICT, verdict_tone(e->verdict), "%s %s", verdict_sign(e->verdict),
               verdict_name(e->verdict, p->chinese));
    table_cell(table, row, TARGET, PLAIN, "%s", label_text(&e->target->label, p->chinese, e->target->id));
    table_cell(table, row, DUE, PLAIN, "%d", e->target->due);
    if (e->row) {
        target_goal(r->setup, e->target, p->chinese, text, sizeof text);
        table_cell(table, row, GOAL, PLAIN, "%s", text);
    }
    if (e->verdict != VERDICT_UNEVALUATED)
        table_cell(table, row, REACHED, PLAIN, "%s", reached_text(r, e, text));
}

static const struct column target_columns[COLUMNS] = {
    [VERDICT] = {.heading = "", .flexible = 10, .lines = 2},
    [TARGET] = {.heading = N_("target"), .flexible = 18, .lines = 4},
    [DUE] = {.heading = N_("due")},
    [GOAL] = {.heading = N_("goal"), .right = true, .flexible = 12, .lines = 3},
    [REACHED] = {.heading = N_("reached"), .right = true},
};

static struct table target_table(struct column columns[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = target_columns[i];
        columns[i].heading = *columns[i].heading ? _(columns[i].heading) : "";
    }
    return (struct table){.columns = columns, .count = COLUMNS, .indent = 4};
}

static void task_heading(struct table *table, const struct page *p, const struct task *t)
{
    char lead[16], names[1024], text[2200];
    snprintf(lead, sizeof lead, "%d  ", t->number);
    table_remark(table, BOLD, lead, label_text(&t->label, p->chinese, t->id));
    names_text(t->lead, t->lead_count, names, sizeof names);
    int used = snprintf(text, sizeof text, _("lead: %s"), *names ? names : _("not named"));
    names_text(t->support, t->support_count, names, sizeof names);
    if (*names && used > 0 && (size_t)used < sizeof text)
        snprintf(text + used, sizeof text - (size_t)used, _(" · with: %s"), names);
    table_remark(table, DIM, "    ", text);
}

static void with_targets(const struct page *p, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    struct column columns[COLUMNS];
    struct table table = target_table(columns);
    for (int i = 0; i < s->task_count; i++) {
        if (s->tasks[i].target_count == 0)
            continue;
        task_heading(&table, p, &s->tasks[i]);
        for (int k = 0; k < s->tasks[i].target_count; k++)
            target_row_of(&table, p, r, s->tasks[i].targets[k]);
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("TASKS AND THEIR TARGETS"));
    table_print(p, &table);
    table_free(&table);
}

static void without_targets(const struct page *p, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    const struct column columns[] = {{.heading = "", .right = true},
                                     {.heading = _("task"), .flexible = 24, .lines = 4},
                                     {.heading = _("lead"), .flexible = 14, .lines = 3}};
    struct table table = {.columns = columns, .count = 3, .indent = 2};
    char names[1024];
    int count = 0;
    for (int i = 0; i < s->task_count; i++) {
        const struct task *t = &s->tasks[i];
        if (t->target_count > 0)
            continue;
        struct table_row *row = table_row(&table);
        table_cell(&table, row, 0, PLAIN, "%d", t->number);
        table_cell(&table, row, 1, PLAIN, "%s", label_text(&t->label, p->chinese, t->id));
        table_cell(&table, row, 2, PLAIN, "%s", names_text(t->lead, t->lead_count, names, sizeof names));
        count++;
    }
    if (count > 0) {
        page_blank(p);
        page_line(p, BOLD, _("TASKS WITHOUT A TARGET (%d)"), count);
        table_print(p, &table);
    }
    table_free(&table);
}

static void without_tasks(const struct page *p, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    struct column columns[COLUMNS];
    struct table table = target_table(columns);
    int count = 0;
    for (int i = 0; i < s->target_count; i++) {
        if (target_carried(s, i))
            continue;
        target_row_of(&table, p, r, i);
        count++;
    }
    if (count > 0) {
        page_blank(p);
        page_line(p, BOLD, _("TARGETS THAT NO TASK CARRIES (%d)"), count);
        page_wrap(p, DIM, "  ", _("The plan's task list names nobody for them."));
        table_print(p, &table);
    }
    table_free(&table);
}

/* --- by lead department --- */

struct share_of {
    int tasks, of[VERDICT_UNEVALUATED + 1];
};

static bool leads(const struct task *t, const char *department)
{
    for (int i = 0; i < t->lead_count; i++) {
        if (strcmp(t->lead[i], department) == 0)
            return true;
    }
    return false;
}

/* A target carried by two of its tasks counts once. */
static struct share_of share_of(const struct run *r, const char *department)
{
    const struct scenario *s = r->setup->scenario;
    struct share_of share = {0};
    for (int i = 0; i < s->task_count; i++)
        share.tasks += leads(&s->tasks[i], department);
    for (int target = 0; target < s->target_count; target++) {
        bool its = false;
        for (int i = 0; i < s->task_count; i++) {
            for (int k = 0; leads(&s->tasks[i], department) && k < s->tasks[i].target_count; k++)
                its |= s->tasks[i].targets[k] == target;
        }
        share.of[r->results[target].verdict] += its;
    }
    return share;
}

/* Whether an earlier task has this lead already. */
static bool seen(const struct scenario *s, int task, const char *department)
{
    for (int i = 0; i < task; i++) {
        if (leads(&s->tasks[i], department))
            return true;
    }
    return false;
}

static void by_department(const struct page *p, const struct run *r)
{
    static const enum verdict order[] = {VERDICT_MISSED, VERDICT_LATE, VERDICT_MET, VERDICT_UNEVALUATED};
    const struct scenario *s = r->setup->scenario;
    const struct column columns[] = {{.heading = _("lead"), .flexible = 20, .lines = 2},
                                     {.heading = _("tasks"), .right = true},
                                     {.heading = verdict_name(VERDICT_MISSED, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_LATE, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_MET, p->chinese), .right = true},
                                     {.heading = verdict_name(VERDICT_UNEVALUATED, p->chinese), .right = true}};
    struct table table = {.columns = columns, .count = 6, .indent = 2};
    for (int i = 0; i < s->task_count; i++) {
        for (int k = 0; k < s->tasks[i].lead_count; k++) {
            const char *department = s->tasks[i].lead[k];
            if (seen(s, i, department))
                continue;
            struct share_of share = share_of(r, department);
            struct table_row *row = table_row(&table);
            table_cell(&table, row, 0, PLAIN, "%s", department);
            table_cell(&table, row, 1, PLAIN, "%d", share.tasks);
            for (int v = 0; v < 4; v++)
                table_cell(&table, row, v + 2, share.of[order[v]] > 0 ? verdict_tone(order[v]) : DIM, "%d",
                           share.of[order[v]]);
        }
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("BY LEAD DEPARTMENT"));
    table_print(p, &table);
    table_free(&table);
}

void print_tasks(const struct page *p, const struct run *r)
{
    const struct scenario *s = r->setup->scenario;
    char tally[256];
    tally_text(r->met, r->late, r->missed, r->unevaluated, tally, sizeof tally);
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    page_line(p, PLAIN, _("%d tasks; %d targets: %s"), s->task_count, s->target_count, tally);
    with_targets(p, r);
    without_targets(p, r);
    without_tasks(p, r);
    by_department(p, r);
}
