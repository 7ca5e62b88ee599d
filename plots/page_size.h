/* The sizes a picture comes in. Drawing code works in pixels of the size's own page, so that texts keep
 * their height and only the room around them changes; `scale` says how large that page is shown. */
#ifndef VETSIM_PLOTS_PAGE_SIZE_H
#define VETSIM_PLOTS_PAGE_SIZE_H

#include <stdbool.h>

#include "diag.h"

struct page_size {
    const char *name;
    double width, height; /* what is drawn on */
    double most_height;   /* what a page with much to show may grow to */
    double scale;         /* shown width over drawn width */
    bool brief;           /* only title and curves: too small for legends and notes */
};

enum { SIZE_SLIDE, SIZE_PAGE, SIZE_THUMBNAIL, SIZES };

/* A slide is 16:9 for a projector; a page has the width of A4 (144 pixels an inch) and at most its
 * height; a thumbnail is a quarter of a slide. */
extern const struct page_size page_sizes[SIZES];

/* A thumbnail of a chart that is not drawn any simpler for it. */
extern const struct page_size page_size_small_slide;

/* The size of this name, NULL for a slide; NULL with a message when there is none. */
const struct page_size *page_size_find(const char *name, struct diags *d);

#endif
