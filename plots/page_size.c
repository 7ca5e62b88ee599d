/* The sizes a picture comes in. */
#include "page_size.h"

#include <string.h>

const struct page_size page_sizes[SIZES] = {
    [SIZE_SLIDE] = {"slide", 1920, 1080, 1080, 1, false},
    [SIZE_PAGE] = {"page", 1190, 842, 1684, 1, false},
    [SIZE_THUMBNAIL] = {"thumbnail", 960, 540, 540, 0.5, true},
};

const struct page_size page_size_small_slide = {"thumbnail", 1920, 1080, 1080, 0.25, false};

const struct page_size *page_size_find(const char *name, struct diags *d)
{
    const char *names[SIZES];

    for (int i = 0; i < SIZES; i++) {
        names[i] = page_sizes[i].name;
        if (!name || !strcmp(name, names[i]))
            return &page_sizes[i];
    }
    const char *near = nearest_name(name, names, SIZES);
    diag_error(d, NULL, 0,
               near ? N_("unknown size %s: did you mean %s?") : N_("unknown size %s: slide, page or thumbnail"), name,
               near);
    return NULL;
}
