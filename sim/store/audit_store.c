#include "audit_store.h"

#include <jansson.h>
#include <stdlib.h>

#include "csv.h"
#include "utf8.h"

/* --- CSV --- */

static char *quotes_text(struct arena *a, const struct finding *f)
{
    char *text = arena_copy(a, "", 0);
    for (int i = 0; i < f->quote_count && text; i++)
        text = arena_format(a, "%s%s[%s] %s", text, i ? " / " : "", f->quotes[i].place, f->quotes[i].text);
    return text;
}

static char *sums_text(struct arena *a, const struct finding *f)
{
    char *text = arena_copy(a, "", 0);
    for (int i = 0; i < f->sum_count && text; i++)
        text = arena_format(a, "%s%s%s", text, i ? " / " : "", f->sums[i]);
    return text;
}

void audit_csv(FILE *out, const struct audit *a)
{
    struct arena scratch = {0};
    char number[32];
    fputs("\xef\xbb\xbfid,severity,area,title,quotes,arithmetic,amount,size,advice\n", out);
    for (int i = 0; i < a->count; i++) {
        const struct finding *f = &a->findings[i];
        const char *quotes = quotes_text(&scratch, f), *sums = sums_text(&scratch, f);
        csv_text(out, f->id, ',');
        csv_text(out, audit_severity_key(f->severity), ',');
        csv_text(out, f->area, ',');
        csv_text(out, f->title, ',');
        csv_text(out, quotes ? quotes : "", ',');
        csv_text(out, sums ? sums : "", ',');
        csv_text(out, f->amount, ',');
        fprintf(out, "%s,", csv_number(f->size, number));
        csv_text(out, f->advice, '\n');
    }
    arena_free(&scratch);
}

/* --- JSON: every object is built to the end, and one flag remembers whether anything went wrong --- */

struct builder {
    struct arena arena;
    bool failed;
};

static void put(struct builder *b, json_t *object, const char *key, json_t *value)
{
    b->failed |= json_object_set_new(object, key, value) != 0;
}

static void append(struct builder *b, json_t *array, json_t *value)
{
    b->failed |= json_array_append_new(array, value) != 0;
}

static json_t *text(struct builder *b, const char *string)
{
    return string ? json_string(utf8_clean(&b->arena, string)) : json_null();
}

static json_t *both(struct builder *b, const char *zh, const char *en)
{
    json_t *object = json_object();
    put(b, object, "zh", text(b, zh));
    put(b, object, "en", text(b, en));
    return object;
}

static json_t *quotes_array(struct builder *b, const struct finding *f)
{
    json_t *array = json_array();
    for (int i = 0; i < f->quote_count; i++) {
        json_t *quote = json_object();
        put(b, quote, "place", text(b, f->quotes[i].place));
        put(b, quote, "text", text(b, f->quotes[i].text));
        append(b, array, quote);
    }
    return array;
}

static json_t *finding_object(struct builder *b, const struct finding *zh, const struct finding *en)
{
    json_t *object = json_object(), *sums = json_array();
    put(b, object, "id", text(b, zh->id));
    put(b, object, "check", text(b, zh->check));
    put(b, object, "severity", text(b, audit_severity_key(zh->severity)));
    put(b, object, "area", text(b, zh->area));
    put(b, object, "title", both(b, zh->title, en->title));
    put(b, object, "quotes", quotes_array(b, zh));
    for (int i = 0; i < zh->sum_count && i < en->sum_count; i++)
        append(b, sums, both(b, zh->sums[i], en->sums[i]));
    put(b, object, "arithmetic", sums);
    put(b, object, "amount", both(b, zh->amount, en->amount));
    put(b, object, "size", json_real(zh->size));
    put(b, object, "advice", both(b, zh->advice, en->advice));
    return object;
}

int audit_json(FILE *out, const struct run *r, const struct audit *zh, const struct audit *en, const char *version)
{
    struct builder b = {0};
    const struct scenario *s = r->setup->scenario;
    json_t *root = json_object(), *scenario = json_object(), *tally = json_object(), *findings = json_array();
    put(&b, root, "vetsim", text(&b, version));
    put(&b, scenario, "name", text(&b, s->name));
    put(&b, scenario, "label", both(&b, s->label.zh, s->label.en));
    put(&b, scenario, "document", text(&b, s->document));
    put(&b, scenario, "digest", text(&b, s->digest));
    put(&b, root, "scenario", scenario);
    put(&b, root, "tables", json_boolean(zh->tables));
    put(&b, root, "history", json_boolean(zh->history));
    for (int i = 0; i < AUDIT_SEVERITIES; i++)
        put(&b, tally, audit_severity_key(i), json_integer(zh->tally[i]));
    put(&b, root, "count", tally);
    for (int i = 0; i < zh->count && i < en->count; i++)
        append(&b, findings, finding_object(&b, &zh->findings[i], &en->findings[i]));
    put(&b, root, "findings", findings);
    char *document = b.failed ? NULL : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    if (document)
        fprintf(out, "%s\n", document);
    const int code = document ? VS_OK : VS_MEMORY;
    free(document);
    json_decref(root);
    arena_free(&b.arena);
    return code;
}
