/* The tables of all rows, in display order. */
#ifndef VETSIM_MODELS_ROWS_H
#define VETSIM_MODELS_ROWS_H

#include "row.h"

extern const struct row model_parameters[];
extern const int model_parameter_count;
extern const struct row model_indicators[];
extern const int model_indicator_count;

#endif
