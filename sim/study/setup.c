#include "setup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rows.h"

/* --- parameters into lanes --- */

static int item_count(const struct scenario *s, const struct row *row)
{
    return row->scope == SCOPE_CITY ? 1 : s->items[row->scope].count;
}

/* Where births are given, junior_graduates holds only for the years it lists. */
static bool only_listed(const struct scenario *s, const struct row *row)
{
    if (strcmp(row->key, "population.junior_graduates") != 0)
        return false;
    for (int i = 0; i < s->value_count; i++) {
        if (strcmp(s->values[i].row->key, "population.births") == 0 && !s->values[i].none)
            return true;
    }
    return false;
}

static bool lists_year(const struct value *v, int year)
{
    for (int i = 0; i < v->count; i++) {
        if (v->points[i].year == year)
            return true;
    }
    return false;
}

static void fill_row(struct setup *u, const struct row *row)
{
    const struct scenario *s = u->scenario;
    const bool listed = only_listed(s, row);

    for (int i = 0; i < item_count(s, row); i++) {
        const struct value *v = scenario_value(s, row, row->scope == SCOPE_CITY ? ALL_ITEMS : i);
        const int at = row->offset + i * row->stride;
        if (row->kind == KIND_LEVEL) {
            u->levels[at] = v ? value_in_year(v, 0) : row->initial;
            continue;
        }
        for (int t = 0; t < u->shape.years; t++) {
            for (int k = 0; k < row->copies; k++) {
                int year = s->first_year + t - row->lag - k;
                bool given = v && (!listed || lists_year(v, year));
                u->inputs[t * INPUT_LANES + at + k] = given ? value_in_year(v, year) : row->initial;
            }
        }
    }
}

static void fill_shape(struct setup *u)
{
    const struct scenario *s = u->scenario;
    struct shape *shape = &u->shape;

    *shape = (struct shape){.first_year = s->first_year,
                            .years = s->last_year - s->first_year + 1,
                            .sectors = s->items[SCOPE_SECTOR].count,
                            .projects = s->items[SCOPE_PROJECT].count,
                            .initiatives = s->items[SCOPE_INITIATIVE].count,
                            .industries = s->items[SCOPE_INDUSTRY].count,
                            .rules = s->items[SCOPE_RULE].count,
                            .closure = (enum closure)s->closure,
                            .serial_bonds = s->serial_bonds,
                            .bonds_in_fiscal_input = s->bonds_in_fiscal_input,
                            .other_includes_appropriation = s->other_includes_appropriation,
                            .workload_by_times = s->workload_by_times};
    for (int i = 0; i < shape->sectors; i++) {
        const struct item *item = &s->items[SCOPE_SECTOR].list[i];
        shape->sector[i].higher = item->higher;
        shape->sector[i].length = item->length;
        shape->sector[i].bridge_initiative = item->bridge_initiative;
    }
    for (int i = 0; i < shape->projects; i++) {
        const struct item *item = &s->items[SCOPE_PROJECT].list[i];
        shape->project[i].sector = item->sector;
        shape->project[i].kind = (enum project_kind)item->kind;
        shape->project[i].gradual = item->gradual;
    }
    for (int i = 0; i < shape->initiatives; i++)
        shape->initiative[i].duration = s->items[SCOPE_INITIATIVE].list[i].duration;
}

/* --- checks that need to know what the numbers mean --- */

static const struct row *parameter(const char *key)
{
    for (int i = 0; i < model_parameter_count; i++) {
        if (strcmp(model_parameters[i].key, key) == 0)
            return &model_parameters[i];
    }
    return NULL;
}

/* Points at the setting to change, or at the scenario when it is not set. */
static int complain(struct setup *u, struct diags *d, const char *key, int item, const char *text)
{
    const struct row *row = parameter(key);
    const struct value *v = row ? scenario_value(u->scenario, row, item) : NULL;
    char name[200];

    if (row)
        address_key(u->scenario, row, item, name, sizeof name);
    return diag_error(d, v ? v->from.file : u->scenario->path, v ? v->from.line : 0, "%s: %s", row ? name : key, text);
}

