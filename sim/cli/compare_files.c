/* What `vetsim compare -o DIR` writes: a CSV file for each table, all of them or none, and the charts. */
#include <stdio.h>
#include <unistd.h>

#include "compare.h"
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

int compare_write(struct session *s, const struct compare *c) { return s->options.output ? write_csv(s, c) : 0; }
