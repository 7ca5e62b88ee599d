/* The plan's annex tables as issued: what a printed cell says, and what Chiping's tables print. */
#include "issued.h"
#include "lane.h"
#include "support.h"

static struct issued_cell parse(struct arena *a, const char *text, enum print print)
{
    struct issued_cell cell;
    char why[160] = "";
    const int err = issued_parse(a, text, print, &cell, why, sizeof why);
    if (err)
        print_error("%s: %s\n", text, why);
    assert_int_equal(err, 0);
    return cell;
}

static void a_cell_says_its_value_its_counts_and_its_last_digit(void **state)
{
    struct arena a = {0};
    struct issued_cell c = parse(&a, "20:1（6000/302）", PRINT_TO_ONE);
    (void)state;
    assert_equal(c.value, 20);
    assert_equal(c.half, 0.5);
    assert_equal(c.part, 6000);
    assert_equal(c.whole, 302);
    assert_string_equal(c.text, "20:1（6000/302）");

    c = parse(&a, "95.4%（210/220）", PRINT_SHARE);
    assert_near(c.value, 0.954);
    assert_near(c.half, 0.0005);
    assert_equal(c.part, 210);
    assert_equal(c.whole, 220);
    c = parse(&a, "0.954", PRINT_SHARE);
    assert_near(c.value, 0.954);
    assert_near(c.half, 0.0005);
    assert_true(c.part > ABSENT_ABOVE && c.whole > ABSENT_ABOVE);

    c = parse(&a, "4. 5: 5. 5", PRINT_PARTS);
    assert_near(c.value, 0.45);
    assert_near(c.half, 0.005);
    assert_equal(c.part, 4.5);
    assert_equal(c.whole, 10);

    c = parse(&a, " 13，500 ", PRINT_NUMBER);
    assert_equal(c.value, 13500);
    assert_equal(c.half, 0.5);
    c = parse(&a, "1387.35", PRINT_NUMBER);
    assert_near(c.value, 1387.35);
    assert_near(c.half, 0.005);
    c = parse(&a, "计算机应用 (大数据方向)", PRINT_TEXT);
    assert_true(c.value > ABSENT_ABOVE);
    assert_string_equal(c.text, "计算机应用 (大数据方向)");
    arena_free(&a);
}

/* A spreadsheet takes 20:1 for a time of day and writes 20:01; it still says 20 to 1. */
static void a_ratio_taken_for_a_time_is_still_the_ratio(void **state)
{
    struct arena a = {0};
    (void)state;
    assert_equal(parse(&a, "20:01", PRINT_TO_ONE).value, 20);
    assert_near(parse(&a, "2:08", PRINT_PARTS).value, 0.2);
    arena_free(&a);
}

static void blank_is_unknown_and_not_zero(void **state)
{
    struct arena a = {0};
    (void)state;
    for (int print = PRINT_TEXT; print <= PRINT_PARTS; print++) {
        const struct issued_cell c = parse(&a, "  ", (enum print)print);
        assert_null(c.text);
        assert_true(c.value > ABSENT_ABOVE);
    }
    arena_free(&a);
}

static void what_is_no_such_cell_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum print print;
    } bad[] = {{"约6000", PRINT_NUMBER},
               {"1e4", PRINT_NUMBER},
               {"-1", PRINT_NUMBER},
               {"0x10", PRINT_NUMBER},
               {"inf", PRINT_NUMBER},
               {"1.2.3", PRINT_NUMBER},
               {"20:1", PRINT_NUMBER},
               {"95.4", PRINT_SHARE},
               {"95.4%（210）", PRINT_SHARE},
               {"20:0", PRINT_TO_ONE},
               {"20:1（6000/0）", PRINT_TO_ONE},
               {"4.5", PRINT_PARTS},
               {"0:0", PRINT_PARTS},
               {".", PRINT_NUMBER}};
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct issued_cell cell;
        char why[160] = "";
        assert_int_equal(issued_parse(&a, bad[i].text, bad[i].print, &cell, why, sizeof why), VS_USAGE);
        assert_null(cell.text);
        assert_non_null(strstr(why, "must be"));
    }
    char longer[400], why[160];
    struct issued_cell cell;
    memset(longer, '1', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(issued_parse(&a, longer, PRINT_NUMBER, &cell, why, sizeof why), VS_USAGE);
    arena_free(&a);
}

