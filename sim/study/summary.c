/* See summary.h. Every series stands alone: moments, and for quantiles either all values while they
 * fit, or a sketch, which is then fed with them in order and with every block that follows. */
#include "summary.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "select.h"
#include "sketch.h"

enum { USUAL = 7 };

static const double usual[USUAL] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

struct series {
    struct moments moments;
    uint64_t first; /* replicate of the first value */
    double *kept;   /* all values, also those not finite */
    size_t kept_count, kept_room;
    struct sketch sketch;
    bool sketching;
    bool answered; /* usual[] quantiles are known */
    double answers[USUAL];
};

struct summary {
    int count;
    bool quantiles;
    size_t most_kept; /* values of a series */
    struct series *series;
};

/* --- life --- */

struct summary *summary_new(const struct summary_options *options)
{
    struct summary *s = calloc(1, sizeof *s);
    const size_t count = options->series > 0 ? (size_t)options->series : 1;

    if (!s)
        return NULL;
    s->count = options->series;
    s->quantiles = options->quantiles != 0;
    s->most_kept = options->exact_memory / sizeof(double) / count;
    s->series = calloc(count, sizeof *s->series);
    if (!s->series) {
        free(s);
        return NULL;
    }
    summary_reset(s);
    return s;
}

static void drop_kept(struct series *k)
{
    free(k->kept);
    k->kept = NULL;
    k->kept_count = k->kept_room = 0;
}

void summary_reset(struct summary *s)
{
    for (int i = 0; i < s->count; i++) {
        struct series *k = &s->series[i];
        moments_clear(&k->moments);
        sketch_clear(&k->sketch);
        k->kept_count = 0;
        k->sketching = k->answered = false;
    }
}

void summary_free(struct summary *s)
{
    if (!s)
        return;
    for (int i = 0; i < s->count; i++) {
        drop_kept(&s->series[i]);
        sketch_clear(&s->series[i].sketch);
    }
    free(s->series);
    free(s);
}

/* --- feeding --- */

/* Values up to the next multiple of SUMMARY_BLOCK. */
static int piece_length(uint64_t first, size_t left)
{
    const size_t room = SUMMARY_BLOCK - (size_t)(first % SUMMARY_BLOCK);
    return (int)(left < room ? left : room);
}

static int sketch_piece(struct series *k, const double *x, int count)
{
    double finite[SUMMARY_BLOCK];
    int kept = 0;

    if (k->moments.missing == 0) /* moments come first: nothing is to be left out */
        return sketch_add(&k->sketch, x, count);
    for (int i = 0; i < count; i++) {
        finite[kept] = x[i];
        kept += isfinite(x[i]) ? 1 : 0;
    }
    return sketch_add(&k->sketch, finite, kept);
}

static int start_sketch(struct series *k)
{
    int err = VS_OK;

    k->sketching = true;
    for (size_t i = 0, n; i < k->kept_count && !err; i += n) {
        n = (size_t)piece_length(k->first + i, k->kept_count - i);
        err = sketch_piece(k, k->kept + i, (int)n);
    }
    drop_kept(k);
    return err;
}

static int keep_piece(struct series *k, const double *x, int count, size_t most)
{
    if (k->kept_count + (size_t)count > k->kept_room) {
        size_t room = k->kept_room ? 2 * k->kept_room : SUMMARY_BLOCK;
        room = room > most ? most : room;
        double *kept = realloc(k->kept, sizeof *kept * room);
        if (!kept)
            return VS_MEMORY;
        k->kept = kept;
        k->kept_room = room;
    }
    memcpy(k->kept + k->kept_count, x, sizeof *x * (size_t)count);
    k->kept_count += (size_t)count;
    return VS_OK;
}

static int feed_quantiles(const struct summary *s, struct series *k, const double *x, int count)
{
    if (!k->sketching && k->kept_count + (size_t)count > s->most_kept) {
        int err = start_sketch(k);
        if (err)
            return err;
    }
    return k->sketching ? sketch_piece(k, x, count) : keep_piece(k, x, count, s->most_kept);
}

void summary_add(struct summary *s, int series, const struct moments *later)
{
    moments_merge(&s->series[series].moments, later);
}

