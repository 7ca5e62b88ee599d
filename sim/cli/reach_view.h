/* `vetsim reach` in parts: what is asked, the page, the tables, the files. */
#ifndef VETSIM_CLI_REACH_VIEW_H
#define VETSIM_CLI_REACH_VIEW_H

#include "command.h"
#include "reach.h"
#include "study_tables.h"

struct reach_view {
    struct loaded plan;
    struct reach_options options;
    struct reach reach;
    struct study study; /* the same as tables */
};

/* reach_request.c: loads the scenario and reads the options. */
int reach_prepare(struct session *s, struct reach_view *v);

enum { REACH_WORDS = 4000 }; /* room for a sentence */

/* reach_page.c */
void reach_page(const struct page *p, const struct reach_view *v);

/* reach_together.c */
void reach_joint_page(const struct page *p, const struct reach_view *v);
void reach_frontier_page(const struct page *p, const struct reach_view *v);

/* reach_tables.c */
int reach_tables(struct session *s, struct reach_view *v);

/* reach_files.c: the tables as CSV and every answer as a scenario file; or the tables alone as a result
 * file where the name ends in .db. */
int reach_check_output(struct session *s, const struct reach_view *v);
int reach_write(struct session *s, struct reach_view *v, const char *directory);

#endif
