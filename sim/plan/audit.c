#include "audit.h"

#include <stdlib.h>
#include <string.h>

#include "audit_parts.h"

const struct check checks[] = {
#define CHECK(name, subject, with, by, wanted, limit) {check_##name, subject, with, by, wanted, limit},
#include "audit.def"
#undef CHECK
};
const int check_count = sizeof checks / sizeof *checks;

const char *audit_severity_name(enum audit_severity severity, bool chinese)
{
    static const char *const zh[] = {"矛盾", "风险", "提示"}, *const en[] = {"contradiction", "risk", "note"};
    return severity >= 0 && severity < AUDIT_SEVERITIES ? (chinese ? zh : en)[severity] : "";
}

const char *audit_severity_key(enum audit_severity severity) { return audit_severity_name(severity, false); }

/* By severity, then by what the check is about, then by size; ids at last, so that it never varies. */
static int by_importance(const void *left, const void *right)
{
    const struct finding *x = left, *y = right;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Whether some indicator was observed in two years before the plan. */
static bool has_history(const struct scenario *s)
{
    for (int i = 0; i < s->observed_count; i++) {
        for (int k = 0; k < i; k++) {
            const struct observed *o = &s->observed[i], *p = &s->observed[k];
            if (o->year <= s->first_year && p->year <= s->first_year && o->year != p->year &&
                strcmp(o->indicator, p->indicator) == 0)
                return true;
        }
    }
    return false;
}

int audit_init(struct audit *a, const struct run *r, bool chinese)
{
    const struct scenario *s = r->setup->scenario;
    struct auditor auditor = {.out = a, .run = r, .s = s, .issued = &s->issued, .chinese = chinese};

    memset(a, 0, sizeof *a);
    a->tables = s->issued.year_count > 0;
    a->history = has_history(s);
    for (int i = 0; i < check_count; i++) {
        const int before = a->count;
        checks[i].run(&auditor, &checks[i]);
        for (int k = before; k < a->count; k++)
            a->findings[k].rank = i;
    }
    if (auditor.failed)
        return VS_MEMORY;
    if (a->count > 0)
        qsort(a->findings, (size_t)a->count, sizeof *a->findings, by_importance);
    return VS_OK;
}

void audit_free(struct audit *a)
{
    arena_free(&a->arena);
    memset(a, 0, sizeof *a);
}
