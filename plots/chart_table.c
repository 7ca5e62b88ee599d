/* The charts, in the order in which they are listed. Adding a chart is adding an entry here; its
 * numbers come from indicator rows, its labels too unless it says otherwise. */
#include "chart.h"
#include "style.h"

static const struct panel_spec enrolment_panels[] = {
    {.each_sector = true,
     .count = 3,
     .traces = {{.row = "enrolment.students", .style = TRACE_LINE, .colour = COLOUR_SECTOR},
                {.row = "enrolment.present", .style = TRACE_DASHED, .colour = COLOUR_SECTOR},
                {.row = "campus.places", .style = TRACE_STEP, .colour = COLOUR_INK}}},
};

static const struct panel_spec intake_panels[] = {
    {.each_sector = true,
     .count = 3,
     .traces = {{.row = "enrolment.intake", .style = TRACE_LINE, .colour = COLOUR_SECTOR},
                {.row = "enrolment.applicants", .style = TRACE_DASHED, .colour = COLOUR_SECTOR},
                {.row = "enrolment.seats", .style = TRACE_STEP, .colour = COLOUR_INK}}},
    {.zh = "中职占高中阶段比例",
     .en = "Vocational share of upper-secondary education",
     .count = 3,
     .traces = {{.row = "enrolment.vocational_share", .style = TRACE_LINE, .colour = COLOUR_NAVY, .zh = "招生", .en = "of intake"},
                {.row = "enrolment.vocational_share_of_stock", .style = TRACE_DASHED, .colour = COLOUR_NAVY, .zh = "在校生", .en = "of students"},
                {.row = "enrolment.application_share", .style = TRACE_DOTTED, .colour = COLOUR_PURPLE, .flags = TRACE_IF_MARKED}}},
};

static const struct panel_spec faculty_panels[] = {
    {.each_sector = true,
     .count = 6,
     .traces = {{.row = "faculty.dual_qualified", .style = TRACE_STACK, .colour = COLOUR_BLUE},
                {.row = "faculty.professional", .less = "faculty.dual_qualified", .style = TRACE_STACK, .colour = COLOUR_SKY,
                 .zh = "其他专业课教师", .en = "Other professional teachers"},
                {.row = "faculty.general", .style = TRACE_STACK, .colour = 0xc3c8cd},
                {.row = "faculty.full_time", .colour = COLOUR_INK, .flags = TRACE_TARGETS_ONLY},
                {.row = "faculty.student_teacher_ratio", .style = TRACE_LINE, .colour = COLOUR_VERMILION, .flags = TRACE_RIGHT},
                {.row = "faculty.workload_ratio", .style = TRACE_DASHED, .colour = COLOUR_VERMILION, .flags = TRACE_RIGHT | TRACE_IF_MARKED}}},
};

static const struct panel_spec dual_qualified_panels[] = {
    {.each_sector = true,
     .count = 2,
     .traces = {{.row = "faculty.dual_share", .style = TRACE_LINE, .colour = COLOUR_BLUE, .zh = "占专业课教师", .en = "of professional teachers"},
                {.row = "faculty.dual_share_full_time", .style = TRACE_DASHED, .colour = COLOUR_VERMILION, .zh = "占专任教师", .en = "of full-time teachers"}}},
};

/* Bonds are cash and not income, but they pay for what is built: the top layer, over the line of
 * fiscal input that leaves them out. */
static const struct panel_spec funding_sources_panels[] = {
    {.count = 12,
     .traces = {{.row = "funding.appropriation", .style = TRACE_STACK, .colour = COLOUR_BLUE},
                {.row = "funding.staff_appropriation", .style = TRACE_STACK, .colour = COLOUR_SKY},
                {.row = "funding.special_funds", .style = TRACE_STACK, .colour = COLOUR_GREEN},
                {.row = "funding.other_recurrent", .style = TRACE_STACK, .colour = 0x8fd0b9},
                {.row = "funding.surcharges", .style = TRACE_STACK, .colour = COLOUR_ORANGE},
                {.row = "funding.performance_reward", .style = TRACE_STACK, .colour = COLOUR_YELLOW},
                {.row = "funding.tuition", .style = TRACE_STACK, .colour = COLOUR_PURPLE},
                {.row = "funding.training_income", .style = TRACE_STACK, .colour = 0xe8c4d8},
                {.row = "funding.technology_income", .style = TRACE_STACK, .colour = COLOUR_BROWN},
                {.row = "funding.social_capital", .style = TRACE_STACK, .colour = COLOUR_GREY},
                {.row = "funding.bonds", .style = TRACE_STACK, .colour = COLOUR_VERMILION},
                {.row = "funding.fiscal_input", .style = TRACE_LINE, .colour = COLOUR_INK}}},
};

