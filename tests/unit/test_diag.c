/* Messages: one line, no terminal escapes; errors counted, warnings not; the nearest known name. */
#include "diag.h"
#include "support.h"

static void a_message_is_one_line_without_control_characters(void **state)
{
    struct diags d = {0};
    (void)state;
    assert_int_equal(diag_error(&d, "a\nb\x1b.cfg", 7, "%s",
                                "red \x1b[31m, bell \a, line\nfeed\r\ttab, del \x7f, c1 \xc2\x9b"
                                "31m, 学位 é"),
                     VS_SCENARIO);
    assert_int_equal(d.count, 1);
    assert_string_equal(d.list[0].text, "red  [31m, bell  , line feed  tab, del  , c1   31m, 学位 é");
    assert_string_equal(d.list[0].file, "a b .cfg");
    assert_int_equal(d.list[0].line, 7);
    diags_free(&d);
    assert_int_equal(d.count, 0);
}

static void errors_are_counted_and_warnings_are_not(void **state)
{
    struct diags d = {0};
    (void)state;
    assert_int_equal(diag_warning(&d, NULL, 0, "unusual"), 0);
    assert_int_equal(d.errors, 0);
    assert_int_equal(diag_error(&d, NULL, 0, "wrong"), VS_SCENARIO);
    assert_int_equal(d.errors, 1);
    assert_int_equal(d.count, 2);
    assert_true(d.list[0].warning);
    assert_false(d.list[1].warning);
    assert_null(d.list[1].file);
    diags_free(&d);
}

/* Ten thousand errors: some are kept, all are counted. */
static void too_many_messages_are_counted_but_not_kept(void **state)
{
    struct diags d = {0};
    (void)state;
    for (int i = 0; i < 10000; i++)
        diag_error(&d, "x.cfg", i, "error %d", i);
    assert_int_equal(d.errors, 10000);
    assert_true(d.count > 0 && d.count < 1000);
    assert_string_equal(d.list[0].text, "error 0");
    diags_free(&d);
}

static void a_very_long_message_is_cut(void **state)
{
    struct diags d = {0};
    char *text = malloc(100001);
    (void)state;
    assert_non_null(text);
    memset(text, 'x', 100000);
    text[100000] = '\0';
    diag_error(&d, NULL, 0, "%s", text);
    assert_true(strlen(d.list[0].text) < 10000);
    diags_free(&d);
    free(text);
}

static void every_error_code_has_its_text(void **state)
{
    (void)state;
    for (int code = VS_STOPPED; code <= VS_OK; code++)
        assert_true(strcmp(vs_error_text(code), "unknown error") != 0);
    assert_string_equal(vs_error_text(-1000), "unknown error");
    assert_string_equal(vs_error_text(VS_SCENARIO), "the scenario has errors");
}

static void the_nearest_name_is_suggested_only_when_near(void **state)
{
    static const char *const names[] = {"quit_rate", "pass_rate", "lapse_rate", "quota"};
    (void)state;
    assert_string_equal(nearest_name("quit_rat", names, 4), "quit_rate"); /* one letter missing */
    assert_string_equal(nearest_name("qiut_rate", names, 4), "quit_rate");
    assert_string_equal(nearest_name("quit_rates", names, 4), "quit_rate");
    assert_string_equal(nearest_name("laps_rate", names, 4), "lapse_rate");
    assert_string_equal(nearest_name("quotas", names, 4), "quota");
    assert_string_equal(nearest_name("quota", names, 4), "quota");
    assert_null(nearest_name("workstations", names, 4));
    assert_null(nearest_name("quit_rate", names, 0));
}

static void names_of_any_length_are_survived(void **state)
{
    char text[5000];
    const char *const names[] = {"quota", text};
    (void)state;
    memset(text, 'q', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_non_null(nearest_name("quota", names, 2));
    nearest_name(text, names, 1);
    nearest_name("", names, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_one_line_without_control_characters),
        cmocka_unit_test(errors_are_counted_and_warnings_are_not),
        cmocka_unit_test(too_many_messages_are_counted_but_not_kept),
        cmocka_unit_test(a_very_long_message_is_cut),
        cmocka_unit_test(every_error_code_has_its_text),
        cmocka_unit_test(the_nearest_name_is_suggested_only_when_near),
        cmocka_unit_test(names_of_any_length_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
