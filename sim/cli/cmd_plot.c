/* vetsim plot: the charts of one or more scenarios. */
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "plots.h"
#include "progress.h"
#include "text.h"

/* One scenario goes where -o says, several into folders of their own below it. */
static const char *choose_folder(struct session *s, const struct scenario *scenario)
{
    const char *own = folder_name(&s->arena, scenario);
    if (!own)
        return NULL;
    if (!s->options.output)
        return arena_format(&s->arena, "plots-out/%s", own);
    return s->argument_count > 1 ? arena_format(&s->arena, "%s/%s", s->options.output, own) : s->options.output;
}

static int draw(struct session *s, const struct run *r)
{
    const char *folder = choose_folder(s, r->setup->scenario);
    if (!folder)
        return failure(s, VS_MEMORY, "%s", vs_error_text(VS_MEMORY));
    const struct plot_request request = {.chart = s->options.chart,
                                         .format = s->options.format,
                                         .size = s->options.size,
                                         .chinese = s->chinese,
                                         .directory = folder};
    struct diags d = {0};
    char **written = NULL;
    bool made;
    int count = 0, code = make_directory(folder, &made, &d);
    if (code == 0)
        code = plots_draw(r, &request, &s->arena, &written, &count, &d);
    if (code < 0)
        report(s, &d, code);
    else
        print_diags(s, &d, true);
    if (made && count == 0)
        rmdir(folder); /* leave no empty folder behind */
    for (int i = 0; code == 0 && i < count; i++)
        page_line(&s->page, PLAIN, "%s", written[i]);
    diags_free(&d);
    return code;
}

static int check_chart(struct session *s)
{
    const char *names[64];
    int count = 0;
    if (!s->options.chart)
        return 0;
    for (; count < plots_chart_count() && count < 64; count++) {
        names[count] = plots_chart_name(count);
        if (strcmp(names[count], s->options.chart) == 0)
            return 0;
    }
    const char *near = nearest_name(s->options.chart, names, count);
    if (near)
        return usage_error(s, _("unknown chart \"%s\"; did you mean \"%s\"?"), s->options.chart, near);
    return usage_error(s, _("unknown chart \"%s\" (see vetsim list charts)"), s->options.chart);
}

int cmd_plot(struct session *s)
{
    if (s->argument_count == 0)
        return usage_error(s, _("plot needs at least one scenario file"));
    int worst = check_chart(s);
    if (worst < 0)
        return worst;
    for (int i = 0; i < s->argument_count && !*interrupt_flag(); i++) {
        struct loaded l;
        int code = load_run(s, &l, s->arguments[i]);
        if (code == 0)
            code = draw(s, &l.run);
        if (code < 0 && worst == 0)
            worst = code;
        loaded_free(&l);
    }
    return worst;
}
