/* The annex tables as a spreadsheet saved them: in which bytes, which cells, and what they make. */
#include "csv_read.h"
#include "import.h"
#include "lane.h"
#include "support.h"

static struct grid read_text(struct arena *a, const char *text, size_t size, int wanted)
{
    char path[64];
    struct grid g;
    struct diags d = {0};

    write_temporary(path, "");
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, size, out), size);
    assert_int_equal(fclose(out), 0);
    const int err = csv_read(a, path, &g, &d);
    unlink(path);
    if (wanted == 0)
        print_diags(&d);
    diags_free(&d);
    assert_int_equal(err, wanted);
    return g;
}

static void cells_are_found_whatever_a_spreadsheet_saved(void **state)
{
    static const char *const texts[] = {"a,\"b, \"\"c\"\"\"\r\n1,\"x\ny\"\r\n",
                                        "\xEF\xBB\xBF\"a\"\t\"b, \"\"c\"\"\"\n1\t\"x\ny\"",
                                        "a;\"b, \"\"c\"\"\"\n1;\"x\ny\""};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct arena a = {0};
        const struct grid g = read_text(&a, texts[i], strlen(texts[i]), 0);
        assert_int_equal(g.rows, 2);
        assert_int_equal(g.columns, 2);
        assert_string_equal(grid_at(&g, 0, 0), "a");
        assert_string_equal(grid_at(&g, 0, 1), "b, \"c\"");
        assert_string_equal(grid_at(&g, 1, 1), "x y"); /* a line end in a cell is a space */
        assert_string_equal(grid_at(&g, 5, 5), "");
        arena_free(&a);
    }
}

/* 茌平 is DC DD C6 BD in GB18030 and 0x830C 0x5E73 in UTF-16. */
static void chinese_in_other_encodings_is_read(void **state)
{
    struct arena a = {0};
    (void)state;
    struct grid g = read_text(&a, "\xDC\xDD\xC6\xBD,1\n", 7, 0);
    assert_string_equal(grid_at(&g, 0, 0), "茌平");
    g = read_text(&a, "\xFF\xFE\x0C\x83\x73\x5E,\0001\0\n\0", 12, 0);
    assert_string_equal(grid_at(&g, 0, 0), "茌平");
    assert_string_equal(grid_at(&g, 0, 1), "1");
    read_text(&a, "PK\003\004 a workbook", 15, VS_SCENARIO);
    read_text(&a, "\xFF\xFF\xFF", 3, VS_SCENARIO);
    read_text(&a, "", 0, VS_SCENARIO);
    arena_free(&a);
}

static void cells_are_named_as_in_a_spreadsheet(void **state)
{
    char name[16];
    (void)state;
    assert_string_equal(grid_name(6, 1, name), "B7");
    assert_string_equal(grid_name(0, 25, name), "Z1");
    assert_string_equal(grid_name(16, 26, name), "AA17");
    assert_string_equal(grid_name(16, 28, name), "AC17");
}

struct imported {
    struct arena a;
    struct import m;
    struct diags d;
    int err;
};

static void import_text_of(struct imported *x, const char *text)
{
    memset(x, 0, sizeof *x);
    const struct grid g = read_text(&x->a, text, strlen(text), 0);
    x->err = import_read(&x->m, &x->a, "tables.csv", &g, false, &x->d);
}

static void imported_free(struct imported *x)
{
    diags_free(&x->d);
    arena_free(&x->a);
}

static void labels_are_understood_as_people_write_them(void **state)
{
    struct imported x;
    (void)state;
    import_text_of(&x, "某县三年行动计划,,,\n"
                       "附表1 规模与布局\n"
                       "指 标,现有基础 (2019年),2020年,2019年模拟,单位\n"
                       "高中阶段招生职普比,2:8,3：7,99,\n"
                       "中职学校校均在校生规模,2182,\"3,400\",abc,人\n"
                       "3. Teachers\n"
                       "Indicator,2019,2020\n"
                       "teachers hired,0,5\n"
                       "\"中职学校\"\"双师型\"\"教师比例\",50%,60%\n"
                       "备注：全区\n"
                       "专业布局\n"
                       "产业,2019年,,,2020年,,\n"
                       ",开设专业,专业点数,学生数,开设专业,专业点数,学生数\n"
                       "其他重点产业1：钢铁,,1,20,,1,30\n"
                       "轨道交通,,,,,1,40\n"
                       ".....,,,,,,\n");
    print_diags(&x.d);
    assert_int_equal(x.err, 0);
    assert_int_equal(x.m.year_count, 2);
    assert_int_equal(x.m.years[1], 2020);
    const struct import_row *row = import_row(&x.m, "scale", "students_per_school", "values");
    assert_non_null(row);
    assert_equal(row->cells[1].value, 3400);
    assert_string_equal(row->names[1], "C5");
    assert_near(import_row(&x.m, "scale", "vocational_ratio", "values")->cells[1].value, 0.3);
    assert_equal(import_row(&x.m, "faculty", "hires", "values")->cells[1].value, 5);
    assert_near(import_row(&x.m, "faculty", "dual_share", "values")->cells[1].value, 0.6); /* with plain quotes */
    assert_string_equal(x.m.notes[2], "全区");
    row = import_row(&x.m, "programme", "other_1", "students");
    assert_non_null(row);
    assert_string_equal(row->label, "其他重点产业1：钢铁");
    assert_equal(row->cells[1].value, 30);
    row = import_row(&x.m, "programme", "own_1", "students");
    assert_non_null(row);
    assert_string_equal(row->label, "轨道交通");
    assert_true(row->cells[0].value > ABSENT_ABOVE);
    assert_null(import_row(&x.m, "programme", "own_2", "students"));
    imported_free(&x);
}

