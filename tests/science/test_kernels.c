/* Every build of the model gives the same bits, and a lane does not see its neighbours. */
#include "lanes.h"

enum { WIDE = 8 };

/* Runs WIDE replicates one at a time with the one-lane kernel and compares each with its lane. */
static void assert_same_as_one_by_one(const struct sim *m, const struct block *wide, const double *outputs)
{
    struct block one;
    const struct setup *u = &m->u;
    const int count = u->shape.years * OUTPUT_LANES;

    for (int l = 0; l < WIDE; l++) {
        block_init(&one, u, 1);
        for (int i = 0; i < LEVEL_LANES; i++)
            one.levels[i] = wide->levels[i * WIDE + l];
        for (int i = 0; i < u->shape.years * INPUT_LANES; i++)
            one.inputs[i] = wide->inputs[i * WIDE + l];
        block_run(&one, u, &kernel_one);
        for (int i = 0; i < count; i++) {
            if (memcmp(&one.outputs[i], &outputs[i * WIDE + l], sizeof(double)) == 0)
                continue;
            print_error("%s: lane %d, output %d of year %d: %.17g alone, %.17g among eight\n", m->s.name, l,
                        i % OUTPUT_LANES, u->shape.first_year + i / OUTPUT_LANES, one.outputs[i],
                        outputs[i * WIDE + l]);
            fail();
        }
        block_free(&one);
    }
}

static void one_scenario(const struct sim *m)
{
    static const char *const names[] = {"x86-64-v3", "x86-64-v4"};
    const struct setup *u = &m->u;
    const size_t size = sizeof(double) * (size_t)(u->shape.years * OUTPUT_LANES * WIDE);
    struct block first, other;

    block_init(&first, u, WIDE);
    perturb(&first, u, 0.1, 20240601);
    block_run(&first, u, &kernel_v1);
    assert_same_as_one_by_one(m, &first, first.outputs);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct kernel *k = kernel_choose(names[i]);
        if (!k) {
            continue; /* this CPU cannot run it */
        }
        block_init(&other, u, WIDE);
        perturb(&other, u, 0.1, 20240601);
        block_run(&other, u, k);
        if (memcmp(first.outputs, other.outputs, size) != 0) {
            print_error("%s: %s differs from %s\n", m->s.name, k->name, kernel_v1.name);
            fail();
        }
        block_free(&other);
    }
    block_free(&first);
}

static void all_kernels_agree_bit_for_bit_on_every_shipped_scenario(void **state)
{
    (void)state;
    with_shipped_scenarios(one_scenario);
}

/* The comparison above must not be of equal lanes: lanes differ in the students of the last year. */
static void lanes_differ(const struct sim *m)
{
    struct block b;
    const struct series *students = setup_series(&m->u, "enrolment.students", NULL);
    const int at = ((m->u.shape.years - 1) * OUTPUT_LANES + students->offset) * WIDE;

    block_init(&b, &m->u, WIDE);
    perturb(&b, &m->u, 0.1, 20240601);
    block_run(&b, &m->u, &kernel_v1);
    for (int l = 1; l < WIDE; l++)
        assert_true(b.outputs[at + l] != b.outputs[at]);
    block_free(&b);
}

static void perturbed_lanes_really_differ(void **state)
{
    (void)state;
    with_shipped_scenarios(lanes_differ);
}

/* A second run in the same, used memory: nothing of the first may be left in it. */
static void used_memory(const struct sim *m)
{
    struct block fresh, used;
    const size_t size = sizeof(double) * (size_t)(m->u.shape.years * OUTPUT_LANES * WIDE);

    block_init(&fresh, &m->u, WIDE);
    block_run(&fresh, &m->u, &kernel_v1);
    block_init(&used, &m->u, WIDE);
    perturb(&used, &m->u, 0.2, 7);
    block_run(&used, &m->u, &kernel_v1);
    for (int i = 0; i < LEVEL_LANES * WIDE; i++)
        used.levels[i] = fresh.levels[i];
    for (int i = 0; i < m->u.shape.years * INPUT_LANES * WIDE; i++)
        used.inputs[i] = fresh.inputs[i];
    block_run(&used, &m->u, &kernel_v1);
    assert_memory_equal(fresh.outputs, used.outputs, size);
    block_free(&fresh);
    block_free(&used);
}

static void a_run_depends_on_nothing_left_in_its_memory(void **state)
{
    (void)state;
    with_shipped_scenarios(used_memory);
}

static void kernels_are_chosen_by_name_and_by_cpu(void **state)
{
    (void)state;
    assert_ptr_equal(kernel_choose("x86-64"), &kernel_v1);
    assert_ptr_equal(kernel_choose("one-lane"), &kernel_one);
    assert_null(kernel_choose("riscv"));
    assert_int_equal(kernel_choose(NULL)->lanes, 8);
    if (__builtin_cpu_supports("avx2"))
        assert_ptr_not_equal(kernel_choose(NULL), &kernel_v1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_kernels_agree_bit_for_bit_on_every_shipped_scenario),
        cmocka_unit_test(perturbed_lanes_really_differ),
        cmocka_unit_test(a_run_depends_on_nothing_left_in_its_memory),
        cmocka_unit_test(kernels_are_chosen_by_name_and_by_cpu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
