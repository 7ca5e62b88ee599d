/* Targets and observed values. Whether an indicator exists is checked by
 * the study's setup, which knows them. */
#include <math.h>
#include <string.h>

#include "reader.h"

#define UNBOUNDED -1e300, 1e300

/* --- targets --- */

struct target_draft {
    struct target t;
    int comparator, kind, strength, area;
};

#define TARGET(member) offsetof(struct target_draft, member)

static const char target_areas[] = "enrolment|programme|faculty|training|funding|governance";
static const char target_kinds[] = "level|ratio|cumulative_count|policy_document|rule";
static const char target_strengths[] = "binding|planned|aspirational";

/* The text of the choice, as it stands in the file. */
static const char *text_of(const struct node *group, const char *name)
{
    const struct node *n = tree_find(group, name);
    return n && n->type == NODE_TEXT ? n->text : NULL;
}

static int check_target(struct reader *r, const struct node *n, const char *key, struct target *t)
{
    int ways = (t->indicator != NULL) + (t->parameter != NULL) + (t->unevaluated != NULL);

    if (ways != 1)
        return diag_error(r->d, n->file, n->line, "%s: needs exactly one of indicator, parameter and unevaluated", key);
    if (!t->unevaluated && !tree_find(n, "value"))
        return diag_error(r->d, n->file, n->line, "%s.value: is required and missing", key);
    if (!t->unevaluated && !tree_find(n, "comparator"))
        return diag_error(r->d, n->file, n->line, "%s.comparator: is required and missing", key);
    if (t->comparator == RANGE && !tree_find(n, "value_max"))
        return diag_error(r->d, n->file, n->line, "%s.value_max: is required for a range", key);
    if (t->comparator != RANGE && tree_find(n, "value_max"))
        return diag_error(r->d, n->file, n->line, "%s.value_max: only for comparator = \"range\"", key);
    if (t->comparator == RANGE && t->value_max < t->value)
        return diag_error(r->d, n->file, n->line, "%s: value_max = %g is below value = %g", key, t->value_max,
                          t->value);
    if (r->s->last_year > r->s->first_year && (t->due > r->s->last_year || t->due <= r->s->first_year))
        return diag_error(r->d, n->file, n->line, "%s.due = %d: the scenario projects %d to %d", key, t->due,
                          r->s->first_year + 1, r->s->last_year);
    return VS_OK;
}

static int read_target(struct reader *r, const struct node *n, const char *key, void *at)
{
    static const struct field fields[] = {
        {"label", FIELD_LABEL, TARGET(t.label), true, 0, 0, NULL},
        {"area", FIELD_CHOICE, TARGET(area), true, 0, 0, target_areas},
        {"indicator", FIELD_TEXT, TARGET(t.indicator), false, 0, 0, NULL},
        {"parameter", FIELD_TEXT, TARGET(t.parameter), false, 0, 0, NULL},
        {"unevaluated", FIELD_TEXT, TARGET(t.unevaluated), false, 0, 0, NULL},
        {"comparator", FIELD_CHOICE, TARGET(comparator), false, 0, 0, ">=|<=|=|range"},
        {"value", FIELD_NUMBER, TARGET(t.value), false, UNBOUNDED, NULL},
        {"value_max", FIELD_NUMBER, TARGET(t.value_max), false, UNBOUNDED, NULL},
        {"tolerance", FIELD_NUMBER, TARGET(t.tolerance), false, 0, 1e300, NULL},
        {"due", FIELD_INT, TARGET(t.due), false, 1900, 2200, NULL},
        {"kind", FIELD_CHOICE, TARGET(kind), true, 0, 0, target_kinds},
        {"strength", FIELD_CHOICE, TARGET(strength), false, 0, 0, target_strengths},
        {"weight", FIELD_NUMBER, TARGET(t.weight), false, 0, 1000, NULL},
        {"document", FIELD_TEXT, TARGET(t.document), false, 0, 0, NULL},
        {"section", FIELD_TEXT, TARGET(t.section), false, 0, 0, NULL},
        {"quote", FIELD_TEXT, TARGET(t.quote), false, 0, 0, NULL},
        {"departments", FIELD_TEXT, TARGET(t.departments), false, 0, 0, NULL},
        {"note", FIELD_TEXT, TARGET(t.note), false, 0, 0, NULL},
    };
    struct target_draft draft = {.t = {.weight = 1.0, .due = r->s->last_year}};
    int err = read_fields(r, n, key, fields, sizeof fields / sizeof *fields, &draft, NULL);

    draft.t.id = n->name;
    draft.t.file = n->file;
    draft.t.line = n->line;
    draft.t.comparator = (enum comparator)draft.comparator;
    draft.t.area = text_of(n, "area");
    draft.t.kind = text_of(n, "kind");
    draft.t.strength = text_of(n, "strength") ? text_of(n, "strength") : "binding";
    int e = err ? err : check_target(r, n, key, &draft.t);
    *(struct target *)at = draft.t;
    return e;
}

int read_targets(struct reader *r)
{
    void *list = NULL;
    int err = each_item(r, "target", &r->s->target_count, sizeof *r->s->targets, &list, read_target);
    r->s->targets = list;
    return err;
}

/* --- observed values --- */

int read_observed(struct reader *r)
{
    static const struct field fields[] = {
        {"indicator", FIELD_TEXT, offsetof(struct observed, indicator), true, 0, 0, NULL},
        {"year", FIELD_INT, offsetof(struct observed, year), true, 1900, 2200, NULL},
        {"value", FIELD_NUMBER, offsetof(struct observed, value), true, UNBOUNDED, NULL},
        {"source", FIELD_TEXT, offsetof(struct observed, source), true, 0, 0, NULL},
        {"confidence", FIELD_TEXT, offsetof(struct observed, confidence), false, 0, 0, NULL},
    };
    const struct node *list = tree_find(r->root, "observed");
    int err = VS_OK, count = 0;

    if (!list)
        return VS_OK;
    if (list->type != NODE_LIST)
        return wrong_type(r, list, "observed", "a list of groups ( { … }, … )");
    for (const struct node *n = list->first; n; n = n->next)
        count++;
    r->s->observed = arena_alloc(r->arena, (size_t)(count ? count : 1) * sizeof *r->s->observed);
    if (!r->s->observed)
        return VS_MEMORY;
    for (const struct node *n = list->first; n; n = n->next) {
        struct observed o = {.file = n->file, .line = n->line};
        int e = n->type == NODE_GROUP ? read_fields(r, n, "observed", fields, 5, &o, NULL)
                                      : wrong_type(r, n, "observed", "a group { }");
        if (e == 0)
            r->s->observed[r->s->observed_count++] = o;
        err = e ? e : err;
    }
    return err;
}
