/* What may change: levers, uncertain inputs and their correlations. */
#include <math.h>
#include <string.h>

#include "reader.h"

#define UNBOUNDED -1e300, 1e300

/* `form` is value, scale, shift, delay or a year; a level can only take value. */
static int read_address(struct reader *r, const struct node *n, const char *key, const char *parameter,
                        struct address *a)
{
    static const char *const forms[] = {"value", "scale", "shift", "delay"};
    const struct node *form = tree_find(n, "form");
    char why[400], name[200];
    int year = 0;

    if (form && form->type != NODE_NUMBER && form->type != NODE_TEXT)
        return wrong_type(r, form, arena_format(r->arena, "%s.form", key), "value, scale, shift, delay or a year");
    if (form && form->type == NODE_NUMBER && form->number != floor(form->number))
        return diag_error(r->d, form->file, form->line, "%s.form = %.10g: must be value, scale, shift, delay or a year",
                          key, form->number);
    if (form && form->type == NODE_NUMBER)
        year = form->number >= 1 && form->number < 9999 ? (int)form->number : 9999;
    if (!parameter)
        return VS_SCENARIO; /* reported as missing already */
    snprintf(name, sizeof name, "%s", parameter);
    if (address_parse(r->s, r->rows, name, a, why, sizeof why) != 0)
        return diag_error(r->d, n->file, n->line, "%s.parameter: %s", key, why);
    if (a->form != FORM_VALUE)
        return diag_error(r->d, n->file, n->line, "%s.parameter = \"%s\": write the form as form = …", key, parameter);
    if (form && form->type == NODE_TEXT) {
        for (int i = 0; i < 4; i++) {
            if (strcmp(form->text, forms[i]) == 0)
                a->form = (enum form)i;
        }
        if (strlen(form->text) == 4 && strspn(form->text, "0123456789") == 4)
            year = (form->text[0] - '0') * 1000 + (form->text[1] - '0') * 100 + (form->text[2] - '0') * 10 +
                   form->text[3] - '0';
        else if (strcmp(form->text, forms[a->form]) != 0)
            return diag_error(r->d, form->file, form->line,
                              "%s.form = \"%s\": must be value, scale, shift, delay or a year", key, form->text);
    }
    if (year) {
        a->form = FORM_YEAR;
        a->year = year;
        if (year < r->s->first_year || year > r->s->last_year)
            return diag_error(r->d, form->file, form->line, "%s.form = %d: not a year of the scenario", key, year);
    }
    if (a->row->kind == KIND_LEVEL && a->form != FORM_VALUE && a->form != FORM_SCALE && a->form != FORM_SHIFT)
        return diag_error(r->d, n->file, n->line,
                          "%s: %s is one number for all years; form must be value, scale or shift", key, parameter);
    if (a->row->kind == KIND_SCHEDULE && a->form == FORM_VALUE)
        return diag_error(r->d, n->file, n->line, "%s: %s is a schedule; form must be scale, shift, delay or a year",
                          key, parameter);
    return VS_OK;
}

/* What a change may reach must be what the parameter may be. */
static int check_reach(struct reader *r, const struct node *n, const char *key, const struct address *a, double low,
                       double high)
{
    if (!a->row || (a->form != FORM_VALUE && a->form != FORM_YEAR))
        return VS_OK;
    if ((isfinite(low) && low < a->row->low) || (isfinite(high) && high > a->row->high))
        return diag_error(r->d, n->file, n->line, "%s: reaches from %.10g to %.10g; %s must lie in [%.10g, %.10g]", key,
                          low, high, a->row->key, a->row->low, a->row->high);
    return VS_OK;
}

struct lever_draft {
    struct lever lever;
    const char *parameter;
};

