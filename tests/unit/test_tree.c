/* A file as a tree, written back: the same numbers, texts and digest. */
#include "lanes.h"
#include "tree.h"

static struct node *parse(struct arena *a, const char *text)
{
    char path[64];
    struct node *root = NULL;
    struct diags d = {0};

    write_temporary(path, text);
    int err = tree_read(a, path, &root, &d);
    print_diags(&d);
    unlink(path);
    diags_free(&d);
    assert_int_equal(err, 0);
    return root;
}

static char *written(const struct node *root)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    tree_write(out, root);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void what_is_written_reads_back_the_same(void **state)
{
    static const char text[] = "a = 1; b = -2.5; c = true; d = \"学位 \\\"q\\\" back\\\\slash \\n\\t\\r\\f`$(x)`\"; e "
                               "= (1, (2.0, 3), { f = 4; }); g = { h = { i = 1e-7; }; j = (); };"
                               " k = 0.1; l = 1e300; m = 123456789012.0; n = 0x10; o = 3000000000L; p = "
                               "0.30000000000000004; q = {}; r = -0.0; s = [1, 2];";
    struct arena a = {0};
    (void)state;
    char *once = written(parse(&a, text)), *twice = written(parse(&a, once));
    assert_string_equal(once, twice);
    struct node *back = parse(&a, once);
    assert_string_equal(tree_find(back, "d")->text, "学位 \"q\" back\\slash \n\t\r\f`$(x)`");
    assert_equal(tree_find(back, "p")->number, 0.30000000000000004);
    assert_equal(tree_find(back, "m")->number, 123456789012.0);
    assert_equal(tree_find(back, "n")->number, 16.0);
    assert_equal(tree_find(back, "o")->number, 3e9);
    assert_equal(tree_find(tree_find(tree_find(back, "g"), "h"), "i")->number, 1e-7);
    assert_true(tree_find(back, "a")->whole);
    assert_false(tree_find(back, "l")->whole);
    assert_int_equal(tree_find(back, "c")->type, NODE_BOOL);
    free(once);
    free(twice);
    arena_free(&a);
}

/* libconfig reads "\x07" in a text as one control character; written as it is, the file would not be text. */
static void control_characters_in_a_text_survive_writing(void **state)
{
    struct arena a = {0};
    struct diags d = {0};
    struct node *back = NULL;
    char path[64];
    (void)state;
    char *once = written(parse(&a, "a = \"bell \\x07 escape \\x1b[31m\";"));
    write_temporary(path, once);
    int err = tree_read(&a, path, &back, &d);
    print_diags(&d);
    unlink(path);
    diags_free(&d);
    free(once);
    assert_int_equal(err, 0);
    assert_string_equal(tree_find(back, "a")->text, "bell \x07 escape \x1b[31m");
    arena_free(&a);
}

static void nodes_remember_their_file_and_line(void **state)
{
    struct arena a = {0};
    (void)state;
    struct node *root = parse(&a, "// one\na = 1;\n\nb = {\n  c = 2;\n};\n");
    assert_int_equal(tree_find(root, "a")->line, 2);
    assert_int_equal(tree_find(tree_find(root, "b"), "c")->line, 5);
    assert_non_null(strstr(tree_find(root, "a")->file, "vetsim-test-"));
    arena_free(&a);
}

static void put_replaces_in_place_and_remove_closes_the_gap(void **state)
{
    struct arena a = {0};
    (void)state;
    struct node *root = parse(&a, "a = 1; b = 2; c = 3;"), *b = tree_new(&a, NODE_BOOL, "b"),
                *d = tree_new(&a, NODE_BOOL, "d");
    tree_put(root, b);
    tree_put(root, d);
    assert_ptr_equal(root->first->next, b);
    assert_ptr_equal(root->last, d);
    tree_remove(root, "a");
    tree_remove(root, "d");
    tree_remove(root, "not there");
    assert_ptr_equal(root->first, b);
    assert_string_equal(root->last->name, "c");
    tree_append(root, tree_new(&a, NODE_NUMBER, "e"));
    assert_string_equal(root->last->name, "e");
    struct node *g = tree_group(&a, root, "g");
    assert_ptr_equal(g, tree_find(root, "g"));
    assert_ptr_equal(g, tree_group(&a, root, "g")); /* made once */
    assert_int_equal(tree_find(root, "g")->type, NODE_GROUP);
    arena_free(&a);
}

