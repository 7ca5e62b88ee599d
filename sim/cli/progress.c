#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

enum { BAR = 28 };

double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

void progress_start(struct progress *p, const struct page *page, uint64_t first)
{
    *p = (struct progress){.page = page, .first = first, .shown = isatty(fileno(page->out)) != 0};
    clock_gettime(CLOCK_MONOTONIC, &p->start);
    p->last = p->start;
}

static void duration_text(double seconds, char *text, size_t size)
{
    long left = seconds < 1e7 ? (long)(seconds + 0.5) : 9999999;
    if (left >= 3600)
        snprintf(text, size, "%ld:%02ld:%02ld", left / 3600, left / 60 % 60, left % 60);
    else
        snprintf(text, size, "%ld:%02ld", left / 60, left % 60);
}

void progress_show(struct progress *p, uint64_t done, uint64_t total)
{
    double elapsed = seconds_since(&p->start);
    if (!p->shown || total == 0 || elapsed < 0.3 || seconds_since(&p->last) < 0.2)
        return;
    clock_gettime(CLOCK_MONOTONIC, &p->last);
    double rate = (double)(done - p->first) / elapsed;
    int full = (int)(BAR * ((double)done / (double)total));
    char bar[BAR + 1], left[32], rest[160];
    memset(bar, '-', BAR);
    memset(bar, '#', (size_t)full);
    bar[BAR] = '\0';
    duration_text(rate > 0 ? (double)(total - done) / rate : 1e9, left, sizeof left);
    snprintf(rest, sizeof rest, _("%3.0f%%  %.0f/s  %s left"), 100.0 * (double)done / (double)total, rate, left);
    fprintf(p->page->out, "\r[%s] %s\033[K", bar, rest);
    fflush(p->page->out);
}

void progress_end(struct progress *p)
{
    if (p->shown) {
        fputs("\r\033[K", p->page->out);
        fflush(p->page->out);
    }
    p->shown = false;
}

/* The one variable of the program that is neither constant nor local: a signal has nothing else. */
static volatile sig_atomic_t interrupted;

/* Some senders deliver one stop twice (to the process and to its group): only a second signal that
 * comes later ends the program at once. */
static void remember(int signal_number)
{
    static struct timespec first;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now); /* may be called in a handler */
    if (!interrupted) {
        first = now;
        interrupted = signal_number;
    } else if (now.tv_sec - first.tv_sec >= 1) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

static const int signals[] = {SIGINT, SIGTERM};

/* A signal that is ignored (SIGINT of a job in the background) stays so. */
void interrupt_catch(void)
{
    struct sigaction action = {.sa_handler = remember}, before;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 2; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

const volatile sig_atomic_t *interrupt_flag(void) { return &interrupted; }
