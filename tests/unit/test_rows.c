/* The row tables: every row is whole, and every lane belongs to one row. */
#include "kernel.h"
#include "support.h"

static void keys_are_unique_and_well_formed(void **state)
{
    (void)state;
    for (int k = 0; k < 2; k++) {
        const struct row *rows = k ? model_indicators : model_parameters;
        const int count = k ? model_indicator_count : model_parameter_count;
        assert_true(count > 50);
        for (int i = 0; i < count; i++) {
            assert_int_equal(strspn(rows[i].key, "abcdefghijklmnopqrstuvwxyz0123456789_."), strlen(rows[i].key));
            for (int j = 0; j < i; j++) {
                if (strcmp(rows[i].key, rows[j].key) == 0) {
                    print_error("%s is there twice\n", rows[i].key);
                    fail();
                }
            }
        }
    }
}

static void every_row_has_labels_doc_unit_and_scope(void **state)
{
    (void)state;
    for (int k = 0; k < 2; k++) {
        const struct row *rows = k ? model_indicators : model_parameters;
        const int count = k ? model_indicator_count : model_parameter_count;
        for (int i = 0; i < count; i++) {
            const struct row *r = &rows[i];
            bool good = r->label_zh && *r->label_zh && r->label_en && *r->label_en && r->doc && *r->doc &&
                        !strchr(r->doc, '\n');
            good &= r->unit >= 0 && r->unit < UNITS && (r->unit != UNIT_NONE || r->scope == SCOPE_RULE) &&
                    r->scope < SCOPES;
            good &= (unsigned char)r->label_zh[0] >= 0x80 ||
                    (r->label_zh[0] >= '0' && r->label_zh[0] <= '9'); /* Chinese, or 30岁以下 */
            good &= (r->kind == KIND_INDICATOR) == (k == 1);
            if (!good) {
                print_error("row %s is not whole\n", r->key);
                fail();
            }
        }
    }
}

static void defaults_lie_within_ordered_bounds(void **state)
{
    (void)state;
    for (int i = 0; i < model_parameter_count; i++) {
        const struct row *r = &model_parameters[i];
        bool good =
            r->low <= r->usual_low && r->usual_low <= r->usual_high && r->usual_high <= r->high && r->low < r->high;
        good &= r->initial > ABSENT_ABOVE || (r->initial >= r->low && r->initial <= r->high);
        good &= fabs(r->low) < ABSENT_ABOVE && fabs(r->high) < ABSENT_ABOVE;
        good &= r->kind != KIND_SCHEDULE || r->initial == 0.0; /* nothing happens in years not listed */
        if (!good) {
            print_error("%s: default %g, bounds %g %g %g %g\n", r->key, r->initial, r->low, r->usual_low, r->usual_high,
                        r->high);
            fail();
        }
    }
}

static void shares_are_bounded_by_one(void **state)
{
    (void)state;
    for (int i = 0; i < model_parameter_count; i++) {
        const struct row *r = &model_parameters[i];
        if (strcmp(r->key, "enrolment.sector_share") == 0 || strcmp(r->key, "faculty.quit_rate") == 0 ||
            strcmp(r->key, "industry.share") == 0 || strcmp(r->key, "population.vocational_share") == 0 ||
            strcmp(r->key, "initiative.success") == 0 || strcmp(r->key, "enrolment.pooling") == 0) {
            assert_true(r->low == 0.0 && r->high == 1.0);
        }
    }
}

/* Marks the lanes of every row and item: none outside its struct, none twice and, with `all`, none left over. */
static void mark(const struct row *rows, int count, bool levels, bool all, int lanes)
{
    static const int most[SCOPES] = {1, MAX_SECTORS, MAX_PROJECTS, MAX_INITIATIVES, MAX_INDUSTRIES, MAX_RULES};
    int *owner = calloc((size_t)lanes, sizeof *owner);

    assert_non_null(owner);
    for (int i = 0; i < count; i++) {
        const struct row *r = &rows[i];
        if (r->kind != KIND_INDICATOR && (r->kind == KIND_LEVEL) != levels)
            continue;
        assert_true(r->copies >= 1 && r->lag >= 0);
        assert_true(r->scope == SCOPE_CITY || r->stride >= r->copies);
        for (int item = 0; item < most[r->scope]; item++) {
            for (int k = 0; k < r->copies; k++) {
                const int at = r->offset + item * r->stride + k;
                if (at < 0 || at >= lanes || owner[at]) {
                    print_error("%s, item %d: lane %d of %d %s\n", r->key, item, at, lanes,
                                at >= 0 && at < lanes ? "is another row's" : "is outside");
                    fail();
                }
                owner[at] = i + 1;
            }
        }
    }
    for (int at = 0; all && at < lanes; at++)
        assert_true(owner[at] != 0);
    free(owner);
}

