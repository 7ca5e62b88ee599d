/* Label placement: a label tries the positions around its point, nearest first, and takes the one
 * that covers least. */
#include "place.h"

#include <math.h>

void place_avoid_line(struct placer *p, double x1, double y1, double x2, double y2)
{
    const int steps = 1 + (int)(hypot(x2 - x1, y2 - y1) / 7.0);

    for (int i = 0; i <= steps && p->point_count < PLACE_POINTS; i++, p->point_count++) {
        p->points[p->point_count].x = x1 + (x2 - x1) * i / steps;
        p->points[p->point_count].y = y1 + (y2 - y1) * i / steps;
    }
}

void place_avoid_box(struct placer *p, struct box b)
{
    if (p->box_count < PLACE_BOXES)
        p->boxes[p->box_count++] = b;
}

void place_avoid_column(struct placer *p, struct box b)
{
    if (p->column_count < PLACE_COLUMNS)
        p->columns[p->column_count++] = b;
}

void place_mark(struct placer *p, double x, double y, double radius)
{
    place_avoid_box(p, (struct box){x - radius, y - radius, x + radius, y + radius});
    if (p->mark_count < PLACE_MARKS) {
        p->marks[p->mark_count].x = x;
        p->marks[p->mark_count++].y = y;
    }
}

enum { MARKS_APART = 14 }; /* marks closer than this are one to the eye */

static double distance(struct box b, double x, double y)
{
    return hypot(fmax(0, fmax(b.left - x, x - b.right)), fmax(0, fmax(b.top - y, y - b.bottom)));
}

/* A label nearer to another mark than to its own would be read as the other's. */
static double mistaken(const struct placer *p, struct box b, double x, double y)
{
    const double own = distance(b, x, y);
    double sum = 0;

    for (int i = 0; i < p->mark_count; i++)
        if (hypot(p->marks[i].x - x, p->marks[i].y - y) > MARKS_APART &&
            distance(b, p->marks[i].x, p->marks[i].y) < own + 2)
            sum += 150.0;
    return sum;
}

static double overlap(struct box a, struct box b)
{
    const double w = fmin(a.right, b.right) - fmax(a.left, b.left), h = fmin(a.bottom, b.bottom) - fmax(a.top, b.top);
    return w > 0 && h > 0 ? w * h : 0.0;
}

static double outside(struct box b, struct box limits)
{
    return fmax(0, limits.left - b.left) + fmax(0, b.right - limits.right) + fmax(0, limits.top - b.top) +
           fmax(0, b.bottom - limits.bottom);
}

static double cost(const struct placer *p, struct box b)
{
    double sum = 1e4 * outside(b, p->inside);

    for (int i = 0; i < p->box_count; i++)
        sum += 20.0 * overlap(b, p->boxes[i]);
    for (int i = 0; i < p->column_count; i++)
        sum += 0.3 * overlap(b, p->columns[i]);
    for (int i = 0; i < p->point_count; i++)
        if (p->points[i].x > b.left - 2 && p->points[i].x < b.right + 2 && p->points[i].y > b.top - 1 &&
            p->points[i].y < b.bottom + 1)
            sum += 400.0;
    return sum;
}

struct box place_label(struct placer *p, double x, double y, double width, double height, double gap_x, double gap_y)
{
    static const struct {
        double dx, dy;
    } around[] = {{0, -1}, {0, 1}, {1, 0}, {-1, 0}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}};
    struct box best = {0};
    double least = HUGE_VAL;

    for (int ring = 0; ring < 4; ring++) {
        for (int i = 0; i < 8; i++) {
            const double away = ring * 0.8 * height;
            const double cx = x + around[i].dx * (gap_x + away + width / 2),
                         cy = y + around[i].dy * (gap_y + away + height / 2);
            const struct box b = {cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2};
            const double c = cost(p, b) + mistaken(p, b, x, y) + 60.0 * ring + 4.0 * i;
            if (c < least) {
                least = c;
                best = b;
            }
        }
    }
    place_avoid_box(p, best);
    return best;
}
