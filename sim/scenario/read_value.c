/* One parameter: a number, a path, or either with its provenance; and its value in a year. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lane.h"
#include "reader.h"

const struct row *find_row(const struct row_table *rows, const char *area, const char *name)
{
    size_t n = strlen(area);
    for (int i = 0; i < rows->count; i++) {
        const char *key = rows->rows[i].key;
        if (strncmp(key, area, n) == 0 && key[n] == '.' && strcmp(key + n + 1, name) == 0)
            return &rows->rows[i];
    }
    return NULL;
}

/* Two numbers: (low, high) or [low, high]. */
static int read_range(struct reader *r, const struct node *n, const char *of, struct provenance *from)
{
    const struct node *low = n->first, *high = low ? low->next : NULL;
    const char *key = arena_format(r->arena, "%s.range", of);

    if (!key)
        return VS_MEMORY;

    if (n->type != NODE_LIST || !high || high->next || low->type != NODE_NUMBER || high->type != NODE_NUMBER)
        return diag_error(r->d, n->file, n->line, "%s: must be two numbers, (low, high)", key);
    if (!(low->number <= high->number))
        return diag_error(r->d, n->file, n->line, "%s = (%g, %g): low is above high", key, low->number, high->number);
    if (!isfinite(low->number) || !isfinite(high->number))
        return diag_error(r->d, n->file, n->line, "%s: is not finite", key);
    from->low = low->number;
    from->high = high->number;
    from->has_range = true;
    return VS_OK;
}

int read_provenance(struct reader *r, const struct node *group, const char *key, struct provenance *from)
{
    static const struct field fields[] = {
        {"source", FIELD_TEXT, offsetof(struct provenance, source), false, 0, 0, NULL},
        {"assumption", FIELD_TEXT, offsetof(struct provenance, assumption), false, 0, 0, NULL},
        {"confidence", FIELD_TEXT, offsetof(struct provenance, confidence), false, 0, 0, NULL},
    };
    static const char *const extra[] = {"value", "path", "after", "range", NULL};
    const struct node *range = tree_find(group, "range");
    int err = read_fields(r, group, key, fields, 3, from, extra);
    int e = range ? read_range(r, range, key, from) : VS_OK;

    return err ? err : e;
}

static int out_of_bounds(struct reader *r, const struct node *n, const char *key, double x, double low, double high)
{
    if (!isfinite(x))
        return diag_error(r->d, n->file, n->line, "%s: is not a finite number", key);
    return diag_error(r->d, n->file, n->line, "%s = %.10g: must lie in [%.10g, %.10g]", key, x, low, high);
}

int read_number(struct reader *r, const struct node *n, const char *key, double low, double high, double *number,
                struct provenance *from)
{
    struct provenance ignored = {0};
    int err = VS_OK;

    if (n->type == NODE_GROUP) {
        const struct node *value = tree_find(n, "value");
        err = read_provenance(r, n, key, from ? from : &ignored);
        if (!value)
            return diag_error(r->d, n->file, n->line, "%s: has no value", key);
        n = value;
    }
    if (from) {
        from->file = n->file;
        from->line = n->line;
    }
    if (n->type != NODE_NUMBER)
        return wrong_type(r, n, key, "a number");
    if (!(n->number >= low && n->number <= high))
        return out_of_bounds(r, n, key, n->number, low, high);
    *number = n->number;
    return err;
}

static int check_bounds(struct reader *r, const struct node *n, const char *key, const struct row *row, double x)
{
    if (!(x >= row->low && x <= row->high))
        return out_of_bounds(r, n, key, x, row->low, row->high);
    if (x < row->usual_low || x > row->usual_high)
        diag_warning(r->d, n->file, n->line, "%s = %.10g: is outside the usual %.10g to %.10g %s", key, x,
                     row->usual_low, row->usual_high, unit_words(row->unit));
    return VS_OK;
}

static int read_points(struct reader *r, const struct node *n, const char *key, const struct row *row, struct value *v)
{
    int count = 0, err = VS_OK;
    const char *shape = _("a list of (year, value) pairs such as ((2020, 0.30), (2022, 0.45))");

    for (const struct node *p = n->first; p; p = p->next)
        count++;
    if (n->type != NODE_LIST || count == 0)
        return diag_error(r->d, n->file, n->line, "%s: must be %s", key, shape);
    v->points = arena_alloc(r->arena, (size_t)count * sizeof *v->points);
    if (!v->points)
        return VS_MEMORY;
    for (const struct node *p = n->first; p; p = p->next) {
        const struct node *year = p->first, *value = year ? year->next : NULL;
        if (p->type != NODE_LIST || !value || value->next || year->type != NODE_NUMBER || value->type != NODE_NUMBER)
            return diag_error(r->d, p->file, p->line, "%s: must be %s", key, shape);
        if (year->number != floor(year->number) || year->number < 1900 || year->number > 2200)
            return diag_error(r->d, year->file, year->line, "%s: %g is not a calendar year", key, year->number);
        if (v->count > 0 && (int)year->number <= v->points[v->count - 1].year)
            err = diag_error(r->d, year->file, year->line, "%s: year %g comes after %d; years must rise", key,
                             year->number, v->points[v->count - 1].year);
        int e = check_bounds(r, value, key, row, value->number);
        err = e ? e : err;
        v->points[v->count++] = (struct point){(int)year->number, value->number};
    }
    return err;
}

