/* The tables of all rows, in display order. */
#ifndef VETSIM_MODELS_ROWS_H
#define VETSIM_MODELS_ROWS_H

#include "row.h"

extern const struct row model_parameters[];
extern const int model_parameter_count;
extern const struct row model_indicators[];
extern const int model_indicator_count;

/* What an indicator is made of: see made_of.def. sim/study/made_of.h reads the formula. */
enum made_level { MADE_ANY, MADE_SECONDARY, MADE_HIGHER };
struct made_row {
    enum made_level level;
    const char *key, *formula;
    const char *rests_on; /* keys of parameters, with spaces between */
};
extern const struct made_row model_made_of[];
extern const int model_made_of_count;

#endif
