#include "list_scenarios.h"

#include <errno.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>

#include "rows.h"
#include "table.h"
#include "text.h"

enum { DEEPEST = 8 }; /* folders; enough for any collection, and an end where links go round */

static int by_name(const FTSENT **a, const FTSENT **b) { return strcmp((*a)->fts_name, (*b)->fts_name); }

static bool is_scenario(const FTSENT *entry)
{
    return entry->fts_info == FTS_F && entry->fts_namelen > 4 && entry->fts_name[0] != '.' &&
           strcmp(entry->fts_name + entry->fts_namelen - 4, ".cfg") == 0;
}

static void add_file(struct session *s, struct table *table, const char *path)
{
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct loaded l;
    memset(&l, 0, sizeof l);
    struct table_row *line = table_row(table);
    table_cell(table, line, 0, PLAIN, "%s", path);
    int code = scenario_load(&l.scenario, path, s->options.sets, s->options.set_count, &parameters, &l.diags);
    if (code == 0)
        code = setup_init(&l.setup, &l.scenario, &l.diags);
    if (code == 0) {
        table_cell(table, line, 1, PLAIN, "%s", scenario_label(s, &l.scenario));
        table_cell(table, line, 2, PLAIN, "%d–%d", l.scenario.first_year, l.scenario.last_year);
        table_cell(table, line, 3, PLAIN, "%d", l.scenario.target_count);
    } else {
        table_cell(table, line, 1, BAD, _("broken: %d errors; see vetsim check"), l.diags.errors);
    }
    loaded_free(&l);
}

static int add_files(struct session *s, struct table *table, const char *folder)
{
    char *start[] = {arena_copy(&s->arena, folder, strlen(folder)), NULL};
    FTS *tree = start[0] ? fts_open(start, FTS_PHYSICAL | FTS_NOCHDIR, by_name) : NULL;
    int count = 0;
    if (!tree)
        return 0;
    for (FTSENT *entry; (entry = fts_read(tree));) {
        bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
        if (entry->fts_info == FTS_D && (hidden || entry->fts_level > DEEPEST))
            fts_set(tree, entry, FTS_SKIP);
        if (is_scenario(entry)) {
            add_file(s, table, entry->fts_path);
            count++;
        }
    }
    fts_close(tree);
    return count;
}

int list_scenarios(struct session *s)
{
    const char *folder = s->argument_count > 1 ? s->arguments[1] : "scenarios";
    const struct column columns[] = {{.heading = _("file")},
                                     {.heading = _("scenario"), .flexible = 20, .lines = 3},
                                     {.heading = _("years")},
                                     {.heading = _("targets"), .right = true}};
    struct table table = {.columns = columns, .count = 4};
    struct stat info;
    if (stat(folder, &info) != 0)
        return failure(s, VS_FILE, "%s: %s", folder, strerror(errno));
    int count = add_files(s, &table, folder);
    if (count > 0)
        table_print(&s->page, &table);
    else
        page_line(&s->page, PLAIN, _("No .cfg file below %s."), folder);
    table_free(&table);
    return 0;
}
