/* From the command line to a study: which outputs, which method, how many runs. */
#include <inttypes.h>
#include <string.h>

#include "ensemble_plan.h"
#include "sensitivity_view.h"
#include "text.h"

enum {
    SCRAMBLES = 8,
    LEAST_ROWS = 2,
    LEAST_SAMPLE = 100,
    MOST_SAMPLE = 1 << 18,
    MOST_BASE_POINTS = 1 << 14,
    MOST_AUTO = 1 << 18
};

/* --- the method and its size --- */

static int choose_method(struct session *s, enum method *method)
{
    const char *names[METHODS], *name = s->options.method;
    *method = METHOD_SOBOL;
    for (int m = 0; m < METHODS; m++) {
        names[m] = method_name((enum method)m);
        if (name && strcmp(name, names[m]) == 0)
            *method = (enum method)m;
    }
    if (!name || strcmp(name, names[*method]) == 0)
        return 0;
    const char *near = nearest_name(name, names, METHODS);
    if (near)
        return usage_error(s, _("unknown method \"%s\"; did you mean \"%s\"?"), name, near);
    return usage_error(s, _("unknown method \"%s\": sobol, morris, tornado, prcc, pawn or discover"), name);
}

static bool power_of_two(uint64_t n) { return n > 0 && (n & (n - 1)) == 0; }

static int refuse_rows(struct session *s, uint64_t rows)
{
    uint64_t below = SCRAMBLES * LEAST_ROWS;
    while (below * 2 <= rows)
        below *= 2;
    return usage_error(
        s, _("-n %" PRIu64 " with --method sobol: must be a power of two, for example %" PRIu64 " or %" PRIu64), rows,
        below, below * 2);
}

/* Given as "auto": until the indices have settled, or this many rows. */
static int read_auto(struct session *s, struct sensitivity_options *o)
{
    if (o->method != METHOD_SOBOL)
        return usage_error(s, _("-n auto is of --method sobol, not of %s"), method_name(o->method));
    o->runs = MOST_AUTO;
    o->until_settled = true;
    return 0;
}

static int refuse_size(struct session *s, enum method method, const char *given, uint64_t least, uint64_t most)
{
    return usage_error(s,
                       method == METHOD_SOBOL ? _("-n %s: must be auto or a power of two from %" PRIu64 " to %" PRIu64)
                                              : _("-n %s: must be a whole number from %" PRIu64 " to %" PRIu64),
                       given, least, most);
}

/* -n counts rows of all scrambles for Sobol', base points for Morris, else replicates. */
static int read_size(struct session *s, struct sensitivity_options *o, int inputs)
{
    static const uint64_t usual[METHODS] = {4096, 50, 0, 4096, 4096, 4096};
    const uint64_t least[METHODS] = {SCRAMBLES * LEAST_ROWS, 4, 0, (uint64_t)inputs + 3, LEAST_SAMPLE, LEAST_SAMPLE};
    static const uint64_t most[METHODS] = {UINT64_C(1) << 30, MOST_BASE_POINTS, 0,
                                           MOST_SAMPLE,       MOST_SAMPLE,      MOST_SAMPLE};
    const char *name = method_name(o->method), *given = s->options.runs;
    o->runs = usual[o->method];
    o->scrambles = SCRAMBLES;
    if (given && o->method == METHOD_TORNADO)
        return usage_error(s, "%s", _("--method tornado draws nothing: -n means nothing to it"));
    if (given && strcmp(given, "auto") == 0)
        return read_auto(s, o);
    if (given && !whole_number(given, 0, UINT64_MAX, &o->runs))
        return refuse_size(s, o->method, given, least[o->method], most[o->method]);
    if (o->runs < least[o->method] || o->runs > most[o->method])
        return usage_error(s, _("-n %" PRIu64 " with --method %s: must lie between %" PRIu64 " and %" PRIu64), o->runs,
                           name, least[o->method], most[o->method]);
    if (o->method == METHOD_SOBOL && !power_of_two(o->runs))
        return refuse_rows(s, o->runs);
    return 0;
}

static int check_options(struct session *s, enum method method)
{
    const unsigned given = s->options.given;
    if ((given & OPTION_SECOND_ORDER) && method != METHOD_SOBOL)
        return usage_error(s, _("--second-order is of --method sobol, not of %s"), method_name(method));
    if ((given & OPTION_TARGET) && (given & OPTION_INDICATOR))
        return usage_error(s, "%s", _("give --target or --indicator, not both"));
    if ((given & OPTION_YEAR) && !(given & OPTION_INDICATOR))
        return usage_error(s, "%s", _("--year needs --indicator; a target has its own year"));
    if ((given & OPTION_INDICATOR) && method == METHOD_DISCOVER)
        return usage_error(s, "%s",
                           _("--method discover explains when a target fails: give --target, not --indicator"));
    return 0;
}

/* --- outputs --- */

static int make_room(struct session *s, struct sensitivity_view *v)
{
    const size_t most = (size_t)v->setup->scenario->target_count + (size_t)v->setup->shape.years + 1;
    v->cells = arena_alloc(&s->arena, sizeof *v->cells * most);
    v->targets = arena_alloc(&s->arena, sizeof *v->targets * most);
    return v->cells && v->targets ? 0 : failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
}

static void add_output(struct sensitivity_view *v, const struct series *series, int year, const struct target *t)
{
    v->cells[v->count] = (struct cell){series, year};
    v->targets[v->count++] = t;
}

static bool known(const struct sensitivity_view *v, const struct series *series, int year)
{
    for (int c = 0; c < v->count; c++)
        if (v->cells[c].series == series && v->cells[c].year == year)
            return true;
    return false;
}