static void values_from_the_command_line(void **state)
{
    struct arena a = {0};
    (void)state;
    assert_equal(tree_parse_value(&a, "0.25")->number, 0.25);
    assert_equal(tree_parse_value(&a, "-3")->number, -3.0);
    assert_int_equal(tree_parse_value(&a, "true")->type, NODE_BOOL);
    assert_string_equal(tree_parse_value(&a, "none")->text, "none");
    assert_string_equal(tree_parse_value(&a, "\"two words\"")->text, "two words");
    assert_int_equal(tree_parse_value(&a, "((2020, 1), (2021, 2))")->type, NODE_LIST);
    assert_int_equal(tree_parse_value(&a, "{ after = 3; }")->type, NODE_GROUP);
    assert_null(tree_parse_value(&a, "1; b = 2"));
    assert_null(tree_parse_value(&a, "two words"));
    assert_null(tree_parse_value(&a, ""));
    assert_null(tree_parse_value(&a, "((1"));
    arena_free(&a);
}

static void texts_that_are_no_scenario_are_refused_with_a_line(void **state)
{
    static const struct {
        const char *text;
        int line;
    } cases[] = {
        {"a = 1;\nb = ;\n", 2},        {"a = 1;\n\x01", 2},          {"a = \"\xff\";", 1},
        {"\n@include \"x.cfg\"\n", 2}, {"a = \"\xed\xa0\x80\";", 1}, {"a = (((((((((((((((((((((((((((((((((((((((", 1},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags d = {0};
        struct node *root = NULL;
        char path[64];
        write_temporary(path, cases[i].text);
        assert_int_equal(tree_read(&a, path, &root, &d), VS_SCENARIO);
        assert_int_equal(d.count, 1);
        assert_int_equal(d.list[0].line, cases[i].line);
        unlink(path);
        diags_free(&d);
    }
    arena_free(&a);
}

static void quoted_and_commented_signs_are_no_nesting(void **state)
{
    struct arena a = {0};
    (void)state;
    struct node *root =
        parse(&a, "// ((((((((((((((((((((((((((((((((((((\n# {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\n/* "
                  "(((((((((((((((((((((((((((((((( */ a = \"((((((((((((((((((((((((((((((((\\\"((\";");
    assert_int_equal(strlen(tree_find(root, "a")->text), 35);
    arena_free(&a);
}

/* The resolved scenario stands alone: it has no `extends` and is the same scenario. */
static void resolved(const struct sim *m)
{
    struct sim again;
    char path[64];

    assert_null(strstr(m->s.resolved, "extends ="));
    write_temporary(path, m->s.resolved);
    prepare_file(&again, path, NULL, 0);
    print_diags(&again.d);
    assert_int_equal(again.err, 0);
    assert_string_equal(again.s.digest, m->s.digest);
    assert_string_equal(again.s.resolved, m->s.resolved);
    assert_memory_equal(again.u.levels, m->u.levels, sizeof(double) * LEVEL_LANES);
    assert_memory_equal(again.u.inputs, m->u.inputs, sizeof(double) * (size_t)(m->u.shape.years * INPUT_LANES));
    assert_int_equal(again.s.target_count, m->s.target_count);
    memcpy(again.path, path, sizeof path);
    close_sim(&again);
}

static void every_shipped_scenarios_resolved_text_is_the_same_scenario(void **state)
{
    (void)state;
    with_shipped_scenarios(resolved);
}

static void comments_and_spacing_do_not_change_the_digest_but_numbers_do(void **state)
{
    static const char plain[] =
        YEARS(2019, 2021) ENTRANTS(100) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; }; };";
    static const char spaced[] = "// a comment\n" YEARS(2019, 2021) "\n\n" ENTRANTS(
        100) "sector = { a = { label = \"a\"  ; level = \"secondary\" /* x */; length = 3; }; };";
    static const char other[] =
        YEARS(2019, 2021) ENTRANTS(101) "sector: { a: { label = \"a\"; level = \"secondary\"; length = 3; }; };";
    struct sim a, b, c;
    (void)state;
    open_text(&a, plain);
    open_text(&b, spaced);
    open_text(&c, other);
    assert_int_equal(strlen(a.s.digest), 64);
    assert_string_equal(a.s.digest, b.s.digest);
    assert_string_not_equal(a.s.digest, c.s.digest);
    close_sim(&a);
    close_sim(&b);
    close_sim(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(control_characters_in_a_text_survive_writing),
        cmocka_unit_test(nodes_remember_their_file_and_line),
        cmocka_unit_test(put_replaces_in_place_and_remove_closes_the_gap),
        cmocka_unit_test(values_from_the_command_line),
        cmocka_unit_test(texts_that_are_no_scenario_are_refused_with_a_line),
        cmocka_unit_test(quoted_and_commented_signs_are_no_nesting),
        cmocka_unit_test(every_shipped_scenarios_resolved_text_is_the_same_scenario),
        cmocka_unit_test(comments_and_spacing_do_not_change_the_digest_but_numbers_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
