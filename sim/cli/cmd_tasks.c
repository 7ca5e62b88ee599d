/* vetsim tasks: who answers for what, and what falls when a task comes later. */
#include <stdlib.h>
#include <string.h>

#include "annex.h"
#include "command.h"
#include "file.h"
#include "tasks_page.h"
#include "tasks_store.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

/* What --delay asks for: TASK=YEARS, or YEARS for every task in turn. */
struct request {
    const struct task *task; /* NULL: every task */
    int years;
};

static int read_years(struct session *s, const char *text, int *years)
{
    char *end;
    const long n = strtol(text, &end, 10);
    if (end == text || *end || n == 0 || n < -DELAY_MOST || n > DELAY_MOST)
        return usage_error(s, _("--delay %s: write TASK=YEARS or YEARS, in whole years from -%d to %d, not 0"),
                           s->options.delay, DELAY_MOST, DELAY_MOST);
    *years = (int)n;
    return 0;
}

static int read_request(struct session *s, const struct scenario *scenario, struct request *q)
{
    const char *text = s->options.delay, *equal = strchr(text, '='), *near;
    if (!equal)
        return read_years(s, text, &q->years);
    char *name = arena_copy(&s->arena, text, (size_t)(equal - text));
    q->task = name ? task_find(scenario, name, &near) : NULL;
    if (!name)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    if (!q->task && near)
        return usage_error(s, _("--delay %s: no task %s; did you mean %s?"), text, name, near);
    if (!q->task)
        return usage_error(s, _("--delay %s: no task %s; the tasks are numbered 1 to %d"), text, name,
                           scenario->task_count ? scenario->tasks[scenario->task_count - 1].number : 0);
    return read_years(s, equal + 1, &q->years);
}

static int run_delay(struct session *s, const struct run *plan, const struct task *task, int years, struct delay *d)
{
    struct diags diags = {0};
    const struct reading reading = {s->options.sets, s->options.set_count, &annex_form};
    int code = delay_init(d, plan, &reading, task, years, &diags);
    if (code < 0)
        report(s, &diags, code);
    diags_free(&diags);
    return code;
}

struct answer {
    const struct run *run;
    const struct delay *delay;
};

static int write_csv(struct session *s, struct atomic_file *file, const void *what, struct diags *d)
{
    const struct answer *a = what;
    (void)s, (void)d;
    tasks_csv(file->stream, a->run, a->delay);
    return 0;
}

static int show(struct session *s, const struct run *r, const struct delay *d)
{
    int code = 0;
    if (s->options.given & OPTION_JSON)
        code = tasks_json(s->page.out, r, d, VETSIM_VERSION);
    else if (d)
        print_delay(&s->page, d);
    else
        print_tasks(&s->page, r);
    if (code < 0)
        return failure(s, code, "%s", vs_error_text(code));
    return s->options.output ? output_file(s, write_csv, &(struct answer){r, d}) : 0;
}

static int each_in_turn(struct session *s, const struct run *r, int years)
{
    const struct scenario *scenario = r->setup->scenario;
    struct delay *delays = calloc((size_t)scenario->task_count, sizeof *delays);
    int code = delays ? 0 : failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY)), done = 0;
    for (; code == 0 && done < scenario->task_count; done++)
        code = run_delay(s, r, &scenario->tasks[done], years, &delays[done]);
    if (code == 0)
        print_delays(&s->page, r, delays, done);
    for (int i = 0; i < done; i++)
        delay_free(&delays[i]);
    free(delays);
    return code;
}

static int answer(struct session *s, const struct run *r)
{
    struct request q = {0};
    struct delay d;
    if (r->setup->scenario->task_count == 0)
        return failure(s, VS_SCENARIO, _("%s: has no task list; docs/scenario-format.md says how to write one"),
                       s->arguments[0]);
    if (!s->options.delay)
        return show(s, r, NULL);
    int code = read_request(s, r->setup->scenario, &q);
    if (code < 0)
        return code;
    if (!q.task && (s->options.given & (OPTION_JSON | OPTION_OUTPUT)))
        return usage_error(s, "%s", _("--json and -o need one task: --delay TASK=YEARS"));
    if (!q.task)
        return each_in_turn(s, r, q.years);
    code = run_delay(s, r, q.task, q.years, &d);
    if (code == 0)
        code = show(s, r, &d);
    delay_free(&d);
    return code;
}

int cmd_tasks(struct session *s)
{
    static const char *const endings[] = {".csv", NULL};
    struct loaded l;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("tasks needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("tasks takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    int code = output_ending(s, endings);
    if (code < 0)
        return code;
    code = load_run(s, &l, s->arguments[0]);
    if (code == 0)
        code = answer(s, &l.run);
    loaded_free(&l);
    return code;
}
