/* See sketch.h. A value that falls between two entries is only counted there; entries are added
 * where a gap has come to hold too much, and neighbours are joined when room runs out. With n values
 * seen, the certain error is half of the largest weight + slack, divided by n (the paper's
 * proposition 1). */
#include "sketch.h"

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"

/* Shares of the count, as divisors. 1/500 in weight + slack is 0.1 % of rank error: an entry that would
 * pass it is split by the values of the block. That leaves entries that cannot be joined until the count
 * has grown, so an entry is split a little before; and joined up to a little less. */
enum { SPLIT = 500, SPLIT_EARLY = 510, JOIN = 515, STEP = 32, WORK = 2 * SKETCH_MOST + SKETCH_BLOCK + 2 };

/* Entries while they are added and joined. */
struct entries {
    float value[WORK];
    uint32_t weight[WORK], slack[WORK];
    int size;
};

/* A value to be inserted before entry `at`. */
struct insertion {
    float value;
    uint32_t weight, slack;
    int at;
};

void sketch_clear(struct sketch *s)
{
    free(s->value);
    *s = (struct sketch){0};
}

enum { ENTRY_BYTES = sizeof(float) + sizeof(uint32_t) + sizeof(uint16_t) };

size_t sketch_memory(const struct sketch *s) { return (size_t)s->room * ENTRY_BYTES; }

static uint32_t slack_of(const struct sketch *s, int i) { return (uint32_t)s->slack[i] << s->shift; }

static int find_room(struct sketch *s, int size)
{
    if (size <= s->room && size + 4 * STEP >= s->room)
        return VS_OK;
    const int room = (size + STEP - 1) / STEP * STEP;
    float *value = malloc((size_t)room * ENTRY_BYTES);
    if (!value)
        return VS_MEMORY;
    free(s->value);
    s->room = room;
    s->value = value;
    s->weight = (uint32_t *)(void *)(value + room);
    s->slack = (uint16_t *)(void *)(s->weight + room);
    return VS_OK;
}

/* Takes over the entries. Slacks are rounded up to sixteen bits: they are only bounds, and exact until
 * some thirty million values were seen. */
static int store(struct sketch *s, const struct entries *e)
{
    uint32_t most = 0;

    if (find_room(s, e->size) != VS_OK)
        return VS_MEMORY;
    s->size = e->size;
    memcpy(s->value, e->value, sizeof *e->value * (size_t)e->size);
    for (int i = e->size; i < s->room; i++)
        s->value[i] = HUGE_VALF;
    memcpy(s->weight, e->weight, sizeof *e->weight * (size_t)e->size);
    for (int i = 0; i < e->size; i++)
        most = e->slack[i] > most ? e->slack[i] : most;
    while (most >> s->shift >= UINT16_MAX)
        s->shift++;
    const uint32_t up = (1u << s->shift) - 1;
    for (int i = 0; i < e->size; i++)
        s->slack[i] = (uint16_t)((e->slack[i] + up) >> s->shift);
    return VS_OK;
}

int sketch_copy(struct sketch *to, const struct sketch *from)
{
    if (find_room(to, from->size) != VS_OK)
        return VS_MEMORY;
    to->first = from->first;
    to->count = from->count;
    to->size = from->size;
    to->shift = from->shift;
    for (int i = 0; i < to->room; i++)
        to->value[i] = i < from->size ? from->value[i] : HUGE_VALF;
    memcpy(to->weight, from->weight, sizeof *to->weight * (size_t)to->size);
    memcpy(to->slack, from->slack, sizeof *to->slack * (size_t)to->size);
    return VS_OK;
}

/* --- as bytes --- */

struct head {
    double first;
    uint64_t count;
    int32_t size, shift;
    int32_t room, unused; /* insert() looks at the room: without it a resumed sketch would go another way */
};

static size_t body_bytes(int size) { return (size_t)size * ENTRY_BYTES; }

