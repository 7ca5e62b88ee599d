/* The model: shapes of its inputs, state and outputs. steps.h has the functions of a year.
 *
 * A plan year runs in the order a real one does:
 *   population -> budget -> campus -> faculty -> enrolment -> training -> accounts -> indicators
 * docs/methods.md holds the equations as built; each file's opening comment names its section.
 *
 * Model code is arithmetic on lanes and nothing else: no I/O, no allocation, no libm, no globals.
 * All numbers live in structs made of lanes only, so that the host can address any of them by a
 * row's offset, whatever LANES a build uses. Units are those of the rows. */
#ifndef VETSIM_MODELS_MODEL_H
#define VETSIM_MODELS_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "lane.h"

enum {
    MAX_YEARS = 40,
    MAX_SECTORS = 8,
    MAX_PROJECTS = 32,
    MAX_INITIATIVES = 96,
    MAX_INDUSTRIES = 16,
    MAX_RULES = 48,
    MAX_GRADES = 5,
    BANDS = 4,         /* age bands: under 30, 30-39, 40-49, 50 and over */
    QUALIFICATIONS = 3 /* general-subject, professional, dual-qualified */
};
enum { GENERAL, PROFESSIONAL, DUAL };
enum { REGULAR, BRIDGED, TRACKS };

/* What happens when the plan costs more than there is: see budget.c. */
enum closure { CLOSURE_DEFER, CLOSURE_BORROW, CLOSURE_SHOW };
enum project_kind { PROJECT_PLACES, PROJECT_WORKSTATIONS, PROJECT_BASES, PROJECT_BUILDINGS };

/* The parts of a scenario that are not numbers in lanes: the same for every replicate. */
struct shape {
    int first_year, years; /* years includes the base year, so the last is first_year + years - 1 */
    int sectors, projects, initiatives, industries, rules;
    enum closure closure;
    bool serial_bonds;                 /* repaid in equal parts instead of whole at the end */
    bool bonds_in_fiscal_input;        /* the plan's own table counts bonds as input */
    bool other_includes_appropriation; /* the other recurrent line pays the appropriations */
    bool workload_by_times;            /* training workload counted on person-times */
    struct {
        bool higher;           /* 高职; otherwise secondary */
        int length;            /* programme length in years, 1 to MAX_GRADES */
        int bridge_initiative; /* initiative whose count gives bridge_programmes, or -1 */
    } sector[MAX_SECTORS];
    struct {
        int sector; /* -1 where it belongs to none (workstations, bases, buildings) */
        enum project_kind kind;
        bool gradual;
    } project[MAX_PROJECTS];
    struct {
        int duration; /* years from start to done, 0 = same year */
    } initiative[MAX_INITIATIVES];
};

/* Row fields: `faculty.quit_rate` of scope SECTOR becomes `faculty_quit_rate` in sector_levels. */
#include "fields.h"

struct levels {
    struct city_levels city;
    struct sector_levels sector[MAX_SECTORS];
    struct project_levels project[MAX_PROJECTS];
    struct initiative_levels initiative[MAX_INITIATIVES];
    struct rule_levels rule[MAX_RULES];
};

/* One year's value of every path and schedule. */
struct inputs {
    struct city_inputs city;
    struct sector_inputs sector[MAX_SECTORS];
    struct initiative_inputs initiative[MAX_INITIATIVES];
    struct industry_inputs industry[MAX_INDUSTRIES];
};

/* One year's value of every indicator. Sector indicators also exist as sums over all sectors, over
 * the secondary and over the higher ones; ratios are computed from the summed counts. */
struct outputs {
    struct city_outputs city;
    struct sector_outputs all, secondary, higher;
    struct sector_outputs sector[MAX_SECTORS];
    struct project_outputs project[MAX_PROJECTS];
    struct initiative_outputs initiative[MAX_INITIATIVES];
    struct industry_outputs industry[MAX_INDUSTRIES];
};

/* What is carried from year to year beside the outputs, and what one step leaves for the next. */
struct state {
    struct {
        lane teachers[QUALIFICATIONS][BANDS];
        lane students[TRACKS][MAX_GRADES];
        lane opened_places; /* opened less closed this year */
        lane later_present; /* students of grade 2 and up on campus, before intake */
    } sector[MAX_SECTORS];
    struct {
        lane work;   /* share of the work the plan does this year */
        lane opened; /* share already open */
    } project[MAX_PROJECTS];
    lane bond_issue[MAX_YEARS]; /* principal issued in each year */
    lane general[3];            /* general upper-secondary students by grade; absent if unknown */
    lane opened_stations, opened_bases;
    lane mandatory_service; /* debt service of the year */
    lane service_principal, service_legacy;
};

/* Everything a year's functions may see. `in` and `out` are indexed by t, the year less
 * first_year; t = 0 is the observed base year. */
struct year {
    const struct shape *shape;
    const struct levels *levels;
    const struct inputs *in;
    struct outputs *out;
    struct state *state;
    int t;
};

#endif
