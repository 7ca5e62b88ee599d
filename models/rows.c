/* The row tables, made from the same `.def` files as the structs, with each row's offset in lanes. */
#include "rows.h"

#include "kernel.h"

#define AT(type, member) (int)(offsetof(type, member) / sizeof(lane))

/* Lanes from one item to the next, by family and scope. */
#define LANES_OF(family, scope) STRIDE_##family##_##scope
enum {
    STRIDE_LEVEL_CITY = 0,
    STRIDE_LEVEL_SECTOR = sizeof(struct sector_levels) / sizeof(lane),
    STRIDE_LEVEL_PROJECT = sizeof(struct project_levels) / sizeof(lane),
    STRIDE_LEVEL_INITIATIVE = sizeof(struct initiative_levels) / sizeof(lane),
    STRIDE_LEVEL_RULE = sizeof(struct rule_levels) / sizeof(lane),
    STRIDE_INPUT_CITY = 0,
    STRIDE_INPUT_SECTOR = sizeof(struct sector_inputs) / sizeof(lane),
    STRIDE_INPUT_INITIATIVE = sizeof(struct initiative_inputs) / sizeof(lane),
    STRIDE_INPUT_INDUSTRY = sizeof(struct industry_inputs) / sizeof(lane),
    STRIDE_OUTPUT_CITY = 0,
    STRIDE_OUTPUT_SECTOR = sizeof(struct sector_outputs) / sizeof(lane),
    STRIDE_OUTPUT_PROJECT = sizeof(struct project_outputs) / sizeof(lane),
    STRIDE_OUTPUT_INITIATIVE = sizeof(struct initiative_outputs) / sizeof(lane),
    STRIDE_OUTPUT_INDUSTRY = sizeof(struct industry_outputs) / sizeof(lane)
};

#define LEVEL(scope, area, name, unit, initial, low, high, ulow, uhigh, flags, zh, en, doc) \
    {#area "." #name, \
     KIND_LEVEL, \
     SCOPE_##scope, \
     unit, \
     LEVEL_AT_##scope(area##_##name), \
     LANES_OF(LEVEL, scope), \
     1, \
     0, \
     initial, \
     low, \
     high, \
     ulow, \
     uhigh, \
     LIMIT_NONE, \
     flags, \
     zh, \
     en, \
     doc},
#define LEVEL_AT_CITY(field) AT(struct levels, city.field)
#define LEVEL_AT_SECTOR(field) AT(struct levels, sector[0].field)
#define LEVEL_AT_PROJECT(field) AT(struct levels, project[0].field)
#define LEVEL_AT_INITIATIVE(field) AT(struct levels, initiative[0].field)
#define LEVEL_AT_RULE(field) AT(struct levels, rule[0].field)

#define SERIES(kind, scope, area, name, copies, lag, unit, initial, low, high, ulow, uhigh, flags, zh, en, doc) \
    {#area "." #name, \
     kind, \
     SCOPE_##scope, \
     unit, \
     INPUT_AT_##scope(area##_##name), \
     LANES_OF(INPUT, scope), \
     copies, \
     lag, \
     initial, \
     low, \
     high, \
     ulow, \
     uhigh, \
     LIMIT_NONE, \
     flags, \
     zh, \
     en, \
     doc},
#define PATH(scope, area, name, ...) SERIES(KIND_PATH, scope, area, name, 1, 0, __VA_ARGS__)
#define SCHEDULE(scope, area, name, ...) SERIES(KIND_SCHEDULE, scope, area, name, 1, 0, __VA_ARGS__)
#define LAGGED_PATH(scope, area, name, ...) SERIES(KIND_PATH, scope, area, name, __VA_ARGS__)
#define INPUT_AT_CITY(field) AT(struct inputs, city.field)
#define INPUT_AT_SECTOR(field) AT(struct inputs, sector[0].field)
#define INPUT_AT_INITIATIVE(field) AT(struct inputs, initiative[0].field)
#define INPUT_AT_INDUSTRY(field) AT(struct inputs, industry[0].field)

#define INDICATOR(...)
#define ITEM_INDICATOR(...)

const struct row model_parameters[] = {
#include "rows.def"
};
const int model_parameter_count = sizeof model_parameters / sizeof *model_parameters;

#undef LEVEL
#undef PATH
#undef SCHEDULE
#undef LAGGED_PATH
#undef INDICATOR
#undef ITEM_INDICATOR

#define LEVEL(...)
#define PATH(...)
#define SCHEDULE(...)
#define LAGGED_PATH(...)
#define OUTPUT(key, scope, field, unit, limit, flags, zh, en, doc) \
    {key, \
     KIND_INDICATOR, \
     SCOPE_##scope, \
     unit, \
     OUTPUT_AT_##scope(field), \
     LANES_OF(OUTPUT, scope), \
     1, \
     0, \
     0, \
     0, \
     0, \
     0, \
     0, \
     limit, \
     flags, \
     zh, \
     en, \
     doc},
#define INDICATOR(scope, area, name, ...) OUTPUT(#area "." #name, scope, area##_##name, __VA_ARGS__)
#define ITEM_INDICATOR(scope, area, ...) OUTPUT(#area, scope, area##_value, __VA_ARGS__)
#define OUTPUT_AT_CITY(field) AT(struct outputs, city.field)
#define OUTPUT_AT_SECTOR(field) AT(struct outputs, sector[0].field)
#define OUTPUT_AT_PROJECT(field) AT(struct outputs, project[0].field)
#define OUTPUT_AT_INITIATIVE(field) AT(struct outputs, initiative[0].field)
#define OUTPUT_AT_INDUSTRY(field) AT(struct outputs, industry[0].field)

const struct row model_indicators[] = {
#include "rows.def"
};
const int model_indicator_count = sizeof model_indicators / sizeof *model_indicators;

#define MADE(level, ...) {MADE_##level, __VA_ARGS__},
const struct made_row model_made_of[] = {
#include "made_of.def"
};
const int model_made_of_count = sizeof model_made_of / sizeof *model_made_of;
