#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ensemble_plan.h"
#include "text.h"

#define MOST_RUNS UINT64_C(1000000000)
enum { MOST_THREADS = 1024 };

bool whole_number(const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
    if (*text == '\0' || strlen(text) > 19 || strspn(text, "0123456789") != strlen(text))
        return false;
    *number = strtoull(text, NULL, 10);
    return *number >= least && *number <= most;
}

static bool power_of_two(uint64_t n) { return n > 0 && (n & (n - 1)) == 0; }

static int refuse_runs(struct session *s, uint64_t runs)
{
    uint64_t below = 1;
    while (below * 2 <= runs)
        below *= 2;
    return usage_error(s,
                       _("-n %" PRIu64 " with --sampler sobol: must be a power of two, for example %" PRIu64
                         " or %" PRIu64 "; or choose --sampler latin"),
                       runs, below, below * 2);
}

int read_runs(struct session *s, struct ensemble_options *o)
{
    const char *name = s->options.sampler;
    o->runs = DEFAULT_RUNS;
    if (s->options.runs && !whole_number(s->options.runs, 1, MOST_RUNS, &o->runs))
        return usage_error(s, _("-n %s: must be a whole number from 1 to %" PRIu64), s->options.runs, MOST_RUNS);
    if (!name)
        o->sampler = power_of_two(o->runs) ? SAMPLER_SOBOL : SAMPLER_LATIN;
    else if (strcmp(name, "random") == 0)
        o->sampler = SAMPLER_RANDOM;
    else if (strcmp(name, "latin") == 0)
        o->sampler = SAMPLER_LATIN;
    else if (strcmp(name, "sobol") == 0)
        o->sampler = SAMPLER_SOBOL;
    else
        return usage_error(s, _("unknown sampler \"%s\": random, latin or sobol"), name);
    return o->sampler != SAMPLER_SOBOL || power_of_two(o->runs) ? 0 : refuse_runs(s, o->runs);
}

int read_seed(struct session *s, uint64_t *seed)
{
    *seed = 1;
    if (s->options.seed && !whole_number(s->options.seed, 0, INT64_MAX, seed))
        return usage_error(s, _("--seed %s: must be a whole number from 0 to %" PRId64), s->options.seed, INT64_MAX);
    return 0;
}

int read_threads(struct session *s, int *threads)
{
    uint64_t number = 0;
    if (s->options.threads && !whole_number(s->options.threads, 1, MOST_THREADS, &number))
        return usage_error(s, _("-j %s: must be a whole number from 1 to %d"), s->options.threads, MOST_THREADS);
    *threads = (int)number;
    return 0;
}

const char *join_command(struct arena *a, const struct session *s, const char *verb, const char *rest)
{
    const char *text = verb;
    for (int i = 0; text && i < s->argument_count; i++)
        text = arena_format(a, "%s %s", text, s->arguments[i]);
    text = text ? arena_format(a, "%s%s", text, rest) : NULL;
    for (int i = 0; text && i < s->options.set_count; i++)
        text = arena_format(a, "%s --set %s", text, s->options.sets[i]);
    return text ? text : "";
}

bool names_database(const char *path)
{
    const size_t length = path ? strlen(path) : 0;
    return length > 3 && strcmp(path + length - 3, ".db") == 0;
}
