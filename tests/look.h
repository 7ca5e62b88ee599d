/* What is wrong with a page as shapes: texts that leave it or lie on each other. */
#ifndef VETSIM_TESTS_LOOK_H
#define VETSIM_TESTS_LOOK_H

#include "canvas.h"
#include "lettering.h"
#include "support.h"

struct extent {
    double left, top, right, bottom;
    const char *text;
};

/* A text's ink: a little less high than its line. */
static inline struct extent extent_of(const struct canvas_shape *s)
{
    const double width = lettering_width(s->text, s->size, s->bold) / (s->bold ? 1.07 : 1.0);
    const double left = s->xy[0] - (s->align == ALIGN_RIGHT ? width : s->align == ALIGN_CENTRE ? width / 2 : 0);
    return (struct extent){left + 0.5, s->xy[1] - 0.42 * s->size, left + width - 0.5, s->xy[1] + 0.42 * s->size,
                           s->text};
}

/* How many troubles, each told. */
static inline int look_at(const struct canvas *c, const char *page)
{
    static struct extent texts[4000];
    int count = 0, found = 0;

    for (const struct canvas_shape *s = c->first; s; s = s->next) {
        if (s->kind != SHAPE_TEXT)
            continue;
        const struct extent e = extent_of(s);
        assert_true(count < (int)(sizeof texts / sizeof *texts));
        if (e.left < 0 || e.top < 0 || e.right > c->width || e.bottom > c->height) {
            print_error("%s %s: \"%s\" leaves the page\n", page, c->size->name, e.text);
            found++;
        }
        for (int i = 0; i < count; i++)
            if (e.left < texts[i].right && texts[i].left < e.right && e.top < texts[i].bottom &&
                texts[i].top < e.bottom) {
                print_error("%s %s: \"%s\" lies on \"%s\"\n", page, c->size->name, e.text, texts[i].text);
                found++;
            }
        texts[count++] = e;
    }
    assert_true(count > 3);
    assert_true(c->title && *c->title);
    return found;
}

#endif
