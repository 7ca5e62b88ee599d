/* Conservation residuals, from the outputs alone: an independent witness of the year's arithmetic. */
#include "invariants.h"

#include "translate.h"

static double absolute(double x) { return x < 0.0 ? -x : x; }

static void note(double *worst, double residual, double size)
{
    double r = absolute(residual) / (1.0 + absolute(size));
    if (*worst == *worst && !(r <= *worst)) /* once it is NaN it stays so */
        *worst = r;
}

static void sector(const struct sector_outputs *now, const struct sector_outputs *last, int l, double r[INVARIANTS])
{
    note(&r[INVARIANT_PEOPLE],
         now->enrolment_students[l] - (last->enrolment_students[l] + now->enrolment_intake[l] -
                                       now->enrolment_graduates[l] - now->enrolment_dropouts[l]),
         now->enrolment_students[l]);
    note(&r[INVARIANT_TEACHERS],
         now->faculty_full_time[l] -
             (last->faculty_full_time[l] + now->faculty_hires[l] - now->faculty_quits[l] - now->faculty_retirements[l]),
         now->faculty_full_time[l]);
    note(&r[INVARIANT_DUAL],
         now->faculty_dual_qualified[l] -
             (last->faculty_dual_qualified[l] - now->faculty_lapses[l] - now->faculty_leavers_dual[l] +
              now->faculty_passes[l] + now->faculty_hires_dual[l]),
         now->faculty_dual_qualified[l]);
    note(&r[INVARIANT_APPLICANTS],
         now->enrolment_applicants[l] + now->enrolment_moved_in[l] - now->enrolment_intake[l] -
             now->enrolment_unplaced[l] - now->enrolment_moved_out[l],
         now->enrolment_applicants[l]);

    double already = now->enrolment_present[l] - now->enrolment_intake[l];
    double over = now->enrolment_present[l] - max2(now->campus_places[l], already);
    note(&r[INVARIANT_PLACES], positive(over), now->enrolment_present[l]);
}

static int bad_share(double x) { return !(x >= -1e-9 && (x <= 1.0 + 1e-9 || x > ABSENT_ABOVE)); }
static int bad_count(double x) { return !(x >= -1e-6); }

/* Lanes of a struct of outputs that are NaN or negative. */
static int bad_lanes(const void *outputs, size_t size, int l)
{
    const double *x = outputs;
    int bad = 0;

    for (size_t k = 0; k < size / sizeof(lane); k++)
        bad += bad_count(x[k * LANES + (size_t)l]);
    return bad;
}

/* Cash may be negative: that is what a gap is. Growth may be too. Nothing else. */
static int out_of_range(const struct shape *shape, const struct outputs *o, int l)
{
    int allowed = bad_count(o->city.funding_cash[l]), bad = o->city.funding_cash[l] != o->city.funding_cash[l];

    bad += bad_lanes(&o->city, sizeof o->city, l) - allowed;
    bad += bad_share(o->city.funding_affordability[l]) + bad_share(o->city.population_effective_share[l]) +
           bad_share(o->city.enrolment_vocational_share[l]);
    for (int s = 0; s < shape->sectors; s++) {
        const struct sector_outputs *so = &o->sector[s];
        const double growth = so->funding_per_student_growth[l];
        bad += bad_lanes(so, sizeof *so, l) - bad_count(growth) + (growth != growth);
        bad += bad_share(so->faculty_dual_share[l]) + bad_share(so->faculty_dual_share_full_time[l]);
    }
    for (int i = 0; i < shape->initiatives; i++)
        bad += bad_count(o->initiative[i].initiative_value[l]);
    for (int p = 0; p < shape->projects; p++)
        bad += bad_share(o->project[p].project_value[l]);
    return bad > 0;
}

void invariant_residuals(const struct shape *shape, const struct outputs *out, int t, int l,
                         double residual[INVARIANTS])
{
    const struct city_outputs *now = &out[t].city, *last = &out[t - 1].city;

    for (int i = 0; i < INVARIANTS; i++)
        residual[i] = 0.0;
    for (int s = 0; s < shape->sectors; s++)
        sector(&out[t].sector[s], &out[t - 1].sector[s], l, residual);
    double size = absolute(now->funding_cash[l]) + now->funding_revenue[l] + now->funding_spending[l];
    note(
        &residual[INVARIANT_CASH],
        now->funding_cash[l] - last->funding_cash[l] -
            (now->funding_revenue[l] + now->funding_bonds[l] - now->funding_spending[l] - now->funding_debt_service[l]),
        size);
    note(&residual[INVARIANT_DEBT],
         now->funding_debt[l] - last->funding_debt[l] - (now->funding_bonds[l] - now->funding_repayment[l]),
         now->funding_debt[l]);
    residual[INVARIANT_FINITE] = out_of_range(shape, &out[t], l) ? 1.0 : 0.0;
}

const char *invariant_name(int invariant)
{
    static const char *const names[INVARIANTS] = {N_("students in = students out"),
                                                  N_("teachers in = teachers out"),
                                                  N_("dual-qualified teachers"),
                                                  N_("applicants = intake + unplaced"),
                                                  N_("students present within places"),
                                                  N_("cash"),
                                                  N_("debt"),
                                                  N_("nothing negative, missing or outside its range")};
    return invariant >= 0 && invariant < INVARIANTS ? names[invariant] : "";
}
