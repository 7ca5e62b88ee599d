/* Section 7, accounts (万元): closing the year.
 *
 *   F_s = 8/12 E_s(t-1) + 4/12 E_s(t)   students of the calendar year
 *   cash(t) = cash(t-1) + revenue + bonds - spending - debt service
 *
 * Bonds are cash, not income. Legacy debt is repaid in equal parts over legacy_years; a year's bonds
 * are repaid whole bond_term years later, or in equal parts from the year after issue (serial);
 * interest is paid on the opening balance at the rate of the year of issue. */
#include "accounts.h"

#include "steps.h"

static void sector_lines(const struct year *y, const struct outputs *now, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    const struct sector_outputs *last = &y->out[y->t - 1].sector[s], *this = &now->sector[s];
    struct sector_outputs *o = &y->out[y->t].sector[s];

    FOR_LANES {
        double students = last->enrolment_students[l] * (8.0 / 12.0) + this->enrolment_students[l] * (4.0 / 12.0);
        double payroll =
            this->faculty_full_time[l] * in->funding_salary[l] * (1.0 + in->funding_performance_uplift[l]) +
            this->faculty_part_time[l] * in->funding_part_time_pay[l];
        o->funding_calendar_students[l] = students;
        o->funding_payroll[l] = payroll;
        o->funding_appropriation[l] = in->funding_per_student[l] * students;
        o->funding_staff_appropriation[l] = lv->funding_staff_share[l] * payroll;
        o->funding_tuition[l] = in->funding_tuition[l] * students;
        o->funding_operations[l] = in->funding_operating_cost[l] * students;
        o->funding_aid[l] = in->funding_aid[l] * students;
    }
}

/* Upkeep is paid for last year's places; where a sector has no limit of places, for none. */
static void upkeep(const struct year *y, lane sum)
{
    const struct outputs *last = &y->out[y->t - 1];

    FOR_LANES {
        sum[l] = y->levels->city.funding_upkeep_equipment[l] * last->city.campus_equipment_value[l];
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        const double *places = last->sector[s].campus_places;
        FOR_LANES {
            double known = places[l] < ABSENT_ABOVE ? places[l] : 0.0;
            sum[l] += y->levels->sector[s].funding_upkeep_per_place[l] * known;
        }
    }
}

void account_lines(const struct year *y, const struct outputs *now)
{
    const struct shape *shape = y->shape;
    const struct city_levels *lv = &y->levels->city;
    const struct city_inputs *in = &y->in[y->t].city;
    struct city_outputs *o = &y->out[y->t].city;
    lane paid[2] = {{0}}, students[2] = {{0}}; /* appropriations and students: secondary, higher */
    lane tuition = {0}, mandatory = {0};

    for (int s = 0; s < shape->sectors; s++) {
        const struct sector_outputs *so = &y->out[y->t].sector[s];
        const int higher = shape->sector[s].higher;
        sector_lines(y, now, s);
        FOR_LANES {
            paid[higher][l] += so->funding_appropriation[l] + so->funding_staff_appropriation[l];
            students[higher][l] += so->funding_calendar_students[l];
            tuition[l] += so->funding_tuition[l];
            mandatory[l] += so->funding_payroll[l] + so->funding_operations[l] + so->funding_aid[l];
        }
    }
    upkeep(y, o->funding_upkeep);

    /* Switches as doubles: a bool in a lane loop would stop vectorisation. */
    const double inside = shape->other_includes_appropriation ? 1.0 : 0.0;
    const double bonds_count = shape->bonds_in_fiscal_input ? 1.0 : 0.0;
    FOR_LANES {
        double appropriations = paid[0][l] + paid[1][l];
        double other = in->funding_other_recurrent[l], rest = positive(other - appropriations);
        double counted = bonds_count * in->funding_bonds[l];
        double base =
            in->funding_surcharge_base[l] - lv->funding_investment_credit[l] * in->funding_enterprise_investment[l];

        o->funding_special_city[l] = in->funding_special_city[l];
        o->funding_special_county[l] = in->funding_special_county[l];
        o->funding_special_joint[l] = in->funding_special_joint[l];
        o->funding_special_funds[l] =
            in->funding_special_city[l] + in->funding_special_county[l] + in->funding_special_joint[l];
        o->funding_other_recurrent[l] = inside > 0.5 ? rest : other;
        o->funding_surcharges[l] = in->funding_surcharge_share[l] * positive(base);
        o->funding_surcharge_share[l] = in->funding_surcharge_share[l];
        o->funding_performance_reward[l] = in->funding_performance_reward[l];
        o->funding_training_income[l] =
            now->city.training_person_days[l] * in->funding_training_price[l] * lv->funding_training_retained[l];
        o->funding_technology_income[l] =
            in->funding_technology_income[l] * (1.0 - lv->funding_technology_staff_part[l]);
        o->funding_social_capital[l] = in->funding_social_capital[l];

        double shared = o->funding_special_funds[l] + o->funding_other_recurrent[l] + o->funding_surcharges[l] +
                        o->funding_performance_reward[l] + counted;
        double all = students[0][l] + students[1][l];
        double secondary = all > 0.0 ? students[0][l] / (all > 0.0 ? all : 1.0) : 1.0;
        o->funding_fiscal_input[l] = appropriations + shared;
        o->funding_fiscal_input_secondary[l] = paid[0][l] + shared * secondary;
        o->funding_fiscal_input_higher[l] = paid[1][l] + shared * (1.0 - secondary);
        o->funding_revenue[l] = o->funding_fiscal_input[l] - counted + tuition[l] + o->funding_training_income[l] +
                                o->funding_technology_income[l] + o->funding_social_capital[l];
        o->funding_training_spending[l] = now->city.training_person_days[l] * in->funding_training_cost[l];
        o->funding_recurrent_spending[l] = mandatory[l] + o->funding_training_spending[l] + o->funding_upkeep[l];
    }
}

