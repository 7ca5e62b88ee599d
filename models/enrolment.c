/* Section 5, enrolment: who studies. E[k][g] holds students of track k (regular, bridged) in grade
 * g; grades move up in summer, then intake = min(demand, seats, teachers), then the secondary
 * sectors may pool spare places. Nobody is lost silently: applicants = intake + unplaced. */
#include "steps.h"

/* Stands for "no limit" where a finite number of spare places is needed to divide by. */
static const double PLENTY = 1e12;

static int last_grade(const struct year *y, int s) { return y->shape->sector[s].length - 1; }

static int present_share_applies(const struct year *y, int s, int g) { return g == last_grade(y, s); }

/* Students, and those on campus (final years may be on internship). */
static void count(const struct year *y, int s)
{
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane(*e)[MAX_GRADES] = y->state->sector[s].students;
    const double *presence = y->levels->sector[s].enrolment_presence_last;

    FOR_LANES {
        o->enrolment_students[l] = 0.0;
        o->enrolment_present[l] = 0.0;
    }
    for (int g = 0; g < y->shape->sector[s].length; g++) {
        const int away = present_share_applies(y, s, g);
        FOR_LANES {
            double students = e[REGULAR][g][l] + e[BRIDGED][g][l];
            o->enrolment_students[l] += students;
            o->enrolment_present[l] += away ? students * presence[l] : students;
        }
    }
}

/* Step 1: E[k][g](t) = E[k][g-1](t-1) (1 - dropout), graduates = E[k][L](t-1) x completion. */
static void progress(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    const struct city_levels *city = &y->levels->city;
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane(*e)[MAX_GRADES] = y->state->sector[s].students;
    const int last = last_grade(y, s);
    lane graduates[TRACKS];

    FOR_LANES {
        o->enrolment_dropouts[l] = 0.0;
    }
    for (int k = 0; k < TRACKS; k++) {
        FOR_LANES {
            graduates[k][l] = e[k][last][l] * lv->enrolment_completion[l];
            o->enrolment_dropouts[l] += e[k][last][l] - graduates[k][l];
        }
        for (int g = last; g >= 1; g--) {
            const double *rate = g == 1 ? lv->enrolment_dropout_1 : lv->enrolment_dropout_later;
            FOR_LANES {
                double leave = e[k][g - 1][l] * rate[l];
                o->enrolment_dropouts[l] += leave;
                e[k][g][l] = e[k][g - 1][l] - leave;
            }
        }
        FOR_LANES {
            e[k][0][l] = 0.0;
        }
    }
    count(y, s);
    FOR_LANES {
        double go_on = graduates[REGULAR][l] * in->enrolment_progression[l];
        double cross = graduates[BRIDGED][l] * city->enrolment_bridge_progression[l];
        o->enrolment_graduates[l] = graduates[REGULAR][l] + graduates[BRIDGED][l];
        o->enrolment_graduates_bridged[l] = graduates[BRIDGED][l];
        o->enrolment_progressing[l] = go_on + cross;
        o->enrolment_progressing_local[l] = go_on * city->enrolment_local_retention[l] + cross;
        y->state->sector[s].later_present[l] = o->enrolment_present[l];
    }
}

/* Steps 2 and 3: demand and limits. Secondary: U v_eff share + external. Higher: applicants and
 * the local secondary graduates who go on. The limit code is 0 demand, 1 seats, 2 teachers. */
static void admit(const struct year *y, int s, const lane local_graduates, lane spare)
{
    const struct outputs *o = &y->out[y->t];
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    struct sector_outputs *so = &y->out[y->t].sector[s];
    const double *later = y->state->sector[s].later_present;
    /* Switches as doubles: a bool in a lane loop would stop vectorisation. */
    const double higher = y->shape->sector[s].higher ? 1.0 : 0.0;
    const double one_year = y->shape->sector[s].length == 1 ? 1.0 : 0.0;
    const double *entrants = o->city.population_upper_secondary_entrants, *share = o->city.population_effective_share;

    FOR_LANES {
        double cohort = entrants[l] * share[l] * in->enrolment_sector_share[l] + in->enrolment_external[l];
        double higher_demand = in->enrolment_applicants[l] + local_graduates[l] * in->enrolment_sector_share[l];
        double demand = higher > 0.5 ? higher_demand : cohort;

        double away = max2(lv->enrolment_presence_last[l], 1e-9), presence = one_year > 0.5 ? away : 1.0;
        double seats = positive(so->campus_places[l] - later[l]) / presence;
        double cap = in->enrolment_max_ratio[l], strength = so->faculty_teaching_strength[l];
        double taught = positive((cap < ABSENT_ABOVE ? cap : 0.0) * strength - later[l]) / presence;
        double teachers = cap < ABSENT_ABOVE ? taught : ABSENT;
        double intake = min2(demand, min2(seats, teachers));

        double slack = 1e-9 * (1.0 + demand);
        double code = seats < demand - slack ? 1.0 : 0.0;
        code = teachers < min2(demand, seats) - slack ? 2.0 : code;

        so->enrolment_applicants[l] = demand;
        so->enrolment_seats[l] = seats;
        so->enrolment_intake[l] = intake;
        so->enrolment_unplaced[l] = demand - intake;
        so->enrolment_moved_in[l] = 0.0;
        so->enrolment_moved_out[l] = 0.0;
        so->enrolment_limit[l] = code;
        spare[l] = min2(min2(seats, teachers) - intake, PLENTY);
    }
}

