/* What `vetsim compare -o DIR` writes: a CSV file for each table, all of them or none, and the charts. */
#include <stdio.h>
#include <unistd.h>

#include "compare.h"
#include "compare_plots.h"
#include "ensemble_plan.h"
#include "file.h"
#include "text.h"

static int write_tables(const char *directory, const struct records *tables, struct diags *d)
{
    struct atomic_file open[COMPARE_TABLES] = {{0}};
    int code = 0;
    for (int i = 0; i < COMPARE_TABLES && code == 0; i++) {
        char name[64];
        snprintf(name, sizeof name, "compare-%s.csv", tables[i].name);
        code = atomic_open(&open[i], directory, name, d);
        if (code == 0)
            code = records_csv(open[i].stream, &tables[i]);
        if (code == 0)
            code = atomic_close(&open[i], d);
    }
    for (int i = 0; i < COMPARE_TABLES && code == 0; i++)
        code = atomic_publish(&open[i], d);
    for (int i = 0; i < COMPARE_TABLES; i++)
        atomic_abort(&open[i]);
    return code;
}

static const struct page *side(const struct session *s)
{
    return s->options.given & OPTION_JSON ? &s->errors : &s->page;
}

static int write_csv(struct session *s, const struct compare *c)
{
    struct records tables[COMPARE_TABLES];
    struct diags d = {0};
    bool made = false;
    int code = make_directory(s->options.output, &made, &d);
    compare_records(c, s->chinese, tables);
    if (code == 0)
        code = write_tables(s->options.output, tables, &d);
    for (int i = 0; i < COMPARE_TABLES; i++)
        records_free(&tables[i]);
    if (code < 0) {
        report(s, &d, code);
        if (made)
            rmdir(s->options.output); /* leave nothing behind */
    } else {
        page_blank(side(s));
        page_line(side(s), PLAIN,
                  ngettext("Written to %s: %d table (compare-*.csv)", "Written to %s: %d tables (compare-*.csv)",
                           COMPARE_TABLES),
                  s->options.output, COMPARE_TABLES);
    }
    diags_free(&d);
    return code;
}

/* --- charts --- */

static int draw_lines(struct session *s, const struct compare *c, const struct plot_request *q, int *total,
                      struct diags *d)
{
    const struct run *runs[COMPARE_MOST];
    const char *keys[32];
    char **written;
    int count = 0, key_count = 0;
    for (int i = 0; i < c->count; i++)
        runs[i] = plan_run(c, i);
    while (key_count < 32 && main_indicator(key_count)) {
        keys[key_count] = main_indicator(key_count);
        key_count++;
    }
    int code = plots_compare(runs, c->count, keys, key_count, q, &s->arena, &written, &count, d);
    *total += count;
    return code;
}

static int draw_steps(struct session *s, const struct compare *c, int plan, const struct plot_request *q, int *total,
                      struct diags *d)
{
    const struct compare_pair *pair = &c->pairs[plan];
    struct plot_contribution list[COMPARE_OUTPUTS];
    char **written;
    int count = 0, pages = 0;
    for (int i = 0; i < pair->output_count && pages < COMPARE_OUTPUTS; i++)
        if (output_shown(pair, i))
            list[pages++] = (struct plot_contribution){.setup = &pair->al.setups[0],
                                                       .letter = plan_letter(plan),
                                                       .other = &c->plans[plan].scenario,
                                                       .differences = &pair->d,
                                                       .contributions = &pair->c,
                                                       .of = &pair->outputs[i],
                                                       .output = i,
                                                       .target = pair->targets[i]};
    int code = pages > 0 ? plots_contributions(list, pages, q, &s->arena, &written, &count, d) : 0;
    *total += count;
    return code;
}

static int draw(struct session *s, const struct compare *c, const char *directory)
{
    const struct plot_request q = {
        .format = s->options.format, .size = s->options.size, .chinese = s->chinese, .directory = directory};
    struct diags d = {0};
    int total = 0, code = make_directory(directory, NULL, &d);
    if (code == 0)
        code = draw_lines(s, c, &q, &total, &d);
    for (int i = 1; i < c->count && code == 0; i++)
        code = draw_steps(s, c, i, &q, &total, &d);
    if (code < 0)
        report(s, &d, code);
    else
        page_line(side(s), PLAIN, ngettext("%d chart in %s", "%d charts in %s", (unsigned long)total), total,
                  directory);
    diags_free(&d);
    return code;
}

int compare_write(struct session *s, const struct compare *c)
{
    const char *charts = s->options.charts ? s->options.charts : s->options.output;
    int code = s->options.output ? write_csv(s, c) : 0;
    if (code == 0 && charts && !(s->options.given & OPTION_NO_CHARTS))
        code = draw(s, c, charts);
    return code;
}
