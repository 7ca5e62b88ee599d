/* Checkpoints of an ensemble: all that is summed up, as bytes and back; and the digest that says
 * whose bytes they are. */
#include <inttypes.h>
#include <sha2.h>
#include <stdio.h>
#include <string.h>

#include "ensemble_parts.h"
#include "snapshot.h"

static void summary_part(struct snapshot *w, struct summary *s)
{
    uint64_t size = s ? summary_save(s, NULL) : 0;

    if (!s)
        return;
    snapshot_part(w, &size, sizeof size);
    if (w->from && !w->err)
        w->err = size <= w->size - w->at ? summary_load(s, w->from + w->at, (size_t)size) : VS_STORE;
    else if (w->bytes)
        summary_save(s, w->bytes + w->at);
    w->at += (size_t)size;
}

static void walk_ensemble(struct snapshot *w, void *study)
{
    struct ensemble *e = study;

    snapshot_part(w, &e->done, sizeof e->done);
    for (int i = 0; i < e->member_count && !w->err; i++) {
        struct member *m = &e->members[i];
        const size_t targets = (size_t)m->setup->scenario->target_count;
        snapshot_part(w, m->hits, targets * sizeof *m->hits);
        snapshot_part(w, &m->joint, sizeof m->joint);
        snapshot_part(w, &m->failed, sizeof m->failed);
        snapshot_part(w, m->codes, (size_t)m->cell_count * sizeof *m->codes);
        if (m->only_here) {
            snapshot_part(w, m->only_here, targets * sizeof *m->only_here);
            snapshot_part(w, m->only_base, targets * sizeof *m->only_base);
        }
        summary_part(w, m->summary);
        summary_part(w, m->difference);
    }
}

size_t ensemble_state(const struct ensemble *e, void **bytes) { return snapshot_write(walk_ensemble, e, bytes); }

int ensemble_restore(struct ensemble *e, const void *bytes, size_t size)
{
    return snapshot_read(walk_ensemble, e, bytes, size);
}

void ensemble_digest(const struct ensemble *e, const struct ensemble_options *o, char digest[65])
{
    SHA2_CTX hash;
    unsigned char raw[SHA256_DIGEST_LENGTH];
    char text[200]; /* the first word names this way of summing: it changes when the bytes would */

    SHA256Init(&hash);
    snprintf(text, sizeof text, "sums 2 %s %d %" PRIu64 " %" PRIu64 " %d %zu", VETSIM_VERSION, (int)o->sampler, o->seed,
             o->runs, o->quantiles, o->exact_memory);
    SHA256Update(&hash, (const unsigned char *)text, strlen(text));
    for (int i = 0; i < e->member_count; i++) {
        char design[65];
        SHA256Update(&hash, (const unsigned char *)e->members[i].setup->scenario->digest, 64);
        design_digest(&e->designs[i], design);
        SHA256Update(&hash, (const unsigned char *)design, 64);
    }
    SHA256Final(raw, &hash);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(digest + 2 * i, 3, "%02x", raw[i]);
}
