/* Targets against the tables, against each other, and against where the plan starts. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit_parts.h"

static const struct issued_cell *cell_in(const struct auditor *a, const struct issued_row *row, int year)
{
    for (int y = 0; row && y < a->issued->year_count; y++) {
        if (a->issued->years[y] == year && is_known(row->cells[y].value))
            return &row->cells[y];
    }
    return NULL;
}

/* A target that only repeats its cell is no second statement. */
static bool is_the_cell(const struct target *t, const struct issued_cell *cell)
{
    return cell && fabs(t->value - cell->value) <= 1e-9 * (1.0 + fabs(cell->value));
}

static const char *shown(struct auditor *a, const struct target *t, double value)
{
    const struct series *series = t->indicator ? setup_series(a->run->setup, t->indicator, NULL) : NULL;
    bool share = series && (series->row->unit == UNIT_SHARE || series->row->unit == UNIT_SHARE_PER_YEAR);
    if (share)
        return say(a, "%s%%", "%s%%", num(a, 100.0 * value));
    return say(a, "%s%s%s", "%s%s%s", num(a, value), a->chinese ? "" : " ",
               series ? series_unit(a->run->setup, series, a->chinese) : "");
}

/* A difference of two such values: of shares in percentage points. */
static const char *apart(struct auditor *a, const struct target *t, double gap)
{
    const struct series *series = t->indicator ? setup_series(a->run->setup, t->indicator, NULL) : NULL;
    if (series && (series->row->unit == UNIT_SHARE || series->row->unit == UNIT_SHARE_PER_YEAR))
        return say(a, "%s个百分点", "%s percentage points", num(a, 100.0 * gap));
    return shown(a, t, gap);
}

/* --- where the plan starts, in its table and in the statistics --- */

static void report_baseline(struct auditor *a, const struct issued_row *row, const struct observed *o)
{
    const struct issued_cell *cell = cell_in(a, row, o->year);
    const struct target as_target = {.id = o->indicator, .indicator = o->indicator};
    if (!cell || fabs(cell->value - o->value) <= cell->half * (1.0 + 1e-9))
        return;
    struct finding f = begin_finding(a, "baseline", o->indicator, AUDIT_CONTRADICTION, row->table->key);
    double gap = fabs(cell->value - o->value);
    f.title = say(a, "%s：附表与实际值不一致", "%s: the table and the observed value disagree", row_label(a, row));
    add_sum(&f, say(a, "%d年：附表%s，实际值%s，差%s", "%d: table %s, observed %s, apart by %s", o->year, cell->text,
                    shown(a, &as_target, o->value), apart(a, &as_target, gap)));
    f.size = gap / fmax(fabs(o->value), 1e-300);
    f.amount = say(a, "差%s", "%s apart", percent(a, f.size));
    f.advice = say(a, "核对统计口径和时点，基期的数各处用同一个。",
                   "Check what is counted and when; use one number for the base year everywhere.");
    quote_row(a, &f, row);
    if (o->source)
        quote_text(&f, say(a, "实际值的出处", "source of the observed value"), o->source);
    keep_finding(a, &f);
}

/* --- a target its own table does not reach --- */

