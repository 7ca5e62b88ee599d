/* Section 3, campus: what opens.
 *
 * A project with window [start, start + duration + slip] does a share of its work each year in
 * proportion to the overlap of window and year, times what the budget affords; work left over
 * after the window goes on at the same pace. It opens whole in the first autumn in which all work
 * is done: work finished by the end of year t serves from autumn t + 1, unless the window ends by
 * 1 September of t (window end <= t + 2/3). Projects that open gradually give amount x progress. */
#include "campus.h"

#include "steps.h"

static const double DONE = 1.0 - 1e-9, SEPTEMBER = 2.0 / 3.0;

void project_work(const struct year *y)
{
    const double year = y->shape->first_year + y->t;

    for (int p = 0; p < y->shape->projects; p++) {
        const struct project_levels *lv = &y->levels->project[p];
        const struct project_outputs *last = &y->out[y->t - 1].project[p];
        double *work = y->state->project[p].work;
        FOR_LANES {
            double span = lv->project_duration[l] + lv->project_slip[l];
            double end = lv->project_start[l] + span;
            double overlap = positive(min2(year + 1.0, end) - max2(year, lv->project_start[l]));
            double pace = (year >= end ? 1.0 : overlap) / span;
            double left = 1.0 - last->project_value[l];
            work[l] = left > 1e-9 ? min2(pace, left) : 0.0;
        }
    }
}

/* Work done and opened before the first projected year belongs to the base year's stocks. */
static void project_base(const struct year *y, int p)
{
    const double year = y->shape->first_year;
    const struct project_levels *lv = &y->levels->project[p];
    const double gradual = y->shape->project[p].gradual ? 1.0 : 0.0;

    FOR_LANES {
        double span = lv->project_duration[l] + lv->project_slip[l];
        double end = lv->project_start[l] + span;
        double done = clamp01((year + 1.0 - lv->project_start[l]) / span);
        double open = done >= DONE && end <= year + SEPTEMBER ? 1.0 : 0.0;
        y->out[0].project[p].project_value[l] = done;
        y->out[0].project[p].project_spent[l] = lv->project_cost[l] * (1.0 + lv->project_overrun[l]) * done;
        y->state->project[p].opened[l] = gradual > 0.5 ? done : open;
    }
}

/* Adds what project p opens this autumn to `places`, `stations` or `bases`, by its kind. */
static void project_step(const struct year *y, int p, lane spending, lane stations, lane bases)
{
    const double year = y->shape->first_year + y->t;
    const struct project_levels *lv = &y->levels->project[p];
    const struct outputs *last = &y->out[y->t - 1];
    struct outputs *o = &y->out[y->t];
    const int s = y->shape->project[p].sector;
    const double gradual = y->shape->project[p].gradual ? 1.0 : 0.0;
    double *opened = y->state->project[p].opened;
    lane amount, closed;

    FOR_LANES {
        double before = last->project[p].project_value[l];
        double now = min2(1.0, before + o->city.funding_affordability[l] * y->state->project[p].work[l]);
        double end = lv->project_start[l] + lv->project_duration[l] + lv->project_slip[l];
        double in_time = now >= DONE && end <= year + SEPTEMBER ? 1.0 : 0.0;
        double whole = before >= DONE ? 1.0 : in_time;
        double open = max2(opened[l], gradual > 0.5 ? now : whole);

        o->project[p].project_value[l] = now;
        double paid = lv->project_cost[l] * (1.0 + lv->project_overrun[l]) * (now - before);
        o->project[p].project_spent[l] = last->project[p].project_spent[l] + paid;
        spending[l] += paid;
        amount[l] = lv->project_amount[l] * (open - opened[l]);
        closed[l] = lv->project_closes[l] * (open - opened[l]);
        opened[l] = open;
    }
    switch (y->shape->project[p].kind) {
    case PROJECT_PLACES:
        FOR_LANES {
            o->sector[s].campus_places_opened[l] += amount[l];
            y->state->sector[s].opened_places[l] += amount[l] - closed[l];
        }
        break;
    case PROJECT_WORKSTATIONS:
        FOR_LANES {
            stations[l] += amount[l];
        }
        break;
    case PROJECT_BASES:
        FOR_LANES {
            bases[l] += amount[l];
        }
        break;
    case PROJECT_BUILDINGS:
        break;
    }
}

