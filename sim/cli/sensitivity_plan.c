/* What a sensitivity study is asked to do, doing it, and its tables in a result file. */
#include <inttypes.h>
#include <sha2.h>
#include <string.h>

#include "csv.h"
#include "ensemble_plan.h"
#include "sensitivity_plan.h"
#include "study_fill.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

/* --- preparing --- */

static void hash_text(SHA2_CTX *hash, const char *text)
{
    SHA256Update(hash, (const unsigned char *)text, strlen(text));
}

/* All that decides the numbers, also what is looked at: a file must not mix two sets of outputs. */
static const char *design_of(struct arena *a, const struct sensitivity_view *v)
{
    const struct sensitivity_options *o = &v->options;
    unsigned char raw[SHA256_DIGEST_LENGTH];
    char text[160], digest[2 * SHA256_DIGEST_LENGTH + 1];
    SHA2_CTX hash;
    SHA256Init(&hash);
    snprintf(text, sizeof text, "%s %s %" PRIu64 " %" PRIu64 " %d %d %d %d ", VETSIM_VERSION, method_name(o->method),
             o->seed, o->runs, o->scrambles, o->second_order, o->until_settled, o->watched);
    hash_text(&hash, text);
    hash_text(&hash, v->setup->scenario->digest);
    for (int c = 0; c < v->count; c++) {
        snprintf(text, sizeof text, "\n%d ", v->cells[c].year);
        hash_text(&hash, text);
        hash_text(&hash, v->cells[c].series->key);
        hash_text(&hash, v->targets[c] ? v->targets[c]->id : "");
    }
    SHA256Final(raw, &hash);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(digest + 2 * i, 3, "%02x", raw[i]);
    return arena_format(a, "%s", digest);
}

/* With what the defaults were, so that the command means the same in a later version. */
static const char *command_of(struct arena *a, const struct session *s, const struct sensitivity_view *v)
{
    const struct options *given = &s->options;
    struct words rest = {.used = 0};
    words_add(&rest, " --method %s", method_name(v->options.method));
    if (v->options.until_settled)
        words_add(&rest, " -n auto");
    else if (v->options.method != METHOD_TORNADO)
        words_add(&rest, " -n %" PRIu64, v->options.runs);
    if (v->options.method != METHOD_TORNADO)
        words_add(&rest, " --seed %" PRIu64, v->options.seed);
    if (v->options.second_order)
        words_add(&rest, " --second-order");
    if (given->target)
        words_add(&rest, " --target %s", given->target);
    if (given->indicator)
        words_add(&rest, " --indicator %s", given->indicator);
    if (given->year)
        words_add(&rest, " --year %s", given->year);
    return join_command(a, s, "sensitivity", rest.text);
}

