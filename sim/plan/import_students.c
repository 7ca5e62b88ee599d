/* Students: the plan prints how many there are and which share of the intake it wants; how many
 * must be admitted, and from how large a cohort, follows. */
#include <math.h>

#include "import_values.h"
#include "lane.h"

enum { PROGRAMME_YEARS = 3 };

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* The intake each year needs when three equal grades stood in the base year and nobody leaves;
 * ABSENT from the first year on whose students are not printed. */
static void needed_intake(const struct importer *w, double *intake)
{
    const double base = printed_students(w, 0);
    double grades[PROGRAMME_YEARS] = {base / 3, base / 3, base / 3}; /* first year first */

    intake[0] = known(base) ? base / 3 : ABSENT;
    for (int y = 1; y < w->m->year_count; y++) {
        const double now = printed_students(w, y), stay = grades[0] + grades[1];
        const bool whole = w->m->years[y] == w->m->years[y - 1] + 1;
        intake[y] = known(intake[y - 1]) && known(now) && whole ? now - stay : ABSENT;
        if (known(intake[y]) && intake[y] < 0.0) {
            out_warn(w, import_row(w->m, "scale", "students_per_school", "values"),
                     N_("falls faster than a year's graduates leave; no students are admitted that year"));
            intake[y] = 0.0;
        }
        grades[2] = grades[1];
        grades[1] = grades[0];
        grades[0] = intake[y];
    }
}

/* Upper-secondary entrants of the area: the intake over the share the plan prints. */
static void out_cohort(const struct importer *w)
{
    double intake[IMPORT_YEARS], cohort[IMPORT_YEARS], low = ABSENT, high = 0.0;

    needed_intake(w, intake);
    for (int y = 0; y < w->m->year_count; y++) {
        const double printed = figure(w, "scale", "vocational_ratio", "values", y);
        const double share = known(printed) && printed > 0.0 ? printed : 0.4;
        cohort[y] = known(intake[y]) ? intake[y] / share : ABSENT;
        if (known(cohort[y])) {
            low = cohort[y] < low ? cohort[y] : low;
            high = cohort[y] > high ? cohort[y] : high;
        }
    }
    if (!out_assumed_path(
            w, "junior_graduates", cohort, 0, floor(0.7 * low), ceil(1.2 * high),
            SAY(w, "附表没有初中毕业生数：由在校生和职普比倒推（基期三个年级相等、无流失），请换成本地学籍数",
                "not in the tables: worked back from students and intake ratio (three equal grades, "
                "nobody leaves); replace by local numbers")))
        out_assumption(w, "junior_graduates", 3000, 1000, 10000,
                       SAY(w, "占位数：附表没有在校生数", "placeholder: the tables print no students"));
}

void import_students(const struct importer *w)
{
    const struct import_row *ratio = import_row(w->m, "scale", "vocational_ratio", "values");
    double share[IMPORT_YEARS];

    for (int y = 0; y < w->m->year_count; y++)
        share[y] = ratio ? ratio->cells[y].value : ABSENT;
    fputs("population: {\n", w->out);
    out_cohort(w);
    out_assumption(w, "upper_secondary_rate", 1, 0.9, 1,
                   SAY(w, "上一行已是高中阶段招生总量", "the line above is entrants already"));
    if (!out_path(w, "vocational_share", share, 0, ratio))
        out_assumption(w, "vocational_share", 0.4, 0.3, 0.5,
                       SAY(w, "占位数：附表没有职普比", "placeholder: the tables print no ratio"));
    fputs("};\n\n", w->out);
}

void import_enrolment(const struct importer *of)
{
    const struct importer in = indented(of, 6), *w = &in;
    const struct import_row *row = import_row(w->m, "scale", "students_per_school", "values");
    const double base = printed_students(w, 0);

    fputs("    enrolment: {\n", w->out);
    if (known(base))
        out_level(w, "base_students", base, row, 0);
    else
        out_assumption(w, "base_students", 1000, 300, 5000,
                       SAY(w, "占位数：附表没有基期在校生", "placeholder: the tables print no students"));
    out_assumption(w, "dropout_1", 0, 0, 0.11, SAY(w, "附表没有学生流失，照原表为0", "the tables have no dropout"));
    out_assumption(w, "dropout_later", 0, 0, 0.06, SAY(w, "附表没有学生流失，照原表为0", "the tables have no dropout"));
    out_assumption(w, "completion", 1, 0.9, 1,
                   SAY(w, "附表没有未毕业学生，照原表为1", "in the tables everybody completes"));
    fputs("    };\n", w->out);
}
