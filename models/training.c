/* Section 6, training: social training delivered, in person-days.
 *
 *   stations = (workstations x open_days x shifts - student practice)+ x utilisation + other
 *   trainers = sum over sectors of (full-time + part-time) x trainer_days x group_size
 *   delivered = min(demand, stations, trainers); person-times = delivered / course_days
 *   workload students = workload_rate x person-days / workload_days, or x person-times where the
 *   scenario says so: the plans do not define the unit and the readings differ 59-fold. */
#include "steps.h"

void training(const struct year *y)
{
    const struct shape *shape = y->shape;
    const struct city_levels *lv = &y->levels->city;
    const struct city_inputs *in = &y->in[y->t].city;
    struct outputs *o = &y->out[y->t];
    lane practice = {0}, trainers = {0}, students = {0};

    for (int s = 0; s < shape->sectors; s++) {
        const struct sector_outputs *so = &o->sector[s];
        const struct sector_levels *sl = &y->levels->sector[s];
        FOR_LANES {
            double days = sl->training_trainer_days[l];
            double people = so->faculty_full_time[l] + so->faculty_part_time[l];
            trainers[l] += days < ABSENT_ABOVE ? people * (days < ABSENT_ABOVE ? days : 0.0) : ABSENT;
            practice[l] += so->enrolment_students[l] * sl->training_practice_days[l];
            students[l] += so->enrolment_students[l];
        }
    }
    const double by_times = shape->workload_by_times ? 1.0 : 0.0; /* a bool would stop vectorisation */
    FOR_LANES {
        double free_days =
            positive(o->city.campus_workstations[l] * lv->training_open_days[l] * lv->training_shifts[l] - practice[l]);
        double stations = free_days * lv->training_utilisation[l] + in->training_other_capacity[l];
        double group = lv->training_group_size[l], days_of_trainers = trainers[l];
        double known = days_of_trainers < ABSENT_ABOVE ? days_of_trainers : 0.0;
        double trained = days_of_trainers < ABSENT_ABOVE ? known * group : ABSENT;
        double demand = in->training_demand[l], capacity = min2(stations, trained);
        double days = min2(demand, capacity), times = days / lv->training_course_days[l];
        double slack = 1e-9 * (1.0 + demand);
        double code = stations < demand - slack ? 1.0 : 0.0;
        code = trained < min2(demand, stations) - slack ? 2.0 : code;
        double years = days / lv->training_workload_days[l];

        o->city.training_demand[l] = demand;
        o->city.training_person_days[l] = days;
        o->city.training_person_times[l] = times;
        o->city.training_capacity[l] = capacity;
        o->city.training_station_capacity[l] = stations;
        o->city.training_trainer_capacity[l] = trained;
        o->city.training_limit[l] = code;
        o->city.training_per_student[l] = ratio(days, students[l]);
        o->city.training_times_per_student[l] = ratio(times, students[l]);
        o->city.training_subsidised[l] = days * in->training_subsidised_share[l];
        o->city.training_priority[l] = days * in->training_priority_share[l];
        o->city.training_workload_students[l] = lv->training_workload_rate[l] * (by_times > 0.5 ? times : years);
    }
}