int summary_feed(struct summary *s, int series, const double *values, uint64_t first, int count)
{
    struct series *k = &s->series[series];
    int err = VS_OK;

    if (k->kept_count == 0)
        k->first = first;
    k->answered = false;
    for (int i = 0, n; s->quantiles && i < count && !err; i += n) {
        n = piece_length(first + (uint64_t)i, (size_t)(count - i));
        err = feed_quantiles(s, k, values + i, n);
    }
    return err;
}

void summary_prefetch(const struct summary *s, int series) { sketch_prefetch(&s->series[series].sketch); }

static int merge_series(struct summary *s, int series, const struct series *later)
{
    struct series *k = &s->series[series];
    int err = VS_OK;

    k->answered = false;
    moments_merge(&k->moments, &later->moments);
    for (size_t i = 0, n; i < later->kept_count && !err; i += n) {
        n = (size_t)piece_length(later->first + i, later->kept_count - i);
        err = summary_feed(s, series, later->kept + i, later->first + i, (int)n);
    }
    if (err || !later->sketching)
        return err;
    if (!k->sketching)
        err = start_sketch(k);
    return err ? err : sketch_merge(&k->sketch, &later->sketch);
}

int summary_merge(struct summary *s, const struct summary *later)
{
    int err = VS_OK;

    if (s->count != later->count || s->quantiles != later->quantiles)
        return VS_USAGE;
    for (int i = 0; i < s->count && !err; i++)
        err = merge_series(s, i, &later->series[i]);
    return err;
}

/* --- the state as bytes; floats and integers as they lie in memory, like the rest of a state --- */

static const char mark[8] = "vssum 2";

/* Reads (to != NULL) or writes or only counts, so that all three agree on the order. */
struct walk {
    const unsigned char *from;
    unsigned char *to;
    size_t at, size;
    bool short_of_bytes;
};

static void part(struct walk *w, void *data, size_t size)
{
    if (size == 0)
        return;
    if (w->from && (w->short_of_bytes || size > w->size - w->at)) {
        w->short_of_bytes = true;
        return;
    }
    if (w->from)
        memcpy(data, w->from + w->at, size);
    else if (w->to)
        memcpy(w->to + w->at, data, size);
    w->at += size;
}

static int walk_series(struct walk *w, const struct summary *s, struct series *k)
{
    uint64_t kept = k->kept_count, sketching = k->sketching;

    part(w, &k->moments, sizeof k->moments);
    part(w, &k->first, sizeof k->first);
    part(w, &kept, sizeof kept);
    part(w, &sketching, sizeof sketching);
    if (w->short_of_bytes || kept > s->most_kept || sketching > 1)
        return VS_STORE;
    if (w->from && kept > 0) {
        k->kept = malloc(sizeof *k->kept * kept);
        if (!k->kept)
            return VS_MEMORY;
        k->kept_count = k->kept_room = kept;
    }
    k->sketching = sketching != 0;
    part(w, k->kept, sizeof *k->kept * kept);
    if (!w->from) {
        const size_t size = sketch_save(&k->sketch, w->to ? w->to + w->at : NULL);
        w->at += size;
        return VS_OK;
    }
    const size_t used = w->short_of_bytes ? 0 : sketch_load(&k->sketch, w->from + w->at, w->size - w->at);
    w->at += used;
    return used > 0 ? VS_OK : VS_STORE;
}

static int walk_summary(struct walk *w, const struct summary *s)
{
    char name[sizeof mark];
    uint64_t shape[3] = {(uint64_t)s->count, s->quantiles, s->most_kept}, found[3];
    int err = VS_OK;

    memcpy(name, mark, sizeof name);
    memcpy(found, shape, sizeof found);
    part(w, name, sizeof name);
    part(w, found, sizeof found);
    if (w->short_of_bytes || memcmp(name, mark, sizeof name) != 0 || memcmp(found, shape, sizeof shape) != 0)
        return VS_STORE;
    for (int i = 0; i < s->count && !err; i++)
        err = walk_series(w, s, &s->series[i]);
    return err;
}

size_t summary_save(const struct summary *s, void *bytes)
{
    struct walk w = {.to = bytes};

    walk_summary(&w, s);
    return w.at;
}

int summary_load(struct summary *s, const void *bytes, size_t size)
{
    struct walk w = {.from = bytes, .size = size};

    summary_reset(s);
    for (int i = 0; i < s->count; i++)
        drop_kept(&s->series[i]);
    int err = walk_summary(&w, s);
    if (!err && w.at != size)
        err = VS_STORE;
    if (err)
        summary_reset(s);
    return err;
}

