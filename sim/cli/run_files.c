/* What `vetsim run -o DIR` writes beside the charts: all three files or none. */
#include <stdio.h>

#include "csv.h"
#include "file.h"
#include "run_page.h"

static void write_resolved(FILE *out, const struct run *r) { fputs(r->setup->scenario->resolved, out); }

static const struct {
    const char *name;
    void (*write)(FILE *out, const struct run *r);
} files[] = {
    {"trajectories.csv", csv_trajectories},
    {"targets.csv", csv_targets},
    {"resolved.cfg", write_resolved},
};
enum { FILES = sizeof files / sizeof *files };

int write_results(const struct run *r, const char *directory, struct diags *d)
{
    struct atomic_file open[FILES] = {{0}};
    int code = 0;
    for (int i = 0; i < FILES && code == 0; i++) {
        code = atomic_open(&open[i], directory, files[i].name, d);
        if (code == 0)
            files[i].write(open[i].stream, r);
        if (code == 0)
            code = atomic_close(&open[i], d);
    }
    for (int i = 0; i < FILES && code == 0; i++)
        code = atomic_publish(&open[i], d);
    for (int i = 0; i < FILES; i++)
        atomic_abort(&open[i]);
    return code;
}
