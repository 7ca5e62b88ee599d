/* The page of all targets together: what reaches them, which stand in each other's way, and what a sum of
 * money reaches. */
#include <stdio.h>

#include "lane.h"
#include "reach_view.h"
#include "reach_words.h"
#include "table.h"
#include "text.h"

/* --- together --- */

static const char *target_name(const struct page *p, const struct reach_view *v, int target)
{
    const struct target *t = &v->plan.scenario.targets[target];
    return label_text(&t->label, p->chinese, t->id);
}

/* "A; B; C": the targets of a list, with the due year where the label may not say it. */
static void target_names(const struct page *p, const struct reach_view *v, const int *targets, int count, char *text,
                         size_t size)
{
    size_t used = 0;
    *text = '\0';
    for (int i = 0; i < count && used + 1 < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? (p->chinese ? "；" : "; ") : "",
                                 target_name(p, v, targets[i]));
}

/* The target that is in most of the pairs not said yet. */
static int busiest(const struct reach *r, const bool *said)
{
    int best = -1, most = 0;
    for (int i = 0; i < r->answer_count; i++) {
        int pairs = 0;
        for (int k = 0; k < r->conflict_count; k++)
            for (int m = 0; m < r->conflicts[k].count && !said[k]; m++)
                pairs += r->conflicts[k].count == 2 && r->conflicts[k].targets[m] == r->answers[i].target;
        if (pairs > most) {
            most = pairs;
            best = r->answers[i].target;
        }
    }
    return best;
}

static void print_pairs(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    bool said[REACH_MOST_CONFLICTS] = {false};
    for (int target; (target = busiest(r, said)) >= 0;) {
        int against[REACH_MOST_CONFLICTS], count = 0;
        char text[REACH_WORDS], names[REACH_WORDS];
        for (int k = 0; k < r->conflict_count && k < REACH_MOST_CONFLICTS; k++) {
            const struct reach_conflict *c = &r->conflicts[k];
            if (said[k] || c->count != 2 || (c->targets[0] != target && c->targets[1] != target))
                continue;
            said[k] = true;
            against[count++] = c->targets[c->targets[0] == target];
        }
        target_names(p, v, against, count, names, sizeof names);
        snprintf(text, sizeof text, _("%s — with none of: %s"), target_name(p, v, target), names);
        page_wrap(p, PLAIN, "  · ", text);
    }
}

static void print_conflicts(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    char text[REACH_WORDS];
    if (r->conflict_count == 0)
        return;
    page_wrap(p, PLAIN, "  ", _("No setting tried meets these together, though each can be met:"));
    print_pairs(p, v);
    for (int k = 0; k < r->conflict_count; k++) {
        if (r->conflicts[k].count == 2)
            continue;
        target_names(p, v, r->conflicts[k].targets, r->conflicts[k].count, text, sizeof text);
        page_wrap(p, PLAIN, "  · ", text);
    }
}

void reach_joint_page(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    char text[REACH_WORDS], words[REACH_WORDS / 2], money[80];
    const int out = reach_count(r, REACH_OUT);
    page_blank(p);
    page_line(p, BOLD, "%s", _("All together"));
    if (r->joint_verdict == REACH_ON_COURSE) {
        snprintf(text, sizeof text, _("%d targets are met by the plan as it is."), r->joint_count);
        page_wrap(p, PLAIN, "  ", text);
    } else if (r->joint_verdict == REACH_REACHABLE) {
        reach_money(r->joint.cost, p->chinese, money, sizeof money);
        reach_setting_words(r, &r->joint, p->chinese, words, sizeof words);
        snprintf(text, sizeof text, _("%d targets can be met together, at %s:"), r->joint_count, money);
        page_wrap(p, GOOD, "  ", text);
        page_wrap(p, PLAIN, "  → ", words);
    } else {
        snprintf(text, sizeof text, _("%d targets can each be met, but no setting was found that meets all of them."),
                 r->joint_count);
        page_wrap(p, BAD, "  ", text);
        print_conflicts(p, v);
    }
    if (out > 0) {
        snprintf(text, sizeof text, _("Targets out of reach, which are not counted here: %d"), out);
        page_wrap(p, DIM, "  ", text);
    }
}

/* --- the frontier --- */

void reach_frontier_page(const struct page *p, const struct reach_view *v)
{
    const struct reach *r = &v->reach;
    const struct column columns[] = {{.heading = _("step"), .right = true},
                                     {.heading = _("cost"), .right = true},
                                     {.heading = _("targets met"), .right = true},
                                     {.heading = _("newly met"), .flexible = 24, .lines = 6}};
    struct table table = {.columns = columns, .count = 4, .indent = 2};
    char text[REACH_WORDS], names[REACH_WORDS / 2];
    for (int i = 0; i < r->step_count; i++) {
        const struct reach_step *step = &r->steps[i];
        struct table_row *row = table_row(&table);
        const enum tone tone = step->setting.cost > r->options.budget ? DIM : PLAIN;
        table_cell(&table, row, 0, tone, "%d", i);
        reach_money(step->setting.cost, p->chinese, text, sizeof text);
        table_cell(&table, row, 1, tone, "%s", text);
        table_cell(&table, row, 2, tone, "%d", step->met);
        target_names(p, v, step->gained, step->gained_count, text, sizeof text);
        table_cell(&table, row, 3, tone, "%s", i == 0 ? _("the plan as it is") : text);
        if (step->lost_count > 0) {
            target_names(p, v, step->lost, step->lost_count, names, sizeof names);
            snprintf(text, sizeof text, _("gives up: %s"), names);
            table_remark(&table, BAD, "      ", text);
        }
    }
    page_blank(p);
    page_line(p, BOLD, "%s", _("What a sum of money reaches"));
    table_print(p, &table);
    table_free(&table);
    if (r->options.budget < ABSENT_ABOVE && r->step_count > 0) {
        snprintf(text, sizeof text, _("Within the budget: step %d, %d targets."), r->within, r->steps[r->within].met);
        page_wrap(p, BOLD, "  ", text);
    }
}
