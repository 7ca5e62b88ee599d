/* From a file to a scenario: read the chain of `extends`, merge it, apply the command line's
 * changes, check and read everything, and write back what results. */
#include <libgen.h>
#include <limits.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lane.h"
#include "reader.h"

enum { LONGEST_CHAIN = 16 };

/* Reads `path` and its ancestors into one tree; `chain` holds the real paths on the way here. */
static int read_chain(struct reader *r, const char *path, char chain[][PATH_MAX], int depth, struct node **root)
{
    struct node *own, *parent;
    int err = tree_read(r->arena, path, &own, r->d);

    if (err)
        return err;
    *root = own;
    if (!realpath(path, chain[depth]))
        return diag_error(r->d, path, 0, "cannot be read");
    if (!(r->s->files[r->s->file_count++] = arena_copy(r->arena, chain[depth], strlen(chain[depth]))))
        return VS_MEMORY;
    struct node *extends = tree_find(own, "extends");
    if (!extends)
        return VS_OK;
    if (extends->type != NODE_TEXT)
        return wrong_type(r, extends, "extends", "a file name");

    char folder[PATH_MAX], real[PATH_MAX];
    struct stat info;
    snprintf(folder, sizeof folder, "%s", path);
    char *next = arena_format(r->arena, "%s/%s", dirname(folder), extends->text);
    if (!next)
        return VS_MEMORY;
    if (extends->text[0] == '/')
        next += strlen(next) - strlen(extends->text);
    if (extends->text[0] == '\0' || !realpath(next, real))
        return diag_error(r->d, extends->file, extends->line, "extends = \"%s\": no such file", extends->text);
    if (stat(real, &info) == 0 && !S_ISREG(info.st_mode))
        return diag_error(r->d, extends->file, extends->line, "extends = \"%s\": is not a file", extends->text);
    for (int i = 0; i <= depth; i++) {
        if (strcmp(real, chain[i]) == 0)
            return diag_error(r->d, extends->file, extends->line, "extends = \"%s\": comes back to %s; a loop",
                              extends->text, chain[i]);
    }
    if (depth + 1 == LONGEST_CHAIN)
        return diag_error(r->d, extends->file, extends->line, "extends: a chain of more than %d files", LONGEST_CHAIN);
    err = read_chain(r, next, chain, depth + 1, &parent);
    if (err)
        return err;
    tree_remove(own, "extends");
    tree_remove(parent, "extends");
    *root = tree_merge(r->arena, parent, own);
    return *root ? VS_OK : VS_MEMORY;
}

struct top {
    struct label label, place, note;
    const char *document;
    int first_year, last_year, closure, basis;
    bool serial_bonds, bonds_in_fiscal_input, other_includes_appropriation;
};

static int read_top(struct reader *r)
{
    static const struct field fields[] = {
        {"label", FIELD_LABEL, offsetof(struct top, label), true, 0, 0, NULL},
        {"place", FIELD_LABEL, offsetof(struct top, place), false, 0, 0, NULL},
        {"note", FIELD_LABEL, offsetof(struct top, note), false, 0, 0, NULL},
        {"document", FIELD_TEXT, offsetof(struct top, document), false, 0, 0, NULL},
        {"first_year", FIELD_INT, offsetof(struct top, first_year), true, 1990, 2150, NULL},
        {"last_year", FIELD_INT, offsetof(struct top, last_year), true, 1991, 2190, NULL},
        {"closure", FIELD_CHOICE, offsetof(struct top, closure), false, 0, 0, "defer|borrow|show"},
        {"workload_basis", FIELD_CHOICE, offsetof(struct top, basis), false, 0, 0, "days|times"},
        {"serial_bonds", FIELD_BOOL, offsetof(struct top, serial_bonds), false, 0, 0, NULL},
        {"bonds_in_fiscal_input", FIELD_BOOL, offsetof(struct top, bonds_in_fiscal_input), false, 0, 0, NULL},
        {"other_includes_appropriation", FIELD_BOOL, offsetof(struct top, other_includes_appropriation), false, 0, 0,
         NULL},
    };
    static const char *const extra[] = {"sector",     "project",   "initiative", "industry",   "rule",
                                        "target",     "lever",     "uncertain",  "correlated", "observed",
                                        "population", "enrolment", "campus",     "faculty",    "training",
                                        "funding",    "annex",     "task",       "statement",  NULL};
    struct top top = {0};
    int err = read_fields(r, r->root, "", fields, sizeof fields / sizeof *fields, &top, extra);
    struct scenario *s = r->s;

    s->label = top.label;
    s->place = top.place;
    s->note = top.note;
    s->document = top.document;
    s->first_year = top.first_year;
    s->last_year = top.last_year;
    s->closure = top.closure;
    s->serial_bonds = top.serial_bonds;
    s->bonds_in_fiscal_input = top.bonds_in_fiscal_input;
    s->other_includes_appropriation = top.other_includes_appropriation;
    s->workload_by_times = top.basis == 1;
    if (!err && (s->last_year <= s->first_year || s->last_year - s->first_year > 39)) {
        const struct node *n = tree_find(r->root, "last_year");
        err = diag_error(r->d, n->file, n->line, "last_year = %d: must be 1 to 39 years after first_year = %d",
                         s->last_year, s->first_year);
    }
    return err;
}