/* f counts only for initiatives that cost something. Those begun in the base year are under way;
 * before it, nothing is known to have begun. */
static void initiative_step(const struct year *y, int i, lane spending)
{
    const struct initiative_levels *lv = &y->levels->initiative[i];
    const int length = y->shape->initiative[i].duration, begun = y->t > length ? y->t - length : 0;
    const double under_way = y->t >= length ? 1.0 : 0.0;
    const double *f = y->out[y->t].city.funding_affordability, *f_begun = y->out[begun].city.funding_affordability;
    const double *starts = y->in[y->t].initiative[i].initiative_starts;
    const double *finishing = y->in[begun].initiative[i].initiative_starts;
    const double *last = y->out[y->t - 1].initiative[i].initiative_value;
    double *now = y->out[y->t].initiative[i].initiative_value;

    FOR_LANES {
        double cost = lv->initiative_unit_cost[l], before = last[l], share = f_begun[l];
        double paid = cost > 0.0 ? share : 1.0;
        double done = before + lv->initiative_success[l] * paid * finishing[l] * under_way;
        spending[l] += cost * f[l] * starts[l];
        now[l] = max2(before, min2(done, lv->initiative_cap[l]));
    }
}

void campus(const struct year *y)
{
    const struct shape *shape = y->shape;
    const struct city_levels *lv = &y->levels->city;
    const struct city_inputs *in = &y->in[y->t].city;
    const struct outputs *last = &y->out[y->t - 1];
    struct outputs *o = &y->out[y->t];
    lane stations = {0}, bases = {0};

    for (int s = 0; s < shape->sectors; s++) {
        FOR_LANES {
            o->sector[s].campus_places_opened[l] = 0.0;
            y->state->sector[s].opened_places[l] = 0.0;
        }
    }
    FOR_LANES {
        o->city.funding_projects[l] = 0.0;
        o->city.funding_initiatives[l] = 0.0;
    }
    for (int p = 0; p < shape->projects; p++)
        project_step(y, p, o->city.funding_projects, stations, bases);
    for (int i = 0; i < shape->initiatives; i++)
        initiative_step(y, i, o->city.funding_initiatives);

    for (int s = 0; s < shape->sectors; s++) {
        FOR_LANES {
            double before = last->sector[s].campus_places[l], opened = o->sector[s].campus_places_opened[l];
            double now = positive(before * (1.0 - y->levels->sector[s].campus_places_retired[l]) +
                                  y->state->sector[s].opened_places[l]);
            double gone = positive(before + opened - now);
            o->sector[s].campus_places[l] = now;
            o->sector[s].campus_places_closed[l] = before < ABSENT_ABOVE ? gone : 0.0;
        }
    }
    FOR_LANES {
        double f = o->city.funding_affordability[l];
        double added = f * in->campus_workstations_added[l], bought = f * in->campus_equipment_purchases[l];
        o->city.campus_workstations[l] =
            last->city.campus_workstations[l] * (1.0 - lv->campus_station_retired[l]) + added + stations[l];
        o->city.campus_equipment_value[l] =
            last->city.campus_equipment_value[l] * (1.0 - lv->campus_depreciation[l]) + bought;
        o->city.campus_bases[l] = last->city.campus_bases[l] + bases[l];
        o->city.campus_bases_opened[l] = bases[l];
        o->city.campus_workstations_opened[l] = added + stations[l];
        o->city.funding_workstations[l] = added * in->campus_workstation_cost[l];
        o->city.funding_equipment[l] = bought;
    }
}

void campus_base(const struct year *y)
{
    const struct levels *lv = y->levels;
    struct outputs *o = &y->out[0];

    for (int p = 0; p < y->shape->projects; p++)
        project_base(y, p);
    for (int i = 0; i < y->shape->initiatives; i++) {
        FOR_LANES {
            o->initiative[i].initiative_value[l] = lv->initiative[i].initiative_base[l];
        }
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        FOR_LANES {
            o->sector[s].campus_places[l] = lv->sector[s].campus_places[l];
        }
    }
    FOR_LANES {
        o->city.campus_workstations[l] = lv->city.campus_workstations[l];
        o->city.campus_equipment_value[l] = lv->city.campus_equipment[l];
        o->city.campus_bases[l] = lv->city.campus_bases[l];
    }
}
