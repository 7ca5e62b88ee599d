#include "differences.h"

#include <stdio.h>
#include <string.h>

#include "rows.h"

/* Rows that make sense only together: a family is one difference for each sector, or one for all items. */
static const struct family {
    const char *start; /* of the rows' keys */
    bool all_items;
    const char *zh, *en;
} families[] = {
    {"faculty.base_", false, "基期教师", "Teachers in the base year"},
    {"faculty.age_", false, "教师年龄结构", "Teachers' ages"},
    {"enrolment.grade_", false, "各年级人数（权重）", "Students by grade"},
    {"enrolment.sector_share", true, "各类学校生源占比", "Shares of the sectors"},
    {"industry.share", true, "各专业学生占比", "Shares of the industries"},
};
enum { FAMILIES = sizeof families / sizeof *families };

static const struct {
    const char *zh, *en;
} setting_names[SETTINGS] = {
    [SETTING_CLOSURE] = {"资金不足时的处理规则", "What happens when money is short"},
    [SETTING_SERIAL_BONDS] = {"债券分年还本", "Bonds repaid in equal parts"},
    [SETTING_BONDS_COUNTED] = {"债券计入财政投入", "Bonds counted as fiscal input"},
    [SETTING_APPROPRIATION_INSIDE] = {"生均拨款包含在其他经费内", "Appropriations paid out of other funding"},
    [SETTING_WORKLOAD] = {"培训折算口径", "How training counts as workload"},
    [SETTING_LENGTH] = {"学制", "Programme length"},
    [SETTING_BRIDGE] = {"贯通专业数取自任务", "Bridging initiative"},
    [SETTING_PROJECT] = {"项目性质", "Kind of project"},
    [SETTING_DURATION] = {"任务所需年数", "Years an initiative takes"},
};

/* --- lanes --- */

void member_lanes(const struct setup *u, const struct changed *m, lane_visitor *visit, void *context)
{
    const int at = m->row->offset + m->item * m->row->stride;
    if (m->row->kind == KIND_LEVEL) {
        visit(context, false, at);
        return;
    }
    for (int t = 0; t < u->shape.years; t++)
        for (int k = 0; k < m->row->copies; k++)
            visit(context, true, t * INPUT_LANES + at + k);
}

struct comparing {
    const struct aligned *al;
    bool differ;
};

static void compare_lane(void *context, bool input, int at)
{
    struct comparing *c = context;
    const struct setup *u = c->al->setups;
    c->differ |= input ? u[0].inputs[at] != u[1].inputs[at] : u[0].levels[at] != u[1].levels[at];
}

static bool differs(const struct aligned *al, const struct row *row, int item)
{
    const struct changed m = {row, item};
    struct comparing c = {al, false};
    member_lanes(&al->setups[0], &m, compare_lane, &c);
    return c.differ;
}

/* --- settings --- */

static bool setting_differs(const struct shape *a, const struct shape *b, enum setting setting, int item)
{
    switch (setting) {
    case SETTING_CLOSURE:
        return a->closure != b->closure;
    case SETTING_SERIAL_BONDS:
        return a->serial_bonds != b->serial_bonds;
    case SETTING_BONDS_COUNTED:
        return a->bonds_in_fiscal_input != b->bonds_in_fiscal_input;
    case SETTING_APPROPRIATION_INSIDE:
        return a->other_includes_appropriation != b->other_includes_appropriation;
    case SETTING_WORKLOAD:
        return a->workload_by_times != b->workload_by_times;
    case SETTING_LENGTH:
        return a->sector[item].length != b->sector[item].length;
    case SETTING_BRIDGE:
        return a->sector[item].bridge_initiative != b->sector[item].bridge_initiative;
    case SETTING_PROJECT:
        return a->project[item].sector != b->project[item].sector || a->project[item].kind != b->project[item].kind ||
               a->project[item].gradual != b->project[item].gradual;
    case SETTING_DURATION:
        return a->initiative[item].duration != b->initiative[item].duration;
    default:
        return false;
    }
}

void setting_apply(struct shape *shape, const struct shape *other, enum setting setting, int item)
{
    switch (setting) {
    case SETTING_CLOSURE:
        shape->closure = other->closure;
        break;
    case SETTING_SERIAL_BONDS:
        shape->serial_bonds = other->serial_bonds;
        break;
    case SETTING_BONDS_COUNTED:
        shape->bonds_in_fiscal_input = other->bonds_in_fiscal_input;
        break;
    case SETTING_APPROPRIATION_INSIDE:
        shape->other_includes_appropriation = other->other_includes_appropriation;
        break;
    case SETTING_WORKLOAD:
        shape->workload_by_times = other->workload_by_times;
        break;
    case SETTING_LENGTH:
        shape->sector[item].length = other->sector[item].length;
        break;
    case SETTING_BRIDGE:
        shape->sector[item].bridge_initiative = other->sector[item].bridge_initiative;
        break;
    case SETTING_PROJECT:
        shape->project[item] = other->project[item];
        break;
    case SETTING_DURATION:
        shape->initiative[item] = other->initiative[item];
        break;
    default:
        break;
    }
}

/* --- collecting --- */

struct collector {
    const struct aligned *al;
    struct differences *d;
    int room;
};

static const char *named(struct collector *c, const char *name, enum scope scope, int item, bool chinese)
{
    const struct scenario *s = &c->al->scenarios[0];
    if (item < 0 || scope == SCOPE_CITY)
        return name;
    const struct item *of = &s->items[scope].list[item];
    return arena_format(&c->d->arena, chinese ? "%s（%s）" : "%s (%s)", name, label_text(&of->label, chinese, of->id));
}

