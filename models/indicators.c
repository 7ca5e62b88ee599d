/* Section 8, indicators: sums over sectors, and the ratios computed from the summed counts. */
#include "steps.h"

enum { SECTOR_LANES = sizeof(struct sector_outputs) / sizeof(lane) };

/* total = a + b, quantity by quantity. Counts add up; what does not (ratios, limit codes) is
 * overwritten by ratios() and aggregate(). */
static void sum(struct sector_outputs *total, const struct sector_outputs *a, const struct sector_outputs *b)
{
    const lane *first = (const lane *)a, *second = (const lane *)b;
    lane *to = (lane *)total;
    for (int k = 0; k < SECTOR_LANES; k++) {
        FOR_LANES {
            to[k][l] = first[k][l] + second[k][l];
        }
    }
}

/* Ratios that exist for a sector and for any sum of sectors; `before` is last year's per-student
 * appropriation, absent in the base year. */
static void ratios(struct sector_outputs *o, const double *before)
{
    FOR_LANES {
        double students = o->funding_calendar_students[l], enrolled = o->enrolment_students[l];
        double per_student = ratio(o->funding_appropriation[l], students);
        double last = before[l], places = o->campus_places[l], used = ratio(o->enrolment_present[l], places);
        double growth = per_student / (last > 0.0 ? last : 1.0) - 1.0;
        double recurrent = o->funding_payroll[l] + o->funding_operations[l] + o->funding_aid[l];
        double dual = o->faculty_dual_qualified[l], all = o->faculty_full_time[l];

        o->campus_occupancy[l] = places < ABSENT_ABOVE ? used : ABSENT;
        o->faculty_dual_share[l] = ratio(dual, o->faculty_professional[l]);
        o->faculty_dual_share_full_time[l] = ratio(dual, all);
        o->faculty_student_teacher_ratio[l] = ratio(enrolled, all);
        o->enrolment_progression_rate[l] = ratio(o->enrolment_progressing[l], o->enrolment_graduates[l]);
        o->funding_per_student[l] = per_student;
        o->funding_per_student_growth[l] = last > 0.0 && last < ABSENT_ABOVE ? growth : ABSENT;
        o->funding_spending_per_student[l] = ratio(recurrent, students);
    }
}

/* For a sum of sectors: the code of the sector whose shortfall is largest, and weighted shares. */
static void aggregate(const struct year *y, struct sector_outputs *sum, int want_secondary, int want_higher)
{
    lane short_intake = {0}, short_hires = {0}, posts = {0}, required = {0};

    FOR_LANES {
        sum->enrolment_limit[l] = 0.0;
        sum->faculty_hire_limit[l] = 0.0;
    }
    for (int s = 0; s < y->shape->sectors; s++) {
        if (y->shape->sector[s].higher ? !want_higher : !want_secondary)
            continue;
        const struct sector_outputs *o = &y->out[y->t].sector[s];
        const struct sector_inputs *in = &y->in[y->t].sector[s];
        FOR_LANES {
            double unmet = o->enrolment_unplaced[l], open = o->faculty_unfilled[l];
            double quota = in->faculty_quota[l], standard = in->funding_per_student_standard[l];
            sum->enrolment_limit[l] = unmet > short_intake[l] ? o->enrolment_limit[l] : sum->enrolment_limit[l];
            sum->faculty_hire_limit[l] = open > short_hires[l] ? o->faculty_hire_limit[l] : sum->faculty_hire_limit[l];
            short_intake[l] = max2(short_intake[l], unmet);
            short_hires[l] = max2(short_hires[l], open);
            posts[l] += quota < ABSENT_ABOVE ? quota : o->faculty_full_time[l];
            required[l] += standard < ABSENT_ABOVE
                               ? (standard < ABSENT_ABOVE ? standard : 0.0) * o->funding_calendar_students[l]
                               : ABSENT;
        }
    }
    FOR_LANES {
        sum->faculty_part_time_share[l] = ratio(sum->faculty_part_time[l], posts[l]);
        sum->funding_per_student_to_standard[l] =
            required[l] < ABSENT_ABOVE ? ratio(sum->funding_appropriation[l], required[l]) : ABSENT;
    }
}

