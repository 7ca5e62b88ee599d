/* Which targets and observed values belong on which trace of a panel. */
#include <math.h>

#include "panel.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

static bool add_mark(struct panel *p, struct panel_mark mark, const struct shape *shape)
{
    if (mark.year < shape->first_year || mark.year >= shape->first_year + shape->years || !known(mark.value))
        return false;
    for (int i = 0; i < p->mark_count; i++) { /* two paragraphs that say the same make one mark */
        const struct panel_mark *m = &p->marks[i];
        if (m->trace == mark.trace && m->year == mark.year && m->value == mark.value && !m->result == !mark.result &&
            (!m->result || m->result->target->comparator == mark.result->target->comparator))
            return false;
    }
    p->marks[p->mark_count++] = mark;
    return true;
}

/* Targets of one year and value but different verdicts must both be seen. */
void panel_spread_marks(struct panel *p)
{
    for (int i = 0; i < p->mark_count; i++)
        for (int k = 0; k < i; k++) {
            const struct panel_mark *a = &p->marks[k];
            struct panel_mark *b = &p->marks[i];
            if (a->result && b->result && a->year == b->year && a->value == b->value && a->shift == b->shift &&
                a->result->verdict != b->result->verdict &&
                !((p->traces[a->trace].spec->flags ^ p->traces[b->trace].spec->flags) & TRACE_RIGHT))
                b->shift++;
        }
}

/* Whether a series of this row is what a trace of `item` shows. */
static bool same_series(const struct setup *u, const struct series *of, const struct row *row, int item)
{
    if (!of || of->row != row)
        return false;
    if (row->scope == SCOPE_SECTOR)
        return panel_sectors(u, row, of->item) == panel_sectors(u, row, item);
    return row->scope == SCOPE_CITY || of->item == item;
}

/* Targets stand where the value itself is drawn, from zero up. */
static bool takes_marks(const struct trace *t)
{
    return !t->less && t->style != TRACE_ROW && t->style != TRACE_AREA && !(t->flags & (TRACE_DOWN | TRACE_SECONDARY));
}

void panel_add_marks(struct panel *p, const struct run *r, int item)
{
    const struct setup *u = r->setup;
    const struct scenario *s = u->scenario;

    for (int i = 0; i < p->trace_count; i++) {
        const struct panel_trace *t = &p->traces[i];
        if (!takes_marks(t->spec))
            continue;
        for (int k = 0; k < s->target_count; k++) {
            const struct result *res = &r->results[k];
            if (same_series(u, res->series, t->row, item))
                add_mark(p,
                         (struct panel_mark){i, res->target->due, res->target->value,
                                             res->target->comparator == RANGE ? res->target->value_max : ABSENT, 0, res,
                                             ABSENT},
                         &u->shape);
        }
        for (int k = 0; k < s->observed_count; k++) {
            const struct observed *o = &s->observed[k];
            const struct series *on = setup_series(u, o->indicator, NULL);
            if (same_series(u, on, t->row, item))
                add_mark(p, (struct panel_mark){i, o->year, o->value, ABSENT, 0, NULL, ABSENT}, &u->shape);
        }
    }
}
