/* vetsim audit: the plan checked against itself. */
#include <string.h>

#include "audit_page.h"
#include "audit_store.h"
#include "command.h"
#include "file.h"
#include "text.h"

#ifndef VETSIM_VERSION
#define VETSIM_VERSION "unknown"
#endif

static bool ends(const char *path, const char *ending)
{
    const size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0;
}

struct findings {
    const struct run *run;
    const struct audit *audit;
};

static int write_findings(struct session *s, struct atomic_file *file, const void *what, struct diags *d)
{
    const struct findings *f = what;
    (void)d;
    if (ends(s->options.output, ".csv"))
        audit_csv(file->stream, f->audit);
    else
        write_audit_markdown(file->stream, f->run, f->audit, s->chinese);
    return 0;
}

static int show(struct session *s, const struct run *r, const struct audit *a)
{
    struct audit other = {0};
    int code = 0;
    if (!(s->options.given & OPTION_JSON)) {
        print_audit(&s->page, r, a);
    } else {
        code = audit_init(&other, r, !s->chinese);
        if (code == 0)
            code = audit_json(s->page.out, r, s->chinese ? a : &other, s->chinese ? &other : a, VETSIM_VERSION);
    }
    audit_free(&other);
    return code < 0 ? failure(s, code, "%s", vs_error_text(code)) : 0;
}

static int answer(struct session *s, const struct run *r)
{
    struct audit a;
    int code = audit_init(&a, r, s->chinese);
    if (code < 0)
        failure(s, code, "%s", vs_error_text(code));
    if (code == 0)
        code = show(s, r, &a);
    if (code == 0 && s->options.output)
        code = output_file(s, write_findings, &(struct findings){r, &a});
    if (code == 0 && (s->options.given & OPTION_STRICT) && a.count > 0)
        code = TARGET_MISSED;
    audit_free(&a);
    return code;
}

int cmd_audit(struct session *s)
{
    static const char *const endings[] = {".md", ".csv", NULL};
    struct loaded l;
    if (s->argument_count == 0)
        return usage_error(s, "%s", _("audit needs a scenario file"));
    if (s->argument_count > 1)
        return usage_error(s, _("audit takes one scenario; \"%s\" is one too many"), s->arguments[1]);
    if (output_ending(s, endings) < 0)
        return VS_USAGE;
    int code = load_run(s, &l, s->arguments[0]);
    if (code == 0)
        code = answer(s, &l.run);
    loaded_free(&l);
    return code;
}
