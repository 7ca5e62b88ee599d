/* A canvas as SVG: text stays text in fonts named with their stand-ins, nothing is referred to from
 * outside and nothing has an id, so that any number of pictures can stand in one web page. Title and
 * description are there for those who hear the page instead of seeing it. */
#ifndef VETSIM_PLOTS_SVG_H
#define VETSIM_PLOTS_SVG_H

#include <stdio.h>

#include "canvas.h"

void svg_page(FILE *out, const struct canvas *c);

#endif