size_t sketch_save(const struct sketch *s, void *bytes)
{
    const struct head head = {s->first, s->count, s->size, s->shift, s->room, 0};
    const size_t n = (size_t)s->size;
    unsigned char *to = bytes;

    if (to)
        memcpy(to, &head, sizeof head);
    if (to && n > 0) {
        to += sizeof head;
        memcpy(to, s->value, n * sizeof *s->value);
        memcpy(to + n * sizeof *s->value, s->weight, n * sizeof *s->weight);
        memcpy(to + n * (sizeof *s->value + sizeof *s->weight), s->slack, n * sizeof *s->slack);
    }
    return sizeof head + body_bytes(s->size);
}

/* What would send a search beyond the entries: no mark at the end, or values that do not rise. */
static bool sound(const struct sketch *s)
{
    if (s->size > 0 && s->value[s->size - 1] != HUGE_VALF)
        return false;
    for (int i = 1; i < s->size; i++) {
        if (!(s->value[i - 1] <= s->value[i] && s->value[i - 1] < HUGE_VALF))
            return false;
    }
    return true;
}

size_t sketch_load(struct sketch *s, const void *bytes, size_t size)
{
    const unsigned char *from = bytes;
    struct head head;

    sketch_clear(s);
    if (size < sizeof head)
        return 0;
    memcpy(&head, from, sizeof head);
    from += sizeof head;
    if (head.size < 0 || head.size > SKETCH_MOST || head.shift < 0 || head.shift > 16 ||
        body_bytes(head.size) > size - sizeof head)
        return 0;
    if (head.room < head.size || head.room > WORK || head.room % STEP != 0 || find_room(s, head.room) != VS_OK)
        return 0;
    s->first = head.first;
    s->count = head.count;
    s->size = head.size;
    s->shift = head.shift;
    const size_t n = (size_t)head.size;
    for (int i = 0; i < s->room; i++)
        s->value[i] = HUGE_VALF;
    if (n > 0) {
        memcpy(s->value, from, n * sizeof *s->value);
        memcpy(s->weight, from + n * sizeof *s->value, n * sizeof *s->weight);
        memcpy(s->slack, from + n * (sizeof *s->value + sizeof *s->weight), n * sizeof *s->slack);
    }
    return sound(s) ? sizeof head + body_bytes(head.size) : 0;
}

/* --- looking up: the first entry that is not below x --- */

static int find_one(const struct sketch *s, float x)
{
    int at = 0;

    for (int n = s->size, half; n > 1; n -= half) {
        half = n / 2;
        at += half & -(s->value[at + half - 1] < x);
    }
    return at + (s->value[at] < x);
}

/* How many of 16 rising values are below x: no branch to mispredict. */
static inline int below_in_16(const float *value, float x)
{
    const __m128 xx = _mm_set1_ps(x);
    const __m128i a = _mm_castps_si128(_mm_cmplt_ps(_mm_loadu_ps(value), xx)),
                  b = _mm_castps_si128(_mm_cmplt_ps(_mm_loadu_ps(value + 4), xx));
    const __m128i c = _mm_castps_si128(_mm_cmplt_ps(_mm_loadu_ps(value + 8), xx)),
                  d = _mm_castps_si128(_mm_cmplt_ps(_mm_loadu_ps(value + 12), xx));
    const int bits = _mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
    return __builtin_ctz(~(unsigned)bits);
}

__attribute__((target("avx2,bmi"))) static inline int below_in_16_avx2(const float *value, float x)
{
    const __m256 xx = _mm256_set1_ps(x);
    const unsigned a = (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(value), xx, _CMP_LT_OQ)),
                   b = (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(value + 8), xx, _CMP_LT_OQ));
    return __builtin_ctz(~(a | b << 8));
}

/* A tree of three levels with 16 branches each. */
enum { WIDE = 16, MIDDLE = SKETCH_MOST / WIDE };

_Static_assert(MIDDLE <= WIDE * WIDE && SKETCH_MOST % WIDE == 0 && STEP % WIDE == 0, "three levels hold all entries");

struct tree {
    float middle[MIDDLE + WIDE], top[WIDE];
};

