/* Scenario discovery: see indices.h. PRIM of Friedman and Fisher (1999), "Bump hunting in
 * high-dimensional data": from the box of all cases, peel the small slice whose loss raises the share of
 * failures most, again and again; then paste back what should not have gone. Restrictions that could
 * be chance are dropped, as in Bryant and Lempert (2010), "Thinking inside the box". */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "indices.h"
#include "place.h"

enum { SIDES = 16 };

struct cases {
    const double *x;
    const unsigned char *fails;
    size_t n, failures;
    int k;
    size_t *order; /* order[j * n + i]: rows in rising order of input j */
    unsigned char *inside;
};

struct tally {
    size_t count, failures;
};

/* --- boxes --- */

static bool holds(const struct prim_side *side, double x) { return side->upper ? x <= side->limit : x >= side->limit; }

/* Is row i within all sides but one (-1 for all)? */
static bool within(const struct cases *c, const struct prim_box *box, size_t i, int but)
{
    for (int s = 0; s < box->sides; s++) {
        if (s != but && !holds(&box->side[s], c->x[(size_t)box->side[s].input * c->n + i]))
            return false;
    }
    return true;
}

static struct tally tally_of(const struct cases *c, const struct prim_box *box, int but)
{
    struct tally t = {0, 0};

    for (size_t i = 0; i < c->n; i++) {
        const bool in = within(c, box, i, but);
        t.count += in;
        t.failures += in && c->fails[i];
    }
    return t;
}

static void describe(const struct cases *c, struct prim_box *box, struct tally t)
{
    box->coverage = c->failures ? (double)t.failures / (double)c->failures : 0.0;
    box->density = t.count ? (double)t.failures / (double)t.count : 0.0;
    box->mass = c->n ? (double)t.count / (double)c->n : 0.0;
}

/* Coverage and density in one number: their harmonic mean. */
static double merit(const struct prim_box *box)
{
    const double sum = box->coverage + box->density;
    return sum > 0.0 ? 2.0 * box->coverage * box->density / sum : 0.0;
}

static int side_of(const struct prim_box *box, int input, int upper)
{
    for (int s = 0; s < box->sides; s++) {
        if (box->side[s].input == input && box->side[s].upper == upper)
            return s;
    }
    return box->sides;
}

/* The box with one limit set; false when it has no room for another side. */
static bool with_limit(struct prim_box *box, int input, int upper, double limit)
{
    const int s = side_of(box, input, upper);

    if (s == SIDES)
        return false;
    box->side[s] = (struct prim_side){input, upper, limit};
    box->sides = s == box->sides ? s + 1 : box->sides;
    return true;
}

static void drop_side(struct prim_box *box, int s)
{
    memmove(&box->side[s], &box->side[s + 1], sizeof box->side[0] * (size_t)(box->sides - s - 1));
    box->sides--;
}

/* --- peeling --- */

/* Rows of the box from one end of an input: the i-th in the order of leaving. */
static size_t row_from(const struct cases *c, int input, int upper, size_t i)
{
    return c->order[(size_t)input * c->n + (upper ? c->n - 1 - i : i)];
}

/* What a slice of at most `share` rows takes along, but at least the first value, equal values
 * together, and where the box then begins; a count of 0 when nothing would be left. */
static struct tally slice(const struct cases *c, int input, int upper, size_t share, double *limit)
{
    const double *x = c->x + (size_t)input * c->n;
    struct tally gone = {0, 0}, upto = {0, 0};
    double last = 0.0;

    for (size_t i = 0; i < c->n; i++) {
        const size_t row = row_from(c, input, upper, i);
        if (!c->inside[row])
            continue;
        if (upto.count > 0 && x[row] != last) {
            if (gone.count > 0 && upto.count > share)
                break;
            gone = upto;
            *limit = x[row];
            if (gone.count >= share)
                break;
        }
        last = x[row];
        upto.count++;
        upto.failures += c->fails[row] != 0;
    }
    return gone;
}

struct peel {
    int input, upper;
    double limit, gain;
    struct tally gone;
};

/* Gain in density per case lost: fair between slices of many equal values and small ones. */
static struct peel best_peel(const struct cases *c, const struct prim_box *box, struct tally now, size_t share)
{
    struct peel best = {.gain = -HUGE_VAL};
    const double density = (double)now.failures / (double)now.count;

    for (int j = 0; j < c->k; j++) {
        for (int upper = 0; upper <= 1; upper++) {
            double limit = 0.0;
            const struct tally gone = slice(c, j, upper, share, &limit);
            if (gone.count == 0 || side_of(box, j, upper) == SIDES)
                continue;
            const double left = (double)(now.failures - gone.failures) / (double)(now.count - gone.count);
            const double gain = (left - density) / (double)gone.count;
            if (gain > best.gain)
                best = (struct peel){j, upper, limit, gain, gone};
        }
    }
    return best;
}

struct trajectory {
    struct prim_box *boxes;
    size_t count, room;
};

static int append(struct trajectory *t, const struct prim_box *box)
{
    if (t->count == t->room) {
        const size_t room = t->room ? 2 * t->room : 128;
        struct prim_box *boxes = realloc(t->boxes, sizeof *boxes * room);
        if (!boxes)
            return VS_MEMORY;
        t->boxes = boxes;
        t->room = room;
    }
    t->boxes[t->count++] = *box;
    return VS_OK;
}

