/* The charts, in the order in which they are listed. Adding a chart is adding an entry here; its
 * numbers come from indicator rows, its labels too unless it says otherwise. */
#include "chart.h"
#include "style.h"

/* A trace: row, row taken off, style, colour, flags, label (NULL: the row's) in Chinese and English, and the same
 * short, for targets. */
/* clang-format off */
static const struct panel_spec enrolment_panels[] = {
    {.each_sector = true,
     .traces = {
         {"enrolment.students", NULL, TRACE_LINE, COLOUR_SECTOR, 0, NULL, NULL, "在校生", "students"},
         {"enrolment.present", NULL, TRACE_DASHED, COLOUR_SECTOR, 0, NULL, NULL, NULL, NULL},
         {"campus.places", NULL, TRACE_STEP, COLOUR_INK, 0, NULL, NULL, "学位", "places"}}},
};

static const struct panel_spec intake_panels[] = {
    {.each_sector = true,
     .traces = {
         {"enrolment.intake", NULL, TRACE_LINE, COLOUR_SECTOR, 0, NULL, NULL, "招生", "intake"},
         {"enrolment.applicants", NULL, TRACE_DASHED, COLOUR_SECTOR, 0, NULL, NULL, NULL, NULL},
         {"enrolment.seats", NULL, TRACE_STEP, COLOUR_INK, TRACE_BACKGROUND, NULL, NULL, NULL, NULL}}},
    {.zh = "中职占高中阶段比例",
     .en = "Vocational share of upper-secondary education",
     .traces = {
         {"enrolment.vocational_share", NULL, TRACE_LINE, COLOUR_NAVY, 0, "招生", "of intake", "招生", "intake"},
         {"enrolment.vocational_share_of_stock", NULL, TRACE_DASHED, COLOUR_NAVY, 0, "在校生", "of students", "在校生", "students"},
         {"enrolment.application_share", NULL, TRACE_DOTTED, COLOUR_PURPLE, TRACE_IF_MARKED, NULL, NULL, "报考", "applicants"}}},
};

/* Where students come from, and how each sector's number comes about: last autumn's students, who came,
 * who left, this autumn's. */
static const struct panel_spec pipeline_panels[] = {
    {.zh = "从初中毕业到中职",
     .en = "From junior secondary to vocational",
     .traces = {
         {"population.graduates", NULL, TRACE_NEST, COLOUR_PALE, 0, NULL, NULL, NULL, NULL},
         {"population.upper_secondary_entrants", NULL, TRACE_NEST, COLOUR_SKY, 0, NULL, NULL, NULL, NULL},
         {"enrolment.intake", NULL, TRACE_NEST, COLOUR_BLUE, TRACE_SECONDARY, "中职招生数", "Vocational intake", NULL, NULL},
         {"population.graduates", NULL, TRACE_ROW, COLOUR_INK, 0, NULL, NULL, "初中毕业", "graduates"},
         {"population.upper_secondary_entrants", NULL, TRACE_ROW, COLOUR_INK, 0, NULL, NULL, "高中阶段", "entrants"},
         {"enrolment.intake", NULL, TRACE_ROW, COLOUR_INK, TRACE_SECONDARY, NULL, NULL, "中职招生", "vocational"}}},
    {.each_sector = true,
     .traces = {
         {"enrolment.intake", NULL, TRACE_STACK, COLOUR_SECTOR, 0, NULL, NULL, NULL, NULL},
         {"enrolment.graduates", NULL, TRACE_STACK, COLOUR_GREY, TRACE_DOWN, NULL, NULL, NULL, NULL},
         {"enrolment.dropouts", NULL, TRACE_STACK, COLOUR_MISSED, TRACE_DOWN, NULL, NULL, NULL, NULL},
         {"enrolment.students", NULL, TRACE_ROW, COLOUR_INK, TRACE_PREVIOUS, NULL, NULL, "上年在校", "before"},
         {"enrolment.intake", NULL, TRACE_ROW, COLOUR_SECTOR, TRACE_FLOW, NULL, NULL, "招生", "intake"},
         {"enrolment.graduates", NULL, TRACE_ROW, COLOUR_MUTED, TRACE_FLOW | TRACE_DOWN, NULL, NULL, "毕业", "graduates"},
         {"enrolment.dropouts", NULL, TRACE_ROW, COLOUR_MISSED, TRACE_FLOW | TRACE_DOWN, NULL, NULL, "流失", "dropouts"},
         {"enrolment.students", NULL, TRACE_ROW, COLOUR_INK, 0, NULL, NULL, "在校生", "students"},
         {"enrolment.progressing", NULL, TRACE_ROW, COLOUR_MUTED, 0, NULL, NULL, "毕业后升学", "go on"}}},
};

