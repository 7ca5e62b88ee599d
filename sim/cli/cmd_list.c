/* vetsim list: what a scenario may set, what comes out, and what there is to run and draw. */
#include <math.h>
#include <string.h>

#include "command.h"
#include "list_scenarios.h"
#include "plots.h"
#include "rows.h"
#include "table.h"
#include "text.h"
#include "values.h"

static const char *scope_words(enum scope scope)
{
    static const char *const names[SCOPES] = {[SCOPE_CITY] = N_("area"),         [SCOPE_SECTOR] = N_("sector"),
                                              [SCOPE_PROJECT] = N_("project"),   [SCOPE_INITIATIVE] = N_("initiative"),
                                              [SCOPE_INDUSTRY] = N_("industry"), [SCOPE_RULE] = N_("rule")};
    return _(names[scope]);
}

static const char *kind_words(enum kind kind)
{
    static const char *const names[] = {
        [KIND_LEVEL] = N_("number"), [KIND_PATH] = N_("path"), [KIND_SCHEDULE] = N_("schedule"), [KIND_INDICATOR] = ""};
    return *names[kind] ? _(names[kind]) : "";
}

/* A heading each time the area (what stands before the point of a key) changes. */
static void area_heading(struct table *table, const char *key, const char *before)
{
    size_t length = strcspn(key, ".");
    char area[32];
    if (before && strncmp(key, before, length + 1) == 0)
        return;
    snprintf(area, sizeof area, "%.*s", (int)length, key);
    table_remark(table, BOLD, "", area);
}

/* The hard bounds are wide: "1e9" rather than ten digits in a narrow column. */
static char *short_bound(enum unit unit, double value, char text[VALUE_TEXT])
{
    int zeros = 0;
    double rest = value;
    if (fabs(value) < 1e5 || fabs(value) > 1e15)
        return bound_text(unit, value, text);
    while (rest / 10 == (double)(long long)(rest / 10)) {
        rest /= 10;
        zeros++;
    }
    snprintf(text, VALUE_TEXT, "%ge%d", rest, zeros);
    return text;
}

static int list_parameters(struct session *s)
{
    const struct column columns[] = {
        {.heading = _("key")},
        {.heading = _("what"), .flexible = 16, .lines = 5},
        {.heading = _("for each")},
        {.heading = _("form")},
        {.heading = _("default"), .right = true},
        {.heading = _("bounds"), .right = true},
    };
    struct table table = {.columns = columns, .count = 6, .indent = 2};
    for (int i = 0; i < model_parameter_count; i++) {
        const struct row *row = &model_parameters[i];
        char text[VALUE_TEXT], high[VALUE_TEXT];
        area_heading(&table, row->key, i ? model_parameters[i - 1].key : NULL);
        struct table_row *line = table_row(&table);
        table_cell(&table, line, 0, PLAIN, "%s", row->key);
        const char *label = s->chinese ? row->label_zh : row->label_en, *unit = unit_label(row->unit, s->chinese);
        if (unit_shown(row->unit) || row->unit == UNIT_RATIO || row->unit == UNIT_STUDENTS_PER_TEACHER)
            table_cell(&table, line, 1, PLAIN, "%s", label);
        else
            table_cell(&table, line, 1, PLAIN, s->chinese ? "%s（%s）" : "%s (%s)", label, unit);
        table_cell(&table, line, 2, DIM, "%s", scope_words(row->scope));
        table_cell(&table, line, 3, DIM, "%s", kind_words(row->kind));
        table_cell(&table, line, 4, PLAIN, "%s", bound_text(row->unit, row->initial, text));
        table_cell(&table, line, 5, PLAIN, "%s–%s", short_bound(row->unit, row->low, text),
                   short_bound(row->unit, row->high, high));
    }
    table_print(&s->page, &table);
    table_free(&table);
    page_blank(&s->page);
    page_wrap(&s->page, DIM, "",
              _("A dash as a default means no limit, or unknown. Shares are shown in percent but written as numbers "
                "from 0 to 1."));
    return 0;
}

static int list_indicators(struct session *s)
{
    const struct column columns[] = {{.heading = _("key")},
                                     {.heading = _("what"), .flexible = 20, .lines = 2},
                                     {.heading = _("for each")},
                                     {.heading = _("unit"), .flexible = 8, .lines = 2}};
    struct table table = {.columns = columns, .count = 4, .indent = 2};
    for (int i = 0; i < model_indicator_count; i++) {
        const struct row *row = &model_indicators[i];
        area_heading(&table, row->key, i ? model_indicators[i - 1].key : NULL);
        struct table_row *line = table_row(&table);
        table_cell(&table, line, 0, PLAIN, "%s", row->key);
        table_cell(&table, line, 1, PLAIN, "%s", s->chinese ? row->label_zh : row->label_en);
        table_cell(&table, line, 2, DIM, "%s", scope_words(row->scope));
        table_cell(&table, line, 3, DIM, "%s", unit_label(row->unit, s->chinese));
    }
    table_print(&s->page, &table);
    table_free(&table);
    return 0;
}

