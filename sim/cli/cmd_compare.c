/* vetsim compare: plans side by side, what differs between them, and what each difference does. */
#include "compare.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static int show(struct session *s, const struct compare *c)
{
    struct records tables[COMPARE_TABLES];
    if (!(s->options.given & OPTION_JSON)) {
        compare_page(&s->page, c);
        return 0;
    }
    compare_records(c, s->chinese, tables);
    int code = records_json(s->page.out, tables, COMPARE_TABLES, VETSIM_VERSION);
    for (int i = 0; i < COMPARE_TABLES; i++)
        records_free(&tables[i]);
    return code < 0 ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

int cmd_compare(struct session *s)
{
    struct compare c;
    int code = compare_prepare(s, &c);
    if (code == 0)
        code = show(s, &c);
    if (code == 0)
        code = compare_write(s, &c);
    compare_free(&c);
    return code;
}