static int describe(struct session *s, struct sensitivity_plan *plan)
{
    const struct sensitivity_view *v = &plan->view;
    const int inputs = v->setup->scenario->uncertain_count;
    const char *design = design_of(&plan->study.arena, v);
    if (!design)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    const struct study_head head = {.kind = "sensitivity",
                                    .state = "partial",
                                    .command = command_of(&plan->study.arena, s, v),
                                    .version = VETSIM_VERSION,
                                    .sampler = method_name(v->options.method),
                                    .design = design,
                                    .seed = (int64_t)v->options.seed,
                                    .runs = (int64_t)sensitivity_budget(&v->options, inputs),
                                    .inputs = inputs};
    int code = study_begin(&plan->study, &head, &v->setup, 1);
    return code ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

int sensitivity_prepare(struct session *s, struct sensitivity_plan *plan)
{
    struct sensitivity_view *v = &plan->view;
    memset(plan, 0, sizeof *plan);
    plan->results = &plan->study;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("sensitivity needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("sensitivity takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    int code = sensitivity_options_check(s, &v->options.method);
    if (code < 0)
        return code;
    code = load_run(s, &v->loaded, s->arguments[0]); /* the base run also checks the model's invariants */
    v->setup = &v->loaded.setup;
    if (code == 0)
        code = sensitivity_request(s, v);
    return code ? code : describe(s, plan);
}

void sensitivity_plan_free(struct sensitivity_plan *plan)
{
    study_close(plan->db);
    study_free(&plan->study);
    study_free(&plan->stored);
    sensitivity_free(&plan->view.result);
    loaded_free(&plan->view.loaded);
}

/* --- the table --- */

static void count_line(void *context, int output, const char *input, const char *quantity, double value, double low,
                       double high)
{
    (void)output, (void)input, (void)quantity, (void)value, (void)low, (void)high;
    ++*(int *)context;
}

/* A pair comes as "a+b"; an id has no such sign. */
static void split_pair(struct arena *a, const char *input, struct study_influence *row)
{
    const char *plus = strchr(input, '+');
    row->input = arena_copy(a, input, plus ? (size_t)(plus - input) : strlen(input));
    row->other = plus ? arena_format(a, "%s", plus + 1) : "";
}

static void add_line(void *context, int output, const char *input, const char *quantity, double value, double low,
                     double high)
{
    struct sensitivity_plan *plan = context;
    const struct sensitivity_view *v = &plan->view;
    const struct series *series = v->cells[output].series;
    struct study_influence *row = study_add(&plan->study, TABLE_SENSITIVITY);
    *row = (struct study_influence){.key = series->key,
                                    .indicator = series->row->key,
                                    .sector = series_item(v->setup, series),
                                    .year = v->cells[output].year,
                                    .target = v->targets[output] ? v->targets[output]->id : "",
                                    .unit = unit_name(series->row->unit),
                                    .quantity = quantity,
                                    .value = value,
                                    .low = low,
                                    .high = high};
    split_pair(&plan->study.arena, input, row);
}

static int fill(struct sensitivity_plan *plan)
{
    struct study_head *head = plan->study.lists[TABLE_STUDY].rows;
    int count = 0;
    sensitivity_lines(&plan->view, count_line, &count);
    if (!study_rows(&plan->study, TABLE_SENSITIVITY, count))
        return VS_MEMORY;
    sensitivity_lines(&plan->view, add_line, plan);
    for (int i = 0; i < count; i++) {
        const struct study_influence *row = STUDY_AT(&plan->study, study_influence, TABLE_SENSITIVITY, i);
        if (!row->input || !row->other)
            return VS_MEMORY;
    }
    head->done = (int64_t)plan->view.result.evaluations;
    head->state = "complete";
    ((struct study_scenario *)plan->study.lists[TABLE_SCENARIO].rows)->failed = (int64_t)plan->view.result.failed;
    return 0;
}

/* --- the file --- */

int sensitivity_open(struct session *s, struct sensitivity_plan *plan, const char *path)
{
    struct diags d = {0};
    int code = study_open(&plan->db, path, &plan->study, &d);
    if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

int sensitivity_save(struct session *s, struct sensitivity_plan *plan)
{
    struct diags d = {0};
    if (study_complete(plan->db))
        return 0;
    int code = fill(plan);
    if (code == 0)
        code = study_save(plan->db, &plan->study, &d);
    if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

static int read_complete(struct session *s, struct sensitivity_plan *plan)
{
    struct diags d = {0};
    int code = study_load(plan->db, &plan->stored, &d);
    plan->results = &plan->stored;
    if (code)
        report(s, &d, code);
    diags_free(&d);
    return code;
}

int sensitivity_execute(struct session *s, struct sensitivity_plan *plan, const char *path)
{
    int code = sensitivity_open(s, plan, path);
    if (code == 0 && study_complete(plan->db))
        return read_complete(s, plan);
    if (code == 0)
        code = sensitivity_compute(s, plan);
    return code ? code : sensitivity_save(s, plan);
}
