/* Why two plans differ: what differs in their inputs, and how much each of that does. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "explain.h"
#include "table.h"
#include "text.h"
#include "values.h"

enum { MOST_INPUTS = 40, MOST_EFFECTS = 10 };

/* --- inputs --- */

/* Where the value comes from that makes the difference: the other plan's, or the base's where only it has one. */
static const struct provenance *source_of(const struct compare_pair *pair, const struct difference *one)
{
    for (int side = 1; side >= 0 && one->member_count > 0; side--) {
        const struct changed *m = &one->members[0];
        const struct value *v =
            scenario_value(&pair->al.scenarios[side], m->row, m->row->scope == SCOPE_CITY ? ALL_ITEMS : m->item);
        if (v)
            return &v->from;
    }
    return NULL;
}

static void print_input(const struct page *p, const struct compare_pair *pair, const struct difference *one)
{
    char from[3000], to[3000], text[6400];
    const char *label = p->chinese ? one->label_zh : one->label_en, *unit = "";
    if (one->kind == DIFFERENCE_VALUE)
        unit = explain_unit(p, &pair->al.scenarios[0], one->row, one->item);
    if (*unit && unit_said(one->row->unit, label, unit))
        unit = "";
    difference_words(p, pair, one, 0, from, sizeof from);
    difference_words(p, pair, one, 1, to, sizeof to);
    if (*unit)
        snprintf(text, sizeof text, p->chinese ? "%s（%s）：%s → %s" : "%s (%s): %s → %s", label, unit, from, to);
    else
        snprintf(text, sizeof text, p->chinese ? "%s：%s → %s" : "%s: %s → %s", label, from, to);
    page_wrap(p, PLAIN, "  ", text);
    const struct provenance *source = source_of(pair, one);
    if (source)
        explain_provenance(p, one->row->unit, source);
}

void compare_inputs(const struct page *p, const struct compare *c, int plan)
{
    const struct compare_pair *pair = &c->pairs[plan];
    page_blank(p);
    page_line(p, BOLD, _("WHAT DIFFERS IN THE INPUTS OF %s AND %s: %d"), plan_letter(0), plan_letter(plan),
              pair->d.count);
    for (int i = 0; i < pair->d.count && i < MOST_INPUTS; i++)
        print_input(p, pair, &pair->d.list[i]);
    if (pair->d.count > MOST_INPUTS)
        page_line(p, DIM, _("  And %d more; -o DIR writes all of them."), pair->d.count - MOST_INPUTS);
}

/* --- effects --- */

struct effect {
    int difference;
    double alone, without, size;
};

static double known(double x) { return fabs(x) < ABSENT_ABOVE ? x : 0.0; }

static int by_size(const void *a, const void *b)
{
    const struct effect *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->difference - y->difference;
}

/* What is left of rounding in a number of this size is no effect. */
static double rounding(const struct contributions *c, int output)
{
    return 1e-9 * (1.0 + fabs(known(c->first[output])) + fabs(known(c->second[output])));
}

/* Those that do anything, the strongest first. */
static int sort_effects(const struct contributions *c, int output, struct effect *list)
{
    const double scale = rounding(c, output);
    int count = 0;
    for (int i = 0; i < c->differences; i++) {
        const double alone = c->alone[i * c->outputs + output], without = c->without[i * c->outputs + output];
        const double size = fmax(fabs(known(alone)), fabs(known(without)));
        if (size > scale || !(fabs(alone) < ABSENT_ABOVE) || !(fabs(without) < ABSENT_ABOVE))
            list[count++] = (struct effect){i, alone, without, size};
    }
    qsort(list, (size_t)count, sizeof *list, by_size);
    return count;
}

/* What a difference means for a target that the two plans judge differently. */
static const char *part_in_verdict(const struct compare_pair *pair, int output, const struct effect *e)
{
    const struct target *t = pair->targets[output];
    const double first = pair->c.first[output], second = pair->c.second[output];
    if (!t || target_holds(t, first) == target_holds(t, second))
        return "";
    const bool met = target_holds(t, second), enough = target_holds(t, first + e->alone) == met;
    const bool needed = target_holds(t, second - e->without) != met;
    if (met)
        return enough && needed ? _("enough, and needed") : enough ? _("enough alone") : needed ? _("needed") : "";
    return enough ? _("alone makes it missed") : needed ? _("without it, met") : "";
}

enum { WHAT, ALONE, WITHOUT, PART, COLUMNS };

static void effect_row(struct table *table, enum tone tone, const struct compare_pair *pair, int output,
                       const char *name, double alone, double without, const char *part)
{
    const enum unit unit = pair->outputs[output].series->row->unit;
    const double scale = rounding(&pair->c, output);
    char text[VALUE_TEXT];
    struct table_row *row = table_row(table);
    table_cell(table, row, WHAT, tone, "%s", name);
    table_cell(table, row, ALONE, tone, "%s", gap_text(unit, fabs(alone) > scale ? alone : 0.0, text));
    table_cell(table, row, WITHOUT, tone, "%s", gap_text(unit, fabs(without) > scale ? without : 0.0, text));
    table_cell(table, row, PART, DIM, "%s", part);
}

