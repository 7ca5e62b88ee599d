/* The ends of a bare panel's lines, named at the right: lines that end at the same value share a name tag, and tags
 * stand clear of each other. */
#include <stdio.h>

#include "drawing.h"
#include "lettering.h"

struct tag {
    char text[96];
    double y;
    int colour;
};

static int last_year(const struct drawing *d) { return d->axes.skipped + d->axes.years - 1; }

/* "A B " of the lines that end with this one; false where an earlier line has said it. */
static bool names(const struct drawing *d, int trace, char *text, size_t size)
{
    const struct panel *p = d->panel;
    const double value = p->traces[trace].value[last_year(d)];
    size_t used = 0;

    text[0] = '\0';
    for (int i = 0; i < p->trace_count && used < size; i++) {
        if (!(fabs(p->traces[i].value[last_year(d)] - value) <= 1e-9 * (1.0 + fabs(value))))
            continue;
        if (i < trace)
            return false;
        used += (size_t)snprintf(text + used, size - used, "%s ", p->traces[i].spec->short_en);
    }
    return true;
}

/* Fills the tags from the top down; returns how many. */
static int collect(const struct drawing *d, struct tag tags[MAX_TRACES])
{
    const struct quantity_scale *scale = &d->axes.side[0].scale;
    int count = 0;

    for (int i = 0; i < d->panel->trace_count; i++) {
        const double value = d->panel->traces[i].value[last_year(d)];
        char who[40], number[40];
        if (!drawing_known(value) || !names(d, i, who, sizeof who))
            continue;
        quantity_text(number, sizeof number, scale, value);
        struct tag tag = {.y = axes_y(&d->axes, 0, value), .colour = d->panel->traces[i].colour};
        snprintf(tag.text, sizeof tag.text, "%s%s%s", who, number, scale->value);
        int at = count++;
        for (; at > 0 && tags[at - 1].y > tag.y; at--)
            tags[at] = tags[at - 1];
        tags[at] = tag;
    }
    return count;
}

double drawing_ends_room(const struct drawing *d)
{
    struct tag tags[MAX_TRACES];
    double most = 0;

    for (int i = collect(d, tags) - 1; i >= 0; i--)
        most = fmax(most, lettering_width(tags[i].text, d->text, true));
    return most + 0.5 * d->text;
}

void drawing_ends(const struct drawing *d)
{
    struct tag tags[MAX_TRACES];
    const int count = collect(d, tags);
    const double apart = 1.15 * d->text;

    for (int i = 1; i < count; i++) /* down from the top, then up from the axis */
        tags[i].y = fmax(tags[i].y, tags[i - 1].y + apart);
    for (int i = count - 1; i >= 0; i--)
        tags[i].y = fmin(tags[i].y, i == count - 1 ? d->axes.plot.bottom : tags[i + 1].y - apart);
    for (int i = 0; i < count; i++)
        canvas_bold(d->canvas, d->axes.plot.right + 0.3 * d->text, tags[i].y, ALIGN_LEFT, d->text, tags[i].colour,
                    tags[i].text);
}