static struct difference *add(struct collector *c, struct difference one, const char *zh, const char *en)
{
    one.label_zh = named(c, zh, one.scope, one.item, true);
    one.label_en = named(c, en, one.scope, one.item, false);
    one.members = one.row ? arena_alloc(&c->d->arena, sizeof *one.members * (size_t)c->room) : NULL;
    if (!one.label_zh || !one.label_en || (one.row && !one.members))
        return NULL;
    c->d->list[c->d->count] = one;
    return &c->d->list[c->d->count++];
}

static const struct family *family_of(const struct row *row)
{
    for (int i = 0; i < FAMILIES; i++)
        if (strncmp(row->key, families[i].start, strlen(families[i].start)) == 0)
            return &families[i];
    return NULL;
}

/* Written once for all sectors in both: one difference, not one for each sector. */
static bool shared(const struct aligned *al, const struct row *row)
{
    if (row->scope != SCOPE_SECTOR)
        return false;
    for (int i = 0; i < al->setups[0].shape.sectors; i++)
        for (int k = 0; k < 2; k++) {
            const struct value *v = scenario_value(&al->scenarios[k], row, i);
            if ((v && v->item != ALL_ITEMS) || !differs(al, row, i))
                return false;
        }
    return al->setups[0].shape.sectors > 1;
}

/* The difference a number belongs to, if there is one already. */
static struct difference *existing(struct collector *c, enum difference_kind kind, const struct row *row,
                                   const struct family *family, enum scope scope, int item)
{
    for (int i = 0; i < c->d->count; i++) {
        struct difference *one = &c->d->list[i];
        if (one->kind != kind || one->item != item || one->scope != scope)
            continue;
        if (kind == DIFFERENCE_ITEM || (kind == DIFFERENCE_FAMILY ? family_of(one->row) == family : one->row == row))
            return one;
    }
    return NULL;
}

static const char *item_kind(enum scope scope, bool chinese)
{
    static const char *const names[SCOPES][2] = {[SCOPE_PROJECT] = {"Project", "项目"},
                                                 [SCOPE_INITIATIVE] = {"Initiative", "任务"},
                                                 [SCOPE_INDUSTRY] = {"Industry", "专业"},
                                                 [SCOPE_RULE] = {"Rule", "规定"}};
    return names[scope][chinese] ? names[scope][chinese] : "";
}

static int take(struct collector *c, const struct row *row, int item)
{
    const struct aligned *al = c->al;
    const struct family *family = family_of(row);
    const bool city = row->scope == SCOPE_CITY;
    const bool lone = !city && (!al->has[0][row->scope][item] || !al->has[1][row->scope][item]);
    struct difference one = {
        .kind = DIFFERENCE_VALUE, .row = row, .scope = row->scope, .item = city ? ALL_ITEMS : item};
    const char *zh = row->label_zh, *en = row->label_en;
    if (family) {
        one.kind = DIFFERENCE_FAMILY;
        one.item = family->all_items ? ALL_ITEMS : item;
        zh = family->zh;
        en = family->en;
    } else if (lone) {
        one.kind = DIFFERENCE_ITEM;
        one.only = al->has[1][row->scope][item];
        zh = item_kind(row->scope, true);
        en = item_kind(row->scope, false);
    } else if (shared(al, row)) {
        one.item = ALL_ITEMS;
    }
    struct difference *to = existing(c, one.kind, row, family, one.scope, one.item);
    if (!to)
        to = add(c, one, zh, en);
    if (!to)
        return VS_MEMORY;
    to->members[to->member_count++] = (struct changed){row, item};
    return VS_OK;
}

static int take_settings(struct collector *c)
{
    const struct setup *u = c->al->setups;
    for (int setting = 0; setting < SETTINGS; setting++) {
        const enum scope scope = setting < SETTING_LENGTH     ? SCOPE_CITY
                                 : setting <= SETTING_BRIDGE  ? SCOPE_SECTOR
                                 : setting == SETTING_PROJECT ? SCOPE_PROJECT
                                                              : SCOPE_INITIATIVE;
        const int items = scope == SCOPE_CITY ? 1 : c->al->scenarios[0].items[scope].count;
        for (int i = 0; i < items; i++) {
            struct difference one = {.kind = DIFFERENCE_SETTING,
                                     .scope = scope,
                                     .item = scope == SCOPE_CITY ? ALL_ITEMS : i,
                                     .setting = (enum setting)setting};
            if (setting_differs(&u[0].shape, &u[1].shape, (enum setting)setting, i) &&
                !add(c, one, setting_names[setting].zh, setting_names[setting].en))
                return VS_MEMORY;
        }
    }
    return VS_OK;
}

static int items_of(const struct aligned *al, const struct row *row)
{
    return row->scope == SCOPE_CITY ? 1 : al->scenarios[0].items[row->scope].count;
}

int differences_init(struct differences *d, const struct aligned *al)
{
    struct collector c = {.al = al, .d = d, .room = 1};
    int most = SETTINGS * (MAX_SECTORS + MAX_PROJECTS + MAX_INITIATIVES), err;
    memset(d, 0, sizeof *d);
    for (int i = 0; i < model_parameter_count; i++)
        for (int k = 0; k < items_of(al, &model_parameters[i]); k++)
            c.room += differs(al, &model_parameters[i], k);
    d->list = arena_alloc(&d->arena, sizeof *d->list * (size_t)(most + c.room));
    if (!d->list)
        return VS_MEMORY;
    err = take_settings(&c);
    for (int i = 0; i < model_parameter_count && !err; i++)
        for (int k = 0; k < items_of(al, &model_parameters[i]) && !err; k++)
            if (differs(al, &model_parameters[i], k))
                err = take(&c, &model_parameters[i], k);
    return err;
}

void differences_free(struct differences *d)
{
    arena_free(&d->arena);
    memset(d, 0, sizeof *d);
}
