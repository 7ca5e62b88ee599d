/* From the chart table and a run to panels: which sectors get one, and which traces have anything to
 * show. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "panel.h"
#include "style.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* A target on "all secondary" belongs on the curve of the only secondary sector. */
unsigned panel_sectors(const struct setup *u, const struct row *row, int item)
{
    unsigned set = 0;

    if (row->scope != SCOPE_SECTOR)
        return 0;
    for (int s = 0; s < u->shape.sectors; s++) {
        const bool higher = u->shape.sector[s].higher;
        const bool inside = item == SERIES_ALL || item == s || (item == SERIES_SECONDARY && !higher) ||
                            (item == SERIES_HIGHER && higher);
        set |= inside ? 1u << s : 0;
    }
    return set;
}

static void series_key(const struct setup *u, const char *row, int item, char *key, size_t size)
{
    const char *id = item == SERIES_SECONDARY ? "secondary"
                     : item == SERIES_HIGHER  ? "higher"
                     : item >= 0              ? u->scenario->items[SCOPE_SECTOR].list[item].id
                                              : NULL;
    snprintf(key, size, id ? "%s.%s" : "%s", row, id);
}

static const struct series *find(const struct setup *u, const char *row, int item)
{
    char key[128];

    series_key(u, row, item, key, sizeof key);
    return setup_series(u, key, NULL);
}

static void fill_values(struct panel_trace *t, const struct run *r, const struct series *of, const struct series *less)
{
    const struct shape *shape = &r->setup->shape;

    for (int y = 0; y < shape->years; y++) {
        const int year = shape->first_year + y - (t->spec->flags & TRACE_PREVIOUS ? 1 : 0);
        const double x = run_value(r, of, year);
        const double off = less ? run_value(r, less, year) : 0.0;
        t->value[y] = !known(x) || !known(off) ? ABSENT : t->spec->flags & TRACE_DOWN ? off - x : x - off;
    }
}

static void add_series(struct panel *p, const struct trace *spec, const struct run *r, const struct series *of,
                       const struct series *less, bool chinese)
{
    struct panel_trace *t = &p->traces[p->trace_count++];

    *t = (struct panel_trace){.spec = spec, .row = of->row, .own_unit = series_unit(r->setup, of, chinese)};
    t->colour = spec->colour == COLOUR_SECTOR ? p->colour : spec->colour;
    t->stock = of->row->flags & ROW_STOCK;
    snprintf(t->label, sizeof t->label, "%s",
             spec->zh ? (chinese ? spec->zh : spec->en) : (chinese ? of->row->label_zh : of->row->label_en));
    fill_values(t, r, of, less);
}

/* One trace for each industry, in its own colour and by its own name. */
static void add_items(struct panel *p, const struct trace *spec, const struct run *r, bool chinese)
{
    const struct setup *u = r->setup;

    for (int i = 0; i < u->series_count && p->trace_count < MAX_TRACES; i++) {
        const struct series *of = &u->series[i];
        if (strcmp(of->row->key, spec->row) || of->row->scope != SCOPE_INDUSTRY)
            continue;
        const struct item *item = &u->scenario->items[SCOPE_INDUSTRY].list[of->item];
        struct panel_trace *t = &p->traces[p->trace_count];
        add_series(p, spec, r, of, NULL, chinese);
        t->colour = style_item(of->item);
        snprintf(t->label, sizeof t->label, "%s", label_text(&item->label, chinese, item->id));
    }
}

/* Adds a trace for one item, unless the scenario has no such series. */
static void add_trace(struct panel *p, const struct trace *spec, const struct run *r, int item, bool chinese)
{
    const struct setup *u = r->setup;
    const int of_item = spec->flags & TRACE_SECONDARY ? SERIES_SECONDARY : item;
    const struct series *of = find(u, spec->row, of_item), *less = spec->less ? find(u, spec->less, of_item) : NULL;

    if (spec->colour == COLOUR_ITEM)
        add_items(p, spec, r, chinese);
    else if (p->trace_count < MAX_TRACES && of && (!spec->less || less))
        add_series(p, spec, r, of, less, chinese);
}

static bool any_value(const struct panel_trace *t, int years)
{
    for (int y = 0; y < years; y++)
        if (known(t->value[y]) && t->value[y] != 0.0)
            return true;
    return false;
}

static bool any_mark(const struct panel *p, int trace, bool nonzero)
{
    for (int i = 0; i < p->mark_count; i++)
        if ((trace < 0 || p->marks[i].trace == trace) && (!nonzero || p->marks[i].value != 0.0))
            return true;
    return false;
}

/* Takes out traces that show nothing: no values, or zero throughout and no target. */
static void drop_empty(struct panel *p, int years)
{
    int renumbered[MAX_TRACES], kept = 0, marks = 0;

    for (int i = 0; i < p->trace_count; i++) {
        const int flags = p->traces[i].spec->flags;
        const bool marked = any_mark(p, i, false), zero = !any_value(&p->traces[i], years);
        const bool drop =
            (flags & (TRACE_IF_MARKED | TRACE_TARGETS_ONLY) && !marked) || (zero && !any_mark(p, i, true));
        renumbered[i] = drop ? -1 : kept;
        if (!drop)
            p->traces[kept++] = p->traces[i];
    }
    for (int i = 0; i < p->mark_count; i++) {
        struct panel_mark m = p->marks[i];
        m.trace = renumbered[m.trace];
        if (m.trace >= 0)
            p->marks[marks++] = m;
    }
    bool drawn = false;
    for (int i = 0; i < kept; i++)
        drawn = drawn || p->traces[i].spec->style != TRACE_ROW;
    p->trace_count = drawn ? kept : 0;
    p->mark_count = drawn ? marks : 0;
}

