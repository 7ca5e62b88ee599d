#include "align.h"

#include <string.h>

/* Where each item of a scenario is in the union, by scope. */
struct places {
    int *of[SCOPES];
};

static int find(const struct item_list *list, const char *id)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->list[i].id, id) == 0)
            return i;
    return -1;
}

static bool same_text(const char *a, const char *b) { return (!a && !b) || (a && b && strcmp(a, b) == 0); }

/* A place is what its label says; one without a place may be laid on any. */
static bool same_place(const struct scenario *a, const struct scenario *b)
{
    if ((!a->place.zh && !a->place.en) || (!b->place.zh && !b->place.en))
        return true;
    return a->place.zh && b->place.zh ? same_text(a->place.zh, b->place.zh) : same_text(a->place.en, b->place.en);
}

static bool same_sectors(const struct scenario *a, const struct scenario *b)
{
    const struct item_list *mine = &a->items[SCOPE_SECTOR], *other = &b->items[SCOPE_SECTOR];
    for (int i = 0; i < mine->count; i++) {
        const int k = find(other, mine->list[i].id);
        if (k < 0 || other->list[k].higher != mine->list[i].higher)
            return false;
    }
    return mine->count == other->count;
}

static int most(enum scope scope)
{
    static const int room[SCOPES] = {[SCOPE_SECTOR] = MAX_SECTORS,
                                     [SCOPE_PROJECT] = MAX_PROJECTS,
                                     [SCOPE_INITIATIVE] = MAX_INITIATIVES,
                                     [SCOPE_INDUSTRY] = MAX_INDUSTRIES,
                                     [SCOPE_RULE] = MAX_RULES};
    return room[scope];
}

/* The first scenario's items, then what only the second has. */
static int unite(struct aligned *al, const struct scenario *a, const struct scenario *b, enum scope scope,
                 struct places places[2], enum aligned_why *why)
{
    const struct item_list *from[2] = {&a->items[scope], &b->items[scope]};
    const size_t both = (size_t)(from[0]->count + from[1]->count + 1);
    int count = from[0]->count;
    for (int k = 0; k < 2; k++) {
        al->scenarios[k].items[scope].list = arena_alloc(&al->arena, both * sizeof(struct item));
        al->has[k][scope] = arena_alloc(&al->arena, both * sizeof(bool));
        places[k].of[scope] = arena_alloc(&al->arena, both * sizeof(int));
        if (!al->scenarios[k].items[scope].list || !al->has[k][scope] || !places[k].of[scope])
            return VS_MEMORY;
    }
    for (int i = 0; i < from[0]->count; i++)
        places[0].of[scope][i] = i;
    for (int i = 0; i < from[1]->count; i++) {
        const int at = find(from[0], from[1]->list[i].id);
        places[1].of[scope][i] = at >= 0 ? at : count++;
    }
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < from[k]->count; i++) {
            const int at = places[k].of[scope][i];
            al->has[k][scope][at] = true;
            al->scenarios[k].items[scope].list[at] = from[k]->list[i];
            if (!al->has[1 - k][scope][at]) /* until its own comes, or for good */
                al->scenarios[1 - k].items[scope].list[at] = from[k]->list[i];
        }
    for (int k = 0; k < 2; k++)
        al->scenarios[k].items[scope].count = count;
    if (count > most(scope))
        *why = ALIGN_ITEMS;
    return VS_OK;
}

static int placed(const struct places *places, enum scope scope, int item)
{
    return item < 0 ? item : places->of[scope][item];
}

/* Items name each other by index, and values their item. `owner` is whose index an item's attribute is. */
static int renumber(struct aligned *al, int k, const struct scenario *from, const struct places places[2])
{
    struct scenario *s = &al->scenarios[k];
    s->values = arena_alloc(&al->arena, sizeof *s->values * (size_t)(from->value_count + 1));
    if (!s->values)
        return VS_MEMORY;
    for (int i = 0; i < from->value_count; i++) {
        s->values[i] = from->values[i];
        if (s->values[i].row->scope != SCOPE_CITY)
            s->values[i].item = placed(&places[k], s->values[i].row->scope, from->values[i].item);
    }
    for (int i = 0; i < s->items[SCOPE_SECTOR].count; i++) {
        struct item *item = &s->items[SCOPE_SECTOR].list[i];
        item->bridge_initiative = placed(&places[k], SCOPE_INITIATIVE, item->bridge_initiative);
    }
    for (int i = 0; i < s->items[SCOPE_PROJECT].count; i++) {
        const int owner = al->has[k][SCOPE_PROJECT][i] ? k : 1 - k;
        struct item *item = &s->items[SCOPE_PROJECT].list[i];
        item->sector = placed(&places[owner], SCOPE_SECTOR, item->sector);
    }
    return VS_OK;
}

/* The copies keep what is not touched here, but own no memory of the originals. */
static void copy(struct aligned *al, int k, const struct scenario *from, int last_year)
{
    struct scenario *s = &al->scenarios[k];
    *s = *from;
    s->arena = (struct arena){0};
    s->last_year = last_year;
    s->target_count = 0; /* what the goals are is not a matter of structure */
    s->observed_count = 0;
}

int aligned_init(struct aligned *al, const struct scenario *a, const struct scenario *b, enum aligned_why *why,
                 struct diags *d)
{
    struct places places[2];
    const int last_year = a->last_year < b->last_year ? a->last_year : b->last_year;
    memset(al, 0, sizeof *al);
    *why = !same_place(a, b)                ? ALIGN_PLACE
           : a->first_year != b->first_year ? ALIGN_BASE_YEAR
           : !same_sectors(a, b)            ? ALIGN_SECTORS
                                            : ALIGNED;
    if (*why != ALIGNED)
        return VS_OK;
    copy(al, 0, a, last_year);
    copy(al, 1, b, last_year);
    int err = VS_OK;
    for (int scope = SCOPE_SECTOR; scope < SCOPES && !err; scope++)
        err = unite(al, a, b, (enum scope)scope, places, why);
    if (err || *why != ALIGNED)
        return err;
    err = renumber(al, 0, a, places);
    if (!err)
        err = renumber(al, 1, b, places);
    for (int k = 0; k < 2 && !err; k++)
        err = setup_init(&al->setups[k], &al->scenarios[k], d);
    return err;
}

void aligned_free(struct aligned *al)
{
    setup_free(&al->setups[0]);
    setup_free(&al->setups[1]);
    arena_free(&al->arena);
    memset(al, 0, sizeof *al);
}