/* Peels until the mass would fall below `least`, or all inside fail. */
static int peel_all(struct cases *c, double peel, double least, struct trajectory *t)
{
    struct prim_box box = {0};
    struct tally now = {c->n, c->failures};

    memset(c->inside, 1, c->n);
    for (;;) {
        describe(c, &box, now);
        if (append(t, &box) != VS_OK)
            return VS_MEMORY;
        const size_t share = (size_t)(peel * (double)now.count);
        const struct peel p = best_peel(c, &box, now, share ? share : 1);
        if (now.failures == now.count || p.gone.count == 0 ||
            (double)(now.count - p.gone.count) < least * (double)c->n || !with_limit(&box, p.input, p.upper, p.limit))
            return VS_OK;
        now.count -= p.gone.count;
        now.failures -= p.gone.failures;
        for (size_t i = 0; i < c->n; i++)
            c->inside[i] = c->inside[i] && within(c, &box, i, -1);
    }
}

/* --- making the chosen box plain --- */

/* The limit of a side moved outwards over about `share` more cases; the side is gone when none are
 * left outside. */
static struct prim_box pasted(const struct cases *c, const struct prim_box *box, int s, size_t share)
{
    const struct prim_side side = box->side[s];
    const double *x = c->x + (size_t)side.input * c->n;
    struct prim_box wider = *box;
    size_t taken = 0;

    for (size_t i = 0; i < c->n; i++) {
        const size_t row = row_from(c, side.input, !side.upper, i);
        if (holds(&side, x[row]) || !within(c, box, row, s))
            continue;
        if (taken >= share && x[row] != wider.side[s].limit)
            break;
        wider.side[s].limit = x[row];
        taken++;
    }
    if (taken < share)
        drop_side(&wider, s);
    describe(c, &wider, tally_of(c, &wider, -1));
    return wider;
}

static void paste(const struct cases *c, double peel, struct prim_box *box)
{
    for (bool better = true; better;) {
        struct prim_box best = *box;
        const size_t share = (size_t)(peel * box->mass * (double)c->n);
        better = false;
        for (int s = 0; s < box->sides; s++) {
            /* A whole slice back, or a fifth of one. */
            for (size_t part = share; part > 0; part = part == share ? share / 5 : 0) {
                const struct prim_box wider = pasted(c, box, s, part);
                if (merit(&wider) > merit(&best)) {
                    best = wider;
                    better = true;
                }
            }
        }
        *box = best;
    }
}

/* Standard deviations by which the failures inside exceed what the box without side s would give by
 * chance (normal form of Bryant and Lempert's binomial test). */
static double evidence(const struct cases *c, const struct prim_box *box, int s)
{
    const struct tally with = tally_of(c, box, -1), without = tally_of(c, box, s);
    const double n = (double)with.count, p = without.count ? (double)without.failures / (double)without.count : 0.0;
    const double spread = n * p * (1.0 - p);

    if (with.count == without.count)
        return 0.0;
    return spread > 0.0 ? ((double)with.failures - n * p) / sqrt(spread) : 0.0;
}

/* A side goes when it could be chance (below three standard deviations: the limits were chosen to look
 * good), or when the box is no worse for it. */
static void simplify(const struct cases *c, struct prim_box *box)
{
    for (int s = 0; s < box->sides;) {
        struct prim_box less = *box;
        drop_side(&less, s);
        describe(c, &less, tally_of(c, &less, -1));
        if (evidence(c, box, s) < 3.0 || merit(&less) >= merit(box)) {
            *box = less;
            s = 0;
        } else {
            s++;
        }
    }
}

/* --- the whole --- */

static int sort_inputs(struct cases *c)
{
    struct place *sorted = malloc(sizeof *sorted * (c->n + 1));
    if (!sorted)
        return VS_MEMORY;
    for (size_t j = 0; j < (size_t)c->k; j++) {
        for (size_t i = 0; i < c->n; i++)
            sorted[i] = (struct place){c->x[j * c->n + i], i};
        places_sort(sorted, c->n);
        for (size_t i = 0; i < c->n; i++)
            c->order[j * c->n + i] = sorted[i].row;
    }
    free(sorted);
    return VS_OK;
}

/* The chosen box, then as many of the trajectory as there is room for, evenly. */
static int write_boxes(const struct cases *c, double peel, const struct trajectory *t, struct prim_box *boxes, int most)
{
    const struct prim_box *best = t->boxes;
    const size_t room = (size_t)most - 1, written = t->count < room ? t->count : room;

    for (size_t b = 1; b < t->count; b++)
        best = merit(&t->boxes[b]) > merit(best) ? &t->boxes[b] : best;
    boxes[0] = *best;
    paste(c, peel, &boxes[0]);
    simplify(c, &boxes[0]);
    for (size_t b = 0; b < written; b++)
        boxes[1 + b] = t->boxes[b * t->count / written];
    return (int)written + 1;
}

int prim(const double *x, const unsigned char *fails, size_t n, int k, double peel, double least,
         struct prim_box *boxes, int most)
{
    struct cases c = {.x = x, .fails = fails, .n = n, .k = k};
    struct trajectory t = {0};
    int count = VS_MEMORY;

    if (n == 0 || most < 1)
        return 0;
    for (size_t i = 0; i < n; i++)
        c.failures += fails[i] != 0;
    c.order = malloc(sizeof *c.order * n * (size_t)(k > 0 ? k : 1));
    c.inside = malloc(n);
    if (c.order && c.inside && sort_inputs(&c) == VS_OK && peel_all(&c, peel, least, &t) == VS_OK)
        count = write_boxes(&c, peel, &t, boxes, most);
    free(c.order);
    free(c.inside);
    free(t.boxes);
    return count;
}