static const struct panel_spec industry_panels[] = {
    {.mix = true,
     .traces = {
         {"industry.students", NULL, TRACE_STACK, COLOUR_ITEM, 0, NULL, NULL, NULL, NULL},
         {"industry.other_students", NULL, TRACE_STACK, COLOUR_PALE, 0, "其他专业", "Other programmes", NULL, NULL}}},
    {.zh = "毕业生与用工需求之比",
     .en = "Graduates over labour demand",
     .traces = {
         {"industry.oversupply", NULL, TRACE_LINE, COLOUR_ITEM, 0, NULL, NULL, NULL, NULL}}},
};

static const struct panel_spec faculty_panels[] = {
    {.each_sector = true,
     .traces = {
         {"faculty.dual_qualified", NULL, TRACE_STACK, COLOUR_BLUE, 0, NULL, NULL, "双师", "dual"},
         {"faculty.professional", "faculty.dual_qualified", TRACE_STACK, COLOUR_SKY, 0, "其他专业课教师", "Other professional teachers", NULL, NULL},
         {"faculty.general", NULL, TRACE_STACK, 0xc3c8cd, 0, NULL, NULL, NULL, NULL},
         {"faculty.full_time", NULL, TRACE_LINE, COLOUR_INK, TRACE_TARGETS_ONLY, NULL, NULL, "专任", "all"},
         {"faculty.student_teacher_ratio", NULL, TRACE_LINE, COLOUR_VERMILION, TRACE_RIGHT, NULL, NULL, "生师比", "ratio"},
         {"faculty.workload_ratio", NULL, TRACE_DASHED, COLOUR_VERMILION, TRACE_RIGHT | TRACE_IF_MARKED, NULL, NULL, "含培训", "with training"}}},
};

/* The same for teachers. */
static const struct panel_spec faculty_flow_panels[] = {
    {.each_sector = true,
     .traces = {
         {"faculty.hires", NULL, TRACE_STACK, COLOUR_SECTOR, 0, NULL, NULL, NULL, NULL},
         {"faculty.retirements", NULL, TRACE_STACK, COLOUR_GREY, TRACE_DOWN, NULL, NULL, NULL, NULL},
         {"faculty.quits", NULL, TRACE_STACK, COLOUR_MISSED, TRACE_DOWN, NULL, NULL, NULL, NULL},
         {"faculty.full_time", NULL, TRACE_ROW, COLOUR_INK, TRACE_PREVIOUS, NULL, NULL, "年初专任", "opening"},
         {"faculty.hires", NULL, TRACE_ROW, COLOUR_SECTOR, TRACE_FLOW, NULL, NULL, "新进", "hires"},
         {"faculty.retirements", NULL, TRACE_ROW, COLOUR_MUTED, TRACE_FLOW | TRACE_DOWN, NULL, NULL, "退休", "retired"},
         {"faculty.quits", NULL, TRACE_ROW, COLOUR_MISSED, TRACE_FLOW | TRACE_DOWN, NULL, NULL, "离职", "quit"},
         {"faculty.full_time", NULL, TRACE_ROW, COLOUR_INK, 0, NULL, NULL, "年末专任", "closing"}}},
};

static const struct panel_spec dual_qualified_panels[] = {
    {.each_sector = true,
     .traces = {
         {"faculty.dual_share", NULL, TRACE_LINE, COLOUR_BLUE, 0, "占专业课教师", "of professional teachers", "专业课", "professional"},
         {"faculty.dual_share_full_time", NULL, TRACE_DASHED, COLOUR_VERMILION, 0, "占专任教师", "of full-time teachers", "专任", "full-time"}}},
};

