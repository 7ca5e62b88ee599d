/* What the files that read a scenario share. */
#ifndef VETSIM_SCENARIO_READER_H
#define VETSIM_SCENARIO_READER_H

#include "scenario.h"
#include "tree.h"

struct reader {
    struct scenario *s;
    struct arena *arena;
    const struct row_table *rows;
    const struct annex_form *form;
    struct diags *d;
    struct node *root;
};

/* read_value.c: one parameter's value. */
int read_value(struct reader *r, const struct node *n, const char *key, const struct row *row, struct value *v);
int read_provenance(struct reader *r, const struct node *group, const char *key, struct provenance *from);
/* A plain number, or a group with `value` and provenance. */
int read_number(struct reader *r, const struct node *n, const char *key, double low, double high, double *number,
                struct provenance *from);
const struct row *find_row(const struct row_table *rows, const char *area, const char *name);

/* fields.c: the settings of a group, from a table; every key no table knows is an error. */
enum field_type { FIELD_TEXT, FIELD_LABEL, FIELD_NUMBER, FIELD_INT, FIELD_BOOL, FIELD_CHOICE, FIELD_OTHER };
struct field {
    const char *name;
    enum field_type type;
    size_t offset; /* of the member: const char *, struct label, double, int, bool, int */
    bool required;
    double low, high;    /* FIELD_NUMBER, FIELD_INT */
    const char *choices; /* FIELD_CHOICE: "secondary|higher"; stored as the index, an int */
};
/* `extra` names further keys that are allowed (NULL-terminated list or NULL); FIELD_OTHER is read
 * by the caller. */
int read_fields(struct reader *r, const struct node *group, const char *key, const struct field *fields, int count,
                void *target, const char *const *extra);
int wrong_type(struct reader *r, const struct node *n, const char *key, const char *wanted);
int unknown_key(struct reader *r, const struct node *n, const char *key, const char *const *known, int count);

/* Reads the items of the group `name`, each by `one` into a slot of `size` bytes of *list. */
int each_item(struct reader *r, const char *name, int *count, size_t size, void **list,
              int (*one)(struct reader *, const struct node *, const char *, void *));

/* items.c, targets.c, changes.c, issued.c, statements.c: groups of items. */
int read_items(struct reader *r);
int read_parameters(struct reader *r);
int read_targets(struct reader *r);
int read_levers(struct reader *r);
int read_uncertain(struct reader *r);
int read_correlated(struct reader *r);
int read_observed(struct reader *r);
int read_issued(struct reader *r);
int read_tasks(struct reader *r); /* tasks.c */
int read_statements(struct reader *r);
bool valid_id(const char *id);

/* sets.c: "key=value" from the command line, applied to the tree before it is read. */
int apply_set(struct reader *r, const char *set);
bool is_setting(const char *set); /* a top-level setting: no "." in its key */
/* The group of the tree in which a row's value for an item is written; `name` gets its key there. */
struct node *value_group(struct reader *r, const struct row *row, int item, char *name, size_t size);

#endif