/* Step 4: moved = pooling x min(sum of unmet, sum of spare), in proportion on both sides. */
static void pool(const struct year *y, lane spare[MAX_SECTORS])
{
    struct outputs *o = &y->out[y->t];
    lane unmet = {0}, room = {0};

    for (int s = 0; s < y->shape->sectors; s++) {
        if (y->shape->sector[s].higher)
            continue;
        FOR_LANES {
            unmet[l] += o->sector[s].enrolment_unplaced[l];
            room[l] += spare[s][l];
        }
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        if (y->shape->sector[s].higher)
            continue;
        struct sector_outputs *so = &o->sector[s];
        FOR_LANES {
            double moved = y->in[y->t].city.enrolment_pooling[l] * min2(unmet[l], room[l]);
            double out = moved * so->enrolment_unplaced[l] / (unmet[l] > 0.0 ? unmet[l] : 1.0);
            double in = moved * spare[s][l] / (room[l] > 0.0 ? room[l] : 1.0);
            so->enrolment_moved_out[l] = out;
            so->enrolment_moved_in[l] = in;
            so->enrolment_unplaced[l] = positive(so->enrolment_unplaced[l] - out);
            so->enrolment_intake[l] += in;
        }
    }
}

/* Step 5: bridged intake = min(programmes x class, bridge_cap x intake); the rest is regular. */
static void place(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane(*e)[MAX_GRADES] = y->state->sector[s].students;
    const int i = y->shape->sector[s].bridge_initiative;
    const double *programmes =
        i < 0 ? y->in[y->t].sector[s].enrolment_bridge_programmes : y->out[y->t].initiative[i].initiative_value;

    FOR_LANES {
        double intake = o->enrolment_intake[l];
        double bridged = min2(programmes[l] * lv->enrolment_bridge_class[l], lv->enrolment_bridge_cap[l] * intake);
        o->enrolment_intake_bridged[l] = bridged;
        e[BRIDGED][0][l] = bridged;
        e[REGULAR][0][l] = intake - bridged;
    }
    count(y, s);
}

/* The share of upper-secondary entrants who are placed, wherever they end up: applicants from
 * outside the cohort (external) never count. General schools take the rest for three years. */
static void vocational_share(const struct year *y)
{
    struct outputs *o = &y->out[y->t];
    lane placed = {0}, students = {0};
    lane *general = y->state->general;
    const bool projected = y->t > 0;

    for (int s = 0; s < y->shape->sectors; s++) {
        if (y->shape->sector[s].higher)
            continue;
        const struct sector_outputs *so = &o->sector[s];
        const double *external = y->in[y->t].sector[s].enrolment_external;
        FOR_LANES {
            double applied = so->enrolment_applicants[l];
            double local = applied > 0.0 ? positive(applied - external[l]) / (applied > 0.0 ? applied : 1.0) : 0.0;
            placed[l] += (applied - so->enrolment_unplaced[l]) * local;
            students[l] += so->enrolment_students[l];
        }
    }
    FOR_LANES {
        double entrants = o->city.population_upper_secondary_entrants[l];
        double applied =
            entrants * o->city.population_effective_share[l] / y->levels->city.population_admission_yield[l];
        double first = positive(entrants - placed[l]);
        double newest = general[0][l] < ABSENT_ABOVE ? first : ABSENT;
        general[2][l] = projected ? general[1][l] : general[2][l];
        general[1][l] = projected ? general[0][l] : general[1][l];
        general[0][l] = projected ? newest : general[0][l];
        double stock = general[0][l] + general[1][l] + general[2][l];

        o->city.enrolment_vocational_share[l] = ratio(placed[l], entrants);
        o->city.enrolment_general_intake[l] = first;
        o->city.enrolment_application_share[l] = ratio(applied, o->city.population_graduates[l]);
        o->city.enrolment_vocational_share_of_stock[l] =
            stock < ABSENT_ABOVE ? students[l] / max2(students[l] + stock, 1e-9) : ABSENT;
    }
}