/* Where the year's money comes from, up to what is needed: what neither the year's money nor savings
 * pay is the gap on top. */
static const struct panel_spec funding_panels[] = {
    {.traces = {
         {"funding.appropriation", NULL, TRACE_AREA, COLOUR_BLUE, 0, NULL, NULL, NULL, NULL},
         {"funding.staff_appropriation", NULL, TRACE_AREA, COLOUR_SKY, 0, NULL, NULL, NULL, NULL},
         {"funding.special_funds", NULL, TRACE_AREA, COLOUR_GREEN, 0, NULL, NULL, NULL, NULL},
         {"funding.other_recurrent", NULL, TRACE_AREA, 0x8fd0b9, 0, NULL, NULL, NULL, NULL},
         {"funding.surcharges", NULL, TRACE_AREA, COLOUR_ORANGE, 0, NULL, NULL, NULL, NULL},
         {"funding.performance_reward", NULL, TRACE_AREA, COLOUR_YELLOW, 0, NULL, NULL, NULL, NULL},
         {"funding.tuition", NULL, TRACE_AREA, COLOUR_PURPLE, 0, NULL, NULL, NULL, NULL},
         {"funding.training_income", NULL, TRACE_AREA, 0xe8c4d8, 0, NULL, NULL, NULL, NULL},
         {"funding.technology_income", NULL, TRACE_AREA, COLOUR_BROWN, 0, NULL, NULL, NULL, NULL},
         {"funding.social_capital", NULL, TRACE_AREA, COLOUR_GREY, 0, NULL, NULL, NULL, NULL},
         {"funding.bonds", NULL, TRACE_AREA, COLOUR_VERMILION, 0, NULL, NULL, NULL, NULL},
         {"funding.savings_used", NULL, TRACE_AREA, COLOUR_PALE, 0, NULL, NULL, NULL, NULL},
         {"funding.shortfall", NULL, TRACE_AREA, 0xf2b8b0, 0, NULL, NULL, NULL, NULL},
         {"funding.needed", NULL, TRACE_LINE, COLOUR_INK, 0, NULL, NULL, NULL, NULL},
         {"funding.needed", NULL, TRACE_ROW, COLOUR_INK, 0, NULL, NULL, "需求", "needed"},
         {"funding.shortfall", NULL, TRACE_ROW, COLOUR_MISSED, 0, NULL, NULL, "缺口", "shortfall"}}},
};

/* Bonds are cash and not income, but they pay for what is built: the top layer, over the line of
 * fiscal input that (unless the scenario says otherwise) leaves them out. */
static const struct panel_spec funding_sources_panels[] = {
    {.traces = {
         {"funding.appropriation", NULL, TRACE_STACK, COLOUR_BLUE, 0, NULL, NULL, "拨款", "appropriation"},
         {"funding.staff_appropriation", NULL, TRACE_STACK, COLOUR_SKY, 0, NULL, NULL, NULL, NULL},
         {"funding.special_funds", NULL, TRACE_STACK, COLOUR_GREEN, 0, NULL, NULL, "专项", "special"},
         {"funding.other_recurrent", NULL, TRACE_STACK, 0x8fd0b9, 0, NULL, NULL, NULL, NULL},
         {"funding.surcharges", NULL, TRACE_STACK, COLOUR_ORANGE, 0, NULL, NULL, "附加", "surcharges"},
         {"funding.performance_reward", NULL, TRACE_STACK, COLOUR_YELLOW, 0, NULL, NULL, NULL, NULL},
         {"funding.tuition", NULL, TRACE_STACK, COLOUR_PURPLE, 0, NULL, NULL, "学费", "tuition"},
         {"funding.training_income", NULL, TRACE_STACK, 0xe8c4d8, 0, NULL, NULL, NULL, NULL},
         {"funding.technology_income", NULL, TRACE_STACK, COLOUR_BROWN, 0, NULL, NULL, NULL, NULL},
         {"funding.social_capital", NULL, TRACE_STACK, COLOUR_GREY, 0, NULL, NULL, "社会", "social"},
         {"funding.bonds", NULL, TRACE_STACK, COLOUR_VERMILION, 0, NULL, NULL, "债券", "bonds"},
         {"funding.fiscal_input", NULL, TRACE_LINE, COLOUR_INK, 0, NULL, NULL, "总投入", "fiscal"}}},
};

