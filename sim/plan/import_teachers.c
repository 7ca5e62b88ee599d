/* Teachers: the tables print hires, and in brackets of two ratios the full-time, professional and
 * dual-qualified teachers; who must be hired and trained to get from one year to the next follows. */
#include <math.h>

#include "import_values.h"
#include "lane.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* A count in the brackets of a ratio: "20:1（6000/302）". */
static double printed_count(const struct import_row *row, int year, bool part)
{
    return row ? part ? row->cells[year].part : row->cells[year].whole : ABSENT;
}

static void out_stock(const struct importer *w, const char *key, const struct import_row *row, bool part, double guess)
{
    const double count = printed_count(row, 0, part);

    if (known(count))
        out_level(w, key, count, row, 0);
    else
        out_assumption(w, key, round(guess), floor(0.7 * guess), ceil(1.3 * guess),
                       SAY(w, "附表没有印出人数，按比例估计", "the tables print no count; estimated"));
}

/* Teachers from students over a printed ratio without counts; 18 to 1 where there is none either. */
static double teachers_guess(const struct importer *w, const struct import_row *ratio)
{
    const double students = printed_students(w, 0);
    const double stated =
        ratio && known(ratio->cells[0].value) && ratio->cells[0].value > 0 ? ratio->cells[0].value : 18.0;
    return (known(students) ? students : 1000.0) / stated;
}

static void out_share(const struct importer *w, const char *key, const char *id)
{
    const struct import_row *row = import_row(w->m, "faculty", id, "values");
    double share[IMPORT_YEARS];

    for (int y = 0; y < w->m->year_count; y++) {
        const double hires = figure(w, "faculty", "hires", "values", y);
        share[y] = row && known(hires) && hires > 0 && known(row->cells[y].value)
                       ? fmin(row->cells[y].value / hires, 1.0)
                       : ABSENT;
    }
    out_path(w, key, share, 1, row);
}

struct steps {
    double professional[IMPORT_YEARS], dual[IMPORT_YEARS], seats[IMPORT_YEARS];
    bool out_of_reach;
};

/* Each year all teachers not yet dual-qualified may be trained; what is still missing must arrive
 * dual-qualified. */
static void follow(const struct importer *w, const struct import_row *share, struct steps *s)
{
    for (int y = 1; y < w->m->year_count; y++) {
        const double hires = figure(w, "faculty", "hires", "values", y);
        const double more = printed_count(share, y, false) - printed_count(share, y - 1, false);
        const double more_dual = printed_count(share, y, true) - printed_count(share, y - 1, true);
        const double pool = printed_count(share, y - 1, false) - printed_count(share, y - 1, true);
        s->professional[y] = s->dual[y] = s->seats[y] = ABSENT;
        if (!known(more) || !known(more_dual))
            continue;
        s->seats[y] = fmin(pool, fmax(more_dual, 0.0));
        if (!known(hires) || hires <= 0.0) {
            s->out_of_reach |= more_dual > s->seats[y] || more > 0.0;
            continue;
        }
        s->professional[y] = fmin(fmax(more / hires, 0.0), 1.0);
        if (more > 0.0)
            s->dual[y] = fmin((more_dual - s->seats[y]) / more, 1.0);
        s->out_of_reach |= more > hires || more_dual - s->seats[y] > fmax(more, 0.0);
        s->dual[y] = known(s->dual[y]) ? fmax(s->dual[y], 0.0) : ABSENT;
    }
}

void import_teachers(const struct importer *of)
{
    const struct importer in = indented(of, 6), *w = &in;
    const struct import_row *hires = import_row(w->m, "faculty", "hires", "values");
    const struct import_row *ratio = import_row(w->m, "faculty", "student_teacher_ratio", "values");
    const struct import_row *share = import_row(w->m, "faculty", "dual_share", "values");
    const double full_time =
        known(printed_count(ratio, 0, false)) ? printed_count(ratio, 0, false) : teachers_guess(w, ratio);
    const double professional =
        known(printed_count(share, 0, false)) ? printed_count(share, 0, false) : 0.7 * full_time;
    const double stated = share && known(share->cells[0].value) ? share->cells[0].value : 0.6;
    double planned[IMPORT_YEARS];
    struct steps s = {.out_of_reach = false};

    for (int y = 0; y < w->m->year_count; y++)
        planned[y] = hires ? hires->cells[y].value : ABSENT;
    follow(w, share, &s);
    fputs("    faculty: {\n", w->out);
    out_stock(w, "base_full_time", ratio, false, full_time);
    out_stock(w, "base_professional", share, false, professional);
    out_stock(w, "base_dual_qualified", share, true, stated * professional);
    out_assumption(w, "quit_rate", 0, 0, 0.03, SAY(w, "附表没有教师离职，照原表为0", "nobody leaves in the tables"));
    out_assumption(w, "retirement", 0, 0, 1, SAY(w, "附表没有教师退休，照原表为0", "nobody retires in the tables"));
    out_path(w, "planned_hires", planned, 1, hires);
    out_share(w, "hire_experienced", "hires_experienced");
    out_share(w, "hire_qualified", "hires_qualified");
    out_assumed_path(w, "hire_professional", s.professional, 1, 0, 1,
                     SAY(w, "由附表专业课教师数的增加倒推", "from the growth of professional teachers in the tables"));
    out_assumed_path(w, "hire_dual", s.dual, 1, 0, 1,
                     SAY(w, "由附表双师型教师数的增加倒推：培训认定之外须直接引进的比例",
                         "from the growth of dual-qualified teachers: what training alone cannot give"));
    out_assumed_path(
        w, "upskill_seats", s.seats, 1, 0, full_time,
        SAY(w, "由附表双师型教师数的增加倒推", "from the growth of dual-qualified teachers in the tables"));
    out_assumption(w, "upskill_rate", 1, 0.5, 1, SAY(w, "照原表全部参训", "as the tables need: all take part"));
    out_assumption(w, "pass_rate", 1, 0.6, 1, SAY(w, "照原表全部通过", "as the tables need: all pass"));
    fputs("    };\n", w->out);
    if (s.out_of_reach)
        out_warn(w, share, N_("grows by more than the hires and training of the same table can bring"));
}