static int read_bounds(struct reader *r, const struct node *n, const char *key, double *low, double *high)
{
    const struct node *b = tree_find(n, "bounds"), *lo = b ? b->first : NULL, *hi = lo ? lo->next : NULL;

    if (!b)
        return diag_error(r->d, n->file, n->line, "%s.bounds: is required and missing", key);
    if (b->type != NODE_LIST || !hi || hi->next || lo->type != NODE_NUMBER || hi->type != NODE_NUMBER)
        return diag_error(r->d, b->file, b->line, "%s.bounds: must be two numbers, (low, high)", key);
    if (!(lo->number < hi->number) || !isfinite(lo->number) || !isfinite(hi->number))
        return diag_error(r->d, b->file, b->line, "%s.bounds = (%g, %g): low must be below high", key, lo->number,
                          hi->number);
    *low = lo->number;
    *high = hi->number;
    return VS_OK;
}

static int read_lever(struct reader *r, const struct node *n, const char *key, void *at)
{
    static const struct field fields[] = {
        {"label", FIELD_LABEL, offsetof(struct lever_draft, lever.label), true, 0, 0, NULL},
        {"parameter", FIELD_TEXT, offsetof(struct lever_draft, parameter), true, 0, 0, NULL},
        {"unit_cost", FIELD_NUMBER, offsetof(struct lever_draft, lever.unit_cost), false, 0, 1e12, NULL},
        {"integer", FIELD_BOOL, offsetof(struct lever_draft, lever.integer), false, 0, 0, NULL},
        {"source", FIELD_TEXT, offsetof(struct lever_draft, lever.from.source), false, 0, 0, NULL},
        {"assumption", FIELD_TEXT, offsetof(struct lever_draft, lever.from.assumption), false, 0, 0, NULL},
    };
    static const char *const extra[] = {"form", "bounds", NULL};
    struct lever_draft draft = {0};
    int err = read_fields(r, n, key, fields, sizeof fields / sizeof *fields, &draft, extra);
    int e = read_bounds(r, n, key, &draft.lever.low, &draft.lever.high);
    int f = read_address(r, n, key, draft.parameter, &draft.lever.address);

    draft.lever.id = n->name;
    draft.lever.from.file = n->file;
    draft.lever.from.line = n->line;
    *(struct lever *)at = draft.lever;
    err = err ? err : e ? e : f;
    return err ? err : check_reach(r, n, key, &draft.lever.address, draft.lever.low, draft.lever.high);
}

int read_levers(struct reader *r)
{
    void *list = NULL;
    int err = each_item(r, "lever", &r->s->lever_count, sizeof *r->s->levers, &list, read_lever);
    r->s->levers = list;
    return err;
}

struct uncertain_draft {
    struct uncertain u;
    const char *parameter;
    int distribution;
};

#define UNCERTAIN(member) offsetof(struct uncertain_draft, member)

/* Reads values and weights of a discrete distribution; weights default to equal. */
static int read_discrete(struct reader *r, const struct node *n, const char *key, struct uncertain *u)
{
    const struct node *lists[2] = {tree_find(n, "values"), tree_find(n, "weights")};
    int counts[2] = {0, 0};

    for (int k = 0; k < 2; k++) {
        for (const struct node *c = lists[k] ? lists[k]->first : NULL; c; c = c->next, counts[k]++) {
            if (c->type != NODE_NUMBER || !isfinite(c->number) || (k == 1 && c->number < 0))
                return diag_error(
                    r->d, c->file, c->line,
                    k ? N_("%s.weights: must be numbers, not negative") : N_("%s.values: must be numbers"), key);
        }
    }
    if (counts[0] < 2 || (lists[1] && counts[1] != counts[0]))
        return diag_error(r->d, n->file, n->line,
                          "%s: a discrete input needs values = (…) with two numbers or more and as many weights", key);
    u->values = arena_alloc(r->arena, (size_t)counts[0] * sizeof *u->values);
    u->weights = arena_alloc(r->arena, (size_t)counts[0] * sizeof *u->weights);
    if (!u->values || !u->weights)
        return VS_MEMORY;
    const struct node *v = lists[0]->first, *w = lists[1] ? lists[1]->first : NULL;
    double sum = 0;
    for (u->count = 0; v; v = v->next, u->count++) {
        u->values[u->count] = v->number;
        u->weights[u->count] = w ? w->number : 1.0;
        sum += u->weights[u->count];
        w = w ? w->next : NULL;
    }
    return sum > 0 ? VS_OK : diag_error(r->d, n->file, n->line, "%s.weights: sum to zero", key);
}

