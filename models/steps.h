/* The functions of one simulated year, each in the file of its name; used by model sources only. */
#ifndef VETSIM_MODELS_STEPS_H
#define VETSIM_MODELS_STEPS_H

#include "model.h"

/* base: fills state and the base year's stocks. step: one projected year. Both write out[t] whole
 * for the sectors and items in use. */
void year_base(const struct year *y);
void year_step(const struct year *y);

/* The steps of a year, each in its own file. */
void population(const struct year *y);
void budget(const struct year *y);
void campus(const struct year *y);
void faculty(const struct year *y);
void enrolment(const struct year *y);
void training(const struct year *y);
void accounts(const struct year *y);
void indicators(const struct year *y);

void population_base(const struct year *y);
void campus_base(const struct year *y);
void faculty_base(const struct year *y);
void enrolment_base(const struct year *y);
void accounts_base(const struct year *y);

#endif
