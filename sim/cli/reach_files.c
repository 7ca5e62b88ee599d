/* What `vetsim reach -o DIR` writes: the tables, and every answer as a scenario that extends the plan, so
 * that it can be run, compared and argued about. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ensemble_plan.h"
#include "file.h"
#include "reach_view.h"
#include "reach_words.h"
#include "study_db.h"
#include "study_table_csv.h"
#include "text.h"

struct writing {
    struct session *s;
    struct reach_view *v;
    const char *directory;
    struct diags d;
    int scenarios;
};

static const char *extends_path(struct writing *w)
{
    const char *plan = w->v->plan.scenario.path;
    const char *inside = arena_format(&w->s->arena, "%s/plan.cfg", w->directory);
    const char *way = inside ? path_between(&w->s->arena, inside, plan) : NULL;
    return way ? way : plan;
}

/* What was found, in the file itself: "由 vetsim reach 求得，成本360万元：每年多招教师：每年+6人". */
static struct label note_of(struct writing *w, const struct reach_setting *setting)
{
    struct arena *a = &w->s->arena;
    char money[80], words[REACH_WORDS];
    struct label note;
    reach_money(setting->cost, true, money, sizeof money);
    reach_setting_words(&w->v->reach, setting, true, words, sizeof words);
    note.zh = arena_format(a, "由 vetsim reach 求得，措施成本%s。%s。", money, words);
    reach_money(setting->cost, false, money, sizeof money);
    reach_setting_words(&w->v->reach, setting, false, words, sizeof words);
    note.en = arena_format(a, "Found by vetsim reach; the levers cost %s. %s.", money, words);
    return note;
}

static int write_scenario(struct writing *w, const char *name, const struct reach_setting *setting, const char *zh,
                          const char *en)
{
    struct session changed = *w->s;
    struct atomic_file file = {0};
    struct loaded l;
    int count;
    const char **sets = reach_sets(&w->v->reach, setting, &w->s->arena, &count);
    if (!sets)
        return VS_MEMORY;
    changed.arena = w->s->arena;
    changed.options.sets = sets;
    changed.options.set_count = count;
    int code = load_run(&changed, &l, w->v->plan.scenario.path);
    w->s->arena = changed.arena; /* it may have grown */
    const struct label *label = &w->v->plan.scenario.label;
    const struct overlay overlay = {.extends = extends_path(w),
                                    .label = {arena_format(&w->s->arena, "%s：%s", label_text(label, true, ""), zh),
                                              arena_format(&w->s->arena, "%s: %s", label_text(label, false, ""), en)},
                                    .note = note_of(w, setting),
                                    .sets = sets,
                                    .set_count = count};
    if (code == 0)
        code = atomic_open(&file, w->directory, arena_format(&w->s->arena, "%s.cfg", name), &w->d);
    if (code == 0)
        code = scenario_write_overlay(file.stream, &l.scenario, &overlay);
    if (code == 0)
        code = atomic_commit(&file, &w->d);
    atomic_abort(&file);
    loaded_free(&l);
    w->scenarios += code == 0;
    return code;
}

static int write_answers(struct writing *w)
{
    const struct reach *r = &w->v->reach;
    int code = 0;
    for (int i = 0; i < r->answer_count && code == 0; i++) {
        const struct reach_answer *a = &r->answers[i];
        const struct target *t = &w->v->plan.scenario.targets[a->target];
        const bool moved =
            a->verdict == REACH_REACHABLE || a->verdict == REACH_OVER_BUDGET || (a->verdict == REACH_OUT && a->touched);
        const bool out = a->verdict == REACH_OUT;
        if (moved)
            code = write_scenario(
                w, t->id, &a->setting,
                arena_format(&w->s->arena, out ? "%s（未达标，最接近）" : "%s", label_text(&t->label, true, "")),
                arena_format(&w->s->arena, out ? "%s (nearest, not met)" : "%s", label_text(&t->label, false, "")));
    }
    return code;
}

static int write_steps(struct writing *w)
{
    const struct reach *r = &w->v->reach;
    int code = 0;
    if (r->joint_verdict == REACH_REACHABLE && r->answer_count > 1)
        code = write_scenario(w, "all", &r->joint, "可达标的目标一并达标", "all targets that can be met");
    for (int i = 1; i < r->step_count && code == 0 && r->answer_count > 1; i++) {
        char name[40], zh[80], en[80];
        snprintf(name, sizeof name, "step-%d", i);
        snprintf(zh, sizeof zh, "达标%d项", r->steps[i].met);
        snprintf(en, sizeof en, "%d targets met", r->steps[i].met);
        code = write_scenario(w, name, &r->steps[i].setting, zh, en);
    }
    return code;
}

static int write_tables(struct writing *w)
{
    static const enum study_table_index tables[] = {TABLE_REACH, TABLE_REACH_LEVER, TABLE_REACH_STEP,
                                                    TABLE_REACH_CONFLICT};
    int code = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && code == 0; i++) {
        struct atomic_file file = {0};
        code =
            atomic_open(&file, w->directory, arena_format(&w->s->arena, "%s.csv", study_tables[tables[i]].name), &w->d);
        if (code == 0) {
            study_table_csv(file.stream, &w->v->study, tables[i]);
            code = atomic_commit(&file, &w->d);
        }
        atomic_abort(&file);
    }
    return code;
}

/* A scenario may itself be the answer of an earlier search. That is noticed before the search, not after it. */
int reach_check_output(struct session *s, const struct reach_view *v)
{
    const struct scenario *plan = &v->plan.scenario;
    for (int i = 0; s->options.output && i <= 2 * plan->target_count; i++) {
        const char *path = i < plan->target_count
                               ? arena_format(&s->arena, "%s/%s.cfg", s->options.output, plan->targets[i].id)
                           : i > plan->target_count
                               ? arena_format(&s->arena, "%s/step-%d.cfg", s->options.output, i - plan->target_count)
                               : arena_format(&s->arena, "%s/all.cfg", s->options.output);
        if (path && file_protected(path))
            return usage_error(s, _("-o %s: an answer would take the place of %s, which this command reads"),
                               s->options.output, path);
    }
    return 0;
}

static int write_database(struct session *s, const struct reach_view *v, const char *path)
{
    struct study_db *db = NULL;
    struct diags d = {0};
    int code = study_open(&db, path, &v->study, &d);
    if (code == 0 && !study_complete(db))
        code = study_save(db, &v->study, &d);
    if (code)
        report(s, &d, code);
    else
        page_line(s->options.given & OPTION_JSON ? &s->errors : &s->page, PLAIN, _("Results are in %s"), path);
    study_close(db);
    diags_free(&d);
    return code;
}

int reach_write(struct session *s, struct reach_view *v, const char *directory)
{
    if (names_database(directory))
        return write_database(s, v, directory);

    struct writing w = {.s = s, .v = v, .directory = directory};
    const struct page *p = s->options.given & OPTION_JSON ? &s->errors : &s->page;
    bool made = false;
    int code = make_directory(directory, &made, &w.d);
    if (code == 0)
        code = write_tables(&w);
    if (code == 0)
        code = write_answers(&w);
    if (code == 0)
        code = write_steps(&w);
    if (code) {
        report(s, &w.d, code);
    } else {
        page_blank(p);
        page_line(p, PLAIN,
                  ngettext("Written to %s: tables (CSV) and %d scenario",
                           "Written to %s: tables (CSV) and %d scenarios", (unsigned long)w.scenarios),
                  directory, w.scenarios);
    }
    diags_free(&w.d);
    return code;
}
