/* What long computations share: a progress bar on a terminal, and an end on request that keeps what
 * is done. */
#ifndef VETSIM_CLI_PROGRESS_H
#define VETSIM_CLI_PROGRESS_H

#include <signal.h>
#include <stdint.h>
#include <time.h>

#include "page.h"

struct progress {
    const struct page *page; /* stderr */
    bool shown;              /* only on a terminal */
    uint64_t first;          /* already done at the start, by an earlier process */
    struct timespec start, last;
};

void progress_start(struct progress *p, const struct page *page, uint64_t first);
void progress_show(struct progress *p, uint64_t done, uint64_t total); /* redraws a few times a second */
void progress_end(struct progress *p);                                 /* leaves no trace */

double seconds_since(const struct timespec *start);

/* From now on SIGINT and SIGTERM only set a flag; a second one of the same kind ends the process. */
void interrupt_catch(void);
const volatile sig_atomic_t *interrupt_flag(void);

#endif
