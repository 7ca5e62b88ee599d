/* One simulated year: the only place that knows the order. */
#include "steps.h"

void year_base(const struct year *y)
{
    population(y);
    campus_base(y);
    faculty_base(y);
    enrolment_base(y);
    training(y);
    accounts_base(y);
    indicators(y);
}

void year_step(const struct year *y)
{
    population(y);
    budget(y);
    campus(y);
    faculty(y);
    enrolment(y);
    training(y);
    accounts(y);
    indicators(y);
}