static const struct levels *base_levels(const struct setup *u, struct levels *wide)
{
    for (int i = 0; i < LEVEL_LANES; i++) {
        for (int l = 0; l < LANES; l++)
            ((double *)wide)[i * LANES + l] = u->levels[i];
    }
    return wide;
}

static double input(const struct setup *u, const char *key, int item, int t)
{
    const struct row *row = parameter(key);
    return u->inputs[t * INPUT_LANES + row->offset + item * row->stride];
}

static int check_shares(struct setup *u, struct diags *d)
{
    char text[200];
    int err = VS_OK;

    for (int higher = 0; higher < 2; higher++) {
        for (int t = 0, said = 0; t < u->shape.years && !said; t++) {
            double sum = 0;
            int first = -1;
            for (int s = 0; s < u->shape.sectors; s++) {
                if (u->shape.sector[s].higher != (bool)higher)
                    continue;
                sum += input(u, "enrolment.sector_share", s, t);
                first = first < 0 ? s : first;
            }
            if (first < 0 || fabs(sum - 1.0) < 1e-6)
                continue;
            snprintf(text, sizeof text,
                     higher ? _("the higher sectors' shares sum to %.6g in %d; they must sum to 1")
                            : _("the secondary sectors' shares sum to %.6g in %d; they must sum to 1"),
                     sum, u->shape.first_year + t);
            err = complain(u, d, "enrolment.sector_share", first, text);
            said = 1;
        }
    }
    for (int t = 0; t < u->shape.years; t++) {
        double sum = 0;
        for (int j = 0; j < u->shape.industries; j++)
            sum += input(u, "industry.share", j, t);
        if (sum <= 1.0 + 1e-9)
            continue;
        snprintf(text, sizeof text, _("the industries' shares sum to %.6g in %d; they may not exceed 1"), sum,
                 u->shape.first_year + t);
        return complain(u, d, "industry.share", 0, text);
    }
    return err;
}

static double grade_weights(const struct sector_levels *sl, int length)
{
    const double weight[MAX_GRADES] = {sl->enrolment_grade_1[0], sl->enrolment_grade_2[0], sl->enrolment_grade_3[0],
                                       sl->enrolment_grade_4[0], sl->enrolment_grade_5[0]};
    double sum = 0.0;

    for (int g = 0; g < length; g++)
        sum += weight[g];
    return sum;
}

static int check_stocks(struct setup *u, struct diags *d)
{
    struct levels wide;
    const struct levels *lv = base_levels(u, &wide);
    int err = VS_OK;

    for (int s = 0; s < u->shape.sectors; s++) {
        const struct sector_levels *sl = &lv->sector[s];
        if (sl->faculty_base_professional[0] > sl->faculty_base_full_time[0])
            err =
                complain(u, d, "faculty.base_professional", s, _("more professional teachers than full-time teachers"));
        if (sl->faculty_base_dual_qualified[0] > sl->faculty_base_professional[0])
            err = complain(u, d, "faculty.base_dual_qualified", s,
                           _("more dual-qualified teachers than professional teachers"));
        if (sl->faculty_age_under_30[0] + sl->faculty_age_30_39[0] + sl->faculty_age_40_49[0] +
                sl->faculty_age_50_plus[0] <=
            0.0)
            err = complain(u, d, "faculty.age_under_30", s, _("the four age weights are all zero"));
        if (sl->enrolment_base_students[0] > 0.0 && grade_weights(sl, u->shape.sector[s].length) <= 0.0)
            err = complain(u, d, "enrolment.grade_1", s, _("the grade weights are all zero, but there are students"));
    }
    for (int i = 0; i < u->shape.initiatives; i++) {
        if (lv->initiative[i].initiative_base[0] > lv->initiative[i].initiative_cap[0])
            err = complain(u, d, "initiative.base", i, _("already above its cap"));
    }
    if (lv->city.funding_bond_term[0] != floor(lv->city.funding_bond_term[0]))
        err = complain(u, d, "funding.bond_term", ALL_ITEMS, _("must be a whole number of years"));
    return err;
}