static void add_effects(const struct page *p, struct table *table, const struct compare_pair *pair, int output,
                        const struct effect *list, int count)
{
    const double whole = pair->c.second[output] - pair->c.first[output];
    double alone = 0.0, without = 0.0;
    for (int i = 0; i < count; i++) {
        const struct difference *one = &pair->d.list[list[i].difference];
        if (i < MOST_EFFECTS)
            effect_row(table, PLAIN, pair, output, p->chinese ? one->label_zh : one->label_en, list[i].alone,
                       list[i].without, part_in_verdict(pair, output, &list[i]));
        else {
            alone += list[i].alone;
            without += list[i].without;
        }
    }
    if (count > MOST_EFFECTS) {
        char name[80];
        snprintf(name, sizeof name, _("%d others together"), count - MOST_EFFECTS);
        effect_row(table, PLAIN, pair, output, name, alone, without, "");
    }
    effect_row(table, DIM, pair, output, _("from working together (interaction)"), pair->c.rest_alone[output],
               pair->c.rest_without[output], "");
    effect_row(table, BOLD, pair, output, _("whole change"), whole, whole, "");
}

static void print_output_head(const struct page *p, const struct compare_pair *pair, int plan, int output)
{
    const struct effect_of *of = &pair->outputs[output];
    const struct target *t = pair->targets[output];
    const struct setup *u = &pair->al.setups[0];
    char label[256], a[VALUE_TEXT], b[VALUE_TEXT], d[VALUE_TEXT], text[900];
    const enum unit unit = of->series->row->unit;
    const char *name = unit_shown(unit) ? "" : series_unit(u, of->series, p->chinese);
    series_label(u, of->series, p->chinese, label, sizeof label);
    page_blank(p);
    if (t)
        page_wrap(p, BOLD, "  ", label_text(&t->label, p->chinese, t->id));
    const double first = pair->c.first[output], second = pair->c.second[output];
    const bool both = fabs(first) < ABSENT_ABOVE && fabs(second) < ABSENT_ABOVE;
    snprintf(text, sizeof text, _("%s in %d: %s %s, %s %s%s%s; difference %s"), label, of->year, plan_letter(0),
             value_apart(unit, first, second, a), plan_letter(plan), value_apart(unit, second, first, b),
             unit_space(name, p->chinese), name, gap_text(unit, both ? second - first : ABSENT, d));
    page_wrap(p, t ? PLAIN : BOLD, "  ", text);
}

static void print_output(const struct page *p, const struct compare_pair *pair, int plan, int output)
{
    const struct column columns[COLUMNS] = {[WHAT] = {.heading = _("difference"), .flexible = 24, .lines = 3},
                                            [ALONE] = {.heading = _("put alone into A"), .right = true},
                                            [WITHOUT] = {.heading = _("within the other plan"), .right = true},
                                            [PART] = {.heading = "", .flexible = 10, .lines = 2}};
    struct table table = {.columns = columns, .count = COLUMNS, .indent = 4};
    struct effect *list = calloc((size_t)pair->d.count + 1, sizeof *list);
    print_output_head(p, pair, plan, output);
    const int count = list ? sort_effects(&pair->c, output, list) : 0;
    if (count == 0) {
        page_line(p, DIM, "%s", _("    No difference in the inputs moves it."));
    } else {
        add_effects(p, &table, pair, output, list, count);
        table_print(p, &table);
    }
    table_free(&table);
    free(list);
}

void compare_why(const struct page *p, const struct compare *c, int plan)
{
    const struct compare_pair *pair = &c->pairs[plan];
    page_blank(p);
    page_line(p, BOLD, _("WHAT EACH DIFFERENCE OF %s DOES"), plan_letter(plan));
    if (pair->output_count == 0) {
        page_wrap(p, PLAIN, "  ",
                  _("No target changes its verdict; --target ID or --indicator KEY with --year takes a number apart."));
        return;
    }
    page_wrap(
        p, DIM, "  ",
        _("Each difference is tried twice: put alone into A, and taken out of the other plan, which shows what it does "
          "there. Where differences work on each other the two disagree; what is left over is their interaction."));
    int shown = 0;
    for (int i = 0; i < pair->output_count && shown < COMPARE_OUTPUTS; i++)
        if (output_shown(pair, i)) {
            print_output(p, pair, plan, i);
            shown++;
        }
    if (shown < pair->output_count) {
        page_blank(p);
        page_line(p, DIM,
                  _("  Targets not shown here, most of them on the same indicators: %d. --target ID shows one, -o DIR "
                    "writes all."),
                  pair->output_count - shown);
    }
}
