/* What a later task costs: the targets whose verdict changes. */
#include <stdlib.h>

#include "run_page.h"
#include "table.h"
#include "tasks_page.h"
#include "text.h"

static void verdict_cell(struct table *table, struct table_row *row, int column, const struct page *p,
                         const struct run *r, const struct result *e)
{
    char text[VALUE_TEXT + 2] = "";
    if (e->verdict != VERDICT_UNEVALUATED)
        reached_text(r, e, text);
    table_cell(table, row, column, verdict_tone(e->verdict), "%s %s %s", verdict_sign(e->verdict),
               verdict_name(e->verdict, p->chinese), text);
}

static bool carries(const struct task *t, int target)
{
    for (int i = 0; i < t->target_count; i++) {
        if (t->targets[i] == target)
            return true;
    }
    return false;
}

static void changed_targets(const struct page *p, const struct delay *d)
{
    const struct column columns[] = {{.heading = _("target"), .flexible = 20, .lines = 4},
                                     {.heading = _("due")},
                                     {.heading = _("goal"), .right = true, .flexible = 12, .lines = 3},
                                     {.heading = _("in the plan"), .flexible = 14, .lines = 2},
                                     {.heading = _("with the delay"), .flexible = 14, .lines = 2},
                                     {.heading = ""}};
    struct table table = {.columns = columns, .count = 6, .indent = 2};
    char goal[512];
    for (int i = 0; i < d->scenario.target_count; i++) {
        const struct target *t = d->plan->results[i].target;
        if (!delay_changed(d, i))
            continue;
        struct table_row *row = table_row(&table);
        table_cell(&table, row, 0, PLAIN, "%s", label_text(&t->label, p->chinese, t->id));
        table_cell(&table, row, 1, PLAIN, "%d", t->due);
        target_goal(d->plan->setup, t, p->chinese, goal, sizeof goal);
        table_cell(&table, row, 2, PLAIN, "%s", goal);
        verdict_cell(&table, row, 3, p, d->plan, &d->plan->results[i]);
        verdict_cell(&table, row, 4, p, &d->run, &d->run.results[i]);
        table_cell(&table, row, 5, DIM, "%s", carries(d->task, i) ? _("its own") : "");
    }
    table_print(p, &table);
    table_free(&table);
}

static void what_moves(const struct page *p, const struct delay *d)
{
    page_line(p, PLAIN, "%s", _("What the task carries in the model, and how it is moved:"));
    for (int i = 0; i < d->change_count; i++)
        page_line(p, PLAIN, "  --set %s", d->changes[i]);
}

void print_delay(const struct page *p, const struct delay *d)
{
    const struct scenario *s = d->plan->setup->scenario;
    const int years = abs(d->years);
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    page_line(p, BOLD,
              d->years < 0 ? ngettext("Task %d, %d year earlier: %s", "Task %d, %d years earlier: %s", (unsigned)years)
                           : ngettext("Task %d, %d year later: %s", "Task %d, %d years later: %s", (unsigned)years),
              d->task->number, years, label_text(&d->task->label, p->chinese, d->task->id));
    if (d->change_count == 0) {
        page_wrap(
            p, PLAIN, "",
            _("The task carries nothing in the model that could come later: no project, no initiative and nothing "
              "that is given year by year. What its delay costs cannot be said here."));
        return;
    }
    what_moves(p, d);
    page_blank(p);
    if (d->changed == 0) {
        page_wrap(p, PLAIN, "", _("No target's verdict changes."));
    } else {
        page_line(p, BOLD, _("Targets with another verdict: %d, of them worse: %d"), d->changed, d->worse);
        changed_targets(p, d);
        page_wrap(p, DIM, "", _("\"Its own\" are the targets the task list gives to this task; the others follow."));
    }
    if (d->farther > 0)
        page_line(p, PLAIN, _("Targets not met in either that fall further short: %d"), d->farther);
}

void print_delays(const struct page *p, const struct run *r, const struct delay *delays, int count)
{
    const struct scenario *s = r->setup->scenario;
    const struct column columns[] = {{.heading = "", .right = true},
                                     {.heading = _("task"), .flexible = 24, .lines = 3},
                                     {.heading = _("lead"), .flexible = 14, .lines = 2},
                                     {.heading = _("worse"), .right = true},
                                     {.heading = _("better"), .right = true}};
    struct table table = {.columns = columns, .count = 5, .indent = 2};
    char names[1024];
    int nothing = 0, same = 0;
    for (int i = 0; i < count; i++) {
        const struct delay *d = &delays[i];
        nothing += d->change_count == 0;
        same += d->change_count > 0 && d->changed == 0;
        if (d->changed == 0)
            continue;
        struct table_row *row = table_row(&table);
        table_cell(&table, row, 0, PLAIN, "%d", d->task->number);
        table_cell(&table, row, 1, PLAIN, "%s", label_text(&d->task->label, p->chinese, d->task->id));
        table_cell(&table, row, 2, PLAIN, "%s", names_text(d->task->lead, d->task->lead_count, names, sizeof names));
        table_cell(&table, row, 3, d->worse > 0 ? BAD : DIM, "%d", d->worse);
        table_cell(&table, row, 4, d->changed > d->worse ? GOOD : DIM, "%d", d->changed - d->worse);
    }
    page_line(p, BOLD, "%s", label_text(&s->label, p->chinese, s->name));
    page_line(p, BOLD, _("Each task by itself moved by %+d years: how many targets stand otherwise"),
              count > 0 ? delays[0].years : 0);
    table_print(p, &table);
    table_free(&table);
    page_blank(p);
    char text[400];
    snprintf(text, sizeof text,
             _("Tasks whose delay changes no verdict: %d; tasks that carry nothing in the model: %d"), same, nothing);
    page_wrap(p, PLAIN, "", text);
}
