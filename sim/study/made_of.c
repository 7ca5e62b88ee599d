#include "made_of.h"

#include <math.h>
#include <string.h>

#include "made_read.h"
#include "rows.h"

/* --- which formula --- */

static bool in_sum(const struct setup *u, int item, int sector)
{
    const bool higher = u->shape.sector[sector].higher;
    return item == SERIES_ALL || item == sector ||
           (item == SERIES_HIGHER ? higher : item == SERIES_SECONDARY && !higher);
}

static int sectors_in(const struct setup *u, int item, int *one)
{
    int count = 0;
    for (int s = 0; s < u->shape.sectors; s++)
        if (in_sum(u, item, s)) {
            *one = s;
            count++;
        }
    return count;
}

/* The item whose formula holds: the sum over a single sector is that sector. */
static int item_of(const struct setup *u, const struct series *s)
{
    int one = s->item;
    return s->row->scope == SCOPE_SECTOR && s->item < 0 && sectors_in(u, s->item, &one) == 1 ? one : s->item;
}

const struct made_row *made_row_of(const struct setup *u, const struct series *s)
{
    const int item = item_of(u, s);
    for (int i = 0; i < model_made_of_count; i++) {
        const struct made_row *row = &model_made_of[i];
        if (strcmp(row->key, s->row->key) != 0)
            continue;
        const bool higher = item >= 0 && s->row->scope == SCOPE_SECTOR && u->shape.sector[item].higher;
        if (row->level == MADE_ANY || item < 0 || (row->level == MADE_HIGHER) == higher)
            return row;
    }
    return NULL;
}

static bool adds_up(enum unit unit)
{
    return unit == UNIT_PERSONS || unit == UNIT_PERSON_DAYS || unit == UNIT_PERSON_TIMES || unit == UNIT_PLACES ||
           unit == UNIT_WORKSTATIONS || unit == UNIT_WAN_YUAN || unit == UNIT_COUNT;
}

static const struct made *sum_of_sectors(const struct setup *u, const struct series *s, struct reader *r)
{
    struct made *m = adds_up(s->row->unit) ? made_node(r, MADE_SUM) : NULL, **last = m ? &m->first : NULL;
    for (int i = 0; m && i < u->shape.sectors; i++) {
        const struct series *part = in_sum(u, s->item, i) ? made_series(u, s->row, i) : NULL;
        struct made *one = part ? made_node(r, MADE_SERIES) : NULL;
        if (one)
            one->series = part;
        last = made_append(last, one, false);
    }
    return m;
}

const struct made *made_of(const struct setup *u, const struct series *s, struct arena *a, bool *failed)
{
    const struct made_row *row = made_row_of(u, s);
    struct reader r = {.u = u, .a = a, .scope = s->row->scope, .item = item_of(u, s)};
    int one;
    *failed = false;
    if (!row || (s->row->scope == SCOPE_SECTOR && sectors_in(u, s->item, &one) == 0))
        return NULL;
    r.needs_item = row->level != MADE_ANY && r.item < 0;
    const struct made *m = NULL;
    if (*row->formula)
        m = made_read(&r, row->formula);
    if (s->row->scope == SCOPE_SECTOR && r.item < 0 && (r.needs_item || !*row->formula))
        m = sum_of_sectors(u, s, &r);
    *failed = r.failed;
    return r.failed ? NULL : m;
}

/* --- adding up --- */

double parameter_in_year(const struct setup *u, const struct row *row, int item, int year)
{
    const int at = row->offset + item * row->stride, t = year - u->shape.first_year;
    if (row->kind == KIND_LEVEL)
        return u->levels[at];
    return t < 0 || t >= u->shape.years ? ABSENT : u->inputs[t * INPUT_LANES + at];
}

/* What is not given makes the whole not given; nothing divided by nothing is nothing. */
static double product(const struct run *r, const struct made *m, int year)
{
    double x = 1.0;
    for (const struct made *part = m->first; part; part = part->next) {
        const double value = made_value(r, part, year);
        if (part->inverse)
            x = x == 0.0 ? 0.0 : value > 0.0 ? x / value : ABSENT;
        else
            x = x < ABSENT_ABOVE && value < ABSENT_ABOVE ? x * value : ABSENT;
    }
    return x;
}

static double extreme(const struct run *r, const struct made *m, int year)
{
    double x = made_value(r, m->first, year);
    for (const struct made *part = m->first->next; part; part = part->next) {
        const double value = made_value(r, part, year);
        x = m->kind == MADE_LEAST ? min2(x, value) : max2(x, value);
    }
    return x;
}

double made_value(const struct run *r, const struct made *m, int year)
{
    const struct setup *u = r->setup;
    const int t = year - m->back - u->shape.first_year;
    double x = 0.0;
    switch (m->kind) {
    case MADE_NUMBER:
        return m->number;
    case MADE_SERIES: /* as the model has it: a flow counts as nothing in the base year */
        return t < 0 ? 0.0 : r->outputs[t * OUTPUT_LANES + m->series->offset];
    case MADE_PARAMETER:
        return t < 0 ? 0.0 : parameter_in_year(u, m->row, m->item, m->base_year ? u->shape.first_year : year - m->back);
    case MADE_SUM:
        for (const struct made *part = m->first; part; part = part->next)
            x += part->inverse ? -made_value(r, part, year) : made_value(r, part, year);
        return x;
    case MADE_PRODUCT:
        return product(r, m, year);
    case MADE_GIVEN:
        x = made_value(r, m->first, year);
        return x < ABSENT_ABOVE ? x : made_value(r, m->first->next, year);
    default:
        return extreme(r, m, year);
    }
}