static const struct panel_spec funding_uses_panels[] = {
    {.traces = {
         {"funding.payroll", NULL, TRACE_STACK, COLOUR_BLUE, 0, NULL, NULL, NULL, NULL},
         {"funding.operations", NULL, TRACE_STACK, COLOUR_SKY, 0, NULL, NULL, NULL, NULL},
         {"funding.aid", NULL, TRACE_STACK, 0xb9def4, 0, NULL, NULL, NULL, NULL},
         {"funding.training_spending", NULL, TRACE_STACK, COLOUR_PURPLE, 0, NULL, NULL, NULL, NULL},
         {"funding.upkeep", NULL, TRACE_STACK, COLOUR_GREY, 0, NULL, NULL, NULL, NULL},
         {"funding.upskilling", NULL, TRACE_STACK, COLOUR_YELLOW, 0, NULL, NULL, NULL, NULL},
         {"funding.projects", NULL, TRACE_STACK, COLOUR_GREEN, 0, NULL, NULL, NULL, NULL},
         {"funding.workstations", NULL, TRACE_STACK, 0x8fd0b9, 0, NULL, NULL, NULL, NULL},
         {"funding.equipment", NULL, TRACE_STACK, COLOUR_ORANGE, 0, NULL, NULL, NULL, NULL},
         {"funding.initiatives", NULL, TRACE_STACK, COLOUR_BROWN, 0, NULL, NULL, NULL, NULL},
         {"funding.debt_service", NULL, TRACE_STACK, COLOUR_VERMILION, 0, NULL, NULL, NULL, NULL},
         {"funding.revenue", NULL, TRACE_LINE, COLOUR_INK, 0, NULL, NULL, NULL, NULL}}},
};

static const struct panel_spec debt_cash_panels[] = {
    {.zh = "年末存量",
     .en = "End of year",
     .traces =
         {
         {"funding.debt", NULL, TRACE_LINE, COLOUR_VERMILION, 0, NULL, NULL, "债务", "debt"},
         {"funding.legacy_debt", NULL, TRACE_DASHED, COLOUR_VERMILION, 0, NULL, NULL, "存量", "legacy"},
         {"funding.cash", NULL, TRACE_LINE, COLOUR_BLUE, 0, NULL, NULL, "结余", "cash"}}},
    {.zh = "当年还本付息",
     .en = "Debt service of the year",
     .traces =
         {
         {"funding.repayment", NULL, TRACE_STACK, COLOUR_VERMILION, 0, NULL, NULL, NULL, NULL},
         {"funding.interest", NULL, TRACE_STACK, COLOUR_ORANGE, 0, NULL, NULL, NULL, NULL},
         {"funding.debt_service_share", NULL, TRACE_LINE, COLOUR_INK, TRACE_RIGHT, NULL, NULL, NULL, NULL}}},
};

