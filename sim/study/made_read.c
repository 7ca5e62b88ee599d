/* Reading a formula: formula = term {(+|-) term}, term = factor {(*|/) factor}, factor = (formula), name,
 * number or function(…). */
#include "made_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

static struct made *formula(struct reader *r);

struct made *made_node(struct reader *r, enum made_kind kind)
{
    struct made *m = arena_alloc(r->a, sizeof *m);
    if (m)
        m->kind = kind;
    r->failed |= !m;
    return m;
}

static bool next_is(struct reader *r, char c)
{
    while (*r->at == ' ')
        r->at++;
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

struct made **made_append(struct made **last, struct made *part, bool inverse)
{
    if (!part)
        return last;
    part->inverse = inverse;
    *last = part;
    return &part->next;
}

static const struct row *find_row(const struct row *rows, int count, const char *key, size_t length)
{
    for (int i = 0; i < count; i++)
        if (strlen(rows[i].key) == length && strncmp(rows[i].key, key, length) == 0)
            return &rows[i];
    return NULL;
}

/* A sector's formula may name its bridging initiative. */
static int item_for(struct reader *r, const struct row *row)
{
    if (row->scope == SCOPE_CITY)
        return 0;
    if (row->scope == r->scope && r->item >= 0)
        return r->item;
    if (row->scope == SCOPE_INITIATIVE && r->scope == SCOPE_SECTOR && r->item >= 0)
        return r->u->shape.sector[r->item].bridge_initiative;
    r->needs_item = true;
    return 0;
}

static struct made *parameter(struct reader *r, const char *key, size_t length)
{
    const struct row *row = find_row(model_parameters, model_parameter_count, key, length);
    struct made *m = row ? made_node(r, MADE_PARAMETER) : NULL;
    r->failed |= !m;
    if (!m)
        return NULL;
    m->row = row;
    m->item = item_for(r, row);
    return m;
}

const struct series *made_series(const struct setup *u, const struct row *row, int item)
{
    for (int i = 0; i < u->series_count; i++)
        if (u->series[i].row == row && u->series[i].item == item)
            return &u->series[i];
    return NULL;
}

/* "area.name", or "area.name.secondary" where a formula means that sum whatever it is of. */
static struct made *indicator(struct reader *r, const char *key, size_t length)
{
    static const struct {
        const char *ending;
        int item;
    } sums[] = {{".all", SERIES_ALL}, {".secondary", SERIES_SECONDARY}, {".higher", SERIES_HIGHER}};
    const struct row *row = find_row(model_indicators, model_indicator_count, key, length);
    int item = row && row->scope == SCOPE_SECTOR && r->scope != SCOPE_SECTOR ? SERIES_ALL : r->item;
    for (int i = 0; !row && i < 3; i++) {
        const size_t ending = strlen(sums[i].ending);
        if (length > ending && strncmp(key + length - ending, sums[i].ending, ending) == 0) {
            row = find_row(model_indicators, model_indicator_count, key, length - ending);
            item = sums[i].item;
        }
    }
    if (row && row->scope == SCOPE_CITY)
        item = SERIES_CITY;
    else if (row && row->scope != SCOPE_SECTOR)
        item = item_for(r, row);
    const struct series *series = row ? made_series(r->u, row, item) : NULL;
    struct made *m = series ? made_node(r, MADE_SERIES) : NULL;
    r->failed |= !m;
    if (m)
        m->series = series;
    return m;
}

static size_t name_length(const char *at)
{
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_' || at[length] == '.')
        length++;
    return length;
}

/* What follows a name: which year is meant. */
static void when(struct reader *r, struct made *m)
{
    if (next_is(r, '\''))
        m->back = 1;
    else if (next_is(r, '^'))
        m->base_year = true;
    else if (next_is(r, '~'))
        m->back = r->u->shape.initiative[r->item].duration;
}

static bool condition(struct reader *r, const char *name, size_t length)
{
    const struct shape *shape = &r->u->shape;
    const int sector = r->scope == SCOPE_SECTOR ? r->item : -1;
    const struct {
        const char *name;
        bool holds, of_sector;
    } known[] = {
        {"bridge_initiative", sector >= 0 && shape->sector[sector].bridge_initiative >= 0, true},
        {"one_year", sector >= 0 && shape->sector[sector].length == 1, true},
        {"costs",
         r->scope == SCOPE_INITIATIVE &&
             parameter_in_year(r->u, find_row(model_parameters, model_parameter_count, "initiative.unit_cost", 20),
                               r->item, shape->first_year) > 0,
         false},
        {"workload_by_times", shape->workload_by_times, false},
        {"bonds_counted", shape->bonds_in_fiscal_input, false},
        {"appropriation_inside", shape->other_includes_appropriation, false},
        {"borrow", shape->closure == CLOSURE_BORROW, false},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && strncmp(known[i].name, name, length) == 0) {
            r->needs_item |= known[i].of_sector && sector < 0;
            return known[i].holds;
        }
    r->failed = true;
    return false;
}

/* One side of if(): read in any case; what an unused side lacks does not matter. */
static struct made *side(struct reader *r, bool used)
{
    const bool needs_item = r->needs_item, failed = r->failed;
    r->failed |= !next_is(r, ',');
    struct made *m = formula(r);
    if (!used) {
        r->needs_item = needs_item;
        r->failed = failed;
    }
    return m;
}

/* if(?condition, a, b) */
static struct made *chosen(struct reader *r)
{
    r->failed |= !next_is(r, '?');
    const size_t length = name_length(r->at);
    const bool holds = condition(r, r->at, length);
    r->at += length;
    struct made *a = side(r, holds), *b = side(r, !holds);
    r->failed |= !next_is(r, ')');
    return holds ? a : b;
}

/* Where the bracket that is open at `at` closes. */
static const char *past(const char *at)
{
    for (int open = 1; *at; at++) {
        open += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (open == 0)
            break;
    }
    return at;
}

/* sum(x) and its like: x read once for each item. */
static struct made *over(struct reader *r, enum scope scope, bool secondary_only)
{
    const struct shape *shape = &r->u->shape;
    const int count = scope == SCOPE_SECTOR    ? shape->sectors
                      : scope == SCOPE_PROJECT ? shape->projects
                                               : shape->initiatives;
    struct made *m = made_node(r, MADE_SUM), **last = m ? &m->first : NULL;
    const struct reader outside = *r;
    for (int i = 0; m && i < count; i++) {
        if (secondary_only && shape->sector[i].higher)
            continue;
        r->at = outside.at;
        r->scope = scope;
        r->item = i;
        last = made_append(last, formula(r), false);
    }
    r->scope = outside.scope;
    r->item = outside.item;
    r->at = past(outside.at);
    r->failed |= !next_is(r, ')');
    return m;
}

static struct made *several(struct reader *r, enum made_kind kind)
{
    struct made *m = made_node(r, kind), **last = m ? &m->first : NULL;
    do
        last = m ? made_append(last, formula(r), false) : NULL;
    while (!r->failed && next_is(r, ','));
    r->failed |= !next_is(r, ')');
    return m;
}

static struct made *function(struct reader *r, const char *name, size_t length)
{
    static const char *const names[] = {"min", "max", "given", "if", "sum", "secondary", "projects", "initiatives"};
    size_t i = 0, count = sizeof names / sizeof *names;
    while (i < count && (strlen(names[i]) != length || strncmp(names[i], name, length) != 0))
        i++;
    switch (i) {
    case 0:
        return several(r, MADE_LEAST);
    case 1:
        return several(r, MADE_MOST);
    case 2:
        return several(r, MADE_GIVEN);
    case 3:
        return chosen(r);
    case 4:
    case 5:
        return over(r, SCOPE_SECTOR, i == 5);
    case 6:
        return over(r, SCOPE_PROJECT, false);
    case 7:
        return over(r, SCOPE_INITIATIVE, false);
    default:
        r->failed = true;
        return NULL;
    }
}

static struct made *factor(struct reader *r)
{
    if (next_is(r, '(')) {
        struct made *m = formula(r);
        r->failed |= !next_is(r, ')');
        return m;
    }
    if (isdigit((unsigned char)*r->at)) {
        char *end;
        struct made *m = made_node(r, MADE_NUMBER);
        const double number = strtod(r->at, &end);
        r->at = end;
        if (m)
            m->number = number;
        return m;
    }
    const bool of_scenario = next_is(r, '$');
    const char *name = r->at;
    const size_t length = name_length(name);
    r->at += length;
    if (!of_scenario && next_is(r, '('))
        return function(r, name, length);
    struct made *m = of_scenario ? parameter(r, name, length) : indicator(r, name, length);
    if (m)
        when(r, m);
    return m;
}

/* A chain of parts with two signs; a single part stands for itself. */
static struct made *chain(struct reader *r, enum made_kind kind, char sign, char inverse,
                          struct made *(*part)(struct reader *))
{
    struct made *first = part(r);
    if (!next_is(r, sign) && !next_is(r, inverse))
        return first;
    r->at--;
    struct made *m = made_node(r, kind), **last = m ? made_append(&m->first, first, false) : NULL;
    while (!r->failed) {
        const bool off = next_is(r, inverse);
        if (!off && !next_is(r, sign))
            break;
        last = made_append(last, part(r), off);
    }
    return m;
}

static struct made *term(struct reader *r) { return chain(r, MADE_PRODUCT, '*', '/', factor); }
static struct made *formula(struct reader *r) { return r->failed ? NULL : chain(r, MADE_SUM, '+', '-', term); }

struct made *made_read(struct reader *r, const char *text)
{
    r->at = text;
    struct made *m = formula(r);
    r->failed |= *r->at != '\0';
    return m;
}