static int list_series(struct session *s)
{
    const struct column columns[] = {{.heading = _("key")},
                                     {.heading = _("what"), .flexible = 20, .lines = 3},
                                     {.heading = _("unit"), .flexible = 8, .lines = 2}};
    struct loaded l;
    int code = load_setup(s, &l, s->arguments[1]);
    if (code == 0) {
        struct table table = {.columns = columns, .count = 3, .indent = 2};
        for (int i = 0; i < l.setup.series_count; i++) {
            const struct series *series = &l.setup.series[i];
            char label[256];
            series_label(&l.setup, series, s->chinese, label, sizeof label);
            area_heading(&table, series->key, i ? l.setup.series[i - 1].key : NULL);
            struct table_row *line = table_row(&table);
            table_cell(&table, line, 0, PLAIN, "%s", series->key);
            table_cell(&table, line, 1, PLAIN, "%s", label);
            table_cell(&table, line, 2, DIM, "%s", series_unit(&l.setup, series, s->chinese));
        }
        table_print(&s->page, &table);
        table_free(&table);
    }
    loaded_free(&l);
    return code;
}

static int list_targets(struct session *s)
{
    const struct column columns[] = {{.heading = _("id")}, /* whole, to be copied */
                                     {.heading = _("target"), .flexible = 16, .lines = 4},
                                     {.heading = _("due")},
                                     {.heading = _("goal"), .right = true, .flexible = 10, .lines = 2}};
    struct loaded l;
    if (s->argument_count < 2)
        return usage_error(s, _("list targets needs a scenario file"));
    int code = load_setup(s, &l, s->arguments[1]);
    if (code == 0) {
        struct table table = {.columns = columns, .count = 4};
        for (int i = 0; i < l.scenario.target_count; i++) {
            const struct target *t = &l.scenario.targets[i];
            char goal[256];
            snprintf(goal, sizeof goal, "%s", _("not evaluated"));
            if (!t->unevaluated)
                target_goal(&l.setup, t, s->chinese, goal, sizeof goal);
            struct table_row *line = table_row(&table);
            table_cell(&table, line, 0, PLAIN, "%s", t->id);
            table_cell(&table, line, 1, PLAIN, "%s", label_text(&t->label, s->chinese, ""));
            table_cell(&table, line, 2, PLAIN, "%d", t->due);
            table_cell(&table, line, 3, PLAIN, "%s", goal);
        }
        table_print(&s->page, &table);
        table_free(&table);
    }
    loaded_free(&l);
    return code;
}

static int list_charts(struct session *s)
{
    const struct column columns[] = {{.heading = _("name")}, {.heading = _("title"), .flexible = 20, .lines = 2}};
    struct table table = {.columns = columns, .count = 2};
    for (int i = 0; i < plots_chart_count(); i++) {
        struct table_row *line = table_row(&table);
        table_cell(&table, line, 0, PLAIN, "%s", plots_chart_name(i));
        table_cell(&table, line, 1, PLAIN, "%s", plots_chart_title(i, s->chinese));
    }
    table_print(&s->page, &table);
    table_free(&table);
    return 0;
}

int cmd_list(struct session *s)
{
    static const char *const kinds[] = {"parameters", "indicators", "targets", "charts", "scenarios"};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    int kind = 0;
    if (s->argument_count == 0)
        return usage_error(s, _("list what? parameters, indicators, targets, charts or scenarios"));
    if (s->argument_count > 2)
        return usage_error(s, _("\"%s\" is one argument too many"), s->arguments[2]);
    while (kind < KINDS && strcmp(kinds[kind], s->arguments[0]) != 0)
        kind++;
    switch (kind) {
    case 0:
        return list_parameters(s);
    case 1:
        return s->argument_count > 1 ? list_series(s) : list_indicators(s);
    case 2:
        return list_targets(s);
    case 3:
        return list_charts(s);
    case 4:
        return list_scenarios(s);
    default:
        break;
    }
    const char *near = nearest_name(s->arguments[0], kinds, KINDS);
    return near ? usage_error(s, _("cannot list \"%s\"; did you mean \"%s\"?"), s->arguments[0], near)
                : usage_error(s, _("cannot list \"%s\": parameters, indicators, targets, charts or scenarios"),
                              s->arguments[0]);
}