static int read_plain(struct reader *r, const struct node *n, const char *key, const struct row *row, struct value *v)
{
    if (n->type == NODE_TEXT && strcmp(n->text, "none") == 0) {
        if (row->initial < ABSENT_ABOVE)
            return diag_error(r->d, n->file, n->line, "%s = \"none\": this parameter needs a number", key);
        v->none = true;
        return VS_OK;
    }
    if (n->type == NODE_LIST) {
        if (row->kind == KIND_LEVEL)
            return diag_error(r->d, n->file, n->line, "%s: is one number for all years, not a path", key);
        return read_points(r, n, key, row, v);
    }
    if (n->type != NODE_NUMBER)
        return wrong_type(r, n, key,
                          row->kind == KIND_LEVEL ? N_("a number") : N_("a number or a list of (year, value) pairs"));
    if (row->kind == KIND_SCHEDULE && n->number != 0.0)
        return diag_error(r->d, n->file, n->line,
                          "%s: happens in listed years; write ((2021, %g), …), or { path = (…); after = %g; }", key,
                          n->number, n->number);
    int err = check_bounds(r, n, key, row, n->number);
    if (row->kind == KIND_LEVEL) {
        v->number = n->number;
    } else if (row->kind == KIND_PATH) {
        v->points = arena_alloc(r->arena, sizeof *v->points);
        if (!v->points)
            return VS_MEMORY;
        v->points[v->count++] = (struct point){1900, n->number};
    }
    return err;
}

static int read_group(struct reader *r, const struct node *n, const char *key, const struct row *row, struct value *v)
{
    const struct node *value = tree_find(n, "value"), *path = tree_find(n, "path"), *after = tree_find(n, "after");
    int err = read_provenance(r, n, key, &v->from), e = VS_OK;

    if (value && path)
        return diag_error(r->d, n->file, n->line, "%s: has both value and path; keep one", key);
    if (!value && !path && !after)
        return diag_error(r->d, n->file, n->line, "%s: has neither value nor path", key);
    if (path && path->type != NODE_LIST)
        return wrong_type(r, path, key, "a list of (year, value) pairs");
    if (value || path)
        e = read_plain(r, value ? value : path, key, row, v);
    err = e ? e : err;
    if (after) {
        if (row->kind != KIND_SCHEDULE)
            return diag_error(r->d, after->file, after->line,
                              "%s: after is for schedules only; a path stays at its last value", key);
        e = read_number(r, after, key, row->low, row->high, &v->after, NULL);
        v->has_after = e == VS_OK;
        err = e ? e : err;
    }
    if (err == 0 && v->from.has_range && row->kind == KIND_LEVEL && !v->none &&
        (v->number < v->from.low || v->number > v->from.high))
        diag_warning(r->d, n->file, n->line, "%s = %.10g: lies outside its own range (%.10g, %.10g)", key, v->number,
                     v->from.low, v->from.high);
    return err;
}

int read_value(struct reader *r, const struct node *n, const char *key, const struct row *row, struct value *v)
{
    v->scale = 1.0;
    v->from.file = n->file;
    v->from.line = n->line;
    return n->type == NODE_GROUP ? read_group(r, n, key, row, v) : read_plain(r, n, key, row, v);
}

/* Paths are linear between listed years and flat outside; schedules are zero where not listed. */
static double series_in_year(const struct value *v, int year)
{
    const struct point *p = v->points;
    int n = v->count;

    if (v->row->kind == KIND_SCHEDULE) {
        for (int i = 0; i < n; i++) {
            if (p[i].year == year)
                return p[i].value;
        }
        return v->has_after && (n == 0 || year > p[n - 1].year) ? v->after : 0.0;
    }
    if (n == 0)
        return v->row->initial;
    if (year <= p[0].year)
        return p[0].value;
    for (int i = 1; i < n; i++) {
        if (year <= p[i].year) {
            double share = (double)(year - p[i - 1].year) / (p[i].year - p[i - 1].year);
            return p[i].value * share + p[i - 1].value * (1.0 - share);
        }
    }
    return p[n - 1].value;
}

/* Whether a shift applies: to every year of a path, to the listed years of a schedule. */
static bool happens(const struct value *v, int year)
{
    if (v->row->kind != KIND_SCHEDULE)
        return true;
    for (int i = 0; i < v->count; i++) {
        if (v->points[i].year == year)
            return true;
    }
    return v->has_after && (v->count == 0 || year > v->points[v->count - 1].year);
}

double value_in_year(const struct value *v, int year)
{
    if (v->none)
        return ABSENT;
    if (v->row->kind == KIND_LEVEL)
        return v->scale * v->number + v->shift;
    for (int i = 0; i < v->singles; i++) {
        if (v->single[i].year == year)
            return v->single[i].value;
    }
    double x = series_in_year(v, year - v->delay);
    if (x > ABSENT_ABOVE)
        return x;
    return v->scale * x + (happens(v, year - v->delay) ? v->shift : 0.0);
}
