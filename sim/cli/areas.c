#include "areas.h"

#include <string.h>

#include "text.h"

static const struct {
    const char *key, *name;
} areas[] = {
    {"enrolment", N_("Enrolment")}, {"programme", N_("Programmes and schools")},
    {"faculty", N_("Faculty")},     {"training", N_("Training and bases")},
    {"funding", N_("Funding")},     {"governance", N_("Governance")},
};
enum { AREAS = sizeof areas / sizeof *areas };

int area_count(void) { return AREAS; }
const char *area_name(int i) { return i < AREAS ? _(areas[i].name) : _("Other"); }

static int area_of(const char *area)
{
    int i = 0;
    while (i < AREAS && !(area && strcmp(area, areas[i].key) == 0))
        i++;
    return i;
}

bool in_area(const char *area, int i) { return area_of(area) == i; }