static void report_unreached(struct auditor *a, const struct target *t)
{
    const struct issued_row *row = row_of_target(a, t);
    const struct issued_cell *cell = cell_in(a, row, t->due);
    struct target strict = *t;
    strict.tolerance = 0.0;
    if (!cell || is_the_cell(t, cell) || target_holds(&strict, cell->value))
        return;
    const bool tolerated = target_holds(t, cell->value);
    const char *name = row_label(a, row), *wanted = shown(a, t, t->value);
    struct finding f =
        begin_finding(a, "text_and_table", t->id, tolerated ? AUDIT_NOTE : AUDIT_CONTRADICTION, row->table->key);
    if (tolerated) {
        f.title = say(a, "%s：附表没有达到正文的%s，只能按容差算作达标",
                      "%s: the table does not reach the text's %s, only its tolerance", name, wanted);
        f.advice = say(a, "在正文写明多大的差距还算达到。", "Say in the text how close is close enough.");
    } else {
        f.title = say(a, "%s：附表没有达到正文的%s", "%s: the table does not reach the text's %s", name, wanted);
        f.advice = say(a, "改附表或改正文，使两处一致。", "Change the table or the text so that they agree.");
    }
    add_sum(&f, say(a, "%d年：附表%s（%s），正文%s，差%s", "%d: table %s (%s), text %s, apart by %s", t->due,
                    cell->text, shown(a, t, cell->value), wanted, apart(a, t, fabs(t->value - cell->value))));
    if (row->print == PRINT_PARTS)
        add_sum(&f, say(a, "→ %s ÷ %s = %s：1", "→ %s ÷ %s = %s to 1", num(a, cell->part),
                        num(a, cell->whole - cell->part), fixed(a, cell->part / (cell->whole - cell->part), 3)));
    f.size = fabs(t->value - cell->value) / (fabs(t->value) + 1e-300);
    f.amount = say(a, "差%s", "%s short", apart(a, t, fabs(t->value - cell->value)));
    quote_target(a, &f, t);
    quote_row(a, &f, row);
    keep_finding(a, &f);
}

/* --- one indicator, one year, several values --- */

static bool same_question(const struct target *t, const struct target *u)
{
    return t->indicator && u->indicator && strcmp(t->indicator, u->indicator) == 0 && t->due == u->due &&
           t->comparator == u->comparator && t->comparator != RANGE;
}

bool is_text_target(const struct auditor *a, const struct target *t)
{
    return t->indicator && strcmp(t->strength, "planned") != 0 &&
           !is_the_cell(t, cell_in(a, row_of_target(a, t), t->due));
}

static void report_conflict(struct auditor *a, const struct target *first)
{
    struct finding f =
        begin_finding(a, "several_values", first->id, AUDIT_CONTRADICTION, first->area ? first->area : "");
    const struct issued_row *row = row_of_target(a, first);
    const struct issued_cell *cell = cell_in(a, row, first->due);
    double low = first->value, high = first->value;
    for (int i = 0; i < a->s->target_count; i++) {
        const struct target *t = &a->s->targets[i];
        if (!same_question(first, t) || !is_text_target(a, t))
            continue;
        if (t < first)
            return; /* reported with that one */
        low = fmin(low, t->value);
        high = fmax(high, t->value);
        add_sum(&f, say(a, "%s：%s", "%s: %s", t->section ? t->section : t->id, shown(a, t, t->value)));
        quote_target(a, &f, t);
    }
    if (low == high)
        return;
    if (cell) {
        add_sum(&f, say(a, "附表%d年：%s", "Table, %d: %s", first->due, cell->text));
        quote_row(a, &f, row);
    }
    f.title = say(a, "同一目标有不同的数：%s", "One target, different numbers: %s",
                  label_text(&first->label, a->chinese, first->id));
    f.size = (high - low) / fmax(fabs(high), 1e-300);
    f.amount = say(a, "%s与%s，相差%s", "%s and %s, apart by %s", shown(a, first, low), shown(a, first, high),
                   apart(a, first, high - low));
    f.advice = say(a, "确定用哪一个，正文、任务清单和附表改成一致。",
                   "Decide which one holds, and use it in the text, the task list and the table.");
    keep_finding(a, &f);
}

/* --- a target that is met before the plan starts --- */

static double starts_at(const struct auditor *a, const struct target *t, int *year)
{
    const struct issued_cell *cell = cell_in(a, row_of_target(a, t), a->s->first_year);
    *year = a->s->first_year;
    if (cell)
        return cell->value;
    for (int i = 0; i < a->s->observed_count; i++) {
        const struct observed *o = &a->s->observed[i];
        if (o->year == a->s->first_year && t->indicator && strcmp(o->indicator, t->indicator) == 0)
            return o->value;
    }
    return INFINITY;
}

