#include "batch_sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "ensemble_plan.h"
#include "rows.h"
#include "study_db.h"
#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

enum { MOST_POINTS = 1000 };

/* --- axes: KEY=LOW..HIGH/POINTS --- */

static bool read_number(const char *text, const char *end, double *number)
{
    char copy[64], *stop;
    if (end <= text || (size_t)(end - text) >= sizeof copy)
        return false;
    memcpy(copy, text, (size_t)(end - text));
    copy[end - text] = '\0';
    *number = strtod(copy, &stop);
    return *stop == '\0' && isfinite(*number);
}

static int refuse_form(struct session *s, const char *key, const struct address *a)
{
    if (a->row->kind == KIND_LEVEL && (a->form == FORM_DELAY || a->form == FORM_YEAR))
        return usage_error(s, _("%s is one number for all years: only .scale and .shift can follow it"), key);
    if (a->row->kind == KIND_SCHEDULE && a->form == FORM_VALUE)
        return usage_error(s, _("%s is a schedule: write %s.scale, .shift, .delay or a year"), key, key);
    return 0;
}

static int read_axis(struct session *s, struct sweep_plan *plan, const char *text, struct sweep_axis *axis)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    const char *equals = strchr(text, '='), *dots = equals ? strstr(equals, "..") : NULL,
               *slash = dots ? strchr(dots, '/') : NULL;
    char key[200] = "", why[400];
    uint64_t points;
    if (!slash || equals == text || (size_t)(equals - text) >= sizeof key ||
        !read_number(equals + 1, dots, &axis->low) || !read_number(dots + 2, slash, &axis->high))
        return usage_error(s, _("%s: write KEY=LOW..HIGH/POINTS, for example faculty.quit_rate=0.01..0.08/8"), text);
    memcpy(key, text, (size_t)(equals - text));
    if (!whole_number(slash + 1, 2, MOST_POINTS, &points))
        return usage_error(s, _("%s: the number of points must be from 2 to %d"), text, MOST_POINTS);
    if (!(axis->low < axis->high))
        return usage_error(s, _("%s: the first value must be below the last"), text);
    if (address_parse(&plan->scenario.scenario, &parameters, key, &axis->address, why, sizeof why) != 0)
        return usage_error(s, "%s", why);
    axis->points = (int)points;
    double step = (axis->high - axis->low) / (double)(points - 1);
    if (axis->address.form == FORM_DELAY && (axis->low != floor(axis->low) || step != floor(step)))
        return usage_error(s, _("%s: a delay is whole years; choose values that are"), text);
    return refuse_form(s, key, &axis->address);
}

/* The scenario at each corner of the grid must be one that could be written down: the reader checks
 * bounds and everything else as if the values had been given with --set. */
static int check_corners(struct session *s, const struct sweep *w)
{
    int code = 0;
    for (int corner = 0; corner < 1 << w->axes && code == 0; corner++) {
        struct session changed = *s;
        struct loaded l;
        const char **sets = arena_alloc(&s->arena, sizeof *sets * (size_t)(s->options.set_count + w->axes));
        if (!sets)
            return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
        for (int i = 0; i < s->options.set_count; i++)
            sets[i] = s->options.sets[i];
        for (int i = 0; i < w->axes; i++) {
            const struct sweep_axis *axis = &w->axis[i];
            sets[s->options.set_count + i] =
                arena_format(&s->arena, "%s=%.17g", study_address(&s->arena, w->setup->scenario, &axis->address),
                             corner >> i & 1 ? axis->high : axis->low);
        }
        changed.options.sets = sets;
        changed.options.set_count += w->axes;
        code = load_run(&changed, &l, s->arguments[0]);
        loaded_free(&l);
        s->arena = changed.arena; /* it may have grown */
    }
    return code;
}

/* --- what is looked at --- */

static int choose_target(struct session *s, struct sweep *w)
{
    const struct scenario *from = w->setup->scenario;
    const char *id = s->options.target,
               **names = arena_alloc(&s->arena, sizeof *names * (size_t)(from->target_count + 1));
    for (int i = 0; names && i < from->target_count; i++) {
        names[i] = from->targets[i].id;
        if (strcmp(names[i], id) == 0)
            w->target = &from->targets[i];
    }
    const char *near = names ? nearest_name(id, names, from->target_count) : NULL;
    if (!w->target && near)
        return usage_error(s, _("no target \"%s\"; did you mean \"%s\"?"), id, near);
    if (!w->target)
        return usage_error(s, _("no target \"%s\""), id);
    if (!w->target->indicator)
        return usage_error(s, _("target \"%s\" is not on an indicator; a sweep needs one that is"), id);
    w->series = setup_series(w->setup, w->target->indicator, NULL);
    w->year = w->target->due;
    return 0;
}

static int choose_indicator(struct session *s, struct sweep *w)
{
    const struct shape *shape = &w->setup->shape;
    const char *near = NULL, *key = s->options.indicator;
    uint64_t year = (uint64_t)(shape->first_year + shape->years - 1);
    w->series = setup_series(w->setup, key, &near);
    if (!w->series && near)
        return usage_error(s, _("no indicator \"%s\"; did you mean \"%s\"?"), key, near);
    if (!w->series)
        return usage_error(s, _("no indicator \"%s\""), key);
    const uint64_t first = (uint64_t)shape->first_year + !(w->series->row->flags & ROW_STOCK), last = year;
    if (s->options.year && !whole_number(s->options.year, first, last, &year))
        return usage_error(s, _("--year %s: must be a year from %d to %d"), s->options.year, (int)first, (int)last);
    w->year = (int)year;
    return 0;
}