/* Two targets on one number share its drivers, though not their failures. */
static void add_targets(struct sensitivity_view *v)
{
    const struct scenario *scenario = v->setup->scenario;
    v->main = -1;
    for (int i = 0; i < scenario->target_count; i++) {
        const struct target *t = &scenario->targets[i];
        const struct series *series = t->indicator ? setup_series(v->setup, t->indicator, NULL) : NULL;
        if (series && (v->options.method == METHOD_DISCOVER || !known(v, series, t->due)))
            add_output(v, series, t->due, t);
    }
}

static void look_at_outputs(struct sensitivity_view *v)
{
    v->options.cells = v->cells;
    v->options.cell_count = v->count;
    v->options.targets = v->targets;
}

int sensitivity_every_target(struct session *s, struct sensitivity_view *v)
{
    int code = make_room(s, v);
    if (code == 0)
        add_targets(v);
    look_at_outputs(v);
    return code;
}

static int all_targets(struct session *s, struct sensitivity_view *v)
{
    add_targets(v);
    if (v->count == 0)
        return usage_error(s, "%s", _("the scenario has no target on an indicator; give --indicator KEY"));
    return 0;
}

static int first_year_of(const struct setup *u, const struct series *series)
{
    return u->shape.first_year + (series->row->flags & ROW_STOCK ? 0 : 1);
}

static void every_year(struct sensitivity_view *v, const struct series *series)
{
    for (int year = first_year_of(v->setup, series); year < v->setup->shape.first_year + v->setup->shape.years; year++)
        add_output(v, series, year, NULL);
}

static int unknown_target(struct session *s, const struct sensitivity_view *v, const char *id)
{
    const struct scenario *scenario = v->setup->scenario;
    const char **names = arena_alloc(&s->arena, sizeof *names * (size_t)(scenario->target_count + 1)), *near = NULL;
    for (int i = 0; names && i < scenario->target_count; i++) {
        names[i] = scenario->targets[i].id;
        if (!near && strlen(id) > 2 && strstr(names[i], id)) /* a part is a better hint than letters of another */
            near = names[i];
    }
    if (!near && names)
        near = nearest_name(id, names, scenario->target_count);
    if (near)
        return usage_error(s, _("unknown target \"%s\"; did you mean \"%s\"?"), id, near);
    return usage_error(s, _("unknown target \"%s\" (see vetsim list targets %s)"), id, scenario->path);
}

static int one_target(struct session *s, struct sensitivity_view *v)
{
    const struct scenario *scenario = v->setup->scenario;
    const char *id = s->options.target;
    const struct target *t = NULL;
    for (int i = 0; i < scenario->target_count && !t; i++)
        if (strcmp(scenario->targets[i].id, id) == 0)
            t = &scenario->targets[i];
    if (!t)
        return unknown_target(s, v, id);
    if (t->unevaluated)
        return usage_error(s, _("target %s cannot be evaluated: %s"), id, t->unevaluated);
    if (t->parameter)
        return usage_error(s, _("target %s is a rule on %s, which the plan sets: nothing drives it"), id, t->parameter);
    const struct series *series = setup_series(v->setup, t->indicator, NULL);
    if (v->options.method == METHOD_DISCOVER)
        add_output(v, series, t->due, t);
    else
        every_year(v, series);
    for (int c = 0; c < v->count; c++)
        if (v->cells[c].year == t->due) {
            v->main = c;
            v->targets[c] = t;
        }
    return 0;
}

static int one_indicator(struct session *s, struct sensitivity_view *v)
{
    const char *key = s->options.indicator, *near = NULL, *text = s->options.year;
    const struct series *series = setup_series(v->setup, key, &near);
    const int last = v->setup->shape.first_year + v->setup->shape.years - 1;
    uint64_t year = 0;
    if (!series && near)
        return usage_error(s, _("unknown indicator \"%s\"; did you mean \"%s\"?"), key, near);
    if (!series)
        return usage_error(s, _("unknown indicator \"%s\" (see vetsim list indicators %s)"), key,
                           v->setup->scenario->path);
    if (series->row->unit == UNIT_LIMIT)
        return usage_error(s, _("indicator %s says which limit binds: it is no quantity that inputs could drive"), key);
    if (text && !whole_number(text, (uint64_t)first_year_of(v->setup, series), (uint64_t)last, &year))
        return usage_error(s, _("--year %s: %s has values from %d to %d"), text, key, first_year_of(v->setup, series),
                           last);
    if (text)
        add_output(v, series, (int)year, NULL);
    else
        every_year(v, series);
    v->main = v->count - 1;
    return 0;
}

int sensitivity_request(struct session *s, struct sensitivity_view *v)
{
    struct sensitivity_options *o = &v->options;
    struct diags d = {0};
    int code = sensitivity_check(v->setup, o->method, &d);
    if (code < 0)
        report(s, &d, code);
    diags_free(&d);
    if (code == 0)
        code = read_size(s, o, v->setup->scenario->uncertain_count);
    if (code == 0)
        code = read_seed(s, &o->seed);
    if (code == 0)
        code = read_threads(s, &o->threads);
    if (code == 0)
        code = make_room(s, v);
    if (code == 0)
        code = s->options.target ? one_target(s, v) : s->options.indicator ? one_indicator(s, v) : all_targets(s, v);
    o->second_order = (s->options.given & OPTION_SECOND_ORDER) != 0;
    o->watched = s->options.target ? v->main : -1;
    look_at_outputs(v);
    return code;
}

/* Before the scenario is read: what is wrong whatever it says. */
int sensitivity_options_check(struct session *s, enum method *method)
{
    int code = choose_method(s, method);
    return code ? code : check_options(s, *method);
}