/* Step 7: headcount by industry, and the early warning where graduates exceed jobs. */
static void industries(const struct year *y)
{
    struct outputs *o = &y->out[y->t];
    const double *warning = y->levels->city.industry_warning_ratio;
    lane students = {0}, graduates = {0}, other;

    for (int s = 0; s < y->shape->sectors; s++) {
        FOR_LANES {
            students[l] += o->sector[s].enrolment_students[l];
            graduates[l] += o->sector[s].enrolment_graduates[l];
        }
    }
    FOR_LANES {
        other[l] = students[l];
    }
    for (int j = 0; j < y->shape->industries; j++) {
        const struct industry_inputs *in = &y->in[y->t].industry[j];
        struct industry_outputs *io = &o->industry[j];
        FOR_LANES {
            double share = in->industry_share[l], demand = in->industry_labour_demand[l], level = warning[l];
            double supply = graduates[l] * share, jobs = ratio(supply, demand);
            double over = demand < ABSENT_ABOVE ? jobs : ABSENT, known = over < ABSENT_ABOVE ? over : 0.0;
            io->industry_students[l] = students[l] * share;
            io->industry_graduates[l] = supply;
            io->industry_oversupply[l] = over;
            io->industry_warning[l] = known > level ? 1.0 : 0.0;
            other[l] -= students[l] * share;
        }
    }
    FOR_LANES {
        o->city.industry_other_students[l] = positive(other[l]);
    }
}

void enrolment(const struct year *y)
{
    struct outputs *o = &y->out[y->t];
    lane local_graduates = {0}, spare[MAX_SECTORS];

    for (int s = 0; s < y->shape->sectors; s++) {
        progress(y, s);
        if (y->shape->sector[s].higher)
            continue;
        FOR_LANES {
            local_graduates[l] += o->sector[s].enrolment_progressing_local[l];
        }
    }
    for (int s = 0; s < y->shape->sectors; s++)
        admit(y, s, local_graduates, spare[s]);
    pool(y, spare);
    for (int s = 0; s < y->shape->sectors; s++)
        place(y, s);
    vocational_share(y);
    industries(y);
}

/* The base year: students by grade from the grade weights; intake is the observed first grade. */
void enrolment_base(const struct year *y)
{
    for (int s = 0; s < y->shape->sectors; s++) {
        const struct sector_levels *lv = &y->levels->sector[s];
        const double *weight[MAX_GRADES] = {lv->enrolment_grade_1, lv->enrolment_grade_2, lv->enrolment_grade_3,
                                            lv->enrolment_grade_4, lv->enrolment_grade_5};
        struct sector_outputs *o = &y->out[0].sector[s];
        lane(*e)[MAX_GRADES] = y->state->sector[s].students;
        lane sum = {0};

        for (int g = 0; g < y->shape->sector[s].length; g++) {
            FOR_LANES {
                sum[l] += weight[g][l];
            }
        }
        for (int g = 0; g < y->shape->sector[s].length; g++) {
            FOR_LANES {
                double students = lv->enrolment_base_students[l] * weight[g][l] / (sum[l] > 0.0 ? sum[l] : 1.0);
                e[BRIDGED][g][l] = students * lv->enrolment_base_bridged[l];
                e[REGULAR][g][l] = students - e[BRIDGED][g][l];
            }
        }
        count(y, s);
        FOR_LANES {
            o->enrolment_intake[l] = e[REGULAR][0][l] + e[BRIDGED][0][l];
            o->enrolment_intake_bridged[l] = e[BRIDGED][0][l];
            o->enrolment_applicants[l] = o->enrolment_intake[l];
            o->enrolment_unplaced[l] = 0.0;
        }
    }
    FOR_LANES {
        for (int g = 0; g < 3; g++)
            y->state->general[g][l] = y->levels->city.population_general_students[l] / 3.0;
    }
    vocational_share(y);
    industries(y);
}
