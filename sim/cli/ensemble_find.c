/* What the pages of an ensemble look up: rows of the study, main indicators, years. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ensemble_plan.h"
#include "text.h"

const char *main_indicator(int i)
{
    static const char *const keys[] = {
        "enrolment.intake",
        "enrolment.students",
        "enrolment.vocational_share",
        "enrolment.unplaced",
        "faculty.full_time",
        "faculty.dual_share",
        "faculty.student_teacher_ratio",
        "training.person_times",
        "funding.fiscal_input",
        "funding.spending",
        "funding.debt",
        "funding.gap",
    };
    return i < (int)(sizeof keys / sizeof *keys) ? keys[i] : NULL;
}

/* The key under which a sum over one sector, or over all of them, is kept. */
static bool kept_key(const struct setup *u, const char *key, char other[96])
{
    const struct item_list *sectors = &u->scenario->items[SCOPE_SECTOR];
    const char *dot = strrchr(key, '.');
    bool higher = dot && strcmp(dot, ".higher") == 0;
    int among = 0, one = 0;
    if (!dot || (!higher && strcmp(dot, ".secondary") != 0))
        return false;
    for (int i = 0; i < sectors->count; i++)
        if (sectors->list[i].higher == higher) {
            among++;
            one = i;
        }
    if (among == sectors->count)
        snprintf(other, 96, "%.*s", (int)(dot - key), key);
    else
        snprintf(other, 96, "%.*s.%s", (int)(dot - key), key, sectors->list[one].id);
    return among == 1 || among == sectors->count;
}

static const struct study_indicator *indicator_row(const struct study *study, int scenario, const char *key, int year)
{
    for (int i = 0; i < study->lists[TABLE_INDICATOR].count; i++) {
        const struct study_indicator *row = STUDY_AT(study, study_indicator, TABLE_INDICATOR, i);
        if (row->year == year && row->scenario == scenario && strcmp(row->key, key) == 0)
            return row;
    }
    return NULL;
}

const struct study_indicator *find_indicator(const struct ensemble_plan *plan, int scenario, const char *key, int year)
{
    char other[96];
    const struct study_indicator *row = indicator_row(plan->results, scenario, key, year);
    if (!row && kept_key(plan->setups[scenario], key, other))
        row = indicator_row(plan->results, scenario, other, year);
    return row;
}

const struct study_indicator_difference *find_difference(const struct ensemble_plan *plan, int scenario,
                                                         const char *key, int year)
{
    for (int i = 0; i < plan->results->lists[TABLE_INDICATOR_DIFFERENCE].count; i++) {
        const struct study_indicator_difference *row =
            STUDY_AT(plan->results, study_indicator_difference, TABLE_INDICATOR_DIFFERENCE, i);
        if (row->year == year && row->scenario == scenario && strcmp(row->key, key) == 0)
            return row;
    }
    return NULL;
}

void chance_text(double p, double error, char *text, size_t size)
{
    if (!isfinite(p))
        snprintf(text, size, "–");
    else if (p <= 0 || p >= 1)
        snprintf(text, size, "%s", p <= 0 ? "0%" : "100%");
    else if (100 * error < 0.05)
        snprintf(text, size, "%.2f%% ± %.2f", 100 * p, 100 * error);
    else
        snprintf(text, size, "%.1f%% ± %.1f", 100 * p, 100 * error);
}

int choose_shown_years(const struct setup *u, int columns, int years[MAX_YEARS])
{
    int projected = u->shape.years - 1, count = projected < columns ? projected : columns;
    for (int i = 0; i < count; i++) {
        int back = count > 1 ? (int)lround((double)(projected - 1) * i / (count - 1)) : 0;
        years[count - 1 - i] = u->shape.first_year + projected - back;
    }
    return count;
}