static const struct panel_spec funding_uses_panels[] = {
    {.count = 12,
     .traces = {{.row = "funding.payroll", .style = TRACE_STACK, .colour = COLOUR_BLUE},
                {.row = "funding.operations", .style = TRACE_STACK, .colour = COLOUR_SKY},
                {.row = "funding.aid", .style = TRACE_STACK, .colour = 0xb9def4},
                {.row = "funding.training_spending", .style = TRACE_STACK, .colour = COLOUR_PURPLE},
                {.row = "funding.upkeep", .style = TRACE_STACK, .colour = COLOUR_GREY},
                {.row = "funding.upskilling", .style = TRACE_STACK, .colour = COLOUR_YELLOW},
                {.row = "funding.projects", .style = TRACE_STACK, .colour = COLOUR_GREEN},
                {.row = "funding.workstations", .style = TRACE_STACK, .colour = 0x8fd0b9},
                {.row = "funding.equipment", .style = TRACE_STACK, .colour = COLOUR_ORANGE},
                {.row = "funding.initiatives", .style = TRACE_STACK, .colour = COLOUR_BROWN},
                {.row = "funding.debt_service", .style = TRACE_STACK, .colour = COLOUR_VERMILION},
                {.row = "funding.revenue", .style = TRACE_LINE, .colour = COLOUR_INK}}},
};

static const struct panel_spec debt_cash_panels[] = {
    {.zh = "年末存量",
     .en = "End of year",
     .count = 3,
     .traces = {{.row = "funding.debt", .style = TRACE_LINE, .colour = COLOUR_VERMILION},
                {.row = "funding.legacy_debt", .style = TRACE_DASHED, .colour = COLOUR_VERMILION},
                {.row = "funding.cash", .style = TRACE_LINE, .colour = COLOUR_BLUE}}},
    {.zh = "当年还本付息",
     .en = "Debt service of the year",
     .count = 3,
     .traces = {{.row = "funding.repayment", .style = TRACE_STACK, .colour = COLOUR_VERMILION},
                {.row = "funding.interest", .style = TRACE_STACK, .colour = COLOUR_ORANGE},
                {.row = "funding.debt_service_share", .style = TRACE_LINE, .colour = COLOUR_INK, .flags = TRACE_RIGHT}}},
};

static const struct panel_spec training_panels[] = {
    {.zh = "人日",
     .en = "Person-days",
     .count = 6,
     .traces = {{.row = "training.person_days", .style = TRACE_LINE, .colour = COLOUR_BLUE, .zh = "完成", .en = "Delivered"},
                {.row = "training.capacity", .style = TRACE_STEP, .colour = COLOUR_INK},
                {.row = "training.station_capacity", .style = TRACE_DASHED, .colour = COLOUR_GREEN},
                {.row = "training.trainer_capacity", .style = TRACE_DOTTED, .colour = COLOUR_PURPLE},
                {.row = "training.subsidised", .style = TRACE_DASHED, .colour = COLOUR_SKY, .flags = TRACE_IF_MARKED},
                {.row = "training.priority", .style = TRACE_DOTTED, .colour = COLOUR_ORANGE, .flags = TRACE_IF_MARKED}}},
    {.zh = "人次",
     .en = "Person-times",
     .count = 1,
     .traces = {{.row = "training.person_times", .style = TRACE_LINE, .colour = COLOUR_BLUE, .zh = "完成", .en = "Delivered"}}},
    {.zh = "与在校生之比",
     .en = "Per student",
     .if_marked = true,
     .count = 2,
     .traces = {{.row = "training.times_per_student", .style = TRACE_LINE, .colour = COLOUR_VERMILION, .zh = "人次", .en = "Person-times"},
                {.row = "training.per_student", .style = TRACE_LINE, .colour = COLOUR_NAVY, .zh = "人日", .en = "Person-days"}}},
};

#define PANELS(list) .panels = (list), .panel_count = sizeof(list) / sizeof *(list)

const struct chart chart_table[] = {
    {.name = "enrolment", .zh = "在校生与学位", .en = "Enrolment against places", .empty = "there are no students in any year", PANELS(enrolment_panels)},
    {.name = "intake", .zh = "招生与目标", .en = "Intake against target", .empty = "there is no intake in any year", PANELS(intake_panels)},
    {.name = "faculty", .zh = "专任教师与生师比", .en = "Full-time teachers and the student-teacher ratio", .empty = "there are no teachers in any year", PANELS(faculty_panels)},
    {.name = "dual-qualified", .zh = "双师型教师比例", .en = "Dual-qualified share", .empty = "there are no dual-qualified teachers in any year", PANELS(dual_qualified_panels)},
    {.name = "funding-sources", .zh = "经费来源", .en = "Funding by source", .empty = "no revenue is given", PANELS(funding_sources_panels)},
    {.name = "funding-uses", .zh = "经费支出", .en = "Funding by use", .empty = "no spending is given", PANELS(funding_uses_panels)},
    {.name = "debt-cash", .zh = "债务与结余", .en = "Debt and cash", .empty = "there is neither debt nor cash in any year", PANELS(debt_cash_panels)},
    {.name = "training", .zh = "社会培训：能力与完成量", .en = "Social training: capacity and delivery", .empty = "there is no training in any year", PANELS(training_panels)},
    {.name = "initiatives", .zh = "任务与目标", .en = "Initiatives against targets", .empty = "no target is on an initiative or a project", .board = board_initiatives},
    {.name = "targets", .zh = "目标一览", .en = "All targets", .empty = "the scenario has no targets", .board = board_targets},
};

const int chart_table_count = sizeof chart_table / sizeof *chart_table;
