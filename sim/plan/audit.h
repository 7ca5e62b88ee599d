/* The plan checked against itself: its annex tables, its text and task list, and the model. Each
 * finding quotes what it is about, shows the arithmetic, says how large it is and what to do.
 * Which checks there are stands in audit.def; docs/audit.md describes them for planners. */
#ifndef VETSIM_PLAN_AUDIT_H
#define VETSIM_PLAN_AUDIT_H

#include "run.h"

enum audit_severity {
    AUDIT_CONTRADICTION, /* two statements of the plan cannot both hold */
    AUDIT_RISK,          /* the plan holds together, but not in practice or not without more */
    AUDIT_NOTE,          /* worth knowing when the plan is read or checked */
    AUDIT_SEVERITIES
};

enum { AUDIT_QUOTES = 12, AUDIT_SUMS = 40 }; /* most of one finding; what is more ends in "…" */

struct audit_quote {
    const char *place, *text; /* "附件2 三、师资队伍", the row or sentence as printed */
};

struct finding {
    const char *id;    /* stable: "printed_ratio.bases.workstations_per_student" */
    const char *check; /* its first part */
    enum audit_severity severity;
    const char *area; /* as of targets */
    const char *title;
    struct audit_quote quotes[AUDIT_QUOTES];
    int quote_count;
    const char *sums[AUDIT_SUMS]; /* the arithmetic, one line each */
    int sum_count;
    const char *amount; /* how large, in words */
    double size;        /* the same as a share of the whole, at most 1 */
    int rank;           /* of its check in audit.def, the most important first */
    const char *advice;
};

struct audit {
    struct arena arena;
    struct finding *findings; /* the most important first */
    int count, room;
    int tally[AUDIT_SEVERITIES];
    bool tables;  /* the scenario holds annex tables */
    bool history; /* and observed values of earlier years, which the pace check needs */
};

/* Texts are in one language. Returns 0 or VS_MEMORY; can be freed after a failure. */
int audit_init(struct audit *a, const struct run *r, bool chinese);
void audit_free(struct audit *a);

const char *audit_severity_name(enum audit_severity severity, bool chinese);
const char *audit_severity_key(enum audit_severity severity); /* "contradiction", as written to files */

#endif
