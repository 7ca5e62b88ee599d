/* Inputs, outputs and numbers of a sensitivity study in words. */
#include <math.h>
#include <string.h>

#include "sensitivity_view.h"
#include "text.h"
#include "values.h"

const struct uncertain *input_of(const struct sensitivity_view *v, int input)
{
    return &v->setup->scenario->uncertains[input];
}

const char *input_label(const struct page *p, const struct sensitivity_view *v, int input)
{
    return label_text(&input_of(v, input)->label, p->chinese, input_of(v, input)->id);
}

void percent_words(double share, char text[16])
{
    if (share > 0.0 && share < 0.005)
        snprintf(text, 16, "<1%%");
    else if (share < 1.0 && share > 0.995)
        snprintf(text, 16, ">99%%");
    else
        snprintf(text, 16, "%.0f%%", 100.0 * share);
}

char *size_text(enum unit unit, double size, char text[VALUE_TEXT])
{
    gap_text(unit, size, text);
    if (text[0] == '+')
        memmove(text, text + 1, strlen(text));
    return text;
}

void index_words(double value, char text[16])
{
    if (!isfinite(value))
        snprintf(text, 16, "–");
    else if (fabs(value) < 0.005)
        snprintf(text, 16, "0.00");
    else
        snprintf(text, 16, "%s%.2f", value < 0 ? "−" : "", fabs(value) < 1e6 ? fabs(value) : 1e6);
}

/* --- inputs --- */

/* What a value counts: nothing where the number says it, or for factors. */
static const char *input_unit(const struct page *p, const struct sensitivity_view *v, const struct address *a)
{
    const struct row *row = a->row;
    if (a->item >= 0 && (row->scope == SCOPE_RULE || (row->scope == SCOPE_INITIATIVE && row->unit == UNIT_COUNT)))
        return label_text(&v->setup->scenario->items[row->scope].list[a->item].unit, p->chinese, "");
    return unit_shown(row->unit) || row->unit == UNIT_RATIO ? "" : unit_label(row->unit, p->chinese);
}

static void with_unit(const char *number, const char *unit, bool chinese, struct words *w)
{
    words_add(w, "%s%s%s", number, unit_space(unit, chinese), unit);
}

/* The plan's own number in a year: what a scale is a scale of. */
static double plan_value(const struct sensitivity_view *v, const struct address *a, int year)
{
    const struct value *set =
        scenario_value(v->setup->scenario, a->row, a->row->scope == SCOPE_CITY ? ALL_ITEMS : a->item);
    return set ? value_in_year(set, year) : a->row->initial;
}

/* "93.4% of the plan (96,000 persons in 2022)" */
static void scale_words(const struct page *p, const struct sensitivity_view *v, const struct address *a, double value,
                        int year, struct words *w)
{
    const double plan = year > 0 ? plan_value(v, a, year) : ABSENT;
    char text[VALUE_TEXT];
    words_add(w, year > 0 ? _("%.1f%% of the plan") : "%.1f%%", 100.0 * value);
    if (!isfinite(plan) || fabs(plan) > ABSENT_ABOVE || plan == 0.0)
        return;
    words_add(w, "%s", _(" ("));
    with_unit(value_text(a->row->unit, plan * value, text), input_unit(p, v, a), p->chinese, w);
    words_add(w, _(" in %d)"), year);
}

void input_value_words(const struct page *p, const struct sensitivity_view *v, int input, double value, int year,
                       struct words *w)
{
    const struct address *a = &input_of(v, input)->address;
    const char *unit = input_unit(p, v, a);
    char text[VALUE_TEXT];
    switch (a->form) {
    case FORM_SCALE:
        scale_words(p, v, a, value, year, w);
        break;
    case FORM_SHIFT:
        words_add(w, "%s", year > 0 ? _("the plan ") : "");
        with_unit(gap_text(a->row->unit, value, text), unit, p->chinese, w);
        break;
    case FORM_DELAY:
        with_unit(gap_text(UNIT_YEARS, value, text), unit_label(UNIT_YEARS, p->chinese), p->chinese, w);
        break;
    default:
        with_unit(value_text(a->row->unit, value, text), unit, p->chinese, w);
    }
}

/* "30.0%–90.0%", "0–2 years" */
void input_range_words(const struct page *p, const struct sensitivity_view *v, int input, double low, double high,
                       const char *between, struct words *w)
{
    const struct address *a = &input_of(v, input)->address;
    const bool plain = a->form == FORM_VALUE || a->form == FORM_YEAR;
    char text[VALUE_TEXT];
    if (plain)
        words_add(w, "%s", value_text(a->row->unit, low, text));
    else
        input_value_words(p, v, input, low, 0, w);
    words_add(w, "%s", between);
    input_value_words(p, v, input, high, 0, w);
}

static void bounds(const struct page *p, const struct sensitivity_view *v, int input, struct words *w)
{
    const struct uncertain *u = input_of(v, input);
    if (!isfinite(u->low) && !isfinite(u->high))
        return;
    struct words range = {.used = 0};
    const bool changes = u->address.form == FORM_SHIFT || u->address.form == FORM_DELAY; /* these carry a sign */
    input_range_words(p, v, input, u->low, u->high, changes ? _(" to ") : "–", &range);
    words_add(w, _(", %s"), range.text);
}

