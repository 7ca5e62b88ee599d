/* The manifest of a batch: one study on each line. docs/results.md describes it for users. */
#ifndef VETSIM_CLI_BATCH_MANIFEST_H
#define VETSIM_CLI_BATCH_MANIFEST_H

#include "batch_sweep.h"
#include "command.h"
#include "ensemble_plan.h"
#include "sensitivity_plan.h"

enum batch_kind { BATCH_ENSEMBLE = 1, BATCH_RUN, BATCH_SWEEP, BATCH_SENSITIVITY };

/* A study of any kind, prepared. */
struct batch_study {
    enum batch_kind kind; /* 0 until it is known */
    union {
        struct ensemble_plan ensemble;
        struct sweep_plan sweep;
        struct sensitivity_plan sensitivity;
        struct {
            struct loaded scenario;
            struct study study;
        } run;
    } of;
};

struct batch_line {
    int number;       /* in the file, from 1 */
    const char *text; /* as written, without comment */
    char **words;     /* NULL-ended, the first stands for the program's name */
    int count;
    bool unclosed;      /* a quotation mark */
    const char *name;   /* of its files: "ensemble-jining-plan-2020-1a2b3c4d" */
    const char *state;  /* for the summary; NULL when not reached */
    const char *result; /* one line of what came out */
    bool failed;
};

struct manifest {
    const char *path;
    struct arena arena;
    struct batch_line *lines;
    int count;
};

/* Reads the file and splits its lines. */
int manifest_read(struct session *s, struct manifest *m, const char *path);

/* Checks every line as deeply as can be done without running it, and gives it its name. All bad lines
 * are reported with their numbers; returns VS_SCENARIO when there is one. */
int manifest_check(struct session *s, struct manifest *m);
void manifest_free(struct manifest *m);

/* Prepares a line's study: errors go to `line_session`->errors. */
int batch_prepare(struct session *line_session, const struct session *s, struct batch_line *line,
                  struct batch_study *study);
void batch_study_free(struct batch_study *study);
struct study *batch_study_of(struct batch_study *study);

#endif