static void sum_title(struct panel *p, int item, bool chinese)
{
    const char *zh = item == SERIES_SECONDARY ? "中职合计" : item == SERIES_HIGHER ? "高职合计" : "合计";
    const char *en = item == SERIES_SECONDARY ? "All secondary" : item == SERIES_HIGHER ? "All higher" : "All sectors";

    snprintf(p->title, sizeof p->title, "%s", chinese ? zh : en);
}

static struct panel *new_panel(const struct run *r, struct arena *a)
{
    const struct scenario *s = r->setup->scenario;
    struct panel *p = arena_alloc(a, sizeof *p);
    const size_t most = (size_t)MAX_TRACES * (size_t)(s->target_count + s->observed_count) + 1;

    if (!p || !(p->marks = arena_alloc(a, most * sizeof *p->marks)))
        return NULL;
    p->colour = COLOUR_INK;
    return p;
}

/* Builds one panel; NULL when memory is out. */
static struct panel *build(const struct panel_spec *spec, const struct run *r, int item, bool chinese, struct arena *a)
{
    struct panel *p = new_panel(r, a);

    if (!p)
        return NULL;
    p->mix = spec->mix;
    if (spec->each_sector && item >= 0) {
        const struct item *sector = &r->setup->scenario->items[SCOPE_SECTOR].list[item];
        p->colour = style_sector(item);
        snprintf(p->title, sizeof p->title, "%s", label_text(&sector->label, chinese, sector->id));
    } else if (spec->each_sector) {
        sum_title(p, item, chinese);
    } else if (spec->zh) {
        snprintf(p->title, sizeof p->title, "%s", chinese ? spec->zh : spec->en);
    }
    for (int i = 0; i < MAX_TRACES && spec->traces[i].row; i++) {
        const int before = p->trace_count;
        add_trace(p, &spec->traces[i], r, item, chinese);
        if (spec->traces[i].colour == COLOUR_ITEM && p->trace_count == before)
            return p; /* a panel of industries without one has nothing to show */
    }
    panel_add_marks(p, r, item);
    drop_empty(p, r->setup->shape.years);
    panel_spread_marks(p);
    return p;
}

struct panel *panel_of_series(const struct series *of, const struct trace *spec, const struct run *r, bool chinese,
                              struct arena *a)
{
    struct panel *p = new_panel(r, a);

    if (!p)
        return NULL;
    p->colour = of->row->scope == SCOPE_SECTOR && of->item >= 0 ? style_sector(of->item) : COLOUR_BLUE;
    series_label(r->setup, of, chinese, p->title, sizeof p->title);
    add_series(p, spec, r, of, NULL, chinese);
    panel_add_marks(p, r, of->item);
    panel_spread_marks(p);
    return p;
}

static bool add(struct panel_list *panels, struct panel *p, bool needs_mark)
{
    if (!p)
        return false;
    if (p->trace_count > 0 && panels->count < MAX_PANELS && (!needs_mark || any_mark(p, -1, true)))
        panels->list[panels->count++] = p;
    return true;
}

/* Sums get a panel when they say something no sector's panel says: a target or an observed value. */
static bool add_sums(const struct panel_spec *spec, const struct run *r, bool chinese, struct arena *a,
                     struct panel_list *panels)
{
    const struct setup *u = r->setup;
    static const int sums[] = {SERIES_SECONDARY, SERIES_HIGHER, SERIES_ALL};
    static const struct row any_sector_row = {.scope = SCOPE_SECTOR};
    unsigned seen[3] = {0};

    for (int i = 0; i < 3; i++) {
        const unsigned set = panel_sectors(u, &any_sector_row, sums[i]);
        seen[i] = set;
        const bool one_sector = (set & (set - 1)) == 0;
        const bool repeated = i == 2 && (set == seen[0] || set == seen[1]);
        if (!one_sector && !repeated && !add(panels, build(spec, r, sums[i], chinese, a), true))
            return false;
    }
    return true;
}

bool panels_build(const struct chart *chart, const struct run *r, bool chinese, struct arena *a,
                  struct panel_list *panels)
{
    *panels = (struct panel_list){.count = 0};
    for (int i = 0; i < chart->panel_count; i++) {
        const struct panel_spec *spec = &chart->panels[i];
        if (!spec->each_sector) {
            if (!add(panels, build(spec, r, SERIES_CITY, chinese, a), spec->if_marked))
                return false;
            continue;
        }
        for (int s = 0; s < r->setup->shape.sectors; s++)
            if (!add(panels, build(spec, r, s, chinese, a), spec->if_marked))
                return false;
        if (!add_sums(spec, r, chinese, a, panels))
            return false;
    }
    return true;
}
