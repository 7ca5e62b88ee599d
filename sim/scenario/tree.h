/* A scenario file as a tree of settings that remember their file and line. libconfig parses; the
 * tree is ours because merging a chain of files and writing the result back need both. */
#ifndef VETSIM_SCENARIO_TREE_H
#define VETSIM_SCENARIO_TREE_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"

enum node_type { NODE_GROUP, NODE_LIST, NODE_NUMBER, NODE_BOOL, NODE_TEXT };

struct node {
    const char *name; /* NULL in a list */
    enum node_type type;
    double number; /* numbers; booleans as 0 and 1 */
    bool whole;    /* written as an integer */
    const char *text;
    struct node *first, *last, *next;
    const char *file;
    int line;
};

/* Reads one file (not its ancestors) into `root`; errors go to `d`. */
int tree_read(struct arena *a, const char *path, struct node **root, struct diags *d);

/* Parses the text of one value, as in "--set key=TEXT"; NULL when it is not a value. A bare word
 * such as none or borrow is taken as a text. */
struct node *tree_parse_value(struct arena *a, const char *text);

/* `child` over `parent`: groups key by key, everything else replaced whole. */
struct node *tree_merge(struct arena *a, struct node *parent, struct node *child);

struct node *tree_find(const struct node *group, const char *name); /* NULL when absent */
struct node *tree_new(struct arena *a, enum node_type type, const char *name);
void tree_append(struct node *group, struct node *child);
void tree_remove(struct node *group, const char *name);
/* Puts `child` in place of the setting of its name, or at the end. */
void tree_put(struct node *group, struct node *child);
/* Finds the group `name` in `group`, making it when it is not there. */
struct node *tree_group(struct arena *a, struct node *group, const char *name);

/* Writes the tree as libconfig text; the same tree always gives the same bytes. */
void tree_write(FILE *out, const struct node *root);

const char *node_type_name(enum node_type type);

#endif
