/* What differs between two scenarios in the numbers the model reads: parameters, items that only one has, and
 * settings. Numbers that make sense only together (the sectors' shares, a base stock and its parts) are one
 * difference. What is written differently and comes to the same number is none. */
#ifndef VETSIM_DECIDE_DIFFERENCES_H
#define VETSIM_DECIDE_DIFFERENCES_H

#include "align.h"

enum difference_kind {
    DIFFERENCE_VALUE,  /* a parameter, of one item or of all sectors */
    DIFFERENCE_FAMILY, /* several parameters that belong together */
    DIFFERENCE_ITEM,   /* an item that only one of the two has */
    DIFFERENCE_SETTING /* closure and its like, or an attribute of an item */
};

enum setting {
    SETTING_CLOSURE,
    SETTING_SERIAL_BONDS,
    SETTING_BONDS_COUNTED,
    SETTING_APPROPRIATION_INSIDE,
    SETTING_WORKLOAD,
    SETTING_LENGTH,   /* of a sector's programmes */
    SETTING_BRIDGE,   /* a sector's bridging initiative */
    SETTING_PROJECT,  /* a project's kind, sector or way of opening */
    SETTING_DURATION, /* of an initiative */
    SETTINGS
};

struct difference {
    enum difference_kind kind;
    const struct row *row; /* of the first parameter; NULL of a setting */
    enum scope scope;      /* of an item or a setting */
    int item;              /* in the union; ALL_ITEMS where it is of all sectors, or of none */
    int only;              /* of an item: which of the two has it */
    enum setting setting;
    const char *label_zh, *label_en; /* "教师离职率（中职）" */
    struct changed {
        const struct row *row;
        int item; /* 0 of a city row */
    } * members;
    int member_count;
};

struct differences {
    struct difference *list;
    int count;
    struct arena arena;
};

/* Zeroes `d` first; it may be freed after a failure. The labels live as long as the scenarios and `d`. */
int differences_init(struct differences *d, const struct aligned *al);
void differences_free(struct differences *d);

/* Gives a shape the other's value of a setting. */
void setting_apply(struct shape *shape, const struct shape *other, enum setting setting, int item);

/* Places of a parameter's numbers: calls each with every lane of the levels (input false) or the inputs. */
typedef void lane_visitor(void *context, bool input, int at);
void member_lanes(const struct setup *u, const struct changed *m, lane_visitor *visit, void *context);

#endif