static void every_lane_belongs_to_one_row(void **state)
{
    (void)state;
    mark(model_parameters, model_parameter_count, true, true, LEVEL_LANES);
    mark(model_parameters, model_parameter_count, false, true, INPUT_LANES);
}

/* The outputs also hold the three sums over sectors, which no row addresses by item. */
static void every_indicator_has_its_own_lane(void **state)
{
    (void)state;
    mark(model_indicators, model_indicator_count, true, false, OUTPUT_LANES);
}

static void offsets_are_those_of_the_model_structs(void **state)
{
    (void)state;
    assert_int_equal(parameter_row("faculty.quit_rate")->offset,
                     offsetof(struct levels, sector[0].faculty_quit_rate) / sizeof(lane));
    assert_int_equal(parameter_row("project.slip")->offset + 2 * parameter_row("project.slip")->stride,
                     offsetof(struct levels, project[2].project_slip) / sizeof(lane));
    assert_int_equal(parameter_row("funding.bonds")->offset,
                     offsetof(struct inputs, city.funding_bonds) / sizeof(lane));
    assert_int_equal(parameter_row("population.births")->copies, 2);
    assert_int_equal(parameter_row("population.births")->lag, 15);
}

/* The keys that model.md fixes because files and checks name them. */
static void the_fixed_indicator_keys_exist(void **state)
{
    static const char *const keys[] = {"enrolment.intake",
                                       "enrolment.students",
                                       "enrolment.graduates",
                                       "enrolment.unplaced",
                                       "enrolment.vocational_share",
                                       "faculty.full_time",
                                       "faculty.professional",
                                       "faculty.dual_qualified",
                                       "faculty.dual_share",
                                       "faculty.dual_share_full_time",
                                       "faculty.hires",
                                       "faculty.student_teacher_ratio",
                                       "campus.places",
                                       "campus.workstations",
                                       "campus.equipment_value",
                                       "training.person_days",
                                       "training.person_times",
                                       "training.capacity",
                                       "funding.fiscal_input",
                                       "funding.revenue",
                                       "funding.spending",
                                       "funding.debt",
                                       "funding.cash",
                                       "funding.gap",
                                       "funding.affordability"};
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int found = 0;
        for (int k = 0; k < model_indicator_count; k++)
            found += strcmp(model_indicators[k].key, keys[i]) == 0;
        assert_int_equal(found, 1);
    }
}

static void units_have_stable_unique_names_and_labels(void **state)
{
    (void)state;
    for (int u = 1; u < UNITS; u++) {
        assert_true(*unit_name((enum unit)u) && *unit_label((enum unit)u, 0) && *unit_label((enum unit)u, 1));
        for (int v = 0; v < u; v++)
            assert_true(strcmp(unit_name((enum unit)u), unit_name((enum unit)v)) != 0);
    }
}

static void limit_codes_have_names_and_others_none(void **state)
{
    (void)state;
    assert_string_equal(limit_name(LIMIT_INTAKE, 2, 0), "teachers");
    assert_string_equal(limit_name(LIMIT_HIRING, 3, 0), "labour market");
    assert_string_equal(limit_name(LIMIT_HIRING, 2, 1), "编制");
    assert_string_equal(limit_name(LIMIT_TRAINING, 1, 0), "workstations");
    assert_string_equal(limit_name(LIMIT_INTAKE, 3, 0), "");
    assert_string_equal(limit_name(LIMIT_HIRING, 5, 0), "");
    assert_string_equal(limit_name(LIMIT_MONEY, -1, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_unique_and_well_formed),
        cmocka_unit_test(every_row_has_labels_doc_unit_and_scope),
        cmocka_unit_test(defaults_lie_within_ordered_bounds),
        cmocka_unit_test(shares_are_bounded_by_one),
        cmocka_unit_test(every_lane_belongs_to_one_row),
        cmocka_unit_test(every_indicator_has_its_own_lane),
        cmocka_unit_test(offsets_are_those_of_the_model_structs),
        cmocka_unit_test(the_fixed_indicator_keys_exist),
        cmocka_unit_test(units_have_stable_unique_names_and_labels),
        cmocka_unit_test(limit_codes_have_names_and_others_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
