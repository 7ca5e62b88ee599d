/* Section 4, faculty: who teaches, sector by sector. N[q][a] holds full-time teachers by
 * qualification q (general-subject, professional, dual-qualified) and age band a (under 30, 30-39,
 * 40-49, 50 and over; widths 8, 10, 10 and retirement_age - 50 years). Each year they
 * leave, age, are upskilled and are joined by hires, in that order. */
#include "steps.h"

static const double MOVES_UP[BANDS] = {1.0 / 8.0, 1.0 / 10.0, 1.0 / 10.0, 0.0};

/* Teaching strength = general + (1 - practice_share) professional + part_time_weight part-time. */
static void describe(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane(*n)[BANDS] = y->state->sector[s].teachers;

    FOR_LANES {
        double general = n[GENERAL][0][l] + n[GENERAL][1][l] + n[GENERAL][2][l] + n[GENERAL][3][l];
        double plain = n[PROFESSIONAL][0][l] + n[PROFESSIONAL][1][l] + n[PROFESSIONAL][2][l] + n[PROFESSIONAL][3][l];
        double dual = n[DUAL][0][l] + n[DUAL][1][l] + n[DUAL][2][l] + n[DUAL][3][l];
        double all = general + plain + dual;
        double posts = in->faculty_quota[l] < ABSENT_ABOVE ? in->faculty_quota[l] : all;
        double part_time = min2(in->faculty_part_time_plan[l], lv->faculty_part_time_cap[l] * posts);

        o->faculty_full_time[l] = all;
        o->faculty_general[l] = general;
        o->faculty_professional[l] = plain + dual;
        o->faculty_dual_qualified[l] = dual;
        o->faculty_part_time[l] = part_time;
        o->faculty_part_time_share[l] = ratio(part_time, posts);
        o->faculty_teaching_strength[l] = general + (1.0 - lv->faculty_practice_share[l]) * (plain + dual) +
                                          lv->faculty_part_time_weight[l] * part_time;
    }
}

/* Steps 1 and 2: quits in every band, retirement in the last, then 1/width of those who stay in
 * bands 1-3 moves up; bands are read before anyone moves. */
static void leave_and_age(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane retire;

    FOR_LANES {
        double width = in->faculty_retirement_age[l] - 50.0;
        retire[l] = min2(1.0, lv->faculty_retirement[l] / width);
        o->faculty_quits[l] = 0.0;
        o->faculty_retirements[l] = 0.0;
        o->faculty_leavers_professional[l] = 0.0;
        o->faculty_leavers_dual[l] = 0.0;
    }
    for (int q = 0; q < QUALIFICATIONS; q++) {
        lane *n = y->state->sector[s].teachers[q];
        const double professional = q == GENERAL ? 0.0 : 1.0;
        FOR_LANES {
            double rate = lv->faculty_quit_rate[l];
            double quits = (n[0][l] + n[1][l] + n[2][l] + n[3][l]) * rate;
            double stay0 = n[0][l] * (1.0 - rate), stay1 = n[1][l] * (1.0 - rate);
            double stay2 = n[2][l] * (1.0 - rate), stay3 = n[3][l] * (1.0 - rate);
            double retired = stay3 * retire[l];

            n[0][l] = stay0 * (1.0 - MOVES_UP[0]);
            n[1][l] = stay1 * (1.0 - MOVES_UP[1]) + stay0 * MOVES_UP[0];
            n[2][l] = stay2 * (1.0 - MOVES_UP[2]) + stay1 * MOVES_UP[1];
            n[3][l] = stay3 - retired + stay2 * MOVES_UP[2];
            o->faculty_quits[l] += quits;
            o->faculty_retirements[l] += retired;
            o->faculty_leavers_professional[l] += professional * (quits + retired);
            o->faculty_leavers_dual[l] = quits + retired; /* q = DUAL comes last */
        }
    }
    FOR_LANES {
        o->faculty_leavers[l] = o->faculty_quits[l] + o->faculty_retirements[l];
    }
}

/* Step 3: trained = min(upskill_rate x professional, f x seats); passes become dual-qualified,
 * lapses fall back, band by band in proportion. Lapses use the stock before this year's passes. */
