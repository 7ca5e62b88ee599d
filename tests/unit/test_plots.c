/* Charts: text made harmless, numbers as readers see them, the page as gnuplot commands, and pages
 * of the shipped plans on which no text lies on another or leaves the page. */
#include "support.h"

#include "chart.h"
#include "gnuplot.h"
#include "look.h"
#include "plots.h"
#include "quantity.h"
#include "script.h"
#include "style.h"
#include "svg.h"

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static void dangerous_characters_become_their_twins(void **state)
{
    (void)state;
    assert_int_equal(lettering_safe('"'), 0x2033);
    assert_int_equal(lettering_safe('\\'), 0xff3c);
    assert_int_equal(lettering_safe('`'), 0x02cb);
    assert_int_equal(lettering_safe('\n'), ' ');
    assert_int_equal(lettering_safe('\t'), ' ');
    assert_int_equal(lettering_safe(0x1b), ' ');
    assert_int_equal(lettering_safe(0x85), ' ');   /* a C1 control */
    assert_int_equal(lettering_safe(0x2028), ' '); /* line separator */
    assert_int_equal(lettering_safe(0x202e), ' '); /* right-to-left override */
    assert_int_equal(lettering_safe('a'), 'a');
    assert_int_equal(lettering_safe(0x4e2d), 0x4e2d);
}