/* --- tables --- */

static double base_of(const struct setup *u, const struct address *a)
{
    const int at = a->row->offset + (a->item < 0 ? 0 : a->item) * a->row->stride;
    if (a->form == FORM_SCALE)
        return 1;
    if (a->form == FORM_SHIFT || a->form == FORM_DELAY)
        return 0;
    return a->row->kind == KIND_LEVEL ? u->levels[at] : (double)NAN;
}

static int fill_tables(struct sweep_plan *plan)
{
    const struct sweep *w = &plan->sweep;
    const struct target *t = w->target;
    struct study *study = &plan->study;
    const int columns = w->axis[0].points, rows = sweep_rows(w);
    struct study_head *head = study->lists[TABLE_STUDY].rows;
    if (!study_rows(study, TABLE_AXIS, 2) || !study_rows(study, TABLE_MEASURE, 1) ||
        !study_rows(study, TABLE_GRID, columns * rows))
        return VS_MEMORY;
    for (int i = 0; i < w->axes; i++)
        *(struct study_axis *)study_add(study, TABLE_AXIS) =
            (struct study_axis){.number = i,
                                .parameter = study_address(&study->arena, w->setup->scenario, &w->axis[i].address),
                                .low = w->axis[i].low,
                                .high = w->axis[i].high,
                                .points = w->axis[i].points,
                                .base = base_of(w->setup, &w->axis[i].address)};
    *(struct study_measure *)study_add(study, TABLE_MEASURE) =
        (struct study_measure){.kind = t ? "target" : "indicator",
                               .id = t ? t->id : "",
                               .key = w->series->key,
                               .year = w->year,
                               .unit = unit_name(w->series->row->unit),
                               .comparator = t ? comparator_key(t->comparator) : "",
                               .value = t ? t->value : (double)NAN,
                               .value_max = t && t->comparator == RANGE ? t->value_max : (double)NAN,
                               .base = run_value(&plan->scenario.run, w->series, w->year)};
    for (int k = 0; k < columns * rows; k++)
        *(struct study_point *)study_add(study, TABLE_GRID) =
            (struct study_point){.i = k % columns,
                                 .j = k / columns,
                                 .x = sweep_at(&w->axis[0], k % columns),
                                 .y = w->axes > 1 ? sweep_at(&w->axis[1], k / columns) : (double)NAN,
                                 .value = w->values[k],
                                 .met = w->met[k] == SWEEP_UNKNOWN ? -1 : w->met[k] == SWEEP_MET};
    head->done = head->runs;
    head->state = "complete";
    return 0;
}

/* --- the steps --- */

static int describe(struct session *s, struct sweep_plan *plan)
{
    const struct setup *setups[] = {&plan->scenario.setup};
    const struct sweep *w = &plan->sweep;
    char rest[300];
    if (w->target)
        snprintf(rest, sizeof rest, " --target %s", w->target->id);
    else
        snprintf(rest, sizeof rest, " --indicator %s --year %d", w->series->key, w->year);
    const struct study_head head = {.kind = "sweep",
                                    .state = "partial",
                                    .command = join_command(&plan->study.arena, s, "sweep", rest),
                                    .version = VETSIM_VERSION,
                                    .sampler = "",
                                    .design = "",
                                    .runs = (int64_t)w->axis[0].points * sweep_rows(w)};
    int code = study_begin(&plan->study, &head, setups, 1);
    return code ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

int sweep_prepare(struct session *s, struct sweep_plan *plan)
{
    memset(plan, 0, sizeof *plan);
    if (s->argument_count < 2 || s->argument_count > 3)
        return usage_error(s, "%s", _("sweep needs a scenario file and one or two parameters: KEY=LOW..HIGH/POINTS"));
    if (!s->options.target == !s->options.indicator)
        return usage_error(s, "%s", _("sweep needs --target ID or --indicator KEY"));
    if (s->options.year && !s->options.indicator)
        return usage_error(s, "%s", _("--year needs --indicator"));
    int code = load_run(s, &plan->scenario, s->arguments[0]);
    struct sweep *w = &plan->sweep;
    w->setup = &plan->scenario.setup;
    w->axes = s->argument_count - 1;
    for (int i = 0; i < w->axes && code == 0; i++)
        code = read_axis(s, plan, s->arguments[i + 1], &w->axis[i]);
    if (code == 0)
        code = s->options.target ? choose_target(s, w) : choose_indicator(s, w);
    if (code == 0)
        code = check_corners(s, w);
    return code ? code : describe(s, plan);
}

int sweep_execute(struct session *s, struct sweep_plan *plan, const char *path)
{
    struct study_db *db = NULL;
    struct diags d = {0};
    int code = path ? study_open(&db, path, &plan->study, &d) : 0;
    if (code == 0)
        code = sweep_run(&plan->sweep);
    if (code == 0)
        code = fill_tables(plan);
    if (code == 0 && db && !study_complete(db))
        code = study_save(db, &plan->study, &d);
    if (code)
        report(s, &d, code);
    study_close(db);
    diags_free(&d);
    return code;
}

void sweep_plan_free(struct sweep_plan *plan)
{
    sweep_free(&plan->sweep);
    loaded_free(&plan->scenario);
    study_free(&plan->study);
}
