/* A target, an initiative or another named thing, and an indicator, explained. */
#include <string.h>

#include "explain.h"
#include "tasks_page.h"
#include "text.h"
#include "values.h"

void explain_fact(const struct page *p, const char *name, const char *text)
{
    char lead[96];
    int width = text_width(name);
    if (!text || !*text)
        return;
    snprintf(lead, sizeof lead, "  %s%*s", name, width < 16 ? 16 - width : 1, "");
    page_wrap(p, PLAIN, lead, text);
}

/* What a parameter means and may be: for a reader who asked for just this one. */
void explain_doc(const struct page *p, const struct row *row)
{
    char text[2 * VALUE_TEXT + 8], low[VALUE_TEXT], high[VALUE_TEXT];
    page_blank(p);
    explain_fact(p, _("meaning"), p->chinese ? row->label_zh : row->doc);
    snprintf(text, sizeof text, "%s – %s", bound_text(row->unit, row->low, low),
             bound_text(row->unit, row->high, high));
    explain_fact(p, _("allowed"), text);
    snprintf(text, sizeof text, "%s – %s", bound_text(row->unit, row->usual_low, low),
             bound_text(row->unit, row->usual_high, high));
    explain_fact(p, _("usual"), text);
    explain_fact(p, _("model default"), bound_text(row->unit, row->initial, low));
}

static void place_in_file(const struct page *p, const char *file, int line)
{
    char text[4200];
    if (!file)
        return;
    snprintf(text, sizeof text, "%s:%d", file, line);
    explain_fact(p, _("written in"), text);
}

/* The stable words of the file format, which a reader of the file will meet again. */
static const char *strength_words(const struct target *t)
{
    if (!t->strength)
        return NULL;
    if (strcmp(t->strength, "binding") == 0)
        return _("binding: the plan says it must be reached");
    if (strcmp(t->strength, "planned") == 0)
        return _("planned: the plan says it will be reached");
    return _("aspirational: the plan says it strives for it");
}

/* The tasks of the plan's list that are to bring the target about. */
static void carrying_tasks(const struct page *p, const struct setup *u, const struct target *target)
{
    const struct scenario *s = u->scenario;
    char text[512];
    for (int i = 0; i < s->task_count; i++) {
        const struct task *t = &s->tasks[i];
        for (int k = 0; k < t->target_count; k++) {
            if (&s->targets[t->targets[k]] != target)
                continue;
            snprintf(text, sizeof text, "%d  %s", t->number, label_text(&t->label, p->chinese, t->id));
            explain_fact(p, _("task"), text);
        }
    }
}

void explain_target(const struct page *p, const struct setup *u, const struct target *t)
{
    char text[512];
    page_line(p, BOLD, "%s", label_text(&t->label, p->chinese, t->id));
    explain_fact(p, _("target"), t->id);
    if (!t->unevaluated) {
        target_goal(u, t, p->chinese, text, sizeof text);
        explain_fact(p, _("goal"), text);
        explain_fact(p, _("measured by"), t->indicator ? t->indicator : t->parameter);
    }
    if (t->indicator) {
        char why[600];
        snprintf(why, sizeof why, "vetsim explain %.300s --indicator %s --year %d", u->scenario->path, t->indicator,
                 t->due);
        explain_fact(p, _("why"), why);
    }
    explain_fact(p, _("not evaluated"), t->unevaluated);
    snprintf(text, sizeof text, "%d", t->due);
    explain_fact(p, _("due"), text);
    explain_fact(p, _("strength"), strength_words(t));
    explain_fact(p, _("document"), t->document);
    explain_fact(p, _("section"), t->section);
    explain_fact(p, _("quote"), t->quote);
    explain_fact(p, _("responsible"), t->departments);
    carrying_tasks(p, u, t);
    explain_fact(p, _("note"), t->note);
    place_in_file(p, t->file, t->line);
}

void explain_task(const struct page *p, const struct setup *u, const struct task *t)
{
    const struct scenario *s = u->scenario;
    char text[1024];
    page_line(p, BOLD, "%d  %s", t->number, label_text(&t->label, p->chinese, t->id));
    explain_fact(p, _("task"), t->id);
    explain_fact(p, _("lead"), names_text(t->lead, t->lead_count, text, sizeof text));
    explain_fact(p, _("support"), names_text(t->support, t->support_count, text, sizeof text));
    for (int i = 0; i < t->target_count; i++) {
        const struct target *target = &s->targets[t->targets[i]];
        explain_fact(p, _("target"), label_text(&target->label, p->chinese, target->id));
    }
    for (int i = 0; i < t->delay_count; i++) {
        address_key(s, t->delays[i].row, t->delays[i].item, text, sizeof text);
        explain_fact(p, _("moves"), text);
    }
    explain_fact(p, _("section"), t->section);
    explain_fact(p, _("quote"), t->quote);
    explain_fact(p, _("note"), t->note);
    place_in_file(p, t->file, t->line);
}

static void targets_using(const struct page *p, const struct setup *u, const char *key)
{
    size_t length = strlen(key);
    for (int i = 0; i < u->scenario->target_count; i++) {
        const struct target *t = &u->scenario->targets[i];
        const char *used = t->indicator ? t->indicator : t->parameter;
        char text[700], goal[256];
        if (!used || strncmp(used, key, length) != 0 || (used[length] != '\0' && used[length] != '.'))
            continue;
        target_goal(u, t, p->chinese, goal, sizeof goal);
        snprintf(text, sizeof text, "%s  %d  %s", t->id, t->due, goal);
        explain_fact(p, _("target"), text);
    }
}

void explain_item(const struct page *p, const struct setup *u, enum scope scope, int item)
{
    const struct item *it = &u->scenario->items[scope].list[item];
    char key[128], text[32];
    page_line(p, BOLD, "%s", label_text(&it->label, p->chinese, it->id));
    snprintf(key, sizeof key, "%s.%s", scope_name(scope), it->id);
    explain_fact(p, _("key"), key);
    explain_fact(p, _("unit"), label_text(&it->unit, p->chinese, NULL));
    if (scope == SCOPE_INITIATIVE && it->duration > 0) {
        snprintf(text, sizeof text, ngettext("%d year", "%d years", (unsigned long)it->duration), it->duration);
        explain_fact(p, _("takes"), text);
    }
    if (scope == SCOPE_PROJECT && it->sector >= 0)
        explain_fact(p, _("sector"), u->scenario->items[SCOPE_SECTOR].list[it->sector].id);
    place_in_file(p, it->file, it->line);
    if (scope != SCOPE_SECTOR)
        targets_using(p, u, key);
    page_blank(p);
    const struct selection values = {.scope = (int)scope, .item = item, .defaults = true};
    explain_values(p, u->scenario, &values);
}

void explain_series(const struct page *p, const struct setup *u, const struct series *series)
{
    char text[256];
    series_label(u, series, p->chinese, text, sizeof text);
    page_line(p, BOLD, "%s", text);
    explain_fact(p, _("indicator"), series->key);
    explain_fact(p, _("meaning"), p->chinese ? series->row->label_zh : series->row->doc);
    explain_fact(p, _("unit"), series_unit(u, series, p->chinese));
    explain_fact(p, _("value"), _("computed by the model in every year; see vetsim run"));
    targets_using(p, u, series->key);
    explain_observed(p, u, series->key);
}
