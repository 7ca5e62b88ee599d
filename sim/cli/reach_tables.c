/* Answers as tables: for JSON and CSV. */
#include <string.h>

#include "csv.h"
#include "ensemble_plan.h"
#include "reach_view.h"
#include "reach_words.h"
#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static const char *verdict_word(enum reach_verdict verdict)
{
    static const char *const words[] = {[REACH_ON_COURSE] = "on course",
                                        [REACH_REACHABLE] = "reachable",
                                        [REACH_OVER_BUDGET] = "over budget",
                                        [REACH_OUT] = "out of reach",
                                        [REACH_UNEVALUATED] = "unevaluated"};
    return words[verdict];
}

static int64_t or_none(bool known, bool value) { return known ? value : -1; }

static void add_answer(struct reach_view *v, const struct reach_answer *a)
{
    const struct reach *r = &v->reach;
    const struct target *t = &v->plan.scenario.targets[a->target];
    const bool drawn = r->options.probability > 0, out = a->verdict == REACH_OUT;
    *(struct study_reach *)study_add(&v->study, TABLE_REACH) =
        (struct study_reach){.id = t->id,
                             .area = t->area ? t->area : "",
                             .label_zh = label_text(&t->label, true, ""),
                             .label_en = label_text(&t->label, false, ""),
                             .key = study_target_key(t),
                             .unit = study_target_unit(&v->plan.setup, t),
                             .comparator = t->unevaluated ? "" : comparator_key(t->comparator),
                             .value = t->unevaluated ? ABSENT : t->value,
                             .value_max = t->comparator == RANGE ? t->value_max : ABSENT,
                             .due = t->due,
                             .verdict = verdict_word(a->verdict),
                             .plan = a->plan,
                             .reached = a->reached,
                             .cost = out || a->verdict == REACH_UNEVALUATED ? ABSENT : a->setting.cost,
                             .plan_probability = drawn ? a->plan_probability : ABSENT,
                             .probability = drawn ? a->probability : ABSENT,
                             .tried = (int64_t)a->tried,
                             .touched = or_none(a->verdict != REACH_UNEVALUATED, a->touched),
                             .one_way = or_none(a->verdict != REACH_UNEVALUATED, a->one_way),
                             .earliest_year = out ? a->year : 0,
                             .bound_lever = out && a->lever >= 0 ? r->levers[a->lever].lever->id : "",
                             .bound = out && a->lever >= 0 ? a->bound : ABSENT};
}

static void add_setting(struct reach_view *v, const char *setting, const struct reach_setting *s)
{
    const struct reach *r = &v->reach;
    char zh[600], en[600];
    for (int i = 0; s->x && i < r->lever_count; i++) {
        const struct reach_lever *lever = &r->levers[i];
        if (!reach_moves(lever, s->x[i]))
            continue;
        reach_phrase(r, i, s->x[i], true, zh, sizeof zh);
        reach_phrase(r, i, s->x[i], false, en, sizeof en);
        *(struct study_reach_lever *)study_add(&v->study, TABLE_REACH_LEVER) = (struct study_reach_lever){
            .setting = setting,
            .lever = lever->lever->id,
            .words_zh = arena_format(&v->study.arena, "%s", zh),
            .words_en = arena_format(&v->study.arena, "%s", en),
            .parameter = study_address(&v->study.arena, &v->plan.scenario, &lever->lever->address),
            .unit = unit_name(lever->lever->address.row->unit),
            .base = lever->base,
            .value = s->x[i],
            .cost = reach_lever_cost(lever, s->x[i])};
    }
}

/* Ids of targets with a space between them. */
static const char *id_list(struct reach_view *v, const int *targets, int count)
{
    const char *text = "";
    for (int i = 0; i < count && text; i++)
        text = arena_format(&v->study.arena, "%s%s%s", text, i ? " " : "", v->plan.scenario.targets[targets[i]].id);
    return text ? text : "";
}

static void add_steps(struct reach_view *v)
{
    const struct reach *r = &v->reach;
    for (int i = 0; i < r->step_count; i++) {
        const struct reach_step *step = &r->steps[i];
        *(struct study_reach_step *)study_add(&v->study, TABLE_REACH_STEP) =
            (struct study_reach_step){.number = i,
                                      .cost = step->setting.cost,
                                      .met = step->met,
                                      .of = r->joint_count,
                                      .within_budget = step->setting.cost <= r->options.budget,
                                      .gained = id_list(v, step->gained, step->gained_count),
                                      .lost = id_list(v, step->lost, step->lost_count)};
        add_setting(v, arena_format(&v->study.arena, "step %d", i), &step->setting);
    }
}

static int describe(struct session *s, struct reach_view *v)
{
    const struct setup *setups[] = {&v->plan.setup};
    const bool drawn = v->options.probability > 0;
    char rest[300] = "";
    if (drawn)
        snprintf(rest, sizeof rest, " --probability %g -n %d", v->options.probability, (int)v->options.runs);
    if (v->options.budget < ABSENT_ABOVE)
        snprintf(rest + strlen(rest), sizeof rest - strlen(rest), " --budget %.10g", v->options.budget);
    snprintf(rest + strlen(rest), sizeof rest - strlen(rest), " --seed %d", (int)v->options.seed);
    const struct study_head head = {.kind = "reach",
                                    .state = "complete",
                                    .command = join_command(&v->study.arena, s, "reach", rest),
                                    .version = VETSIM_VERSION,
                                    .sampler = "",
                                    .design = "",
                                    .seed = (int64_t)v->options.seed,
                                    .runs = (int64_t)v->reach.tried,
                                    .done = (int64_t)v->reach.tried};
    return study_begin(&v->study, &head, setups, 1);
}

int reach_tables(struct session *s, struct reach_view *v)
{
    const struct reach *r = &v->reach;
    int code = describe(s, v);
    if (code == 0 &&
        (!study_rows(&v->study, TABLE_REACH, r->answer_count) ||
         !study_rows(&v->study, TABLE_REACH_LEVER, (r->answer_count + r->step_count + 1) * r->lever_count) ||
         !study_rows(&v->study, TABLE_REACH_STEP, r->step_count) ||
         !study_rows(&v->study, TABLE_REACH_CONFLICT, r->conflict_count)))
        code = VS_MEMORY;
    if (code)
        return failure(s, code, "%s", vs_error_text(code));
    for (int i = 0; i < r->answer_count; i++) {
        add_answer(v, &r->answers[i]);
        add_setting(v, v->plan.scenario.targets[r->answers[i].target].id, &r->answers[i].setting);
    }
    if (r->joint_verdict == REACH_REACHABLE)
        add_setting(v, "all", &r->joint);
    add_steps(v);
    for (int i = 0; i < r->conflict_count; i++)
        *(struct study_reach_conflict *)study_add(&v->study, TABLE_REACH_CONFLICT) = (struct study_reach_conflict){
            .number = i, .targets = id_list(v, r->conflicts[i].targets, r->conflicts[i].count)};
    return 0;
}
