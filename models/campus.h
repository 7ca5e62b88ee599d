/* What budget needs of campus: the work every project would do this year if money allowed. */
#ifndef VETSIM_MODELS_CAMPUS_H
#define VETSIM_MODELS_CAMPUS_H
struct year;
void project_work(const struct year *y);
#endif
