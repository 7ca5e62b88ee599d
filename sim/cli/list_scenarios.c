#include "list_scenarios.h"

#include <errno.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>

#include "annex.h"
#include "installed.h"
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

static void add_file(struct session *s, void *what, const char *path)
{
    struct table *table = what;
    const struct row_table parameters = {model_parameters, model_parameter_count};
    struct loaded l;
    memset(&l, 0, sizeof l);
    struct table_row *line = table_row(table);
    table_cell(table, line, 0, PLAIN, "%s", path);
    int code =
        scenario_load(&l.scenario, path, s->options.sets, s->options.set_count, &parameters, &annex_form, &l.diags);
    if (code == 0)
        code = setup_init(&l.setup, &l.scenario, &l.diags);
    if (code == 0) {
        table_cell(table, line, 1, PLAIN, "%s", scenario_label(s, &l.scenario));
        table_cell(table, line, 2, PLAIN, "%d–%d", l.scenario.first_year, l.scenario.last_year);
        table_cell(table, line, 3, PLAIN, "%d", l.scenario.target_count);
    } else {
        table_cell(table, line, 1, BAD,
                   ngettext("broken: %d error; see vetsim check", "broken: %d errors; see vetsim check",
                            (unsigned long)l.diags.errors),
                   l.diags.errors);
    }
    loaded_free(&l);
}

/* Calls `found` for every scenario below a folder, in the order of their names. Returns how many. */
static int walk(struct session *s, const char *folder, void (*found)(struct session *s, void *what, const char *path),
                void *what)
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
            found(s, what, entry->fts_path);
            count++;
        }
    }
    fts_close(tree);
    return count;
}

/* scenarios/ where the user is, else the ones installed with the program. */
static const char *usual_folder(char path[PATH_MAX])
{
    static const char here[] = "scenarios";
    struct stat info;
    return stat(here, &info) != 0 && installed_path("../share/vetsim/scenarios", path) ? path : here;
}

int list_scenarios(struct session *s)
{
    char installed[PATH_MAX];
    const char *folder = s->argument_count > 1 ? s->arguments[1] : usual_folder(installed);
    const struct column columns[] = {{.heading = _("file")},
                                     {.heading = _("scenario"), .flexible = 20, .lines = 3},
                                     {.heading = _("years")},
                                     {.heading = _("targets"), .right = true}};
    struct table table = {.columns = columns, .count = 4};
    struct stat info;
    if (stat(folder, &info) != 0)
        return failure(s, VS_FILE, "%s: %s", folder, system_error_text(errno));
    int count = walk(s, folder, add_file, &table);
    if (count > 0)
        table_print(&s->page, &table);
    else
        page_line(&s->page, PLAIN, _("No .cfg file below %s."), folder);
    table_free(&table);
    return 0;
}

enum { MOST_NAMES = 500 };

/* Every scenario by its whole path, and the same without folder and ending. */
struct names {
    const char *list[2 * MOST_NAMES], *path[2 * MOST_NAMES];
    size_t folder_length; /* with the slash */
    int count;
};

static void add_name(struct session *s, void *what, const char *path)
{
    struct names *names = what;
    const char *whole = arena_copy(&s->arena, path, strlen(path)), *rest = path + names->folder_length;
    const char *brief = whole ? arena_copy(&s->arena, rest, strlen(rest) - strlen(".cfg")) : NULL;
    if (!brief || names->count >= 2 * MOST_NAMES)
        return;
    names->list[names->count] = whole;
    names->path[names->count++] = whole;
    names->list[names->count] = brief;
    names->path[names->count++] = whole;
}

void suggest_scenario(struct session *s, const char *path)
{
    struct stat info;
    char installed[PATH_MAX];
    const char *near = NULL, *folder = usual_folder(installed);
    struct names names = {.folder_length = strlen(folder) + 1};
    if (stat(path, &info) == 0 || errno != ENOENT)
        return;
    walk(s, folder, add_name, &names);
    for (int i = 0; i < names.count && !near; i++)
        if (strcmp(names.list[i], path) == 0)
            near = path;
    near = near ? near : nearest_name(path, names.list, names.count);
    for (int i = 0; i < names.count && near; i++)
        if (strcmp(names.list[i], near) == 0) {
            failure(s, VS_SCENARIO, _("did you mean %s? \"vetsim list scenarios\" shows all"), names.path[i]);
            return;
        }
    failure(s, VS_SCENARIO, "%s", _("\"vetsim list scenarios\" shows the scenarios there are"));
}
