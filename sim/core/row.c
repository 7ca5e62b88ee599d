/* Names of what rows use: units, scopes, kinds, limits. */
#include "row.h"

#include <string.h>

#include "translate.h"

static const struct {
    const char *name, *zh, *en;
} units[UNITS] = {
    [UNIT_NONE] = {"", "", ""},
    [UNIT_PERSONS] = {"persons", "人", "persons"},
    [UNIT_PERSON_DAYS] = {"person-days", "人日", "person-days"},
    [UNIT_PERSON_TIMES] = {"person-times", "人次", "person-times"},
    [UNIT_PLACES] = {"places", "个学位", "places"},
    [UNIT_WORKSTATIONS] = {"workstations", "个工位", "workstations"},
    [UNIT_WAN_YUAN] = {"10k_yuan", "万元", "×10k yuan"},
    [UNIT_WAN_YUAN_PER_PERSON] = {"10k_yuan/person", "万元/人", "×10k yuan/person"},
    [UNIT_WAN_YUAN_PER_UNIT] = {"10k_yuan/unit", "万元/个", "×10k yuan each"},
    [UNIT_WAN_YUAN_PER_DAY] = {"10k_yuan/person-day", "万元/人日", "×10k yuan/person-day"},
    [UNIT_SHARE] = {"share", "比例", "share"},
    [UNIT_SHARE_PER_YEAR] = {"share/year", "比例/年", "share/year"},
    [UNIT_RATIO] = {"ratio", ":1", ":1"},
    [UNIT_STUDENTS_PER_TEACHER] = {"students/teacher", ":1", ":1"},
    [UNIT_PER_STUDENT] = {"per student", "每生", "per student"},
    [UNIT_YEARS] = {"years", "年", "years"},
    [UNIT_AGE] = {"years of age", "岁", "years of age"},
    [UNIT_CALENDAR_YEAR] = {"calendar year", "年份", "calendar year"},
    [UNIT_DAYS] = {"days", "天", "days"},
    [UNIT_COUNT] = {"count", "个", "count"},
    [UNIT_FLAG] = {"0/1", "0/1", "0/1"},
    [UNIT_LIMIT] = {"limit code", "制约因素代码", "limit code"},
};

const char *unit_name(enum unit unit) { return units[unit].name; }

const char *unit_words(enum unit unit)
{
    /* TRANSLATORS: the code of the language, zh. */
    return strcmp(_("en"), "zh") == 0 ? units[unit].zh : units[unit].name;
}

const char *unit_label(enum unit unit, int chinese) { return chinese ? units[unit].zh : units[unit].en; }

const char *scope_name(enum scope scope)
{
    static const char *const names[SCOPES] = {N_("city"),       N_("sector"),   N_("project"),
                                              N_("initiative"), N_("industry"), N_("rule")};
    return names[scope];
}

const char *kind_name(enum kind kind)
{
    static const char *const names[] = {"level", "path", "schedule", "indicator"};
    return names[kind];
}

const char *limit_name(enum limit_family family, int code, int chinese)
{
    static const struct {
        const char *zh, *en;
    } names[][5] = {
        [LIMIT_NONE] = {{"", ""}},
        [LIMIT_INTAKE] = {{"生源", "demand"}, {"学位", "places"}, {"师资", "teachers"}},
        [LIMIT_HIRING] = {{"无", "nothing"},
                          {"资金", "money"},
                          {"编制", "quota"},
                          {"人才市场", "labour market"},
                          {"到岗率", "recruitment yield"}},
        [LIMIT_TRAINING] = {{"需求", "demand"}, {"工位", "workstations"}, {"师资", "trainers"}},
        [LIMIT_MONEY] = {{"无", "nothing"}, {"资金", "money"}},
        [LIMIT_UPSKILLING] = {{"无", "nothing"}, {"资金", "money"}},
    };
    if (code < 0 || code > 4 || !names[family][code].en)
        return "";
    return chinese ? names[family][code].zh : names[family][code].en;
}