static int write_back(struct reader *r)
{
    char *text = NULL;
    size_t size = 0;
    SHA2_CTX hash;
    unsigned char digest[SHA256_DIGEST_LENGTH];

    FILE *out = open_memstream(&text, &size);
    if (!out)
        return VS_MEMORY;
    tree_write(out, r->root);
    int failed = ferror(out);
    if (fclose(out) != 0 || failed) {
        free(text);
        return VS_MEMORY;
    }
    SHA256Init(&hash);
    SHA256Update(&hash, (const unsigned char *)text, size);
    SHA256Final(digest, &hash);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(r->s->digest + 2 * i, 3, "%02x", digest[i]);
    r->s->resolved = arena_copy(r->arena, text, size);
    free(text);
    return r->s->resolved ? VS_OK : VS_MEMORY;
}

/* "jining/plan-2020" from "…/scenarios/jining/plan-2020.cfg". */
static const char *short_name(struct arena *a, const char *path)
{
    char real[PATH_MAX];
    const char *p = realpath(path, real) ? real : path, *slash = strrchr(p, '/'), *start = p;

    for (const char *q = p; slash && q < slash; q++) {
        if (*q == '/')
            start = q + 1;
    }
    size_t length = strlen(start);
    if (length > 4 && strcmp(start + length - 4, ".cfg") == 0)
        length -= 4;
    return arena_copy(a, start, length);
}

/* The command line's changes: settings such as last_year first, because the others need the years
 * and items. Where those cannot be read the file's own errors are reported, and the changes are not. */
static int apply_sets(struct reader *r, const char *const *sets, int count)
{
    struct diags quiet = {0}, *loud = r->d;
    struct scenario before = *r->s;
    int err = VS_OK;

    for (int i = 0; i < count; i++) {
        int e = is_setting(sets[i]) ? apply_set(r, sets[i]) : VS_OK;
        err = e ? e : err;
    }
    r->d = &quiet;
    const bool readable = count > 0 && read_top(r) == 0 && read_items(r) == 0;
    r->d = loud;
    for (int i = 0; readable && i < count; i++) {
        int e = is_setting(sets[i]) ? VS_OK : apply_set(r, sets[i]);
        err = e ? e : err;
    }
    before.arena = r->s->arena;
    *r->s = before;
    diags_free(&quiet);
    return err;
}

int scenario_load(struct scenario *s, const char *path, const char *const *sets, int set_count,
                  const struct row_table *parameters, const struct annex_form *form, struct diags *d)
{
    struct reader r = {s, &s->arena, parameters, form, d, NULL};
    static int (*const steps[])(struct reader *) = {read_top,    read_items,     read_parameters, read_targets,
                                                    read_levers, read_uncertain, read_correlated, read_observed,
                                                    read_issued, read_tasks,     read_statements};
    char(*chain)[PATH_MAX];
    int err, before = d->errors;

    memset(s, 0, sizeof *s);
    s->path = arena_copy(&s->arena, path, strlen(path));
    s->name = short_name(&s->arena, path);
    s->files = arena_alloc(&s->arena, (LONGEST_CHAIN + 1) * sizeof *s->files);
    chain = malloc((LONGEST_CHAIN + 1) * sizeof *chain);
    if (!chain || !s->path || !s->name || !s->files)
        err = VS_MEMORY;
    else
        err = read_chain(&r, path, chain, 0, &r.root);
    free(chain);
    if (err)
        return err;
    err = apply_sets(&r, sets, set_count);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        int e = steps[i](&r);
        if (e == VS_MEMORY)
            return e;
        err = e ? e : err;
    }
    int e = write_back(&r);
    if (e)
        return e;
    return err ? err : d->errors > before ? VS_SCENARIO : VS_OK;
}

void scenario_free(struct scenario *s)
{
    arena_free(&s->arena);
    memset(s, 0, sizeof *s);
}

const struct value *scenario_value(const struct scenario *s, const struct row *row, int item)
{
    const struct value *all = NULL;

    for (int i = 0; i < s->value_count; i++) {
        if (s->values[i].row != row)
            continue;
        if (s->values[i].item == item)
            return &s->values[i];
        if (s->values[i].item == ALL_ITEMS)
            all = &s->values[i];
    }
    return all;
}

const char *label_text(const struct label *label, bool chinese, const char *fallback)
{
    const char *first = chinese ? label->zh : label->en, *second = chinese ? label->en : label->zh;
    return first ? first : second ? second : fallback;
}
