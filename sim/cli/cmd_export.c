/* vetsim export: the tables of a result file as CSV. */
#include <stdlib.h>
#include <string.h>

#include "export_tables.h"
#include "file.h"
#include "study_db.h"
#include "text.h"

enum { MOST_TABLES = 64 };

struct export
{
    struct study_db *db;
    const char *directory;
    struct atomic_file files[MOST_TABLES];
    int count;
    struct diags d;
};

static int write_table(void *context, const char *table)
{
    struct export *x = context;
    char name[128];
    if (x->count == MOST_TABLES)
        return 0;
    struct atomic_file *file = &x->files[x->count++];
    snprintf(name, sizeof name, "%s.csv", table);
    int code = atomic_open(file, x->directory, name, &x->d);
    if (code == 0)
        code = study_csv(x->db, table, file->stream, &x->d);
    return code == 0 ? atomic_close(file, &x->d) : code;
}

static int write_all(struct export *x)
{
    int code = make_directory(x->directory, NULL, &x->d);
    if (code == 0)
        code = study_each_table(x->db, write_table, x, &x->d);
    for (int i = 0; i < x->count && code == 0; i++)
        code = atomic_publish(&x->files[i], &x->d);
    for (int i = 0; i < x->count; i++)
        atomic_abort(&x->files[i]);
    return code;
}

int export_all(struct session *s, const char *path, const char *directory, int *count)
{
    struct export *x = calloc(1, sizeof *x);
    if (!x)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    x->directory = directory;
    int code = study_open_read(&x->db, path, &x->d);
    if (code == 0)
        code = write_all(x);
    if (code)
        report(s, &x->d, code);
    if (count)
        *count = x->count;
    study_close(x->db);
    diags_free(&x->d);
    free(x);
    return code;
}

/* --- one table, to a folder or to standard output --- */

struct wanted {
    const char *name;
    bool found;
    char names[1024]; /* of the tables there are */
};

static int look(void *context, const char *table)
{
    struct wanted *w = context;
    size_t used = strlen(w->names);
    w->found |= strcmp(w->name, table) == 0;
    snprintf(w->names + used, sizeof w->names - used, "%s%s", used ? ", " : "", table);
    return 0;
}

static int write_one(struct session *s, struct export *x, const char *table)
{
    struct wanted wanted = {.name = table};
    int code = study_each_table(x->db, look, &wanted, &x->d);
    if (code)
        return report(s, &x->d, code);
    if (!wanted.found)
        return usage_error(s, _("%s has no table \"%s\"; it has: %s"), s->arguments[0], table, wanted.names);
    if (!x->directory) {
        code = study_csv(x->db, table, s->page.out, &x->d);
    } else {
        code = make_directory(x->directory, NULL, &x->d);
        code = code ? code : write_table(x, table);
        code = code ? code : atomic_publish(&x->files[0], &x->d);
        atomic_abort(&x->files[0]);
    }
    return code ? report(s, &x->d, code) : 0;
}

static int export_one(struct session *s, const char *table)
{
    struct export *x = calloc(1, sizeof *x);
    if (!x)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    x->directory = s->options.output;
    int code = study_open_read(&x->db, s->arguments[0], &x->d);
    code = code ? report(s, &x->d, code) : write_one(s, x, table);
    study_close(x->db);
    diags_free(&x->d);
    free(x);
    return code;
}

/* "results/jining.db" goes to "results/jining"; a name without an ending gets one. */
static const char *default_directory(struct arena *a, const char *path)
{
    size_t length = strlen(path);
    if (length > 3 && strcmp(path + length - 3, ".db") == 0 && path[length - 4] != '/')
        return arena_copy(a, path, length - 3);
    return arena_format(a, "%s-csv", path);
}

int cmd_export(struct session *s)
{
    int count = 0;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("export needs a result file"));
    if (s->argument_count > 2)
        return usage_error(s, _("export takes one file and one table; \"%s\" is one too many"), s->arguments[2]);
    if (s->argument_count == 2)
        return export_one(s, s->arguments[1]);
    const char *directory = s->options.output ? s->options.output : default_directory(&s->arena, s->arguments[0]);
    if (!directory)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    int code = export_all(s, s->arguments[0], directory, &count);
    if (code == 0)
        page_line(&s->page, PLAIN, _("CSV files written to %s: %d"), directory, count);
    return code;
}