static void malformed_text_reads_as_replacement_characters(void **state)
{
    static const char *const bad[] = {"\xff", "\xc0\xaf", "\xe4\xb8", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"};
    (void)state;
    for (int i = 0; i < COUNT(bad); i++) {
        const char *at = bad[i], *end = bad[i] + strlen(bad[i]);
        assert_int_equal(lettering_next(&at), 0xfffd);
        assert_true(at > bad[i] && at <= end);
    }
    const char *good = "中\xf0\x9f\x98\x80";
    assert_int_equal(lettering_next(&good), 0x4e2d);
    assert_int_equal(lettering_next(&good), 0x1f600);
    assert_int_equal(*good, 0);
}

static void a_cut_text_fits_and_says_that_it_is_cut(void **state)
{
    struct arena a = {0};
    (void)state;
    assert_near(lettering_width("中中", 20, false), 40);
    assert_string_equal(lettering_cut(&a, "中中中", 20, false, 60), "中中中");
    assert_string_equal(lettering_cut(&a, "中中中中", 20, false, 60), "中中…");
    arena_free(&a);
}

static void wrapping_keeps_words_and_closing_marks(void **state)
{
    struct arena a = {0};
    const char *lines[3];
    (void)state;
    assert_int_equal(lettering_wrap(&a, "aaaa bbbb", 10, 35, 3, lines), 2);
    assert_string_equal(lines[0], "aaaa ");
    assert_string_equal(lines[1], "bbbb");
    assert_int_equal(lettering_wrap(&a, "一二三，四", 10, 30, 3, lines), 2);
    assert_string_equal(lines[0], "一二三，"); /* no line starts with a comma */
    assert_int_equal(lettering_wrap(&a, "一二三四五六七八九", 10, 30, 2, lines), 2);
    assert_string_equal(lines[1], "四五…");
    assert_int_equal(lettering_wrap(&a, "WWWWWWWWWWWWWWWWWW", 10, 5, 3, lines), 3); /* narrower than a letter */
    arena_free(&a);
}

static void numbers_alone_read_as_a_planner_writes_them(void **state)
{
    static const struct {
        enum unit unit;
        double value;
        const char *zh, *en;
    } cases[] = {
        {UNIT_PERSONS, 45000, "45,000人", "45,000"},
        {UNIT_PERSON_TIMES, 400000, "40万人次", "400,000"},
        {UNIT_PERSONS, 35.3, "35人", "35"},
        {UNIT_PERSONS, -1790, "−1,790人", "−1,790"},
        {UNIT_SHARE, 0.913, "91.3%", "91.3%"},
        {UNIT_WAN_YUAN, 83000, "83,000万元", "83,000"},
        {UNIT_WAN_YUAN, 250000, "25亿元", "250,000"},
        {UNIT_WAN_YUAN_PER_PERSON, 0.33, "0.33万元/人", "0.33"},
        {UNIT_STUDENTS_PER_TEACHER, 16.94, "16.9", "16.9"},
        {UNIT_CALENDAR_YEAR, 2022, "2022", "2022"},
        {UNIT_PERSONS, ABSENT, "—", "—"},
    };
    char text[96];
    (void)state;
    for (int i = 0; i < COUNT(cases); i++) {
        quantity_alone(text, sizeof text, cases[i].unit, NULL, cases[i].value, true, false);
        assert_string_equal(text, cases[i].zh);
        quantity_alone(text, sizeof text, cases[i].unit, NULL, cases[i].value, false, false);
        assert_string_equal(text, cases[i].en);
    }
    quantity_alone(text, sizeof text, UNIT_PERSONS, NULL, 49.6, true, true);
    assert_string_equal(text, "49.6人"); /* and not 50 next to a target of 50 that is missed */
}

static void axis_steps_are_round(void **state)
{
    (void)state;
    assert_near(quantity_step(100, 5), 20);
    assert_near(quantity_step(101, 5), 25);
    assert_near(quantity_step(0.9, 5), 0.2);
    assert_near(quantity_step(6000, 7), 1000);
}

static void axis_labels_carry_their_unit(void **state)
{
    struct quantity_scale s;
    char text[32];
    (void)state;
    quantity_scale(&s, UNIT_PERSONS, NULL, 76000, true);
    quantity_tick(text, sizeof text, &s, 25000, 25000);
    assert_string_equal(text, "2.5");
    assert_string_equal(s.unit, "万人");
    quantity_scale(&s, UNIT_PERSONS, NULL, 76000, false);
    quantity_tick(text, sizeof text, &s, 20000, 20000);
    assert_string_equal(text, "20k");
    quantity_scale(&s, UNIT_WAN_YUAN, NULL, 83000, true);
    quantity_tick(text, sizeof text, &s, 25000, 25000);
    assert_string_equal(text, "2.5");
    assert_string_equal(s.unit, "亿元");
    quantity_scale(&s, UNIT_WAN_YUAN, NULL, 83000, false);
    quantity_tick(text, sizeof text, &s, 25000, 25000);
    assert_string_equal(text, "25,000"); /* as in the scenario and on the page */
    assert_string_equal(s.unit, unit_label(UNIT_WAN_YUAN, false));
    quantity_scale(&s, UNIT_SHARE, NULL, 1, true);
    quantity_tick(text, sizeof text, &s, 0.2, 0.2);
    assert_string_equal(text, "20%");
}

/* Every line of a script that carries a text of the page must be a data row: numbers, tab, text. */
static void texts_stay_inside_data_rows(void **state)
{
    static const char *const texts[] = {"\"; system(\"touch /tmp/vetsim-pwned\"); x=\"",
                                        "`touch /tmp/vetsim-pwned`",
                                        "a\nEND\nsystem('touch /tmp/vetsim-pwned')\n",
                                        "END",
                                        "\\n \\\"",
                                        "' @x {y} %s #",
                                        "\t1\t2\tZZ"};
    struct arena a = {0};
    struct canvas c;
    char *script = NULL;
    size_t length = 0;
    (void)state;
    FILE *out = open_memstream(&script, &length);
    canvas_init(&c, &a, &page_sizes[SIZE_SLIDE]);
    for (int i = 0; i < COUNT(texts); i++)
        canvas_text(&c, 10, 20, ALIGN_LEFT, 20, 0x123456, texts[i]);
    script_page(out, &c, "png", "page.png");
    fclose(out);
    int rows = 0;
    for (const char *line = script; *line; line = strchr(line, '\n') + 1) {
        if (strncmp(line, "10.00\t20.00\t1193046\t", 20) != 0) {
            assert_null(memmem(line, strcspn(line, "\n"), "pwned", 5));
            continue;
        }
        rows++;
        assert_null(memchr(line, '"', strcspn(line, "\n")));
        assert_null(memchr(line, '`', strcspn(line, "\n")));
        assert_null(memchr(line, '\\', strcspn(line, "\n")));
        assert_null(memchr(line + 20, '\t', strcspn(line + 20, "\n")));
    }
    assert_int_equal(rows, COUNT(texts));
    free(script);
    arena_free(&a);
}

static void svg_text_is_text_and_nothing_else(void **state)
{
    struct arena a = {0};
    struct canvas c;
    char *svg = NULL;
    size_t length = 0;
    (void)state;
    FILE *out = open_memstream(&svg, &length);
    canvas_init(&c, &a, &page_sizes[SIZE_THUMBNAIL]);
    c.title = "</title><script>";
    canvas_text(&c, 10, 20, ALIGN_LEFT, 20, 0x123456, "a<b>&\"\x1b");
    svg_page(out, &c);
    fclose(out);
    assert_non_null(strstr(svg, ">a&#60;b&#62;&#38;\xe2\x80\xb3 </text>"));
    assert_non_null(strstr(svg, "<title>&#60;/title&#62;&#60;script&#62;</title>"));
    assert_non_null(strstr(svg, "viewBox=\"0 0 960 540\" width=\"480\" height=\"270\"")); /* shown at half its size */
    free(svg);
    arena_free(&a);
}

/* Counts the pictures it is given, and refuses the third. */
struct taken {
    int count;
    bool whole;
};

static int take(void *to, const char *name, const char *title, const char *bytes, size_t length)
{
    struct taken *t = to;

    t->whole = t->whole && *name && *title && !strncmp(bytes, "<svg ", 5) && !strcmp(bytes + length - 7, "</svg>\n");
    return ++t->count == 3 ? VS_FILE : 0;
}

static void pictures_can_be_taken_instead_of_written(void **state)
{
    struct taken taken = {.whole = true};
    struct plot_request q = {.chart = "faculty", .format = "svg", .take = take, .to = &taken};
    struct arena a = {0};
    struct diags d = {0};
    struct sim m;
    char **written;
    int count;
    (void)state;
    open_file(&m, "scenarios/chiping/plan-2020.cfg", NULL, 0);
    assert_int_equal(plots_draw(&m.r, &q, &a, &written, &count, &d), 0);
    assert_int_equal(taken.count, 1);
    q.chart = NULL;
    assert_int_equal(plots_draw(&m.r, &q, &a, &written, &count, &d), VS_FILE); /* the taker's own code */
    assert_int_equal(taken.count, 3);
    assert_true(taken.whole);
    close_sim(&m);
    diags_free(&d);
    arena_free(&a);
}

static int due_years(const struct canvas *c)
{
    int count = 0;

    for (const struct canvas_shape *s = c->first; s; s = s->next)
        count +=
            s->kind == SHAPE_TEXT && s->align == ALIGN_RIGHT && strlen(s->text) == 4 && !strncmp(s->text, "202", 3);
    return count;
}

/* An overview and pages by area hold every one of the 161 targets once, on paper and on a wall. */
static void no_target_is_lost_between_pages(void **state)
{
    const struct chart *chart = &chart_table[chart_table_count - 1];
    struct sim m;
    (void)state;
    open_file(&m, "scenarios/chiping/plan-2020.cfg", NULL, 0);
    assert_string_equal(chart->name, "targets");
    for (int size = SIZE_SLIDE; size <= SIZE_PAGE; size++) {
        int rows = 0, pages = 0;
        for (int page = 0; page < CHART_PAGES; page++) {
            struct arena a = {0};
            struct canvas c;
            canvas_init(&c, &a, &page_sizes[size]);
            pages += chart_draw(chart, page, &m.r, true, &c) != NULL;
            rows += due_years(&c);
            arena_free(&a);
        }
        assert_int_equal(rows, 161);
        assert_true(pages > 6);
    }
    close_sim(&m);
}

/* 0.8 of the cities is 80%: the plan's unit "share" is no unit to count in. */
static void shares_of_a_whole_are_percentages(void **state)
{
    struct sim m;
    int percent = 0;
    (void)state;
    open_file(&m, "scenarios/shandong/plan-2020.cfg", NULL, 0);
    for (int page = 0; page < CHART_PAGES; page++) {
        struct arena a = {0};
        struct canvas c;
        canvas_init(&c, &a, &page_sizes[SIZE_SLIDE]);
        chart_draw(&chart_table[chart_table_count - 1], page, &m.r, true, &c);
        for (const struct canvas_shape *s = c.first; s; s = s->next) {
            assert_true(s->kind != SHAPE_TEXT || !strstr(s->text, "1比例"));
            percent += s->kind == SHAPE_TEXT && !strcmp(s->text, "≥100%");
        }
        arena_free(&a);
    }
    assert_int_equal(percent, 4);
    close_sim(&m);
}

static void what_stands_side_by_side_has_its_own_colour(void **state)
{
    int (*const palettes[])(int) = {style_sector, style_scenario, style_item};
    (void)state;
    for (int p = 0; p < COUNT(palettes); p++)
        for (int i = 0; i < 8; i++)
            for (int k = 0; k < i; k++)
                assert_int_not_equal(palettes[p](i), palettes[p](k));
}

static bool indicator_row(const char *key)
{
    for (int i = 0; i < model_indicator_count; i++)
        if (strcmp(model_indicators[i].key, key) == 0)
            return true;
    print_error("no indicator %s\n", key);
    return false;
}

static void every_trace_of_the_table_is_an_indicator(void **state)
{
    (void)state;
    for (int i = 0; i < chart_table_count; i++)
        for (int p = 0; p < chart_table[i].panel_count; p++)
            for (int t = 0; t < MAX_TRACES && chart_table[i].panels[p].traces[t].row; t++) {
                const struct trace *trace = &chart_table[i].panels[p].traces[t];
                assert_true(indicator_row(trace->row));
                assert_true(!trace->less || indicator_row(trace->less));
                assert_true(!trace->zh == !trace->en);
                assert_true(!trace->short_zh == !trace->short_en);
            }
}

/* One page: k says which chart, language and size. */
static int look_at_chart(const struct run *r, int k, int page, const char *plan)
{
    const struct chart *chart = &chart_table[k / 2 / SIZES];
    struct arena a = {0};
    struct canvas c;
    char name[160];
    int found = 0;

    canvas_init(&c, &a, &page_sizes[k / 2 % SIZES]);
    const char *file = chart_draw(chart, page, r, k % 2, &c);
    if (file) {
        snprintf(name, sizeof name, "%s %s %s", plan, file, k % 2 ? "zh" : "en");
        found = look_at(&c, name);
        assert_true(c.height <= fmax(c.size->height, c.size->most_height));
    }
    assert_false(c.failed);
    arena_free(&a);
    return found;
}

static void no_text_lies_on_another(void **state)
{
    static const char *const plans[] = {"jining/plan-2020",   "jining/integration-2026", "chiping/plan-2020",
                                        "chiping/as-written", "rongcheng/plan-2020",     "shandong/plan-2020"};
    int found = 0;
    (void)state;
    for (int i = 0; i < COUNT(plans); i++) {
        struct sim m;
        char name[160];
        snprintf(name, sizeof name, "scenarios/%s.cfg", plans[i]);
        open_file(&m, name, NULL, 0);
        for (int k = 0; k < 2 * SIZES * chart_table_count; k++)
            for (int page = 0; page < CHART_PAGES; page++)
                found += look_at_chart(&m.r, k, page, plans[i]);
        close_sim(&m);
    }
    assert_int_equal(found, 0);
}

static void a_failing_gnuplot_is_reported_with_its_words(void **state)
{
    static const char script[] = "set xrange [0:1]\nplot nonsense(x)\n";
    struct diags d = {0};
    (void)state;
    assert_int_equal(gnuplot_run(script, sizeof script - 1, NULL, 0, &d), VS_PLOT);
    assert_int_equal(d.errors, 1);
    assert_non_null(strstr(d.list[0].text, "undefined function"));
    diags_free(&d);
}

static void a_missing_gnuplot_is_said_plainly(void **state)
{
    struct diags d = {0};
    char *path = getenv("PATH") ? strdup(getenv("PATH")) : NULL;
    (void)state;
    setenv("PATH", "/nonexistent", 1);
    const int code = gnuplot_run("", 0, NULL, 0, &d);
    setenv("PATH", path ? path : "/usr/bin:/bin", 1);
    free(path);
    assert_int_equal(code, VS_PLOT);
    assert_string_equal(d.list[0].text, "gnuplot not found: install gnuplot-nox");
    diags_free(&d);
}

static void unknown_charts_and_formats_are_usage_errors(void **state)
{
    const struct run r = {0};
    struct arena a = {0};
    struct diags d = {0};
    char **written;
    int count;
    (void)state;
    struct plot_request q = {.chart = "fakulty", .format = "png", .directory = "/tmp"};
    assert_int_equal(plots_draw(&r, &q, &a, &written, &count, &d), VS_USAGE);
    assert_non_null(strstr(d.list[0].text, "faculty"));
    q = (struct plot_request){.chart = "faculty", .format = "pgn", .directory = "/tmp"};
    assert_int_equal(plots_draw(&r, &q, &a, &written, &count, &d), VS_USAGE);
    assert_non_null(strstr(d.list[1].text, "png"));
    q = (struct plot_request){.chart = "faculty", .format = "png", .size = "slides", .directory = "/tmp"};
    assert_int_equal(plots_draw(&r, &q, &a, &written, &count, &d), VS_USAGE);
    assert_non_null(strstr(d.list[2].text, "did you mean slide?"));
    assert_int_equal(count, 0);
    diags_free(&d);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dangerous_characters_become_their_twins),
        cmocka_unit_test(malformed_text_reads_as_replacement_characters),
        cmocka_unit_test(a_cut_text_fits_and_says_that_it_is_cut),
        cmocka_unit_test(wrapping_keeps_words_and_closing_marks),
        cmocka_unit_test(numbers_alone_read_as_a_planner_writes_them),
        cmocka_unit_test(axis_steps_are_round),
        cmocka_unit_test(axis_labels_carry_their_unit),
        cmocka_unit_test(texts_stay_inside_data_rows),
        cmocka_unit_test(svg_text_is_text_and_nothing_else),
        cmocka_unit_test(pictures_can_be_taken_instead_of_written),
        cmocka_unit_test(no_target_is_lost_between_pages),
        cmocka_unit_test(shares_of_a_whole_are_percentages),
        cmocka_unit_test(what_stands_side_by_side_has_its_own_colour),
        cmocka_unit_test(every_trace_of_the_table_is_an_indicator),
        cmocka_unit_test(no_text_lies_on_another),
        cmocka_unit_test(a_failing_gnuplot_is_reported_with_its_words),
        cmocka_unit_test(a_missing_gnuplot_is_said_plainly),
        cmocka_unit_test(unknown_charts_and_formats_are_usage_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