/* What the plan starts from where that already meets the target; else INFINITY. */
static double met_at_start(const struct auditor *a, const struct target *t, int *year)
{
    struct target strict = *t;
    double start = starts_at(a, t, year);
    strict.tolerance = 0.0;
    bool one_sided = t->comparator == AT_LEAST || t->comparator == AT_MOST;
    bool kept = strcmp(t->kind, "rule") == 0 || strcmp(t->kind, "policy_document") == 0; /* not to be reached */
    bool met = isfinite(start) && is_known(start) && start != t->value && target_holds(&strict, start);
    return one_sided && !kept && is_text_target(a, t) && met ? start : INFINITY;
}

static void report_reached(struct auditor *a, const struct target *first)
{
    struct finding f = begin_finding(a, "already_met", first->id, AUDIT_NOTE, first->area ? first->area : "");
    const struct issued_row *row = row_of_target(a, first);
    int year;
    if (!isfinite(met_at_start(a, first, &year)))
        return;
    for (int i = 0; i < a->s->target_count; i++) { /* several numbers for one target are one finding */
        const struct target *t = &a->s->targets[i];
        double start = t == first || same_question(first, t) ? met_at_start(a, t, &year) : INFINITY;
        if (!isfinite(start))
            continue;
        if (t < first)
            return;
        double beyond = fabs(start - t->value);
        add_sum(&f, say(a, "%d年已是%s，目标%s，超过%s", "%d: already %s, target %s, %s beyond it", year,
                        shown(a, t, start), shown(a, t, t->value), apart(a, t, beyond)));
        f.amount =
            *f.amount ? f.amount : say(a, "起点比目标多%s", "the start is %s beyond the target", apart(a, t, beyond));
        f.size = fmax(f.size, beyond / fmax(fabs(t->value), 1e-300));
        quote_target(a, &f, t);
    }
    f.title = say(a, "目标在起点就已达到：%s", "Met before the plan starts: %s",
                  label_text(&first->label, a->chinese, first->id));
    f.advice =
        say(a, "提高目标值，或写明是否换了统计口径。", "Raise the target, or say whether it counts something else.");
    if (row)
        quote_row(a, &f, row);
    keep_finding(a, &f);
}

/* Everything about targets and tables; one line of audit.def for all of them. */
void check_targets(struct auditor *a, const struct check *c)
{
    (void)c;
    for (int i = 0; i < a->s->observed_count; i++) {
        const struct issued_row *row = row_about_indicator(a, a->s->observed[i].indicator);
        if (row)
            report_baseline(a, row, &a->s->observed[i]);
    }
    for (int i = 0; i < a->s->target_count; i++) {
        report_unreached(a, &a->s->targets[i]);
        report_conflict(a, &a->s->targets[i]);
        report_reached(a, &a->s->targets[i]);
    }
}

/* --- a rule the plan sets and the scenario's own numbers break --- */

void check_rules(struct auditor *a, const struct check *c)
{
    (void)c;
    for (int i = 0; i < a->s->target_count; i++) {
        const struct result *r = &a->run->results[i];
        const struct target *t = r->target;
        if (!t->parameter || strcmp(t->kind, "rule") != 0 || r->verdict == VERDICT_MET ||
            r->verdict == VERDICT_UNEVALUATED)
            continue;
        const bool share = r->row && (r->row->unit == UNIT_SHARE || r->row->unit == UNIT_SHARE_PER_YEAR);
        struct finding f = begin_finding(a, "rule", t->id, AUDIT_CONTRADICTION, t->area ? t->area : "");
        f.title =
            say(a, "方案的规定与方案文件采用的数不符：%s", "A rule of the plan and the number used for it disagree: %s",
                label_text(&t->label, a->chinese, t->id));
        add_sum(&f, say(a, "%d年采用%s，规定%s", "%d: used %s, rule %s", t->due,
                        share ? percent(a, r->reached) : num(a, r->reached),
                        share ? percent(a, t->value) : num(a, t->value)));
        f.size = isfinite(r->gap_share) && is_known(r->gap_share) ? fabs(r->gap_share) : 1.0;
        f.amount = say(a, "差%s", "%s off", percent(a, f.size));
        f.advice = say(a, "按规定修改采用的数，或说明为什么不执行。",
                       "Use a number that keeps the rule, or say why it is not kept.");
        quote_target(a, &f, t);
        keep_finding(a, &f);
    }
}