static int check_uncertain(struct reader *r, const struct node *n, const char *key, struct uncertain *u)
{
    static const struct {
        const char *name, *needs[3];
    } wants[] = {{"uniform", {"low", "high", NULL}},  {"triangular", {"low", "mode", "high"}},
                 {"pert", {"low", "mode", "high"}},   {"normal", {"mean", "sd", NULL}},
                 {"lognormal", {"mean", "sd", NULL}}, {"discrete", {"values", NULL, NULL}}};

    for (int i = 0; i < 3 && wants[u->distribution].needs[i]; i++) {
        if (!tree_find(n, wants[u->distribution].needs[i]))
            return diag_error(r->d, n->file, n->line, "%s.%s: is required for %s", key, wants[u->distribution].needs[i],
                              wants[u->distribution].name);
    }
    if (u->distribution == DIST_DISCRETE)
        return read_discrete(r, n, key, u);
    if (!(u->low < u->high))
        return diag_error(r->d, n->file, n->line, "%s: low = %g must be below high = %g", key, u->low, u->high);
    if ((u->distribution == DIST_TRIANGULAR || u->distribution == DIST_PERT) &&
        !(u->mode >= u->low && u->mode <= u->high))
        return diag_error(r->d, n->file, n->line, "%s.mode = %g: must lie in [%g, %g]", key, u->mode, u->low, u->high);
    if ((u->distribution == DIST_NORMAL || u->distribution == DIST_LOGNORMAL) && !(u->sd > 0))
        return diag_error(r->d, n->file, n->line, "%s.sd = %g: must be above 0", key, u->sd);
    if (u->distribution == DIST_LOGNORMAL && !(u->mean > 0))
        return diag_error(r->d, n->file, n->line, "%s.mean = %g: must be above 0", key, u->mean);
    return VS_OK;
}

static int read_one_uncertain(struct reader *r, const struct node *n, const char *key, void *at)
{
    static const struct field fields[] = {
        {"label", FIELD_LABEL, UNCERTAIN(u.label), true, 0, 0, NULL},
        {"parameter", FIELD_TEXT, UNCERTAIN(parameter), true, 0, 0, NULL},
        {"distribution", FIELD_CHOICE, UNCERTAIN(distribution), true, 0, 0,
         "uniform|triangular|pert|normal|lognormal|discrete"},
        {"low", FIELD_NUMBER, UNCERTAIN(u.low), false, UNBOUNDED, NULL},
        {"mode", FIELD_NUMBER, UNCERTAIN(u.mode), false, UNBOUNDED, NULL},
        {"high", FIELD_NUMBER, UNCERTAIN(u.high), false, UNBOUNDED, NULL},
        {"mean", FIELD_NUMBER, UNCERTAIN(u.mean), false, UNBOUNDED, NULL},
        {"sd", FIELD_NUMBER, UNCERTAIN(u.sd), false, UNBOUNDED, NULL},
        {"source", FIELD_TEXT, UNCERTAIN(u.from.source), false, 0, 0, NULL},
        {"assumption", FIELD_TEXT, UNCERTAIN(u.from.assumption), false, 0, 0, NULL},
    };
    static const char *const extra[] = {"form", "values", "weights", NULL};
    struct uncertain_draft draft = {.u = {.low = -INFINITY, .high = INFINITY}};
    int err = read_fields(r, n, key, fields, sizeof fields / sizeof *fields, &draft, extra);

    draft.u.id = n->name;
    draft.u.distribution = (enum distribution)draft.distribution;
    draft.u.from.file = n->file;
    draft.u.from.line = n->line;
    int e = read_address(r, n, key, draft.parameter, &draft.u.address);
    int f = err ? err : check_uncertain(r, n, key, &draft.u);
    *(struct uncertain *)at = draft.u;
    err = err ? err : e ? e : f;
    return err ? err : check_reach(r, n, key, &draft.u.address, draft.u.low, draft.u.high);
}