void debt_service(const struct year *y)
{
    const struct city_levels *lv = &y->levels->city;
    const bool serial = y->shape->serial_bonds;
    struct city_outputs *o = &y->out[y->t].city;
    const double *legacy = y->out[y->t - 1].city.funding_legacy_debt;

    FOR_LANES {
        double part = lv->funding_legacy_debt[l] / lv->funding_legacy_years[l];
        double repaid = min2(part, legacy[l]);
        o->funding_legacy_debt[l] = legacy[l] - repaid > 1e-9 * part ? legacy[l] - repaid : 0.0;
        o->funding_repayment[l] = legacy[l] - o->funding_legacy_debt[l];
        o->funding_interest[l] = legacy[l] * lv->funding_legacy_rate[l];
    }
    for (int issue = 0; issue < y->t; issue++) {
        const double age = y->t - issue;
        const double *amount = y->state->bond_issue[issue], *rate = y->in[issue].city.funding_bond_rate;
        FOR_LANES {
            double term = lv->funding_bond_term[l];
            double alive = age <= term ? amount[l] : 0.0;
            double opening = serial ? alive * (term - age + 1.0) / term : alive;
            double due = serial ? alive / term : (age >= term ? alive : 0.0);
            o->funding_interest[l] += opening * rate[l];
            o->funding_repayment[l] += due;
        }
    }
    FOR_LANES {
        o->funding_debt_service[l] = o->funding_repayment[l] + o->funding_interest[l];
    }
}

static void sector_upskilling(const struct year *y, lane sum)
{
    FOR_LANES {
        sum[l] = 0.0;
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        struct sector_outputs *o = &y->out[y->t].sector[s];
        const double *cost = y->in[y->t].sector[s].funding_upskill_cost;
        FOR_LANES {
            o->funding_upskilling[l] = o->faculty_trained[l] * cost[l];
            sum[l] += o->funding_upskilling[l];
        }
    }
}

void accounts(const struct year *y)
{
    const struct city_outputs *last = &y->out[y->t - 1].city;
    struct city_outputs *o = &y->out[y->t].city;
    const bool borrow = y->shape->closure == CLOSURE_BORROW;
    lane upskilling;

    account_lines(y, &y->out[y->t]);
    sector_upskilling(y, upskilling);
    FOR_LANES {
        double planned = y->in[y->t].city.funding_bonds[l], floor = y->levels->city.funding_cash_floor[l];
        double capital = o->funding_projects[l] + o->funding_workstations[l] + o->funding_equipment[l] +
                         o->funding_initiatives[l] + upskilling[l];
        double spending = o->funding_recurrent_spending[l] + capital;
        double cash = last->funding_cash[l] + o->funding_revenue[l] + planned - spending - o->funding_debt_service[l];
        double borrowed = borrow ? positive(floor - cash) : 0.0;

        o->funding_capital_spending[l] = capital;
        o->funding_capital_cumulative[l] = last->funding_capital_cumulative[l] + capital;
        o->funding_spending[l] = spending;
        o->funding_bonds[l] = planned + borrowed;
        y->state->bond_issue[y->t][l] = planned + borrowed;
        o->funding_debt[l] = positive(last->funding_debt[l] - o->funding_repayment[l] + o->funding_bonds[l]);
        o->funding_cash[l] = cash + borrowed;
        o->funding_gap[l] = positive(floor - o->funding_cash[l]);
        o->funding_needed[l] = spending + o->funding_debt_service[l] + o->funding_put_off[l];
        o->funding_savings_used[l] =
            positive(positive(last->funding_cash[l] - floor) - positive(o->funding_cash[l] - floor));
        o->funding_shortfall[l] =
            o->funding_put_off[l] + positive(o->funding_gap[l] - positive(floor - last->funding_cash[l]));
        o->funding_debt_service_share[l] = ratio(o->funding_debt_service[l], o->funding_revenue[l]);
    }
}

/* The base year's stocks of money; bonds of that year are already in cash, and owed. */
void accounts_base(const struct year *y)
{
    const struct city_levels *lv = &y->levels->city;
    struct city_outputs *o = &y->out[0].city;

    FOR_LANES {
        double issued = y->in[0].city.funding_bonds[l];
        y->state->bond_issue[0][l] = issued;
        o->funding_legacy_debt[l] = lv->funding_legacy_debt[l];
        o->funding_debt[l] = lv->funding_legacy_debt[l] + issued;
        o->funding_cash[l] = lv->funding_cash_base[l];
        o->funding_capital_cumulative[l] = 0.0;
        o->funding_affordability[l] = 1.0;
        o->funding_surcharge_share[l] = y->in[0].city.funding_surcharge_share[l];
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        struct sector_outputs *so = &y->out[0].sector[s];
        FOR_LANES {
            so->funding_calendar_students[l] = so->enrolment_students[l];
            so->funding_appropriation[l] = y->in[0].sector[s].funding_per_student[l] * so->enrolment_students[l];
        }
    }
}