/* --- answers --- */

uint64_t summary_count(const struct summary *s, int series) { return (uint64_t)s->series[series].moments.count; }

uint64_t summary_missing(const struct summary *s, int series) { return s->series[series].moments.missing; }

double summary_mean(const struct summary *s, int series)
{
    const struct moments *m = &s->series[series].moments;
    return m->count > 0.0 ? m->mean : NAN;
}

double summary_variance(const struct summary *s, int series)
{
    const struct moments *m = &s->series[series].moments;
    return m->count > 1.0 ? m->square / (m->count - 1.0) : NAN;
}

double summary_min(const struct summary *s, int series)
{
    return summary_count(s, series) > 0 ? s->series[series].moments.smallest : NAN;
}

double summary_max(const struct summary *s, int series)
{
    return summary_count(s, series) > 0 ? s->series[series].moments.largest : NAN;
}

size_t summary_memory(const struct summary *s)
{
    size_t bytes = sizeof *s + sizeof *s->series * (size_t)s->count;

    for (int i = 0; i < s->count; i++)
        bytes += sizeof(double) * s->series[i].kept_room + sketch_memory(&s->series[i].sketch);
    return bytes;
}

double summary_rank_error(const struct summary *s)
{
    double most = 0.0;

    for (int i = 0; i < s->count; i++) {
        const double error = s->series[i].sketching ? sketch_error(&s->series[i].sketch) : 0.0;
        most = error > most ? error : most;
    }
    return most;
}

/* --- quantiles, p rising --- */

static void from_sketch(const struct series *k, size_t n, const double *p, int count, double *q)
{
    for (int i = 0; i < count; i++)
        q[i] = sketch_value(&k->sketch, 1.0 + (double)(n - 1) * p[i], k->moments.smallest, k->moments.largest);
}

static int from_finite(const struct series *k, const double *x, size_t n, const double *p, int count, double *q)
{
    const struct piece whole = {x, n};
    double chosen[2 * USUAL];
    size_t ranks[2 * USUAL] = {0};

    for (int i = 0; i < count; i++) {
        ranks[2 * i] = quantile_place(n, p[i]).rank;
        ranks[2 * i + 1] = ranks[2 * i] + 1 < n ? ranks[2 * i] + 1 : n - 1;
    }
    int err = select_ranks(&whole, 1, k->moments.smallest, k->moments.largest, ranks, 2 * count, chosen);
    for (int i = 0; i < count && !err; i++)
        q[i] = quantile_between(chosen[2 * i], chosen[2 * i + 1], quantile_place(n, p[i]).beyond);
    return err;
}

static int from_kept(const struct series *k, size_t n, const double *p, int count, double *q)
{
    if (n == k->kept_count)
        return from_finite(k, k->kept, n, p, count, q);
    double *finite = malloc(sizeof *finite * (n + 1)); /* one more: written before it is known to count */
    size_t used = 0;
    if (!finite)
        return VS_MEMORY;
    for (size_t i = 0; i < k->kept_count; i++) {
        finite[used] = k->kept[i];
        used += isfinite(k->kept[i]) ? 1 : 0;
    }
    int err = from_finite(k, finite, n, p, count, q);
    free(finite);
    return err;
}

static int quantiles(const struct summary *s, const struct series *k, const double *p, int count, double *q)
{
    const size_t n = (size_t)k->moments.count;

    for (int i = 0; i < count; i++)
        q[i] = NAN;
    if (!s->quantiles || n == 0)
        return VS_OK;
    if (!k->sketching)
        return from_kept(k, n, p, count, q);
    from_sketch(k, n, p, count, q);
    return VS_OK;
}

double summary_quantile(const struct summary *s, int series, double p)
{
    struct series *k = &s->series[series];
    double q;

    for (int i = 0; i < USUAL; i++) {
        if (p != usual[i])
            continue;
        if (!k->answered && quantiles(s, k, usual, USUAL, k->answers) != VS_OK)
            return NAN;
        k->answered = true;
        return k->answers[i];
    }
    return quantiles(s, k, &p, 1, &q) == VS_OK ? q : NAN;
}