static int check_population(struct setup *u, struct diags *d)
{
    bool secondary = false;

    for (int s = 0; s < u->shape.sectors; s++)
        secondary |= !u->shape.sector[s].higher;
    if (u->shape.sectors == 0)
        return diag_error(d, u->scenario->path, 0, "sector: a scenario needs at least one");
    for (int t = 0; secondary && t < u->shape.years; t++) {
        const struct row *births = parameter("population.births");
        double listed = input(u, "population.junior_graduates", 0, t);
        if (listed > ABSENT_ABOVE && u->inputs[t * INPUT_LANES + births->offset] > ABSENT_ABOVE)
            return diag_error(d, u->scenario->path, 0,
                              "population.junior_graduates: is required and missing (or population.births)");
    }
    return VS_OK;
}

/* --- indicators --- */

static int add_series(struct setup *u, const struct row *row, int item)
{
    struct series *e = &u->series[u->series_count++];
    const struct scenario *s = u->scenario;
    static const size_t sums[] = {[0] = 0,
                                  [-SERIES_ALL] = offsetof(struct outputs, all),
                                  [-SERIES_SECONDARY] = offsetof(struct outputs, secondary),
                                  [-SERIES_HIGHER] = offsetof(struct outputs, higher)};
    const char *id = row->scope == SCOPE_CITY   ? NULL
                     : item >= 0                ? s->items[row->scope].list[item].id
                     : item == SERIES_SECONDARY ? "secondary"
                     : item == SERIES_HIGHER    ? "higher"
                                                : NULL;

    e->row = row;
    e->item = item;
    if (row->scope == SCOPE_CITY)
        e->offset = row->offset;
    else if (item < 0)
        e->offset =
            row->offset - (int)(offsetof(struct outputs, sector) / sizeof(lane)) + (int)(sums[-item] / sizeof(lane));
    else
        e->offset = row->offset + item * row->stride;
    snprintf(e->key, sizeof e->key, "%s%s%s", row->key, id ? "." : "", id ? id : "");
    return VS_OK;
}

static int make_series(struct setup *u)
{
    const struct scenario *s = u->scenario;
    int most = 0;

    for (int i = 0; i < model_indicator_count; i++)
        most += item_count(s, &model_indicators[i]) + 3;
    u->series = arena_alloc(&u->arena, (size_t)most * sizeof *u->series);
    if (!u->series)
        return VS_MEMORY;
    for (int i = 0; i < model_indicator_count; i++) {
        const struct row *row = &model_indicators[i];
        if (row->scope == SCOPE_CITY || row->scope == SCOPE_SECTOR)
            add_series(u, row, SERIES_ALL);
        if (row->scope == SCOPE_SECTOR) {
            add_series(u, row, SERIES_SECONDARY); /* also where there is none: a plan may promise zero */
            add_series(u, row, SERIES_HIGHER);
        }
        if (row->scope != SCOPE_CITY) {
            for (int k = 0; k < item_count(s, row); k++)
                add_series(u, row, k);
        }
    }
    return VS_OK;
}

const struct series *setup_series(const struct setup *u, const char *key, const char **near)
{
    enum { MOST = 4096 };
    const char *known[MOST];
    int count = 0;

    for (int i = 0; i < u->series_count; i++) {
        if (strcmp(u->series[i].key, key) == 0)
            return &u->series[i];
        if (count < MOST)
            known[count++] = u->series[i].key;
    }
    if (near)
        *near = nearest_name(key, known, count);
    return NULL;
}

