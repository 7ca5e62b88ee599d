/* Section 2, budget: what the year can afford, decided in January on last autumn's numbers.
 *
 *   wish X = projects + workstations + equipment + initiatives + upskilling planned for the year
 *   f = clamp((cash(t-1) - cash_floor + revenue + bonds - mandatory) / X, 0, 1), 1 when X = 0
 *
 * under the closure rule "defer"; f = 1 under "borrow" and "show". Revenue and mandatory spending
 * (payroll, operations, aid, training, upkeep, debt service) are section 7's formulas with last
 * autumn's students, teachers and training. Every discretionary quantity is scaled by f. */
#include "accounts.h"
#include "campus.h"
#include "steps.h"

static void discretionary_wish(const struct year *y, lane wish)
{
    const struct shape *shape = y->shape;
    const struct inputs *in = &y->in[y->t];
    const struct outputs *last = &y->out[y->t - 1];

    FOR_LANES {
        wish[l] = in->city.campus_workstations_added[l] * in->city.campus_workstation_cost[l] +
                  in->city.campus_equipment_purchases[l];
    }
    for (int p = 0; p < shape->projects; p++) {
        const struct project_levels *lv = &y->levels->project[p];
        FOR_LANES {
            wish[l] += lv->project_cost[l] * (1.0 + lv->project_overrun[l]) * y->state->project[p].work[l];
        }
    }
    for (int i = 0; i < shape->initiatives; i++) {
        FOR_LANES {
            wish[l] += y->levels->initiative[i].initiative_unit_cost[l] * in->initiative[i].initiative_starts[l];
        }
    }
    for (int s = 0; s < shape->sectors; s++) {
        const struct sector_levels *lv = &y->levels->sector[s];
        const struct sector_inputs *si = &in->sector[s];
        const struct sector_outputs *lo = &last->sector[s];
        FOR_LANES {
            double candidates = lo->faculty_professional[l] - lo->faculty_dual_qualified[l];
            double trained = min2(lv->faculty_upskill_rate[l] * candidates, si->faculty_upskill_seats[l]);
            wish[l] += positive(trained) * si->funding_upskill_cost[l];
        }
    }
}

void budget(const struct year *y)
{
    const struct outputs *last = &y->out[y->t - 1];
    struct outputs *o = &y->out[y->t];
    lane wish;

    project_work(y);
    debt_service(y);
    account_lines(y, last);
    discretionary_wish(y, wish);

    const bool defer = y->shape->closure == CLOSURE_DEFER;
    FOR_LANES {
        double room = last->city.funding_cash[l] - y->levels->city.funding_cash_floor[l] + o->city.funding_revenue[l] +
                      y->in[y->t].city.funding_bonds[l] - o->city.funding_recurrent_spending[l] -
                      o->city.funding_debt_service[l];
        double share = clamp01(room / (wish[l] > 0.0 ? wish[l] : 1.0));
        double f = wish[l] > 0.0 && defer ? share : 1.0;
        o->city.funding_affordability[l] = f;
        o->city.funding_put_off[l] = (1.0 - f) * wish[l];
        o->city.funding_limit[l] = f < 1.0 - 1e-9 ? 1.0 : 0.0;
    }
}
