/* Memory that lives and dies together. */
#include "arena.h"
#include "support.h"

static bool zeroed(const char *p, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (p[i])
            return false;
    }
    return true;
}

static void memory_is_zeroed_and_keeps_apart(void **state)
{
    static const size_t sizes[] = {1, 15, 16, 17, 63, 64, 65, 1000, 65535, 65536, 65537, 300000};
    enum { COUNT = sizeof sizes / sizeof *sizes, ROUNDS = 8 };
    char *p[COUNT * ROUNDS];
    struct arena a = {0};
    (void)state;

    for (int i = 0; i < COUNT * ROUNDS; i++) {
        p[i] = arena_alloc(&a, sizes[i % COUNT]);
        assert_non_null(p[i]);
        assert_true(zeroed(p[i], sizes[i % COUNT]));
        memset(p[i], i + 1, sizes[i % COUNT]);
    }
    for (int i = 0; i < COUNT * ROUNDS; i++) {
        for (size_t k = 0; k < sizes[i % COUNT]; k++)
            assert_int_equal((unsigned char)p[i][k], i + 1);
    }
    arena_free(&a);
    assert_null(a.head);
}

/* Lanes need 64 bytes, also after small texts have shared a block. */
static void large_requests_are_aligned_for_lanes(void **state)
{
    struct arena a = {0};
    (void)state;
    for (size_t size = 64; size < 200000; size = size * 3 / 2 + 1) {
        assert_non_null(arena_alloc(&a, 7));
        assert_int_equal((uintptr_t)arena_alloc(&a, size) % 64, 0);
    }
    arena_free(&a);
}

static void an_impossible_request_gives_null_and_leaves_the_arena_usable(void **state)
{
    struct arena a = {0};
    (void)state;
    assert_null(arena_alloc(&a, (size_t)1 << 41));
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_non_null(arena_alloc(&a, 100));
    arena_free(&a);
}

static void texts_are_copied_and_ended(void **state)
{
    struct arena a = {0};
    (void)state;
    char *part = arena_copy(&a, "workstations", 4), *text = arena_format(&a, "%s-%d", "year", 2022);
    assert_string_equal(part, "work");
    assert_string_equal(text, "year-2022");
    assert_string_equal(arena_copy(&a, "", 0), "");
    arena_free(&a);
    arena_free(&a); /* twice is once */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_keeps_apart),
        cmocka_unit_test(large_requests_are_aligned_for_lanes),
        cmocka_unit_test(an_impossible_request_gives_null_and_leaves_the_arena_usable),
        cmocka_unit_test(texts_are_copied_and_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