static const struct panel_spec training_panels[] = {
    {.zh = "人日",
     .en = "Person-days",
     .traces = {
         {"training.demand", NULL, TRACE_DASHED, COLOUR_VERMILION, 0, "需求", "Demand", "需求", "demand"},
         {"training.person_days", NULL, TRACE_LINE, COLOUR_BLUE, 0, "完成", "Delivered", "完成", "delivered"},
         {"training.capacity", NULL, TRACE_STEP, COLOUR_INK, 0, NULL, NULL, "能力", "capacity"},
         {"training.station_capacity", NULL, TRACE_DASHED, COLOUR_GREEN, TRACE_BACKGROUND, NULL, NULL, NULL, NULL},
         {"training.trainer_capacity", NULL, TRACE_DOTTED, COLOUR_PURPLE, TRACE_BACKGROUND, NULL, NULL, NULL, NULL}}},
    {.zh = "其中（人日）",
     .en = "Of which (person-days)",
     .if_marked = true,
     .traces = {
         {"training.subsidised", NULL, TRACE_LINE, COLOUR_SKY, 0, NULL, NULL, "补贴", "subsidised"},
         {"training.priority", NULL, TRACE_DASHED, COLOUR_VERMILION, 0, NULL, NULL, "重点", "priority"}}},
    {.zh = "人次",
     .en = "Person-times",
     .traces = {
         {"training.person_times", NULL, TRACE_LINE, COLOUR_BLUE, 0, "完成", "Delivered", NULL, NULL}}},
    {.zh = "与在校生之比",
     .en = "Per student",
     .if_marked = true,
     .traces = {
         {"training.times_per_student", NULL, TRACE_LINE, COLOUR_VERMILION, 0, "人次", "Person-times", "人次", "times"},
         {"training.per_student", NULL, TRACE_LINE, COLOUR_NAVY, 0, "人日", "Person-days", "人日", "days"}}},
};
/* clang-format on */

#define PANELS(list) .panels = (list), .panel_count = sizeof(list) / sizeof *(list)

#define ROUNDED .note_zh = "四舍五入，加总可能差1", .note_en = "rounded: sums may be 1 off"

const struct chart chart_table[] = {
    {.name = "enrolment",
     .zh = "在校生与学位",
     .en = "Enrolment against places",
     .empty = N_("there are no students in any year"),
     PANELS(enrolment_panels)},
    {.name = "intake",
     .zh = "招生与目标",
     .en = "Intake against target",
     .empty = N_("there is no intake in any year"),
     PANELS(intake_panels)},
    {.name = "pipeline",
     .zh = "学生来源与流转",
     .en = "Student pipeline",
     ROUNDED,
     .empty = N_("there are no students in any year"),
     PANELS(pipeline_panels)},
    {.name = "industry",
     .zh = "专业结构",
     .en = "Students by industry",
     .empty = N_("the scenario names no industries"),
     PANELS(industry_panels)},
    {.name = "faculty",
     .zh = "专任教师与生师比",
     .en = "Full-time teachers and the student-teacher ratio",
     .empty = N_("there are no teachers in any year"),
     PANELS(faculty_panels)},
    {.name = "faculty-flow",
     .zh = "专任教师增减",
     .en = "Full-time teachers: hires and leavers",
     ROUNDED,
     .empty = N_("no teacher comes or goes in any year"),
     PANELS(faculty_flow_panels)},
    {.name = "dual-qualified",
     .zh = "双师型教师比例",
     .en = "Dual-qualified share",
     .empty = N_("there are no dual-qualified teachers in any year"),
     PANELS(dual_qualified_panels)},
    {.name = "funding",
     .zh = "资金来源与缺口",
     .en = "Money available and needed",
     .note_zh = "高于需求线的部分转入结余",
     .note_en = "what lies above the need is saved",
     .empty = N_("no money comes in or is needed in any year"),
     PANELS(funding_panels)},
    {.name = "funding-sources",
     .zh = "经费来源",
     .en = "Funding by source",
     .empty = N_("no revenue is given"),
     PANELS(funding_sources_panels)},
    {.name = "funding-uses",
     .zh = "经费支出",
     .en = "Funding by use",
     .empty = N_("no spending is given"),
     PANELS(funding_uses_panels)},
    {.name = "debt-cash",
     .zh = "债务与结余",
     .en = "Debt and cash",
     .empty = N_("there is neither debt nor cash in any year"),
     PANELS(debt_cash_panels)},
    {.name = "training",
     .zh = "社会培训：需求、能力与完成量",
     .en = "Social training: demand, capacity and delivery",
     .empty = N_("there is no training in any year"),
     PANELS(training_panels)},
    {.name = "initiatives",
     .zh = "任务与目标",
     .en = "Initiatives against targets",
     .empty = N_("no target is on an initiative or a project"),
     .board = board_initiatives},
    {.name = "targets",
     .zh = "目标一览",
     .en = "All targets",
     .empty = N_("the scenario has no targets"),
     .board = board_targets},
};

const int chart_table_count = sizeof chart_table / sizeof *chart_table;