static int check_references(struct setup *u, struct diags *d)
{
    const struct scenario *s = u->scenario;
    const struct row_table rows = {model_parameters, model_parameter_count};
    int err = VS_OK;
    const char *near;
    char why[400];
    struct address a;

    for (int i = 0; i < s->target_count; i++) {
        const struct target *t = &s->targets[i];
        if (t->indicator && !setup_series(u, t->indicator, &near))
            err = diag_error(d, t->file, t->line, "target.%s.indicator = \"%s\": no such indicator%s%s", t->id,
                             t->indicator, near ? _("; did you mean ") : "", near ? near : "");
        if (t->parameter && address_parse(s, &rows, t->parameter, &a, why, sizeof why) != 0)
            err = diag_error(d, t->file, t->line, "target.%s.parameter: %s", t->id, why);
        else if (t->parameter && a.form != FORM_VALUE)
            err = diag_error(d, t->file, t->line, "target.%s.parameter = \"%s\": name the parameter alone", t->id,
                             t->parameter);
    }
    for (int i = 0; i < s->observed_count; i++) {
        const struct observed *o = &s->observed[i];
        if (!setup_series(u, o->indicator, &near))
            err = diag_error(d, o->file, o->line, "observed: indicator = \"%s\": no such indicator%s%s", o->indicator,
                             near ? _("; did you mean ") : "", near ? near : "");
    }
    for (int i = 0; i < s->issued.row_count; i++) {
        const struct issued_row *row = &s->issued.rows[i];
        if (row->indicator && !setup_series(u, row->indicator, &near))
            err = diag_error(d, row->file, row->line, "annex.%s.%s.indicator = \"%s\": no such indicator%s%s",
                             row->table->key, row->id, row->indicator, near ? _("; did you mean ") : "",
                             near ? near : "");
    }
    return err;
}

int setup_init(struct setup *u, const struct scenario *s, struct diags *d)
{
    memset(u, 0, sizeof *u);
    u->scenario = s;
    fill_shape(u);
    u->levels = arena_alloc(&u->arena, LEVEL_LANES * sizeof *u->levels);
    u->inputs = arena_alloc(&u->arena, (size_t)u->shape.years * INPUT_LANES * sizeof *u->inputs);
    if (!u->levels || !u->inputs)
        return VS_MEMORY;
    for (int i = 0; i < model_parameter_count; i++)
        fill_row(u, &model_parameters[i]);

    int err = make_series(u);
    if (err)
        return err;
    int (*const checks[])(struct setup *, struct diags *) = {check_population, check_shares, check_stocks,
                                                             check_references};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        int e = checks[i](u, d);
        err = e ? e : err;
    }
    return err;
}

void setup_free(struct setup *u)
{
    arena_free(&u->arena);
    memset(u, 0, sizeof *u);
}

bool series_is_copy(const struct setup *u, const struct series *s)
{
    int among = 0;

    if (s->row->scope != SCOPE_SECTOR || s->item >= 0)
        return false;
    for (int i = 0; i < u->shape.sectors; i++)
        among += s->item == SERIES_ALL || (s->item == SERIES_HIGHER) == u->shape.sector[i].higher;
    if (s->item == SERIES_ALL)
        return false;
    return among < 2 || among == u->shape.sectors;
}

/* --- names for readers --- */

void series_label(const struct setup *u, const struct series *series, bool chinese, char *text, size_t size)
{
    const struct scenario *s = u->scenario;
    const struct row *row = series->row;
    const char *label = chinese ? row->label_zh : row->label_en;
    const char *of = NULL;

    if (row->scope != SCOPE_CITY && series->item >= 0) {
        const struct item *item = &s->items[row->scope].list[series->item];
        of = label_text(&item->label, chinese, item->id);
        if (row->scope == SCOPE_INITIATIVE) {
            snprintf(text, size, "%s", of);
            return;
        }
    } else if (series->item == SERIES_SECONDARY) {
        of = chinese ? "中职合计" : "secondary";
    } else if (series->item == SERIES_HIGHER) {
        of = chinese ? "高职合计" : "higher";
    }
    if (!of)
        snprintf(text, size, "%s", label);
    else
        snprintf(text, size, chinese ? "%s（%s）" : "%s (%s)", label, of);
}

const char *series_unit(const struct setup *u, const struct series *series, bool chinese)
{
    const struct row *row = series->row;

    if (row->scope == SCOPE_INITIATIVE && series->item >= 0) {
        const struct item *item = &u->scenario->items[SCOPE_INITIATIVE].list[series->item];
        return label_text(&item->unit, chinese, unit_label(row->unit, chinese));
    }
    return unit_label(row->unit, chinese);
}
