/* Places labels near their points so that they cover neither each other nor the curves. */
#ifndef VETSIM_PLOTS_PLACE_H
#define VETSIM_PLOTS_PLACE_H

#include "arena.h"

struct box {
    double left, top, right, bottom;
};

enum { PLACE_BOXES = 400, PLACE_COLUMNS = 64, PLACE_POINTS = 8000, PLACE_MARKS = 128 };

struct placer {
    struct box inside; /* labels stay in here */
    struct box boxes[PLACE_BOXES];
    int box_count;
    struct box columns[PLACE_COLUMNS]; /* labels may stand on them, but rather would not */
    int column_count;
    struct {
        double x, y;
    } points[PLACE_POINTS]; /* on the curves */
    int point_count;
    struct {
        double x, y;
    } marks[PLACE_MARKS]; /* what labels belong to: none should stand nearer to another's mark */
    int mark_count;
};

/* Keeps labels off a line from one point to the other. */
void place_avoid_line(struct placer *p, double x1, double y1, double x2, double y2);
void place_avoid_box(struct placer *p, struct box b);

/* A mark of this radius: labels keep off it, and those of others keep away. */
void place_mark(struct placer *p, double x, double y, double radius);

void place_avoid_column(struct placer *p, struct box b);

/* Where a label of this size goes: beside (x, y), gap_x or more away, or above or below it, gap_y
 * or more away. Remembers it. */
struct box place_label(struct placer *p, double x, double y, double width, double height, double gap_x, double gap_y);

#endif