int read_uncertain(struct reader *r)
{
    void *list = NULL;
    int err = each_item(r, "uncertain", &r->s->uncertain_count, sizeof *r->s->uncertains, &list, read_one_uncertain);
    r->s->uncertains = list;
    return err;
}

/* --- correlations --- */

static int find_uncertain(struct reader *r, const char *id, const struct node *at, int *index)
{
    const struct scenario *s = r->s;
    const char *known[512];
    int count = 0;

    for (int i = 0; i < s->uncertain_count; i++) {
        if (strcmp(s->uncertains[i].id, id) == 0) {
            *index = i;
            return VS_OK;
        }
        if (count < 512)
            known[count++] = s->uncertains[i].id;
    }
    const char *near = nearest_name(id, known, count);
    return diag_error(r->d, at->file, at->line, "correlated: \"%s\" is not an uncertain input%s%s", id,
                      near ? _("; did you mean ") : "", near ? near : "");
}

struct pair_draft {
    const char *a, *b;
    double rank;
    struct provenance from;
};

static int read_pair(struct reader *r, const struct node *n, struct correlated *c)
{
    static const struct field fields[] = {
        {"a", FIELD_TEXT, offsetof(struct pair_draft, a), true, 0, 0, NULL},
        {"b", FIELD_TEXT, offsetof(struct pair_draft, b), true, 0, 0, NULL},
        {"rank", FIELD_NUMBER, offsetof(struct pair_draft, rank), true, -1, 1, NULL},
        {"source", FIELD_TEXT, offsetof(struct pair_draft, from.source), false, 0, 0, NULL},
        {"assumption", FIELD_TEXT, offsetof(struct pair_draft, from.assumption), false, 0, 0, NULL},
    };
    struct pair_draft draft = {0};
    int err = read_fields(r, n, "correlated", fields, 5, &draft, NULL);

    if (err)
        return err;
    err = find_uncertain(r, draft.a, n, &c->a);
    int e = find_uncertain(r, draft.b, n, &c->b);
    if (err || e)
        return VS_SCENARIO;
    if (c->a == c->b)
        return diag_error(r->d, n->file, n->line, "correlated: a and b are the same input");
    if (!(draft.rank > -1.0 && draft.rank < 1.0))
        return diag_error(r->d, n->file, n->line, "correlated: rank = %g: must lie between -1 and 1", draft.rank);
    c->rank = draft.rank;
    c->from = draft.from;
    c->from.file = n->file;
    c->from.line = n->line;
    return VS_OK;
}

int read_correlated(struct reader *r)
{
    const struct node *list = tree_find(r->root, "correlated");
    int err = VS_OK, count = 0;

    if (!list)
        return VS_OK;
    if (list->type != NODE_LIST)
        return wrong_type(r, list, "correlated", "a list of groups ( { a = \"…\"; b = \"…\"; rank = …; }, … )");
    for (const struct node *n = list->first; n; n = n->next)
        count++;
    r->s->correlated = arena_alloc(r->arena, (size_t)(count ? count : 1) * sizeof *r->s->correlated);
    if (!r->s->correlated)
        return VS_MEMORY;
    for (const struct node *n = list->first; n; n = n->next) {
        struct correlated c = {0};
        int e = n->type == NODE_GROUP ? read_pair(r, n, &c) : wrong_type(r, n, "correlated", "a group { }");
        if (e == 0)
            r->s->correlated[r->s->correlated_count++] = c;
        err = e ? e : err;
    }
    return err;
}