static void plant(struct tree *t, const struct sketch *s)
{
    const int leaves = (s->size + WIDE - 1) / WIDE, upper = (leaves + WIDE - 1) / WIDE * WIDE;

    for (int i = 0; i < leaves; i++)
        t->middle[i] = s->value[i * WIDE + WIDE - 1];
    for (int i = leaves; i < upper; i++)
        t->middle[i] = HUGE_VALF;
    for (int i = 0; i < WIDE; i++)
        t->top[i] = i * WIDE < upper ? t->middle[i * WIDE + WIDE - 1] : HUGE_VALF;
}

#define FIND_ALL(below) \
    for (int i = 0; i < count; i++) { \
        int at = WIDE * below(t->top, x[i]); \
        at = WIDE * (at + below(t->middle + at, x[i])); \
        found[i] = at + below(s->value + at, x[i]); \
    }

__attribute__((target("avx2,bmi"))) static void find_avx2(const struct sketch *s, const struct tree *t, const float *x,
                                                          int count, int *found)
{
    FIND_ALL(below_in_16_avx2)
}

static void find(const struct sketch *s, const float *x, int count, int *found)
{
    struct tree tree, *t = &tree;

    plant(t, s);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) {
        find_avx2(s, t, x, count, found);
        return;
    }
    FIND_ALL(below_in_16)
}

static bool repeated(const struct sketch *s, int i) { return i > 0 && s->value[i] == s->value[i - 1]; }

/* --- joining neighbours --- */

/* Joins entry i into its successor while the sum stays within `most`: one pass from the top, as in
 * the paper's COMPRESS. Entries of one value beyond the second say nothing. */
static void join_up_to(struct entries *e, uint64_t most)
{
    int kept = e->size - 1; /* the mark stays, and so do the largest and the smallest value */

    for (int i = e->size - 2; i >= 0; i--) {
        bool between = i > 0 && e->value[i - 1] == e->value[i] && e->value[kept] == e->value[i];
        bool fits = i > 0 && kept < e->size - 1 && (uint64_t)e->weight[i] + e->weight[kept] + e->slack[kept] <= most;
        if (between || fits) {
            e->weight[kept] += e->weight[i];
            continue;
        }
        kept--;
        e->value[kept] = e->value[i];
        e->weight[kept] = e->weight[i];
        e->slack[kept] = e->slack[i];
    }
    e->size -= kept;
    memmove(e->value, e->value + kept, sizeof *e->value * (size_t)e->size);
    memmove(e->weight, e->weight + kept, sizeof *e->weight * (size_t)e->size);
    memmove(e->slack, e->slack + kept, sizeof *e->slack * (size_t)e->size);
}

/* Within the error as long as it can be done. */
static void make_room(struct entries *e, uint64_t count)
{
    join_up_to(e, count / JOIN);
    for (uint64_t most = count / SPLIT; e->size > SKETCH_MOST; most += most / 8 + 1)
        join_up_to(e, most);
}

/* --- adding a block --- */

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* New entries for the sorted values x. Between entries b - 1 and b the new value's rank is uncertain
 * by what was counted there before. A value equal to an entry is ranked right after it, with that
 * entry's own uncertainty. Two entries stand for equal values, the second counting all but one. */
static int plan(const struct sketch *s, const float *x, int count, struct insertion *add)
{
    int planned = 0;

    for (int i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && x[i + same] == x[i];)
            same++;
        const int b = find_one(s, x[i]);
        if (s->value[b] == x[i]) {
            add[planned++] = (struct insertion){x[i], (uint32_t)same, slack_of(s, b), b + 1};
            continue;
        }
        /* Below the smallest, the rank is certain. */
        const uint32_t slack = b == 0 ? 0 : s->weight[b] + slack_of(s, b) - 1;
        add[planned++] = (struct insertion){x[i], 1, slack, b};
        if (same > 1)
            add[planned++] = (struct insertion){x[i], (uint32_t)same - 1, slack, b};
    }
    return planned;
}