static double printed(const struct sim *m, const char *table, const char *id, const char *column, int year)
{
    const struct issued_cell *cell = issued_cell(&m->s.issued, table, id, column, year);
    return cell ? cell->value : ABSENT;
}

/* Numbers read off the six tables of the plan by hand. */
static void chiping_holds_its_six_tables(void **state)
{
    struct sim m;
    double sum = 0;
    (void)state;
    open_file(&m, "scenarios/chiping/as-written.cfg", NULL, 0);
    assert_int_equal(m.s.issued.year_count, 4);
    assert_string_equal(m.s.issued.document, "聊茌政发〔2020〕19号");
    assert_equal(printed(&m, "scale", "students_per_school", "values", 2022), 6000);
    assert_near(printed(&m, "scale", "vocational_ratio", "values", 2022), 0.45);
    assert_true(printed(&m, "scale", "characteristic_schools", "values", 2022) > ABSENT_ABOVE);
    assert_equal(printed(&m, "scale", "colleges", "values", 2022), 0);
    assert_equal(printed(&m, "programme", "tourism", "points", 2020), 1);
    assert_null(issued_cell(&m.s.issued, "programme", "tourism", "students", 2020));
    assert_null(issued_cell(&m.s.issued, "scale", "schools", "values", 2023));
    assert_string_equal(issued_cell(&m.s.issued, "programme", "finance", "names", 2021)->text, "会计电算化 电子商务");
    for (int i = 0; i < m.s.issued.row_count; i++) {
        const struct issued_row *row = &m.s.issued.rows[i];
        if (strcmp(row->column, "students") == 0 && row->cells[0].text)
            sum += row->cells[0].value;
    }
    assert_equal(sum, 564 + 510 + 167 + 564 + 510); /* with the two rows that are printed twice */
    for (int year = 2020; year <= 2022; year++)
        assert_near(printed(&m, "funding", "special_county", "values", year) +
                        printed(&m, "funding", "special_joint", "values", year),
                    printed(&m, "funding", "fiscal_input_secondary", "values", year));
    assert_equal(issued_cell(&m.s.issued, "faculty", "dual_share", "values", 2022)->whole, 220);
    assert_non_null(strstr(m.s.resolved, "3456/202"));
    assert_string_equal(m.s.issued.notes[4], "中职生均拨款为全市平均数。");
    close_sim(&m);
}

/* A file that extends another changes one row and keeps the others, and may add an industry. */
static void a_row_is_changed_and_one_added(void **state)
{
    struct sim m;
    (void)state;
    open_text(&m,
              YEARS(2020, 2022)
                  ENTRANTS(100) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; }; };"
                                "annex: { years = (2020, 2022);"
                                "  scale: { schools = { label = { en = \"Schools\"; }; values = (3, \"none\"); }; };"
                                "  programme: { steel: { label = { zh = \"钢铁\"; }; points = (\"\", 2); }; }; };");
    const struct issued_row *row = issued_row(&m.s.issued, "scale", "schools", "values");
    assert_non_null(row);
    assert_string_equal(row->label_en, "Schools");
    assert_equal(row->cells[0].value, 3);
    assert_null(row->cells[1].text);
    row = issued_row(&m.s.issued, "programme", "steel", "points");
    assert_non_null(row);
    assert_null(row->form);
    assert_string_equal(row->label_zh, "钢铁");
    assert_equal(row->cells[1].value, 2);
    assert_null(issued_row(&m.s.issued, "programme", "steel", "students"));
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_says_its_value_its_counts_and_its_last_digit),
        cmocka_unit_test(a_ratio_taken_for_a_time_is_still_the_ratio),
        cmocka_unit_test(blank_is_unknown_and_not_zero),
        cmocka_unit_test(what_is_no_such_cell_is_refused),
        cmocka_unit_test(chiping_holds_its_six_tables),
        cmocka_unit_test(a_row_is_changed_and_one_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