static void discrete_words(const struct page *p, const struct sensitivity_view *v, int input, struct words *w)
{
    const struct uncertain *u = input_of(v, input);
    double total = 0.0;
    char text[16];
    for (int i = 0; i < u->count; i++)
        total += u->weights ? u->weights[i] : 1.0;
    words_add(w, "%s", _("one of"));
    for (int i = 0; i < u->count; i++) {
        words_add(w, "%s", i ? _(", ") : " ");
        input_value_words(p, v, input, u->values[i], 0, w);
        percent_words((u->weights ? u->weights[i] : 1.0) / total, text);
        words_add(w, " (%s)", text);
    }
}

void distribution_words(const struct page *p, const struct sensitivity_view *v, int input, struct words *w)
{
    static const char *const names[] = {
        [DIST_UNIFORM] = N_("uniform"), [DIST_TRIANGULAR] = N_("triangular"), [DIST_PERT] = N_("PERT"),
        [DIST_NORMAL] = N_("normal"),   [DIST_LOGNORMAL] = N_("log-normal"),  [DIST_DISCRETE] = ""};
    const struct uncertain *u = input_of(v, input);
    if (u->address.form == FORM_SCALE)
        words_add(w, "%s", _("plan × "));
    else if (u->address.form == FORM_SHIFT)
        words_add(w, "%s", _("plan + "));
    else if (u->address.form == FORM_YEAR)
        words_add(w, _("%d: "), u->address.year);
    if (u->distribution == DIST_DISCRETE) {
        discrete_words(p, v, input, w);
        return;
    }
    words_add(w, "%s", _(names[u->distribution]));
    if (u->distribution == DIST_NORMAL || u->distribution == DIST_LOGNORMAL) {
        words_add(w, "%s", _(", mean "));
        input_value_words(p, v, input, u->mean, 0, w);
        words_add(w, "%s", _(", standard deviation "));
        input_value_words(p, v, input, u->sd, 0, w);
    }
    bounds(p, v, input, w);
    if (u->distribution == DIST_TRIANGULAR || u->distribution == DIST_PERT) {
        words_add(w, "%s", _(", most likely "));
        input_value_words(p, v, input, u->mode, 0, w);
    }
}

void source_words(const struct provenance *from, struct words *w)
{
    if (from->source)
        words_add(w, "%s", from->source);
    else if (from->assumption)
        words_add(w, _("assumption: %s"), from->assumption);
    else
        words_add(w, "%s", _("neither source nor assumption given"));
    if (from->file && from->line > 0)
        words_add(w, " [%s:%d]", strrchr(from->file, '/') ? strrchr(from->file, '/') + 1 : from->file, from->line);
}

/* --- outputs --- */

static void series_words(const struct page *p, const struct sensitivity_view *v, int output, struct words *w)
{
    char text[256];
    series_label(v->setup, v->cells[output].series, p->chinese, text, sizeof text);
    words_add(w, "%s", text);
}

void output_name(const struct page *p, const struct sensitivity_view *v, int output, struct words *w)
{
    const struct target *t = v->targets[output];
    if (t)
        words_add(w, "%s", label_text(&t->label, p->chinese, t->id));
    else
        series_words(p, v, output, w);
}

/* All targets on this number in its year, or the number itself. */
void output_words(const struct page *p, const struct sensitivity_view *v, int output, struct words *w)
{
    const struct scenario *s = v->setup->scenario;
    const struct target *own = v->targets[output];
    char goal[256];
    if (!own) {
        series_words(p, v, output, w);
        words_add(w, p->chinese ? "（%d年）" : " (%d)", v->cells[output].year);
        return;
    }
    for (int i = 0, shown = 0; i < s->target_count; i++) {
        const struct target *t = &s->targets[i];
        const bool same = t->indicator && t->due == own->due && strcmp(t->indicator, own->indicator) == 0;
        if (t != own && (!same || v->options.method == METHOD_DISCOVER || v->main >= 0))
            continue;
        target_goal(v->setup, t, p->chinese, goal, sizeof goal);
        words_add(w, "%s%s", shown++ ? " · " : "", label_text(&t->label, p->chinese, t->id));
        words_add(w, p->chinese ? "（%d年%s）" : " (%d: %s)", t->due, goal);
    }
}

static double standard_deviation(const struct sensitivity *r, int output)
{
    return r->variance ? sqrt(r->variance[output]) : NAN;
}

void output_facts(const struct page *p, const struct sensitivity_view *v, int output, struct words *w)
{
    const struct sensitivity *r = &v->result;
    const struct series *series = v->cells[output].series;
    const enum unit unit = series->row->unit;
    const struct target *t = v->targets[output];
    const char *name = unit_shown(unit) ? "" : series_unit(v->setup, series, p->chinese);
    const double sd = standard_deviation(r, output);
    char text[VALUE_TEXT], high[VALUE_TEXT];
    words_add(w, "%s", _("plan "));
    with_unit(t ? value_apart(unit, r->base[output], t->value, text) : value_text(unit, r->base[output], text), name,
              p->chinese, w);
    if (t && isfinite(r->base[output]))
        words_add(w, _(", %s"), target_holds(t, r->base[output]) ? _("met") : _("missed"));
    if (r->spread[output].low <= r->spread[output].high)
        words_add(w, _("; in the runs %s to %s"), value_text(unit, r->spread[output].low, text),
                  value_text(unit, r->spread[output].high, high));
    if (isfinite(sd) && v->main >= 0 && !sensitivity_constant(r, output))
        words_add(w, _(", standard deviation %s"), size_text(unit, sd, text));
    if (r->spread[output].absent > 0)
        words_add(w, _("; without a value in %llu runs"), (unsigned long long)r->spread[output].absent);
}