/* Several values for one place become one entry where that is fine enough. */
static int thin(struct insertion *add, int count, uint64_t most)
{
    int kept = count - 1;

    for (int i = count - 2; i >= 0; i--) {
        const uint64_t weight = (uint64_t)add[i].weight + add[kept].weight;
        bool smallest = add[i].at == 0 && i == 0;
        if (add[i].at == add[kept].at && !smallest && weight <= most / 4 && weight + add[kept].slack <= most)
            add[kept].weight += add[i].weight;
        else
            add[--kept] = add[i];
    }
    memmove(add, add + kept, sizeof *add * (size_t)(count - kept));
    return count - kept;
}

static void weave(struct entries *e, const struct sketch *s, const struct insertion *add, int count)
{
    e->size = 0;
    for (int i = 0, next = 0; i < s->size; i++) {
        for (; next < count && add[next].at == i; next++, e->size++) {
            e->value[e->size] = add[next].value;
            e->weight[e->size] = add[next].weight;
            e->slack[e->size] = add[next].slack;
        }
        e->value[e->size] = s->value[i];
        e->weight[e->size] = s->weight[i];
        e->slack[e->size++] = slack_of(s, i);
    }
}

static int insert(struct sketch *s, float *split, int count)
{
    struct insertion add[SKETCH_BLOCK];
    struct entries e;

    qsort(split, (size_t)count, sizeof *split, by_value);
    const int planned = plan(s, split, count, add);
    weave(&e, s, add, thin(add, planned, s->count / SPLIT));
    if (e.size > s->room && e.size > SKETCH_USUAL)
        make_room(&e, s->count);
    return store(s, &e);
}

static int start(struct sketch *s, double first)
{
    struct entries e = {.size = 1};

    e.value[0] = HUGE_VALF;
    e.weight[0] = 1; /* the mark counts itself */
    s->first = first;
    return store(s, &e);
}

/* Beyond the largest and below the smallest value ranks are certain, if taken at once. Else an entry
 * is split when it must be, or early, unless its neighbour shows that this was done not long ago. */
static bool crowded_at(const struct sketch *s, int b)
{
    const uint64_t sum = (uint64_t)s->weight[b] + slack_of(s, b);

    if (repeated(s, b))
        return false;
    if (b == 0 || b == s->size - 1 || sum > s->count / SPLIT)
        return true;
    return sum > s->count / SPLIT_EARLY && 2 * (uint64_t)slack_of(s, b - 1) < sum;
}

/* The values that are to become entries; those are taken out of `bin`, and of the weights. */
static int take_crowded(struct sketch *s, const float *x, int *bin, int count, float *split)
{
    const uint64_t early = s->count / SPLIT_EARLY;
    const int last = s->size - 1;
    int crowded = 0;

    for (int i = 0; i < count; i++) {
        const int b = bin[i];
        const bool may_be = (b == 0) | (b == last) | ((uint64_t)s->weight[b] + slack_of(s, b) > early);
        if (may_be && crowded_at(s, b)) {
            split[crowded++] = x[i];
            bin[i] = -1 - b;
        }
    }
    for (int i = 0; crowded > 0 && i < count; i++) {
        if (bin[i] < 0)
            s->weight[-1 - bin[i]]--;
    }
    return crowded;
}

/* One value again and again: no more than a count. Entries: the value, its repetitions, the mark. */
static bool add_constant(struct sketch *s, const double *values, int count)
{
    if (s->size != 3 || s->value[0] != 0.0F || s->value[1] != 0.0F)
        return false;
    for (int i = 0; i < count; i++) {
        if (values[i] != s->first)
            return false;
    }
    s->count += (uint64_t)count;
    s->weight[1] += (uint32_t)count;
    return true;
}

void sketch_prefetch(const struct sketch *s)
{
    const char *from = (const char *)s->value;

    for (size_t at = 0; at < sketch_memory(s); at += 64)
        __builtin_prefetch(from + at);
}

