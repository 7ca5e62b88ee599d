/* Struct fields made from the rows: one lane for each row, grouped by scope. Included once, by
 * model.h. A struct that would be empty still gets its first member from a row of that scope. */
#define SKIP(...)
#define FIELD(area, name) lane area##_##name;

#define LEVEL(scope, area, name, ...) LEVEL_##scope(area, name)
#define PATH(scope, area, name, ...) INPUT_##scope(area, name)
#define SCHEDULE(scope, area, name, ...) INPUT_##scope(area, name)
#define LAGGED_PATH(scope, area, name, copies, ...) LAGGED_##scope(area, name, copies)
#define INDICATOR(scope, area, name, ...) OUTPUT_##scope(area, name)
#define ITEM_INDICATOR(scope, area, ...) OUTPUT_##scope(area, value)

/* Each pass below turns one family of rows of one scope into fields and the rest into nothing. */
#define LEVEL_CITY SKIP
#define LEVEL_SECTOR SKIP
#define LEVEL_PROJECT SKIP
#define LEVEL_INITIATIVE SKIP
#define LEVEL_RULE SKIP
#define INPUT_CITY SKIP
#define INPUT_SECTOR SKIP
#define INPUT_INITIATIVE SKIP
#define INPUT_INDUSTRY SKIP
#define LAGGED_CITY SKIP
#define OUTPUT_CITY SKIP
#define OUTPUT_SECTOR SKIP
#define OUTPUT_PROJECT SKIP
#define OUTPUT_INITIATIVE SKIP
#define OUTPUT_INDUSTRY SKIP

#undef LEVEL_CITY
#define LEVEL_CITY FIELD
struct city_levels {
#include "rows.def"
};
#undef LEVEL_CITY
#define LEVEL_CITY SKIP

#undef LEVEL_SECTOR
#define LEVEL_SECTOR FIELD
struct sector_levels {
#include "rows.def"
};
#undef LEVEL_SECTOR
#define LEVEL_SECTOR SKIP

#undef LEVEL_PROJECT
#define LEVEL_PROJECT FIELD
struct project_levels {
#include "rows.def"
};
#undef LEVEL_PROJECT
#define LEVEL_PROJECT SKIP

#undef LEVEL_INITIATIVE
#define LEVEL_INITIATIVE FIELD
struct initiative_levels {
#include "rows.def"
};
#undef LEVEL_INITIATIVE
#define LEVEL_INITIATIVE SKIP

#undef LEVEL_RULE
#define LEVEL_RULE FIELD
struct rule_levels {
#include "rows.def"
};
#undef LEVEL_RULE
#define LEVEL_RULE SKIP

#undef INPUT_CITY
#define INPUT_CITY FIELD
#undef LAGGED_CITY
#define LAGGED_CITY(area, name, copies) lane area##_##name[copies];
struct city_inputs {
#include "rows.def"
};
#undef INPUT_CITY
#define INPUT_CITY SKIP
#undef LAGGED_CITY
#define LAGGED_CITY SKIP

#undef INPUT_SECTOR
#define INPUT_SECTOR FIELD
struct sector_inputs {
#include "rows.def"
};
#undef INPUT_SECTOR
#define INPUT_SECTOR SKIP

#undef INPUT_INITIATIVE
#define INPUT_INITIATIVE FIELD
struct initiative_inputs {
#include "rows.def"
};
#undef INPUT_INITIATIVE
#define INPUT_INITIATIVE SKIP

#undef INPUT_INDUSTRY
#define INPUT_INDUSTRY FIELD
struct industry_inputs {
#include "rows.def"
};
#undef INPUT_INDUSTRY
#define INPUT_INDUSTRY SKIP

#undef OUTPUT_CITY
#define OUTPUT_CITY FIELD
struct city_outputs {
#include "rows.def"
};
#undef OUTPUT_CITY
#define OUTPUT_CITY SKIP

#undef OUTPUT_SECTOR
#define OUTPUT_SECTOR FIELD
struct sector_outputs {
#include "rows.def"
};
#undef OUTPUT_SECTOR
#define OUTPUT_SECTOR SKIP

#undef OUTPUT_PROJECT
#define OUTPUT_PROJECT FIELD
struct project_outputs {
#include "rows.def"
};
#undef OUTPUT_PROJECT
#define OUTPUT_PROJECT SKIP

#undef OUTPUT_INITIATIVE
#define OUTPUT_INITIATIVE FIELD
struct initiative_outputs {
#include "rows.def"
};
#undef OUTPUT_INITIATIVE
#define OUTPUT_INITIATIVE SKIP

#undef OUTPUT_INDUSTRY
#define OUTPUT_INDUSTRY FIELD
struct industry_outputs {
#include "rows.def"
};
#undef OUTPUT_INDUSTRY
#define OUTPUT_INDUSTRY SKIP

#undef LEVEL
#undef PATH
#undef SCHEDULE
#undef LAGGED_PATH
#undef INDICATOR
#undef ITEM_INDICATOR
