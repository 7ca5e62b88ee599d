/* Building JSON documents of results. json_object_set_new() takes NULL for a failed value and then
 * fails itself, so every document is built to the end and one flag remembers whether anything went
 * wrong. */
#ifndef VETSIM_STORE_JSON_BUILD_H
#define VETSIM_STORE_JSON_BUILD_H

#include <jansson.h>
#include <stdio.h>

#include "run.h"

struct builder {
    struct arena arena;
    bool failed;
};

void build_put(struct builder *b, json_t *object, const char *key, json_t *value);
void build_append(struct builder *b, json_t *array, json_t *value);

/* null where there is no text or the number is absent. */
json_t *build_text(struct builder *b, const char *string);
json_t *build_number(double value);
json_t *build_label(struct builder *b, const char *zh, const char *en);

json_t *build_scenario(struct builder *b, const struct scenario *s);
json_t *build_target(struct builder *b, const struct result *result); /* with its verdict */

/* Prints the document and a line end, and frees it and the builder. VS_MEMORY when it was not built
 * whole; write errors stay in the stream. */
int build_print(struct builder *b, json_t *root, FILE *out);

#endif
