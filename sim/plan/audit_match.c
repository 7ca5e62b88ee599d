/* Which row of the annex tables an indicator, and so a target, is about. */
#include <stdio.h>
#include <string.h>

#include "annex.h"
#include "audit_parts.h"

/* Rows that are ratios: the form fills them from two counts, but targets speak of the ratio itself. */
static const char *const ratio_indicators[][2] = {
    {"scale.vocational_ratio", "enrolment.vocational_share"},
    {"faculty.student_teacher_ratio", "faculty.student_teacher_ratio.secondary"},
    {"faculty.student_teacher_ratio_higher", "faculty.student_teacher_ratio.higher"},
    {"faculty.dual_share", "faculty.dual_share.secondary"},
    {"faculty.dual_share_higher", "faculty.dual_share.higher"},
    {"bases.workstations_per_student", "campus.workstations_per_student"},
    {"bases.equipment_per_student", "campus.equipment_per_student"},
    {"training.to_students", "training.per_student"},
};

/* The indicator a row is about, NULL where there is none. */
static const char *indicator_of(const struct issued_row *row)
{
    char key[96];
    if (row->indicator || !row->form)
        return row->indicator;
    const struct annex_fill *fill = annex_fill(row->form);
    if (fill->how == FILL_COUNT || fill->how == FILL_LEVEL)
        return fill->of;
    snprintf(key, sizeof key, "%s.%s", row->table->key, row->id);
    for (size_t i = 0; i < sizeof ratio_indicators / sizeof *ratio_indicators; i++) {
        if (strcmp(ratio_indicators[i][0], key) == 0)
            return ratio_indicators[i][1];
    }
    return NULL;
}

/* The one sector of a level; -1 where there are none or several. */
static int only_sector(const struct scenario *s, bool higher)
{
    int found = -1, count = 0;
    for (int i = 0; i < s->items[SCOPE_SECTOR].count; i++) {
        if (s->items[SCOPE_SECTOR].list[i].higher == higher) {
            found = i;
            count++;
        }
    }
    return count == 1 ? found : -1;
}

/* Sums of one sector are that sector. */
static int plain_item(const struct scenario *s, const struct series *series)
{
    if (series->row->scope != SCOPE_SECTOR || series->item >= 0)
        return series->item;
    int secondary = only_sector(s, false), higher = only_sector(s, true), sectors = s->items[SCOPE_SECTOR].count;
    if (series->item == SERIES_ALL && sectors == 1)
        return 0;
    int only = series->item == SERIES_SECONDARY ? secondary : series->item == SERIES_HIGHER ? higher : -1;
    return only >= 0 ? only : series->item;
}

/* Whether two indicators are the same number in this scenario. */
static bool same_indicator(const struct auditor *a, const char *one, const char *two)
{
    const struct series *x = setup_series(a->run->setup, one, NULL), *y = setup_series(a->run->setup, two, NULL);
    return x && y && x->row == y->row && plain_item(a->s, x) == plain_item(a->s, y);
}

/* The row of the tables that is about an indicator. */
const struct issued_row *row_about_indicator(const struct auditor *a, const char *indicator)
{
    for (int i = 0; i < a->issued->row_count && indicator; i++) {
        const char *of = indicator_of(&a->issued->rows[i]);
        if (of && *of && same_indicator(a, indicator, of))
            return &a->issued->rows[i];
    }
    return NULL;
}

const struct issued_row *row_of_target(const struct auditor *a, const struct target *t)
{
    return row_about_indicator(a, t->indicator);
}