static void upskill(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane *plain = y->state->sector[s].teachers[PROFESSIONAL], *dual = y->state->sector[s].teachers[DUAL];

    FOR_LANES {
        double f = y->out[y->t].city.funding_affordability[l];
        double candidates = plain[0][l] + plain[1][l] + plain[2][l] + plain[3][l];
        double trained = min2(lv->faculty_upskill_rate[l] * candidates, f * in->faculty_upskill_seats[l]);
        double passed =
            candidates > 0.0 ? trained * lv->faculty_pass_rate[l] / (candidates > 0.0 ? candidates : 1.0) : 0.0;
        double lapse = lv->faculty_lapse_rate[l];
        double lapses = (dual[0][l] + dual[1][l] + dual[2][l] + dual[3][l]) * lapse;

        for (int a = 0; a < BANDS; a++) {
            double up = plain[a][l] * passed, down = dual[a][l] * lapse;
            plain[a][l] += down - up;
            dual[a][l] += up - down;
        }
        o->faculty_trained[l] = trained;
        o->faculty_passes[l] = trained * lv->faculty_pass_rate[l];
        o->faculty_lapses[l] = lapses;
    }
}

/* Step 4: wish = planned + gap_fill x what the target ratio still lacks; hires = yield x
 * min(wish less what waits for money, quota room, labour supply). */
static void hire(const struct year *y, int s)
{
    const struct sector_levels *lv = &y->levels->sector[s];
    const struct sector_inputs *in = &y->in[y->t].sector[s];
    const double *students = y->out[y->t - 1].sector[s].enrolment_students;
    struct sector_outputs *o = &y->out[y->t].sector[s];
    lane(*n)[BANDS] = y->state->sector[s].teachers;

    FOR_LANES {
        double stock = 0.0;
        for (int q = 0; q < QUALIFICATIONS; q++)
            stock += n[q][0][l] + n[q][1][l] + n[q][2][l] + n[q][3][l];

        double planned = in->faculty_planned_hires[l];
        double needed = students[l] / in->faculty_target_ratio[l];
        double wish = planned + lv->faculty_gap_fill[l] * positive(needed - stock - planned);
        double funded = wish * (1.0 - lv->faculty_hire_defer[l] * (1.0 - y->out[y->t].city.funding_affordability[l]));
        double room = positive(in->faculty_quota[l] - stock), market = in->faculty_labour_supply[l];
        double filled = min2(funded, min2(room, market));
        double hires = lv->faculty_recruit_yield[l] * filled;

        double slack = 1e-9 * (1.0 + wish);
        double code = hires < wish - slack ? 4.0 : 0.0;
        code = funded < wish - slack ? 1.0 : code;
        code = room < funded - slack ? 2.0 : code;
        code = market < min2(funded, room) - slack ? 3.0 : code;

        double professional = hires * in->faculty_hire_professional[l];
        double dual = professional * in->faculty_hire_dual[l];
        double experienced = in->faculty_hire_experienced[l];
        n[GENERAL][0][l] += (hires - professional) * (1.0 - experienced);
        n[GENERAL][1][l] += (hires - professional) * experienced;
        n[PROFESSIONAL][0][l] += (professional - dual) * (1.0 - experienced);
        n[PROFESSIONAL][1][l] += (professional - dual) * experienced;
        n[DUAL][0][l] += dual * (1.0 - experienced);
        n[DUAL][1][l] += dual * experienced;

        o->faculty_hire_wish[l] = wish;
        o->faculty_hires[l] = hires;
        o->faculty_hires_dual[l] = dual;
        o->faculty_hires_experienced[l] = hires * experienced;
        o->faculty_hires_qualified[l] = hires * in->faculty_hire_qualified[l];
        o->faculty_unfilled[l] = positive(wish - hires);
        o->faculty_hire_limit[l] = code;
    }
}

void faculty(const struct year *y)
{
    for (int s = 0; s < y->shape->sectors; s++) {
        leave_and_age(y, s);
        upskill(y, s);
        hire(y, s);
        describe(y, s);
    }
}

void faculty_base(const struct year *y)
{
    for (int s = 0; s < y->shape->sectors; s++) {
        const struct sector_levels *lv = &y->levels->sector[s];
        lane(*n)[BANDS] = y->state->sector[s].teachers;
        FOR_LANES {
            double weight[BANDS] = {lv->faculty_age_under_30[l], lv->faculty_age_30_39[l], lv->faculty_age_40_49[l],
                                    lv->faculty_age_50_plus[l]};
            double sum = weight[0] + weight[1] + weight[2] + weight[3];
            double general = lv->faculty_base_full_time[l] - lv->faculty_base_professional[l];
            double plain = lv->faculty_base_professional[l] - lv->faculty_base_dual_qualified[l];
            for (int a = 0; a < BANDS; a++) {
                double share = weight[a] / (sum > 0.0 ? sum : 1.0);
                n[GENERAL][a][l] = positive(general) * share;
                n[PROFESSIONAL][a][l] = positive(plain) * share;
                n[DUAL][a][l] = lv->faculty_base_dual_qualified[l] * share;
            }
        }
        describe(y, s);
    }
}
