/* Differences, reasons and sums of money in words. */
#include <stdio.h>
#include <string.h>

#include "compare.h"
#include "explain.h"
#include "text.h"
#include "values.h"

const char *why_words(enum aligned_why why)
{
    switch (why) {
    case ALIGN_PLACE:
        return _("the plans are for different places");
    case ALIGN_BASE_YEAR:
        return _("the plans start in different years");
    case ALIGN_SECTORS:
        return _("the plans have different sectors");
    case ALIGN_ITEMS:
        return _("together the plans have more items than fit");
    default:
        return "";
    }
}

/* --- what a difference is in one of the two plans --- */

static const char *setting_words(const struct compare_pair *pair, const struct difference *one, int side, bool chinese,
                                 char *text, size_t size)
{
    const struct scenario *s = &pair->al.scenarios[side];
    const struct shape *shape = &pair->al.setups[side].shape;
    switch (one->setting) {
    case SETTING_CLOSURE:
        return shape->closure == CLOSURE_DEFER    ? _("what cannot be paid for is put off")
               : shape->closure == CLOSURE_BORROW ? _("what cannot be paid for is borrowed")
                                                  : _("what cannot be paid for is shown as a gap");
    case SETTING_SERIAL_BONDS:
        return shape->serial_bonds ? _("yes") : _("no");
    case SETTING_BONDS_COUNTED:
        return shape->bonds_in_fiscal_input ? _("yes") : _("no");
    case SETTING_APPROPRIATION_INSIDE:
        return shape->other_includes_appropriation ? _("yes") : _("no");
    case SETTING_WORKLOAD:
        return shape->workload_by_times ? _("by person-times") : _("by person-days");
    case SETTING_LENGTH:
        snprintf(text, size, ngettext("%d year", "%d years", (unsigned long)shape->sector[one->item].length),
                 shape->sector[one->item].length);
        return text;
    case SETTING_BRIDGE: {
        const int i = shape->sector[one->item].bridge_initiative;
        return i < 0 ? _("none")
                     : label_text(&s->items[SCOPE_INITIATIVE].list[i].label, chinese,
                                  s->items[SCOPE_INITIATIVE].list[i].id);
    }
    case SETTING_PROJECT: {
        static const char *const kinds[] = {N_("places"), N_("workstations"), N_("bases"), N_("buildings")};
        snprintf(text, size, "%s%s", _(kinds[shape->project[one->item].kind]),
                 shape->project[one->item].gradual ? _(", opens gradually") : "");
        return text;
    }
    default:
        snprintf(text, size, ngettext("%d year", "%d years", (unsigned long)shape->initiative[one->item].duration),
                 shape->initiative[one->item].duration);
        return text;
    }
}

static const struct value *value_of(const struct compare_pair *pair, const struct changed *m, int side)
{
    return scenario_value(&pair->al.scenarios[side], m->row, m->row->scope == SCOPE_CITY ? ALL_ITEMS : m->item);
}

void difference_words(const struct page *p, const struct compare_pair *pair, const struct difference *one, int side,
                      char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    if (one->kind == DIFFERENCE_SETTING) {
        char number[128];
        snprintf(text, size, "%s", setting_words(pair, one, side, p->chinese, number, sizeof number));
        return;
    }
    if (one->kind == DIFFERENCE_ITEM && one->only != side) {
        snprintf(text, size, "%s", _("not in this plan"));
        return;
    }
    const int shown = one->kind == DIFFERENCE_VALUE ? 1 : one->member_count;
    for (int i = 0; i < shown && used < size; i++) {
        const struct changed *m = &one->members[i];
        char value[1500];
        explain_value(m->row, value_of(pair, m, side), value, sizeof value);
        const bool several_items =
            one->item == ALL_ITEMS && m->row->scope != SCOPE_CITY && one->kind != DIFFERENCE_VALUE;
        const struct item *item = several_items ? &pair->al.scenarios[side].items[m->row->scope].list[m->item] : NULL;
        const char *name = item                            ? label_text(&item->label, p->chinese, item->id)
                           : one->kind == DIFFERENCE_VALUE ? ""
                           : p->chinese                    ? m->row->label_zh
                                                           : m->row->label_en;
        used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", i ? (p->chinese ? "；" : "; ") : "", name,
                                 *name ? (p->chinese ? "：" : ": ") : "", value);
    }
}

/* --- money over the common years --- */

enum sum { OVER_YEARS, AT_THE_END, LARGEST };

static const struct {
    const char *name, *key;
    enum sum sum;
} costs[] = {
    {N_("Revenue"), "funding.revenue", OVER_YEARS},
    {N_("of it total fiscal input"), "funding.fiscal_input", OVER_YEARS},
    {N_("Recurrent spending"), "funding.recurrent_spending", OVER_YEARS},
    {N_("Capital spending"), "funding.capital_spending", OVER_YEARS},
    {N_("Debt service"), "funding.debt_service", OVER_YEARS},
    {N_("Bonds and borrowing"), "funding.bonds", OVER_YEARS},
    {N_("Debt at the end"), "funding.debt", AT_THE_END},
    {N_("Cash at the end"), "funding.cash", AT_THE_END},
    {N_("Largest funding gap of a year"), "funding.gap", LARGEST},
};

const char *cost_name(int i) { return i < (int)(sizeof costs / sizeof *costs) ? _(costs[i].name) : NULL; }
const char *cost_key(int i) { return i < (int)(sizeof costs / sizeof *costs) ? costs[i].key : NULL; }

double cost_value(const struct compare *c, int plan, int i)
{
    const struct run *r = plan_run(c, plan);
    const struct series *s = setup_series(r->setup, costs[i].key, NULL);
    double x = 0.0;
    if (!s || costs[i].sum == AT_THE_END)
        return s ? run_value(r, s, c->last) : ABSENT;
    for (int year = c->first + 1; year <= c->last; year++) {
        const double value = run_value(r, s, year);
        x = costs[i].sum == OVER_YEARS ? x + value : max2(x, value);
    }
    return x;
}
