/* Section 1, population: who could come.
 *
 *   G(t)     = listed junior-secondary graduates, else survival (births(t-16)/3 + 2 births(t-15)/3):
 *              school years begin on 1 September, so a third of a year's births start a year later
 *   U(t)     = G(t) (1 + net_migration) upper_secondary_rate(t)
 *   v_eff(t) = v(first) + share_delivery (v(t) - v(first)), within [0, 1]                       */
#include "steps.h"

void population(const struct year *y)
{
    const struct city_levels *lv = &y->levels->city;
    const struct city_inputs *in = &y->in[y->t].city, *first = &y->in[0].city;
    struct city_outputs *o = &y->out[y->t].city;

    FOR_LANES {
        double births = in->population_births[1][l] / 3.0 + in->population_births[0][l] * 2.0 / 3.0;
        double listed = in->population_junior_graduates[l];
        double graduates = listed < ABSENT_ABOVE ? listed : lv->population_survival[l] * births;
        double share = first->population_vocational_share[l];

        o->population_graduates[l] = graduates;
        o->population_upper_secondary_entrants[l] =
            graduates * (1.0 + lv->population_net_migration[l]) * in->population_upper_secondary_rate[l];
        o->population_effective_share[l] =
            clamp01(share + lv->population_share_delivery[l] * (in->population_vocational_share[l] - share));
    }
}
