/* `vetsim report` in parts: what was asked and computed, and the sections of the page, in its order. */
#ifndef VETSIM_CLI_REPORT_VIEW_H
#define VETSIM_CLI_REPORT_VIEW_H

#include "audit.h"
#include "ensemble.h"
#include "html.h"
#include "reach.h"
#include "sensitivity_view.h"

enum { REPORT_MOST = 4, REPORT_TEXT = 4096 }; /* plans that fit side by side on A4 */

struct report_plan {
    struct loaded loaded;
    bool driven;                    /* something is uncertain and some target can move */
    struct sensitivity_view moves;  /* one input at a time: tornado */
    struct sensitivity_view shares; /* all together: Sobol', or PAWN where inputs are correlated */
    bool searched;                  /* there are levers and targets to search for */
    struct reach reach;
    struct audit audit;
};

/* A target, found by its id in every plan that has it: the others have -1. */
struct report_target {
    const struct target *target; /* as the first of these plans has it */
    int at[REPORT_MOST];
    enum verdict worst;
};

struct report_view {
    struct session *session;
    bool chinese;
    struct html html;
    struct report_plan plans[REPORT_MOST];
    int count;
    struct report_target *targets;
    int target_count;
    struct ensemble_options options;
    bool sampled; /* something is uncertain in some plan */
    struct ensemble ensemble;
    struct arena arena;
};

/* --- report_gather.c: loads the plans and computes what the sections need; failures are reported --- */
int report_prepare(struct session *s, struct report_view *v);
int report_gather(struct report_view *v);
void report_free(struct report_view *v);

/* --- what the sections share: report_words.c --- */
const struct setup *report_setup(const struct report_view *v, int plan);
const struct run *report_run(const struct report_view *v, int plan);
const char *report_label(const struct report_view *v, int plan);
/* "A: " before a plan's part of a section where there are several; "" for one. */
const char *report_letter(const struct report_view *v, int plan);
const struct result *report_result(const struct report_view *v, const struct report_target *t, int plan);
/* "64%", "–" where nothing is uncertain or the target cannot be evaluated. */
void report_chance(const struct report_view *v, const struct report_target *t, int plan, char text[16]);
/* <h2> with the anchor's section around it until html_close(). */
void report_section(struct report_view *v, const char *title);
/* <h3> with the plan's name where there are several. */
void report_plan_heading(struct report_view *v, int plan);
/* Class and words of a verdict: "met", "✗ missed". */
const char *report_class(enum verdict verdict);

/* --- sections --- */
void report_answer(struct report_view *v);      /* report_answer.c */
void report_targets(struct report_view *v);     /* report_targets.c */
int report_trajectories(struct report_view *v); /* report_charts.c */
void report_drivers(struct report_view *v);     /* report_drivers.c */
int report_remedies(struct report_view *v);     /* report_remedies.c */
void report_assumptions(struct report_view *v); /* report_assumptions.c */
void report_findings(struct report_view *v);    /* report_findings.c */
void report_methods(struct report_view *v);     /* report_methods.c, and the foot of the page */
/* report_charts.c: the frontier of one plan, as a picture in the page. */
int report_frontier(struct report_view *v, int plan);

#endif