int sketch_add(struct sketch *s, const double *values, int count)
{
    int bin[SKETCH_BLOCK];
    float x[SKETCH_BLOCK], split[SKETCH_BLOCK];

    if (count == 0 || add_constant(s, values, count))
        return VS_OK;
    if (s->size == 0 && start(s, values[0]) != VS_OK)
        return VS_MEMORY;
    for (int i = 0; i < count; i++)
        x[i] = (float)(values[i] - s->first);
    s->count += (uint64_t)count;
    find(s, x, count, bin);
    for (int i = 0; i < count; i++) {
        bin[i] += (s->value[bin[i]] == x[i]) & (s->value[bin[i] + 1] == x[i]);
        s->weight[bin[i]]++;
    }
    const int crowded = take_crowded(s, x, bin, count, split);
    return crowded > 0 ? insert(s, split, crowded) : VS_OK;
}

/* --- merging: ranks add up; what lies between two entries of the other sketch is uncertain --- */

static void put(struct entries *e, float value, uint32_t weight, uint32_t slack)
{
    e->value[e->size] = value;
    e->weight[e->size] = weight;
    e->slack[e->size++] = slack;
}

/* b's values are measured from a's first. */
static void merge_into(struct entries *e, const struct sketch *a, const struct sketch *b)
{
    const double move = b->first - a->first;

    for (int i = 0, j = 0; i < a->size && j < b->size;) {
        const float x = a->value[i], y = (float)(b->value[j] + move);
        if (x < y) {
            put(e, x, a->weight[i], slack_of(a, i) + b->weight[j] + slack_of(b, j) - 1);
            i++;
        } else if (x > y) {
            put(e, y, b->weight[j], slack_of(b, j) + a->weight[i] + slack_of(a, i) - 1);
            j++;
        } else { /* first with first, then second with second, where there is one */
            put(e, x, a->weight[i] + b->weight[j], slack_of(a, i) + slack_of(b, j));
            bool more_a = i + 1 < a->size && a->value[i + 1] == a->value[i];
            bool more_b = j + 1 < b->size && b->value[j + 1] == b->value[j];
            i += more_a, j += more_b;
            if (more_a || more_b)
                put(e, x, (more_a ? a->weight[i] : 0) + (more_b ? b->weight[j] : 0), slack_of(a, i) + slack_of(b, j));
            i++, j++;
        }
    }
    e->weight[e->size - 1]--; /* two marks became one */
}

int sketch_merge(struct sketch *s, const struct sketch *later)
{
    struct entries e = {.size = 0};

    if (later->size == 0)
        return VS_OK;
    if (s->size == 0)
        return sketch_copy(s, later);
    merge_into(&e, s, later);
    s->count += later->count;
    if (e.size > SKETCH_USUAL)
        make_room(&e, s->count);
    return store(s, &e);
}

/* --- answers --- */

/* The run of equal entries holds every rank from the upper bound of its first to the lower bound of
 * its last; take the value with the smallest certain error. */
double sketch_value(const struct sketch *s, double rank, double smallest, double largest)
{
    double best = smallest, error = rank - 1.0, below = 0.0;

    for (int i = 0; i < s->size - 1; i++) {
        double upper = below + s->weight[i] + slack_of(s, i), lower = below + s->weight[i];
        for (; s->value[i + 1] == s->value[i]; i++)
            lower += s->weight[i + 1];
        double miss = upper - rank > rank - lower ? upper - rank : rank - lower;
        if (miss < error) {
            error = miss;
            best = s->first + s->value[i];
        }
        below = lower;
        if (lower - rank > error)
            break;
    }
    return (double)s->count - rank < error ? largest : best;
}

double sketch_error(const struct sketch *s)
{
    uint64_t most = 0;

    for (int i = 0; i < s->size; i++) {
        uint64_t gap = (uint64_t)s->weight[i] + slack_of(s, i);
        most = !repeated(s, i) && gap > most ? gap : most;
    }
    return s->count ? 0.5 * (double)most / (double)s->count : 0.0;
}
