/* From a request to the charts of one run. */
#include "plots.h"

#include <string.h>

#include "chart.h"
#include "pages.h"

enum { MOST_CHARTS = 24 };

int plots_chart_count(void) { return chart_table_count; }

const char *plots_chart_name(int i) { return chart_table[i].name; }

const char *plots_chart_title(int i, bool chinese) { return chinese ? chart_table[i].zh : chart_table[i].en; }

/* The chart asked for, -1 when there is none of that name. */
static int find_chart(const char *name, struct diags *d)
{
    const char *names[MOST_CHARTS];

    for (int i = 0; i < chart_table_count; i++) {
        names[i] = chart_table[i].name;
        if (!strcmp(name, names[i]))
            return i;
    }
    const char *near = nearest_name(name, names, chart_table_count);
    diag_error(d, NULL, 0,
               near ? N_("no chart is called %s: did you mean %s?")
                    : N_("no chart is called %s: see vetsim list charts"),
               name, near);
    return -1;
}

/* The charts of a call: all, or the one at `first`. Each may take several pages. */
struct charts {
    const struct run *run;
    int first;
};

static const char *draw_chart(const void *what, int i, bool chinese, struct canvas *c)
{
    const struct charts *charts = what;

    return chart_draw(&chart_table[charts->first + i / CHART_PAGES], i % CHART_PAGES, charts->run, chinese, c);
}

int plots_draw(const struct run *r, const struct plot_request *q, struct arena *a, char ***written, int *count,
               struct diags *d)
{
    struct charts charts = {.run = r};
    struct page_set set = {
        .what = &charts, .count = chart_table_count * CHART_PAGES, .brief = true, .draw = draw_chart};

    *written = NULL;
    *count = 0;
    if (q->chart) {
        charts.first = find_chart(q->chart, d);
        set.count = CHART_PAGES;
        if (charts.first < 0)
            return VS_USAGE;
    }
    const int code = pages_write(&set, q, a, written, count, d);
    if (!code && q->chart && *count == 0)
        diag_warning(d, NULL, 0, "chart %s was not drawn: %s", q->chart, _(chart_table[charts.first].empty));
    return code;
}
