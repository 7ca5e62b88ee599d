/* The store: text made safe, files that appear whole, CSV and JSON that read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <sys/stat.h>

#include "csv.h"
#include "file.h"
#include "json.h"
#include "support.h"
#include "utf8.h"

static void clean_is(const char *text, const char *expected)
{
    char out[256];
    size_t length = utf8_clean_into(text, out, sizeof out);
    assert_string_equal(out, expected);
    assert_int_equal(length, strlen(expected));
}

static void utf8_text(void **unused)
{
    (void)unused;
    clean_is(NULL, "");
    clean_is("plain 中文 ✓", "plain 中文 ✓");
    clean_is("a\nb\t\r\n  c", "a b c");             /* breaks become one space */
    clean_is("\033[31mred", "\xEF\xBF\xBD[31mred"); /* ESC */
    clean_is("\xC2\x9B"
             "31m",
             "\xEF\xBF\xBD"
             "31m"); /* C1 control sequence introducer */
    clean_is("a\xE2\x80\xAE"
             "b",
             "a\xEF\xBF\xBD"
             "b");                                                    /* right-to-left override */
    clean_is("\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD");                 /* overlong slash */
    clean_is("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); /* surrogate */
    clean_is("\xE4\xB8", "\xEF\xBF\xBD\xEF\xBF\xBD");                 /* cut in the middle of 中 */
    clean_is("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
    clean_is("\xF5\x80\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void utf8_short_buffer(void **unused)
{
    (void)unused;
    char out[5];
    memset(out, 'x', sizeof out);
    assert_int_equal(utf8_clean_into("中文", out, sizeof out), 6);
    assert_string_equal(out, "中"); /* a character is whole or missing */
}

static void numbers_read_back(void **unused)
{
    (void)unused;
    const double values[] = {0.1, 1.0 / 3, 45000, -5200.5, 1e-12, 123456789.123456789, 5e-324, 1.7e299, 0.1 + 0.2};
    char text[32];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(strtod(csv_number(values[i], text), NULL) == values[i]);
    assert_string_equal(csv_number(0.1, text), "0.1");
    assert_string_equal(csv_number(45000, text), "45000");
    assert_string_equal(csv_number(-0.0, text), "0");
    assert_string_equal(csv_number(ABSENT, text), "");
    assert_string_equal(csv_number(NAN, text), "");
}

static void make_folder(char path[64])
{
    snprintf(path, 64, "/tmp/vetsim-store-XXXXXX");
    assert_non_null(mkdtemp(path));
}

static int entries(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *e; (e = readdir(folder));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static void read_whole(const char *folder, const char *name, char *text, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    text[fread(text, 1, size - 1, in)] = '\0';
    fclose(in);
}

static void remove_file(const char *folder, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(remove(path), 0);
}

static void file_commit_replaces(void **unused)
{
    (void)unused;
    char folder[64], text[64];
    struct diags d = {0};
    make_folder(folder);
    for (int i = 1; i <= 2; i++) {
        struct atomic_file f;
        assert_int_equal(atomic_open(&f, folder, "a.csv", &d), 0);
        fprintf(f.stream, "version %d", i);
        assert_int_equal(entries(folder), i); /* the old one is still there */
        assert_int_equal(atomic_commit(&f, &d), 0);
        atomic_abort(&f);
        assert_int_equal(entries(folder), 1);
    }
    read_whole(folder, "a.csv", text, sizeof text);
    assert_string_equal(text, "version 2");
    remove_file(folder, "a.csv");
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(d.errors, 0);
}

static void file_abort_leaves_nothing(void **unused)
{
    (void)unused;
    char folder[64];
    struct diags d = {0};
    struct atomic_file f;
    make_folder(folder);
    assert_int_equal(atomic_open(&f, folder, "a.csv", &d), 0);
    fputs("half", f.stream);
    atomic_abort(&f);
    atomic_abort(&f);
    assert_int_equal(entries(folder), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void file_failures_are_said(void **unused)
{
    (void)unused;
    char folder[64], taken[128];
    struct diags d = {0};
    struct atomic_file f;
    make_folder(folder);
    assert_int_equal(atomic_open(&f, "/nonexistent/folder", "a.csv", &d), VS_FILE);
    atomic_abort(&f);
    assert_int_equal(d.errors, 1);
    assert_non_null(strstr(d.list[0].text, "/nonexistent/folder/a.csv"));
    snprintf(taken, sizeof taken, "%s/a.csv", folder);
    assert_int_equal(mkdir(taken, 0777), 0);
    assert_int_equal(atomic_open(&f, folder, "a.csv", &d), VS_FILE); /* the name is a folder's */
    assert_int_equal(make_directory("/dev/null/x", NULL, &d), VS_FILE);
    assert_int_equal(make_directory("/dev/null", NULL, &d), VS_FILE);
    assert_int_equal(rmdir(taken), 0);
    assert_int_equal(rmdir(folder), 0);
    diags_free(&d);
}

/* What is read, a device and a link stay what they are: renaming would replace each of them. */
static void file_leaves_alone(void **unused)
{
    (void)unused;
    char folder[64], path[128], link[128], text[64];
    struct diags d = {0};
    struct atomic_file f;
    struct stat info;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/plan.cfg", folder);
    snprintf(link, sizeof link, "%s/link.cfg", folder);
    assert_int_equal(mkfifo(path, 0666), 0);
    assert_int_equal(atomic_open_path(&f, path, &d), VS_FILE);
    assert_int_equal(stat(path, &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
    remove_file(folder, "plan.cfg");

    assert_int_equal(atomic_open_path(&f, path, &d), 0);
    assert_int_equal(atomic_commit(&f, &d), 0);
    atomic_abort(&f);
    assert_int_equal(symlink("plan.cfg", link), 0);
    assert_int_equal(atomic_open_path(&f, link, &d), 0);
    fputs("through the link", f.stream);
    assert_int_equal(atomic_commit(&f, &d), 0);
    atomic_abort(&f);
    assert_int_equal(lstat(link, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    read_whole(folder, "plan.cfg", text, sizeof text);
    assert_string_equal(text, "through the link");

    assert_int_equal(file_protect(path), 0);
    assert_true(file_protected(link));
    assert_int_equal(atomic_open_path(&f, path, &d), VS_FILE);
    assert_int_equal(atomic_open_path(&f, link, &d), VS_FILE);
    assert_non_null(strstr(d.list[d.count - 1].text, "this command reads it"));
    remove_file(folder, "link.cfg");
    remove_file(folder, "plan.cfg");
    assert_int_equal(rmdir(folder), 0);
    diags_free(&d);
}

static void folders_are_made(void **unused)
{
    (void)unused;
    char folder[64], deep[128];
    struct diags d = {0};
    bool made = false;
    make_folder(folder);
    snprintf(deep, sizeof deep, "%s/one/two/", folder);
    assert_int_equal(make_directory(deep, &made, &d), 0);
    assert_int_equal(make_directory(deep, &made, &d), 0);
    assert_false(made); /* it was there */
    remove_file(folder, "one/two");
    remove_file(folder, "one");
    assert_int_equal(rmdir(folder), 0);
}

/* One sector, three grades, nobody leaves: 900 students and an intake of 400 in 2021. */
static const char plan[] = YEARS(2020, 2022) ENTRANTS(400) NO_LOSSES
    "sector: { sve: { label = \"v\"; level = \"secondary\"; length = 3; enrolment: { base_students = 900; }; }; };\n"
    "target: { intake: { label = { zh = \"=SUM(A1)\"; en = \"say \\\"four, hundred\\\"\"; }; area = \"enrolment\";\n"
    "  indicator = \"enrolment.intake.sve\"; comparator = \">=\"; value = 500; due = 2021; kind = \"level\";\n"
    "  strength = \"binding\"; departments = \"-bureau\"; }; };\n";

static char *printed(void (*write)(FILE *, const struct run *), const struct run *r)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    write(out, r);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void trajectories(void **unused)
{
    (void)unused;
    struct sim m;
    open_text(&m, plan);
    char *text = printed(csv_trajectories, &m.r);
    assert_int_equal(strncmp(text, "\xEF\xBB\xBFyear,indicator,sector,value,unit\n", 36), 0);
    assert_non_null(strstr(text, "\n2021,enrolment.intake,sve,400,persons\n"));
    assert_non_null(strstr(text, "\n2020,enrolment.students,sve,900,persons\n"));
    assert_non_null(strstr(text, "\n2020,enrolment.graduates,sve,,persons\n")); /* a flow has no base year */
    assert_null(strstr(text, "inf"));
    assert_null(strstr(text, "nan"));
    free(text);
    close_sim(&m);
}

static void targets(void **unused)
{
    (void)unused;
    struct sim m;
    open_text(&m, plan);
    char *text = printed(csv_targets, &m.r);
    assert_non_null(strstr(text,
                           "\nintake,enrolment,\"'=SUM(A1)\",\"say \"\"four, hundred\"\"\",2021,>=,500,,0,persons,"
                           "missed,400,-100,-0.2,,"));
    assert_non_null(strstr(text, "\"'-bureau\""));
    free(text);
    close_sim(&m);
}

static void json_document(void **unused)
{
    (void)unused;
    struct sim m;
    char *text = NULL;
    size_t size = 0;
    open_text(&m, plan);
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(json_print(out, &m.r, "9.9"), 0);
    fclose(out);
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "vetsim")), "9.9");
    assert_int_equal(json_array_size(json_object_get(root, "years")), 3);
    json_t *target = json_array_get(json_object_get(root, "targets"), 0);
    assert_string_equal(json_string_value(json_object_get(target, "verdict")), "missed");
    assert_true(json_number_value(json_object_get(target, "reached")) == 400);
    assert_true(json_is_null(json_object_get(target, "first_year_met")));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(root, "summary"), "missed")), 1);
    size_t index;
    json_t *series;
    int found = 0;
    json_array_foreach(json_object_get(root, "series"), index, series)
    {
        json_t *values = json_object_get(series, "values");
        assert_int_equal(json_array_size(values), 3);
        if (strcmp(json_string_value(json_object_get(series, "key")), "enrolment.graduates.sve") == 0) {
            assert_true(json_is_null(json_array_get(values, 0)));
            assert_true(json_number_value(json_array_get(values, 1)) == 300);
            found++;
        }
    }
    assert_int_equal(found, 1);
    json_decref(root);
    free(text);
    close_sim(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_text),
        cmocka_unit_test(utf8_short_buffer),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(file_commit_replaces),
        cmocka_unit_test(file_abort_leaves_nothing),
        cmocka_unit_test(file_failures_are_said),
        cmocka_unit_test(file_leaves_alone),
        cmocka_unit_test(folders_are_made),
        cmocka_unit_test(trajectories),
        cmocka_unit_test(targets),
        cmocka_unit_test(json_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
