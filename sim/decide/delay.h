/* What is lost when one task of the plan comes later: the scenario is read again with everything the
 * task carries moved by whole years, run, and its verdicts are laid beside those of the plan. */
#ifndef VETSIM_DECIDE_DELAY_H
#define VETSIM_DECIDE_DELAY_H

#include "reading.h"
#include "run.h"

enum { DELAY_MOST = 20 }; /* years */

struct delay {
    const struct run *plan; /* as it stands */
    const struct task *task;
    int years;
    struct scenario scenario; /* with the delay in it */
    struct setup setup;
    struct run run;
    const char **changes; /* "project.phase1.start.shift=1": what --set would be given */
    int change_count;
    int changed; /* targets with another verdict */
    int worse;   /* of these, how many stand worse than in the plan */
    int farther; /* targets not met in either whose gap grows */
    struct arena arena;
};

/* Runs `plan` again with the task `years` later (negative: earlier), read as it was but for that. A task that carries
 * nothing in the model changes nothing. `d` is zeroed first and may be freed after a failure. */
int delay_init(struct delay *d, const struct run *plan, const struct reading *reading, const struct task *task,
               int years, struct diags *diags);
void delay_free(struct delay *d);

/* Whether target i has another verdict than in the plan, and whether that is a worse one. */
bool delay_changed(const struct delay *d, int target);
bool delay_worse(const struct delay *d, int target);

#endif