/* Students and training workload over teaching strength; a sector's part of the workload goes by
 * its part of the people who can train. */
static void workload(const struct year *y, struct sector_outputs *o, const struct sector_outputs *all)
{
    const double *students = y->out[y->t].city.training_workload_students;
    FOR_LANES {
        double people = all->faculty_full_time[l] + all->faculty_part_time[l];
        double mine = o->faculty_full_time[l] + o->faculty_part_time[l];
        double share = people > 0.0 ? mine / (people > 0.0 ? people : 1.0) : 0.0;
        o->faculty_workload_ratio[l] =
            ratio(o->enrolment_students[l] + share * students[l], o->faculty_teaching_strength[l]);
    }
}

static void copy(struct sector_outputs *total, const struct sector_outputs *a)
{
    const lane *from = (const lane *)a;
    lane *to = (lane *)total;
    for (int k = 0; k < SECTOR_LANES; k++) {
        FOR_LANES {
            to[k][l] = from[k][l];
        }
    }
}

/* Sums over the secondary, the higher and all sectors. Where a kind has no sector its sum stays as
 * the caller cleared it: zero. */
static void totals(const struct year *y)
{
    struct outputs *o = &y->out[y->t];
    struct sector_outputs *sums[2] = {&o->secondary, &o->higher};
    const struct sector_outputs *first[2] = {0, 0};
    int count[2] = {0, 0};

    for (int s = 0; s < y->shape->sectors; s++) {
        int higher = y->shape->sector[s].higher;
        const struct sector_outputs *so = &o->sector[s];
        if (count[higher] == 0)
            first[higher] = so;
        else
            sum(sums[higher], count[higher] == 1 ? first[higher] : sums[higher], so);
        count[higher]++;
    }
    for (int k = 0; k < 2; k++) {
        if (count[k] == 1)
            copy(sums[k], first[k]);
    }
    if (count[0] && count[1])
        sum(&o->all, &o->secondary, &o->higher);
    else
        copy(&o->all, sums[count[0] ? 0 : 1]);
}

void indicators(const struct year *y)
{
    static const lane none = {0};
    struct outputs *o = &y->out[y->t];
    const struct outputs *last = y->t > 0 ? &y->out[y->t - 1] : 0;

    for (int s = 0; s < y->shape->sectors; s++) {
        struct sector_outputs *so = &o->sector[s];
        const double *standard = y->in[y->t].sector[s].funding_per_student_standard;
        ratios(so, last ? last->sector[s].funding_per_student : none);
        FOR_LANES {
            double reached = ratio(so->funding_per_student[l], standard[l]);
            so->funding_per_student_to_standard[l] = standard[l] < ABSENT_ABOVE ? reached : ABSENT;
        }
    }
    totals(y);
    struct sector_outputs *sums[3] = {&o->all, &o->secondary, &o->higher};
    const struct sector_outputs *before[3] = {last ? &last->all : 0, last ? &last->secondary : 0,
                                              last ? &last->higher : 0};
    for (int k = 0; k < 3; k++) {
        ratios(sums[k], before[k] ? before[k]->funding_per_student : none);
        aggregate(y, sums[k], k != 2, k != 1);
        workload(y, sums[k], &o->all);
    }
    for (int s = 0; s < y->shape->sectors; s++)
        workload(y, &o->sector[s], &o->all);

    FOR_LANES {
        double students = o->all.enrolment_students[l];
        o->city.campus_workstations_per_student[l] = ratio(o->city.campus_workstations[l], students);
        o->city.campus_equipment_per_student[l] = ratio(o->city.campus_equipment_value[l], students);
    }
}