static void refused(const char *text, const char *where, int errors)
{
    struct imported x;
    bool said = false;
    import_text_of(&x, text);
    for (int i = 0; i < x.d.count; i++)
        said |= strstr(x.d.list[i].text, where) != NULL;
    if (!said || x.d.errors != errors) {
        print_error("wanted %d errors, among them: %s\n", errors, where);
        for (int i = 0; i < x.d.count; i++)
            print_error("got: %s\n", x.d.list[i].text);
        fail();
    }
    assert_int_equal(x.err, VS_SCENARIO);
    imported_free(&x);
}

#define HEAD "一、规模与布局\n指标,2019年,2020年\n"

static void what_is_not_understood_is_refused_by_its_cell(void **state)
{
    (void)state;
    refused(HEAD "中职学校数量（所）,1,约2\n", "cell C3: \"约2\" must be a number", 1);
    refused(HEAD "中职学数量（所）,1,2\n", "cell A3: \"中职学数量（所）\" is no row", 1);
    refused(HEAD "中职学数量（所）,1,2\n", "did you mean \"中职学校数量（所）\"?", 1);
    refused(HEAD "中职学校数量（所）,1,2,3\n", "cell D3: has no year above it", 1);
    refused(HEAD "中职学校数量（所）,1,2\n中职学校数量（所）,1,2\n", "cell A4: this row is in the table twice", 1);
    refused(HEAD "中职学校数量（所）,1,2\n一、规模与布局\n", "cell A4: this table is in the file twice", 1);
    refused(HEAD ",1,2\n", "cell A3: this line has no label", 1);
    refused("一、规模与布局\n中职学校数量（所）,1,2\n", "cell A2: the line of years", 1);
    refused("一、规模与布局\n指标,2019年,明年\n中职学校数量（所）,1,2\n", "cell C2: is not a year", 1);
    refused("一、规模与布局\n指标,2020年,2019年\n", "cell C2: years must rise", 1);
    refused("一、规模与布局\n指标,2020年,2020年\n", "cell C2: this year has a column already", 1);
    refused("中职学校数量（所）,1,2\n中职学校数量（所）,1,2\n", "cell A1: no table has begun", 1);
    refused("二、专业布局\n产业,2019年,,2020年\n,专业点数,人数,学生数\n", "cell C3: must be", 1);
    refused("hello\n", "holds none of the six", 1);
    refused("一、规模与布局\n指标,2019年\n中职学校数量（所）,1\n", "names one year only", 1);
}

/* By hand: 600 students in three equal grades, 660 and 720 the years after: 260 must come in 2020
 * and 260 in 2021 (720 - 260 - 200); at 40% of the intake that is a cohort of 650. */
static void the_scenario_runs_and_gives_the_tables_back(void **state)
{
    struct imported x;
    struct sim m;
    char path[64];
    const struct import_text words = {"某县", "【待填】", true};
    (void)state;
    import_text_of(
        &x, "规模与布局\n指标,2019年,2020年,2021年\n"
            "高中阶段招生职普比,4:6,4:6,4:6\n中职学校数量（所）,2,2,3\n中职学校校均在校生规模（人）,300,330,240\n"
            "师资队伍\n指标,2019年,2020年,2021年\n职业院校招聘教师数,,4,6\n"
            "中职学校生师比（在校生数/专任教师数）,20:1（600/30）,,\n"
            "中职学校“双师型”教师比例（“双师型”教师数/专业课教师总数）,50%（10/20）,59.1%（13/22）,62.5%（15/24）\n"
            "实训基地\n指标,2019年,2020年,2021年\n校内实训基地工位数（个）,50,80,70\n"
            "社会培训\n指标,2019年,2020年,2021年\n培训规模（人日）,,100,200\n承担补贴性培训规模（人日）,,50,250\n");
    print_diags(&x.d);
    assert_int_equal(x.err, 0);
    write_temporary(path, "");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(import_write(out, &x.m, &words, &x.d), 0);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(x.d.count, 2); /* workstations fall in 2021; more subsidised than trained */
    assert_int_equal(x.d.errors, 0);
    open_file(&m, path, NULL, 0);
    unlink(path);
    assert_indicator(&m, "enrolment.students", 2019, 600);
    assert_indicator(&m, "enrolment.students", 2020, 660);
    assert_indicator(&m, "enrolment.students", 2021, 720);
    assert_indicator(&m, "enrolment.intake", 2020, 260);
    assert_indicator(&m, "population.upper_secondary_entrants", 2021, 650);
    assert_indicator(&m, "faculty.full_time", 2021, 40);
    assert_indicator(&m, "faculty.professional", 2021, 24);
    assert_indicator(&m, "faculty.dual_qualified", 2021, 15);
    assert_indicator(&m, "campus.workstations", 2020, 80);
    assert_indicator(&m, "campus.workstations", 2021, 80);
    assert_indicator(&m, "initiative.sve_schools", 2021, 3);
    assert_indicator(&m, "training.subsidised", 2021, 200);
    const struct value *base = scenario_value(&m.s, parameter_row("enrolment.base_students"), 0);
    assert_non_null(base);
    assert_non_null(strstr(base->from.source, "（B5）"));
    assert_equal(issued_cell(&m.s.issued, "faculty", "dual_share", "values", 2021)->whole, 24);
    close_sim(&m);
    imported_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_found_whatever_a_spreadsheet_saved),
        cmocka_unit_test(chinese_in_other_encodings_is_read),
        cmocka_unit_test(cells_are_named_as_in_a_spreadsheet),
        cmocka_unit_test(labels_are_understood_as_people_write_them),
        cmocka_unit_test(what_is_not_understood_is_refused_by_its_cell),
        cmocka_unit_test(the_scenario_runs_and_gives_the_tables_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
